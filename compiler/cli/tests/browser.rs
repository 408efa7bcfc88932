//! The page of `espnet inspect --format html` in Chromium: its pictures show what the plan says, and can be
//! read on light and on dark backgrounds. The page of `espnet compare` fits a telephone too.
//!
//! `ESPNET_CHROMIUM` names the browser; without it these tests are skipped.

mod common;

use std::{env, ffi::OsString, process::Command};

use common::{ESPNETV2, ESPNETV2_SEG, Folder, TWO_OUTPUTS, run};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

/// The measurements of `browser/measure.js`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Measured {
    page: Page,
    units: Vec<Unit>,
    buffers: Vec<Buffer>,
    bound: Box,
    in_use: Box,
    fields: Vec<Field>,
    texts: Vec<Text>,
}

#[derive(Deserialize)]
struct Page {
    width: f64,
    window: f64,
}

/// A box on the screen, in pixels.
#[derive(Deserialize)]
struct Box {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

impl Box {
    fn bottom(&self) -> f64 {
        self.y + self.height
    }

    fn holds(&self, inner: &Box) -> bool {
        self.x <= inner.x
            && self.y <= inner.y
            && inner.x + inner.width <= self.x + self.width
            && inner.bottom() <= self.bottom()
    }
}

#[derive(Deserialize)]
struct Unit {
    unit: String,
    r#box: Box,
    fill: String,
    texts: Vec<UnitText>,
}

#[derive(Deserialize)]
struct UnitText {
    text: String,
    r#box: Box,
    colour: String,
}

#[derive(Deserialize)]
struct Buffer {
    offset: f64,
    bytes: f64,
    first: f64,
    last: f64,
    r#box: Box,
    colour: String,
    panel: String,
}

#[derive(Deserialize)]
struct Field {
    title: String,
    r#box: Box,
}

#[derive(Deserialize)]
struct Text {
    text: String,
    colour: String,
    panel: String,
}

/// The user's preferred colours, as Blink's settings name them.
#[derive(Clone, Copy, Debug)]
enum Scheme {
    Light,
    Dark,
}

fn browser() -> Option<OsString> {
    let browser = env::var_os("ESPNET_CHROMIUM");
    if browser.is_none() {
        eprintln!("skipped: ESPNET_CHROMIUM is not set");
    }
    browser
}

/// Opens and measures the page of a spec.
fn measure(browser: &OsString, spec: &str, scheme: Scheme) -> Measured {
    let script = include_str!("browser/measure.js");
    open(
        browser,
        &inspected(spec).replace("</body>", &format!("<script>{script}</script></body>")),
        scheme,
    )
}

/// The page of a spec.
fn inspected(spec: &str) -> String {
    run(&["inspect", "--format", "html", spec]).success()
}

/// The measurements of `browser/measure_narrow.js` in a page, which is shown in a frame.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Narrow {
    /// Width of the frame's window, in pixels.
    width: f64,
    scroll_width: f64,
    /// Elements that are cut off or overflow, by tag and class.
    outside: Vec<String>,
    /// Number of tables and pictures that are wider than their container and scroll.
    scrolling: usize,
    codes: Vec<String>,
}

/// Shows a page with all details open, in a frame of this width, because the browser's
/// windows cannot be this narrow.
fn measure_narrow(browser: &OsString, page: &str, width: usize) -> Narrow {
    let page = page.replace("<details>", "<details open=\"\">");
    let page = page.replace('&', "&amp;").replace('"', "&quot;");
    let script = include_str!("browser/measure_narrow.js");
    let frame = format!(
        "<!DOCTYPE html><body><iframe style=\"width:{width}px;height:900px;border:0\" srcdoc=\"{page}\">\
         </iframe><script>{script}</script></body>"
    );
    open(browser, &frame, Scheme::Light)
}

/// Opens a page, and reads the measurements of a script in it.
fn open<T: DeserializeOwned>(browser: &OsString, page: &str, scheme: Scheme) -> T {
    let folder = Folder::new();
    let path = folder.write("page.html", page);
    let scheme = match scheme {
        Scheme::Dark => 0,
        Scheme::Light => 1,
    };
    let output = Command::new(browser)
        // The page is our own, and containers have no sandbox, so the browser runs without one. The
        // other options keep the browser from looking for servers.
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
        .arg(format!("--user-data-dir={}", folder.path("profile")))
        .arg(format!("--blink-settings=preferredColorScheme={scheme}"))
        .args(["--window-size=1320,1000", "--dump-dom"])
        .arg(format!("file://{path}"))
        .output()
        .expect("the browser starts");
    let dom = String::from_utf8(output.stdout).expect("the page is text");
    let measured =
        dom.split_once("<pre id=\"measured\">").and_then(|(_, rest)| rest.split_once("</pre>"));
    let (measured, _) =
        measured.unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&output.stderr)));
    let json = measured.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&json).expect("the script writes this JSON")
}

