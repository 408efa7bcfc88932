//! The operator [`Fused`]: several operators that one kernel computes together.
//!
//! The operators form a graph, the body. Shape, cost, verification, parameters, interpretation, windows and
//! ONNX follow from the body. A [`FusedKernel`] adds the rest: it checks whether the kernel computes a body,
//! and it knows the shape of the kernel and the packing of its weights. Each fusion of [`crate::passes`] has
//! a `FusedKernel`.

use std::{collections::BTreeMap, fmt, panic::RefUnwindSafe};

use espnet_abi::{
    kernel::Kernel,
    pack::{ConvTensors, Packing},
};

use super::{Arity, Family, Op, Operator};
use crate::{
    ir::{
        Graph, NodeId, Param,
        execution::{Execute, OperandLayouts, Roles, TensorIds},
        interpret::{self, Parameters, View},
        onnx,
        pytorch::{Axes, PyTorch, axes},
        verify::verify,
        window::{Axis, Window},
    },
    shape::Shape,
};

/// The kernel of a fused operator.
pub trait FusedKernel: fmt::Debug + Sync + RefUnwindSafe {
    /// Returns the name in texts and pictures, in snake case.
    fn name(&self) -> &'static str;

    /// Checks that the kernel computes this body, which is a valid graph.
    ///
    /// # Errors
    /// If the kernel does not; the error says how the body should be.
    fn check(&self, body: &Graph) -> Result<(), String>;

    /// Returns the role of each operand. See [`Execute::roles`].
    fn roles(&self, _body: &Graph) -> Roles {
        Roles::default()
    }

    /// Returns the shape of the kernel. See [`Execute::kernel`].
    fn kernel(&self, body: &Graph, layouts: &OperandLayouts) -> Kernel;

    /// Returns the packings of the kernel's parts. See [`Execute::packings`].
    fn packings(&self, body: &Graph, kernel: &Kernel, ids: &TensorIds<'_>) -> Vec<Packing>;

    /// Returns the tensors of the convolution whose features the value is. See [`Execute::features`].
    fn features(&self, _body: &Graph, _ids: &TensorIds<'_>) -> Option<ConvTensors> {
        None
    }
}

/// Several operators that one kernel computes together.
#[derive(Clone, Debug)]
pub struct Fused {
    /// The kernel that computes the operators.
    pub kernel: &'static dyn FusedKernel,
    /// The graph of the operators. Its [`Input`](super::Input) nodes are the operands, in their order. It has
    /// one output, which is the value.
    pub body: Box<Graph>,
}

impl PartialEq for Fused {
    fn eq(&self, other: &Self) -> bool {
        self.kernel.name() == other.kernel.name() && self.body == other.body
    }
}

impl Fused {
    /// Returns the node of the body that computes the value.
    pub fn last(&self) -> NodeId {
        self.body.outputs()[0].node
    }

    /// Returns the shapes of the values in the body, which is a valid graph.
    fn shapes(&self) -> BTreeMap<NodeId, Shape> {
        self.body.shapes().unwrap_or_default()
    }

    /// Returns the operators of the body in topological order, except the inputs.
    fn operators(&self) -> impl Iterator<Item = &Op> {
        let order = self.body.topological_order().into_iter();
        order.map(|id| self.body.op(id)).filter(|op| !matches!(op, Op::Input(_)))
    }

    /// Returns `of` the operators of the body. Of a fused operator in it, only the branches of a unit count, so
    /// at least two numbers.
    fn of_branches(&self, of: &dyn Fn(&Op) -> Vec<usize>) -> Vec<usize> {
        let counts = |op: &Op, numbers: &[usize]| !matches!(op, Op::Fused(_)) || numbers.len() > 1;
        let numbers = self.operators().map(|op| (op, of(op)));
        numbers
            .filter(|(op, numbers)| counts(op, numbers))
            .flat_map(|(_, numbers)| numbers)
            .collect()
    }

    /// Returns the sum of `of` over the nodes of the body. `of` takes an operator, the shapes of its
    /// operands, and the shape of its value.
    fn sum(&self, of: &dyn Fn(&Op, &[Shape], Shape) -> u64) -> u64 {
        let shapes = self.shapes();
        let of_node = |id: NodeId| {
            let operands: Option<Vec<Shape>> =
                self.body.inputs(id).iter().map(|input| shapes.get(input).copied()).collect();
            Some(of(self.body.op(id), &operands?, *shapes.get(&id)?))
        };
        self.body.topological_order().into_iter().filter_map(of_node).sum()
    }
}

impl Operator for Fused {
    fn name(&self) -> &'static str {
        self.kernel.name()
    }

