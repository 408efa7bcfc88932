//! Efficient pyramid pooling, the last part of a segmentation network, in one kernel.
//!
//! `pool` is the kernel; `branches` and `enlarged` compute its branches from `inputs`, and `merge` adds them
//! up. No other folder uses this one; it uses `matmul` and `common`.

mod branches;
mod enlarged;
mod inputs;
mod merge;
mod pool;
