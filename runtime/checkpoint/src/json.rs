//! A reader for the JSON of a safetensors header and of an index of shards: objects, strings and lists
//! of natural numbers.
//!
//! The nesting is fixed, so the caller states which value comes next, and no function recurses. Values that
//! are not needed are skipped at any depth.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use crate::bytes::Bytes;
use crate::error::CheckpointError;

/// A position in JSON text.
#[derive(Debug)]
pub(crate) struct Json<'a> {
    bytes: Bytes<'a>,
}

impl<'a> Json<'a> {
    pub(crate) fn new(bytes: Bytes<'a>) -> Json<'a> {
        Json { bytes }
    }

    pub(crate) fn position(&self) -> usize {
        self.bytes.position()
    }

    fn fault(&self, expected: &str) -> CheckpointError {
        let message = match self.bytes.rest().first() {
            Some(&byte) => {
                format!("{expected} is expected in the JSON, not {:?}", char::from(byte))
            }
            None => format!("{expected} is expected in the JSON, but it ends"),
        };
        CheckpointError::malformed(message).at(self.position())
    }

    /// The next byte that is not white space; it is not skipped.
    fn peek(&mut self) -> Option<u8> {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.bytes.rest().first() {
            // There is a byte, so `take` succeeds.
            self.bytes.take(1).ok()?;
        }
        self.bytes.rest().first().copied()
    }

    /// Skips `byte` if it is next.
    fn skip(&mut self, byte: u8) -> bool {
        self.peek() == Some(byte) && self.bytes.take(1).is_ok()
    }

    fn expect(&mut self, byte: u8) -> Result<(), CheckpointError> {
        if self.skip(byte) { Ok(()) } else { Err(self.fault(&format!("{:?}", char::from(byte)))) }
    }

    /// Checks that only white space is left.
    pub(crate) fn end(&mut self) -> Result<(), CheckpointError> {
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.fault("the end")),
        }
    }

    /// Reads an object. `field` is called for every key and must read its value.
    pub(crate) fn object(
        &mut self,
        mut field: impl FnMut(&mut Self, Cow<'a, str>) -> Result<(), CheckpointError>,
    ) -> Result<(), CheckpointError> {
        self.expect(b'{')?;
        if self.skip(b'}') {
            return Ok(());
        }
        loop {
            let key = self.string()?;
            self.expect(b':')?;
            field(self, key)?;
            if !self.skip(b',') {
                return self.expect(b'}');
            }
        }
    }

    /// Reads a list of at most `limit` natural numbers.
    pub(crate) fn naturals(&mut self, limit: usize) -> Result<Vec<usize>, CheckpointError> {
        let at = self.position();
        let mut numbers = Vec::new();
        self.expect(b'[')?;
        if self.skip(b']') {
            return Ok(numbers);
        }
        loop {
            numbers.push(self.natural()?);
            if numbers.len() > limit {
                return Err(CheckpointError::malformed(format!(
                    "a list has more than the {limit} numbers it may have"
                ))
                .at(at));
            }
            if !self.skip(b',') {
                self.expect(b']')?;
                return Ok(numbers);
            }
        }
    }

    /// Skips a value of any kind. Numbers and words are checked only for their characters, not for their
    /// form.
    pub(crate) fn skip_value(&mut self) -> Result<(), CheckpointError> {
        // The closing brackets that are still needed, the innermost last.
        let mut open: Vec<u8> = Vec::new();
        loop {
            match self.peek() {
                Some(b'{') if self.skip(b'{') => {
                    open.push(b'}');
                    if self.peek() != Some(b'}') {
                        self.string()?;
                        self.expect(b':')?;
                        continue;
                    }
                }
                Some(b'[') if self.skip(b'[') => {
                    open.push(b']');
                    if self.peek() != Some(b']') {
                        continue;
                    }
                }
                Some(b'"') => {
                    self.string()?;
                }
                _ => self.word()?,
            }
            // A value has ended here, and the objects and lists around it may end too.
            loop {
                match open.last() {
                    None => return Ok(()),
                    Some(&close) if self.skip(close) => {
                        open.pop();
                    }
                    Some(&close) => {
                        self.expect(b',')?;
                        if close == b'}' {
                            self.string()?;
                            self.expect(b':')?;
                        }
                        break;
                    }
                }
            }
        }
    }

    /// Skips a number, `true`, `false` or `null`.
    fn word(&mut self) -> Result<(), CheckpointError> {
        self.peek();
        let part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
        match self.bytes.rest().iter().take_while(part).count() {
            0 => Err(self.fault("a value")),
            length => self.bytes.take(length).map(drop),
        }
    }

    fn natural(&mut self) -> Result<usize, CheckpointError> {
        self.peek();
        let at = self.position();
        let digits = self.bytes.rest().iter().take_while(|byte| byte.is_ascii_digit()).count();
        let text = self.bytes.take(digits)?;
        if text.is_empty() || (text.len() > 1 && text[0] == b'0') {
            return Err(self.fault("a natural number"));
        }
        text.iter()
            .try_fold(0usize, |number, digit| {
                number.checked_mul(10)?.checked_add(usize::from(digit - b'0'))
            })
            .ok_or_else(|| {
                CheckpointError::malformed("a number is beyond what this machine can address")
                    .at(at)
            })
    }

    /// Reads a string, which is borrowed unless it has escapes.
    pub(crate) fn string(&mut self) -> Result<Cow<'a, str>, CheckpointError> {
        self.expect(b'"')?;
        let mut text = Cow::Borrowed("");
        loop {
            let at = self.position();
            let rest = self.bytes.rest();
            let plain = rest
                .iter()
                .position(|&byte| byte == b'"' || byte == b'\\' || byte < b' ')
                .ok_or_else(|| {
                    CheckpointError::malformed("a string of the JSON does not end").at(at)
                })?;
            let plain = core::str::from_utf8(self.bytes.take(plain)?).map_err(|_| {
                CheckpointError::malformed("a string of the JSON is not UTF-8").at(at)
            })?;
            // The first part stays borrowed; more parts follow only after an escape.
            if text.is_empty() {
                text = Cow::Borrowed(plain);
            } else {
                text.to_mut().push_str(plain);
            }
            match self.bytes.u8()? {
                b'"' => return Ok(text),
                b'\\' => {
                    let c = self.escape()?;
                    text.to_mut().push(c);
                }
                _ => {
                    return Err(CheckpointError::malformed(
                        "a control character in a string of the JSON should be escaped",
                    )
                    .at(self.position() - 1));
                }
            }
        }
    }

    /// Reads the rest of an escape after its backslash, and returns the character.
    fn escape(&mut self) -> Result<char, CheckpointError> {
        let at = self.position();
        let fault =
            || CheckpointError::malformed("an escape in a string of the JSON is wrong").at(at);
        Ok(match self.bytes.u8()? {
            b'"' => '"',
            b'\\' => '\\',
            b'/' => '/',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            b'u' => {
                let first = self.code_unit().ok_or_else(fault)?;
                // A character beyond 16 bits is a pair of escapes.
                let second = match first {
                    0xd800..=0xdbff => {
                        if self.bytes.take(2)? != b"\\u" {
                            return Err(fault());
                        }
                        Some(self.code_unit().ok_or_else(fault)?)
                    }
                    _ => None,
                };
                let mut characters = char::decode_utf16([first].into_iter().chain(second));
                characters.next().and_then(Result::ok).ok_or_else(fault)?
            }
            _ => return Err(fault()),
        })
    }

    /// Reads four hexadecimal digits.
    fn code_unit(&mut self) -> Option<u16> {
        let digits = self.bytes.take(4).ok()?;
        digits.iter().try_fold(0u16, |unit, &digit| {
            let digit = char::from(digit).to_digit(16)?;
            Some(unit << 4 | u16::try_from(digit).ok()?)
        })
    }
}

