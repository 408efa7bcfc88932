//! `espnet run` on several pictures, and `espnet eval`, compared with the interpreter.

mod common;

use std::{collections::BTreeMap, fs};

use common::{CLASSIFIER, Folder, Outcome, SEGMENTATION, compiled, espnet, run, weights};
use espnet::{
    checkpoint::Tensor,
    image::{
        Confusion, Mask, Normalization, Rgb8, class_mask, decode, save, save_mask, to_input, top_k,
    },
};
use espnet_compiler::{Compiled, ir::interpret, spec::Overrides};
use serde_json::Value;

/// Returns a picture of 32×24 pixels, a different one for each number.
fn picture(number: usize) -> Rgb8 {
    let byte = |i: usize| [i * (7 + number), i * i * number, i * 31 + 5 * number];
    let bytes = (0..32 * 24).flat_map(byte).map(|x| x as u8).collect();
    Rgb8::new(32, 24, bytes).unwrap()
}

/// A network with random weights, and its answers by the interpreter.
struct Network {
    compiled: Compiled,
    tensors: BTreeMap<String, Tensor>,
    weights: String,
}

impl Network {
    fn new(spec: &str, folder: &Folder) -> Self {
        let compiled = compiled(spec, &Overrides::default());
        let tensors = weights(&compiled, 5);
        let weights = folder.write_tensors("w.safetensors", &tensors);
        Network { compiled, tensors, weights }
    }

    fn logits(&self, picture: &Rgb8) -> Vec<f32> {
        let input = to_input(picture, 3, 12, 16, &Normalization::IMAGENET).unwrap();
        let graph = &self.compiled.graph;
        let values = interpret::run(graph, &self.tensors, &[("input", &input)]).unwrap();
        values[&graph.outputs()[0].node].clone()
    }

    fn class(&self, picture: &Rgb8) -> usize {
        top_k(&self.logits(picture), 1)[0].class
    }

    fn mask(&self, picture: &Rgb8) -> Mask {
        class_mask(&self.logits(picture), 3, 12, 16).unwrap()
    }
}

#[test]
fn each_of_several_pictures_has_a_line_and_a_failure_spares_the_others() {
    let folder = Folder::new();
    let network = Network::new(CLASSIFIER, &folder);
    let photos = folder.path("photos");
    fs::create_dir(&photos).unwrap();
    for (number, name) in ["a.png", "b.jpg", "d.png"].iter().enumerate() {
        save(&picture(number), format!("{photos}/{name}")).unwrap();
    }
    fs::write(format!("{photos}/c.png"), "no picture").unwrap();
    let labels = folder.write("labels.txt", "ant\nbee\ncat\ndog\n");
    let arguments =
        ["run", CLASSIFIER, "--weights", &network.weights, "--labels", &labels, "--input", &photos];

    let outcome = run(&arguments);
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(outcome.stderr.contains("c.png: this is not an image"), "{outcome:?}");
    assert!(outcome.stderr.contains("error: 1 of 4 inputs failed"), "{outcome:?}");
    let lines: Vec<&str> = outcome.stdout.lines().collect();
    let expected = ["a.png", "b.jpg", "d.png"].map(|name| {
        let best = top_k(&network.logits(&decode(format!("{photos}/{name}")).unwrap()), 3);
        let named = best.iter().map(|best| {
            let name = ["ant", "bee", "cat", "dog"][best.class];
            format!("{name} {:.2} %", 100.0 * best.probability)
        });
        format!("{photos}/{name}: {}", named.collect::<Vec<_>>().join(", "))
    });
    assert_eq!(lines, expected);

    let outcome = run(&[&arguments[..], &["--json"]].concat());
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    let objects: Vec<Value> =
        outcome.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(objects.len(), 4);
    assert!(objects[2]["error"].as_str().unwrap().contains("c.png"), "{outcome:?}");
    let best = top_k(&network.logits(&decode(format!("{photos}/d.png")).unwrap()), 4);
    assert_eq!(objects[3]["input"], format!("{photos}/d.png"));
    let classes = objects[3]["classes"].as_array().unwrap();
    assert!(
        classes
            .iter()
            .map(|class| class["class"].as_u64().unwrap() as usize)
            .eq(best.iter().map(|best| best.class))
    );
    assert_eq!(classes[0]["name"], ["ant", "bee", "cat", "dog"][best[0].class]);

    // Without a failing input: a pattern in quotes, and a path.
    let pattern = format!("{photos}/[ab].*");
    let last = format!("{photos}/d.png");
    let text = run(&[
        "run",
        CLASSIFIER,
        "--weights",
        &network.weights,
        "--labels",
        &labels,
        "--input",
        &last,
        &pattern,
    ])
    .success();
    assert_eq!(text.lines().collect::<Vec<_>>(), [&expected[2], &expected[0], &expected[1]]);
}

