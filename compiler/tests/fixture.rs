//! The only checkpoint that the project ships for its tests: seeded random weights of
//! `tests/specs/tiny.json`. `ESPNET_BLESS=1 cargo test -p espnet-compiler --test fixture` writes
//! it.

use std::{env, fs, path::Path};

use espnet_checkpoint::write_safetensors;
use espnet_compiler::{compile, random::random_checkpoint, spec::Overrides};

#[test]
fn the_fixture_is_what_the_seed_gives() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    let text = fs::read_to_string(tests.join("specs/tiny.json")).expect("the spec exists");
    let compiled = compile(&text, &Overrides::default()).unwrap_or_else(|error| panic!("{error}"));
    let tensors = random_checkpoint(&compiled.plan, 11);
    let bytes = write_safetensors(tensors.iter().map(|(name, tensor)| (name.as_str(), tensor)))
        .expect("names are distinct");
    let path = tests.join("fixtures/tiny.safetensors");
    if env::var_os("ESPNET_BLESS").is_some() {
        fs::write(&path, &bytes).expect("the fixture can be written");
    }
    assert!(fs::read(&path).expect("the fixture exists") == bytes, "the fixture is another");
}
