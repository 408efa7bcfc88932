espnet::espnet! {
    pub struct Net;
    spec = "specs/json_comma.json";
}

fn main() {}
