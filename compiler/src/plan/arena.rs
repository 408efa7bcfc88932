//! An offset for each buffer, such that no two that live at the same time overlap.

use espnet_abi::layout::round_up;

use super::Buffer;

/// A buffer's length in the arena: whole cache lines.
pub fn aligned(len: usize) -> usize {
    round_up(len)
}

/// The largest sum of simultaneously live buffers, in floats.
pub fn lower_bound(buffers: &[Buffer]) -> usize {
    let steps = buffers.iter().map(|buffer| buffer.live.end).max().unwrap_or(0);
    (0..steps)
        .map(|step| {
            buffers
                .iter()
                .filter(|buffer| buffer.live.contains(&step))
                .map(|buffer| aligned(buffer.len))
                .sum()
        })
        .max()
        .unwrap_or(0)
}

/// Gives every buffer an offset and returns the floats of the arena.
///
/// Several orders are tried, each buffer going to the lowest gap that fits between those already
/// placed with which it shares time; the smallest arena wins.
pub fn allocate(buffers: &mut [Buffer]) -> usize {
    /// What an order sorts buffers by.
    type Key = fn(&Buffer) -> (usize, usize);
    let orders: [Key; 4] = [
        |buffer| (usize::MAX - buffer.len, buffer.live.start),
        |buffer| (usize::MAX - buffer.live.len(), usize::MAX - buffer.len),
        |buffer| (usize::MAX - buffer.len.saturating_mul(buffer.live.len()), buffer.live.start),
        |buffer| (buffer.live.start, usize::MAX - buffer.len),
    ];
    let best = orders
        .into_iter()
        .map(|key| {
            let mut order: Vec<usize> = (0..buffers.len()).collect();
            order.sort_by_key(|&i| (key(&buffers[i]), i));
            place(buffers, &order)
        })
        .min_by_key(|(len, _)| *len)
        .expect("there is at least one order");
    for (buffer, offset) in buffers.iter_mut().zip(best.1) {
        buffer.offset = offset;
    }
    best.0
}

/// Arena length and offsets that first fit gives in this order.
fn place(buffers: &[Buffer], order: &[usize]) -> (usize, Vec<usize>) {
    let mut offsets = vec![0; buffers.len()];
    let mut placed: Vec<usize> = Vec::new();
    let mut len = 0;
    for &i in order {
        let mut neighbours: Vec<(usize, usize)> = placed
            .iter()
            .filter(|&&j| overlap(&buffers[i], &buffers[j]))
            .map(|&j| (offsets[j], offsets[j] + aligned(buffers[j].len)))
            .collect();
        neighbours.sort_unstable();
        let mut offset = 0;
        for (start, end) in neighbours {
            if offset + aligned(buffers[i].len) <= start {
                break;
            }
            offset = offset.max(end);
        }
        offsets[i] = offset;
        placed.push(i);
        len = len.max(offset + aligned(buffers[i].len));
    }
    (len, offsets)
}

/// Whether two buffers are alive at the same time.
fn overlap(a: &Buffer, b: &Buffer) -> bool {
    a.live.start < b.live.end && b.live.start < a.live.end
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
        assert_eq!(allocate(&mut buffers), 48);
        assert_eq!(buffers[0].offset, buffers[2].offset);
        assert_eq!(lower_bound(&buffers), 48);
    }

    #[test]
    fn lengths_are_rounded_to_cache_lines() {
        let mut buffers = [buffer(1, 0..1), buffer(17, 0..1)];
        assert_eq!(allocate(&mut buffers), 48);
    }
}
