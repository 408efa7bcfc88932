espnet::espnet! {
    pub struct Net;
    classes = 10;
}

fn main() {}
