/// `espnetv2_seg` compiled by espnet: input 1×3×256×256, `output` 1×21×256×256; 234021 parameters, 135.8 million multiply-accumulates.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Segmentation10 {
    network: ::espnet::generated::Network,
}
const _: () = {
    use ::espnet::{
        abi::{kernel, layout, pack},
        generated::{self, names::*},
    };
    #[allow(dead_code)]
    impl Segmentation10 {
        /// The network's name in its spec.
        pub const NAME: &'static str = "espnetv2_seg";
        /// N, C, H and W of the input.
        pub const INPUT_SHAPE: [usize; 4] = [1, 3, 256, 256];
        /// The number of floats of the input.
        pub const INPUT_LEN: usize = 196608;
        /// N, C, H and W of the output.
        pub const OUTPUT_SHAPE: [usize; 4] = [1, 21, 256, 256];
        /// The number of floats of the output.
        pub const OUTPUT_LEN: usize = 1376256;
        /// N, H and W of the mask.
        pub const MASK_SHAPE: [usize; 3] = [1, 256, 256];
        /// The number of pixels of the mask.
        pub const MASK_LEN: usize = 65536;
        /// The names of the classes in the order of the output's channels. The list is empty if the
        /// spec has no names for this number of classes.
        pub const LABELS: [&'static str; 21] = [
            "background",
            "aeroplane",
            "bicycle",
            "bird",
            "boat",
            "bottle",
            "bus",
            "car",
            "cat",
            "chair",
            "cow",
            "dining table",
            "dog",
            "horse",
            "motorbike",
            "person",
            "potted plant",
            "sheep",
            "sofa",
            "train",
            "tv monitor",
        ];
        /// The number of learned parameters in a checkpoint.
        pub const PARAMETERS: usize = 234021;
        /// The number of multiply-accumulates of the convolutions in one forward pass.
        pub const MACS: u64 = 135838776;
        /// The size of a workspace in floats.
        pub const ARENA_FLOATS: usize = 1727424;
        /// The size of a workspace in bytes.
        pub const ARENA_BYTES: usize = Self::ARENA_FLOATS
            * ::core::mem::size_of::<f32>();
        /// Returns the instruction set that the network runs on.
        pub fn isa(&self) -> ::espnet::Isa {
            generated::Network::isa(&self.network)
        }
        /// Returns the same network for another instruction set.
        ///
        /// # Errors
        /// If this processor does not have the instruction set.
        pub fn with_isa(
            mut self,
            isa: ::espnet::Isa,
        ) -> ::core::result::Result<Self, ::espnet::IsaError> {
            generated::Network::set_isa(&mut self.network, isa).map(|()| self)
        }
    }
    #[allow(dead_code)]
    impl Segmentation10 {
        /// Runs the network on one input, N×C×H×W as in
        /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns the output, which is in the
        /// workspace until its next use. Allocates nothing.
        pub fn forward<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [f32; 1376256] {
            generated::Network::run::<
                Segmentation10Forward,
            >(&self.network, input, workspace.floats_mut());
            Self::outputs(workspace)
        }
        /// Runs the network like [`forward`](Self::forward), on an input whose length is known
        /// at run time only.
        ///
        /// # Errors
        /// If the length is not [`INPUT_LEN`](Self::INPUT_LEN). The error contains both.
        pub fn try_forward<'w>(
            &self,
            input: &[f32],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> ::core::result::Result<&'w [f32; 1376256], ::espnet::LengthError> {
            generated::input(input, Self::INPUT_SHAPE)
                .map(|input| self.forward(input, workspace))
        }
        /// Runs the network like [`forward`](Self::forward), but returns the class of every pixel,
        /// N×H×W as in [`MASK_SHAPE`](Self::MASK_SHAPE). The class is the index of the pixel's
        /// largest logit, or of the first of several equal ones. NaN never wins, and the class is 0
        /// if no logit is above −∞. This takes less time than `forward`, because the logits are
        /// never written at this size.
        pub fn forward_mask<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [u8; Self::MASK_LEN] {
            generated::Network::run::<
                Segmentation10Mask,
            >(&self.network, input, workspace.floats_mut());
            generated::mask(generated::Workspace::floats(workspace), 0)
        }
        fn outputs(
            workspace: &generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &[f32; 1376256] {
            let arena = workspace.floats();
            generated::array(arena, 0)
        }
    }
    #[allow(dead_code)]
    impl Segmentation10 {
        /// The preprocessing of pictures for this network.
        pub const PREPROCESSING: ::espnet::image::Preprocessing = ::espnet::image::Preprocessing::IMAGENET;
        /// Applies [`PREPROCESSING`](Self::PREPROCESSING) to a picture or a frame, runs the network on
        /// it, and returns the answer. A [`predictor`](Self::predictor) is faster for many frames,
        /// because it keeps its memory.
        ///
        /// # Errors
        /// If the frame has too few bytes, or if the network takes no pictures because its input has
        /// neither 1 nor 3 channels.
        pub fn predict<'f>(
            &self,
            frame: impl ::core::convert::Into<::espnet::image::Frame<'f>>,
        ) -> ::core::result::Result<
            ::espnet::image::Segmentation,
            ::espnet::image::ImageError,
        > {
            ::espnet::image::Predict::predict(self, frame)
        }
        /// Creates a predictor, which uses the same memory for one frame after another.
        pub fn predictor(&self) -> ::espnet::image::Predictor<'_, Self> {
            ::espnet::image::Predictor::new(self)
        }
        /// Creates the network with the weights of a checkpoint: safetensors or PyTorch,
        /// recognised by its content.
        ///
        /// # Errors
        /// If the file cannot be read, is no checkpoint, or does not fit this network. The error
        /// names every tensor that does not fit.
        pub fn load(
            path: impl ::core::convert::AsRef<::std::path::Path>,
        ) -> ::core::result::Result<Self, ::espnet::LoadError> {
            generated::Network::load(::core::convert::AsRef::as_ref(&path), &RECIPE)
                .map(|network| Self { network })
        }
        /// Creates the network with the weights of a checkpoint in memory; see
        /// [`load`](Self::load).
        ///
        /// # Errors
        /// If the bytes are no checkpoint or do not fit this network.
        pub fn from_bytes(
            bytes: &[u8],
        ) -> ::core::result::Result<Self, ::espnet::LoadError> {
            generated::Network::from_bytes(bytes, &RECIPE)
                .map(|network| Self { network })
        }
        /// Allocates the memory of one forward pass. Threads that run the network at the same time
        /// need a workspace each.
        pub fn workspace() -> generated::BoxedWorkspace<{ Self::ARENA_FLOATS }> {
            generated::Workspace::boxed()
        }
        /// Runs the network like [`forward`](Self::forward), but on several threads. The output is
        /// the same, bit for bit. The first call with these threads may allocate memory for them.
        pub fn forward_with_threads<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
            threads: &mut ::espnet::Threads,
        ) -> &'w [f32; 1376256] {
            generated::Network::run_with_threads::<
                Segmentation10Forward,
            >(&self.network, input, workspace.floats_mut(), threads);
            Self::outputs(workspace)
        }
        /// Runs the network like [`forward_mask`](Self::forward_mask), but on several threads. The
        /// mask is the same. The first call with these threads may allocate memory for them.
        pub fn forward_mask_with_threads<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
            threads: &mut ::espnet::Threads,
        ) -> &'w [u8; Self::MASK_LEN] {
            generated::Network::run_with_threads::<
                Segmentation10Mask,
            >(&self.network, input, workspace.floats_mut(), threads);
            generated::mask(generated::Workspace::floats(workspace), 0)
        }
        /// Runs [`forward_with_threads`](Self::forward_with_threads) and returns the name and the
        /// duration of each step, in order.
        pub fn profile(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &mut generated::Workspace<{ Self::ARENA_FLOATS }>,
            threads: &mut ::espnet::Threads,
        ) -> ::std::vec::Vec<(&'static str, ::core::time::Duration)> {
            generated::Network::profile::<
                Segmentation10Forward,
            >(&self.network, input, workspace.floats_mut(), threads)
        }
    }
    impl ::espnet::Network for Segmentation10 {
        const NAME: &'static str = Self::NAME;
        const INPUT_SHAPE: [usize; 4] = Self::INPUT_SHAPE;
        const OUTPUTS: &'static [(&'static str, [usize; 4])] = &[
            ("output", Self::OUTPUT_SHAPE),
        ];
        const LABELS: &'static [&'static str] = &Self::LABELS;
        const PREPROCESSING: ::espnet::image::Preprocessing = Self::PREPROCESSING;
        type Input = [f32; Self::INPUT_LEN];
        type Output<'w> = &'w [f32; 1376256];
        type Workspace = generated::Workspace<{ Self::ARENA_FLOATS }>;
        fn workspace() -> ::std::boxed::Box<Self::Workspace> {
            Self::workspace()
        }
        fn input(
            floats: &[f32],
        ) -> ::core::result::Result<&Self::Input, ::espnet::LengthError> {
            generated::input(floats, Self::INPUT_SHAPE)
        }
        fn forward<'w>(
            &self,
            input: &Self::Input,
            workspace: &'w mut Self::Workspace,
        ) -> Self::Output<'w> {
            self.forward(input, workspace)
        }
        fn forward_with_threads<'w>(
            &self,
            input: &Self::Input,
            workspace: &'w mut Self::Workspace,
            threads: &mut ::espnet::Threads,
        ) -> Self::Output<'w> {
            self.forward_with_threads(input, workspace, threads)
        }
    }
    impl ::espnet::MaskNetwork for Segmentation10 {
        type Mask = [u8; Self::MASK_LEN];
        fn forward_mask<'w>(
            &self,
            input: &Self::Input,
            workspace: &'w mut Self::Workspace,
        ) -> &'w Self::Mask {
            self.forward_mask(input, workspace)
        }
        fn forward_mask_with_threads<'w>(
            &self,
            input: &Self::Input,
            workspace: &'w mut Self::Workspace,
            threads: &mut ::espnet::Threads,
        ) -> &'w Self::Mask {
            self.forward_mask_with_threads(input, workspace, threads)
        }
    }
    impl ::espnet::image::Predict for Segmentation10 {
        type Answer = ::espnet::image::Segmentation;
        fn answer(
            &self,
            input: &Self::Input,
            workspace: &mut Self::Workspace,
            threads: ::core::option::Option<&mut ::espnet::Threads>,
            answer: &mut Self::Answer,
        ) {
            let mask = match threads {
                ::core::option::Option::None => self.forward_mask(input, workspace),
                ::core::option::Option::Some(threads) => {
                    self.forward_mask_with_threads(input, workspace, threads)
                }
            };
            ::espnet::image::Segmentation::classes_mut(answer).copy_from_slice(mask);
            ::espnet::image::Segmentation::count(answer);
        }
    }
    /// The steps of a forward pass.
    struct Segmentation10Forward;
    impl Segmentation10Forward {
        /// Returns the steps, with another last step that computes the mask.
        fn table<S: generated::Simd>() -> &'static generated::MaskTable<S, 55> {
            const LIMITS: generated::Limits = generated::Limits::NONE
                .weights(247248)
                .input(196608)
                .arena(1727424);
            const {
                &generated::MaskTable::new(
                    LIMITS,
                    [
                        generated::Step::new::<
                            Conv2d3x256x256To32x128x128,
                        >(
                            "base_net.level1.act",
                            generated::Operands::NONE
                                .weights(0..928)
                                .input(generated::Operand::Input)
                                .output(0..524288)
                                .scratch(524288..526610),
                        ),
                        generated::Step::new::<
                            AvgPool3x256x256To3x128x128,
                        >(
                            "base_net.level2_0.image.0",
                            generated::Operands::NONE
                                .input(generated::Operand::Input)
                                .output(524288..573440)
                                .scratch(573440..573698),
                        ),
                        generated::Step::new::<
                            AvgPool3x128x128To3x64x64,
                        >(
                            "base_net.level2_0.image.1",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(524288..573440))
                                .output(786432..798720)
                                .scratch(573440..573570),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x64x64,
                        >(
                            "base_net.level2_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(928..1056)
                                .input(generated::Operand::Arena(786432..798720))
                                .output(798720..811008)
                                .scratch(524288..526176),
                        ),
                        generated::Step::new::<
                            StridedEespUnit32x128x128To64x64x64,
                        >(
                            "base_net.level2_0.act",
                            generated::Operands::NONE
                                .weights(1056..2560)
                                .input(generated::Operand::Arena(0..524288))
                                .residual(generated::Operand::Arena(798720..811008))
                                .output(524288..786432)
                                .scratch(811008..822704),
                        ),
                        generated::Step::new::<
                            AvgPool3x64x64To3x32x32,
                        >(
                            "base_net.level3_0.image.2",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(786432..798720))
                                .output(962944..966016)
                                .scratch(798720..798786),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x32x32,
                        >(
                            "base_net.level3_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(2560..2688)
                                .input(generated::Operand::Arena(962944..966016))
                                .output(929632..932704)
                                .scratch(786432..787520),
                        ),
                        generated::Step::new::<
                            StridedEespUnit64x64x64To128x32x32,
                        >(
                            "base_net.level3_0.act",
                            generated::Operands::NONE
                                .weights(2688..5408)
                                .input(generated::Operand::Arena(524288..786432))
                                .residual(generated::Operand::Arena(929632..932704))
                                .output(786432..917504)
                                .scratch(917504..929632),
                        ),
                        generated::Step::new::<
                            EespUnit128x32x32,
                        >(
                            "base_net.level3.0.module_act",
                            generated::Operands::NONE
                                .weights(5408..12384)
                                .output(786432..917504)
                                .scratch(917504..962944),
                        ),
                        generated::Step::new::<
                            EespUnit128x32x32,
                        >(
                            "base_net.level3.1.module_act",
                            generated::Operands::NONE
                                .weights(12384..19360)
                                .output(786432..917504)
                                .scratch(917504..962944),
                        ),
                        generated::Step::new::<
                            EespUnit128x32x32,
                        >(
                            "base_net.level3.2.module_act",
                            generated::Operands::NONE
                                .weights(19360..26336)
                                .output(786432..917504)
                                .scratch(917504..962944),
                        ),
                        generated::Step::new::<
                            AvgPool3x32x32To3x16x16,
                        >(
                            "base_net.level4_0.image.3",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(962944..966016))
                                .output(917504..918272)
                                .scratch(918272..918306),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x16x16,
                        >(
                            "base_net.level4_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(26336..26464)
                                .input(generated::Operand::Arena(917504..918272))
                                .output(1025344..1026112)
                                .scratch(962944..963632),
                        ),
                        generated::Step::new::<
                            StridedEespUnit128x32x32To256x16x16,
                        >(
                            "base_net.level4_0.act",
                            generated::Operands::NONE
                                .weights(26464..34464)
                                .input(generated::Operand::Arena(786432..917504))
                                .residual(generated::Operand::Arena(1025344..1026112))
                                .output(917504..983040)
                                .scratch(983040..1025344),
                        ),
                        generated::Step::new::<
                            EespUnit256x16x16,
                        >(
                            "base_net.level4.0.module_act",
                            generated::Operands::NONE
                                .weights(34464..58656)
                                .output(917504..983040)
                                .scratch(983040..1022176),
                        ),
                        generated::Step::new::<
                            EespUnit256x16x16,
                        >(
                            "base_net.level4.1.module_act",
                            generated::Operands::NONE
                                .weights(58656..82848)
                                .output(917504..983040)
                                .scratch(983040..1022176),
                        ),
                        generated::Step::new::<
                            EespUnit256x16x16,
                        >(
                            "base_net.level4.2.module_act",
                            generated::Operands::NONE
                                .weights(82848..107040)
                                .output(917504..983040)
                                .scratch(983040..1022176),
                        ),
                        generated::Step::new::<
                            EespUnit256x16x16,
                        >(
                            "base_net.level4.3.module_act",
                            generated::Operands::NONE
                                .weights(107040..131232)
                                .output(917504..983040)
                                .scratch(983040..1022176),
                        ),
                        generated::Step::new::<
                            EespUnit256x16x16,
                        >(
                            "base_net.level4.4.module_act",
                            generated::Operands::NONE
                                .weights(131232..155424)
                                .output(917504..983040)
                                .scratch(983040..1022176),
                        ),
                        generated::Step::new::<
                            EespUnit256x16x16,
                        >(
                            "base_net.level4.5.module_act",
                            generated::Operands::NONE
                                .weights(155424..179616)
                                .output(917504..983040)
                                .scratch(983040..1022176),
                        ),
                        generated::Step::new::<
                            EespUnit256x16x16,
                        >(
                            "base_net.level4.6.module_act",
                            generated::Operands::NONE
                                .weights(179616..203808)
                                .output(917504..983040)
                                .scratch(983040..1022176),
                        ),
                        generated::Step::new::<
                            Pointwise256x16x16To10x16x16,
                        >(
                            "bu_dec_l1.projection_layer.cbr.2",
                            generated::Operands::NONE
                                .weights(203808..206400)
                                .input(generated::Operand::Arena(917504..983040))
                                .output(983040..985600),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool10x16x16To10x8x8,
                        >(
                            "bu_dec_l1.stages.3.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(983040..985600))
                                .output(918320..918960),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d10x8x8,
                        >(
                            "bu_dec_l1.stages.3",
                            generated::Operands::NONE
                                .weights(206400..206544)
                                .input(generated::Operand::Arena(918320..918960))
                                .output(928512..929152)
                                .scratch(917504..918320),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool10x16x16To10x5x5,
                        >(
                            "bu_dec_l1.stages.4.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(983040..985600))
                                .output(918176..918426),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d10x5x5,
                        >(
                            "bu_dec_l1.stages.4",
                            generated::Operands::NONE
                                .weights(206544..206688)
                                .input(generated::Operand::Arena(918176..918426))
                                .output(929152..929402)
                                .scratch(917504..918176),
                        ),
                        generated::Step::new::<
                            PyramidPool10x16x16To64x16x16,
                        >(
                            "bu_dec_l1.br.br.1",
                            generated::Operands::NONE
                                .weights(206688..209760)
                                .input(generated::Operand::Arena(983040..985600))
                                .residual(generated::Operand::Arena(928512..929402))
                                .output(1009664..1026048)
                                .scratch(917504..928512),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool128x32x32To128x1x1,
                        >(
                            "merge_enc_dec_l2.wt_layer.0",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(786432..917504))
                                .output(917504..917632),
                        ),
                        generated::Step::new::<
                            Pointwise128x1x1To64x1x1,
                        >(
                            "merge_enc_dec_l2.wt_layer.2",
                            generated::Operands::NONE
                                .weights(209760..217952)
                                .input(generated::Operand::Arena(917504..917632))
                                .output(1026048..1026112),
                        ),
                        generated::Step::new::<
                            GroupedConv2d128x32x32To64x32x32,
                        >(
                            "bu_br_l2.1",
                            generated::Operands::NONE
                                .weights(217952..219424)
                                .input(generated::Operand::Arena(786432..917504))
                                .gate(generated::Operand::Arena(1026048..1026112))
                                .residual(generated::Operand::Arena(1009664..1026048))
                                .output(917504..983040)
                                .scratch(983040..1009664),
                        ),
                        generated::Step::new::<
                            Pointwise64x32x32To10x32x32,
                        >(
                            "bu_dec_l2.projection_layer.cbr.2",
                            generated::Operands::NONE
                                .weights(219424..220096)
                                .input(generated::Operand::Arena(917504..983040))
                                .output(786432..796672),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool10x32x32To10x16x16,
                        >(
                            "bu_dec_l2.stages.3.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(786432..796672))
                                .output(917504..920064),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d10x16x16,
                        >(
                            "bu_dec_l2.stages.3",
                            generated::Operands::NONE
                                .weights(220096..220240)
                                .input(generated::Operand::Arena(917504..920064))
                                .output(920064..922624)
                                .scratch(922880..924080),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool10x32x32To10x5x5,
                        >(
                            "bu_dec_l2.stages.4.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(786432..796672))
                                .output(917504..917754),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d10x5x5,
                        >(
                            "bu_dec_l2.stages.4",
                            generated::Operands::NONE
                                .weights(220240..220384)
                                .input(generated::Operand::Arena(917504..917754))
                                .output(922624..922874)
                                .scratch(917760..918432),
                        ),
                        generated::Step::new::<
                            PyramidPool10x32x32To48x32x32,
                        >(
                            "bu_dec_l2.br.br.1",
                            generated::Operands::NONE
                                .weights(220384..224192)
                                .input(generated::Operand::Arena(786432..796672))
                                .residual(generated::Operand::Arena(920064..922874))
                                .output(983040..1032192)
                                .scratch(922880..937344),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool64x64x64To64x1x1,
                        >(
                            "merge_enc_dec_l3.wt_layer.0",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(524288..786432))
                                .output(786432..786496),
                        ),
                        generated::Step::new::<
                            Pointwise64x1x1To48x1x1,
                        >(
                            "merge_enc_dec_l3.wt_layer.2",
                            generated::Operands::NONE
                                .weights(224192..227264)
                                .input(generated::Operand::Arena(786432..786496))
                                .output(1053696..1053744),
                        ),
                        generated::Step::new::<
                            GroupedConv2d64x64x64To48x64x64,
                        >(
                            "bu_br_l3.1",
                            generated::Operands::NONE
                                .weights(227264..229232)
                                .input(generated::Operand::Arena(524288..786432))
                                .gate(generated::Operand::Arena(1053696..1053744))
                                .residual(generated::Operand::Arena(983040..1032192))
                                .output(786432..983040)
                                .scratch(1032192..1053696),
                        ),
                        generated::Step::new::<
                            Pointwise48x64x64To10x64x64,
                        >(
                            "bu_dec_l3.projection_layer.cbr.2",
                            generated::Operands::NONE
                                .weights(229232..230032)
                                .input(generated::Operand::Arena(786432..983040))
                                .output(524288..565248),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool10x64x64To10x32x32,
                        >(
                            "bu_dec_l3.stages.3.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(524288..565248))
                                .output(786432..796672),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d10x32x32,
                        >(
                            "bu_dec_l3.stages.3",
                            generated::Operands::NONE
                                .weights(230032..230176)
                                .input(generated::Operand::Arena(786432..796672))
                                .output(796672..806912)
                                .scratch(807408..809376),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool10x64x64To10x7x7,
                        >(
                            "bu_dec_l3.stages.4.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(524288..565248))
                                .output(786432..786922),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d10x7x7,
                        >(
                            "bu_dec_l3.stages.4",
                            generated::Operands::NONE
                                .weights(230176..230320)
                                .input(generated::Operand::Arena(786432..786922))
                                .output(806912..807402)
                                .scratch(786928..787696),
                        ),
                        generated::Step::new::<
                            PyramidPool10x64x64To32x64x64,
                        >(
                            "bu_dec_l3.br.br.1",
                            generated::Operands::NONE
                                .weights(230320..235792)
                                .input(generated::Operand::Arena(524288..565248))
                                .residual(generated::Operand::Arena(796672..807402))
                                .output(1048576..1179648)
                                .scratch(775264..796672),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool32x128x128To32x1x1,
                        >(
                            "merge_enc_dec_l4.wt_layer.0",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(0..524288))
                                .output(524288..524320),
                        ),
                        generated::Step::new::<
                            Pointwise32x1x1,
                        >(
                            "merge_enc_dec_l4.wt_layer.2",
                            generated::Operands::NONE
                                .weights(235792..236816)
                                .input(generated::Operand::Arena(524288..524320))
                                .output(1192800..1192832),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d32x128x128,
                        >(
                            "bu_br_l4.1",
                            generated::Operands::NONE
                                .weights(236816..237264)
                                .input(generated::Operand::Arena(0..524288))
                                .gate(generated::Operand::Arena(1192800..1192832))
                                .residual(generated::Operand::Arena(1048576..1179648))
                                .output(524288..1048576)
                                .scratch(1179648..1192800),
                        ),
                        generated::Step::new::<
                            Pointwise32x128x128To10x128x128,
                        >(
                            "bu_dec_l4.projection_layer.cbr.2",
                            generated::Operands::NONE
                                .weights(237264..237808)
                                .input(generated::Operand::Arena(524288..1048576))
                                .output(0..163840),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool10x128x128To10x64x64,
                        >(
                            "bu_dec_l4.stages.3.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(0..163840))
                                .output(524288..565248),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d10x64x64,
                        >(
                            "bu_dec_l4.stages.3",
                            generated::Operands::NONE
                                .weights(237808..237952)
                                .input(generated::Operand::Arena(524288..565248))
                                .output(565248..606208)
                                .scratch(607904..611408),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool10x128x128To10x13x13,
                        >(
                            "bu_dec_l4.stages.4.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(0..163840))
                                .output(524288..525978),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d10x13x13,
                        >(
                            "bu_dec_l4.stages.4",
                            generated::Operands::NONE
                                .weights(237952..238096)
                                .input(generated::Operand::Arena(524288..525978))
                                .output(606208..607898)
                                .scratch(525984..527040),
                        ),
                        generated::Step::new::<
                            PyramidPool10x128x128To21x128x128,
                        >(
                            "bu_dec_l4.merge_layer.3",
                            generated::Operands::NONE
                                .weights(238096..247248)
                                .input(generated::Operand::Arena(0..163840))
                                .residual(generated::Operand::Arena(565248..607898))
                                .output(1376256..1720320)
                                .scratch(524288..559616),
                        ),
                        generated::Step::new::<
                            ResizeBilinear21x128x128To21x256x256,
                        >(
                            "upsample_l4",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(1376256..1720320))
                                .output(0..1376256)
                                .scratch(1720320..1727424),
                        ),
                    ],
                    generated::Step::new::<
                        ArgmaxBilinear21x128x128To1x256x256,
                    >(
                        "mask of upsample_l4",
                        generated::Operands::NONE
                            .input(generated::Operand::Arena(1376256..1720320))
                            .output(0..16384)
                            .scratch(1720320..1727424),
                    ),
                )
            }
        }
    }
    impl generated::Program for Segmentation10Forward {
        fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
            Self::table().schedule()
        }
    }
    /// The steps of a forward pass that ends in a mask.
    struct Segmentation10Mask;
    impl generated::Program for Segmentation10Mask {
        fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
            Segmentation10Forward::table().mask_schedule()
        }
    }
    /// `conv2d 3×256×256 -> 32×128×128 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X256X256_TO_32X128X128: kernel::Conv2d = kernel::Conv2d::new(
            layout::Map::dense(3, 256, 256),
            layout::Map::dense(32, 128, 128),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes base_net.level1.act.
    struct Conv2d3x256x256To32x128x128;
    impl generated::ConstShape for Conv2d3x256x256To32x128x128 {
        type Kernel = kernel::Conv2d;
        const SHAPE: kernel::Conv2d = CONV2D_3X256X256_TO_32X128X128;
    }
    /// `avg_pool 3×256×256 -> 3×128×128 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X256X256_TO_3X128X128: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 256, 256),
            layout::Map::dense(3, 128, 128),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes base_net.level2_0.image.0.
    struct AvgPool3x256x256To3x128x128;
    impl generated::ConstShape for AvgPool3x256x256To3x128x128 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X256X256_TO_3X128X128;
    }
    /// `avg_pool 3×128×128 -> 3×64×64 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X128X128_TO_3X64X64: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 128, 128),
            layout::Map::dense(3, 64, 64),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes base_net.level2_0.image.1.
    struct AvgPool3x128x128To3x64x64;
    impl generated::ConstShape for AvgPool3x128x128To3x64x64 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X128X128_TO_3X64X64;
    }
    /// `grouped_conv2d 3×64×64 -> 3×64×64 planes kernel 3 padding 1 dilation 1 groups 1 +bias +prelu`
    const GROUPED_CONV2D_3X64X64: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(3, 64, 64),
            layout::Map::dense(3, 64, 64),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes base_net.level2_0.inp_reinf.0.act.
    struct GroupedConv2d3x64x64;
    impl generated::ConstShape for GroupedConv2d3x64x64 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X64X64;
    }
    /// `strided_eesp_unit 32×128×128 -> 64×64×64 dilations [1, 2, 3, 4] band 1 image 3×64×64`
    const STRIDED_EESP_UNIT_32X128X128_TO_64X64X64: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(32, 128, 128),
            layout::Map::dense(64, 64, 64),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .image(::core::option::Option::Some(layout::Map::dense(3, 64, 64)));
    /// Computes base_net.level2_0.act.
    struct StridedEespUnit32x128x128To64x64x64;
    impl generated::ConstShape for StridedEespUnit32x128x128To64x64x64 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_32X128X128_TO_64X64X64;
    }
    /// `avg_pool 3×64×64 -> 3×32×32 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X64X64_TO_3X32X32: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 64, 64),
            layout::Map::dense(3, 32, 32),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes base_net.level3_0.image.2.
    struct AvgPool3x64x64To3x32x32;
    impl generated::ConstShape for AvgPool3x64x64To3x32x32 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X64X64_TO_3X32X32;
    }
    /// `grouped_conv2d 3×32×32 -> 3×32×32 planes kernel 3 padding 1 dilation 1 groups 1 +bias +prelu`
    const GROUPED_CONV2D_3X32X32: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(3, 32, 32),
            layout::Map::dense(3, 32, 32),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes base_net.level3_0.inp_reinf.0.act.
    struct GroupedConv2d3x32x32;
    impl generated::ConstShape for GroupedConv2d3x32x32 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X32X32;
    }
    /// `strided_eesp_unit 64×64×64 -> 128×32×32 dilations [1, 2, 3, 4] band 1 image 3×32×32`
    const STRIDED_EESP_UNIT_64X64X64_TO_128X32X32: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(64, 64, 64),
            layout::Map::dense(128, 32, 32),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .image(::core::option::Option::Some(layout::Map::dense(3, 32, 32)));
    /// Computes base_net.level3_0.act.
    struct StridedEespUnit64x64x64To128x32x32;
    impl generated::ConstShape for StridedEespUnit64x64x64To128x32x32 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_64X64X64_TO_128X32X32;
    }
    /// `eesp_unit 128×32×32 -> 128×32×32 dilations [1, 2, 3, 4] band 1 +residual`
    const EESP_UNIT_128X32X32: kernel::EespUnit = kernel::EespUnit::new(
            layout::Map::dense(128, 32, 32),
            layout::Map::dense(128, 32, 32),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .residual(kernel::Residual::InPlace);
    /// Computes base_net.level3.0.module_act, base_net.level3.1.module_act, base_net.level3.2.module_act.
    struct EespUnit128x32x32;
    impl generated::ConstShape for EespUnit128x32x32 {
        type Kernel = kernel::EespUnit;
        const SHAPE: kernel::EespUnit = EESP_UNIT_128X32X32;
    }
    /// `avg_pool 3×32×32 -> 3×16×16 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X32X32_TO_3X16X16: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 32, 32),
            layout::Map::dense(3, 16, 16),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes base_net.level4_0.image.3.
    struct AvgPool3x32x32To3x16x16;
    impl generated::ConstShape for AvgPool3x32x32To3x16x16 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X32X32_TO_3X16X16;
    }
    /// `grouped_conv2d 3×16×16 -> 3×16×16 planes kernel 3 padding 1 dilation 1 groups 1 +bias +prelu`
    const GROUPED_CONV2D_3X16X16: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(3, 16, 16),
            layout::Map::dense(3, 16, 16),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes base_net.level4_0.inp_reinf.0.act.
    struct GroupedConv2d3x16x16;
    impl generated::ConstShape for GroupedConv2d3x16x16 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X16X16;
    }
    /// `strided_eesp_unit 128×32×32 -> 256×16×16 dilations [1, 2, 3, 4] band 1 image 3×16×16`
    const STRIDED_EESP_UNIT_128X32X32_TO_256X16X16: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(128, 32, 32),
            layout::Map::dense(256, 16, 16),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .image(::core::option::Option::Some(layout::Map::dense(3, 16, 16)));
    /// Computes base_net.level4_0.act.
    struct StridedEespUnit128x32x32To256x16x16;
    impl generated::ConstShape for StridedEespUnit128x32x32To256x16x16 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_128X32X32_TO_256X16X16;
    }
    /// `eesp_unit 256×16×16 -> 256×16×16 dilations [1, 1, 2, 3] band 4 +residual`
    const EESP_UNIT_256X16X16: kernel::EespUnit = kernel::EespUnit::new(
            layout::Map::dense(256, 16, 16),
            layout::Map::dense(256, 16, 16),
        )
        .dilations(layout::Dilations::new(&[1, 1, 2, 3]))
        .band(4)
        .residual(kernel::Residual::InPlace);
    /// Computes base_net.level4.0.module_act, base_net.level4.1.module_act, base_net.level4.2.module_act, base_net.level4.3.module_act, base_net.level4.4.module_act, base_net.level4.5.module_act, base_net.level4.6.module_act.
    struct EespUnit256x16x16;
    impl generated::ConstShape for EespUnit256x16x16 {
        type Kernel = kernel::EespUnit;
        const SHAPE: kernel::EespUnit = EESP_UNIT_256X16X16;
    }
    /// `pointwise 256×16×16 -> 10×16×16 groups 1 +bias +prelu`
    const POINTWISE_256X16X16_TO_10X16X16: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(256, 16, 16),
            layout::Map::dense(10, 16, 16),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes bu_dec_l1.projection_layer.cbr.2.
    struct Pointwise256x16x16To10x16x16;
    impl generated::ConstShape for Pointwise256x16x16To10x16x16 {
        type Kernel = kernel::Pointwise;
        const SHAPE: kernel::Pointwise = POINTWISE_256X16X16_TO_10X16X16;
    }
    /// `adaptive_avg_pool 10×16×16 -> 10×8×8`
    const ADAPTIVE_AVG_POOL_10X16X16_TO_10X8X8: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(10, 16, 16),
        layout::Map::dense(10, 8, 8),
    );
    /// Computes bu_dec_l1.stages.3.there.
    struct AdaptiveAvgPool10x16x16To10x8x8;
    impl generated::ConstShape for AdaptiveAvgPool10x16x16To10x8x8 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X16X16_TO_10X8X8;
    }
    /// `depthwise_conv2d 10×8×8 -> 10×8×8 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X8X8: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(10, 8, 8),
            layout::Map::dense(10, 8, 8),
        )
        .kernel(3)
        .padding(1)
        .groups(10);
    /// Computes bu_dec_l1.stages.3.
    struct DepthwiseConv2d10x8x8;
    impl generated::ConstShape for DepthwiseConv2d10x8x8 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X8X8;
    }
    /// `adaptive_avg_pool 10×16×16 -> 10×5×5`
    const ADAPTIVE_AVG_POOL_10X16X16_TO_10X5X5: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(10, 16, 16),
        layout::Map::dense(10, 5, 5),
    );
    /// Computes bu_dec_l1.stages.4.there.
    struct AdaptiveAvgPool10x16x16To10x5x5;
    impl generated::ConstShape for AdaptiveAvgPool10x16x16To10x5x5 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X16X16_TO_10X5X5;
    }
    /// `depthwise_conv2d 10×5×5 -> 10×5×5 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X5X5: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(10, 5, 5),
            layout::Map::dense(10, 5, 5),
        )
        .kernel(3)
        .padding(1)
        .groups(10);
    /// Computes bu_dec_l1.stages.4, bu_dec_l2.stages.4.
    struct DepthwiseConv2d10x5x5;
    impl generated::ConstShape for DepthwiseConv2d10x5x5 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X5X5;
    }
    /// `pyramid_pool 10×16×16 -> 64×16×16 branches up 32×32 up 24×24 same given 8×8 given 5×5 +bias +prelu`
    const PYRAMID_POOL_10X16X16_TO_64X16X16: kernel::PyramidPool = kernel::PyramidPool::new(
            layout::Map::dense(10, 16, 16),
            layout::Map::dense(64, 16, 16),
        )
        .scales(
            kernel::Scales::new(
                &[
                    kernel::Scale::up(32, 32),
                    kernel::Scale::up(24, 24),
                    kernel::Scale::Same,
                    kernel::Scale::given(8, 8),
                    kernel::Scale::given(5, 5),
                ],
            ),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes bu_dec_l1.br.br.1.
    struct PyramidPool10x16x16To64x16x16;
    impl generated::ConstShape for PyramidPool10x16x16To64x16x16 {
        type Kernel = kernel::PyramidPool;
        const SHAPE: kernel::PyramidPool = PYRAMID_POOL_10X16X16_TO_64X16X16;
    }
    /// `adaptive_avg_pool 128×32×32 -> 128×1×1`
    const ADAPTIVE_AVG_POOL_128X32X32_TO_128X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(128, 32, 32),
        layout::Map::dense(128, 1, 1),
    );
    /// Computes merge_enc_dec_l2.wt_layer.0.
    struct AdaptiveAvgPool128x32x32To128x1x1;
    impl generated::ConstShape for AdaptiveAvgPool128x32x32To128x1x1 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_128X32X32_TO_128X1X1;
    }
    /// `pointwise 128×1×1 -> 64×1×1 groups 1 +sigmoid`
    const POINTWISE_128X1X1_TO_64X1X1: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(128, 1, 1),
            layout::Map::dense(64, 1, 1),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Sigmoid]));
    /// Computes merge_enc_dec_l2.wt_layer.2.
    struct Pointwise128x1x1To64x1x1;
    impl generated::ConstShape for Pointwise128x1x1To64x1x1 {
        type Kernel = kernel::Pointwise;
        const SHAPE: kernel::Pointwise = POINTWISE_128X1X1_TO_64X1X1;
    }
    /// `grouped_conv2d 128×32×32 -> 64×32×32 kernel 3 padding 1 dilation 1 groups 64 +bias +prelu +gate +residual +affine +prelu resized 64×16×16`
    const GROUPED_CONV2D_128X32X32_TO_64X32X32: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(128, 32, 32),
            layout::Map::dense(64, 32, 32),
        )
        .kernel(3)
        .padding(1)
        .groups(64)
        .epilogue(
            kernel::Epilogue::new(
                &[
                    kernel::Stage::Bias,
                    kernel::Stage::Prelu,
                    kernel::Stage::Gate,
                    kernel::Stage::add(kernel::Residual::InPlace),
                    kernel::Stage::Affine,
                    kernel::Stage::Prelu,
                ],
            ),
        )
        .resized(::core::option::Option::Some(layout::Map::dense(64, 16, 16)));
    /// Computes bu_br_l2.1.
    struct GroupedConv2d128x32x32To64x32x32;
    impl generated::ConstShape for GroupedConv2d128x32x32To64x32x32 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_128X32X32_TO_64X32X32;
    }
    /// `pointwise 64×32×32 -> 10×32×32 groups 1 +bias +prelu`
    const POINTWISE_64X32X32_TO_10X32X32: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(64, 32, 32),
            layout::Map::dense(10, 32, 32),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes bu_dec_l2.projection_layer.cbr.2.
    struct Pointwise64x32x32To10x32x32;
    impl generated::ConstShape for Pointwise64x32x32To10x32x32 {
        type Kernel = kernel::Pointwise;
        const SHAPE: kernel::Pointwise = POINTWISE_64X32X32_TO_10X32X32;
    }
    /// `adaptive_avg_pool 10×32×32 -> 10×16×16`
    const ADAPTIVE_AVG_POOL_10X32X32_TO_10X16X16: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(10, 32, 32),
        layout::Map::dense(10, 16, 16),
    );
    /// Computes bu_dec_l2.stages.3.there.
    struct AdaptiveAvgPool10x32x32To10x16x16;
    impl generated::ConstShape for AdaptiveAvgPool10x32x32To10x16x16 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X32X32_TO_10X16X16;
    }
    /// `depthwise_conv2d 10×16×16 -> 10×16×16 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X16X16: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(10, 16, 16),
            layout::Map::dense(10, 16, 16),
        )
        .kernel(3)
        .padding(1)
        .groups(10);
    /// Computes bu_dec_l2.stages.3.
    struct DepthwiseConv2d10x16x16;
    impl generated::ConstShape for DepthwiseConv2d10x16x16 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X16X16;
    }
    /// `adaptive_avg_pool 10×32×32 -> 10×5×5`
    const ADAPTIVE_AVG_POOL_10X32X32_TO_10X5X5: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(10, 32, 32),
        layout::Map::dense(10, 5, 5),
    );
    /// Computes bu_dec_l2.stages.4.there.
    struct AdaptiveAvgPool10x32x32To10x5x5;
    impl generated::ConstShape for AdaptiveAvgPool10x32x32To10x5x5 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X32X32_TO_10X5X5;
    }
    /// `pyramid_pool 10×32×32 -> 48×32×32 branches up 64×64 up 48×48 same given 16×16 given 5×5 +bias +prelu`
    const PYRAMID_POOL_10X32X32_TO_48X32X32: kernel::PyramidPool = kernel::PyramidPool::new(
            layout::Map::dense(10, 32, 32),
            layout::Map::dense(48, 32, 32),
        )
        .scales(
            kernel::Scales::new(
                &[
                    kernel::Scale::up(64, 64),
                    kernel::Scale::up(48, 48),
                    kernel::Scale::Same,
                    kernel::Scale::given(16, 16),
                    kernel::Scale::given(5, 5),
                ],
            ),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes bu_dec_l2.br.br.1.
    struct PyramidPool10x32x32To48x32x32;
    impl generated::ConstShape for PyramidPool10x32x32To48x32x32 {
        type Kernel = kernel::PyramidPool;
        const SHAPE: kernel::PyramidPool = PYRAMID_POOL_10X32X32_TO_48X32X32;
    }
    /// `adaptive_avg_pool 64×64×64 -> 64×1×1`
    const ADAPTIVE_AVG_POOL_64X64X64_TO_64X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(64, 64, 64),
        layout::Map::dense(64, 1, 1),
    );
    /// Computes merge_enc_dec_l3.wt_layer.0.
    struct AdaptiveAvgPool64x64x64To64x1x1;
    impl generated::ConstShape for AdaptiveAvgPool64x64x64To64x1x1 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_64X64X64_TO_64X1X1;
    }
    /// `pointwise 64×1×1 -> 48×1×1 groups 1 +sigmoid`
    const POINTWISE_64X1X1_TO_48X1X1: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(64, 1, 1),
            layout::Map::dense(48, 1, 1),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Sigmoid]));
    /// Computes merge_enc_dec_l3.wt_layer.2.
    struct Pointwise64x1x1To48x1x1;
    impl generated::ConstShape for Pointwise64x1x1To48x1x1 {
        type Kernel = kernel::Pointwise;
        const SHAPE: kernel::Pointwise = POINTWISE_64X1X1_TO_48X1X1;
    }
    /// `grouped_conv2d 64×64×64 -> 48×64×64 kernel 3 padding 1 dilation 1 groups 16 +bias +prelu +gate +residual +affine +prelu resized 48×32×32`
    const GROUPED_CONV2D_64X64X64_TO_48X64X64: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(64, 64, 64),
            layout::Map::dense(48, 64, 64),
        )
        .kernel(3)
        .padding(1)
        .groups(16)
        .epilogue(
            kernel::Epilogue::new(
                &[
                    kernel::Stage::Bias,
                    kernel::Stage::Prelu,
                    kernel::Stage::Gate,
                    kernel::Stage::add(kernel::Residual::InPlace),
                    kernel::Stage::Affine,
                    kernel::Stage::Prelu,
                ],
            ),
        )
        .resized(::core::option::Option::Some(layout::Map::dense(48, 32, 32)));
    /// Computes bu_br_l3.1.
    struct GroupedConv2d64x64x64To48x64x64;
    impl generated::ConstShape for GroupedConv2d64x64x64To48x64x64 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_64X64X64_TO_48X64X64;
    }
    /// `pointwise 48×64×64 -> 10×64×64 groups 1 +bias +prelu`
    const POINTWISE_48X64X64_TO_10X64X64: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(48, 64, 64),
            layout::Map::dense(10, 64, 64),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes bu_dec_l3.projection_layer.cbr.2.
    struct Pointwise48x64x64To10x64x64;
    impl generated::ConstShape for Pointwise48x64x64To10x64x64 {
        type Kernel = kernel::Pointwise;
        const SHAPE: kernel::Pointwise = POINTWISE_48X64X64_TO_10X64X64;
    }
    /// `adaptive_avg_pool 10×64×64 -> 10×32×32`
    const ADAPTIVE_AVG_POOL_10X64X64_TO_10X32X32: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(10, 64, 64),
        layout::Map::dense(10, 32, 32),
    );
    /// Computes bu_dec_l3.stages.3.there.
    struct AdaptiveAvgPool10x64x64To10x32x32;
    impl generated::ConstShape for AdaptiveAvgPool10x64x64To10x32x32 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X64X64_TO_10X32X32;
    }
    /// `depthwise_conv2d 10×32×32 -> 10×32×32 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X32X32: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(10, 32, 32),
            layout::Map::dense(10, 32, 32),
        )
        .kernel(3)
        .padding(1)
        .groups(10);
    /// Computes bu_dec_l3.stages.3.
    struct DepthwiseConv2d10x32x32;
    impl generated::ConstShape for DepthwiseConv2d10x32x32 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X32X32;
    }
    /// `adaptive_avg_pool 10×64×64 -> 10×7×7`
    const ADAPTIVE_AVG_POOL_10X64X64_TO_10X7X7: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(10, 64, 64),
        layout::Map::dense(10, 7, 7),
    );
    /// Computes bu_dec_l3.stages.4.there.
    struct AdaptiveAvgPool10x64x64To10x7x7;
    impl generated::ConstShape for AdaptiveAvgPool10x64x64To10x7x7 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X64X64_TO_10X7X7;
    }
    /// `depthwise_conv2d 10×7×7 -> 10×7×7 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X7X7: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(10, 7, 7),
            layout::Map::dense(10, 7, 7),
        )
        .kernel(3)
        .padding(1)
        .groups(10);
    /// Computes bu_dec_l3.stages.4.
    struct DepthwiseConv2d10x7x7;
    impl generated::ConstShape for DepthwiseConv2d10x7x7 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X7X7;
    }
    /// `pyramid_pool 10×64×64 -> 32×64×64 branches up 128×128 up 96×96 same given 32×32 given 7×7 +bias +prelu`
    const PYRAMID_POOL_10X64X64_TO_32X64X64: kernel::PyramidPool = kernel::PyramidPool::new(
            layout::Map::dense(10, 64, 64),
            layout::Map::dense(32, 64, 64),
        )
        .scales(
            kernel::Scales::new(
                &[
                    kernel::Scale::up(128, 128),
                    kernel::Scale::up(96, 96),
                    kernel::Scale::Same,
                    kernel::Scale::given(32, 32),
                    kernel::Scale::given(7, 7),
                ],
            ),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes bu_dec_l3.br.br.1.
    struct PyramidPool10x64x64To32x64x64;
    impl generated::ConstShape for PyramidPool10x64x64To32x64x64 {
        type Kernel = kernel::PyramidPool;
        const SHAPE: kernel::PyramidPool = PYRAMID_POOL_10X64X64_TO_32X64X64;
    }
    /// `adaptive_avg_pool 32×128×128 -> 32×1×1`
    const ADAPTIVE_AVG_POOL_32X128X128_TO_32X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(32, 128, 128),
        layout::Map::dense(32, 1, 1),
    );
    /// Computes merge_enc_dec_l4.wt_layer.0.
    struct AdaptiveAvgPool32x128x128To32x1x1;
    impl generated::ConstShape for AdaptiveAvgPool32x128x128To32x1x1 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_32X128X128_TO_32X1X1;
    }
    /// `pointwise 32×1×1 -> 32×1×1 groups 1 +sigmoid`
    const POINTWISE_32X1X1: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(32, 1, 1),
            layout::Map::dense(32, 1, 1),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Sigmoid]));
    /// Computes merge_enc_dec_l4.wt_layer.2.
    struct Pointwise32x1x1;
    impl generated::ConstShape for Pointwise32x1x1 {
        type Kernel = kernel::Pointwise;
        const SHAPE: kernel::Pointwise = POINTWISE_32X1X1;
    }
    /// `depthwise_conv2d 32×128×128 -> 32×128×128 kernel 3 stride 1 padding 1 dilation 1 groups 32 shuffle 1 +bias +prelu +gate +residual +affine +prelu resized 32×64×64`
    const DEPTHWISE_CONV2D_32X128X128: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(32, 128, 128),
            layout::Map::dense(32, 128, 128),
        )
        .kernel(3)
        .padding(1)
        .groups(32)
        .epilogue(
            kernel::Epilogue::new(
                &[
                    kernel::Stage::Bias,
                    kernel::Stage::Prelu,
                    kernel::Stage::Gate,
                    kernel::Stage::add(kernel::Residual::InPlace),
                    kernel::Stage::Affine,
                    kernel::Stage::Prelu,
                ],
            ),
        )
        .resized(::core::option::Option::Some(layout::Map::dense(32, 64, 64)));
    /// Computes bu_br_l4.1.
    struct DepthwiseConv2d32x128x128;
    impl generated::ConstShape for DepthwiseConv2d32x128x128 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_32X128X128;
    }
    /// `pointwise 32×128×128 -> 10×128×128 groups 1 +bias +prelu`
    const POINTWISE_32X128X128_TO_10X128X128: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(32, 128, 128),
            layout::Map::dense(10, 128, 128),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes bu_dec_l4.projection_layer.cbr.2.
    struct Pointwise32x128x128To10x128x128;
    impl generated::ConstShape for Pointwise32x128x128To10x128x128 {
        type Kernel = kernel::Pointwise;
        const SHAPE: kernel::Pointwise = POINTWISE_32X128X128_TO_10X128X128;
    }
    /// `adaptive_avg_pool 10×128×128 -> 10×64×64`
    const ADAPTIVE_AVG_POOL_10X128X128_TO_10X64X64: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(10, 128, 128),
        layout::Map::dense(10, 64, 64),
    );
    /// Computes bu_dec_l4.stages.3.there.
    struct AdaptiveAvgPool10x128x128To10x64x64;
    impl generated::ConstShape for AdaptiveAvgPool10x128x128To10x64x64 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X128X128_TO_10X64X64;
    }
    /// `depthwise_conv2d 10×64×64 -> 10×64×64 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X64X64: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(10, 64, 64),
            layout::Map::dense(10, 64, 64),
        )
        .kernel(3)
        .padding(1)
        .groups(10);
    /// Computes bu_dec_l4.stages.3.
    struct DepthwiseConv2d10x64x64;
    impl generated::ConstShape for DepthwiseConv2d10x64x64 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X64X64;
    }
    /// `adaptive_avg_pool 10×128×128 -> 10×13×13`
    const ADAPTIVE_AVG_POOL_10X128X128_TO_10X13X13: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(10, 128, 128),
        layout::Map::dense(10, 13, 13),
    );
    /// Computes bu_dec_l4.stages.4.there.
    struct AdaptiveAvgPool10x128x128To10x13x13;
    impl generated::ConstShape for AdaptiveAvgPool10x128x128To10x13x13 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X128X128_TO_10X13X13;
    }
    /// `depthwise_conv2d 10×13×13 -> 10×13×13 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X13X13: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(10, 13, 13),
            layout::Map::dense(10, 13, 13),
        )
        .kernel(3)
        .padding(1)
        .groups(10);
    /// Computes bu_dec_l4.stages.4.
    struct DepthwiseConv2d10x13x13;
    impl generated::ConstShape for DepthwiseConv2d10x13x13 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X13X13;
    }
    /// `pyramid_pool 10×128×128 -> 21×128×128 branches up 256×256 up 192×192 same given 64×64 given 13×13 +bias`
    const PYRAMID_POOL_10X128X128_TO_21X128X128: kernel::PyramidPool = kernel::PyramidPool::new(
            layout::Map::dense(10, 128, 128),
            layout::Map::dense(21, 128, 128),
        )
        .scales(
            kernel::Scales::new(
                &[
                    kernel::Scale::up(256, 256),
                    kernel::Scale::up(192, 192),
                    kernel::Scale::Same,
                    kernel::Scale::given(64, 64),
                    kernel::Scale::given(13, 13),
                ],
            ),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias]));
    /// Computes bu_dec_l4.merge_layer.3.
    struct PyramidPool10x128x128To21x128x128;
    impl generated::ConstShape for PyramidPool10x128x128To21x128x128 {
        type Kernel = kernel::PyramidPool;
        const SHAPE: kernel::PyramidPool = PYRAMID_POOL_10X128X128_TO_21X128X128;
    }
    /// `resize_bilinear 21×128×128 -> 21×256×256 planes`
    const RESIZE_BILINEAR_21X128X128_TO_21X256X256: kernel::ResizeBilinear = kernel::ResizeBilinear::new(
            layout::Map::dense(21, 128, 128),
            layout::Map::dense(21, 256, 256),
        )
        .layout(layout::Layout::Nchw);
    /// Computes upsample_l4.
    struct ResizeBilinear21x128x128To21x256x256;
    impl generated::ConstShape for ResizeBilinear21x128x128To21x256x256 {
        type Kernel = kernel::ResizeBilinear;
        const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_21X128X128_TO_21X256X256;
    }
    /// `argmax_bilinear 21×128×128 -> 1×256×256`
    const ARGMAX_BILINEAR_21X128X128_TO_1X256X256: kernel::ArgmaxBilinear = kernel::ArgmaxBilinear::new(
        layout::Map::dense(21, 128, 128),
        layout::Map::dense(1, 256, 256),
    );
    /// Computes mask of upsample_l4.
    struct ArgmaxBilinear21x128x128To1x256x256;
    impl generated::ConstShape for ArgmaxBilinear21x128x128To1x256x256 {
        type Kernel = kernel::ArgmaxBilinear;
        const SHAPE: kernel::ArgmaxBilinear = ARGMAX_BILINEAR_21X128X128_TO_1X256X256;
    }
    /// The tensors that the network needs.
    const PARAMETERS: &[pack::Parameter<'static>] = &[
        pack::Parameter::new("base_net.level1.conv.weight", &[32, 3, 3, 3]),
        pack::Parameter::new("base_net.level1.bn.weight", &[32]),
        pack::Parameter::new("base_net.level1.bn.bias", &[32]),
        pack::Parameter::new("base_net.level1.bn.running_mean", &[32]),
        pack::Parameter::new("base_net.level1.bn.running_var", &[32]),
        pack::Parameter::new("base_net.level1.act.weight", &[32]),
        pack::Parameter::new("base_net.level2_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("base_net.level2_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("base_net.level2_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("base_net.level2_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("base_net.level2_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("base_net.level2_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new(
            "base_net.level2_0.eesp.proj_1x1.conv.weight",
            &[8, 8, 1, 1],
        ),
        pack::Parameter::new("base_net.level2_0.eesp.proj_1x1.bn.weight", &[8]),
        pack::Parameter::new("base_net.level2_0.eesp.proj_1x1.bn.bias", &[8]),
        pack::Parameter::new("base_net.level2_0.eesp.proj_1x1.bn.running_mean", &[8]),
        pack::Parameter::new("base_net.level2_0.eesp.proj_1x1.bn.running_var", &[8]),
        pack::Parameter::new("base_net.level2_0.eesp.proj_1x1.act.weight", &[8]),
        pack::Parameter::new(
            "base_net.level2_0.eesp.spp_dw.0.conv.weight",
            &[8, 1, 3, 3],
        ),
        pack::Parameter::new(
            "base_net.level2_0.eesp.spp_dw.1.conv.weight",
            &[8, 1, 3, 3],
        ),
        pack::Parameter::new(
            "base_net.level2_0.eesp.spp_dw.2.conv.weight",
            &[8, 1, 3, 3],
        ),
        pack::Parameter::new(
            "base_net.level2_0.eesp.spp_dw.3.conv.weight",
            &[8, 1, 3, 3],
        ),
        pack::Parameter::new("base_net.level2_0.eesp.br_after_cat.bn.weight", &[32]),
        pack::Parameter::new("base_net.level2_0.eesp.br_after_cat.bn.bias", &[32]),
        pack::Parameter::new(
            "base_net.level2_0.eesp.br_after_cat.bn.running_mean",
            &[32],
        ),
        pack::Parameter::new(
            "base_net.level2_0.eesp.br_after_cat.bn.running_var",
            &[32],
        ),
        pack::Parameter::new("base_net.level2_0.eesp.br_after_cat.act.weight", &[32]),
        pack::Parameter::new(
            "base_net.level2_0.eesp.conv_1x1_exp.conv.weight",
            &[32, 8, 1, 1],
        ),
        pack::Parameter::new("base_net.level2_0.eesp.conv_1x1_exp.bn.weight", &[32]),
        pack::Parameter::new("base_net.level2_0.eesp.conv_1x1_exp.bn.bias", &[32]),
        pack::Parameter::new(
            "base_net.level2_0.eesp.conv_1x1_exp.bn.running_mean",
            &[32],
        ),
        pack::Parameter::new(
            "base_net.level2_0.eesp.conv_1x1_exp.bn.running_var",
            &[32],
        ),
        pack::Parameter::new(
            "base_net.level2_0.inp_reinf.1.conv.weight",
            &[64, 3, 1, 1],
        ),
        pack::Parameter::new("base_net.level2_0.inp_reinf.1.bn.weight", &[64]),
        pack::Parameter::new("base_net.level2_0.inp_reinf.1.bn.bias", &[64]),
        pack::Parameter::new("base_net.level2_0.inp_reinf.1.bn.running_mean", &[64]),
        pack::Parameter::new("base_net.level2_0.inp_reinf.1.bn.running_var", &[64]),
        pack::Parameter::new("base_net.level2_0.act.weight", &[64]),
        pack::Parameter::new("base_net.level3_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("base_net.level3_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("base_net.level3_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("base_net.level3_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("base_net.level3_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("base_net.level3_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new(
            "base_net.level3_0.eesp.proj_1x1.conv.weight",
            &[16, 16, 1, 1],
        ),
        pack::Parameter::new("base_net.level3_0.eesp.proj_1x1.bn.weight", &[16]),
        pack::Parameter::new("base_net.level3_0.eesp.proj_1x1.bn.bias", &[16]),
        pack::Parameter::new("base_net.level3_0.eesp.proj_1x1.bn.running_mean", &[16]),
        pack::Parameter::new("base_net.level3_0.eesp.proj_1x1.bn.running_var", &[16]),
        pack::Parameter::new("base_net.level3_0.eesp.proj_1x1.act.weight", &[16]),
        pack::Parameter::new(
            "base_net.level3_0.eesp.spp_dw.0.conv.weight",
            &[16, 1, 3, 3],
        ),
        pack::Parameter::new(
            "base_net.level3_0.eesp.spp_dw.1.conv.weight",
            &[16, 1, 3, 3],
        ),
        pack::Parameter::new(
            "base_net.level3_0.eesp.spp_dw.2.conv.weight",
            &[16, 1, 3, 3],
        ),
        pack::Parameter::new(
            "base_net.level3_0.eesp.spp_dw.3.conv.weight",
            &[16, 1, 3, 3],
        ),
        pack::Parameter::new("base_net.level3_0.eesp.br_after_cat.bn.weight", &[64]),
        pack::Parameter::new("base_net.level3_0.eesp.br_after_cat.bn.bias", &[64]),
        pack::Parameter::new(
            "base_net.level3_0.eesp.br_after_cat.bn.running_mean",
            &[64],
        ),
        pack::Parameter::new(
            "base_net.level3_0.eesp.br_after_cat.bn.running_var",
            &[64],
        ),
        pack::Parameter::new("base_net.level3_0.eesp.br_after_cat.act.weight", &[64]),
        pack::Parameter::new(
            "base_net.level3_0.eesp.conv_1x1_exp.conv.weight",
            &[64, 16, 1, 1],
        ),
        pack::Parameter::new("base_net.level3_0.eesp.conv_1x1_exp.bn.weight", &[64]),
        pack::Parameter::new("base_net.level3_0.eesp.conv_1x1_exp.bn.bias", &[64]),
        pack::Parameter::new(
            "base_net.level3_0.eesp.conv_1x1_exp.bn.running_mean",
            &[64],
        ),
        pack::Parameter::new(
            "base_net.level3_0.eesp.conv_1x1_exp.bn.running_var",
            &[64],
        ),
        pack::Parameter::new(
            "base_net.level3_0.inp_reinf.1.conv.weight",
            &[128, 3, 1, 1],
        ),
        pack::Parameter::new("base_net.level3_0.inp_reinf.1.bn.weight", &[128]),
        pack::Parameter::new("base_net.level3_0.inp_reinf.1.bn.bias", &[128]),
        pack::Parameter::new("base_net.level3_0.inp_reinf.1.bn.running_mean", &[128]),
        pack::Parameter::new("base_net.level3_0.inp_reinf.1.bn.running_var", &[128]),
        pack::Parameter::new("base_net.level3_0.act.weight", &[128]),
        pack::Parameter::new("base_net.level3.0.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("base_net.level3.0.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("base_net.level3.0.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("base_net.level3.0.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("base_net.level3.0.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("base_net.level3.0.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("base_net.level3.0.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.0.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.0.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.0.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.0.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("base_net.level3.0.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("base_net.level3.0.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("base_net.level3.0.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("base_net.level3.0.br_after_cat.act.weight", &[128]),
        pack::Parameter::new(
            "base_net.level3.0.conv_1x1_exp.conv.weight",
            &[128, 32, 1, 1],
        ),
        pack::Parameter::new("base_net.level3.0.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("base_net.level3.0.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("base_net.level3.0.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("base_net.level3.0.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("base_net.level3.0.module_act.weight", &[128]),
        pack::Parameter::new("base_net.level3.1.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("base_net.level3.1.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("base_net.level3.1.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("base_net.level3.1.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("base_net.level3.1.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("base_net.level3.1.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("base_net.level3.1.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.1.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.1.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.1.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.1.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("base_net.level3.1.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("base_net.level3.1.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("base_net.level3.1.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("base_net.level3.1.br_after_cat.act.weight", &[128]),
        pack::Parameter::new(
            "base_net.level3.1.conv_1x1_exp.conv.weight",
            &[128, 32, 1, 1],
        ),
        pack::Parameter::new("base_net.level3.1.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("base_net.level3.1.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("base_net.level3.1.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("base_net.level3.1.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("base_net.level3.1.module_act.weight", &[128]),
        pack::Parameter::new("base_net.level3.2.proj_1x1.conv.weight", &[32, 32, 1, 1]),
        pack::Parameter::new("base_net.level3.2.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("base_net.level3.2.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("base_net.level3.2.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("base_net.level3.2.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("base_net.level3.2.proj_1x1.act.weight", &[32]),
        pack::Parameter::new("base_net.level3.2.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.2.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.2.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.2.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("base_net.level3.2.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("base_net.level3.2.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new("base_net.level3.2.br_after_cat.bn.running_mean", &[128]),
        pack::Parameter::new("base_net.level3.2.br_after_cat.bn.running_var", &[128]),
        pack::Parameter::new("base_net.level3.2.br_after_cat.act.weight", &[128]),
        pack::Parameter::new(
            "base_net.level3.2.conv_1x1_exp.conv.weight",
            &[128, 32, 1, 1],
        ),
        pack::Parameter::new("base_net.level3.2.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("base_net.level3.2.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new("base_net.level3.2.conv_1x1_exp.bn.running_mean", &[128]),
        pack::Parameter::new("base_net.level3.2.conv_1x1_exp.bn.running_var", &[128]),
        pack::Parameter::new("base_net.level3.2.module_act.weight", &[128]),
        pack::Parameter::new("base_net.level4_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("base_net.level4_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("base_net.level4_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("base_net.level4_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("base_net.level4_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("base_net.level4_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new(
            "base_net.level4_0.eesp.proj_1x1.conv.weight",
            &[32, 32, 1, 1],
        ),
        pack::Parameter::new("base_net.level4_0.eesp.proj_1x1.bn.weight", &[32]),
        pack::Parameter::new("base_net.level4_0.eesp.proj_1x1.bn.bias", &[32]),
        pack::Parameter::new("base_net.level4_0.eesp.proj_1x1.bn.running_mean", &[32]),
        pack::Parameter::new("base_net.level4_0.eesp.proj_1x1.bn.running_var", &[32]),
        pack::Parameter::new("base_net.level4_0.eesp.proj_1x1.act.weight", &[32]),
        pack::Parameter::new(
            "base_net.level4_0.eesp.spp_dw.0.conv.weight",
            &[32, 1, 3, 3],
        ),
        pack::Parameter::new(
            "base_net.level4_0.eesp.spp_dw.1.conv.weight",
            &[32, 1, 3, 3],
        ),
        pack::Parameter::new(
            "base_net.level4_0.eesp.spp_dw.2.conv.weight",
            &[32, 1, 3, 3],
        ),
        pack::Parameter::new(
            "base_net.level4_0.eesp.spp_dw.3.conv.weight",
            &[32, 1, 3, 3],
        ),
        pack::Parameter::new("base_net.level4_0.eesp.br_after_cat.bn.weight", &[128]),
        pack::Parameter::new("base_net.level4_0.eesp.br_after_cat.bn.bias", &[128]),
        pack::Parameter::new(
            "base_net.level4_0.eesp.br_after_cat.bn.running_mean",
            &[128],
        ),
        pack::Parameter::new(
            "base_net.level4_0.eesp.br_after_cat.bn.running_var",
            &[128],
        ),
        pack::Parameter::new("base_net.level4_0.eesp.br_after_cat.act.weight", &[128]),
        pack::Parameter::new(
            "base_net.level4_0.eesp.conv_1x1_exp.conv.weight",
            &[128, 32, 1, 1],
        ),
        pack::Parameter::new("base_net.level4_0.eesp.conv_1x1_exp.bn.weight", &[128]),
        pack::Parameter::new("base_net.level4_0.eesp.conv_1x1_exp.bn.bias", &[128]),
        pack::Parameter::new(
            "base_net.level4_0.eesp.conv_1x1_exp.bn.running_mean",
            &[128],
        ),
        pack::Parameter::new(
            "base_net.level4_0.eesp.conv_1x1_exp.bn.running_var",
            &[128],
        ),
        pack::Parameter::new(
            "base_net.level4_0.inp_reinf.1.conv.weight",
            &[256, 3, 1, 1],
        ),
        pack::Parameter::new("base_net.level4_0.inp_reinf.1.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4_0.inp_reinf.1.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4_0.inp_reinf.1.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4_0.inp_reinf.1.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4_0.act.weight", &[256]),
        pack::Parameter::new("base_net.level4.0.proj_1x1.conv.weight", &[64, 64, 1, 1]),
        pack::Parameter::new("base_net.level4.0.proj_1x1.bn.weight", &[64]),
        pack::Parameter::new("base_net.level4.0.proj_1x1.bn.bias", &[64]),
        pack::Parameter::new("base_net.level4.0.proj_1x1.bn.running_mean", &[64]),
        pack::Parameter::new("base_net.level4.0.proj_1x1.bn.running_var", &[64]),
        pack::Parameter::new("base_net.level4.0.proj_1x1.act.weight", &[64]),
        pack::Parameter::new("base_net.level4.0.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.0.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.0.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.0.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.0.br_after_cat.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.0.br_after_cat.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.0.br_after_cat.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.0.br_after_cat.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.0.br_after_cat.act.weight", &[256]),
        pack::Parameter::new(
            "base_net.level4.0.conv_1x1_exp.conv.weight",
            &[256, 64, 1, 1],
        ),
        pack::Parameter::new("base_net.level4.0.conv_1x1_exp.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.0.conv_1x1_exp.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.0.conv_1x1_exp.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.0.conv_1x1_exp.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.0.module_act.weight", &[256]),
        pack::Parameter::new("base_net.level4.1.proj_1x1.conv.weight", &[64, 64, 1, 1]),
        pack::Parameter::new("base_net.level4.1.proj_1x1.bn.weight", &[64]),
        pack::Parameter::new("base_net.level4.1.proj_1x1.bn.bias", &[64]),
        pack::Parameter::new("base_net.level4.1.proj_1x1.bn.running_mean", &[64]),
        pack::Parameter::new("base_net.level4.1.proj_1x1.bn.running_var", &[64]),
        pack::Parameter::new("base_net.level4.1.proj_1x1.act.weight", &[64]),
        pack::Parameter::new("base_net.level4.1.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.1.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.1.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.1.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.1.br_after_cat.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.1.br_after_cat.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.1.br_after_cat.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.1.br_after_cat.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.1.br_after_cat.act.weight", &[256]),
        pack::Parameter::new(
            "base_net.level4.1.conv_1x1_exp.conv.weight",
            &[256, 64, 1, 1],
        ),
        pack::Parameter::new("base_net.level4.1.conv_1x1_exp.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.1.conv_1x1_exp.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.1.conv_1x1_exp.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.1.conv_1x1_exp.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.1.module_act.weight", &[256]),
        pack::Parameter::new("base_net.level4.2.proj_1x1.conv.weight", &[64, 64, 1, 1]),
        pack::Parameter::new("base_net.level4.2.proj_1x1.bn.weight", &[64]),
        pack::Parameter::new("base_net.level4.2.proj_1x1.bn.bias", &[64]),
        pack::Parameter::new("base_net.level4.2.proj_1x1.bn.running_mean", &[64]),
        pack::Parameter::new("base_net.level4.2.proj_1x1.bn.running_var", &[64]),
        pack::Parameter::new("base_net.level4.2.proj_1x1.act.weight", &[64]),
        pack::Parameter::new("base_net.level4.2.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.2.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.2.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.2.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.2.br_after_cat.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.2.br_after_cat.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.2.br_after_cat.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.2.br_after_cat.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.2.br_after_cat.act.weight", &[256]),
        pack::Parameter::new(
            "base_net.level4.2.conv_1x1_exp.conv.weight",
            &[256, 64, 1, 1],
        ),
        pack::Parameter::new("base_net.level4.2.conv_1x1_exp.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.2.conv_1x1_exp.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.2.conv_1x1_exp.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.2.conv_1x1_exp.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.2.module_act.weight", &[256]),
        pack::Parameter::new("base_net.level4.3.proj_1x1.conv.weight", &[64, 64, 1, 1]),
        pack::Parameter::new("base_net.level4.3.proj_1x1.bn.weight", &[64]),
        pack::Parameter::new("base_net.level4.3.proj_1x1.bn.bias", &[64]),
        pack::Parameter::new("base_net.level4.3.proj_1x1.bn.running_mean", &[64]),
        pack::Parameter::new("base_net.level4.3.proj_1x1.bn.running_var", &[64]),
        pack::Parameter::new("base_net.level4.3.proj_1x1.act.weight", &[64]),
        pack::Parameter::new("base_net.level4.3.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.3.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.3.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.3.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.3.br_after_cat.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.3.br_after_cat.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.3.br_after_cat.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.3.br_after_cat.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.3.br_after_cat.act.weight", &[256]),
        pack::Parameter::new(
            "base_net.level4.3.conv_1x1_exp.conv.weight",
            &[256, 64, 1, 1],
        ),
        pack::Parameter::new("base_net.level4.3.conv_1x1_exp.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.3.conv_1x1_exp.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.3.conv_1x1_exp.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.3.conv_1x1_exp.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.3.module_act.weight", &[256]),
        pack::Parameter::new("base_net.level4.4.proj_1x1.conv.weight", &[64, 64, 1, 1]),
        pack::Parameter::new("base_net.level4.4.proj_1x1.bn.weight", &[64]),
        pack::Parameter::new("base_net.level4.4.proj_1x1.bn.bias", &[64]),
        pack::Parameter::new("base_net.level4.4.proj_1x1.bn.running_mean", &[64]),
        pack::Parameter::new("base_net.level4.4.proj_1x1.bn.running_var", &[64]),
        pack::Parameter::new("base_net.level4.4.proj_1x1.act.weight", &[64]),
        pack::Parameter::new("base_net.level4.4.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.4.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.4.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.4.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.4.br_after_cat.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.4.br_after_cat.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.4.br_after_cat.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.4.br_after_cat.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.4.br_after_cat.act.weight", &[256]),
        pack::Parameter::new(
            "base_net.level4.4.conv_1x1_exp.conv.weight",
            &[256, 64, 1, 1],
        ),
        pack::Parameter::new("base_net.level4.4.conv_1x1_exp.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.4.conv_1x1_exp.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.4.conv_1x1_exp.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.4.conv_1x1_exp.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.4.module_act.weight", &[256]),
        pack::Parameter::new("base_net.level4.5.proj_1x1.conv.weight", &[64, 64, 1, 1]),
        pack::Parameter::new("base_net.level4.5.proj_1x1.bn.weight", &[64]),
        pack::Parameter::new("base_net.level4.5.proj_1x1.bn.bias", &[64]),
        pack::Parameter::new("base_net.level4.5.proj_1x1.bn.running_mean", &[64]),
        pack::Parameter::new("base_net.level4.5.proj_1x1.bn.running_var", &[64]),
        pack::Parameter::new("base_net.level4.5.proj_1x1.act.weight", &[64]),
        pack::Parameter::new("base_net.level4.5.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.5.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.5.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.5.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.5.br_after_cat.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.5.br_after_cat.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.5.br_after_cat.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.5.br_after_cat.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.5.br_after_cat.act.weight", &[256]),
        pack::Parameter::new(
            "base_net.level4.5.conv_1x1_exp.conv.weight",
            &[256, 64, 1, 1],
        ),
        pack::Parameter::new("base_net.level4.5.conv_1x1_exp.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.5.conv_1x1_exp.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.5.conv_1x1_exp.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.5.conv_1x1_exp.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.5.module_act.weight", &[256]),
        pack::Parameter::new("base_net.level4.6.proj_1x1.conv.weight", &[64, 64, 1, 1]),
        pack::Parameter::new("base_net.level4.6.proj_1x1.bn.weight", &[64]),
        pack::Parameter::new("base_net.level4.6.proj_1x1.bn.bias", &[64]),
        pack::Parameter::new("base_net.level4.6.proj_1x1.bn.running_mean", &[64]),
        pack::Parameter::new("base_net.level4.6.proj_1x1.bn.running_var", &[64]),
        pack::Parameter::new("base_net.level4.6.proj_1x1.act.weight", &[64]),
        pack::Parameter::new("base_net.level4.6.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.6.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.6.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.6.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("base_net.level4.6.br_after_cat.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.6.br_after_cat.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.6.br_after_cat.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.6.br_after_cat.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.6.br_after_cat.act.weight", &[256]),
        pack::Parameter::new(
            "base_net.level4.6.conv_1x1_exp.conv.weight",
            &[256, 64, 1, 1],
        ),
        pack::Parameter::new("base_net.level4.6.conv_1x1_exp.bn.weight", &[256]),
        pack::Parameter::new("base_net.level4.6.conv_1x1_exp.bn.bias", &[256]),
        pack::Parameter::new("base_net.level4.6.conv_1x1_exp.bn.running_mean", &[256]),
        pack::Parameter::new("base_net.level4.6.conv_1x1_exp.bn.running_var", &[256]),
        pack::Parameter::new("base_net.level4.6.module_act.weight", &[256]),
        pack::Parameter::new(
            "bu_dec_l1.projection_layer.cbr.0.weight",
            &[10, 256, 1, 1],
        ),
        pack::Parameter::new("bu_dec_l1.projection_layer.cbr.1.weight", &[10]),
        pack::Parameter::new("bu_dec_l1.projection_layer.cbr.1.bias", &[10]),
        pack::Parameter::new("bu_dec_l1.projection_layer.cbr.1.running_mean", &[10]),
        pack::Parameter::new("bu_dec_l1.projection_layer.cbr.1.running_var", &[10]),
        pack::Parameter::new("bu_dec_l1.projection_layer.cbr.2.weight", &[10]),
        pack::Parameter::new("bu_dec_l1.stages.3.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l1.stages.4.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l1.stages.0.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l1.stages.1.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l1.stages.2.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l1.merge_layer.0.br.0.weight", &[50]),
        pack::Parameter::new("bu_dec_l1.merge_layer.0.br.0.bias", &[50]),
        pack::Parameter::new("bu_dec_l1.merge_layer.0.br.0.running_mean", &[50]),
        pack::Parameter::new("bu_dec_l1.merge_layer.0.br.0.running_var", &[50]),
        pack::Parameter::new("bu_dec_l1.merge_layer.0.br.1.weight", &[50]),
        pack::Parameter::new("bu_dec_l1.merge_layer.2.cbr.0.weight", &[10, 5, 3, 3]),
        pack::Parameter::new("bu_dec_l1.merge_layer.2.cbr.1.weight", &[10]),
        pack::Parameter::new("bu_dec_l1.merge_layer.2.cbr.1.bias", &[10]),
        pack::Parameter::new("bu_dec_l1.merge_layer.2.cbr.1.running_mean", &[10]),
        pack::Parameter::new("bu_dec_l1.merge_layer.2.cbr.1.running_var", &[10]),
        pack::Parameter::new("bu_dec_l1.merge_layer.2.cbr.2.weight", &[10]),
        pack::Parameter::new("bu_dec_l1.merge_layer.3.weight", &[64, 10, 1, 1]),
        pack::Parameter::new("bu_dec_l1.br.br.0.weight", &[64]),
        pack::Parameter::new("bu_dec_l1.br.br.0.bias", &[64]),
        pack::Parameter::new("bu_dec_l1.br.br.0.running_mean", &[64]),
        pack::Parameter::new("bu_dec_l1.br.br.0.running_var", &[64]),
        pack::Parameter::new("bu_dec_l1.br.br.1.weight", &[64]),
        pack::Parameter::new("merge_enc_dec_l2.wt_layer.1.weight", &[64, 128, 1, 1]),
        pack::Parameter::new(
            "merge_enc_dec_l2.expansion_layer.cbr.0.weight",
            &[64, 2, 3, 3],
        ),
        pack::Parameter::new("merge_enc_dec_l2.expansion_layer.cbr.1.weight", &[64]),
        pack::Parameter::new("merge_enc_dec_l2.expansion_layer.cbr.1.bias", &[64]),
        pack::Parameter::new(
            "merge_enc_dec_l2.expansion_layer.cbr.1.running_mean",
            &[64],
        ),
        pack::Parameter::new(
            "merge_enc_dec_l2.expansion_layer.cbr.1.running_var",
            &[64],
        ),
        pack::Parameter::new("merge_enc_dec_l2.expansion_layer.cbr.2.weight", &[64]),
        pack::Parameter::new("bu_br_l2.0.weight", &[64]),
        pack::Parameter::new("bu_br_l2.0.bias", &[64]),
        pack::Parameter::new("bu_br_l2.0.running_mean", &[64]),
        pack::Parameter::new("bu_br_l2.0.running_var", &[64]),
        pack::Parameter::new("bu_br_l2.1.weight", &[64]),
        pack::Parameter::new("bu_dec_l2.projection_layer.cbr.0.weight", &[10, 64, 1, 1]),
        pack::Parameter::new("bu_dec_l2.projection_layer.cbr.1.weight", &[10]),
        pack::Parameter::new("bu_dec_l2.projection_layer.cbr.1.bias", &[10]),
        pack::Parameter::new("bu_dec_l2.projection_layer.cbr.1.running_mean", &[10]),
        pack::Parameter::new("bu_dec_l2.projection_layer.cbr.1.running_var", &[10]),
        pack::Parameter::new("bu_dec_l2.projection_layer.cbr.2.weight", &[10]),
        pack::Parameter::new("bu_dec_l2.stages.3.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l2.stages.4.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l2.stages.0.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l2.stages.1.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l2.stages.2.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l2.merge_layer.0.br.0.weight", &[50]),
        pack::Parameter::new("bu_dec_l2.merge_layer.0.br.0.bias", &[50]),
        pack::Parameter::new("bu_dec_l2.merge_layer.0.br.0.running_mean", &[50]),
        pack::Parameter::new("bu_dec_l2.merge_layer.0.br.0.running_var", &[50]),
        pack::Parameter::new("bu_dec_l2.merge_layer.0.br.1.weight", &[50]),
        pack::Parameter::new("bu_dec_l2.merge_layer.2.cbr.0.weight", &[10, 5, 3, 3]),
        pack::Parameter::new("bu_dec_l2.merge_layer.2.cbr.1.weight", &[10]),
        pack::Parameter::new("bu_dec_l2.merge_layer.2.cbr.1.bias", &[10]),
        pack::Parameter::new("bu_dec_l2.merge_layer.2.cbr.1.running_mean", &[10]),
        pack::Parameter::new("bu_dec_l2.merge_layer.2.cbr.1.running_var", &[10]),
        pack::Parameter::new("bu_dec_l2.merge_layer.2.cbr.2.weight", &[10]),
        pack::Parameter::new("bu_dec_l2.merge_layer.3.weight", &[48, 10, 1, 1]),
        pack::Parameter::new("bu_dec_l2.br.br.0.weight", &[48]),
        pack::Parameter::new("bu_dec_l2.br.br.0.bias", &[48]),
        pack::Parameter::new("bu_dec_l2.br.br.0.running_mean", &[48]),
        pack::Parameter::new("bu_dec_l2.br.br.0.running_var", &[48]),
        pack::Parameter::new("bu_dec_l2.br.br.1.weight", &[48]),
        pack::Parameter::new("merge_enc_dec_l3.wt_layer.1.weight", &[48, 64, 1, 1]),
        pack::Parameter::new(
            "merge_enc_dec_l3.expansion_layer.cbr.0.weight",
            &[48, 4, 3, 3],
        ),
        pack::Parameter::new("merge_enc_dec_l3.expansion_layer.cbr.1.weight", &[48]),
        pack::Parameter::new("merge_enc_dec_l3.expansion_layer.cbr.1.bias", &[48]),
        pack::Parameter::new(
            "merge_enc_dec_l3.expansion_layer.cbr.1.running_mean",
            &[48],
        ),
        pack::Parameter::new(
            "merge_enc_dec_l3.expansion_layer.cbr.1.running_var",
            &[48],
        ),
        pack::Parameter::new("merge_enc_dec_l3.expansion_layer.cbr.2.weight", &[48]),
        pack::Parameter::new("bu_br_l3.0.weight", &[48]),
        pack::Parameter::new("bu_br_l3.0.bias", &[48]),
        pack::Parameter::new("bu_br_l3.0.running_mean", &[48]),
        pack::Parameter::new("bu_br_l3.0.running_var", &[48]),
        pack::Parameter::new("bu_br_l3.1.weight", &[48]),
        pack::Parameter::new("bu_dec_l3.projection_layer.cbr.0.weight", &[10, 48, 1, 1]),
        pack::Parameter::new("bu_dec_l3.projection_layer.cbr.1.weight", &[10]),
        pack::Parameter::new("bu_dec_l3.projection_layer.cbr.1.bias", &[10]),
        pack::Parameter::new("bu_dec_l3.projection_layer.cbr.1.running_mean", &[10]),
        pack::Parameter::new("bu_dec_l3.projection_layer.cbr.1.running_var", &[10]),
        pack::Parameter::new("bu_dec_l3.projection_layer.cbr.2.weight", &[10]),
        pack::Parameter::new("bu_dec_l3.stages.3.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l3.stages.4.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l3.stages.0.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l3.stages.1.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l3.stages.2.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l3.merge_layer.0.br.0.weight", &[50]),
        pack::Parameter::new("bu_dec_l3.merge_layer.0.br.0.bias", &[50]),
        pack::Parameter::new("bu_dec_l3.merge_layer.0.br.0.running_mean", &[50]),
        pack::Parameter::new("bu_dec_l3.merge_layer.0.br.0.running_var", &[50]),
        pack::Parameter::new("bu_dec_l3.merge_layer.0.br.1.weight", &[50]),
        pack::Parameter::new("bu_dec_l3.merge_layer.2.cbr.0.weight", &[10, 5, 3, 3]),
        pack::Parameter::new("bu_dec_l3.merge_layer.2.cbr.1.weight", &[10]),
        pack::Parameter::new("bu_dec_l3.merge_layer.2.cbr.1.bias", &[10]),
        pack::Parameter::new("bu_dec_l3.merge_layer.2.cbr.1.running_mean", &[10]),
        pack::Parameter::new("bu_dec_l3.merge_layer.2.cbr.1.running_var", &[10]),
        pack::Parameter::new("bu_dec_l3.merge_layer.2.cbr.2.weight", &[10]),
        pack::Parameter::new("bu_dec_l3.merge_layer.3.weight", &[32, 10, 1, 1]),
        pack::Parameter::new("bu_dec_l3.br.br.0.weight", &[32]),
        pack::Parameter::new("bu_dec_l3.br.br.0.bias", &[32]),
        pack::Parameter::new("bu_dec_l3.br.br.0.running_mean", &[32]),
        pack::Parameter::new("bu_dec_l3.br.br.0.running_var", &[32]),
        pack::Parameter::new("bu_dec_l3.br.br.1.weight", &[32]),
        pack::Parameter::new("merge_enc_dec_l4.wt_layer.1.weight", &[32, 32, 1, 1]),
        pack::Parameter::new(
            "merge_enc_dec_l4.expansion_layer.cbr.0.weight",
            &[32, 1, 3, 3],
        ),
        pack::Parameter::new("merge_enc_dec_l4.expansion_layer.cbr.1.weight", &[32]),
        pack::Parameter::new("merge_enc_dec_l4.expansion_layer.cbr.1.bias", &[32]),
        pack::Parameter::new(
            "merge_enc_dec_l4.expansion_layer.cbr.1.running_mean",
            &[32],
        ),
        pack::Parameter::new(
            "merge_enc_dec_l4.expansion_layer.cbr.1.running_var",
            &[32],
        ),
        pack::Parameter::new("merge_enc_dec_l4.expansion_layer.cbr.2.weight", &[32]),
        pack::Parameter::new("bu_br_l4.0.weight", &[32]),
        pack::Parameter::new("bu_br_l4.0.bias", &[32]),
        pack::Parameter::new("bu_br_l4.0.running_mean", &[32]),
        pack::Parameter::new("bu_br_l4.0.running_var", &[32]),
        pack::Parameter::new("bu_br_l4.1.weight", &[32]),
        pack::Parameter::new("bu_dec_l4.projection_layer.cbr.0.weight", &[10, 32, 1, 1]),
        pack::Parameter::new("bu_dec_l4.projection_layer.cbr.1.weight", &[10]),
        pack::Parameter::new("bu_dec_l4.projection_layer.cbr.1.bias", &[10]),
        pack::Parameter::new("bu_dec_l4.projection_layer.cbr.1.running_mean", &[10]),
        pack::Parameter::new("bu_dec_l4.projection_layer.cbr.1.running_var", &[10]),
        pack::Parameter::new("bu_dec_l4.projection_layer.cbr.2.weight", &[10]),
        pack::Parameter::new("bu_dec_l4.stages.3.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l4.stages.4.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l4.stages.0.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l4.stages.1.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l4.stages.2.weight", &[10, 1, 3, 3]),
        pack::Parameter::new("bu_dec_l4.merge_layer.0.br.0.weight", &[50]),
        pack::Parameter::new("bu_dec_l4.merge_layer.0.br.0.bias", &[50]),
        pack::Parameter::new("bu_dec_l4.merge_layer.0.br.0.running_mean", &[50]),
        pack::Parameter::new("bu_dec_l4.merge_layer.0.br.0.running_var", &[50]),
        pack::Parameter::new("bu_dec_l4.merge_layer.0.br.1.weight", &[50]),
        pack::Parameter::new("bu_dec_l4.merge_layer.2.cbr.0.weight", &[10, 5, 3, 3]),
        pack::Parameter::new("bu_dec_l4.merge_layer.2.cbr.1.weight", &[10]),
        pack::Parameter::new("bu_dec_l4.merge_layer.2.cbr.1.bias", &[10]),
        pack::Parameter::new("bu_dec_l4.merge_layer.2.cbr.1.running_mean", &[10]),
        pack::Parameter::new("bu_dec_l4.merge_layer.2.cbr.1.running_var", &[10]),
        pack::Parameter::new("bu_dec_l4.merge_layer.2.cbr.2.weight", &[10]),
        pack::Parameter::new("bu_dec_l4.merge_layer.3.weight", &[21, 10, 1, 1]),
        pack::Parameter::new("bu_dec_l4.merge_layer.3.bias", &[21]),
    ];
    /// The tensors that checkpoints contain but inference never reads.
    const UNUSED: &[pack::Parameter<'static>] = &[
        pack::Parameter::new("base_net.level2_0.eesp.module_act.weight", &[32]),
        pack::Parameter::new("base_net.level3_0.eesp.module_act.weight", &[64]),
        pack::Parameter::new("base_net.level4_0.eesp.module_act.weight", &[128]),
    ];
    /// The offset of each kernel's packed weights, and the tensors that they are packed from.
    const PACKINGS: &[(usize, pack::Packing)] = &[
        (
            0,
            pack::Packing::Conv2d(
                CONV2D_3X256X256_TO_32X128X128,
                pack::ConvTensors::new(0)
                    .norm(pack::Norm::consecutive(1, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(5)),
            ),
        ),
        (
            928,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X64X64,
                pack::ConvTensors::new(6)
                    .norm(pack::Norm::consecutive(7, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(11)),
            ),
        ),
        (
            1056,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_32X128X128_TO_64X64X64,
                pack::StridedEespTensors::new(
                        pack::ConvTensors::new(12)
                            .norm(pack::Norm::consecutive(13, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(17)),
                        pack::HffTensors::new(
                            [18, 19, 20, 21],
                            pack::Norm::consecutive(22, 0.00001),
                            26,
                        ),
                        pack::ConvTensors::new(27)
                            .norm(pack::Norm::consecutive(28, 0.00001)),
                        37,
                    )
                    .shortcut(
                        pack::ConvTensors::new(32)
                            .norm(pack::Norm::consecutive(33, 0.00001)),
                    ),
            ),
        ),
        (
            2560,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X32X32,
                pack::ConvTensors::new(38)
                    .norm(pack::Norm::consecutive(39, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(43)),
            ),
        ),
        (
            2688,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_64X64X64_TO_128X32X32,
                pack::StridedEespTensors::new(
                        pack::ConvTensors::new(44)
                            .norm(pack::Norm::consecutive(45, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(49)),
                        pack::HffTensors::new(
                            [50, 51, 52, 53],
                            pack::Norm::consecutive(54, 0.00001),
                            58,
                        ),
                        pack::ConvTensors::new(59)
                            .norm(pack::Norm::consecutive(60, 0.00001)),
                        69,
                    )
                    .shortcut(
                        pack::ConvTensors::new(64)
                            .norm(pack::Norm::consecutive(65, 0.00001)),
                    ),
            ),
        ),
        (
            5408,
            pack::Packing::EespUnit(
                EESP_UNIT_128X32X32,
                pack::EespTensors::new(
                    pack::ConvTensors::new(70)
                        .norm(pack::Norm::consecutive(71, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(75)),
                    pack::HffTensors::new(
                        [76, 77, 78, 79],
                        pack::Norm::consecutive(80, 0.00001),
                        84,
                    ),
                    pack::ConvTensors::new(85)
                        .norm(pack::Norm::consecutive(86, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(90)),
                ),
            ),
        ),
        (
            12384,
            pack::Packing::EespUnit(
                EESP_UNIT_128X32X32,
                pack::EespTensors::new(
                    pack::ConvTensors::new(91)
                        .norm(pack::Norm::consecutive(92, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(96)),
                    pack::HffTensors::new(
                        [97, 98, 99, 100],
                        pack::Norm::consecutive(101, 0.00001),
                        105,
                    ),
                    pack::ConvTensors::new(106)
                        .norm(pack::Norm::consecutive(107, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(111)),
                ),
            ),
        ),
        (
            19360,
            pack::Packing::EespUnit(
                EESP_UNIT_128X32X32,
                pack::EespTensors::new(
                    pack::ConvTensors::new(112)
                        .norm(pack::Norm::consecutive(113, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(117)),
                    pack::HffTensors::new(
                        [118, 119, 120, 121],
                        pack::Norm::consecutive(122, 0.00001),
                        126,
                    ),
                    pack::ConvTensors::new(127)
                        .norm(pack::Norm::consecutive(128, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(132)),
                ),
            ),
        ),
        (
            26336,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X16X16,
                pack::ConvTensors::new(133)
                    .norm(pack::Norm::consecutive(134, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(138)),
            ),
        ),
        (
            26464,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_128X32X32_TO_256X16X16,
                pack::StridedEespTensors::new(
                        pack::ConvTensors::new(139)
                            .norm(pack::Norm::consecutive(140, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(144)),
                        pack::HffTensors::new(
                            [145, 146, 147, 148],
                            pack::Norm::consecutive(149, 0.00001),
                            153,
                        ),
                        pack::ConvTensors::new(154)
                            .norm(pack::Norm::consecutive(155, 0.00001)),
                        164,
                    )
                    .shortcut(
                        pack::ConvTensors::new(159)
                            .norm(pack::Norm::consecutive(160, 0.00001)),
                    ),
            ),
        ),
        (
            34464,
            pack::Packing::EespUnit(
                EESP_UNIT_256X16X16,
                pack::EespTensors::new(
                    pack::ConvTensors::new(165)
                        .norm(pack::Norm::consecutive(166, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(170)),
                    pack::HffTensors::new(
                        [171, 172, 173, 174],
                        pack::Norm::consecutive(175, 0.00001),
                        179,
                    ),
                    pack::ConvTensors::new(180)
                        .norm(pack::Norm::consecutive(181, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(185)),
                ),
            ),
        ),
        (
            58656,
            pack::Packing::EespUnit(
                EESP_UNIT_256X16X16,
                pack::EespTensors::new(
                    pack::ConvTensors::new(186)
                        .norm(pack::Norm::consecutive(187, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(191)),
                    pack::HffTensors::new(
                        [192, 193, 194, 195],
                        pack::Norm::consecutive(196, 0.00001),
                        200,
                    ),
                    pack::ConvTensors::new(201)
                        .norm(pack::Norm::consecutive(202, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(206)),
                ),
            ),
        ),
        (
            82848,
            pack::Packing::EespUnit(
                EESP_UNIT_256X16X16,
                pack::EespTensors::new(
                    pack::ConvTensors::new(207)
                        .norm(pack::Norm::consecutive(208, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(212)),
                    pack::HffTensors::new(
                        [213, 214, 215, 216],
                        pack::Norm::consecutive(217, 0.00001),
                        221,
                    ),
                    pack::ConvTensors::new(222)
                        .norm(pack::Norm::consecutive(223, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(227)),
                ),
            ),
        ),
        (
            107040,
            pack::Packing::EespUnit(
                EESP_UNIT_256X16X16,
                pack::EespTensors::new(
                    pack::ConvTensors::new(228)
                        .norm(pack::Norm::consecutive(229, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(233)),
                    pack::HffTensors::new(
                        [234, 235, 236, 237],
                        pack::Norm::consecutive(238, 0.00001),
                        242,
                    ),
                    pack::ConvTensors::new(243)
                        .norm(pack::Norm::consecutive(244, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(248)),
                ),
            ),
        ),
        (
            131232,
            pack::Packing::EespUnit(
                EESP_UNIT_256X16X16,
                pack::EespTensors::new(
                    pack::ConvTensors::new(249)
                        .norm(pack::Norm::consecutive(250, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(254)),
                    pack::HffTensors::new(
                        [255, 256, 257, 258],
                        pack::Norm::consecutive(259, 0.00001),
                        263,
                    ),
                    pack::ConvTensors::new(264)
                        .norm(pack::Norm::consecutive(265, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(269)),
                ),
            ),
        ),
        (
            155424,
            pack::Packing::EespUnit(
                EESP_UNIT_256X16X16,
                pack::EespTensors::new(
                    pack::ConvTensors::new(270)
                        .norm(pack::Norm::consecutive(271, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(275)),
                    pack::HffTensors::new(
                        [276, 277, 278, 279],
                        pack::Norm::consecutive(280, 0.00001),
                        284,
                    ),
                    pack::ConvTensors::new(285)
                        .norm(pack::Norm::consecutive(286, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(290)),
                ),
            ),
        ),
        (
            179616,
            pack::Packing::EespUnit(
                EESP_UNIT_256X16X16,
                pack::EespTensors::new(
                    pack::ConvTensors::new(291)
                        .norm(pack::Norm::consecutive(292, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(296)),
                    pack::HffTensors::new(
                        [297, 298, 299, 300],
                        pack::Norm::consecutive(301, 0.00001),
                        305,
                    ),
                    pack::ConvTensors::new(306)
                        .norm(pack::Norm::consecutive(307, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(311)),
                ),
            ),
        ),
        (
            203808,
            pack::Packing::Pointwise(
                POINTWISE_256X16X16_TO_10X16X16,
                pack::ConvTensors::new(312)
                    .norm(pack::Norm::consecutive(313, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(317)),
            ),
        ),
        (
            206400,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_10X8X8,
                pack::ConvTensors::new(318),
            ),
        ),
        (
            206544,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_10X5X5,
                pack::ConvTensors::new(319),
            ),
        ),
        (
            206688,
            pack::Packing::PyramidPool(
                PYRAMID_POOL_10X16X16_TO_64X16X16,
                pack::PyramidTensors::new(
                    [320, 321, 322, 0, 0],
                    pack::Norm::consecutive(323, 0.00001),
                    327,
                    pack::ConvTensors::new(328)
                        .norm(pack::Norm::consecutive(329, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(333)),
                    pack::ConvTensors::new(334)
                        .norm(pack::Norm::consecutive(335, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(339)),
                ),
            ),
        ),
        (
            209760,
            pack::Packing::Pointwise(
                POINTWISE_128X1X1_TO_64X1X1,
                pack::ConvTensors::new(340),
            ),
        ),
        (
            217952,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_128X32X32_TO_64X32X32,
                pack::ConvTensors::new(341)
                    .norm(pack::Norm::consecutive(342, 0.00001))
                    .epilogue(
                        pack::EpilogueTensors::NONE
                            .prelu(346)
                            .affine(pack::Norm::consecutive(347, 0.00001))
                            .prelu(351),
                    ),
            ),
        ),
        (
            219424,
            pack::Packing::Pointwise(
                POINTWISE_64X32X32_TO_10X32X32,
                pack::ConvTensors::new(352)
                    .norm(pack::Norm::consecutive(353, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(357)),
            ),
        ),
        (
            220096,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_10X16X16,
                pack::ConvTensors::new(358),
            ),
        ),
        (
            220240,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_10X5X5,
                pack::ConvTensors::new(359),
            ),
        ),
        (
            220384,
            pack::Packing::PyramidPool(
                PYRAMID_POOL_10X32X32_TO_48X32X32,
                pack::PyramidTensors::new(
                    [360, 361, 362, 0, 0],
                    pack::Norm::consecutive(363, 0.00001),
                    367,
                    pack::ConvTensors::new(368)
                        .norm(pack::Norm::consecutive(369, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(373)),
                    pack::ConvTensors::new(374)
                        .norm(pack::Norm::consecutive(375, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(379)),
                ),
            ),
        ),
        (
            224192,
            pack::Packing::Pointwise(
                POINTWISE_64X1X1_TO_48X1X1,
                pack::ConvTensors::new(380),
            ),
        ),
        (
            227264,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_64X64X64_TO_48X64X64,
                pack::ConvTensors::new(381)
                    .norm(pack::Norm::consecutive(382, 0.00001))
                    .epilogue(
                        pack::EpilogueTensors::NONE
                            .prelu(386)
                            .affine(pack::Norm::consecutive(387, 0.00001))
                            .prelu(391),
                    ),
            ),
        ),
        (
            229232,
            pack::Packing::Pointwise(
                POINTWISE_48X64X64_TO_10X64X64,
                pack::ConvTensors::new(392)
                    .norm(pack::Norm::consecutive(393, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(397)),
            ),
        ),
        (
            230032,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_10X32X32,
                pack::ConvTensors::new(398),
            ),
        ),
        (
            230176,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_10X7X7,
                pack::ConvTensors::new(399),
            ),
        ),
        (
            230320,
            pack::Packing::PyramidPool(
                PYRAMID_POOL_10X64X64_TO_32X64X64,
                pack::PyramidTensors::new(
                    [400, 401, 402, 0, 0],
                    pack::Norm::consecutive(403, 0.00001),
                    407,
                    pack::ConvTensors::new(408)
                        .norm(pack::Norm::consecutive(409, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(413)),
                    pack::ConvTensors::new(414)
                        .norm(pack::Norm::consecutive(415, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(419)),
                ),
            ),
        ),
        (
            235792,
            pack::Packing::Pointwise(POINTWISE_32X1X1, pack::ConvTensors::new(420)),
        ),
        (
            236816,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_32X128X128,
                pack::ConvTensors::new(421)
                    .norm(pack::Norm::consecutive(422, 0.00001))
                    .epilogue(
                        pack::EpilogueTensors::NONE
                            .prelu(426)
                            .affine(pack::Norm::consecutive(427, 0.00001))
                            .prelu(431),
                    ),
            ),
        ),
        (
            237264,
            pack::Packing::Pointwise(
                POINTWISE_32X128X128_TO_10X128X128,
                pack::ConvTensors::new(432)
                    .norm(pack::Norm::consecutive(433, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(437)),
            ),
        ),
        (
            237808,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_10X64X64,
                pack::ConvTensors::new(438),
            ),
        ),
        (
            237952,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_10X13X13,
                pack::ConvTensors::new(439),
            ),
        ),
        (
            238096,
            pack::Packing::PyramidPool(
                PYRAMID_POOL_10X128X128_TO_21X128X128,
                pack::PyramidTensors::new(
                    [440, 441, 442, 0, 0],
                    pack::Norm::consecutive(443, 0.00001),
                    447,
                    pack::ConvTensors::new(448)
                        .norm(pack::Norm::consecutive(449, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(453)),
                    pack::ConvTensors::new(454).bias(455),
                ),
            ),
        ),
    ];
    /// The recipe that packs the weights of a checkpoint.
    const RECIPE: pack::Recipe<'static> = pack::Recipe::new(PARAMETERS, PACKINGS, 247248)
        .unused(UNUSED);
};
