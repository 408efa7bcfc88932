//! `espnet inspect`: compares totals with the published ones, and tests every format and bad specs.

mod common;

use common::{CLASSIFIER, ESPNETV2, ESPNETV2_SEG, Folder, SEGMENTATION, TWO_OUTPUTS, run};
use roxmltree::{Document, Node, ParsingOptions};
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
        assert!(arena["tensor_bytes"].as_u64() > Some(0));
        assert_eq!((&arena["gap_bytes"], &arena["optimal"]), (&0.into(), &true.into()));
    }
}

/// Warnings are not failures. They are printed to stderr, and are in the JSON and on the page; the
/// table on stdout does not change.
#[test]
fn sizes_at_which_maps_are_single_pixels_are_warned_of() {
    let small = ["--height", "7", "--width", "7"];
    let of = |format| run(&[&["inspect", ESPNETV2, "--format", format], &small[..]].concat());
    let outcome = of("json");
    assert!(
        outcome.stderr.starts_with("warning: the input of 7×7 is small: "),
        "{}",
        outcome.stderr
    );
    assert_eq!(outcome.stderr.lines().count(), 1);
    let report: Value = serde_json::from_str(&outcome.success()).unwrap();
    let [warning] = report["warnings"].as_array().unwrap().as_slice() else { panic!("{report}") };
    let units = warning["units"].as_array().unwrap();
    assert_eq!((units.len(), &units[0]), (17, &"level3_0".into()), "{warning}");
    let message = warning["message"].as_str().unwrap();
    assert!(of("html").success().contains(&format!("Warning: {message}")));

    for spec in [ESPNETV2, ESPNETV2_SEG, CLASSIFIER, SEGMENTATION, TWO_OUTPUTS] {
        let outcome = run(&["inspect", spec, "--format", "json"]);
        assert_eq!(outcome.stderr, "", "{spec}");
        assert!(outcome.success().contains("\"warnings\": []"));
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
    assert_eq!(step("level3.0")["receptive_field"], serde_json::json!([115, 115]));

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
        "arena      1,274,304 bytes, optimal; lower bound 1,274,304",
        "all buffers 4,459,584; all tensors 4,672,896",
        "\n    with level1\n",
        "\n    with level5.3\n    with level5.4\n",
        "level5.0             1,2,3,4 to 1,1,1,2 (RF at most 5, input 512×7×7)",
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
    assert!(message.contains("a name such as espnetv2"), "{message}");

    let broken = folder.write("broken.json", "{ \"name\": \"x\",\n  \"classes\": }");
    let message = run(&["inspect", &broken]).failure(1);
    assert!(message.contains(&format!("{broken}:2:14")), "{message}");

    let binary = folder.write("binary.json", [0xff, 0xfe, 0x00]);
    assert!(run(&["inspect", &binary]).failure(1).contains("UTF-8"));

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

/// The page of a network, which is well-formed XML as well as HTML.
fn page(arguments: &[&str]) -> String {
    run(&[&["inspect", "--format", "html"], arguments].concat()).success()
}

fn parse(page: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..Default::default() };
    Document::parse_with_options(page, options).expect("the page is well-formed")
}

/// Returns the elements with this attribute.
fn with<'a>(document: &'a Document<'_>, attribute: &str) -> Vec<Node<'a, 'a>> {
    document.descendants().filter(|node| node.has_attribute(attribute)).collect()
}

fn number(node: &Node<'_, '_>, attribute: &str) -> f64 {
    node.attribute(attribute).expect("the attribute is there").parse().expect("it is a number")
}

fn hover<'a>(node: &Node<'a, 'a>) -> &'a str {
    let title = node.children().find(|child| child.has_tag_name("title"));
    title.and_then(|title| title.text()).expect("it says what it is")
}

