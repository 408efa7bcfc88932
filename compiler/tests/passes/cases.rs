//! The cases in the index of the authors' outputs. Each has a network, weights and pictures.

use std::path::Path;

use espnet_compiler::spec::Overrides;
use serde_json::Value;

/// The cases of one kind in the index.
pub fn cases(folder: &Path, kind: &str) -> Vec<Value> {
    let index = std::fs::read(folder.join("index.json")).expect("the folder has an index");
    let index: Value = serde_json::from_slice(&index).expect("the index is JSON");
    index[kind].as_array().expect("a list of cases").clone()
}

pub fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or_else(|| panic!("{key} of {case}"))
}

pub fn number(value: &Value) -> usize {
    value.as_u64().and_then(|n| usize::try_from(n).ok()).unwrap_or_else(|| panic!("{value}"))
}

pub fn overrides(case: &Value) -> Overrides {
    Overrides {
        width_multiplier: case["width_multiplier"].as_f64(),
        classes: Some(number(&case["classes"])),
        height: Some(number(&case["input_hw"][0])),
        width: Some(number(&case["input_hw"][1])),
        ..Overrides::default()
    }
}

/// A picture as an input of the networks: normalised planes.
pub fn picture(path: &Path) -> Vec<f32> {
    let picture = image::open(path).unwrap_or_else(|error| panic!("{error}")).to_rgb8();
    let norm = [(0.485, 0.229), (0.456, 0.224), (0.406, 0.225)];
    norm.into_iter()
        .enumerate()
        .flat_map(|(c, (mean, std))| {
            picture.pixels().map(move |pixel| (f32::from(pixel[c]) / 255.0 - mean) / std)
        })
        .collect()
}
