//! The scales of the chart: time from left to right, in equal steps for equal ratios, and accuracy from
//! bottom to top.

use super::super::report::Report;

/// A scale from values to pixels, with the values that are marked.
pub struct Scale {
    low: f64,
    high: f64,
    /// The pixels of `low` and `high`.
    ends: [f64; 2],
    logarithmic: bool,
    pub ticks: Vec<f64>,
}

impl Scale {
    /// The scale of times in milliseconds, from `left` to `right`.
    pub fn of_times(report: &Report, index: usize, [left, right]: [f64; 2]) -> Self {
        let (least, most) = range(report.rows.iter().map(|row| row.times[index].median_ms));
        // Equal times are in the middle of the chart.
        let margin = 1.15_f64.max(2.0 * least / most);
        let (low, high) = (least / margin, most * margin);
        let ticks = |steps: &[f64]| -> Vec<f64> {
            let decades = low.log10().floor() as i32..=high.log10().floor() as i32;
            let ticks = decades.flat_map(|decade| {
                steps.iter().map(move |step| format!("{step}e{decade}").parse().unwrap_or(0.0))
            });
            ticks.filter(|tick| (low..=high).contains(tick)).collect()
        };
        let mut marked = ticks(&[1.0, 2.0, 5.0]);
        if marked.len() < 4 {
            marked = ticks(&[1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
        }
        Scale { low, high, ends: [left, right], logarithmic: true, ticks: marked }
    }

    /// The scale of accuracies in percent, from `bottom` to `top`.
    pub fn of_accuracies(report: &Report, [bottom, top]: [f64; 2]) -> Self {
        let (least, most) = range(report.rows.iter().map(|row| row.network.top1));
        let step = if most - least < 8.0 { 1.0 } else { 5.0 };
        // Marks stay away from the ends.
        let low = ((least - 0.1 * step) / step).floor() * step;
        let high = ((most + 0.3 * step) / step).ceil() * step;
        let count = ((high - low) / step).round() as usize;
        let ticks = (0..=count).map(|tick| low + step * tick as f64).collect();
        Scale { low, high, ends: [bottom, top], logarithmic: false, ticks }
    }

    /// The pixel of a value.
    pub fn at(&self, value: f64) -> f64 {
        let share = match self.logarithmic {
            true => (value / self.low).ln() / (self.high / self.low).ln(),
            false => (value - self.low) / (self.high - self.low),
        };
        let [first, last] = self.ends;
        first + share * (last - first)
    }
}

/// The least and the greatest number.
fn range(numbers: impl Iterator<Item = f64> + Clone) -> (f64, f64) {
    (numbers.clone().fold(f64::INFINITY, f64::min), numbers.fold(f64::NEG_INFINITY, f64::max))
}
