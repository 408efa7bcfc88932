//! Help texts and wrong usage.

mod common;

use common::{CLASSIFIER, Folder, Outcome, espnet, run};

const COMMANDS: [&str; 14] = [
    "inspect",
    "emit",
    "check",
    "convert",
    "run",
    "eval",
    "bench",
    "compare",
    "new",
    "specs",
    "spec",
    "cache",
    "completions",
    "man",
];

#[test]
fn every_help_has_an_example_of_its_command() {
    for command in COMMANDS {
        let help = run(&[command, "--help"]).success();
        assert!(help.contains("Example"), "{help}");
        let example = format!("  espnet {command}");
        let called = |line: &str| line == example || line.starts_with(&format!("{example} "));
        assert!(help.lines().any(called), "{help}");
    }
    let help = run(&["--help"]).success();
    for command in COMMANDS {
        assert!(help.contains(&format!("  {command} ")), "{help}");
    }
    assert!(help.contains("ESPNET_ISA") && help.contains("ESPNET_CACHE"), "{help}");
}

#[test]
fn every_command_on_a_network_takes_the_overrides() {
    let options = [
        "--width-multiplier",
        "--classes",
        "--height",
        "--width",
        "--channels",
        "--branches",
        "--labels",
    ];
    for command in ["inspect", "emit", "check", "run", "eval", "bench", "new"] {
        let help = run(&[command, "--help"]).success();
        for option in options {
            assert!(help.contains(option), "{command}: {help}");
        }
        for rule in ["official", "paper", "explicit"] {
            assert!(help.contains(&format!("- {rule}:")), "{command}: {help}");
        }
    }
}

#[test]
fn the_version_is_the_package_s() {
    assert_eq!(run(&["--version"]).success(), concat!("espnet ", env!("CARGO_PKG_VERSION"), "\n"));
}

#[test]
fn wrong_usage_ends_with_2() {
    let folder = Folder::new();
    let (gif, text) = (folder.path("x.gif"), folder.path("x.txt"));
    let onnx = folder.path("x.onnx");
    let cases: &[(&[&str], &str)] = &[
        (&["inspct", CLASSIFIER], "'inspect'"),
        (&["inspect"], "<SPEC>"),
        (&["inspect", CLASSIFIER, "--classes", "many"], "invalid value 'many'"),
        (&["inspect", CLASSIFIER, "--dilation", "wide"], "official, paper, explicit"),
        (&["inspect", CLASSIFIER, "--format", "xml"], "table, json, dot"),
        (&["inspect", CLASSIFIER, "--hight", "3"], "'--height'"),
        (&["emit", CLASSIFIER, "--target", "c"], "rust"),
        (&["emit", CLASSIFIER, "--weights", "w.pth"], "--output"),
        (&["emit", CLASSIFIER, "--target", "onnx"], "--output"),
        (&["emit", CLASSIFIER, "--target", "onnx", "--name", "Net", "-o", &onnx], "--name"),
        (
            &["emit", CLASSIFIER, "--target", "onnx", "--batch", "0", "-o", &onnx],
            "1 to 65535, or `dynamic`",
        ),
        (
            &["emit", CLASSIFIER, "--target", "onnx", "--batch", "all", "-o", &onnx],
            "1 to 65535, or `dynamic`",
        ),
        (&["emit", CLASSIFIER, "--target", "onnx", "--batch", "65536", "-o", &onnx], "1 to 65535"),
        (&["emit", CLASSIFIER, "--batch", "2"], "--target onnx"),
        (&["emit", CLASSIFIER, "--post-process"], "--post-process is for --target onnx"),
        (
            &["emit", CLASSIFIER, "--target", "onnx", "--post-process", "-o", &onnx],
            "--post-process: the network `tiny` detects no objects; leave it out",
        ),
        (&["emit", CLASSIFIER, "--target", "pytorch", "--batch", "dynamic"], "--target onnx"),
        (&["emit", CLASSIFIER, "--target", "pytorch", "--weights", "w.pth"], "load_state_dict"),
        (&["check", CLASSIFIER], "--weights"),
        (&["convert", "w.pth", "-o", &text], "must end in .safetensors"),
        (&["run", CLASSIFIER], "--input"),
        (
            &["run", CLASSIFIER, "--input", "a.png", "--output", &gif],
            ".safetensors, .json, .png, .jpg",
        ),
        (&["bench", CLASSIFIER, "--threads", "0"], "1.."),
        (&["bench", CLASSIFIER, "--mask"], "not a map of classes"),
        (&["bench", CLASSIFIER, "--mask", "--profile"], "--profile"),
        (&["bench", CLASSIFIER, "--seconds", "-1"], "a number from 0 to 3600"),
        (&["compare", "--networks", "espnetv2,resnet"], "no network is called `resnet`; these are"),
        (&["compare", "--networks", "resnet"], "\n  ESPNetv2 ×0.5\n"),
        (&["compare", "--threads", "1,0"], "1.."),
        (&["compare", "--threads", "65535"], "65535 threads are asked for, but only "),
        (&["compare", "--rounds", "0"], "1.."),
        (&["compare", "--seconds", "forever"], "a number from 0 to 3600"),
        (&["compare", "--output", &gif], "must end in .html, .svg"),
        (&["new"], "<DIR>"),
        (&["new", "demo", "--weights", "w.pth"], "--spec"),
        (&["new", "demo", "--classes", "3"], "--classes 3: overrides need --spec"),
        (&["cache", "empty"], "'empty'"),
        (&["completions", "tcsh"], "bash, zsh, fish"),
        (&["man", "bnch"], "`espnet` has no command `bnch`; those that it has: inspect, "),
        (
            &["man", "cache", "drop"],
            "`espnet cache` has no command `drop`; those that it has: list, ",
        ),
        (&["man", "run", "fast"], "`espnet run` has no commands, so none called `fast`"),
    ];
    for (arguments, expected) in cases {
        let message = run(arguments).failure(2);
        assert!(message.contains(expected), "{arguments:?}: {message}");
        assert!(message.contains("--help"), "{message}");
    }
    assert!(folder.names().is_empty());
    // Without arguments, the message is the help.
    assert_eq!(run(&[]).code, Some(2));
}

