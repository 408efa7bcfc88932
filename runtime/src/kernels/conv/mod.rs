//! Convolutions with windows: dense ones by matmul, depth-wise ones, and those in narrow groups.
//!
//! All of them keep the input rows of the current windows in a ring. `eesp` uses `conv2d` for the stem. This
//! folder uses `matmul`, `resample` (for maps that are resized and added) and `common`.

pub(super) mod conv2d;
mod depthwise;
mod grouped;
