espnet::espnet! {
    pub struct Net;
    spec = "specs/tiny.json";
    widht_multiplier = 0.5;
    colour = "red";
}

fn main() {}
