//! `espnet check`, `convert` and `emit`: checkpoints that fit, checkpoints that do not, and other
//! files.

mod common;

use std::{collections::BTreeMap, fs, num::NonZeroU16, path::Path};

use common::{CLASSIFIER, DETECTOR, ESPNETV2, Folder, TWO_OUTPUTS, compiled, run, weights};
use espnet::checkpoint::{Checkpoint, Tensor};
use espnet_compiler::{
    Builder,
    emit::{self, Batch, OnnxOptions},
    spec::Overrides,
};

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
        assert_eq!(message.matches("wrong shape: ").count(), 7, "a few and a count: {message}");
        assert!(message.contains(" more\n"), "{message}");
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

/// Writes the tensors under other names as safetensors.
fn renamed(
    folder: &Folder,
    tensors: &BTreeMap<String, Tensor>,
    rename: impl Fn(&str) -> String,
) -> String {
    let tensors = tensors.iter().map(|(name, tensor)| (rename(name), tensor.clone()));
    folder.write_tensors("renamed.safetensors", &tensors.collect())
}

#[test]
fn wrappers_prefixes_and_what_lies_beside_the_weights_are_no_obstacle() {
    let folder = Folder::new();
    let network = compiled(CLASSIFIER, &Overrides::default());
    let tensors = weights(&network, 1);
    let plain = folder.write_tensors("plain.safetensors", &tensors);
    let expected = network.pack(&Checkpoint::open(&plain).unwrap()).unwrap();
    let (code, packed) = (folder.path("net.rs"), folder.path("net.espnet"));
    for (prefix, inner, taken) in [
        ("_orig_mod.module.", "", None),
        ("model._orig_mod.", "_checkpoint_wrapped_module.", Some("model.")),
        ("trainer.backbone.", "", Some("trainer.backbone.")),
    ] {
        let mut beside = BTreeMap::new();
        for (name, tensor) in &tensors {
            let (module, last) = name.rsplit_once('.').unwrap();
            beside.insert(format!("{prefix}{module}.{inner}{last}"), tensor.clone());
        }
        if taken.is_some() {
            let weight = Tensor::new(vec![4], vec![1.0; 4]).unwrap();
            beside.insert("criterion.weight".into(), weight);
        }
        let path = renamed(&folder, &beside, str::to_owned);
        let text = run(&["check", CLASSIFIER, "--weights", &path]).success();
        assert!(text.contains(&format!("{} tensors) fits", tensors.len())), "{text}");
        match taken {
            Some(taken) => {
                assert!(text.contains(&format!("\n  taken: `{taken}`\n")), "{text}");
                assert!(text.contains("\n  not read: criterion.weight\n"), "{text}");
            }
            None => assert!(!text.contains("\n  "), "{text}"),
        }
        run(&["emit", CLASSIFIER, "--weights", &path, "-o", &code]).success();
        let bytes: Vec<u8> = expected.iter().flat_map(|x| x.to_le_bytes()).collect();
        assert_eq!(fs::read(&packed).unwrap(), bytes, "{prefix}");
        // Emission finds the tensors under these names too.
        let onnx = folder.path("net.onnx");
        run(&["emit", CLASSIFIER, "--target", "onnx", "--weights", &path, "-o", &onnx]).success();
    }
}

#[test]
fn two_sets_of_weights_that_differ_are_not_chosen_between() {
    let folder = Folder::new();
    let tensors = weights(&compiled(CLASSIFIER, &Overrides::default()), 1);
    let others = weights(&compiled(CLASSIFIER, &Overrides::default()), 2);
    let mut both = BTreeMap::new();
    for (prefix, set) in [("net", &tensors), ("other", &others)] {
        both.extend(set.iter().map(|(name, tensor)| (format!("{prefix}.{name}"), tensor.clone())));
    }
    let path = renamed(&folder, &both, str::to_owned);
    let message = run(&["check", CLASSIFIER, "--weights", &path]).failure(1);
    assert!(
        message.contains("ambiguous: `net.`, `other.` fit and hold other numbers"),
        "{message}"
    );
    assert!(message.contains("make a file that holds it alone"), "{message}");
    // A set whose name marks it as a copy is the last choice.
    let path = renamed(&folder, &both, |name| name.replace("other.", "ema_model."));
    let text = run(&["check", CLASSIFIER, "--weights", &path]).success();
    assert!(
        text.contains("  taken: `net.`\n  fits too, with other numbers: `ema_model.`"),
        "{text}"
    );
}

