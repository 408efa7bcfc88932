//! Texts of other people's files in messages: never longer than a line, nothing in them that hides or
//! moves what stands beside them.

/// The most characters of a name that a message repeats.
const LONGEST: usize = 64;

/// A name in backticks, what cannot be printed escaped, cut where it is long.
///
/// ```
/// use espnet_compiler::diagnostic::quoted;
///
/// assert_eq!(quoted("level\u{202e}3"), r"`level\u{202e}3`");
/// assert_eq!(quoted(&"a".repeat(100)), format!("`{}…`", "a".repeat(63)));
/// ```
pub fn quoted(text: &str) -> String {
    let long = text.chars().nth(LONGEST).is_some();
    let kept: String = text.chars().take(LONGEST - usize::from(long)).collect();
    format!("`{}{}`", kept.escape_debug(), if long { "…" } else { "" })
}

/// The text with a column for each of its characters: a blank for a tab and the like, and the
/// replacement character for those without a width or that turn the direction of what follows.
pub fn visible(text: &str) -> String {
    let column = |c: char| match c.escape_debug().nth(1) {
        _ if c.is_control() => ' ',
        Some('u') => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    text.chars().map(column).collect()
}
