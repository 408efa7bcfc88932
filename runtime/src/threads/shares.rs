//! The division of work among workers: even, unless their cores turn out to differ in speed.
//!
//! Some processors have smaller cores beside larger ones, and any core may also run other programs' threads,
//! for milliseconds or permanently. A worker that is busy with its share for longer than the others gets a
//! smaller one.

use std::{time::Duration, vec::Vec};

/// Shares that differ from equal ones by less than this fraction are set equal. Differences of that size
/// occur by chance, and equal numbers of chunks are worth more.
const CHANCE: f64 = 1.0 / 12.0;

/// The largest factor by which a share grows or shrinks from pass to pass. A single long pass, in which a
/// worker had to leave its core for a while, says little.
const STEP: f64 = 1.15;

/// No share becomes smaller than this fraction of an equal one. A worker that has hardly any chunks, and is
/// busy nonetheless since it shares its core, would never get more again.
const LEAST: f64 = 1.0 / 8.0;

/// The share of each worker.
#[derive(Debug)]
pub struct Shares {
    /// The best share of each worker, as estimated so far. They add up to 1.
    right: Vec<f64>,
    /// The bounds of the current shares: where each of them begins, from 0 on, and 1 as the end of the last.
    bounds: Vec<f64>,
}

impl Shares {
    /// Equal shares of `count` workers.
    pub fn equal(count: usize) -> Self {
        let part = |i| i as f64 / count as f64;
        let right = (0..count).map(|_| part(1)).collect();
        Shares { right, bounds: (0..=count).map(part).collect() }
    }

    /// The begin and the end of the share of worker `index`, as fractions of the whole.
    pub fn of(&self, index: usize) -> (f64, f64) {
        (self.bounds[index], self.bounds[index + 1])
    }

    /// Adapts the shares for the next pass. `busy` is how long each worker was busy in the last one.
    pub fn adapt(&mut self, busy: impl Iterator<Item = Duration> + Clone) {
        let speeds = self
            .bounds
            .windows(2)
            .zip(busy)
            .map(|(bounds, busy)| (bounds[1] - bounds[0]) / busy.as_secs_f64().max(1e-9));
        let equal = 1.0 / self.right.len() as f64;
        let all: f64 = speeds.clone().sum();
        for (right, speed) in self.right.iter_mut().zip(speeds) {
            let now = (speed / all).max(LEAST * equal);
            *right = (*right + now.clamp(*right / STEP, *right * STEP)) / 2.0;
        }
        let all: f64 = self.right.iter().sum();
        let mut chance = true;
        for right in &mut self.right {
            *right /= all;
            chance &= (*right / equal - 1.0).abs() < CHANCE;
        }
        let mut end = 0.0;
        for (bound, right) in self.bounds[1..].iter_mut().zip(&self.right) {
            end += if chance { equal } else { *right };
            *bound = end;
        }
        if let Some(end) = self.bounds.last_mut() {
            *end = 1.0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lens(shares: &Shares) -> Vec<f64> {
        shares.bounds.windows(2).map(|pair| pair[1] - pair[0]).collect()
    }

    /// A pass on cores of different speeds.
    fn pass(shares: &mut Shares, speeds: &[f64]) {
        let time = |(len, speed): (f64, &f64)| Duration::from_secs_f64(1e-3 * len / speed);
        let busy: Vec<_> = lens(shares).into_iter().zip(speeds).map(time).collect();
        shares.adapt(busy.into_iter());
        let bounds = &shares.bounds;
        assert!(bounds[0] == 0.0 && bounds[speeds.len()] == 1.0 && bounds.is_sorted());
    }

    #[test]
    fn shares_are_as_cores_are_fast() {
        let mut shares = Shares::equal(3);
        for speeds in [[1.0, 0.5, 1.0], [1.0, 1.0, 0.5], [0.75, 1.0, 1.0]] {
            for _ in 0..15 {
                pass(&mut shares, &speeds);
            }
            let all: f64 = speeds.iter().sum();
            for (len, speed) in lens(&shares).into_iter().zip(speeds) {
                assert!((len - speed / all).abs() < 0.01, "{shares:?}");
            }
        }
    }

    #[test]
    fn small_differences_and_accidents_leave_shares_equal() {
        let mut shares = Shares::equal(2);
        for speeds in [[1.0, 0.9], [1.0, 1.0], [1.0, 0.1], [1.0, 1.0], [0.95, 1.0]] {
            pass(&mut shares, &speeds);
            assert_eq!(lens(&shares), [0.5, 0.5]);
        }
    }

    #[test]
    fn who_has_lost_nearly_all_comes_back() {
        let mut shares = Shares::equal(2);
        for _ in 0..100_000 {
            // Even if it has very few chunks.
            shares.adapt([Duration::from_millis(1), Duration::from_secs(1)].into_iter());
        }
        let len = lens(&shares)[1];
        assert!((LEAST / 4.0..LEAST).contains(&len), "{len}");
        for _ in 0..40 {
            pass(&mut shares, &[1.0, 1.0]);
        }
        assert_eq!(lens(&shares), [0.5, 0.5]);
    }
}
