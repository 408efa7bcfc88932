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
    impl Classifier05 {
        /// Runs the network on one input, N×C×H×W as in
        /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns what lies in the workspace until
        /// its next use. Allocates nothing.
        pub fn forward<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [f32; 1000] {
            let arena = workspace.floats_mut();
            let weights = self.network.weights();
            self.network
                .run(Classifier05Forward {
                    weights,
                    input,
                    arena: &mut *arena,
                });
            let arena: &'w [f32] = arena;
            generated::array(arena, 0)
        }
    }
    struct Classifier05Forward<'a> {
        weights: &'a [f32],
        input: &'a [f32],
        arena: &'a mut [f32],
    }
    impl generated::Program for Classifier05Forward<'_> {
        fn run<S: generated::Simd>(self, simd: S) {
            let Self { weights, input, arena } = self;
            // level1.act
            {
                let [b0, b1] = generated::split(arena, [0..200704, 200704..202738]);
                conv2d_3x224x224_to_16x112x112(
                    simd,
                    generated::Call {
                        weights: &weights[0..464],
                        input,
                        gate: &[],
                        residual: &[],
                        output: b0,
                        scratch: b1,
                        rows: 0..112,
                    },
                );
            }
            // level2_0.avg
            {
                let [b2, b0] = generated::split(arena, [230400..330752, 0..200704]);
                avg_pool_16x112x112_to_16x56x56(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b0,
                        gate: &[],
                        residual: &[],
                        output: &mut b2[0..100336],
                        scratch: &mut [],
                        rows: 0..56,
                    },
                );
            }
            // level2_0.eesp.proj_1x1.act
            {
                let [b3, b0] = generated::split(arena, [330752..380928, 0..200704]);
                pointwise_16x112x112_to_4x112x112(
                    simd,
                    generated::Call {
                        weights: &weights[464..848],
                        input: b0,
                        gate: &[],
                        residual: &[],
                        output: b3,
                        scratch: &mut [],
                        rows: 0..112,
                    },
                );
            }
            // level2_0.eesp.br_after_cat.act
            {
                let [b4, b3, b5] = generated::split(
                    arena,
                    [380928..431104, 330752..380928, 0..230400],
                );
                hff_4x112x112_to_16x56x56(
                    simd,
                    generated::Call {
                        weights: &weights[848..1616],
                        input: b3,
                        gate: &[],
                        residual: &[],
                        output: b4,
                        scratch: b5,
                        rows: 0..56,
                    },
                );
            }
            // level2_0.eesp.conv_1x1_exp.bn
            {
                let [b2, b4] = generated::split(arena, [230400..330752, 380928..431104]);
                pointwise_16x56x56(
                    simd,
                    generated::Call {
                        weights: &weights[1616..1936],
                        input: b4,
                        gate: &[],
                        residual: &[],
                        output: &mut b2[16..100352],
                        scratch: &mut [],
                        rows: 0..56,
                    },
                );
            }
            // level2_0.image.0
            {
                let [b6, b7] = generated::split(arena, [0..37632, 37632..37858]);
                avg_pool_3x224x224_to_3x112x112(
                    simd,
                    generated::Call {
                        weights: &[],
                        input,
                        gate: &[],
                        residual: &[],
                        output: b6,
                        scratch: b7,
                        rows: 0..112,
                    },
                );
            }
            // level2_0.image.1
            {
                let [b8, b6, b9] = generated::split(
                    arena,
                    [165888..175296, 0..37632, 37632..37746],
                );
                avg_pool_3x112x112_to_3x56x56(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b6,
                        gate: &[],
                        residual: &[],
                        output: b8,
                        scratch: b9,
                        rows: 0..56,
                    },
                );
            }
            // level2_0.inp_reinf.0.act
            {
                let [b10, b8, b11] = generated::split(
                    arena,
                    [0..9408, 165888..175296, 9408..9930],
                );
                conv2d_3x56x56(
                    simd,
                    generated::Call {
                        weights: &weights[1936..2400],
                        input: b8,
                        gate: &[],
                        residual: &[],
                        output: b10,
                        scratch: b11,
                        rows: 0..56,
                    },
                );
            }
            // level2_0.act
            {
                let [b2, b10] = generated::split(arena, [230400..330752, 0..9408]);
                pointwise_3x56x56_to_32x56x56(
                    simd,
                    generated::Call {
                        weights: &weights[2400..2560],
                        input: b10,
                        gate: &[],
                        residual: &[],
                        output: b2,
                        scratch: &mut [],
                        rows: 0..56,
                    },
                );
            }
            // level3_0.avg
            {
                let [b12, b2] = generated::split(arena, [65536..115712, 230400..330752]);
                avg_pool_32x56x56_to_32x28x28(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b2,
                        gate: &[],
                        residual: &[],
                        output: &mut b12[0..50144],
                        scratch: &mut [],
                        rows: 0..28,
                    },
                );
            }
            // level3_0.eesp.proj_1x1.act
            {
                let [b13, b2] = generated::split(
                    arena,
                    [115712..140800, 230400..330752],
                );
                pointwise_32x56x56_to_8x56x56(
                    simd,
                    generated::Call {
                        weights: &weights[2560..2656],
                        input: b2,
                        gate: &[],
                        residual: &[],
                        output: b13,
                        scratch: &mut [],
                        rows: 0..56,
                    },
                );
            }
            // level3_0.eesp.br_after_cat.act
            {
                let [b14, b13, b15] = generated::split(
                    arena,
                    [140800..165888, 115712..140800, 0..65536],
                );
                hff_8x56x56_to_32x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[2656..3424],
                        input: b13,
                        gate: &[],
                        residual: &[],
                        output: b14,
                        scratch: b15,
                        rows: 0..28,
                    },
                );
            }
            // level3_0.eesp.conv_1x1_exp.bn
            {
                let [b12, b14] = generated::split(
                    arena,
                    [65536..115712, 140800..165888],
                );
                pointwise_32x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[3424..3712],
                        input: b14,
                        gate: &[],
                        residual: &[],
                        output: &mut b12[32..50176],
                        scratch: &mut [],
                        rows: 0..28,
                    },
                );
            }
            // level3_0.image.2
            {
                let [b16, b8, b17] = generated::split(
                    arena,
                    [115712..118064, 165888..175296, 0..58],
                );
                avg_pool_3x56x56_to_3x28x28(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b8,
                        gate: &[],
                        residual: &[],
                        output: b16,
                        scratch: b17,
                        rows: 0..28,
                    },
                );
            }
            // level3_0.inp_reinf.0.act
            {
                let [b18, b16, b19] = generated::split(
                    arena,
                    [0..2352, 115712..118064, 2352..2622],
                );
                conv2d_3x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[3712..4176],
                        input: b16,
                        gate: &[],
                        residual: &[],
                        output: b18,
                        scratch: b19,
                        rows: 0..28,
                    },
                );
            }
            // level3_0.act
            {
                let [b12, b18] = generated::split(arena, [65536..115712, 0..2352]);
                pointwise_3x28x28_to_64x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[4176..4496],
                        input: b18,
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: &mut [],
                        rows: 0..28,
                    },
                );
            }
            // level3.0.module_act
            {
                let [b12, b20] = generated::split(arena, [65536..115712, 0..22528]);
                eesp_unit_64x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[4496..6704],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: b20,
                        rows: 0..28,
                    },
                );
            }
            // level3.1.module_act
            {
                let [b12, b21] = generated::split(arena, [65536..115712, 0..22528]);
                eesp_unit_64x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[6704..8912],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: b21,
                        rows: 0..28,
                    },
                );
            }
            // level3.2.module_act
            {
                let [b12, b22] = generated::split(arena, [65536..115712, 0..22528]);
                eesp_unit_64x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[8912..11120],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: b22,
                        rows: 0..28,
                    },
                );
            }
            // level4_0.avg
            {
                let [b23, b12] = generated::split(arena, [0..25088, 65536..115712]);
                avg_pool_64x28x28_to_64x14x14(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b12,
                        gate: &[],
                        residual: &[],
                        output: &mut b23[0..25024],
                        scratch: &mut [],
                        rows: 0..14,
                    },
                );
            }
            // level4_0.eesp.proj_1x1.act
            {
                let [b24, b12] = generated::split(arena, [45824..58368, 65536..115712]);
                pointwise_64x28x28_to_16x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[11120..11408],
                        input: b12,
                        gate: &[],
                        residual: &[],
                        output: b24,
                        scratch: &mut [],
                        rows: 0..28,
                    },
                );
            }
            // level4_0.eesp.br_after_cat.act
            {
                let [b25, b24, b26] = generated::split(
                    arena,
                    [58368..70912, 45824..58368, 25088..45824],
                );
                hff_16x28x28_to_64x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[11408..12176],
                        input: b24,
                        gate: &[],
                        residual: &[],
                        output: b25,
                        scratch: b26,
                        rows: 0..14,
                    },
                );
            }
            // level4_0.eesp.conv_1x1_exp.bn
            {
                let [b23, b25] = generated::split(arena, [0..25088, 58368..70912]);
                pointwise_64x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[12176..13264],
                        input: b25,
                        gate: &[],
                        residual: &[],
                        output: &mut b23[64..25088],
                        scratch: &mut [],
                        rows: 0..14,
                    },
                );
            }
            // level4_0.image.3
            {
                let [b27, b16, b28] = generated::split(
                    arena,
                    [25088..25676, 115712..118064, 25680..25710],
                );
                avg_pool_3x28x28_to_3x14x14(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b16,
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: b28,
                        rows: 0..14,
                    },
                );
            }
            // level4_0.inp_reinf.0.act
            {
                let [b29, b27, b30] = generated::split(
                    arena,
                    [25680..26268, 25088..25676, 26272..26416],
                );
                conv2d_3x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[13264..13728],
                        input: b27,
                        gate: &[],
                        residual: &[],
                        output: b29,
                        scratch: b30,
                        rows: 0..14,
                    },
                );
            }
            // level4_0.act
            {
                let [b23, b29] = generated::split(arena, [0..25088, 25680..26268]);
                pointwise_3x14x14_to_128x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[13728..14368],
                        input: b29,
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: &mut [],
                        rows: 0..14,
                    },
                );
            }
            // level4.0.module_act
            {
                let [b23, b31] = generated::split(arena, [0..25088, 25088..41472]);
                eesp_unit_128x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[14368..21344],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b31,
                        rows: 0..14,
                    },
                );
            }
            // level4.1.module_act
            {
                let [b23, b32] = generated::split(arena, [0..25088, 25088..41472]);
                eesp_unit_128x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[21344..28320],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b32,
                        rows: 0..14,
                    },
                );
            }
            // level4.2.module_act
            {
                let [b23, b33] = generated::split(arena, [0..25088, 25088..41472]);
                eesp_unit_128x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[28320..35296],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b33,
                        rows: 0..14,
                    },
                );
            }
            // level4.3.module_act
            {
                let [b23, b34] = generated::split(arena, [0..25088, 25088..41472]);
                eesp_unit_128x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[35296..42272],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b34,
                        rows: 0..14,
                    },
                );
            }
            // level4.4.module_act
            {
                let [b23, b35] = generated::split(arena, [0..25088, 25088..41472]);
                eesp_unit_128x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[42272..49248],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b35,
                        rows: 0..14,
                    },
                );
            }
            // level4.5.module_act
            {
                let [b23, b36] = generated::split(arena, [0..25088, 25088..41472]);
                eesp_unit_128x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[49248..56224],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b36,
                        rows: 0..14,
                    },
                );
            }
            // level4.6.module_act
            {
                let [b23, b37] = generated::split(arena, [0..25088, 25088..41472]);
                eesp_unit_128x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[56224..63200],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b37,
                        rows: 0..14,
                    },
                );
            }
            // level5_0.avg
            {
                let [b38, b23] = generated::split(arena, [25088..37632, 0..25088]);
                avg_pool_128x14x14_to_128x7x7(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b23,
                        gate: &[],
                        residual: &[],
                        output: &mut b38[0..12416],
                        scratch: &mut [],
                        rows: 0..7,
                    },
                );
            }
            // level5_0.eesp.proj_1x1.act
            {
                let [b39, b23] = generated::split(arena, [37632..43904, 0..25088]);
                pointwise_128x14x14_to_32x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[63200..64288],
                        input: b23,
                        gate: &[],
                        residual: &[],
                        output: b39,
                        scratch: &mut [],
                        rows: 0..14,
                    },
                );
            }
            // level5_0.eesp.br_after_cat.act
            {
                let [b40, b39, b41] = generated::split(
                    arena,
                    [12800..19072, 37632..43904, 0..12800],
                );
                hff_32x14x14_to_128x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[64288..65824],
                        input: b39,
                        gate: &[],
                        residual: &[],
                        output: b40,
                        scratch: b41,
                        rows: 0..7,
                    },
                );
            }
            // level5_0.eesp.conv_1x1_exp.bn
            {
                let [b38, b40] = generated::split(arena, [25088..37632, 12800..19072]);
                pointwise_128x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[65824..70048],
                        input: b40,
                        gate: &[],
                        residual: &[],
                        output: &mut b38[128..12544],
                        scratch: &mut [],
                        rows: 0..7,
                    },
                );
            }
            // level5_0.act
            {
                let b38 = &mut arena[25088..37632];
                elementwise_256x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[70048..70304],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b38,
                        scratch: &mut [],
                        rows: 0..7,
                    },
                );
            }
            // level5.0.module_act
            {
                let [b38, b42] = generated::split(arena, [25088..37632, 0..20288]);
                eesp_unit_256x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[70304..94496],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b38,
                        scratch: b42,
                        rows: 0..7,
                    },
                );
            }
            // level5.1.module_act
            {
                let [b38, b43] = generated::split(arena, [25088..37632, 0..20288]);
                eesp_unit_256x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[94496..118688],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b38,
                        scratch: b43,
                        rows: 0..7,
                    },
                );
            }
            // level5.2.module_act
            {
                let [b38, b44] = generated::split(arena, [25088..37632, 0..20288]);
                eesp_unit_256x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[118688..142880],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b38,
                        scratch: b44,
                        rows: 0..7,
                    },
                );
            }
            // level5.3.act
            {
                let [b45, b38, b46] = generated::split(
                    arena,
                    [50176..62720, 25088..37632, 0..12288],
                );
                depthwise_conv2d_256x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[142880..145696],
                        input: b38,
                        gate: &[],
                        residual: &[],
                        output: b45,
                        scratch: b46,
                        rows: 0..7,
                    },
                );
            }
            // level5.4.act
            {
                let [b47, b45] = generated::split(arena, [0..50176, 50176..62720]);
                pointwise_256x7x7_to_1024x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[145696..213280],
                        input: b45,
                        gate: &[],
                        residual: &[],
                        output: b47,
                        scratch: &mut [],
                        rows: 0..7,
                    },
                );
            }
            // global_pool
            {
                let [b48, b47] = generated::split(arena, [50176..51200, 0..50176]);
                adaptive_avg_pool_1024x7x7_to_1024x1x1(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b47,
                        gate: &[],
                        residual: &[],
                        output: b48,
                        scratch: &mut [],
                        rows: 0..1,
                    },
                );
            }
            // classifier
            {
                let [b49, b48] = generated::split(arena, [0..1000, 50176..51200]);
                pointwise_1024x1x1_to_1000x1x1(
                    simd,
                    generated::Call {
                        weights: &weights[213280..1238288],
                        input: b48,
                        gate: &[],
                        residual: &[],
                        output: b49,
                        scratch: &mut [],
                        rows: 0..1,
                    },
                );
            }
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
    fn conv2d_3x224x224_to_16x112x112<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X224X224_TO_16X112X112;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
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
    fn avg_pool_16x112x112_to_16x56x56<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_16X112X112_TO_16X56X56;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
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
    fn pointwise_16x112x112_to_4x112x112<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_16X112X112_TO_4X112X112;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 4×112×112 -> 16×56×56 dilations [1, 2, 3, 4] stride 2`
    const HFF_4X112X112_TO_16X56X56: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(4, 112, 112),
        output: layout::Map::dense(16, 56, 56),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level2_0.eesp.br_after_cat.act.
    fn hff_4x112x112_to_16x56x56<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_4X112X112_TO_16X56X56;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
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
    fn pointwise_16x56x56<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_16X56X56;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
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
    fn avg_pool_3x224x224_to_3x112x112<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X224X224_TO_3X112X112;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
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
    fn avg_pool_3x112x112_to_3x56x56<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X112X112_TO_3X56X56;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
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
    fn conv2d_3x56x56<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X56X56;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
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
    fn pointwise_3x56x56_to_32x56x56<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X56X56_TO_32X56X56;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
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
    fn avg_pool_32x56x56_to_32x28x28<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_32X56X56_TO_32X28X28;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
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
    fn pointwise_32x56x56_to_8x56x56<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_32X56X56_TO_8X56X56;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 8×56×56 -> 32×28×28 dilations [1, 2, 3, 4] stride 2`
    const HFF_8X56X56_TO_32X28X28: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(8, 56, 56),
        output: layout::Map::dense(32, 28, 28),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level3_0.eesp.br_after_cat.act.
    fn hff_8x56x56_to_32x28x28<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_8X56X56_TO_32X28X28;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
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
    fn pointwise_32x28x28<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_32X28X28;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
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
    fn avg_pool_3x56x56_to_3x28x28<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X56X56_TO_3X28X28;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
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
    fn conv2d_3x28x28<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X28X28;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
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
    fn pointwise_3x28x28_to_64x28x28<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X28X28_TO_64X28X28;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
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
    fn eesp_unit_64x28x28<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_64X28X28;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
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
    fn avg_pool_64x28x28_to_64x14x14<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_64X28X28_TO_64X14X14;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
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
    fn pointwise_64x28x28_to_16x28x28<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_64X28X28_TO_16X28X28;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 16×28×28 -> 64×14×14 dilations [1, 2, 3, 4] stride 2`
    const HFF_16X28X28_TO_64X14X14: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(16, 28, 28),
        output: layout::Map::dense(64, 14, 14),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level4_0.eesp.br_after_cat.act.
    fn hff_16x28x28_to_64x14x14<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_16X28X28_TO_64X14X14;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
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
    fn pointwise_64x14x14<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_64X14X14;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
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
    fn avg_pool_3x28x28_to_3x14x14<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X28X28_TO_3X14X14;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
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
    fn conv2d_3x14x14<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X14X14;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
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
    fn pointwise_3x14x14_to_128x14x14<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X14X14_TO_128X14X14;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
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
    fn eesp_unit_128x14x14<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_128X14X14;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
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
    fn avg_pool_128x14x14_to_128x7x7<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_128X14X14_TO_128X7X7;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
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
    fn pointwise_128x14x14_to_32x14x14<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_128X14X14_TO_32X14X14;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 32×14×14 -> 128×7×7 dilations [1, 1, 2, 3] stride 2`
    const HFF_32X14X14_TO_128X7X7: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(32, 14, 14),
        output: layout::Map::dense(128, 7, 7),
        dilations: layout::Dilations::new(&[1, 1, 2, 3]),
        stride: 2,
    };
    /// Computes level5_0.eesp.br_after_cat.act.
    fn hff_32x14x14_to_128x7x7<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_32X14X14_TO_128X7X7;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
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
    fn pointwise_128x7x7<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_128X7X7;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
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
    fn elementwise_256x7x7<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Elementwise> for Fixed {
            const SHAPE: kernel::Elementwise = ELEMENTWISE_256X7X7;
        }
        generated::invoke::<kernels::Elementwise<Fixed>, S>(simd, call);
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
    fn eesp_unit_256x7x7<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_256X7X7;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
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
    fn depthwise_conv2d_256x7x7<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_256X7X7;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
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
    fn pointwise_256x7x7_to_1024x7x7<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_256X7X7_TO_1024X7X7;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 1024×7×7 -> 1024×1×1`
    const ADAPTIVE_AVG_POOL_1024X7X7_TO_1024X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(1024, 7, 7),
        output: layout::Map::dense(1024, 1, 1),
    };
    /// Computes global_pool.
    fn adaptive_avg_pool_1024x7x7_to_1024x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_1024X7X7_TO_1024X1X1;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
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
    fn pointwise_1024x1x1_to_1000x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_1024X1X1_TO_1000X1X1;
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
