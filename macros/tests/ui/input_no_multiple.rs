espnet::espnet! {
    pub struct Net;
    spec = "specs/seg.json";
    input = [3, 250, 256];
}

fn main() {}
