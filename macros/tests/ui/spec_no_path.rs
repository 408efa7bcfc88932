espnet::espnet! {
    pub struct Net;
    spec = 7;
}

fn main() {}
