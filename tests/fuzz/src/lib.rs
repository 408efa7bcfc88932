//! The bodies of the fuzz targets, one function each. They check what must be true for any bytes.
//!
//! `cargo fuzz` runs them on bytes that it invents (see `fuzz_targets/`). The tests of this package
//! run them on the bytes that it kept (`corpus/`). A body returns whether the input was accepted,
//! and panics if a check fails.
//!
//! | module | the bytes |
//! |---|---|
//! | `spec` | a spec with overrides, the whole way to code |
//! | `choices`, `architecture` | choices, and the random spec that they lead to |
//! | `differential` | such a spec, its numbers before and after all passes, and what is detected in them |
//! | `detection` | outputs of a detection network, and the settings of its post-processing |
//! | `checkpoint` | checkpoints in each format, and the index of one in several files |
//! | `packed` | packed weights, and checkpoints of a network with any numbers |
//! | `picture` | pictures |
//! | `frame` | frames of a camera |
//! | `invocation` | the tokens of `espnet!` |

mod architecture;
mod checkpoint;
mod choices;
mod detection;
mod differential;
mod frame;
mod invocation;
mod packed;
mod picture;
mod spec;

use std::{env, fs, process::ExitCode};

pub use architecture::architecture;
pub use checkpoint::{pytorch_legacy, pytorch_zip, safetensors, shard_index};
pub use choices::{Choices, choices};
pub use detection::detection;
pub use differential::{network, same_numbers};
pub use frame::frame;
pub use invocation::invocation;
pub use packed::packed;
pub use picture::{bmp, gif, image, orientation, pnm, tiff, webp};
pub use spec::spec;

/// Declares a fuzz target. Under `cargo fuzz`, this is the function that libFuzzer calls; otherwise
/// a program that replays the files in its arguments.
#[macro_export]
macro_rules! target {
    ($body:ident) => {
        #[cfg(fuzzing)]
        libfuzzer_sys::fuzz_target!(|data: &[u8]| {
            $crate::$body(data);
        });

        #[cfg(not(fuzzing))]
        fn main() -> std::process::ExitCode {
            $crate::replay_arguments($crate::$body)
        }
    };
}

/// Passes the content of every file in the arguments to `body`.
pub fn replay_arguments(body: fn(&[u8]) -> bool) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for path in env::args_os().skip(1) {
        match fs::read(&path) {
            Ok(bytes) => {
                let verdict = if body(&bytes) { "accepted" } else { "refused" };
                println!("{}: {verdict}", path.display());
            }
            Err(error) => {
                eprintln!("{}: {error}", path.display());
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

/// The length of the longest message that any file may cause, in bytes.
const MAX_MESSAGE: usize = 1 << 20;

/// Fails if an error's message is useless: empty, or too long to be read.
fn assert_readable(message: &str) {
    assert!(!message.is_empty(), "an error without a message");
    assert!(message.len() <= MAX_MESSAGE, "a message of {} bytes", message.len());
}
