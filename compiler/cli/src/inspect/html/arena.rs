//! The picture of the arena: each buffer is a rectangle, from its offset in memory and over the
//! steps in which it is in use.

use espnet_compiler::plan::arena::aligned;

use super::{
    super::report::{ArenaBuffer, Report},
    chart::Plot,
};
use crate::{
    format::{cut, long, span},
    page::{
        element::Element,
        legend,
        shape::{line, picture, polyline, rect, text},
    },
};

/// The picture with its legend.
pub fn arena(report: &Report) -> Vec<Element> {
    let arena = &report.arena;
    let plot = Plot::new(report, 34.0, 380.0);
    let y = plot.linear(arena.bytes as f64);
    let mut map = picture(plot.width(), plot.height(), "Buffers in the arena over the steps");
    map = map.with_all(plot.units()).with_all(
        plot.scale("offset", ticks(arena.bytes).map(|bytes| (y(bytes as f64), binary(bytes)))),
    );
    for buffer in &arena.buffers {
        let extent = &buffer.extent;
        let (x, end) = (plot.x(extent.live[0]), plot.x(extent.live[1] + 1));
        let (top, bottom) =
            (y((extent.offset_bytes + extent.bytes) as f64), y(extent.offset_bytes as f64));
        let class = if buffer.scratch { "buffer scratch" } else { "buffer" };
        map = map.with(
            rect(x, top, end - x, bottom - top)
                .class(class)
                .set("data-offset", extent.offset_bytes)
                .set("data-bytes", extent.bytes)
                .set("data-first-step", extent.live[0])
                .set("data-last-step", extent.live[1])
                .hover(description(buffer)),
        );
        let characters = ((end - x - 8.0) / 5.8) as usize;
        if characters >= buffer.name.chars().count().min(14) && bottom - top >= 13.0 {
            let label = cut(&buffer.name, characters);
            let middle = (top + bottom) / 2.0 + 3.5;
            map = map.with(text(x + 4.0, middle, label).class("buffer-name"));
        }
    }
    let live = in_use(report);
    for stairs in plot.stairs(live.iter().map(|&bytes| Some(y(bytes as f64)))) {
        map = map.with(polyline(&stairs).class("curve in-use"));
    }
    let bound = y(arena.lower_bound_bytes as f64);
    map = map.with(
        line([plot.left(), bound], [plot.right(), bound])
            .class("bound")
            .hover(format!("lower bound: {} bytes", long(arena.lower_bound_bytes as u64))),
    );
    let across = || line([0.0, 6.0], [22.0, 6.0]);
    vec![
        legend([
            (rect(2.0, 1.0, 18.0, 10.0).class("buffer"), "buffer of a value"),
            (rect(2.0, 1.0, 18.0, 10.0).class("buffer scratch"), "scratch of one step"),
            (across().class("curve in-use"), "bytes in use"),
            (across().class("bound"), "lower bound: no arena can be smaller"),
        ]),
        Element::new("figure").with(map),
    ]
}

fn description(buffer: &ArenaBuffer) -> String {
    let extent = &buffer.extent;
    format!(
        "{}\nbytes {} to {} ({})\nin use through steps {}",
        buffer.name,
        long(extent.offset_bytes as u64),
        long((extent.offset_bytes + extent.bytes) as u64),
        binary(extent.bytes),
        span(&extent.live)
    )
}

/// The size of all buffers that are in use at each step, in bytes.
fn in_use(report: &Report) -> Vec<usize> {
    let steps = report.units.iter().map(|unit| unit.steps.len()).sum();
    let mut bytes = vec![0; steps];
    for buffer in &report.arena.buffers {
        let [first, last] = buffer.extent.live;
        for step in bytes.iter_mut().take(last + 1).skip(first) {
            *step += aligned(buffer.extent.bytes / size_of::<f32>()) * size_of::<f32>();
        }
    }
    bytes
}

/// Four to eight ticks for a scale up to `max`: round numbers of bytes.
fn ticks(max: usize) -> impl Iterator<Item = usize> {
    let step = (max / 4).max(1);
    let step = 1 << step.ilog2();
    (0..=max / step).map(move |tick| tick * step)
}

/// Formats a number of bytes in a suitable unit.
fn binary(bytes: usize) -> String {
    let (unit, name) = match bytes {
        0..1024 => return format!("{bytes} B"),
        1024..1_048_576 => (1024.0, "KiB"),
        1_048_576..1_073_741_824 => (1_048_576.0, "MiB"),
        _ => (1_073_741_824.0, "GiB"),
    };
    let text = format!("{:.2}", bytes as f64 / unit);
    format!("{} {name}", text.trim_end_matches('0').trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_have_few_digits() {
        assert_eq!(binary(0), "0 B");
        assert_eq!(binary(1024), "1 KiB");
        assert_eq!(binary(2_809_856), "2.68 MiB");
        assert_eq!(binary(10 << 20), "10 MiB");
    }

    #[test]
    fn ticks_are_round_and_few() {
        assert_eq!(ticks(2_809_856).last(), Some(5 << 19));
        for max in [64, 1000, 4096, 1 << 31] {
            assert!((4..=9).contains(&ticks(max).count()), "{max}");
        }
    }
}
