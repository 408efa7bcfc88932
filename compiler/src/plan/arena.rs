//! Offset assignment: gives every buffer an offset in the arena so that simultaneously live buffers never
//! overlap. Greedy orders of [`first_fit`](super::first_fit) come first, then the branch and bound of
//! [`offset_search`](super::offset_search). Last, [`cache_affinity`](super::cache_affinity) moves buffers
//! within the arena.

use espnet_abi::layout::{ALIGN, round_up};

use super::{
    Buffer,
    cache_affinity::relocate,
    first_fit::{Item, greedy},
    offset_search::improve,
};

/// Length of a cache line in floats, the unit of all offsets.
const LINE: usize = ALIGN / size_of::<f32>();

/// The bound for the search, in visits of a buffer at a step; it takes a few hundredths of a second.
const WORK: u64 = 4_000_000;

/// The size of the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arena {
    /// Length in floats.
    pub len: usize,
    /// A lower bound for the length in floats: the largest sum of simultaneously live buffers, or more if the
    /// search has proved that they cannot be packed so tightly.
    pub lower_bound: usize,
}

/// Rounds a buffer's length up to whole cache lines.
pub fn aligned(len: usize) -> usize {
    round_up(len)
}

/// Assigns an offset to every buffer.
///
/// The greedy algorithm tries several orders. It places each buffer in the lowest gap that is large enough,
/// among the placed buffers that are live at the same time. If the result exceeds the largest sum of
/// simultaneously live buffers, a search follows.
pub fn allocate(buffers: &mut [Buffer]) -> Arena {
    place(buffers, WORK)
}

fn place(buffers: &mut [Buffer], work: u64) -> Arena {
    let items: Vec<Item> = buffers
        .iter()
        .map(|buffer| Item { len: aligned(buffer.len) / LINE, live: buffer.live.clone() })
        .collect();
    let mut assignment = improve(&items, greedy(&items), work);
    relocate(&items, &mut assignment.offsets, assignment.len);
    for (buffer, offset) in buffers.iter_mut().zip(assignment.offsets) {
        buffer.offset = offset * LINE;
    }
    Arena { len: assignment.len * LINE, lower_bound: assignment.bound * LINE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn buffer(len: usize, live: std::ops::Range<usize>) -> Buffer {
        Buffer { name: String::new(), len, live, offset: 0 }
    }

    #[test]
    fn buffers_that_never_meet_share_memory() {
        let mut buffers = [buffer(16, 0..2), buffer(32, 1..3), buffer(16, 2..4)];
        assert_eq!(allocate(&mut buffers), Arena { len: 48, lower_bound: 48 });
        assert_eq!(buffers[0].offset, buffers[2].offset);
    }

    #[test]
    fn lengths_are_rounded_to_cache_lines() {
        let mut buffers = [buffer(1, 0..1), buffer(17, 0..1)];
        assert_eq!(allocate(&mut buffers), Arena { len: 48, lower_bound: 48 });
    }
}
