//! The front of best networks: those that no other network surpasses in both time and accuracy.

/// A network's time in any unit, and its accuracy.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Standing {
    pub time: f64,
    pub accuracy: f64,
}

impl Standing {
    /// Whether this is at least as good as the other in both, and better in one.
    fn surpasses(self, other: Standing) -> bool {
        self.time <= other.time && self.accuracy >= other.accuracy && self != other
    }
}

/// Returns for each network whether it is on the front. Equal networks are on it together.
pub fn front(standings: &[Standing]) -> Vec<bool> {
    let is_best = |&one: &Standing| !standings.iter().any(|other| other.surpasses(one));
    standings.iter().map(is_best).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn best(standings: &[(f64, f64)]) -> Vec<bool> {
        let standing = |&(time, accuracy): &(f64, f64)| Standing { time, accuracy };
        front(&standings.iter().map(standing).collect::<Vec<_>>())
    }

    #[test]
    fn slower_networks_must_be_more_accurate() {
        assert_eq!(
            best(&[(1.0, 50.0), (2.0, 60.0), (3.0, 55.0), (4.0, 70.0)]),
            [true, true, false, true]
        );
        assert_eq!(best(&[(4.0, 70.0), (3.0, 75.0)]), [false, true]);
        assert_eq!(best(&[(1.0, 50.0)]), [true]);
        assert_eq!(best(&[]), [false; 0]);
    }

    #[test]
    fn at_a_tie_the_other_quantity_decides() {
        assert_eq!(best(&[(1.0, 50.0), (1.0, 60.0)]), [false, true]);
        assert_eq!(best(&[(1.0, 50.0), (2.0, 50.0)]), [true, false]);
    }

    #[test]
    fn equal_networks_are_on_the_front_together() {
        assert_eq!(best(&[(1.0, 50.0), (1.0, 50.0)]), [true, true]);
        assert_eq!(best(&[(2.0, 50.0), (2.0, 50.0), (1.0, 50.0)]), [false, false, true]);
    }
}
