/// `segmentation` compiled by espnet: input 1×3×48×64, `upsample1` 1×3×48×64; 4072 parameters, 1.1 million multiply-accumulates.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Segmentation {
    network: ::espnet::generated::Network,
}
const _: () = {
    use ::espnet::{
        abi::{kernel, layout, pack},
        generated::{self, names::*},
    };
    #[allow(dead_code)]
    impl Segmentation {
        /// The network's name in its spec.
        pub const NAME: &'static str = "segmentation";
        /// N, C, H and W of the input.
        pub const INPUT_SHAPE: [usize; 4] = [1, 3, 48, 64];
        /// The number of floats of the input.
        pub const INPUT_LEN: usize = 9216;
        /// N, C, H and W of the output.
        pub const OUTPUT_SHAPE: [usize; 4] = [1, 3, 48, 64];
        /// The number of floats of the output.
        pub const OUTPUT_LEN: usize = 9216;
        /// N, H and W of the mask.
        pub const MASK_SHAPE: [usize; 3] = [1, 48, 64];
        /// The number of pixels of the mask.
        pub const MASK_LEN: usize = 3072;
        /// The names of the classes in the order of the output's channels. The list is empty if the
        /// spec has no names for this number of classes.
        pub const LABELS: [&'static str; 0] = [];
        /// The number of learned parameters in a checkpoint.
        pub const PARAMETERS: usize = 4072;
        /// The number of multiply-accumulates of the convolutions in one forward pass.
        pub const MACS: u64 = 1079176;
        /// The size of a workspace in floats.
        pub const ARENA_FLOATS: usize = 29632;
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
    impl Segmentation {
        /// Runs the network on one input, N×C×H×W as in
        /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns the output, which is in the
        /// workspace until its next use. Allocates nothing.
        pub fn forward<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [f32; 9216] {
            generated::Network::run::<
                SegmentationForward,
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
        ) -> ::core::result::Result<&'w [f32; 9216], ::espnet::LengthError> {
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
                SegmentationMask,
            >(&self.network, input, workspace.floats_mut());
            generated::mask(generated::Workspace::floats(workspace), 16512)
        }
        fn outputs(
            workspace: &generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &[f32; 9216] {
            let arena = workspace.floats();
            generated::array(arena, 16512)
        }
    }
    #[allow(dead_code)]
    impl Segmentation {
        /// The preprocessing of pictures for this network.
        pub const PREPROCESSING: ::espnet::image::Preprocessing = ::espnet::image::Preprocessing::IMAGENET
            .normalization(
                ::espnet::image::Normalization::IMAGENET
                    .mean([103.5, 116.25, -1.0])
                    .std([57.0, 58.0, 59.0])
                    .order(::espnet::image::ColourOrder::Bgr)
                    .scale(1.0),
            )
            .resize(::espnet::image::Resize::OpenCv)
            .fit(::espnet::image::Fit::Letterbox([114u8; 3]));
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
        ) -> &'w [f32; 9216] {
            generated::Network::run_with_threads::<
                SegmentationForward,
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
                SegmentationMask,
            >(&self.network, input, workspace.floats_mut(), threads);
            generated::mask(generated::Workspace::floats(workspace), 16512)
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
                SegmentationForward,
            >(&self.network, input, workspace.floats_mut(), threads)
        }
    }
    impl ::espnet::Network for Segmentation {
        const NAME: &'static str = Self::NAME;
        const INPUT_SHAPE: [usize; 4] = Self::INPUT_SHAPE;
        const OUTPUTS: &'static [(&'static str, [usize; 4])] = &[
            ("upsample1", Self::OUTPUT_SHAPE),
        ];
        const LABELS: &'static [&'static str] = &Self::LABELS;
        const PREPROCESSING: ::espnet::image::Preprocessing = Self::PREPROCESSING;
        type Input = [f32; Self::INPUT_LEN];
        type Output<'w> = &'w [f32; 9216];
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
    impl ::espnet::MaskNetwork for Segmentation {
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
    impl ::espnet::image::Predict for Segmentation {
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
    struct SegmentationForward;
    impl SegmentationForward {
        /// Returns the steps, with another last step that computes the mask.
        fn table<S: generated::Simd>() -> &'static generated::MaskTable<S, 20> {
            const LIMITS: generated::Limits = generated::Limits::NONE
                .weights(7600)
                .input(9216)
                .arena(29632);
            const {
                &generated::MaskTable::new(
                    LIMITS,
                    [
                        generated::Step::new::<
                            Conv2d3x48x64To16x24x32,
                        >(
                            "level1.act",
                            generated::Operands::NONE
                                .weights(0..464)
                                .input(generated::Operand::Input)
                                .output(0..12288)
                                .scratch(12288..12882),
                        ),
                        generated::Step::new::<
                            AvgPool3x48x64To3x24x32,
                        >(
                            "level2_0.image.0",
                            generated::Operands::NONE
                                .input(generated::Operand::Input)
                                .output(12288..14592)
                                .scratch(14592..14658),
                        ),
                        generated::Step::new::<
                            AvgPool3x24x32To3x12x16,
                        >(
                            "level2_0.image.1",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(12288..14592))
                                .output(14592..15168)
                                .scratch(15168..15202),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x12x16,
                        >(
                            "level2_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(464..592)
                                .input(generated::Operand::Arena(14592..15168))
                                .output(22848..23424)
                                .scratch(12288..12976),
                        ),
                        generated::Step::new::<
                            StridedEespUnit16x24x32To32x12x16,
                        >(
                            "level2_0.act",
                            generated::Operands::NONE
                                .weights(592..1696)
                                .input(generated::Operand::Arena(0..12288))
                                .residual(generated::Operand::Arena(22848..23424))
                                .output(12288..18432)
                                .scratch(18432..22848),
                        ),
                        generated::Step::new::<
                            EespUnit32x12x16,
                        >(
                            "level2.0.module_act",
                            generated::Operands::NONE
                                .weights(1696..2944)
                                .output(12288..18432)
                                .scratch(18432..21408),
                        ),
                        generated::Step::new::<
                            Pointwise32x12x16To8x12x16,
                        >(
                            "pyramid2.projection_layer.cbr.2",
                            generated::Operands::NONE
                                .weights(2944..3232)
                                .input(generated::Operand::Arena(12288..18432))
                                .output(27648..29184),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool8x12x16To8x6x8,
                        >(
                            "pyramid2.stages.3.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(27648..29184))
                                .output(13104..13488),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d8x6x8,
                        >(
                            "pyramid2.stages.3",
                            generated::Operands::NONE
                                .weights(3232..3376)
                                .input(generated::Operand::Arena(13104..13488))
                                .output(23296..23680)
                                .scratch(12288..13104),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool8x12x16To8x5x5,
                        >(
                            "pyramid2.stages.4.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(27648..29184))
                                .output(12960..13160),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d8x5x5,
                        >(
                            "pyramid2.stages.4",
                            generated::Operands::NONE
                                .weights(3376..3520)
                                .input(generated::Operand::Arena(12960..13160))
                                .output(23680..23880)
                                .scratch(12288..12960),
                        ),
                        generated::Step::new::<
                            PyramidPool8x12x16To16x12x16,
                        >(
                            "pyramid2.br.br.1",
                            generated::Operands::NONE
                                .weights(3520..5868)
                                .input(generated::Operand::Arena(27648..29184))
                                .residual(generated::Operand::Arena(23296..23880))
                                .output(24576..27648)
                                .scratch(12288..23296),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool16x24x32To16x1x1,
                        >(
                            "merge2.wt_layer.0",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(0..12288))
                                .output(12288..12304),
                        ),
                        generated::Step::new::<
                            Pointwise16x1x1,
                        >(
                            "merge2.wt_layer.2",
                            generated::Operands::NONE
                                .weights(5872..6128)
                                .input(generated::Operand::Arena(12288..12304))
                                .output(29616..29632),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d16x24x32,
                        >(
                            "act2.act",
                            generated::Operands::NONE
                                .weights(6128..6352)
                                .input(generated::Operand::Arena(0..12288))
                                .gate(generated::Operand::Arena(29616..29632))
                                .residual(generated::Operand::Arena(24576..27648))
                                .output(12288..24576)
                                .scratch(27648..29616),
                        ),
                        generated::Step::new::<
                            Pointwise16x24x32To5x24x32,
                        >(
                            "pyramid1.projection_layer.cbr.2",
                            generated::Operands::NONE
                                .weights(6352..6640)
                                .input(generated::Operand::Arena(12288..24576))
                                .output(0..3840),
                        ),
                        generated::Step::new::<
                            AdaptiveAvgPool5x24x32To5x12x16,
                        >(
                            "pyramid1.stages.1.there",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(0..3840))
                                .output(12288..13248),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d5x12x16,
                        >(
                            "pyramid1.stages.1",
                            generated::Operands::NONE
                                .weights(6640..6784)
                                .input(generated::Operand::Arena(12288..13248))
                                .output(13248..14208)
                                .scratch(14208..15408),
                        ),
                        generated::Step::new::<
                            PyramidPool5x24x32To3x24x32,
                        >(
                            "pyramid1.merge_layer.3",
                            generated::Operands::NONE
                                .weights(6784..7592)
                                .input(generated::Operand::Arena(0..3840))
                                .residual(generated::Operand::Arena(13248..14208))
                                .output(14208..16512)
                                .scratch(16512..24624),
                        ),
                        generated::Step::new::<
                            ResizeBilinear3x24x32To3x48x64,
                        >(
                            "upsample1",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(14208..16512))
                                .output(16512..25728)
                                .scratch(0..552),
                        ),
                    ],
                    generated::Step::new::<
                        ArgmaxBilinear3x24x32To1x48x64,
                    >(
                        "mask of upsample1",
                        generated::Operands::NONE
                            .input(generated::Operand::Arena(14208..16512))
                            .output(16512..17280)
                            .scratch(0..552),
                    ),
                )
            }
        }
    }
    impl generated::Program for SegmentationForward {
        fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
            Self::table().schedule()
        }
    }
    /// The steps of a forward pass that ends in a mask.
    struct SegmentationMask;
    impl generated::Program for SegmentationMask {
        fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
            SegmentationForward::table().mask_schedule()
        }
    }
    /// `conv2d 3×48×64 -> 16×24×32 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X48X64_TO_16X24X32: kernel::Conv2d = kernel::Conv2d::new(
            layout::Map::dense(3, 48, 64),
            layout::Map::dense(16, 24, 32),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes level1.act.
    struct Conv2d3x48x64To16x24x32;
    impl generated::ConstShape for Conv2d3x48x64To16x24x32 {
        type Kernel = kernel::Conv2d;
        const SHAPE: kernel::Conv2d = CONV2D_3X48X64_TO_16X24X32;
    }
    /// `avg_pool 3×48×64 -> 3×24×32 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X48X64_TO_3X24X32: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 48, 64),
            layout::Map::dense(3, 24, 32),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes level2_0.image.0.
    struct AvgPool3x48x64To3x24x32;
    impl generated::ConstShape for AvgPool3x48x64To3x24x32 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X48X64_TO_3X24X32;
    }
    /// `avg_pool 3×24×32 -> 3×12×16 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X24X32_TO_3X12X16: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 24, 32),
            layout::Map::dense(3, 12, 16),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes level2_0.image.1.
    struct AvgPool3x24x32To3x12x16;
    impl generated::ConstShape for AvgPool3x24x32To3x12x16 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X24X32_TO_3X12X16;
    }
    /// `grouped_conv2d 3×12×16 -> 3×12×16 planes kernel 3 padding 1 dilation 1 groups 1 +bias +prelu`
    const GROUPED_CONV2D_3X12X16: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(3, 12, 16),
            layout::Map::dense(3, 12, 16),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes level2_0.inp_reinf.0.act.
    struct GroupedConv2d3x12x16;
    impl generated::ConstShape for GroupedConv2d3x12x16 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X12X16;
    }
    /// `strided_eesp_unit 16×24×32 -> 32×12×16 dilations [1, 2, 3, 4] band 1 image 3×12×16`
    const STRIDED_EESP_UNIT_16X24X32_TO_32X12X16: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(16, 24, 32),
            layout::Map::dense(32, 12, 16),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .image(::core::option::Option::Some(layout::Map::dense(3, 12, 16)));
    /// Computes level2_0.act.
    struct StridedEespUnit16x24x32To32x12x16;
    impl generated::ConstShape for StridedEespUnit16x24x32To32x12x16 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_16X24X32_TO_32X12X16;
    }
    /// `eesp_unit 32×12×16 -> 32×12×16 dilations [1, 1, 2, 3] band 1 +residual`
    const EESP_UNIT_32X12X16: kernel::EespUnit = kernel::EespUnit::new(
            layout::Map::dense(32, 12, 16),
            layout::Map::dense(32, 12, 16),
        )
        .dilations(layout::Dilations::new(&[1, 1, 2, 3]))
        .residual(kernel::Residual::InPlace);
    /// Computes level2.0.module_act.
    struct EespUnit32x12x16;
    impl generated::ConstShape for EespUnit32x12x16 {
        type Kernel = kernel::EespUnit;
        const SHAPE: kernel::EespUnit = EESP_UNIT_32X12X16;
    }
    /// `pointwise 32×12×16 -> 8×12×16 groups 1 +bias +prelu`
    const POINTWISE_32X12X16_TO_8X12X16: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(32, 12, 16),
            layout::Map::dense(8, 12, 16),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes pyramid2.projection_layer.cbr.2.
    struct Pointwise32x12x16To8x12x16;
    impl generated::ConstShape for Pointwise32x12x16To8x12x16 {
        type Kernel = kernel::Pointwise;
        const SHAPE: kernel::Pointwise = POINTWISE_32X12X16_TO_8X12X16;
    }
    /// `adaptive_avg_pool 8×12×16 -> 8×6×8`
    const ADAPTIVE_AVG_POOL_8X12X16_TO_8X6X8: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(8, 12, 16),
        layout::Map::dense(8, 6, 8),
    );
    /// Computes pyramid2.stages.3.there.
    struct AdaptiveAvgPool8x12x16To8x6x8;
    impl generated::ConstShape for AdaptiveAvgPool8x12x16To8x6x8 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_8X12X16_TO_8X6X8;
    }
    /// `depthwise_conv2d 8×6×8 -> 8×6×8 kernel 3 stride 1 padding 1 dilation 1 groups 8 shuffle 1`
    const DEPTHWISE_CONV2D_8X6X8: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(8, 6, 8),
            layout::Map::dense(8, 6, 8),
        )
        .kernel(3)
        .padding(1)
        .groups(8);
    /// Computes pyramid2.stages.3.
    struct DepthwiseConv2d8x6x8;
    impl generated::ConstShape for DepthwiseConv2d8x6x8 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_8X6X8;
    }
    /// `adaptive_avg_pool 8×12×16 -> 8×5×5`
    const ADAPTIVE_AVG_POOL_8X12X16_TO_8X5X5: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(8, 12, 16),
        layout::Map::dense(8, 5, 5),
    );
    /// Computes pyramid2.stages.4.there.
    struct AdaptiveAvgPool8x12x16To8x5x5;
    impl generated::ConstShape for AdaptiveAvgPool8x12x16To8x5x5 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_8X12X16_TO_8X5X5;
    }
    /// `depthwise_conv2d 8×5×5 -> 8×5×5 kernel 3 stride 1 padding 1 dilation 1 groups 8 shuffle 1`
    const DEPTHWISE_CONV2D_8X5X5: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(8, 5, 5),
            layout::Map::dense(8, 5, 5),
        )
        .kernel(3)
        .padding(1)
        .groups(8);
    /// Computes pyramid2.stages.4.
    struct DepthwiseConv2d8x5x5;
    impl generated::ConstShape for DepthwiseConv2d8x5x5 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_8X5X5;
    }
    /// `pyramid_pool 8×12×16 -> 16×12×16 branches up 24×32 up 18×24 same given 6×8 given 5×5 +bias +prelu`
    const PYRAMID_POOL_8X12X16_TO_16X12X16: kernel::PyramidPool = kernel::PyramidPool::new(
            layout::Map::dense(8, 12, 16),
            layout::Map::dense(16, 12, 16),
        )
        .scales(
            kernel::Scales::new(
                &[
                    kernel::Scale::up(24, 32),
                    kernel::Scale::up(18, 24),
                    kernel::Scale::Same,
                    kernel::Scale::given(6, 8),
                    kernel::Scale::given(5, 5),
                ],
            ),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes pyramid2.br.br.1.
    struct PyramidPool8x12x16To16x12x16;
    impl generated::ConstShape for PyramidPool8x12x16To16x12x16 {
        type Kernel = kernel::PyramidPool;
        const SHAPE: kernel::PyramidPool = PYRAMID_POOL_8X12X16_TO_16X12X16;
    }
    /// `adaptive_avg_pool 16×24×32 -> 16×1×1`
    const ADAPTIVE_AVG_POOL_16X24X32_TO_16X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(16, 24, 32),
        layout::Map::dense(16, 1, 1),
    );
    /// Computes merge2.wt_layer.0.
    struct AdaptiveAvgPool16x24x32To16x1x1;
    impl generated::ConstShape for AdaptiveAvgPool16x24x32To16x1x1 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_16X24X32_TO_16X1X1;
    }
    /// `pointwise 16×1×1 -> 16×1×1 groups 1 +sigmoid`
    const POINTWISE_16X1X1: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(16, 1, 1),
            layout::Map::dense(16, 1, 1),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Sigmoid]));
    /// Computes merge2.wt_layer.2.
    struct Pointwise16x1x1;
    impl generated::ConstShape for Pointwise16x1x1 {
        type Kernel = kernel::Pointwise;
        const SHAPE: kernel::Pointwise = POINTWISE_16X1X1;
    }
    /// `depthwise_conv2d 16×24×32 -> 16×24×32 kernel 3 stride 1 padding 1 dilation 1 groups 16 shuffle 1 +bias +prelu +gate +residual +affine +prelu resized 16×12×16`
    const DEPTHWISE_CONV2D_16X24X32: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(16, 24, 32),
            layout::Map::dense(16, 24, 32),
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
        .resized(::core::option::Option::Some(layout::Map::dense(16, 12, 16)));
    /// Computes act2.act.
    struct DepthwiseConv2d16x24x32;
    impl generated::ConstShape for DepthwiseConv2d16x24x32 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_16X24X32;
    }
    /// `pointwise 16×24×32 -> 5×24×32 groups 1 +bias +prelu`
    const POINTWISE_16X24X32_TO_5X24X32: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(16, 24, 32),
            layout::Map::dense(5, 24, 32),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes pyramid1.projection_layer.cbr.2.
    struct Pointwise16x24x32To5x24x32;
    impl generated::ConstShape for Pointwise16x24x32To5x24x32 {
        type Kernel = kernel::Pointwise;
        const SHAPE: kernel::Pointwise = POINTWISE_16X24X32_TO_5X24X32;
    }
    /// `adaptive_avg_pool 5×24×32 -> 5×12×16`
    const ADAPTIVE_AVG_POOL_5X24X32_TO_5X12X16: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool::new(
        layout::Map::dense(5, 24, 32),
        layout::Map::dense(5, 12, 16),
    );
    /// Computes pyramid1.stages.1.there.
    struct AdaptiveAvgPool5x24x32To5x12x16;
    impl generated::ConstShape for AdaptiveAvgPool5x24x32To5x12x16 {
        type Kernel = kernel::AdaptiveAvgPool;
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_5X24X32_TO_5X12X16;
    }
    /// `depthwise_conv2d 5×12×16 -> 5×12×16 kernel 3 stride 1 padding 1 dilation 1 groups 5 shuffle 1`
    const DEPTHWISE_CONV2D_5X12X16: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(5, 12, 16),
            layout::Map::dense(5, 12, 16),
        )
        .kernel(3)
        .padding(1)
        .groups(5);
    /// Computes pyramid1.stages.1.
    struct DepthwiseConv2d5x12x16;
    impl generated::ConstShape for DepthwiseConv2d5x12x16 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_5X12X16;
    }
    /// `pyramid_pool 5×24×32 -> 3×24×32 branches same given 12×16 +bias`
    const PYRAMID_POOL_5X24X32_TO_3X24X32: kernel::PyramidPool = kernel::PyramidPool::new(
            layout::Map::dense(5, 24, 32),
            layout::Map::dense(3, 24, 32),
        )
        .scales(
            kernel::Scales::new(&[kernel::Scale::Same, kernel::Scale::given(12, 16)]),
        )
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias]));
    /// Computes pyramid1.merge_layer.3.
    struct PyramidPool5x24x32To3x24x32;
    impl generated::ConstShape for PyramidPool5x24x32To3x24x32 {
        type Kernel = kernel::PyramidPool;
        const SHAPE: kernel::PyramidPool = PYRAMID_POOL_5X24X32_TO_3X24X32;
    }
    /// `resize_bilinear 3×24×32 -> 3×48×64 planes`
    const RESIZE_BILINEAR_3X24X32_TO_3X48X64: kernel::ResizeBilinear = kernel::ResizeBilinear::new(
            layout::Map::dense(3, 24, 32),
            layout::Map::dense(3, 48, 64),
        )
        .layout(layout::Layout::Nchw);
    /// Computes upsample1.
    struct ResizeBilinear3x24x32To3x48x64;
    impl generated::ConstShape for ResizeBilinear3x24x32To3x48x64 {
        type Kernel = kernel::ResizeBilinear;
        const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_3X24X32_TO_3X48X64;
    }
    /// `argmax_bilinear 3×24×32 -> 1×48×64`
    const ARGMAX_BILINEAR_3X24X32_TO_1X48X64: kernel::ArgmaxBilinear = kernel::ArgmaxBilinear::new(
        layout::Map::dense(3, 24, 32),
        layout::Map::dense(1, 48, 64),
    );
    /// Computes mask of upsample1.
    struct ArgmaxBilinear3x24x32To1x48x64;
    impl generated::ConstShape for ArgmaxBilinear3x24x32To1x48x64 {
        type Kernel = kernel::ArgmaxBilinear;
        const SHAPE: kernel::ArgmaxBilinear = ARGMAX_BILINEAR_3X24X32_TO_1X48X64;
    }
    /// The tensors that the network needs.
    const PARAMETERS: &[pack::Parameter<'static>] = &[
        pack::Parameter::new("level1.conv.weight", &[16, 3, 3, 3]),
        pack::Parameter::new("level1.bn.weight", &[16]),
        pack::Parameter::new("level1.bn.bias", &[16]),
        pack::Parameter::new("level1.bn.running_mean", &[16]),
        pack::Parameter::new("level1.bn.running_var", &[16]),
        pack::Parameter::new("level1.act.weight", &[16]),
        pack::Parameter::new("level2_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.conv.weight", &[4, 4, 1, 1]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.weight", &[4]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.bias", &[4]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.running_mean", &[4]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.running_var", &[4]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.act.weight", &[4]),
        pack::Parameter::new("level2_0.eesp.spp_dw.0.conv.weight", &[4, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.spp_dw.1.conv.weight", &[4, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.spp_dw.2.conv.weight", &[4, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.spp_dw.3.conv.weight", &[4, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.weight", &[16]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.bias", &[16]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.running_mean", &[16]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.running_var", &[16]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.act.weight", &[16]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.conv.weight", &[16, 4, 1, 1]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.weight", &[16]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.bias", &[16]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_mean", &[16]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_var", &[16]),
        pack::Parameter::new("level2_0.inp_reinf.1.conv.weight", &[32, 3, 1, 1]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.weight", &[32]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.bias", &[32]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.running_mean", &[32]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.running_var", &[32]),
        pack::Parameter::new("level2_0.act.weight", &[32]),
        pack::Parameter::new("level2.0.proj_1x1.conv.weight", &[8, 8, 1, 1]),
        pack::Parameter::new("level2.0.proj_1x1.bn.weight", &[8]),
        pack::Parameter::new("level2.0.proj_1x1.bn.bias", &[8]),
        pack::Parameter::new("level2.0.proj_1x1.bn.running_mean", &[8]),
        pack::Parameter::new("level2.0.proj_1x1.bn.running_var", &[8]),
        pack::Parameter::new("level2.0.proj_1x1.act.weight", &[8]),
        pack::Parameter::new("level2.0.spp_dw.0.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level2.0.spp_dw.1.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level2.0.spp_dw.2.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level2.0.spp_dw.3.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level2.0.br_after_cat.bn.weight", &[32]),
        pack::Parameter::new("level2.0.br_after_cat.bn.bias", &[32]),
        pack::Parameter::new("level2.0.br_after_cat.bn.running_mean", &[32]),
        pack::Parameter::new("level2.0.br_after_cat.bn.running_var", &[32]),
        pack::Parameter::new("level2.0.br_after_cat.act.weight", &[32]),
        pack::Parameter::new("level2.0.conv_1x1_exp.conv.weight", &[32, 8, 1, 1]),
        pack::Parameter::new("level2.0.conv_1x1_exp.bn.weight", &[32]),
        pack::Parameter::new("level2.0.conv_1x1_exp.bn.bias", &[32]),
        pack::Parameter::new("level2.0.conv_1x1_exp.bn.running_mean", &[32]),
        pack::Parameter::new("level2.0.conv_1x1_exp.bn.running_var", &[32]),
        pack::Parameter::new("level2.0.module_act.weight", &[32]),
        pack::Parameter::new("pyramid2.projection_layer.cbr.0.weight", &[8, 32, 1, 1]),
        pack::Parameter::new("pyramid2.projection_layer.cbr.1.weight", &[8]),
        pack::Parameter::new("pyramid2.projection_layer.cbr.1.bias", &[8]),
        pack::Parameter::new("pyramid2.projection_layer.cbr.1.running_mean", &[8]),
        pack::Parameter::new("pyramid2.projection_layer.cbr.1.running_var", &[8]),
        pack::Parameter::new("pyramid2.projection_layer.cbr.2.weight", &[8]),
        pack::Parameter::new("pyramid2.stages.3.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("pyramid2.stages.4.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("pyramid2.stages.0.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("pyramid2.stages.1.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("pyramid2.stages.2.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("pyramid2.merge_layer.0.br.0.weight", &[40]),
        pack::Parameter::new("pyramid2.merge_layer.0.br.0.bias", &[40]),
        pack::Parameter::new("pyramid2.merge_layer.0.br.0.running_mean", &[40]),
        pack::Parameter::new("pyramid2.merge_layer.0.br.0.running_var", &[40]),
        pack::Parameter::new("pyramid2.merge_layer.0.br.1.weight", &[40]),
        pack::Parameter::new("pyramid2.merge_layer.2.cbr.0.weight", &[8, 5, 3, 3]),
        pack::Parameter::new("pyramid2.merge_layer.2.cbr.1.weight", &[8]),
        pack::Parameter::new("pyramid2.merge_layer.2.cbr.1.bias", &[8]),
        pack::Parameter::new("pyramid2.merge_layer.2.cbr.1.running_mean", &[8]),
        pack::Parameter::new("pyramid2.merge_layer.2.cbr.1.running_var", &[8]),
        pack::Parameter::new("pyramid2.merge_layer.2.cbr.2.weight", &[8]),
        pack::Parameter::new("pyramid2.merge_layer.3.weight", &[16, 8, 1, 1]),
        pack::Parameter::new("pyramid2.br.br.0.weight", &[16]),
        pack::Parameter::new("pyramid2.br.br.0.bias", &[16]),
        pack::Parameter::new("pyramid2.br.br.0.running_mean", &[16]),
        pack::Parameter::new("pyramid2.br.br.0.running_var", &[16]),
        pack::Parameter::new("pyramid2.br.br.1.weight", &[16]),
        pack::Parameter::new("merge2.wt_layer.1.weight", &[16, 16, 1, 1]),
        pack::Parameter::new("merge2.expansion_layer.cbr.0.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("merge2.expansion_layer.cbr.1.weight", &[16]),
        pack::Parameter::new("merge2.expansion_layer.cbr.1.bias", &[16]),
        pack::Parameter::new("merge2.expansion_layer.cbr.1.running_mean", &[16]),
        pack::Parameter::new("merge2.expansion_layer.cbr.1.running_var", &[16]),
        pack::Parameter::new("merge2.expansion_layer.cbr.2.weight", &[16]),
        pack::Parameter::new("act2.bn.weight", &[16]),
        pack::Parameter::new("act2.bn.bias", &[16]),
        pack::Parameter::new("act2.bn.running_mean", &[16]),
        pack::Parameter::new("act2.bn.running_var", &[16]),
        pack::Parameter::new("act2.act.weight", &[16]),
        pack::Parameter::new("pyramid1.projection_layer.cbr.0.weight", &[5, 16, 1, 1]),
        pack::Parameter::new("pyramid1.projection_layer.cbr.1.weight", &[5]),
        pack::Parameter::new("pyramid1.projection_layer.cbr.1.bias", &[5]),
        pack::Parameter::new("pyramid1.projection_layer.cbr.1.running_mean", &[5]),
        pack::Parameter::new("pyramid1.projection_layer.cbr.1.running_var", &[5]),
        pack::Parameter::new("pyramid1.projection_layer.cbr.2.weight", &[5]),
        pack::Parameter::new("pyramid1.stages.1.weight", &[5, 1, 3, 3]),
        pack::Parameter::new("pyramid1.stages.0.weight", &[5, 1, 3, 3]),
        pack::Parameter::new("pyramid1.merge_layer.0.br.0.weight", &[10]),
        pack::Parameter::new("pyramid1.merge_layer.0.br.0.bias", &[10]),
        pack::Parameter::new("pyramid1.merge_layer.0.br.0.running_mean", &[10]),
        pack::Parameter::new("pyramid1.merge_layer.0.br.0.running_var", &[10]),
        pack::Parameter::new("pyramid1.merge_layer.0.br.1.weight", &[10]),
        pack::Parameter::new("pyramid1.merge_layer.2.cbr.0.weight", &[5, 2, 3, 3]),
        pack::Parameter::new("pyramid1.merge_layer.2.cbr.1.weight", &[5]),
        pack::Parameter::new("pyramid1.merge_layer.2.cbr.1.bias", &[5]),
        pack::Parameter::new("pyramid1.merge_layer.2.cbr.1.running_mean", &[5]),
        pack::Parameter::new("pyramid1.merge_layer.2.cbr.1.running_var", &[5]),
        pack::Parameter::new("pyramid1.merge_layer.2.cbr.2.weight", &[5]),
        pack::Parameter::new("pyramid1.merge_layer.3.weight", &[3, 5, 1, 1]),
        pack::Parameter::new("pyramid1.merge_layer.3.bias", &[3]),
    ];
    /// The tensors that checkpoints contain but inference never reads.
    const UNUSED: &[pack::Parameter<'static>] = &[
        pack::Parameter::new("level2_0.eesp.module_act.weight", &[16]),
    ];
    /// The offset of each kernel's packed weights, and the tensors that they are packed from.
    const PACKINGS: &[(usize, pack::Packing)] = &[
        (
            0,
            pack::Packing::Conv2d(
                CONV2D_3X48X64_TO_16X24X32,
                pack::ConvTensors::new(0)
                    .norm(pack::Norm::consecutive(1, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(5)),
            ),
        ),
        (
            464,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X12X16,
                pack::ConvTensors::new(6)
                    .norm(pack::Norm::consecutive(7, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(11)),
            ),
        ),
        (
            592,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_16X24X32_TO_32X12X16,
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
            1696,
            pack::Packing::EespUnit(
                EESP_UNIT_32X12X16,
                pack::EespTensors::new(
                    pack::ConvTensors::new(38)
                        .norm(pack::Norm::consecutive(39, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(43)),
                    pack::HffTensors::new(
                        [44, 45, 46, 47],
                        pack::Norm::consecutive(48, 0.00001),
                        52,
                    ),
                    pack::ConvTensors::new(53)
                        .norm(pack::Norm::consecutive(54, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(58)),
                ),
            ),
        ),
        (
            2944,
            pack::Packing::Pointwise(
                POINTWISE_32X12X16_TO_8X12X16,
                pack::ConvTensors::new(59)
                    .norm(pack::Norm::consecutive(60, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(64)),
            ),
        ),
        (
            3232,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_8X6X8,
                pack::ConvTensors::new(65),
            ),
        ),
        (
            3376,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_8X5X5,
                pack::ConvTensors::new(66),
            ),
        ),
        (
            3520,
            pack::Packing::PyramidPool(
                PYRAMID_POOL_8X12X16_TO_16X12X16,
                pack::PyramidTensors::new(
                    [67, 68, 69, 0, 0],
                    pack::Norm::consecutive(70, 0.00001),
                    74,
                    pack::ConvTensors::new(75)
                        .norm(pack::Norm::consecutive(76, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(80)),
                    pack::ConvTensors::new(81)
                        .norm(pack::Norm::consecutive(82, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(86)),
                ),
            ),
        ),
        (5872, pack::Packing::Pointwise(POINTWISE_16X1X1, pack::ConvTensors::new(87))),
        (
            6128,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_16X24X32,
                pack::ConvTensors::new(88)
                    .norm(pack::Norm::consecutive(89, 0.00001))
                    .epilogue(
                        pack::EpilogueTensors::NONE
                            .prelu(93)
                            .affine(pack::Norm::consecutive(94, 0.00001))
                            .prelu(98),
                    ),
            ),
        ),
        (
            6352,
            pack::Packing::Pointwise(
                POINTWISE_16X24X32_TO_5X24X32,
                pack::ConvTensors::new(99)
                    .norm(pack::Norm::consecutive(100, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(104)),
            ),
        ),
        (
            6640,
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_5X12X16,
                pack::ConvTensors::new(105),
            ),
        ),
        (
            6784,
            pack::Packing::PyramidPool(
                PYRAMID_POOL_5X24X32_TO_3X24X32,
                pack::PyramidTensors::new(
                    [106, 0],
                    pack::Norm::consecutive(107, 0.00001),
                    111,
                    pack::ConvTensors::new(112)
                        .norm(pack::Norm::consecutive(113, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(117)),
                    pack::ConvTensors::new(118).bias(119),
                ),
            ),
        ),
    ];
    /// The recipe that packs the weights of a checkpoint.
    const RECIPE: pack::Recipe<'static> = pack::Recipe::new(PARAMETERS, PACKINGS, 7600)
        .unused(UNUSED);
};
