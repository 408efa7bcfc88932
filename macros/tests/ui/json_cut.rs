espnet::espnet! {
    pub struct Net;
    spec = "specs/json_cut.json";
}

fn main() {}
