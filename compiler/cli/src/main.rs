//! The `espnet` command line.
fn main() {}
