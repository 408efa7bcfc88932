//! Code that uses all of a network's constants and methods gets no errors of its own.

espnet::espnet! {
    /// A network with a misspelt field.
    pub struct Net;
    spec = "specs/fields.json";
    input = [3, 32, 48];
}

fn logits(pixels: &[f32; 3 * 32 * 48]) -> Result<[f32; 10], Box<dyn std::error::Error>> {
    let network = Net::load("net.safetensors")?.with_isa(espnet::Isa::Scalar)?;
    let mut workspace = Net::workspace();
    Ok(*network.forward(pixels, &mut workspace))
}

fn batch<N: espnet::Network>(network: &N, input: &N::Input) {
    let mut workspace = N::workspace();
    let _ = network.forward(input, &mut workspace);
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let [_, channels, height, width] = Net::INPUT_SHAPE;
    let [_, classes, _, _] = Net::OUTPUT_SHAPE;
    println!("{channels}x{height}x{width} to {classes}, {} numbers", Net::OUTPUT_LEN);
    println!("{} {} {} {}", Net::PARAMETERS, Net::MACS, Net::ARENA_FLOATS, Net::ARENA_BYTES);
    let network = Net::from_bytes(&[])?;
    println!("{:?} {:?} {:?}", network.isa(), Net::try_new()?, Net::default());
    let mut workspace = Net::workspace();
    let mut threads = espnet::Threads::new(2)?;
    let input = [0.0; Net::INPUT_LEN];
    let best = network.forward_with_threads(&input, &mut workspace, &mut threads)[0];
    for (label, time) in network.profile(&input, &mut workspace, &mut threads) {
        println!("{label} {time:?} {best}");
    }
    println!("{:?}", logits(&input)?);
    batch(&network, &input);
    let shared = Net::new().clone();
    std::thread::spawn(move || shared.isa());
    Ok(())
}
