espnet::espnet! {
    pub struct Net;
    spec = "specs/tiny.json";
    classes = 10;
    classes = 11;
}

fn main() {}
