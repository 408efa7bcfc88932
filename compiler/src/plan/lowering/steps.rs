//! Adds steps to the program, and derives its outputs and the lifetimes of its buffers from the steps.

use std::{collections::BTreeMap, ops::Range, sync::Arc};

use espnet_abi::{
    kernel as abi,
    layout::{Layout, Map, round_up},
};

use super::{
    super::{Buffer, BufferId, Kernel, Operand, Place, PlannedOutput, Step},
    Lowering,
    storage::Stored,
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    ir::{NodeId, Shape},
};

/// The purpose of a step: its label, its block in the spec, and the node that it computes.
pub(super) struct Computed {
    label: String,
    origin: Option<Arc<str>>,
    node: Option<NodeId>,
}

impl Lowering<'_> {
    /// Adds a step that copies a value for node `id`, with a change of layout if necessary.
    pub(super) fn copy(&mut self, id: NodeId, label: String, from: Stored, to: Stored) {
        let kernel = if from.layout == to.layout || from.either_layout() {
            Kernel::Elementwise(abi::Elementwise {
                input: from.map,
                output: to.map,
                in_place: false,
                epilogue: abi::Epilogue::NONE,
            })
        } else {
            Kernel::Relayout(abi::Relayout { input: from.map, output: to.map, to: to.layout })
        };
        let origin = self.graph.node(id).origin.clone();
        self.push(Computed { label, origin, node: None }, kernel, [Some(from), None, None], to);
    }

    /// Adds steps like [`Lowering::copy`] that copy a value to its place among others. A channel slice of one
    /// of these is in the same buffer, which no step reads and writes; such a value is copied twice.
    pub(super) fn copy_apart(&mut self, id: NodeId, label: String, from: Stored, to: Stored) {
        if from.buffer() != to.buffer() {
            return self.copy(id, label, from, to);
        }
        let Map { channels, height, width, .. } = from.map;
        let beside = format!("{label}, first copy");
        let apart = self.fresh(beside.clone(), Shape::new(channels, height, width), Layout::Nhwc);
        self.copy(id, beside, from, apart);
        self.copy(id, label, apart, to);
    }

    /// Adds the step that computes a node, with its weights.
    pub(super) fn step(
        &mut self,
        id: NodeId,
        kernel: Kernel,
        input: Option<Stored>,
        gate: Option<NodeId>,
        residual: Option<Stored>,
        output: Stored,
    ) {
        if kernel.weights_len() > 0 {
            self.program.packings.push((id, kernel, self.program.weights_len));
        }
        let gate = gate.map(|gate| self.channels_last(gate));
        self.push(self.computed(id), kernel, [input, gate, residual], output);
    }

    /// Returns the purpose of the step that computes node `id`.
    pub(super) fn computed(&self, id: NodeId) -> Computed {
        let origin = self.graph.node(id).origin.clone();
        Computed { label: self.name(id), origin, node: Some(id) }
    }

    /// Adds a step with its input, gate and residual.
    pub(super) fn push(
        &mut self,
        computed: Computed,
        kernel: Kernel,
        [input, gate, residual]: [Option<Stored>; 3],
        output: Stored,
    ) {
        let Computed { label, origin, node } = computed;
        let weights = self.program.weights_len..self.program.weights_len + kernel.weights_len();
        self.program.weights_len = round_up(weights.end);
        let scratch = (kernel.scratch_len() > 0).then(|| {
            let step = self.program.steps.len();
            self.program.buffers.push(Buffer {
                name: format!("scratch of {label}"),
                len: kernel.scratch_len(),
                live: step..step + 1,
                offset: 0,
            });
            BufferId(self.program.buffers.len() - 1)
        });
        self.program.steps.push(Step {
            label,
            origin,
            node,
            kernel,
            weights,
            input: input.map(|stored| stored.operand()),
            gate: gate.map(|stored| stored.operand()),
            residual: residual.map(|stored| stored.operand()),
            output: output.operand(),
            scratch,
        });
    }

    /// Records the network's outputs, and converts them to planes.
    pub(super) fn outputs(&mut self) -> Result<(), Diagnostics> {
        for output in self.graph.outputs() {
            let mut stored = self.storage[&output.node];
            if stored.place == Place::Input {
                return Err(Diagnostic::new(
                    "/outputs",
                    format!("output `{}` is the network's input", output.name),
                )
                .with_help("name a block as the output")
                .into());
            }
            if stored.layout == Layout::Nhwc && !stored.either_layout() {
                let label = format!("{} in planes", self.name(output.node));
                let planes = self.fresh(label.clone(), self.shapes[&output.node], Layout::Nchw);
                self.copy(output.node, label, stored, planes);
                stored = planes;
            }
            self.program.outputs.push(PlannedOutput {
                name: output.name.clone(),
                shape: self.shapes[&output.node],
                operand: stored.operand(),
            });
        }
        Ok(())
    }

    /// Sets the lifetime of each buffer: from the first step that uses it to the last. Outputs live to the
    /// end.
    pub(super) fn lifetimes(&mut self) {
        let last = self.program.steps.len();
        let mut touched: BTreeMap<BufferId, Range<usize>> = BTreeMap::new();
        let mut touch = |operand: &Operand, steps: Range<usize>| {
            if let Place::Buffer(buffer, _) = operand.place {
                let live = touched.entry(buffer).or_insert(steps.clone());
                *live = live.start.min(steps.start)..live.end.max(steps.end);
            }
        };
        for (i, step) in self.program.steps.iter().enumerate() {
            let operands = [&step.input, &step.gate, &step.residual];
            for operand in operands.into_iter().flatten().chain([&step.output]) {
                touch(operand, i..i + 1);
            }
        }
        for output in &self.program.outputs {
            touch(&output.operand, last..last);
        }
        for (buffer, live) in touched {
            self.program.buffers[buffer.0].live = live;
        }
    }

    pub(super) fn name(&self, id: NodeId) -> String {
        self.graph.node(id).name.clone()
    }
}
