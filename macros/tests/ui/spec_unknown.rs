espnet::espnet! {
    pub struct Net;
    spec = "espnetv2_sge";
}

fn main() {}
