//! The chart of accuracy against time, with the front of best networks.
//!
//! | module | purpose |
//! |---|---|
//! | [`axes`] | the scales |
//! | [`mark`] | the marks of families |
//! | [`labels`] | the places of labels |

mod axes;
mod labels;
pub mod mark;

use super::{
    published::Family,
    report::{Report, Row, in_words},
};
use crate::page::{
    COLOURS,
    element::Element,
    shape::{line, picture, polyline, rect, text},
};
use axes::Scale;
use labels::{Area, CHARACTER, Labels};
use mark::{RADIUS, mark};

/// The style sheet, without characters that need escapes.
pub const STYLE: &str = include_str!("chart.css");

const WIDTH: f64 = 1200.0;
const HEIGHT: f64 = 680.0;
/// The area of the data.
const PLOT: Area = Area { left: 48.0, top: 78.0, right: 1184.0, bottom: 610.0 };

/// The chart for the number of threads at `index` as a file of its own.
pub fn file(report: &Report, index: usize) -> String {
    let style = Element::new("style").text(COLOURS).text(STYLE);
    chart(report, index).set("xmlns", "http://www.w3.org/2000/svg").with(style).to_string()
}

/// The chart for the number of threads at `index`.
pub fn chart(report: &Report, index: usize) -> Element {
    let threads = in_words(report.threads[index]);
    let title = format!("ImageNet top-1 accuracy against time, {threads}");
    let best: Vec<String> = report.front(index).into_iter().map(|row| hint(row, index)).collect();
    let described = format!("chart-{}-threads", report.threads[index]);
    let scales = Scales {
        time: Scale::of_times(report, index, [PLOT.left, PLOT.right]),
        accuracy: Scale::of_accuracies(report, [PLOT.bottom, PLOT.top]),
    };
    picture(WIDTH, HEIGHT, &title)
        .class("chart")
        .set("aria-describedby", &described)
        .with(Element::new("title").text(&title))
        .with(
            Element::new("desc").set("id", &described).text(format!(
                "The front of best networks, the fastest first: {}",
                best.join("; ")
            )),
        )
        .with(rect(0.0, 0.0, WIDTH, HEIGHT).class("ground"))
        .with(text(12.0, 22.0, &title).class("title"))
        .with_all(key(report))
        .with_all(scales.lines(&threads))
        .with_all(data(report, index, &scales))
        .with(text(12.0, HEIGHT - 12.0, about(report)).class("about"))
}

/// The processor, the instruction set and the day of the measurement.
fn about(report: &Report) -> String {
    format!("{}, {}, {}", report.processor, report.isa, report.date)
}

/// The figures of a network in one line.
fn hint(row: &Row, index: usize) -> String {
    let (name, top1, time) = (row.network.name(), row.network.percent(), &row.times[index]);
    format!("{name}: {top1} %, {:.3} ms, {:.1} MMAC", time.median_ms, row.macs as f64 / 1e6)
}

/// The families that there are, and the meaning of the line.
fn key(report: &Report) -> Vec<Element> {
    let (mut x, y) = (18.0, 46.0);
    let mut elements = Vec::new();
    let present = |family: &Family| report.rows.iter().any(|row| row.network.family == *family);
    for family in Family::ALL.into_iter().filter(present) {
        elements.push(mark(family, [x, y], ""));
        elements.push(text(x + 11.0, y + 4.0, family.name()));
        x += 34.0 + family.name().len() as f64 * CHARACTER;
    }
    elements.push(line([x, y], [x + 22.0, y]).class("front"));
    elements.push(text(
        x + 29.0,
        y + 4.0,
        "front: no other network is both faster and more accurate",
    ));
    elements
}

/// The scales of both axes.
struct Scales {
    time: Scale,
    accuracy: Scale,
}

impl Scales {
    fn point(&self, row: &Row, index: usize) -> [f64; 2] {
        [self.time.at(row.times[index].median_ms), self.accuracy.at(row.network.top1)]
    }

