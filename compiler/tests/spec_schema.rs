//! The JSON Schema beside the models is the one that the spec's types generate.

use std::{fs, path::Path};

use espnet_compiler::spec::json_schema;
use serde_json::Value;

/// `ESPNET_BLESS=1` writes the file anew.
#[test]
fn committed_schema_is_the_generated_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/espnet.schema.json");
    let generated = json_schema();
    if std::env::var_os("ESPNET_BLESS").is_some() {
        let text = serde_json::to_string_pretty(&generated).expect("a schema is JSON");
        fs::write(&path, text + "\n").expect("the schema can be written");
    }
    let committed = fs::read_to_string(&path).expect("the schema can be read");
    let committed: Value = serde_json::from_str(&committed).expect("the schema is JSON");
    assert!(committed == generated, "the schema has changed: ESPNET_BLESS=1 writes it anew");
}
