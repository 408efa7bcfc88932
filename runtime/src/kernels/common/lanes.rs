//! Loads and stores of blocks of channels. The last block of a map may have fewer than sixteen lanes.

use espnet_abi::layout::BLOCK;

use crate::simd::Simd;

/// The number of channels in block `block` of a map with `channels` channels. It is a constant if all blocks
/// are full.
#[inline(always)]
pub(crate) const fn lanes(channels: usize, block: usize) -> usize {
    let rest = channels - block * BLOCK;
    if channels.is_multiple_of(BLOCK) || rest > BLOCK { BLOCK } else { rest }
}

/// Loads the first `lanes` floats of `from`. The other lanes are zero.
#[inline(always)]
pub(crate) fn load<S: Simd>(simd: S, from: &[f32], lanes: usize) -> S::Block {
    if lanes == BLOCK { simd.load(whole(from)) } else { simd.load_partial(&from[..lanes]) }
}

/// Stores the first `lanes` lanes at the beginning of `to`.
#[inline(always)]
pub(crate) fn store<S: Simd>(simd: S, x: S::Block, to: &mut [f32], lanes: usize) {
    if lanes == BLOCK {
        simd.store(x, whole_mut(to));
    } else {
        simd.store_partial(x, &mut to[..lanes]);
    }
}

/// The first sixteen floats of `from`.
#[inline(always)]
pub(crate) fn whole(from: &[f32]) -> &[f32; BLOCK] {
    from.first_chunk().expect("a whole block")
}

/// The first sixteen floats of `to`.
#[inline(always)]
pub(crate) fn whole_mut(to: &mut [f32]) -> &mut [f32; BLOCK] {
    to.first_chunk_mut().expect("a whole block")
}
