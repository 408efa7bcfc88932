//! The comparison as a table of text, which is printed line by line.

use std::io::{self, Write};

use super::{
    published::Published,
    report::{Report, Row, in_words},
};
use crate::format::long;

/// The table.
pub struct Table {
    /// Width of the networks' names.
    wide: usize,
    threads: Vec<u16>,
}

impl Table {
    /// Creates the table of these networks.
    pub fn new(networks: &[Published], threads: &[u16]) -> Self {
        let lengths = networks.iter().map(|network| network.name().chars().count());
        Table { wide: lengths.max().unwrap_or(0), threads: threads.into() }
    }

    /// Prints the headings.
    pub fn print_head(&self, out: &mut dyn Write) -> io::Result<()> {
        let wide = self.wide;
        write!(out, "{:wide$}  {:>7}  {:>10}  {:>6}", "", "", "", "")?;
        for &threads in &self.threads {
            write!(out, "  {:>23}", in_words(threads))?;
        }
        write!(out, "\n{:wide$}  {:>7}  {:>10}  {:>6}", "network", "top-1", "parameters", "MMAC")?;
        for _ in &self.threads {
            write!(out, "  {:>8}  {:>6}  {:>5}", "ms", "GMAC/s", "peak")?;
        }
        writeln!(out)
    }

    /// Prints the line of a network.
    pub fn print_row(&self, row: &Row, out: &mut dyn Write) -> io::Result<()> {
        let wide = self.wide;
        let (name, top1) = (row.network.name(), row.network.percent());
        let (parameters, macs) = (long(row.parameters as u64), row.macs as f64 / 1e6);
        write!(out, "{name:wide$}  {top1:>5} %  {parameters:>10}  {macs:6.1}")?;
        for time in &row.times {
            let (ms, rate, share) = (time.median_ms, time.gmacs_per_s, 100.0 * time.share_of_peak);
            write!(out, "  {ms:8.3}  {rate:6.1}  {share:3.0} %")?;
        }
        writeln!(out)
    }
}

/// Prints the networks on the front for each number of threads.
pub fn print_fronts(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    for (index, &threads) in report.threads.iter().enumerate() {
        let names: Vec<String> =
            report.front(index).into_iter().map(|row| row.network.name()).collect();
        writeln!(
            out,
            "\nwith {}, no other network is both faster and more accurate than:\n  {}",
            in_words(threads),
            names.join("\n  ")
        )?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{super::report::made, *};

    #[test]
    fn columns_are_aligned() {
        let report = made::report(&["espnetv2", "shufflenet v2"]);
        let networks: Vec<Published> = report.rows.iter().map(|row| row.network.clone()).collect();
        let table = Table::new(&networks, &report.threads);
        let mut out = Vec::new();
        table.print_head(&mut out).unwrap();
        report.rows.iter().for_each(|row| table.print_row(row, &mut out).unwrap());
        print_fronts(&report, &mut out).unwrap();
        insta::assert_snapshot!(String::from_utf8(out).unwrap());
    }
}
