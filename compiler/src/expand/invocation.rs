//! Parses the tokens of an invocation. It goes on after errors, so that a mistake in one field does not hide
//! those in others.

use proc_macro2::{TokenStream, TokenTree};
use syn::{
    Attribute, Error, Ident, Token, Visibility, braced,
    ext::IdentExt,
    parse::{Parse, ParseStream},
    token::Brace,
};

use crate::spec::Overrides;

/// The names of all fields.
pub(super) fn fields() -> impl Iterator<Item = &'static str> {
    ["spec"].into_iter().chain(Overrides::FIELDS).chain(["weights", "crate"])
}

/// A parsed invocation.
pub(super) struct Invocation {
    pub attributes: Vec<Attribute>,
    pub visibility: Visibility,
    pub name: Ident,
    pub fields: Vec<Field>,
    /// Problems of the invocation's form.
    pub problems: Vec<Error>,
}

/// `name = value;`
pub(super) struct Field {
    pub name: Ident,
    pub value: TokenStream,
}

impl Parse for Invocation {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        if !input.peek(Token![struct]) {
            return Err(input.error("expected `pub struct Name;` before the fields"));
        }
        input.parse::<Token![struct]>()?;
        let name: Ident = input.parse()?;
        let (mut fields, mut problems) = (Vec::new(), Vec::new());
        if input.peek(Brace) {
            let message = format!("expected `;` after `struct {name}`: the fields follow it");
            problems.push(input.error(message));
            let content;
            braced!(content in input);
            read_fields(&content, &mut fields, &mut problems)?;
        } else if input.parse::<Option<Token![;]>>()?.is_none() {
            problems.push(Error::new(name.span(), format!("expected `;` after `struct {name}`")));
        }
        read_fields(input, &mut fields, &mut problems)?;
        Ok(Invocation { attributes, visibility, name, fields, problems })
    }
}

fn read_fields(
    input: ParseStream<'_>,
    fields: &mut Vec<Field>,
    problems: &mut Vec<Error>,
) -> syn::Result<()> {
    while !input.is_empty() {
        if input.peek(Ident::peek_any) {
            fields.push(read_field(input, problems)?);
        } else {
            problems.push(input.error("expected a field, such as `classes = 10;`"));
            read_value(input)?;
            input.parse::<Option<Token![;]>>()?;
        }
    }
    Ok(())
}

fn read_field(input: ParseStream<'_>, problems: &mut Vec<Error>) -> syn::Result<Field> {
    let name = input.call(Ident::parse_any)?;
    if input.parse::<Option<Token![=]>>()?.is_none() {
        problems.push(Error::new(name.span(), format!("expected `=` after `{name}`")));
        input.parse::<Option<Token![:]>>()?;
    }
    let mut value = read_value(input)?;
    if input.parse::<Option<Token![;]>>()?.is_none() {
        let comma = value.pop_if(|last| matches!(last, TokenTree::Punct(p) if p.as_char() == ','));
        let message = format!("expected `;` after the value of `{name}`");
        let at = comma.or_else(|| value.last().cloned());
        problems.push(Error::new(at.map_or(name.span(), |token| token.span()), message));
    }
    Ok(Field { name, value: value.into_iter().collect() })
}

/// Reads the tokens up to a semicolon, or to the probable start of the next field.
fn read_value(input: ParseStream<'_>) -> syn::Result<Vec<TokenTree>> {
    let mut tokens = Vec::new();
    while !input.is_empty() && !input.peek(Token![;]) && (tokens.is_empty() || !at_field(input)) {
        tokens.push(input.parse()?);
    }
    Ok(tokens)
}

/// Whether a field probably starts here.
fn at_field(input: ParseStream<'_>) -> bool {
    let known = |name: Ident| fields().any(|field| name == field);
    let name = input.fork().call(Ident::parse_any);
    name.is_ok_and(|name| known(name) || input.peek2(Token![=]))
}
