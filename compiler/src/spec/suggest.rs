//! Suggestions for misspelt names: "did you mean …?", or a list of the known names.

use crate::diagnostic::quoted;

/// The largest number of names in a message.
const MOST_LISTED: usize = 32;

/// Returns the known name that is nearest to `name`, or a list of the known names, as a help text.
pub(crate) fn help<'a>(name: &str, kind: &str, known: impl IntoIterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.into_iter().collect();
    match nearest(name, &known) {
        Some(nearest) => format!("did you mean {}?", quoted(nearest)),
        None if known.is_empty() => format!("there are no {kind}"),
        None => format!("known {kind}: {}", list(&known)),
    }
}

/// Lists names in backquotes, separated by commas; a long list is cut.
pub(crate) fn list(names: &[&str]) -> String {
    let (shown, others) = names.split_at(names.len().min(MOST_LISTED));
    let others = (!others.is_empty()).then(|| format!("and {} more", others.len()));
    shown.iter().map(|name| quoted(name)).chain(others).collect::<Vec<_>>().join(", ")
}

/// Returns the known name that `name` most likely stands for; case is ignored.
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

/// Returns the number of letters of a name that may be wrong.
fn typos(name: &str) -> usize {
    (name.chars().count() / 3).clamp(1, 3)
}
