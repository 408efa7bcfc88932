//! `espnet check`, `convert` and `emit`: checkpoints that fit, that do not, and that are none.

mod common;

use std::{fs, path::Path};

use common::{CLASSIFIER, ESPNETV2, Folder, TWO_OUTPUTS, compiled, run, weights};
use espnet::checkpoint::{Checkpoint, Tensor};
use espnet_compiler::{Builder, spec::Overrides};

fn half_width() -> Overrides {
    Overrides { width_multiplier: Some(0.5), classes: Some(10), ..Overrides::default() }
}

#[test]
fn a_checkpoint_that_fits_is_said_to() {
    let folder = Folder::new();
    let tensors = weights(&compiled(ESPNETV2, &half_width()), 1);
    let path = folder.write_tensors("half.safetensors", &tensors);
    let arguments =
        ["check", ESPNETV2, "--weights", &path, "--width-multiplier", "0.5", "--classes", "10"];
    let text = run(&arguments).success();
    assert!(text.contains("(safetensors, "), "{text}");
    let (first, layers) = text.split_once('\n').unwrap();
    assert!(first.ends_with("with width multiplier 0.5 and 10 classes"), "{text}");
    let layer = layers.strip_suffix(" of the largest output\n").unwrap();
    assert!(
        layer.starts_with("classifier.weight: 16 bits a weight, which are expected to cost ")
            && !layer.contains('\n'),
        "{text}"
    );

    let exact = run(&[&arguments[..], &["--linear-weights", "f32"]].concat()).success();
    assert!(
        exact
            .ends_with("classifier.weight: 32 bits a weight, which are expected to cost nothing\n"),
        "{exact}"
    );
}

#[test]
fn a_checkpoint_of_another_width_is_told_what_it_fits() {
    let folder = Folder::new();
    let tensors = weights(&compiled(ESPNETV2, &half_width()), 1);
    let path = folder.write_tensors("half.safetensors", &tensors);
    let code = folder.path("net.rs");
    for arguments in [
        vec!["check", ESPNETV2, "--weights", &path],
        vec!["emit", ESPNETV2, "--weights", &path, "-o", &code],
        vec!["bench", ESPNETV2, "--weights", &path],
    ] {
        let message = run(&arguments).failure(1);
        assert!(message.starts_with(&format!("error: {path}: ")), "{message}");
        assert!(
            message.contains(
                "wrong shape: level1.conv.weight is [16, 3, 3, 3], the network needs [32, 3, 3, 3]"
            ),
            "{message}"
        );
        assert!(message.contains("wrong shape: classifier.bias is [10]"), "every one: {message}");
        assert!(message.ends_with("with --width-multiplier 0.5 --classes 10\n"), "{message}");
    }
    assert_eq!(folder.names(), ["half.safetensors"], "nothing is emitted");
}