/// Appends `text` as a JSON string.
pub(crate) fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    fn string(text: &str) -> Result<String, String> {
        Json::new(Bytes::new(text.as_bytes(), 0))
            .string()
            .map(Cow::into_owned)
            .map_err(|error| error.to_string())
    }

    #[test]
    fn strings_with_escapes() {
        assert_eq!(string(r#""plain""#).unwrap(), "plain");
        assert_eq!(string(r#""\u0041b\n\"\\\/""#).unwrap(), "Ab\n\"\\/");
        assert_eq!(string(r#""\ud83d\ude00!""#).unwrap(), "😀!");
        for wrong in
            [r#""\ud83d""#, r#""\ud83dx1234""#, r#""\x""#, r#""\u00g0""#, "\"a\nb\"", "\"a", ""]
        {
            assert!(string(wrong).is_err(), "{wrong:?}");
        }
        assert!(Json::new(Bytes::new(b"\"\xff\"", 0)).string().is_err());
    }

    #[test]
    fn written_strings_read_back() {
        for text in ["", "level1.conv.weight", "\"\\\u{0}\u{1f}\u{7f}é😀"] {
            let mut out = String::new();
            push_string(&mut out, text);
            assert_eq!(string(&out).unwrap(), text);
        }
    }

    #[test]
    fn values_of_any_kind_are_passed_over() {
        let rest = |text: &'static str| {
            let mut json = Json::new(Bytes::new(text.as_bytes(), 0));
            json.skip_value().map(|()| json.position()).map_err(|error| error.to_string())
        };
        for text in [
            "1",
            "-1.5e+3",
            "null",
            r#""a]\"""#,
            "[]",
            "{}",
            r#"[1, [], {"a": [true, {"b": null}], "c": "}"}, "x"]"#,
        ] {
            assert_eq!(rest(text), Ok(text.len()), "{text}");
        }
        for wrong in ["", "[1", "[1 2]", "{1: 2}", r#"{"a" 1}"#, r#"{"a": }"#, "[}", "[1,]", ","] {
            assert!(rest(wrong).is_err(), "{wrong}");
        }
        let deep = "[".repeat(100_000) + &"]".repeat(100_000);
        let mut json = Json::new(Bytes::new(deep.as_bytes(), 0));
        assert!(json.skip_value().is_ok());
    }

    #[test]
    fn numbers_are_natural_and_fit() {
        let read = |text: &'static str| Json::new(Bytes::new(text.as_bytes(), 0)).naturals(3);
        assert_eq!(read(" [ 0 , 12,3 ]").unwrap(), [0, 12, 3]);
        assert_eq!(read("[]").unwrap(), [0usize; 0]);
        for wrong in
            ["[-1]", "[1.5]", "[01]", "[1,]", "[1", "[1,2,3,4]", "[99999999999999999999]", "{}"]
        {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
