//! Every example runs and prints what its first lines promise.

use std::{path::Path, process::Command};

use espnet::image::save;
use espnet_shapes::{Class, HELD_OUT, Scene};

/// Returns the output of a program, which must succeed.
fn printed(program: &str, arguments: &[&Path]) -> String {
    let output = Command::new(program).args(arguments).output().expect("it is built");
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program}: {errors}");
    String::from_utf8(output.stdout).expect("it prints text")
}

fn weights() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../shapes/classification.safetensors"))
}

#[test]
fn embed_says_what_it_sees() {
    let text = printed(env!("CARGO_BIN_EXE_embed"), &[]);
    let right = |line: &str| {
        let (seen, truth) = line.split_once(", in truth ").expect("each line has both");
        seen.ends_with(truth)
    };
    assert_eq!(text.lines().count(), 5);
    assert!(text.lines().filter(|line| right(line)).count() >= 4, "{text}");
}

#[test]
fn load_reads_the_checkpoint_or_says_why_not() {
    let text = printed(env!("CARGO_BIN_EXE_load"), &[weights()]);
    assert!(text.lines().next().unwrap().ends_with(Scene::new(HELD_OUT.start).class.name()));
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml");
    let output = Command::new(env!("CARGO_BIN_EXE_load")).arg(manifest).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).starts_with(&format!("error: {manifest}: ")));
}

#[test]
fn build_script_has_the_network_in_it() {
    let text = printed(env!("CARGO_BIN_EXE_build_script"), &[]);
    assert!(text.starts_with("logits of a grey picture on "), "{text}");
}

#[test]
fn own_width_prints_its_sizes() {
    let text = printed(env!("CARGO_BIN_EXE_own_width"), &[]);
    assert!(text.contains(" parameters, ") && text.contains(" MACs\n"), "{text}");
}

#[test]
fn frames_sees_objects_in_the_stream() {
    let text = printed(env!("CARGO_BIN_EXE_frames"), &[]);
    let class = Scene::new(HELD_OUT.start).class.name();
    assert!(text.lines().take(4).any(|line| line.contains(class)), "{text}");
}

#[test]
fn folder_counts_and_skips_what_is_no_picture() {
    let folder = tempfile::tempdir().unwrap();
    for seed in HELD_OUT.take(3) {
        let path = folder.path().join(format!("{seed}.png"));
        save(&Scene::new(seed).picture, path).unwrap();
    }
    std::fs::write(folder.path().join("notes.txt"), "no picture").unwrap();
    let text = printed(env!("CARGO_BIN_EXE_folder"), &[folder.path()]);
    let counts = text.lines().map(|line| line.split_whitespace().next().unwrap().parse::<u32>());
    assert_eq!(counts.map(Result::unwrap).sum::<u32>(), 3);
    assert_eq!(text.lines().count(), Class::ALL.len());
}
