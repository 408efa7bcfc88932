espnet::espnet! {
    pub struct Net;
    spec = "specs/names.json";
}

fn main() {}