#[test]
fn every_problem_of_a_comparison_is_reported_at_once() {
    let folder = Folder::new();
    let chart = folder.path("none/chart.svg");
    let options = ["--networks", "resnet,vgg", "--threads", "65535", "--output", &chart];
    let mut command = espnet();
    command.arg("compare").args(options).env("ESPNET_ISA", "neon");
    let message = Outcome::of(&mut command).failure(2);
    for expected in [
        "no network is called `resnet` or `vgg`;",
        "65535 threads are asked for",
        "chart.svg: cannot be written: its folder does not exist",
        "\"neon\"",
    ] {
        assert!(message.contains(expected), "{expected}: {message}");
    }
    if std::thread::available_parallelism().is_ok_and(|most| most.get() > 1) {
        let chart = folder.path("chart.svg");
        let message = run(&["compare", "--threads", "2,1", "--output", &chart]).failure(2);
        assert!(message.contains("a chart alone shows one number of threads"), "{message}");
    }
    assert!(folder.names().is_empty());
}

#[test]
fn shells_complete_every_command() {
    for (shell, mark) in
        [("bash", "complete -F"), ("zsh", "#compdef espnet"), ("fish", "complete -c espnet")]
    {
        let text = run(&["completions", shell]).success();
        assert!(text.contains(mark), "{shell}: {text}");
        for command in COMMANDS {
            assert!(text.contains(command), "{shell}: {text}");
        }
        assert!(text.contains("width-multiplier"), "{shell}: {text}");
    }
}

#[test]
fn every_command_has_a_page_of_the_manual() {
    let text = run(&["man"]).success();
    assert!(text.contains(".TH espnet 1"), "{text}");
    for command in COMMANDS {
        assert!(text.contains(&format!("espnet\\-{command}(1)")), "{text}");
        let text = run(&["man", command]).success();
        assert!(text.contains(&format!(".TH espnet-{command} 1")), "{text}");
    }
    let text = run(&["man", "cache", "list"]).success();
    assert!(text.contains("espnet\\-cache\\-list \\- List the networks"), "{text}");

    let folder = Folder::new();
    run(&["man", "--output", &folder.path("man1")]).success();
    let page = std::fs::read_to_string(folder.path("man1/espnet-cache-clear.1")).unwrap();
    assert!(page.contains("Remove everything except networks that are running"), "{page}");
    assert_eq!(std::fs::read_dir(folder.path("man1")).unwrap().count(), 3 + COMMANDS.len());
}
