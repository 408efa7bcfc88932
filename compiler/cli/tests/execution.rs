//! `espnet run` and `bench`: builds and runs tiny networks, and compares them with the interpreter.

mod common;

use std::{collections::BTreeMap, fs, path::Path, thread};

use common::{
    CLASSIFIER, ESPNETV2_SEG, Folder, Outcome, SEGMENTATION, TWO_OUTPUTS, compiled, espnet, run,
    weights,
};
use espnet::{
    checkpoint::{Checkpoint, Tensor},
    image::{Normalization, Rgb8, class_mask, decode, legend, save, to_input, top_k},
};
use espnet_compiler::{Compiled, ir::interpret, random::Random, spec::Overrides};

/// The interpreter's outputs by name.
fn expected(
    network: &Compiled,
    weights: &BTreeMap<String, Tensor>,
    input: &[f32],
) -> BTreeMap<String, Vec<f32>> {
    let values = interpret::run(&network.graph, weights, &[("input", input)]).unwrap();
    let outputs = network.graph.outputs().iter();
    outputs.map(|output| (output.name.clone(), values[&output.node].clone())).collect()
}

#[track_caller]
fn assert_close(actual: &[f32], expected: &[f32]) {
    assert_eq!(actual.len(), expected.len());
    let scale = expected.iter().fold(1.0f32, |max, x| max.max(x.abs()));
    for (i, (a, b)) in actual.iter().zip(expected).enumerate() {
        assert!((a - b).abs() <= 1e-4 * scale, "number {i}: {a} and {b}");
    }
}

/// A picture of 40×20 pixels without repetition.
fn picture() -> Rgb8 {
    let bytes = (0..40 * 20).flat_map(|i| [i * 7, i * i, i * 31 + 5]).map(|x| x as u8).collect();
    Rgb8::new(40, 20, bytes).unwrap()
}

#[test]
fn tensors_go_through_the_network_one_by_one() {
    let folder = Folder::new();
    let network = compiled(CLASSIFIER, &Overrides::default());
    let tensors = weights(&network, 5);
    let weights = folder.write_tensors("w.safetensors", &tensors);
    let numbers = Random::new(9).normals(2 * 3 * 12 * 16);
    let input = folder.write_input("in.safetensors", &[2, 3, 12, 16], numbers.clone());
    let output = folder.path("out.safetensors");
    let text =
        run(&["run", CLASSIFIER, "--weights", &weights, "--input", &input, "--output", &output])
            .success();

    let file = Checkpoint::open(&output).unwrap();
    let logits = file.get("output").expect("the only output is called output");
    assert_eq!(file.iter().len(), 1);
    assert_eq!(logits.shape(), [2, 4, 1, 1]);
    for (input, logits) in numbers.chunks(3 * 12 * 16).zip(logits.data().chunks(4)) {
        assert_close(logits, &expected(&network, &tensors, input)["classifier"]);
    }
    let best = top_k(&logits.data()[..4], 1)[0];
    let first = format!(
        "input 0\n{:6.2} %  {:4}  class {}\n",
        100.0 * best.probability,
        best.class,
        best.class
    );
    assert!(text.starts_with(&first), "{text}");
    assert!(text.contains("input 1\n"), "{text}");
}

#[test]
fn pictures_are_classified_by_name() {
    let folder = Folder::new();
    let network = compiled(CLASSIFIER, &Overrides::default());
    let tensors = weights(&network, 5);
    let weights = folder.write_tensors("w.safetensors", &tensors);
    let path = folder.path("in.png");
    save(&picture(), &path).unwrap();
    let labels = folder.write("labels.txt", "ant\nbee\ncat\ndog\n");
    let text =
        run(&["run", CLASSIFIER, "--weights", &weights, "--input", &path, "--labels", &labels])
            .success();
    let input = to_input(&picture(), 3, 12, 16, &Normalization::IMAGENET).unwrap();
    let logits = &expected(&network, &tensors, &input)["classifier"];
    let names: Vec<&str> =
        top_k(logits, 5).iter().map(|best| ["ant", "bee", "cat", "dog"][best.class]).collect();
    let printed: Vec<&str> =
        text.lines().map(|line| line.split_whitespace().last().unwrap()).collect();
    assert_eq!(printed, names);
}

