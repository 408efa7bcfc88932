espnet::espnet! {
    pub struct Net;
    spec = "specs/tiny.json";
    weights = "specs/tiny.json";
}

fn main() {}
