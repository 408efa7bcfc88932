//! Finds the values of a spec's settings that suit a checkpoint.

use espnet_checkpoint::Checkpoint;

use super::Candidate;
use crate::spec::{Overrides, SetValues, Setting, SettingValue, Spec};

/// The largest value of a number that is tried. Repetitions of units and groups are seldom more.
const MOST: usize = 16;

/// Returns the values to try for a setting.
fn values(setting: &Setting) -> Vec<SettingValue> {
    match setting {
        Setting::Number(_) => (0..=MOST).map(SettingValue::Number).collect(),
        Setting::Choice(words) => words.iter().cloned().map(SettingValue::Word).collect(),
    }
}

/// Returns the values that were given, with one more.
fn with(set: &SetValues, name: &str, value: SettingValue) -> SetValues {
    let mut set = set.clone();
    set.0.insert(name.to_owned(), value);
    set
}

/// Chooses the settings one after another, each so that the fewest names of tensors are missing or unexpected.
/// Names depend on repetitions and wirings, and hardly on widths. A setting that changes no names keeps its
/// value.
pub(super) fn by_names(spec: &Spec, overrides: &Overrides, checkpoint: &Checkpoint) -> SetValues {
    let mut set = overrides.set.clone().unwrap_or_default();
    let wrong = |set: &SetValues| -> Option<(usize, usize)> {
        let overrides = Overrides { set: Some(set.clone()), ..overrides.clone() };
        let error = Candidate::new(spec, &overrides)?.check(checkpoint).err();
        let Some(error) = error else { return Some((0, 0)) };
        Some((error.missing.len() + error.unexpected.len(), error.misshapen.len()))
    };
    let mut least = wrong(&set).unwrap_or((usize::MAX, usize::MAX));
    for (name, setting) in &spec.settings {
        let mut best = set.clone();
        for value in values(setting) {
            let changed = with(&set, name, value);
            if let Some(found) = wrong(&changed)
                && found < least
            {
                (least, best) = (found, changed);
            }
        }
        set = best;
    }
    set
}

/// Returns the changes of one setting each that are worth a search of their own.
pub(super) fn single_changes(
    spec: &Spec,
    overrides: &Overrides,
    chosen: &SetValues,
) -> Vec<SetValues> {
    let mut changes = Vec::new();
    for (name, setting) in &spec.settings {
        for value in values(setting) {
            let changed = with(chosen, name, value);
            let overrides = Overrides { set: Some(changed.clone()), ..overrides.clone() };
            if changed != *chosen && Candidate::new(spec, &overrides).is_some() {
                changes.push(changed);
            }
        }
    }
    changes
}
