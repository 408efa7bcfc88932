//! `espnet run` for detection networks, compared with the interpreter, with a naive post-processing, and with the
//! authors' outputs.

mod common;

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use common::{
    CLASSIFIER, DETECTOR, Folder, Outcome, compiled,
    detections::{Found, assert_same, naive, written},
    espnet, run, weights,
};
use espnet::{
    checkpoint::{Checkpoint, Tensor},
    image::{Palette, Rgb8, decode, save},
};
use espnet_compiler::{ir::interpret, random::Random, spec::Overrides};
use serde_json::{Value, json};

const NAMES: [&str; 5] = ["background", "ant", "bee", "cat", "dog"];
const PRIORS: usize = 1170;

/// Random tensors whose confidences differ so much that there are high scores.
fn tensors() -> BTreeMap<String, Tensor> {
    let mut tensors = weights(&compiled(DETECTOR, &Overrides::default()), 5);
    for (name, tensor) in &mut tensors {
        if name.starts_with("cls_layers") {
            let numbers = tensor.data().iter().map(|number| 6.0 * number).collect();
            *tensor = Tensor::new(tensor.shape().to_vec(), numbers).unwrap();
        }
    }
    tensors
}

/// A folder with weights and a picture.
struct Case {
    folder: Folder,
    weights: String,
    picture: String,
}

impl Case {
    fn new() -> Self {
        let folder = Folder::new();
        let weights = folder.write_tensors("w.safetensors", &tensors());
        let path = folder.path("in.png");
        save(&picture(), &path).unwrap();
        Case { folder, weights, picture: path }
    }

    fn run(&self, inputs: &[&str], options: &[&str]) -> Outcome {
        let mut command = espnet();
        command.args(["run", DETECTOR, "--weights", &self.weights, "--input"]).args(inputs);
        Outcome::of(command.args(options))
    }

    /// The objects that are printed as JSON for the picture.
    fn objects(&self, options: &[&str]) -> Vec<Value> {
        let text = self.run(&[&self.picture], &[options, &["--json"]].concat()).success();
        let object: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(object["input"], self.picture);
        object["detections"].as_array().unwrap().clone()
    }
}

/// A picture of 200×120 pixels without strong colours.
fn picture() -> Rgb8 {
    let grey = |i: usize| [(120 + i * i / 7 % 80) as u8; 3];
    Rgb8::new(200, 120, (0..200 * 120).flat_map(grey).collect()).unwrap()
}

#[test]
fn tensors_hold_the_outputs_and_what_follows_from_them() {
    let case = Case::new();
    let numbers = Random::new(9).normals(2 * 3 * 96 * 96);
    let input = case.folder.write_input("two.safetensors", &[2, 3, 96, 96], numbers.clone());
    let output = case.folder.path("out.safetensors");
    let options = ["--score-threshold", "0.4", "--iou-threshold", "0.3", "--top-k", "4"];
    let text = case.run(&[&input], &[&options[..], &["--output", &output]].concat()).success();
    assert!(text.starts_with("input 0\n") && text.contains("\ninput 1\n"), "{text}");

    let file = Checkpoint::open(&output).unwrap();
    let shape = |name: &str| file.get(name).unwrap().shape().to_vec();
    assert_eq!(shape("confidences"), [2, PRIORS, 5]);
    assert_eq!((shape("locations"), shape("boxes")), (vec![2, PRIORS, 4], vec![2, PRIORS, 4]));
    assert_eq!(shape("priors"), [PRIORS, 4]);
    let (network, tensors) = (compiled(DETECTOR, &Overrides::default()), tensors());
    let data = |name: &str| file.get(name).unwrap().data();
    let mut expected = Vec::new();
    let mut inputs = Vec::new();
    for (i, input) in numbers.chunks(3 * 96 * 96).enumerate() {
        let values = interpret::run(&network.graph, &tensors, &[("input", input)]).unwrap();
        let part = |name: &str, len: usize| &data(name)[i * len..][..len];
        let (confidences, locations) =
            (part("confidences", 5 * PRIORS), part("locations", 4 * PRIORS));
        for (output, actual) in network.graph.outputs().iter().zip([confidences, locations]) {
            let expected = &values[&output.node];
            let scale = expected.iter().fold(1.0f32, |max, x| max.max(x.abs()));
            assert_eq!(actual.len(), expected.len());
            assert!(actual.iter().zip(expected).all(|(a, b)| (a - b).abs() <= 1e-4 * scale));
        }
        let found = naive(confidences, locations, data("priors"), (0.4, 0.3, 4));
        inputs.extend(vec![i as i64; found.len()]);
        expected.extend(found);
    }
    assert!(inputs.contains(&0) && inputs.contains(&1));
    assert_same(&written(&file), &expected);
    assert_eq!(file.integer("detection_input").unwrap().data(), inputs);
    // The file has the boxes of all priors.
    for (_, class, bounds, prior) in &expected[..2] {
        let boxed = data("boxes")[4 * prior..][..4].iter().map(|side| f64::from(*side));
        assert!(boxed.zip(bounds).all(|(a, b)| (a - b).abs() < 1e-4), "class {class}");
    }
}

