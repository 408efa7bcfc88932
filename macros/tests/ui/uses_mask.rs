//! Code that asks a segmentation network for the class of every pixel gets no errors of its own.

espnet::espnet! {
    struct Net;
    spec = "specs/seg.json";
    classes = 0;
}

fn classes<'w>(
    network: &Net,
    workspace: &'w mut espnet::generated::Workspace<{ Net::ARENA_FLOATS }>,
) -> &'w [u8; 384 * 384] {
    network.forward_mask(&[0.0; Net::INPUT_LEN], workspace)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let [_, height, width] = Net::MASK_SHAPE;
    println!("{height}x{width}, {} pixels", Net::MASK_LEN);
    let (network, mut workspace) = (Net::new(), Net::workspace());
    let mut threads = espnet::Threads::new(2)?;
    let input = [0.0; Net::INPUT_LEN];
    let mask = network.forward_mask_with_threads(&input, &mut workspace, &mut threads);
    println!("{}", mask[0]);
    println!("{}", classes(&network, &mut workspace)[0]);
    Ok(())
}
