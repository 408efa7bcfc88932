espnet::espnet! {
    pub struct Net;
    spec = "specs/tiny.json";
    width_multiplier = 2.0;
}

fn main() {}