#[test]
fn the_page_maps_every_buffer_to_its_place() {
    for spec in [ESPNETV2, ESPNETV2_SEG, CLASSIFIER, SEGMENTATION, TWO_OUTPUTS] {
        let report = json(&[spec]);
        let buffers = report["arena"]["buffers"].as_array().unwrap();
        let page = page(&[spec]);
        let document = parse(&page);
        let rects = with(&document, "data-offset");
        assert_eq!(rects.len(), buffers.len(), "{spec}");
        // The pixels of a byte, and those of a step, from the buffer that lives longest.
        let steps = |rect: &Node<'_, '_>| {
            number(rect, "data-last-step") - number(rect, "data-first-step") + 1.0
        };
        let longest = rects.iter().max_by(|a, b| steps(a).total_cmp(&steps(b))).unwrap();
        let (first, bound) = (rects[0], report["arena"]["bytes"].as_f64().unwrap());
        let column = number(longest, "width") / steps(longest);
        let byte = 380.0 / bound;
        let floor =
            number(&first, "y") + number(&first, "height") + number(&first, "data-offset") * byte;
        for (rect, buffer) in rects.iter().zip(buffers) {
            assert_eq!(number(rect, "data-offset"), buffer["offset_bytes"].as_f64().unwrap());
            assert_eq!(number(rect, "data-bytes"), buffer["bytes"].as_f64().unwrap());
            assert_eq!(number(rect, "data-first-step"), buffer["live"][0].as_f64().unwrap());
            assert_eq!(number(rect, "data-last-step"), buffer["live"][1].as_f64().unwrap());
            assert!(hover(rect).starts_with(buffer["name"].as_str().unwrap()), "{}", hover(rect));
            // Coordinates are rounded to tenths.
            let near = |a: f64, b: f64| assert!((a - b).abs() < 0.3, "{a} {b} {}", hover(rect));
            near(number(rect, "height"), number(rect, "data-bytes") * byte);
            let bottom = floor - number(rect, "data-offset") * byte;
            near(number(rect, "y") + number(rect, "height"), bottom);
            let across = number(rect, "data-first-step") - number(&first, "data-first-step");
            near(number(rect, "x"), number(&first, "x") + across * column);
            near(number(rect, "width"), steps(rect) * column);
        }
    }
}

