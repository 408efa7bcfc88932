//! The measurement of several networks that take turns, so that disturbances hit all of them alike.

use espnet_compiler::plan::Plan;
use serde_json::{Map, Value};

use super::{
    published::Published,
    report::{Row, Timing},
};
use crate::{
    errors::Error,
    measurement::{Inputs, Kind, measure, rates},
    network::Network,
    network_crate::NetworkCrate,
};

/// A network that is ready to be measured.
pub struct Entrant {
    pub published: Published,
    pub network: Network,
    pub built: NetworkCrate,
}

/// How to measure.
#[derive(Clone, Debug)]
pub struct Settings {
    pub rounds: usize,
    pub seconds: f64,
    pub threads: Vec<u16>,
}

/// The figures that a network's executable measured in its turn, one object for each number of threads.
type Turn = Vec<Map<String, Value>>;

/// Measures every network in every round; calls `done` after every turn, in the last round with the network's
/// results. Returns all results, and the instruction set.
///
/// # Errors
/// If a network fails, or if `done` does.
pub fn measure_all(
    entrants: &[Entrant],
    settings: &Settings,
    mut done: impl FnMut(Option<&Row>) -> Result<(), Error>,
) -> Result<(Vec<Row>, String), Error> {
    let mut turns: Vec<Vec<Turn>> = entrants.iter().map(|_| Vec::new()).collect();
    let mut rows = Vec::new();
    for round in 1..=settings.rounds {
        for (entrant, turns) in entrants.iter().zip(&mut turns) {
            turns.push(turn(entrant, settings)?);
            match round == settings.rounds {
                true => {
                    let row = row(entrant, &settings.threads, turns);
                    done(Some(&row))?;
                    rows.push(row);
                }
                false => done(None)?,
            }
        }
    }
    let first = turns.first().and_then(|turns| turns.first()?.first());
    let isa = first.and_then(|figures| figures.get("isa")?.as_str()).unwrap_or_default();
    Ok((rows, isa.to_owned()))
}

/// Measures a network with each number of threads. The files that it reads are written anew for every turn,
/// since those of all networks together take hundreds of megabytes.
fn turn(entrant: &Entrant, settings: &Settings) -> Result<Turn, Error> {
    let Entrant { network, built, .. } = entrant;
    let inputs = Inputs::write(&network.compiled.plan, None)?;
    let with = |&threads| measure(built, &inputs, Kind::Pass, threads, settings.seconds);
    settings.threads.iter().map(with).collect()
}

fn row(entrant: &Entrant, threads: &[u16], turns: &[Turn]) -> Row {
    let plan = &entrant.network.compiled.plan;
    let times = threads.iter().enumerate();
    let times =
        times.map(|(index, &threads)| timing(plan, threads, turns.iter().map(|turn| &turn[index])));
    Row {
        network: entrant.published.clone(),
        parameters: plan.parameters,
        macs: plan.macs,
        times: times.collect(),
    }
}

/// The medians over the turns.
fn timing<'t>(
    plan: &Plan,
    threads: u16,
    turns: impl Iterator<Item = &'t Map<String, Value>> + Clone,
) -> Timing {
    let number = |value: Option<&Value>| value.and_then(Value::as_f64).unwrap_or(f64::NAN);
    let rate = |name: &str| {
        let of_turn = |turn: &Map<String, Value>| {
            let rates = rates(plan, turn);
            number(rates.iter().find(|(key, _)| *key == name).map(|(_, value)| value))
        };
        median(turns.clone().map(of_turn).collect())
    };
    Timing {
        threads,
        median_ms: median(turns.clone().map(|turn| number(turn.get("median_ms"))).collect()),
        gmacs_per_s: rate("gmacs_per_s"),
        share_of_peak: rate("share_of_peak"),
        on_front: false,
    }
}

/// The middle number, or the mean of the two in the middle.
fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    (numbers[(numbers.len() - 1) / 2] + numbers[numbers.len() / 2]) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_disturbed_round_of_three_changes_nothing() {
        assert_eq!(median(vec![2.0, 90.0, 1.0]), 2.0);
        assert_eq!(median(vec![1.0, 4.0]), 2.5);
        assert_eq!(median(vec![3.0]), 3.0);
    }
}
