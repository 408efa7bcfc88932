espnet::espnet! {
    pub struct Net;
    spec = "specs/seg.json";
    classes = 1;
}

fn main() {}