#[test]
fn the_page_has_a_box_for_every_unit() {
    for spec in [ESPNETV2, ESPNETV2_SEG, CLASSIFIER, SEGMENTATION, TWO_OUTPUTS] {
        let report = json(&[spec]);
        let page = page(&[spec]);
        let document = parse(&page);
        let boxes = with(&document, "data-unit");
        let names: Vec<&str> =
            boxes.iter().map(|node| node.attribute("data-unit").unwrap()).collect();
        let units = report["units"].as_array().unwrap();
        let mut expected = vec!["input"];
        expected.extend(units.iter().map(|unit| unit["name"].as_str().unwrap()));
        assert_eq!(names, expected, "{spec}");
        let mut places: Vec<(&str, &str)> = boxes
            .iter()
            .map(|node| node.children().find(|child| child.has_tag_name("rect")).unwrap())
            .map(|rect| (rect.attribute("x").unwrap(), rect.attribute("y").unwrap()))
            .collect();
        places.sort_unstable();
        places.dedup();
        assert_eq!(places.len(), boxes.len(), "no two boxes lie on one another");
        for (node, unit) in boxes.iter().skip(1).zip(units) {
            for step in unit["steps"].as_array().unwrap() {
                assert!(hover(node).contains(step["description"].as_str().unwrap()));
            }
        }
    }
    let page = page(&[ESPNETV2]);
    for shown in [
        "1,670,072",
        "85,720,404",
        "r = 1,1,1,2",
        "512×7×7",
        "level5.0, level5.1, level5.2",
        "dilation 3 would cover 7 pixels, more than 5",
        "optimal · lower bound 1,274,304 · all buffers 4,459,584 · all tensors 4,672,896",
    ] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[test]
fn units_say_what_they_read() {
    let unit = |report: &Value, name: &str| {
        let units = report["units"].as_array().unwrap();
        units.iter().find(|unit| unit["name"] == name).expect("there is such a unit").clone()
    };
    let inputs = |report: &Value, name: &str| unit(report, name)["inputs"].clone();
    let includes = |report: &Value, name: &str| {
        unit(report, name)["steps"].as_array().unwrap().last().unwrap()["includes"].clone()
    };
    let small = json(&[ESPNETV2, "--height", "64", "--width", "64"]);
    assert_eq!(inputs(&small, "level1"), serde_json::json!(["input"]));
    assert_eq!(inputs(&small, "level2_0"), serde_json::json!(["input", "level1"]));
    // The stem of a large image and the last convolutions have no steps of their own.
    let report = json(&[ESPNETV2]);
    assert!(report["units"].as_array().unwrap().iter().all(|unit| unit["name"] != "level1"));
    assert_eq!(inputs(&report, "level2_0"), serde_json::json!(["input"]));
    assert_eq!(includes(&report, "level2_0"), serde_json::json!(["level1"]));
    assert_eq!(includes(&report, "level5.2"), serde_json::json!([]));
    assert_eq!(includes(&report, "global_pool"), serde_json::json!(["level5.3", "level5.4"]));
    assert_eq!(inputs(&report, "level5_0"), serde_json::json!(["level4.6"]));
    assert_eq!(report["outputs"][0]["unit"], "classifier");
    // A resize that a convolution adds has no step of its own either, nor has the sum.
    let report = json(&[ESPNETV2_SEG]);
    let read = serde_json::json!(["base_net.level3.2", "bu_dec_l1", "merge_enc_dec_l2"]);
    assert_eq!(inputs(&report, "bu_br_l2"), read);
    let included = serde_json::json!(["merge_enc_dec_l2", "sum_l2", "upsample_l1"]);
    assert_eq!(includes(&report, "bu_br_l2"), included);

    // A concatenation in place has no step. Its readers count as readers of its operands.
    let conv = |name: &str, from: &str| serde_json::json!({ "name": name, "type": "conv", "channels": 16, "kernel": 3, "from": from });
    let spec = serde_json::json!({
        "name": "joined",
        "input": { "channels": 3, "height": 8, "width": 8 },
        "classes": 2,
        "blocks": [
            conv("left", "input"),
            conv("right", "input"),
            { "name": "both", "type": "concat", "from": ["left", "right"] },
            conv("last", "both"),
        ],
        "outputs": ["last"],
    });
    let folder = Folder::new();
    let path = folder.write("joined.json", spec.to_string());
    let report = json(&[&path]);
    assert_eq!(report["units"].as_array().unwrap().len(), 3);
    assert_eq!(inputs(&report, "last"), serde_json::json!(["left", "right"]));
}

#[test]
fn the_page_is_one_file_and_shows_texts_as_they_are() {
    let folder = Folder::new();
    let text = "</style><script src='http://x'>alert(\"1\")</script> & ]]> é";
    let mut spec: Value =
        serde_json::from_str(&std::fs::read_to_string(CLASSIFIER).unwrap()).unwrap();
    spec["description"] = text.into();
    let path = folder.write("hostile.json", spec.to_string());
    let page = page(&[&path]);
    let document = parse(&page);
    assert!(document.descendants().any(|node| node.text() == Some(text)), "{page}");

    let loads = ["src", "href", "srcset", "data", "action", "style", "onload"];
    for node in document.descendants() {
        assert!(
            !["script", "link", "iframe", "object", "image", "use", "base"]
                .contains(&node.tag_name().name())
        );
        for attribute in node.attributes() {
            assert!(!loads.contains(&attribute.name()), "{attribute:?}");
            assert!(!attribute.value().contains("url("), "{attribute:?}");
        }
        if node.has_tag_name("style") {
            let sheet = node.text().unwrap();
            assert!(!sheet.contains("url(") && !sheet.contains("@import"), "{sheet}");
        }
    }
}

#[test]
fn every_form_can_be_written_to_a_file() {
    let folder = Folder::new();
    for format in ["table", "json", "dot", "html"] {
        let path = folder.path(format);
        let arguments = ["inspect", CLASSIFIER, "--format", format];
        let printed = run(&arguments).success();
        assert_eq!(run(&[&arguments[..], &["-o", &path]].concat()).success(), "");
        assert_eq!(std::fs::read_to_string(&path).unwrap(), printed, "and is the same every time");
    }
    let missing = folder.path("none/page.html");
    let message = run(&["inspect", CLASSIFIER, "-o", &missing]).failure(1);
    assert!(message.contains("its folder does not exist"), "{message}");
    assert_eq!(folder.names().len(), 4, "nothing else is left");
}
