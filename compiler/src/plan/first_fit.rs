//! Offset assignment by first fit: each buffer gets the lowest gap that is large enough, in several orders.

use std::ops::Range;

/// A buffer, as far as its offset depends on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its length, in any unit.
    pub len: usize,
    /// The steps at which it is live.
    pub live: Range<usize>,
}

/// An offset for each item, at which simultaneously live items do not overlap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assignment {
    /// The offsets, in the order of the items.
    pub offsets: Vec<usize>,
    /// The length of the arena.
    pub len: usize,
    /// A lower bound for the length of every arena.
    pub bound: usize,
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

/// Returns the best assignment of several greedy orders.
pub fn greedy(items: &[Item]) -> Assignment {
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
    Assignment { offsets, len, bound: most_live(items) }
}

/// Returns the length of the arena and the offsets that first fit gives in this order.
fn in_order(items: &[Item], order: &[usize]) -> (usize, Vec<usize>) {
    let mut placed = Placed::new(items, vec![0; items.len()], &[]);
    for &i in order {
        placed.first_fit(i);
    }
    let ends = items.iter().zip(&placed.offsets).map(|(item, offset)| item.len + offset);
    (ends.max().unwrap_or(0), placed.offsets)
}

/// The placed items, indexed by the steps at which they are live.
pub struct Placed<'a> {
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
