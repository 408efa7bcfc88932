espnet::espnet! {
    spec = "specs/tiny.json";
}

fn main() {}