#[test]
fn pictures_are_segmented_at_their_own_size() {
    let folder = Folder::new();
    let network = compiled(SEGMENTATION, &Overrides::default());
    let tensors = weights(&network, 5);
    let weights = folder.write_tensors("w.safetensors", &tensors);
    let (input, output) = (folder.path("in.png"), folder.path("out.png"));
    save(&picture(), &input).unwrap();
    let text =
        run(&["run", SEGMENTATION, "--weights", &weights, "--input", &input, "--output", &output])
            .success();

    let numbers = to_input(&picture(), 3, 12, 16, &Normalization::IMAGENET).unwrap();
    let logits = &expected(&network, &tensors, &numbers)["output"];
    let mask = class_mask(logits, 3, 12, 16).unwrap();
    let shares: Vec<String> = legend(&mask)
        .iter()
        .map(|share| format!("{:6.2} %  {:4}", 100.0 * share.fraction, share.class))
        .collect();
    assert_eq!(text.lines().count(), shares.len(), "{text}");
    for (line, share) in text.lines().zip(&shares) {
        assert!(line.starts_with(share), "{text}");
    }
    let painted = decode(&output).unwrap();
    assert_eq!((painted.width(), painted.height()), (40, 20));
    assert_ne!(painted, picture());

    // The results of several inputs are printed one after another.
    let twice = folder.write_input("twice.safetensors", &[2, 3, 12, 16], numbers.repeat(2));
    assert_eq!(
        run(&["run", SEGMENTATION, "--weights", &weights, "--input", &twice]).success(),
        format!("input 0\n{text}input 1\n{text}")
    );

    // Tensors have no picture below the mask.
    let tensors = folder.write_input("in.safetensors", &[1, 3, 12, 16], numbers);
    let arguments = ["run", SEGMENTATION, "--weights", &weights, "--input", &tensors];
    assert_eq!(run(&[&arguments[..], &["--output", &output]].concat()).success(), text);
    let painted = decode(&output).unwrap();
    assert_eq!((painted.width(), painted.height()), (16, 12));
}

#[test]
fn pictures_of_every_format_are_turned_upright() {
    let folder = Folder::new();
    let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/pictures");
    let output = folder.path("out.png");
    for (name, size) in [
        ("turned_6.png", (3, 5)),
        ("turned_6.webp", (3, 5)),
        ("turned_8.tiff", (2, 3)),
        ("rgb.bmp", (5, 3)),
        ("palette.gif", (5, 3)),
        ("rgb.ppm", (5, 3)),
    ] {
        let input = pictures.join(name).display().to_string();
        run(&["run", SEGMENTATION, "--input", &input, "--output", &output]).success();
        let painted = decode(&output).unwrap();
        assert_eq!((painted.width(), painted.height()), size, "{name}");
    }
}

#[test]
fn several_outputs_keep_their_names() {
    let folder = Folder::new();
    let network = compiled(TWO_OUTPUTS, &Overrides::default());
    let tensors = weights(&network, 2);
    let weights = folder.write_tensors("w.safetensors", &tensors);
    let numbers = Random::new(3).normals(64);
    let input = folder.write_input("in.safetensors", &[1, 1, 8, 8], numbers.clone());
    let output = folder.path("out.safetensors");
    run(&["run", TWO_OUTPUTS, "--weights", &weights, "--input", &input, "--output", &output])
        .success();
    let file = Checkpoint::open(&output).unwrap();
    let expected = expected(&network, &tensors, &numbers);
    assert_eq!(file.iter().len(), 2);
    for (name, shape) in [("class.scores", [1, 5, 1, 1]), ("features", [1, 8, 8, 8])] {
        let tensor = file.get(name).expect("the output has its name");
        assert_eq!(tensor.shape(), shape);
        assert_close(tensor.data(), &expected[name]);
    }
}

