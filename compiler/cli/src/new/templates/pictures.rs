//! Says what the network in `network.rs` sees in pictures.
//!
//! `cargo run --release -- PICTURE…`; without one it looks at `picture.png` beside `Cargo.toml`.

mod network;

use std::{env, error::Error, process::ExitCode};

use espnet::image::decode_oriented;
use network::{Net, Observer};

const PICTURE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/picture.png");

fn main() -> ExitCode {
    match look(env::args().skip(1).collect()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn look(mut pictures: Vec<String>) -> Result<(), Box<dyn Error>> {
    if pictures.is_empty() {
        pictures.push(PICTURE.into());
    }
    let network = Net::try_new()?;
    let mut observer = Observer::new(&network);
    for path in &pictures {
        println!("{path}: {}", observer.look(&decode_oriented(path)?)?);
    }
    Ok(())
}
