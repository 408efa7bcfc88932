espnet::espnet! {
    pub struct Net;
    spec = "specs/tiny.json";
    width_multiplier = "half";
    classes = -1;
    input = [224, 224];
    branches = 2.5;
    dilation = "papre";
    weights = tiny.safetensors;
}

fn main() {}
