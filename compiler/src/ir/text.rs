//! The text form: a line for each node, operands before their users.
//!
//! ```text
//! network tiny
//!   input = input : 3×8×8
//!   stem.conv = conv2d(input) 3×3, 3→4, stride 2, padding 1, receptive field 3 : 4×4×4
//!   stem.act = prelu(stem.conv) : 4×4×4
//!   output logits = stem.act
//! ```
//!
//! A line gives the node's name, its operator, its operands, what the operator is like, and the shape
//! of its value (`?` if it has none). What is usual is left out: stride, dilation, groups and shuffle
//! of 1, padding of 0, ε of 1e-5, and parameters that are named after the node. The receptive field is
//! the effective one, of the kernel alone.

use std::fmt;

use espnet_abi::kernel::Precision;

use super::{
    BatchNorm, Conv2d, Epilogue, Graph, Hff, Limit, NodeId, Op, PRelu, PyramidBranch, PyramidPool,
    verify::known_shapes,
};

/// The usual ε of `torch.nn.BatchNorm2d`.
const USUAL_EPS: f32 = 1e-5;

/// The text form of a graph, sound or not; the same graph always has the same text.
pub fn text(graph: &Graph) -> String {
    graph.to_string()
}

impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shapes = known_shapes(self, &mut Vec::new());
        let name = |id: NodeId| if self.contains(id) { &self.node(id).name } else { "?" };
        let names = |ids: &[NodeId]| ids.iter().map(|&id| name(id)).collect::<Vec<_>>().join(", ");
        writeln!(f, "network {}", self.name)?;
        for id in self.topological_order() {
            write!(f, "  {} = {}", name(id), self.op(id).name())?;
            let inputs = self.inputs(id);
            if !inputs.is_empty() {
                write!(f, "({})", names(&inputs))?;
            }
            let attributes = attributes(self.op(id), name(id));
            if !attributes.is_empty() {
                write!(f, " {}", attributes.join(", "))?;
            }
            match shapes.get(&id) {
                Some(shape) => writeln!(f, " : {shape}")?,
                None => writeln!(f, " : ?")?,
            }
        }
        for output in self.outputs() {
            writeln!(f, "  output {} = {}", output.name, name(output.node))?;
        }
        for branches in &self.branches {
            let (unit, input, convs) =
                (&branches.unit, name(branches.input), names(&branches.convs));
            write!(f, "  unit {unit} reads {input}, ")?;
            match &branches.limit {
                Limit::ReceptiveField(limit) => write!(f, "receptive fields up to {limit}")?,
                Limit::Explicit(dilations) => write!(f, "dilations {}", list(dilations))?,
            }
            writeln!(f, ": {convs}")?;
        }
        Ok(())
    }
}

/// What an operator is like beside its name, for a node of that name.
pub(super) fn attributes(op: &Op, node: &str) -> Vec<String> {
    match op {
        Op::Conv2d(conv) => convolution(conv, node),
        Op::BatchNorm(norm) => batch_norm("module", norm, node),
        Op::PRelu(prelu) => activation("slopes", prelu, node),
        Op::Linear(linear) => {
            let mut attributes = vec![format!("{}→{}", linear.in_features, linear.out_features)];
            attributes.extend(parameter("weight", &linear.weight, node, "weight"));
            attributes.extend(linear.bias.iter().map(|bias| named("bias", bias, node, "bias")));
            attributes.extend(match linear.precision {
                Precision::Auto => None,
                Precision::I16 => Some("weights i16".to_string()),
                Precision::F32 => Some("weights f32".to_string()),
            });
            attributes
        }
        Op::AvgPool(pool) => {
            let mut attributes = vec![square(pool.kernel)];
            attributes.extend(unusual("stride", pool.stride, 1));
            attributes.extend(unusual("padding", pool.padding, 0));
            attributes.extend(unusual("receptive field", pool.kernel, 1));
            attributes
        }
        Op::ChannelShuffle(shuffle) => vec![format!("groups {}", shuffle.groups)],
        Op::Elementwise(epilogue) => steps(epilogue, node),
        Op::Hff(hff) => pyramid(hff, node),
        Op::EespUnit(unit) => {
            let mut attributes =
                vec![format!("project {{{}}}", convolution(&unit.project, "").join(", "))];
            attributes.push(format!("hff {{{}}}", pyramid(&unit.hff, "").join(", ")));
            attributes.push(format!("expand {{{}}}", convolution(&unit.expand, node).join(", ")));
            attributes
        }
        Op::StridedEespUnit(unit) => {
            let stem = unit.stem.iter();
            let mut attributes: Vec<String> =
                stem.map(|conv| format!("stem {{{}}}", convolution(conv, "").join(", "))).collect();
            attributes.push(format!("project {{{}}}", convolution(&unit.project, "").join(", ")));
            attributes.push(format!("hff {{{}}}", pyramid(&unit.hff, "").join(", ")));
            attributes.push(format!("expand {{{}}}", convolution(&unit.expand, node).join(", ")));
            attributes.extend(
                unit.shortcut
                    .iter()
                    .map(|conv| format!("image {{{}}}", convolution(conv, node).join(", "))),
            );
            attributes.push(named("prelu", &unit.act.weight, node, "weight"));
            attributes
        }
        Op::Head(head) => vec![
            format!("depthwise {{{}}}", convolution(&head.depthwise, "").join(", ")),
            format!("pointwise {{{}}}", convolution(&head.pointwise, "").join(", ")),
        ],
        Op::PyramidPool(pool) => pyramid_pool(pool, node),
        Op::Input(_)
        | Op::Sigmoid
        | Op::Add
        | Op::Mul
        | Op::Concat
        | Op::AdaptiveAvgPool(_)
        | Op::GlobalAvgPool
        | Op::ResizeBilinear(_) => Vec::new(),
    }
}

