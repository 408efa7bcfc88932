espnet::espnet! {
    pub struct Net;
    spec = "specs/tiny.json";
    classes = 4;
    weights = "specs/tiny.safetensors";
}

fn main() {}
