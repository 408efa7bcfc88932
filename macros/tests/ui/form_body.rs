espnet::espnet! {
    pub struct Net {
        spec = "specs/tiny.json";
        classes = "ten";
    }
}

fn main() {}
