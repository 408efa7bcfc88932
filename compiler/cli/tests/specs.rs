//! Specs by name: the program uses their labels and their preprocessing.

mod common;

use common::{CLASSIFIER, ESPNETV2, Folder, run};
use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    let text = run(&[&["inspect"], arguments, &["--format", "json"]].concat()).success();
    serde_json::from_str(&text).expect("it is JSON")
}

#[test]
fn shipped_specs_stand_wherever_a_spec_is_asked_for() {
    let folder = Folder::new();
    let copy = folder.write("net.json", run(&["spec", "espnetv2"]).success());
    let options = ["--width-multiplier", "0.5", "--classes", "10"];
    let named = json(&[&["espnetv2"], &options[..]].concat());
    assert_eq!(named, json(&[&[copy.as_str()], &options[..]].concat()));
    assert_eq!(named, json(&[&[ESPNETV2], &options[..]].concat()));
    let listed = run(&["specs"]).success();
    let names: Vec<&str> = listed
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(name, _)| name.trim())
        .collect();
    let all: Vec<&str> = espnet_models::specs::ALL.map(|(name, _)| name).to_vec();
    assert_eq!(names, all);
    for name in names {
        let code = run(&["emit", name]).success();
        assert!(code.contains(&format!("pub const NAME: &'static str = \"{name}\";")), "{name}");
    }
    let schema: Value = serde_json::from_str(&run(&["spec", "--schema"]).success()).unwrap();
    assert_eq!(schema["title"], "Spec");
}

#[test]
fn unknown_names_and_misspelt_paths_have_their_own_help() {
    let folder = Folder::new();
    let message = run(&["inspect", "espnetv2-seg"]).failure(1);
    assert_eq!(
        message,
        "error: no spec is called `espnetv2-seg`; did you mean `espnetv2_seg`? known specs: \
         `espnetv2`, `espnetv2_seg`, `espnetv2_seg_first`, `espnetv2_ssd`, `espnet`, `espnet_c`, \
         `mobilenet_v1`, `mobilenet_v2`, `shufflenet_v1`, `shufflenet_v2`; a path has a `/` in it or ends in \
         `.json`\n"
    );
    assert!(run(&["spec", "espnetv"]).failure(1).contains("did you mean `espnetv2`?"));
    folder.write("net.json", "{}");
    let message = run(&["inspect", &folder.path("nett.json")]).failure(1);
    assert!(message.contains("did you mean `") && message.contains("/net.json`"), "{message}");
    let message = run(&["inspect", "espnetv2", "--classes", "0"]).failure(1);
    assert!(message.contains("error: espnetv2 cannot be compiled: 1 problem"), "{message}");
}

#[test]
fn specs_carry_labels() {
    let labels = |arguments: &[&str]| -> Vec<String> {
        serde_json::from_value(json(arguments)["labels"].clone()).expect("they are names")
    };
    assert_eq!(labels(&["espnetv2"])[207], "golden retriever");
    for (classes, first, last) in [
        ("21", "background", "tv monitor"),
        ("20", "road", "background"),
        ("19", "road", "bicycle"),
    ] {
        let names = labels(&["espnetv2_seg", "--classes", classes]);
        assert_eq!((names[0].as_str(), names[names.len() - 1].as_str()), (first, last));
    }
    assert!(labels(&["espnetv2_seg", "--classes", "5"]).is_empty());
    assert!(labels(&[CLASSIFIER]).is_empty());

    let folder = Folder::new();
    let file = folder.write("pets.txt", "cat\ndog\nmouse\nnewt\n");
    assert_eq!(labels(&[CLASSIFIER, "--labels", &file]), ["cat", "dog", "mouse", "newt"]);
    let sets = labels(&["espnetv2_seg", "--classes", "19", "--labels", "cityscapes_19"]);
    assert_eq!(sets.len(), 19);
    let table = run(&["inspect", "espnetv2", "--classes", "4", "--labels", &file]).success();
    assert!(table.contains("\nlabels: cat, dog, mouse, newt\n"), "{table}");
    let table = run(&["inspect", "espnetv2"]).success();
    assert!(
        table.contains("\nlabels: tench, goldfish, great white shark, tiger shark, … (1000)\n"),
        "{table}"
    );

    let message = run(&["inspect", CLASSIFIER, "--labels", "imagenet"]).failure(1);
    assert!(message.contains("--labels: 1000 labels for 4 classes"), "{message}");
    let message = run(&["inspect", CLASSIFIER, "--labels", "imagnet"]).failure(1);
    assert!(message.contains("imagnet: cannot be read: "), "{message}");
    assert!(message.contains("one of these sets: imagenet, pascal_voc,"), "{message}");
    let dropped = run(&["inspect", "espnetv2", "--classes", "10"]);
    assert_eq!(
        dropped.stderr,
        "note: the spec has 1000 labels, the network 10 classes: they are left out; --labels gives \
         others\n"
    );
}

#[test]
fn specs_say_how_pictures_go_in() {
    let folder = Folder::new();
    let text = run(&["spec", "espnetv2"]).success();
    let spec = folder.write(
        "net.json",
        text.replace(
            "\"classes\": 1000,",
            "\"classes\": 1000, \"normalization\": { \"mean\": [0.5], \"order\": \"bgr\", \"scale\": 1 }, \
             \"resize\": \"opencv\", \"fit\": \"center_crop\",",
        ),
    );
    let preprocessing = &json(&[&spec])["preprocessing"];
    assert_eq!(preprocessing["mean"], serde_json::json!([0.5, 0.5, 0.5]));
    assert_eq!(preprocessing["order"], "bgr");
    let line =
        "pictures: cropped to the centre as OpenCV does, BGR, (v/1 − 0.5)/(0.229, 0.224, 0.225)";
    assert!(run(&["inspect", &spec]).success().contains(line));
    assert!(run(&["inspect", &spec, "--format", "html"]).success().contains(line));
    let line = "pictures: stretched as Pillow does, RGB, \
                (v/255 − (0.485, 0.456, 0.406))/(0.229, 0.224, 0.225)";
    assert!(run(&["inspect", "espnetv2"]).success().contains(line));
}
