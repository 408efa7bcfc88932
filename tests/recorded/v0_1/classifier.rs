/// `classifier` compiled by espnet: input 1×3×144×128, `classifier` 1×5×1×1; 19003 parameters, 4.2 million multiply-accumulates.
#[derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct Classifier {
    network: ::espnet::generated::Network,
}
const _: () = {
    use ::espnet::{
        abi::{kernel, layout, pack},
        generated::{self, names::*},
    };
    #[allow(dead_code)]
    impl Classifier {
        /// The network's name in its spec.
        pub const NAME: &'static str = "classifier";
        /// N, C, H and W of the input.
        pub const INPUT_SHAPE: [usize; 4] = [1, 3, 144, 128];
        /// The number of floats of the input.
        pub const INPUT_LEN: usize = 55296;
        /// N, C, H and W of the output.
        pub const OUTPUT_SHAPE: [usize; 4] = [1, 5, 1, 1];
        /// The number of floats of the output.
        pub const OUTPUT_LEN: usize = 5;
        /// The names of the classes in the order of the output's channels. The list is empty if the
        /// spec has no names for this number of classes.
        pub const LABELS: [&'static str; 0] = [];
        /// The number of learned parameters in a checkpoint.
        pub const PARAMETERS: usize = 19003;
        /// The number of multiply-accumulates of the convolutions in one forward pass.
        pub const MACS: u64 = 4229632;
        /// The size of a workspace in floats.
        pub const ARENA_FLOATS: usize = 71232;
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
    impl Classifier {
        /// Runs the network on one input, N×C×H×W as in
        /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns the output, which is in the
        /// workspace until its next use. Allocates nothing.
        pub fn forward<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [f32; 5] {
            generated::Network::run::<
                ClassifierForward,
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
        ) -> ::core::result::Result<&'w [f32; 5], ::espnet::LengthError> {
            generated::input(input, Self::INPUT_SHAPE)
                .map(|input| self.forward(input, workspace))
        }
        fn outputs(
            workspace: &generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &[f32; 5] {
            let arena = workspace.floats();
            generated::array(arena, 0)
        }
    }
    #[allow(dead_code)]
    impl Classifier {
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
        ) -> &'w [f32; 5] {
            generated::Network::run_with_threads::<
                ClassifierForward,
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
                ClassifierForward,
            >(&self.network, input, workspace.floats_mut(), threads)
        }
    }
    impl ::espnet::Network for Classifier {
        const NAME: &'static str = Self::NAME;
        const INPUT_SHAPE: [usize; 4] = Self::INPUT_SHAPE;
        const OUTPUTS: &'static [(&'static str, [usize; 4])] = &[
            ("classifier", Self::OUTPUT_SHAPE),
        ];
        const LABELS: &'static [&'static str] = &Self::LABELS;
        const PREPROCESSING: ::espnet::image::Preprocessing = Self::PREPROCESSING;
        type Input = [f32; Self::INPUT_LEN];
        type Output<'w> = &'w [f32; 5];
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
    impl ::espnet::image::Predict for Classifier {
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
    struct ClassifierForward;
    impl generated::Program for ClassifierForward {
        fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
            const LIMITS: generated::Limits = generated::Limits::NONE
                .weights(21328)
                .input(55296)
                .arena(71232);
            const {
                &generated::Table::new(
                    LIMITS,
                    [
                        generated::Step::new::<
                            AvgPool3x144x128To3x72x64,
                        >(
                            "level2_0.image.0",
                            generated::Operands::NONE
                                .input(generated::Operand::Input)
                                .output(0..13824)
                                .scratch(13824..13954),
                        ),
                        generated::Step::new::<
                            AvgPool3x72x64To3x36x32,
                        >(
                            "level2_0.image.1",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(0..13824))
                                .output(13824..17280)
                                .scratch(17280..17346),
                        ),
                        generated::Step::new::<
                            GroupedConv2d3x36x32,
                        >(
                            "level2_0.inp_reinf.0.act",
                            generated::Operands::NONE
                                .weights(0..128)
                                .input(generated::Operand::Arena(13824..17280))
                                .output(67776..71232)
                                .scratch(0..1088),
                        ),
                        generated::Step::new::<
                            StemUnit3x144x128To32x36x32,
                        >(
                            "level2_0.act",
                            generated::Operands::NONE
                                .weights(128..1696)
                                .input(generated::Operand::Input)
                                .residual(generated::Operand::Arena(67776..71232))
                                .output(0..36864)
                                .scratch(36864..67776),
                        ),
                        generated::Step::new::<
                            EespUnit32x36x32,
                        >(
                            "level2.0.module_act",
                            generated::Operands::NONE
                                .weights(1696..2944)
                                .output(0..36864)
                                .scratch(36864..49440),
                        ),
                        generated::Step::new::<
                            AvgPool32x36x32To32x18x16,
                        >(
                            "pooled",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(0..36864))
                                .output(36864..46080),
                        ),
                        generated::Step::new::<
                            ChannelShuffle32x18x16,
                        >(
                            "shuffled",
                            generated::Operands::NONE
                                .input(generated::Operand::Arena(36864..46080))
                                .output(0..9216),
                        ),
                        generated::Step::new::<
                            DepthwiseConv2d32x18x16,
                        >(
                            "sum_act.act",
                            generated::Operands::NONE
                                .weights(2944..3392)
                                .input(generated::Operand::Arena(0..9216))
                                .residual(generated::Operand::Arena(0..9216))
                                .output(36864..46080)
                                .scratch(9216..11376),
                        ),
                        generated::Step::new::<
                            GroupedConv2d32x18x16,
                        >(
                            "grouped.act",
                            generated::Operands::NONE
                                .weights(3392..3968)
                                .input(generated::Operand::Arena(36864..46080))
                                .output(9216..18432)
                                .scratch(18432..23552),
                        ),
                        generated::Step::new::<
                            Elementwise9216x1x1,
                        >(
                            "product",
                            generated::Operands::NONE
                                .gate(generated::Operand::Arena(0..9216))
                                .output(9216..18432),
                        ),
                        generated::Step::new::<
                            Conv2d32x18x16To32x9x8,
                        >(
                            "dense.conv",
                            generated::Operands::NONE
                                .weights(3968..13216)
                                .input(generated::Operand::Arena(9216..18432))
                                .output(0..2304)
                                .scratch(2304..4032),
                        ),
                        generated::Step::new::<
                            StridedEespUnit32x9x8To64x5x4,
                        >(
                            "level4_0.act",
                            generated::Operands::NONE
                                .weights(13216..14496)
                                .input(generated::Operand::Arena(0..2304))
                                .output(9216..10496)
                                .scratch(2304..3488),
                        ),
                        generated::Step::new::<
                            Head64x5x4To128x1x1,
                        >(
                            "global_pool",
                            generated::Operands::NONE
                                .weights(14496..19616)
                                .input(generated::Operand::Arena(9216..10496))
                                .output(3152..3280)
                                .scratch(0..3152),
                        ),
                        generated::Step::new::<
                            Linear128x1x1To5x1x1,
                        >(
                            "classifier",
                            generated::Operands::NONE
                                .weights(19616..21328)
                                .input(generated::Operand::Arena(3152..3280))
                                .output(0..5),
                        ),
                    ],
                )
            }
                .schedule()
        }
    }
    /// `avg_pool 3×144×128 -> 3×72×64 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X144X128_TO_3X72X64: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 144, 128),
            layout::Map::dense(3, 72, 64),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes level2_0.image.0.
    struct AvgPool3x144x128To3x72x64;
    impl generated::ConstShape for AvgPool3x144x128To3x72x64 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X144X128_TO_3X72X64;
    }
    /// `avg_pool 3×72×64 -> 3×36×32 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X72X64_TO_3X36X32: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(3, 72, 64),
            layout::Map::dense(3, 36, 32),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes level2_0.image.1.
    struct AvgPool3x72x64To3x36x32;
    impl generated::ConstShape for AvgPool3x72x64To3x36x32 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_3X72X64_TO_3X36X32;
    }
    /// `grouped_conv2d 3×36×32 -> 3×36×32 planes kernel 3 padding 1 dilation 1 groups 1 +bias +prelu`
    const GROUPED_CONV2D_3X36X32: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(3, 36, 32),
            layout::Map::dense(3, 36, 32),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// Computes level2_0.inp_reinf.0.act.
    struct GroupedConv2d3x36x32;
    impl generated::ConstShape for GroupedConv2d3x36x32 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_3X36X32;
    }
    /// `conv2d 3×144×128 -> 16×72×64 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X144X128_TO_16X72X64: kernel::Conv2d = kernel::Conv2d::new(
            layout::Map::dense(3, 144, 128),
            layout::Map::dense(16, 72, 64),
        )
        .layout(layout::Layout::Nchw)
        .kernel(3)
        .stride(2)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// `strided_eesp_unit 16×72×64 -> 32×36×32 dilations [1, 2, 3, 4] band 1 image 3×36×32`
    const STRIDED_EESP_UNIT_16X72X64_TO_32X36X32: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(16, 72, 64),
            layout::Map::dense(32, 36, 32),
        )
        .dilations(layout::Dilations::new(&[1, 2, 3, 4]))
        .image(::core::option::Option::Some(layout::Map::dense(3, 36, 32)));
    /// `conv2d 3×144×128 -> 16×72×64 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu then strided_eesp_unit 16×72×64 -> 32×36×32 dilations [1, 2, 3, 4] band 1 image 3×36×32`
    const STEM_UNIT_3X144X128_TO_32X36X32: kernel::StemUnit = kernel::StemUnit::new(
        CONV2D_3X144X128_TO_16X72X64,
        STRIDED_EESP_UNIT_16X72X64_TO_32X36X32,
    );
    /// Computes level2_0.act.
    struct StemUnit3x144x128To32x36x32;
    impl generated::ConstShape for StemUnit3x144x128To32x36x32 {
        type Kernel = kernel::StemUnit;
        const SHAPE: kernel::StemUnit = STEM_UNIT_3X144X128_TO_32X36X32;
    }
    /// `eesp_unit 32×36×32 -> 32×36×32 dilations [1, 1, 2, 3] band 1 +residual`
    const EESP_UNIT_32X36X32: kernel::EespUnit = kernel::EespUnit::new(
            layout::Map::dense(32, 36, 32),
            layout::Map::dense(32, 36, 32),
        )
        .dilations(layout::Dilations::new(&[1, 1, 2, 3]))
        .residual(kernel::Residual::InPlace);
    /// Computes level2.0.module_act.
    struct EespUnit32x36x32;
    impl generated::ConstShape for EespUnit32x36x32 {
        type Kernel = kernel::EespUnit;
        const SHAPE: kernel::EespUnit = EESP_UNIT_32X36X32;
    }
    /// `avg_pool 32×36×32 -> 32×18×16 kernel 3 stride 2 padding 1`
    const AVG_POOL_32X36X32_TO_32X18X16: kernel::AvgPool = kernel::AvgPool::new(
            layout::Map::dense(32, 36, 32),
            layout::Map::dense(32, 18, 16),
        )
        .kernel(3)
        .stride(2)
        .padding(1);
    /// Computes pooled.
    struct AvgPool32x36x32To32x18x16;
    impl generated::ConstShape for AvgPool32x36x32To32x18x16 {
        type Kernel = kernel::AvgPool;
        const SHAPE: kernel::AvgPool = AVG_POOL_32X36X32_TO_32X18X16;
    }
    /// `channel_shuffle 32×18×16 -> 32×18×16 groups 4`
    const CHANNEL_SHUFFLE_32X18X16: kernel::ChannelShuffle = kernel::ChannelShuffle::new(
            layout::Map::dense(32, 18, 16),
            layout::Map::dense(32, 18, 16),
        )
        .groups(4);
    /// Computes shuffled.
    struct ChannelShuffle32x18x16;
    impl generated::ConstShape for ChannelShuffle32x18x16 {
        type Kernel = kernel::ChannelShuffle;
        const SHAPE: kernel::ChannelShuffle = CHANNEL_SHUFFLE_32X18X16;
    }
    /// `depthwise_conv2d 32×18×16 -> 32×18×16 kernel 3 stride 1 padding 2 dilation 2 groups 32 shuffle 1 +bias +prelu +residual +affine +prelu`
    const DEPTHWISE_CONV2D_32X18X16: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d::new(
            layout::Map::dense(32, 18, 16),
            layout::Map::dense(32, 18, 16),
        )
        .kernel(3)
        .padding(2)
        .dilation(2)
        .groups(32)
        .epilogue(
            kernel::Epilogue::new(
                &[
                    kernel::Stage::Bias,
                    kernel::Stage::Prelu,
                    kernel::Stage::add(kernel::Residual::map(32)),
                    kernel::Stage::Affine,
                    kernel::Stage::Prelu,
                ],
            ),
        );
    /// Computes sum_act.act.
    struct DepthwiseConv2d32x18x16;
    impl generated::ConstShape for DepthwiseConv2d32x18x16 {
        type Kernel = kernel::DepthwiseConv2d;
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_32X18X16;
    }
    /// `grouped_conv2d 32×18×16 -> 32×18×16 kernel 3 padding 1 dilation 1 groups 16 +sigmoid`
    const GROUPED_CONV2D_32X18X16: kernel::GroupedConv2d = kernel::GroupedConv2d::new(
            layout::Map::dense(32, 18, 16),
            layout::Map::dense(32, 18, 16),
        )
        .kernel(3)
        .padding(1)
        .groups(16)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Sigmoid]));
    /// Computes grouped.act.
    struct GroupedConv2d32x18x16;
    impl generated::ConstShape for GroupedConv2d32x18x16 {
        type Kernel = kernel::GroupedConv2d;
        const SHAPE: kernel::GroupedConv2d = GROUPED_CONV2D_32X18X16;
    }
    /// `elementwise 9216×1×1 -> 9216×1×1 +gate`
    const ELEMENTWISE_9216X1X1: kernel::Elementwise = kernel::Elementwise::new(
            layout::Map::dense(9216, 1, 1),
            layout::Map::dense(9216, 1, 1),
        )
        .in_place(true)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Gate]));
    /// Computes product.
    struct Elementwise9216x1x1;
    impl generated::ConstShape for Elementwise9216x1x1 {
        type Kernel = kernel::Elementwise;
        const SHAPE: kernel::Elementwise = ELEMENTWISE_9216X1X1;
    }
    /// `conv2d 32×18×16 -> 32×9×8 kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias`
    const CONV2D_32X18X16_TO_32X9X8: kernel::Conv2d = kernel::Conv2d::new(
            layout::Map::dense(32, 18, 16),
            layout::Map::dense(32, 9, 8),
        )
        .kernel(3)
        .stride(2)
        .padding(1)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias]));
    /// Computes dense.conv.
    struct Conv2d32x18x16To32x9x8;
    impl generated::ConstShape for Conv2d32x18x16To32x9x8 {
        type Kernel = kernel::Conv2d;
        const SHAPE: kernel::Conv2d = CONV2D_32X18X16_TO_32X9X8;
    }
    /// `strided_eesp_unit 32×9×8 -> 64×5×4 dilations [1, 1, 1, 2] band 1`
    const STRIDED_EESP_UNIT_32X9X8_TO_64X5X4: kernel::StridedEespUnit = kernel::StridedEespUnit::new(
            layout::Map::dense(32, 9, 8),
            layout::Map::dense(64, 5, 4),
        )
        .dilations(layout::Dilations::new(&[1, 1, 1, 2]));
    /// Computes level4_0.act.
    struct StridedEespUnit32x9x8To64x5x4;
    impl generated::ConstShape for StridedEespUnit32x9x8To64x5x4 {
        type Kernel = kernel::StridedEespUnit;
        const SHAPE: kernel::StridedEespUnit = STRIDED_EESP_UNIT_32X9X8_TO_64X5X4;
    }
    /// `hff 64×5×4 -> 64×5×4 dilations [1] stride 1`
    const HFF_64X5X4: kernel::Hff = kernel::Hff::new(
        layout::Map::dense(64, 5, 4),
        layout::Map::dense(64, 5, 4),
    );
    /// `pointwise 64×5×4 -> 128×5×4 groups 2 +bias +prelu`
    const POINTWISE_64X5X4_TO_128X5X4: kernel::Pointwise = kernel::Pointwise::new(
            layout::Map::dense(64, 5, 4),
            layout::Map::dense(128, 5, 4),
        )
        .groups(2)
        .epilogue(kernel::Epilogue::new(&[kernel::Stage::Bias, kernel::Stage::Prelu]));
    /// `head 64×5×4 -> 128×1×1 groups 2 +bias +prelu`
    const HEAD_64X5X4_TO_128X1X1: kernel::Head = kernel::Head::new(
        HFF_64X5X4,
        POINTWISE_64X5X4_TO_128X5X4,
    );
    /// Computes global_pool.
    struct Head64x5x4To128x1x1;
    impl generated::ConstShape for Head64x5x4To128x1x1 {
        type Kernel = kernel::Head;
        const SHAPE: kernel::Head = HEAD_64X5X4_TO_128X1X1;
    }
    /// `linear 128×1×1 -> 5×1×1 +bias`
    const LINEAR_128X1X1_TO_5X1X1: kernel::Linear = kernel::Linear::new(
            layout::Map::dense(128, 1, 1),
            layout::Map::dense(5, 1, 1),
        )
        .bias(true);
    /// Computes classifier.
    struct Linear128x1x1To5x1x1;
    impl generated::ConstShape for Linear128x1x1To5x1x1 {
        type Kernel = kernel::Linear;
        const SHAPE: kernel::Linear = LINEAR_128X1X1_TO_5X1X1;
    }
    /// The tensors that the network needs.
    const PARAMETERS: &[pack::Parameter<'static>] = &[
        pack::Parameter::new("level2_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.weight", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.bias", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.running_mean", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.bn.running_var", &[3]),
        pack::Parameter::new("level2_0.inp_reinf.0.act.weight", &[3]),
        pack::Parameter::new("level1.conv.weight", &[16, 3, 3, 3]),
        pack::Parameter::new("level1.bn.weight", &[16]),
        pack::Parameter::new("level1.bn.bias", &[16]),
        pack::Parameter::new("level1.bn.running_mean", &[16]),
        pack::Parameter::new("level1.bn.running_var", &[16]),
        pack::Parameter::new("level1.act.weight", &[16]),
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
        pack::Parameter::new("depthwise.conv.weight", &[32, 1, 3, 3]),
        pack::Parameter::new("depthwise.bn.weight", &[32]),
        pack::Parameter::new("depthwise.bn.bias", &[32]),
        pack::Parameter::new("depthwise.bn.running_mean", &[32]),
        pack::Parameter::new("depthwise.bn.running_var", &[32]),
        pack::Parameter::new("depthwise.act.weight", &[32]),
        pack::Parameter::new("sum_act.bn.weight", &[32]),
        pack::Parameter::new("sum_act.bn.bias", &[32]),
        pack::Parameter::new("sum_act.bn.running_mean", &[32]),
        pack::Parameter::new("sum_act.bn.running_var", &[32]),
        pack::Parameter::new("sum_act.act.weight", &[32]),
        pack::Parameter::new("grouped.conv.weight", &[32, 2, 3, 3]),
        pack::Parameter::new("dense.conv.weight", &[32, 32, 3, 3]),
        pack::Parameter::new("dense.conv.bias", &[32]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.conv.weight", &[8, 8, 1, 1]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.weight", &[8]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.bias", &[8]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.running_mean", &[8]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.bn.running_var", &[8]),
        pack::Parameter::new("level4_0.eesp.proj_1x1.act.weight", &[8]),
        pack::Parameter::new("level4_0.eesp.spp_dw.0.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.spp_dw.1.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.spp_dw.2.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.spp_dw.3.conv.weight", &[8, 1, 3, 3]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.weight", &[32]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.bias", &[32]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.running_mean", &[32]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.bn.running_var", &[32]),
        pack::Parameter::new("level4_0.eesp.br_after_cat.act.weight", &[32]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.conv.weight", &[32, 8, 1, 1]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.weight", &[32]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.bias", &[32]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_mean", &[32]),
        pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_var", &[32]),
        pack::Parameter::new("level4_0.act.weight", &[64]),
        pack::Parameter::new("level5.0.conv.weight", &[64, 1, 3, 3]),
        pack::Parameter::new("level5.0.bn.weight", &[64]),
        pack::Parameter::new("level5.0.bn.bias", &[64]),
        pack::Parameter::new("level5.0.bn.running_mean", &[64]),
        pack::Parameter::new("level5.0.bn.running_var", &[64]),
        pack::Parameter::new("level5.0.act.weight", &[64]),
        pack::Parameter::new("level5.1.conv.weight", &[128, 32, 1, 1]),
        pack::Parameter::new("level5.1.bn.weight", &[128]),
        pack::Parameter::new("level5.1.bn.bias", &[128]),
        pack::Parameter::new("level5.1.bn.running_mean", &[128]),
        pack::Parameter::new("level5.1.bn.running_var", &[128]),
        pack::Parameter::new("level5.1.act.weight", &[128]),
        pack::Parameter::new("classifier.weight", &[5, 128]),
        pack::Parameter::new("classifier.bias", &[5]),
    ];
    /// The tensors that checkpoints contain but inference never reads.
    const UNUSED: &[pack::Parameter<'static>] = &[
        pack::Parameter::new("level2_0.eesp.module_act.weight", &[16]),
        pack::Parameter::new("level4_0.eesp.module_act.weight", &[32]),
    ];
    /// The offset of each kernel's packed weights, and the tensors that they are packed from.
    const PACKINGS: &[(usize, pack::Packing)] = &[
        (
            0,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_3X36X32,
                pack::ConvTensors::new(0)
                    .norm(pack::Norm::consecutive(1, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(5)),
            ),
        ),
        (
            128,
            pack::Packing::Conv2d(
                CONV2D_3X144X128_TO_16X72X64,
                pack::ConvTensors::new(6)
                    .norm(pack::Norm::consecutive(7, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(11)),
            ),
        ),
        (
            592,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_16X72X64_TO_32X36X32,
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
                EESP_UNIT_32X36X32,
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
            pack::Packing::DepthwiseConv2d(
                DEPTHWISE_CONV2D_32X18X16,
                pack::ConvTensors::new(59)
                    .norm(pack::Norm::consecutive(60, 0.00001))
                    .epilogue(
                        pack::EpilogueTensors::NONE
                            .prelu(64)
                            .affine(pack::Norm::consecutive(65, 0.00001))
                            .prelu(69),
                    ),
            ),
        ),
        (
            3392,
            pack::Packing::GroupedConv2d(
                GROUPED_CONV2D_32X18X16,
                pack::ConvTensors::new(70),
            ),
        ),
        (
            3968,
            pack::Packing::Conv2d(
                CONV2D_32X18X16_TO_32X9X8,
                pack::ConvTensors::new(71).bias(72),
            ),
        ),
        (
            13216,
            pack::Packing::StridedEespUnit(
                STRIDED_EESP_UNIT_32X9X8_TO_64X5X4,
                pack::StridedEespTensors::new(
                    pack::ConvTensors::new(73)
                        .norm(pack::Norm::consecutive(74, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(78)),
                    pack::HffTensors::new(
                        [79, 80, 81, 82],
                        pack::Norm::consecutive(83, 0.00001),
                        87,
                    ),
                    pack::ConvTensors::new(88)
                        .norm(pack::Norm::consecutive(89, 0.00001)),
                    93,
                ),
            ),
        ),
        (
            14496,
            pack::Packing::Hff(
                HFF_64X5X4,
                pack::HffTensors::new([94], pack::Norm::consecutive(95, 0.00001), 99),
            ),
        ),
        (
            15264,
            pack::Packing::Pointwise(
                POINTWISE_64X5X4_TO_128X5X4,
                pack::ConvTensors::new(100)
                    .norm(pack::Norm::consecutive(101, 0.00001))
                    .epilogue(pack::EpilogueTensors::NONE.prelu(105)),
            ),
        ),
        (
            19616,
            pack::Packing::Linear(
                LINEAR_128X1X1_TO_5X1X1,
                pack::LinearTensors::new(106)
                    .bias(107)
                    .features(
                        pack::ConvTensors::new(100)
                            .norm(pack::Norm::consecutive(101, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(105)),
                    ),
            ),
        ),
    ];
    /// The recipe that packs the weights of a checkpoint.
    const RECIPE: pack::Recipe<'static> = pack::Recipe::new(PARAMETERS, PACKINGS, 21328)
        .unused(UNUSED);
};
