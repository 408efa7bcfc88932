espnet::espnet! {
    pub struct Net;
    spec = "specs/long_line.json";
}

fn main() {}
