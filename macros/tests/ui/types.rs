espnet::espnet! {
    pub struct Net;
    spec = "specs/types.json";
}

fn main() {}