#[test]
fn several_masks_go_to_a_folder() {
    let folder = Folder::new();
    let network = Network::new(SEGMENTATION, &folder);
    let photos = folder.path("photos");
    fs::create_dir(&photos).unwrap();
    for number in 0..3 {
        save(&picture(number), format!("{photos}/{number}.png")).unwrap();
    }
    let out = folder.path("out");
    let run = |output: &str, input: &[&str]| {
        Outcome::of(
            espnet()
                .args(["run", SEGMENTATION, "--weights", &network.weights, "-o", output, "--input"])
                .args(input),
        )
    };
    let text = run(&out, &[&photos]).success();
    assert_eq!(text.lines().count(), 3);
    for number in 0..3 {
        let painted = decode(format!("{out}/{number}.png")).unwrap();
        assert_eq!((painted.width(), painted.height()), (32, 24));
        assert_ne!(painted, picture(number));
    }
    let message = run(&photos, &[&photos]).failure(1);
    assert_eq!(message.matches("it is an input").count(), 3, "{message}");
    let twice = folder.path("1.png");
    save(&picture(1), &twice).unwrap();
    let message = run(&out, &[&photos, &twice]).failure(1);
    assert!(message.contains("it is the result of both"), "{message}");
    let message = run(&twice, &[&twice]).failure(1);
    assert!(message.contains("it is an input, and would be lost"), "{message}");
    assert_eq!(decode(&twice).unwrap(), picture(1));
    let message = run(&folder.path("out.png"), &[&photos]).failure(2);
    assert!(message.contains("several inputs are written to a folder"), "{message}");
}

#[test]
fn a_classifier_is_scored_by_folders() {
    let folder = Folder::new();
    let network = Network::new(CLASSIFIER, &folder);
    let names = ["ant", "bee", "cat", "dog"];
    let labels = folder.write("labels.txt", names.join("\n") + "\n");
    let data = folder.path("data");
    // Two of three pictures are in the folder of their class.
    let mut right = 0;
    for number in 0..6 {
        let class = (network.class(&picture(number)) + usize::from(number % 3 == 2)) % 4;
        right += usize::from(number % 3 != 2);
        let of_class = format!("{data}/{}", names[class]);
        fs::create_dir_all(&of_class).unwrap();
        save(&picture(number), format!("{of_class}/{number}.png")).unwrap();
    }
    let eval =
        ["eval", CLASSIFIER, "--weights", &network.weights, "--labels", &labels, "--data", &data];
    let text = run(&[&eval[..], &["--json"]].concat()).success();
    let figures: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(figures["pictures"], 6);
    assert_figure(&figures["top1"], Some(right as f64 / 6.0));
    assert_eq!(figures["top5"], 1.0);
    let text = run(&eval).success();
    assert!(text.contains(" 66.67 %  top-1\n100.00 %  top-5\n"), "{text}");
}

/// Compares two numbers; JSON may change the last bit.
#[track_caller]
fn assert_figure(read: &Value, expected: Option<f64>) {
    let (read, expected) = (read.as_f64().unwrap(), expected.unwrap());
    assert!((read - expected).abs() < 1e-12, "{read} and {expected}");
}

