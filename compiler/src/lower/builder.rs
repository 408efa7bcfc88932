//! Builds the graph during lowering: adds operators, checks them, and keeps the shape of every value.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lowered, MAX_OPERATORS, UnitBranches};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, quoted},
    ir::{BatchNorm, Conv2d, Graph, Input, Node, NodeId, Op, Param, Shape},
    spec::{ActivationFunction, Architecture, Limit, ResolvedBlock, ValueRef},
};

/// The largest number of elements of a value or a parameter, 8 GiB. Sums and products of a network's sizes
/// then stay far below 2^64.
const MAX_NUMBERS: u128 = 1 << 31;

/// The reason why a block has no value.
pub(super) enum Failure {
    /// The block has a problem.
    Problem(Box<Diagnostic>),
    /// The block has problems, but the shape of its value is clear. The blocks after it can be checked with
    /// this shape.
    Shaped(Vec<Diagnostic>, Shape),
    /// A block that this one reads has a problem.
    Unknown,
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Failure::Problem(Box::new(diagnostic))
    }
}

/// The fields of a convolution that a block chooses.
#[derive(Clone, Copy)]
pub(super) struct ConvShape {
    pub channels: usize,
    pub kernel: usize,
    pub stride: usize,
    pub padding: usize,
    pub dilation: usize,
    pub groups: usize,
    pub bias: bool,
}

impl ConvShape {
    /// Returns the fields of a convolution of 1×1, stride 1, without bias.
    pub fn pointwise(channels: usize, groups: usize) -> Self {
        let (kernel, stride, padding, dilation) = (1, 1, 0, 1);
        ConvShape { channels, kernel, stride, padding, dilation, groups, bias: false }
    }

    /// Returns the fields of a convolution of 3×3, stride 1, padded by one pixel, without bias.
    pub fn three(channels: usize, groups: usize) -> Self {
        ConvShape { kernel: 3, padding: 1, ..Self::pointwise(channels, groups) }
    }
}

/// A graph under construction.
pub(super) struct GraphBuilder<'a> {
    architecture: &'a Architecture,
    graph: Graph,
    input: NodeId,
    /// The shapes of the values, by node.
    shapes: Vec<Shape>,
    node_names: BTreeSet<String>,
    param_names: BTreeSet<String>,
    /// The values of the blocks, in order; `None` after a problem.
    values: Vec<Option<NodeId>>,
    units: Vec<UnitBranches>,
    unused: Vec<Param>,
    /// The problems, each with the name of its block.
    problems: Vec<(String, Diagnostic)>,
}

impl<'a> GraphBuilder<'a> {
    /// Creates a graph with the input alone.
    pub fn new(architecture: &'a Architecture) -> Result<Self, Diagnostics> {
        let mut graph = Graph::new(&architecture.name);
        let shape = architecture.input;
        check_numbers("the input", &[shape.channels, shape.height, shape.width])
            .map_err(|message| architecture.diagnostic("/input", message).with_help(SMALLER))?;
        let input = graph.add("input", Input(shape), &[]);
        Ok(GraphBuilder {
            architecture,
            graph,
            input,
            shapes: vec![shape],
            node_names: BTreeSet::from(["input".to_owned()]),
            param_names: BTreeSet::new(),
            values: Vec::new(),
            units: Vec::new(),
            unused: Vec::new(),
            problems: Vec::new(),
        })
    }

    /// Returns C of the network's input.
    pub fn image_channels(&self) -> usize {
        self.architecture.input.channels
    }

    /// Returns the node of a value.
    pub fn value(&self, value: ValueRef) -> Result<NodeId, Failure> {
        match value {
            ValueRef::Input => Ok(self.input),
            ValueRef::Block(index) => self.values[index].ok_or(Failure::Unknown),
        }
    }

    /// Returns the number of operators so far.
    pub fn operators(&self) -> usize {
        self.graph.len()
    }

    /// Returns the problems so far and a problem at `block`: there are more than [`MAX_OPERATORS`] operators.
    pub fn too_many_operators(mut self, block: &ResolvedBlock) -> Diagnostics {
        let message = format!("at `{}` the network exceeds {MAX_OPERATORS} operators", block.name);
        let problem = self.problem(block, "", message);
        let problem = problem.with_help("take fewer blocks, repetitions or scales");
        self.problems.push((block.name.clone(), problem));
        self.all_problems()
    }

