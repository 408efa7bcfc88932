//! The lines between the boxes of a network.
//!
//! What the box before makes goes straight on. What skips boxes runs below them if it stays in the
//! line, else down a lane at the right, one for each value, which all its readers branch off from.

use std::collections::BTreeMap;

use super::{Block, CHANNEL, HEIGHT, WIDTH};
use crate::inspect::html::{element::Element, shape::polyline};

/// Between lanes.
const PITCH: f64 = 8.0;
/// Beside the middle of a box, where connections that skip others begin and end.
const ASIDE: f64 = 30.0;

/// The lines, and the width of the lanes right of `right`.
pub fn routes(blocks: &[Block<'_>], right: f64) -> (Vec<Element>, f64) {
    let numbers: BTreeMap<&str, usize> =
        blocks.iter().enumerate().map(|(number, block)| (block.name(), number)).collect();
    let mut lines = Vec::new();
    // The readers in other lines of each value.
    let mut skips: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (target, block) in blocks.iter().enumerate() {
        let inputs = block.unit.map(|unit| unit.inputs.as_slice()).unwrap_or_default();
        for source in inputs.iter().filter_map(|input| numbers.get(input.as_str()).copied()) {
            let from = &blocks[source];
            if source + 1 == target {
                lines.extend(next(from, block));
            } else if from.line == block.line {
                lines.extend(below(from, block));
            } else {
                skips.entry(source).or_default().push(target);
            }
        }
    }
    // The line down to which each lane is taken.
    let mut lanes: Vec<usize> = Vec::new();
    for (source, targets) in &skips {
        let from = &blocks[*source];
        let last = targets.iter().map(|&target| blocks[target].line).max().unwrap_or(from.line);
        let free = lanes.iter().position(|&end| end < from.line);
        let lane = free.unwrap_or_else(|| {
            lanes.push(0);
            lanes.len() - 1
        });
        lanes[lane] = last;
        for &target in targets {
            lines.extend(skip(from, &blocks[target], right, lane));
        }
    }
    (lines, 12.0 + lanes.len() as f64 * PITCH)
}

fn middle(block: &Block<'_>) -> f64 {
    block.left() + WIDTH / 2.0
}

fn bottom(block: &Block<'_>) -> f64 {
    block.top() + HEIGHT
}

/// To the next box.
fn next(from: &Block<'_>, to: &Block<'_>) -> [Element; 2] {
    if from.line == to.line {
        let y = from.top() + HEIGHT / 2.0;
        return arrow("flow", &[[from.left() + WIDTH, y], [to.left(), y]]);
    }
    let channel = bottom(from) + CHANNEL / 2.0;
    let (start, end) = (middle(from), middle(to));
    arrow("flow", &[[start, bottom(from)], [start, channel], [end, channel], [end, to.top()]])
}

/// To a box of the same line, below those between.
fn below(from: &Block<'_>, to: &Block<'_>) -> [Element; 2] {
    let (start, end) = (middle(from) + ASIDE, middle(to) - ASIDE);
    let channel = bottom(from) + CHANNEL / 6.0;
    arrow(
        "flow skip",
        &[[start, bottom(from)], [start, channel], [end, channel], [end, bottom(to)]],
    )
}

/// To a box of another line, down a lane right of `right`.
fn skip(from: &Block<'_>, to: &Block<'_>, right: f64, lane: usize) -> [Element; 2] {
    let x = right + 12.0 + lane as f64 * PITCH;
    let (start, end) = (middle(from) + ASIDE, middle(to) + ASIDE);
    // Apart from other lanes' where there is room.
    let apart = (lane % 4) as f64 * CHANNEL / 16.0;
    let leave = bottom(from) + CHANNEL / 5.0 + apart;
    let enter = to.top() - CHANNEL / 6.0 - apart;
    arrow(
        "flow skip",
        &[
            [start, bottom(from)],
            [start, leave],
            [x, leave],
            [x, enter],
            [end, enter],
            [end, to.top()],
        ],
    )
}

/// A line with a head at its end.
fn arrow(class: &str, points: &[[f64; 2]]) -> [Element; 2] {
    let mut points = points.to_vec();
    let (length, half) = (6.0, 3.0);
    let mut head = Vec::new();
    if let [.., [x1, y1], [x, y]] = *points.as_slice() {
        // The last piece runs along an axis.
        let (dx, dy) =
            ((x - x1).signum() * f64::from(x != x1), (y - y1).signum() * f64::from(y != y1));
        let (back_x, back_y) = (x - dx * length, y - dy * length);
        head = vec![
            [x, y],
            [back_x + dy * half, back_y + dx * half],
            [back_x - dy * half, back_y - dx * half],
            [x, y],
        ];
        points.pop();
        points.push([back_x, back_y]);
    }
    [polyline(&points).class(class), polyline(&head).class(format!("{class} head"))]
}