#[test]
fn other_input_channels_and_branches_are_told() {
    let folder = Folder::new();
    let overrides = Overrides { channels: Some(1), branches: Some(2), ..half_width() };
    let tensors = weights(&compiled(ESPNETV2, &overrides), 1);
    let path = folder.write_tensors("gray.safetensors", &tensors);
    let message = run(&["check", ESPNETV2, "--weights", &path]).failure(1);
    let settings = "--width-multiplier 0.5 --classes 10 --channels 1 --branches 2";
    assert!(message.ends_with(&format!(" with {settings}\n")), "{message}");
    let settings: Vec<&str> = settings.split(' ').collect();
    run(&[&["check", ESPNETV2, "--weights", &path], &settings[..]].concat()).success();

    // This also holds if a few tensors do not fit.
    let overrides = Overrides { channels: Some(1), ..half_width() };
    let mut tensors = weights(&compiled(ESPNETV2, &overrides), 1);
    let weight = Tensor::new(vec![3, 3, 3, 3], vec![0.0; 81]).unwrap();
    tensors.insert("level2_0.inp_reinf.0.conv.weight".into(), weight);
    let path = folder.write_tensors("gray.safetensors", &tensors);
    let message = run(&["check", ESPNETV2, "--weights", &path]).failure(1);
    let closest = "with --width-multiplier 0.5 --classes 10 --channels 1, but for these:";
    assert!(message.contains(closest), "{message}");
    let rest = message.split_once(closest).unwrap().1;
    assert_eq!(rest.matches("inp_reinf.0.conv.weight is [3, 3, 3, 3]").count(), 1, "{message}");
    assert_eq!(rest.matches("wrong shape").count(), 1, "{message}");
}

#[test]
fn shards_are_read_by_their_index() {
    let folder = Folder::new();
    let tensors = weights(&compiled(CLASSIFIER, &Overrides::default()), 1);
    let mut map = Vec::new();
    for (number, (name, tensor)) in tensors.iter().enumerate() {
        let file = format!("model-{number}.safetensors");
        folder.write_tensors(&file, &BTreeMap::from([(name.clone(), tensor.clone())]));
        map.push(format!("\"{name}\": \"{file}\""));
    }
    let index = format!("{{\"weight_map\": {{{}}}}}", map.join(", "));
    let path = folder.write("model.safetensors.index.json", index);
    let text = run(&["check", CLASSIFIER, "--weights", &path]).success();
    assert!(text.contains(&format!("(safetensors, {} tensors) fits", tensors.len())), "{text}");
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
fn integers_are_to_be_converted() {
    let folder = Folder::new();
    let tensors = weights(&compiled(CLASSIFIER, &Overrides::default()), 1);
    let path = folder.write_tensors("integers.safetensors", &tensors);
    let bytes = fs::read(&path).unwrap();
    let header = String::from_utf8_lossy(&bytes[8..]);
    let at = 8 + header.find("classifier.bias").unwrap();
    let kind = at + header[at - 8..].find("F32").unwrap();
    let integers = [&bytes[..kind], b"I32", &bytes[kind + 3..]].concat();
    fs::write(&path, integers).unwrap();
    let message = run(&["check", CLASSIFIER, "--weights", &path]).failure(1);
    assert!(message.contains("invalid: classifier.bias holds integers"), "{message}");
    assert!(message.contains("help: names and shapes fit, numbers do not: convert"), "{message}");
    assert!(message.contains("`.float()`") && !message.contains("finite"), "{message}");
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

/// The file is the model that the library emits, with the batch size asked for, or 1 by default.
#[test]
fn models_in_onnx_have_the_batch_that_is_asked_for() {
    let folder = Folder::new();
    let network = compiled(CLASSIFIER, &Overrides::default());
    let weights = weights(&network, 1);
    let checkpoint = folder.write_tensors("net.safetensors", &weights);
    let model = folder.path("net.onnx");
    let cases: [(&[&str], Batch); 3] = [
        (&[], Batch::default()),
        (&["--batch", "7"], Batch::Fixed(NonZeroU16::new(7).unwrap())),
        (&["--batch", "dynamic"], Batch::Dynamic),
    ];
    for (options, batch) in cases {
        let arguments = ["emit", CLASSIFIER, "--target", "onnx", "--weights", &checkpoint];
        run(&[&arguments, options, &["-o", &model]].concat()).success();
        let options = OnnxOptions { batch, ..OnnxOptions::default() };
        let expected = emit::onnx(&network, &weights, options).unwrap();
        assert!(fs::read(&model).unwrap() == expected, "{options:?}");
    }
}

/// Post-processing is the library's too, beside a batch size.
#[test]
fn models_in_onnx_post_process() {
    let folder = Folder::new();
    let network = compiled(DETECTOR, &Overrides::default());
    let weights = weights(&network, 1);
    let checkpoint = folder.write_tensors("net.safetensors", &weights);
    let model = folder.path("net.onnx");
    for (options, batch) in [(&[][..], Batch::default()), (&["--batch", "dynamic"], Batch::Dynamic)]
    {
        let arguments =
            ["emit", DETECTOR, "--target", "onnx", "--post-process", "--weights", &checkpoint];
        run(&[&arguments, options, &["-o", &model]].concat()).success();
        let expected =
            emit::onnx(&network, &weights, OnnxOptions { batch, post_process: true }).unwrap();
        assert!(fs::read(&model).unwrap() == expected, "{options:?}");
    }
}