    fn arity(&self) -> Arity {
        Arity::Exactly(self.body.input_nodes().len())
    }

    fn params(&self) -> Vec<Param> {
        self.body.params()
    }

    fn sizes(&self) -> Vec<usize> {
        let order = self.body.topological_order().into_iter();
        order.flat_map(|id| self.body.op(id).sizes()).collect()
    }

    fn check(&self) -> Result<(), String> {
        let [_] = self.body.outputs() else {
            return Err("should have a body with one output".into());
        };
        verify(&self.body).map_err(|problems| problems.to_string())?;
        self.kernel.check(&self.body)
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        let shapes = self.body.shapes().map_err(|(name, error)| format!("{name}: {error}"))?;
        for (input, operand) in self.body.input_nodes().iter().zip(operands) {
            if shapes[input] != *operand {
                return Err(format!("expects {}, is given {operand}", shapes[input]));
            }
        }
        Ok(shapes[&self.last()])
    }

    fn macs(&self, _operands: &[Shape], _output: Shape) -> u64 {
        self.sum(&|op, operands, output| op.macs(operands, output))
    }

    fn multiplications(&self, _operands: &[Shape], _output: Shape) -> u64 {
        self.sum(&|op, operands, output| op.multiplications(operands, output))
    }

    /// If the body contains the branches of a unit, only these count. Kernels of pooling never do, and kernels
    /// of one tap only if all have one tap.
    fn receptive_fields(&self) -> Vec<usize> {
        let fields = |op: &Op| match op.family() {
            Family::Pooling => Vec::new(),
            _ => op.receptive_fields(),
        };
        let mut fields = match self.of_branches(&fields) {
            branches if branches.is_empty() => self.operators().flat_map(fields).collect(),
            branches => branches,
        };
        if fields.iter().any(|&field| field > 1) {
            fields.retain(|&field| field > 1);
        }
        fields
    }

    fn dilations(&self) -> Vec<usize> {
        self.of_branches(&|op| op.dilations())
    }

    /// The union of windows can be wider than the windows at any one place. Therefore operators that work
    /// number by number pass the windows of their operands on one by one, and the union is taken once, where
    /// another operator reads the value or the body ends.
    fn window(&self, axis: Axis, operands: &[(Window, usize)], size: usize) -> Option<Window> {
        let shapes = self.shapes();
        let mut windows: BTreeMap<NodeId, Vec<(Window, usize)>> = BTreeMap::new();
        for (input, &operand) in self.body.input_nodes().into_iter().zip(operands) {
            windows.insert(input, vec![operand]);
        }
        for id in self.body.topological_order() {
            if windows.contains_key(&id) {
                continue;
            }
            let (inputs, len) = (self.body.inputs(id), shapes[&id].along(axis));
            let unions: Vec<(Window, usize)> = inputs
                .iter()
                .map(|input| {
                    let len = shapes[input].along(axis);
                    (Window::union(&windows[input], len), len)
                })
                .collect();
            let value = match self.body.op(id).window(axis, &unions, len) {
                Some(window) => vec![(window, len)],
                None => inputs.iter().flat_map(|input| windows[input].clone()).collect(),
            };
            windows.insert(id, value);
        }
        Some(Window::union(&windows[&self.last()], size))
    }

    fn interpret(
        &self,
        operands: &[View<'_>],
        _output: Shape,
        parameters: &Parameters<'_>,
    ) -> Vec<f32> {
        interpret::body(&self.body, operands, parameters)
    }

    fn family(&self) -> Family {
        Family::Fused
    }

    fn execute(&self) -> Option<&dyn Execute> {
        Some(self)
    }

    fn axes(&self, first: Axes) -> Axes {
        axes(&self.body, first)[&self.last()]
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        let inputs = self.body.input_nodes().into_iter().zip(&call.operands);
        let values = inputs.map(|(id, name)| (id, name.clone())).collect();
        onnx::graph(model, &self.body, values, call.axes, call.parameters)[&self.last()].clone()
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::None
    }
}

impl Execute for Fused {
    fn roles(&self) -> Roles {
        self.kernel.roles(&self.body)
    }

    fn kernel(&self, layouts: &OperandLayouts) -> Kernel {
        self.kernel.kernel(&self.body, layouts)
    }

    fn packings(&self, kernel: &Kernel, ids: &TensorIds<'_>, _before: Option<&Op>) -> Vec<Packing> {
        self.kernel.packings(&self.body, kernel, ids)
    }

    fn features(&self, ids: &TensorIds<'_>) -> Option<ConvTensors> {
        self.kernel.features(&self.body, ids)
    }
}
