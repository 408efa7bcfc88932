//! The installed program works without the tree that it was installed from and without a registry.
//! It runs a network that it has already built even without cargo.

mod common;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use common::{CLASSIFIER, Folder, Outcome, SEGMENTATION};
use espnet::image::{Rgb8, decode, save};

const ROOT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Copies a folder without the files that git does not track: hidden files, cargo's output, and pictures
/// that examples wrote.
fn copy_tree(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (name, path) = entry.map(|entry| (entry.file_name(), entry.path())).unwrap();
        if name.to_string_lossy().starts_with('.') || name == "target" {
            continue;
        }
        match path.is_dir() {
            true => copy_tree(&path, &to.join(name)),
            false => drop(fs::copy(&path, to.join(name)).unwrap()),
        }
    }
}

/// Returns all files in a folder and below it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn an_installed_program_stands_alone() {
    // The path of the clone is new, so that the program cannot find it later; dependencies are compiled
    // once for all runs of this test.
    let folder = Folder::new();
    let clone = PathBuf::from(folder.path("the-clone"));
    copy_tree(Path::new(ROOT), &clone);
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let installed = Command::new(cargo)
        .args(["install", "--path", "compiler/cli", "--locked", "--quiet", "--root"])
        .arg(folder.path("root"))
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("clone"))
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0")
        .current_dir(&clone)
        .output()
        .unwrap();
    assert!(installed.status.success(), "{}", String::from_utf8_lossy(&installed.stderr));
    fs::rename(&clone, folder.path("elsewhere")).unwrap();

    let program = folder.path(&format!("root/bin/espnet{}", env::consts::EXE_SUFFIX));
    let path = clone.to_str().unwrap();
    assert!(!contains(&fs::read(&program).unwrap(), path), "the program holds the clone's path");

    // The folder and the cache are empty, and cargo has no crates and must not download any.
    let empty = PathBuf::from(folder.path("empty"));
    fs::create_dir(&empty).unwrap();
    fs::create_dir(folder.path("no-programs")).unwrap();
    for spec in [CLASSIFIER, SEGMENTATION] {
        fs::copy(spec, empty.join(Path::new(spec).file_name().unwrap())).unwrap();
    }
    let bytes = (0..40 * 20).flat_map(|i| [i * 7, i * i, i * 31 + 5]).map(|x| x as u8).collect();
    save(&Rgb8::new(40, 20, bytes).unwrap(), empty.join("photo.png")).unwrap();
    let espnet = |arguments: &[&str]| {
        let mut command = Command::new(&program);
        command.args(arguments).current_dir(&empty);
        command.env("ESPNET_CACHE", folder.path("cache")).env_remove("ESPNET_CACHE_LIMIT");
        command.env("CARGO_HOME", folder.path("cargo-home")).env("CARGO_NET_OFFLINE", "true");
        command.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0");
        command
    };
    let run = ["run", "segmentation.json", "--input", "photo.png", "--output", "out.png"];
    let bench = ["bench", "classifier.json", "--seconds", "0", "--json"];
    let seen = Outcome::of(&mut espnet(&run)).success();
    assert!(seen.contains(" %  "), "{seen}");
    Outcome::of(&mut espnet(&bench)).success();

    // The second run has no cargo.
    fs::remove_file(empty.join("out.png")).unwrap();
    let without_cargo = |arguments: &[&str]| {
        let mut command = espnet(arguments);
        Outcome::of(command.env_remove("CARGO").env("PATH", folder.path("no-programs")))
    };
    assert_eq!(without_cargo(&run).success(), seen);
    assert_eq!(decode(empty.join("out.png")).unwrap().width(), 40);
    let figures = without_cargo(&bench).success();
    let figures: serde_json::Value = serde_json::from_str(&figures).unwrap();
    assert_eq!(figures["network"], "tiny");
    let message = without_cargo(&["bench", "segmentation.json", "--classes", "7"]).failure(1);
    assert!(message.contains("install Rust from https://rustup.rs"), "{message}");

    for file in files(Path::new(&folder.path("cache"))) {
        assert!(!contains(&fs::read(&file).unwrap(), path), "{}", file.display());
    }
}
