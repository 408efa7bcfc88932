//! Code that uses several outputs by name gets no errors of its own.

espnet::espnet! {
    struct Net;
    spec = "specs/tiny.json";
    classes = 0;
}

fn first<'w>(outputs: &NetOutputs<'w>) -> (&'w [f32; 3], &'w [f32]) {
    (outputs.logits, outputs.features)
}

fn main() {
    let mut workspace = Net::workspace();
    let outputs = Net::new().forward(&[0.0; Net::INPUT_LEN], &mut workspace);
    for (name, numbers) in outputs.by_name() {
        println!("{name} {}", numbers.len());
    }
    for (name, [_, channels, height, width]) in Net::OUTPUT_SHAPES {
        println!("{name} {channels}x{height}x{width}");
    }
    println!("{:?}", first(&outputs));
}
