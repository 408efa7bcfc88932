//! The axes of the charts over depth: steps from left to right, and scales from bottom to top.

use super::super::report::Report;
use crate::{
    format::cut,
    page::{
        element::Element,
        shape::{line, rect, text},
    },
};

/// The x coordinate at which the scale's labels end.
const LEFT: f64 = 74.0;
const RIGHT: f64 = 20.0;
/// The most characters of a unit's name.
const NAME: usize = 18;
/// The smallest distance between two names.
const NAME_PITCH: f64 = 11.0;

/// The part of a picture that data is drawn in, with a column for each step.
pub struct Plot<'a> {
    report: &'a Report,
    pitch: f64,
    steps: usize,
    top: f64,
    bottom: f64,
}

impl<'a> Plot<'a> {
    /// Creates a plot of this height, with `top` pixels above it.
    pub fn new(report: &'a Report, top: f64, height: f64) -> Self {
        let steps: usize = report.units.iter().map(|unit| unit.steps.len()).sum();
        let pitch = (1060.0 / steps.max(1) as f64).clamp(9.0, 60.0);
        Plot { report, pitch, steps, top, bottom: top + height }
    }

    /// Width of the picture.
    pub fn width(&self) -> f64 {
        self.right() + RIGHT
    }

    /// Height of the picture, the units' names included.
    pub fn height(&self) -> f64 {
        let names = self.report.units.iter().map(|unit| unit.name.chars().count().min(NAME));
        self.bottom + 20.0 + names.max().unwrap_or(0) as f64 * 5.2
    }

    /// The left end of the steps.
    pub fn left(&self) -> f64 {
        LEFT
    }

    /// The right end of the steps.
    pub fn right(&self) -> f64 {
        LEFT + self.steps as f64 * self.pitch
    }

    /// The left end of a step.
    pub fn x(&self, step: usize) -> f64 {
        LEFT + step as f64 * self.pitch
    }

    /// The middle of a step.
    pub fn middle(&self, step: usize) -> f64 {
        self.x(step) + self.pitch / 2.0
    }

    /// Lines for a value at each step, given by their y coordinates: horizontal over the step's
    /// width, and interrupted where there is no value.
    pub fn stairs(&self, heights: impl IntoIterator<Item = Option<f64>>) -> Vec<Vec<[f64; 2]>> {
        let mut lines: Vec<Vec<[f64; 2]>> = vec![Vec::new()];
        for (step, height) in heights.into_iter().enumerate() {
            match (height, lines.last_mut()) {
                (Some(y), Some(line)) => line.extend([[self.x(step), y], [self.x(step + 1), y]]),
                _ => lines.push(Vec::new()),
            }
        }
        lines.retain(|line| !line.is_empty());
        lines
    }

    /// Bands and names for the units. Every other band is shaded.
    pub fn units(&self) -> Vec<Element> {
        let mut elements = Vec::new();
        let mut last_name = f64::NEG_INFINITY;
        for (index, (name, first, end)) in self.runs().into_iter().enumerate() {
            let (x, width) = (self.x(first), (end - first) as f64 * self.pitch);
            let band = rect(x, self.top, width, self.bottom - self.top);
            let class = if index % 2 == 0 { "band" } else { "band odd" };
            elements.push(band.class(class).hover(name));
            let middle = x + width / 2.0;
            if middle - last_name >= NAME_PITCH {
                let label = text(0.0, 0.0, cut(name, NAME)).class("unit-name");
                let (x, y) = (middle + 4.0, self.bottom + 10.0);
                elements
                    .push(label.set("transform", format!("translate({x:.1} {y:.1}) rotate(-60)")));
                last_name = middle;
            }
        }
        elements
    }

    /// The runs of neighbouring steps that belong to one unit: its name, the first step and the one
    /// behind the last.
    fn runs(&self) -> Vec<(&'a str, usize, usize)> {
        let mut owners = vec![""; self.steps];
        for unit in &self.report.units {
            for step in &unit.steps {
                owners[step.index] = &unit.name;
            }
        }
        let mut runs: Vec<(&str, usize, usize)> = Vec::new();
        for (step, owner) in owners.into_iter().enumerate() {
            match runs.last_mut() {
                Some((name, _, end)) if *name == owner => *end = step + 1,
                _ => runs.push((owner, step, step + 1)),
            }
        }
        runs
    }

    /// The lines of a scale across the plot, with their labels and the scale's title.
    pub fn scale(
        &self,
        title: &str,
        ticks: impl IntoIterator<Item = (f64, String)>,
    ) -> Vec<Element> {
        let mut elements = vec![text(LEFT - 8.0, self.top - 12.0, title).class("axis-title")];
        for (y, label) in ticks {
            elements.push(line([LEFT, y], [self.right(), y]).class("grid"));
            elements.push(text(LEFT - 8.0, y + 4.0, label).class("tick"));
        }
        elements
    }

    /// A linear scale from 0 to `max`.
    pub fn linear(&self, max: f64) -> impl Fn(f64) -> f64 + use<> {
        let (bottom, height) = (self.bottom, self.bottom - self.top);
        move |value| bottom - value / max.max(1.0) * height
    }

    /// A logarithmic scale from 1 to `max`, with a tick at each power of two.
    pub fn logarithmic(&self, max: usize) -> (impl Fn(usize) -> f64 + use<>, Vec<(f64, String)>) {
        let octaves = max.max(2).next_power_of_two().ilog2();
        let (bottom, height) = (self.bottom, self.bottom - self.top);
        let y =
            move |value: usize| bottom - (value.max(1) as f64).log2() / f64::from(octaves) * height;
        let ticks = (0..=octaves).map(|octave| (y(1 << octave), (1_u64 << octave).to_string()));
        (y, ticks.collect())
    }
}
