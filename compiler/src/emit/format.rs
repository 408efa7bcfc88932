//! Formats tokens as the text of a Rust file.

use proc_macro2::TokenStream;

/// Formats items as Rust.
///
/// # Errors
/// If the tokens are not a valid Rust file.
pub fn format(tokens: &TokenStream) -> Result<String, syn::Error> {
    let file: syn::File = syn::parse2(tokens.clone())?;
    Ok(prettyplease::unparse(&file))
}