#[test]
fn random_weights_are_announced_and_always_the_same() {
    let folder = Folder::new();
    let input = folder.write_input("in.safetensors", &[1, 3, 12, 16], vec![0.5; 3 * 12 * 16]);
    let outcome = || run(&["run", CLASSIFIER, "--input", &input, "--threads", "65535"]);
    // Both run at the same time, so that the first time the network is built twice at once.
    let (first, second) = thread::scope(|scope| {
        let first = scope.spawn(outcome);
        let second = scope.spawn(outcome);
        (first.join().unwrap(), second.join().unwrap())
    });
    assert!(first.stderr.contains("note: no --weights"), "{first:?}");
    assert!(first.stderr.contains("note: 65535 threads are asked for; "), "{first:?}");
    assert_eq!(first.success(), second.success());
}

#[test]
fn a_profile_tells_of_every_step() {
    let arguments = ["bench", CLASSIFIER, "--profile", "--seconds", "0.01"];
    let text = run(&[&arguments[..], &["--json"]].concat()).success();
    let last = text.lines().next_back().expect("there is a last line");
    let figures: serde_json::Value = serde_json::from_str(last).expect("it is JSON");
    let network = compiled(CLASSIFIER, &Overrides::default());
    let steps = figures["profile"]["steps"].as_array().expect("there are steps");
    let labels = steps.iter().map(|step| step["step"].as_str().unwrap());
    assert!(labels.eq(network.plan.steps.iter().map(|step| step.label.as_str())), "{text}");
    let sum = |key: &str| steps.iter().map(|step| step[key].as_f64().unwrap()).sum::<f64>();
    assert!(sum("us") > 0.0 && sum("bound_us") > 0.0, "{text}");
    // The MACs of a plan do not count linear layers.
    let linear = steps.last().unwrap()["macs"].as_f64().unwrap();
    assert_eq!(sum("macs") - linear, network.plan.macs as f64);
    let table = run(&arguments).success();
    assert!(network.plan.steps.iter().all(|step| table.contains(&step.label)), "{table}");
    assert!(table.contains("furthest from their bound:"), "{table}");
}

#[test]
fn measurements_are_one_json_object() {
    let text =
        run(&["bench", CLASSIFIER, "--json", "--seconds", "0.01", "--threads", "1"]).success();
    let last = text.lines().next_back().expect("there is a last line");
    let figures: serde_json::Value = serde_json::from_str(last).expect("it is JSON");
    let number = |key: &str| figures[key].as_f64().unwrap_or_else(|| panic!("{key} in {text}"));
    assert!(0.0 < number("min_ms") && number("min_ms") <= number("median_ms"), "{text}");
    assert!(number("min_ms") <= number("mean_ms"), "{text}");
    assert!(number("runs") >= 30.0, "{text}");
    assert_eq!(figures["threads"], 1);
    let network = compiled(CLASSIFIER, &Overrides::default());
    assert_eq!(figures["arena_bytes"], network.plan.arena_bytes());
    assert_eq!(figures["macs"], network.plan.macs);
    assert_eq!(figures["input"], serde_json::json!([1, 3, 12, 16]));
    assert!(["scalar", "avx2", "avx512"].contains(&figures["isa"].as_str().unwrap()), "{text}");
    assert!(number("gmacs_per_s") > 0.0);
    let share = number("gmacs_per_s") / number("peak_gmacs_per_s");
    assert!((share / number("share_of_peak") - 1.0).abs() < 1e-9, "{text}");
}

