/// `custom` compiled by espnet: input 1×3×96×128, `output` 1×37×1×1; 230853 parameters, 7.4 million multiply-accumulates.
#[derive(Clone, Debug)]
pub struct Custom {
    network: ::espnet::generated::Network,
}
impl Custom {
    /// N, C, H, W of the input.
    pub const INPUT_SHAPE: [usize; 4] = [1, 3, 96, 128];
    /// Numbers in the input.
    pub const INPUT_LEN: usize = 36864;
    /// N, C, H, W of the output.
    pub const OUTPUT_SHAPE: [usize; 4] = [1, 37, 1, 1];
    /// Numbers in the output.
    pub const OUTPUT_LEN: usize = 37;
    /// Learned numbers in a checkpoint.
    pub const PARAMETERS: usize = 230853;
    /// Multiply-accumulates of the convolutions in one forward pass.
    pub const MACS: u64 = 7444080;
    /// Floats of a workspace.
    pub const ARENA_FLOATS: usize = 150528;
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
    impl Custom {
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
    }
    impl Custom {
        /// Runs the network on one input, N×C×H×W as in
        /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns what lies in the workspace until
        /// its next use. Allocates nothing.
        pub fn forward<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [f32; 37] {
            let arena = workspace.floats_mut();
            let weights = self.network.weights();
            self.network
                .run(CustomForward {
                    weights,
                    input,
                    arena: &mut *arena,
                });
            let arena: &'w [f32] = arena;
            generated::array(arena, 0)
        }
    }
    struct CustomForward<'a> {
        weights: &'a [f32],
        input: &'a [f32],
        arena: &'a mut [f32],
    }
    impl generated::Program for CustomForward<'_> {
        fn run<S: generated::Simd>(self, simd: S) {
            let Self { weights, input, arena } = self;
            // level1.act
            {
                let [b0, b1] = generated::split(arena, [0..49152, 49152..50322]);
                conv2d_3x96x128_to_16x48x64(
                    simd,
                    generated::Call {
                        weights: &weights[0..464],
                        input,
                        gate: &[],
                        residual: &[],
                        output: b0,
                        scratch: b1,
                        rows: 0..48,
                    },
                );
            }
            // level2_0.avg
            {
                let [b2, b0] = generated::split(arena, [64512..101376, 0..49152]);
                avg_pool_16x48x64_to_16x24x32(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b0,
                        gate: &[],
                        residual: &[],
                        output: &mut b2[0..36832],
                        scratch: &mut [],
                        rows: 0..24,
                    },
                );
            }
            // level2_0.eesp.proj_1x1.act
            {
                let [b3, b0] = generated::split(arena, [101376..125952, 0..49152]);
                pointwise_16x48x64_to_8x48x64(
                    simd,
                    generated::Call {
                        weights: &weights[464..848],
                        input: b0,
                        gate: &[],
                        residual: &[],
                        output: b3,
                        scratch: &mut [],
                        rows: 0..48,
                    },
                );
            }
            // level2_0.eesp.br_after_cat.act
            {
                let [b4, b3, b5] = generated::split(
                    arena,
                    [125952..150528, 101376..125952, 0..64512],
                );
                hff_8x48x64_to_32x24x32(
                    simd,
                    generated::Call {
                        weights: &weights[848..1616],
                        input: b3,
                        gate: &[],
                        residual: &[],
                        output: b4,
                        scratch: b5,
                        rows: 0..24,
                    },
                );
            }
            // level2_0.eesp.conv_1x1_exp.bn
            {
                let [b2, b4] = generated::split(arena, [64512..101376, 125952..150528]);
                pointwise_32x24x32(
                    simd,
                    generated::Call {
                        weights: &weights[1616..1904],
                        input: b4,
                        gate: &[],
                        residual: &[],
                        output: &mut b2[16..36864],
                        scratch: &mut [],
                        rows: 0..24,
                    },
                );
            }
            // level2_0.image.0
            {
                let [b6, b7] = generated::split(arena, [0..9216, 9216..9346]);
                avg_pool_3x96x128_to_3x48x64(
                    simd,
                    generated::Call {
                        weights: &[],
                        input,
                        gate: &[],
                        residual: &[],
                        output: b6,
                        scratch: b7,
                        rows: 0..48,
                    },
                );
            }
            // level2_0.image.1
            {
                let [b8, b6, b9] = generated::split(
                    arena,
                    [101376..103680, 0..9216, 9216..9282],
                );
                avg_pool_3x48x64_to_3x24x32(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b6,
                        gate: &[],
                        residual: &[],
                        output: b8,
                        scratch: b9,
                        rows: 0..24,
                    },
                );
            }
            // level2_0.inp_reinf.0.act
            {
                let [b10, b8, b11] = generated::split(
                    arena,
                    [0..2304, 101376..103680, 2304..2610],
                );
                conv2d_3x24x32(
                    simd,
                    generated::Call {
                        weights: &weights[1904..2368],
                        input: b8,
                        gate: &[],
                        residual: &[],
                        output: b10,
                        scratch: b11,
                        rows: 0..24,
                    },
                );
            }
            // level2_0.act
            {
                let [b2, b10] = generated::split(arena, [64512..101376, 0..2304]);
                pointwise_3x24x32_to_48x24x32(
                    simd,
                    generated::Call {
                        weights: &weights[2368..2608],
                        input: b10,
                        gate: &[],
                        residual: &[],
                        output: b2,
                        scratch: &mut [],
                        rows: 0..24,
                    },
                );
            }
            // level3_0.avg
            {
                let [b12, b2] = generated::split(arena, [0..21504, 64512..101376]);
                avg_pool_48x24x32_to_48x12x16(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b2,
                        gate: &[],
                        residual: &[],
                        output: &mut b12[0..21440],
                        scratch: &mut [],
                        rows: 0..12,
                    },
                );
            }
            // level3_0.eesp.proj_1x1.act
            {
                let [b13, b2] = generated::split(arena, [41984..54272, 64512..101376]);
                pointwise_48x24x32_to_16x24x32(
                    simd,
                    generated::Call {
                        weights: &weights[2608..2832],
                        input: b2,
                        gate: &[],
                        residual: &[],
                        output: b13,
                        scratch: &mut [],
                        rows: 0..24,
                    },
                );
            }
            // level3_0.eesp.br_after_cat.act
            {
                let [b14, b13, b15] = generated::split(
                    arena,
                    [54272..66560, 41984..54272, 21504..41984],
                );
                hff_16x24x32_to_64x12x16(
                    simd,
                    generated::Call {
                        weights: &weights[2832..3600],
                        input: b13,
                        gate: &[],
                        residual: &[],
                        output: b14,
                        scratch: b15,
                        rows: 0..12,
                    },
                );
            }
            // level3_0.eesp.conv_1x1_exp.bn
            {
                let [b12, b14] = generated::split(arena, [0..21504, 54272..66560]);
                pointwise_64x12x16(
                    simd,
                    generated::Call {
                        weights: &weights[3600..4688],
                        input: b14,
                        gate: &[],
                        residual: &[],
                        output: &mut b12[48..21504],
                        scratch: &mut [],
                        rows: 0..12,
                    },
                );
            }
            // level3_0.image.2
            {
                let [b16, b8, b17] = generated::split(
                    arena,
                    [37632..38208, 101376..103680, 21504..21538],
                );
                avg_pool_3x24x32_to_3x12x16(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b8,
                        gate: &[],
                        residual: &[],
                        output: b16,
                        scratch: b17,
                        rows: 0..12,
                    },
                );
            }
            // level3_0.inp_reinf.0.act
            {
                let [b18, b16, b19] = generated::split(
                    arena,
                    [21504..22080, 37632..38208, 22080..22242],
                );
                conv2d_3x12x16(
                    simd,
                    generated::Call {
                        weights: &weights[4688..5152],
                        input: b16,
                        gate: &[],
                        residual: &[],
                        output: b18,
                        scratch: b19,
                        rows: 0..12,
                    },
                );
            }
            // level3_0.act
            {
                let [b12, b18] = generated::split(arena, [0..21504, 21504..22080]);
                pointwise_3x12x16_to_112x12x16(
                    simd,
                    generated::Call {
                        weights: &weights[5152..5712],
                        input: b18,
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: &mut [],
                        rows: 0..12,
                    },
                );
            }
            // level3.0.module_act
            {
                let [b12, b20] = generated::split(arena, [0..21504, 21504..35968]);
                eesp_unit_112x12x16(
                    simd,
                    generated::Call {
                        weights: &weights[5712..13008],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: b20,
                        rows: 0..12,
                    },
                );
            }
            // level4_0.avg
            {
                let [b21, b12] = generated::split(arena, [21504..32256, 0..21504]);
                avg_pool_112x12x16_to_112x6x8(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b12,
                        gate: &[],
                        residual: &[],
                        output: &mut b21[0..10640],
                        scratch: &mut [],
                        rows: 0..6,
                    },
                );
            }
            // level4_0.eesp.proj_1x1.act
            {
                let [b22, b12] = generated::split(arena, [32256..37632, 0..21504]);
                pointwise_112x12x16_to_28x12x16(
                    simd,
                    generated::Call {
                        weights: &weights[13008..14928],
                        input: b12,
                        gate: &[],
                        residual: &[],
                        output: b22,
                        scratch: &mut [],
                        rows: 0..12,
                    },
                );
            }
            // level4_0.eesp.br_after_cat.act
            {
                let [b23, b22, b24] = generated::split(
                    arena,
                    [12672..18048, 32256..37632, 0..12672],
                );
                hff_28x12x16_to_112x6x8(
                    simd,
                    generated::Call {
                        weights: &weights[14928..16464],
                        input: b22,
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b24,
                        rows: 0..6,
                    },
                );
            }
            // level4_0.eesp.conv_1x1_exp.bn
            {
                let [b21, b23] = generated::split(arena, [21504..32256, 12672..18048]);
                pointwise_112x6x8(
                    simd,
                    generated::Call {
                        weights: &weights[16464..20176],
                        input: b23,
                        gate: &[],
                        residual: &[],
                        output: &mut b21[112..10752],
                        scratch: &mut [],
                        rows: 0..6,
                    },
                );
            }
            // level4_0.image.3
            {
                let [b25, b16, b26] = generated::split(
                    arena,
                    [0..144, 37632..38208, 144..162],
                );
                avg_pool_3x12x16_to_3x6x8(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b16,
                        gate: &[],
                        residual: &[],
                        output: b25,
                        scratch: b26,
                        rows: 0..6,
                    },
                );
            }
            // level4_0.inp_reinf.0.act
            {
                let [b27, b25, b28] = generated::split(
                    arena,
                    [144..288, 0..144, 288..378],
                );
                conv2d_3x6x8(
                    simd,
                    generated::Call {
                        weights: &weights[20176..20640],
                        input: b25,
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: b28,
                        rows: 0..6,
                    },
                );
            }
            // level4_0.act
            {
                let [b21, b27] = generated::split(arena, [21504..32256, 144..288]);
                pointwise_3x6x8_to_224x6x8(
                    simd,
                    generated::Call {
                        weights: &weights[20640..21760],
                        input: b27,
                        gate: &[],
                        residual: &[],
                        output: b21,
                        scratch: &mut [],
                        rows: 0..6,
                    },
                );
            }
            // level4.0.module_act
            {
                let [b21, b29] = generated::split(arena, [21504..32256, 0..18432]);
                eesp_unit_224x6x8(
                    simd,
                    generated::Call {
                        weights: &weights[21760..41536],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b21,
                        scratch: b29,
                        rows: 0..6,
                    },
                );
            }
            // level4.1.module_act
            {
                let [b21, b30] = generated::split(arena, [21504..32256, 0..18432]);
                eesp_unit_224x6x8(
                    simd,
                    generated::Call {
                        weights: &weights[41536..61312],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b21,
                        scratch: b30,
                        rows: 0..6,
                    },
                );
            }
            // level5_0.avg
            {
                let [b31, b21] = generated::split(arena, [32256..37632, 21504..32256]);
                avg_pool_224x6x8_to_224x3x4(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b21,
                        gate: &[],
                        residual: &[],
                        output: &mut b31[0..5152],
                        scratch: &mut [],
                        rows: 0..3,
                    },
                );
            }
            // level5_0.eesp.proj_1x1.act
            {
                let [b32, b21] = generated::split(arena, [7680..10368, 21504..32256]);
                pointwise_224x6x8_to_56x6x8(
                    simd,
                    generated::Call {
                        weights: &weights[61312..65024],
                        input: b21,
                        gate: &[],
                        residual: &[],
                        output: b32,
                        scratch: &mut [],
                        rows: 0..6,
                    },
                );
            }
            // level5_0.eesp.br_after_cat.act
            {
                let [b33, b32, b34] = generated::split(
                    arena,
                    [10368..13056, 7680..10368, 0..7680],
                );
                hff_56x6x8_to_224x3x4(
                    simd,
                    generated::Call {
                        weights: &weights[65024..68096],
                        input: b32,
                        gate: &[],
                        residual: &[],
                        output: b33,
                        scratch: b34,
                        rows: 0..3,
                    },
                );
            }
            // level5_0.eesp.conv_1x1_exp.bn
            {
                let [b31, b33] = generated::split(arena, [32256..37632, 10368..13056]);
                pointwise_224x3x4(
                    simd,
                    generated::Call {
                        weights: &weights[68096..80864],
                        input: b33,
                        gate: &[],
                        residual: &[],
                        output: &mut b31[224..5376],
                        scratch: &mut [],
                        rows: 0..3,
                    },
                );
            }
            // level5_0.act
            {
                let b31 = &mut arena[32256..37632];
                elementwise_448x3x4(
                    simd,
                    generated::Call {
                        weights: &weights[80864..81312],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b31,
                        scratch: &mut [],
                        rows: 0..3,
                    },
                );
            }
            // level5.0.module_act
            {
                let [b31, b35] = generated::split(arena, [32256..37632, 0..11648]);
                eesp_unit_448x3x4(
                    simd,
                    generated::Call {
                        weights: &weights[81312..152352],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b31,
                        scratch: b35,
                        rows: 0..3,
                    },
                );
            }
            // level5.1.act
            {
                let [b36, b31, b37] = generated::split(
                    arena,
                    [17472..22848, 32256..37632, 0..17472],
                );
                depthwise_conv2d_448x3x4(
                    simd,
                    generated::Call {
                        weights: &weights[152352..157280],
                        input: b31,
                        gate: &[],
                        residual: &[],
                        output: b36,
                        scratch: b37,
                        rows: 0..3,
                    },
                );
            }
            // level5.2.act
            {
                let [b38, b36] = generated::split(arena, [0..6144, 17472..22848]);
                pointwise_448x3x4_to_512x3x4(
                    simd,
                    generated::Call {
                        weights: &weights[157280..215648],
                        input: b36,
                        gate: &[],
                        residual: &[],
                        output: b38,
                        scratch: &mut [],
                        rows: 0..3,
                    },
                );
            }
            // global_pool
            {
                let [b39, b38] = generated::split(arena, [6144..6656, 0..6144]);
                adaptive_avg_pool_512x3x4_to_512x1x1(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b38,
                        gate: &[],
                        residual: &[],
                        output: b39,
                        scratch: &mut [],
                        rows: 0..1,
                    },
                );
            }
            // classifier
            {
                let [b40, b39] = generated::split(arena, [0..37, 6144..6656]);
                pointwise_512x1x1_to_37x1x1(
                    simd,
                    generated::Call {
                        weights: &weights[215648..240272],
                        input: b39,
                        gate: &[],
                        residual: &[],
                        output: b40,
                        scratch: &mut [],
                        rows: 0..1,
                    },
                );
            }
        }
    }
    /// `conv2d 3×96×128 -> 16×48×64 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X96X128_TO_16X48X64: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 96, 128),
        output: layout::Map::dense(16, 48, 64),
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
    fn conv2d_3x96x128_to_16x48x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X96X128_TO_16X48X64;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
    }
    /// `avg_pool 16×48×64 -> 16×24×32/48 kernel 3 stride 2 padding 1`
    const AVG_POOL_16X48X64_TO_16X24X32: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(16, 48, 64),
        output: layout::Map {
            channels: 16,
            height: 24,
            width: 32,
            stride: 48,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level2_0.avg.
    fn avg_pool_16x48x64_to_16x24x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_16X48X64_TO_16X24X32;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 16×48×64 -> 8×48×64 groups 4 +bias +prelu`
    const POINTWISE_16X48X64_TO_8X48X64: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(16, 48, 64),
        output: layout::Map::dense(8, 48, 64),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level2_0.eesp.proj_1x1.act.
    fn pointwise_16x48x64_to_8x48x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_16X48X64_TO_8X48X64;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 8×48×64 -> 32×24×32 dilations [1, 2, 3, 4] stride 2`
    const HFF_8X48X64_TO_32X24X32: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(8, 48, 64),
        output: layout::Map::dense(32, 24, 32),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level2_0.eesp.br_after_cat.act.
    fn hff_8x48x64_to_32x24x32<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_8X48X64_TO_32X24X32;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 32×24×32 -> 32×24×32/48 groups 4 +bias`
    const POINTWISE_32X24X32: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(32, 24, 32),
        output: layout::Map {
            channels: 32,
            height: 24,
            width: 32,
            stride: 48,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level2_0.eesp.conv_1x1_exp.bn.
    fn pointwise_32x24x32<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_32X24X32;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `avg_pool 3×96×128 -> 3×48×64 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X96X128_TO_3X48X64: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 96, 128),
        output: layout::Map::dense(3, 48, 64),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level2_0.image.0.
    fn avg_pool_3x96x128_to_3x48x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X96X128_TO_3X48X64;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `avg_pool 3×48×64 -> 3×24×32 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X48X64_TO_3X24X32: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 48, 64),
        output: layout::Map::dense(3, 24, 32),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level2_0.image.1.
    fn avg_pool_3x48x64_to_3x24x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X48X64_TO_3X24X32;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `conv2d 3×24×32 -> 3×24×32 planes kernel 3 stride 1 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X24X32: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 24, 32),
        output: layout::Map::dense(3, 24, 32),
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
    fn conv2d_3x24x32<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X24X32;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 3×24×32 -> 48×24×32 groups 1 +bias +residual +prelu`
    const POINTWISE_3X24X32_TO_48X24X32: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 24, 32),
        output: layout::Map::dense(48, 24, 32),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level2_0.act.
    fn pointwise_3x24x32_to_48x24x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X24X32_TO_48X24X32;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `avg_pool 48×24×32 -> 48×12×16/112 kernel 3 stride 2 padding 1`
    const AVG_POOL_48X24X32_TO_48X12X16: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(48, 24, 32),
        output: layout::Map {
            channels: 48,
            height: 12,
            width: 16,
            stride: 112,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level3_0.avg.
    fn avg_pool_48x24x32_to_48x12x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_48X24X32_TO_48X12X16;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 48×24×32 -> 16×24×32 groups 4 +bias +prelu`
    const POINTWISE_48X24X32_TO_16X24X32: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(48, 24, 32),
        output: layout::Map::dense(16, 24, 32),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level3_0.eesp.proj_1x1.act.
    fn pointwise_48x24x32_to_16x24x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_48X24X32_TO_16X24X32;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 16×24×32 -> 64×12×16 dilations [1, 2, 3, 4] stride 2`
    const HFF_16X24X32_TO_64X12X16: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(16, 24, 32),
        output: layout::Map::dense(64, 12, 16),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level3_0.eesp.br_after_cat.act.
    fn hff_16x24x32_to_64x12x16<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_16X24X32_TO_64X12X16;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 64×12×16 -> 64×12×16/112 groups 4 +bias`
    const POINTWISE_64X12X16: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(64, 12, 16),
        output: layout::Map {
            channels: 64,
            height: 12,
            width: 16,
            stride: 112,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level3_0.eesp.conv_1x1_exp.bn.
    fn pointwise_64x12x16<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_64X12X16;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `avg_pool 3×24×32 -> 3×12×16 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X24X32_TO_3X12X16: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 24, 32),
        output: layout::Map::dense(3, 12, 16),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level3_0.image.2.
    fn avg_pool_3x24x32_to_3x12x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X24X32_TO_3X12X16;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `conv2d 3×12×16 -> 3×12×16 planes kernel 3 stride 1 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X12X16: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 12, 16),
        output: layout::Map::dense(3, 12, 16),
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
    fn conv2d_3x12x16<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X12X16;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 3×12×16 -> 112×12×16 groups 1 +bias +residual +prelu`
    const POINTWISE_3X12X16_TO_112X12X16: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 12, 16),
        output: layout::Map::dense(112, 12, 16),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level3_0.act.
    fn pointwise_3x12x16_to_112x12x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X12X16_TO_112X12X16;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `eesp_unit 112×12×16 -> 112×12×16 dilations [1, 1, 2, 3] band 1 +residual`
    const EESP_UNIT_112X12X16: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(112, 12, 16),
        output: layout::Map::dense(112, 12, 16),
        dilations: layout::Dilations::new(&[1, 1, 2, 3]),
        residual: kernel::Residual::InPlace,
        band: 1,
    };
    /// Computes level3.0.module_act.
    fn eesp_unit_112x12x16<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_112X12X16;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
    }
    /// `avg_pool 112×12×16 -> 112×6×8/224 kernel 3 stride 2 padding 1`
    const AVG_POOL_112X12X16_TO_112X6X8: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(112, 12, 16),
        output: layout::Map {
            channels: 112,
            height: 6,
            width: 8,
            stride: 224,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level4_0.avg.
    fn avg_pool_112x12x16_to_112x6x8<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_112X12X16_TO_112X6X8;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 112×12×16 -> 28×12×16 groups 4 +bias +prelu`
    const POINTWISE_112X12X16_TO_28X12X16: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(112, 12, 16),
        output: layout::Map::dense(28, 12, 16),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level4_0.eesp.proj_1x1.act.
    fn pointwise_112x12x16_to_28x12x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_112X12X16_TO_28X12X16;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 28×12×16 -> 112×6×8 dilations [1, 1, 2, 3] stride 2`
    const HFF_28X12X16_TO_112X6X8: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(28, 12, 16),
        output: layout::Map::dense(112, 6, 8),
        dilations: layout::Dilations::new(&[1, 1, 2, 3]),
        stride: 2,
    };
    /// Computes level4_0.eesp.br_after_cat.act.
    fn hff_28x12x16_to_112x6x8<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_28X12X16_TO_112X6X8;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 112×6×8 -> 112×6×8/224 groups 4 +bias`
    const POINTWISE_112X6X8: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(112, 6, 8),
        output: layout::Map {
            channels: 112,
            height: 6,
            width: 8,
            stride: 224,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level4_0.eesp.conv_1x1_exp.bn.
    fn pointwise_112x6x8<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_112X6X8;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `avg_pool 3×12×16 -> 3×6×8 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X12X16_TO_3X6X8: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 12, 16),
        output: layout::Map::dense(3, 6, 8),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level4_0.image.3.
    fn avg_pool_3x12x16_to_3x6x8<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X12X16_TO_3X6X8;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `conv2d 3×6×8 -> 3×6×8 planes kernel 3 stride 1 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X6X8: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 6, 8),
        output: layout::Map::dense(3, 6, 8),
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
    fn conv2d_3x6x8<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X6X8;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 3×6×8 -> 224×6×8 groups 1 +bias +residual +prelu`
    const POINTWISE_3X6X8_TO_224X6X8: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 6, 8),
        output: layout::Map::dense(224, 6, 8),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level4_0.act.
    fn pointwise_3x6x8_to_224x6x8<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X6X8_TO_224X6X8;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `eesp_unit 224×6×8 -> 224×6×8 dilations [1, 1, 1, 2] band 6 +residual`
    const EESP_UNIT_224X6X8: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(224, 6, 8),
        output: layout::Map::dense(224, 6, 8),
        dilations: layout::Dilations::new(&[1, 1, 1, 2]),
        residual: kernel::Residual::InPlace,
        band: 6,
    };
    /// Computes level4.0.module_act, level4.1.module_act.
    fn eesp_unit_224x6x8<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_224X6X8;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
    }
    /// `avg_pool 224×6×8 -> 224×3×4/448 kernel 3 stride 2 padding 1`
    const AVG_POOL_224X6X8_TO_224X3X4: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(224, 6, 8),
        output: layout::Map {
            channels: 224,
            height: 3,
            width: 4,
            stride: 448,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level5_0.avg.
    fn avg_pool_224x6x8_to_224x3x4<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_224X6X8_TO_224X3X4;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 224×6×8 -> 56×6×8 groups 4 +bias +prelu`
    const POINTWISE_224X6X8_TO_56X6X8: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(224, 6, 8),
        output: layout::Map::dense(56, 6, 8),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5_0.eesp.proj_1x1.act.
    fn pointwise_224x6x8_to_56x6x8<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_224X6X8_TO_56X6X8;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 56×6×8 -> 224×3×4 dilations [1, 1, 1, 2] stride 2`
    const HFF_56X6X8_TO_224X3X4: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(56, 6, 8),
        output: layout::Map::dense(224, 3, 4),
        dilations: layout::Dilations::new(&[1, 1, 1, 2]),
        stride: 2,
    };
    /// Computes level5_0.eesp.br_after_cat.act.
    fn hff_56x6x8_to_224x3x4<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_56X6X8_TO_224X3X4;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 224×3×4 -> 224×3×4/448 groups 4 +bias`
    const POINTWISE_224X3X4: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(224, 3, 4),
        output: layout::Map {
            channels: 224,
            height: 3,
            width: 4,
            stride: 448,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5_0.eesp.conv_1x1_exp.bn.
    fn pointwise_224x3x4<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_224X3X4;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `elementwise 448×3×4 -> 448×3×4 +prelu`
    const ELEMENTWISE_448X3X4: kernel::Elementwise = kernel::Elementwise {
        input: layout::Map::dense(448, 3, 4),
        output: layout::Map::dense(448, 3, 4),
        in_place: true,
        epilogue: kernel::Epilogue {
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5_0.act.
    fn elementwise_448x3x4<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Elementwise> for Fixed {
            const SHAPE: kernel::Elementwise = ELEMENTWISE_448X3X4;
        }
        generated::invoke::<kernels::Elementwise<Fixed>, S>(simd, call);
    }
    /// `eesp_unit 448×3×4 -> 448×3×4 dilations [1, 1, 1, 2] band 3 +residual`
    const EESP_UNIT_448X3X4: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(448, 3, 4),
        output: layout::Map::dense(448, 3, 4),
        dilations: layout::Dilations::new(&[1, 1, 1, 2]),
        residual: kernel::Residual::InPlace,
        band: 3,
    };
    /// Computes level5.0.module_act.
    fn eesp_unit_448x3x4<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_448X3X4;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 448×3×4 -> 448×3×4 kernel 3 stride 1 padding 1 dilation 1 groups 448 shuffle 1 +bias +prelu`
    const DEPTHWISE_CONV2D_448X3X4: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(448, 3, 4),
        output: layout::Map::dense(448, 3, 4),
        groups: 448,
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
    /// Computes level5.1.act.
    fn depthwise_conv2d_448x3x4<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_448X3X4;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 448×3×4 -> 512×3×4 groups 4 +bias +prelu`
    const POINTWISE_448X3X4_TO_512X3X4: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(448, 3, 4),
        output: layout::Map::dense(512, 3, 4),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5.2.act.
    fn pointwise_448x3x4_to_512x3x4<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_448X3X4_TO_512X3X4;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 512×3×4 -> 512×1×1`
    const ADAPTIVE_AVG_POOL_512X3X4_TO_512X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(512, 3, 4),
        output: layout::Map::dense(512, 1, 1),
    };
    /// Computes global_pool.
    fn adaptive_avg_pool_512x3x4_to_512x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_512X3X4_TO_512X1X1;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 512×1×1 -> 37×1×1 groups 1 +bias`
    const POINTWISE_512X1X1_TO_37X1X1: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(512, 1, 1),
        output: layout::Map::dense(37, 1, 1),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes classifier.
    fn pointwise_512x1x1_to_37x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_512X1X1_TO_37X1X1;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
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
            pack::Parameter::new(
                "level2_0.eesp.conv_1x1_exp.conv.weight",
                &[32, 8, 1, 1],
            ),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.weight", &[32]),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.bias", &[32]),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_mean", &[32]),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_var", &[32]),
            pack::Parameter::new("level2_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.1.conv.weight", &[48, 3, 1, 1]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.weight", &[48]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.bias", &[48]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.running_mean", &[48]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.running_var", &[48]),
            pack::Parameter::new("level2_0.act.weight", &[48]),
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
            pack::Parameter::new(
                "level3_0.eesp.conv_1x1_exp.conv.weight",
                &[64, 16, 1, 1],
            ),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.weight", &[64]),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.bias", &[64]),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.running_mean", &[64]),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.running_var", &[64]),
            pack::Parameter::new("level3_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.act.weight", &[3]),
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
            pack::Parameter::new(
                "level4_0.eesp.conv_1x1_exp.conv.weight",
                &[112, 28, 1, 1],
            ),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.weight", &[112]),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.bias", &[112]),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_mean", &[112]),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_var", &[112]),
            pack::Parameter::new("level4_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.act.weight", &[3]),
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
            pack::Parameter::new(
                "level5_0.eesp.conv_1x1_exp.conv.weight",
                &[224, 56, 1, 1],
            ),
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
        ],
        unused: &[
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
        ],
        packings: &[
            (
                0,
                pack::Packing::Conv2d(
                    CONV2D_3X96X128_TO_16X48X64,
                    pack::ConvTensors::new(0)
                        .norm(pack::Norm::consecutive(1, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(5)),
                ),
            ),
            (
                464,
                pack::Packing::Pointwise(
                    POINTWISE_16X48X64_TO_8X48X64,
                    pack::ConvTensors::new(6)
                        .norm(pack::Norm::consecutive(7, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(11)),
                ),
            ),
            (
                848,
                pack::Packing::Hff(
                    HFF_8X48X64_TO_32X24X32,
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
                    POINTWISE_32X24X32,
                    pack::ConvTensors::new(21).norm(pack::Norm::consecutive(22, 0.00001)),
                ),
            ),
            (
                1904,
                pack::Packing::Conv2d(
                    CONV2D_3X24X32,
                    pack::ConvTensors::new(26)
                        .norm(pack::Norm::consecutive(27, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(31)),
                ),
            ),
            (
                2368,
                pack::Packing::Pointwise(
                    POINTWISE_3X24X32_TO_48X24X32,
                    pack::ConvTensors::new(32)
                        .norm(pack::Norm::consecutive(33, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(37)),
                ),
            ),
            (
                2608,
                pack::Packing::Pointwise(
                    POINTWISE_48X24X32_TO_16X24X32,
                    pack::ConvTensors::new(38)
                        .norm(pack::Norm::consecutive(39, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(43)),
                ),
            ),
            (
                2832,
                pack::Packing::Hff(
                    HFF_16X24X32_TO_64X12X16,
                    pack::HffTensors::new(
                        [44, 45, 46, 47],
                        pack::Norm::consecutive(48, 0.00001),
                        52,
                    ),
                ),
            ),
            (
                3600,
                pack::Packing::Pointwise(
                    POINTWISE_64X12X16,
                    pack::ConvTensors::new(53).norm(pack::Norm::consecutive(54, 0.00001)),
                ),
            ),
            (
                4688,
                pack::Packing::Conv2d(
                    CONV2D_3X12X16,
                    pack::ConvTensors::new(58)
                        .norm(pack::Norm::consecutive(59, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(63)),
                ),
            ),
            (
                5152,
                pack::Packing::Pointwise(
                    POINTWISE_3X12X16_TO_112X12X16,
                    pack::ConvTensors::new(64)
                        .norm(pack::Norm::consecutive(65, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(69)),
                ),
            ),
            (
                5712,
                pack::Packing::EespUnit(
                    EESP_UNIT_112X12X16,
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
                13008,
                pack::Packing::Pointwise(
                    POINTWISE_112X12X16_TO_28X12X16,
                    pack::ConvTensors::new(91)
                        .norm(pack::Norm::consecutive(92, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(96)),
                ),
            ),
            (
                14928,
                pack::Packing::Hff(
                    HFF_28X12X16_TO_112X6X8,
                    pack::HffTensors::new(
                        [97, 98, 99, 100],
                        pack::Norm::consecutive(101, 0.00001),
                        105,
                    ),
                ),
            ),
            (
                16464,
                pack::Packing::Pointwise(
                    POINTWISE_112X6X8,
                    pack::ConvTensors::new(106)
                        .norm(pack::Norm::consecutive(107, 0.00001)),
                ),
            ),
            (
                20176,
                pack::Packing::Conv2d(
                    CONV2D_3X6X8,
                    pack::ConvTensors::new(111)
                        .norm(pack::Norm::consecutive(112, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(116)),
                ),
            ),
            (
                20640,
                pack::Packing::Pointwise(
                    POINTWISE_3X6X8_TO_224X6X8,
                    pack::ConvTensors::new(117)
                        .norm(pack::Norm::consecutive(118, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(122)),
                ),
            ),
            (
                21760,
                pack::Packing::EespUnit(
                    EESP_UNIT_224X6X8,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(123)
                            .norm(pack::Norm::consecutive(124, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(128)),
                        hff: pack::HffTensors::new(
                            [129, 130, 131, 132],
                            pack::Norm::consecutive(133, 0.00001),
                            137,
                        ),
                        expand: pack::ConvTensors::new(138)
                            .norm(pack::Norm::consecutive(139, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(143)),
                    },
                ),
            ),
            (
                41536,
                pack::Packing::EespUnit(
                    EESP_UNIT_224X6X8,
                    pack::EespTensors {
                        project: pack::ConvTensors::new(144)
                            .norm(pack::Norm::consecutive(145, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.prelu(149)),
                        hff: pack::HffTensors::new(
                            [150, 151, 152, 153],
                            pack::Norm::consecutive(154, 0.00001),
                            158,
                        ),
                        expand: pack::ConvTensors::new(159)
                            .norm(pack::Norm::consecutive(160, 0.00001))
                            .epilogue(pack::EpilogueTensors::NONE.final_prelu(164)),
                    },
                ),
            ),
            (
                61312,
                pack::Packing::Pointwise(
                    POINTWISE_224X6X8_TO_56X6X8,
                    pack::ConvTensors::new(165)
                        .norm(pack::Norm::consecutive(166, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(170)),
                ),
            ),
            (
                65024,
                pack::Packing::Hff(
                    HFF_56X6X8_TO_224X3X4,
                    pack::HffTensors::new(
                        [171, 172, 173, 174],
                        pack::Norm::consecutive(175, 0.00001),
                        179,
                    ),
                ),
            ),
            (
                68096,
                pack::Packing::Pointwise(
                    POINTWISE_224X3X4,
                    pack::ConvTensors::new(180)
                        .norm(pack::Norm::consecutive(181, 0.00001)),
                ),
            ),
            (
                80864,
                pack::Packing::Elementwise(
                    ELEMENTWISE_448X3X4,
                    pack::EpilogueTensors::NONE.prelu(185),
                ),
            ),
            (
                81312,
                pack::Packing::EespUnit(
                    EESP_UNIT_448X3X4,
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
                152352,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_448X3X4,
                    pack::ConvTensors::new(207)
                        .norm(pack::Norm::consecutive(208, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(212)),
                ),
            ),
            (
                157280,
                pack::Packing::Pointwise(
                    POINTWISE_448X3X4_TO_512X3X4,
                    pack::ConvTensors::new(213)
                        .norm(pack::Norm::consecutive(214, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(218)),
                ),
            ),
            (
                215648,
                pack::Packing::Pointwise(
                    POINTWISE_512X1X1_TO_37X1X1,
                    pack::ConvTensors::new(219).bias(220),
                ),
            ),
        ],
        len: 240272,
    };
};
