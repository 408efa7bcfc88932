//! Bad specs and bad overrides: each problem has a message with its place and a remedy, and none
//! causes a panic.

mod damage;
mod labels;
mod overrides;
mod references;
mod shapes;
mod structure;
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

/// All problems, one per line; an empty text if there are none.
fn problems(spec: &str, overrides: &Overrides) -> String {
    let graph = Spec::parse(spec)
        .and_then(|spec| spec.resolve(overrides))
        .and_then(|architecture| lower(&architecture));
    graph.err().map(|problems| problems.to_string()).unwrap_or_default()
}

/// A text of [`SPEC`], its replacement, and the resulting messages, word for word: the problem, its
/// place and the remedy.
type Case = (&'static str, &'static str, &'static [&'static str]);

fn check(cases: &[Case]) {
    assert_eq!(problems(SPEC, &Overrides::default()), "");
    for (old, new, expected) in cases {
        assert!(SPEC.contains(old), "{old}");
        let found = problems(&SPEC.replacen(old, new, 1), &Overrides::default());
        assert_eq!(found, expected.join("\n"), "{old} -> {new}");
    }
}
