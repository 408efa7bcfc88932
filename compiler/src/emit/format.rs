//! Tokens as a file.

use proc_macro2::TokenStream;

/// The items as formatted Rust.
///
/// # Errors
/// If the tokens are no Rust file.
pub fn format(tokens: &TokenStream) -> Result<String, syn::Error> {
    let file: syn::File = syn::parse2(tokens.clone())?;
    Ok(prettyplease::unparse(&file))
}
