/// `espnetv2_seg` compiled by espnet: input 1×3×256×256, `output` 1×21×256×256; 234021 parameters, 135.8 million multiply-accumulates.
#[derive(Clone, Debug)]
pub struct Segmentation10 {
    network: ::espnet::generated::Network,
}
impl Segmentation10 {
    /// N, C, H, W of the input.
    pub const INPUT_SHAPE: [usize; 4] = [1, 3, 256, 256];
    /// Numbers in the input.
    pub const INPUT_LEN: usize = 196608;
    /// N, C, H, W of the output.
    pub const OUTPUT_SHAPE: [usize; 4] = [1, 21, 256, 256];
    /// Numbers in the output.
    pub const OUTPUT_LEN: usize = 1376256;
    /// Learned numbers in a checkpoint.
    pub const PARAMETERS: usize = 234021;
    /// Multiply-accumulates of the convolutions in one forward pass.
    pub const MACS: u64 = 135838776;
    /// Floats of a workspace.
    pub const ARENA_FLOATS: usize = 1731072;
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
    impl Segmentation10 {
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
    impl Segmentation10 {
        /// Runs the network on one input, N×C×H×W as in
        /// [`INPUT_SHAPE`](Self::INPUT_SHAPE), and returns what lies in the workspace until
        /// its next use. Allocates nothing.
        pub fn forward<'w>(
            &self,
            input: &[f32; Self::INPUT_LEN],
            workspace: &'w mut generated::Workspace<{ Self::ARENA_FLOATS }>,
        ) -> &'w [f32; 1376256] {
            let arena = workspace.floats_mut();
            let weights = self.network.weights();
            self.network
                .run(Segmentation10Forward {
                    weights,
                    input,
                    arena: &mut *arena,
                });
            let arena: &'w [f32] = arena;
            generated::array(arena, 0)
        }
    }
    struct Segmentation10Forward<'a> {
        weights: &'a [f32],
        input: &'a [f32],
        arena: &'a mut [f32],
    }
    impl generated::Program for Segmentation10Forward<'_> {
        fn run<S: generated::Simd>(self, simd: S) {
            let Self { weights, input, arena } = self;
            // base_net.level1.act
            {
                let [b0, b1] = generated::split(arena, [0..524288, 524288..526610]);
                conv2d_3x256x256_to_32x128x128(
                    simd,
                    generated::Call {
                        weights: &weights[0..928],
                        input,
                        gate: &[],
                        residual: &[],
                        output: b0,
                        scratch: b1,
                        rows: 0..128,
                    },
                );
            }
            // base_net.level2_0.avg
            {
                let [b2, b0] = generated::split(arena, [820224..1082368, 0..524288]);
                avg_pool_32x128x128_to_32x64x64(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b0,
                        gate: &[],
                        residual: &[],
                        output: &mut b2[0..262112],
                        scratch: &mut [],
                        rows: 0..64,
                    },
                );
            }
            // base_net.level2_0.eesp.proj_1x1.act
            {
                let [b3, b0] = generated::split(arena, [1082368..1213440, 0..524288]);
                pointwise_32x128x128_to_8x128x128(
                    simd,
                    generated::Call {
                        weights: &weights[928..1024],
                        input: b0,
                        gate: &[],
                        residual: &[],
                        output: b3,
                        scratch: &mut [],
                        rows: 0..128,
                    },
                );
            }
            // base_net.level2_0.eesp.br_after_cat.act
            {
                let [b4, b3, b5] = generated::split(
                    arena,
                    [1213440..1344512, 1082368..1213440, 524288..820224],
                );
                hff_8x128x128_to_32x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[1024..1792],
                        input: b3,
                        gate: &[],
                        residual: &[],
                        output: b4,
                        scratch: b5,
                        rows: 0..64,
                    },
                );
            }
            // base_net.level2_0.eesp.conv_1x1_exp.bn
            {
                let [b2, b4] = generated::split(
                    arena,
                    [820224..1082368, 1213440..1344512],
                );
                pointwise_32x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[1792..2080],
                        input: b4,
                        gate: &[],
                        residual: &[],
                        output: &mut b2[32..262144],
                        scratch: &mut [],
                        rows: 0..64,
                    },
                );
            }
            // base_net.level2_0.image.0
            {
                let [b6, b7] = generated::split(arena, [524288..573440, 573440..573698]);
                avg_pool_3x256x256_to_3x128x128(
                    simd,
                    generated::Call {
                        weights: &[],
                        input,
                        gate: &[],
                        residual: &[],
                        output: b6,
                        scratch: b7,
                        rows: 0..128,
                    },
                );
            }
            // base_net.level2_0.image.1
            {
                let [b8, b6, b9] = generated::split(
                    arena,
                    [803840..816128, 524288..573440, 573440..573570],
                );
                avg_pool_3x128x128_to_3x64x64(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b6,
                        gate: &[],
                        residual: &[],
                        output: b8,
                        scratch: b9,
                        rows: 0..64,
                    },
                );
            }
            // base_net.level2_0.inp_reinf.0.act
            {
                let [b10, b8, b11] = generated::split(
                    arena,
                    [524288..536576, 803840..816128, 536576..537170],
                );
                conv2d_3x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[2080..2544],
                        input: b8,
                        gate: &[],
                        residual: &[],
                        output: b10,
                        scratch: b11,
                        rows: 0..64,
                    },
                );
            }
            // base_net.level2_0.act
            {
                let [b2, b10] = generated::split(
                    arena,
                    [820224..1082368, 524288..536576],
                );
                pointwise_3x64x64_to_64x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[2544..2864],
                        input: b10,
                        gate: &[],
                        residual: &[],
                        output: b2,
                        scratch: &mut [],
                        rows: 0..64,
                    },
                );
            }
            // base_net.level3_0.avg
            {
                let [b12, b2] = generated::split(
                    arena,
                    [524288..655360, 820224..1082368],
                );
                avg_pool_64x64x64_to_64x32x32(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b2,
                        gate: &[],
                        residual: &[],
                        output: &mut b12[0..131008],
                        scratch: &mut [],
                        rows: 0..32,
                    },
                );
            }
            // base_net.level3_0.eesp.proj_1x1.act
            {
                let [b13, b2] = generated::split(
                    arena,
                    [738304..803840, 820224..1082368],
                );
                pointwise_64x64x64_to_16x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[2864..3152],
                        input: b2,
                        gate: &[],
                        residual: &[],
                        output: b13,
                        scratch: &mut [],
                        rows: 0..64,
                    },
                );
            }
            // base_net.level3_0.eesp.br_after_cat.act
            {
                let [b14, b13, b15] = generated::split(
                    arena,
                    [1082368..1147904, 738304..803840, 655360..738304],
                );
                hff_16x64x64_to_64x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[3152..3920],
                        input: b13,
                        gate: &[],
                        residual: &[],
                        output: b14,
                        scratch: b15,
                        rows: 0..32,
                    },
                );
            }
            // base_net.level3_0.eesp.conv_1x1_exp.bn
            {
                let [b12, b14] = generated::split(
                    arena,
                    [524288..655360, 1082368..1147904],
                );
                pointwise_64x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[3920..5008],
                        input: b14,
                        gate: &[],
                        residual: &[],
                        output: &mut b12[64..131072],
                        scratch: &mut [],
                        rows: 0..32,
                    },
                );
            }
            // base_net.level3_0.image.2
            {
                let [b16, b8, b17] = generated::split(
                    arena,
                    [816128..819200, 803840..816128, 655360..655426],
                );
                avg_pool_3x64x64_to_3x32x32(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b8,
                        gate: &[],
                        residual: &[],
                        output: b16,
                        scratch: b17,
                        rows: 0..32,
                    },
                );
            }
            // base_net.level3_0.inp_reinf.0.act
            {
                let [b18, b16, b19] = generated::split(
                    arena,
                    [655360..658432, 816128..819200, 658432..658738],
                );
                conv2d_3x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[5008..5472],
                        input: b16,
                        gate: &[],
                        residual: &[],
                        output: b18,
                        scratch: b19,
                        rows: 0..32,
                    },
                );
            }
            // base_net.level3_0.act
            {
                let [b12, b18] = generated::split(
                    arena,
                    [524288..655360, 655360..658432],
                );
                pointwise_3x32x32_to_128x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[5472..6112],
                        input: b18,
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: &mut [],
                        rows: 0..32,
                    },
                );
            }
            // base_net.level3.0.module_act
            {
                let [b12, b20] = generated::split(
                    arena,
                    [524288..655360, 655360..710656],
                );
                eesp_unit_128x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[6112..13088],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: b20,
                        rows: 0..32,
                    },
                );
            }
            // base_net.level3.1.module_act
            {
                let [b12, b21] = generated::split(
                    arena,
                    [524288..655360, 655360..710656],
                );
                eesp_unit_128x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[13088..20064],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: b21,
                        rows: 0..32,
                    },
                );
            }
            // base_net.level3.2.module_act
            {
                let [b12, b22] = generated::split(
                    arena,
                    [524288..655360, 655360..710656],
                );
                eesp_unit_128x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[20064..27040],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b12,
                        scratch: b22,
                        rows: 0..32,
                    },
                );
            }
            // base_net.level4_0.avg
            {
                let [b23, b12] = generated::split(
                    arena,
                    [655360..720896, 524288..655360],
                );
                avg_pool_128x32x32_to_128x16x16(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b12,
                        gate: &[],
                        residual: &[],
                        output: &mut b23[0..65408],
                        scratch: &mut [],
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4_0.eesp.proj_1x1.act
            {
                let [b24, b12] = generated::split(
                    arena,
                    [772096..804864, 524288..655360],
                );
                pointwise_128x32x32_to_32x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[27040..28128],
                        input: b12,
                        gate: &[],
                        residual: &[],
                        output: b24,
                        scratch: &mut [],
                        rows: 0..32,
                    },
                );
            }
            // base_net.level4_0.eesp.br_after_cat.act
            {
                let [b25, b24, b26] = generated::split(
                    arena,
                    [1082368..1115136, 772096..804864, 720896..772096],
                );
                hff_32x32x32_to_128x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[28128..29664],
                        input: b24,
                        gate: &[],
                        residual: &[],
                        output: b25,
                        scratch: b26,
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4_0.eesp.conv_1x1_exp.bn
            {
                let [b23, b25] = generated::split(
                    arena,
                    [655360..720896, 1082368..1115136],
                );
                pointwise_128x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[29664..33888],
                        input: b25,
                        gate: &[],
                        residual: &[],
                        output: &mut b23[128..65536],
                        scratch: &mut [],
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4_0.image.3
            {
                let [b27, b16, b28] = generated::split(
                    arena,
                    [720896..721664, 816128..819200, 721664..721698],
                );
                avg_pool_3x32x32_to_3x16x16(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b16,
                        gate: &[],
                        residual: &[],
                        output: b27,
                        scratch: b28,
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4_0.inp_reinf.0.act
            {
                let [b29, b27, b30] = generated::split(
                    arena,
                    [721664..722432, 720896..721664, 722432..722594],
                );
                conv2d_3x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[33888..34352],
                        input: b27,
                        gate: &[],
                        residual: &[],
                        output: b29,
                        scratch: b30,
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4_0.act
            {
                let [b23, b29] = generated::split(
                    arena,
                    [655360..720896, 721664..722432],
                );
                pointwise_3x16x16_to_256x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[34352..35632],
                        input: b29,
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: &mut [],
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4.0.module_act
            {
                let [b23, b31] = generated::split(
                    arena,
                    [655360..720896, 720896..768256],
                );
                eesp_unit_256x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[35632..59824],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b31,
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4.1.module_act
            {
                let [b23, b32] = generated::split(
                    arena,
                    [655360..720896, 720896..768256],
                );
                eesp_unit_256x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[59824..84016],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b32,
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4.2.module_act
            {
                let [b23, b33] = generated::split(
                    arena,
                    [655360..720896, 720896..768256],
                );
                eesp_unit_256x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[84016..108208],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b33,
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4.3.module_act
            {
                let [b23, b34] = generated::split(
                    arena,
                    [655360..720896, 720896..768256],
                );
                eesp_unit_256x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[108208..132400],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b34,
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4.4.module_act
            {
                let [b23, b35] = generated::split(
                    arena,
                    [655360..720896, 720896..768256],
                );
                eesp_unit_256x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[132400..156592],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b35,
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4.5.module_act
            {
                let [b23, b36] = generated::split(
                    arena,
                    [655360..720896, 720896..768256],
                );
                eesp_unit_256x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[156592..180784],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b36,
                        rows: 0..16,
                    },
                );
            }
            // base_net.level4.6.module_act
            {
                let [b23, b37] = generated::split(
                    arena,
                    [655360..720896, 720896..768256],
                );
                eesp_unit_256x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[180784..204976],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b23,
                        scratch: b37,
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l1.projection_layer.cbr.2
            {
                let [b38, b23] = generated::split(
                    arena,
                    [720896..723456, 655360..720896],
                );
                pointwise_256x16x16_to_10x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[204976..207568],
                        input: b23,
                        gate: &[],
                        residual: &[],
                        output: b38,
                        scratch: &mut [],
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l1.stages.0.there
            {
                let [b39, b38, b40] = generated::split(
                    arena,
                    [655360..665600, 720896..723456, 665600..666272],
                );
                resize_bilinear_10x16x16_to_10x32x32(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b38,
                        gate: &[],
                        residual: &[],
                        output: b39,
                        scratch: b40,
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l1.stages.0
            {
                let [b41, b39, b42] = generated::split(
                    arena,
                    [668160..678400, 655360..665600, 665600..667568],
                );
                depthwise_conv2d_10x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[207568..207712],
                        input: b39,
                        gate: &[],
                        residual: &[],
                        output: b41,
                        scratch: b42,
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l1.stages.0.back
            {
                let [b43, b41] = generated::split(
                    arena,
                    [655360..668160, 668160..678400],
                );
                adaptive_avg_pool_10x32x32_to_10x16x16(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b41,
                        gate: &[],
                        residual: &[],
                        output: &mut b43[0..12760],
                        scratch: &mut [],
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l1.stages.1.there
            {
                let [b44, b38, b45] = generated::split(
                    arena,
                    [668160..673920, 720896..723456, 673920..674432],
                );
                resize_bilinear_10x16x16_to_10x24x24(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b38,
                        gate: &[],
                        residual: &[],
                        output: b44,
                        scratch: b45,
                        rows: 0..24,
                    },
                );
            }
            // bu_dec_l1.stages.1
            {
                let [b46, b44, b47] = generated::split(
                    arena,
                    [673920..679680, 668160..673920, 679680..681264],
                );
                depthwise_conv2d_10x24x24(
                    simd,
                    generated::Call {
                        weights: &weights[207712..207856],
                        input: b44,
                        gate: &[],
                        residual: &[],
                        output: b46,
                        scratch: b47,
                        rows: 0..24,
                    },
                );
            }
            // bu_dec_l1.stages.1.back
            {
                let [b43, b46] = generated::split(
                    arena,
                    [655360..668160, 673920..679680],
                );
                adaptive_avg_pool_10x24x24_to_10x16x16(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b46,
                        gate: &[],
                        residual: &[],
                        output: &mut b43[10..12770],
                        scratch: &mut [],
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l1.stages.2
            {
                let [b43, b38, b48] = generated::split(
                    arena,
                    [655360..668160, 720896..723456, 668160..669360],
                );
                depthwise_conv2d_10x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[207856..208000],
                        input: b38,
                        gate: &[],
                        residual: &[],
                        output: &mut b43[20..12780],
                        scratch: b48,
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l1.stages.3.there
            {
                let [b49, b38] = generated::split(
                    arena,
                    [668976..669616, 720896..723456],
                );
                adaptive_avg_pool_10x16x16_to_10x8x8(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b38,
                        gate: &[],
                        residual: &[],
                        output: b49,
                        scratch: &mut [],
                        rows: 0..8,
                    },
                );
            }
            // bu_dec_l1.stages.3
            {
                let [b50, b49, b51] = generated::split(
                    arena,
                    [669616..670256, 668976..669616, 668160..668976],
                );
                depthwise_conv2d_10x8x8(
                    simd,
                    generated::Call {
                        weights: &weights[208000..208144],
                        input: b49,
                        gate: &[],
                        residual: &[],
                        output: b50,
                        scratch: b51,
                        rows: 0..8,
                    },
                );
            }
            // bu_dec_l1.stages.3.back
            {
                let [b43, b50, b52] = generated::split(
                    arena,
                    [655360..668160, 669616..670256, 668160..668512],
                );
                resize_bilinear_10x8x8_to_10x16x16(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b50,
                        gate: &[],
                        residual: &[],
                        output: &mut b43[30..12790],
                        scratch: b52,
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l1.stages.4.there
            {
                let [b53, b38] = generated::split(
                    arena,
                    [668832..669082, 720896..723456],
                );
                adaptive_avg_pool_10x16x16_to_10x5x5(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b38,
                        gate: &[],
                        residual: &[],
                        output: b53,
                        scratch: &mut [],
                        rows: 0..5,
                    },
                );
            }
            // bu_dec_l1.stages.4
            {
                let [b54, b53, b55] = generated::split(
                    arena,
                    [669088..669338, 668832..669082, 668160..668832],
                );
                depthwise_conv2d_10x5x5(
                    simd,
                    generated::Call {
                        weights: &weights[208144..208288],
                        input: b53,
                        gate: &[],
                        residual: &[],
                        output: b54,
                        scratch: b55,
                        rows: 0..5,
                    },
                );
            }
            // bu_dec_l1.stages.4.back
            {
                let [b43, b54, b56] = generated::split(
                    arena,
                    [655360..668160, 669088..669338, 668160..668512],
                );
                resize_bilinear_10x5x5_to_10x16x16(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b54,
                        gate: &[],
                        residual: &[],
                        output: &mut b43[40..12800],
                        scratch: b56,
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l1.merge_layer.0.br.1
            {
                let b43 = &mut arena[655360..668160];
                elementwise_50x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[208288..208480],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b43,
                        scratch: &mut [],
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l1.merge_layer.2.cbr.2
            {
                let [b57, b43, b58] = generated::split(
                    arena,
                    [674160..676720, 655360..668160, 668160..674160],
                );
                depthwise_conv2d_50x16x16_to_10x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[208480..209232],
                        input: b43,
                        gate: &[],
                        residual: &[],
                        output: b57,
                        scratch: b58,
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l1.br.br.1
            {
                let [b59, b57] = generated::split(
                    arena,
                    [720896..737280, 674160..676720],
                );
                pointwise_10x16x16_to_64x16x16(
                    simd,
                    generated::Call {
                        weights: &weights[209232..210000],
                        input: b57,
                        gate: &[],
                        residual: &[],
                        output: b59,
                        scratch: &mut [],
                        rows: 0..16,
                    },
                );
            }
            // upsample_l1
            {
                let [b60, b59, b61] = generated::split(
                    arena,
                    [655360..720896, 720896..737280, 737280..741408],
                );
                resize_bilinear_64x16x16_to_64x32x32(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b59,
                        gate: &[],
                        residual: &[],
                        output: b60,
                        scratch: b61,
                        rows: 0..32,
                    },
                );
            }
            // merge_enc_dec_l2.wt_layer.0
            {
                let [b62, b12] = generated::split(
                    arena,
                    [720896..721024, 524288..655360],
                );
                adaptive_avg_pool_128x32x32_to_128x1x1(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b12,
                        gate: &[],
                        residual: &[],
                        output: b62,
                        scratch: &mut [],
                        rows: 0..1,
                    },
                );
            }
            // merge_enc_dec_l2.wt_layer.2
            {
                let [b63, b62] = generated::split(
                    arena,
                    [736640..736704, 720896..721024],
                );
                pointwise_128x1x1_to_64x1x1(
                    simd,
                    generated::Call {
                        weights: &weights[210000..218192],
                        input: b62,
                        gate: &[],
                        residual: &[],
                        output: b63,
                        scratch: &mut [],
                        rows: 0..1,
                    },
                );
            }
            // bu_br_l2.1
            {
                let [b60, b12, b63, b64] = generated::split(
                    arena,
                    [655360..720896, 524288..655360, 736640..736704, 720896..736640],
                );
                depthwise_conv2d_128x32x32_to_64x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[218192..219664],
                        input: b12,
                        gate: b63,
                        residual: &[],
                        output: b60,
                        scratch: b64,
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l2.projection_layer.cbr.2
            {
                let [b65, b60] = generated::split(
                    arena,
                    [621568..631808, 655360..720896],
                );
                pointwise_64x32x32_to_10x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[219664..220336],
                        input: b60,
                        gate: &[],
                        residual: &[],
                        output: b65,
                        scratch: &mut [],
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l2.stages.0.there
            {
                let [b66, b65, b67] = generated::split(
                    arena,
                    [524288..565248, 621568..631808, 565248..566560],
                );
                resize_bilinear_10x32x32_to_10x64x64(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b65,
                        gate: &[],
                        residual: &[],
                        output: b66,
                        scratch: b67,
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l2.stages.0
            {
                let [b68, b66, b69] = generated::split(
                    arena,
                    [575488..616448, 524288..565248, 565248..568752],
                );
                depthwise_conv2d_10x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[220336..220480],
                        input: b66,
                        gate: &[],
                        residual: &[],
                        output: b68,
                        scratch: b69,
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l2.stages.0.back
            {
                let [b70, b68] = generated::split(
                    arena,
                    [524288..575488, 575488..616448],
                );
                adaptive_avg_pool_10x64x64_to_10x32x32(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b68,
                        gate: &[],
                        residual: &[],
                        output: &mut b70[0..51160],
                        scratch: &mut [],
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l2.stages.1.there
            {
                let [b71, b65, b72] = generated::split(
                    arena,
                    [575488..598528, 621568..631808, 598528..599520],
                );
                resize_bilinear_10x32x32_to_10x48x48(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b65,
                        gate: &[],
                        residual: &[],
                        output: b71,
                        scratch: b72,
                        rows: 0..48,
                    },
                );
            }
            // bu_dec_l2.stages.1
            {
                let [b73, b71, b74] = generated::split(
                    arena,
                    [598528..621568, 575488..598528, 631808..634544],
                );
                depthwise_conv2d_10x48x48(
                    simd,
                    generated::Call {
                        weights: &weights[220480..220624],
                        input: b71,
                        gate: &[],
                        residual: &[],
                        output: b73,
                        scratch: b74,
                        rows: 0..48,
                    },
                );
            }
            // bu_dec_l2.stages.1.back
            {
                let [b70, b73] = generated::split(
                    arena,
                    [524288..575488, 598528..621568],
                );
                adaptive_avg_pool_10x48x48_to_10x32x32(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b73,
                        gate: &[],
                        residual: &[],
                        output: &mut b70[10..51170],
                        scratch: &mut [],
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l2.stages.2
            {
                let [b70, b65, b75] = generated::split(
                    arena,
                    [524288..575488, 621568..631808, 575488..577456],
                );
                depthwise_conv2d_10x32x32_2(
                    simd,
                    generated::Call {
                        weights: &weights[220624..220768],
                        input: b65,
                        gate: &[],
                        residual: &[],
                        output: &mut b70[20..51180],
                        scratch: b75,
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l2.stages.3.there
            {
                let [b76, b65] = generated::split(
                    arena,
                    [575488..578048, 621568..631808],
                );
                adaptive_avg_pool_10x32x32_to_10x16x16_2(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b65,
                        gate: &[],
                        residual: &[],
                        output: b76,
                        scratch: &mut [],
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l2.stages.3
            {
                let [b77, b76, b78] = generated::split(
                    arena,
                    [578048..580608, 575488..578048, 580608..581808],
                );
                depthwise_conv2d_10x16x16_2(
                    simd,
                    generated::Call {
                        weights: &weights[220768..220912],
                        input: b76,
                        gate: &[],
                        residual: &[],
                        output: b77,
                        scratch: b78,
                        rows: 0..16,
                    },
                );
            }
            // bu_dec_l2.stages.3.back
            {
                let [b70, b77, b79] = generated::split(
                    arena,
                    [524288..575488, 578048..580608, 575488..576160],
                );
                resize_bilinear_10x16x16_to_10x32x32_2(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b77,
                        gate: &[],
                        residual: &[],
                        output: &mut b70[30..51190],
                        scratch: b79,
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l2.stages.4.there
            {
                let [b80, b65] = generated::split(
                    arena,
                    [576160..576410, 621568..631808],
                );
                adaptive_avg_pool_10x32x32_to_10x5x5(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b65,
                        gate: &[],
                        residual: &[],
                        output: b80,
                        scratch: &mut [],
                        rows: 0..5,
                    },
                );
            }
            // bu_dec_l2.stages.4
            {
                let [b81, b80, b82] = generated::split(
                    arena,
                    [576416..576666, 576160..576410, 575488..576160],
                );
                depthwise_conv2d_10x5x5(
                    simd,
                    generated::Call {
                        weights: &weights[220912..221056],
                        input: b80,
                        gate: &[],
                        residual: &[],
                        output: b81,
                        scratch: b82,
                        rows: 0..5,
                    },
                );
            }
            // bu_dec_l2.stages.4.back
            {
                let [b70, b81, b83] = generated::split(
                    arena,
                    [524288..575488, 576416..576666, 575488..576160],
                );
                resize_bilinear_10x5x5_to_10x32x32(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b81,
                        gate: &[],
                        residual: &[],
                        output: &mut b70[40..51200],
                        scratch: b83,
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l2.merge_layer.0.br.1
            {
                let b70 = &mut arena[524288..575488];
                elementwise_50x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[221056..221248],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b70,
                        scratch: &mut [],
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l2.merge_layer.2.cbr.2
            {
                let [b84, b70, b85] = generated::split(
                    arena,
                    [575488..585728, 524288..575488, 585728..595568],
                );
                depthwise_conv2d_50x32x32_to_10x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[221248..222000],
                        input: b70,
                        gate: &[],
                        residual: &[],
                        output: b84,
                        scratch: b85,
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l2.br.br.1
            {
                let [b86, b84] = generated::split(
                    arena,
                    [720896..770048, 575488..585728],
                );
                pointwise_10x32x32_to_48x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[222000..222576],
                        input: b84,
                        gate: &[],
                        residual: &[],
                        output: b86,
                        scratch: &mut [],
                        rows: 0..32,
                    },
                );
            }
            // upsample_l2
            {
                let [b87, b86, b88] = generated::split(
                    arena,
                    [524288..720896, 720896..770048, 770048..776224],
                );
                resize_bilinear_48x32x32_to_48x64x64(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b86,
                        gate: &[],
                        residual: &[],
                        output: b87,
                        scratch: b88,
                        rows: 0..64,
                    },
                );
            }
            // merge_enc_dec_l3.wt_layer.0
            {
                let [b89, b2] = generated::split(
                    arena,
                    [720896..720960, 820224..1082368],
                );
                adaptive_avg_pool_64x64x64_to_64x1x1(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b2,
                        gate: &[],
                        residual: &[],
                        output: b89,
                        scratch: &mut [],
                        rows: 0..1,
                    },
                );
            }
            // merge_enc_dec_l3.wt_layer.2
            {
                let [b90, b89] = generated::split(
                    arena,
                    [762944..762992, 720896..720960],
                );
                pointwise_64x1x1_to_48x1x1(
                    simd,
                    generated::Call {
                        weights: &weights[222576..225648],
                        input: b89,
                        gate: &[],
                        residual: &[],
                        output: b90,
                        scratch: &mut [],
                        rows: 0..1,
                    },
                );
            }
            // bu_br_l3.1
            {
                let [b87, b2, b90, b91] = generated::split(
                    arena,
                    [524288..720896, 820224..1082368, 762944..762992, 720896..762944],
                );
                depthwise_conv2d_64x64x64_to_48x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[225648..227616],
                        input: b2,
                        gate: b90,
                        residual: &[],
                        output: b87,
                        scratch: b91,
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l3.projection_layer.cbr.2
            {
                let [b92, b87] = generated::split(
                    arena,
                    [913408..954368, 524288..720896],
                );
                pointwise_48x64x64_to_10x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[227616..228416],
                        input: b87,
                        gate: &[],
                        residual: &[],
                        output: b92,
                        scratch: &mut [],
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l3.stages.0.there
            {
                let [b93, b92, b94] = generated::split(
                    arena,
                    [524288..688128, 913408..954368, 688128..690720],
                );
                resize_bilinear_10x64x64_to_10x128x128(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b92,
                        gate: &[],
                        residual: &[],
                        output: b93,
                        scratch: b94,
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l3.stages.0
            {
                let [b95, b93, b96] = generated::split(
                    arena,
                    [729088..892928, 524288..688128, 688128..694704],
                );
                depthwise_conv2d_10x128x128(
                    simd,
                    generated::Call {
                        weights: &weights[228416..228560],
                        input: b93,
                        gate: &[],
                        residual: &[],
                        output: b95,
                        scratch: b96,
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l3.stages.0.back
            {
                let [b97, b95] = generated::split(
                    arena,
                    [524288..729088, 729088..892928],
                );
                adaptive_avg_pool_10x128x128_to_10x64x64(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b95,
                        gate: &[],
                        residual: &[],
                        output: &mut b97[0..204760],
                        scratch: &mut [],
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l3.stages.1.there
            {
                let [b98, b92, b99] = generated::split(
                    arena,
                    [729088..821248, 913408..954368, 821248..823200],
                );
                resize_bilinear_10x64x64_to_10x96x96(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b92,
                        gate: &[],
                        residual: &[],
                        output: b98,
                        scratch: b99,
                        rows: 0..96,
                    },
                );
            }
            // bu_dec_l3.stages.1
            {
                let [b100, b98, b101] = generated::split(
                    arena,
                    [821248..913408, 729088..821248, 954368..959408],
                );
                depthwise_conv2d_10x96x96(
                    simd,
                    generated::Call {
                        weights: &weights[228560..228704],
                        input: b98,
                        gate: &[],
                        residual: &[],
                        output: b100,
                        scratch: b101,
                        rows: 0..96,
                    },
                );
            }
            // bu_dec_l3.stages.1.back
            {
                let [b97, b100] = generated::split(
                    arena,
                    [524288..729088, 821248..913408],
                );
                adaptive_avg_pool_10x96x96_to_10x64x64(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b100,
                        gate: &[],
                        residual: &[],
                        output: &mut b97[10..204770],
                        scratch: &mut [],
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l3.stages.2
            {
                let [b97, b92, b102] = generated::split(
                    arena,
                    [524288..729088, 913408..954368, 729088..732592],
                );
                depthwise_conv2d_10x64x64_2(
                    simd,
                    generated::Call {
                        weights: &weights[228704..228848],
                        input: b92,
                        gate: &[],
                        residual: &[],
                        output: &mut b97[20..204780],
                        scratch: b102,
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l3.stages.3.there
            {
                let [b103, b92] = generated::split(
                    arena,
                    [729088..739328, 913408..954368],
                );
                adaptive_avg_pool_10x64x64_to_10x32x32_2(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b92,
                        gate: &[],
                        residual: &[],
                        output: b103,
                        scratch: &mut [],
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l3.stages.3
            {
                let [b104, b103, b105] = generated::split(
                    arena,
                    [739328..749568, 729088..739328, 749568..751536],
                );
                depthwise_conv2d_10x32x32(
                    simd,
                    generated::Call {
                        weights: &weights[228848..228992],
                        input: b103,
                        gate: &[],
                        residual: &[],
                        output: b104,
                        scratch: b105,
                        rows: 0..32,
                    },
                );
            }
            // bu_dec_l3.stages.3.back
            {
                let [b97, b104, b106] = generated::split(
                    arena,
                    [524288..729088, 739328..749568, 729088..730400],
                );
                resize_bilinear_10x32x32_to_10x64x64_2(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b104,
                        gate: &[],
                        residual: &[],
                        output: &mut b97[30..204790],
                        scratch: b106,
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l3.stages.4.there
            {
                let [b107, b92] = generated::split(
                    arena,
                    [729856..730346, 913408..954368],
                );
                adaptive_avg_pool_10x64x64_to_10x7x7(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b92,
                        gate: &[],
                        residual: &[],
                        output: b107,
                        scratch: &mut [],
                        rows: 0..7,
                    },
                );
            }
            // bu_dec_l3.stages.4
            {
                let [b108, b107, b109] = generated::split(
                    arena,
                    [730400..730890, 729856..730346, 729088..729856],
                );
                depthwise_conv2d_10x7x7(
                    simd,
                    generated::Call {
                        weights: &weights[228992..229136],
                        input: b107,
                        gate: &[],
                        residual: &[],
                        output: b108,
                        scratch: b109,
                        rows: 0..7,
                    },
                );
            }
            // bu_dec_l3.stages.4.back
            {
                let [b97, b108, b110] = generated::split(
                    arena,
                    [524288..729088, 730400..730890, 729088..730400],
                );
                resize_bilinear_10x7x7_to_10x64x64(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b108,
                        gate: &[],
                        residual: &[],
                        output: &mut b97[40..204800],
                        scratch: b110,
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l3.merge_layer.0.br.1
            {
                let b97 = &mut arena[524288..729088];
                elementwise_50x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[229136..229328],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b97,
                        scratch: &mut [],
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l3.merge_layer.2.cbr.2
            {
                let [b111, b97, b112] = generated::split(
                    arena,
                    [729088..770048, 524288..729088, 770048..787568],
                );
                depthwise_conv2d_50x64x64_to_10x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[229328..230080],
                        input: b97,
                        gate: &[],
                        residual: &[],
                        output: b111,
                        scratch: b112,
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l3.br.br.1
            {
                let [b113, b111] = generated::split(
                    arena,
                    [1048576..1179648, 729088..770048],
                );
                pointwise_10x64x64_to_32x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[230080..230464],
                        input: b111,
                        gate: &[],
                        residual: &[],
                        output: b113,
                        scratch: &mut [],
                        rows: 0..64,
                    },
                );
            }
            // upsample_l3
            {
                let [b114, b113, b115] = generated::split(
                    arena,
                    [524288..1048576, 1048576..1179648, 1179648..1187872],
                );
                resize_bilinear_32x64x64_to_32x128x128(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b113,
                        gate: &[],
                        residual: &[],
                        output: b114,
                        scratch: b115,
                        rows: 0..128,
                    },
                );
            }
            // merge_enc_dec_l4.wt_layer.0
            {
                let [b116, b0] = generated::split(arena, [1048576..1048608, 0..524288]);
                adaptive_avg_pool_32x128x128_to_32x1x1(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b0,
                        gate: &[],
                        residual: &[],
                        output: b116,
                        scratch: &mut [],
                        rows: 0..1,
                    },
                );
            }
            // merge_enc_dec_l4.wt_layer.2
            {
                let [b117, b116] = generated::split(
                    arena,
                    [1061728..1061760, 1048576..1048608],
                );
                pointwise_32x1x1(
                    simd,
                    generated::Call {
                        weights: &weights[230464..231488],
                        input: b116,
                        gate: &[],
                        residual: &[],
                        output: b117,
                        scratch: &mut [],
                        rows: 0..1,
                    },
                );
            }
            // bu_br_l4.1
            {
                let [b114, b0, b117, b118] = generated::split(
                    arena,
                    [524288..1048576, 0..524288, 1061728..1061760, 1048576..1061728],
                );
                depthwise_conv2d_32x128x128(
                    simd,
                    generated::Call {
                        weights: &weights[231488..231936],
                        input: b0,
                        gate: b117,
                        residual: &[],
                        output: b114,
                        scratch: b118,
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l4.projection_layer.cbr.2
            {
                let [b119, b114] = generated::split(
                    arena,
                    [1556480..1720320, 524288..1048576],
                );
                pointwise_32x128x128_to_10x128x128(
                    simd,
                    generated::Call {
                        weights: &weights[231936..232480],
                        input: b114,
                        gate: &[],
                        residual: &[],
                        output: b119,
                        scratch: &mut [],
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l4.stages.0.there
            {
                let [b120, b119, b121] = generated::split(
                    arena,
                    [0..655360, 1556480..1720320, 655360..660512],
                );
                resize_bilinear_10x128x128_to_10x256x256(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b119,
                        gate: &[],
                        residual: &[],
                        output: b120,
                        scratch: b121,
                        rows: 0..256,
                    },
                );
            }
            // bu_dec_l4.stages.0
            {
                let [b122, b120, b123] = generated::split(
                    arena,
                    [819200..1474560, 0..655360, 655360..668080],
                );
                depthwise_conv2d_10x256x256(
                    simd,
                    generated::Call {
                        weights: &weights[232480..232624],
                        input: b120,
                        gate: &[],
                        residual: &[],
                        output: b122,
                        scratch: b123,
                        rows: 0..256,
                    },
                );
            }
            // bu_dec_l4.stages.0.back
            {
                let [b124, b122] = generated::split(arena, [0..819200, 819200..1474560]);
                adaptive_avg_pool_10x256x256_to_10x128x128(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b122,
                        gate: &[],
                        residual: &[],
                        output: &mut b124[0..819160],
                        scratch: &mut [],
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l4.stages.1.there
            {
                let [b125, b119, b126] = generated::split(
                    arena,
                    [819200..1187840, 1556480..1720320, 1187840..1191712],
                );
                resize_bilinear_10x128x128_to_10x192x192(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b119,
                        gate: &[],
                        residual: &[],
                        output: b125,
                        scratch: b126,
                        rows: 0..192,
                    },
                );
            }
            // bu_dec_l4.stages.1
            {
                let [b127, b125, b128] = generated::split(
                    arena,
                    [1187840..1556480, 819200..1187840, 1720320..1729968],
                );
                depthwise_conv2d_10x192x192(
                    simd,
                    generated::Call {
                        weights: &weights[232624..232768],
                        input: b125,
                        gate: &[],
                        residual: &[],
                        output: b127,
                        scratch: b128,
                        rows: 0..192,
                    },
                );
            }
            // bu_dec_l4.stages.1.back
            {
                let [b124, b127] = generated::split(
                    arena,
                    [0..819200, 1187840..1556480],
                );
                adaptive_avg_pool_10x192x192_to_10x128x128(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b127,
                        gate: &[],
                        residual: &[],
                        output: &mut b124[10..819170],
                        scratch: &mut [],
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l4.stages.2
            {
                let [b124, b119, b129] = generated::split(
                    arena,
                    [0..819200, 1556480..1720320, 819200..825776],
                );
                depthwise_conv2d_10x128x128_2(
                    simd,
                    generated::Call {
                        weights: &weights[232768..232912],
                        input: b119,
                        gate: &[],
                        residual: &[],
                        output: &mut b124[20..819180],
                        scratch: b129,
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l4.stages.3.there
            {
                let [b130, b119] = generated::split(
                    arena,
                    [819200..860160, 1556480..1720320],
                );
                adaptive_avg_pool_10x128x128_to_10x64x64_2(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b119,
                        gate: &[],
                        residual: &[],
                        output: b130,
                        scratch: &mut [],
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l4.stages.3
            {
                let [b131, b130, b132] = generated::split(
                    arena,
                    [860160..901120, 819200..860160, 901120..904624],
                );
                depthwise_conv2d_10x64x64(
                    simd,
                    generated::Call {
                        weights: &weights[232912..233056],
                        input: b130,
                        gate: &[],
                        residual: &[],
                        output: b131,
                        scratch: b132,
                        rows: 0..64,
                    },
                );
            }
            // bu_dec_l4.stages.3.back
            {
                let [b124, b131, b133] = generated::split(
                    arena,
                    [0..819200, 860160..901120, 819200..821792],
                );
                resize_bilinear_10x64x64_to_10x128x128_2(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b131,
                        gate: &[],
                        residual: &[],
                        output: &mut b124[30..819190],
                        scratch: b133,
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l4.stages.4.there
            {
                let [b134, b119] = generated::split(
                    arena,
                    [819200..820890, 1556480..1720320],
                );
                adaptive_avg_pool_10x128x128_to_10x13x13(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b119,
                        gate: &[],
                        residual: &[],
                        output: b134,
                        scratch: &mut [],
                        rows: 0..13,
                    },
                );
            }
            // bu_dec_l4.stages.4
            {
                let [b135, b134, b136] = generated::split(
                    arena,
                    [821792..823482, 819200..820890, 823488..824544],
                );
                depthwise_conv2d_10x13x13(
                    simd,
                    generated::Call {
                        weights: &weights[233056..233200],
                        input: b134,
                        gate: &[],
                        residual: &[],
                        output: b135,
                        scratch: b136,
                        rows: 0..13,
                    },
                );
            }
            // bu_dec_l4.stages.4.back
            {
                let [b124, b135, b137] = generated::split(
                    arena,
                    [0..819200, 821792..823482, 819200..821792],
                );
                resize_bilinear_10x13x13_to_10x128x128(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b135,
                        gate: &[],
                        residual: &[],
                        output: &mut b124[40..819200],
                        scratch: b137,
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l4.merge_layer.0.br.1
            {
                let b124 = &mut arena[0..819200];
                elementwise_50x128x128(
                    simd,
                    generated::Call {
                        weights: &weights[233200..233392],
                        input: &[],
                        gate: &[],
                        residual: &[],
                        output: b124,
                        scratch: &mut [],
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l4.merge_layer.2.cbr.2
            {
                let [b138, b124, b139] = generated::split(
                    arena,
                    [819200..983040, 0..819200, 983040..1015920],
                );
                depthwise_conv2d_50x128x128_to_10x128x128(
                    simd,
                    generated::Call {
                        weights: &weights[233392..234144],
                        input: b124,
                        gate: &[],
                        residual: &[],
                        output: b138,
                        scratch: b139,
                        rows: 0..128,
                    },
                );
            }
            // bu_dec_l4.merge_layer.3
            {
                let [b140, b138] = generated::split(
                    arena,
                    [1376256..1720320, 819200..983040],
                );
                pointwise_10x128x128_to_21x128x128(
                    simd,
                    generated::Call {
                        weights: &weights[234144..234496],
                        input: b138,
                        gate: &[],
                        residual: &[],
                        output: b140,
                        scratch: &mut [],
                        rows: 0..128,
                    },
                );
            }
            // upsample_l4
            {
                let [b141, b140, b142] = generated::split(
                    arena,
                    [0..1376256, 1376256..1720320, 1720320..1731072],
                );
                resize_bilinear_21x128x128_to_21x256x256(
                    simd,
                    generated::Call {
                        weights: &[],
                        input: b140,
                        gate: &[],
                        residual: &[],
                        output: b141,
                        scratch: b142,
                        rows: 0..256,
                    },
                );
            }
        }
    }
    /// `conv2d 3×256×256 -> 32×128×128 planes kernel 3 stride 2 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X256X256_TO_32X128X128: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 256, 256),
        output: layout::Map::dense(32, 128, 128),
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
    /// Computes base_net.level1.act.
    fn conv2d_3x256x256_to_32x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X256X256_TO_32X128X128;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
    }
    /// `avg_pool 32×128×128 -> 32×64×64/64 kernel 3 stride 2 padding 1`
    const AVG_POOL_32X128X128_TO_32X64X64: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(32, 128, 128),
        output: layout::Map {
            channels: 32,
            height: 64,
            width: 64,
            stride: 64,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes base_net.level2_0.avg.
    fn avg_pool_32x128x128_to_32x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_32X128X128_TO_32X64X64;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 32×128×128 -> 8×128×128 groups 4 +bias +prelu`
    const POINTWISE_32X128X128_TO_8X128X128: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(32, 128, 128),
        output: layout::Map::dense(8, 128, 128),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes base_net.level2_0.eesp.proj_1x1.act.
    fn pointwise_32x128x128_to_8x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_32X128X128_TO_8X128X128;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 8×128×128 -> 32×64×64 dilations [1, 2, 3, 4] stride 2`
    const HFF_8X128X128_TO_32X64X64: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(8, 128, 128),
        output: layout::Map::dense(32, 64, 64),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes base_net.level2_0.eesp.br_after_cat.act.
    fn hff_8x128x128_to_32x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_8X128X128_TO_32X64X64;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 32×64×64 -> 32×64×64/64 groups 4 +bias`
    const POINTWISE_32X64X64: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(32, 64, 64),
        output: layout::Map {
            channels: 32,
            height: 64,
            width: 64,
            stride: 64,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes base_net.level2_0.eesp.conv_1x1_exp.bn.
    fn pointwise_32x64x64<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_32X64X64;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `avg_pool 3×256×256 -> 3×128×128 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X256X256_TO_3X128X128: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 256, 256),
        output: layout::Map::dense(3, 128, 128),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes base_net.level2_0.image.0.
    fn avg_pool_3x256x256_to_3x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X256X256_TO_3X128X128;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `avg_pool 3×128×128 -> 3×64×64 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X128X128_TO_3X64X64: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 128, 128),
        output: layout::Map::dense(3, 64, 64),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes base_net.level2_0.image.1.
    fn avg_pool_3x128x128_to_3x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X128X128_TO_3X64X64;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `conv2d 3×64×64 -> 3×64×64 planes kernel 3 stride 1 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X64X64: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 64, 64),
        output: layout::Map::dense(3, 64, 64),
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
    /// Computes base_net.level2_0.inp_reinf.0.act.
    fn conv2d_3x64x64<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X64X64;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 3×64×64 -> 64×64×64 groups 1 +bias +residual +prelu`
    const POINTWISE_3X64X64_TO_64X64X64: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 64, 64),
        output: layout::Map::dense(64, 64, 64),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes base_net.level2_0.act.
    fn pointwise_3x64x64_to_64x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X64X64_TO_64X64X64;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `avg_pool 64×64×64 -> 64×32×32/128 kernel 3 stride 2 padding 1`
    const AVG_POOL_64X64X64_TO_64X32X32: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(64, 64, 64),
        output: layout::Map {
            channels: 64,
            height: 32,
            width: 32,
            stride: 128,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes base_net.level3_0.avg.
    fn avg_pool_64x64x64_to_64x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_64X64X64_TO_64X32X32;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 64×64×64 -> 16×64×64 groups 4 +bias +prelu`
    const POINTWISE_64X64X64_TO_16X64X64: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(64, 64, 64),
        output: layout::Map::dense(16, 64, 64),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes base_net.level3_0.eesp.proj_1x1.act.
    fn pointwise_64x64x64_to_16x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_64X64X64_TO_16X64X64;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 16×64×64 -> 64×32×32 dilations [1, 2, 3, 4] stride 2`
    const HFF_16X64X64_TO_64X32X32: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(16, 64, 64),
        output: layout::Map::dense(64, 32, 32),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes base_net.level3_0.eesp.br_after_cat.act.
    fn hff_16x64x64_to_64x32x32<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_16X64X64_TO_64X32X32;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 64×32×32 -> 64×32×32/128 groups 4 +bias`
    const POINTWISE_64X32X32: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(64, 32, 32),
        output: layout::Map {
            channels: 64,
            height: 32,
            width: 32,
            stride: 128,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes base_net.level3_0.eesp.conv_1x1_exp.bn.
    fn pointwise_64x32x32<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_64X32X32;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `avg_pool 3×64×64 -> 3×32×32 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X64X64_TO_3X32X32: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 64, 64),
        output: layout::Map::dense(3, 32, 32),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes base_net.level3_0.image.2.
    fn avg_pool_3x64x64_to_3x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X64X64_TO_3X32X32;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `conv2d 3×32×32 -> 3×32×32 planes kernel 3 stride 1 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X32X32: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 32, 32),
        output: layout::Map::dense(3, 32, 32),
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
    /// Computes base_net.level3_0.inp_reinf.0.act.
    fn conv2d_3x32x32<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X32X32;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 3×32×32 -> 128×32×32 groups 1 +bias +residual +prelu`
    const POINTWISE_3X32X32_TO_128X32X32: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 32, 32),
        output: layout::Map::dense(128, 32, 32),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes base_net.level3_0.act.
    fn pointwise_3x32x32_to_128x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X32X32_TO_128X32X32;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `eesp_unit 128×32×32 -> 128×32×32 dilations [1, 2, 3, 4] band 1 +residual`
    const EESP_UNIT_128X32X32: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(128, 32, 32),
        output: layout::Map::dense(128, 32, 32),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        residual: kernel::Residual::InPlace,
        band: 1,
    };
    /// Computes base_net.level3.0.module_act, base_net.level3.1.module_act, base_net.level3.2.module_act.
    fn eesp_unit_128x32x32<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_128X32X32;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
    }
    /// `avg_pool 128×32×32 -> 128×16×16/256 kernel 3 stride 2 padding 1`
    const AVG_POOL_128X32X32_TO_128X16X16: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(128, 32, 32),
        output: layout::Map {
            channels: 128,
            height: 16,
            width: 16,
            stride: 256,
        },
        layout: layout::Layout::Nhwc,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes base_net.level4_0.avg.
    fn avg_pool_128x32x32_to_128x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_128X32X32_TO_128X16X16;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 128×32×32 -> 32×32×32 groups 4 +bias +prelu`
    const POINTWISE_128X32X32_TO_32X32X32: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(128, 32, 32),
        output: layout::Map::dense(32, 32, 32),
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes base_net.level4_0.eesp.proj_1x1.act.
    fn pointwise_128x32x32_to_32x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_128X32X32_TO_32X32X32;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `hff 32×32×32 -> 128×16×16 dilations [1, 2, 3, 4] stride 2`
    const HFF_32X32X32_TO_128X16X16: kernel::Hff = kernel::Hff {
        input: layout::Map::dense(32, 32, 32),
        output: layout::Map::dense(128, 16, 16),
        dilations: layout::Dilations::new(&[1, 2, 3, 4]),
        stride: 2,
    };
    /// Computes base_net.level4_0.eesp.br_after_cat.act.
    fn hff_32x32x32_to_128x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Hff> for Fixed {
            const SHAPE: kernel::Hff = HFF_32X32X32_TO_128X16X16;
        }
        generated::invoke::<kernels::Hff<Fixed>, S>(simd, call);
    }
    /// `pointwise 128×16×16 -> 128×16×16/256 groups 4 +bias`
    const POINTWISE_128X16X16: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(128, 16, 16),
        output: layout::Map {
            channels: 128,
            height: 16,
            width: 16,
            stride: 256,
        },
        groups: 4,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes base_net.level4_0.eesp.conv_1x1_exp.bn.
    fn pointwise_128x16x16<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_128X16X16;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `avg_pool 3×32×32 -> 3×16×16 planes kernel 3 stride 2 padding 1`
    const AVG_POOL_3X32X32_TO_3X16X16: kernel::AvgPool = kernel::AvgPool {
        input: layout::Map::dense(3, 32, 32),
        output: layout::Map::dense(3, 16, 16),
        layout: layout::Layout::Nchw,
        kernel: 3,
        stride: 2,
        padding: 1,
    };
    /// Computes base_net.level4_0.image.3.
    fn avg_pool_3x32x32_to_3x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AvgPool> for Fixed {
            const SHAPE: kernel::AvgPool = AVG_POOL_3X32X32_TO_3X16X16;
        }
        generated::invoke::<kernels::AvgPool<Fixed>, S>(simd, call);
    }
    /// `conv2d 3×16×16 -> 3×16×16 planes kernel 3 stride 1 padding 1 dilation 1 groups 1 +bias +prelu`
    const CONV2D_3X16X16: kernel::Conv2d = kernel::Conv2d {
        input: layout::Map::dense(3, 16, 16),
        output: layout::Map::dense(3, 16, 16),
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
    /// Computes base_net.level4_0.inp_reinf.0.act.
    fn conv2d_3x16x16<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Conv2d> for Fixed {
            const SHAPE: kernel::Conv2d = CONV2D_3X16X16;
        }
        generated::invoke::<kernels::Conv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 3×16×16 -> 256×16×16 groups 1 +bias +residual +prelu`
    const POINTWISE_3X16X16_TO_256X16X16: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(3, 16, 16),
        output: layout::Map::dense(256, 16, 16),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes base_net.level4_0.act.
    fn pointwise_3x16x16_to_256x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_3X16X16_TO_256X16X16;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `eesp_unit 256×16×16 -> 256×16×16 dilations [1, 1, 2, 3] band 4 +residual`
    const EESP_UNIT_256X16X16: kernel::EespUnit = kernel::EespUnit {
        input: layout::Map::dense(256, 16, 16),
        output: layout::Map::dense(256, 16, 16),
        dilations: layout::Dilations::new(&[1, 1, 2, 3]),
        residual: kernel::Residual::InPlace,
        band: 4,
    };
    /// Computes base_net.level4.0.module_act, base_net.level4.1.module_act, base_net.level4.2.module_act, base_net.level4.3.module_act, base_net.level4.4.module_act, base_net.level4.5.module_act, base_net.level4.6.module_act.
    fn eesp_unit_256x16x16<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::EespUnit> for Fixed {
            const SHAPE: kernel::EespUnit = EESP_UNIT_256X16X16;
        }
        generated::invoke::<kernels::EespUnit<Fixed>, S>(simd, call);
    }
    /// `pointwise 256×16×16 -> 10×16×16 groups 1 +bias +prelu`
    const POINTWISE_256X16X16_TO_10X16X16: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(256, 16, 16),
        output: layout::Map::dense(10, 16, 16),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l1.projection_layer.cbr.2.
    fn pointwise_256x16x16_to_10x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_256X16X16_TO_10X16X16;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×16×16 -> 10×32×32`
    const RESIZE_BILINEAR_10X16X16_TO_10X32X32: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 16, 16),
        output: layout::Map::dense(10, 32, 32),
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l1.stages.0.there.
    fn resize_bilinear_10x16x16_to_10x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X16X16_TO_10X32X32;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×32×32 -> 10×32×32 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X32X32: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 32, 32),
        output: layout::Map::dense(10, 32, 32),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l1.stages.0, bu_dec_l3.stages.3.
    fn depthwise_conv2d_10x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X32X32;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×32×32 -> 10×16×16/50`
    const ADAPTIVE_AVG_POOL_10X32X32_TO_10X16X16: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 32, 32),
        output: layout::Map {
            channels: 10,
            height: 16,
            width: 16,
            stride: 50,
        },
    };
    /// Computes bu_dec_l1.stages.0.back.
    fn adaptive_avg_pool_10x32x32_to_10x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X32X32_TO_10X16X16;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×16×16 -> 10×24×24`
    const RESIZE_BILINEAR_10X16X16_TO_10X24X24: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 16, 16),
        output: layout::Map::dense(10, 24, 24),
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l1.stages.1.there.
    fn resize_bilinear_10x16x16_to_10x24x24<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X16X16_TO_10X24X24;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×24×24 -> 10×24×24 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X24X24: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 24, 24),
        output: layout::Map::dense(10, 24, 24),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l1.stages.1.
    fn depthwise_conv2d_10x24x24<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X24X24;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×24×24 -> 10×16×16/50`
    const ADAPTIVE_AVG_POOL_10X24X24_TO_10X16X16: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 24, 24),
        output: layout::Map {
            channels: 10,
            height: 16,
            width: 16,
            stride: 50,
        },
    };
    /// Computes bu_dec_l1.stages.1.back.
    fn adaptive_avg_pool_10x24x24_to_10x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X24X24_TO_10X16X16;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×16×16 -> 10×16×16/50 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X16X16: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 16, 16),
        output: layout::Map {
            channels: 10,
            height: 16,
            width: 16,
            stride: 50,
        },
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l1.stages.2.
    fn depthwise_conv2d_10x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X16X16;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×16×16 -> 10×8×8`
    const ADAPTIVE_AVG_POOL_10X16X16_TO_10X8X8: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 16, 16),
        output: layout::Map::dense(10, 8, 8),
    };
    /// Computes bu_dec_l1.stages.3.there.
    fn adaptive_avg_pool_10x16x16_to_10x8x8<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X16X16_TO_10X8X8;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×8×8 -> 10×8×8 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X8X8: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 8, 8),
        output: layout::Map::dense(10, 8, 8),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l1.stages.3.
    fn depthwise_conv2d_10x8x8<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X8X8;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×8×8 -> 10×16×16/50`
    const RESIZE_BILINEAR_10X8X8_TO_10X16X16: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 8, 8),
        output: layout::Map {
            channels: 10,
            height: 16,
            width: 16,
            stride: 50,
        },
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l1.stages.3.back.
    fn resize_bilinear_10x8x8_to_10x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X8X8_TO_10X16X16;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×16×16 -> 10×5×5`
    const ADAPTIVE_AVG_POOL_10X16X16_TO_10X5X5: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 16, 16),
        output: layout::Map::dense(10, 5, 5),
    };
    /// Computes bu_dec_l1.stages.4.there.
    fn adaptive_avg_pool_10x16x16_to_10x5x5<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X16X16_TO_10X5X5;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×5×5 -> 10×5×5 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X5X5: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 5, 5),
        output: layout::Map::dense(10, 5, 5),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l1.stages.4, bu_dec_l2.stages.4.
    fn depthwise_conv2d_10x5x5<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X5X5;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×5×5 -> 10×16×16/50`
    const RESIZE_BILINEAR_10X5X5_TO_10X16X16: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 5, 5),
        output: layout::Map {
            channels: 10,
            height: 16,
            width: 16,
            stride: 50,
        },
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l1.stages.4.back.
    fn resize_bilinear_10x5x5_to_10x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X5X5_TO_10X16X16;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `elementwise 50×16×16 -> 50×16×16 +affine +prelu`
    const ELEMENTWISE_50X16X16: kernel::Elementwise = kernel::Elementwise {
        input: layout::Map::dense(50, 16, 16),
        output: layout::Map::dense(50, 16, 16),
        in_place: true,
        epilogue: kernel::Epilogue {
            affine: true,
            final_prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l1.merge_layer.0.br.1.
    fn elementwise_50x16x16<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Elementwise> for Fixed {
            const SHAPE: kernel::Elementwise = ELEMENTWISE_50X16X16;
        }
        generated::invoke::<kernels::Elementwise<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 50×16×16 -> 10×16×16 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 5 +bias +prelu`
    const DEPTHWISE_CONV2D_50X16X16_TO_10X16X16: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(50, 16, 16),
        output: layout::Map::dense(10, 16, 16),
        groups: 10,
        shuffle: 5,
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
    /// Computes bu_dec_l1.merge_layer.2.cbr.2.
    fn depthwise_conv2d_50x16x16_to_10x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_50X16X16_TO_10X16X16;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 10×16×16 -> 64×16×16 groups 1 +bias +prelu`
    const POINTWISE_10X16X16_TO_64X16X16: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(10, 16, 16),
        output: layout::Map::dense(64, 16, 16),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l1.br.br.1.
    fn pointwise_10x16x16_to_64x16x16<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_10X16X16_TO_64X16X16;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 64×16×16 -> 64×32×32`
    const RESIZE_BILINEAR_64X16X16_TO_64X32X32: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(64, 16, 16),
        output: layout::Map::dense(64, 32, 32),
        layout: layout::Layout::Nhwc,
    };
    /// Computes upsample_l1.
    fn resize_bilinear_64x16x16_to_64x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_64X16X16_TO_64X32X32;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 128×32×32 -> 128×1×1`
    const ADAPTIVE_AVG_POOL_128X32X32_TO_128X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(128, 32, 32),
        output: layout::Map::dense(128, 1, 1),
    };
    /// Computes merge_enc_dec_l2.wt_layer.0.
    fn adaptive_avg_pool_128x32x32_to_128x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_128X32X32_TO_128X1X1;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 128×1×1 -> 64×1×1 groups 1 +sigmoid`
    const POINTWISE_128X1X1_TO_64X1X1: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(128, 1, 1),
        output: layout::Map::dense(64, 1, 1),
        groups: 1,
        epilogue: kernel::Epilogue {
            sigmoid: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes merge_enc_dec_l2.wt_layer.2.
    fn pointwise_128x1x1_to_64x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_128X1X1_TO_64X1X1;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 128×32×32 -> 64×32×32 kernel 3 stride 1 padding 1 dilation 1 groups 64 shuffle 1 +bias +prelu +gate +residual +affine +prelu`
    const DEPTHWISE_CONV2D_128X32X32_TO_64X32X32: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(128, 32, 32),
        output: layout::Map::dense(64, 32, 32),
        groups: 64,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            gate: true,
            affine: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_br_l2.1.
    fn depthwise_conv2d_128x32x32_to_64x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_128X32X32_TO_64X32X32;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 64×32×32 -> 10×32×32 groups 1 +bias +prelu`
    const POINTWISE_64X32X32_TO_10X32X32: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(64, 32, 32),
        output: layout::Map::dense(10, 32, 32),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l2.projection_layer.cbr.2.
    fn pointwise_64x32x32_to_10x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_64X32X32_TO_10X32X32;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×32×32 -> 10×64×64`
    const RESIZE_BILINEAR_10X32X32_TO_10X64X64: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 32, 32),
        output: layout::Map::dense(10, 64, 64),
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l2.stages.0.there.
    fn resize_bilinear_10x32x32_to_10x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X32X32_TO_10X64X64;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×64×64 -> 10×64×64 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X64X64: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 64, 64),
        output: layout::Map::dense(10, 64, 64),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l2.stages.0, bu_dec_l4.stages.3.
    fn depthwise_conv2d_10x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X64X64;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×64×64 -> 10×32×32/50`
    const ADAPTIVE_AVG_POOL_10X64X64_TO_10X32X32: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 64, 64),
        output: layout::Map {
            channels: 10,
            height: 32,
            width: 32,
            stride: 50,
        },
    };
    /// Computes bu_dec_l2.stages.0.back.
    fn adaptive_avg_pool_10x64x64_to_10x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X64X64_TO_10X32X32;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×32×32 -> 10×48×48`
    const RESIZE_BILINEAR_10X32X32_TO_10X48X48: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 32, 32),
        output: layout::Map::dense(10, 48, 48),
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l2.stages.1.there.
    fn resize_bilinear_10x32x32_to_10x48x48<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X32X32_TO_10X48X48;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×48×48 -> 10×48×48 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X48X48: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 48, 48),
        output: layout::Map::dense(10, 48, 48),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l2.stages.1.
    fn depthwise_conv2d_10x48x48<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X48X48;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×48×48 -> 10×32×32/50`
    const ADAPTIVE_AVG_POOL_10X48X48_TO_10X32X32: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 48, 48),
        output: layout::Map {
            channels: 10,
            height: 32,
            width: 32,
            stride: 50,
        },
    };
    /// Computes bu_dec_l2.stages.1.back.
    fn adaptive_avg_pool_10x48x48_to_10x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X48X48_TO_10X32X32;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×32×32 -> 10×32×32/50 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X32X32_2: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 32, 32),
        output: layout::Map {
            channels: 10,
            height: 32,
            width: 32,
            stride: 50,
        },
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l2.stages.2.
    fn depthwise_conv2d_10x32x32_2<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X32X32_2;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×32×32 -> 10×16×16`
    const ADAPTIVE_AVG_POOL_10X32X32_TO_10X16X16_2: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 32, 32),
        output: layout::Map::dense(10, 16, 16),
    };
    /// Computes bu_dec_l2.stages.3.there.
    fn adaptive_avg_pool_10x32x32_to_10x16x16_2<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X32X32_TO_10X16X16_2;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×16×16 -> 10×16×16 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X16X16_2: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 16, 16),
        output: layout::Map::dense(10, 16, 16),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l2.stages.3.
    fn depthwise_conv2d_10x16x16_2<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X16X16_2;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×16×16 -> 10×32×32/50`
    const RESIZE_BILINEAR_10X16X16_TO_10X32X32_2: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 16, 16),
        output: layout::Map {
            channels: 10,
            height: 32,
            width: 32,
            stride: 50,
        },
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l2.stages.3.back.
    fn resize_bilinear_10x16x16_to_10x32x32_2<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X16X16_TO_10X32X32_2;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×32×32 -> 10×5×5`
    const ADAPTIVE_AVG_POOL_10X32X32_TO_10X5X5: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 32, 32),
        output: layout::Map::dense(10, 5, 5),
    };
    /// Computes bu_dec_l2.stages.4.there.
    fn adaptive_avg_pool_10x32x32_to_10x5x5<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X32X32_TO_10X5X5;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×5×5 -> 10×32×32/50`
    const RESIZE_BILINEAR_10X5X5_TO_10X32X32: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 5, 5),
        output: layout::Map {
            channels: 10,
            height: 32,
            width: 32,
            stride: 50,
        },
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l2.stages.4.back.
    fn resize_bilinear_10x5x5_to_10x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X5X5_TO_10X32X32;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `elementwise 50×32×32 -> 50×32×32 +affine +prelu`
    const ELEMENTWISE_50X32X32: kernel::Elementwise = kernel::Elementwise {
        input: layout::Map::dense(50, 32, 32),
        output: layout::Map::dense(50, 32, 32),
        in_place: true,
        epilogue: kernel::Epilogue {
            affine: true,
            final_prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l2.merge_layer.0.br.1.
    fn elementwise_50x32x32<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Elementwise> for Fixed {
            const SHAPE: kernel::Elementwise = ELEMENTWISE_50X32X32;
        }
        generated::invoke::<kernels::Elementwise<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 50×32×32 -> 10×32×32 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 5 +bias +prelu`
    const DEPTHWISE_CONV2D_50X32X32_TO_10X32X32: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(50, 32, 32),
        output: layout::Map::dense(10, 32, 32),
        groups: 10,
        shuffle: 5,
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
    /// Computes bu_dec_l2.merge_layer.2.cbr.2.
    fn depthwise_conv2d_50x32x32_to_10x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_50X32X32_TO_10X32X32;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 10×32×32 -> 48×32×32 groups 1 +bias +prelu`
    const POINTWISE_10X32X32_TO_48X32X32: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(10, 32, 32),
        output: layout::Map::dense(48, 32, 32),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l2.br.br.1.
    fn pointwise_10x32x32_to_48x32x32<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_10X32X32_TO_48X32X32;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 48×32×32 -> 48×64×64`
    const RESIZE_BILINEAR_48X32X32_TO_48X64X64: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(48, 32, 32),
        output: layout::Map::dense(48, 64, 64),
        layout: layout::Layout::Nhwc,
    };
    /// Computes upsample_l2.
    fn resize_bilinear_48x32x32_to_48x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_48X32X32_TO_48X64X64;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 64×64×64 -> 64×1×1`
    const ADAPTIVE_AVG_POOL_64X64X64_TO_64X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(64, 64, 64),
        output: layout::Map::dense(64, 1, 1),
    };
    /// Computes merge_enc_dec_l3.wt_layer.0.
    fn adaptive_avg_pool_64x64x64_to_64x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_64X64X64_TO_64X1X1;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 64×1×1 -> 48×1×1 groups 1 +sigmoid`
    const POINTWISE_64X1X1_TO_48X1X1: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(64, 1, 1),
        output: layout::Map::dense(48, 1, 1),
        groups: 1,
        epilogue: kernel::Epilogue {
            sigmoid: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes merge_enc_dec_l3.wt_layer.2.
    fn pointwise_64x1x1_to_48x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_64X1X1_TO_48X1X1;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 64×64×64 -> 48×64×64 kernel 3 stride 1 padding 1 dilation 1 groups 16 shuffle 1 +bias +prelu +gate +residual +affine +prelu`
    const DEPTHWISE_CONV2D_64X64X64_TO_48X64X64: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(64, 64, 64),
        output: layout::Map::dense(48, 64, 64),
        groups: 16,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            gate: true,
            affine: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_br_l3.1.
    fn depthwise_conv2d_64x64x64_to_48x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_64X64X64_TO_48X64X64;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 48×64×64 -> 10×64×64 groups 1 +bias +prelu`
    const POINTWISE_48X64X64_TO_10X64X64: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(48, 64, 64),
        output: layout::Map::dense(10, 64, 64),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l3.projection_layer.cbr.2.
    fn pointwise_48x64x64_to_10x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_48X64X64_TO_10X64X64;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×64×64 -> 10×128×128`
    const RESIZE_BILINEAR_10X64X64_TO_10X128X128: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 64, 64),
        output: layout::Map::dense(10, 128, 128),
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l3.stages.0.there.
    fn resize_bilinear_10x64x64_to_10x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X64X64_TO_10X128X128;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×128×128 -> 10×128×128 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X128X128: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 128, 128),
        output: layout::Map::dense(10, 128, 128),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l3.stages.0.
    fn depthwise_conv2d_10x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X128X128;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×128×128 -> 10×64×64/50`
    const ADAPTIVE_AVG_POOL_10X128X128_TO_10X64X64: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 128, 128),
        output: layout::Map {
            channels: 10,
            height: 64,
            width: 64,
            stride: 50,
        },
    };
    /// Computes bu_dec_l3.stages.0.back.
    fn adaptive_avg_pool_10x128x128_to_10x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X128X128_TO_10X64X64;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×64×64 -> 10×96×96`
    const RESIZE_BILINEAR_10X64X64_TO_10X96X96: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 64, 64),
        output: layout::Map::dense(10, 96, 96),
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l3.stages.1.there.
    fn resize_bilinear_10x64x64_to_10x96x96<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X64X64_TO_10X96X96;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×96×96 -> 10×96×96 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X96X96: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 96, 96),
        output: layout::Map::dense(10, 96, 96),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l3.stages.1.
    fn depthwise_conv2d_10x96x96<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X96X96;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×96×96 -> 10×64×64/50`
    const ADAPTIVE_AVG_POOL_10X96X96_TO_10X64X64: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 96, 96),
        output: layout::Map {
            channels: 10,
            height: 64,
            width: 64,
            stride: 50,
        },
    };
    /// Computes bu_dec_l3.stages.1.back.
    fn adaptive_avg_pool_10x96x96_to_10x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X96X96_TO_10X64X64;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×64×64 -> 10×64×64/50 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X64X64_2: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 64, 64),
        output: layout::Map {
            channels: 10,
            height: 64,
            width: 64,
            stride: 50,
        },
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l3.stages.2.
    fn depthwise_conv2d_10x64x64_2<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X64X64_2;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×64×64 -> 10×32×32`
    const ADAPTIVE_AVG_POOL_10X64X64_TO_10X32X32_2: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 64, 64),
        output: layout::Map::dense(10, 32, 32),
    };
    /// Computes bu_dec_l3.stages.3.there.
    fn adaptive_avg_pool_10x64x64_to_10x32x32_2<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X64X64_TO_10X32X32_2;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×32×32 -> 10×64×64/50`
    const RESIZE_BILINEAR_10X32X32_TO_10X64X64_2: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 32, 32),
        output: layout::Map {
            channels: 10,
            height: 64,
            width: 64,
            stride: 50,
        },
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l3.stages.3.back.
    fn resize_bilinear_10x32x32_to_10x64x64_2<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X32X32_TO_10X64X64_2;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×64×64 -> 10×7×7`
    const ADAPTIVE_AVG_POOL_10X64X64_TO_10X7X7: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 64, 64),
        output: layout::Map::dense(10, 7, 7),
    };
    /// Computes bu_dec_l3.stages.4.there.
    fn adaptive_avg_pool_10x64x64_to_10x7x7<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X64X64_TO_10X7X7;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×7×7 -> 10×7×7 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X7X7: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 7, 7),
        output: layout::Map::dense(10, 7, 7),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l3.stages.4.
    fn depthwise_conv2d_10x7x7<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X7X7;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×7×7 -> 10×64×64/50`
    const RESIZE_BILINEAR_10X7X7_TO_10X64X64: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 7, 7),
        output: layout::Map {
            channels: 10,
            height: 64,
            width: 64,
            stride: 50,
        },
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l3.stages.4.back.
    fn resize_bilinear_10x7x7_to_10x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X7X7_TO_10X64X64;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `elementwise 50×64×64 -> 50×64×64 +affine +prelu`
    const ELEMENTWISE_50X64X64: kernel::Elementwise = kernel::Elementwise {
        input: layout::Map::dense(50, 64, 64),
        output: layout::Map::dense(50, 64, 64),
        in_place: true,
        epilogue: kernel::Epilogue {
            affine: true,
            final_prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l3.merge_layer.0.br.1.
    fn elementwise_50x64x64<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Elementwise> for Fixed {
            const SHAPE: kernel::Elementwise = ELEMENTWISE_50X64X64;
        }
        generated::invoke::<kernels::Elementwise<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 50×64×64 -> 10×64×64 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 5 +bias +prelu`
    const DEPTHWISE_CONV2D_50X64X64_TO_10X64X64: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(50, 64, 64),
        output: layout::Map::dense(10, 64, 64),
        groups: 10,
        shuffle: 5,
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
    /// Computes bu_dec_l3.merge_layer.2.cbr.2.
    fn depthwise_conv2d_50x64x64_to_10x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_50X64X64_TO_10X64X64;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 10×64×64 -> 32×64×64 groups 1 +bias +prelu`
    const POINTWISE_10X64X64_TO_32X64X64: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(10, 64, 64),
        output: layout::Map::dense(32, 64, 64),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l3.br.br.1.
    fn pointwise_10x64x64_to_32x64x64<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_10X64X64_TO_32X64X64;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 32×64×64 -> 32×128×128`
    const RESIZE_BILINEAR_32X64X64_TO_32X128X128: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(32, 64, 64),
        output: layout::Map::dense(32, 128, 128),
        layout: layout::Layout::Nhwc,
    };
    /// Computes upsample_l3.
    fn resize_bilinear_32x64x64_to_32x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_32X64X64_TO_32X128X128;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 32×128×128 -> 32×1×1`
    const ADAPTIVE_AVG_POOL_32X128X128_TO_32X1X1: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(32, 128, 128),
        output: layout::Map::dense(32, 1, 1),
    };
    /// Computes merge_enc_dec_l4.wt_layer.0.
    fn adaptive_avg_pool_32x128x128_to_32x1x1<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_32X128X128_TO_32X1X1;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `pointwise 32×1×1 -> 32×1×1 groups 1 +sigmoid`
    const POINTWISE_32X1X1: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(32, 1, 1),
        output: layout::Map::dense(32, 1, 1),
        groups: 1,
        epilogue: kernel::Epilogue {
            sigmoid: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes merge_enc_dec_l4.wt_layer.2.
    fn pointwise_32x1x1<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_32X1X1;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 32×128×128 -> 32×128×128 kernel 3 stride 1 padding 1 dilation 1 groups 32 shuffle 1 +bias +prelu +gate +residual +affine +prelu`
    const DEPTHWISE_CONV2D_32X128X128: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(32, 128, 128),
        output: layout::Map::dense(32, 128, 128),
        groups: 32,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            gate: true,
            affine: true,
            final_prelu: true,
            residual: kernel::Residual::InPlace,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_br_l4.1.
    fn depthwise_conv2d_32x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_32X128X128;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 32×128×128 -> 10×128×128 groups 1 +bias +prelu`
    const POINTWISE_32X128X128_TO_10X128X128: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(32, 128, 128),
        output: layout::Map::dense(10, 128, 128),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l4.projection_layer.cbr.2.
    fn pointwise_32x128x128_to_10x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_32X128X128_TO_10X128X128;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×128×128 -> 10×256×256`
    const RESIZE_BILINEAR_10X128X128_TO_10X256X256: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 128, 128),
        output: layout::Map::dense(10, 256, 256),
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l4.stages.0.there.
    fn resize_bilinear_10x128x128_to_10x256x256<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X128X128_TO_10X256X256;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×256×256 -> 10×256×256 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X256X256: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 256, 256),
        output: layout::Map::dense(10, 256, 256),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l4.stages.0.
    fn depthwise_conv2d_10x256x256<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X256X256;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×256×256 -> 10×128×128/50`
    const ADAPTIVE_AVG_POOL_10X256X256_TO_10X128X128: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 256, 256),
        output: layout::Map {
            channels: 10,
            height: 128,
            width: 128,
            stride: 50,
        },
    };
    /// Computes bu_dec_l4.stages.0.back.
    fn adaptive_avg_pool_10x256x256_to_10x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X256X256_TO_10X128X128;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×128×128 -> 10×192×192`
    const RESIZE_BILINEAR_10X128X128_TO_10X192X192: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 128, 128),
        output: layout::Map::dense(10, 192, 192),
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l4.stages.1.there.
    fn resize_bilinear_10x128x128_to_10x192x192<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X128X128_TO_10X192X192;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×192×192 -> 10×192×192 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X192X192: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 192, 192),
        output: layout::Map::dense(10, 192, 192),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l4.stages.1.
    fn depthwise_conv2d_10x192x192<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X192X192;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×192×192 -> 10×128×128/50`
    const ADAPTIVE_AVG_POOL_10X192X192_TO_10X128X128: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 192, 192),
        output: layout::Map {
            channels: 10,
            height: 128,
            width: 128,
            stride: 50,
        },
    };
    /// Computes bu_dec_l4.stages.1.back.
    fn adaptive_avg_pool_10x192x192_to_10x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X192X192_TO_10X128X128;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×128×128 -> 10×128×128/50 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X128X128_2: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 128, 128),
        output: layout::Map {
            channels: 10,
            height: 128,
            width: 128,
            stride: 50,
        },
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l4.stages.2.
    fn depthwise_conv2d_10x128x128_2<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X128X128_2;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×128×128 -> 10×64×64`
    const ADAPTIVE_AVG_POOL_10X128X128_TO_10X64X64_2: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 128, 128),
        output: layout::Map::dense(10, 64, 64),
    };
    /// Computes bu_dec_l4.stages.3.there.
    fn adaptive_avg_pool_10x128x128_to_10x64x64_2<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X128X128_TO_10X64X64_2;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×64×64 -> 10×128×128/50`
    const RESIZE_BILINEAR_10X64X64_TO_10X128X128_2: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 64, 64),
        output: layout::Map {
            channels: 10,
            height: 128,
            width: 128,
            stride: 50,
        },
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l4.stages.3.back.
    fn resize_bilinear_10x64x64_to_10x128x128_2<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X64X64_TO_10X128X128_2;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `adaptive_avg_pool 10×128×128 -> 10×13×13`
    const ADAPTIVE_AVG_POOL_10X128X128_TO_10X13X13: kernel::AdaptiveAvgPool = kernel::AdaptiveAvgPool {
        input: layout::Map::dense(10, 128, 128),
        output: layout::Map::dense(10, 13, 13),
    };
    /// Computes bu_dec_l4.stages.4.there.
    fn adaptive_avg_pool_10x128x128_to_10x13x13<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::AdaptiveAvgPool> for Fixed {
            const SHAPE: kernel::AdaptiveAvgPool = ADAPTIVE_AVG_POOL_10X128X128_TO_10X13X13;
        }
        generated::invoke::<kernels::AdaptiveAvgPool<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 10×13×13 -> 10×13×13 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 1`
    const DEPTHWISE_CONV2D_10X13X13: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(10, 13, 13),
        output: layout::Map::dense(10, 13, 13),
        groups: 10,
        shuffle: 1,
        kernel: 3,
        stride: 1,
        padding: 1,
        dilation: 1,
        epilogue: kernel::Epilogue::NONE,
    };
    /// Computes bu_dec_l4.stages.4.
    fn depthwise_conv2d_10x13x13<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_10X13X13;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 10×13×13 -> 10×128×128/50`
    const RESIZE_BILINEAR_10X13X13_TO_10X128X128: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(10, 13, 13),
        output: layout::Map {
            channels: 10,
            height: 128,
            width: 128,
            stride: 50,
        },
        layout: layout::Layout::Nhwc,
    };
    /// Computes bu_dec_l4.stages.4.back.
    fn resize_bilinear_10x13x13_to_10x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_10X13X13_TO_10X128X128;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// `elementwise 50×128×128 -> 50×128×128 +affine +prelu`
    const ELEMENTWISE_50X128X128: kernel::Elementwise = kernel::Elementwise {
        input: layout::Map::dense(50, 128, 128),
        output: layout::Map::dense(50, 128, 128),
        in_place: true,
        epilogue: kernel::Epilogue {
            affine: true,
            final_prelu: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l4.merge_layer.0.br.1.
    fn elementwise_50x128x128<S: generated::Simd>(simd: S, call: generated::Call<'_>) {
        struct Fixed;
        impl generated::Shape<kernel::Elementwise> for Fixed {
            const SHAPE: kernel::Elementwise = ELEMENTWISE_50X128X128;
        }
        generated::invoke::<kernels::Elementwise<Fixed>, S>(simd, call);
    }
    /// `depthwise_conv2d 50×128×128 -> 10×128×128 kernel 3 stride 1 padding 1 dilation 1 groups 10 shuffle 5 +bias +prelu`
    const DEPTHWISE_CONV2D_50X128X128_TO_10X128X128: kernel::DepthwiseConv2d = kernel::DepthwiseConv2d {
        input: layout::Map::dense(50, 128, 128),
        output: layout::Map::dense(10, 128, 128),
        groups: 10,
        shuffle: 5,
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
    /// Computes bu_dec_l4.merge_layer.2.cbr.2.
    fn depthwise_conv2d_50x128x128_to_10x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::DepthwiseConv2d> for Fixed {
            const SHAPE: kernel::DepthwiseConv2d = DEPTHWISE_CONV2D_50X128X128_TO_10X128X128;
        }
        generated::invoke::<kernels::DepthwiseConv2d<Fixed>, S>(simd, call);
    }
    /// `pointwise 10×128×128 -> 21×128×128 groups 1 +bias`
    const POINTWISE_10X128X128_TO_21X128X128: kernel::Pointwise = kernel::Pointwise {
        input: layout::Map::dense(10, 128, 128),
        output: layout::Map::dense(21, 128, 128),
        groups: 1,
        epilogue: kernel::Epilogue {
            bias: true,
            ..kernel::Epilogue::NONE
        },
    };
    /// Computes bu_dec_l4.merge_layer.3.
    fn pointwise_10x128x128_to_21x128x128<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::Pointwise> for Fixed {
            const SHAPE: kernel::Pointwise = POINTWISE_10X128X128_TO_21X128X128;
        }
        generated::invoke::<kernels::Pointwise<Fixed>, S>(simd, call);
    }
    /// `resize_bilinear 21×128×128 -> 21×256×256 planes`
    const RESIZE_BILINEAR_21X128X128_TO_21X256X256: kernel::ResizeBilinear = kernel::ResizeBilinear {
        input: layout::Map::dense(21, 128, 128),
        output: layout::Map::dense(21, 256, 256),
        layout: layout::Layout::Nchw,
    };
    /// Computes upsample_l4.
    fn resize_bilinear_21x128x128_to_21x256x256<S: generated::Simd>(
        simd: S,
        call: generated::Call<'_>,
    ) {
        struct Fixed;
        impl generated::Shape<kernel::ResizeBilinear> for Fixed {
            const SHAPE: kernel::ResizeBilinear = RESIZE_BILINEAR_21X128X128_TO_21X256X256;
        }
        generated::invoke::<kernels::ResizeBilinear<Fixed>, S>(simd, call);
    }
    /// How a checkpoint becomes the packed weights.
    const RECIPE: pack::Recipe<'static> = pack::Recipe {
        parameters: &[
            pack::Parameter::new("base_net.level1.conv.weight", &[32, 3, 3, 3]),
            pack::Parameter::new("base_net.level1.bn.weight", &[32]),
            pack::Parameter::new("base_net.level1.bn.bias", &[32]),
            pack::Parameter::new("base_net.level1.bn.running_mean", &[32]),
            pack::Parameter::new("base_net.level1.bn.running_var", &[32]),
            pack::Parameter::new("base_net.level1.act.weight", &[32]),
            pack::Parameter::new(
                "base_net.level2_0.eesp.proj_1x1.conv.weight",
                &[8, 8, 1, 1],
            ),
            pack::Parameter::new("base_net.level2_0.eesp.proj_1x1.bn.weight", &[8]),
            pack::Parameter::new("base_net.level2_0.eesp.proj_1x1.bn.bias", &[8]),
            pack::Parameter::new(
                "base_net.level2_0.eesp.proj_1x1.bn.running_mean",
                &[8],
            ),
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
            pack::Parameter::new(
                "base_net.level2_0.eesp.br_after_cat.act.weight",
                &[32],
            ),
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
                "base_net.level2_0.inp_reinf.0.conv.weight",
                &[3, 3, 3, 3],
            ),
            pack::Parameter::new("base_net.level2_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("base_net.level2_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("base_net.level2_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("base_net.level2_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("base_net.level2_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new(
                "base_net.level2_0.inp_reinf.1.conv.weight",
                &[64, 3, 1, 1],
            ),
            pack::Parameter::new("base_net.level2_0.inp_reinf.1.bn.weight", &[64]),
            pack::Parameter::new("base_net.level2_0.inp_reinf.1.bn.bias", &[64]),
            pack::Parameter::new("base_net.level2_0.inp_reinf.1.bn.running_mean", &[64]),
            pack::Parameter::new("base_net.level2_0.inp_reinf.1.bn.running_var", &[64]),
            pack::Parameter::new("base_net.level2_0.act.weight", &[64]),
            pack::Parameter::new(
                "base_net.level3_0.eesp.proj_1x1.conv.weight",
                &[16, 16, 1, 1],
            ),
            pack::Parameter::new("base_net.level3_0.eesp.proj_1x1.bn.weight", &[16]),
            pack::Parameter::new("base_net.level3_0.eesp.proj_1x1.bn.bias", &[16]),
            pack::Parameter::new(
                "base_net.level3_0.eesp.proj_1x1.bn.running_mean",
                &[16],
            ),
            pack::Parameter::new(
                "base_net.level3_0.eesp.proj_1x1.bn.running_var",
                &[16],
            ),
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
            pack::Parameter::new(
                "base_net.level3_0.eesp.br_after_cat.act.weight",
                &[64],
            ),
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
                "base_net.level3_0.inp_reinf.0.conv.weight",
                &[3, 3, 3, 3],
            ),
            pack::Parameter::new("base_net.level3_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("base_net.level3_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("base_net.level3_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("base_net.level3_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("base_net.level3_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new(
                "base_net.level3_0.inp_reinf.1.conv.weight",
                &[128, 3, 1, 1],
            ),
            pack::Parameter::new("base_net.level3_0.inp_reinf.1.bn.weight", &[128]),
            pack::Parameter::new("base_net.level3_0.inp_reinf.1.bn.bias", &[128]),
            pack::Parameter::new(
                "base_net.level3_0.inp_reinf.1.bn.running_mean",
                &[128],
            ),
            pack::Parameter::new("base_net.level3_0.inp_reinf.1.bn.running_var", &[128]),
            pack::Parameter::new("base_net.level3_0.act.weight", &[128]),
            pack::Parameter::new(
                "base_net.level3.0.proj_1x1.conv.weight",
                &[32, 32, 1, 1],
            ),
            pack::Parameter::new("base_net.level3.0.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("base_net.level3.0.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("base_net.level3.0.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("base_net.level3.0.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("base_net.level3.0.proj_1x1.act.weight", &[32]),
            pack::Parameter::new(
                "base_net.level3.0.spp_dw.0.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level3.0.spp_dw.1.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level3.0.spp_dw.2.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level3.0.spp_dw.3.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new("base_net.level3.0.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("base_net.level3.0.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new(
                "base_net.level3.0.br_after_cat.bn.running_mean",
                &[128],
            ),
            pack::Parameter::new(
                "base_net.level3.0.br_after_cat.bn.running_var",
                &[128],
            ),
            pack::Parameter::new("base_net.level3.0.br_after_cat.act.weight", &[128]),
            pack::Parameter::new(
                "base_net.level3.0.conv_1x1_exp.conv.weight",
                &[128, 32, 1, 1],
            ),
            pack::Parameter::new("base_net.level3.0.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("base_net.level3.0.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new(
                "base_net.level3.0.conv_1x1_exp.bn.running_mean",
                &[128],
            ),
            pack::Parameter::new(
                "base_net.level3.0.conv_1x1_exp.bn.running_var",
                &[128],
            ),
            pack::Parameter::new("base_net.level3.0.module_act.weight", &[128]),
            pack::Parameter::new(
                "base_net.level3.1.proj_1x1.conv.weight",
                &[32, 32, 1, 1],
            ),
            pack::Parameter::new("base_net.level3.1.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("base_net.level3.1.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("base_net.level3.1.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("base_net.level3.1.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("base_net.level3.1.proj_1x1.act.weight", &[32]),
            pack::Parameter::new(
                "base_net.level3.1.spp_dw.0.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level3.1.spp_dw.1.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level3.1.spp_dw.2.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level3.1.spp_dw.3.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new("base_net.level3.1.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("base_net.level3.1.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new(
                "base_net.level3.1.br_after_cat.bn.running_mean",
                &[128],
            ),
            pack::Parameter::new(
                "base_net.level3.1.br_after_cat.bn.running_var",
                &[128],
            ),
            pack::Parameter::new("base_net.level3.1.br_after_cat.act.weight", &[128]),
            pack::Parameter::new(
                "base_net.level3.1.conv_1x1_exp.conv.weight",
                &[128, 32, 1, 1],
            ),
            pack::Parameter::new("base_net.level3.1.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("base_net.level3.1.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new(
                "base_net.level3.1.conv_1x1_exp.bn.running_mean",
                &[128],
            ),
            pack::Parameter::new(
                "base_net.level3.1.conv_1x1_exp.bn.running_var",
                &[128],
            ),
            pack::Parameter::new("base_net.level3.1.module_act.weight", &[128]),
            pack::Parameter::new(
                "base_net.level3.2.proj_1x1.conv.weight",
                &[32, 32, 1, 1],
            ),
            pack::Parameter::new("base_net.level3.2.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("base_net.level3.2.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new("base_net.level3.2.proj_1x1.bn.running_mean", &[32]),
            pack::Parameter::new("base_net.level3.2.proj_1x1.bn.running_var", &[32]),
            pack::Parameter::new("base_net.level3.2.proj_1x1.act.weight", &[32]),
            pack::Parameter::new(
                "base_net.level3.2.spp_dw.0.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level3.2.spp_dw.1.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level3.2.spp_dw.2.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level3.2.spp_dw.3.conv.weight",
                &[32, 1, 3, 3],
            ),
            pack::Parameter::new("base_net.level3.2.br_after_cat.bn.weight", &[128]),
            pack::Parameter::new("base_net.level3.2.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new(
                "base_net.level3.2.br_after_cat.bn.running_mean",
                &[128],
            ),
            pack::Parameter::new(
                "base_net.level3.2.br_after_cat.bn.running_var",
                &[128],
            ),
            pack::Parameter::new("base_net.level3.2.br_after_cat.act.weight", &[128]),
            pack::Parameter::new(
                "base_net.level3.2.conv_1x1_exp.conv.weight",
                &[128, 32, 1, 1],
            ),
            pack::Parameter::new("base_net.level3.2.conv_1x1_exp.bn.weight", &[128]),
            pack::Parameter::new("base_net.level3.2.conv_1x1_exp.bn.bias", &[128]),
            pack::Parameter::new(
                "base_net.level3.2.conv_1x1_exp.bn.running_mean",
                &[128],
            ),
            pack::Parameter::new(
                "base_net.level3.2.conv_1x1_exp.bn.running_var",
                &[128],
            ),
            pack::Parameter::new("base_net.level3.2.module_act.weight", &[128]),
            pack::Parameter::new(
                "base_net.level4_0.eesp.proj_1x1.conv.weight",
                &[32, 32, 1, 1],
            ),
            pack::Parameter::new("base_net.level4_0.eesp.proj_1x1.bn.weight", &[32]),
            pack::Parameter::new("base_net.level4_0.eesp.proj_1x1.bn.bias", &[32]),
            pack::Parameter::new(
                "base_net.level4_0.eesp.proj_1x1.bn.running_mean",
                &[32],
            ),
            pack::Parameter::new(
                "base_net.level4_0.eesp.proj_1x1.bn.running_var",
                &[32],
            ),
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
            pack::Parameter::new(
                "base_net.level4_0.eesp.br_after_cat.bn.weight",
                &[128],
            ),
            pack::Parameter::new("base_net.level4_0.eesp.br_after_cat.bn.bias", &[128]),
            pack::Parameter::new(
                "base_net.level4_0.eesp.br_after_cat.bn.running_mean",
                &[128],
            ),
            pack::Parameter::new(
                "base_net.level4_0.eesp.br_after_cat.bn.running_var",
                &[128],
            ),
            pack::Parameter::new(
                "base_net.level4_0.eesp.br_after_cat.act.weight",
                &[128],
            ),
            pack::Parameter::new(
                "base_net.level4_0.eesp.conv_1x1_exp.conv.weight",
                &[128, 32, 1, 1],
            ),
            pack::Parameter::new(
                "base_net.level4_0.eesp.conv_1x1_exp.bn.weight",
                &[128],
            ),
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
                "base_net.level4_0.inp_reinf.0.conv.weight",
                &[3, 3, 3, 3],
            ),
            pack::Parameter::new("base_net.level4_0.inp_reinf.0.bn.weight", &[3]),
            pack::Parameter::new("base_net.level4_0.inp_reinf.0.bn.bias", &[3]),
            pack::Parameter::new("base_net.level4_0.inp_reinf.0.bn.running_mean", &[3]),
            pack::Parameter::new("base_net.level4_0.inp_reinf.0.bn.running_var", &[3]),
            pack::Parameter::new("base_net.level4_0.inp_reinf.0.act.weight", &[3]),
            pack::Parameter::new(
                "base_net.level4_0.inp_reinf.1.conv.weight",
                &[256, 3, 1, 1],
            ),
            pack::Parameter::new("base_net.level4_0.inp_reinf.1.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4_0.inp_reinf.1.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4_0.inp_reinf.1.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new("base_net.level4_0.inp_reinf.1.bn.running_var", &[256]),
            pack::Parameter::new("base_net.level4_0.act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.0.proj_1x1.conv.weight",
                &[64, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.0.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("base_net.level4.0.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("base_net.level4.0.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("base_net.level4.0.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("base_net.level4.0.proj_1x1.act.weight", &[64]),
            pack::Parameter::new(
                "base_net.level4.0.spp_dw.0.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.0.spp_dw.1.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.0.spp_dw.2.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.0.spp_dw.3.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new("base_net.level4.0.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.0.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.0.br_after_cat.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.0.br_after_cat.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.0.br_after_cat.act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.0.conv_1x1_exp.conv.weight",
                &[256, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.0.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.0.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.0.conv_1x1_exp.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.0.conv_1x1_exp.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.0.module_act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.1.proj_1x1.conv.weight",
                &[64, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.1.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("base_net.level4.1.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("base_net.level4.1.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("base_net.level4.1.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("base_net.level4.1.proj_1x1.act.weight", &[64]),
            pack::Parameter::new(
                "base_net.level4.1.spp_dw.0.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.1.spp_dw.1.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.1.spp_dw.2.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.1.spp_dw.3.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new("base_net.level4.1.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.1.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.1.br_after_cat.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.1.br_after_cat.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.1.br_after_cat.act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.1.conv_1x1_exp.conv.weight",
                &[256, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.1.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.1.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.1.conv_1x1_exp.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.1.conv_1x1_exp.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.1.module_act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.2.proj_1x1.conv.weight",
                &[64, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.2.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("base_net.level4.2.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("base_net.level4.2.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("base_net.level4.2.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("base_net.level4.2.proj_1x1.act.weight", &[64]),
            pack::Parameter::new(
                "base_net.level4.2.spp_dw.0.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.2.spp_dw.1.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.2.spp_dw.2.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.2.spp_dw.3.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new("base_net.level4.2.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.2.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.2.br_after_cat.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.2.br_after_cat.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.2.br_after_cat.act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.2.conv_1x1_exp.conv.weight",
                &[256, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.2.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.2.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.2.conv_1x1_exp.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.2.conv_1x1_exp.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.2.module_act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.3.proj_1x1.conv.weight",
                &[64, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.3.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("base_net.level4.3.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("base_net.level4.3.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("base_net.level4.3.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("base_net.level4.3.proj_1x1.act.weight", &[64]),
            pack::Parameter::new(
                "base_net.level4.3.spp_dw.0.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.3.spp_dw.1.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.3.spp_dw.2.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.3.spp_dw.3.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new("base_net.level4.3.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.3.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.3.br_after_cat.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.3.br_after_cat.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.3.br_after_cat.act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.3.conv_1x1_exp.conv.weight",
                &[256, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.3.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.3.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.3.conv_1x1_exp.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.3.conv_1x1_exp.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.3.module_act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.4.proj_1x1.conv.weight",
                &[64, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.4.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("base_net.level4.4.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("base_net.level4.4.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("base_net.level4.4.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("base_net.level4.4.proj_1x1.act.weight", &[64]),
            pack::Parameter::new(
                "base_net.level4.4.spp_dw.0.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.4.spp_dw.1.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.4.spp_dw.2.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.4.spp_dw.3.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new("base_net.level4.4.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.4.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.4.br_after_cat.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.4.br_after_cat.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.4.br_after_cat.act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.4.conv_1x1_exp.conv.weight",
                &[256, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.4.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.4.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.4.conv_1x1_exp.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.4.conv_1x1_exp.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.4.module_act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.5.proj_1x1.conv.weight",
                &[64, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.5.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("base_net.level4.5.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("base_net.level4.5.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("base_net.level4.5.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("base_net.level4.5.proj_1x1.act.weight", &[64]),
            pack::Parameter::new(
                "base_net.level4.5.spp_dw.0.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.5.spp_dw.1.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.5.spp_dw.2.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.5.spp_dw.3.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new("base_net.level4.5.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.5.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.5.br_after_cat.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.5.br_after_cat.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.5.br_after_cat.act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.5.conv_1x1_exp.conv.weight",
                &[256, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.5.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.5.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.5.conv_1x1_exp.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.5.conv_1x1_exp.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.5.module_act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.6.proj_1x1.conv.weight",
                &[64, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.6.proj_1x1.bn.weight", &[64]),
            pack::Parameter::new("base_net.level4.6.proj_1x1.bn.bias", &[64]),
            pack::Parameter::new("base_net.level4.6.proj_1x1.bn.running_mean", &[64]),
            pack::Parameter::new("base_net.level4.6.proj_1x1.bn.running_var", &[64]),
            pack::Parameter::new("base_net.level4.6.proj_1x1.act.weight", &[64]),
            pack::Parameter::new(
                "base_net.level4.6.spp_dw.0.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.6.spp_dw.1.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.6.spp_dw.2.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new(
                "base_net.level4.6.spp_dw.3.conv.weight",
                &[64, 1, 3, 3],
            ),
            pack::Parameter::new("base_net.level4.6.br_after_cat.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.6.br_after_cat.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.6.br_after_cat.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.6.br_after_cat.bn.running_var",
                &[256],
            ),
            pack::Parameter::new("base_net.level4.6.br_after_cat.act.weight", &[256]),
            pack::Parameter::new(
                "base_net.level4.6.conv_1x1_exp.conv.weight",
                &[256, 64, 1, 1],
            ),
            pack::Parameter::new("base_net.level4.6.conv_1x1_exp.bn.weight", &[256]),
            pack::Parameter::new("base_net.level4.6.conv_1x1_exp.bn.bias", &[256]),
            pack::Parameter::new(
                "base_net.level4.6.conv_1x1_exp.bn.running_mean",
                &[256],
            ),
            pack::Parameter::new(
                "base_net.level4.6.conv_1x1_exp.bn.running_var",
                &[256],
            ),
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
            pack::Parameter::new("bu_dec_l1.stages.0.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l1.stages.1.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l1.stages.2.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l1.stages.3.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l1.stages.4.weight", &[10, 1, 3, 3]),
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
            pack::Parameter::new(
                "bu_dec_l2.projection_layer.cbr.0.weight",
                &[10, 64, 1, 1],
            ),
            pack::Parameter::new("bu_dec_l2.projection_layer.cbr.1.weight", &[10]),
            pack::Parameter::new("bu_dec_l2.projection_layer.cbr.1.bias", &[10]),
            pack::Parameter::new("bu_dec_l2.projection_layer.cbr.1.running_mean", &[10]),
            pack::Parameter::new("bu_dec_l2.projection_layer.cbr.1.running_var", &[10]),
            pack::Parameter::new("bu_dec_l2.projection_layer.cbr.2.weight", &[10]),
            pack::Parameter::new("bu_dec_l2.stages.0.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l2.stages.1.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l2.stages.2.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l2.stages.3.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l2.stages.4.weight", &[10, 1, 3, 3]),
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
            pack::Parameter::new(
                "bu_dec_l3.projection_layer.cbr.0.weight",
                &[10, 48, 1, 1],
            ),
            pack::Parameter::new("bu_dec_l3.projection_layer.cbr.1.weight", &[10]),
            pack::Parameter::new("bu_dec_l3.projection_layer.cbr.1.bias", &[10]),
            pack::Parameter::new("bu_dec_l3.projection_layer.cbr.1.running_mean", &[10]),
            pack::Parameter::new("bu_dec_l3.projection_layer.cbr.1.running_var", &[10]),
            pack::Parameter::new("bu_dec_l3.projection_layer.cbr.2.weight", &[10]),
            pack::Parameter::new("bu_dec_l3.stages.0.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l3.stages.1.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l3.stages.2.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l3.stages.3.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l3.stages.4.weight", &[10, 1, 3, 3]),
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
            pack::Parameter::new(
                "bu_dec_l4.projection_layer.cbr.0.weight",
                &[10, 32, 1, 1],
            ),
            pack::Parameter::new("bu_dec_l4.projection_layer.cbr.1.weight", &[10]),
            pack::Parameter::new("bu_dec_l4.projection_layer.cbr.1.bias", &[10]),
            pack::Parameter::new("bu_dec_l4.projection_layer.cbr.1.running_mean", &[10]),
            pack::Parameter::new("bu_dec_l4.projection_layer.cbr.1.running_var", &[10]),
            pack::Parameter::new("bu_dec_l4.projection_layer.cbr.2.weight", &[10]),
            pack::Parameter::new("bu_dec_l4.stages.0.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l4.stages.1.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l4.stages.2.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l4.stages.3.weight", &[10, 1, 3, 3]),
            pack::Parameter::new("bu_dec_l4.stages.4.weight", &[10, 1, 3, 3]),
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
        ],
        unused: &[
            pack::Parameter::new("base_net.level2_0.eesp.module_act.weight", &[32]),
            pack::Parameter::new("base_net.level3_0.eesp.module_act.weight", &[64]),
            pack::Parameter::new("base_net.level4_0.eesp.module_act.weight", &[128]),
        ],
        packings: &[
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
                pack::Packing::Pointwise(
                    POINTWISE_32X128X128_TO_8X128X128,
                    pack::ConvTensors::new(6)
                        .norm(pack::Norm::consecutive(7, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(11)),
                ),
            ),
            (
                1024,
                pack::Packing::Hff(
                    HFF_8X128X128_TO_32X64X64,
                    pack::HffTensors::new(
                        [12, 13, 14, 15],
                        pack::Norm::consecutive(16, 0.00001),
                        20,
                    ),
                ),
            ),
            (
                1792,
                pack::Packing::Pointwise(
                    POINTWISE_32X64X64,
                    pack::ConvTensors::new(21).norm(pack::Norm::consecutive(22, 0.00001)),
                ),
            ),
            (
                2080,
                pack::Packing::Conv2d(
                    CONV2D_3X64X64,
                    pack::ConvTensors::new(26)
                        .norm(pack::Norm::consecutive(27, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(31)),
                ),
            ),
            (
                2544,
                pack::Packing::Pointwise(
                    POINTWISE_3X64X64_TO_64X64X64,
                    pack::ConvTensors::new(32)
                        .norm(pack::Norm::consecutive(33, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(37)),
                ),
            ),
            (
                2864,
                pack::Packing::Pointwise(
                    POINTWISE_64X64X64_TO_16X64X64,
                    pack::ConvTensors::new(38)
                        .norm(pack::Norm::consecutive(39, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(43)),
                ),
            ),
            (
                3152,
                pack::Packing::Hff(
                    HFF_16X64X64_TO_64X32X32,
                    pack::HffTensors::new(
                        [44, 45, 46, 47],
                        pack::Norm::consecutive(48, 0.00001),
                        52,
                    ),
                ),
            ),
            (
                3920,
                pack::Packing::Pointwise(
                    POINTWISE_64X32X32,
                    pack::ConvTensors::new(53).norm(pack::Norm::consecutive(54, 0.00001)),
                ),
            ),
            (
                5008,
                pack::Packing::Conv2d(
                    CONV2D_3X32X32,
                    pack::ConvTensors::new(58)
                        .norm(pack::Norm::consecutive(59, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(63)),
                ),
            ),
            (
                5472,
                pack::Packing::Pointwise(
                    POINTWISE_3X32X32_TO_128X32X32,
                    pack::ConvTensors::new(64)
                        .norm(pack::Norm::consecutive(65, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(69)),
                ),
            ),
            (
                6112,
                pack::Packing::EespUnit(
                    EESP_UNIT_128X32X32,
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
                13088,
                pack::Packing::EespUnit(
                    EESP_UNIT_128X32X32,
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
                20064,
                pack::Packing::EespUnit(
                    EESP_UNIT_128X32X32,
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
                27040,
                pack::Packing::Pointwise(
                    POINTWISE_128X32X32_TO_32X32X32,
                    pack::ConvTensors::new(133)
                        .norm(pack::Norm::consecutive(134, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(138)),
                ),
            ),
            (
                28128,
                pack::Packing::Hff(
                    HFF_32X32X32_TO_128X16X16,
                    pack::HffTensors::new(
                        [139, 140, 141, 142],
                        pack::Norm::consecutive(143, 0.00001),
                        147,
                    ),
                ),
            ),
            (
                29664,
                pack::Packing::Pointwise(
                    POINTWISE_128X16X16,
                    pack::ConvTensors::new(148)
                        .norm(pack::Norm::consecutive(149, 0.00001)),
                ),
            ),
            (
                33888,
                pack::Packing::Conv2d(
                    CONV2D_3X16X16,
                    pack::ConvTensors::new(153)
                        .norm(pack::Norm::consecutive(154, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(158)),
                ),
            ),
            (
                34352,
                pack::Packing::Pointwise(
                    POINTWISE_3X16X16_TO_256X16X16,
                    pack::ConvTensors::new(159)
                        .norm(pack::Norm::consecutive(160, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.final_prelu(164)),
                ),
            ),
            (
                35632,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X16X16,
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
                59824,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X16X16,
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
                84016,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X16X16,
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
                108208,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X16X16,
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
                132400,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X16X16,
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
                156592,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X16X16,
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
                180784,
                pack::Packing::EespUnit(
                    EESP_UNIT_256X16X16,
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
                204976,
                pack::Packing::Pointwise(
                    POINTWISE_256X16X16_TO_10X16X16,
                    pack::ConvTensors::new(312)
                        .norm(pack::Norm::consecutive(313, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(317)),
                ),
            ),
            (
                207568,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X32X32,
                    pack::ConvTensors::new(318),
                ),
            ),
            (
                207712,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X24X24,
                    pack::ConvTensors::new(319),
                ),
            ),
            (
                207856,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X16X16,
                    pack::ConvTensors::new(320),
                ),
            ),
            (
                208000,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X8X8,
                    pack::ConvTensors::new(321),
                ),
            ),
            (
                208144,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X5X5,
                    pack::ConvTensors::new(322),
                ),
            ),
            (
                208288,
                pack::Packing::Elementwise(
                    ELEMENTWISE_50X16X16,
                    pack::EpilogueTensors::NONE
                        .affine(pack::Norm::consecutive(323, 0.00001))
                        .final_prelu(327),
                ),
            ),
            (
                208480,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_50X16X16_TO_10X16X16,
                    pack::ConvTensors::new(328)
                        .norm(pack::Norm::consecutive(329, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(333)),
                ),
            ),
            (
                209232,
                pack::Packing::Pointwise(
                    POINTWISE_10X16X16_TO_64X16X16,
                    pack::ConvTensors::new(334)
                        .norm(pack::Norm::consecutive(335, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(339)),
                ),
            ),
            (
                210000,
                pack::Packing::Pointwise(
                    POINTWISE_128X1X1_TO_64X1X1,
                    pack::ConvTensors::new(340),
                ),
            ),
            (
                218192,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_128X32X32_TO_64X32X32,
                    pack::ConvTensors::new(341)
                        .norm(pack::Norm::consecutive(342, 0.00001))
                        .epilogue(
                            pack::EpilogueTensors::NONE
                                .prelu(346)
                                .affine(pack::Norm::consecutive(347, 0.00001))
                                .final_prelu(351),
                        ),
                ),
            ),
            (
                219664,
                pack::Packing::Pointwise(
                    POINTWISE_64X32X32_TO_10X32X32,
                    pack::ConvTensors::new(352)
                        .norm(pack::Norm::consecutive(353, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(357)),
                ),
            ),
            (
                220336,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X64X64,
                    pack::ConvTensors::new(358),
                ),
            ),
            (
                220480,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X48X48,
                    pack::ConvTensors::new(359),
                ),
            ),
            (
                220624,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X32X32_2,
                    pack::ConvTensors::new(360),
                ),
            ),
            (
                220768,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X16X16_2,
                    pack::ConvTensors::new(361),
                ),
            ),
            (
                220912,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X5X5,
                    pack::ConvTensors::new(362),
                ),
            ),
            (
                221056,
                pack::Packing::Elementwise(
                    ELEMENTWISE_50X32X32,
                    pack::EpilogueTensors::NONE
                        .affine(pack::Norm::consecutive(363, 0.00001))
                        .final_prelu(367),
                ),
            ),
            (
                221248,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_50X32X32_TO_10X32X32,
                    pack::ConvTensors::new(368)
                        .norm(pack::Norm::consecutive(369, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(373)),
                ),
            ),
            (
                222000,
                pack::Packing::Pointwise(
                    POINTWISE_10X32X32_TO_48X32X32,
                    pack::ConvTensors::new(374)
                        .norm(pack::Norm::consecutive(375, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(379)),
                ),
            ),
            (
                222576,
                pack::Packing::Pointwise(
                    POINTWISE_64X1X1_TO_48X1X1,
                    pack::ConvTensors::new(380),
                ),
            ),
            (
                225648,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_64X64X64_TO_48X64X64,
                    pack::ConvTensors::new(381)
                        .norm(pack::Norm::consecutive(382, 0.00001))
                        .epilogue(
                            pack::EpilogueTensors::NONE
                                .prelu(386)
                                .affine(pack::Norm::consecutive(387, 0.00001))
                                .final_prelu(391),
                        ),
                ),
            ),
            (
                227616,
                pack::Packing::Pointwise(
                    POINTWISE_48X64X64_TO_10X64X64,
                    pack::ConvTensors::new(392)
                        .norm(pack::Norm::consecutive(393, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(397)),
                ),
            ),
            (
                228416,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X128X128,
                    pack::ConvTensors::new(398),
                ),
            ),
            (
                228560,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X96X96,
                    pack::ConvTensors::new(399),
                ),
            ),
            (
                228704,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X64X64_2,
                    pack::ConvTensors::new(400),
                ),
            ),
            (
                228848,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X32X32,
                    pack::ConvTensors::new(401),
                ),
            ),
            (
                228992,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X7X7,
                    pack::ConvTensors::new(402),
                ),
            ),
            (
                229136,
                pack::Packing::Elementwise(
                    ELEMENTWISE_50X64X64,
                    pack::EpilogueTensors::NONE
                        .affine(pack::Norm::consecutive(403, 0.00001))
                        .final_prelu(407),
                ),
            ),
            (
                229328,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_50X64X64_TO_10X64X64,
                    pack::ConvTensors::new(408)
                        .norm(pack::Norm::consecutive(409, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(413)),
                ),
            ),
            (
                230080,
                pack::Packing::Pointwise(
                    POINTWISE_10X64X64_TO_32X64X64,
                    pack::ConvTensors::new(414)
                        .norm(pack::Norm::consecutive(415, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(419)),
                ),
            ),
            (
                230464,
                pack::Packing::Pointwise(POINTWISE_32X1X1, pack::ConvTensors::new(420)),
            ),
            (
                231488,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_32X128X128,
                    pack::ConvTensors::new(421)
                        .norm(pack::Norm::consecutive(422, 0.00001))
                        .epilogue(
                            pack::EpilogueTensors::NONE
                                .prelu(426)
                                .affine(pack::Norm::consecutive(427, 0.00001))
                                .final_prelu(431),
                        ),
                ),
            ),
            (
                231936,
                pack::Packing::Pointwise(
                    POINTWISE_32X128X128_TO_10X128X128,
                    pack::ConvTensors::new(432)
                        .norm(pack::Norm::consecutive(433, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(437)),
                ),
            ),
            (
                232480,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X256X256,
                    pack::ConvTensors::new(438),
                ),
            ),
            (
                232624,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X192X192,
                    pack::ConvTensors::new(439),
                ),
            ),
            (
                232768,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X128X128_2,
                    pack::ConvTensors::new(440),
                ),
            ),
            (
                232912,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X64X64,
                    pack::ConvTensors::new(441),
                ),
            ),
            (
                233056,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_10X13X13,
                    pack::ConvTensors::new(442),
                ),
            ),
            (
                233200,
                pack::Packing::Elementwise(
                    ELEMENTWISE_50X128X128,
                    pack::EpilogueTensors::NONE
                        .affine(pack::Norm::consecutive(443, 0.00001))
                        .final_prelu(447),
                ),
            ),
            (
                233392,
                pack::Packing::DepthwiseConv2d(
                    DEPTHWISE_CONV2D_50X128X128_TO_10X128X128,
                    pack::ConvTensors::new(448)
                        .norm(pack::Norm::consecutive(449, 0.00001))
                        .epilogue(pack::EpilogueTensors::NONE.prelu(453)),
                ),
            ),
            (
                234144,
                pack::Packing::Pointwise(
                    POINTWISE_10X128X128_TO_21X128X128,
                    pack::ConvTensors::new(454).bias(455),
                ),
            ),
        ],
        len: 234496,
    };
};
