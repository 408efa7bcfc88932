/// `espnetv2` compiled by espnet: input 1×3×224×224, `output` 1×1000×1×1; 1241332 parameters, 28.4 million multiply-accumulates.
#[derive(Clone, Debug)]
pub struct Classifier05 {
    network: ::espnet::generated::Network,
}
impl Classifier05 {
    /// N, C, H, W of the input.
    pub const INPUT_SHAPE: [usize; 4] = [1, 3, 224, 224];
    /// Numbers in the input.
    pub const INPUT_LEN: usize = 150528;
    /// N, C, H, W of the output.
    pub const OUTPUT_SHAPE: [usize; 4] = [1, 1000, 1, 1];
    /// Numbers in the output.
    pub const OUTPUT_LEN: usize = 1000;
    /// Learned numbers in a checkpoint.
    pub const PARAMETERS: usize = 1241332;
    /// Multiply-accumulates of the convolutions in one forward pass.
    pub const MACS: u64 = 28375508;
    /// Floats of a workspace.
    pub const ARENA_FLOATS: usize = 431104;
    /// Bytes of a workspace.
    pub const ARENA_BYTES: usize = Self::ARENA_FLOATS * size_of::<f32>();
    /// The instruction set that it runs on.
    pub fn isa(&self) -> ::espnet::Isa {
        self.network.isa()
    }
    /// The same network on another instruction set.
    ///
    /// # Errors
    /// If this processor does not have it.
    pub fn with_isa(
        mut self,
        isa: ::espnet::Isa,
    ) -> ::core::result::Result<Self, ::espnet::IsaError> {
        self.network.set_isa(isa)?;
        Ok(self)
    }
}
const _: () = {
    use ::espnet::{
        abi::{kernel, layout, pack},
        generated, kernels,
    };
    impl Classifier05 {
        /// Runs the network on one input, N×C×H×W as in
        /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns what lies in the workspace until
        /// its next use. Allocates nothing.
        pub fn forward<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [f32; 1000] {
            self.network.run::<Classifier05Forward>(input, workspace.floats_mut());
            Self::outputs(workspace)
        }
        fn outputs<'w>(
            workspace: &'w generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [f32; 1000] {
            let arena = workspace.floats();
            generated::array(arena, 0)
        }
    }
    impl Classifier05 {
        /// With the weights of a checkpoint: safetensors or PyTorch, recognised by its content.
        ///
        /// # Errors
        /// If the file cannot be read, is no checkpoint, or does not fit this network; every
        /// tensor that does not fit is named.
        pub fn load(
            path: impl ::core::convert::AsRef<::std::path::Path>,
        ) -> ::core::result::Result<Self, ::espnet::LoadError> {
            Ok(Self {
                network: generated::Network::load(path.as_ref(), &RECIPE)?,
            })
        }
        /// With the weights of a checkpoint in memory; see [`load`](Self::load).
        ///
        /// # Errors
        /// If the bytes are no checkpoint or do not fit this network.
        pub fn from_bytes(
            bytes: &[u8],
        ) -> ::core::result::Result<Self, ::espnet::LoadError> {
            Ok(Self {
                network: generated::Network::from_bytes(bytes, &RECIPE)?,
            })
        }
        /// Memory for one [`forward`](Self::forward) at a time; a thread needs its own.
        pub fn workspace() -> generated::BoxedWorkspace<{ Self::ARENA_FLOATS }> {
            generated::Workspace::boxed()
        }
        /// As [`forward`](Self::forward), by several threads; the output is the same, bit for
        /// bit. The first call with these threads may allocate memory for them.
        pub fn forward_with_threads<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
            threads: &mut ::espnet::Threads,
        ) -> &'w [f32; 1000] {
            self.network
                .run_with_threads::<
                    Classifier05Forward,
                >(input, workspace.floats_mut(), threads);
            Self::outputs(workspace)
        }
        /// Runs [`forward_with_threads`](Self::forward_with_threads) and returns what it
        /// computes and how long each took, in order.
        pub fn profile(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &mut generated::Workspace<{ Self::ARENA_FLOATS }>,
            threads: &mut ::espnet::Threads,
        ) -> ::std::vec::Vec<(&'static str, ::core::time::Duration)> {
            self.network
                .profile::<Classifier05Forward>(input, workspace.floats_mut(), threads)
        }
    }
    impl ::espnet::Network for Classifier05 {
        type Input = [f32; Self::INPUT_LEN];
        type Output<'w> = &'w [f32; 1000];
        type Workspace = generated::Workspace<{ Self::ARENA_FLOATS }>;
        fn workspace() -> ::std::boxed::Box<Self::Workspace> {
            Self::workspace()
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
    /// The steps of a forward pass.
    struct Classifier05Forward;
    impl generated::Program for Classifier05Forward {
        fn schedule<S: generated::Simd>() -> generated::Schedule<S> {
            const LIMITS: generated::Limits = generated::Limits {
                weights: 1238288,
                input: 150528,
                arena: 431104,
            };
            const {
                &generated::Table::new(
                    LIMITS,
                    [
                        generated::Step::new::<
                            kernels::Conv2d<Conv2d3x224x224To16x112x112>,
                        >(
                            "level1.act",
                            generated::Operands {
                                weights: 0..464,
                                input: generated::Source::Input,
                                output: 0..200704,
                                scratch: 200704..202738,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::AvgPool<AvgPool16x112x112To16x56x56>,
                        >(
                            "level2_0.avg",
                            generated::Operands {
                                input: generated::Source::Arena(0..200704),
                                output: 230400..330736,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise16x112x112To4x112x112>,
                        >(
                            "level2_0.eesp.proj_1x1.act",
                            generated::Operands {
                                weights: 464..848,
                                input: generated::Source::Arena(0..200704),
                                output: 330752..380928,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Hff<Hff4x112x112To16x56x56>,
                        >(
                            "level2_0.eesp.br_after_cat.act",
                            generated::Operands {
                                weights: 848..1616,
                                input: generated::Source::Arena(330752..380928),
                                output: 380928..431104,
                                scratch: 0..230400,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise16x56x56>,
                        >(
                            "level2_0.eesp.conv_1x1_exp.bn",
                            generated::Operands {
                                weights: 1616..1936,
                                input: generated::Source::Arena(380928..431104),
                                output: 230416..330752,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::AvgPool<AvgPool3x224x224To3x112x112>,
                        >(
                            "level2_0.image.0",
                            generated::Operands {
                                input: generated::Source::Input,
                                output: 0..37632,
                                scratch: 37632..37858,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::AvgPool<AvgPool3x112x112To3x56x56>,
                        >(
                            "level2_0.image.1",
                            generated::Operands {
                                input: generated::Source::Arena(0..37632),
                                output: 165888..175296,
                                scratch: 37632..37746,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Conv2d<Conv2d3x56x56>,
                        >(
                            "level2_0.inp_reinf.0.act",
                            generated::Operands {
                                weights: 1936..2400,
                                input: generated::Source::Arena(165888..175296),
                                output: 0..9408,
                                scratch: 9408..9930,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise3x56x56To32x56x56>,
                        >(
                            "level2_0.act",
                            generated::Operands {
                                weights: 2400..2560,
                                input: generated::Source::Arena(0..9408),
                                output: 230400..330752,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::AvgPool<AvgPool32x56x56To32x28x28>,
                        >(
                            "level3_0.avg",
                            generated::Operands {
                                input: generated::Source::Arena(230400..330752),
                                output: 65536..115680,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise32x56x56To8x56x56>,
                        >(
                            "level3_0.eesp.proj_1x1.act",
                            generated::Operands {
                                weights: 2560..2656,
                                input: generated::Source::Arena(230400..330752),
                                output: 115712..140800,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Hff<Hff8x56x56To32x28x28>,
                        >(
                            "level3_0.eesp.br_after_cat.act",
                            generated::Operands {
                                weights: 2656..3424,
                                input: generated::Source::Arena(115712..140800),
                                output: 140800..165888,
                                scratch: 0..65536,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise32x28x28>,
                        >(
                            "level3_0.eesp.conv_1x1_exp.bn",
                            generated::Operands {
                                weights: 3424..3712,
                                input: generated::Source::Arena(140800..165888),
                                output: 65568..115712,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::AvgPool<AvgPool3x56x56To3x28x28>,
                        >(
                            "level3_0.image.2",
                            generated::Operands {
                                input: generated::Source::Arena(165888..175296),
                                output: 115712..118064,
                                scratch: 0..58,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Conv2d<Conv2d3x28x28>,
                        >(
                            "level3_0.inp_reinf.0.act",
                            generated::Operands {
                                weights: 3712..4176,
                                input: generated::Source::Arena(115712..118064),
                                output: 0..2352,
                                scratch: 2352..2622,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise3x28x28To64x28x28>,
                        >(
                            "level3_0.act",
                            generated::Operands {
                                weights: 4176..4496,
                                input: generated::Source::Arena(0..2352),
                                output: 65536..115712,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit64x28x28>,
                        >(
                            "level3.0.module_act",
                            generated::Operands {
                                weights: 4496..6704,
                                output: 65536..115712,
                                scratch: 0..22528,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit64x28x28>,
                        >(
                            "level3.1.module_act",
                            generated::Operands {
                                weights: 6704..8912,
                                output: 65536..115712,
                                scratch: 0..22528,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit64x28x28>,
                        >(
                            "level3.2.module_act",
                            generated::Operands {
                                weights: 8912..11120,
                                output: 65536..115712,
                                scratch: 0..22528,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::AvgPool<AvgPool64x28x28To64x14x14>,
                        >(
                            "level4_0.avg",
                            generated::Operands {
                                input: generated::Source::Arena(65536..115712),
                                output: 0..25024,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise64x28x28To16x28x28>,
                        >(
                            "level4_0.eesp.proj_1x1.act",
                            generated::Operands {
                                weights: 11120..11408,
                                input: generated::Source::Arena(65536..115712),
                                output: 45824..58368,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Hff<Hff16x28x28To64x14x14>,
                        >(
                            "level4_0.eesp.br_after_cat.act",
                            generated::Operands {
                                weights: 11408..12176,
                                input: generated::Source::Arena(45824..58368),
                                output: 58368..70912,
                                scratch: 25088..45824,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise64x14x14>,
                        >(
                            "level4_0.eesp.conv_1x1_exp.bn",
                            generated::Operands {
                                weights: 12176..13264,
                                input: generated::Source::Arena(58368..70912),
                                output: 64..25088,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::AvgPool<AvgPool3x28x28To3x14x14>,
                        >(
                            "level4_0.image.3",
                            generated::Operands {
                                input: generated::Source::Arena(115712..118064),
                                output: 25088..25676,
                                scratch: 25680..25710,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Conv2d<Conv2d3x14x14>,
                        >(
                            "level4_0.inp_reinf.0.act",
                            generated::Operands {
                                weights: 13264..13728,
                                input: generated::Source::Arena(25088..25676),
                                output: 25680..26268,
                                scratch: 26272..26416,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise3x14x14To128x14x14>,
                        >(
                            "level4_0.act",
                            generated::Operands {
                                weights: 13728..14368,
                                input: generated::Source::Arena(25680..26268),
                                output: 0..25088,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit128x14x14>,
                        >(
                            "level4.0.module_act",
                            generated::Operands {
                                weights: 14368..21344,
                                output: 0..25088,
                                scratch: 25088..41472,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit128x14x14>,
                        >(
                            "level4.1.module_act",
                            generated::Operands {
                                weights: 21344..28320,
                                output: 0..25088,
                                scratch: 25088..41472,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit128x14x14>,
                        >(
                            "level4.2.module_act",
                            generated::Operands {
                                weights: 28320..35296,
                                output: 0..25088,
                                scratch: 25088..41472,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit128x14x14>,
                        >(
                            "level4.3.module_act",
                            generated::Operands {
                                weights: 35296..42272,
                                output: 0..25088,
                                scratch: 25088..41472,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit128x14x14>,
                        >(
                            "level4.4.module_act",
                            generated::Operands {
                                weights: 42272..49248,
                                output: 0..25088,
                                scratch: 25088..41472,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit128x14x14>,
                        >(
                            "level4.5.module_act",
                            generated::Operands {
                                weights: 49248..56224,
                                output: 0..25088,
                                scratch: 25088..41472,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit128x14x14>,
                        >(
                            "level4.6.module_act",
                            generated::Operands {
                                weights: 56224..63200,
                                output: 0..25088,
                                scratch: 25088..41472,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::AvgPool<AvgPool128x14x14To128x7x7>,
                        >(
                            "level5_0.avg",
                            generated::Operands {
                                input: generated::Source::Arena(0..25088),
                                output: 25088..37504,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise128x14x14To32x14x14>,
                        >(
                            "level5_0.eesp.proj_1x1.act",
                            generated::Operands {
                                weights: 63200..64288,
                                input: generated::Source::Arena(0..25088),
                                output: 37632..43904,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Hff<Hff32x14x14To128x7x7>,
                        >(
                            "level5_0.eesp.br_after_cat.act",
                            generated::Operands {
                                weights: 64288..65824,
                                input: generated::Source::Arena(37632..43904),
                                output: 12800..19072,
                                scratch: 0..12800,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise128x7x7>,
                        >(
                            "level5_0.eesp.conv_1x1_exp.bn",
                            generated::Operands {
                                weights: 65824..70048,
                                input: generated::Source::Arena(12800..19072),
                                output: 25216..37632,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Elementwise<Elementwise256x7x7>,
                        >(
                            "level5_0.act",
                            generated::Operands {
                                weights: 70048..70304,
                                output: 25088..37632,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit256x7x7>,
                        >(
                            "level5.0.module_act",
                            generated::Operands {
                                weights: 70304..94496,
                                output: 25088..37632,
                                scratch: 0..20288,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit256x7x7>,
                        >(
                            "level5.1.module_act",
                            generated::Operands {
                                weights: 94496..118688,
                                output: 25088..37632,
                                scratch: 0..20288,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::EespUnit<EespUnit256x7x7>,
                        >(
                            "level5.2.module_act",
                            generated::Operands {
                                weights: 118688..142880,
                                output: 25088..37632,
                                scratch: 0..20288,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::DepthwiseConv2d<DepthwiseConv2d256x7x7>,
                        >(
                            "level5.3.act",
                            generated::Operands {
                                weights: 142880..145696,
                                input: generated::Source::Arena(25088..37632),
                                output: 50176..62720,
                                scratch: 0..12288,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise256x7x7To1024x7x7>,
                        >(
                            "level5.4.act",
                            generated::Operands {
                                weights: 145696..213280,
                                input: generated::Source::Arena(50176..62720),
                                output: 0..50176,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::AdaptiveAvgPool<AdaptiveAvgPool1024x7x7To1024x1x1>,
                        >(
                            "global_pool",
                            generated::Operands {
                                input: generated::Source::Arena(0..50176),
                                output: 50176..51200,
                                ..generated::Operands::NONE
                            },
                        ),
                        generated::Step::new::<
                            kernels::Pointwise<Pointwise1024x1x1To1000x1x1>,
                        >(
                            "classifier",
                            generated::Operands {
                                weights: 213280..1238288,
                                input: generated::Source::Arena(50176..51200),
                                output: 0..1000,
                                ..generated::Operands::NONE
                            },
                        ),
                    ],
                )
            }
                .schedule()
        }
    }
    /// `conv2d 3×224×224 -> 16×112×112 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X224X224_TO_16X112X112: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 224, 224),
        output: layout::Map::dense(16, 112, 112),
        layout: layout::Layout::Nchw,
        groups: 1,
        kernel: 3,
        stride: 2,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level1.act.
    struct Conv2d3x224x224To16x112x112;
    impl generated::Shape<kernel::Conv2d> for Conv2d3x224x224To16x112x112 {
        const SHAPE: kernel::Conv2d = CONV2D_3X224X224_TO_16X112X112;
    }
    /// `avg_pool 16×112×112 -> 16×56×56/32 kernel 3 stride 2 padding 1`
    const AVG_POOL_16X112X112_TO_16X56X56: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(16, 112, 112),
        output: layout::Map {
            channels: 16,
            height: 56,
            width: 56,
            stride: 32,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level2_0.avg.
    struct AvgPool16x112x112To16x56x56;
    impl generated::Shape<kernel::AvgPool> for AvgPool16x112x112To16x56x56 {
        const SHAPE: kernel::AvgPool = AVG_POOL_16X112X112_TO_16X56X56;
    }
    /// `pointwise 16×112×112 -> 4×112×112 groups 4 +bias +prelu`
    const POINTWISE_16X112X112_TO_4X112X112: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(16, 112, 112),
        output: layout::Map::dense(4, 112, 112),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level2_0.eesp.proj_1x1.act.
    struct Pointwise16x112x112To4x112x112;
    impl generated::Shape<kernel::Pointwise> for Pointwise16x112x112To4x112x112 {
        const SHAPE: kernel::Pointwise = POINTWISE_16X112X112_TO_4X112X112;
    }
    /// `hff 4×112×112 -> 16×56×56 dilations [1, 2, 3, 4] stride 2`
    const HFF_4X112X112_TO_16X56X56: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(4, 112, 112),
        output: layout::Map::dense(16, 56, 56),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level2_0.eesp.br_after_cat.act.
    struct Hff4x112x112To16x56x56;
    impl generated::Shape<kernel::Hff> for Hff4x112x112To16x56x56 {
        const SHAPE: kernel::Hff = HFF_4X112X112_TO_16X56X56;
    }
    /// `pointwise 16×56×56 -> 16×56×56/32 groups 4 +bias`
    const POINTWISE_16X56X56: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(16, 56, 56),
        output: layout::Map {
            channels: 16,
            height: 56,
            width: 56,
            stride: 32,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level2_0.eesp.conv_1x1_exp.bn.
    struct Pointwise16x56x56;
    impl generated::Shape<kernel::Pointwise> for Pointwise16x56x56 {
        const SHAPE: kernel::Pointwise = POINTWISE_16X56X56;
    }
    /// `avg_pool 3×224×224 -> 3×112×112 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X224X224_TO_3X112X112: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 224, 224),
        output: layout::Map::dense(3, 112, 112),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level2_0.image.0.
    struct AvgPool3x224x224To3x112x112;
    impl generated::Shape<kernel::AvgPool> for AvgPool3x224x224To3x112x112 {
        const SHAPE: kernel::AvgPool = AVG_POOL_3X224X224_TO_3X112X112;
    }
    /// `avg_pool 3×112×112 -> 3×56×56 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X112X112_TO_3X56X56: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 112, 112),
        output: layout::Map::dense(3, 56, 56),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level2_0.image.1.
    struct AvgPool3x112x112To3x56x56;
    impl generated::Shape<kernel::AvgPool> for AvgPool3x112x112To3x56x56 {
        const SHAPE: kernel::AvgPool = AVG_POOL_3X112X112_TO_3X56X56;
    }
    /// `conv2d 3×56×56 -> 3×56×56 planes kernel 3 stride 1 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X56X56: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 56, 56),
        output: layout::Map::dense(3, 56, 56),
        layout: layout::Layout::Nchw,
        groups: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level2_0.inp_reinf.0.act.
    struct Conv2d3x56x56;
    impl generated::Shape<kernel::Conv2d> for Conv2d3x56x56 {
        const SHAPE: kernel::Conv2d = CONV2D_3X56X56;
    }
    /// `pointwise 3×56×56 -> 32×56×56 groups 1 +bias +residual +prelu`
    const POINTWISE_3X56X56_TO_32X56X56: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 56, 56),
        output: layout::Map::dense(32, 56, 56),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level2_0.act.
    struct Pointwise3x56x56To32x56x56;
    impl generated::Shape<kernel::Pointwise> for Pointwise3x56x56To32x56x56 {
        const SHAPE: kernel::Pointwise = POINTWISE_3X56X56_TO_32X56X56;
    }
    /// `avg_pool 32×56×56 -> 32×28×28/64 kernel 3 stride 2 padding 1`
    const AVG_POOL_32X56X56_TO_32X28X28: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(32, 56, 56),
        output: layout::Map {
            channels: 32,
            height: 28,
            width: 28,
            stride: 64,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level3_0.avg.
    struct AvgPool32x56x56To32x28x28;
    impl generated::Shape<kernel::AvgPool> for AvgPool32x56x56To32x28x28 {
        const SHAPE: kernel::AvgPool = AVG_POOL_32X56X56_TO_32X28X28;
    }
    /// `pointwise 32×56×56 -> 8×56×56 groups 4 +bias +prelu`
    const POINTWISE_32X56X56_TO_8X56X56: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(32, 56, 56),
        output: layout::Map::dense(8, 56, 56),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level3_0.eesp.proj_1x1.act.
    struct Pointwise32x56x56To8x56x56;
    impl generated::Shape<kernel::Pointwise> for Pointwise32x56x56To8x56x56 {
        const SHAPE: kernel::Pointwise = POINTWISE_32X56X56_TO_8X56X56;
    }
    /// `hff 8×56×56 -> 32×28×28 dilations [1, 2, 3, 4] stride 2`
    const HFF_8X56X56_TO_32X28X28: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(8, 56, 56),
        output: layout::Map::dense(32, 28, 28),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level3_0.eesp.br_after_cat.act.
    struct Hff8x56x56To32x28x28;
    impl generated::Shape<kernel::Hff> for Hff8x56x56To32x28x28 {
        const SHAPE: kernel::Hff = HFF_8X56X56_TO_32X28X28;
    }
    /// `pointwise 32×28×28 -> 32×28×28/64 groups 4 +bias`
    const POINTWISE_32X28X28: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(32, 28, 28),
        output: layout::Map {
            channels: 32,
            height: 28,
            width: 28,
            stride: 64,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level3_0.eesp.conv_1x1_exp.bn.
    struct Pointwise32x28x28;
    impl generated::Shape<kernel::Pointwise> for Pointwise32x28x28 {
        const SHAPE: kernel::Pointwise = POINTWISE_32X28X28;
    }
    /// `avg_pool 3×56×56 -> 3×28×28 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X56X56_TO_3X28X28: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 56, 56),
        output: layout::Map::dense(3, 28, 28),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level3_0.image.2.
    struct AvgPool3x56x56To3x28x28;
    impl generated::Shape<kernel::AvgPool> for AvgPool3x56x56To3x28x28 {
        const SHAPE: kernel::AvgPool = AVG_POOL_3X56X56_TO_3X28X28;
    }
    /// `conv2d 3×28×28 -> 3×28×28 planes kernel 3 stride 1 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X28X28: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 28, 28),
        output: layout::Map::dense(3, 28, 28),
        layout: layout::Layout::Nchw,
        groups: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level3_0.inp_reinf.0.act.
    struct Conv2d3x28x28;
    impl generated::Shape<kernel::Conv2d> for Conv2d3x28x28 {
        const SHAPE: kernel::Conv2d = CONV2D_3X28X28;
    }
    /// `pointwise 3×28×28 -> 64×28×28 groups 1 +bias +residual +prelu`
    const POINTWISE_3X28X28_TO_64X28X28: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 28, 28),
        output: layout::Map::dense(64, 28, 28),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level3_0.act.
    struct Pointwise3x28x28To64x28x28;
    impl generated::Shape<kernel::Pointwise> for Pointwise3x28x28To64x28x28 {
        const SHAPE: kernel::Pointwise = POINTWISE_3X28X28_TO_64X28X28;
    }
    /// `eesp_unit 64×28×28 -> 64×28×28 dilations [1, 2, 3, 4] band 1 +residual`
    const EESP_UNIT_64X28X28: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(64, 28, 28),
        output: layout::Map::dense(64, 28, 28),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        residual: kernel::Residual::InPlace,
        band: 1,
    };
    /// Computes level3.0.module_act, level3.1.module_act, level3.2.module_act.
    struct EespUnit64x28x28;
    impl generated::Shape<kernel::EespUnit> for EespUnit64x28x28 {
        const SHAPE: kernel::EespUnit = EESP_UNIT_64X28X28;
    }
    /// `avg_pool 64×28×28 -> 64×14×14/128 kernel 3 stride 2 padding 1`
    const AVG_POOL_64X28X28_TO_64X14X14: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(64, 28, 28),
        output: layout::Map {
            channels: 64,
            height: 14,
            width: 14,
            stride: 128,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level4_0.avg.
    struct AvgPool64x28x28To64x14x14;
    impl generated::Shape<kernel::AvgPool> for AvgPool64x28x28To64x14x14 {
        const SHAPE: kernel::AvgPool = AVG_POOL_64X28X28_TO_64X14X14;
    }
    /// `pointwise 64×28×28 -> 16×28×28 groups 4 +bias +prelu`
    const POINTWISE_64X28X28_TO_16X28X28: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(64, 28, 28),
        output: layout::Map::dense(16, 28, 28),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level4_0.eesp.proj_1x1.act.
    struct Pointwise64x28x28To16x28x28;
    impl generated::Shape<kernel::Pointwise> for Pointwise64x28x28To16x28x28 {
        const SHAPE: kernel::Pointwise = POINTWISE_64X28X28_TO_16X28X28;
    }
    /// `hff 16×28×28 -> 64×14×14 dilations [1, 2, 3, 4] stride 2`
    const HFF_16X28X28_TO_64X14X14: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(16, 28, 28),
        output: layout::Map::dense(64, 14, 14),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level4_0.eesp.br_after_cat.act.
    struct Hff16x28x28To64x14x14;
    impl generated::Shape<kernel::Hff> for Hff16x28x28To64x14x14 {
        const SHAPE: kernel::Hff = HFF_16X28X28_TO_64X14X14;
    }
    /// `pointwise 64×14×14 -> 64×14×14/128 groups 4 +bias`
    const POINTWISE_64X14X14: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(64, 14, 14),
        output: layout::Map {
            channels: 64,
            height: 14,
            width: 14,
            stride: 128,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level4_0.eesp.conv_1x1_exp.bn.
    struct Pointwise64x14x14;
    impl generated::Shape<kernel::Pointwise> for Pointwise64x14x14 {
        const SHAPE: kernel::Pointwise = POINTWISE_64X14X14;
    }
    /// `avg_pool 3×28×28 -> 3×14×14 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X28X28_TO_3X14X14: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 28, 28),
        output: layout::Map::dense(3, 14, 14),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level4_0.image.3.
    struct AvgPool3x28x28To3x14x14;
    impl generated::Shape<kernel::AvgPool> for AvgPool3x28x28To3x14x14 {
        const SHAPE: kernel::AvgPool = AVG_POOL_3X28X28_TO_3X14X14;
    }
    /// `conv2d 3×14×14 -> 3×14×14 planes kernel 3 stride 1 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X14X14: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 14, 14),
        output: layout::Map::dense(3, 14, 14),
        layout: layout::Layout::Nchw,
        groups: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level4_0.inp_reinf.0.act.
    struct Conv2d3x14x14;
    impl generated::Shape<kernel::Conv2d> for Conv2d3x14x14 {
        const SHAPE: kernel::Conv2d = CONV2D_3X14X14;
    }
    /// `pointwise 3×14×14 -> 128×14×14 groups 1 +bias +residual +prelu`
    const POINTWISE_3X14X14_TO_128X14X14: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 14, 14),
        output: layout::Map::dense(128, 14, 14),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level4_0.act.
    struct Pointwise3x14x14To128x14x14;
    impl generated::Shape<kernel::Pointwise> for Pointwise3x14x14To128x14x14 {
        const SHAPE: kernel::Pointwise = POINTWISE_3X14X14_TO_128X14X14;
    }
    /// `eesp_unit 128×14×14 -> 128×14×14 dilations [1, 1, 2, 3] band 2 +residual`
    const EESP_UNIT_128X14X14: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(128, 14, 14),
        output: layout::Map::dense(128, 14, 14),
        dilations: layout::Dilations::new(&[1, 1, 2, 3]),
        residual: kernel::Residual::InPlace,
        band: 2,
    };
    /// Computes level4.0.module_act, level4.1.module_act, level4.2.module_act, level4.3.module_act, level4.4.module_act, level4.5.module_act, level4.6.module_act.
    struct EespUnit128x14x14;
    impl generated::Shape<kernel::EespUnit> for EespUnit128x14x14 {
        const SHAPE: kernel::EespUnit = EESP_UNIT_128X14X14;
    }
    /// `avg_pool 128×14×14 -> 128×7×7/256 kernel 3 stride 2 padding 1`
    const AVG_POOL_128X14X14_TO_128X7X7: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(128, 14, 14),
        output: layout::Map {
            channels: 128,
            height: 7,
            width: 7,
            stride: 256,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level5_0.avg.
    struct AvgPool128x14x14To128x7x7;
    impl generated::Shape<kernel::AvgPool> for AvgPool128x14x14To128x7x7 {
        const SHAPE: kernel::AvgPool = AVG_POOL_128X14X14_TO_128X7X7;
    }
    /// `pointwise 128×14×14 -> 32×14×14 groups 4 +bias +prelu`
    const POINTWISE_128X14X14_TO_32X14X14: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(128, 14, 14),
        output: layout::Map::dense(32, 14, 14),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5_0.eesp.proj_1x1.act.
    struct Pointwise128x14x14To32x14x14;
    impl generated::Shape<kernel::Pointwise> for Pointwise128x14x14To32x14x14 {
        const SHAPE: kernel::Pointwise = POINTWISE_128X14X14_TO_32X14X14;
    }
    /// `hff 32×14×14 -> 128×7×7 dilations [1, 1, 2, 3] stride 2`
    const HFF_32X14X14_TO_128X7X7: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(32, 14, 14),
        output: layout::Map::dense(128, 7, 7),
        dilations: layout::Dilations::new(&[1, 1, 2, 3]),
        stride: 2,
    };
    /// Computes level5_0.eesp.br_after_cat.act.
    struct Hff32x14x14To128x7x7;
    impl generated::Shape<kernel::Hff> for Hff32x14x14To128x7x7 {
        const SHAPE: kernel::Hff = HFF_32X14X14_TO_128X7X7;
    }
    /// `pointwise 128×7×7 -> 128×7×7/256 groups 4 +bias`
    const POINTWISE_128X7X7: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(128, 7, 7),
        output: layout::Map {
            channels: 128,
            height: 7,
            width: 7,
            stride: 256,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5_0.eesp.conv_1x1_exp.bn.
    struct Pointwise128x7x7;
    impl generated::Shape<kernel::Pointwise> for Pointwise128x7x7 {
        const SHAPE: kernel::Pointwise = POINTWISE_128X7X7;
    }
    /// `elementwise 256×7×7 -> 256×7×7 +prelu`
    const ELEMENTWISE_256X7X7: kernel::Elementwise = kernel::Elementwise {
        input: layout::Map::dense(256, 7, 7),
        output: layout::Map::dense(256, 7, 7),
        in_place: true,
        epilogue: kernel::Epilogue {
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5_0.act.
    struct Elementwise256x7x7;
    impl generated::Shape<kernel::Elementwise> for Elementwise256x7x7 {
        const SHAPE: kernel::Elementwise = ELEMENTWISE_256X7X7;
    }
    /// `eesp_unit 256×7×7 -> 256×7×7 dilations [1, 1, 1, 2] band 7 +residual`
    const EESP_UNIT_256X7X7: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(256, 7, 7),
        output: layout::Map::dense(256, 7, 7),
        dilations: layout::Dilations::new(&[1, 1, 1, 2]),
        residual: kernel::Residual::InPlace,
        band: 7,
    };
    /// Computes level5.0.module_act, level5.1.module_act, level5.2.module_act.
    struct EespUnit256x7x7;
    impl generated::Shape<kernel::EespUnit> for EespUnit256x7x7 {
        const SHAPE: kernel::EespUnit = EESP_UNIT_256X7X7;
    }
    /// `depthwise_conv2d 256×7×7 -> 256×7×7 kernel 3 stride 1 padding 1 dilation 1 groups 256 shuffle 1 +bias +prelu`
    const DEPTHWISE_CONV2D_256X7X7: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(256, 7, 7),
        output: layout::Map::dense(256, 7, 7),
        groups: 256,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5.3.act.
    struct DepthwiseConv2d256x7x7;
    impl generated::Shape<kernel::DepthwiseConv2d> for DepthwiseConv2d256x7x7 {
        const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_256X7X7;
    }
    /// `pointwise 256×7×7 -> 1024×7×7 groups 4 +bias +prelu`
    const POINTWISE_256X7X7_TO_1024X7X7: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(256, 7, 7),
        output: layout::Map::dense(1024, 7, 7),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5.4.act.
    struct Pointwise256x7x7To1024x7x7;
    impl generated::Shape<kernel::Pointwise> for Pointwise256x7x7To1024x7x7 {
        const SHAPE: kernel::Pointwise = POINTWISE_256X7X7_TO_1024X7X7;
    }
    /// `adaptive_avg_pool 1024×7×7 -> 1024×1×1`
    const ADAPTIVE_AVG_POOL_1024X7X7_TO_1024X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(1024, 7, 7),
        output: layout::Map::dense(1024, 1, 1),
    };
    /// Computes global_pool.
    struct AdaptiveAvgPool1024x7x7To1024x1x1;
    impl generated::Shape<kernel::AdaptiveAvgPool>
    for AdaptiveAvgPool1024x7x7To1024x1x1 {
        const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_1024X7X7_TO_1024X1X1;
    }
    /// `pointwise 1024×1×1 -> 1000×1×1 groups 1 +bias`
    const POINTWISE_1024X1X1_TO_1000X1X1: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(1024, 1, 1),
        output: layout::Map::dense(1000, 1, 1),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes classifier.
    struct Pointwise1024x1x1To1000x1x1;
    impl generated::Shape<kernel::Pointwise> for Pointwise1024x1x1To1000x1x1 {
        const SHAPE: kernel::Pointwise = POINTWISE_1024X1X1_TO_1000X1X1;
    }
    /// How a checkpoint becomes the packed weights.
    const RECIPE: pack::Recipe<'static> = pack::Recipe {
        parameters: &[
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
            pack::Parameter::new(
                "level2_0.eesp.conv_1x1_exp.conv.weight",
                &[16, 4, 1, 1],
            ),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.weight", &[16]),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.bias", &[16]),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_mean", &[16]),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_var", &[16]),
            pack::Parameter::new("level2_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.1.conv.weight", &[32, 3, 1, 1]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.weight", &[32]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.bias", &[32]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.running_mean", &[32]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.running_var", &[32]),
            pack::Parameter::new("level2_0.act.weight", &[32]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.conv.weight", &[8, 8, 1, 1]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.bn.weight", &[8]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.bn.bias", &[8]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.bn.running_mean", &[8]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.bn.running_var", &[8]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.act.weight", &[8]),
            pack::Parameter::new("level3_0.eesp.spp_dw.0.conv.weight", &[8, 1, 3, 3]),
            pack::Parameter::new("level3_0.eesp.spp_dw.1.conv.weight", &[8, 1, 3, 3]),
            pack::Parameter::new("level3_0.eesp.spp_dw.2.conv.weight", &[8, 1, 3, 3]),
            pack::Parameter::new("level3_0.eesp.spp_dw.3.conv.weight", &[8, 1, 3, 3]),
            pack::Parameter::new("level3_0.eesp.br_after_cat.bn.weight", &[32]),
            pack::Parameter::new("level3_0.eesp.br_after_cat.bn.bias", &[32]),
            pack::Parameter::new("level3_0.eesp.br_after_cat.bn.running_mean", &[32]),
            pack::Parameter::new("level3_0.eesp.br_after_cat.bn.running_var", &[32]),
            pack::Parameter::new("level3_0.eesp.br_after_cat.act.weight", &[32]),
            pack::Parameter::new(
                "level3_0.eesp.conv_1x1_exp.conv.weight",
                &[32, 8, 1, 1],
            ),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.weight", &[32]),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.bias", &[32]),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.running_mean", &[32]),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.running_var", &[32]),
            pack::Parameter::new("level3_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.1.conv.weight", &[64, 3, 1, 1]),
            pack::Parameter::new("level3_0.inp_reinf.1.bn.weight", &[64]),
            pack::Parameter::new("level3_0.inp_reinf.1.bn.bias", &[64]),
            pack::Parameter::new("level3_0.inp_reinf.1.bn.running_mean", &[64]),
            pack::Parameter::new("level3_0.inp_reinf.1.bn.running_var", &[64]),
            pack::Parameter::new("level3_0.act.weight", &[64]),
            pack::Parameter::new("level3.0.proj_1x1.conv.weight", &[16, 16, 1, 1]),
            pack::Parameter::new("level3.0.proj_1x1.bn.weight", &[16]),
            pack::Parameter::new("level3.0.proj_1x1.bn.bias", &[16]),
            pack::Parameter::new("level3.0.proj_1x1.bn.running_mean", &[16]),
            pack::Parameter::new("level3.0.proj_1x1.bn.running_var", &[16]),
            pack::Parameter::new("level3.0.proj_1x1.act.weight", &[16]),
            pack::Parameter::new("level3.0.spp_dw.0.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.0.spp_dw.1.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.0.spp_dw.2.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.0.spp_dw.3.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.0.br_after_cat.bn.weight", &[64]),
            pack::Parameter::new("level3.0.br_after_cat.bn.bias", &[64]),
            pack::Parameter::new("level3.0.br_after_cat.bn.running_mean", &[64]),
            pack::Parameter::new("level3.0.br_after_cat.bn.running_var", &[64]),
            pack::Parameter::new("level3.0.br_after_cat.act.weight", &[64]),
            pack::Parameter::new("level3.0.conv_1x1_exp.conv.weight", &[64, 16, 1, 1]),
            pack::Parameter::new("level3.0.conv_1x1_exp.bn.weight", &[64]),
            pack::Parameter::new("level3.0.conv_1x1_exp.bn.bias", &[64]),
            pack::Parameter::new("level3.0.conv_1x1_exp.bn.running_mean", &[64]),
            pack::Parameter::new("level3.0.conv_1x1_exp.bn.running_var", &[64]),
            pack::Parameter::new("level3.0.module_act.weight", &[64]),
            pack::Parameter::new("level3.1.proj_1x1.conv.weight", &[16, 16, 1, 1]),
            pack::Parameter::new("level3.1.proj_1x1.bn.weight", &[16]),
            pack::Parameter::new("level3.1.proj_1x1.bn.bias", &[16]),
            pack::Parameter::new("level3.1.proj_1x1.bn.running_mean", &[16]),
            pack::Parameter::new("level3.1.proj_1x1.bn.running_var", &[16]),
            pack::Parameter::new("level3.1.proj_1x1.act.weight", &[16]),
            pack::Parameter::new("level3.1.spp_dw.0.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.1.spp_dw.1.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.1.spp_dw.2.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.1.spp_dw.3.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.1.br_after_cat.bn.weight", &[64]),
            pack::Parameter::new("level3.1.br_after_cat.bn.bias", &[64]),
            pack::Parameter::new("level3.1.br_after_cat.bn.running_mean", &[64]),
            pack::Parameter::new("level3.1.br_after_cat.bn.running_var", &[64]),
            pack::Parameter::new("level3.1.br_after_cat.act.weight", &[64]),
            pack::Parameter::new("level3.1.conv_1x1_exp.conv.weight", &[64, 16, 1, 1]),
            pack::Parameter::new("level3.1.conv_1x1_exp.bn.weight", &[64]),
            pack::Parameter::new("level3.1.conv_1x1_exp.bn.bias", &[64]),
            pack::Parameter::new("level3.1.conv_1x1_exp.bn.running_mean", &[64]),
            pack::Parameter::new("level3.1.conv_1x1_exp.bn.running_var", &[64]),
            pack::Parameter::new("level3.1.module_act.weight", &[64]),
            pack::Parameter::new("level3.2.proj_1x1.conv.weight", &[16, 16, 1, 1]),
            pack::Parameter::new("level3.2.proj_1x1.bn.weight", &[16]),
            pack::Parameter::new("level3.2.proj_1x1.bn.bias", &[16]),
            pack::Parameter::new("level3.2.proj_1x1.bn.running_mean", &[16]),
            pack::Parameter::new("level3.2.proj_1x1.bn.running_var", &[16]),
            pack::Parameter::new("level3.2.proj_1x1.act.weight", &[16]),
            pack::Parameter::new("level3.2.spp_dw.0.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.2.spp_dw.1.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.2.spp_dw.2.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.2.spp_dw.3.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level3.2.br_after_cat.bn.weight", &[64]),
            pack::Parameter::new("level3.2.br_after_cat.bn.bias", &[64]),
            pack::Parameter::new("level3.2.br_after_cat.bn.running_mean", &[64]),
            pack::Parameter::new("level3.2.br_after_cat.bn.running_var", &[64]),
            pack::Parameter::new("level3.2.br_after_cat.act.weight", &[64]),
            pack::Parameter::new("level3.2.conv_1x1_exp.conv.weight", &[64, 16, 1, 1]),
            pack::Parameter::new("level3.2.conv_1x1_exp.bn.weight", &[64]),
            pack::Parameter::new("level3.2.conv_1x1_exp.bn.bias", &[64]),
            pack::Parameter::new("level3.2.conv_1x1_exp.bn.running_mean", &[64]),
            pack::Parameter::new("level3.2.conv_1x1_exp.bn.running_var", &[64]),
            pack::Parameter::new("level3.2.module_act.weight", &[64]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.conv.weight", &[16, 16, 1, 1]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.bn.weight", &[16]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.bn.bias", &[16]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.bn.running_mean", &[16]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.bn.running_var", &[16]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.act.weight", &[16]),
            pack::Parameter::new("level4_0.eesp.spp_dw.0.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level4_0.eesp.spp_dw.1.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level4_0.eesp.spp_dw.2.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level4_0.eesp.spp_dw.3.conv.weight", &[16, 1, 3, 3]),
            pack::Parameter::new("level4_0.eesp.br_after_cat.bn.weight", &[64]),
            pack::Parameter::new("level4_0.eesp.br_after_cat.bn.bias", &[64]),
            pack::Parameter::new("level4_0.eesp.br_after_cat.bn.running_mean", &[64]),
            pack::Parameter::new("level4_0.eesp.br_after_cat.bn.running_var", &[64]),
            pack::Parameter::new("level4_0.eesp.br_after_cat.act.weight", &[64]),
            pack::Parameter::new(
                "level4_0.eesp.conv_1x1_exp.conv.weight",
                &[64, 16, 1, 1],
            ),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.weight", &[64]),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.bias", &[64]),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_mean", &[64]),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_var", &[64]),
            pack::Parameter::new("level4_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.1.conv.weight", &[128, 3, 1, 1]),
            pack::Parameter::new("level4_0.inp_reinf.1.bn.weight", &[128]),
            pack::Parameter::new("level4_0.inp_reinf.1.bn.bias", &[128]),
            pack::Parameter::new("level4_0.inp_reinf.1.bn.running_mean", &[128]),
            pack::Parameter::new("level4_0.inp_reinf.1.bn.running_var", &[128]),
            pack::Parameter::new("level4_0.act.weight", &[128]),
            pack::Parameter::new("level4.0.proj_1x1.conv.weight", &[32, 32, 1, 1]),
            pack::Parameter::new("level4.0.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("level4.0.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("level4.0.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("level4.0.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("level4.0.proj_1x1.act.weight", &[32]),
            pack::Parameter::new("level4.0.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.0.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.0.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.0.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.0.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("level4.0.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new("level4.0.br_after_cat.bn.running_mean", &[128]),
            pack::Parameter::new("level4.0.br_after_cat.bn.running_var", &[128]),
            pack::Parameter::new("level4.0.br_after_cat.act.weight", &[128]),
            pack::Parameter::new("level4.0.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
            pack::Parameter::new("level4.0.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("level4.0.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new("level4.0.conv_1x1_exp.bn.running_mean", &[128]),
            pack::Parameter::new("level4.0.conv_1x1_exp.bn.running_var", &[128]),
            pack::Parameter::new("level4.0.module_act.weight", &[128]),
            pack::Parameter::new("level4.1.proj_1x1.conv.weight", &[32, 32, 1, 1]),
            pack::Parameter::new("level4.1.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("level4.1.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("level4.1.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("level4.1.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("level4.1.proj_1x1.act.weight", &[32]),
            pack::Parameter::new("level4.1.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.1.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.1.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.1.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.1.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("level4.1.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new("level4.1.br_after_cat.bn.running_mean", &[128]),
            pack::Parameter::new("level4.1.br_after_cat.bn.running_var", &[128]),
            pack::Parameter::new("level4.1.br_after_cat.act.weight", &[128]),
            pack::Parameter::new("level4.1.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
            pack::Parameter::new("level4.1.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("level4.1.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new("level4.1.conv_1x1_exp.bn.running_mean", &[128]),
            pack::Parameter::new("level4.1.conv_1x1_exp.bn.running_var", &[128]),
            pack::Parameter::new("level4.1.module_act.weight", &[128]),
            pack::Parameter::new("level4.2.proj_1x1.conv.weight", &[32, 32, 1, 1]),
            pack::Parameter::new("level4.2.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("level4.2.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("level4.2.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("level4.2.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("level4.2.proj_1x1.act.weight", &[32]),
            pack::Parameter::new("level4.2.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.2.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.2.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.2.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.2.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("level4.2.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new("level4.2.br_after_cat.bn.running_mean", &[128]),
            pack::Parameter::new("level4.2.br_after_cat.bn.running_var", &[128]),
            pack::Parameter::new("level4.2.br_after_cat.act.weight", &[128]),
            pack::Parameter::new("level4.2.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
            pack::Parameter::new("level4.2.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("level4.2.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new("level4.2.conv_1x1_exp.bn.running_mean", &[128]),
            pack::Parameter::new("level4.2.conv_1x1_exp.bn.running_var", &[128]),
            pack::Parameter::new("level4.2.module_act.weight", &[128]),
            pack::Parameter::new("level4.3.proj_1x1.conv.weight", &[32, 32, 1, 1]),
            pack::Parameter::new("level4.3.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("level4.3.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("level4.3.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("level4.3.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("level4.3.proj_1x1.act.weight", &[32]),
            pack::Parameter::new("level4.3.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.3.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.3.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.3.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.3.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("level4.3.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new("level4.3.br_after_cat.bn.running_mean", &[128]),
            pack::Parameter::new("level4.3.br_after_cat.bn.running_var", &[128]),
            pack::Parameter::new("level4.3.br_after_cat.act.weight", &[128]),
            pack::Parameter::new("level4.3.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
            pack::Parameter::new("level4.3.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("level4.3.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new("level4.3.conv_1x1_exp.bn.running_mean", &[128]),
            pack::Parameter::new("level4.3.conv_1x1_exp.bn.running_var", &[128]),
            pack::Parameter::new("level4.3.module_act.weight", &[128]),
            pack::Parameter::new("level4.4.proj_1x1.conv.weight", &[32, 32, 1, 1]),
            pack::Parameter::new("level4.4.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("level4.4.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("level4.4.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("level4.4.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("level4.4.proj_1x1.act.weight", &[32]),
            pack::Parameter::new("level4.4.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.4.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.4.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.4.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.4.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("level4.4.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new("level4.4.br_after_cat.bn.running_mean", &[128]),
            pack::Parameter::new("level4.4.br_after_cat.bn.running_var", &[128]),
            pack::Parameter::new("level4.4.br_after_cat.act.weight", &[128]),
            pack::Parameter::new("level4.4.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
            pack::Parameter::new("level4.4.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("level4.4.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new("level4.4.conv_1x1_exp.bn.running_mean", &[128]),
            pack::Parameter::new("level4.4.conv_1x1_exp.bn.running_var", &[128]),
            pack::Parameter::new("level4.4.module_act.weight", &[128]),
            pack::Parameter::new("level4.5.proj_1x1.conv.weight", &[32, 32, 1, 1]),
            pack::Parameter::new("level4.5.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("level4.5.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("level4.5.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("level4.5.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("level4.5.proj_1x1.act.weight", &[32]),
            pack::Parameter::new("level4.5.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.5.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.5.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.5.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.5.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("level4.5.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new("level4.5.br_after_cat.bn.running_mean", &[128]),
            pack::Parameter::new("level4.5.br_after_cat.bn.running_var", &[128]),
            pack::Parameter::new("level4.5.br_after_cat.act.weight", &[128]),
            pack::Parameter::new("level4.5.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
            pack::Parameter::new("level4.5.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("level4.5.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new("level4.5.conv_1x1_exp.bn.running_mean", &[128]),
            pack::Parameter::new("level4.5.conv_1x1_exp.bn.running_var", &[128]),
            pack::Parameter::new("level4.5.module_act.weight", &[128]),
            pack::Parameter::new("level4.6.proj_1x1.conv.weight", &[32, 32, 1, 1]),
            pack::Parameter::new("level4.6.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("level4.6.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("level4.6.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("level4.6.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("level4.6.proj_1x1.act.weight", &[32]),
            pack::Parameter::new("level4.6.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.6.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.6.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.6.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level4.6.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("level4.6.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new("level4.6.br_after_cat.bn.running_mean", &[128]),
            pack::Parameter::new("level4.6.br_after_cat.bn.running_var", &[128]),
            pack::Parameter::new("level4.6.br_after_cat.act.weight", &[128]),
            pack::Parameter::new("level4.6.conv_1x1_exp.conv.weight", &[128, 32, 1, 1]),
            pack::Parameter::new("level4.6.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("level4.6.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new("level4.6.conv_1x1_exp.bn.running_mean", &[128]),
            pack::Parameter::new("level4.6.conv_1x1_exp.bn.running_var", &[128]),
            pack::Parameter::new("level4.6.module_act.weight", &[128]),
            pack::Parameter::new("level5_0.eesp.proj_1x1.conv.weight", &[32, 32, 1, 1]),
            pack::Parameter::new("level5_0.eesp.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("level5_0.eesp.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("level5_0.eesp.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("level5_0.eesp.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("level5_0.eesp.proj_1x1.act.weight", &[32]),
            pack::Parameter::new("level5_0.eesp.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level5_0.eesp.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level5_0.eesp.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level5_0.eesp.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level5_0.eesp.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("level5_0.eesp.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new("level5_0.eesp.br_after_cat.bn.running_mean", &[128]),
            pack::Parameter::new("level5_0.eesp.br_after_cat.bn.running_var", &[128]),
            pack::Parameter::new("level5_0.eesp.br_after_cat.act.weight", &[128]),
            pack::Parameter::new(
                "level5_0.eesp.conv_1x1_exp.conv.weight",
                &[128, 32, 1, 1],
            ),
            pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.running_mean", &[128]),
            pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.running_var", &[128]),
            pack::Parameter::new("level5_0.act.weight", &[256]),
            pack::Parameter::new("level5.0.proj_1x1.conv.weight", &[64, 64, 1, 1]),
            pack::Parameter::new("level5.0.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("level5.0.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("level5.0.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("level5.0.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("level5.0.proj_1x1.act.weight", &[64]),
            pack::Parameter::new("level5.0.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.0.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.0.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.0.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.0.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("level5.0.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new("level5.0.br_after_cat.bn.running_mean", &[256]),
            pack::Parameter::new("level5.0.br_after_cat.bn.running_var", &[256]),
            pack::Parameter::new("level5.0.br_after_cat.act.weight", &[256]),
            pack::Parameter::new("level5.0.conv_1x1_exp.conv.weight", &[256, 64, 1, 1]),
            pack::Parameter::new("level5.0.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("level5.0.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new("level5.0.conv_1x1_exp.bn.running_mean", &[256]),
            pack::Parameter::new("level5.0.conv_1x1_exp.bn.running_var", &[256]),
            pack::Parameter::new("level5.0.module_act.weight", &[256]),
            pack::Parameter::new("level5.1.proj_1x1.conv.weight", &[64, 64, 1, 1]),
            pack::Parameter::new("level5.1.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("level5.1.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("level5.1.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("level5.1.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("level5.1.proj_1x1.act.weight", &[64]),
            pack::Parameter::new("level5.1.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.1.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.1.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.1.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.1.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("level5.1.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new("level5.1.br_after_cat.bn.running_mean", &[256]),
            pack::Parameter::new("level5.1.br_after_cat.bn.running_var", &[256]),
            pack::Parameter::new("level5.1.br_after_cat.act.weight", &[256]),
            pack::Parameter::new("level5.1.conv_1x1_exp.conv.weight", &[256, 64, 1, 1]),
            pack::Parameter::new("level5.1.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("level5.1.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new("level5.1.conv_1x1_exp.bn.running_mean", &[256]),
            pack::Parameter::new("level5.1.conv_1x1_exp.bn.running_var", &[256]),
            pack::Parameter::new("level5.1.module_act.weight", &[256]),
            pack::Parameter::new("level5.2.proj_1x1.conv.weight", &[64, 64, 1, 1]),
            pack::Parameter::new("level5.2.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("level5.2.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("level5.2.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("level5.2.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("level5.2.proj_1x1.act.weight", &[64]),
            pack::Parameter::new("level5.2.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.2.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.2.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.2.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level5.2.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("level5.2.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new("level5.2.br_after_cat.bn.running_mean", &[256]),
            pack::Parameter::new("level5.2.br_after_cat.bn.running_var", &[256]),
            pack::Parameter::new("level5.2.br_after_cat.act.weight", &[256]),
            pack::Parameter::new("level5.2.conv_1x1_exp.conv.weight", &[256, 64, 1, 1]),
            pack::Parameter::new("level5.2.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("level5.2.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new("level5.2.conv_1x1_exp.bn.running_mean", &[256]),
            pack::Parameter::new("level5.2.conv_1x1_exp.bn.running_var", &[256]),
            pack::Parameter::new("level5.2.module_act.weight", &[256]),
            pack::Parameter::new("level5.3.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.3.bn.weight", &[256]),
            pack::Parameter::new("level5.3.bn.bias", &[256]),
            pack::Parameter::new("level5.3.bn.running_mean", &[256]),
            pack::Parameter::new("level5.3.bn.running_var", &[256]),
            pack::Parameter::new("level5.3.act.weight", &[256]),
            pack::Parameter::new("level5.4.conv.weight", &[1024, 64, 1, 1]),
            pack::Parameter::new("level5.4.bn.weight", &[1024]),
            pack::Parameter::new("level5.4.bn.bias", &[1024]),
            pack::Parameter::new("level5.4.bn.running_mean", &[1024]),
            pack::Parameter::new("level5.4.bn.running_var", &[1024]),
            pack::Parameter::new("level5.4.act.weight", &[1024]),
            pack::Parameter::new("classifier.weight", &[1000, 1024]),
            pack::Parameter::new("classifier.bias", &[1000]),
        ],
        unused: &[
            pack::Parameter::new("level2_0.eesp.module_act.weight", &[16]),
            pack::Parameter::new("level3_0.eesp.module_act.weight", &[32]),
            pack::Parameter::new("level4_0.eesp.module_act.weight", &[64]),
            pack::Parameter::new("level5_0.eesp.module_act.weight", &[128]),
            pack::Parameter::new("level5_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level5_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level5_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level5_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level5_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level5_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new("level5_0.inp_reinf.1.conv.weight", &[256, 3, 1, 1]),
            pack::Parameter::new("level5_0.inp_reinf.1.bn.weight", &[256]),
            pack::Parameter::new("level5_0.inp_reinf.1.bn.bias", &[256]),
            pack::Parameter::new("level5_0.inp_reinf.1.bn.running_mean", &[256]),
            pack::Parameter::new("level5_0.inp_reinf.1.bn.running_var", &[256]),
        ],
        packings: &[
            (
                0,
                pack::Packing::Conv2d(
                    CONV2D_3X224X224_TO_16X112X112,
                    pack::ConvTensors::new(0)
                        .norm(pack::Norm::consecutive(1, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(5)),
                ),
            ),
            (
                464,
                pack::Packing::Pointwise(
                    POINTWISE_16X112X112_TO_4X112X112,
                    pack::ConvTensors::new(6)
                        .norm(pack::Norm::consecutive(7, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(11)),
                ),
            ),
            (
                848,
                pack::Packing::Hff(
                    HFF_4X112X112_TO_16X56X56,
                    pack::HffTensors::new(
                        [12, 13, 14, 15],
                        pack::Norm::consecutive(16, 0.00001),
                        20,
                    ),
                ),
            ),
            (
                1616,
                pack::Packing::Pointwise(
                    POINTWISE_16X56X56,
                    pack::ConvTensors::new(21).norm(pack::Norm::consecutive(22, 0.00001)),
                ),
            ),
            (
                1936,
                pack::Packing::Conv2d(
                    CONV2D_3X56X56,
                    pack::ConvTensors::new(26)
                        .norm(pack::Norm::consecutive(27, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(31)),
                ),
            ),
            (
                2400,
                pack::Packing::Pointwise(
                    POINTWISE_3X56X56_TO_32X56X56,
                    pack::ConvTensors::new(32)
                        .norm(pack::Norm::consecutive(33, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(37)),
                ),
            ),
            (
                2560,
                pack::Packing::Pointwise(
                    POINTWISE_32X56X56_TO_8X56X56,
                    pack::ConvTensors::new(38)
                        .norm(pack::Norm::consecutive(39, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(43)),
                ),
            ),
            (
                2656,
                pack::Packing::Hff(
                    HFF_8X56X56_TO_32X28X28,
                    pack::HffTensors::new(
                        [44, 45, 46, 47],
                        pack::Norm::consecutive(48, 0.00001),
                        52,
                    ),
                ),
            ),
            (
                3424,
                pack::Packing::Pointwise(
                    POINTWISE_32X28X28,
                    pack::ConvTensors::new(53).norm(pack::Norm::consecutive(54, 0.00001)),
                ),
            ),
            (
                3712,
                pack::Packing::Conv2d(
                    CONV2D_3X28X28,
                    pack::ConvTensors::new(58)
                        .norm(pack::Norm::consecutive(59, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(63)),
                ),
            ),
            (
                4176,
                pack::Packing::Pointwise(
                    POINTWISE_3X28X28_TO_64X28X28,
                    pack::ConvTensors::new(64)
                        .norm(pack::Norm::consecutive(65, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(69)),
                ),
            ),
            (
                4496,
                pack::Packing::EespUnit(
                    EESP_UNIT_64X28X28,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(70)
                            .norm(pack::Norm::consecutive(71, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(75)),
                        hff: pack::HffTensors::new(
                            [76, 77, 78, 79],
                            pack::Norm::consecutive(80, 0.00001),
                            84,
                        ),
                        expand: pack::ConvTensors::new(85)
                            .norm(pack::Norm::consecutive(86, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(90)),
                    },
                ),
            ),
            (
                6704,
                pack::Packing::EespUnit(
                    EESP_UNIT_64X28X28,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(91)
                            .norm(pack::Norm::consecutive(92, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(96)),
                        hff: pack::HffTensors::new(
                            [97, 98, 99, 100],
                            pack::Norm::consecutive(101, 0.00001),
                            105,
                        ),
                        expand: pack::ConvTensors::new(106)
                            .norm(pack::Norm::consecutive(107, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(111)),
                    },
                ),
            ),
            (
                8912,
                pack::Packing::EespUnit(
                    EESP_UNIT_64X28X28,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(112)
                            .norm(pack::Norm::consecutive(113, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(117)),
                        hff: pack::HffTensors::new(
                            [118, 119, 120, 121],
                            pack::Norm::consecutive(122, 0.00001),
                            126,
                        ),
                        expand: pack::ConvTensors::new(127)
                            .norm(pack::Norm::consecutive(128, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(132)),
                    },
                ),
            ),
            (
                11120,
                pack::Packing::Pointwise(
                    POINTWISE_64X28X28_TO_16X28X28,
                    pack::ConvTensors::new(133)
                        .norm(pack::Norm::consecutive(134, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(138)),
                ),
            ),
            (
                11408,
                pack::Packing::Hff(
                    HFF_16X28X28_TO_64X14X14,
                    pack::HffTensors::new(
                        [139, 140, 141, 142],
                        pack::Norm::consecutive(143, 0.00001),
                        147,
                    ),
                ),
            ),
            (
                12176,
                pack::Packing::Pointwise(
                    POINTWISE_64X14X14,
                    pack::ConvTensors::new(148)
                        .norm(pack::Norm::consecutive(149, 0.00001)),
                ),
            ),
            (
                13264,
                pack::Packing::Conv2d(
                    CONV2D_3X14X14,
                    pack::ConvTensors::new(153)
                        .norm(pack::Norm::consecutive(154, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(158)),
                ),
            ),
            (
                13728,
                pack::Packing::Pointwise(
                    POINTWISE_3X14X14_TO_128X14X14,
                    pack::ConvTensors::new(159)
                        .norm(pack::Norm::consecutive(160, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(164)),
                ),
            ),
            (
                14368,
                pack::Packing::EespUnit(
                    EESP_UNIT_128X14X14,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(165)
                            .norm(pack::Norm::consecutive(166, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(170)),
                        hff: pack::HffTensors::new(
                            [171, 172, 173, 174],
                            pack::Norm::consecutive(175, 0.00001),
                            179,
                        ),
                        expand: pack::ConvTensors::new(180)
                            .norm(pack::Norm::consecutive(181, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(185)),
                    },
                ),
            ),
            (
                21344,
                pack::Packing::EespUnit(
                    EESP_UNIT_128X14X14,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(186)
                            .norm(pack::Norm::consecutive(187, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(191)),
                        hff: pack::HffTensors::new(
                            [192, 193, 194, 195],
                            pack::Norm::consecutive(196, 0.00001),
                            200,
                        ),
                        expand: pack::ConvTensors::new(201)
                            .norm(pack::Norm::consecutive(202, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(206)),
                    },
                ),
            ),
            (
                28320,
                pack::Packing::EespUnit(
                    EESP_UNIT_128X14X14,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(207)
                            .norm(pack::Norm::consecutive(208, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(212)),
                        hff: pack::HffTensors::new(
                            [213, 214, 215, 216],
                            pack::Norm::consecutive(217, 0.00001),
                            221,
                        ),
                        expand: pack::ConvTensors::new(222)
                            .norm(pack::Norm::consecutive(223, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(227)),
                    },
                ),
            ),
            (
                35296,
                pack::Packing::EespUnit(
                    EESP_UNIT_128X14X14,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(228)
                            .norm(pack::Norm::consecutive(229, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(233)),
                        hff: pack::HffTensors::new(
                            [234, 235, 236, 237],
                            pack::Norm::consecutive(238, 0.00001),
                            242,
                        ),
                        expand: pack::ConvTensors::new(243)
                            .norm(pack::Norm::consecutive(244, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(248)),
                    },
                ),
            ),
            (
                42272,
                pack::Packing::EespUnit(
                    EESP_UNIT_128X14X14,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(249)
                            .norm(pack::Norm::consecutive(250, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(254)),
                        hff: pack::HffTensors::new(
                            [255, 256, 257, 258],
                            pack::Norm::consecutive(259, 0.00001),
                            263,
                        ),
                        expand: pack::ConvTensors::new(264)
                            .norm(pack::Norm::consecutive(265, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(269)),
                    },
                ),
            ),
            (
                49248,
                pack::Packing::EespUnit(
                    EESP_UNIT_128X14X14,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(270)
                            .norm(pack::Norm::consecutive(271, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(275)),
                        hff: pack::HffTensors::new(
                            [276, 277, 278, 279],
                            pack::Norm::consecutive(280, 0.00001),
                            284,
                        ),
                        expand: pack::ConvTensors::new(285)
                            .norm(pack::Norm::consecutive(286, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(290)),
                    },
                ),
            ),
            (
                56224,
                pack::Packing::EespUnit(
                    EESP_UNIT_128X14X14,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(291)
                            .norm(pack::Norm::consecutive(292, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(296)),
                        hff: pack::HffTensors::new(
                            [297, 298, 299, 300],
                            pack::Norm::consecutive(301, 0.00001),
                            305,
                        ),
                        expand: pack::ConvTensors::new(306)
                            .norm(pack::Norm::consecutive(307, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(311)),
                    },
                ),
            ),
            (
                63200,
                pack::Packing::Pointwise(
                    POINTWISE_128X14X14_TO_32X14X14,
                    pack::ConvTensors::new(312)
                        .norm(pack::Norm::consecutive(313, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(317)),
                ),
            ),
            (
                64288,
                pack::Packing::Hff(
                    HFF_32X14X14_TO_128X7X7,
                    pack::HffTensors::new(
                        [318, 319, 320, 321],
                        pack::Norm::consecutive(322, 0.00001),
                        326,
                    ),
                ),
            ),
            (
                65824,
                pack::Packing::Pointwise(
                    POINTWISE_128X7X7,
                    pack::ConvTensors::new(327)
                        .norm(pack::Norm::consecutive(328, 0.00001)),
                ),
            ),
            (
                70048,
                pack::Packing::Elementwise(
                    ELEMENTWISE_256X7X7,
                    pack::EpilogueTensors::NONE.prelu(332),
                ),
            ),
            (
                70304,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X7X7,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(333)
                            .norm(pack::Norm::consecutive(334, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(338)),
                        hff: pack::HffTensors::new(
                            [339, 340, 341, 342],
                            pack::Norm::consecutive(343, 0.00001),
                            347,
                        ),
                        expand: pack::ConvTensors::new(348)
                            .norm(pack::Norm::consecutive(349, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(353)),
                    },
                ),
            ),
            (
                94496,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X7X7,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(354)
                            .norm(pack::Norm::consecutive(355, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(359)),
                        hff: pack::HffTensors::new(
                            [360, 361, 362, 363],
                            pack::Norm::consecutive(364, 0.00001),
                            368,
                        ),
                        expand: pack::ConvTensors::new(369)
                            .norm(pack::Norm::consecutive(370, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(374)),
                    },
                ),
            ),
            (
                118688,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X7X7,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(375)
                            .norm(pack::Norm::consecutive(376, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(380)),
                        hff: pack::HffTensors::new(
                            [381, 382, 383, 384],
                            pack::Norm::consecutive(385, 0.00001),
                            389,
                        ),
                        expand: pack::ConvTensors::new(390)
                            .norm(pack::Norm::consecutive(391, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(395)),
                    },
                ),
            ),
            (
                142880,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_256X7X7,
                    pack::ConvTensors::new(396)
                        .norm(pack::Norm::consecutive(397, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(401)),
                ),
            ),
            (
                145696,
                pack::Packing::Pointwise(
                    POINTWISE_256X7X7_TO_1024X7X7,
                    pack::ConvTensors::new(402)
                        .norm(pack::Norm::consecutive(403, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(407)),
                ),
            ),
            (
                213280,
                pack::Packing::Pointwise(
                    POINTWISE_1024X1X1_TO_1000X1X1,
                    pack::ConvTensors::new(408).bias(409),
                ),
            ),
        ],
        len: 1238288,
    };
};
