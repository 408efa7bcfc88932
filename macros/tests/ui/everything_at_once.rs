espnet::espnet! {
    pub struct Net;
    spec = "specs/fields.json";
    widht_multiplier = 0.5;
    classes = 0;
    input = "3x32x48";
    branches = 2;
    weights = "specs/nowhere.safetensors";
}

fn main() {}
