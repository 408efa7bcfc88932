//! The lines between the boxes of a network.
//!
//! A line to the next box goes straight. A line that skips boxes runs below them if both ends are
//! in the same line of boxes. Otherwise it runs down a lane at the right; a value has one lane, and
//! the lines to all of its readers branch off from it.

use std::collections::BTreeMap;

use super::{Block, CHANNEL, HEIGHT, WIDTH};
use crate::page::{element::Element, shape::polyline};

/// The distance between lanes.
const PITCH: f64 = 8.0;
/// The distance from the middle of a box at which connections that skip boxes begin and end.
const ASIDE: f64 = 30.0;

/// Returns the lines, and the width of the lanes right of `right`.
pub fn routes(blocks: &[Block<'_>], right: f64) -> (Vec<Element>, f64) {
    let numbers: BTreeMap<&str, usize> =
        blocks.iter().enumerate().map(|(number, block)| (block.name(), number)).collect();
    let mut lines = Vec::new();
    // For each value, its readers in other lines of boxes.
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
    // For each lane, the last line of boxes that it is occupied beside.
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

/// Connects neighbouring boxes.
fn next(from: &Block<'_>, to: &Block<'_>) -> [Element; 2] {
    if from.line == to.line {
        let y = from.top() + HEIGHT / 2.0;
        return arrow("flow", &[[from.left() + WIDTH, y], [to.left(), y]]);
    }
    let channel = bottom(from) + CHANNEL / 2.0;
    let (start, end) = (middle(from), middle(to));
    arrow("flow", &[[start, bottom(from)], [start, channel], [end, channel], [end, to.top()]])
}

/// Connects boxes of the same line, below the boxes between them.
fn below(from: &Block<'_>, to: &Block<'_>) -> [Element; 2] {
    let (start, end) = (middle(from) + ASIDE, middle(to) - ASIDE);
    let channel = bottom(from) + CHANNEL / 6.0;
    arrow(
        "flow skip",
        &[[start, bottom(from)], [start, channel], [end, channel], [end, bottom(to)]],
    )
}

/// Connects boxes of different lines, down a lane right of `right`.
fn skip(from: &Block<'_>, to: &Block<'_>, right: f64, lane: usize) -> [Element; 2] {
    let x = right + 12.0 + lane as f64 * PITCH;
    let (start, end) = (middle(from) + ASIDE, middle(to) + ASIDE);
    // Keeps a distance from the connections of other lanes.
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

/// Draws a line with a head at its end.
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
