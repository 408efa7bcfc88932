//! `espnet inspect`: totals against the published ones, the three forms, bad specs.

mod common;

use common::{CLASSIFIER, ESPNETV2, ESPNETV2_SEG, Folder, run};
use serde_json::Value;

fn json(arguments: &[&str]) -> Value {
    let text = run(&[&["inspect", "--format", "json"], arguments].concat()).success();
    serde_json::from_str(&text).expect("the output is JSON")
}

fn sum(values: &Value, key: &str) -> u64 {
    values.as_array().unwrap().iter().map(|value| value[key].as_u64().unwrap()).sum()
}

#[test]
fn totals_are_the_published_ones() {
    for (multiplier, parameters, macs) in [
        ("0.5", 1_241_332, 28_375_508),
        ("1.0", 1_670_072, 85_720_404),
        ("2.0", 3_498_136, 284_806_228),
    ] {
        let report = json(&[ESPNETV2, "--width-multiplier", multiplier]);
        assert_eq!(report["parameters"], parameters);
        assert_eq!(report["macs"], macs);
    }
    let report = json(&[
        ESPNETV2_SEG,
        "--width-multiplier",
        "2.0",
        "--classes",
        "20",
        "--height",
        "512",
        "--width",
        "1024",
    ]);
    assert_eq!(report["macs"], 2_697_742_960_u64);
    assert_eq!(report["input"], serde_json::json!([3, 512, 1024]));
}

#[test]
fn units_and_steps_add_up_to_the_totals() {
    for spec in [ESPNETV2, ESPNETV2_SEG, CLASSIFIER] {
        let report = json(&[spec]);
        let units = &report["units"];
        assert_eq!(sum(units, "macs"), report["macs"].as_u64().unwrap(), "{spec}");
        assert_eq!(
            sum(units, "parameters") + report["unused_parameters"].as_u64().unwrap(),
            report["parameters"].as_u64().unwrap(),
            "{spec}"
        );
        let mut indices = Vec::new();
        for unit in units.as_array().unwrap() {
            assert_eq!(sum(&unit["steps"], "macs"), unit["macs"].as_u64().unwrap(), "{unit}");
            for step in unit["steps"].as_array().unwrap() {
                indices.push(step["index"].as_u64().unwrap());
                let buffer = &step["buffer"];
                let end =
                    buffer["offset_bytes"].as_u64().unwrap() + buffer["bytes"].as_u64().unwrap();
                assert!(end <= report["arena"]["bytes"].as_u64().unwrap(), "{step}");
                assert!(buffer["live"][0].as_u64() <= step["index"].as_u64(), "{step}");
                assert!(buffer["live"][1].as_u64() >= step["index"].as_u64(), "{step}");
            }
        }
        indices.sort_unstable();
        assert!(indices.iter().enumerate().all(|(i, &index)| i as u64 == index), "every step once");
        let arena = &report["arena"];
        assert!(arena["lower_bound_bytes"].as_u64() <= arena["bytes"].as_u64());
        assert!(arena["bytes"].as_u64() <= arena["unshared_bytes"].as_u64());
    }
}

#[test]
fn dilations_and_receptive_fields_are_those_of_the_paper() {
    let report = json(&[ESPNETV2]);
    let step = |name: &str| {
        let units = report["units"].as_array().unwrap();
        let unit = units.iter().find(|unit| unit["name"] == name).expect("there is such a unit");
        unit["steps"][0].clone()
    };
    let level4 = step("level4.0");
    assert_eq!(level4["dilations"], serde_json::json!([1, 1, 2, 3]));
    assert_eq!(level4["effective_receptive_field"], serde_json::json!([3, 3, 5, 7]));
    assert_eq!(level4["kernel"], "eesp_unit");
    assert_eq!(step("level1")["receptive_field"], serde_json::json!([3, 3]));

    let unit = |report: &Value| {
        let units = report["dilations"].as_array().unwrap().clone();
        units.into_iter().find(|unit| unit["unit"] == "level5.0").expect("the unit has dilations")
    };
    assert_eq!(unit(&report)["limit"], 5);
    let paper = json(&[ESPNETV2, "--dilation", "paper", "--height", "448", "--width", "448"]);
    assert_eq!(unit(&paper)["limit"], 7);
    assert_eq!(paper["dilation"], "paper");
}

#[test]
fn the_table_fits_100_columns_and_shows_everything() {
    for arguments in [
        vec!["inspect", ESPNETV2, "--width-multiplier", "2.0"],
        vec!["inspect", ESPNETV2_SEG, "--classes", "20", "--height", "512", "--width", "1024"],
    ] {
        let table = run(&arguments).success();
        for line in table.lines() {
            assert!(line.chars().count() <= 100, "{line}");
        }
    }
    let table = run(&["inspect", ESPNETV2]).success();
    for expected in [
        "espnetv2: input 3×224×224, output 1000×1×1",
        "width multiplier 1, 1000 classes, K = 4, official dilations",
        "parameters 1,670,072",
        "MACs       85,720,404",
        "lower bound",
        "level5.0             1,2,3,4 to 1,1,1,2 (RF at most 5, input 512×7×7)",
        "level2_0.eesp        its branches have stride 2",
    ] {
        assert!(table.contains(expected), "{expected}\n{table}");
    }
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let mut child = common::espnet()
        .args(["inspect", ESPNETV2_SEG, "--format", "json"])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn the_graph_is_graphviz() {
    let dot = run(&["inspect", CLASSIFIER, "--format", "dot"]).success();
    assert!(dot.starts_with("digraph \"tiny\" {"), "{dot}");
    assert!(dot.contains("eesp_unit"), "the graph is the fused one: {dot}");
    assert!(dot.ends_with("}\n"));
}

#[test]
fn bad_specs_and_overrides_are_reported_with_their_place() {
    let folder = Folder::new();
    let missing = folder.path("none.json");
    let message = run(&["inspect", &missing]).failure(1);
    assert!(message.starts_with(&format!("error: {missing}: cannot be read: ")), "{message}");
    assert!(message.contains("such as models/espnetv2.json"), "{message}");

    let broken = folder.write("broken.json", "{ \"name\": \"x\",\n  \"classes\": }");
    let message = run(&["inspect", &broken]).failure(1);
    assert!(message.contains(&broken) && message.contains("line 2"), "{message}");

    let binary = folder.write("binary.json", [0xff, 0xfe, 0x00]);
    assert!(run(&["inspect", &binary]).failure(1).contains("UTF-8"));

    let message =
        run(&["inspect", ESPNETV2, "--width-multiplier", "-1", "--classes", "0"]).failure(1);
    assert!(message.contains("\n  --width-multiplier: "), "{message}");
    assert!(message.contains("\n  --classes: "), "all problems at once: {message}");

    for extreme in ["nan", "inf", "1e300"] {
        let message = run(&["inspect", ESPNETV2, "--width-multiplier", extreme]).failure(1);
        assert!(message.contains("--width-multiplier"), "{message}");
    }
    let huge = u64::MAX.to_string();
    for option in ["--classes", "--height", "--width", "--channels", "--branches"] {
        let message = run(&["inspect", ESPNETV2, option, &huge]).failure(1);
        assert!(message.contains(option), "{message}");
    }
}