    /// Returns the name of a value in the spec.
    pub fn value_name(&self, value: ValueRef) -> &'a str {
        match value {
            ValueRef::Input => "input",
            ValueRef::Block(index) => &self.architecture.blocks[index].name,
        }
    }

    /// Returns the nodes of values.
    pub fn values(&self, values: &[ValueRef]) -> Result<Vec<NodeId>, Failure> {
        values.iter().map(|&value| self.value(value)).collect()
    }

    /// Returns the shape of a value.
    pub fn shape(&self, node: NodeId) -> Shape {
        self.shapes[node.index()]
    }

    /// Returns a problem with a field of `block`; an empty `field` means the block itself.
    pub fn problem(
        &self,
        block: &ResolvedBlock,
        field: &str,
        message: impl Into<String>,
    ) -> Diagnostic {
        let pointer = match field {
            "" => block.pointer.clone(),
            field => format!("{}/{field}", block.pointer),
        };
        self.architecture.diagnostic(&pointer, message)
    }

    /// Whether `block` has this field in the spec.
    pub fn has_field(&self, block: &ResolvedBlock, field: &str) -> bool {
        self.architecture.has(&format!("{}/{field}", block.pointer))
    }

    /// Adds an operator of `block` and checks it.
    pub fn add(
        &mut self,
        block: &ResolvedBlock,
        name: &str,
        op: Op,
        inputs: &[NodeId],
    ) -> Result<NodeId, Failure> {
        let shapes: Vec<Shape> = inputs.iter().map(|&input| self.shape(input)).collect();
        let shape = op.output_shape(&shapes).map_err(|error| {
            self.problem(block, "", format!("`{name}` does not fit: {}", error.problem))
                .with_help(op.remedy())
        })?;
        let value = format!("the value of `{name}`");
        check_numbers(&value, &[shape.channels, shape.height, shape.width])
            .map_err(|message| self.problem(block, "", message).with_help(SMALLER))?;
        for param in op.params() {
            self.claim(block, &param)?;
        }
        if !self.node_names.insert(name.to_owned()) {
            let message = format!("`{name}` is the name of two operators");
            let help = "choose other names for the block or its parts";
            return Err(self.problem(block, "name", message).with_help(help).into());
        }
        let origin = Some(block.name.as_str().into());
        let node = self.graph.add_node(Node { name: name.to_owned(), op, origin }, inputs);
        self.shapes.push(shape);
        Ok(node)
    }

    /// Declares parameters that checkpoints contain and inference does not read.
    pub fn unused(&mut self, block: &ResolvedBlock, params: &[Param]) -> Result<(), Failure> {
        for param in params {
            self.claim(block, param)?;
            self.unused.push(param.clone());
        }
        Ok(())
    }

    fn claim(&mut self, block: &ResolvedBlock, param: &Param) -> Result<(), Failure> {
        check_numbers(&format!("the parameter `{}`", param.name), &param.shape)
            .map_err(|message| self.problem(block, "", message).with_help(SMALLER))?;
        if !self.param_names.insert(param.name.clone()) {
            let message = format!("`{}` is the name of two parameters", param.name);
            let help = "choose other names for the block or its parts";
            return Err(self.problem(block, "name", message).with_help(help).into());
        }
        Ok(())
    }

    /// Returns the operator of the convolution module `name`.
    pub fn conv_op(&self, name: &str, in_channels: usize, shape: ConvShape) -> Conv2d {
        Conv2d {
            weight: format!("{name}.weight"),
            bias: shape.bias.then(|| format!("{name}.bias")),
            in_channels,
            out_channels: shape.channels,
            kernel: shape.kernel,
            stride: shape.stride,
            padding: shape.padding,
            dilation: shape.dilation,
            groups: shape.groups,
        }
    }

    /// Returns the operator of the batch norm module `name`.
    pub fn norm_op(&self, name: &str, channels: usize) -> BatchNorm {
        BatchNorm { module: name.to_owned(), channels, eps: self.architecture.norm_epsilon }
    }

    /// Adds the convolution module `name`.
    pub fn conv(
        &mut self,
        block: &ResolvedBlock,
        name: &str,
        input: NodeId,
        shape: ConvShape,
    ) -> Result<NodeId, Failure> {
        let op = self.conv_op(name, self.shape(input).channels, shape);
        self.add(block, name, op.into(), &[input])
    }

    /// Adds the batch norm module `name`.
    pub fn norm(
        &mut self,
        block: &ResolvedBlock,
        name: &str,
        input: NodeId,
    ) -> Result<NodeId, Failure> {
        let op = self.norm_op(name, self.shape(input).channels);
        self.add(block, name, op.into(), &[input])
    }

    /// Adds a batch norm and a PReLU with these names.
    pub fn norm_prelu(
        &mut self,
        block: &ResolvedBlock,
        [norm, prelu]: [&str; 2],
        input: NodeId,
    ) -> Result<NodeId, Failure> {
        let norm = self.norm(block, norm, input)?;
        self.activation(block, prelu, ActivationFunction::Prelu, norm)
    }

    /// Adds the activation function `function` as the module `name`.
    pub fn activation(
        &mut self,
        block: &ResolvedBlock,
        name: &str,
        function: ActivationFunction,
        input: NodeId,
    ) -> Result<NodeId, Failure> {
        match Op::activation(function, name, self.shape(input).channels) {
            Some(op) => self.add(block, name, op, &[input]),
            None => Ok(input),
        }
    }

    /// Declares that the dilations of `convs` are bounded together.
    pub fn branches(&mut self, unit: &str, input: NodeId, convs: Vec<NodeId>, limit: Limit) {
        self.units.push(UnitBranches { unit: unit.to_owned(), input, convs, limit });
    }

    /// Records the value of the next block, or its problem.
    pub fn define(&mut self, block: &ResolvedBlock, value: Result<NodeId, Failure>) {
        let value = match value {
            Ok(node) => Some(node),
            Err(Failure::Unknown) => None,
            Err(Failure::Problem(problem)) => {
                self.report(block, *problem);
                None
            }
            Err(Failure::Shaped(problems, shape)) => {
                problems.into_iter().for_each(|problem| self.report(block, problem));
                // The graph is discarded in the end; only the shape of this node is used.
                let node = self.graph.add(&block.name, Input(shape), &[]);
                self.shapes.push(shape);
                Some(node)
            }
        };
        self.values.push(value);
    }

    /// Records a problem of a block, unless a copy of the same block has reported one at the same place.
    fn report(&mut self, block: &ResolvedBlock, problem: Diagnostic) {
        let mut problem = problem;
        if block.is_in_unit() {
            problem.message += &format!(", in {}", quoted(&block.name));
        }
        let reported = |other: &(String, Diagnostic)| {
            other.1.path == problem.path && (other.0 != block.name || other.1 == problem)
        };
        if !self.problems.iter().any(reported) {
            self.problems.push((block.name.clone(), problem));
        }
    }

    fn all_problems(self) -> Diagnostics {
        Diagnostics(self.problems.into_iter().map(|(_, problem)| problem).collect())
    }

    /// Returns the network with its outputs, or all problems.
    pub fn finish(mut self) -> Result<Lowered, Diagnostics> {
        if !self.problems.is_empty() {
            return Err(self.all_problems());
        }
        for output in &self.architecture.outputs {
            if let Ok(node) = self.value(output.from) {
                self.graph.add_output(&output.name, node);
            }
        }
        let mut shapes = BTreeMap::new();
        for id in self.graph.topological_order() {
            shapes.insert(id, self.shape(id));
        }
        Ok(Lowered {
            graph: self.graph,
            shapes,
            // Every block has a value, because there are no problems.
            values: self.values.into_iter().flatten().collect(),
            units: self.units,
            unused: self.unused,
        })
    }
}

/// The suggestion for too many numbers.
const SMALLER: &str = "lower the input's size or the channels";

/// Refuses a shape with more numbers than [`MAX_NUMBERS`].
fn check_numbers(what: &str, shape: &[usize]) -> Result<(), String> {
    let numbers = shape.iter().fold(1, |product: u128, &size| product.saturating_mul(size as u128));
    if numbers <= MAX_NUMBERS {
        return Ok(());
    }
    let shape: Vec<String> = shape.iter().map(usize::to_string).collect();
    let shape = shape.join("×");
    Err(format!("{what} holds {shape} = {numbers} numbers, more than {MAX_NUMBERS}"))
}
