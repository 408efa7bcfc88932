espnet::espnet! {
    pub struct Net;
    spec = "specs/fields.json";
}

fn main() {}
