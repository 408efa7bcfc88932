espnet::espnet! {
    pub struct Net;
    spec = ;
    classes = ;
}

fn main() {}
