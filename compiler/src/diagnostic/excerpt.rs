//! Shows a problem with its line of the spec, as plain text of limited width.

use std::{fmt, ops::Range};

use super::{Diagnostic, Position, visible};

/// The largest number of characters shown of a line; of longer lines, the part around the position is shown.
const WIDTH: usize = 96;
/// Number of characters before the position if the beginning of a line is cut off.
const BEFORE: usize = 40;
/// Number of characters that should follow the position.
const AFTER: usize = 16;
/// The longest object or array that is marked completely.
const LONGEST_MARK: usize = 48;

/// A problem, its position in a file, and the line of the file with the position marked.
///
/// ```
/// use espnet_compiler::spec::Spec;
///
/// let text = r#"{ "name": "net", "classes": 0 }"#;
/// let problems = Spec::parse(text).unwrap_err();
/// let problem = problems.0.iter().find(|problem| problem.path == "/classes").unwrap();
/// assert_eq!(
///     problem.excerpt("net.json", text).to_string(),
///     r#"expected an integer from 1 to 65536, found 0
///  --> net.json:1:29
///   |
/// 1 | { "name": "net", "classes": 0 }
///   |                             ^ /classes"#
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Excerpt<'a> {
    problem: &'a Diagnostic,
    file: &'a str,
    text: &'a str,
}

impl Diagnostic {
    /// Returns the problem with its line of `text`, the content of `file`.
    pub fn excerpt<'a>(&'a self, file: &'a str, text: &'a str) -> Excerpt<'a> {
        Excerpt { problem: self, file, text }
    }
}

impl fmt::Display for Excerpt<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Excerpt { problem, file, text } = self;
        let file = visible(file);
        let Diagnostic { path, position, message, help } = problem;
        let Some(position @ Position { line, column }) = *position else {
            // The problem belongs to an override or to the whole network.
            return match path.as_str() {
                "" => write!(f, "{file}: {problem}"),
                _ => write!(f, "{problem}"),
            };
        };
        let number = line.to_string();
        let indent = " ".repeat(number.len());
        let (shown, mark) = window(text, position);
        let marks = format!("{}{}", " ".repeat(mark.start), "^".repeat(mark.len()));
        writeln!(f, "{message}")?;
        writeln!(f, "{indent}--> {file}:{line}:{column}")?;
        writeln!(f, "{indent} |")?;
        writeln!(f, "{number} | {shown}")?;
        write!(f, "{}", format!("{indent} | {marks} {}", visible(path)).trim_end())?;
        match help {
            Some(help) => write!(f, "\n{indent} = help: {help}"),
            None => Ok(()),
        }
    }
}

/// Returns the shown part of a line, and the range of its marked characters.
fn window(text: &str, position: Position) -> (String, Range<usize>) {
    let extent = extent(text, position);
    let line = text.lines().nth(position.line - 1).unwrap_or_default();
    let chars: Vec<char> = visible(line).chars().collect();
    let start = (position.column - 1).min(chars.len());
    let marked = text[extent].chars().count().max(1);
    let fits = chars.len() <= WIDTH || start + marked + AFTER <= WIDTH;
    let cut = if fits { 0 } else { start.saturating_sub(BEFORE) };
    let end = chars.len().min(cut + WIDTH);
    let (left, right) = (cut > 0, end < chars.len());
    let dots = |cut: bool| if cut { "…" } else { "" };
    let shown: String = chars[cut..end].iter().collect();
    let shown = format!("{}{shown}{}", dots(left), dots(right));
    let start = start - cut + usize::from(left);
    let marked = marked.min(shown.chars().count().saturating_sub(start).max(1));
    (shown.trim_end().to_owned(), start..start + marked)
}

/// Returns the byte range of the JSON value or key at `position`, up to the end of the line. If an object or
/// array is long or does not end on this line, the range is its bracket.
pub fn extent(text: &str, position: Position) -> Range<usize> {
    let lines = text.split_inclusive('\n');
    let before: usize = lines.take(position.line - 1).map(str::len).sum();
    let line = text[before..].lines().next().unwrap_or_default();
    let column = line.char_indices().nth(position.column - 1);
    let column = column.map_or(line.len(), |(byte, _)| byte);
    let start = before + column;
    start..start + value_len(&line[column..])
}

