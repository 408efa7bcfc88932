//! What the README shows is what there is.

const README: &str = include_str!("../../README.md");

/// The code blocks of a language.
fn blocks(language: &str) -> Vec<&'static str> {
    README
        .split("\n```")
        .filter_map(|block| block.strip_prefix(language)?.strip_prefix('\n'))
        .collect()
}

#[test]
fn the_spec_is_one_that_tests_compile() {
    assert_eq!(blocks("json"), [include_str!("../specs/tiny.json").trim_end()]);
}

#[test]
fn ci_runs_the_command_that_passes_the_tests() {
    let command = blocks("sh").into_iter().find(|block| block.starts_with("cargo test"));
    let script = include_str!("../../.ci/run");
    assert!(script.lines().any(|line| Some(line) == command), "{command:?}");
}
