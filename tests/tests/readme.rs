//! Checks that the pages show what there is.

use std::{fs, path::Path};

/// The pages, from the folder of the workspace.
const PAGES: [&str; 16] = [
    "README.md",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "compiler/README.md",
    "compiler/cli/README.md",
    "compiler/src/ir/ops/README.md",
    "macros/README.md",
    "models/README.md",
    "models/benches/README.md",
    "models/shapes/README.md",
    "runtime/README.md",
    "runtime/benches/README.md",
    "runtime/src/kernels/README.md",
    "runtime/src/simd/README.md",
];

const FRONT: &str = include_str!("../../README.md");
const MODELS: &str = include_str!("../../models/README.md");

/// The code blocks of a page in a language.
fn blocks(page: &'static str, language: &str) -> Vec<&'static str> {
    page.split("\n```")
        .filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'))
        .collect()
}

#[test]
fn the_spec_is_one_that_tests_compile() {
    assert_eq!(blocks(MODELS, "json"), [include_str!("../specs/tiny.json").trim_end()]);
}

#[test]
fn ci_runs_the_command_that_passes_the_tests() {
    let command = blocks(FRONT, "sh").into_iter().find(|block| block.starts_with("cargo test"));
    let script = include_str!("../../.ci/run");
    assert!(script.lines().any(|line| Some(line) == command), "{command:?}");
}

#[test]
fn links_lead_to_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for page in PAGES {
        let path = root.join(page);
        let text = fs::read_to_string(&path).expect("the page is there");
        for link in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            if !file.is_empty() && !file.contains(':') {
                assert!(path.with_file_name(file).exists(), "{page}: {link}");
            }
        }
    }
}
