//! Convolutions with windows: dense ones by matmul, depth-wise ones, those in narrow groups, and transposed
//! ones.
//!
//! All but the transposed ones keep the input rows of the current windows in a ring. `eesp` uses `conv2d` for
//! the stem. This folder uses `matmul`, `resample` (for maps that are resized and added) and `common`.

pub(super) mod conv2d;
mod conv_transpose2d;
mod depthwise;
mod grouped;
