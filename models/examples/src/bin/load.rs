//! Weights loaded when the program runs, from a PyTorch or safetensors checkpoint.
//!
//! `cargo run --release -p espnet-examples --bin load -- models/shapes/classification.safetensors`

use std::{env, error::Error, process::ExitCode};

use espnet::image::{Normalization, to_input, top_k};
use espnet_shapes::{Class, Scene, networks::Classification};

fn main() -> ExitCode {
    let Some(path) = env::args().nth(1) else {
        eprintln!("usage: load CHECKPOINT");
        return ExitCode::from(2);
    };
    match classify(&path) {
        Ok(()) => ExitCode::SUCCESS,
        // Of a checkpoint that does not fit, the message names every tensor that is in the way.
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn classify(path: &str) -> Result<(), Box<dyn Error>> {
    let network = Classification::load(path)?;
    let mut workspace = Classification::workspace();

    let [_, channels, height, width] = Classification::INPUT_SHAPE;
    let picture = Scene::new(1_000_000).picture;
    let input = to_input(&picture, channels, height, width, &Normalization::IMAGENET)?;
    let logits = network.forward(input.as_slice().try_into()?, &mut workspace);
    for best in top_k(logits, 3) {
        println!("{:6.2} %  {}", 100.0 * best.probability, Class::ALL[best.class].name());
    }
    Ok(())
}
