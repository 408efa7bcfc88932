//! Python expressions, and their layout in the style of the formatter `black`.

use crate::{diagnostic::visible, ir::pytorch::PyCall};

/// The longest line, in columns.
pub(super) const LINE: usize = 88;

/// Columns of one level of indentation.
pub(super) const STEP: usize = 4;

/// An expression.
#[derive(Clone, Debug)]
pub(super) enum Expr {
    /// An expression that always stays on one line.
    Text(String),
    /// A call; arguments with a name are passed by it.
    Call(String, Vec<(Option<&'static str>, Expr)>),
    /// A list.
    List(Vec<Expr>),
    /// A tuple.
    Tuple(Vec<Expr>),
    /// A dictionary with strings as keys.
    Dict(Vec<(String, Expr)>),
}

impl Expr {
    /// Creates an expression from its text.
    pub fn text(text: impl ToString) -> Self {
        Expr::Text(text.to_string())
    }

    /// Creates a call whose arguments are all positional.
    pub fn call<A: ToString>(
        function: impl Into<String>,
        arguments: impl IntoIterator<Item = A>,
    ) -> Self {
        let arguments = arguments.into_iter().map(|argument| (None, Expr::text(argument)));
        Expr::Call(function.into(), arguments.collect())
    }

    /// Creates the call of an operator, with `operands` before its own arguments.
    pub fn of(call: &PyCall, operands: Vec<Expr>) -> Self {
        let arguments = call.arguments.iter().map(Expr::text);
        let arguments = operands.into_iter().chain(arguments).map(|argument| (None, argument));
        let function = Expr::Call(call.callee.into(), arguments.collect());
        let named = call.named.iter();
        named.fold(function, |function, (name, value)| function.with(name, Expr::text(value)))
    }

    /// Adds an argument by name to a call.
    ///
    /// # Panics
    /// If the expression is not a call.
    pub fn with(mut self, name: &'static str, value: Expr) -> Self {
        let Expr::Call(_, arguments) = &mut self else { panic!("only calls have arguments") };
        arguments.push((Some(name), value));
        self
    }

    /// Adds an argument by name to a call, unless the argument is the default.
    pub fn unless<T: PartialEq + ToString>(self, name: &'static str, value: T, default: T) -> Self {
        if value == default { self } else { self.with(name, Expr::text(value)) }
    }

    /// Formats the expression on one line.
    pub fn flat(&self) -> String {
        let (open, items, close) = match self {
            Expr::Text(text) => return text.clone(),
            _ => self.parts(),
        };
        let texts: Vec<String> =
            items.iter().map(|(key, value)| format!("{key}{}", value.flat())).collect();
        let comma = if matches!(self, Expr::Tuple(only) if only.len() == 1) { "," } else { "" };
        format!("{open}{}{comma}{close}", texts.join(", "))
    }

    /// Formats the expression between `before` and `after`, which are on the same lines as its ends, `indent`
    /// columns in. The result is on one line if that is short enough.
    pub fn layout(&self, indent: usize, before: &str, after: &str) -> String {
        let flat = format!("{:indent$}{before}{}{after}", "", self.flat());
        match self {
            Expr::Text(_) => flat,
            _ if flat.chars().count() <= LINE => flat,
            _ => self.broken(indent, before, after),
        }
    }

    /// Formats the expression with its ends on lines of their own. The items between them are on one line if
    /// it is short enough and they are not a list of modules; otherwise each has a line.
    fn broken(&self, indent: usize, before: &str, after: &str) -> String {
        let (open, items, close) = self.parts();
        // A collection that is the only argument shares the lines of the parentheses.
        if let (Expr::Call(..), [(key, only @ (Expr::List(_) | Expr::Dict(_)))]) =
            (self, items.as_slice())
        {
            return only.broken(
                indent,
                &format!("{before}{open}{key}"),
                &format!("{close}{after}"),
            );
        }
        let mut text = format!("{:indent$}{before}{open}\n", "");
        let inner = indent + STEP;
        let line: Vec<String> =
            items.iter().map(|(key, item)| format!("{key}{}", item.flat())).collect();
        let line = format!("{:inner$}{}", "", line.join(", "));
        let modules = items.iter().any(|(_, item)| matches!(item, Expr::Call(..)));
        if !modules && line.chars().count() <= LINE {
            text += &line;
            text.push('\n');
        } else {
            for (key, item) in &items {
                text += &item.layout(inner, key, ",");
                text.push('\n');
            }
        }
        text + &format!("{:indent$}{close}{after}", "")
    }

    /// Returns the opening text, the items with their keys, and the closing text.
    fn parts(&self) -> (String, Vec<(String, &Expr)>, &'static str) {
        match self {
            Expr::Text(text) => (text.clone(), Vec::new(), ""),
            Expr::Call(function, arguments) => {
                let key =
                    |name: &Option<&str>| name.map_or(String::new(), |name| format!("{name}="));
                let arguments = arguments.iter().map(|(name, value)| (key(name), value));
                (format!("{function}("), arguments.collect(), ")")
            }
            Expr::List(items) => ("[".into(), unnamed(items), "]"),
            Expr::Tuple(items) => ("(".into(), unnamed(items), ")"),
            Expr::Dict(items) => {
                let items = items.iter().map(|(key, value)| (format!("\"{key}\": "), value));
                ("{".into(), items.collect(), "}")
            }
        }
    }
}

/// Returns the items, without keys.
fn unnamed(items: &[Expr]) -> Vec<(String, &Expr)> {
    items.iter().map(|item| (String::new(), item)).collect()
}

/// Wraps words into lines of at most [`LINE`] columns, `indent` columns in, with `open` before the first
/// word. The result is safe inside a docstring.
pub(super) fn prose(open: &str, text: &str, indent: usize) -> String {
    let text = text.replace('\\', r"\\").replace("\"\"\"", r#"\"\"\""#);
    let text = visible(&text);
    let mut prose = format!("{:indent$}{open}", "");
    let mut width = prose.chars().count();
    for (i, word) in text.split_whitespace().enumerate() {
        let length = word.chars().count();
        if i > 0 && width + 1 + length > LINE {
            prose += &format!("\n{:indent$}{word}", "");
            width = indent + length;
        } else {
            let blank = if i > 0 { " " } else { "" };
            prose += &format!("{blank}{word}");
            width += blank.len() + length;
        }
    }
    prose
}
