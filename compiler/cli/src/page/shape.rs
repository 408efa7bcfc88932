//! The shapes of SVG, at coordinates in pixels.

use std::fmt::Display;

use super::element::Element;

/// Creates a picture of this size; `label` describes it to readers who do not see it.
pub fn picture(width: f64, height: f64, label: &str) -> Element {
    Element::new("svg")
        .set("width", px(width))
        .set("height", px(height))
        .set("viewBox", format!("0 0 {} {}", px(width), px(height)))
        .set("role", "img")
        .set("aria-label", label)
}

/// Creates a rectangle from its upper left corner.
pub fn rect(x: f64, y: f64, width: f64, height: f64) -> Element {
    Element::new("rect")
        .set("x", px(x))
        .set("y", px(y))
        .set("width", px(width))
        .set("height", px(height))
}

/// A line.
pub fn line([x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) -> Element {
    Element::new("line").set("x1", px(x1)).set("y1", px(y1)).set("x2", px(x2)).set("y2", px(y2))
}

/// A line through several points.
pub fn polyline(points: &[[f64; 2]]) -> Element {
    Element::new("path").set("d", path(points))
}

fn path(points: &[[f64; 2]]) -> String {
    let points: Vec<String> = points.iter().map(|&[x, y]| format!("{} {}", px(x), px(y))).collect();
    format!("M{}", points.join("L"))
}

/// A closed shape with these corners.
pub fn polygon(corners: &[[f64; 2]]) -> Element {
    Element::new("path").set("d", format!("{}Z", path(corners)))
}

/// A circle.
pub fn circle([x, y]: [f64; 2], radius: f64) -> Element {
    Element::new("circle").set("cx", px(x)).set("cy", px(y)).set("r", px(radius))
}

/// A line of text from the left end of its baseline.
pub fn text(x: f64, y: f64, text: impl Display) -> Element {
    Element::new("text").set("x", px(x)).set("y", px(y)).text(text)
}

/// Tenths of a pixel are enough.
fn px(value: f64) -> String {
    let text = format!("{value:.1}");
    match text.strip_suffix(".0") {
        Some("-0") => "0".into(),
        Some(whole) => whole.into(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_short() {
        let shape = rect(0.0, 1.25, -0.01, 1e6).to_string();
        assert_eq!(shape, "<rect x=\"0\" y=\"1.2\" width=\"0\" height=\"1000000\"/>");
        let path = polyline(&[[0.0, 0.5], [10.0, 2.0]]).to_string();
        assert_eq!(path, "<path d=\"M0 0.5L10 2\"/>");
        let triangle = polygon(&[[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]).to_string();
        assert_eq!(triangle, "<path d=\"M0 0L1 0L0 1Z\"/>");
    }
}
