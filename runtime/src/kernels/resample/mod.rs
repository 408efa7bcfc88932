//! Kernels that change the size of a map: average and max pooling, bilinear resizing, and the class of every
//! pixel of a map or of a resized one.
//!
//! `conv` uses `resized_rows` for maps that are resized and added; `eesp` uses the averages of 3×3 windows
//! and of whole maps. This folder uses `common` only.

pub(super) mod adaptive_avg_pool;
mod argmax;
mod argmax_bilinear;
mod avg_pool;
pub(super) mod avg_pool_3x3_s2;
mod contest;
mod max_pool;
mod resize_bilinear;
mod resized_rows;
mod row_pair;
mod stretched;
mod windows;

pub(super) use avg_pool_3x3_s2::AvgPool3x3S2;
pub(super) use resized_rows::ResizedResidual;
