//! Says what the network in `network.rs` sees in pictures.
//!
//! `cargo run --release -- PICTURE…`; without one it looks at `picture.png` beside `Cargo.toml`.

mod network;

use std::{
    env,
    error::Error,
    io::{self, Write},
    path::{Path, PathBuf},
    process::ExitCode,
};

use espnet::image::decode_oriented;
use network::{Net, Observer};

const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/picture.png");

fn main() -> ExitCode {
    let mut pictures: Vec<PathBuf> = env::args_os().skip(1).map(PathBuf::from).collect();
    if pictures.is_empty() {
        pictures.push(PICTURE.into());
    }
    look_at_all(&pictures).unwrap_or_else(|error| failure(&*error))
}

fn look_at_all(pictures: &[PathBuf]) -> Result<ExitCode, Box<dyn Error>> {
    let network = Net::try_new()?;
    let mut observer = Observer::new(&network);
    let mut out = io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for path in pictures {
        let answer = match look_at(path, &mut observer) {
            Ok(answer) => answer,
            Err(error) => {
                code = failure(&*error);
                continue;
            }
        };
        match writeln!(out, "{}: {answer}", path.display()) {
            // The reader of the output has closed it, as `head` does; that is no error.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => break,
            written => written.map_err(|error| format!("standard output: {error}"))?,
        }
    }
    Ok(code)
}

fn look_at(path: &Path, observer: &mut Observer<'_>) -> Result<String, Box<dyn Error>> {
    let picture = decode_oriented(path)?;
    Ok(observer.look(&picture).map_err(|error| format!("{}: {error}", path.display()))?)
}

fn failure(error: &dyn Error) -> ExitCode {
    eprintln!("error: {error}");
    ExitCode::FAILURE
}
