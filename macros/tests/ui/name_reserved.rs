espnet::espnet! {
    pub struct kernel;
    crate = 3;
    spec = "specs/tiny.json";
}

fn main() {}
