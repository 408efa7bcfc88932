espnet::espnet! {
    pub struct Net;
    spec = "specs/widths.json";
}

fn main() {}
