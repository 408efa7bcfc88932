//! The text form of a graph: a line for each node, operands before their users. Snapshots and `inspect` show
//! it.
//!
//! ```text
//! network tiny
//!   input = input : 3×8×8
//!   stem.act = conv2d(input) : 4×4×4
//!     stem.conv = conv2d(input) 3×3, 3→4, stride 2, padding 1, receptive field 3 : 4×4×4
//!     stem.act = prelu(stem.conv) : 4×4×4
//!   output logits = stem.act
//! ```
//!
//! A line gives the node's name, its operator, its operands, the operator's attributes, and the shape of its
//! value (`?` if it has none). The body of a fused operator follows it, indented further. Default settings
//! are left out: stride, dilation and groups of 1, padding of 0, ε of 1e-5, and parameters that are named
//! after the node. The receptive field is the effective one of the kernel alone.

use std::fmt;

use super::{Graph, NodeId, Op, verify::known_shapes};

/// Returns the text form of a graph, valid or not; the same graph always has the same text.
pub fn text(graph: &Graph) -> String {
    graph.to_string()
}

impl fmt::Display for Graph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "network {}", self.name)?;
        self.write_nodes(f, 2)?;
        for output in self.outputs() {
            writeln!(f, "  output {} = {}", output.name, self.name_of(output.node))?;
        }
        Ok(())
    }
}

impl Graph {
    /// Returns the node's name, or `?` if there is no such node.
    fn name_of(&self, id: NodeId) -> &str {
        if self.contains(id) { &self.node(id).name } else { "?" }
    }

    fn write_nodes(&self, f: &mut fmt::Formatter<'_>, indent: usize) -> fmt::Result {
        let shapes = known_shapes(self, &mut Vec::new());
        for id in self.topological_order() {
            let (name, op) = (self.name_of(id), self.op(id));
            let inputs = self.inputs(id);
            let is_operand = indent > 2 && matches!(op, Op::Input(_));
            if is_operand {
                continue;
            }
            write!(f, "{:indent$}{name} = {}", "", op.name())?;
            if !inputs.is_empty() {
                let names: Vec<&str> = inputs.iter().map(|&id| self.name_of(id)).collect();
                write!(f, "({})", names.join(", "))?;
            }
            let attributes = op.attributes(name);
            if !attributes.is_empty() {
                write!(f, " {}", attributes.join(", "))?;
            }
            match shapes.get(&id) {
                Some(shape) => writeln!(f, " : {shape}")?,
                None => writeln!(f, " : ?")?,
            }
            if let Op::Fused(fused) = op {
                fused.body.write_nodes(f, indent + 2)?;
            }
        }
        Ok(())
    }
}

/// Returns the size of a square, such as `3×3`.
pub(super) fn square(side: usize) -> String {
    format!("{side}×{side}")
}

/// Returns the text of a setting, or `None` if it is the default.
pub(super) fn unusual(name: &str, value: usize, usual: usize) -> Option<String> {
    (value != usual).then(|| format!("{name} {value}"))
}

/// Returns `what`, followed by the parameter's name unless it is the node's name with this suffix.
pub(super) fn named(what: &str, parameter: &str, node: &str, suffix: &str) -> String {
    match parameter.strip_suffix(suffix).and_then(|module| module.strip_suffix('.')) {
        Some(module) if module == node => what.to_string(),
        Some(module) => format!("{what} {module}"),
        None => format!("{what} {parameter}"),
    }
}

/// Like [`named`], but `None` if the parameter has the default name.
pub(super) fn unusual_name(
    what: &str,
    parameter: &str,
    node: &str,
    suffix: &str,
) -> Option<String> {
    Some(named(what, parameter, node, suffix)).filter(|text| text != what)
}