#[test]
fn masks_can_be_measured() {
    let bench = ["bench", SEGMENTATION, "--mask", "--seconds", "0"];
    let text = run(&[&bench[..], &["--json"]].concat()).success();
    assert!(text.contains(r#""mask":true"#) && text.contains(r#""median_ms":"#), "{text}");
    let text = run(&bench).success();
    assert!(text.contains("input 1×3×12×16 to a mask, "), "{text}");
}

#[test]
fn the_environment_chooses_the_instruction_set() {
    let bench = ["bench", CLASSIFIER, "--seconds", "0"];
    let text =
        Outcome::of(espnet().args(bench).arg("--json").env("ESPNET_ISA", "scalar")).success();
    assert!(text.contains(r#""isa":"scalar""#), "{text}");
    let text = Outcome::of(espnet().args(bench).env("ESPNET_ISA", "scalar")).success();
    assert!(
        text.starts_with(
            "tiny, width multiplier 1, input 1×3×12×16, scalar, 1 thread, random weights\n"
        ),
        "{text}"
    );
    let message = Outcome::of(espnet().args(bench).env("ESPNET_ISA", "neon")).failure(1);
    assert!(message.contains("\"neon\"") && message.contains("available: scalar"), "{message}");
}

#[test]
fn bad_inputs_are_refused_before_anything_is_built() {
    let folder = Folder::new();
    let unbuilt = folder.path("cache");
    let run = |arguments: &[&str]| {
        Outcome::of(espnet().env("ESPNET_CACHE", &unbuilt).args(["run"]).args(arguments))
    };
    let good = folder.path("good.png");
    save(&picture(), &good).unwrap();
    let text = folder.write("text.png", "no picture");
    let missing = folder.path("missing.png");
    let png = fs::read(&good).unwrap();
    let cut = folder.write("cut.png", &png[..png.len() / 2]);
    let small = folder.write_input("small.safetensors", &[1, 3, 2, 2], vec![0.0; 12]);
    let flat = folder.write_input("flat.safetensors", &[3, 12, 16], vec![0.0; 3 * 12 * 16]);
    let two = folder.write_input("two.safetensors", &[2, 3, 12, 16], vec![0.0; 2 * 3 * 12 * 16]);
    let other = folder.write_tensors(
        "other.safetensors",
        &BTreeMap::from([("x".into(), Tensor::new(vec![1], vec![0.0]).unwrap())]),
    );
    let labels = folder.write("labels.txt", "one\ntwo\n");
    let (png, jpg) = (folder.path("out.png"), folder.path("no/out.jpg"));
    let names = folder.names();

    let cases: &[(&[&str], i32, &str)] = &[
        (&[SEGMENTATION, "--input", &missing], 1, "missing.png: cannot read the image: "),
        (&[SEGMENTATION, "--input", &text], 1, "text.png: this is not an image of a known format"),
        (&[SEGMENTATION, "--input", &cut], 1, "cut.png: cannot decode the PNG image"),
        (
            &[SEGMENTATION, "--input", &small],
            1,
            "`input` is of shape 1×3×2×2; the network takes N×3×12×16",
        ),
        (&[SEGMENTATION, "--input", &flat], 1, "`input` is of shape 3×12×16"),
        (&[SEGMENTATION, "--input", &other], 1, "holds no tensor `input`, only: x"),
        (
            &[SEGMENTATION, "--input", &two, "-o", &png],
            1,
            "holds 2 inputs, but a picture shows one",
        ),
        (
            &[SEGMENTATION, "--input", &good, "-o", &jpg],
            1,
            "out.jpg: cannot be written: its folder",
        ),
        (
            &[SEGMENTATION, "--input", &good, "--labels", &labels],
            1,
            "--labels: 2 labels for 3 classes",
        ),
        (&[SEGMENTATION, "--input", &good, "--labels", &missing], 1, "missing.png: cannot be read"),
        (&[SEGMENTATION, "--input", &good, "--channels", "4"], 1, "the network takes 4"),
        (
            &[SEGMENTATION, "--input", &good, "--classes", "300", "-o", &png],
            2,
            "at most 256 classes",
        ),
        (&[CLASSIFIER, "--input", &good, "-o", &png], 2, "the network classifies whole pictures"),
        (&[CLASSIFIER, "--input", &good, "--weights", &other], 1, "missing: stem.conv.weight"),
    ];
    for (arguments, code, expected) in cases {
        let message = run(arguments).failure(*code);
        assert!(message.contains(expected), "{arguments:?}: {message}");
    }
    assert_eq!(folder.names(), names, "nothing is built or written");
}

#[test]
fn what_hinders_building_is_said() {
    let folder = Folder::new();
    let bench = ["bench", CLASSIFIER, "--seconds", "0"];
    let file = folder.write("file", "");
    let message = Outcome::of(espnet().args(bench).env("ESPNET_CACHE", &file)).failure(1);
    assert!(message.contains(&file) && message.contains("set ESPNET_CACHE"), "{message}");
    // A network that is in the cache is not built again.
    let build = |variable: &str, value: &str| {
        let mut command = espnet();
        command.args(bench).env("ESPNET_CACHE", folder.path("cache"));
        Outcome::of(command.env(variable, value)).failure(1)
    };
    let message = build("CARGO", &folder.path("none"));
    assert!(message.contains("cargo cannot be started"), "{message}");
    // This program is not cargo: it succeeds without building anything.
    if Path::new("/bin/true").exists() {
        let message = build("CARGO", "/bin/true");
        assert!(message.contains("cargo could not build the network"), "{message}");
    }
    let message = build("RUSTFLAGS", "-C no-such-flag");
    assert!(message.contains("no-such-flag"), "cargo's own words: {message}");
}

#[test]
fn the_reference_network_sees_the_cat_and_the_person() {
    let Some(reference) = common::reference::folder() else { return };
    let path = |name: &str| reference.join(name).to_str().unwrap().to_string();
    let folder = Folder::new();
    let (weights, input) =
        (path("weights/espnetv2_s_2.0_pascal_384x384.pth"), path("images/sample5_384x384.png"));
    let run_to = |output: &str| {
        run(&[
            "run",
            ESPNETV2_SEG,
            "--width-multiplier",
            "2.0",
            "--classes",
            "21",
            "--height",
            "384",
            "--width",
            "384",
            "--weights",
            &weights,
            "--input",
            &input,
            "--output",
            output,
        ])
        .success()
    };
    let (png, logits) = (folder.path("out.png"), folder.path("out.safetensors"));
    let text = run_to(&png);
    let names: Vec<&str> =
        text.lines().map(|line| line.split_whitespace().last().unwrap()).collect();
    assert_eq!(names, ["background", "cat", "person"]);
    let painted = decode(&png).unwrap();
    assert_eq!((painted.width(), painted.height()), (384, 384));

    assert_eq!(run_to(&logits), text);
    let file = Checkpoint::open(&logits).unwrap();
    let output = file.get("output").unwrap();
    assert_eq!(output.shape(), [1, 21, 384, 384]);
    let mask = class_mask(output.data(), 21, 384, 384).unwrap();
    let labels = decode(path("seg/seg_s2.0_pascal_384x384_sample5.labels.png")).unwrap();
    let plane = |class: u8| &output.data()[usize::from(class) * 384 * 384..][..384 * 384];
    let mut clear = 0;
    for (i, (&ours, theirs)) in mask.classes().iter().zip(labels.pixels()).enumerate() {
        let margin = plane(ours)[i] - plane(theirs[0])[i];
        assert!(margin <= 1e-3, "pixel {i} is {ours}, the authors' network says {}", theirs[0]);
        clear += usize::from(ours == theirs[0]);
    }
    assert!(clear > 384 * 384 - 100, "{clear} pixels agree");

    let report = reference.join("seg/seg_s2.0_pascal_384x384_sample5.safetensors");
    let report = Checkpoint::open(report).unwrap();
    let strided = report.get("logits_strided").unwrap();
    let [_, classes, height, width] = *strided.shape() else { panic!("four axes") };
    let stride = 384_usize.div_ceil(height);
    let sampled: Vec<f32> = (0..classes * height * width)
        .map(|i| {
            let (class, y, x) = (i / (height * width), i / width % height, i % width);
            output.data()[(class * 384 + y * stride) * 384 + x * stride]
        })
        .collect();
    assert_close(&sampled, strided.data());
}
