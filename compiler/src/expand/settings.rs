//! What the fields of an invocation say.

use proc_macro2::TokenStream;
use quote::ToTokens;
use syn::{Error, Expr, ExprLit, Lit, UnOp};

use super::invocation::{FIELDS, Field};
use crate::spec::{DilationPolicy, Overrides, suggest};

/// What the fields say, as far as they are right.
#[derive(Default)]
pub(super) struct Settings {
    pub spec: Option<Path>,
    pub weights: Option<Path>,
    pub overrides: Overrides,
    /// Whether there is a field `spec`, be it right or wrong.
    pub names_spec: bool,
    /// The tokens of every override by its name.
    tokens: Vec<(&'static str, TokenStream)>,
}

/// A path relative to the package, as it is written.
pub(super) struct Path {
    pub text: String,
    pub tokens: TokenStream,
}

impl Settings {
    /// Reads the fields; what is wrong with them joins `problems`.
    pub fn new(fields: &[Field], problems: &mut Vec<Error>) -> Self {
        let mut settings = Settings::default();
        for (i, field) in fields.iter().enumerate() {
            let name = &field.name;
            if fields[..i].iter().any(|before| before.name == *name) {
                problems.push(Error::new(name.span(), format!("`{name}` is given twice")));
            } else if let Err(problem) = settings.set(field) {
                problems.push(problem);
            }
        }
        settings
    }

    /// The tokens that set the override of that name.
    pub fn tokens(&self, name: &str) -> Option<&TokenStream> {
        self.tokens.iter().find(|(known, _)| *known == name).map(|(_, tokens)| tokens)
    }

    fn set(&mut self, field: &Field) -> Result<(), Error> {
        let (overrides, value) = (&mut self.overrides, field.value.as_ref());
        let tokens = || field.tokens.clone();
        match field.name.to_string().as_str() {
            "spec" => {
                self.names_spec = true;
                let text = value.and_then(string).ok_or_else(|| field.takes(PATH))?;
                self.spec = Some(Path { text, tokens: tokens() });
            }
            "weights" => {
                let text = value.and_then(string).ok_or_else(|| field.takes(PATH))?;
                self.weights = Some(Path { text, tokens: tokens() });
            }
            "width_multiplier" => {
                let number = value.and_then(float);
                let number = number.ok_or_else(|| field.takes("a number, such as 0.5"))?;
                overrides.width_multiplier = Some(number);
                self.tokens.push(("width_multiplier", tokens()));
            }
            "classes" => {
                let number = value.and_then(integer);
                let number = number.ok_or_else(|| field.takes("a positive integer"))?;
                overrides.classes = Some(number);
                self.tokens.push(("classes", tokens()));
            }
            "branches" => {
                let number = value.and_then(integer);
                let number = number.ok_or_else(|| field.takes("an integer from 2 to 8"))?;
                overrides.branches = Some(number);
                self.tokens.push(("branches", tokens()));
            }
            "dilation" => {
                let name = value.and_then(string).ok_or_else(|| field.takes(POLICIES))?;
                let unknown = || {
                    let known = ["official", "paper", "explicit"];
                    let help = suggest::help(&name, "policies", known);
                    field.problem(&format!("unknown policy `{}`; {help}", name.escape_debug()))
                };
                overrides.dilation = Some(policy(&name).ok_or_else(unknown)?);
                self.tokens.push(("dilation", tokens()));
            }
            "input" => {
                let shape = value.and_then(shape).ok_or_else(|| {
                    field.takes("[channels, height, width], such as [3, 224, 224]")
                })?;
                let [channels, height, width] = shape.map(|(size, _)| Some(size));
                (overrides.channels, overrides.height, overrides.width) = (channels, height, width);
                let names = ["channels", "height", "width"].into_iter();
                self.tokens.extend(names.zip(shape.map(|(_, size)| size.to_token_stream())));
            }
            unknown => {
                let help = suggest::help(unknown, "fields", FIELDS);
                let message = format!("unknown field `{unknown}`; {help}");
                return Err(Error::new(field.name.span(), message));
            }
        }
        Ok(())
    }
}

const PATH: &str = "a path as a string";
const POLICIES: &str = "\"official\", \"paper\" or \"explicit\"";

impl Field {
    fn takes(&self, what: &str) -> Error {
        self.problem(&format!("`{}` takes {what}", self.name))
    }

    /// A problem at the value, or at the name where there is none.
    fn problem(&self, message: &str) -> Error {
        match self.tokens.is_empty() {
            true => Error::new(self.name.span(), message),
            false => Error::new_spanned(&self.tokens, message),
        }
    }
}

fn literal(value: &Expr) -> Option<&Lit> {
    match value {
        Expr::Lit(ExprLit { lit, .. }) => Some(lit),
        Expr::Group(group) => literal(&group.expr),
        _ => None,
    }
}

fn string(value: &Expr) -> Option<String> {
    match literal(value)? {
        Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

fn integer(value: &Expr) -> Option<usize> {
    match literal(value)? {
        Lit::Int(number) => number.base10_parse().ok(),
        _ => None,
    }
}

/// A number; also a negative one, so that the spec can say that it must be positive.
fn float(value: &Expr) -> Option<f64> {
    if let Expr::Unary(unary) = value
        && matches!(unary.op, UnOp::Neg(_))
    {
        return float(&unary.expr).map(|number| -number);
    }
    match literal(value)? {
        Lit::Float(number) => number.base10_parse().ok(),
        Lit::Int(number) => number.base10_parse().ok(),
        _ => None,
    }
}

/// C, H and W, each with what says so.
fn shape(value: &Expr) -> Option<[(usize, &Expr); 3]> {
    let Expr::Array(array) = value else { return None };
    let sizes = array.elems.iter().map(|size| Some((integer(size)?, size)));
    sizes.collect::<Option<Vec<_>>>()?.try_into().ok()
}

/// The policy of that name.
pub fn policy(name: &str) -> Option<DilationPolicy> {
    match name {
        "official" => Some(DilationPolicy::Official),
        "paper" => Some(DilationPolicy::Paper),
        "explicit" => Some(DilationPolicy::Explicit),
        _ => None,
    }
}
