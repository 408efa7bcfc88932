//! The bar chart of each unit's multiply-accumulates and parameters, side by side.

use super::super::{report::Report, units::Unit};
use crate::{
    format::{cut, long, short},
    page::{
        element::Element,
        shape::{line, picture, rect, text},
    },
};

/// The x coordinate at which the names end.
const NAMES: f64 = 158.0;
/// The length of the longest bar.
const BAR: f64 = 380.0;
/// The distance from the left end of one kind of bar to that of the other.
const COLUMN: f64 = 480.0;
const ROW: f64 = 19.0;
const TOP: f64 = 30.0;

/// The quantity that a bar shows.
struct Measure {
    title: &'static str,
    class: &'static str,
    of: fn(&Unit) -> u64,
}

const MEASURES: [Measure; 2] = [
    Measure { title: "MACs of convolutions", class: "bar macs", of: |unit| unit.macs },
    Measure {
        title: "parameters that are read",
        class: "bar parameters",
        of: |unit| unit.parameters as u64,
    },
];

/// The chart.
pub fn bars(report: &Report) -> Element {
    let units = &report.units;
    let bottom = TOP + units.len() as f64 * ROW;
    let mut chart = picture(
        NAMES + 2.0 * COLUMN,
        bottom + 6.0,
        "Multiply-accumulates and parameters of each unit",
    );
    for (row, unit) in units.iter().enumerate() {
        let y = TOP + row as f64 * ROW;
        chart = chart.with(
            text(NAMES - 8.0, y + 13.0, cut(&unit.name, 22)).class("bar-name").hover(&unit.name),
        );
    }
    for (column, measure) in MEASURES.iter().enumerate() {
        let x = NAMES + column as f64 * COLUMN;
        let total: u64 = units.iter().map(measure.of).sum();
        let most = units.iter().map(measure.of).max().unwrap_or(0).max(1);
        chart = chart
            .with(text(x, 18.0, format!("{}: {}", measure.title, long(total))).class("heading"))
            .with(line([x, TOP], [x, bottom]).class("axis"));
        for (row, unit) in units.iter().enumerate() {
            let (y, amount) = (TOP + row as f64 * ROW, (measure.of)(unit));
            if amount == 0 {
                continue;
            }
            let share = 100.0 * amount as f64 / total as f64;
            let width = (amount as f64 / most as f64 * BAR).max(1.0);
            chart = chart
                .with(rect(x, y + 3.0, width, ROW - 6.0).class(measure.class).hover(format!(
                    "{}: {} {} ({share:.1} %)",
                    unit.name,
                    long(amount),
                    measure.title
                )))
                .with(text(x + width + 6.0, y + 13.0, short(amount)).class("value"));
        }
    }
    Element::new("figure").with(chart)
}
