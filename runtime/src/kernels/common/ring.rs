//! Places in a ring of rows. A window that reaches the end of the ring continues at its beginning.

/// The place in a ring of `count` rows that is `below` rows behind `place`, with `place` < `count` and
/// `below` ≤ `count`.
#[inline(always)]
pub(crate) const fn behind(place: usize, below: usize, count: usize) -> usize {
    let place = place + below;
    if place < count { place } else { place - count }
}
