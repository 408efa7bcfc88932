//! The messages of the program about wrong specs, options and checkpoints, word for word.

mod common;

use std::fs;

use common::{
    CLASSIFIER, ESPNETV2, ESPNETV2_SEG, Folder, Outcome, SEGMENTATION, compiled, espnet, run,
    weights,
};
use espnet_compiler::spec::Overrides;

const BROKEN: &str = r#"{
  "name": "tiny", "widht_multiplier": 1,
  "input": { "channels": 3, "height": 32, "width": 48 },
  "classes": "ten",
  "blocks": [
    { "name": "stem", "type": "conv", "channels": 16, "kernel": 3, "stride": 2, "activation": "PReLU" },
    { "name": "pool", "type": "global_avg_pol" },
    { "name": "classifier", "type": "linear" }
  ],
  "outputs": ["classifier"]
}"#;

/// Returns the program's message, in a folder in which paths are short.
fn message_in(folder: &Folder, arguments: &[&str]) -> String {
    Outcome::of(espnet().args(arguments).current_dir(folder.path("."))).failure(1)
}

#[test]
fn every_problem_of_a_spec_is_shown_in_its_line() {
    let folder = Folder::new();
    folder.write("broken.json", BROKEN);
    assert_eq!(
        message_in(&folder, &["inspect", "broken.json"]),
        r#"error: unknown field `widht_multiplier`
 --> broken.json:2:19
  |
2 |   "name": "tiny", "widht_multiplier": 1,
  |                   ^^^^^^^^^^^^^^^^^^ /widht_multiplier
  |
  = help: did you mean `width_multiplier`?

error: expected an integer from 1 to 65536, found `ten`
 --> broken.json:4:14
  |
4 |   "classes": "ten",
  |              ^^^^^ /classes

error: expected one of `none`, `prelu`, `relu`, `relu6`, `sigmoid`, found `PReLU`
 --> broken.json:6:95
  |
6 | ... 3, "stride": 2, "activation": "PReLU" },
  |                                   ^^^^^^^ /blocks/0/activation
  |
  = help: did you mean `prelu`?

error: unknown block type `global_avg_pol`
 --> broken.json:7:31
  |
7 |     { "name": "pool", "type": "global_avg_pol" },
  |                               ^^^^^^^^^^^^^^^^ /blocks/1/type
  |
  = help: did you mean `global_avg_pool`?

error: missing field `features`
 --> broken.json:8:5
  |
8 |     { "name": "classifier", "type": "linear" }
  |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ /blocks/2
  |
  = help: it takes an integer from 1 to 65536, a string or an object with `scaled`, `floor_scaled`, `make_divisible`, `by_multiplier`, `switch`, `sum`, `difference`, `product`, `min` or `floor_div`

error: broken.json cannot be compiled: 5 problems
"#
    );
}

#[test]
fn every_problem_of_the_command_line_is_shown_in_it() {
    let folder = Folder::new();
    folder.write("seg.json", fs::read(ESPNETV2_SEG).expect("the spec is there"));
    let options = ["--width-multiplier", "-1", "--classes=0", "--height", "250"];
    assert_eq!(
        message_in(&folder, &[&["inspect", "seg.json"], &options[..]].concat()),
        "error: --classes: expected an integer from 1 to 65536, found 0
 |
 | espnet inspect seg.json --width-multiplier -1 --classes=0 --height 250
 |                                               ^^^^^^^^^^^

error: --width-multiplier: expected a number from 0.01 to 64, found -1
 |
 | espnet inspect seg.json --width-multiplier -1 --classes=0 --height 250
 |                         ^^^^^^^^^^^^^^^^^^^^^

error: --height: the height 250 is no multiple of 16
 |
 | espnet inspect seg.json --width-multiplier -1 --classes=0 --height 250
 |                                                           ^^^^^^^^^^^^
 |
 = help: the nearest are 240 and 256

error: seg.json cannot be compiled: 3 problems
"
    );
}

