//! Small networks for the tests of passes, built operator by operator.

use espnet_abi::kernel::Precision;
use espnet_compiler::{
    ir::{
        AdaptiveAvgPool, Add, AvgPool, BatchNorm, ChannelShuffle, Concat, Conv2d, ConvTranspose2d,
        GlobalAvgPool, Graph, Input, Linear, Mul, NodeId, PRelu, ResizeBilinear, Shape, Sigmoid,
    },
    lower::{Lowered, UnitBranches},
    spec::Limit,
};

/// A graph under construction.
pub struct Network {
    pub graph: Graph,
    pub units: Vec<UnitBranches>,
}

/// The settings of an EESP unit.
pub struct Unit<'a> {
    pub out_channels: usize,
    pub branches: usize,
    pub stride: usize,
    pub limit: Limit,
    /// The dilations that the branches are built with.
    pub dilations: &'a [usize],
}

impl Unit<'_> {
    pub fn stride_1(out_channels: usize, limit: usize) -> Self {
        let limit = Limit::ReceptiveField(limit);
        Unit { out_channels, branches: 4, stride: 1, limit, dilations: &[1, 2, 3, 4] }
    }
}

impl Network {
    pub fn new(input: Shape) -> (Self, NodeId) {
        let mut graph = Graph::new("network");
        let input = graph.add("input", Input(input), &[]);
        (Network { graph, units: Vec::new() }, input)
    }

    pub fn shape(&self, id: NodeId) -> Shape {
        self.graph.shapes().unwrap_or_else(|(name, error)| panic!("{name}: {error}"))[&id]
    }

    pub fn finish(mut self, output: NodeId) -> Lowered {
        self.graph.add_output("output", output);
        self.lowered()
    }

    /// Returns the network with its present outputs.
    pub fn lowered(self) -> Lowered {
        let Network { graph, units } = self;
        let shapes = graph.shapes().unwrap_or_default();
        Lowered { graph, shapes, values: Vec::new(), units, unused: Vec::new() }
    }

    pub fn bn(&mut self, name: &str, x: NodeId) -> NodeId {
        let norm = BatchNorm { module: name.into(), channels: self.shape(x).channels, eps: 1e-5 };
        self.graph.add(name, norm, &[x])
    }

    pub fn prelu(&mut self, name: &str, x: NodeId) -> NodeId {
        let prelu = PRelu { weight: format!("{name}.weight"), channels: self.shape(x).channels };
        self.graph.add(name, prelu, &[x])
    }

    /// Adds a convolution, which is 1×1 until `edit` changes it.
    pub fn conv(
        &mut self,
        name: &str,
        x: NodeId,
        out_channels: usize,
        groups: usize,
        edit: impl FnOnce(&mut Conv2d),
    ) -> NodeId {
        let mut conv = Conv2d::pointwise(name, self.shape(x).channels, out_channels, groups);
        edit(&mut conv);
        self.graph.add(name, conv, &[x])
    }

    /// Adds a transposed convolution of stride `kernel`.
    pub fn conv_transpose(
        &mut self,
        name: &str,
        x: NodeId,
        out_channels: usize,
        kernel: usize,
        edit: impl FnOnce(&mut ConvTranspose2d),
    ) -> NodeId {
        let mut conv = ConvTranspose2d {
            weight: format!("{name}.weight"),
            bias: None,
            in_channels: self.shape(x).channels,
            out_channels,
            kernel,
        };
        edit(&mut conv);
        self.graph.add(name, conv, &[x])
    }

    pub fn conv_bn_prelu(
        &mut self,
        name: &str,
        x: NodeId,
        out_channels: usize,
        groups: usize,
        edit: impl FnOnce(&mut Conv2d),
    ) -> NodeId {
        let x = self.conv(&format!("{name}.conv"), x, out_channels, groups, edit);
        let x = self.bn(&format!("{name}.bn"), x);
        self.prelu(&format!("{name}.act"), x)
    }

