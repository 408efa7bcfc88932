//! Several threads for one forward pass.
//!
//! | module | what it is for |
//! |---|---|
//! | `memory` | weights, input and arena, as all of them share them |
//! | `worker` | a thread's part in the work, and meeting the others |
//! | `signal` | waiting for a number to change, spinning first and then sleeping |
//! | `shares` | how much of the work each of them does |
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
