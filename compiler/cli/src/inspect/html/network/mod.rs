//! The picture of the network by level: a row for each size of map, a box for each unit, and lines
//! from each unit to its readers.

mod routes;

use super::super::{
    report::Report,
    units::{StepReport, Unit},
};
use crate::{
    format::{cut, list, long, span, square},
    page::{
        element::Element,
        legend,
        shape::{picture, rect, text},
    },
    tensors::product,
};

/// A box.
const WIDTH: f64 = 112.0;
const HEIGHT: f64 = 58.0;
/// The gap between the boxes of a line.
const GAP: f64 = 14.0;
/// The gap between lines, for connections.
const CHANNEL: f64 = 44.0;
/// The room left of the boxes, for the size of the maps.
const LEFT: f64 = 132.0;
/// The number of boxes in a line.
const COLUMNS: usize = 8;
/// The side of the square for the largest map.
const LARGEST: f64 = 46.0;

/// The classes of boxes, with their meanings.
const KINDS: [(&str, &str); 5] = [
    ("unit conv", "convolution, linear layer"),
    ("unit strided", "strided EESP"),
    ("unit eesp", "EESP"),
    ("unit pyramid", "efficient pyramid pooling"),
    ("unit other", "pooling, resizing, the rest"),
];

/// A box with its place: a unit, or the network's input.
struct Block<'a> {
    /// The unit; `None` for the input.
    unit: Option<&'a Unit>,
    /// The shape of the value: C, H, W.
    shape: [usize; 3],
    /// The index of the line, counted from the top.
    line: usize,
    /// The index in the line, counted from the left.
    column: usize,
    /// The height and width of the row's maps, if a row begins here.
    row: Option<[usize; 2]>,
}

impl Block<'_> {
    fn name(&self) -> &str {
        self.unit.map_or("input", |unit| &unit.name)
    }

    fn left(&self) -> f64 {
        LEFT + self.column as f64 * (WIDTH + GAP)
    }

    fn top(&self) -> f64 {
        8.0 + self.line as f64 * (HEIGHT + CHANNEL)
    }
}

/// The picture with its legend.
pub fn network(report: &Report) -> Vec<Element> {
    let blocks = place(report);
    let lines = blocks.last().map_or(0, |block| block.line + 1);
    let right = LEFT + COLUMNS as f64 * (WIDTH + GAP) - GAP;
    let (routes, lanes) = routes::routes(&blocks, right);
    let mut drawing = picture(
        right + lanes + 10.0,
        lines as f64 * (HEIGHT + CHANNEL) - CHANNEL + 18.0,
        "Units of the network by the size of their maps",
    );
    drawing = drawing.with_all(routes);
    let largest = blocks.iter().flat_map(|block| [block.shape[1], block.shape[2]]).max();
    for block in &blocks {
        if let Some(size) = block.row {
            drawing = drawing.with_all(row_label(size, block.top(), largest.unwrap_or(1)));
        }
        drawing = drawing.with(draw(report, block));
    }
    let mark = |class| rect(3.0, 1.0, 16.0, 10.0).class(class);
    vec![
        legend(KINDS.map(|(class, text)| (mark(class), text)).into_iter().chain([
            (mark("unit output"), "an output"),
            (rect(3.0, 4.0, 16.0, 5.0).class("bounded-mark"), "dilations bounded"),
        ])),
        Element::new("figure").with(drawing),
    ]
}

/// Places the units: neighbouring units whose maps have the same size form a row.
fn place(report: &Report) -> Vec<Block<'_>> {
    let shapes: Vec<(Option<&Unit>, [usize; 3])> = std::iter::once((None, report.input))
        .chain(report.units.iter().filter_map(|unit| Some((Some(unit), unit.steps.last()?.output))))
        .collect();
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut size = None;
    for (index, &(unit, shape)) in shapes.iter().enumerate() {
        let own = [shape[1], shape[2]];
        let next = shapes.get(index + 1).map(|(_, shape)| [shape[1], shape[2]]);
        // The gate of a map is in the map's row.
        let stays = size == Some(own) || (own == [1, 1] && size.is_some() && size == next);
        let (line, column) = match blocks.last() {
            Some(last) if stays && last.column + 1 < COLUMNS => (last.line, last.column + 1),
            Some(last) => (last.line + 1, 0),
            None => (0, 0),
        };
        let row = (!stays).then_some(own);
        size = row.or(size);
        blocks.push(Block { unit, shape, line, column, row });
    }
    blocks
}

