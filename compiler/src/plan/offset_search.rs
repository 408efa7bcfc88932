//! Searches for the smallest arena by branch and bound over the offsets of buffers. The length of a buffer or
//! of an arena is called its height here.
//!
//! Every packing can be pushed down, without getting higher, until each buffer rests on the bottom or on a
//! buffer that is live at the same time. Only packings of this form are searched. Buffers are placed from the
//! bottom up, each at the lowest offset above the buffers already placed, so a branch is the choice of the
//! next buffer. Groups of buffers without a common step are searched separately.
//!
//! The search decides whether a packing fits under a height. It begins with the lower bound as the height. If
//! no packing fits, the smallest height at which a branch was cut off is a better bound. The work is bounded
//! by a count, not by time, so the result depends on the buffers alone.

use super::first_fit::{Assignment, Item, Placed};

/// The largest number of items that are searched; each is a level of recursion.
const MOST_ITEMS: usize = 400;

/// Improves a packing until it is optimal, or until `work` visits of items were made.
///
/// `start` contains a packing and a lower bound for all packings. Half of the work is spent on raising the
/// bound until a packing reaches it. If that fails, the rest is spent on lowering the packing.
pub fn improve(items: &[Item], start: Assignment, work: u64) -> Assignment {
    let mut best = start;
    let mut left = work / 2;
    while best.bound < best.len {
        match pack(items, best.bound, &mut left) {
            Verdict::Packed(offsets) => set(&mut best, items, offsets),
            Verdict::AtLeast(height) => best.bound = height.min(best.len),
            Verdict::Unknown => break,
        }
    }
    left += work - work / 2;
    while best.bound < best.len {
        match pack(items, best.len - 1, &mut left) {
            Verdict::Packed(offsets) => set(&mut best, items, offsets),
            Verdict::AtLeast(_) => best.bound = best.len,
            Verdict::Unknown => break,
        }
    }
    best
}

fn set(best: &mut Assignment, items: &[Item], offsets: Vec<usize>) {
    let end = |(item, offset): (&Item, &usize)| item.len + offset;
    best.len = items.iter().zip(&offsets).map(end).max().unwrap_or(0);
    best.offsets = offsets;
}

/// The verdict on the question whether a packing fits under a height.
enum Verdict {
    /// A packing fits, with these offsets.
    Packed(Vec<usize>),
    /// No packing fits under this or any smaller bound; this is the new lower bound.
    AtLeast(usize),
    /// The work ran out.
    Unknown,
}

fn pack(items: &[Item], height: usize, work: &mut u64) -> Verdict {
    let (hard, easy) = peel(items, height);
    if hard.len() > MOST_ITEMS {
        return Verdict::Unknown;
    }
    let mut search = Search::new(items, &hard, height, *work);
    let outcome = search.components(&hard, None);
    *work = search.work;
    match outcome {
        Outcome::Packed => {
            let mut placed = Placed::new(items, search.offsets, &hard);
            for i in easy.into_iter().rev() {
                placed.first_fit(i);
            }
            Verdict::Packed(placed.offsets)
        }
        Outcome::Impossible => Verdict::AtLeast(search.next),
        Outcome::OutOfWork => Verdict::Unknown,
    }
}

