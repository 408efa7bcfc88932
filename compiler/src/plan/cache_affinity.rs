//! Cache affinity: moves buffers to parts of the arena that were in use just before and are probably still in
//! the cache.
//!
//! Only a few buffers decide the size of the arena; most could be at many offsets. Memory that was not
//! touched for long has left the cache, and a write to it waits until it is loaded again.

use std::ops::Range;

use super::first_fit::Item;

/// Number of passes over all items. A moved item can free a better offset for another one.
const PASSES: usize = 3;

/// Number of steps after which memory counts as out of the cache. More steps make no difference.
const RECENT: usize = 8;

/// The largest number of items that are moved; each is compared with all others.
const MOST_ITEMS: usize = 1000;

/// Moves each item to the offset that was in use most recently before it, within `len`. Simultaneously live
/// items stay apart. If there are more than a thousand, all stay at their offsets.
pub fn relocate(items: &[Item], offsets: &mut [usize], len: usize) {
    if items.len() > MOST_ITEMS {
        return;
    }
    let mut order: Vec<usize> = (0..items.len()).filter(|&i| !items[i].live.is_empty()).collect();
    order.sort_by_key(|&i| (items[i].live.start, i));
    for _ in 0..PASSES {
        for &i in &order {
            let possible = Offsets::new(items, offsets, i);
            // Among equal offsets the lowest is best. It is often the first part of a map, which only the
            // first worker has read; the middle of a map is in the caches of two workers.
            let best =
                possible.candidates(offsets[i], len).min_by_key(|&at| (possible.staleness(at), at));
            offsets[i] = best.unwrap_or(offsets[i]);
        }
    }
}

/// The possible offsets of an item, given those of the others.
struct Offsets {
    len: usize,
    /// The ranges of the items that are live at the same time.
    taken: Vec<Range<usize>>,
    /// The ranges that were in use before, with the number of steps since then; the most recent first.
    before: Vec<(usize, Range<usize>)>,
}

impl Offsets {
    fn new(items: &[Item], offsets: &[usize], item: usize) -> Self {
        let Item { len, live } = &items[item];
        let range = |j: usize| offsets[j]..offsets[j] + items[j].len;
        let others = || (0..items.len()).filter(|&j| j != item && !items[j].live.is_empty());
        let meets = |&j: &usize| items[j].live.start < live.end && live.start < items[j].live.end;
        let taken = others().filter(meets).map(range).collect();
        let mut before: Vec<_> = others()
            .filter(|&j| items[j].live.end <= live.start)
            .map(|j| ((live.start - items[j].live.end).min(RECENT), range(j)))
            .collect();
        before.sort_unstable_by_key(|(steps, range)| (*steps, range.start, range.end));
        Offsets { len: *len, taken, before }
    }

    /// Returns the free offsets within `len` to consider: at the edges of recently used ranges, next to
    /// occupied ranges, and the present one.
    fn candidates(&self, present: usize, len: usize) -> impl Iterator<Item = usize> {
        let lately = self.before.iter().take_while(|(steps, _)| *steps < RECENT);
        let edges = lately.map(|(_, range)| (range.start, range.end));
        let beside = self.taken.iter().map(|range| (range.end, range.start));
        edges
            .chain(beside)
            .flat_map(|(from, to)| [Some(from), to.checked_sub(self.len)])
            .flatten()
            .chain([present])
            .filter(move |&at| at + self.len <= len && self.free(at))
    }

    fn free(&self, at: usize) -> bool {
        self.taken.iter().all(|taken| taken.end <= at || at + self.len <= taken.start)
    }

    /// Returns the number of steps since the memory at an offset was in use, summed over its floats.
    fn staleness(&self, at: usize) -> usize {
        let (mut rest, mut staleness) = (vec![(at, at + self.len)], 0);
        for (steps, used) in &self.before {
            if rest.is_empty() {
                break;
            }
            let mut left = Vec::with_capacity(rest.len() + 1);
            for (start, end) in rest {
                let (from, to) = (used.start.clamp(start, end), used.end.clamp(start, end));
                staleness += steps * (to - from);
                left.extend([(start, from), (to, end)].into_iter().filter(|(a, b)| a < b));
            }
            rest = left;
        }
        let never: usize = rest.iter().map(|(start, end)| end - start).sum();
        staleness + RECENT * never
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            first_fit::greedy,
            offset_search::tests::{assert_packing, loose},
        },
        *,
    };

    fn item(len: usize, live: Range<usize>) -> Item {
        Item { len, live }
    }

    #[test]
    fn items_go_where_memory_was_in_use_last() {
        // The large dead item has the lowest offset; the item that died most recently is above it.
        let items = [item(100, 0..1), item(10, 0..5), item(10, 5..6)];
        let mut offsets = [0, 100, 0];
        relocate(&items, &mut offsets, 110);
        assert_eq!(offsets, [0, 100, 100]);
    }

    #[test]
    fn what_moves_away_makes_room() {
        // The third item would move to the offset of the first, which died most recently. The last one moves
        // to that of the second.
        let items = [item(8, 0..2), item(8, 1..3), item(8, 2..4), item(8, 3..5)];
        let mut offsets = [0, 8, 16, 0];
        relocate(&items, &mut offsets, 24);
        assert_eq!(offsets, [0, 8, 0, 8]);
    }

    #[test]
    fn items_that_meet_stay_apart_and_within() {
        for seed in 0..300 {
            let items = loose(seed, 1 + seed as usize % 40, 20, 50);
            let mut found = greedy(&items);
            relocate(&items, &mut found.offsets, found.len);
            assert_packing(&items, &found);
        }
    }
}
