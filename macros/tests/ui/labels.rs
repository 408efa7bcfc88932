espnet::espnet! {
    pub struct Few;
    spec = "specs/tiny.json";
    labels = ["cat", "dog"];
}

espnet::espnet! {
    pub struct Unknown;
    spec = "espnetv2";
    labels = "imagnet";
}

espnet::espnet! {
    pub struct Form;
    spec = "espnetv2";
    labels = 1000;
}

fn main() {}
