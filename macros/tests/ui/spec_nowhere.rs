espnet::espnet! {
    pub struct Net;
    spec = "nowhere/net.json";
}

fn main() {}
