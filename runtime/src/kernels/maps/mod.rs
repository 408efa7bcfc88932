//! Kernels that permute or finish the values of a map, pixel by pixel.
//!
//! No other folder uses this one; it uses `common` only.

mod channel_shuffle;
mod elementwise;
mod layout_conversion;