    /// An EESP unit up to the batch norm behind its expansion.
    fn eesp_body(&mut self, name: &str, x: NodeId, unit: &Unit<'_>) -> NodeId {
        let branch_channels = unit.out_channels / unit.branches;
        let proj = self.conv_bn_prelu(
            &format!("{name}.proj_1x1"),
            x,
            branch_channels,
            unit.branches,
            |_| {},
        );
        let convs: Vec<NodeId> = (0..unit.branches)
            .map(|i| {
                let name = format!("{name}.spp_dw.{i}.conv");
                self.conv(&name, proj, branch_channels, branch_channels, |conv| {
                    conv.kernel = 3;
                    conv.stride = unit.stride;
                    conv.dilation = unit.dilations[i];
                    conv.padding = unit.dilations[i];
                })
            })
            .collect();
        let mut sums = vec![convs[0]];
        for (i, &conv) in convs.iter().enumerate().skip(1) {
            sums.push(self.graph.add(format!("{name}.sum.{i}"), Add, &[conv, sums[i - 1]]));
        }
        self.units.push(UnitBranches {
            unit: name.into(),
            input: x,
            convs,
            limit: unit.limit.clone(),
        });
        let cat = self.graph.add(format!("{name}.cat"), Concat, &sums);
        let norm = self.bn(&format!("{name}.br_after_cat.bn"), cat);
        let act = self.prelu(&format!("{name}.br_after_cat.act"), norm);
        let exp = self.conv(
            &format!("{name}.conv_1x1_exp.conv"),
            act,
            unit.out_channels,
            unit.branches,
            |_| {},
        );
        self.bn(&format!("{name}.conv_1x1_exp.bn"), exp)
    }

    /// An EESP unit of stride 1, with a residual where channels allow it.
    pub fn eesp(&mut self, name: &str, x: NodeId, unit: &Unit<'_>) -> NodeId {
        let mut y = self.eesp_body(name, x, unit);
        if self.shape(x) == self.shape(y) {
            y = self.graph.add(format!("{name}.add"), Add, &[y, x]);
        }
        self.prelu(&format!("{name}.module_act"), y)
    }

    fn pool(&mut self, name: String, x: NodeId) -> NodeId {
        self.graph.add(name, AvgPool { kernel: 3, stride: 2, padding: 1 }, &[x])
    }

    /// A strided EESP unit with the long-range shortcut, the image pooled from the start.
    pub fn strided(
        &mut self,
        name: &str,
        x: NodeId,
        out_channels: usize,
        image: Option<NodeId>,
    ) -> NodeId {
        let avg = self.pool(format!("{name}.avg"), x);
        let unit = Unit { stride: 2, ..Unit::stride_1(out_channels - self.shape(x).channels, 9) };
        let eesp = self.eesp_body(&format!("{name}.eesp"), x, &unit);
        let mut y = self.graph.add(format!("{name}.cat"), Concat, &[avg, eesp]);
        if let Some(mut image) = image {
            let mut step = 0;
            while self.shape(image).height > self.shape(y).height {
                image = self.pool(format!("{name}.image.{step}"), image);
                step += 1;
            }
            let reinf = format!("{name}.inp_reinf");
            let channels = self.shape(image).channels;
            let image = self.conv_bn_prelu(&format!("{reinf}.0"), image, channels, 1, |conv| {
                conv.kernel = 3;
                conv.padding = 1;
            });
            let image = self.conv(&format!("{reinf}.1.conv"), image, out_channels, 1, |_| {});
            let image = self.bn(&format!("{reinf}.1.bn"), image);
            y = self.graph.add(format!("{name}.add"), Add, &[y, image]);
        }
        self.prelu(&format!("{name}.act"), y)
    }

    pub fn resize(&mut self, name: String, x: NodeId, height: usize, width: usize) -> NodeId {
        self.graph.add(name, ResizeBilinear { height, width }, &[x])
    }

    fn adaptive(&mut self, name: String, x: NodeId, height: usize, width: usize) -> NodeId {
        self.graph.add(name, AdaptiveAvgPool { height, width }, &[x])
    }

    /// Efficient pyramid pooling.
    pub fn pyramid_pool(
        &mut self,
        name: &str,
        x: NodeId,
        planes: usize,
        out_channels: usize,
        last: bool,
    ) -> NodeId {
        let x = self.conv_bn_prelu(&format!("{name}.projection_layer"), x, planes, 1, |_| {});
        let Shape { height, width, .. } = self.shape(x);
        let mut stages = Vec::new();
        for (i, scale) in [2.0, 1.5, 1.0, 0.5, 0.1].into_iter().enumerate() {
            let target = |size: usize| ((size as f64 * scale).ceil() as usize).max(5);
            let (h, w) = (target(height), target(width));
            let stage = format!("{name}.stages.{i}");
            let y = match scale {
                s if s > 1.0 => self.resize(format!("{stage}.up"), x, h, w),
                s if s < 1.0 => self.adaptive(format!("{stage}.down"), x, h, w),
                _ => x,
            };
            let y = self.conv(&stage, y, planes, planes, |conv| {
                conv.kernel = 3;
                conv.padding = 1;
            });
            stages.push(match scale {
                s if s > 1.0 => self.adaptive(format!("{stage}.back"), y, height, width),
                s if s < 1.0 => self.resize(format!("{stage}.back"), y, height, width),
                _ => y,
            });
        }
        let cat = self.graph.add(format!("{name}.cat"), Concat, &stages);
        let y = self.bn(&format!("{name}.merge_layer.0.bn"), cat);
        let y = self.prelu(&format!("{name}.merge_layer.0.act"), y);
        let shuffle = ChannelShuffle { groups: 5 };
        let y = self.graph.add(format!("{name}.merge_layer.1"), shuffle, &[y]);
        let y = self.conv_bn_prelu(&format!("{name}.merge_layer.2"), y, planes, planes, |conv| {
            conv.kernel = 3;
            conv.padding = 1;
        });
        let merge = format!("{name}.merge_layer.3.conv");
        let bias = last.then(|| format!("{merge}.bias"));
        let y = self.conv(&merge, y, out_channels, 1, |conv| conv.bias = bias);
        if last {
            return y;
        }
        let y = self.bn(&format!("{name}.br.bn"), y);
        self.prelu(&format!("{name}.br.act"), y)
    }

