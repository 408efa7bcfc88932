//! Whole units of ESPNetv2, each in one kernel: hierarchical feature fusion, the EESP unit, the strided EESP
//! unit, the stem with the unit after it, and the head of a classifier.
//!
//! `projection` fills the haloed map, `hff` (hierarchical feature fusion) reads it, and `hff_expand` adds the
//! expansion. No other folder uses this one; it uses `matmul`, `conv`, `resample` and `common`.

mod eesp_unit;
mod haloed_map;
mod head;
mod hff;
mod hff_expand;
mod hff_tiles;
mod projection;
mod stem_unit;
mod strided_eesp_unit;
