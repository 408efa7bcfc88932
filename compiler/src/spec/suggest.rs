//! "Did you mean …?" for names that are nearly right.

use crate::diagnostic::quoted;

/// The most names that a message lists.
const MOST_LISTED: usize = 32;

/// The known name that `name` most likely stands for, else a list of what is known.
pub(crate) fn help<'a>(name: &str, kind: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(name, &known) {
        Some(nearest) => format!("did you mean {}?", quoted(nearest)),
        None if known.is_empty() => format!("there are no {kind}"),
        None => format!("known {kind}: {}", list(&known)),
    }
}

/// Names in backquotes, separated by commas; of many, the first.
pub(crate) fn list(names: &[&str]) -> String {
    let (shown, others) = names.split_at(names.len().min(MOST_LISTED));
    let others = (!others.is_empty()).then(|| format!("and {} more", others.len()));
    shown.iter().map(|name| quoted(name)).chain(others).collect::<Vec<_>>().join(", ")
}

/// The known name that `name` most likely stands for; case does not count.
pub(crate) fn nearest<'a>(name: &str, known: &[&'a str]) -> Option<&'a str> {
    let typos = typos(name);
    let name = name.to_lowercase();
    known
        .iter()
        .map(|known| (strsim::osa_distance(&name, &known.to_lowercase()), *known))
        .filter(|(distance, _)| *distance <= typos)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, known)| known)
}

/// How many letters of a name may be wrong.
fn typos(name: &str) -> usize {
    (name.chars().count() / 3).clamp(1, 3)
}
