//! The JSON Schema in `models/` is the one that the spec's types generate, and it describes the
//! rules for specs.

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

/// Returns the description of a type of block, or of one of its fields.
fn block(types: &[Value], name: &str, field: &str) -> String {
    let kind = types.iter().find(|kind| kind["properties"]["type"]["const"] == name);
    let kind = kind.unwrap_or_else(|| panic!("{name} is a type of block"));
    let place = if field.is_empty() { kind } else { &kind["properties"][field] };
    place["description"].as_str().unwrap_or_else(|| panic!("{name}.{field} is described")).into()
}

/// Rules that the structure of the schema cannot express are in the descriptions that an editor
/// shows at the place of the error.
#[test]
fn rules_beyond_structure_are_described_where_they_apply() {
    let schema = json_schema();
    let types = schema["$defs"]["Block"]["anyOf"].as_array().expect("blocks are of several types");
    for (name, field, rule) in [
        ("conv", "kernel", "fit into the padded map"),
        ("conv", "groups", "divide the channels of input and output"),
        ("conv_transpose", "stride", "side of the square kernel"),
        ("eesp", "channels", "a multiple of K²"),
        ("eesp", "channels", "K divides the channels of the input"),
        ("eesp", "limit", "needed where the policy is `official`"),
        ("eesp", "dilations", "of each branch"),
        ("eesp", "dilations", "instead of a `limit`"),
        ("eesp", "dilations", "needed where the policy is `explicit`"),
        ("strided_eesp", "channels", "more than that of the input, by a multiple of K²"),
        ("strided_eesp", "channels", "K divides the channels of the input"),
        ("strided_eesp", "image", "come to the size of the unit's output"),
        ("strided_eesp", "unused_image_shortcut", "not together with `image`"),
        ("resize", "", "either `scale` or `to`"),
        ("resize", "scale", "1 to 65536 pixels"),
        ("add", "", "values of the same shape"),
        ("mul", "", "has the shape of the first, or a single pixel"),
        ("concat", "", "of the same height and width"),
        ("avg_pool", "kernel", "fit into the padded map"),
        ("avg_pool", "padding", "at most half the side of the window"),
        ("max_pool", "kernel", "fit into the padded map"),
        ("max_pool", "padding", "at most half the side of the window"),
        ("channel_shuffle", "groups", "divides C"),
        ("channel_slice", "channels", "at most C"),
        ("linear", "", "of a single pixel"),
    ] {
        let description = block(types, name, field);
        assert!(description.contains(rule), "{name}.{field}: {description}");
    }
    for (place, rule) in [
        ("/$defs/Block/properties/name", "letters, digits and `_`"),
        ("/$defs/Block/properties/name", "a name of its own"),
        ("/$defs/Block/properties/name", "none may be called `input`"),
        ("/$defs/Block/properties/name", "no two parameters"),
        (
            "/$defs/Block/properties/from",
            "read two or more values, `mul` reads two, all others read one",
        ),
        ("/$defs/Block/properties/from", "form a cycle"),
        ("/$defs/Block/properties/repeat", "Only a block that reads one value"),
        ("/$defs/Block/properties/repeat", "1024 blocks"),
        ("/$defs/Width", "1 to 65536"),
        ("/$defs/Rule/anyOf/0", "refer to itself"),
        ("/$defs/ByMultiplier/properties/by_multiplier", "ascending; the last has no `up_to`"),
        ("/$defs/FloorDiv/properties/floor_div", "two widths"),
        ("/$defs/Input", "more than 2³¹ numbers"),
        ("/properties/name", "letters, digits, `_`, `-` and `.`"),
        ("/$defs/Labels", "as many as there are classes"),
        ("/$defs/Labels/anyOf/0", "`cityscapes_19`"),
        ("/$defs/Labels/anyOf/1", "distinct, each of 1 to 256 characters"),
        ("/$defs/Normalization/properties/mean", "or one number for all"),
        ("/$defs/Normalization/properties/std", "or one number for all"),
        ("/properties/widths", "which have a meaning"),
        ("/properties/outputs", "a name of its own"),
        ("/properties/size_multiple_of", "must be multiples of"),
    ] {
        let description = schema.pointer(place).map(|place| &place["description"]);
        let description = description.and_then(Value::as_str);
        let description = description.unwrap_or_else(|| panic!("{place} is described"));
        assert!(description.contains(rule), "{place}: {description}");
    }
}

/// Editors complete and check a spec by the schema that it names.
#[test]
fn every_spec_names_the_schema() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let schema = fs::canonicalize(root.join("models/espnet.schema.json")).expect("it is there");
    let mut specs = 0;
    for folder in ["models", "models/shapes", "tests/specs", "compiler/cli/tests/specs"] {
        for entry in fs::read_dir(root.join(folder)).expect("the folder is there") {
            let path = entry.expect("it can be listed").path();
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            if !name.ends_with(".json") || name.ends_with(".schema.json") {
                continue;
            }
            let text = fs::read_to_string(&path).expect("it can be read");
            let spec: Value = serde_json::from_str(&text).expect("it is JSON");
            let named = spec["$schema"].as_str().unwrap_or_else(|| panic!("{name} names a schema"));
            let named = fs::canonicalize(path.with_file_name(named));
            assert_eq!(named.expect("it names a file"), schema, "{name}");
            specs += 1;
        }
    }
    assert!(specs >= 10, "{specs}");
}
