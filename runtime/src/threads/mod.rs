//! Runs one forward pass on several threads.
//!
//! | module | content |
//! |---|---|
//! | `memory` | weights, input and arena, which the workers share |
//! | `worker` | a thread's part in the work, and waiting for the others |
//! | `signal` | waiting for a number to change, spinning first and then sleeping |
//! | `shares` | the share of the work that each worker does |
//! | `team` | the threads |

mod memory;
#[cfg(feature = "std")]
mod shares;
#[cfg(feature = "std")]
mod signal;
#[cfg(feature = "std")]
mod team;
mod worker;

#[cfg(feature = "std")]
pub use team::Threads;
pub(crate) use {memory::Memory, worker::Worker};
