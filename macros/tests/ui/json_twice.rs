espnet::espnet! {
    pub struct Net;
    spec = "specs/json_twice.json";
}

fn main() {}