#[test]
fn objects_of_a_picture_are_told_in_its_pixels_the_best_first() {
    let case = Case::new();
    let output = case.folder.path("out.safetensors");
    let options = ["--score-threshold", "0.5", "--top-k", "3"];
    let table =
        case.run(&[&case.picture], &[&options[..], &["--output", &output]].concat()).success();
    let file = Checkpoint::open(&output).unwrap();
    assert_eq!(file.get("confidences").unwrap().shape(), [PRIORS, 5]);
    assert_eq!(file.get("boxes").unwrap().shape(), [PRIORS, 4]);
    assert!(file.integer("detection_input").is_none());
    let mut found = written(&file);
    assert!(found.len() > 4, "{table}");
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let pixels = |[left, top, right, bottom]: [f64; 4]| {
        [200.0 * left, 120.0 * top, 200.0 * right, 120.0 * bottom]
    };

    let lines: Vec<Vec<&str>> =
        table.lines().map(|line| line.split_whitespace().collect()).collect();
    assert_eq!(lines[0], ["score", "class", "name", "left", "top", "right", "bottom"]);
    assert_eq!(lines.len(), 1 + found.len(), "{table}");
    for (line, (score, class, bounds, _)) in lines[1..].iter().zip(&found) {
        assert_eq!(line[0], format!("{:.2}", 100.0 * *score as f32));
        assert_eq!(line[1..4], ["%", &class.to_string(), NAMES[*class]]);
        let sides = pixels(*bounds);
        for (text, side) in line[4..].iter().zip(sides) {
            assert!((text.parse::<f64>().unwrap() - side).abs() < 0.51, "{line:?} {sides:?}");
        }
    }

    let objects = case.objects(&options);
    assert_eq!(objects.len(), found.len());
    for (object, (score, class, bounds, prior)) in objects.iter().zip(&found) {
        assert_eq!((&object["class"], &object["prior"]), (&Value::from(*class), &(*prior).into()));
        assert_eq!(object["name"], NAMES[*class]);
        assert!((object["score"].as_f64().unwrap() - score).abs() < 1e-6);
        let sides = object["box"].as_array().unwrap().iter().map(|side| side.as_f64().unwrap());
        assert!(sides.zip(pixels(*bounds)).all(|(a, b)| (a - b).abs() < 1e-3), "{object}");
    }

    // One of several inputs has a line.
    let line = case.run(&[&case.picture, &case.picture], &options).success();
    let named =
        |(score, class, ..): &Found| format!("{} {:.2} %", NAMES[*class], 100.0 * *score as f32);
    let mut named: Vec<String> = found.iter().map(named).take(8).collect();
    named.extend(
        found.len().checked_sub(8).filter(|more| *more > 0).map(|n| format!("and {n} more")),
    );
    assert_eq!(line, format!("{}: {}\n", case.picture, named.join(", ")).repeat(2));

    // A picture is turned upright before its pixels are counted: this one has 3×5 of them.
    let turned = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../tests/fixtures/pictures/turned_6.png")
        .display()
        .to_string();
    let text = case.run(&[&turned], &["--json", "-o", &output, "--score-threshold", "0"]).success();
    let object: Value = serde_json::from_str(&text).unwrap();
    let mut found = written(&Checkpoint::open(&output).unwrap());
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let side = |i: usize| object["detections"][0]["box"][i].as_f64().unwrap();
    let [_, _, right, bottom] = found[0].2;
    assert!((side(2) - 3.0 * right).abs() < 1e-4 && (side(3) - 5.0 * bottom).abs() < 1e-4);
}

