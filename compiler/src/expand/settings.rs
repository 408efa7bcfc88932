//! Reads the values of an invocation's fields.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Error, Lit};

use super::invocation::{self, Field};
use crate::{
    diagnostic::quoted,
    spec::{
        DilationPolicy, Labels, Overrides, Precision, SetValues, SettingValue, override_table,
        suggest,
    },
};

/// The values of the fields that are valid.
#[derive(Default)]
pub(super) struct FieldValues {
    pub spec: Option<Path>,
    pub weights: Option<Path>,
    pub overrides: Overrides,
    /// The path of the crate `espnet`, if the invocation has the field `crate`.
    pub runtime: Option<syn::Path>,
    /// Whether there is a field `spec`, valid or not.
    pub names_spec: bool,
    /// The tokens of every override by its name.
    tokens: Vec<(&'static str, TokenStream)>,
}

/// A path relative to the package, in the form of the invocation.
pub(super) struct Path {
    pub text: String,
    pub tokens: TokenStream,
}

impl FieldValues {
    /// Reads the fields; their problems are added to `problems`.
    pub fn new(fields: &[Field], problems: &mut Vec<Error>) -> Self {
        let mut settings = FieldValues::default();
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

    /// Returns the tokens that set the override with this name.
    pub fn tokens(&self, name: &str) -> Option<&TokenStream> {
        self.tokens.iter().find(|(known, _)| *known == name).map(|(_, tokens)| tokens)
    }

    fn set(&mut self, field: &Field) -> Result<(), Error> {
        let value = &field.value;
        match field.name.to_string().as_str() {
            "spec" => {
                self.names_spec = true;
                self.spec = Some(field.path()?);
            }
            "weights" => self.weights = Some(field.path()?),
            "crate" => {
                let path = crate_path(value).ok_or_else(|| {
                    field.takes("the path of the crate, such as `nn` or `crate::reexport::espnet`")
                })?;
                self.runtime = Some(path);
            }
            "input" => {
                let sizes = shape(value).ok_or_else(|| {
                    field.takes("[channels, height, width], such as [3, 224, 224]")
                })?;
                let [channels, height, width] = sizes.each_ref().map(|(size, _)| Some(*size));
                let overrides = &mut self.overrides;
                (overrides.channels, overrides.height, overrides.width) = (channels, height, width);
                let names = ["channels", "height", "width"].into_iter();
                self.tokens.extend(names.zip(sizes.map(|(_, tokens)| tokens)));
            }
            name if Overrides::FIELDS.contains(&name) => self.set_override(field)?,
            unknown => {
                let help = suggest::help(unknown, "fields", invocation::fields());
                let message = format!("unknown field `{unknown}`; {help}");
                return Err(Error::new(field.name.span(), message));
            }
        }
        Ok(())
    }
}

macro_rules! set_override {
    ($(
        $(#[$doc:meta])*
        $group:ident $name:ident: $Type:ty $(, in $range:expr)?, takes $takes:literal;
    )*) => {
        impl FieldValues {
            /// Sets the override that has the field's name.
            fn set_override(&mut self, field: &Field) -> Result<(), Error> {
                $(if field.name == stringify!($name) {
                    self.overrides.$name = Some(Read::read(field, $takes)?);
                    self.tokens.push((stringify!($name), field.value.clone()));
                })*
                Ok(())
            }
        }
    };
}

override_table!(set_override);

/// A type that a field's value can have.
trait Read: Sized {
    /// Reads the value of a field; `takes` describes the values for messages.
    fn read(field: &Field, takes: &str) -> Result<Self, Error>;
}

impl Read for usize {
    fn read(field: &Field, takes: &str) -> Result<Self, Error> {
        integer(&field.value).ok_or_else(|| field.takes(takes))
    }
}

impl Read for f64 {
    fn read(field: &Field, takes: &str) -> Result<Self, Error> {
        float(&field.value).ok_or_else(|| field.takes(takes))
    }
}

impl Read for Labels {
    fn read(field: &Field, takes: &str) -> Result<Self, Error> {
        labels(&field.value).ok_or_else(|| field.takes(takes))
    }
}

impl Read for SetValues {
    fn read(field: &Field, takes: &str) -> Result<Self, Error> {
        set_values(&field.value).ok_or_else(|| field.takes(takes))
    }
}

impl Read for DilationPolicy {
    fn read(field: &Field, takes: &str) -> Result<Self, Error> {
        field.choice(["policy", "policies"], takes, Self::ALL, Self::name)
    }
}

impl Read for Precision {
    fn read(field: &Field, takes: &str) -> Result<Self, Error> {
        field.choice(["precision", "precisions"], takes, Self::ALL, Self::name)
    }
}

impl Field {
    /// Returns the element of `all` with the name in the value. Messages call one element `one`, and several
    /// `several`.
    fn choice<T: Copy, const N: usize>(
        &self,
        [one, several]: [&str; 2],
        takes: &str,
        all: [T; N],
        name: fn(T) -> &'static str,
    ) -> Result<T, Error> {
        let text = string(&self.value).ok_or_else(|| self.takes(takes))?;
        all.into_iter().find(|&choice| name(choice) == text).ok_or_else(|| {
            let help = suggest::help(&text, several, all.map(name));
            self.problem(&format!("unknown {one} {}; {help}", quoted(&text)))
        })
    }

    fn path(&self) -> Result<Path, Error> {
        let text = string(&self.value).ok_or_else(|| self.takes("a path as a string"))?;
        Ok(Path { text, tokens: self.value.clone() })
    }

    fn takes(&self, what: &str) -> Error {
        self.problem(&format!("`{}` takes {what}", self.name))
    }

    /// Returns a problem at the value, or at the name if there is no value.
    fn problem(&self, message: &str) -> Error {
        match self.value.is_empty() {
            true => Error::new(self.name.span(), message),
            false => Error::new_spanned(&self.value, message),
        }
    }
}

/// Removes the invisible groups that `macro_rules!` puts around the tokens that it passes on.
fn bare(tokens: &TokenStream) -> Vec<TokenTree> {
    let mut trees: Vec<TokenTree> = tokens.clone().into_iter().collect();
    while let [TokenTree::Group(group)] = trees.as_slice()
        && group.delimiter() == Delimiter::None
    {
        trees = group.stream().into_iter().collect();
    }
    trees
}

fn crate_path(value: &TokenStream) -> Option<syn::Path> {
    let tokens = bare(value).into_iter().collect();
    syn::parse::Parser::parse2(syn::Path::parse_mod_style, tokens).ok()
}

fn literal(value: &TokenStream) -> Option<Lit> {
    match bare(value).as_slice() {
        [TokenTree::Literal(literal)] => Some(Lit::new(literal.clone())),
        _ => None,
    }
}

fn string(value: &TokenStream) -> Option<String> {
    match literal(value)? {
        Lit::Str(text) => Some(text.value()),
        _ => None,
    }
}

/// Reads the name of a set, or a list of names in brackets.
fn labels(value: &TokenStream) -> Option<Labels> {
    match bare(value).as_slice() {
        [TokenTree::Group(list)] if list.delimiter() == Delimiter::Bracket => {
            items(list.stream()).iter().map(string).collect::<Option<_>>().map(Labels::List)
        }
        _ => string(value).map(Labels::Set),
    }
}

/// Reads `{ name = value, … }`, where a value is a number or a word in quotes.
fn set_values(value: &TokenStream) -> Option<SetValues> {
    let trees = bare(value);
    let [TokenTree::Group(group)] = trees.as_slice() else { return None };
    if group.delimiter() != Delimiter::Brace {
        return None;
    }
    let mut set = SetValues::default();
    for item in items(group.stream()) {
        let trees: Vec<TokenTree> = item.into_iter().collect();
        let is_assignment =
            |tree: &TokenTree| matches!(tree, TokenTree::Punct(p) if p.as_char() == '=');
        let at = trees.iter().position(is_assignment)?;
        let name = trees[..at].iter().map(ToString::to_string).collect::<String>();
        let value: TokenStream = trees[at + 1..].iter().cloned().collect();
        let number = integer(&value).map(SettingValue::Number);
        let value = number.or_else(|| string(&value).map(SettingValue::Word))?;
        if name.is_empty() || set.0.insert(name, value).is_some() {
            return None;
        }
    }
    Some(set)
}

fn integer(value: &TokenStream) -> Option<usize> {
    match literal(value)? {
        Lit::Int(number) => number.base10_parse().ok(),
        _ => None,
    }
}

/// Reads a number. It can be negative, so that the message about its range is the usual one.
fn float(value: &TokenStream) -> Option<f64> {
    let (sign, value) = match bare(value).as_slice() {
        [TokenTree::Punct(minus), number] if minus.as_char() == '-' => {
            (-1.0, number.to_token_stream())
        }
        _ => (1.0, value.clone()),
    };
    let number: f64 = match literal(&value)? {
        Lit::Float(number) => number.base10_parse().ok()?,
        Lit::Int(number) => number.base10_parse().ok()?,
        _ => return None,
    };
    Some(sign * number)
}

/// Reads C, H and W, each with its tokens.
fn shape(value: &TokenStream) -> Option<[(usize, TokenStream); 3]> {
    let trees = bare(value);
    let [TokenTree::Group(list)] = trees.as_slice() else { return None };
    if list.delimiter() != Delimiter::Bracket {
        return None;
    }
    let size = |item: TokenStream| Some((integer(&item)?, item));
    items(list.stream()).into_iter().map(size).collect::<Option<Vec<_>>>()?.try_into().ok()
}

/// Splits a list at its commas; a trailing comma is allowed.
fn items(list: TokenStream) -> Vec<TokenStream> {
    let trees: Vec<TokenTree> = list.into_iter().collect();
    let comma = |tree: &TokenTree| matches!(tree, TokenTree::Punct(p) if p.as_char() == ',');
    let mut items: Vec<&[TokenTree]> = trees.split(comma).collect();
    items.pop_if(|last| last.is_empty());
    items.into_iter().map(|item| item.iter().cloned().collect()).collect()
}

#[cfg(test)]
mod tests {
    use proc_macro2::Group;
    use quote::quote;

    use super::*;

    fn passed_on(tokens: TokenStream) -> TokenStream {
        TokenTree::from(Group::new(Delimiter::None, tokens)).into()
    }

    #[test]
    fn values_are_read_also_where_macros_pass_them_on() {
        assert_eq!(string(&passed_on(passed_on(quote!("a.json")))), Some("a.json".into()));
        assert_eq!(integer(&passed_on(quote!(1_000))), Some(1000));
        assert_eq!(integer(&quote!(-1)), None);
        assert_eq!(float(&quote!(2)), Some(2.0));
        let half = passed_on(quote!(0.5));
        assert_eq!(float(&quote!(-#half)), Some(-0.5));
        assert_eq!(float(&quote!(--1)), None);
        let sizes = |tokens| shape(&tokens).map(|sizes| sizes.map(|(size, _)| size));
        assert_eq!(sizes(passed_on(quote!([3, 4, 5,]))), Some([3, 4, 5]));
        let set = Labels::Set("imagenet".into());
        assert_eq!(labels(&passed_on(quote!("imagenet"))), Some(set));
        let list = Labels::List(vec!["a".into(), "b".into()]);
        assert_eq!(labels(&passed_on(quote!(["a", "b",]))), Some(list));
        assert_eq!(labels(&quote!([])), Some(Labels::List(Vec::new())));
        for wrong in [quote!(["a",, "b"]), quote!(3), quote!(["a", 3]), quote!(("a",))] {
            assert_eq!(labels(&wrong), None);
        }
        for wrong in [quote!([3, 4]), quote!([3, 4, 5, 6]), quote!([3,, 5]), quote!((3, 4, 5))] {
            assert_eq!(sizes(wrong), None);
        }
    }
}
