//! Convolutions with windows: dense ones by matmul, depth-wise ones, and those in narrow groups.
//!
//! All keep the input rows that windows reach in a ring. `eesp` uses `conv2d` for the stem. This folder uses
//! `matmul`, `resample` (a map that is resized as it is added) and `common`.

pub(super) mod conv2d;
mod depthwise;
mod grouped;
