//! The result of a comparison. Its form as JSON has stable keys.

use serde::Serialize;

use super::{
    front::{Standing, front},
    published::Published,
};

/// A comparison of networks on one machine.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The day, as year-month-day.
    pub date: String,
    /// The processor's name.
    pub processor: String,
    /// The instruction set.
    pub isa: String,
    /// How often every network had its turn.
    pub rounds: usize,
    /// How long a measurement of a turn took, at least.
    pub seconds: f64,
    /// The numbers of threads, ascending.
    pub threads: Vec<u16>,
    /// A line for each network.
    pub rows: Vec<Row>,
}

/// A network.
#[derive(Clone, Debug, Serialize)]
pub struct Row {
    #[serde(flatten)]
    pub network: Published,
    pub parameters: usize,
    /// Multiply-accumulates of the convolutions.
    pub macs: u64,
    /// The times, in the order of [`Report::threads`].
    pub times: Vec<Timing>,
}

/// The time of a forward pass with a number of threads. Each figure is the median over the rounds.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Timing {
    pub threads: u16,
    pub median_ms: f64,
    pub gmacs_per_s: f64,
    /// The share of the multiplications that the processor could do with as many threads.
    pub share_of_peak: f64,
    /// Whether no other network of the report surpasses this one.
    pub on_front: bool,
}

impl Report {
    /// Finds the front for each number of threads.
    pub fn find_fronts(&mut self) {
        for index in 0..self.threads.len() {
            let standing = |row: &Row| Standing {
                time: row.times[index].median_ms,
                accuracy: row.network.top1,
            };
            let best = front(&self.rows.iter().map(standing).collect::<Vec<_>>());
            for (row, on_front) in self.rows.iter_mut().zip(best) {
                row.times[index].on_front = on_front;
            }
        }
    }

    /// The networks on the front for the number of threads at `index`, the fastest first.
    pub fn front(&self, index: usize) -> Vec<&Row> {
        let mut rows: Vec<&Row> =
            self.rows.iter().filter(|row| row.times[index].on_front).collect();
        rows.sort_by(|a, b| a.times[index].median_ms.total_cmp(&b.times[index].median_ms));
        rows
    }
}

/// Returns a number of threads in words.
pub fn in_words(threads: u16) -> String {
    format!("{threads} thread{}", if threads == 1 { "" } else { "s" })
}

#[cfg(test)]
pub mod made {
    //! A report with figures that are made up.

    use super::{super::published, *};

    /// Returns a report of these networks, with one and two threads.
    pub fn report(networks: &[&str]) -> Report {
        let networks: Vec<String> = networks.iter().map(|&name| name.into()).collect();
        let networks = published::select(&networks).expect("they are in the list");
        let row = |(index, network): (usize, Published)| {
            let cost = 1.12_f64.powf(network.top1 - 50.0);
            let macs = (30e6 * cost) as u64;
            let slow = 1.0 + (index * 7 % 11) as f64 / 10.0;
            let times = [1, 2].map(|threads| {
                let median_ms = 0.4 * cost * slow / f64::from(threads).powf(0.8);
                let gmacs_per_s = macs as f64 / median_ms / 1e6;
                let share_of_peak = gmacs_per_s / (120.0 * f64::from(threads));
                Timing { threads, median_ms, gmacs_per_s, share_of_peak, on_front: false }
            });
            Row { network, parameters: 1_000_000 + 1_111 * index, macs, times: times.into() }
        };
        let mut report = Report {
            date: "2026-12-01".into(),
            processor: "Processor <A&B> @ 2.0 GHz".into(),
            isa: "avx512".into(),
            rounds: 3,
            seconds: 0.5,
            threads: vec![1, 2],
            rows: networks.into_iter().enumerate().map(row).collect(),
        };
        report.find_fronts();
        report
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_of_threads_has_its_own_front() {
        let mut report = made::report(&["espnetv2"]);
        for (row, ms) in report.rows.iter_mut().zip([2.0, 1.0, 3.0, 3.0, 4.0]) {
            row.times[0].median_ms = ms;
        }
        report.find_fronts();
        let names = |index| -> Vec<String> {
            report.front(index).iter().map(|row| row.network.variant.clone()).collect()
        };
        assert_eq!(names(0), ["×1.0", "×1.5", "×2.0"]);
        assert!(names(1).contains(&"×0.5".into()));
    }

    #[test]
    fn json_has_a_flat_object_for_each_network() {
        let report = made::report(&["espnetv2 x0.5"]);
        let json = serde_json::to_value(&report).unwrap();
        let row = &json["rows"][0];
        assert_eq!((&row["family"], &row["variant"]), (&"ESPNetv2".into(), &"×0.5".into()));
        assert_eq!(row["times"][1]["threads"], 2);
        assert_eq!(row["times"][0]["on_front"], true);
    }
}
