//! The charts of receptive fields over depth: the fields of kernels, beside the sizes of the maps
//! that they read, and the fields of values, beside the size of the network's input.

use espnet_compiler::spec::DilationPolicy;

use super::{
    super::{
        report::{Report, UnitDilations},
        units::StepReport,
    },
    chart::Plot,
    table,
};
use crate::{
    format::{list, square},
    page::{
        element::Element,
        legend,
        shape::{circle, line, picture, polyline},
    },
    tensors::product,
};

/// Both charts, each with its legend.
pub fn fields(report: &Report) -> Vec<Element> {
    let steps = report.steps();
    let [kernels_legend, kernels] = kernels(report, &steps);
    let [values_legend, values] = values(report, &steps);
    let heading = |text: &str| Element::new("h3").text(text);
    vec![
        heading("Kernels: effective receptive field, in pixels of the map read"),
        kernels_legend,
        kernels,
        heading("Dilations that were bounded"),
        bounds(report),
        heading("Values: cumulative receptive field, in pixels of the input"),
        values_legend,
        values,
    ]
}

/// The chart of kernels: fields of the branches, the limits, and the requested fields above the
/// limits.
fn kernels(report: &Report, steps: &[&StepReport]) -> [Element; 2] {
    let plot = Plot::new(report, 30.0, 220.0);
    let maps: Vec<Option<usize>> =
        steps.iter().map(|step| step.input.map(|[_, height, width]| height.min(width))).collect();
    let fields = steps.iter().flat_map(|step| step.effective_receptive_field.iter().copied());
    let asked = report.dilations.iter().flat_map(|unit| unit.requested.iter().map(|&r| field(r)));
    let most = fields.chain(asked).chain(maps.iter().flatten().copied()).max().unwrap_or(1);
    let (y, ticks) = plot.logarithmic(most);
    let mut chart = picture(
        plot.width(),
        plot.height(),
        "Effective receptive fields of kernels and sizes of maps over the steps",
    );
    chart = chart.with_all(plot.units()).with_all(plot.scale("pixels", ticks));
    for stairs in plot.stairs(maps.iter().map(|map| map.map(&y))) {
        chart = chart.with(polyline(&stairs).class("curve map"));
    }
    for unit in &report.dilations {
        let Some(step) = branches_of(unit, steps) else { continue };
        if let Some(limit) = unit.limit {
            let ends = [plot.x(step.index), plot.x(step.index + 1)];
            chart = chart.with(
                line([ends[0] + 1.0, y(limit)], [ends[1] - 1.0, y(limit)])
                    .class("limit")
                    .hover(format!("{}: at most {limit}", unit.unit)),
            );
        }
        for dilation in lost(unit) {
            chart = chart.with(
                circle([plot.middle(step.index), y(field(dilation))], 3.2)
                    .class("lost")
                    .hover(format!("{}: {}", unit.unit, reason(report, unit, dilation))),
            );
        }
    }
    for step in steps {
        let mut fields = step.effective_receptive_field.clone();
        fields.dedup();
        for field in fields {
            let count = step.effective_receptive_field.iter().filter(|&&f| f == field).count();
            let hover = match step.effective_receptive_field.len() {
                1 => format!("{}: {field}", step.name),
                branches => format!("{}: {field} ({count} of {branches} branches)", step.name),
            };
            let radius = 2.0 + 0.6 * (count - 1).min(4) as f64;
            chart = chart.with(
                circle([plot.middle(step.index), y(field)], radius).class("field").hover(hover),
            );
        }
    }
    let across = || line([0.0, 6.0], [22.0, 6.0]);
    let legend = legend([
        (across().class("curve map"), "smaller side of the map read"),
        (across().class("limit"), "limit"),
        (circle([11.0, 6.0], 3.0).class("field"), "kernel; larger where branches are equal"),
        (circle([11.0, 6.0], 3.2).class("lost"), "asked for, but above the limit"),
    ]);
    [legend, Element::new("figure").with(chart)]
}

