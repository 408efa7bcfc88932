//! The report as a table: a line for each unit, and for a unit of several steps a line for each of
//! them.

use std::io::{self, Write};

use super::{
    report::{Report, Unfused},
    units::{StepReport, Unit},
};
use crate::{
    format::{cut, list, long, short, span, square},
    tensors::product,
};

/// Widths of the columns; with one space between them they fill 100.
const WIDTHS: [usize; 10] = [20, 3, 17, 11, 8, 5, 8, 6, 6, 7];
const HEADINGS: [&str; 10] =
    ["unit", "#", "kernel", "output", "dilation", "RF", "total RF", "param", "MAC", "live"];

const KEY: &str = "\
#: step   RF: effective receptive field in pixels of the map read   total RF: in pixels of the input
MAC: of convolutions   live: the steps through which the result's buffer is in use";

/// Prints the report.
///
/// # Errors
/// If `out` cannot be written to.
pub fn print(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    heading(out, report)?;
    row(out, &HEADINGS.map(str::to_string))?;
    writeln!(out, "{}", "─".repeat(WIDTHS.iter().sum::<usize>() + WIDTHS.len() - 1))?;
    for unit in &report.units {
        print_unit(out, unit)?;
    }
    writeln!(out, "\n{KEY}\n")?;
    totals(out, report)?;
    bounded(out, report)?;
    unfused(out, report)
}

fn heading(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let outputs: Vec<String> = report
        .outputs
        .iter()
        .map(|output| format!("{} {}", output.name, product(&output.shape)))
        .collect();
    writeln!(out, "{}: input {}, {}", report.name, product(&report.input), outputs.join(", "))?;
    let policy = report.dilation.name();
    writeln!(
        out,
        "width multiplier {}, {} classes, K = {}, {policy} dilations",
        report.width_multiplier, report.classes, report.branches
    )?;
    writeln!(out, "labels: {}", cut(&report.labels_in_words(), 92))?;
    writeln!(out, "pictures: {}\n", report.preprocessing_in_words())
}

fn print_unit(out: &mut dyn Write, unit: &Unit) -> io::Result<()> {
    if let [step] = unit.steps.as_slice() {
        return step_row(out, unit.name.clone(), step);
    }
    let mut cells: [String; 10] = Default::default();
    cells[0] = unit.name.clone();
    (cells[7], cells[8]) = (short(unit.parameters as u64), short(unit.macs));
    row(out, &cells)?;
    for step in &unit.steps {
        let rest = step.name.strip_prefix(unit.name.as_str()).unwrap_or(&step.name);
        step_row(
            out,
            format!("  {}", if rest.is_empty() { "(result)" } else { rest.trim() }),
            step,
        )?;
    }
    Ok(())
}

fn step_row(out: &mut dyn Write, name: String, step: &StepReport) -> io::Result<()> {
    let total = step.receptive_field.map(square);
    let live = step.buffer.as_ref().map(|buffer| span(&buffer.live));
    row(
        out,
        &[
            name,
            step.index.to_string(),
            step.kernel.clone(),
            product(&step.output),
            list(&step.dilations),
            span(&step.effective_receptive_field),
            total.unwrap_or_default(),
            short(step.parameters as u64),
            short(step.macs),
            live.unwrap_or_default(),
        ],
    )?;
    for block in &step.includes {
        writeln!(out, "    with {}", cut(block, 91))?;
    }
    Ok(())
}

/// Formats a line: texts begin at the left of their columns, numbers end at the right. An entry
/// that is too wide takes its room from the blanks behind it; names are shortened.
fn row(out: &mut dyn Write, cells: &[String; 10]) -> io::Result<()> {
    let mut line = String::new();
    let mut end = 0;
    for (i, (cell, width)) in cells.iter().zip(WIDTHS).enumerate() {
        let cell = if i == 0 { cut(cell, width) } else { cell.clone() };
        end += width;
        let room = end.saturating_sub(line.chars().count());
        let numeric = matches!(i, 1 | 5..=9);
        line.push_str(&if numeric { format!("{cell:>room$}") } else { format!("{cell:<room$}") });
        line.push(' ');
        end += 1;
    }
    writeln!(out, "{}", line.trim_end())
}

fn totals(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let unused = match report.unused_parameters {
        0 => String::new(),
        unused => format!(", of which {} are in checkpoints but never read", long(unused as u64)),
    };
    writeln!(out, "parameters {}{unused}", long(report.parameters as u64))?;
    writeln!(out, "MACs       {}", long(report.macs))?;
    writeln!(out, "weights    {} bytes packed", long(report.weights_bytes as u64))?;
    let arena = &report.arena;
    writeln!(
        out,
        "arena      {} bytes, {}; lower bound {}\n           all buffers {}; all tensors {}",
        long(arena.bytes as u64),
        arena.tightness(),
        long(arena.lower_bound_bytes as u64),
        long(arena.unshared_bytes as u64),
        long(arena.tensor_bytes as u64)
    )
}

/// The units whose dilations are not those that they requested.
fn bounded(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let mut heading = "\ndilations bounded by the map's size\n";
    for unit in report.dilations.iter().filter(|unit| unit.requested != unit.dilations) {
        let limit = unit.limit.map(|limit| format!("RF at most {limit}, ")).unwrap_or_default();
        writeln!(
            out,
            "{heading}  {:<20} {} to {} ({limit}input {})",
            unit.unit,
            list(&unit.requested),
            list(&unit.dilations),
            product(&unit.input)
        )?;
        heading = "";
    }
    Ok(())
}

fn unfused(out: &mut dyn Write, report: &Report) -> io::Result<()> {
    let mut heading = "\nfusions that did not fire\n";
    let mut before = String::new();
    for Unfused { unit, kernel, reason, .. } in &report.unfused {
        let line = format!("  {unit:<20} {kernel:<17} {reason}");
        // A block can contain several anchors with the same reason.
        if line != before {
            writeln!(out, "{heading}{line}")?;
            heading = "";
        }
        before = line;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_cells_push_as_little_as_they_can() {
        let mut cells: [String; 10] = Default::default();
        (cells[3], cells[4], cells[7]) = ("16384×1024×1024".into(), "1".into(), "5".into());
        let mut out = Vec::new();
        row(&mut out, &cells).unwrap();
        let line = String::from_utf8(out).unwrap();
        assert_eq!(line.chars().position(|c| c == '5'), Some(22 + 3 + 13 + 12 + 9 + 5 + 8 + 6 + 6));
    }
}