/// Returns the length of the value at the beginning of `line`, in bytes.
fn value_len(line: &str) -> usize {
    let first = line.chars().next().map_or(0, char::len_utf8);
    let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
    for (byte, c) in line.char_indices() {
        if quoted {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quoted = false,
                _ => continue,
            }
        } else {
            match c {
                '"' => quoted = true,
                '{' | '[' => depth += 1,
                '}' | ']' if depth > 0 => depth -= 1,
                ',' | ':' | '}' | ']' | ' ' | '\t' if depth == 0 => return byte.max(first),
                _ => continue,
            }
        }
        if depth == 0 && !quoted {
            let len = byte + c.len_utf8();
            return if c == '"' || len <= LONGEST_MARK { len } else { first };
        }
    }
    if depth > 0 { first } else { line.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn marked(text: &str, line: usize, column: usize) -> &str {
        &text[extent(text, Position { line, column })]
    }

    #[test]
    fn values_are_marked_as_far_as_they_stand_on_their_line() {
        let text = "{ \"a\": [1, \"]\"],\r\n  \"é\\\"\": -1.5e3,\n  \"b\": { \"c\": [\n  ] } }";
        assert_eq!(marked(text, 1, 1), "{");
        assert_eq!(marked(text, 1, 3), "\"a\"");
        assert_eq!(marked(text, 1, 8), "[1, \"]\"]");
        assert_eq!(marked(text, 1, 9), "1");
        assert_eq!(marked(text, 2, 3), "\"é\\\"\"");
        assert_eq!(marked(text, 2, 10), "-1.5e3");
        assert_eq!(marked(text, 2, 16), ",");
        assert_eq!(marked(text, 3, 8), "{");
        assert_eq!(marked(text, 4, 3), "]");
        let long = format!("[{}]", "1, ".repeat(40));
        assert_eq!(marked(&long, 1, 1), "[", "the whole would hide what is wrong");
        // Positions outside the text, such as its end.
        assert_eq!(marked(text, 4, 80), "");
        assert_eq!(marked(text, 9, 9), "");
        assert_eq!(marked("\"open", 1, 1), "\"open");
    }

    /// A character that changes the direction of the text could make a line look like another one.
    #[test]
    fn nothing_moves_what_stands_beside_it() {
        let text = "{ \"\u{202e}\t\u{200b}e\u{301}é\": 1 }";
        let problem = Diagnostic {
            position: Some(Position { line: 1, column: 3 }),
            ..Diagnostic::new("/\u{202e}", "unknown field")
        };
        let shown = "unknown field\n --> a\u{fffd}b:1:3\n  |\n1 | { \"\u{fffd} \u{fffd}e\u{fffd}é\": 1 }\n  |   ^^^^^^^^ /\u{fffd}";
        assert_eq!(problem.excerpt("a\u{2066}b", text).to_string(), shown);
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text =
            format!("{{ {}\"here\": 1{} }}", "\"a\": 0, ".repeat(40), ", \"b\": 2".repeat(40));
        let position = Position { line: 1, column: 323 };
        let problem =
            Diagnostic { position: Some(position), ..Diagnostic::new("/here", "is long") };
        assert_eq!(
            problem.with_help("cut it").excerpt("a.json", &text).to_string(),
            "is long\n \
             --> a.json:1:323\n  |\n\
             1 | …\"a\": 0, \"a\": 0, \"a\": 0, \"a\": 0, \"a\": 0, \"here\": 1, \"b\": 2, \"b\": 2, \
             \"b\": 2, \"b\": 2, \"b\": 2, \"b\": …\n  \
             |                                          ^^^^^^ /here\n  \
             = help: cut it"
        );
    }

    #[test]
    fn problems_without_a_place_name_their_override_or_the_file() {
        let wide = Diagnostic::new("width_multiplier", "is too large").with_help("try 2");
        assert_eq!(
            wide.excerpt("a.json", "{}").to_string(),
            "width_multiplier: is too large; try 2"
        );
        let whole = Diagnostic::new("", "is no network");
        assert_eq!(whole.excerpt("a.json", "{}").to_string(), "a.json: is no network");
    }
}
