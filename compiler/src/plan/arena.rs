//! An offset for each buffer, such that no two that live at the same time overlap.

use espnet_abi::layout::{ALIGN, round_up};

use super::{
    Buffer,
    search::{Found, Item, improve},
};

/// Floats of a cache line, the unit of all offsets.
const LINE: usize = ALIGN / size_of::<f32>();

/// How often the search for a smaller arena may visit a buffer at a step: some hundredths of a
/// second.
const WORK: u64 = 4_000_000;

/// The arena's size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Arena {
    /// Floats.
    pub len: usize,
    /// Floats that no arena can do without: the largest sum of simultaneously live buffers, or more
    /// where the search has shown that they cannot be packed so tightly.
    pub lower_bound: usize,
}

/// A buffer's length in the arena: whole cache lines.
pub fn aligned(len: usize) -> usize {
    round_up(len)
}

/// Gives every buffer an offset.
///
/// Several orders are tried, each buffer going to the lowest gap that fits between those already
/// placed with which it shares time. Where the smallest arena is above the largest sum of
/// simultaneously live buffers, a search follows.
pub fn allocate(buffers: &mut [Buffer]) -> Arena {
    place(buffers, WORK)
}

fn place(buffers: &mut [Buffer], work: u64) -> Arena {
    let items: Vec<Item> = buffers
        .iter()
        .map(|buffer| Item { len: aligned(buffer.len) / LINE, live: buffer.live.clone() })
        .collect();
    let found = improve(&items, greedy(&items), work);
    for (buffer, offset) in buffers.iter_mut().zip(found.offsets) {
        buffer.offset = offset * LINE;
    }
    Arena { len: found.len * LINE, lower_bound: found.bound * LINE }
}

/// The largest sum of simultaneously live items.
fn most_live(items: &[Item]) -> usize {
    let steps = items.iter().map(|item| item.live.end).max().unwrap_or(0);
    let mut sums = vec![0; steps];
    for item in items {
        sums[item.live.clone()].iter_mut().for_each(|sum| *sum += item.len);
    }
    sums.into_iter().max().unwrap_or(0)
}

/// The best of several orders.
pub(super) fn greedy(items: &[Item]) -> Found {
    /// What an order sorts items by.
    type Key = fn(&Item) -> (usize, usize);
    let orders: [Key; 4] = [
        |item| (usize::MAX - item.len, item.live.start),
        |item| (usize::MAX - item.live.len(), usize::MAX - item.len),
        |item| (usize::MAX - item.len.saturating_mul(item.live.len()), item.live.start),
        |item| (item.live.start, usize::MAX - item.len),
    ];
    let (len, offsets) = orders
        .into_iter()
        .map(|key| {
            let mut order: Vec<usize> = (0..items.len()).collect();
            order.sort_by_key(|&i| (key(&items[i]), i));
            in_order(items, &order)
        })
        .min_by_key(|(len, _)| *len)
        .expect("there is at least one order");
    Found { offsets, len, bound: most_live(items) }
}

/// Height and offsets that first fit gives in this order.
fn in_order(items: &[Item], order: &[usize]) -> (usize, Vec<usize>) {
    let mut offsets = vec![0; items.len()];
    let mut len = 0;
    for (placed, &i) in order.iter().enumerate() {
        offsets[i] = first_fit(items, &offsets, &order[..placed], i);
        len = len.max(offsets[i] + items[i].len);
    }
    (len, offsets)
}

/// The lowest offset at which an item overlaps none of those placed with which it shares time.
pub(super) fn first_fit(items: &[Item], offsets: &[usize], placed: &[usize], item: usize) -> usize {
    let Item { len, live } = &items[item];
    let mut neighbours: Vec<(usize, usize)> = placed
        .iter()
        .filter(|&&j| live.start < items[j].live.end && items[j].live.start < live.end)
        .map(|&j| (offsets[j], offsets[j] + items[j].len))
        .collect();
    neighbours.sort_unstable();
    let mut offset = 0;
    for (start, end) in neighbours {
        if offset + len <= start {
            break;
        }
        offset = offset.max(end);
    }
    offset
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