#[test]
fn options_and_the_spec_are_wrong_together() {
    let folder = Folder::new();
    folder.write("cut.json", "{\n  \"name\": \"tiny\",\n");
    assert_eq!(
        message_in(&folder, &["bench", "cut.json", "--branches", "9"]),
        r#"error: --branches: expected an integer from 2 to 8, found 9
 |
 | espnet bench cut.json --branches 9
 |                       ^^^^^^^^^^^^

error: not JSON: the text ends too early
 --> cut.json:2:17
  |
2 |   "name": "tiny",
  |                 ^
  |
  = help: close what is open: a string, array or object

error: cut.json cannot be compiled: 2 problems
"#
    );
}

#[test]
fn a_checkpoint_that_does_not_fit_is_told_what_it_fits() {
    let folder = Folder::new();
    let four = Overrides { classes: Some(4), ..Overrides::default() };
    let path = folder.write_tensors("w.safetensors", &weights(&compiled(CLASSIFIER, &four), 1));
    let message = run(&["check", CLASSIFIER, "--weights", &path, "--classes", "5"]).failure(1);
    assert_eq!(
        message.replace(&path, "w.safetensors").replace(CLASSIFIER, "net.json"),
        "error: w.safetensors: the checkpoint does not fit the network
  wrong shape: classifier.weight is [4, 16], the network needs [5, 16]
  wrong shape: classifier.bias is [4], the network needs [5]
help: it fits net.json with --width-multiplier 1 --classes 4
"
    );
}

#[test]
fn a_checkpoint_of_another_shipped_spec_is_told_its_name() {
    let folder = Folder::new();
    let five = Overrides { classes: Some(5), width_multiplier: Some(0.5), ..Overrides::default() };
    let first = weights(&compiled("../../models/espnetv2_seg_first.json", &five), 1);
    let path = folder.write_tensors("w.safetensors", &first);
    let message = run(&["check", "espnetv2_seg", "--weights", &path]).failure(1);
    let help =
        "help: it fits the spec `espnetv2_seg_first` with --width-multiplier 0.5 --classes 5\n";
    assert!(message.ends_with(help), "{message}");
    let options = ["--width-multiplier", "0.5", "--classes", "5"];
    run(&[&["check", "espnetv2_seg_first", "--weights", &path], &options[..]].concat()).success();
}

#[test]
fn the_spec_and_the_checkpoint_are_wrong_together() {
    let folder = Folder::new();
    folder.write("net.json", "[]");
    folder.write("w.pth", "");
    assert_eq!(
        message_in(&folder, &["bench", "net.json", "--weights", "w.pth"]),
        r#"error: expected an object, found an array of 0
 --> net.json:1:1
  |
1 | []
  | ^^

error: net.json cannot be compiled: 1 problem

error: w.pth: not a checkpoint (safetensors, or what `torch.save` writes) but an empty file
"#
    );
}