    /// The lines of the scales with their labels.
    fn lines(&self, threads: &str) -> Vec<Element> {
        let Area { left, top, right, bottom } = PLOT;
        let mut elements = Vec::new();
        for &tick in &self.accuracy.ticks {
            let y = self.accuracy.at(tick);
            elements.push(line([left, y], [right, y]).class("grid"));
            elements.push(text(left - 6.0, y + 4.0, format!("{tick} %")).class("scale end"));
        }
        for &tick in &self.time.ticks {
            let x = self.time.at(tick);
            elements.push(line([x, top], [x, bottom]).class("grid"));
            elements.push(text(x, bottom + 16.0, tick).class("scale middle"));
        }
        elements.push(line([left, bottom], [right, bottom]).class("axis"));
        let caption =
            format!("milliseconds for a picture of 224×224, {threads}, on a logarithmic scale");
        elements.push(text((left + right) / 2.0, bottom + 34.0, caption).class("scale middle"));
        elements
    }
}

/// The front, the networks' marks above it, and their labels.
fn data(report: &Report, index: usize, scales: &Scales) -> Vec<Element> {
    let mut labels = Labels::new(PLOT);
    let points = |rows: &[&Row]| -> Vec<[f64; 2]> {
        rows.iter().map(|row| scales.point(row, index)).collect()
    };
    let mut rows = report.front(index);
    let stairs = stairs(&points(&rows));
    for step in stairs.windows(2) {
        labels.take(Area::around(step[0], step[1], 1.0));
    }
    // Networks on the front have the first choice of places.
    rows.extend(report.rows.iter().filter(|row| !row.times[index].on_front));
    for point in points(&rows) {
        labels.take(Area::around(point, point, RADIUS + 1.0));
    }
    let (mut marks, mut texts) = (Vec::new(), Vec::new());
    for row in rows {
        let (point, best) = (scales.point(row, index), row.times[index].on_front);
        marks.push(
            mark(row.network.family, point, if best { "best" } else { "" }).hover(hint(row, index)),
        );
        let variant = &row.network.variant;
        if let Some(place) = labels.place(point, variant.chars().count(), best) {
            let ([x, y], class) = (place.at, if best { "on" } else { "off" });
            texts.push(text(x, y, variant).class(format!("{class} {}", place.align).trim_end()));
        }
    }
    // Marks on the front are on top of the others.
    marks.reverse();
    [vec![polyline(&stairs).class("front")], marks, texts].concat()
}

/// The border of what the networks at these points, the fastest first, surpass: from the lower end of the
/// chart to its right end.
fn stairs(points: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let mut stairs = Vec::new();
    let mut height = PLOT.bottom;
    for &[x, y] in points {
        stairs.extend([[x, height], [x, y]]);
        height = y;
    }
    stairs.push([PLOT.right, height]);
    stairs
}

#[cfg(test)]
mod tests {
    use super::{super::report::made, *};

    #[test]
    fn the_chart_is_a_file_of_its_own() {
        let text = file(&made::report(&["espnetv2", "mobilenet v2"]), 1);
        roxmltree::Document::parse(&text).unwrap();
        insta::assert_snapshot!(text);
    }

    #[test]
    fn marks_of_all_networks_are_inside_the_plot() {
        for networks in [&[][..], &["espnetv2 x1.0"], &["x1.0 g3"]] {
            let report = made::report(networks);
            for index in 0..2 {
                let text = file(&report, index);
                let picture = roxmltree::Document::parse(&text).unwrap();
                let class = |node: &roxmltree::Node<'_, '_>, name: &str| {
                    let classes = node.attribute("class").unwrap_or_default();
                    classes.split(' ').any(|class| class == name)
                };
                let mut hints = 0;
                let marks = picture.descendants().filter(|node| class(node, "mark"));
                // Marks of the key have no hints.
                for node in marks.filter(roxmltree::Node::has_children) {
                    hints += 1;
                    if let (Some(x), Some(y)) = (node.attribute("cx"), node.attribute("cy")) {
                        let (x, y): (f64, f64) = (x.parse().unwrap(), y.parse().unwrap());
                        let inside = PLOT.left < x && x < PLOT.right && y < PLOT.bottom;
                        assert!(inside, "{x} {y}");
                    }
                }
                assert_eq!(hints, report.rows.len());
                assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
            }
        }
    }

    #[test]
    fn the_front_rises_in_steps_to_the_right_end() {
        assert_eq!(
            stairs(&[[100.0, 300.0], [200.0, 250.0]]),
            [
                [100.0, PLOT.bottom],
                [100.0, 300.0],
                [200.0, 300.0],
                [200.0, 250.0],
                [PLOT.right, 250.0],
            ]
        );
    }
}
