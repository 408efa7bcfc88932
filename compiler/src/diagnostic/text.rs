//! Makes texts from foreign files safe in messages: they fit on a line, and no character hides or moves the
//! text next to it.

/// The largest number of characters of a name in a message.
const LONGEST: usize = 64;

/// Returns a name in backticks. Unprintable characters are escaped, and long names are cut.
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

/// Returns the text with exactly one column for each character. Tabs and other control characters become
/// blanks. Characters without a width, and those that change the direction of the text, become the
/// replacement character.
pub fn visible(text: &str) -> String {
    let column = |c: char| match c.escape_debug().nth(1) {
        _ if c.is_control() => ' ',
        Some('u') => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    text.chars().map(column).collect()
}
