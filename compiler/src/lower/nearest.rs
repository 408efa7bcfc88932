//! Finds the width multipliers next to one that gives widths that cannot be built.

use super::lower;
use crate::{
    diagnostic::Diagnostics,
    spec::{Overrides, Spec, WIDTH_MULTIPLIERS},
};

/// The number of multipliers that are tried on each side, and the distance between them, in hundredths.
const STEPS: i32 = 60;

/// Adds the nearest width multipliers whose network can be built to the first problem. `overrides` set a
/// multiplier; otherwise the widths are the spec's own, and the problem is not the multiplier's.
pub(crate) fn with_nearest(
    spec: &Spec,
    overrides: &Overrides,
    problems: Diagnostics,
) -> Diagnostics {
    let Some(given) = overrides.width_multiplier else { return problems };
    let fits = |hundredths: &i32| {
        let multiplier = f64::from(*hundredths) / 100.0;
        let within = multiplier >= WIDTH_MULTIPLIERS.0 && multiplier <= WIDTH_MULTIPLIERS.1;
        let overrides = Overrides { width_multiplier: Some(multiplier), ..overrides.clone() };
        within && spec.resolve(&overrides).is_ok_and(|architecture| lower(&architecture).is_ok())
    };
    let start = (given * 100.0).round() as i32;
    let below = (1..=STEPS).map(|step| start - step).find(fits);
    let above = (1..=STEPS).map(|step| start + step).find(fits);
    let nearest: Vec<String> = below
        .into_iter()
        .chain(above)
        .map(|hundredths| (f64::from(hundredths) / 100.0).to_string())
        .collect();
    let advice = match nearest.as_slice() {
        [] => return problems,
        [only] => format!("the nearest width multiplier that can be built is {only}"),
        several => {
            format!("the nearest width multipliers that can be built are {}", several.join(" and "))
        }
    };
    let mut problems = problems;
    if let Some(first) = problems.0.first_mut() {
        first.help = Some(match first.help.take() {
            Some(help) => format!("{help}; {advice}"),
            None => advice,
        });
    }
    problems
}