/// The size of a row's maps, and a rectangle in proportion to it.
fn row_label([height, width]: [usize; 2], top: f64, largest: usize) -> Vec<Element> {
    let scale = LARGEST / largest.max(1) as f64;
    let (h, w) = ((height as f64 * scale).max(2.0), (width as f64 * scale).max(2.0));
    let label = text(LEFT - 10.0, top + HEIGHT / 2.0 + 4.0, format!("{height}×{width}"));
    vec![rect(48.0 - w, top + (HEIGHT - h) / 2.0, w, h).class("map-size"), label.class("row-size")]
}

fn draw(report: &Report, block: &Block<'_>) -> Element {
    let (x, y) = (block.left(), block.top());
    let output = report.outputs.iter().find(|output| output.unit == block.name());
    let class = format!("{}{}", class(block.unit), if output.is_some() { " output" } else { "" });
    let body = rect(x, y, WIDTH, HEIGHT).set("rx", 5).class(class);
    let middle = x + WIDTH / 2.0;
    let drawn = Element::new("g")
        .set("data-unit", block.name())
        .hover(description(report, block))
        .with(body)
        .with(text(middle, y + 18.0, cut(block.name(), 17)).class("name"))
        .with(text(middle, y + 33.0, product(&block.shape)).class("shape"));
    let Some(unit) = block.unit else { return drawn };
    let bounded = report.dilations.iter().any(|dilations| {
        belongs(&dilations.unit, unit) && dilations.requested != dilations.dilations
    });
    // Shows the dilations of branches; without branches, those of a dilated convolution.
    let dilations = unit.steps.iter().map(|step| &step.dilations);
    match dilations.max_by_key(|dilations| (dilations.len(), dilations.iter().max().copied())) {
        Some(dilations)
            if dilations.iter().any(|&dilation| dilation > 1) || dilations.len() > 1 =>
        {
            let class = if bounded { "dilations bounded" } else { "dilations" };
            drawn.with(text(middle, y + 49.0, format!("r = {}", list(dilations))).class(class))
        }
        _ => {
            let kind = unit.kind.unwrap_or("copy");
            drawn.with(text(middle, y + 49.0, cut(kind, 18)).class("kind"))
        }
    }
}

/// Whether the path is that of the unit or of a module inside it.
fn belongs(path: &str, unit: &Unit) -> bool {
    path.strip_prefix(unit.name.as_str())
        .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

fn class(unit: Option<&Unit>) -> &'static str {
    let Some(unit) = unit else { return "unit image" };
    match unit.kind {
        Some("conv" | "efficient_pw_conv" | "linear") => KINDS[0].0,
        Some("strided_eesp") => KINDS[1].0,
        Some("eesp") => KINDS[2].0,
        Some("efficient_pyramid_pool") => KINDS[3].0,
        _ => KINDS[4].0,
    }
}

/// The details of a unit.
fn description(report: &Report, block: &Block<'_>) -> String {
    let Some(unit) = block.unit else {
        return format!("input {}", product(&block.shape));
    };
    let mut lines = vec![format!(
        "{} ({}), reads {}",
        unit.name,
        unit.kind.unwrap_or("copy"),
        unit.inputs.join(", ")
    )];
    let outputs = report.outputs.iter().filter(|output| output.unit == unit.name);
    lines.extend(outputs.map(|output| format!("output \"{}\"", output.name)));
    lines.push(format!("{} parameters, {} MACs", long(unit.parameters as u64), long(unit.macs)));
    lines.extend(unit.steps.iter().map(step));
    lines.join("\n")
}

fn step(step: &StepReport) -> String {
    let mut text = format!("\n#{} {}: {}", step.index, step.name, step.description);
    let mut fact = |fact: String| text.push_str(&format!("\n    {fact}"));
    if !step.includes.is_empty() {
        fact(format!("with {}", step.includes.join(", ")));
    }
    if !step.effective_receptive_field.is_empty() {
        fact(format!("receptive field {} of the map", span(&step.effective_receptive_field)));
    }
    if let Some(field) = step.receptive_field {
        fact(format!("{} of the input", square(field)));
    }
    if step.parameters > 0 || step.macs > 0 {
        fact(format!("{} parameters, {} MACs", long(step.parameters as u64), long(step.macs)));
    }
    if let Some(buffer) = &step.buffer {
        let (first, end) = (buffer.offset_bytes, buffer.offset_bytes + buffer.bytes);
        fact(format!(
            "in arena bytes {} to {}, through steps {}",
            long(first as u64),
            long(end as u64),
            span(&buffer.live)
        ));
    }
    if step.scratch_bytes > 0 {
        fact(format!("{} bytes of scratch", long(step.scratch_bytes as u64)));
    }
    text
}
