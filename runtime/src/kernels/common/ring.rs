//! Positions in a ring of rows. A window that reaches the end of the ring continues at its beginning.

/// The slot that is `below` rows after slot `place` in a ring of `count` slots, with `place` < `count` and
/// `below` ≤ `count`.
#[inline(always)]
pub(crate) const fn behind(place: usize, below: usize, count: usize) -> usize {
    let place = place + below;
    if place < count { place } else { place - count }
}
