//! Chooses the memory of values: a buffer of their own, a slice of a concatenation, the buffer of an operand
//! that is not needed any more, or, for a range of channels, the place of these channels in the operand.

use espnet_abi::{
    kernel::Residual,
    layout::{Layout, Map},
};

use super::{
    super::{Buffer, BufferId, Operand, Place},
    Lowering,
};
use crate::ir::{NodeId, Op, Shape};

/// The map that a convolution adds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Added {
    /// A map of the output's size, or no map.
    Whole(Residual),
    /// This map, resized to the output's size.
    Resized(Map),
}

/// The memory and the layout of a value.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stored {
    pub(super) place: Place,
    pub(super) map: Map,
    pub(super) layout: Layout,
}

impl Stored {
    pub(super) fn operand(&self) -> Operand {
        let len = match self.layout {
            Layout::Nhwc => self.map.span(),
            Layout::Nchw => self.map.channels * self.map.pixels(),
        };
        Operand { place: self.place, len }
    }

    /// Whether channels last and planes are the same order for this value.
    pub(super) fn either_layout(&self) -> bool {
        let dense = self.map.stride == self.map.channels;
        (self.map.channels == 1 && dense) || self.map.pixels() == 1
    }

    pub(super) fn buffer(&self) -> Option<BufferId> {
        match self.place {
            Place::Input => None,
            Place::Buffer(buffer, _) => Some(buffer),
        }
    }
}

