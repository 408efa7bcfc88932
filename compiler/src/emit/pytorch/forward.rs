//! Writes `forward`: a statement for each block, in the spec's order.

use super::{
    blocks::{Apply, Link},
    classes::Class,
    names::Variables,
    python::{Expr, LINE, STEP},
    tree::Node,
};
use crate::{
    ir::{
        Op,
        pytorch::{Axes, PyTorch, axes},
    },
    lower::Lowered,
    spec::{
        ActivationFunction, Architecture, OperatorBlock, ResolvedBlock, ResolvedKind, ValueRef,
    },
};

/// Indentation of a statement, in columns.
const INDENT: usize = 8;

/// The variable of the network's input.
const INPUT: &str = "image";

/// The variable for values that only the next block reads.
const PASSING: &str = "x";

/// A value in Python.
#[derive(Clone)]
struct Value {
    /// The variable with the value.
    variable: String,
    axes: Axes,
}

impl Value {
    /// Returns the expression of the value as a map, N×C×H×W.
    fn map(&self) -> String {
        match self.axes {
            Axes::Map => self.variable.clone(),
            Axes::Rows => format!("{}[..., None]", self.variable),
            Axes::Flat => format!("{}[:, :, None, None]", self.variable),
        }
    }
}

/// The body of `forward`, and the axes of each output.
pub(super) struct Forward {
    pub code: String,
    pub axes: Vec<Axes>,
}

/// Writes the body of `forward`.
pub(super) fn forward(
    architecture: &Architecture,
    lowered: &Lowered,
    applications: &[Apply],
    tree: &Node,
) -> Forward {
    let taken = Class::ALL.map(|class| class.name().to_owned());
    let taken =
        taken.into_iter().chain(["self", "torch", "nn", "F", INPUT, PASSING].map(Into::into));
    let axes = axes(&lowered.graph, Axes::Map);
    let mut writer = Writer {
        architecture,
        lowered,
        tree,
        input: Value { variable: INPUT.into(), axes: Axes::Map },
        values: Vec::new(),
        code: String::new(),
    };
    let mut variables = Variables::beside(taken);
    for (index, block) in architecture.blocks.iter().enumerate() {
        let value = match passes_through(block) {
            true => writer.value(block.inputs[0]).clone(),
            false => {
                let variable = match is_passing(architecture, index) {
                    true => PASSING.into(),
                    false => variables.declare(&block.name),
                };
                writer.block(index, &applications[index], axes[&lowered.values[index]], variable)
            }
        };
        writer.values.push(value);
    }
    writer.outputs()
}

/// Whether the block's value is the same as its operand.
fn passes_through(block: &ResolvedBlock) -> bool {
    matches!(block.kind, ResolvedKind::Activation(ActivationFunction::None))
}

/// Returns the values that a block reads; a value read several times occurs several times.
fn reads(block: &ResolvedBlock) -> Vec<ValueRef> {
    let extra = match &block.kind {
        ResolvedKind::StridedEesp(unit) => unit.image,
        ResolvedKind::ResizeTo(to) => Some(*to),
        _ => None,
    };
    block.inputs.iter().copied().chain(extra).collect()
}

/// Whether the next block is the only reader of the value of block `index`.
fn is_passing(architecture: &Architecture, index: usize) -> bool {
    let is_it = |value: &ValueRef| *value == ValueRef::Block(index);
    let users: Vec<usize> = (0..architecture.blocks.len())
        .filter(|&user| reads(&architecture.blocks[user]).iter().any(is_it))
        .collect();
    let next = users == [index + 1] && !passes_through(&architecture.blocks[index + 1]);
    next && !architecture.outputs.iter().any(|output| is_it(&output.from))
}

struct Writer<'a> {
    architecture: &'a Architecture,
    lowered: &'a Lowered,
    tree: &'a Node,
    input: Value,
    values: Vec<Value>,
    code: String,
}

