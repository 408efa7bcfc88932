//! The verifier: what must hold of a graph before anything may be made of it.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use petgraph::Direction;

use super::{
    BatchNorm, Branches, Conv2d, EespUnit, Epilogue, Graph, Limit, NodeId, Op, PRelu, PyramidPool,
    Shape, StridedEespUnit, output_shape,
};

/// Something that must not be in a graph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Name of the node, the output or the unit.
    pub at: String,
    /// What is wrong there.
    pub message: String,
}

impl Problem {
    pub(crate) fn new(at: impl Into<String>, message: impl Into<String>) -> Self {
        Problem { at: at.into(), message: message.into() }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.at, self.message)
    }
}

/// All problems of a graph, at least one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problems(pub Vec<Problem>);

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.0.iter().enumerate() {
            let separator = if i > 0 { "\n" } else { "" };
            write!(f, "{separator}{problem}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Problems {}

/// Checks that
///
/// - there is an output, every output is a node, and no two outputs share a name;
/// - names of nodes are not empty and differ;
/// - there is no cycle;
/// - operators are consistent in themselves;
/// - ports of operands count from 0 without a gap, and operands suit their operator in number and
///   shape;
/// - a parameter that several nodes read has one shape;
/// - the branches of a unit are depth-wise convolutions of one kernel size and stride on one map, as
///   many as the unit lists dilations.
///
/// Returns the shape of every value.
///
/// # Errors
/// Everything that does not hold.
pub fn verify(graph: &Graph) -> Result<BTreeMap<NodeId, Shape>, Problems> {
    let mut problems = Vec::new();
    outputs(graph, &mut problems);
    names(graph, &mut problems);
    cycles(graph, &mut problems);
    ports(graph, &mut problems);
    parameters(graph, &mut problems);
    for branches in &graph.branches {
        if let Err(message) = check_branches(graph, branches) {
            problems.push(Problem::new(&branches.unit, message));
        }
    }
    let shapes = known_shapes(graph, &mut problems);
    if problems.is_empty() { Ok(shapes) } else { Err(Problems(problems)) }
}

fn outputs(graph: &Graph, problems: &mut Vec<Problem>) {
    if graph.outputs().is_empty() {
        problems.push(Problem::new(&graph.name, "has no output"));
    }
    let mut names = BTreeSet::new();
    for output in graph.outputs() {
        if !graph.contains(output.node) {
            problems.push(Problem::new(&output.name, "is an output without a node"));
        }
        if !names.insert(&output.name) {
            problems.push(Problem::new(&output.name, "names two outputs"));
        }
    }
}

fn names(graph: &Graph, problems: &mut Vec<Problem>) {
    let mut names = BTreeSet::new();
    for node in graph.nodes.node_weights() {
        if node.name.is_empty() {
            problems.push(Problem::new(node.op.name(), "has no name"));
        } else if !names.insert(&node.name) {
            problems.push(Problem::new(&node.name, "names two nodes"));
        }
    }
}

fn cycles(graph: &Graph, problems: &mut Vec<Problem>) {
    let ordered: BTreeSet<NodeId> = graph.topological_order().into_iter().collect();
    for id in graph.nodes.node_indices().filter(|id| !ordered.contains(id)) {
        problems.push(Problem::new(&graph.node(id).name, "lies on a cycle or behind one"));
    }
}

fn ports(graph: &Graph, problems: &mut Vec<Problem>) {
    for id in graph.nodes.node_indices() {
        let mut ports: Vec<usize> = graph
            .nodes
            .edges_directed(id, Direction::Incoming)
            .map(|edge| *edge.weight())
            .collect();
        ports.sort_unstable();
        if ports.iter().enumerate().any(|(expected, &port)| expected != port) {
            let message = format!("has operands at ports {ports:?}, which should count from 0");
            problems.push(Problem::new(&graph.node(id).name, message));
        }
    }
}

fn parameters(graph: &Graph, problems: &mut Vec<Problem>) {
    let mut shapes: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for id in graph.nodes.node_indices() {
        for param in graph.op(id).params() {
            let first = shapes.entry(param.name.clone()).or_insert_with(|| param.shape.clone());
            if *first != param.shape {
                let message = format!(
                    "reads parameter {} as {:?}, another node as {first:?}",
                    param.name, param.shape
                );
                problems.push(Problem::new(&graph.node(id).name, message));
            }
        }
    }
}

fn check_branches(graph: &Graph, branches: &Branches) -> Result<(), String> {
    if !graph.contains(branches.input) {
        return Err("its input is not in the graph".into());
    }
    if branches.convs.is_empty() {
        return Err("has no branches".into());
    }
    if let Limit::Explicit(dilations) = &branches.limit {
        if dilations.len() != branches.convs.len() {
            let (listed, branches) = (dilations.len(), branches.convs.len());
            return Err(format!("lists {listed} dilations for {branches} branches"));
        }
        if dilations.contains(&0) {
            return Err("lists a dilation of 0; the smallest is 1".into());
        }
    }
    let mut first = None;
    for &id in &branches.convs {
        if !graph.contains(id) {
            return Err("a branch is not in the graph".into());
        }
        let name = &graph.node(id).name;
        let Op::Conv2d(conv) = graph.op(id) else {
            return Err(format!("branch {name} is no convolution"));
        };
        if !conv.is_depthwise() {
            return Err(format!("branch {name} is not depth-wise"));
        }
        if conv.kernel % 2 == 0 {
            return Err(format!("branch {name} has a kernel of even size {}", conv.kernel));
        }
        let traits = (conv.kernel, conv.stride, graph.inputs(id).first().copied());
        if *first.get_or_insert(traits) != traits {
            return Err(format!("branch {name} differs in kernel, stride or input"));
        }
    }
    Ok(())
}

/// The shapes that can be told; the others are problems, each once where it arises.
pub(super) fn known_shapes(graph: &Graph, problems: &mut Vec<Problem>) -> BTreeMap<NodeId, Shape> {
    let mut shapes = BTreeMap::new();
    for id in graph.topological_order() {
        if let Err(message) = check_operator(graph.op(id)) {
            problems.push(Problem::new(&graph.node(id).name, message));
            continue;
        }
        let inputs: Option<Vec<Shape>> =
            graph.inputs(id).iter().map(|input| shapes.get(input).copied()).collect();
        let Some(inputs) = inputs else { continue };
        let shape = output_shape(graph.op(id), &inputs).map_err(|error| error.to_string());
        match shape.and_then(|shape| check_residual(graph.op(id), inputs.first(), shape)) {
            Ok(shape) => {
                shapes.insert(id, shape);
            }
            Err(message) => problems.push(Problem::new(&graph.node(id).name, message)),
        }
    }
    shapes
}

/// The largest size that an operator may have, be it channels, pixels or a step: products of all that
/// make up a value or a window then fit 64 bits.
const MAX_SIZE: usize = 1 << 20;

/// What an operator must be whatever it reads.
fn check_operator(op: &Op) -> Result<(), String> {
    if let Some(size) = sizes(op).into_iter().find(|&size| size > MAX_SIZE) {
        return Err(format!("has a size of {size}; the largest is {MAX_SIZE}"));
    }
    match op {
        Op::Conv2d(conv) => check_conv(conv),
        Op::AvgPool(pool) if pool.kernel == 0 || pool.stride == 0 => {
            Err("kernel and stride are at least 1".into())
        }
        Op::Elementwise(epilogue) if epilogue.is_empty() => Err("does nothing".into()),
        Op::Hff(hff) => {
            if hff.stride == 0 {
                return Err("the stride is at least 1".into());
            }
            check_norm(Some(&hff.norm), hff.out_channels())?;
            check_prelu(Some(&hff.prelu), hff.out_channels())
        }
        Op::EespUnit(unit) => check_unit(unit),
        Op::StridedEespUnit(unit) => check_strided_unit(unit),
        Op::Head(head) => {
            head.check()?;
            check_conv(&head.depthwise)?;
            check_conv(&head.pointwise)
        }
        Op::PyramidPool(pool) => check_pyramid(pool),
        _ => Ok(()),
    }
}

/// The numbers that sizes of values and windows are computed from.
fn sizes(op: &Op) -> Vec<usize> {
    let conv_sizes = |conv: &Conv2d| {
        let Conv2d { in_channels, out_channels, kernel, stride, padding, dilation, .. } = *conv;
        vec![in_channels, out_channels, kernel, stride, padding, dilation]
    };
    match op {
        Op::Input(shape) => vec![shape.channels, shape.height, shape.width],
        Op::Conv2d(conv) => conv_sizes(conv),
        Op::AvgPool(pool) => vec![pool.kernel, pool.stride, pool.padding],
        Op::AdaptiveAvgPool(pool) => vec![pool.height, pool.width],
        Op::ResizeBilinear(resize) => vec![resize.height, resize.width],
        Op::Linear(linear) => vec![linear.in_features, linear.out_features],
        Op::Hff(hff) => vec![hff.channels, hff.stride],
        Op::EespUnit(unit) => [conv_sizes(&unit.project), conv_sizes(&unit.expand)].concat(),
        Op::StridedEespUnit(unit) => {
            let convs = [&unit.project, &unit.expand].into_iter();
            convs.chain(&unit.stem).chain(&unit.shortcut).flat_map(conv_sizes).collect()
        }
        Op::Head(head) => [conv_sizes(&head.depthwise), conv_sizes(&head.pointwise)].concat(),
        Op::PyramidPool(pool) => {
            let enlarged = pool.convolutions().filter_map(|(_, resize)| resize);
            let enlarged = enlarged.flat_map(|resize| [resize.height, resize.width]).collect();
            [conv_sizes(&pool.merge), conv_sizes(&pool.expand), enlarged].concat()
        }
        Op::BatchNorm(_)
        | Op::PRelu(_)
        | Op::Sigmoid
        | Op::Add
        | Op::Mul
        | Op::Concat
        | Op::GlobalAvgPool
        | Op::ChannelShuffle(_)
        | Op::Elementwise(_) => Vec::new(),
    }
}

fn check_conv(conv: &Conv2d) -> Result<(), String> {
    let Epilogue { prelu, affine, final_prelu, .. } = &conv.epilogue;
    check_norm(conv.norm.as_ref(), conv.out_channels)?;
    check_norm(affine.as_ref(), conv.out_channels)?;
    check_prelu(prelu.as_ref(), conv.out_channels)?;
    check_prelu(final_prelu.as_ref(), conv.out_channels)
}

fn check_norm(norm: Option<&BatchNorm>, channels: usize) -> Result<(), String> {
    match norm {
        Some(norm) if norm.channels != channels => Err(format!(
            "batch norm {} is of {} channels, should be of {channels}",
            norm.module, norm.channels
        )),
        _ => Ok(()),
    }
}

fn check_prelu(prelu: Option<&PRelu>, channels: usize) -> Result<(), String> {
    match prelu {
        Some(prelu) if prelu.channels != channels => Err(format!(
            "slopes {} are of {} channels, should be of {channels}",
            prelu.weight, prelu.channels
        )),
        _ => Ok(()),
    }
}

fn check_unit(unit: &EespUnit) -> Result<(), String> {
    let EespUnit { project, hff, expand } = unit;
    if !project.is_pointwise() || !expand.is_pointwise() || hff.stride != 1 {
        return Err("projection and expansion are 1×1 and all strides 1".into());
    }
    if project.epilogue.operands() > 0 || expand.epilogue.gate {
        return Err("the only operand of an EESP unit beside its map is the map as residual".into());
    }
    if (project.out_channels, expand.in_channels) != (hff.channels, hff.out_channels()) {
        return Err("projection, branches and expansion differ in channels".into());
    }
    check_conv(project)?;
    check_operator(&Op::Hff(hff.clone()))?;
    check_conv(expand)
}

fn check_strided_unit(unit: &StridedEespUnit) -> Result<(), String> {
    let StridedEespUnit { stem, project, hff, expand, shortcut, act } = unit;
    if ![project, expand].into_iter().chain(shortcut).all(Conv2d::is_pointwise) || hff.stride != 2 {
        return Err("projection, expansion and shortcut are 1×1, the branches' stride 2".into());
    }
    let nothing = |conv: &Conv2d| conv.epilogue.is_empty();
    if project.epilogue.operands() > 0 || !nothing(expand) || !shortcut.iter().all(nothing) {
        return Err("expansion and shortcut end in their norm; the sum and PReLU follow".into());
    }
    if (project.out_channels, expand.in_channels) != (hff.channels, hff.out_channels()) {
        return Err("projection, branches and expansion differ in channels".into());
    }
    if let Some(stem) = stem {
        if stem.epilogue.operands() > 0 || stem.groups != 1 || stem.shuffle != 1 {
            return Err("the stem is dense and reads the unit's first operand alone".into());
        }
        if stem.out_channels != project.in_channels {
            return Err("stem and projection differ in channels".into());
        }
        check_conv(stem)?;
    }
    check_conv(project)?;
    check_operator(&Op::Hff(hff.clone()))?;
    check_conv(expand)?;
    if let Some(shortcut) = shortcut {
        check_conv(shortcut)?;
    }
    check_prelu(Some(act), project.in_channels + expand.out_channels)
}

fn check_pyramid(pool: &PyramidPool) -> Result<(), String> {
    let PyramidPool { branches, norm, prelu, merge, expand } = pool;
    if branches.is_empty() {
        return Err("has no branches".into());
    }
    if pool.convolutions().any(|(_, resize)| resize.is_some_and(|r| r.height == 0 || r.width == 0))
    {
        return Err("enlarges to nothing".into());
    }
    if merge.epilogue.operands() > 0 || expand.epilogue.operands() > 0 {
        return Err("the only operands of a pyramid are its map and those of its branches".into());
    }
    if expand.in_channels != merge.out_channels {
        return Err("merging convolution and expansion differ in channels".into());
    }
    check_norm(Some(norm), merge.in_channels)?;
    check_prelu(Some(prelu), merge.in_channels)?;
    check_conv(merge)?;
    check_conv(expand)
}

/// The residual of an EESP unit is its input, which then is of the output's shape.
fn check_residual(op: &Op, input: Option<&Shape>, output: Shape) -> Result<Shape, String> {
    match (op, input) {
        (Op::EespUnit(unit), Some(&input)) if unit.expand.epilogue.residual && input != output => {
            Err(format!("a residual of {input} cannot be added to {output}"))
        }
        _ => Ok(output),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ir::Output;

    /// What passes cannot do, since they edit through the rewriter alone.
    #[test]
    fn missing_ports_and_nodes_are_found() {
        let mut graph = Graph::new("broken");
        let input = graph.add("input", Op::Input(Shape::new(1, 1, 1)), &[]);
        let gone = graph.add("gone", Op::Sigmoid, &[input]);
        let sum = graph.add("sum", Op::Add, &[input]);
        graph.nodes.add_edge(input, sum, 2);
        graph.outputs.push(Output { name: "output".into(), node: gone });
        graph.nodes.remove_node(gone);
        let Err(Problems(problems)) = verify(&graph) else { panic!("the graph is broken") };
        assert_eq!(
            problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
            [
                "output: is an output without a node",
                "sum: has operands at ports [0, 2], which should count from 0",
            ]
        );
    }
}
