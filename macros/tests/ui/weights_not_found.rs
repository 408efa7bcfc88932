espnet::espnet! {
    pub struct Net;
    spec = "specs/tiny.json";
    weights = "specs/tiny.safetensor";
}

fn main() {}
