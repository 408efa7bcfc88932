espnet::espnet! {
    pub struct Net;
    spec = "specs/shapes.json";
}

fn main() {}