#[test]
fn boxes_are_drawn_into_the_picture() {
    let case = Case::new();
    let options = ["--score-threshold", "0.5", "--top-k", "1"];
    let objects = case.objects(&options);
    let palette = Palette::vivid();
    let (png, jpg) = (case.folder.path("out.png"), case.folder.path("out.jpg"));
    for output in [&png, &jpg] {
        case.run(&[&case.picture], &[&options[..], &["--output", output]].concat()).success();
        let drawn = decode(output).unwrap();
        assert_eq!((drawn.width(), drawn.height()), (200, 120));
    }
    let drawn = decode(&png).unwrap();
    for object in &objects {
        let colour = palette.colours()[object["class"].as_u64().unwrap() as usize];
        // A label alone has more pixels.
        let count = drawn.pixels().iter().filter(|pixel| **pixel == colour).count();
        assert!(count > 100, "{object}");
    }
    let grey = |[r, g, b]: &[u8; 3]| r == g && g == b;
    assert!(drawn.pixels().iter().filter(|pixel| grey(pixel)).count() > 2000);

    // Tensors have no picture below the boxes. Several pictures go to a folder.
    let input = case.folder.write_input("one.safetensors", &[1, 3, 96, 96], vec![0.5; 3 * 96 * 96]);
    case.run(&[&input], &["--output", &png]).success();
    assert_eq!((decode(&png).unwrap().width(), decode(&png).unwrap().height()), (96, 96));
    let folder = case.folder.path("drawn");
    case.run(&[&case.picture, &png], &["--output", &folder]).success();
    for (name, width) in [("in.png", 200), ("out.png", 96)] {
        assert_eq!(decode(format!("{folder}/{name}")).unwrap().width(), width);
    }
}

#[test]
fn what_is_told_can_be_written_as_json() {
    let case = Case::new();
    let output = case.folder.path("out.json");
    let printed = case.run(&[&case.picture], &["--json", "--output", &output]).success();
    let text = fs::read_to_string(&output).unwrap();
    assert!(text.starts_with("{\n  \"detections\": [\n") && text.ends_with("}\n"), "{text}");
    let value = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(value(&text), value(&printed));

    // A file with several inputs is a list.
    let input = case.folder.write_input("two.safetensors", &[2, 3, 96, 96], vec![0.5; 6 * 96 * 96]);
    let printed = case.run(&[&input], &["--json", "--output", &output]).success();
    let list = value(&fs::read_to_string(&output).unwrap());
    assert_eq!(list, printed.lines().map(value).collect::<Value>());
    assert_eq!(list[1]["index"], 1);

    // So for other networks.
    let picture = ["--input", &case.picture, "--json", "--output", &output];
    let printed = run(&[&["run", CLASSIFIER][..], &picture].concat()).success();
    let written = value(&fs::read_to_string(&output).unwrap());
    assert_eq!(written, value(&printed));
    assert_eq!(written["classes"].as_array().unwrap().len(), 4);
}

#[test]
fn nothing_found_is_an_answer() {
    let case = Case::new();
    let sure = ["--score-threshold", "1"];
    let text = case.run(&[&case.picture], &sure).success();
    assert_eq!(text, "no object has a score above 1\n");
    let line = case.run(&[&case.picture, &case.picture], &sure).success();
    assert_eq!(line, format!("{}: {text}", case.picture).repeat(2));
    assert!(case.objects(&sure).is_empty());
    let (png, raw) = (case.folder.path("out.png"), case.folder.path("out.safetensors"));
    case.run(&[&case.picture], &[&sure[..], &["-o", &png]].concat()).success();
    assert_eq!(decode(&png).unwrap(), picture());
    case.run(&[&case.picture], &[&sure[..], &["-o", &raw]].concat()).success();
    let file = Checkpoint::open(&raw).unwrap();
    assert_eq!(file.get("detections").unwrap().shape(), [0, 6]);
    assert!(written(&file).is_empty());
}

#[test]
fn wrong_options_are_all_refused_at_once() {
    let case = Case::new();
    let wrong = ["--score-threshold", "-0.1", "--iou-threshold", "nan", "--top-k", "0"];
    let missing = case.folder.path("missing.png");
    let message = case.run(&[&missing], &wrong).failure(2);
    for expected in [
        "--score-threshold: the score threshold must be a number from 0 to 1, but is -0.1",
        "--iou-threshold: the IoU threshold must be a number from 0 to 1, but is NaN",
        "--top-k: top_k must be at least 1, but is 0",
        "missing.png: cannot read",
    ] {
        assert!(message.contains(expected), "{expected} in {message}");
    }
    let of_classifier = |options: &[&str]| {
        let run = ["run", CLASSIFIER, "--input", &case.picture];
        Outcome::of(espnet().args(run).args(options)).failure(2)
    };
    let message = of_classifier(&["--score-threshold", "0.5", "--top-k", "3"]);
    let expected =
        "--score-threshold, --top-k: the network `tiny` detects no objects; leave them out";
    assert!(message.contains(expected), "{message}");
    let message = of_classifier(&["--iou-threshold", "0.5"]);
    assert!(message.contains("detects no objects; leave it out"), "{message}");
    let two = case.folder.write_input("two.safetensors", &[2, 3, 96, 96], vec![0.0; 6 * 96 * 96]);
    let message = case.run(&[&two], &["-o", &case.folder.path("out.png")]).failure(1);
    assert!(message.contains("holds 2 inputs, but a picture shows one"), "{message}");
    let message = case.run(&[&two, &case.picture], &["-o", &case.folder.path("o.json")]).failure(2);
    assert!(message.contains("several inputs are written to a folder, as .png files"), "{message}");
}

