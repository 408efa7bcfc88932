/// `custom` compiled by espnet: input 1×3×96×128, `output` 1×37×1×1; 230853 parameters, 7.4 million multiply-accumulates.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Custom {
    network: ::espnet::generated::Network,
}
const _: () = {
    use ::espnet::{
        abi::{kernel, layout, pack},
        generated::{self, names::*},
    };
    #[allow(dead_code)]
    impl Custom {
        /// The network's name in its spec.
        pub const NAME: &'static str = "custom";
        /// N, C, H and W of the input.
        pub const INPUT_SHAPE: [usize; 4] = [1, 3, 96, 128];
        /// The number of floats of the input.
        pub const INPUT_LEN: usize = 36864;
        /// N, C, H and W of the output.
        pub const OUTPUT_SHAPE: [usize; 4] = [1, 37, 1, 1];
        /// The number of floats of the output.
        pub const OUTPUT_LEN: usize = 37;
        /// The names of the classes in the order of the output's channels. The list is empty if the
        /// spec has no names for this number of classes.
        pub const LABELS: [&'static str; 0] = [];
        /// The number of learned parameters in a checkpoint.
        pub const PARAMETERS: usize = 230853;
        /// The number of multiply-accumulates of the convolutions in one forward pass.
        pub const MACS: u64 = 7444080;
        /// The size of a workspace in floats.
        pub const ARENA_FLOATS: usize = 95104;
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
    impl Custom {
        /// Runs the network on one input, N×C×H×W as in
        /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns the output, which is in the
        /// workspace until its next use. Allocates nothing.
        pub fn forward<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [f32; 37] {
            generated::Network::run::<
                CustomForward,
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
        ) -> ::core::result::Result<&'w [f32; 37], ::espnet::LengthError> {
            generated::input(input, Self::INPUT_SHAPE)
                .map(|input| self.forward(input, workspace))
        }
        fn outputs(
            workspace: &generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &[f32; 37] {
            let arena = workspace.floats();
            generated::array(arena, 8064)
        }
    }
    #[allow(dead_code)]
    impl Custom {
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
            ::espnet::image::Classification,
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
        ) -> &'w [f32; 37] {
            generated::Network::run_with_threads::<
                CustomForward,
            >(&self.network, input, workspace.floats_mut(), threads);
            Self::outputs(workspace)
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
                CustomForward,
            >(&self.network, input, workspace.floats_mut(), threads)
        }
    }
    impl ::espnet::Network for Custom {
        const NAME: &'static str = Self::NAME;
        const INPUT_SHAPE: [usize; 4] = Self::INPUT_SHAPE;
        const OUTPUTS: &'static [(&'static str, [usize; 4])] = &[
            ("output", Self::OUTPUT_SHAPE),
        ];
        const LABELS: &'static [&'static str] = &Self::LABELS;
        const PREPROCESSING: ::espnet::image::Preprocessing = Self::PREPROCESSING;
        type Input = [f32; Self::INPUT_LEN];
        type Output<'w> = &'w [f32; 37];
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
    impl ::espnet::image::Predict for Custom {
        type Answer = ::espnet::image::Classification;
        fn answer(
            &self,
            input: &Self::Input,
            workspace: &mut Self::Workspace,
            threads: ::core::option::Option<&mut ::espnet::Threads>,
            answer: &mut Self::Answer,
        ) {
            let output = match threads {
                ::core::option::Option::None => self.forward(input, workspace),
                ::core::option::Option::Some(threads) => {
                    self.forward_with_threads(input, workspace, threads)
                }
            };
            ::espnet::image::Classification::rank(answer, output);
        }
    }
    /// The steps of a forward pass.
    struct CustomForward;
    impl generated::Program for CustomForward {
        fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
            const LIMITS: generated::Limits = generated::Limits::NONE
                .weights(233584)
                .input(36864)
                .arena(95104);
            const {
                &generated::Table::new(
                    LIMITS,
                    [
                        generated::Step::new::<
                            AvgPool3x96x128To3x48x64,
                        >(
                            "level2_0.image.0",
                            generated::Operands::NONE
                                .input(generated::Operand::Input)
                                .output(0..9216)
                                .scratch(9216..9346),
                        ),
                        generated::Step::new::<
                            AvgPool3x48x64To3x24x32,
                        >(
                            "level2_0.image.1",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(0..9216))
                                .output(9216..11520)
                                .scratch(11520..11586),
                        ),
                        generated::Step::new::<
                            AvgPool3x24x32To3x12x16,
                        >(
                            "level3_0.image.2",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(9216..11520))
                                .output(1088..1664)
                                .scratch(0..34),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x24x32,
                        >(
                            "level2_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(0..128)
                                .input(generated::Operand::Arena(9216..11520))
                                .output(92080..94384)
                                .scratch(0..1088),
                        ),
                        generated::Step::new::<
                            AvgPool3x12x16To3x6x8,
                        >(
                            "level4_0.image.3",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(1088..1664))
                                .output(688..832)
                                .scratch(0..18),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x12x16,
                        >(
                            "level3_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(128..256)
                                .input(generated::Operand::Arena(1088..1664))
                                .output(94384..94960)
                                .scratch(0..688),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x6x8,
                        >(
                            "level4_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(256..384)
                                .input(generated::Operand::Arena(688..832))
                                .output(94960..95104)
                                .scratch(0..688),
                        ),
                        generated::Step::new::<
                            Conv2d3x96x128To16x48x64,
                        >(
                            "level1.act",
                            generated::Operands::NONE
                                .weights(384..848)
                                .input(generated::Operand::Input)
                                .output(0..49152)
                                .scratch(49152..50322),
                        ),
                        generated::Step::new::<
                            StridedEespUnit16x48x64To48x24x32,
                        >(
                            "level2_0.act",
                            generated::Operands::NONE
                                .weights(848..2208)
                                .input(generated::Operand::Arena(0..49152))
                                .residual(generated::Operand::Arena(92080..94384))
                                .output(49152..86016)
                                .scratch(86016..92080),
                        ),
                        generated::Step::new::<
                            StridedEespUnit48x24x32To112x12x16,
                        >(
                            "level3_0.act",
                            generated::Operands::NONE
                                .weights(2208..4784)
                                .input(generated::Operand::Arena(49152..86016))
                                .residual(generated::Operand::Arena(94384..94960))
                                .output(0..21504)
                                .scratch(21504..38336),
                        ),
                        generated::Step::new::<
                            EespUnit112x12x16,
                        >(
                            "level3.0.module_act",
                            generated::Operands::NONE
                                .weights(4784..12016)
                                .output(0..21504)
                                .scratch(21504..31360),
                        ),
                        generated::Step::new::<
                            StridedEespUnit112x12x16To224x6x8,
                        >(
                            "level4_0.act",
                            generated::Operands::NONE
                                .weights(12016..20192)
                                .input(generated::Operand::Arena(0..21504))
                                .residual(generated::Operand::Arena(94960..95104))
                                .output(49152..59904)
                                .scratch(21504..32704),
                        ),
                        generated::Step::new::<
                            EespUnit224x6x8,
                        >(
                            "level4.0.module_act",
                            generated::Operands::NONE
                                .weights(20192..39968)
                                .output(49152..59904)
                                .scratch(0..15360),
                        ),
                        generated::Step::new::<
                            EespUnit224x6x8,
                        >(
                            "level4.1.module_act",
                            generated::Operands::NONE
                                .weights(39968..59744)
                                .output(49152..59904)
                                .scratch(0..15360),
                        ),
                        generated::Step::new::<
                            StridedEespUnit224x6x8To448x3x4,
                        >(
                            "level5_0.act",
                            generated::Operands::NONE
                                .weights(59744..79744)
                                .input(generated::Operand::Arena(49152..59904))
                                .output(8064..13440)
                                .scratch(0..8064),
                        ),
                        generated::Step::new::<
                            EespUnit448x3x4,
                        >(
                            "level5.0.module_act",
                            generated::Operands::NONE
                                .weights(79744..150784)
                                .output(8064..13440)
                                .scratch(49152..58048),
                        ),
                        generated::Step::new::<
                            Head448x3x4To512x1x1,
                        >(
                            "global_pool",
                            generated::Operands::NONE
                                .weights(150784..214528)
                                .input(generated::Operand::Arena(8064..13440))
                                .output(49152..49664)
                                .scratch(49664..54656),
                        ),
                        generated::Step::new::<
                            Linear512x1x1To37x1x1,
                        >(
                            "classifier",
                            generated::Operands::NONE
                                .weights(214528..233584)
                                .input(generated::Operand::Arena(49152..49664))
                                .output(8064..8101),
                        ),
                    ],
                )
            }
                .schedule()
        }
    }
    /// `avg_pool 3×96×128 -> 3×48×64 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X96X128_TO_3X48X64: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 96, 128),
            layout::Map::dense(3, 48, 64),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes level2_0.image.0.
    struct AvgPool3x96x128To3x48x64;
    impl generated::ConstShape for AvgPool3x96x128To3x48x64 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X96X128_TO_3X48X64;
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
    /// Computes level2_0.image.1.
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
    /// Computes level3_0.image.2.
    struct AvgPool3x24x32To3x12x16;
    impl generated::ConstShape for AvgPool3x24x32To3x12x16 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X24X32_TO_3X12X16;
    }
    /// `grouped_conv2d 3×24×32 -> 3×24×32 planes kernel 3 padding 1 dilation 1 groups 1 +bias +prelu`
    const GROUPED_CONV2D_3X24X32: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(3, 24, 32),
            layout::Map::dense(3, 24, 32),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes level2_0.inp_reinf.0.act.
    struct GroupedConv2d3x24x32;
    impl generated::ConstShape for GroupedConv2d3x24x32 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X24X32;
    }
    /// `avg_pool 3×12×16 -> 3×6×8 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X12X16_TO_3X6X8: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 12, 16),
            layout::Map::dense(3, 6, 8),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes level4_0.image.3.
    struct AvgPool3x12x16To3x6x8;
    impl generated::ConstShape for AvgPool3x12x16To3x6x8 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X12X16_TO_3X6X8;
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
    /// Computes level3_0.inp_reinf.0.act.
    struct GroupedConv2d3x12x16;
    impl generated::ConstShape for GroupedConv2d3x12x16 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X12X16;
    }
    /// `grouped_conv2d 3×6×8 -> 3×6×8 planes kernel 3 padding 1 dilation 1 groups 1 +bias +prelu`
    const GROUPED_CONV2D_3X6X8: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(3, 6, 8),
            layout::Map::dense(3, 6, 8),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes level4_0.inp_reinf.0.act.
    struct GroupedConv2d3x6x8;
    impl generated::ConstShape for GroupedConv2d3x6x8 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X6X8;
    }
    /// `conv2d 3×96×128 -> 16×48×64 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X96X128_TO_16X48X64: kernel::Conv2d = kernel::Conv2d::new(
            layout::Map::dense(3, 96, 128),
            layout::Map::dense(16, 48, 64),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes level1.act.
    struct Conv2d3x96x128To16x48x64;
    impl generated::ConstShape for Conv2d3x96x128To16x48x64 {
        type Kernel = kernel::Conv2d;
        const SHAPE: kernel::Conv2d = CONV2D_3X96X128_TO_16X48X64;
    }
    /// `strided_eesp_unit 16×48×64 -> 48×24×32 dilations [1, 2, 3, 4] band 1 image 3×24×32`
    const STRIDED_EESP_UNIT_16X48X64_TO_48X24X32: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(16, 48, 64),
            layout::Map::dense(48, 24, 32),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .image(::core::option::Option::Some(layout::Map::dense(3, 24, 32)));
    /// Computes level2_0.act.
    struct StridedEespUnit16x48x64To48x24x32;
    impl generated::ConstShape for StridedEespUnit16x48x64To48x24x32 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_16X48X64_TO_48X24X32;
    }
    /// `strided_eesp_unit 48×24×32 -> 112×12×16 dilations [1, 2, 3, 4] band 1 image 3×12×16`
    const STRIDED_EESP_UNIT_48X24X32_TO_112X12X16: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(48, 24, 32),
            layout::Map::dense(112, 12, 16),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .image(::core::option::Option::Some(layout::Map::dense(3, 12, 16)));
    /// Computes level3_0.act.
    struct StridedEespUnit48x24x32To112x12x16;
    impl generated::ConstShape for StridedEespUnit48x24x32To112x12x16 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_48X24X32_TO_112X12X16;
    }
    /// `eesp_unit 112×12×16 -> 112×12×16 dilations [1, 1, 2, 3] band 1 +residual`
    const EESP_UNIT_112X12X16: kernel::EespUnit = kernel::EespUnit::new(
            layout::Map::dense(112, 12, 16),
            layout::Map::dense(112, 12, 16),
        )
        .dilations(layout::Dilations::new(&[1, 1, 2, 3]))
        .residual(kernel::Residual::InPlace);
    /// Computes level3.0.module_act.
    struct EespUnit112x12x16;
    impl generated::ConstShape for EespUnit112x12x16 {
        type Kernel = kernel::EespUnit;
        const SHAPE: kernel::EespUnit = EESP_UNIT_112X12X16;
    }
    /// `strided_eesp_unit 112×12×16 -> 224×6×8 dilations [1, 1, 2, 3] band 2 image 3×6×8`
    const STRIDED_EESP_UNIT_112X12X16_TO_224X6X8: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(112, 12, 16),
            layout::Map::dense(224, 6, 8),
        )
        .dilations(layout::Dilations::new(&[1, 1, 2, 3]))
        .band(2)
        .image(::core::option::Option::Some(layout::Map::dense(3, 6, 8)));
    /// Computes level4_0.act.
    struct StridedEespUnit112x12x16To224x6x8;
    impl generated::ConstShape for StridedEespUnit112x12x16To224x6x8 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_112X12X16_TO_224X6X8;
    }
    /// `eesp_unit 224×6×8 -> 224×6×8 dilations [1, 1, 1, 2] band 6 +residual`
    const EESP_UNIT_224X6X8: kernel::EespUnit = kernel::EespUnit::new(
            layout::Map::dense(224, 6, 8),
            layout::Map::dense(224, 6, 8),
        )
        .dilations(layout::Dilations::new(&[1, 1, 1, 2]))
        .band(6)
        .residual(kernel::Residual::InPlace);
    /// Computes level4.0.module_act, level4.1.module_act.
    struct EespUnit224x6x8;
    impl generated::ConstShape for EespUnit224x6x8 {
        type Kernel = kernel::EespUnit;
        const SHAPE: kernel::EespUnit = EESP_UNIT_224X6X8;
    }
    /// `strided_eesp_unit 224×6×8 -> 448×3×4 dilations [1, 1, 1, 2] band 3`
    const STRIDED_EESP_UNIT_224X6X8_TO_448X3X4: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(224, 6, 8),
            layout::Map::dense(448, 3, 4),
        )
        .dilations(layout::Dilations::new(&[1, 1, 1, 2]))
        .band(3);
    /// Computes level5_0.act.
    struct StridedEespUnit224x6x8To448x3x4;
    impl generated::ConstShape for StridedEespUnit224x6x8To448x3x4 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_224X6X8_TO_448X3X4;
    }
    /// `eesp_unit 448×3×4 -> 448×3×4 dilations [1, 1, 1, 2] band 3 +residual`
    const EESP_UNIT_448X3X4: kernel::EespUnit = kernel::EespUnit::new(
            layout::Map::dense(448, 3, 4),
            layout::Map::dense(448, 3, 4),
        )
        .dilations(layout::Dilations::new(&[1, 1, 1, 2]))
        .band(3)
        .residual(kernel::Residual::InPlace);
    /// Computes level5.0.module_act.
    struct EespUnit448x3x4;
    impl generated::ConstShape for EespUnit448x3x4 {
        type Kernel = kernel::EespUnit;
        const SHAPE: kernel::EespUnit = EESP_UNIT_448X3X4;
    }
    /// `hff 448×3×4 -> 448×3×4 dilations [1] stride 1`
    const HFF_448X3X4: kernel::Hff = kernel::Hff::new(
        layout::Map::dense(448, 3, 4),
        layout::Map::dense(448, 3, 4),
    );
    /// `pointwise 448×3×4 -> 512×3×4 groups 4 +bias +prelu`
    const POINTWISE_448X3X4_TO_512X3X4: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(448, 3, 4),
            layout::Map::dense(512, 3, 4),
        )
        .groups(4)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// `head 448×3×4 -> 512×1×1 groups 4 +bias +prelu`
    const HEAD_448X3X4_TO_512X1X1: kernel::Head = kernel::Head::new(
        HFF_448X3X4,
        POINTWISE_448X3X4_TO_512X3X4,
    );
    /// Computes global_pool.
    struct Head448x3x4To512x1x1;
    impl generated::ConstShape for Head448x3x4To512x1x1 {
        type Kernel = kernel::Head;
        const SHAPE: kernel::Head = HEAD_448X3X4_TO_512X1X1;
    }
    /// `linear 512×1×1 -> 37×1×1 +bias`
    const LINEAR_512X1X1_TO_37X1X1: kernel::Linear = kernel::Linear::new(
            layout::Map::dense(512, 1, 1),
            layout::Map::dense(37, 1, 1),
        )
        .bias(true);
    /// Computes classifier.
    struct Linear512x1x1To37x1x1;
    impl generated::ConstShape for Linear512x1x1To37x1x1 {
        type Kernel = kernel::Linear;
        const SHAPE: kernel::Linear = LINEAR_512X1X1_TO_37X1X1;
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
        pack::Parameter::new("level2_0.eesp.proj_1x1.conv.weight", &[8, 4, 1, 1]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.weight", &[8]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.bias", &[8]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.running_mean", &[8]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.bn.running_var", &[8]),
        pack::Parameter::new("level2_0.eesp.proj_1x1.act.weight", &[8]),
        pack::Parameter::new("level2_0.eesp.spp_dw.0.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.spp_dw.1.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.spp_dw.2.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.spp_dw.3.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.weight", &[32]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.bias", &[32]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.running_mean", &[32]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.bn.running_var", &[32]),
        pack::Parameter::new("level2_0.eesp.br_after_cat.act.weight", &[32]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.conv.weight", &[32, 8, 1, 1]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.weight", &[32]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.bias", &[32]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_mean", &[32]),
        pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_var", &[32]),
        pack::Parameter::new("level2_0.inp_reinf.1.conv.weight", &[48, 3, 1, 1]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.weight", &[48]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.bias", &[48]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.running_mean", &[48]),
        pack::Parameter::new("level2_0.inp_reinf.1.bn.running_var", &[48]),
        pack::Parameter::new("level2_0.act.weight", &[48]),
        pack::Parameter::new("level3_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("level3_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("level3_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("level3_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("level3_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("level3_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.conv.weight", &[16, 12, 1, 1]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.bn.weight", &[16]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.bn.bias", &[16]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.bn.running_mean", &[16]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.bn.running_var", &[16]),
        pack::Parameter::new("level3_0.eesp.proj_1x1.act.weight", &[16]),
        pack::Parameter::new("level3_0.eesp.spp_dw.0.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3_0.eesp.spp_dw.1.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3_0.eesp.spp_dw.2.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3_0.eesp.spp_dw.3.conv.weight", &[16, 1, 3, 3]),
        pack::Parameter::new("level3_0.eesp.br_after_cat.bn.weight", &[64]),
        pack::Parameter::new("level3_0.eesp.br_after_cat.bn.bias", &[64]),
        pack::Parameter::new("level3_0.eesp.br_after_cat.bn.running_mean", &[64]),
        pack::Parameter::new("level3_0.eesp.br_after_cat.bn.running_var", &[64]),
        pack::Parameter::new("level3_0.eesp.br_after_cat.act.weight", &[64]),
        pack::Parameter::new("level3_0.eesp.conv_1x1_exp.conv.weight", &[64, 16, 1, 1]),
        pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.weight", &[64]),
        pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.bias", &[64]),
        pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.running_mean", &[64]),
        pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.running_var", &[64]),
        pack::Parameter::new("level3_0.inp_reinf.1.conv.weight", &[112, 3, 1, 1]),
        pack::Parameter::new("level3_0.inp_reinf.1.bn.weight", &[112]),
        pack::Parameter::new("level3_0.inp_reinf.1.bn.bias", &[112]),
        pack::Parameter::new("level3_0.inp_reinf.1.bn.running_mean", &[112]),
        pack::Parameter::new("level3_0.inp_reinf.1.bn.running_var", &[112]),
        pack::Parameter::new("level3_0.act.weight", &[112]),
        pack::Parameter::new("level3.0.proj_1x1.conv.weight", &[28, 28, 1, 1]),
        pack::Parameter::new("level3.0.proj_1x1.bn.weight", &[28]),
        pack::Parameter::new("level3.0.proj_1x1.bn.bias", &[28]),
        pack::Parameter::new("level3.0.proj_1x1.bn.running_mean", &[28]),
        pack::Parameter::new("level3.0.proj_1x1.bn.running_var", &[28]),
        pack::Parameter::new("level3.0.proj_1x1.act.weight", &[28]),
        pack::Parameter::new("level3.0.spp_dw.0.conv.weight", &[28, 1, 3, 3]),
        pack::Parameter::new("level3.0.spp_dw.1.conv.weight", &[28, 1, 3, 3]),
        pack::Parameter::new("level3.0.spp_dw.2.conv.weight", &[28, 1, 3, 3]),
        pack::Parameter::new("level3.0.spp_dw.3.conv.weight", &[28, 1, 3, 3]),
        pack::Parameter::new("level3.0.br_after_cat.bn.weight", &[112]),
        pack::Parameter::new("level3.0.br_after_cat.bn.bias", &[112]),
        pack::Parameter::new("level3.0.br_after_cat.bn.running_mean", &[112]),
        pack::Parameter::new("level3.0.br_after_cat.bn.running_var", &[112]),
        pack::Parameter::new("level3.0.br_after_cat.act.weight", &[112]),
        pack::Parameter::new("level3.0.conv_1x1_exp.conv.weight", &[112, 28, 1, 1]),
        pack::Parameter::new("level3.0.conv_1x1_exp.bn.weight", &[112]),
        pack::Parameter::new("level3.0.conv_1x1_exp.bn.bias", &[112]),
        pack::Parameter::new("level3.0.conv_1x1_exp.bn.running_mean", &[112]),
        pack::Parameter::new("level3.0.conv_1x1_exp.bn.running_var", &[112]),
        pack::Parameter::new("level3.0.module_act.weight", &[112]),
        pack::Parameter::new("level4_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("level4_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("level4_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("level4_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("level4_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("level4_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.conv.weight", &[28, 28, 1, 1]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.weight", &[28]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.bias", &[28]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.running_mean", &[28]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.running_var", &[28]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.act.weight", &[28]),
        pack::Parameter::new("level4_0.eesp.spp_dw.0.conv.weight", &[28, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.spp_dw.1.conv.weight", &[28, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.spp_dw.2.conv.weight", &[28, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.spp_dw.3.conv.weight", &[28, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.weight", &[112]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.bias", &[112]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.running_mean", &[112]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.running_var", &[112]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.act.weight", &[112]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.conv.weight", &[112, 28, 1, 1]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.weight", &[112]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.bias", &[112]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_mean", &[112]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_var", &[112]),
        pack::Parameter::new("level4_0.inp_reinf.1.conv.weight", &[224, 3, 1, 1]),
        pack::Parameter::new("level4_0.inp_reinf.1.bn.weight", &[224]),
        pack::Parameter::new("level4_0.inp_reinf.1.bn.bias", &[224]),
        pack::Parameter::new("level4_0.inp_reinf.1.bn.running_mean", &[224]),
        pack::Parameter::new("level4_0.inp_reinf.1.bn.running_var", &[224]),
        pack::Parameter::new("level4_0.act.weight", &[224]),
        pack::Parameter::new("level4.0.proj_1x1.conv.weight", &[56, 56, 1, 1]),
        pack::Parameter::new("level4.0.proj_1x1.bn.weight", &[56]),
        pack::Parameter::new("level4.0.proj_1x1.bn.bias", &[56]),
        pack::Parameter::new("level4.0.proj_1x1.bn.running_mean", &[56]),
        pack::Parameter::new("level4.0.proj_1x1.bn.running_var", &[56]),
        pack::Parameter::new("level4.0.proj_1x1.act.weight", &[56]),
        pack::Parameter::new("level4.0.spp_dw.0.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level4.0.spp_dw.1.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level4.0.spp_dw.2.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level4.0.spp_dw.3.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level4.0.br_after_cat.bn.weight", &[224]),
        pack::Parameter::new("level4.0.br_after_cat.bn.bias", &[224]),
        pack::Parameter::new("level4.0.br_after_cat.bn.running_mean", &[224]),
        pack::Parameter::new("level4.0.br_after_cat.bn.running_var", &[224]),
        pack::Parameter::new("level4.0.br_after_cat.act.weight", &[224]),
        pack::Parameter::new("level4.0.conv_1x1_exp.conv.weight", &[224, 56, 1, 1]),
        pack::Parameter::new("level4.0.conv_1x1_exp.bn.weight", &[224]),
        pack::Parameter::new("level4.0.conv_1x1_exp.bn.bias", &[224]),
        pack::Parameter::new("level4.0.conv_1x1_exp.bn.running_mean", &[224]),
        pack::Parameter::new("level4.0.conv_1x1_exp.bn.running_var", &[224]),
        pack::Parameter::new("level4.0.module_act.weight", &[224]),
        pack::Parameter::new("level4.1.proj_1x1.conv.weight", &[56, 56, 1, 1]),
        pack::Parameter::new("level4.1.proj_1x1.bn.weight", &[56]),
        pack::Parameter::new("level4.1.proj_1x1.bn.bias", &[56]),
        pack::Parameter::new("level4.1.proj_1x1.bn.running_mean", &[56]),
        pack::Parameter::new("level4.1.proj_1x1.bn.running_var", &[56]),
        pack::Parameter::new("level4.1.proj_1x1.act.weight", &[56]),
        pack::Parameter::new("level4.1.spp_dw.0.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level4.1.spp_dw.1.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level4.1.spp_dw.2.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level4.1.spp_dw.3.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level4.1.br_after_cat.bn.weight", &[224]),
        pack::Parameter::new("level4.1.br_after_cat.bn.bias", &[224]),
        pack::Parameter::new("level4.1.br_after_cat.bn.running_mean", &[224]),
        pack::Parameter::new("level4.1.br_after_cat.bn.running_var", &[224]),
        pack::Parameter::new("level4.1.br_after_cat.act.weight", &[224]),
        pack::Parameter::new("level4.1.conv_1x1_exp.conv.weight", &[224, 56, 1, 1]),
        pack::Parameter::new("level4.1.conv_1x1_exp.bn.weight", &[224]),
        pack::Parameter::new("level4.1.conv_1x1_exp.bn.bias", &[224]),
        pack::Parameter::new("level4.1.conv_1x1_exp.bn.running_mean", &[224]),
        pack::Parameter::new("level4.1.conv_1x1_exp.bn.running_var", &[224]),
        pack::Parameter::new("level4.1.module_act.weight", &[224]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.conv.weight", &[56, 56, 1, 1]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.bn.weight", &[56]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.bn.bias", &[56]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.bn.running_mean", &[56]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.bn.running_var", &[56]),
        pack::Parameter::new("level5_0.eesp.proj_1x1.act.weight", &[56]),
        pack::Parameter::new("level5_0.eesp.spp_dw.0.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level5_0.eesp.spp_dw.1.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level5_0.eesp.spp_dw.2.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level5_0.eesp.spp_dw.3.conv.weight", &[56, 1, 3, 3]),
        pack::Parameter::new("level5_0.eesp.br_after_cat.bn.weight", &[224]),
        pack::Parameter::new("level5_0.eesp.br_after_cat.bn.bias", &[224]),
        pack::Parameter::new("level5_0.eesp.br_after_cat.bn.running_mean", &[224]),
        pack::Parameter::new("level5_0.eesp.br_after_cat.bn.running_var", &[224]),
        pack::Parameter::new("level5_0.eesp.br_after_cat.act.weight", &[224]),
        pack::Parameter::new("level5_0.eesp.conv_1x1_exp.conv.weight", &[224, 56, 1, 1]),
        pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.weight", &[224]),
        pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.bias", &[224]),
        pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.running_mean", &[224]),
        pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.running_var", &[224]),
        pack::Parameter::new("level5_0.act.weight", &[448]),
        pack::Parameter::new("level5.0.proj_1x1.conv.weight", &[112, 112, 1, 1]),
        pack::Parameter::new("level5.0.proj_1x1.bn.weight", &[112]),
        pack::Parameter::new("level5.0.proj_1x1.bn.bias", &[112]),
        pack::Parameter::new("level5.0.proj_1x1.bn.running_mean", &[112]),
        pack::Parameter::new("level5.0.proj_1x1.bn.running_var", &[112]),
        pack::Parameter::new("level5.0.proj_1x1.act.weight", &[112]),
        pack::Parameter::new("level5.0.spp_dw.0.conv.weight", &[112, 1, 3, 3]),
        pack::Parameter::new("level5.0.spp_dw.1.conv.weight", &[112, 1, 3, 3]),
        pack::Parameter::new("level5.0.spp_dw.2.conv.weight", &[112, 1, 3, 3]),
        pack::Parameter::new("level5.0.spp_dw.3.conv.weight", &[112, 1, 3, 3]),
        pack::Parameter::new("level5.0.br_after_cat.bn.weight", &[448]),
        pack::Parameter::new("level5.0.br_after_cat.bn.bias", &[448]),
        pack::Parameter::new("level5.0.br_after_cat.bn.running_mean", &[448]),
        pack::Parameter::new("level5.0.br_after_cat.bn.running_var", &[448]),
        pack::Parameter::new("level5.0.br_after_cat.act.weight", &[448]),
        pack::Parameter::new("level5.0.conv_1x1_exp.conv.weight", &[448, 112, 1, 1]),
        pack::Parameter::new("level5.0.conv_1x1_exp.bn.weight", &[448]),
        pack::Parameter::new("level5.0.conv_1x1_exp.bn.bias", &[448]),
        pack::Parameter::new("level5.0.conv_1x1_exp.bn.running_mean", &[448]),
        pack::Parameter::new("level5.0.conv_1x1_exp.bn.running_var", &[448]),
        pack::Parameter::new("level5.0.module_act.weight", &[448]),
        pack::Parameter::new("level5.1.conv.weight", &[448, 1, 3, 3]),
        pack::Parameter::new("level5.1.bn.weight", &[448]),
        pack::Parameter::new("level5.1.bn.bias", &[448]),
        pack::Parameter::new("level5.1.bn.running_mean", &[448]),
        pack::Parameter::new("level5.1.bn.running_var", &[448]),
        pack::Parameter::new("level5.1.act.weight", &[448]),
        pack::Parameter::new("level5.2.conv.weight", &[512, 112, 1, 1]),
        pack::Parameter::new("level5.2.bn.weight", &[512]),
        pack::Parameter::new("level5.2.bn.bias", &[512]),
        pack::Parameter::new("level5.2.bn.running_mean", &[512]),
        pack::Parameter::new("level5.2.bn.running_var", &[512]),
        pack::Parameter::new("level5.2.act.weight", &[512]),
        pack::Parameter::new("classifier.weight", &[37, 512]),
        pack::Parameter::new("classifier.bias", &[37]),
    ];
    /// The tensors that checkpoints contain but inference never reads.
    const UNUSED: &[pack::Parameter<'static>] = &[
        pack::Parameter::new("level2_0.eesp.module_act.weight", &[32]),
        pack::Parameter::new("level3_0.eesp.module_act.weight", &[64]),
        pack::Parameter::new("level4_0.eesp.module_act.weight", &[112]),
        pack::Parameter::new("level5_0.eesp.module_act.weight", &[224]),
        pack::Parameter::new("level5_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("level5_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("level5_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("level5_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("level5_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("level5_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new("level5_0.inp_reinf.1.conv.weight", &[448, 3, 1, 1]),
        pack::Parameter::new("level5_0.inp_reinf.1.bn.weight", &[448]),
        pack::Parameter::new("level5_0.inp_reinf.1.bn.bias", &[448]),
        pack::Parameter::new("level5_0.inp_reinf.1.bn.running_mean", &[448]),
        pack::Parameter::new("level5_0.inp_reinf.1.bn.running_var", &[448]),
    ];
    /// The offset of each kernel's packed weights, and the tensors that they are packed from.
    const PACKINGS: &[(usize, pack::Packing)] = &[
        (
            0,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X24X32,
                pack::ConvTensors::new(6)
                    .norm(pack::Norm::consecutive(7, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(11)),
            ),
        ),
        (
            128,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X12X16,
                pack::ConvTensors::new(38)
                    .norm(pack::Norm::consecutive(39, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(43)),
            ),
        ),
        (
            256,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X6X8,
                pack::ConvTensors::new(91)
                    .norm(pack::Norm::consecutive(92, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(96)),
            ),
        ),
        (
            384,
            pack::Packing::Conv2d(
                CONV2D_3X96X128_TO_16X48X64,
                pack::ConvTensors::new(0)
                    .norm(pack::Norm::consecutive(1, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(5)),
            ),
        ),
        (
            848,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_16X48X64_TO_48X24X32,
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
            2208,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_48X24X32_TO_112X12X16,
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
            4784,
            pack::Packing::EespUnit(
                EESP_UNIT_112X12X16,
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
            12016,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_112X12X16_TO_224X6X8,
                pack::StridedEespTensors::new(
                        pack::ConvTensors::new(97)
                            .norm(pack::Norm::consecutive(98, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(102)),
                        pack::HffTensors::new(
                            [103, 104, 105, 106],
                            pack::Norm::consecutive(107, 0.00001),
                            111,
                        ),
                        pack::ConvTensors::new(112)
                            .norm(pack::Norm::consecutive(113, 0.00001)),
                        122,
                    )
                    .shortcut(
                        pack::ConvTensors::new(117)
                            .norm(pack::Norm::consecutive(118, 0.00001)),
                    ),
            ),
        ),
        (
            20192,
            pack::Packing::EespUnit(
                EESP_UNIT_224X6X8,
                pack::EespTensors::new(
                    pack::ConvTensors::new(123)
                        .norm(pack::Norm::consecutive(124, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(128)),
                    pack::HffTensors::new(
                        [129, 130, 131, 132],
                        pack::Norm::consecutive(133, 0.00001),
                        137,
                    ),
                    pack::ConvTensors::new(138)
                        .norm(pack::Norm::consecutive(139, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(143)),
                ),
            ),
        ),
        (
            39968,
            pack::Packing::EespUnit(
                EESP_UNIT_224X6X8,
                pack::EespTensors::new(
                    pack::ConvTensors::new(144)
                        .norm(pack::Norm::consecutive(145, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(149)),
                    pack::HffTensors::new(
                        [150, 151, 152, 153],
                        pack::Norm::consecutive(154, 0.00001),
                        158,
                    ),
                    pack::ConvTensors::new(159)
                        .norm(pack::Norm::consecutive(160, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(164)),
                ),
            ),
        ),
        (
            59744,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_224X6X8_TO_448X3X4,
                pack::StridedEespTensors::new(
                    pack::ConvTensors::new(165)
                        .norm(pack::Norm::consecutive(166, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(170)),
                    pack::HffTensors::new(
                        [171, 172, 173, 174],
                        pack::Norm::consecutive(175, 0.00001),
                        179,
                    ),
                    pack::ConvTensors::new(180)
                        .norm(pack::Norm::consecutive(181, 0.00001)),
                    185,
                ),
            ),
        ),
        (
            79744,
            pack::Packing::EespUnit(
                EESP_UNIT_448X3X4,
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
            150784,
            pack::Packing::Hff(
                HFF_448X3X4,
                pack::HffTensors::new([207], pack::Norm::consecutive(208, 0.00001), 212),
            ),
        ),
        (
            156160,
            pack::Packing::Pointwise(
                POINTWISE_448X3X4_TO_512X3X4,
                pack::ConvTensors::new(213)
                    .norm(pack::Norm::consecutive(214, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(218)),
            ),
        ),
        (
            214528,
            pack::Packing::Linear(
                LINEAR_512X1X1_TO_37X1X1,
                pack::LinearTensors::new(219)
                    .bias(220)
                    .features(
                        pack::ConvTensors::new(213)
                            .norm(pack::Norm::consecutive(214, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(218)),
                    ),
            ),
        ),
    ];
    /// The recipe that packs the weights of a checkpoint.
    const RECIPE: pack::Recipe<'static> = pack::Recipe::new(PARAMETERS, PACKINGS, 233584)
        .unused(UNUSED);
};
