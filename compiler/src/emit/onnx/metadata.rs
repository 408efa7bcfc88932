//! Metadata of an ONNX model: texts with keys, which engines pass on to programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{post_processing::BACKGROUND, proto::StringStringEntryProto};
use crate::{
    plan::DetectionPlan,
    spec::{Architecture, ColourOrder, Preprocessing},
};

/// Number of channels of a colour picture.
const COLOURS: usize = 3;

/// The conversion of a picture's values to the network's input: (v/`scale` − `mean`)/`std`.
#[derive(Serialize)]
struct Normalization {
    mean: [f32; 3],
    std: [f32; 3],
    order: ColourOrder,
    scale: f32,
}

/// The settings of post-processing inside the model.
#[derive(Serialize)]
struct PostProcessing {
    score_threshold: f32,
    iou_threshold: f64,
    top_k: usize,
    /// The class that means that there is no object.
    background: usize,
}

/// Returns the metadata from a spec; lists and objects are JSON. `labels` is left out if there are none,
/// and the preprocessing if the input does not have three channels. `detection` is the post-processing inside
/// the model.
pub(super) fn about(
    architecture: &Architecture,
    detection: Option<&DetectionPlan>,
) -> BTreeMap<&'static str, String> {
    let Architecture { name, description, input, labels, preprocessing, .. } = architecture;
    let producer = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
    let mut about = BTreeMap::from([("name", name.clone()), ("producer", producer.into())]);
    if let Some(description) = description {
        about.insert("description", description.clone());
    }
    if !labels.is_empty() {
        about.insert("labels", json(labels));
    }
    if input.channels == COLOURS {
        let Preprocessing { mean, std, order, scale, resize, fit } = *preprocessing;
        about.insert("normalization", json(&Normalization { mean, std, order, scale }));
        about.insert("resize", word(&resize));
        about.insert("fit", word(&fit));
    }
    if let Some(&DetectionPlan { score_threshold, iou_threshold, top_k, .. }) = detection {
        let settings =
            PostProcessing { score_threshold, iou_threshold, top_k, background: BACKGROUND };
        about.insert("post_processing", json(&settings));
    }
    about
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("names and numbers are JSON")
}

/// Returns the spec's word for the value of an enum without fields.
fn word(value: &impl Serialize) -> String {
    json(value).trim_matches('"').into()
}

/// Converts texts to a model's properties, sorted by key, each key once.
pub(super) fn properties<'a>(texts: BTreeMap<&'a str, String>) -> Vec<StringStringEntryProto> {
    let property = |(name, text): (&'a str, String)| StringStringEntryProto {
        key: Some(name.into()),
        value: Some(text),
    };
    texts.into_iter().map(property).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{compile, spec::Overrides};

    fn of(spec: &str) -> Vec<(&'static str, String)> {
        let compiled = compile(spec, &Overrides::default()).expect("the spec is right");
        about(&compiled.architecture, None).into_iter().collect()
    }

    #[test]
    fn what_the_spec_says_is_said_in_its_words() {
        let spec = r#"{
            "name": "two", "description": "Cats, or \"not\"", "input": { "channels": 3, "height": 4, "width": 4 },
            "classes": 2, "labels": ["cat", "no \"cat\""],
            "normalization": { "mean": [0.5, 0.25, 0.1], "std": [1, 2, 0.3], "order": "bgr", "scale": 1 },
            "resize": "opencv", "fit": "center_crop",
            "blocks": [{ "name": "a", "type": "conv", "kernel": 1, "channels": "classes" }], "outputs": ["a"]
        }"#;
        let producer = concat!("espnet-compiler ", env!("CARGO_PKG_VERSION"));
        assert_eq!(
            of(spec),
            [
                ("description", r#"Cats, or "not""#.to_owned()),
                ("fit", "center_crop".into()),
                ("labels", r#"["cat","no \"cat\""]"#.into()),
                ("name", "two".into()),
                (
                    "normalization",
                    r#"{"mean":[0.5,0.25,0.1],"std":[1.0,2.0,0.3],"order":"bgr","scale":1.0}"#
                        .into()
                ),
                ("producer", producer.into()),
                ("resize", "opencv".into()),
            ]
        );
    }

    #[test]
    fn only_what_is_known_is_said() {
        let spec = r#"{
            "name": "one", "input": { "channels": 1, "height": 4, "width": 4 }, "classes": 2,
            "blocks": [{ "name": "a", "type": "conv", "kernel": 1, "channels": "classes" }], "outputs": ["a"]
        }"#;
        let keys: Vec<_> = of(spec).into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, ["name", "producer"]);
        let shipped = of(include_str!("../../../../models/espnetv2.json"));
        let keys: Vec<_> = shipped.iter().map(|(key, _)| *key).collect();
        let known = ["description", "fit", "labels", "name", "normalization", "producer", "resize"];
        assert_eq!(keys, known);
        let labels: Vec<String> = serde_json::from_str(&shipped[2].1).expect("it is a list");
        assert_eq!((labels.len(), labels[0].as_str()), (1000, "tench"));
        assert_eq!(
            shipped[4].1,
            r#"{"mean":[0.485,0.456,0.406],"std":[0.229,0.224,0.225],"order":"rgb","scale":255.0}"#
        );
    }
}