impl Lowering<'_> {
    /// Returns the value in channels last; a value in planes is converted once.
    pub(super) fn channels_last(&mut self, id: NodeId) -> Stored {
        let stored = self.storage[&id];
        if stored.layout == Layout::Nhwc {
            return stored;
        }
        if stored.either_layout() {
            return Stored { layout: Layout::Nhwc, ..stored };
        }
        if let Some(&copy) = self.relaid.get(&id) {
            return copy;
        }
        let label = format!("{} channels last", self.name(id));
        let copy = self.fresh(label.clone(), self.shapes[&id], Layout::Nhwc);
        self.copy(id, label, stored, copy);
        self.relaid.insert(id, copy);
        copy
    }

    /// Returns memory for the node's value: in the concatenation that it belongs to, or in a buffer of its
    /// own.
    pub(super) fn own(&mut self, id: NodeId) -> Stored {
        let layout = self.layouts[&id];
        let place = self.concat_slice(id).or_else(|| self.gathered_place(id));
        let stored = match place.or_else(|| self.own_rows(id)) {
            Some(place) if layout == Layout::Nhwc => place,
            _ => self.fresh(self.name(id), self.shapes[&id], layout),
        };
        self.storage.insert(id, stored);
        stored
    }

    /// Returns the memory of a value that another node reads next to further operands in one buffer.
    pub(super) fn gathered_place(&mut self, id: NodeId) -> Option<Stored> {
        let gathered = |user: NodeId| match self.graph.op(user).execute() {
            Some(execute) => execute.roles().gathered,
            None => 0..0,
        };
        let mut uses = self.graph.uses(id).into_iter();
        let (user, port) = uses.find(|&(user, port)| gathered(user).contains(&port))?;
        let (range, inputs) = (gathered(user), self.graph.inputs(user));
        let len = |maps: &[NodeId]| maps.iter().map(|map| self.shapes[map].len()).sum::<usize>();
        let (all, before) = (len(&inputs[range.clone()]), len(&inputs[range.start..port]));
        let buffer = match self.gathered.get(&user) {
            Some(&buffer) => buffer,
            None => {
                let name = format!("maps of {}", self.name(user));
                let buffer = self.fresh(name, Shape::new(all, 1, 1), Layout::Nhwc);
                self.gathered.insert(user, buffer);
                buffer
            }
        };
        let Place::Buffer(buffer, _) = buffer.place else {
            unreachable!("a buffer has been made");
        };
        let Shape { channels, height, width } = self.shapes[&id];
        Some(Stored {
            place: Place::Buffer(buffer, before),
            map: Map::dense(channels, height, width),
            layout: Layout::Nhwc,
        })
    }

    /// Returns the channels of a concatenation that the node may write directly. This is not allowed if the
    /// node also reads that buffer, because the pixels it reads are interleaved with those it writes.
    pub(super) fn concat_slice(&mut self, id: NodeId) -> Option<Stored> {
        let placement = self.placements.get(&id)?;
        let whole = match self.storage.get(&placement.concat) {
            Some(&whole) => whole,
            None => self.own(placement.concat),
        };
        let reads = self.graph.inputs(id).into_iter().any(|input| {
            self.storage.get(&input).is_some_and(|stored| stored.buffer() == whole.buffer())
        });
        (!reads).then(|| slice(whole, placement.channel, self.shapes[&id].channels))
    }

    /// Returns the rows of the table of predictions that the node may write directly. `None` if no table
    /// reads the node's value, or if the network returns the value too.
    fn own_rows(&mut self, id: NodeId) -> Option<Stored> {
        let is_table = |user: NodeId| matches!(self.graph.op(user), Op::Predictions(_));
        let (table, port) = self.graph.uses(id).into_iter().find(|&(user, _)| is_table(user))?;
        if self.graph.is_output(id) {
            return None;
        }
        let before = self.graph.inputs(table)[..port].to_vec();
        let start = before.iter().map(|map| self.shapes[map].len()).sum();
        Some(self.rows(table, start, id))
    }

    /// Returns the rows of a table of predictions that begin at `start`, in floats, as the map of an operand
    /// in channels last.
    pub(super) fn rows(&mut self, table: NodeId, start: usize, operand: NodeId) -> Stored {
        let whole = match self.storage.get(&table) {
            Some(&whole) => whole,
            None => self.own(table),
        };
        let Place::Buffer(buffer, _) = whole.place else {
            unreachable!("a table has a buffer");
        };
        let Shape { channels, height, width } = self.shapes[&operand];
        Stored {
            place: Place::Buffer(buffer, start),
            map: Map::dense(channels, height, width),
            layout: Layout::Nhwc,
        }
    }

    pub(super) fn fresh(&mut self, name: String, shape: Shape, layout: Layout) -> Stored {
        let buffer = BufferId(self.program.buffers.len());
        self.program.buffers.push(Buffer { name, len: shape.len(), live: 0..0, offset: 0 });
        Stored {
            place: Place::Buffer(buffer, 0),
            map: Map::dense(shape.channels, shape.height, shape.width),
            layout,
        }
    }

    /// Returns the memory for a node that adds `residual` last, the way it is added, and the residual if it
    /// is read from other memory. `others` are the node's other operands.
    fn with_residual(
        &mut self,
        id: NodeId,
        residual: Option<NodeId>,
        others: &[NodeId],
        gate: Option<NodeId>,
    ) -> (Stored, Residual, Option<Stored>) {
        let Some(residual) = residual else {
            return (self.own(id), Residual::None, None);
        };
        let stored = self.channels_last(residual);
        let reads_it = others.iter().chain(&gate).any(|other| {
            self.storage[other].buffer() == stored.buffer()
                || self.relaid.get(other).is_some_and(|copy| copy.buffer() == stored.buffer())
        });
        if !reads_it && self.may_overwrite(residual, id) {
            self.storage.insert(id, stored);
            return (stored, Residual::InPlace, None);
        }
        let output = self.own(id);
        (output, Residual::map(stored.map.stride), Some(stored))
    }

    /// Like `with_residual`, for a kernel that can resize the map that it adds.
    pub(super) fn with_added(
        &mut self,
        id: NodeId,
        residual: Option<NodeId>,
        others: &[NodeId],
        gate: Option<NodeId>,
    ) -> (Stored, Added, Option<Stored>) {
        if let Some(resize) = residual.filter(|residual| self.resized.contains_key(residual)) {
            let from = self.channels_last(self.graph.inputs(resize)[0]);
            return (self.own(id), Added::Resized(from.map), Some(from));
        }
        let (output, kind, residual) = self.with_residual(id, residual, others, gate);
        (output, Added::Whole(kind), residual)
    }

    /// Whether the node may overwrite the operand with its own value: nothing reads the operand, or another
    /// value in its buffer, afterwards, and the node's value may be in this buffer. A copy in channels last,
    /// in which a channel slice can be, may be read again by any reader of the value in planes.
    pub(super) fn may_overwrite(&self, operand: NodeId, id: NodeId) -> bool {
        let stored = &self.storage[&operand];
        let owns_buffer = stored.map.stride == stored.map.channels
            && matches!(stored.place, Place::Buffer(_, 0))
            && stored.layout == Layout::Nhwc;
        let is_copy = self.relaid.values().any(|copy| copy.buffer() == stored.buffer());
        owns_buffer
            && !is_copy
            && !self.placements.contains_key(&id)
            && self
                .storage
                .iter()
                .all(|(&other, value)| value.buffer() != stored.buffer() || self.dies_at(other, id))
    }

    /// Orders the operands of a sum or product so that the first one can be overwritten, if one of them can.
    pub(super) fn overwritable_first(&self, id: NodeId, [a, b]: [NodeId; 2]) -> [NodeId; 2] {
        let swap = !self.may_overwrite(a, id) && self.may_overwrite(b, id);
        if swap { [b, a] } else { [a, b] }
    }

    /// Whether nothing reads the value after node `id`.
    pub(super) fn dies_at(&self, value: NodeId, id: NodeId) -> bool {
        !self.graph.is_output(value)
            && self
                .graph
                .uses(value)
                .iter()
                .all(|(user, _)| self.position[user] <= self.position[&id])
    }
}

/// Returns `channels` channels of a map, beginning at `offset`.
pub(super) fn slice(whole: Stored, offset: usize, channels: usize) -> Stored {
    let Place::Buffer(buffer, start) = whole.place else {
        unreachable!("the map has a buffer");
    };
    Stored {
        place: Place::Buffer(buffer, start + offset),
        map: Map { channels, ..whole.map },
        layout: whole.layout,
    }
}
