espnet::espnet! {
    pub struct Net;
    spec = "specs/seg.json";
    width_multiplier = -1.0;
    classes = 0;
    input = [3, 0, 99999];
    branches = 9;
}

fn main() {}
