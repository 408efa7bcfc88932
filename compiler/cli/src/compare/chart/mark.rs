//! The mark of each family: a shape and a colour, so that either is enough to tell families apart.

use super::super::published::Family;
use crate::page::{
    element::Element,
    shape::{circle, polygon, rect},
};

/// Half the size of a mark.
pub const RADIUS: f64 = 5.0;

/// Returns the mark around a point; `class` is another class of the style sheet.
pub fn mark(family: Family, [x, y]: [f64; 2], class: &str) -> Element {
    let r = RADIUS;
    let (shape, name) = match family {
        Family::EspnetV2 => (circle([x, y], r), "espnetv2"),
        Family::MobilenetV1 => (rect(x - 0.9 * r, y - 0.9 * r, 1.8 * r, 1.8 * r), "mobilenet-v1"),
        Family::MobilenetV2 => {
            let (a, b) = (1.25 * r, 1.25 * r);
            (polygon(&[[x, y - b], [x + a, y], [x, y + b], [x - a, y]]), "mobilenet-v2")
        }
        Family::ShufflenetV1 => (
            polygon(&[[x, y - 1.2 * r], [x + 1.2 * r, y + r], [x - 1.2 * r, y + r]]),
            "shufflenet-v1",
        ),
        Family::ShufflenetV2 => (
            polygon(&[[x, y + 1.2 * r], [x + 1.2 * r, y - r], [x - 1.2 * r, y - r]]),
            "shufflenet-v2",
        ),
    };
    shape.class(format_args!("mark {name} {class}").to_string().trim_end())
}