/// Splits items into hard ones, ordered by their first step, and easy ones. Only the hard ones are searched.
/// An easy item fits into a gap under the height for every placement of the items that are left when it is
/// removed: k neighbours leave at most k + 1 gaps, and if the gaps are long enough in total, one of them is.
fn peel(items: &[Item], height: usize) -> (Vec<usize>, Vec<usize>) {
    let empty = |&i: &usize| items[i].len == 0 || items[i].live.is_empty();
    let (mut easy, mut hard): (Vec<usize>, Vec<usize>) = (0..items.len()).partition(empty);
    hard.sort_by_key(|&i| (items[i].live.start, i));
    let steps = items.iter().map(|item| item.live.end).max().unwrap_or(0);
    loop {
        // For each step, the number and the total height of the items that have begun and of those that have
        // ended.
        let mut begun = vec![(0, 0); steps + 1];
        let mut ended = vec![(0, 0); steps + 1];
        for &i in &hard {
            let Item { len, live } = &items[i];
            for (count, step) in [(&mut begun, live.start), (&mut ended, live.end)] {
                count[step].0 += 1;
                count[step].1 += len;
            }
        }
        for count in [&mut begun, &mut ended] {
            for step in 1..=steps {
                count[step].0 += count[step - 1].0;
                count[step].1 += count[step - 1].1;
            }
        }
        let before = hard.len();
        // Items that are removed in the same round may be neighbours. Each still counts the other, which is
        // safe.
        hard.retain(|&i| {
            let Item { len, live } = &items[i];
            let (begun, ended) = (begun[live.end - 1], ended[live.start]);
            let neighbours = begun.0 - ended.0 - 1;
            let taken = begun.1 - ended.1 - len;
            let fits = height > taken + (neighbours + 1) * (len - 1);
            if fits {
                easy.push(i);
            }
            !fits
        });
        if hard.len() == before {
            return (hard, easy);
        }
    }
}

/// The result of a branch.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Packed,
    Impossible,
    OutOfWork,
}

struct Search<'a> {
    items: &'a [Item],
    height: usize,
    /// For each step, the lowest offset of the next item, and the total height of the unplaced items.
    floor: Vec<usize>,
    waiting: Vec<usize>,
    offsets: Vec<usize>,
    /// The smallest height for which a branch was cut off.
    next: usize,
    work: u64,
}

impl<'a> Search<'a> {
    fn new(items: &'a [Item], hard: &[usize], height: usize, work: u64) -> Self {
        let steps = items.iter().map(|item| item.live.end).max().unwrap_or(0);
        let mut waiting = vec![0; steps];
        for &i in hard {
            waiting[items[i].live.clone()].iter_mut().for_each(|sum| *sum += items[i].len);
        }
        let offsets = vec![0; items.len()];
        Search { items, height, floor: vec![0; steps], waiting, offsets, next: usize::MAX, work }
    }

    /// Places all items, which are ordered by their first step. Stretches of time without a common item are
    /// handled separately. Every item comes after `last` in the order of offsets.
    fn components(&mut self, unplaced: &[usize], last: Option<(usize, usize)>) -> Outcome {
        let mut begin = 0;
        let mut end = 0;
        for (at, &i) in unplaced.iter().enumerate() {
            let live = &self.items[i].live;
            if at > begin && live.start >= end {
                let outcome = self.component(&unplaced[begin..at], last);
                if outcome != Outcome::Packed {
                    return outcome;
                }
                begin = at;
            }
            end = end.max(live.end);
        }
        match begin < unplaced.len() {
            true => self.component(&unplaced[begin..], last),
            false => Outcome::Packed,
        }
    }

