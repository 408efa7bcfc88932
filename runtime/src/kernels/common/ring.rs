//! Rings of rows: where a window goes on at the end.

/// The place in a ring of `count` rows that is `below` rows behind `place`; neither is more than a turn.
#[inline(always)]
pub(crate) const fn behind(place: usize, below: usize, count: usize) -> usize {
    let place = place + below;
    if place < count { place } else { place - count }
}
