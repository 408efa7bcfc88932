//! `espnet new`: new crates build, pass their tests and run; refused commands leave nothing behind.

mod common;

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    ffi::OsStr,
    fs, io,
    io::Write,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use common::{
    CLASSIFIER, DETECTOR, Folder, Outcome, SEGMENTATION, TWO_OUTPUTS, compiled, espnet, run,
    weights,
};
use espnet::image::decode;
use espnet_compiler::spec::Overrides;

const WORKSPACE_LOCK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../Cargo.lock");
const TEMPLATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/new/templates");

/// If this variable is set, the lock files of new crates are rewritten with the workspace's versions;
/// otherwise they are only checked.
const UPDATE: &str = "ESPNET_UPDATE_LOCKS";

/// Returns a cargo command in a new crate. Dependencies are compiled once for all crates, without
/// optimisation.
fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for package in ["\"*\"", "espnet"] {
        command.arg("--config").arg(format!("profile.dev.package.{package}.opt-level=0"));
    }
    command.args(arguments).current_dir(folder);
    command.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("new"));
    command.env("CARGO_PROFILE_DEV_OPT_LEVEL", "0").env("CARGO_PROFILE_DEV_DEBUG", "false");
    // A changed snapshot must fail the test, even if insta is set to accept it.
    command.env("INSTA_UPDATE", "no").env_remove("ESPNET_ISA");
    command
}

/// Returns the content of all files in a folder and below it, by relative path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(path) = pending.pop() {
        if path.is_dir() {
            pending.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            files.insert(path.strip_prefix(folder).unwrap().into(), fs::read(&path).unwrap());
        }
    }
    files
}

/// Replaces the crate `demo` with a new one. The vendored crates must be equal and are kept, so that
/// cargo need not compile them again.
fn replace(demo: &Path, arguments: &[&str]) -> String {
    let other = Folder::new();
    let path = other.path("demo");
    // The command has neither cargo nor any other program.
    let mut command = espnet();
    command.args(["new", &path]).args(arguments).env_remove("CARGO");
    let text = Outcome::of(command.env("PATH", other.path("nothing"))).success();
    let path = Path::new(&path);
    if demo.exists() {
        assert_eq!(files(&path.join("vendor")), files(&demo.join("vendor")));
        fs::remove_dir_all(demo.join("src")).unwrap();
    } else {
        fs::create_dir_all(demo).unwrap();
    }
    for (name, content) in files(path) {
        let at = demo.join(name);
        if fs::read(&at).is_ok_and(|present| present == content) {
            continue;
        }
        fs::create_dir_all(at.parent().unwrap()).unwrap();
        fs::write(at, content).unwrap();
    }
    text
}