#[test]
fn a_segmentation_network_is_scored_by_masks() {
    let folder = Folder::new();
    let network = Network::new(SEGMENTATION, &folder);
    let data = folder.path("data");
    fs::create_dir(&data).unwrap();
    let mut confusion = Confusion::new(3);
    for number in 0..3 {
        save(&picture(number), format!("{data}/{number}.jpg")).unwrap();
        let seen = decode(format!("{data}/{number}.jpg")).unwrap();
        let mask = network.mask(&seen).resize_nearest(32, 24).unwrap();
        // The first column is not scored, and the next two are wrong.
        let truth: Vec<u8> = (mask.classes().iter().enumerate())
            .map(|(i, &class)| match i % 32 {
                0 => 255,
                1 | 2 => (class + 1) % 3,
                _ => class,
            })
            .collect();
        confusion.add(&truth, mask.classes(), Some(255));
        let truth = Mask::new(32, 24, truth).unwrap();
        save_mask(&truth, format!("{data}/{number}.png")).unwrap();
    }
    let eval = ["eval", SEGMENTATION, "--weights", &network.weights, "--data", &data];
    let text = run(&[&eval[..], &["--json"]].concat()).success();
    let figures: Value = serde_json::from_str(&text).unwrap();
    assert_figure(&figures["mean_iou"], confusion.mean_iou());
    assert_figure(&figures["pixel_accuracy"], confusion.accuracy());
    for class in 0..3 {
        assert_figure(&figures["classes"][class]["iou"], confusion.iou(class));
    }
    let mean = format!("{:6.2} %  mean IoU\n", 100.0 * confusion.mean_iou().unwrap());
    let text = run(&eval).success();
    assert!(text.contains(&mean), "{text}");

    // A wrong mask is reported, and the other pictures are still scored.
    save_mask(&Mask::new(32, 24, vec![7; 32 * 24]).unwrap(), format!("{data}/0.png")).unwrap();
    save_mask(&Mask::new(8, 8, vec![0; 64]).unwrap(), format!("{data}/1.png")).unwrap();
    let outcome = run(&eval);
    assert_eq!(outcome.code, Some(1), "{outcome:?}");
    assert!(outcome.stderr.contains("is of class 7, but the network has 3 classes"), "{outcome:?}");
    assert!(outcome.stderr.contains("the mask has 8×8 pixels"), "{outcome:?}");
    assert!(outcome.stderr.contains("2 of 3 inputs failed"), "{outcome:?}");
    assert!(outcome.stdout.starts_with("pictures: 1, classes: 3\n"), "{outcome:?}");
}

/// The mask of a network without a resize at its end is smaller than its input.
#[test]
fn a_map_is_scored_at_whatever_size() {
    let folder = Folder::new();
    let spec = fs::read_to_string(SEGMENTATION).unwrap();
    let resize = "\"bias\": true },\n    { \"name\": \"upsample\", \"type\": \"resize\", \"to\": \"input\" }";
    assert!(spec.contains(resize));
    let small = spec.replace(resize, "\"bias\": true }").replace("upsample", "stem");
    let network = Network::new(&folder.write("small.json", small), &folder);
    let data = folder.path("data");
    fs::create_dir(&data).unwrap();
    fs::write(format!("{data}/a.ppm"), [b"P6 32 24 255\n", picture(1).as_bytes()].concat())
        .unwrap();
    let mask = class_mask(&network.logits(&picture(1)), 3, 6, 8).unwrap();
    save_mask(&mask.resize_nearest(32, 24).unwrap(), format!("{data}/a.png")).unwrap();
    let small = folder.path("small.json");
    let eval = ["eval", &small, "--weights", &network.weights, "--data", &data, "--json"];
    let figures: Value = serde_json::from_str(&run(&eval).success()).unwrap();
    assert_figure(&figures["pixel_accuracy"], Some(1.0));
}