    /// The decoder's map and a gated skip connection, added, with `br`.
    pub fn merge(&mut self, name: &str, decoder: NodeId, skip: NodeId) -> NodeId {
        let channels = self.shape(decoder).channels;
        let expansion =
            self.conv_bn_prelu(&format!("{name}.expansion_layer"), skip, channels, 2, |conv| {
                conv.kernel = 3;
                conv.padding = 1;
            });
        let average = self.graph.add(format!("{name}.wt_layer.0"), GlobalAvgPool, &[skip]);
        let gate = self.conv(&format!("{name}.wt_layer.1.conv"), average, channels, 1, |_| {});
        let gate = self.graph.add(format!("{name}.wt_layer.2"), Sigmoid, &[gate]);
        let gated = self.graph.add(format!("{name}.mul"), Mul, &[expansion, gate]);
        let sum = self.graph.add(format!("{name}.add"), Add, &[decoder, gated]);
        let norm = self.bn(&format!("{name}.br.0"), sum);
        self.prelu(&format!("{name}.br.1"), norm)
    }

    pub fn stem(&mut self, x: NodeId, channels: usize) -> NodeId {
        self.conv_bn_prelu("level1", x, channels, 1, |conv| {
            conv.kernel = 3;
            conv.stride = 2;
            conv.padding = 1;
        })
    }
}

/// A classifier with every kind of unit: strided with and without the image, of stride 1 with and
/// without a residual, and dead ends.
pub fn classifier(height: usize, width: usize) -> Lowered {
    let (mut network, image) = Network::new(Shape::new(3, height, width));
    let x = network.stem(image, 16);
    let x = network.strided("level2_0", x, 32, Some(image));
    let x = network.strided("level3_0", x, 64, Some(image));
    let x = network.eesp("level3.0", x, &Unit::stride_1(64, 9));
    let x = network.eesp("level3.1", x, &Unit::stride_1(96, 7));
    let y = network.strided("level5_0", x, 128, None);
    network.prelu("level5_0.unused", y);
    network.eesp("unused", y, &Unit::stride_1(128, 5));
    let x = network.conv_bn_prelu("level5.3", y, 128, 128, |conv| {
        conv.kernel = 3;
        conv.padding = 1;
    });
    let x = network.conv_bn_prelu("level5.4", x, 128, 4, |_| {});
    let x = network.graph.add("pool", GlobalAvgPool, &[x]);
    let linear = Linear {
        weight: "classifier.weight".into(),
        bias: Some("classifier.bias".into()),
        in_features: 128,
        out_features: 10,
        precision: Precision::F32,
    };
    let x = network.graph.add("classifier", linear, &[x]);
    network.finish(x)
}

/// A segmentation network of two levels and its decoder.
pub fn segmentation(height: usize, width: usize) -> Lowered {
    let (mut network, image) = Network::new(Shape::new(3, height, width));
    let level1 = network.stem(image, 16);
    let level2 = network.strided("level2_0", level1, 32, Some(image));
    let level2 = network.eesp("level2.0", level2, &Unit::stride_1(32, 9));
    let x = network.pyramid_pool("bu_dec_l1", level2, 6, 8, false);
    let Shape { height: h, width: w, .. } = network.shape(level1);
    let x = network.resize("up".into(), x, h, w);
    let x = network.merge("merge_enc_dec_l4", x, level1);
    let x = network.pyramid_pool("bu_dec_l4", x, 4, 5, true);
    let x = network.resize("resized".into(), x, height, width);
    network.finish(x)
}