#[test]
fn outputs_that_are_no_numbers_are_no_answer() {
    for head in ["cls_layers.0.weight", "loc_layers.0.weight"] {
        let mut case = Case::new();
        let mut tensors = tensors();
        let huge = tensors.get_mut(head).unwrap();
        *huge = Tensor::new(huge.shape().to_vec(), vec![3e38; huge.data().len()]).unwrap();
        case.weights = case.folder.write_tensors("huge.safetensors", &tensors);
        let message = case.run(&[&case.picture], &[]).failure(1);
        assert!(message.contains("in.png: the network's logits are NaN or infinite"), "{message}");
        let output = case.folder.path("out.safetensors");
        let outcome = case.run(&[&case.picture], &["-o", &output]);
        assert!(outcome.stderr.contains("not shown: "), "{outcome:?}");
        assert_eq!(outcome.success(), "");
        assert!(Checkpoint::open(&output).unwrap().get("confidences").is_some());
    }
}

/// The best object of each class, from a list with the best first.
fn best_of_classes(objects: &[Value]) -> BTreeMap<u64, (String, [f64; 4])> {
    let mut best = BTreeMap::new();
    for object in objects {
        let sides = object["box"].as_array().unwrap().iter().map(|side| side.as_f64().unwrap());
        let bounds: Vec<f64> = sides.collect();
        let name = object["name"].as_str().unwrap().to_owned();
        best.entry(object["class"].as_u64().unwrap()).or_insert((name, bounds.try_into().unwrap()));
    }
    best
}

/// The scores that `espnet eval` prints as JSON, rounded to six digits.
fn scores(case: &Case, options: &[&str], keys: &[&str]) -> Vec<f64> {
    let eval = ["eval", DETECTOR, "--weights", &case.weights, "--json"];
    let figures: Value = serde_json::from_str(&run(&[&eval, options].concat()).success()).unwrap();
    assert_eq!((&figures["pictures"], &figures["failed"]), (&1.into(), &0.into()));
    keys.iter().map(|key| (figures[key].as_f64().unwrap() * 1e6).round() / 1e6).collect()
}

#[test]
fn what_the_network_finds_first_is_found_in_annotations_of_pascal_voc() {
    let case = Case::new();
    let best = best_of_classes(&case.objects(&["--score-threshold", "0.01"]));
    assert_eq!(best.len(), 4);
    for folder in ["voc/JPEGImages", "voc/Annotations"] {
        fs::create_dir_all(case.folder.path(folder)).unwrap();
    }
    case.folder.write("voc/JPEGImages/one.png", fs::read(&case.picture).unwrap());
    case.folder.write("voc/JPEGImages/other.png", "");
    let list = case.folder.write("voc/test.txt", "one\n");
    let data = case.folder.path("voc");
    let annotate = |boxes: &BTreeMap<u64, (String, [f64; 4])>| {
        // VOC counts pixels from 1.
        let object = |(name, bounds): &(String, [f64; 4])| {
            let [left, top, right, bottom] = bounds.map(|side| side + 1.0);
            format!(
                "<object><name>{name}</name><bndbox><xmin>{left}</xmin><ymin>{top}</ymin><xmax>{right}</xmax>\
                 <ymax>{bottom}</ymax></bndbox></object>"
            )
        };
        let objects: String = boxes.values().map(object).collect();
        let size = "<size><width>200</width><height>120</height><depth>3</depth></size>";
        case.folder
            .write("voc/Annotations/one.xml", format!("<annotation>{size}{objects}</annotation>"));
    };
    let options = ["--data", &data, "--split", &list];
    let keys = ["map_11_points", "map_area"];
    annotate(&best);
    assert_eq!(scores(&case, &options, &keys), [1.0, 1.0]);

    // One of the four classes has an object that is too small to be found.
    let mut moved = best;
    moved.get_mut(&2).unwrap().1 = [197.0, 117.0, 199.0, 119.0];
    annotate(&moved);
    assert_eq!(scores(&case, &options, &keys), [0.75, 0.75]);

    let text = run(&[&["eval", DETECTOR, "--weights", &case.weights][..], &options].concat());
    let text = text.success();
    assert!(text.starts_with("pictures: 1\n\n"), "{text}");
    assert!(text.contains(" 75.00 %  mAP at IoU 0.5, area below the curve"), "{text}");
}

