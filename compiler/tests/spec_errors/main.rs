//! Bad specs and bad overrides: each problem has a message with place and remedy, none a panic.

mod damage;
mod messages;
mod overrides;
mod together;

use espnet_compiler::{
    lower::lower,
    spec::{Overrides, Spec},
};

const SPEC: &str = r#"{
  "name": "tiny",
  "input": { "channels": 3, "height": 32, "width": 48 },
  "classes": 10,
  "widths": { "stem": 16, "body": 32 },
  "blocks": [
    { "name": "stem", "type": "conv", "channels": "stem", "kernel": 3, "stride": 2 },
    { "name": "down", "type": "strided_eesp", "channels": "body", "limit": 9, "image": "input" },
    { "name": "body", "type": "eesp", "limit": 7 },
    { "name": "pool", "type": "global_avg_pool" },
    { "name": "classifier", "type": "linear", "features": "classes" }
  ],
  "outputs": ["classifier"]
}"#;

/// All problems, a line each; nothing if there is none.
fn problems(spec: &str, overrides: &Overrides) -> String {
    let graph = Spec::parse(spec)
        .and_then(|spec| spec.resolve(overrides))
        .and_then(|architecture| lower(&architecture));
    graph.err().map(|problems| problems.to_string()).unwrap_or_default()
}