impl Writer<'_> {
    fn value(&self, value: ValueRef) -> &Value {
        match value {
            ValueRef::Input => &self.input,
            ValueRef::Block(index) => &self.values[index],
        }
    }

    /// Writes the statement that computes a block's value, which has these axes, into `variable`.
    fn block(&mut self, index: usize, apply: &Apply, axes: Axes, variable: String) -> Value {
        let block = &self.architecture.blocks[index];
        let shape = self.lowered.shapes[&self.lowered.values[index]];
        let first = self.value(block.inputs[0]).clone();
        let sizes: Vec<String> = axes.sizes(shape).iter().map(usize::to_string).collect();
        let comment = sizes.join("×");
        let operand = match &block.kind {
            ResolvedKind::Operator(OperatorBlock::Linear { .. }) if first.axes != Axes::Flat => {
                format!("{}.flatten(1)", first.variable)
            }
            _ if first.axes == axes => first.variable.clone(),
            _ => first.map(),
        };
        match apply {
            Apply::Whole => {
                let mut arguments = vec![operand];
                arguments.extend(block.inputs[1..].iter().map(|&input| self.value(input).map()));
                if let ResolvedKind::StridedEesp(unit) = &block.kind {
                    arguments.extend(unit.image.map(|image| self.value(image).map()));
                }
                let call = Expr::call(self.tree.access(&block.module), arguments);
                self.statement(&variable, &call, &comment);
            }
            Apply::Chain(links) => {
                let mut operand = operand;
                for (i, link) in links.iter().enumerate() {
                    let call = match link {
                        Link::Module(path) => Expr::call(self.tree.access(path), [&operand]),
                        Link::Function(call) => Expr::of(call, vec![Expr::text(&operand)]),
                    };
                    let last = i + 1 == links.len();
                    self.statement(&variable, &call, if last { &comment } else { "" });
                    operand.clone_from(&variable);
                }
            }
            Apply::Nothing => {
                let maps = block.inputs.iter().map(|&input| self.value(input).map()).collect();
                let op = self.lowered.graph.op(self.lowered.values[index]);
                let expression = self.function(&block.kind, op, maps);
                self.statement(&variable, &expression, &comment);
            }
        }
        Value { variable, axes }
    }

    /// Returns the expression of a block without modules, whose last operator is `op`.
    fn function(&self, kind: &ResolvedKind, op: &Op, maps: Vec<String>) -> Expr {
        let resize = |name, size: String| {
            Expr::call(Class::Resize.name(), maps.first()).with(name, Expr::Text(size))
        };
        match kind {
            ResolvedKind::ResizeBy { scale } => return resize("scale_factor", scale.to_string()),
            ResolvedKind::ResizeTo(to) => {
                return resize("size", format!("{}.shape[-2:]", self.value(*to).map()));
            }
            _ => {}
        }
        match op.pytorch() {
            PyTorch::Infix(operator) => Expr::Text(maps.join(operator)),
            PyTorch::FunctionOfList(call) => {
                Expr::of(&call, vec![Expr::List(maps.into_iter().map(Expr::Text).collect())])
            }
            PyTorch::Function(call) => Expr::of(&call, maps.into_iter().map(Expr::Text).collect()),
            PyTorch::Module(_) | PyTorch::None => {
                unreachable!("blocks of other kinds have modules or are their operand")
            }
        }
    }

    /// Writes an assignment. Its comment is behind it, or above it if the line would be too long.
    fn statement(&mut self, variable: &str, value: &Expr, comment: &str) {
        let mut statement = value.layout(INDENT, &format!("{variable} = "), "");
        let first = statement.lines().next().unwrap_or_default();
        if first.chars().count() > LINE {
            // Parentheses give the callee a line of its own.
            let value = value.layout(INDENT + STEP, "", "");
            statement = format!("{:INDENT$}{variable} = (\n{value}\n{:INDENT$})", "", "");
        }
        let width = statement.chars().count() + 4 + comment.chars().count();
        match (comment, statement.contains('\n') || width > LINE) {
            ("", _) => self.code += &format!("{statement}\n"),
            (_, true) => self.code += &format!("{:INDENT$}# {comment}\n{statement}\n", ""),
            (_, false) => self.code += &format!("{statement}  # {comment}\n"),
        }
    }

    fn outputs(mut self) -> Forward {
        let outputs = &self.architecture.outputs;
        let values: Vec<Value> =
            outputs.iter().map(|output| self.value(output.from).clone()).collect();
        let variables = values.iter().map(|value| Expr::text(&value.variable));
        let returned = match outputs.as_slice() {
            [_] => variables.collect::<Vec<_>>().remove(0),
            _ => Expr::Dict(
                outputs.iter().map(|output| output.name.clone()).zip(variables).collect(),
            ),
        };
        self.code += &returned.layout(INDENT, "return ", "");
        self.code.push('\n');
        Forward { code: self.code, axes: values.iter().map(|value| value.axes).collect() }
    }
}