/// Runs the crate's tests, which must pass without a warning, and returns its program's output.
fn tested(demo: &Path, options: &[&str], arguments: &[&str], input: &[u8]) -> String {
    let test = Outcome::of(&mut cargo(demo, &[&["test"], options].concat()));
    assert!(!test.stderr.contains("warning"), "{}", test.stderr);
    assert!(test.stdout.contains("test result: ok. "), "{test:?}");
    let text = test.success();
    assert!(!text.contains("running 0 tests"), "{text}");
    let mut run = cargo(demo, &[&["run", "--quiet"], options, &["--"], arguments].concat());
    run.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = run.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Returns a command with the crate's program, which [`tested`] has built.
fn program(arguments: &[impl AsRef<OsStr>]) -> Command {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("new/debug/demo");
    let mut command = Command::new(path.with_extension(env::consts::EXE_EXTENSION));
    command.args(arguments);
    command
}

/// Checks that a program neither panics nor fails when nobody reads its output, and says when its
/// output cannot be written.
fn output_may_end(command: impl Fn() -> Command) {
    let (reader, writer) = io::pipe().unwrap();
    drop(reader);
    let outcome = Outcome::of(command().stdout(writer));
    assert_eq!((outcome.code, outcome.stderr.as_str()), (Some(0), ""), "{outcome:?}");
    #[cfg(target_os = "linux")]
    {
        let full = fs::File::options().write(true).open("/dev/full").unwrap();
        let message = Outcome::of(command().stdout(full)).failure(1);
        assert!(message.starts_with("error: standard output: "), "{message}");
    }
}

/// Checks that the program for pictures goes on after one that it cannot read.
fn bad_pictures_are_told(folder: &Folder, demo: &Path) {
    let good = demo.join("picture.png").into_os_string();
    let bad = folder.write("bad.tif", "II*").into();
    let outcome = Outcome::of(&mut program(&[&good, &bad, &good]));
    assert_eq!((outcome.code, outcome.stdout.lines().count()), (Some(1), 2), "{outcome:?}");
    assert!(outcome.stderr.starts_with("error: "), "{outcome:?}");
    assert_eq!(outcome.stderr.matches("bad.tif: ").count(), 1, "{outcome:?}");
    #[cfg(unix)]
    {
        let name: &OsStr = std::os::unix::ffi::OsStrExt::from_bytes(b"a\xFF.png");
        let message = Outcome::of(&mut program(&[name])).failure(1);
        assert!(message.starts_with("error: a\u{FFFD}.png: "), "{message}");
    }
    output_may_end(|| program(&[&good]));
}

/// Checks that the program for frames says which argument is wrong.
fn bad_sizes_are_told() {
    for (arguments, expected) in [
        (["bgr", "-1", "5"], "WIDTH is \"-1\"; give a number of pixels, such as 320"),
        (["bgr", "5", "5x"], "HEIGHT is \"5x\"; give a number of pixels, such as 320"),
    ] {
        let message = Outcome::of(&mut program(&arguments)).failure(1);
        assert_eq!(message, format!("error: {expected}\n"));
    }
    #[cfg(unix)]
    {
        let format: &OsStr = std::os::unix::ffi::OsStrExt::from_bytes(b"bg\xFF");
        let message = Outcome::of(&mut program(&[format, "5".as_ref(), "5".as_ref()])).failure(1);
        assert!(message.starts_with("error: bg\u{FFFD} is no format: "), "{message}");
    }
}

#[test]
fn new_crates_build_test_themselves_and_answer() {
    let folder = Folder::new();
    // The folder is always the same, so that cargo can reuse what it compiled.
    let demo = &Path::new(env!("CARGO_TARGET_TMPDIR")).join("new-crate/demo");
    if demo.exists() {
        fs::remove_dir_all(demo).unwrap();
    }
    let offline = ["--locked", "--offline"];

    let said = replace(demo, &[]);
    assert!(said.contains("runs shapes_classification on pictures"), "{said}");
    let text = tested(demo, &offline, &[], b"");
    let (path, answer) = text.split_once(": ").unwrap();
    assert!(path.ends_with("picture.png") && answer.starts_with("star ("), "{text}");
    for (path, content) in files(demo) {
        let root = Path::new(WORKSPACE_LOCK).parent().unwrap().canonicalize().unwrap();
        let root = root.to_str().unwrap().as_bytes();
        assert!(!content.windows(root.len()).any(|window| window == root), "{}", path.display());
    }

    bad_pictures_are_told(&folder, demo);

    // A crate with random weights prints no answer.
    replace(demo, &["--spec", CLASSIFIER, "--width-multiplier", "1", "--classes", "5"]);
    let text = tested(demo, &offline, &[], b"");
    assert!(text.contains("input 1×3×12×16 to classifier 1×5×1×1, "), "{text}");
    assert!(text.ends_with("; random weights: no answer\n"), "{text}");

    let network = compiled(TWO_OUTPUTS, &Overrides::default());
    let checkpoint = folder.write_tensors("two.safetensors", &weights(&network, 3));
    replace(demo, &["--spec", TWO_OUTPUTS, "--weights", &checkpoint]);
    let text = tested(demo, &offline, &[], b"");
    assert!(text.contains(".png: class ") && text.ends_with(" %)\n"), "{text}");

    let overrides = Overrides { height: Some(24), ..Overrides::default() };
    let checkpoint =
        folder.write_tensors("seg.safetensors", &weights(&compiled(SEGMENTATION, &overrides), 3));
    replace(demo, &["--spec", SEGMENTATION, "--height", "24", "--weights", &checkpoint]);
    let text = tested(demo, &offline, &[], b"");
    let (_, answer) = text.trim_end().split_once(": ").unwrap();
    let shares = answer.split(", ").map(|class| {
        let (class, share) = class.split_once(" (").expect("a class and a share");
        assert!(class.starts_with("class "), "{text}");
        share.strip_suffix(" %)").unwrap().parse::<f64>().unwrap()
    });
    assert!((shares.sum::<f64>() - 100.0).abs() < 0.3, "{text}");

    let checkpoint = folder.write_tensors(
        "objects.safetensors",
        &weights(&compiled(DETECTOR, &Overrides::default()), 3),
    );
    replace(demo, &["--spec", DETECTOR, "--weights", &checkpoint]);
    let text = tested(demo, &offline, &[], b"");
    let (_, answer) = text.trim_end().split_once(": ").unwrap();
    let mut classes = BTreeSet::new();
    for object in answer.split("; ") {
        let (object, place) = object.split_once(" at (").expect("an object and its place");
        assert!(place.contains(") to (") && place.ends_with(')'), "{text}");
        classes.insert(object.split(" (").next().unwrap());
    }
    assert_eq!(classes, BTreeSet::from(["ant", "bee", "cat", "dog"]), "{text}");

    // The frames are the picture twice, and then half of it. The feature that reads from cameras needs a
    // crate from the registry.
    let said = replace(demo, &["--camera"]);
    assert!(said.contains("on a camera's frames"), "{said}");
    let picture = decode(demo.join("picture.png")).unwrap();
    let (width, height) = (picture.width().to_string(), picture.height().to_string());
    let frames = [picture.as_bytes(), picture.as_bytes()].concat();
    let text = tested(demo, &["--locked"], &["rgb", &width, &height], &frames);
    let lines: Vec<&str> = text.lines().collect();
    let starts = |line: usize, start: &str| lines[line].starts_with(start);
    assert!(starts(0, "frame 1: star (") && starts(1, "frame 2: star ("), "{text}");
    assert_eq!(lines.len(), 2, "{text}");
    bad_sizes_are_told();
    let file = folder.write("frames", &frames);
    output_may_end(|| {
        let mut command = program(&["rgb", &width, &height]);
        command.stdin(fs::File::open(&file).unwrap());
        command
    });
    let check = Outcome::of(&mut cargo(demo, &["check", "--locked", "--features", "v4l2"]));
    assert!(!check.stderr.contains("warning"), "{}", check.stderr);
    check.success();
}

#[test]
fn lock_files_have_the_workspace_s_versions() {
    let folder = Folder::new();
    let workspace = fs::read_to_string(WORKSPACE_LOCK).unwrap();
    for (name, option) in [("pictures", None), ("frames", Some("--camera"))] {
        let path = Path::new(TEMPLATES).join(format!("{name}.lock"));
        if env::var_os(UPDATE).is_some() {
            let demo = PathBuf::from(folder.path(name));
            let mut command = espnet();
            Outcome::of(command.arg("new").arg(&demo).args(option)).success();
            fs::copy(WORKSPACE_LOCK, demo.join("Cargo.lock")).unwrap();
            Outcome::of(&mut cargo(&demo, &["update", "--workspace"])).success();
            let lock = fs::read_to_string(demo.join("Cargo.lock")).unwrap();
            let own = format!("[[package]]\nname = \"{name}\"\n");
            let others = lock.split("\n\n").map(str::trim_end);
            let others: Vec<&str> = others.filter(|entry| !entry.starts_with(&own)).collect();
            fs::write(&path, others.join("\n\n") + "\n").unwrap();
        }
        let lock = fs::read_to_string(&path).unwrap();
        let (ours, workspace) = (versions(&lock), versions(&workspace));
        assert!(ours.contains_key("espnet-macros") && ours.contains_key("insta"), "{name}.lock");
        for (package, versions) in ours {
            if let Some(tested) = workspace.get(package) {
                let is_tested = versions.iter().all(|version| tested.contains(version));
                // The crate for cameras needs an older version than the workspace has.
                assert!(
                    is_tested || (package == "bitflags" && versions.contains("1.3.2")),
                    "{name}.lock: {package} {versions:?}, but the workspace has {tested:?}: run this \
                     test again with {UPDATE}=1 in the environment"
                );
            }
        }
    }
}

/// Returns the versions of each package in a lock file.
fn versions(lock: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for entry in lock.split("[[package]]\n").skip(1) {
        let field = |name: &str| {
            let line = entry.lines().find_map(|line| line.strip_prefix(name))?;
            line.strip_prefix(" = \"")?.strip_suffix('"')
        };
        let (name, version) = field("name").zip(field("version")).expect("name and version");
        versions.entry(name).or_default().insert(version);
    }
    versions
}

#[test]
fn what_cannot_become_a_crate_is_said_and_leaves_nothing() {
    let folder = Folder::new();
    let (taken, file) = (folder.path("taken"), folder.write("file", "x"));
    fs::create_dir(&taken).unwrap();
    fs::write(Path::new(&taken).join("mine"), "x").unwrap();
    let bad = folder.write("bad.json", "{ \"name\": 3 }");
    let other = folder.write_tensors(
        "other.safetensors",
        &weights(&compiled(SEGMENTATION, &Overrides::default()), 1),
    );
    let demo = folder.path("demo");
    let names = folder.names();
    let cases: &[(&[&str], i32, &str)] = &[
        (&[&taken], 1, "there is a folder that is not empty; name one that is not there yet"),
        (&[&file], 1, "there is a file; name a folder that is not there yet"),
        (&[&demo, "--spec", &bad], 1, "cannot be compiled"),
        (
            &[&demo, "--spec", "espnetv3"],
            1,
            "no spec is called `espnetv3`; did you mean `espnetv2`?",
        ),
        (&[&demo, "--spec", "no/spec.json"], 1, "no/spec.json: cannot be read"),
        (&[&demo, "--spec", CLASSIFIER, "--weights", &other], 1, "missing: stem.bn.weight"),
        (&[&demo, "--spec", CLASSIFIER, "--weights", &demo], 1, "demo"),
        (&[&demo, "--spec", CLASSIFIER, "--channels", "4"], 2, "the network takes 4 channels"),
    ];
    for (arguments, code, expected) in cases {
        let message = run(&[&["new"], *arguments].concat()).failure(*code);
        assert!(message.contains(expected), "{arguments:?}: {message}");
    }
    let mut current = espnet();
    let empty = folder.path("empty");
    fs::create_dir(&empty).unwrap();
    let message = Outcome::of(current.args(["new", "."]).current_dir(&empty)).failure(1);
    assert!(message.contains("it is the current folder"), "{message}");

    #[cfg(unix)]
    for target in ["empty", "nothing"] {
        let link = folder.path("link");
        std::os::unix::fs::symlink(target, &link).unwrap();
        for path in [&link, &format!("{link}/")] {
            let message = run(&["new", path]).failure(1);
            assert!(message.contains("there is a symbolic link; name its target, or"), "{message}");
        }
        fs::remove_file(&link).unwrap();
    }

    // An empty folder is accepted.
    run(&["new", &empty, "--spec", "espnetv2_seg", "--classes", "21"]).success();
    assert!(Path::new(&empty).join("vendor/espnet/LICENSE-MIT").exists());
    let spec = fs::read_to_string(Path::new(&empty).join("network.json")).unwrap();
    assert!(spec.contains("\"$schema\": \"vendor/espnet-models/espnet.schema.json\""), "{spec}");
    let mut names: Vec<String> = names;
    names.push("empty".into());
    names.sort();
    assert_eq!(folder.names(), names, "nothing else is there");
}