fn report(spec: &str) -> Value {
    serde_json::from_str(&run(&["inspect", "--format", "json", spec]).success()).unwrap()
}

const SPECS: [&str; 3] = [ESPNETV2, ESPNETV2_SEG, TWO_OUTPUTS];

#[test]
fn units_are_boxes_with_their_texts_inside_and_beside_one_another() {
    let Some(browser) = browser() else { return };
    for spec in SPECS {
        let measured = measure(&browser, spec, Scheme::Light);
        assert!(measured.page.width <= measured.page.window, "the page scrolls sideways");
        let report = report(spec);
        let units = report["units"].as_array().unwrap();
        assert_eq!(measured.units.len(), 1 + units.len(), "the input and every unit");
        for (drawn, unit) in measured.units.iter().skip(1).zip(units) {
            assert_eq!(drawn.unit, unit["name"]);
            assert!(drawn.r#box.width > 50.0 && drawn.r#box.height > 20.0, "{}", drawn.unit);
            let shape: Vec<String> = unit["steps"].as_array().unwrap().last().unwrap()["output"]
                .as_array()
                .unwrap()
                .iter()
                .map(Value::to_string)
                .collect();
            assert!(drawn.texts.iter().any(|text| text.text == shape.join("×")), "{}", drawn.unit);
            for text in &drawn.texts {
                assert!(drawn.r#box.holds(&text.r#box), "{} leaves {}", text.text, drawn.unit);
            }
        }
        for (index, unit) in measured.units.iter().enumerate() {
            for other in &measured.units[..index] {
                let (a, b) = (&unit.r#box, &other.r#box);
                let apart = a.x >= b.x + b.width
                    || b.x >= a.x + a.width
                    || a.y >= b.bottom()
                    || b.y >= a.bottom();
                assert!(apart, "{} lies on {}", unit.unit, other.unit);
            }
        }
    }
}

#[test]
fn the_page_stays_inside_a_telephone_s_width() {
    let Some(browser) = browser() else { return };
    let folder = Folder::new();
    // In this spec, everything that can be long is long: names, words without a space, tables.
    let long = "w".repeat(120);
    let text = std::fs::read_to_string(TWO_OUTPUTS).unwrap();
    let mut spec: Value = serde_json::from_str(&text).unwrap();
    spec["name"] = "a_name_that_is_as_long_as_names_may_be_and_has_no_blank".into();
    spec["description"] = format!("`{long}` and `code`, {long}").into();
    let long_spec = folder.write("long.json", spec.to_string());
    for spec in [&SPECS[..], &[long_spec.as_str()]].concat() {
        let measured = measure_narrow(&browser, &inspected(spec), 390);
        assert_eq!(measured.width, 390.0);
        assert!(measured.scroll_width <= 390.0, "{spec}: {} pixels", measured.scroll_width);
        assert_eq!(measured.outside, [""; 0], "{spec}");
        assert!(measured.scrolling > 3, "{spec}: {} scroll", measured.scrolling);
        if spec == long_spec {
            assert_eq!(measured.codes, [long.as_str(), "code"]);
        }
    }
    let wide = measure_narrow(&browser, &inspected(ESPNETV2_SEG), 1400);
    assert!(wide.scroll_width <= 1400.0);
    assert_eq!(wide.codes, ["planes"]);

    let comparison = folder.path("comparison.html");
    let options = ["--networks", "ESPNetv2 x0.5", "--seconds", "0", "--rounds", "1"];
    run(&[&["compare", "--output", &comparison], &options[..]].concat()).success();
    let measured = measure_narrow(&browser, &std::fs::read_to_string(comparison).unwrap(), 390);
    assert!(measured.scroll_width <= 390.0, "{} pixels", measured.scroll_width);
    assert_eq!(measured.outside, [""; 0]);
}

#[test]
fn the_arena_is_drawn_to_scale() {
    let Some(browser) = browser() else { return };
    for spec in SPECS {
        let measured = measure(&browser, spec, Scheme::Light);
        let report = report(spec);
        let arena = &report["arena"];
        let planned = arena["buffers"].as_array().unwrap();
        assert_eq!(measured.buffers.len(), planned.len());
        // The largest buffer gives the pixels of a byte; the one that lives longest, the pixels of
        // a step.
        let largest = measured.buffers.iter().max_by(|a, b| a.bytes.total_cmp(&b.bytes)).unwrap();
        let byte = largest.r#box.height / largest.bytes;
        let floor = largest.r#box.bottom() + largest.offset * byte;
        let steps = |buffer: &Buffer| buffer.last - buffer.first + 1.0;
        let longest = measured.buffers.iter().max_by(|a, b| steps(a).total_cmp(&steps(b))).unwrap();
        let step = longest.r#box.width / steps(longest);
        let left = longest.r#box.x - longest.first * step;
        let near = |a: f64, b: f64| (a - b).abs() < 1.0;
        for (drawn, planned) in measured.buffers.iter().zip(planned) {
            let name = &planned["name"];
            assert_eq!(drawn.offset, planned["offset_bytes"].as_f64().unwrap(), "{name}");
            assert_eq!(drawn.bytes, planned["bytes"].as_f64().unwrap(), "{name}");
            assert!(near(drawn.r#box.bottom(), floor - drawn.offset * byte), "{name}");
            assert!(near(drawn.r#box.height, drawn.bytes * byte), "{name}");
            assert!(near(drawn.r#box.x, left + drawn.first * step), "{name}");
            assert!(near(drawn.r#box.width, steps(drawn) * step), "{name}");
            assert!(drawn.colour != drawn.panel, "{name} cannot be seen");
        }
        let bound = arena["lower_bound_bytes"].as_f64().unwrap();
        assert!(near(measured.bound.y, floor - bound * byte), "the line of the lower bound");
        let last = planned.iter().map(|buffer| buffer["live"][1].as_u64().unwrap()).max().unwrap();
        let in_use = |step: u64| -> f64 {
            let live = |buffer: &&Value| {
                (buffer["live"][0].as_u64().unwrap()..=buffer["live"][1].as_u64().unwrap())
                    .contains(&step)
            };
            // Buffers begin at cache lines.
            let bytes = |buffer: &Value| buffer["bytes"].as_u64().unwrap().next_multiple_of(64);
            planned.iter().filter(live).map(bytes).sum::<u64>() as f64
        };
        let most = (0..=last).map(in_use).fold(0.0, f64::max);
        assert!(near(measured.in_use.y, floor - most * byte), "the curve of bytes in use");
    }
}

#[test]
fn fields_stand_at_the_height_of_their_size() {
    let Some(browser) = browser() else { return };
    for spec in [ESPNETV2, ESPNETV2_SEG] {
        let measured = measure(&browser, spec, Scheme::Light);
        let report = report(spec);
        let mut expected = 0;
        for unit in report["units"].as_array().unwrap() {
            for step in unit["steps"].as_array().unwrap() {
                let mut fields = step["effective_receptive_field"].as_array().unwrap().clone();
                fields.dedup();
                expected += fields.len();
            }
        }
        assert_eq!(measured.fields.len(), expected, "{spec}: a point for each field of a kernel");
        let size = |field: &Field| -> f64 {
            let (_, size) = field.title.rsplit_once(": ").expect("a name and its field");
            size.split(' ').next().unwrap().parse().expect("the field is a number")
        };
        let centre = |field: &Field| field.r#box.y + field.r#box.height / 2.0;
        // Powers of two are equally far apart: two fields give the scale, and the others must
        // follow it.
        let small = measured.fields.iter().min_by(|a, b| size(a).total_cmp(&size(b))).unwrap();
        let large = measured.fields.iter().max_by(|a, b| size(a).total_cmp(&size(b))).unwrap();
        let octave = (centre(small) - centre(large)) / (size(large).log2() - size(small).log2());
        assert!(octave > 5.0, "{octave} pixels for a power of two");
        for field in &measured.fields {
            let height = centre(small) - (size(field).log2() - size(small).log2()) * octave;
            assert!((centre(field) - height).abs() < 1.0, "{}", field.title);
        }
    }
}

#[test]
fn texts_can_be_read_on_light_and_on_dark() {
    let Some(browser) = browser() else { return };
    let mut panels = Vec::new();
    for scheme in [Scheme::Light, Scheme::Dark] {
        let measured = measure(&browser, ESPNETV2_SEG, scheme);
        assert!(measured.texts.len() > 100);
        let in_units = measured
            .units
            .iter()
            .flat_map(|unit| unit.texts.iter().map(|text| (&text.text, &text.colour, &unit.fill)));
        let beside = measured.texts.iter().map(|text| (&text.text, &text.colour, &text.panel));
        for (text, colour, behind) in in_units.chain(beside) {
            let contrast = contrast(luminance(colour), luminance(behind));
            // WCAG 2.2, success criterion 1.4.3.
            assert!(contrast >= 4.5, "{scheme:?}: {text} has a contrast of {contrast:.2}");
        }
        panels.push(luminance(&measured.texts.last().unwrap().panel));
    }
    assert!(panels[0] > 0.8 && panels[1] < 0.1, "the schemes differ: {panels:?}");
}

/// Relative luminance of a colour such as `rgb(1, 2, 3)`, as WCAG defines it.
fn luminance(colour: &str) -> f64 {
    let numbers = colour.trim_start_matches("rgb(").trim_end_matches(')').split(", ");
    let linear = numbers.map(|number| {
        let value = number.parse::<f64>().unwrap_or_else(|_| panic!("{colour} is opaque")) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    });
    linear.zip([0.2126, 0.7152, 0.0722]).map(|(value, weight)| value * weight).sum()
}

fn contrast(a: f64, b: f64) -> f64 {
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}