#[test]
fn all_that_hinders_a_run_is_told_at_once() {
    let folder = Folder::new();
    folder.write("file", "");
    let lines = |arguments: &[&str], code| {
        let mut command = espnet();
        command.args(arguments).current_dir(folder.path("."));
        let message = Outcome::of(&mut command).failure(code);
        let errors = message.lines().filter_map(|line| line.strip_prefix("error: "));
        errors.map(|line| line.split(": ").next().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let none = ["--weights", "none.pth", "--input", "none.png"];
    let run = ["run", CLASSIFIER];
    let one = [&run[..], &none].concat();
    assert_eq!(
        lines(&[&one[..], &["-o", "no/x.safetensors"]].concat(), 1),
        ["none.pth", "none.png", "no/x.safetensors"]
    );
    assert_eq!(lines(&[&one[..], &["-o", "x.png"]].concat(), 2), ["none.pth", "none.png", "x.png"]);
    let two = [&one[..], &["other.png", "-o"]].concat();
    assert_eq!(
        lines(&[&two[..], &["file/out"]].concat(), 1),
        ["none.pth", "file/out", "none.png", "other.png"]
    );
    assert_eq!(lines(&[&two[..], &["out"]].concat(), 1), ["none.pth", "none.png", "other.png"]);
    let missing = [&run[..], &["--input", "none.png", "other.png"]].concat();
    assert_eq!(lines(&missing, 1), ["none.png", "other.png"]);
    let no_spec = ["run", "no.json", "--weights", "none.pth", "--input", "none.png"];
    assert_eq!(lines(&no_spec, 1), ["no.json", "none.pth", "none.png"]);
    assert_eq!(folder.names(), ["file"], "nothing is made");

    let eval = ["--weights", "none.pth", "--data", "none"];
    assert_eq!(lines(&[&["eval", CLASSIFIER][..], &eval].concat(), 1), ["none.pth", "none"]);
    assert_eq!(
        lines(&[&["eval", "no.json"][..], &eval].concat(), 1),
        ["no.json", "none.pth", "none"]
    );
    let many = ["--classes", "300"];
    let message = common::run(&[&["eval", SEGMENTATION][..], &eval, &many].concat()).failure(2);
    assert!(message.contains("a mask tells at most 256 classes apart"), "{message}");
}

#[test]
fn all_that_hinders_an_emission_is_told_at_once() {
    let messages = |arguments: &[&str]| -> Vec<String> {
        let emit = ["emit", CLASSIFIER, "--post-process"];
        let message = common::run(&[&emit, arguments].concat()).failure(2);
        message.lines().filter_map(|line| line.strip_prefix("error: ")).map(str::to_owned).collect()
    };
    let onnx = messages(&["--target", "onnx", "--name", "Net", "--weights", "none.pth"]);
    let expected = [
        "a model in ONNX is no text: name a file for it with --output, such as net.onnx",
        "a model in ONNX has no type: leave out --name",
        "none.pth: cannot be read: No such file or directory (os error 2)",
        "--post-process: the network `tiny` detects no objects; leave it out",
    ];
    assert_eq!(onnx, expected);
    for target in ["rust", "pytorch"] {
        let misplaced = messages(&["--target", target, "--batch", "2"]);
        assert_eq!(misplaced.len(), 2, "{misplaced:?}");
        for (message, option) in misplaced.iter().zip(["--batch", "--post-process"]) {
            assert!(message.starts_with(&format!("{option} is for --target onnx: ")), "{message}");
        }
    }
}

#[test]
fn files_with_similar_names_are_suggested() {
    let folder = Folder::new();
    let spec = folder.write("network.json", "{}");
    let weights = folder.write("network.safetensors", "");
    let message = run(&["inspect", &folder.path("netwrok.json")]).failure(1);
    assert!(message.ends_with(&format!("; did you mean `{spec}`?\n")), "{message}");
    let misspelt = folder.path("network.safetensor");
    let message = run(&["check", ESPNETV2, "--weights", &misspelt]).failure(1);
    assert!(message.ends_with(&format!("; did you mean `{weights}`?\n")), "{message}");
}

/// Stderr is no terminal in tests, so colours are only written if they are forced.
#[test]
fn colours_are_written_to_terminals_that_want_them() {
    let message = |name: &str, value: &str| {
        let mut command = espnet();
        command.args(["inspect", ESPNETV2, "--classes", "0"]);
        command.env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env(name, value);
        let outcome = Outcome::of(&mut command);
        assert_eq!(outcome.code, Some(1), "{outcome:?}");
        outcome.stderr
    };
    assert!(!message("TERM", "xterm").contains('\u{1b}'));
    let coloured = message("CLICOLOR_FORCE", "1");
    assert!(coloured.starts_with("\u{1b}[1m\u{1b}[91merror"), "{coloured:?}");
}
