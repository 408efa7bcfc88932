espnet::espnet! {
    pub struct Net;
    spec = "specs/circle.json";
}

fn main() {}
