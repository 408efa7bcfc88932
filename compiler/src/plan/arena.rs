//! Offset assignment: gives every buffer an offset in the arena so that simultaneously live buffers never
//! overlap. Greedy orders come first, then the branch and bound of [`search`](super::search).

use std::ops::Range;

use espnet_abi::layout::{ALIGN, round_up};

use super::{
    Buffer,
    search::{Found, Item, improve},
    warm::settle,
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
    let mut found = improve(&items, greedy(&items), work);
    settle(&items, &mut found.offsets, found.len);
    for (buffer, offset) in buffers.iter_mut().zip(found.offsets) {
        buffer.offset = offset * LINE;
    }
    Arena { len: found.len * LINE, lower_bound: found.bound * LINE }
}

/// Returns the largest sum of simultaneously live items.
fn most_live(items: &[Item]) -> usize {
    let steps = items.iter().map(|item| item.live.end).max().unwrap_or(0);
    let mut sums = vec![0; steps];
    for item in items {
        sums[item.live.clone()].iter_mut().for_each(|sum| *sum += item.len);
    }
    sums.into_iter().max().unwrap_or(0)
}

/// Returns the best packing of several greedy orders.
pub(super) fn greedy(items: &[Item]) -> Found {
    /// The sort key of an order.
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

/// Returns the height and the offsets that first fit gives in this order.
fn in_order(items: &[Item], order: &[usize]) -> (usize, Vec<usize>) {
    let mut placed = Placed::new(items, vec![0; items.len()], &[]);
    for &i in order {
        placed.first_fit(i);
    }
    let ends = items.iter().zip(&placed.offsets).map(|(item, offset)| item.len + offset);
    (ends.max().unwrap_or(0), placed.offsets)
}

/// The placed items, indexed by the steps at which they are live.
pub(super) struct Placed<'a> {
    items: &'a [Item],
    /// The offset of each item; valid for placed items only.
    pub offsets: Vec<usize>,
    /// The items by the first step at which they are live.
    begin: Vec<Vec<usize>>,
    /// A segment tree over the steps: each item is in a few nodes, and for each step of its lifetime exactly
    /// one of these covers it.
    tree: Vec<Vec<usize>>,
}

impl<'a> Placed<'a> {
    /// Indexes the items of `placed`, with their offsets.
    pub fn new(items: &'a [Item], offsets: Vec<usize>, placed: &[usize]) -> Self {
        let steps = items.iter().map(|item| item.live.end).max().unwrap_or(0);
        let (begin, tree) = (vec![Vec::new(); steps], vec![Vec::new(); 2 * steps]);
        let mut all = Placed { items, offsets, begin, tree };
        placed.iter().for_each(|&i| all.insert(i));
        all
    }

    fn insert(&mut self, item: usize) {
        let live = &self.items[item].live;
        if live.is_empty() {
            return;
        }
        self.begin[live.start].push(item);
        let steps = self.begin.len();
        let (mut left, mut right) = (live.start + steps, live.end + steps);
        while left < right {
            if left % 2 == 1 {
                self.tree[left].push(item);
                left += 1;
            }
            if right % 2 == 1 {
                right -= 1;
                self.tree[right].push(item);
            }
            (left, right) = (left / 2, right / 2);
        }
    }

    /// Places an item at the lowest offset at which it overlaps no simultaneously live item.
    pub fn first_fit(&mut self, item: usize) {
        let Item { len, live } = &self.items[item];
        let mut offset = 0;
        for neighbour in self.neighbours(live) {
            if offset + len <= neighbour.start {
                break;
            }
            offset = offset.max(neighbour.end);
        }
        self.offsets[item] = offset;
        self.insert(item);
    }

    /// Returns the ranges of the items that are live at some step of `live`, in ascending order.
    fn neighbours(&self, live: &Range<usize>) -> Vec<Range<usize>> {
        if live.is_empty() {
            return Vec::new();
        }
        let over = |node: &usize| (*node > 1).then_some(node / 2);
        let at_first = std::iter::successors(Some(live.start + self.begin.len()), over)
            .flat_map(|node| &self.tree[node]);
        let later = self.begin[live.start + 1..live.end].iter().flatten();
        let range = |&i: &usize| self.offsets[i]..self.offsets[i] + self.items[i].len;
        let mut ranges: Vec<_> = at_first.chain(later).map(range).collect();
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        ranges
    }
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
