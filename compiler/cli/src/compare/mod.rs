//! `espnet compare`: the classifiers whose accuracy is published, measured on this machine.
//!
//! | module | purpose |
//! |---|---|
//! | [`published`] | the networks and their accuracies |
//! | [`rounds`] | the measurement, in turns |
//! | [`machine`] | what is measured on, and when |
//! | [`report`], [`front`] | the results, and which networks are the best |
//! | [`table`], [`page`], [`chart`] | the report for reading |

mod chart;
mod front;
mod machine;
mod page;
mod published;
mod report;
mod rounds;
mod table;

use std::{io::Write, path::PathBuf, thread};

use clap::Args;
use espnet_compiler::spec::Origin;

use crate::{
    arguments::note,
    errors::{Error, Problems},
    files,
    measurement::seconds,
    network::Network,
    network_crate::NetworkCrate,
    progress::Bar,
};
use published::Published;
use report::Report;
use rounds::{Entrant, Settings};
use table::Table;

/// Compare the classifiers on this machine: published accuracy beside measured time
///
/// Builds and measures ESPNetv2, MobileNet v1 and v2, ShuffleNet v1 and v2 at the sizes whose top-1 accuracy
/// on ImageNet is published, for pictures of 224×224 and with seeded random weights. Building a network takes
/// about half a minute the first time. The networks take turns, and the figures are medians over the rounds.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet compare -o comparison.html
  espnet compare --networks espnetv2,mobilenet_v2 --threads 2 -o chart.svg
  espnet compare --networks \"ShuffleNet v2 x1.0\" --json")]
pub struct Compare {
    /// Where to write the table and charts as a page (.html), or the chart alone (.svg)
    #[arg(short, long, value_name = "FILE", value_parser = |path: &str| files::with_extension(path, &["html", "svg"]))]
    output: Option<PathBuf>,

    /// Compare only networks whose name or spec's name contains one of these texts; `x` stands for ×
    #[arg(long, value_name = "NAME,…", value_delimiter = ',')]
    networks: Vec<String>,

    /// Threads of a forward pass, one number or several; 1 and 2 if not given, for a chart alone 1
    #[arg(long, value_name = "N,…", value_delimiter = ',', value_parser = clap::value_parser!(u16).range(1..))]
    threads: Vec<u16>,

    /// How long each turn of a network measures with each number of threads
    #[arg(long, value_name = "SECONDS", default_value_t = 0.5, value_parser = seconds, allow_negative_numbers = true)]
    seconds: f64,

    /// How often each network has its turn
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,

    /// Print one JSON object on one line instead of the table
    #[arg(long)]
    json: bool,
}

impl Compare {
    /// Builds, measures, prints and writes.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let (networks, threads) = self.checked()?;
        let settings = Settings { rounds: self.rounds.into(), seconds: self.seconds, threads };
        let table = Table::new(&networks, &settings.threads);
        let entrants = prepare(networks)?;
        if !self.json {
            table.print_head(out)?;
            out.flush()?;
        }
        let bar = Bar::start(settings.rounds * entrants.len());
        let (rows, isa) = rounds::measure_all(&entrants, &settings, |row| {
            bar.step();
            match row {
                Some(row) if !self.json => bar.suspend(|| {
                    table.print_row(row, out)?;
                    Ok(out.flush()?)
                }),
                _ => Ok(()),
            }
        })?;
        drop(bar);
        let Settings { rounds, seconds, threads } = settings;
        let (date, processor) = (machine::today(), machine::processor());
        let mut report = Report { date, processor, isa, rounds, seconds, threads, rows };
        report.find_fronts();
        match self.json {
            true => {
                serde_json::to_writer(&mut *out, &report).map_err(std::io::Error::from)?;
                writeln!(out)?;
            }
            false => table::print_fronts(&report, out)?,
        }
        self.write(&report)
    }

    /// Checks the options, and returns the networks and the numbers of threads.
    ///
    /// # Errors
    /// Everything that is wrong.
    fn checked(&self) -> Result<(Vec<Published>, Vec<u16>), Error> {
        let mut problems = Problems::default();
        let networks = problems.keep(published::select(&self.networks));
        let threads = problems.keep(self.thread_counts());
        if let Some(path) = &self.output {
            problems.keep(files::check_writable(path, []));
        }
        problems.keep(espnet::simd::select().map_err(Error::from));
        match networks.zip(threads) {
            Some(checked) if problems.is_empty() => Ok(checked),
            _ => Err(problems.into()),
        }
    }

    /// Whether only the chart is written.
    fn is_picture(&self) -> bool {
        self.output.as_deref().and_then(files::extension).is_some_and(|end| end == "svg")
    }

    /// The numbers of threads, ascending.
    fn thread_counts(&self) -> Result<Vec<u16>, Error> {
        let most = thread::available_parallelism().map_or(1, |most| most.get());
        let mut counts = match self.threads.as_slice() {
            [] if self.is_picture() || most == 1 => vec![1],
            [] => vec![1, 2],
            counts => counts.to_vec(),
        };
        counts.sort_unstable();
        counts.dedup();
        let too_many = counts.iter().find(|count| usize::from(**count) > most);
        match (too_many, counts.as_slice()) {
            (Some(count), _) => Err(Error::Usage(format!(
                "--threads: {count} threads are asked for, but only {most} run at once here"
            ))),
            (None, [_, _, ..]) if self.is_picture() => Err(Error::Usage(
                "--threads: a chart alone shows one number of threads; give one, or name a page \
                 (.html) with --output"
                    .into(),
            )),
            _ => Ok(counts),
        }
    }

    fn write(&self, report: &Report) -> Result<(), Error> {
        match &self.output {
            None => Ok(()),
            Some(path) if self.is_picture() => {
                files::write(path, chart::file(report, 0).as_bytes())
            }
            Some(path) => files::write(path, page::page(report).as_bytes()),
        }
    }
}

/// Compiles the networks, and builds those that are not in the cache.
fn prepare(networks: Vec<Published>) -> Result<Vec<Entrant>, Error> {
    let mut problems = Problems::default();
    let mut found = Vec::new();
    let bar = Bar::start(networks.len());
    for published in networks {
        let network = Network::read(Origin::from(published.spec.as_str()), published.overrides());
        let network = network.and_then(|network| Ok((NetworkCrate::find(&network)?, network)));
        found.extend(problems.keep(network).map(|(built, network)| (published, network, built)));
        bar.step();
    }
    drop(bar);
    if !problems.is_empty() {
        return Err(problems.into());
    }
    let (all, missing) = (found.len(), found.iter().filter(|(.., built)| built.is_none()).count());
    if missing > 0 {
        note(format_args!(
            "{missing} of {all} networks have to be built, which takes about half a minute each"
        ));
    }
    let mut number = 0;
    let build = |(published, network, built): (Published, Network, Option<NetworkCrate>)| {
        let built = match built {
            Some(built) => built,
            None => {
                number += 1;
                let title = format!("{}, {number} of {missing}", published.name());
                NetworkCrate::build_as(&network, &title)?
            }
        };
        Ok(Entrant { published, network, built })
    };
    found.into_iter().map(build).collect()
}
