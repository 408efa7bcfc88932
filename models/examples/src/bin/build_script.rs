//! A network that a build script compiled, `build.rs` of this package: without a procedural macro,
//! and with code that you can read in `OUT_DIR`.
//!
//! `cargo run --release -p espnet-examples --bin build_script`

include!(concat!(env!("OUT_DIR"), "/shapes.rs"));

fn main() -> Result<(), espnet::IsaError> {
    let network = Shapes::try_new()?;
    let mut workspace = Shapes::workspace();
    let logits = network.forward(&[0.0; Shapes::INPUT_LEN], &mut workspace);
    println!("logits of a grey picture on {}: {logits:.2?}", network.isa());
    println!("code: {}", concat!(env!("OUT_DIR"), "/shapes.rs"));
    Ok(())
}
