//! Weights loaded when the program runs, from a PyTorch or safetensors checkpoint.
//!
//! `cargo run --release -p espnet-examples --bin load -- models/shapes/classification.safetensors`

use std::{env, error::Error, process::ExitCode};

use espnet_shapes::{Scene, networks::Classification};

fn main() -> ExitCode {
    let Some(path) = env::args().nth(1) else {
        eprintln!("usage: load CHECKPOINT");
        return ExitCode::from(2);
    };
    match classify(&path) {
        Ok(()) => ExitCode::SUCCESS,
        // If a checkpoint does not fit, the message names every tensor that does not.
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn classify(path: &str) -> Result<(), Box<dyn Error>> {
    let network = Classification::load(path)?;
    let answer = network.predict(&Scene::new(1_000_000).picture)?;
    for class in answer.best() {
        println!("{:6.2} %  {}", 100.0 * class.probability, class.name());
    }
    Ok(())
}