fn square(side: usize) -> String {
    format!("{side}×{side}")
}

fn unusual(name: &str, value: usize, usual: usize) -> Option<String> {
    (value != usual).then(|| format!("{name} {value}"))
}

fn list(dilations: &[impl ToString]) -> String {
    dilations.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

/// `what`, and the parameter's name unless it is the node's with that suffix.
fn named(what: &str, parameter: &str, node: &str, suffix: &str) -> String {
    match parameter.strip_suffix(suffix).and_then(|module| module.strip_suffix('.')) {
        Some(module) if module == node => what.to_string(),
        Some(module) => format!("{what} {module}"),
        None => format!("{what} {parameter}"),
    }
}

/// As [`named`], but nothing where the name is the usual one.
fn parameter(what: &str, parameter: &str, node: &str, suffix: &str) -> Option<String> {
    Some(named(what, parameter, node, suffix)).filter(|text| text != what)
}

fn convolution(conv: &Conv2d, node: &str) -> Vec<String> {
    let mut attributes =
        vec![square(conv.kernel), format!("{}→{}", conv.in_channels, conv.out_channels)];
    attributes.extend(unusual("groups", conv.groups, 1));
    attributes.extend(unusual("stride", conv.stride, 1));
    attributes.extend(unusual("padding", conv.padding, 0));
    attributes.extend(unusual("dilation", conv.dilation, 1));
    attributes.extend(unusual("receptive field", conv.effective_receptive_field(), 1));
    attributes.extend(unusual("shuffle", conv.shuffle, 1));
    attributes.extend(parameter("weight", &conv.weight, node, "weight"));
    attributes.extend(conv.bias.iter().map(|bias| named("bias", bias, node, "bias")));
    attributes.extend(conv.norm.iter().flat_map(|norm| batch_norm("norm", norm, "")));
    attributes.extend(steps(&conv.epilogue, node));
    attributes
}

fn batch_norm(what: &str, norm: &BatchNorm, node: &str) -> Vec<String> {
    let mut attributes = Vec::new();
    if norm.module != node {
        attributes.push(format!("{what} {}", norm.module));
    }
    if norm.eps != USUAL_EPS {
        attributes.push(format!("eps {:e}", norm.eps));
    }
    attributes
}

fn activation(what: &str, prelu: &PRelu, node: &str) -> Vec<String> {
    parameter(what, &prelu.weight, node, "weight").into_iter().collect()
}

fn steps(epilogue: &Epilogue, node: &str) -> Vec<String> {
    let mut attributes = Vec::new();
    let slopes = |prelu: &PRelu| named("prelu", &prelu.weight, node, "weight");
    attributes.extend(epilogue.prelu.as_ref().map(slopes));
    attributes.extend(epilogue.gate.then(|| "gate".to_string()));
    attributes.extend(epilogue.residual.then(|| "residual".to_string()));
    attributes.extend(epilogue.affine.iter().flat_map(|norm| batch_norm("affine", norm, "")));
    attributes.extend(epilogue.final_prelu.as_ref().map(slopes));
    attributes.extend(epilogue.sigmoid.then(|| "sigmoid".to_string()));
    attributes
}

fn pyramid(hff: &Hff, node: &str) -> Vec<String> {
    let dilations = hff.dilations.as_slice();
    let fields: Vec<usize> = dilations.iter().map(|&r| 2 * usize::from(r) + 1).collect();
    let mut attributes = vec![
        format!("unit {}", hff.unit),
        format!("{}→{}", hff.channels, hff.out_channels()),
        format!("dilations {}", list(dilations)),
        format!("receptive fields {}", list(&fields)),
    ];
    attributes.extend(unusual("stride", hff.stride, 1));
    attributes.extend(batch_norm("norm", &hff.norm, ""));
    attributes.push(named("prelu", &hff.prelu.weight, node, "weight"));
    attributes
}

fn pyramid_pool(pool: &PyramidPool, node: &str) -> Vec<String> {
    let mut attributes: Vec<String> = pool
        .branches
        .iter()
        .map(|branch| match branch {
            PyramidBranch::Convolved { weight } => format!("branch {{3×3, weight {weight}}}"),
            PyramidBranch::Enlarged { resize, weight } => {
                format!("branch {{at {}×{}, 3×3, weight {weight}}}", resize.height, resize.width)
            }
            PyramidBranch::Given => "branch given".into(),
        })
        .collect();
    attributes.extend(batch_norm("norm", &pool.norm, ""));
    attributes.push(named("prelu", &pool.prelu.weight, node, "weight"));
    attributes.push(format!("merge {{{}}}", convolution(&pool.merge, "").join(", ")));
    attributes.push(format!("expand {{{}}}", convolution(&pool.expand, node).join(", ")));
    attributes
}
