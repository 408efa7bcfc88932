//! Tokens as a file, with comments.

use proc_macro2::TokenStream;
use quote::quote;

/// Name of the statement that stands for a comment until the text is there: tokens have none.
const MARKER: &str = "__espnet_comment";

/// A statement that [`format`] turns into a comment, and [`strip`] into nothing.
pub fn comment(text: &str) -> TokenStream {
    let marker = quote::format_ident!("{MARKER}");
    quote!(#marker!(#text);)
}

/// The items as formatted Rust.
///
/// # Errors
/// If the tokens are no Rust file.
pub fn format(tokens: &TokenStream) -> Result<String, syn::Error> {
    let file: syn::File = syn::parse2(tokens.clone())?;
    let text = prettyplease::unparse(&file);
    let mut formatted = String::with_capacity(text.len());
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        match code.strip_prefix(MARKER).and_then(|rest| rest.strip_prefix("!(")) {
            Some(text) => {
                // A long text stands on a line of its own, between those of the parentheses.
                let text = match text {
                    "" => {
                        let text = lines.next().unwrap_or_default().trim_start();
                        lines.next();
                        text
                    }
                    text => text.strip_suffix(");").unwrap_or(text),
                };
                formatted.extend([indent, "// ", text.trim_matches('"')]);
            }
            None => formatted.push_str(line),
        }
        formatted.push('\n');
    }
    Ok(formatted)
}

/// The tokens without comments, for the compiler.
pub fn strip(tokens: TokenStream) -> TokenStream {
    use proc_macro2::{Group, TokenTree};
    let mut stripped = Vec::new();
    let mut tokens = tokens.into_iter();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Ident(ident) if ident == MARKER => {
                // `!`, the text in parentheses, `;`.
                tokens.by_ref().take(3).for_each(drop);
            }
            TokenTree::Group(group) => {
                let mut inner = Group::new(group.delimiter(), strip(group.stream()));
                inner.set_span(group.span());
                stripped.push(TokenTree::Group(inner));
            }
            other => stripped.push(other),
        }
    }
    stripped.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_comments_are_comments_too() {
        let text = format!("{} <- input", "a".repeat(300));
        let comment = comment(&text);
        let tokens = quote!(fn f() { #comment g(); });
        let expected = format!("fn f() {{\n    // {text}\n    g();\n}}\n");
        assert_eq!(super::format(&tokens).unwrap(), expected);
    }

    #[test]
    fn comments_reach_the_file_and_not_the_compiler() {
        let comment = comment("level1.act");
        let tokens = quote!(fn f() { #comment g(); });
        assert_eq!(format(&tokens).unwrap(), "fn f() {\n    // level1.act\n    g();\n}\n");
        assert_eq!(
            strip(tokens).to_string(),
            quote!(
                fn f() {
                    g();
                }
            )
            .to_string()
        );
    }
}
