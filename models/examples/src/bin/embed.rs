//! Weights embedded in the program: it needs no file and starts at once.
//!
//! `cargo run --release -p espnet-examples --bin embed`

use std::error::Error;

use espnet_shapes::Scene;

espnet::espnet! {
    /// The class of a scene's largest object.
    struct Shapes;
    spec = "../shapes/classification.json";
    weights = "../shapes/classification.safetensors";
}

fn main() -> Result<(), Box<dyn Error>> {
    let network = Shapes::try_new()?;
    // The predictor reuses its memory from scene to scene.
    let mut predictor = network.predictor();
    for seed in 1_000_000..1_000_005 {
        let scene = Scene::new(seed);
        let answer = predictor.predict(&scene.picture)?;
        let best = answer.top().ok_or("a classifier has classes")?;
        let (seen, truth) = (best.name(), scene.class.name());
        println!("scene {seed}: {:5.1} % {seen}, in truth {truth}", 100.0 * best.probability);
    }
    Ok(())
}
