/// `espnetv2` compiled by espnet: input 1×3×224×224, `output` 1×1000×1×1; 3498136 parameters, 284.8 million multiply-accumulates.
#[derive(Clone, Debug)]
pub struct Classifier20 {
    network: ::espnet::generated::Network,
}
impl Classifier20 {
    /// N, C, H, W of the input.
    pub const INPUT_SHAPE: [usize; 4] = [1, 3, 224, 224];
    /// Numbers in the input.
    pub const INPUT_LEN: usize = 150528;
    /// N, C, H, W of the output.
    pub const OUTPUT_SHAPE: [usize; 4] = [1, 1000, 1, 1];
    /// Numbers in the output.
    pub const OUTPUT_LEN: usize = 1000;
    /// Learned numbers in a checkpoint.
    pub const PARAMETERS: usize = 3498136;
    /// Multiply-accumulates of the convolutions in one forward pass.
    pub const MACS: u64 = 284806228;
    /// Floats of a workspace.
    pub const ARENA_FLOATS: usize = 1476672;
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
    impl Classifier20 {
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
    impl Classifier20 {
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
                .run(Classifier20Forward {
                    weights,
                    input,
                    arena: &mut *arena,
                });
            let arena: &'w [f32] = arena;
            generated::array(arena, 0)
        }
    }
    struct Classifier20Forward<'a> {
        weights: &'a [f32],
        input: &'a [f32],
        arena: &'a mut [f32],
    }
    impl generated::Program for Classifier20Forward<'_> {
        fn run<S: generated::Simd>(self, simd: S) {
            let Self { weights, input, arena } = self;
            // level2_0.image.0
            {
                let [b0, b1] = generated::split(arena, [0..37632, 37632..37858]);
                avg_pool_3x224x224_to_3x112x112(
                    simd,
                    generated::Call {
                        weights: &[],
                        input,
                        gate: &[],
                        residual: &[],
                        output: b0,
                        scratch: b1,
                        rows: 0..112,
                    },
                );
            }
            // level2_0.image.1
            {
                let [b2, b0, b3] = generated::split(
                    arena,
                    [37632..47040, 0..37632, 47040..47154],
                );
                avg_pool_3x112x112_to_3x56x56(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b0,
                        gate: &[],
                        residual: &[],
                        output: b2,
                        scratch: b3,
                        rows: 0..56,
                    },
                );
            }
            // level3_0.image.2
            {
                let [b4, b2, b5] = generated::split(
                    arena,
                    [0..2352, 37632..47040, 2352..2410],
                );
                avg_pool_3x56x56_to_3x28x28(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b2,
                        gate: &[],
                        residual: &[],
                        output: b4,
                        scratch: b5,
                        rows: 0..28,
                    },
                );
            }
            // level2_0.inp_reinf.0.act
            {
                let [b6, b2, b7] = generated::split(
                    arena,
                    [1464320..1473728, 37632..47040, 2352..2874],
                );
                conv2d_3x56x56(
                    simd,
                    generated::Call {
                        weights: &weights[0..464],
                        input: b2,
                        gate: &[],
                        residual: &[],
                        output: b6,
                        scratch: b7,
                        rows: 0..56,
                    },
                );
            }
            // level4_0.image.3
            {
                let [b8, b4, b9] = generated::split(
                    arena,
                    [2352..2940, 0..2352, 2944..2974],
                );
                avg_pool_3x28x28_to_3x14x14(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b4,
                        gate: &[],
                        residual: &[],
                        output: b8,
                        scratch: b9,
                        rows: 0..14,
                    },
                );
            }
            // level3_0.inp_reinf.0.act
            {
                let [b10, b4, b11] = generated::split(
                    arena,
                    [1473728..1476080, 0..2352, 2944..3214],
                );
                conv2d_3x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[464..928],
                        input: b4,
                        gate: &[],
                        residual: &[],
                        output: b10,
                        scratch: b11,
                        rows: 0..28,
                    },
                );
            }
            // level4_0.inp_reinf.0.act
            {
                let [b12, b8, b13] = generated::split(
                    arena,
                    [1476080..1476668, 2352..2940, 0..144],
                );
                conv2d_3x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[928..1392],
                        input: b8,
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: b13,
                        rows: 0..14,
                    },
                );
            }
            // level1.act
            {
                let [b14, b15] = generated::split(arena, [0..401408, 401408..403442]);
                conv2d_3x224x224_to_32x112x112(
                    simd,
                    generated::Call {
                        weights: &weights[1392..2320],
                        input,
                        gate: &[],
                        residual: &[],
                        output: b14,
                        scratch: b15,
                        rows: 0..112,
                    },
                );
            }
            // level2_0.avg
            {
                let [b16, b14] = generated::split(arena, [460800..862208, 0..401408]);
                avg_pool_32x112x112_to_32x56x56(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b14,
                        gate: &[],
                        residual: &[],
                        output: &mut b16[0..401312],
                        scratch: &mut [],
                        rows: 0..56,
                    },
                );
            }
            // level2_0.eesp.proj_1x1.act
            {
                let [b17, b14] = generated::split(arena, [862208..1163264, 0..401408]);
                pointwise_32x112x112_to_24x112x112(
                    simd,
                    generated::Call {
                        weights: &weights[2320..2960],
                        input: b14,
                        gate: &[],
                        residual: &[],
                        output: b17,
                        scratch: &mut [],
                        rows: 0..112,
                    },
                );
            }
            // level2_0.eesp.br_after_cat.act
            {
                let [b18, b17, b19] = generated::split(
                    arena,
                    [1163264..1464320, 862208..1163264, 0..460800],
                );
                hff_24x112x112_to_96x56x56(
                    simd,
                    generated::Call {
                        weights: &weights[2960..4496],
                        input: b17,
                        gate: &[],
                        residual: &[],
                        output: b18,
                        scratch: b19,
                        rows: 0..56,
                    },
                );
            }
            // level2_0.eesp.conv_1x1_exp.bn
            {
                let [b16, b18] = generated::split(
                    arena,
                    [460800..862208, 1163264..1464320],
                );
                pointwise_96x56x56(
                    simd,
                    generated::Call {
                        weights: &weights[4496..6896],
                        input: b18,
                        gate: &[],
                        residual: &[],
                        output: &mut b16[32..401408],
                        scratch: &mut [],
                        rows: 0..56,
                    },
                );
            }
            // level2_0.act
            {
                let [b16, b6] = generated::split(
                    arena,
                    [460800..862208, 1464320..1473728],
                );
                pointwise_3x56x56_to_128x56x56(
                    simd,
                    generated::Call {
                        weights: &weights[6896..7536],
                        input: b6,
                        gate: &[],
                        residual: &[],
                        output: b16,
                        scratch: &mut [],
                        rows: 0..56,
                    },
                );
            }
            // level3_0.avg
            {
                let [b20, b16] = generated::split(arena, [0..200704, 460800..862208]);
                avg_pool_128x56x56_to_128x28x28(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b16,
                        gate: &[],
                        residual: &[],
                        output: &mut b20[0..200576],
                        scratch: &mut [],
                        rows: 0..28,
                    },
                );
            }
            // level3_0.eesp.proj_1x1.act
            {
                let [b21, b16] = generated::split(
                    arena,
                    [331776..432128, 460800..862208],
                );
                pointwise_128x56x56_to_32x56x56(
                    simd,
                    generated::Call {
                        weights: &weights[7536..8624],
                        input: b16,
                        gate: &[],
                        residual: &[],
                        output: b21,
                        scratch: &mut [],
                        rows: 0..56,
                    },
                );
            }
            // level3_0.eesp.br_after_cat.act
            {
                let [b22, b21, b23] = generated::split(
                    arena,
                    [432128..532480, 331776..432128, 200704..331776],
                );
                hff_32x56x56_to_128x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[8624..10160],
                        input: b21,
                        gate: &[],
                        residual: &[],
                        output: b22,
                        scratch: b23,
                        rows: 0..28,
                    },
                );
            }
            // level3_0.eesp.conv_1x1_exp.bn
            {
                let [b20, b22] = generated::split(arena, [0..200704, 432128..532480]);
                pointwise_128x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[10160..14384],
                        input: b22,
                        gate: &[],
                        residual: &[],
                        output: &mut b20[128..200704],
                        scratch: &mut [],
                        rows: 0..28,
                    },
                );
            }
            // level3_0.act
            {
                let [b20, b10] = generated::split(arena, [0..200704, 1473728..1476080]);
                pointwise_3x28x28_to_256x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[14384..15664],
                        input: b10,
                        gate: &[],
                        residual: &[],
                        output: b20,
                        scratch: &mut [],
                        rows: 0..28,
                    },
                );
            }
            // level3.0.module_act
            {
                let [b20, b24] = generated::split(arena, [0..200704, 200704..305152]);
                eesp_unit_256x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[15664..39856],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b20,
                        scratch: b24,
                        rows: 0..28,
                    },
                );
            }
            // level3.1.module_act
            {
                let [b20, b25] = generated::split(arena, [0..200704, 200704..305152]);
                eesp_unit_256x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[39856..64048],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b20,
                        scratch: b25,
                        rows: 0..28,
                    },
                );
            }
            // level3.2.module_act
            {
                let [b20, b26] = generated::split(arena, [0..200704, 200704..305152]);
                eesp_unit_256x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[64048..88240],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b20,
                        scratch: b26,
                        rows: 0..28,
                    },
                );
            }
            // level4_0.avg
            {
                let [b27, b20] = generated::split(arena, [200704..301056, 0..200704]);
                avg_pool_256x28x28_to_256x14x14(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b20,
                        gate: &[],
                        residual: &[],
                        output: &mut b27[0..100096],
                        scratch: &mut [],
                        rows: 0..14,
                    },
                );
            }
            // level4_0.eesp.proj_1x1.act
            {
                let [b28, b20] = generated::split(arena, [301056..351232, 0..200704]);
                pointwise_256x28x28_to_64x28x28(
                    simd,
                    generated::Call {
                        weights: &weights[88240..92464],
                        input: b20,
                        gate: &[],
                        residual: &[],
                        output: b28,
                        scratch: &mut [],
                        rows: 0..28,
                    },
                );
            }
            // level4_0.eesp.br_after_cat.act
            {
                let [b29, b28, b30] = generated::split(
                    arena,
                    [82944..133120, 301056..351232, 0..82944],
                );
                hff_64x28x28_to_256x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[92464..95536],
                        input: b28,
                        gate: &[],
                        residual: &[],
                        output: b29,
                        scratch: b30,
                        rows: 0..14,
                    },
                );
            }
            // level4_0.eesp.conv_1x1_exp.bn
            {
                let [b27, b29] = generated::split(
                    arena,
                    [200704..301056, 82944..133120],
                );
                pointwise_256x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[95536..112176],
                        input: b29,
                        gate: &[],
                        residual: &[],
                        output: &mut b27[256..100352],
                        scratch: &mut [],
                        rows: 0..14,
                    },
                );
            }
            // level4_0.act
            {
                let [b27, b12] = generated::split(
                    arena,
                    [200704..301056, 1476080..1476668],
                );
                pointwise_3x14x14_to_512x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[112176..114736],
                        input: b12,
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: &mut [],
                        rows: 0..14,
                    },
                );
            }
            // level4.0.module_act
            {
                let [b27, b31] = generated::split(arena, [200704..301056, 0..151552]);
                eesp_unit_512x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[114736..204080],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: b31,
                        rows: 0..14,
                    },
                );
            }
            // level4.1.module_act
            {
                let [b27, b32] = generated::split(arena, [200704..301056, 0..151552]);
                eesp_unit_512x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[204080..293424],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: b32,
                        rows: 0..14,
                    },
                );
            }
            // level4.2.module_act
            {
                let [b27, b33] = generated::split(arena, [200704..301056, 0..151552]);
                eesp_unit_512x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[293424..382768],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: b33,
                        rows: 0..14,
                    },
                );
            }
            // level4.3.module_act
            {
                let [b27, b34] = generated::split(arena, [200704..301056, 0..151552]);
                eesp_unit_512x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[382768..472112],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: b34,
                        rows: 0..14,
                    },
                );
            }
            // level4.4.module_act
            {
                let [b27, b35] = generated::split(arena, [200704..301056, 0..151552]);
                eesp_unit_512x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[472112..561456],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: b35,
                        rows: 0..14,
                    },
                );
            }
            // level4.5.module_act
            {
                let [b27, b36] = generated::split(arena, [200704..301056, 0..151552]);
                eesp_unit_512x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[561456..650800],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: b36,
                        rows: 0..14,
                    },
                );
            }
            // level4.6.module_act
            {
                let [b27, b37] = generated::split(arena, [200704..301056, 0..151552]);
                eesp_unit_512x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[650800..740144],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: b37,
                        rows: 0..14,
                    },
                );
            }
            // level5_0.avg
            {
                let [b38, b27] = generated::split(
                    arena,
                    [81152..131328, 200704..301056],
                );
                avg_pool_512x14x14_to_512x7x7(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b27,
                        gate: &[],
                        residual: &[],
                        output: &mut b38[0..49664],
                        scratch: &mut [],
                        rows: 0..7,
                    },
                );
            }
            // level5_0.eesp.proj_1x1.act
            {
                let [b39, b27] = generated::split(arena, [51200..76288, 200704..301056]);
                pointwise_512x14x14_to_128x14x14(
                    simd,
                    generated::Call {
                        weights: &weights[740144..756784],
                        input: b27,
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
                    [131328..156416, 51200..76288, 0..51200],
                );
                hff_128x14x14_to_512x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[756784..762928],
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
                let [b38, b40] = generated::split(
                    arena,
                    [81152..131328, 131328..156416],
                );
                pointwise_512x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[762928..828976],
                        input: b40,
                        gate: &[],
                        residual: &[],
                        output: &mut b38[512..50176],
                        scratch: &mut [],
                        rows: 0..7,
                    },
                );
            }
            // level5_0.act
            {
                let b38 = &mut arena[81152..131328];
                elementwise_1024x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[828976..830000],
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
                let [b38, b42] = generated::split(arena, [81152..131328, 0..81152]);
                eesp_unit_1024x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[830000..1172528],
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
                let [b38, b43] = generated::split(arena, [81152..131328, 0..81152]);
                eesp_unit_1024x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[1172528..1515056],
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
                let [b38, b44] = generated::split(arena, [81152..131328, 0..81152]);
                eesp_unit_1024x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[1515056..1857584],
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
                    [131328..181504, 81152..131328, 0..49152],
                );
                depthwise_conv2d_1024x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[1857584..1868848],
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
                let [b47, b45] = generated::split(arena, [0..62720, 131328..181504]);
                pointwise_1024x7x7_to_1280x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[1868848..2199088],
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
                let [b48, b47] = generated::split(arena, [62720..64000, 0..62720]);
                adaptive_avg_pool_1280x7x7_to_1280x1x1(
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
                let [b49, b48] = generated::split(arena, [0..1000, 62720..64000]);
                pointwise_1280x1x1_to_1000x1x1(
                    simd,
                    generated::Call {
                        weights: &weights[2199088..3480096],
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
    /// `conv2d 3×224×224 -> 32×112×112 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X224X224_TO_32X112X112: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 224, 224),
        output: layout::Map::dense(32, 112, 112),
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
    fn conv2d_3x224x224_to_32x112x112<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X224X224_TO_32X112X112;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
    }
    /// `avg_pool 32×112×112 -> 32×56×56/128 kernel 3 stride 2 padding 1`
    const AVG_POOL_32X112X112_TO_32X56X56: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(32, 112, 112),
        output: layout::Map {
            channels: 32,
            height: 56,
            width: 56,
            stride: 128,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level2_0.avg.
    fn avg_pool_32x112x112_to_32x56x56<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_32X112X112_TO_32X56X56;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 32×112×112 -> 24×112×112 groups 4 +bias +prelu`
    const POINTWISE_32X112X112_TO_24X112X112: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(32, 112, 112),
        output: layout::Map::dense(24, 112, 112),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level2_0.eesp.proj_1x1.act.
    fn pointwise_32x112x112_to_24x112x112<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_32X112X112_TO_24X112X112;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 24×112×112 -> 96×56×56 dilations [1, 2, 3, 4] stride 2`
    const HFF_24X112X112_TO_96X56X56: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(24, 112, 112),
        output: layout::Map::dense(96, 56, 56),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level2_0.eesp.br_after_cat.act.
    fn hff_24x112x112_to_96x56x56<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_24X112X112_TO_96X56X56;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 96×56×56 -> 96×56×56/128 groups 4 +bias`
    const POINTWISE_96X56X56: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(96, 56, 56),
        output: layout::Map {
            channels: 96,
            height: 56,
            width: 56,
            stride: 128,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level2_0.eesp.conv_1x1_exp.bn.
    fn pointwise_96x56x56<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_96X56X56;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `pointwise 3×56×56 -> 128×56×56 groups 1 +bias +residual +prelu`
    const POINTWISE_3X56X56_TO_128X56X56: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 56, 56),
        output: layout::Map::dense(128, 56, 56),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level2_0.act.
    fn pointwise_3x56x56_to_128x56x56<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X56X56_TO_128X56X56;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `avg_pool 128×56×56 -> 128×28×28/256 kernel 3 stride 2 padding 1`
    const AVG_POOL_128X56X56_TO_128X28X28: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(128, 56, 56),
        output: layout::Map {
            channels: 128,
            height: 28,
            width: 28,
            stride: 256,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level3_0.avg.
    fn avg_pool_128x56x56_to_128x28x28<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_128X56X56_TO_128X28X28;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 128×56×56 -> 32×56×56 groups 4 +bias +prelu`
    const POINTWISE_128X56X56_TO_32X56X56: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(128, 56, 56),
        output: layout::Map::dense(32, 56, 56),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level3_0.eesp.proj_1x1.act.
    fn pointwise_128x56x56_to_32x56x56<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_128X56X56_TO_32X56X56;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 32×56×56 -> 128×28×28 dilations [1, 2, 3, 4] stride 2`
    const HFF_32X56X56_TO_128X28X28: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(32, 56, 56),
        output: layout::Map::dense(128, 28, 28),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level3_0.eesp.br_after_cat.act.
    fn hff_32x56x56_to_128x28x28<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_32X56X56_TO_128X28X28;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 128×28×28 -> 128×28×28/256 groups 4 +bias`
    const POINTWISE_128X28X28: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(128, 28, 28),
        output: layout::Map {
            channels: 128,
            height: 28,
            width: 28,
            stride: 256,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level3_0.eesp.conv_1x1_exp.bn.
    fn pointwise_128x28x28<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_128X28X28;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `pointwise 3×28×28 -> 256×28×28 groups 1 +bias +residual +prelu`
    const POINTWISE_3X28X28_TO_256X28X28: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 28, 28),
        output: layout::Map::dense(256, 28, 28),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level3_0.act.
    fn pointwise_3x28x28_to_256x28x28<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X28X28_TO_256X28X28;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `eesp_unit 256×28×28 -> 256×28×28 dilations [1, 2, 3, 4] band 3 +residual`
    const EESP_UNIT_256X28X28: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(256, 28, 28),
        output: layout::Map::dense(256, 28, 28),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        residual: kernel::Residual::InPlace,
        band: 3,
    };
    /// Computes level3.0.module_act, level3.1.module_act, level3.2.module_act.
    fn eesp_unit_256x28x28<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_256X28X28;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
    }
    /// `avg_pool 256×28×28 -> 256×14×14/512 kernel 3 stride 2 padding 1`
    const AVG_POOL_256X28X28_TO_256X14X14: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(256, 28, 28),
        output: layout::Map {
            channels: 256,
            height: 14,
            width: 14,
            stride: 512,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level4_0.avg.
    fn avg_pool_256x28x28_to_256x14x14<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_256X28X28_TO_256X14X14;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 256×28×28 -> 64×28×28 groups 4 +bias +prelu`
    const POINTWISE_256X28X28_TO_64X28X28: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(256, 28, 28),
        output: layout::Map::dense(64, 28, 28),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level4_0.eesp.proj_1x1.act.
    fn pointwise_256x28x28_to_64x28x28<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_256X28X28_TO_64X28X28;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 64×28×28 -> 256×14×14 dilations [1, 2, 3, 4] stride 2`
    const HFF_64X28X28_TO_256X14X14: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(64, 28, 28),
        output: layout::Map::dense(256, 14, 14),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes level4_0.eesp.br_after_cat.act.
    fn hff_64x28x28_to_256x14x14<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_64X28X28_TO_256X14X14;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 256×14×14 -> 256×14×14/512 groups 4 +bias`
    const POINTWISE_256X14X14: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(256, 14, 14),
        output: layout::Map {
            channels: 256,
            height: 14,
            width: 14,
            stride: 512,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level4_0.eesp.conv_1x1_exp.bn.
    fn pointwise_256x14x14<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_256X14X14;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `pointwise 3×14×14 -> 512×14×14 groups 1 +bias +residual +prelu`
    const POINTWISE_3X14X14_TO_512X14X14: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 14, 14),
        output: layout::Map::dense(512, 14, 14),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level4_0.act.
    fn pointwise_3x14x14_to_512x14x14<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X14X14_TO_512X14X14;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `eesp_unit 512×14×14 -> 512×14×14 dilations [1, 1, 2, 3] band 14 +residual`
    const EESP_UNIT_512X14X14: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(512, 14, 14),
        output: layout::Map::dense(512, 14, 14),
        dilations: layout::Dilations::new(&[1, 1, 2, 3]),
        residual: kernel::Residual::InPlace,
        band: 14,
    };
    /// Computes level4.0.module_act, level4.1.module_act, level4.2.module_act, level4.3.module_act, level4.4.module_act, level4.5.module_act, level4.6.module_act.
    fn eesp_unit_512x14x14<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_512X14X14;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
    }
    /// `avg_pool 512×14×14 -> 512×7×7/1024 kernel 3 stride 2 padding 1`
    const AVG_POOL_512X14X14_TO_512X7X7: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(512, 14, 14),
        output: layout::Map {
            channels: 512,
            height: 7,
            width: 7,
            stride: 1024,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes level5_0.avg.
    fn avg_pool_512x14x14_to_512x7x7<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_512X14X14_TO_512X7X7;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 512×14×14 -> 128×14×14 groups 4 +bias +prelu`
    const POINTWISE_512X14X14_TO_128X14X14: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(512, 14, 14),
        output: layout::Map::dense(128, 14, 14),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5_0.eesp.proj_1x1.act.
    fn pointwise_512x14x14_to_128x14x14<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_512X14X14_TO_128X14X14;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 128×14×14 -> 512×7×7 dilations [1, 1, 2, 3] stride 2`
    const HFF_128X14X14_TO_512X7X7: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(128, 14, 14),
        output: layout::Map::dense(512, 7, 7),
        dilations: layout::Dilations::new(&[1, 1, 2, 3]),
        stride: 2,
    };
    /// Computes level5_0.eesp.br_after_cat.act.
    fn hff_128x14x14_to_512x7x7<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_128X14X14_TO_512X7X7;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 512×7×7 -> 512×7×7/1024 groups 4 +bias`
    const POINTWISE_512X7X7: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(512, 7, 7),
        output: layout::Map {
            channels: 512,
            height: 7,
            width: 7,
            stride: 1024,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5_0.eesp.conv_1x1_exp.bn.
    fn pointwise_512x7x7<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_512X7X7;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `elementwise 1024×7×7 -> 1024×7×7 +prelu`
    const ELEMENTWISE_1024X7X7: kernel::Elementwise = kernel::Elementwise {
        input: layout::Map::dense(1024, 7, 7),
        output: layout::Map::dense(1024, 7, 7),
        in_place: true,
        epilogue: kernel::Epilogue {
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5_0.act.
    fn elementwise_1024x7x7<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Elementwise> for Fixed {
            const SHAPE: kernel::Elementwise = ELEMENTWISE_1024X7X7;
        }
        generated::invoke::<kernels::Elementwise<Fixed>, S>(simd, call);
    }
    /// `eesp_unit 1024×7×7 -> 1024×7×7 dilations [1, 1, 1, 2] band 7 +residual`
    const EESP_UNIT_1024X7X7: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(1024, 7, 7),
        output: layout::Map::dense(1024, 7, 7),
        dilations: layout::Dilations::new(&[1, 1, 1, 2]),
        residual: kernel::Residual::InPlace,
        band: 7,
    };
    /// Computes level5.0.module_act, level5.1.module_act, level5.2.module_act.
    fn eesp_unit_1024x7x7<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_1024X7X7;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 1024×7×7 -> 1024×7×7 kernel 3 stride 1 padding 1 dilation 1 groups 1024 shuffle 1 +bias +prelu`
    const DEPTHWISE_CONV2D_1024X7X7: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(1024, 7, 7),
        output: layout::Map::dense(1024, 7, 7),
        groups: 1024,
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
    fn depthwise_conv2d_1024x7x7<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_1024X7X7;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 1024×7×7 -> 1280×7×7 groups 4 +bias +prelu`
    const POINTWISE_1024X7X7_TO_1280X7X7: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(1024, 7, 7),
        output: layout::Map::dense(1280, 7, 7),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes level5.4.act.
    fn pointwise_1024x7x7_to_1280x7x7<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_1024X7X7_TO_1280X7X7;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 1280×7×7 -> 1280×1×1`
    const ADAPTIVE_AVG_POOL_1280X7X7_TO_1280X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(1280, 7, 7),
        output: layout::Map::dense(1280, 1, 1),
    };
    /// Computes global_pool.
    fn adaptive_avg_pool_1280x7x7_to_1280x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_1280X7X7_TO_1280X1X1;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 1280×1×1 -> 1000×1×1 groups 1 +bias`
    const POINTWISE_1280X1X1_TO_1000X1X1: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(1280, 1, 1),
        output: layout::Map::dense(1000, 1, 1),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes classifier.
    fn pointwise_1280x1x1_to_1000x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_1280X1X1_TO_1000X1X1;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// How a checkpoint becomes the packed weights.
    const RECIPE: pack::Recipe<'static> = pack::Recipe {
        parameters: &[
            pack::Parameter::new("level1.conv.weight", &[32, 3, 3, 3]),
            pack::Parameter::new("level1.bn.weight", &[32]),
            pack::Parameter::new("level1.bn.bias", &[32]),
            pack::Parameter::new("level1.bn.running_mean", &[32]),
            pack::Parameter::new("level1.bn.running_var", &[32]),
            pack::Parameter::new("level1.act.weight", &[32]),
            pack::Parameter::new("level2_0.eesp.proj_1x1.conv.weight", &[24, 8, 1, 1]),
            pack::Parameter::new("level2_0.eesp.proj_1x1.bn.weight", &[24]),
            pack::Parameter::new("level2_0.eesp.proj_1x1.bn.bias", &[24]),
            pack::Parameter::new("level2_0.eesp.proj_1x1.bn.running_mean", &[24]),
            pack::Parameter::new("level2_0.eesp.proj_1x1.bn.running_var", &[24]),
            pack::Parameter::new("level2_0.eesp.proj_1x1.act.weight", &[24]),
            pack::Parameter::new("level2_0.eesp.spp_dw.0.conv.weight", &[24, 1, 3, 3]),
            pack::Parameter::new("level2_0.eesp.spp_dw.1.conv.weight", &[24, 1, 3, 3]),
            pack::Parameter::new("level2_0.eesp.spp_dw.2.conv.weight", &[24, 1, 3, 3]),
            pack::Parameter::new("level2_0.eesp.spp_dw.3.conv.weight", &[24, 1, 3, 3]),
            pack::Parameter::new("level2_0.eesp.br_after_cat.bn.weight", &[96]),
            pack::Parameter::new("level2_0.eesp.br_after_cat.bn.bias", &[96]),
            pack::Parameter::new("level2_0.eesp.br_after_cat.bn.running_mean", &[96]),
            pack::Parameter::new("level2_0.eesp.br_after_cat.bn.running_var", &[96]),
            pack::Parameter::new("level2_0.eesp.br_after_cat.act.weight", &[96]),
            pack::Parameter::new(
                "level2_0.eesp.conv_1x1_exp.conv.weight",
                &[96, 24, 1, 1],
            ),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.weight", &[96]),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.bias", &[96]),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_mean", &[96]),
            pack::Parameter::new("level2_0.eesp.conv_1x1_exp.bn.running_var", &[96]),
            pack::Parameter::new("level2_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new("level2_0.inp_reinf.1.conv.weight", &[128, 3, 1, 1]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.weight", &[128]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.bias", &[128]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.running_mean", &[128]),
            pack::Parameter::new("level2_0.inp_reinf.1.bn.running_var", &[128]),
            pack::Parameter::new("level2_0.act.weight", &[128]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.conv.weight", &[32, 32, 1, 1]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("level3_0.eesp.proj_1x1.act.weight", &[32]),
            pack::Parameter::new("level3_0.eesp.spp_dw.0.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level3_0.eesp.spp_dw.1.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level3_0.eesp.spp_dw.2.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level3_0.eesp.spp_dw.3.conv.weight", &[32, 1, 3, 3]),
            pack::Parameter::new("level3_0.eesp.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("level3_0.eesp.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new("level3_0.eesp.br_after_cat.bn.running_mean", &[128]),
            pack::Parameter::new("level3_0.eesp.br_after_cat.bn.running_var", &[128]),
            pack::Parameter::new("level3_0.eesp.br_after_cat.act.weight", &[128]),
            pack::Parameter::new(
                "level3_0.eesp.conv_1x1_exp.conv.weight",
                &[128, 32, 1, 1],
            ),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.running_mean", &[128]),
            pack::Parameter::new("level3_0.eesp.conv_1x1_exp.bn.running_var", &[128]),
            pack::Parameter::new("level3_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new("level3_0.inp_reinf.1.conv.weight", &[256, 3, 1, 1]),
            pack::Parameter::new("level3_0.inp_reinf.1.bn.weight", &[256]),
            pack::Parameter::new("level3_0.inp_reinf.1.bn.bias", &[256]),
            pack::Parameter::new("level3_0.inp_reinf.1.bn.running_mean", &[256]),
            pack::Parameter::new("level3_0.inp_reinf.1.bn.running_var", &[256]),
            pack::Parameter::new("level3_0.act.weight", &[256]),
            pack::Parameter::new("level3.0.proj_1x1.conv.weight", &[64, 64, 1, 1]),
            pack::Parameter::new("level3.0.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("level3.0.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("level3.0.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("level3.0.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("level3.0.proj_1x1.act.weight", &[64]),
            pack::Parameter::new("level3.0.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.0.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.0.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.0.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.0.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("level3.0.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new("level3.0.br_after_cat.bn.running_mean", &[256]),
            pack::Parameter::new("level3.0.br_after_cat.bn.running_var", &[256]),
            pack::Parameter::new("level3.0.br_after_cat.act.weight", &[256]),
            pack::Parameter::new("level3.0.conv_1x1_exp.conv.weight", &[256, 64, 1, 1]),
            pack::Parameter::new("level3.0.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("level3.0.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new("level3.0.conv_1x1_exp.bn.running_mean", &[256]),
            pack::Parameter::new("level3.0.conv_1x1_exp.bn.running_var", &[256]),
            pack::Parameter::new("level3.0.module_act.weight", &[256]),
            pack::Parameter::new("level3.1.proj_1x1.conv.weight", &[64, 64, 1, 1]),
            pack::Parameter::new("level3.1.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("level3.1.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("level3.1.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("level3.1.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("level3.1.proj_1x1.act.weight", &[64]),
            pack::Parameter::new("level3.1.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.1.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.1.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.1.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.1.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("level3.1.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new("level3.1.br_after_cat.bn.running_mean", &[256]),
            pack::Parameter::new("level3.1.br_after_cat.bn.running_var", &[256]),
            pack::Parameter::new("level3.1.br_after_cat.act.weight", &[256]),
            pack::Parameter::new("level3.1.conv_1x1_exp.conv.weight", &[256, 64, 1, 1]),
            pack::Parameter::new("level3.1.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("level3.1.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new("level3.1.conv_1x1_exp.bn.running_mean", &[256]),
            pack::Parameter::new("level3.1.conv_1x1_exp.bn.running_var", &[256]),
            pack::Parameter::new("level3.1.module_act.weight", &[256]),
            pack::Parameter::new("level3.2.proj_1x1.conv.weight", &[64, 64, 1, 1]),
            pack::Parameter::new("level3.2.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("level3.2.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("level3.2.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("level3.2.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("level3.2.proj_1x1.act.weight", &[64]),
            pack::Parameter::new("level3.2.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.2.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.2.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.2.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level3.2.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("level3.2.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new("level3.2.br_after_cat.bn.running_mean", &[256]),
            pack::Parameter::new("level3.2.br_after_cat.bn.running_var", &[256]),
            pack::Parameter::new("level3.2.br_after_cat.act.weight", &[256]),
            pack::Parameter::new("level3.2.conv_1x1_exp.conv.weight", &[256, 64, 1, 1]),
            pack::Parameter::new("level3.2.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("level3.2.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new("level3.2.conv_1x1_exp.bn.running_mean", &[256]),
            pack::Parameter::new("level3.2.conv_1x1_exp.bn.running_var", &[256]),
            pack::Parameter::new("level3.2.module_act.weight", &[256]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.conv.weight", &[64, 64, 1, 1]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("level4_0.eesp.proj_1x1.act.weight", &[64]),
            pack::Parameter::new("level4_0.eesp.spp_dw.0.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level4_0.eesp.spp_dw.1.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level4_0.eesp.spp_dw.2.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level4_0.eesp.spp_dw.3.conv.weight", &[64, 1, 3, 3]),
            pack::Parameter::new("level4_0.eesp.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("level4_0.eesp.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new("level4_0.eesp.br_after_cat.bn.running_mean", &[256]),
            pack::Parameter::new("level4_0.eesp.br_after_cat.bn.running_var", &[256]),
            pack::Parameter::new("level4_0.eesp.br_after_cat.act.weight", &[256]),
            pack::Parameter::new(
                "level4_0.eesp.conv_1x1_exp.conv.weight",
                &[256, 64, 1, 1],
            ),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_mean", &[256]),
            pack::Parameter::new("level4_0.eesp.conv_1x1_exp.bn.running_var", &[256]),
            pack::Parameter::new("level4_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new("level4_0.inp_reinf.1.conv.weight", &[512, 3, 1, 1]),
            pack::Parameter::new("level4_0.inp_reinf.1.bn.weight", &[512]),
            pack::Parameter::new("level4_0.inp_reinf.1.bn.bias", &[512]),
            pack::Parameter::new("level4_0.inp_reinf.1.bn.running_mean", &[512]),
            pack::Parameter::new("level4_0.inp_reinf.1.bn.running_var", &[512]),
            pack::Parameter::new("level4_0.act.weight", &[512]),
            pack::Parameter::new("level4.0.proj_1x1.conv.weight", &[128, 128, 1, 1]),
            pack::Parameter::new("level4.0.proj_1x1.bn.weight", &[128]),
            pack::Parameter::new("level4.0.proj_1x1.bn.bias", &[128]),
            pack::Parameter::new("level4.0.proj_1x1.bn.running_mean", &[128]),
            pack::Parameter::new("level4.0.proj_1x1.bn.running_var", &[128]),
            pack::Parameter::new("level4.0.proj_1x1.act.weight", &[128]),
            pack::Parameter::new("level4.0.spp_dw.0.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.0.spp_dw.1.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.0.spp_dw.2.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.0.spp_dw.3.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.0.br_after_cat.bn.weight", &[512]),
            pack::Parameter::new("level4.0.br_after_cat.bn.bias", &[512]),
            pack::Parameter::new("level4.0.br_after_cat.bn.running_mean", &[512]),
            pack::Parameter::new("level4.0.br_after_cat.bn.running_var", &[512]),
            pack::Parameter::new("level4.0.br_after_cat.act.weight", &[512]),
            pack::Parameter::new("level4.0.conv_1x1_exp.conv.weight", &[512, 128, 1, 1]),
            pack::Parameter::new("level4.0.conv_1x1_exp.bn.weight", &[512]),
            pack::Parameter::new("level4.0.conv_1x1_exp.bn.bias", &[512]),
            pack::Parameter::new("level4.0.conv_1x1_exp.bn.running_mean", &[512]),
            pack::Parameter::new("level4.0.conv_1x1_exp.bn.running_var", &[512]),
            pack::Parameter::new("level4.0.module_act.weight", &[512]),
            pack::Parameter::new("level4.1.proj_1x1.conv.weight", &[128, 128, 1, 1]),
            pack::Parameter::new("level4.1.proj_1x1.bn.weight", &[128]),
            pack::Parameter::new("level4.1.proj_1x1.bn.bias", &[128]),
            pack::Parameter::new("level4.1.proj_1x1.bn.running_mean", &[128]),
            pack::Parameter::new("level4.1.proj_1x1.bn.running_var", &[128]),
            pack::Parameter::new("level4.1.proj_1x1.act.weight", &[128]),
            pack::Parameter::new("level4.1.spp_dw.0.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.1.spp_dw.1.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.1.spp_dw.2.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.1.spp_dw.3.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.1.br_after_cat.bn.weight", &[512]),
            pack::Parameter::new("level4.1.br_after_cat.bn.bias", &[512]),
            pack::Parameter::new("level4.1.br_after_cat.bn.running_mean", &[512]),
            pack::Parameter::new("level4.1.br_after_cat.bn.running_var", &[512]),
            pack::Parameter::new("level4.1.br_after_cat.act.weight", &[512]),
            pack::Parameter::new("level4.1.conv_1x1_exp.conv.weight", &[512, 128, 1, 1]),
            pack::Parameter::new("level4.1.conv_1x1_exp.bn.weight", &[512]),
            pack::Parameter::new("level4.1.conv_1x1_exp.bn.bias", &[512]),
            pack::Parameter::new("level4.1.conv_1x1_exp.bn.running_mean", &[512]),
            pack::Parameter::new("level4.1.conv_1x1_exp.bn.running_var", &[512]),
            pack::Parameter::new("level4.1.module_act.weight", &[512]),
            pack::Parameter::new("level4.2.proj_1x1.conv.weight", &[128, 128, 1, 1]),
            pack::Parameter::new("level4.2.proj_1x1.bn.weight", &[128]),
            pack::Parameter::new("level4.2.proj_1x1.bn.bias", &[128]),
            pack::Parameter::new("level4.2.proj_1x1.bn.running_mean", &[128]),
            pack::Parameter::new("level4.2.proj_1x1.bn.running_var", &[128]),
            pack::Parameter::new("level4.2.proj_1x1.act.weight", &[128]),
            pack::Parameter::new("level4.2.spp_dw.0.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.2.spp_dw.1.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.2.spp_dw.2.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.2.spp_dw.3.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.2.br_after_cat.bn.weight", &[512]),
            pack::Parameter::new("level4.2.br_after_cat.bn.bias", &[512]),
            pack::Parameter::new("level4.2.br_after_cat.bn.running_mean", &[512]),
            pack::Parameter::new("level4.2.br_after_cat.bn.running_var", &[512]),
            pack::Parameter::new("level4.2.br_after_cat.act.weight", &[512]),
            pack::Parameter::new("level4.2.conv_1x1_exp.conv.weight", &[512, 128, 1, 1]),
            pack::Parameter::new("level4.2.conv_1x1_exp.bn.weight", &[512]),
            pack::Parameter::new("level4.2.conv_1x1_exp.bn.bias", &[512]),
            pack::Parameter::new("level4.2.conv_1x1_exp.bn.running_mean", &[512]),
            pack::Parameter::new("level4.2.conv_1x1_exp.bn.running_var", &[512]),
            pack::Parameter::new("level4.2.module_act.weight", &[512]),
            pack::Parameter::new("level4.3.proj_1x1.conv.weight", &[128, 128, 1, 1]),
            pack::Parameter::new("level4.3.proj_1x1.bn.weight", &[128]),
            pack::Parameter::new("level4.3.proj_1x1.bn.bias", &[128]),
            pack::Parameter::new("level4.3.proj_1x1.bn.running_mean", &[128]),
            pack::Parameter::new("level4.3.proj_1x1.bn.running_var", &[128]),
            pack::Parameter::new("level4.3.proj_1x1.act.weight", &[128]),
            pack::Parameter::new("level4.3.spp_dw.0.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.3.spp_dw.1.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.3.spp_dw.2.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.3.spp_dw.3.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.3.br_after_cat.bn.weight", &[512]),
            pack::Parameter::new("level4.3.br_after_cat.bn.bias", &[512]),
            pack::Parameter::new("level4.3.br_after_cat.bn.running_mean", &[512]),
            pack::Parameter::new("level4.3.br_after_cat.bn.running_var", &[512]),
            pack::Parameter::new("level4.3.br_after_cat.act.weight", &[512]),
            pack::Parameter::new("level4.3.conv_1x1_exp.conv.weight", &[512, 128, 1, 1]),
            pack::Parameter::new("level4.3.conv_1x1_exp.bn.weight", &[512]),
            pack::Parameter::new("level4.3.conv_1x1_exp.bn.bias", &[512]),
            pack::Parameter::new("level4.3.conv_1x1_exp.bn.running_mean", &[512]),
            pack::Parameter::new("level4.3.conv_1x1_exp.bn.running_var", &[512]),
            pack::Parameter::new("level4.3.module_act.weight", &[512]),
            pack::Parameter::new("level4.4.proj_1x1.conv.weight", &[128, 128, 1, 1]),
            pack::Parameter::new("level4.4.proj_1x1.bn.weight", &[128]),
            pack::Parameter::new("level4.4.proj_1x1.bn.bias", &[128]),
            pack::Parameter::new("level4.4.proj_1x1.bn.running_mean", &[128]),
            pack::Parameter::new("level4.4.proj_1x1.bn.running_var", &[128]),
            pack::Parameter::new("level4.4.proj_1x1.act.weight", &[128]),
            pack::Parameter::new("level4.4.spp_dw.0.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.4.spp_dw.1.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.4.spp_dw.2.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.4.spp_dw.3.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.4.br_after_cat.bn.weight", &[512]),
            pack::Parameter::new("level4.4.br_after_cat.bn.bias", &[512]),
            pack::Parameter::new("level4.4.br_after_cat.bn.running_mean", &[512]),
            pack::Parameter::new("level4.4.br_after_cat.bn.running_var", &[512]),
            pack::Parameter::new("level4.4.br_after_cat.act.weight", &[512]),
            pack::Parameter::new("level4.4.conv_1x1_exp.conv.weight", &[512, 128, 1, 1]),
            pack::Parameter::new("level4.4.conv_1x1_exp.bn.weight", &[512]),
            pack::Parameter::new("level4.4.conv_1x1_exp.bn.bias", &[512]),
            pack::Parameter::new("level4.4.conv_1x1_exp.bn.running_mean", &[512]),
            pack::Parameter::new("level4.4.conv_1x1_exp.bn.running_var", &[512]),
            pack::Parameter::new("level4.4.module_act.weight", &[512]),
            pack::Parameter::new("level4.5.proj_1x1.conv.weight", &[128, 128, 1, 1]),
            pack::Parameter::new("level4.5.proj_1x1.bn.weight", &[128]),
            pack::Parameter::new("level4.5.proj_1x1.bn.bias", &[128]),
            pack::Parameter::new("level4.5.proj_1x1.bn.running_mean", &[128]),
            pack::Parameter::new("level4.5.proj_1x1.bn.running_var", &[128]),
            pack::Parameter::new("level4.5.proj_1x1.act.weight", &[128]),
            pack::Parameter::new("level4.5.spp_dw.0.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.5.spp_dw.1.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.5.spp_dw.2.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.5.spp_dw.3.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.5.br_after_cat.bn.weight", &[512]),
            pack::Parameter::new("level4.5.br_after_cat.bn.bias", &[512]),
            pack::Parameter::new("level4.5.br_after_cat.bn.running_mean", &[512]),
            pack::Parameter::new("level4.5.br_after_cat.bn.running_var", &[512]),
            pack::Parameter::new("level4.5.br_after_cat.act.weight", &[512]),
            pack::Parameter::new("level4.5.conv_1x1_exp.conv.weight", &[512, 128, 1, 1]),
            pack::Parameter::new("level4.5.conv_1x1_exp.bn.weight", &[512]),
            pack::Parameter::new("level4.5.conv_1x1_exp.bn.bias", &[512]),
            pack::Parameter::new("level4.5.conv_1x1_exp.bn.running_mean", &[512]),
            pack::Parameter::new("level4.5.conv_1x1_exp.bn.running_var", &[512]),
            pack::Parameter::new("level4.5.module_act.weight", &[512]),
            pack::Parameter::new("level4.6.proj_1x1.conv.weight", &[128, 128, 1, 1]),
            pack::Parameter::new("level4.6.proj_1x1.bn.weight", &[128]),
            pack::Parameter::new("level4.6.proj_1x1.bn.bias", &[128]),
            pack::Parameter::new("level4.6.proj_1x1.bn.running_mean", &[128]),
            pack::Parameter::new("level4.6.proj_1x1.bn.running_var", &[128]),
            pack::Parameter::new("level4.6.proj_1x1.act.weight", &[128]),
            pack::Parameter::new("level4.6.spp_dw.0.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.6.spp_dw.1.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.6.spp_dw.2.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.6.spp_dw.3.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level4.6.br_after_cat.bn.weight", &[512]),
            pack::Parameter::new("level4.6.br_after_cat.bn.bias", &[512]),
            pack::Parameter::new("level4.6.br_after_cat.bn.running_mean", &[512]),
            pack::Parameter::new("level4.6.br_after_cat.bn.running_var", &[512]),
            pack::Parameter::new("level4.6.br_after_cat.act.weight", &[512]),
            pack::Parameter::new("level4.6.conv_1x1_exp.conv.weight", &[512, 128, 1, 1]),
            pack::Parameter::new("level4.6.conv_1x1_exp.bn.weight", &[512]),
            pack::Parameter::new("level4.6.conv_1x1_exp.bn.bias", &[512]),
            pack::Parameter::new("level4.6.conv_1x1_exp.bn.running_mean", &[512]),
            pack::Parameter::new("level4.6.conv_1x1_exp.bn.running_var", &[512]),
            pack::Parameter::new("level4.6.module_act.weight", &[512]),
            pack::Parameter::new(
                "level5_0.eesp.proj_1x1.conv.weight",
                &[128, 128, 1, 1],
            ),
            pack::Parameter::new("level5_0.eesp.proj_1x1.bn.weight", &[128]),
            pack::Parameter::new("level5_0.eesp.proj_1x1.bn.bias", &[128]),
            pack::Parameter::new("level5_0.eesp.proj_1x1.bn.running_mean", &[128]),
            pack::Parameter::new("level5_0.eesp.proj_1x1.bn.running_var", &[128]),
            pack::Parameter::new("level5_0.eesp.proj_1x1.act.weight", &[128]),
            pack::Parameter::new("level5_0.eesp.spp_dw.0.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level5_0.eesp.spp_dw.1.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level5_0.eesp.spp_dw.2.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level5_0.eesp.spp_dw.3.conv.weight", &[128, 1, 3, 3]),
            pack::Parameter::new("level5_0.eesp.br_after_cat.bn.weight", &[512]),
            pack::Parameter::new("level5_0.eesp.br_after_cat.bn.bias", &[512]),
            pack::Parameter::new("level5_0.eesp.br_after_cat.bn.running_mean", &[512]),
            pack::Parameter::new("level5_0.eesp.br_after_cat.bn.running_var", &[512]),
            pack::Parameter::new("level5_0.eesp.br_after_cat.act.weight", &[512]),
            pack::Parameter::new(
                "level5_0.eesp.conv_1x1_exp.conv.weight",
                &[512, 128, 1, 1],
            ),
            pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.weight", &[512]),
            pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.bias", &[512]),
            pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.running_mean", &[512]),
            pack::Parameter::new("level5_0.eesp.conv_1x1_exp.bn.running_var", &[512]),
            pack::Parameter::new("level5_0.act.weight", &[1024]),
            pack::Parameter::new("level5.0.proj_1x1.conv.weight", &[256, 256, 1, 1]),
            pack::Parameter::new("level5.0.proj_1x1.bn.weight", &[256]),
            pack::Parameter::new("level5.0.proj_1x1.bn.bias", &[256]),
            pack::Parameter::new("level5.0.proj_1x1.bn.running_mean", &[256]),
            pack::Parameter::new("level5.0.proj_1x1.bn.running_var", &[256]),
            pack::Parameter::new("level5.0.proj_1x1.act.weight", &[256]),
            pack::Parameter::new("level5.0.spp_dw.0.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.0.spp_dw.1.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.0.spp_dw.2.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.0.spp_dw.3.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.0.br_after_cat.bn.weight", &[1024]),
            pack::Parameter::new("level5.0.br_after_cat.bn.bias", &[1024]),
            pack::Parameter::new("level5.0.br_after_cat.bn.running_mean", &[1024]),
            pack::Parameter::new("level5.0.br_after_cat.bn.running_var", &[1024]),
            pack::Parameter::new("level5.0.br_after_cat.act.weight", &[1024]),
            pack::Parameter::new(
                "level5.0.conv_1x1_exp.conv.weight",
                &[1024, 256, 1, 1],
            ),
            pack::Parameter::new("level5.0.conv_1x1_exp.bn.weight", &[1024]),
            pack::Parameter::new("level5.0.conv_1x1_exp.bn.bias", &[1024]),
            pack::Parameter::new("level5.0.conv_1x1_exp.bn.running_mean", &[1024]),
            pack::Parameter::new("level5.0.conv_1x1_exp.bn.running_var", &[1024]),
            pack::Parameter::new("level5.0.module_act.weight", &[1024]),
            pack::Parameter::new("level5.1.proj_1x1.conv.weight", &[256, 256, 1, 1]),
            pack::Parameter::new("level5.1.proj_1x1.bn.weight", &[256]),
            pack::Parameter::new("level5.1.proj_1x1.bn.bias", &[256]),
            pack::Parameter::new("level5.1.proj_1x1.bn.running_mean", &[256]),
            pack::Parameter::new("level5.1.proj_1x1.bn.running_var", &[256]),
            pack::Parameter::new("level5.1.proj_1x1.act.weight", &[256]),
            pack::Parameter::new("level5.1.spp_dw.0.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.1.spp_dw.1.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.1.spp_dw.2.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.1.spp_dw.3.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.1.br_after_cat.bn.weight", &[1024]),
            pack::Parameter::new("level5.1.br_after_cat.bn.bias", &[1024]),
            pack::Parameter::new("level5.1.br_after_cat.bn.running_mean", &[1024]),
            pack::Parameter::new("level5.1.br_after_cat.bn.running_var", &[1024]),
            pack::Parameter::new("level5.1.br_after_cat.act.weight", &[1024]),
            pack::Parameter::new(
                "level5.1.conv_1x1_exp.conv.weight",
                &[1024, 256, 1, 1],
            ),
            pack::Parameter::new("level5.1.conv_1x1_exp.bn.weight", &[1024]),
            pack::Parameter::new("level5.1.conv_1x1_exp.bn.bias", &[1024]),
            pack::Parameter::new("level5.1.conv_1x1_exp.bn.running_mean", &[1024]),
            pack::Parameter::new("level5.1.conv_1x1_exp.bn.running_var", &[1024]),
            pack::Parameter::new("level5.1.module_act.weight", &[1024]),
            pack::Parameter::new("level5.2.proj_1x1.conv.weight", &[256, 256, 1, 1]),
            pack::Parameter::new("level5.2.proj_1x1.bn.weight", &[256]),
            pack::Parameter::new("level5.2.proj_1x1.bn.bias", &[256]),
            pack::Parameter::new("level5.2.proj_1x1.bn.running_mean", &[256]),
            pack::Parameter::new("level5.2.proj_1x1.bn.running_var", &[256]),
            pack::Parameter::new("level5.2.proj_1x1.act.weight", &[256]),
            pack::Parameter::new("level5.2.spp_dw.0.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.2.spp_dw.1.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.2.spp_dw.2.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.2.spp_dw.3.conv.weight", &[256, 1, 3, 3]),
            pack::Parameter::new("level5.2.br_after_cat.bn.weight", &[1024]),
            pack::Parameter::new("level5.2.br_after_cat.bn.bias", &[1024]),
            pack::Parameter::new("level5.2.br_after_cat.bn.running_mean", &[1024]),
            pack::Parameter::new("level5.2.br_after_cat.bn.running_var", &[1024]),
            pack::Parameter::new("level5.2.br_after_cat.act.weight", &[1024]),
            pack::Parameter::new(
                "level5.2.conv_1x1_exp.conv.weight",
                &[1024, 256, 1, 1],
            ),
            pack::Parameter::new("level5.2.conv_1x1_exp.bn.weight", &[1024]),
            pack::Parameter::new("level5.2.conv_1x1_exp.bn.bias", &[1024]),
            pack::Parameter::new("level5.2.conv_1x1_exp.bn.running_mean", &[1024]),
            pack::Parameter::new("level5.2.conv_1x1_exp.bn.running_var", &[1024]),
            pack::Parameter::new("level5.2.module_act.weight", &[1024]),
            pack::Parameter::new("level5.3.conv.weight", &[1024, 1, 3, 3]),
            pack::Parameter::new("level5.3.bn.weight", &[1024]),
            pack::Parameter::new("level5.3.bn.bias", &[1024]),
            pack::Parameter::new("level5.3.bn.running_mean", &[1024]),
            pack::Parameter::new("level5.3.bn.running_var", &[1024]),
            pack::Parameter::new("level5.3.act.weight", &[1024]),
            pack::Parameter::new("level5.4.conv.weight", &[1280, 256, 1, 1]),
            pack::Parameter::new("level5.4.bn.weight", &[1280]),
            pack::Parameter::new("level5.4.bn.bias", &[1280]),
            pack::Parameter::new("level5.4.bn.running_mean", &[1280]),
            pack::Parameter::new("level5.4.bn.running_var", &[1280]),
            pack::Parameter::new("level5.4.act.weight", &[1280]),
            pack::Parameter::new("classifier.weight", &[1000, 1280]),
            pack::Parameter::new("classifier.bias", &[1000]),
        ],
        unused: &[
            pack::Parameter::new("level2_0.eesp.module_act.weight", &[96]),
            pack::Parameter::new("level3_0.eesp.module_act.weight", &[128]),
            pack::Parameter::new("level4_0.eesp.module_act.weight", &[256]),
            pack::Parameter::new("level5_0.eesp.module_act.weight", &[512]),
            pack::Parameter::new("level5_0.inp_reinf.0.conv.weight", &[3, 3, 3, 3]),
            pack::Parameter::new("level5_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("level5_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("level5_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("level5_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("level5_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new("level5_0.inp_reinf.1.conv.weight", &[1024, 3, 1, 1]),
            pack::Parameter::new("level5_0.inp_reinf.1.bn.weight", &[1024]),
            pack::Parameter::new("level5_0.inp_reinf.1.bn.bias", &[1024]),
            pack::Parameter::new("level5_0.inp_reinf.1.bn.running_mean", &[1024]),
            pack::Parameter::new("level5_0.inp_reinf.1.bn.running_var", &[1024]),
        ],
        packings: &[
            (
                0,
                pack::Packing::Conv2d(
                    CONV2D_3X56X56,
                    pack::ConvTensors::new(26)
                        .norm(pack::Norm::consecutive(27, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(31)),
                ),
            ),
            (
                464,
                pack::Packing::Conv2d(
                    CONV2D_3X28X28,
                    pack::ConvTensors::new(58)
                        .norm(pack::Norm::consecutive(59, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(63)),
                ),
            ),
            (
                928,
                pack::Packing::Conv2d(
                    CONV2D_3X14X14,
                    pack::ConvTensors::new(153)
                        .norm(pack::Norm::consecutive(154, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(158)),
                ),
            ),
            (
                1392,
                pack::Packing::Conv2d(
                    CONV2D_3X224X224_TO_32X112X112,
                    pack::ConvTensors::new(0)
                        .norm(pack::Norm::consecutive(1, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(5)),
                ),
            ),
            (
                2320,
                pack::Packing::Pointwise(
                    POINTWISE_32X112X112_TO_24X112X112,
                    pack::ConvTensors::new(6)
                        .norm(pack::Norm::consecutive(7, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(11)),
                ),
            ),
            (
                2960,
                pack::Packing::Hff(
                    HFF_24X112X112_TO_96X56X56,
                    pack::HffTensors::new(
                        [12, 13, 14, 15],
                        pack::Norm::consecutive(16, 0.00001),
                        20,
                    ),
                ),
            ),
            (
                4496,
                pack::Packing::Pointwise(
                    POINTWISE_96X56X56,
                    pack::ConvTensors::new(21).norm(pack::Norm::consecutive(22, 0.00001)),
                ),
            ),
            (
                6896,
                pack::Packing::Pointwise(
                    POINTWISE_3X56X56_TO_128X56X56,
                    pack::ConvTensors::new(32)
                        .norm(pack::Norm::consecutive(33, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(37)),
                ),
            ),
            (
                7536,
                pack::Packing::Pointwise(
                    POINTWISE_128X56X56_TO_32X56X56,
                    pack::ConvTensors::new(38)
                        .norm(pack::Norm::consecutive(39, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(43)),
                ),
            ),
            (
                8624,
                pack::Packing::Hff(
                    HFF_32X56X56_TO_128X28X28,
                    pack::HffTensors::new(
                        [44, 45, 46, 47],
                        pack::Norm::consecutive(48, 0.00001),
                        52,
                    ),
                ),
            ),
            (
                10160,
                pack::Packing::Pointwise(
                    POINTWISE_128X28X28,
                    pack::ConvTensors::new(53).norm(pack::Norm::consecutive(54, 0.00001)),
                ),
            ),
            (
                14384,
                pack::Packing::Pointwise(
                    POINTWISE_3X28X28_TO_256X28X28,
                    pack::ConvTensors::new(64)
                        .norm(pack::Norm::consecutive(65, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(69)),
                ),
            ),
            (
                15664,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X28X28,
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
                39856,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X28X28,
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
                64048,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X28X28,
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
                88240,
                pack::Packing::Pointwise(
                    POINTWISE_256X28X28_TO_64X28X28,
                    pack::ConvTensors::new(133)
                        .norm(pack::Norm::consecutive(134, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(138)),
                ),
            ),
            (
                92464,
                pack::Packing::Hff(
                    HFF_64X28X28_TO_256X14X14,
                    pack::HffTensors::new(
                        [139, 140, 141, 142],
                        pack::Norm::consecutive(143, 0.00001),
                        147,
                    ),
                ),
            ),
            (
                95536,
                pack::Packing::Pointwise(
                    POINTWISE_256X14X14,
                    pack::ConvTensors::new(148)
                        .norm(pack::Norm::consecutive(149, 0.00001)),
                ),
            ),
            (
                112176,
                pack::Packing::Pointwise(
                    POINTWISE_3X14X14_TO_512X14X14,
                    pack::ConvTensors::new(159)
                        .norm(pack::Norm::consecutive(160, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(164)),
                ),
            ),
            (
                114736,
                pack::Packing::EespUnit(
                    EESP_UNIT_512X14X14,
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
                204080,
                pack::Packing::EespUnit(
                    EESP_UNIT_512X14X14,
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
                293424,
                pack::Packing::EespUnit(
                    EESP_UNIT_512X14X14,
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
                382768,
                pack::Packing::EespUnit(
                    EESP_UNIT_512X14X14,
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
                472112,
                pack::Packing::EespUnit(
                    EESP_UNIT_512X14X14,
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
                561456,
                pack::Packing::EespUnit(
                    EESP_UNIT_512X14X14,
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
                650800,
                pack::Packing::EespUnit(
                    EESP_UNIT_512X14X14,
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
                740144,
                pack::Packing::Pointwise(
                    POINTWISE_512X14X14_TO_128X14X14,
                    pack::ConvTensors::new(312)
                        .norm(pack::Norm::consecutive(313, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(317)),
                ),
            ),
            (
                756784,
                pack::Packing::Hff(
                    HFF_128X14X14_TO_512X7X7,
                    pack::HffTensors::new(
                        [318, 319, 320, 321],
                        pack::Norm::consecutive(322, 0.00001),
                        326,
                    ),
                ),
            ),
            (
                762928,
                pack::Packing::Pointwise(
                    POINTWISE_512X7X7,
                    pack::ConvTensors::new(327)
                        .norm(pack::Norm::consecutive(328, 0.00001)),
                ),
            ),
            (
                828976,
                pack::Packing::Elementwise(
                    ELEMENTWISE_1024X7X7,
                    pack::EpilogueTensors::NONE.prelu(332),
                ),
            ),
            (
                830000,
                pack::Packing::EespUnit(
                    EESP_UNIT_1024X7X7,
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
                1172528,
                pack::Packing::EespUnit(
                    EESP_UNIT_1024X7X7,
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
                1515056,
                pack::Packing::EespUnit(
                    EESP_UNIT_1024X7X7,
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
                1857584,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_1024X7X7,
                    pack::ConvTensors::new(396)
                        .norm(pack::Norm::consecutive(397, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(401)),
                ),
            ),
            (
                1868848,
                pack::Packing::Pointwise(
                    POINTWISE_1024X7X7_TO_1280X7X7,
                    pack::ConvTensors::new(402)
                        .norm(pack::Norm::consecutive(403, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(407)),
                ),
            ),
            (
                2199088,
                pack::Packing::Pointwise(
                    POINTWISE_1280X1X1_TO_1000X1X1,
                    pack::ConvTensors::new(408).bias(409),
                ),
            ),
        ],
        len: 3480096,
    };
};