#[test]
fn every_misfit_is_listed() {
    let folder = Folder::new();
    let mut tensors = weights(&compiled(CLASSIFIER, &Overrides::default()), 1);
    tensors.remove("classifier.weight");
    let bias = tensors.remove("classifier.bias").unwrap();
    tensors.insert("classifier.offset".into(), bias);
    let path = folder.write_tensors("odd.safetensors", &tensors);
    let message = run(&["check", CLASSIFIER, "--weights", &path]).failure(1);
    for expected in [
        "missing: classifier.weight [4, 16]",
        "missing: classifier.bias [4]",
        "unexpected: classifier.offset [4]",
        "is it a checkpoint of this network?",
    ] {
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn weights_that_are_no_numbers_are_named() {
    let folder = Folder::new();
    let mut tensors = weights(&compiled(CLASSIFIER, &Overrides::default()), 1);
    let bias = Tensor::new(vec![4], vec![0.0, 1.0, f32::NAN, 2.0]).unwrap();
    tensors.insert("classifier.bias".into(), bias);
    let path = folder.write_tensors("nan.safetensors", &tensors);
    let message = run(&["check", CLASSIFIER, "--weights", &path]).failure(1);
    assert!(message.contains("invalid: classifier.bias holds NaN at index 2"), "{message}");
    assert!(message.ends_with("a model whose weights are finite\n"), "{message}");
}

#[test]
fn files_that_are_no_checkpoints_are_refused_by_every_command() {
    let folder = Folder::new();
    let tensors = weights(&compiled(CLASSIFIER, &Overrides::default()), 1);
    let whole = folder.write_tensors("whole.safetensors", &tensors);
    let bytes = fs::read(&whole).unwrap();
    let truncated = folder.write("truncated.safetensors", &bytes[..bytes.len() / 2]);
    let text = folder.write("notes.txt", "weights");
    let (missing, output) = (folder.path("none.pth"), folder.path("out.safetensors"));
    let picture = folder.write("picture.png", "");
    for path in [&truncated, &text, &missing] {
        for arguments in [
            vec!["check", CLASSIFIER, "--weights", path],
            vec!["convert", path, "-o", &output],
            vec!["bench", CLASSIFIER, "--weights", path],
            vec!["emit", CLASSIFIER, "--weights", path, "-o", &output],
        ] {
            let message = run(&arguments).failure(1);
            assert!(message.starts_with(&format!("error: {path}: ")), "{message}");
        }
    }
    assert!(run(&["check", CLASSIFIER, "--weights", &picture]).failure(1).contains("empty"));
    assert!(!Path::new(&output).exists());
}

#[test]
fn conversion_keeps_every_tensor() {
    let folder = Folder::new();
    let tensors = weights(&compiled(CLASSIFIER, &Overrides::default()), 7);
    let input = folder.write_tensors("a.safetensors", &tensors);
    let output = folder.path("b.safetensors");
    let text = run(&["convert", &input, "-o", &output]).success();
    assert!(text.contains(&format!("{} tensors", tensors.len())), "{text}");
    let converted = Checkpoint::open(&output).unwrap();
    assert_eq!(converted.iter().len(), tensors.len());
    for (name, tensor) in converted.iter() {
        assert_eq!(tensor, &tensors[name], "{name}");
    }
    assert_eq!(folder.names(), ["a.safetensors", "b.safetensors"]);
}

#[test]
fn released_checkpoints_are_converted_and_still_fit() {
    let Some(reference) = common::reference::folder() else { return };
    let folder = Folder::new();
    let output = folder.path("b.safetensors");
    let released = reference.join("weights/espnetv2_s_0.5_pascal_256x256.pth");
    let released = released.to_str().unwrap();
    let text = run(&["convert", released, "-o", &output]).success();
    assert!(text.contains("(PyTorch legacy)"), "{text}");
    for path in [released, &output] {
        let arguments = ["check", common::ESPNETV2_SEG, "--weights", path];
        run(&[&arguments[..], &["--width-multiplier", "0.5", "--classes", "21"]].concat())
            .success();
        let message = run(&arguments).failure(1);
        assert!(message.contains("--width-multiplier 0.5 --classes 21"), "{message}");
    }
}

#[test]
fn emitted_code_is_the_builder_s() {
    let folder = Folder::new();
    let printed = run(&["emit", CLASSIFIER]).success();
    assert!(printed.contains("pub struct Tiny {"), "{printed}");
    assert_eq!(printed, Builder::new("Tiny", CLASSIFIER).generate("").unwrap().code);

    let path = folder.path("net.rs");
    assert_eq!(run(&["emit", CLASSIFIER, "--target", "rust", "-o", &path]).success(), "");
    assert_eq!(fs::read_to_string(&path).unwrap(), printed);

    let named = run(&["emit", CLASSIFIER, "--name", "Digits", "--classes", "10"]).success();
    assert!(named.contains("pub struct Digits {"));
    let message = run(&["emit", CLASSIFIER, "--name", "not a name"]).failure(1);
    assert!(message.contains("`not a name`"), "{message}");
    assert!(run(&["emit", TWO_OUTPUTS]).success().contains("pub struct TinyTwoOutputs<'w>"));
}

#[test]
fn emitted_weights_lie_beside_the_code() {
    let folder = Folder::new();
    let network = compiled(CLASSIFIER, &Overrides::default());
    let path = folder.write_tensors("w.safetensors", &weights(&network, 3));
    let code = folder.path("net.rs");
    run(&["emit", CLASSIFIER, "--weights", &path, "-o", &code]).success();
    assert_eq!(folder.names(), ["net.espnet", "net.rs", "w.safetensors"]);
    assert!(fs::read_to_string(&code).unwrap().contains("include_bytes!(\"net.espnet\")"));
    let packed = network.pack(&Checkpoint::open(&path).unwrap()).unwrap();
    let bytes: Vec<u8> = packed.iter().flat_map(|x| x.to_le_bytes()).collect();
    assert_eq!(fs::read(folder.path("net.espnet")).unwrap(), bytes);

    let clash = folder.path("net.espnet");
    let message = run(&["emit", CLASSIFIER, "--weights", &path, "-o", &clash]).failure(2);
    assert!(message.contains("another extension"), "{message}");
    assert_eq!(fs::read(&clash).unwrap(), bytes, "what was there is untouched");
}

#[test]
fn outputs_that_cannot_be_written_are_refused() {
    let folder = Folder::new();
    let tensors = weights(&compiled(CLASSIFIER, &Overrides::default()), 1);
    let path = folder.write_tensors("w.safetensors", &tensors);
    let taken = folder.path("taken.safetensors");
    fs::create_dir(&taken).unwrap();
    let nowhere = folder.path("no/such/folder.safetensors");
    for (output, reason) in [(&taken, "it is a folder"), (&nowhere, "its folder does not exist")] {
        for arguments in
            [vec!["convert", &path, "-o", output], vec!["emit", CLASSIFIER, "-o", output]]
        {
            let message = run(&arguments).failure(1);
            assert!(
                message.contains(&format!("{output}: cannot be written: {reason}")),
                "{message}"
            );
        }
    }
    assert_eq!(folder.names(), ["taken.safetensors", "w.safetensors"]);
}