#[test]
fn results_for_coco_have_its_numbers_of_pictures_and_categories() {
    let case = Case::new();
    let objects = case.objects(&["--score-threshold", "0.01"]);
    fs::create_dir(case.folder.path("coco")).unwrap();
    case.folder.write("coco/one.png", fs::read(&case.picture).unwrap());
    let (data, results) = (case.folder.path("coco"), case.folder.path("results.json"));
    let ids = [3, 7, 18, 90];
    let annotation = |(index, (_, bounds)): (usize, &(String, [f64; 4]))| {
        let [left, top, right, bottom] = *bounds;
        let (width, height) = (right - left, bottom - top);
        json!({
            "id": index, "image_id": 42, "category_id": ids[index], "iscrowd": 0,
            "bbox": [left, top, width, height], "area": width * height,
        })
    };
    let best = best_of_classes(&objects);
    let annotations: Vec<Value> = best.values().enumerate().map(annotation).collect();
    let category = |(id, name)| json!({ "id": id, "name": name });
    let categories: Vec<Value> = ids.into_iter().zip(&NAMES[1..]).map(category).collect();
    let image = json!({ "id": 42, "file_name": "one.png", "width": 200, "height": 120 });
    let text = json!({ "images": [image], "annotations": annotations, "categories": categories });
    let annotations = case.folder.write("instances.json", text.to_string());

    let options = ["--data", &data, "--annotations", &annotations, "--results", &results];
    assert_eq!(scores(&case, &options, &["map", "map_50", "ar_1"]), [1.0, 1.0, 1.0]);

    let results: Vec<Value> = serde_json::from_str(&fs::read_to_string(&results).unwrap()).unwrap();
    assert_eq!(results.len(), objects.len());
    for object in objects {
        let class = object["class"].as_u64().unwrap() as usize;
        let same = results.iter().find(|result| {
            result["score"] == object["score"] && result["category_id"] == ids[class - 1]
        });
        assert_eq!(same.unwrap()["image_id"], 42);
    }
}

#[test]
fn the_reference_networks_detect_the_same() {
    let Some(reference) = common::reference::folder() else { return };
    let reference = reference.join("det");
    let folder = Folder::new();
    let unpacked = folder.path("det_s0.5_21.safetensors");
    let packed = reference.join("det_s0.5_21.safetensors.gz");
    let gunzip = Command::new("gunzip").arg("-c").arg(packed).output();
    fs::write(&unpacked, gunzip.expect("gunzip is there").stdout).unwrap();
    let custom = reference.join("det_custom_5.pth").display().to_string();
    let shipped = ["espnetv2_ssd", "--width-multiplier", "0.5"];
    for (name, image, network, weights, options) in [
        (
            "det_custom_5_96_sample8",
            "sample8_96x96.png",
            &[DETECTOR][..],
            &custom,
            ["--score-threshold", "0.2", "--top-k", "3"],
        ),
        (
            "det_s0.5_21_300_sample6",
            "sample6_300x300.png",
            &shipped,
            &unpacked,
            ["--score-threshold", "0.45", "--top-k", "200"],
        ),
    ] {
        let (input, output) =
            (reference.join(image).display().to_string(), folder.path("out.safetensors"));
        let files = ["--weights", weights, "--input", &input, "--output", &output];
        run(&[&["run"], network, &files, &options].concat()).success();
        let file = Checkpoint::open(&output).unwrap();
        let expected = Checkpoint::open(reference.join(format!("{name}.out.safetensors"))).unwrap();
        assert_same(&written(&file), &written(&expected));
        let sampled = expected.integer("prior_index").unwrap().data();
        for (tensor, values) in [("confidences", 0), ("locations", 4), ("priors", 4), ("boxes", 4)]
        {
            let (actual, expected) = (file.get(tensor).unwrap(), expected.get(tensor).unwrap());
            let values = if values == 0 { actual.shape()[1] } else { values };
            let scale = expected.data().iter().fold(1.0f32, |max, x| max.max(x.abs()));
            for (row, prior) in expected.data().chunks(values).zip(sampled) {
                let ours = &actual.data()[values * *prior as usize..][..values];
                let near = ours.iter().zip(row).all(|(a, b)| (a - b).abs() <= 1e-4 * scale);
                assert!(near, "{name}: {tensor} of prior {prior}");
            }
        }
    }
}
