//! `espnet compare`: one network of the list is built, measured and shown in every form.

mod common;

use std::fs;

use common::{Folder, run};
use serde_json::Value;

#[test]
fn a_comparison_is_a_table_an_object_a_page_and_a_chart() {
    let folder = Folder::new();
    let (page, chart) = (folder.path("page.html"), folder.path("chart.svg"));
    let compare = ["compare", "--networks", "ESPNetv2 x0.5", "--seconds", "0", "--rounds", "1"];
    let with = |options: &[&str]| run(&[&compare[..], options].concat()).success();

    let object = with(&["--threads", "1", "--json", "--output", &page]);
    let object: Value = serde_json::from_str(&object).expect("it is JSON");
    let [row] = object["rows"].as_array().expect("there are rows").as_slice() else {
        panic!("{object}")
    };
    assert_eq!((&row["variant"], &row["top1"]), (&"×0.5".into(), &57.7.into()));
    assert_eq!((&row["parameters"], &row["macs"]), (&1_241_332.into(), &28_375_508.into()));
    let time = &row["times"][0];
    let number = |key: &str| time[key].as_f64().unwrap_or_else(|| panic!("{key} in {time}"));
    let rate = 28_375_508.0 / number("median_ms") / 1e6;
    assert!((number("gmacs_per_s") / rate - 1.0).abs() < 1e-9, "{object}");
    assert!(number("share_of_peak") > 0.0, "{object}");
    assert_eq!(time["on_front"], true);
    assert!(["scalar", "avx2", "avx512"].contains(&object["isa"].as_str().unwrap()), "{object}");

    let page = fs::read_to_string(page).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>\n") && page.contains("1,241,332"), "{page}");

    let table = with(&["--output", &chart]);
    assert!(table.contains("ESPNetv2 ×0.5   57.7 %   1,241,332    28.4  "), "{table}");
    assert!(table.ends_with("more accurate than:\n  ESPNetv2 ×0.5\n"), "{table}");
    let chart = fs::read_to_string(chart).unwrap();
    assert!(chart.starts_with("<svg ") && chart.contains("ESPNetv2 ×0.5: 57.7 %, "), "{chart}");
    assert_eq!(folder.names(), ["chart.svg", "page.html"]);
}
