//! Weights embedded in the program: it needs no file and starts at once.
//!
//! `cargo run --release -p espnet-examples --bin embed`

use std::error::Error;

use espnet::image::{Normalization, to_input, top_k};
use espnet_shapes::{Class, Scene};

espnet::espnet! {
    /// The class of a scene's largest object.
    struct Shapes;
    spec = "../shapes/classification.json";
    weights = "../shapes/classification.safetensors";
}

fn main() -> Result<(), Box<dyn Error>> {
    let network = Shapes::try_new()?;
    let mut workspace = Shapes::workspace();

    let [_, channels, height, width] = Shapes::INPUT_SHAPE;
    for seed in 1_000_000..1_000_005 {
        let scene = Scene::new(seed);
        let input = to_input(&scene.picture, channels, height, width, &Normalization::IMAGENET)?;
        let logits = network.forward(input.as_slice().try_into()?, &mut workspace);
        let best = top_k(logits, 1)[0];
        let (seen, truth) = (Class::ALL[best.class].name(), scene.class.name());
        println!("scene {seed}: {:5.1} % {seen}, in truth {truth}", 100.0 * best.probability);
    }
    Ok(())
}
