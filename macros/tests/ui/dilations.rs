espnet::espnet! {
    pub struct Net;
    spec = "specs/dilations.json";
}

fn main() {}
