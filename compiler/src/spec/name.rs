//! Rules for the names of networks, blocks and outputs. The names occur in generated code of several
//! languages and in file names, so few characters are allowed.

use super::{MAX_NAME, MAX_PARTS, Positions};
use crate::diagnostic::{Diagnostic, quoted};

/// The problem of a name, with a suggestion.
pub(super) struct Fault {
    message: String,
    help: &'static str,
}

impl Fault {
    fn new(name: &str, what: &str, help: &'static str) -> Self {
        Fault { message: format!("{} {what}", quoted(name)), help }
    }

    /// Returns the problem of the name at `pointer`.
    pub fn at(self, pointer: &str, positions: &Positions) -> Diagnostic {
        positions.diagnostic(pointer, self.message).with_help(self.help)
    }
}

/// Checks the name of a network: letters, digits, `_`, `-` and `.`.
pub(super) fn network(name: &str) -> Result<(), Fault> {
    let valid = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
    if name.is_empty() || !name.chars().all(valid) {
        return Err(Fault::new(name, "is no name", "use letters, digits, `_`, `-` and `.`"));
    }
    of_length(name)
}

/// Checks the name of an output. The rules are those for networks; `input` is not allowed.
pub(super) fn output(name: &str) -> Result<(), Fault> {
    not_input(name)?;
    network(name)
}

/// Checks the name of a block, which is its path in PyTorch: parts of letters, digits and `_`, joined by
/// dots.
pub(super) fn block(name: &str) -> Result<(), Fault> {
    let valid = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if !name.split('.').all(valid) {
        let help = "join letters, digits and `_` by dots, such as `level3.0`";
        return Err(Fault::new(name, "is no PyTorch path", help));
    }
    of_length(name)?;
    let parts = name.split('.').count();
    if parts > MAX_PARTS {
        let what = format!("has {parts} parts, more than {MAX_PARTS}");
        return Err(Fault::new(name, &what, "join fewer"));
    }
    not_input(name)
}

/// Checks the PyTorch path of a block's module. Inside a unit it can be empty.
pub(super) fn module(path: &str, in_unit: bool) -> Result<(), Fault> {
    if path.is_empty() && in_unit { Ok(()) } else { block(path) }
}

/// Checks the name of a number, a setting or a parameter: parts of letters, digits and `_`, joined by dots.
pub(super) fn number(name: &str) -> Result<(), Fault> {
    let valid = |c: char| c.is_ascii_alphanumeric() || "_.".contains(c);
    if name.is_empty() || !name.chars().all(valid) {
        return Err(Fault::new(name, "is no name", "use letters, digits, `_` and `.`"));
    }
    of_length(name)
}

fn of_length(name: &str) -> Result<(), Fault> {
    let length = name.chars().count();
    if length > MAX_NAME {
        let what = format!("has {length} characters, more than {MAX_NAME}");
        return Err(Fault::new(name, &what, "choose a shorter one"));
    }
    Ok(())
}

fn not_input(name: &str) -> Result<(), Fault> {
    if name == "input" {
        return Err(Fault::new(name, "is the network's input", "choose another name"));
    }
    Ok(())
}
