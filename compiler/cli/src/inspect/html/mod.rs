//! The report as a page: one HTML file, without scripts, that loads no other file.
//!
//! | module | shows |
//! |---|---|
//! | [`network`] | units by the size of their maps, and what each reads |
//! | [`fields`] | receptive fields over depth, and the dilations that were bounded |
//! | [`bars`] | multiply-accumulates and parameters of each unit |
//! | [`arena`] | the buffers over the steps |
//! | [`chart`] | nothing: the axes of the others |
//!
//! Details are in titles, which browsers show when the pointer rests on a shape, and in a table of all
//! steps, for readers without a pointer.

mod arena;
mod bars;
mod chart;
mod fields;
mod network;

use super::{report::Report, units::StepReport};
use crate::{
    format::{list, long, span, square},
    page::{self, element::Element, section},
    tensors::product,
};

/// The style sheet, without characters that need escapes.
const STYLE: &str = include_str!("style.css");

/// The page.
pub fn page(report: &Report) -> String {
    let content = [
        header(report),
        figures(report),
        section("Network", network::network(report)),
        section("Receptive fields", fields::fields(report)),
        section("Costs", vec![bars::bars(report)]),
        section("Arena", arena::arena(report)),
        section("Fusions that did not fire", vec![unfused(report)]),
        section("Steps", vec![steps(report)]),
    ];
    page::page(&report.name, STYLE, content)
}

fn header(report: &Report) -> Element {
    let outputs: Vec<String> = report
        .outputs
        .iter()
        .map(|output| format!("{} {}", output.name, product(&output.shape)))
        .collect();
    let policy = report.dilation.name();
    let mut header = Element::new("header").with(Element::new("h1").text(&report.name));
    if let Some(description) = &report.description {
        header = header.with(Element::new("p").prose(description));
    }
    for warning in &report.warnings {
        let text = format!("Warning: {}", warning.message);
        header = header.with(Element::new("p").class("warning").text(text));
    }
    header
        .with(Element::new("p").class("note").text(format!(
            "input {} · {} · width multiplier {} · {} classes · K = {} · {policy} dilations",
            product(&report.input),
            outputs.join(", "),
            report.width_multiplier,
            report.classes,
            report.branches
        )))
        .with(Element::new("p").class("note").text(format!("labels: {}", report.labels_in_words())))
        .with(
            Element::new("p")
                .class("note")
                .text(format!("pictures: {}", report.preprocessing_in_words())),
        )
}

/// The totals.
fn figures(report: &Report) -> Element {
    let arena = &report.arena;
    let unused = match report.unused_parameters {
        0 => "all of them read".into(),
        unused => format!("of which {} are never read", long(unused as u64)),
    };
    let arena_note = format!(
        "{} · lower bound {} · all buffers {} · all tensors {}",
        arena.tightness(),
        long(arena.lower_bound_bytes as u64),
        long(arena.unshared_bytes as u64),
        long(arena.tensor_bytes as u64)
    );
    let figure = |name: &str, value: u64, note: String| {
        Element::new("div")
            .with(Element::new("dt").text(name))
            .with(Element::new("dd").class("number").text(long(value)))
            .with(Element::new("dd").class("note").text(note))
    };
    Element::new("dl").class("figures").with_all([
        figure("Parameters", report.parameters as u64, unused),
        figure("MACs", report.macs, "of convolutions".into()),
        figure("Arena, bytes", arena.bytes as u64, arena_note),
        figure("Weights, bytes", report.weights_bytes as u64, "packed".into()),
    ])
}

/// Returns a table with a class of the style sheet and a heading for each column; it scrolls if it is
/// wider than its section.
fn table(class: &str, titles: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> Element {
    let titles = titles.iter().map(|title| Element::new("th").set("scope", "col").text(title));
    let rows = rows.into_iter().map(|cells| {
        let cells = cells.into_iter().map(|cell| Element::new("td").prose(&cell));
        Element::new("tr").with_all(cells)
    });
    Element::new("figure").with(
        Element::new("table")
            .class(class)
            .with(Element::new("thead").with(Element::new("tr").with_all(titles)))
            .with(Element::new("tbody").with_all(rows)),
    )
}

fn unfused(report: &Report) -> Element {
    if report.unfused.is_empty() {
        return Element::new("p").class("note").text("There are none.");
    }
    let rows = report
        .unfused
        .iter()
        .map(|unfused| vec![unfused.unit.clone(), unfused.kernel.clone(), unfused.reason.clone()]);
    table("unfused", &["unit", "kernel", "reason"], rows)
}

/// The table of everything that the pictures show, which opens on demand.
fn steps(report: &Report) -> Element {
    let titles =
        ["#", "result", "kernel", "dilations", "RF", "total RF", "parameters", "MACs", "live"];
    let row = |step: &StepReport| {
        vec![
            step.index.to_string(),
            format!("{} {}", step.name, product(&step.output)),
            step.description.clone(),
            list(&step.dilations),
            span(&step.effective_receptive_field),
            step.receptive_field.map(square).unwrap_or_default(),
            long(step.parameters as u64),
            long(step.macs),
            step.buffer.as_ref().map(|buffer| span(&buffer.live)).unwrap_or_default(),
        ]
    };
    let steps = report.steps();
    Element::new("details")
        .with(Element::new("summary").text(format!("All {} steps", steps.len())))
        .with(table("steps", &titles, steps.into_iter().map(row)))
}

#[cfg(test)]
mod tests {
    use espnet_compiler::{compile, spec::Overrides};

    use super::*;

    const SPEC: &str = include_str!("../../../tests/specs/classifier.json");

    #[test]
    fn texts_of_every_kind_are_escaped() {
        let compiled = compile(SPEC, &Overrides::default()).expect("the spec compiles");
        let mut report = Report::new(&compiled);
        let hostile = |place: &str| format!("<script>\"{place}' & --> ]]></style>\u{8}");
        report.name = hostile("name");
        report.description = Some(hostile("description"));
        for output in &mut report.outputs {
            output.name = hostile("output");
        }
        for buffer in &mut report.arena.buffers {
            buffer.name = hostile("buffer");
        }
        for unit in &mut report.units {
            unit.name = hostile("unit");
            for step in &mut unit.steps {
                step.name = hostile("step");
                step.description = hostile("kernel");
            }
        }
        for unit in &mut report.dilations {
            unit.unit = hostile("dilations");
        }
        let reason = hostile("reason");
        report.unfused.push(super::super::report::Unfused {
            unit: hostile("unfused"),
            node: String::new(),
            kernel: "eesp_unit".into(),
            reason,
        });
        let page = page(&report);
        assert!(!page.contains("<script") && !page.contains("]]>"), "{page}");
        assert_eq!(page.matches("</style>").count(), 1);
        let document = parse(&page);
        for place in [
            "name",
            "description",
            "output",
            "buffer",
            "unit",
            "step",
            "kernel",
            "unfused",
            "reason",
        ] {
            let shown = hostile(place).replace('\u{8}', "\u{fffd}");
            let texts = document.descendants().filter_map(|node| node.text());
            assert!(texts.into_iter().any(|text| text.contains(&shown)), "{place}");
        }
    }

    #[test]
    fn the_style_sheet_needs_no_escapes() {
        assert!(!STYLE.contains(['<', '>', '&', '"', '\'']));
    }

    fn parse(page: &str) -> roxmltree::Document<'_> {
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        roxmltree::Document::parse_with_options(page, options).expect("the page is well-formed")
    }
}