    /// Places all items of one connected stretch of time. If this fails, the caller must restore the floor.
    fn component(&mut self, unplaced: &[usize], last: Option<(usize, usize)>) -> Outcome {
        let items = self.items;
        let begin = items[unplaced[0]].live.start;
        let end = unplaced.iter().map(|&i| items[i].live.end).max().unwrap_or(begin);
        let cost = unplaced.iter().map(|&i| items[i].live.len() as u64).sum();
        let Some(work) = self.work.checked_sub(cost) else {
            return Outcome::OutOfWork;
        };
        self.work = work;

        // The offset at which each item would rest now, and for each step the lowest offset of an item there.
        let mut rests = Vec::with_capacity(unplaced.len());
        let mut lowest = vec![usize::MAX; end - begin];
        let below = last.map_or(0, |(offset, _)| offset);
        for &i in unplaced {
            let live = items[i].live.clone();
            let rest = self.floor[live.clone()].iter().copied().max().unwrap_or(0);
            rests.push(rest);
            for step in &mut lowest[live.start - begin..live.end - begin] {
                *step = (*step).min(rest.max(below));
            }
        }
        let waiting = self.waiting[begin..end].iter();
        let needed = lowest.iter().zip(waiting).filter(|(_, waiting)| **waiting > 0);
        let bound = needed.map(|(lowest, waiting)| lowest + waiting).max().unwrap_or(0);
        if bound > self.height {
            self.next = self.next.min(bound);
            return Outcome::Impossible;
        }

        // The next item begins below the end of every other item; otherwise that other item could move down.
        let ends = unplaced.iter().zip(&rests).map(|(&i, rest)| rest + items[i].len);
        let ceiling = ends.min().unwrap_or(usize::MAX);
        let mut next: Vec<usize> = (0..unplaced.len())
            .filter(|&at| {
                let twin = |&before: &usize| items[before] == items[unplaced[at]];
                rests[at] < ceiling
                    && last.is_none_or(|last| (rests[at], unplaced[at]) > last)
                    && !unplaced[..at].iter().any(twin)
            })
            .collect();
        next.sort_by_key(|&at| {
            let item = &items[unplaced[at]];
            (rests[at], usize::MAX - item.len * item.live.len(), at)
        });
        let floor = self.floor[begin..end].to_vec();
        let waiting = self.waiting[begin..end].to_vec();
        for at in next {
            let (i, offset) = (unplaced[at], rests[at]);
            let Item { len, live } = &items[i];
            self.offsets[i] = offset;
            self.floor[live.clone()].fill(offset + len);
            self.waiting[live.clone()].iter_mut().for_each(|sum| *sum -= len);
            let others = [&unplaced[..at], &unplaced[at + 1..]].concat();
            let outcome = self.components(&others, Some((offset, i)));
            if outcome != Outcome::Impossible {
                return outcome;
            }
            self.floor[begin..end].copy_from_slice(&floor);
            self.waiting[begin..end].copy_from_slice(&waiting);
        }
        Outcome::Impossible
    }
}

#[cfg(test)]
pub(super) mod tests {
    use std::ops::Range;

    use super::{super::first_fit::greedy, *};

    /// More work than any of these tests needs.
    const PLENTY: u64 = 1 << 24;

    /// Returns a generator of numbers below a limit, with a fixed sequence for each seed.
    fn generator(seed: u64) -> impl FnMut(usize) -> usize {
        let mut state = seed;
        move |limit| {
            // SplitMix64.
            state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut bits = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            (bits ^ (bits >> 31)) as usize % limit
        }
    }

    /// Returns `count` items with few steps and heights.
    pub fn loose(seed: u64, count: usize, steps: usize, height: usize) -> Vec<Item> {
        let mut below = generator(seed);
        (0..count)
            .map(|_| {
                let begin = below(steps);
                Item { len: below(height + 1), live: begin..begin + 1 + below(steps - begin) }
            })
            .collect()
    }

    fn meet(a: &Item, b: &Item) -> bool {
        a.live.start < b.live.end && b.live.start < a.live.end
    }

    /// Whether the items from `offsets.len()` on can be placed under a height, by trying all offsets.
    fn fits(items: &[Item], offsets: &mut Vec<usize>, height: usize) -> bool {
        let Some(item) = items.get(offsets.len()) else { return true };
        for offset in 0..(height + 1).saturating_sub(item.len) {
            let free = items.iter().zip(&*offsets).all(|(other, &at)| {
                !meet(item, other) || at + other.len <= offset || offset + item.len <= at
            });
            if free {
                offsets.push(offset);
                if fits(items, offsets, height) {
                    return true;
                }
                offsets.pop();
            }
        }
        false
    }

    fn smallest(items: &[Item]) -> usize {
        (0..).find(|&height| fits(items, &mut Vec::new(), height)).expect("some height suffices")
    }

