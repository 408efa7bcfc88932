espnet::espnet! {
    pub struct Net;
    spec = "specs/tiny.json"
    classes: 10,
    branches 2;
    ;
    input = [3, 16, 24]
}

fn main() {}