#[test]
fn logits_that_are_no_numbers_are_no_answer() {
    let folder = Folder::new();
    let data = folder.path("data");
    fs::create_dir_all(format!("{data}/0")).unwrap();
    for name in ["a", "b"] {
        save(&picture(1), format!("{data}/{name}.jpg")).unwrap();
        save(&picture(1), format!("{data}/0/{name}.jpg")).unwrap();
        let truth = Mask::new(32, 24, vec![0; 32 * 24]).unwrap();
        save_mask(&truth, format!("{data}/{name}.png")).unwrap();
    }
    let inputs = format!("{data}/*.jpg");
    let weights = |spec: &str, layer: &str| {
        let mut tensors = Network::new(spec, &folder).tensors;
        let huge = tensors.get_mut(layer).unwrap();
        *huge = Tensor::new(huge.shape().to_vec(), vec![3e38; huge.data().len()]).unwrap();
        folder.write_tensors("huge.safetensors", &tensors)
    };
    let refused = |arguments: &[&str]| {
        let outcome = run(arguments);
        assert_eq!(outcome.code, Some(1), "{outcome:?}");
        for name in ["a", "b"] {
            let message = format!("{name}.jpg: the network's logits are NaN or infinite");
            assert!(outcome.stderr.contains(&message), "{outcome:?}");
        }
        assert!(outcome.stderr.contains("2 of 2 inputs failed"), "{outcome:?}");
    };
    let huge = weights(SEGMENTATION, "stem.conv.weight");
    refused(&["eval", SEGMENTATION, "--weights", &huge, "--data", &data]);
    refused(&["run", SEGMENTATION, "--weights", &huge, "--input", &inputs]);
    // Raw numbers are written as they are.
    let (a, raw) = (format!("{data}/a.jpg"), folder.path("raw.safetensors"));
    let outcome = run(&["run", SEGMENTATION, "--weights", &huge, "--input", &a, "--output", &raw]);
    assert!(outcome.stderr.contains("not shown: the network's logits are NaN"), "{outcome:?}");
    assert_eq!(outcome.code, Some(0), "{outcome:?}");
    let huge = weights(CLASSIFIER, "classifier.weight");
    refused(&["eval", CLASSIFIER, "--weights", &huge, "--data", &data]);
}

#[test]
fn what_a_crop_leaves_out_is_neither_told_nor_painted_nor_scored() {
    let folder = Folder::new();
    let text = fs::read_to_string(SEGMENTATION).unwrap();
    let cropped = text.replace("\"classes\": 3,", "\"classes\": 20, \"fit\": \"center_crop\",");
    let spec = folder.write("cropped.json", cropped);
    let tensors = weights(&compiled(&spec, &Overrides::default()), 5);
    let weights = folder.write_tensors("w.safetensors", &tensors);
    // The crop cuts off pixels on the left and on the right.
    let bytes: Vec<u8> = (0..48 * 24 * 3).map(|i| (i * i + 7 * i) as u8).collect();
    let picture = Rgb8::new(48, 24, bytes).unwrap();
    let data = folder.path("data");
    fs::create_dir(&data).unwrap();
    let (input, output) = (format!("{data}/a.ppm"), folder.path("out.png"));
    fs::write(&input, [b"P6 48 24 255\n", picture.as_bytes()].concat()).unwrap();

    let network = ["--weights", &weights];
    let text =
        run(&[&["run", &spec, "--input", &input, "-o", &output][..], &network].concat()).success();
    let share = |line: &str| line.trim_start().split(' ').next().unwrap().parse::<f64>().unwrap();
    assert!((text.lines().map(share).sum::<f64>() - 100.0).abs() < 0.2, "{text}");
    assert!(!text.contains("class 255"), "{text}");
    let painted = decode(&output).unwrap();
    assert_eq!(painted.pixel(3, 12), picture.pixel(3, 12));
    assert_eq!(painted.pixel(44, 12), picture.pixel(44, 12));

    // Pixels of the mask that are cut off do not change the score.
    let mut truth = vec![0; 48 * 24];
    let score = |truth: &[u8]| {
        save_mask(&Mask::new(48, 24, truth.to_vec()).unwrap(), format!("{data}/a.png")).unwrap();
        run(&[&["eval", &spec, "--data", &data, "--json"][..], &network].concat()).success()
    };
    let before = score(&truth);
    for row in truth.chunks_exact_mut(48) {
        row[..8].fill(19);
        row[40..].fill(18);
    }
    assert_eq!(score(&truth), before);
}
