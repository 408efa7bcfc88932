//! Positions in a JSON text. serde_json does not report positions of values, so a small scanner finds them;
//! diagnostics of a spec use them for lines and columns. The messages for invalid JSON are here too.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Position};

/// The position of every key and every value of a JSON text, by JSON pointer (RFC 6901).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    values: BTreeMap<String, Position>,
    keys: BTreeMap<String, Position>,
    repeated: Vec<(String, Position)>,
}

impl Positions {
    /// Scans a text that is known to be valid JSON.
    pub(super) fn of(text: &str) -> Self {
        let mut scanner = Scanner {
            chars: text.chars().peekable(),
            at: Position { line: 1, column: 1 },
            positions: Positions::default(),
        };
        scanner.value("");
        scanner.positions
    }

    /// Returns the position of the value at `pointer`, or of the nearest value around it.
    pub fn of_value(&self, pointer: &str) -> Option<Position> {
        let mut pointer = pointer;
        loop {
            if let Some(position) = self.values.get(pointer) {
                return Some(*position);
            }
            pointer = &pointer[..pointer.rfind('/')?];
        }
    }

    /// Whether there is a value at `pointer`.
    pub(super) fn has(&self, pointer: &str) -> bool {
        self.values.contains_key(pointer)
    }

    /// Returns the position of the key of the field at `pointer`.
    pub(super) fn of_key(&self, pointer: &str) -> Option<Position> {
        self.keys.get(pointer).copied()
    }

    /// Returns a problem at `pointer`, with its position in the text.
    pub fn diagnostic(&self, pointer: &str, message: impl Into<String>) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(pointer, message);
        if pointer.is_empty() || pointer.starts_with('/') {
            diagnostic.position = self.of_value(pointer);
        }
        diagnostic
    }

    /// Returns a problem for every key that occurs twice in an object.
    pub(super) fn repeated_keys(&self) -> Vec<Diagnostic> {
        let problem = |(pointer, position): &(String, Position)| Diagnostic {
            position: Some(*position),
            ..Diagnostic::new(pointer, "the field stands twice").with_help("keep one of them")
        };
        self.repeated.iter().map(problem).collect()
    }
}

/// Appends a step to `pointer`.
pub(super) fn join(pointer: &str, key: &str) -> String {
    format!("{pointer}/{}", key.replace('~', "~0").replace('/', "~1"))
}

/// Some editors write this mark at the beginning of UTF-8 files; RFC 8259 forbids it in JSON.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Returns the problem of a text that is not JSON.
pub(super) fn syntax(text: &str, error: &serde_json::Error) -> Diagnostics {
    let message = error.to_string();
    let message = message.split(" at line ").next().unwrap_or_default();
    if text.starts_with(BYTE_ORDER_MARK) {
        let mark = Diagnostic {
            position: Some(Position { line: 1, column: 1 }),
            ..Diagnostic::new("", "not JSON: a byte order mark before the text")
        };
        return mark.with_help("save the file as UTF-8 without one").into();
    }
    let (message, help) = match message {
        _ if text.trim().is_empty() => ("the text is empty", Some("a spec is an object")),
        _ if error.is_eof() => {
            ("the text ends too early", Some("close what is open: a string, array or object"))
        }
        "trailing comma" => ("a comma with nothing after it", Some("take it away")),
        "trailing characters" => ("more text after the object", Some("take it away")),
        "key must be a string" => (message, Some("put the field's name in double quotes")),
        "recursion limit exceeded" => {
            ("objects and arrays in more than 127 levels", Some("a spec needs five"))
        }
        _ => (message, None),
    };
    let position = match error.is_eof() {
        true => end(text),
        false => {
            let line = text.lines().nth(error.line().saturating_sub(1)).unwrap_or_default();
            let before = line.char_indices().take_while(|(byte, _)| byte + 1 < error.column());
            Position { line: error.line().max(1), column: before.count() + 1 }
        }
    };
    Diagnostics(vec![Diagnostic {
        position: Some(position),
        help: help.map(str::to_owned),
        ..Diagnostic::new("", format!("not JSON: {message}"))
    }])
}

/// Returns the position of the last character that is not white space.
fn end(text: &str) -> Position {
    let text = text.trim_end();
    let line = text.lines().last().unwrap_or_default();
    Position { line: text.lines().count().max(1), column: line.chars().count().max(1) }
}

struct Scanner<'a> {
    chars: std::iter::Peekable<std::str::Chars<'a>>,
    at: Position,
    positions: Positions,
}

impl Scanner<'_> {
    fn next(&mut self) -> Option<char> {
        let c = self.chars.next()?;
        if c == '\n' {
            self.at = Position { line: self.at.line + 1, column: 1 };
        } else {
            self.at.column += 1;
        }
        Some(c)
    }

    /// Skips white space and returns the next character without taking it.
    fn peek(&mut self) -> Option<char> {
        while self.chars.peek().is_some_and(char::is_ascii_whitespace) {
            self.next();
        }
        self.chars.peek().copied()
    }

    fn value(&mut self, pointer: &str) {
        let first = self.peek();
        self.positions.values.insert(pointer.to_owned(), self.at);
        match first {
            Some('{') => self.members(pointer),
            Some('[') => self.items(pointer),
            Some('"') => {
                self.string();
            }
            _ => {
                while self.chars.peek().is_some_and(|c| !",]}\n\r\t ".contains(*c)) {
                    self.next();
                }
            }
        }
    }

    fn members(&mut self, pointer: &str) {
        self.next();
        while self.peek() == Some('"') {
            let at = self.at;
            let key = self.string();
            let member = join(pointer, &key);
            if self.positions.keys.insert(member.clone(), at).is_some() {
                self.positions.repeated.push((member.clone(), at));
            }
            self.peek();
            self.next();
            self.value(&member);
            if self.peek() == Some(',') {
                self.next();
            }
        }
        self.next();
    }

    fn items(&mut self, pointer: &str) {
        self.next();
        let mut index = 0;
        while self.peek().is_some_and(|c| c != ']') {
            self.value(&join(pointer, &index.to_string()));
            index += 1;
            if self.peek() == Some(',') {
                self.next();
            }
        }
        self.next();
    }

    /// Takes the string that begins here and returns it with its escapes resolved.
    fn string(&mut self) -> String {
        let mut quoted = String::from('"');
        self.next();
        while let Some(c) = self.next() {
            quoted.push(c);
            match c {
                '"' => break,
                '\\' => quoted.extend(self.next()),
                _ => {}
            }
        }
        serde_json::from_str(&quoted).unwrap_or_default()
    }
}