/// The chart of values: a curve for the units' results, points for the values inside units.
fn values(report: &Report, steps: &[&StepReport]) -> [Element; 2] {
    let plot = Plot::new(report, 30.0, 220.0);
    let [_, height, width] = report.input;
    let sizes = steps.iter().filter_map(|step| step.receptive_field).flatten();
    let (y, ticks) = plot.logarithmic(sizes.chain([height, width]).max().unwrap_or(1));
    let mut chart = picture(
        plot.width(),
        plot.height(),
        "Cumulative receptive fields of values over the steps",
    );
    chart = chart.with_all(plot.units()).with_all(plot.scale("pixels", ticks));
    for size in if height == width { vec![height] } else { vec![height, width] } {
        chart = chart.with(
            line([plot.left(), y(size)], [plot.right(), y(size)])
                .class("input-size")
                .hover(format!("the input: {height}×{width}")),
        );
    }
    let results = report.units.iter().filter_map(|unit| unit.steps.last());
    let results: Vec<(usize, [usize; 2])> =
        results.filter_map(|step| Some((step.index, step.receptive_field?))).collect();
    let differ = results.iter().any(|(_, [height, width])| height != width);
    for (axis, class) in [(1, "curve total along-width"), (0, "curve total")] {
        if axis == 1 && !differ {
            continue;
        }
        let points: Vec<[f64; 2]> =
            results.iter().map(|&(step, field)| [plot.middle(step), y(field[axis])]).collect();
        chart = chart.with(polyline(&points).class(class));
    }
    for step in steps {
        let Some(field) = step.receptive_field else { continue };
        let result = results.iter().any(|&(index, _)| index == step.index);
        chart = chart.with(
            circle([plot.middle(step.index), y(field[0])], if result { 2.6 } else { 1.6 })
                .class(if result { "field result" } else { "field inner" })
                .hover(format!("{}: {}", step.name, square(field))),
        );
    }
    let across = || line([0.0, 6.0], [22.0, 6.0]);
    let mut entries = vec![
        (
            across().class("curve total"),
            if differ { "results of units, along H" } else { "results of units" },
        ),
        (circle([11.0, 6.0], 1.6).class("field inner"), "values within units"),
        (across().class("input-size"), "size of the input: above it, a value may see everything"),
    ];
    if differ {
        entries.insert(1, (across().class("curve total along-width"), "along W"));
    }
    [legend(entries), Element::new("figure").with(chart)]
}

/// The list of units whose dilations were reduced, each with the reason.
fn bounds(report: &Report) -> Element {
    let mut rows: Vec<(Vec<&str>, &UnitDilations)> = Vec::new();
    for unit in report.dilations.iter().filter(|unit| unit.requested != unit.dilations) {
        let alike = |other: &UnitDilations| {
            (&other.requested, other.limit, &other.dilations, other.input)
                == (&unit.requested, unit.limit, &unit.dilations, unit.input)
        };
        match rows.iter_mut().find(|(_, other)| alike(other)) {
            Some((names, _)) => names.push(&unit.unit),
            None => rows.push((vec![&unit.unit], unit)),
        }
    }
    if rows.is_empty() {
        return Element::new("p")
            .class("note")
            .text("Every unit has the dilations that it asks for.");
    }
    let titles = ["units", "map read", "asked for", "limit", "dilations", "because"];
    let rows = rows.into_iter().map(|(names, unit)| {
        let because = lost(unit).next().map(|dilation| reason(report, unit, dilation));
        vec![
            names.join(", "),
            product(&unit.input),
            list(&unit.requested),
            unit.limit.map(|limit| limit.to_string()).unwrap_or_default(),
            list(&unit.dilations),
            because.unwrap_or_default(),
        ]
    });
    table("bounds", &titles, rows)
}

/// The requested dilations that a unit does not have.
fn lost(unit: &UnitDilations) -> impl Iterator<Item = usize> {
    let limit = unit.limit.unwrap_or(usize::MAX);
    unit.requested.iter().copied().filter(move |&dilation| field(dilation) > limit)
}

/// The reason why a unit does not have a dilation.
fn reason(report: &Report, unit: &UnitDilations, dilation: usize) -> String {
    let limit = unit.limit.unwrap_or(usize::MAX);
    let rule = match report.dilation {
        DilationPolicy::Paper => {
            let [_, height, width] = unit.input;
            format!("5 + Z/7 for Z = {}, rounded down to an odd number", height.min(width))
        }
        DilationPolicy::Official | DilationPolicy::Explicit => {
            "the spec's limit of the unit".into()
        }
    };
    format!(
        "dilation {dilation} would cover {} pixels, more than {limit} ({rule}); it falls back to 1",
        field(dilation)
    )
}

/// The pixels that a 3×3 kernel of this dilation covers along an axis.
fn field(dilation: usize) -> usize {
    2 * dilation + 1
}

/// The first step that computes the unit's branches.
fn branches_of<'a>(unit: &UnitDilations, steps: &[&'a StepReport]) -> Option<&'a StepReport> {
    steps.iter().copied().find(|step| {
        let within = step.name.strip_prefix(unit.unit.as_str());
        !step.dilations.is_empty()
            && within.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', ' ']))
    })
}
