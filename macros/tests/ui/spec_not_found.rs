espnet::espnet! {
    pub struct Net;
    spec = "specs/tinny.json";
}

fn main() {}