    pub fn assert_packing(items: &[Item], found: &Assignment) {
        for (i, a) in items.iter().enumerate() {
            assert!(found.offsets[i] + a.len <= found.len);
            for (j, b) in items.iter().enumerate().skip(i + 1) {
                let (at, other) = (found.offsets[i], found.offsets[j]);
                assert!(!meet(a, b) || at + a.len <= other || other + b.len <= at, "{a:?} {b:?}");
            }
        }
    }

    /// Returns items that fill a height at every step, the hardest ones to pack. They are the same for the
    /// same seed.
    fn tight(seed: u64, steps: usize, height: usize) -> Vec<Item> {
        let mut below = generator(seed);
        let mut items: Vec<Item> = Vec::new();
        for step in 0..steps {
            let mut free = height;
            for item in items.iter_mut().filter(|item| item.live.end == step) {
                if step > 0 && below(2) == 0 {
                    item.live.end = step + 1;
                    free -= item.len;
                }
            }
            while free > 0 {
                let len = 1 + below(free);
                items.push(Item { len, live: step..step + 1 });
                free -= len;
            }
        }
        items
    }

    fn item(len: usize, live: Range<usize>) -> Item {
        Item { len, live }
    }

    #[test]
    fn finds_what_no_order_of_first_fit_does() {
        let items = [
            item(3, 0..2),
            item(4, 0..3),
            item(3, 3..4),
            item(2, 2..4),
            item(2, 3..5),
            item(2, 4..5),
        ];
        let start = greedy(&items);
        assert_eq!((start.len, start.bound), (8, 7));
        let found = improve(&items, start, PLENTY);
        assert_packing(&items, &found);
        assert_eq!((found.len, found.bound), (7, 7));
    }

    #[test]
    fn proves_that_the_most_in_use_at_once_can_be_too_little() {
        let items = [
            item(2, 0..1),
            item(3, 0..2),
            item(2, 1..4),
            item(2, 2..3),
            item(1, 2..5),
            item(1, 3..6),
            item(1, 3..4),
            item(3, 4..5),
            item(4, 5..6),
        ];
        let start = greedy(&items);
        assert_eq!((start.bound, smallest(&items)), (5, 6));
        let found = improve(&items, start, PLENTY);
        assert_packing(&items, &found);
        assert_eq!((found.len, found.bound), (6, 6));
    }

    #[test]
    fn finds_the_smallest_packing() {
        let loose = (0..500).map(|seed| loose(seed, 2 + seed as usize % 6, 5, 3));
        for items in loose.chain((0..1500).map(|seed| tight(seed, 4, 4))) {
            let found = improve(&items, greedy(&items), PLENTY);
            assert_packing(&items, &found);
            assert_eq!((found.len, found.bound), (smallest(&items), found.len), "{items:?}");
        }
    }

    #[test]
    fn a_search_that_ends_early_is_right_about_what_it_knows() {
        let mut early = 0;
        for items in (0..400).map(|seed| tight(seed, 8, 15)) {
            let start = greedy(&items);
            let best = improve(&items, start.clone(), PLENTY);
            assert_packing(&items, &best);
            assert_eq!(best.len, best.bound);
            for work in [0, 100, 1000, 10_000] {
                let found = improve(&items, start.clone(), work);
                assert_packing(&items, &found);
                assert_eq!(found, improve(&items, start.clone(), work), "the same every time");
                assert!(start.bound <= found.bound && found.bound <= best.len);
                assert!(best.len <= found.len && found.len <= start.len);
                early += usize::from(found.bound < found.len);
            }
        }
        assert!(early > 100, "{early}");
    }

    #[test]
    fn too_many_items_are_left_as_they_are() {
        let items = tight(0, 400, 40);
        assert!(items.len() > 2 * MOST_ITEMS);
        let start = greedy(&items);
        assert_eq!(improve(&items, start.clone(), PLENTY), start);
    }
}
