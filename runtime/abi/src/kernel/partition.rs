//! The partition of a kernel's output into chunks, which workers compute independently.

use crate::layout::{BLOCK, Layout, Map};

/// The chunks of a kernel's output. Each can be computed on its own.
///
/// Every kernel defines its chunks: rows of a channels-last map, or [`PixelChunks`] of its pixels; the planes
/// of a map in planes; or sixteen channels of a single pixel. Chunk `i` begins `i * len` floats after the
/// beginning of the output. From there, `used` floats belong to this chunk only. The last chunk may be longer
/// and has `last` floats.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Partition {
    /// The number of chunks.
    pub chunks: usize,
    /// The distance between chunks in floats.
    pub len: usize,
    /// The number of floats of a chunk, from its first float to its last.
    pub used: usize,
    /// The number of floats of the last chunk.
    pub last: usize,
}

impl Partition {
    /// The chunks of a map: its rows, or its planes.
    #[inline]
    pub const fn of(map: &Map, layout: Layout) -> Self {
        match layout {
            Layout::Nhwc => PixelChunks::rows(map).partition(map),
            Layout::Nchw => {
                let len = map.pixels();
                Partition { chunks: map.channels, len, used: len, last: len }
            }
        }
    }

    /// The chunks of a single pixel: blocks of sixteen channels, the last of which may have fewer.
    #[inline]
    pub const fn blocks(channels: usize) -> Self {
        let chunks = channels.div_ceil(BLOCK);
        Partition { chunks, len: BLOCK, used: BLOCK, last: channels - (chunks - 1) * BLOCK }
    }

    /// The number of floats from the first of chunk `start` to the last of the chunk before `end`.
    #[inline]
    pub const fn span(&self, start: usize, end: usize) -> usize {
        let used = if end == self.chunks { self.last } else { self.used };
        (end - start - 1) * self.len + used
    }

    /// The range of the output, in floats, that contains chunks `start..end`; both ends are 0 if there are
    /// none.
    #[inline]
    pub const fn part(&self, start: usize, end: usize) -> (usize, usize) {
        if start == end {
            return (0, 0);
        }
        let first = start * self.len;
        (first, first + self.span(start, end))
    }
}

/// Chunks of consecutive pixels of a map, in row-major order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelChunks {
    /// The number of chunks.
    pub count: usize,
    /// The number of pixels of each chunk. The last chunk has the remaining pixels too.
    pub len: usize,
    /// The number of pixels of the map.
    pixels: usize,
}

impl PixelChunks {
    /// The rows of a map.
    #[inline]
    pub const fn rows(map: &Map) -> Self {
        PixelChunks { count: map.height, len: map.width, pixels: map.pixels() }
    }

    /// The chunks that divide the map most evenly between two workers. These are rows if their number is even
    /// or large. Otherwise they are chunks of a length that the tiles of pixels can have too.
    ///
    /// For example, of the 7×7 pixels after the last strided unit of a classifier, one worker gets 25 and the
    /// other 24. If the chunks were rows, one would get 28.
    #[inline]
    pub const fn even(map: &Map) -> Self {
        let (mut best, mut len) = (Self::rows(map), Self::SHORTEST);
        while map.height <= Self::FEW && len < map.width {
            let candidate = PixelChunks { count: map.pixels() / len, len, pixels: map.pixels() };
            if candidate.larger_half() < best.larger_half() {
                best = candidate;
            }
            len += 1;
        }
        best
    }

    /// The largest number of rows for which one row more or less makes a difference.
    const FEW: usize = 9;

    /// The number of pixels of the shortest chunks. Smaller tiles would spend more on loads than on
    /// multiplications.
    const SHORTEST: usize = 5;

    /// The number of pixels of the larger half.
    const fn larger_half(&self) -> usize {
        let first = self.first(self.count.div_ceil(2));
        let second = self.pixels - first;
        if first < second { second } else { first }
    }

    /// The range of pixels that contains chunks `start..end`.
    #[inline]
    pub const fn pixels(&self, start: usize, end: usize) -> (usize, usize) {
        (self.first(start), self.first(end))
    }

    /// The first pixel of chunk `chunk`, or the number of all pixels if there is no such chunk.
    const fn first(&self, chunk: usize) -> usize {
        if chunk < self.count { chunk * self.len } else { self.pixels }
    }

    /// The same chunks for the channels-last map `map`, which has as many pixels.
    #[inline]
    pub const fn partition(&self, map: &Map) -> Partition {
        let last = self.pixels - (self.count - 1) * self.len;
        Partition {
            chunks: self.count,
            len: self.len * map.stride,
            used: (self.len - 1) * map.stride + map.channels,
            last: (last - 1) * map.stride + map.channels,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_rows_of_an_odd_number_are_divided_into_shorter_chunks() {
        let even = |height, width| {
            let chunks = PixelChunks::even(&Map::dense(64, height, width));
            (chunks.count, chunks.len, chunks.larger_half())
        };
        assert_eq!(even(7, 7), (9, 5, 25));
        assert_eq!(even(9, 9), (16, 5, 41));
        assert_eq!(even(5, 12), (12, 5, 30));
        // Rows divide these maps as well.
        assert_eq!(even(8, 8), (8, 8, 32));
        assert_eq!(even(14, 14), (14, 14, 98));
        assert_eq!(even(3, 4), (3, 4, 8));
        assert_eq!(even(1, 1), (1, 1, 1));
        // One row more or less is a small part of these maps.
        assert_eq!(even(11, 20), (11, 20, 120));
    }

    #[test]
    fn chunks_cover_a_map() {
        for (height, width, gap) in [(7, 7, 0), (7, 7, 3), (5, 12, 1), (9, 6, 0), (4, 9, 2)] {
            let map = Map { stride: 3 + gap, ..Map::dense(3, height, width) };
            let chunks = PixelChunks::even(&map);
            let (partition, mut next) = (chunks.partition(&map), 0);
            for chunk in 0..chunks.count {
                let (start, end) = chunks.pixels(chunk, chunk + 1);
                assert_eq!(start, next);
                assert!(end - start >= chunks.len);
                let span = (end - start - 1) * map.stride + map.channels;
                let first = start * map.stride;
                assert_eq!(partition.part(chunk, chunk + 1), (first, first + span));
                assert_eq!(partition.part(chunk, chunk), (0, 0));
                next = end;
            }
            assert_eq!((next, partition.chunks), (map.pixels(), chunks.count));
            assert_eq!(partition.span(0, chunks.count), map.span());
        }
    }
}
