//! Invocations of `espnet!`: whatever the tokens are, the expansion is Rust code, and the same code
//! again.

use std::{fs, path::Path};

use espnet_compiler::{Environment, expand};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Expands tokens that are given as text. Paths in them are relative to `tests/`, which contains
/// the specs and fixtures.
pub fn invocation(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let Ok(tokens) = text.parse::<TokenStream>() else { return false };
    if names_other_files(tokens.clone()) {
        return false;
    }
    let blobs = std::env::temp_dir().join(format!("espnet-fuzz-{}", std::process::id()));
    let environment = Environment {
        manifest_dir: Path::new(env!("CARGO_MANIFEST_DIR")).join(".."),
        blob_dir: blobs.clone(),
        standard_library: true,
        runtime: Some("espnet".into()),
    };
    let expanded = expand(tokens.clone(), &environment);
    assert!(!expanded.is_empty(), "an invocation of nothing");
    assert!(syn::parse2::<syn::File>(expanded.clone()).is_ok(), "no Rust: {expanded}");
    let expanded = expanded.to_string();
    assert_eq!(expand(tokens, &environment).to_string(), expanded, "another expansion");
    // Packed weights under the many names of random invocations would accumulate.
    drop(fs::remove_dir_all(&blobs));
    !expanded.contains("compile_error")
}

/// Whether a string could name a file outside the specs and fixtures of the tests, since results
/// must not depend on other files. Strings in brackets are documentation.
fn names_other_files(tokens: TokenStream) -> bool {
    const FOLDERS: [&str; 2] = ["specs/", "fixtures/"];
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => {
            group.delimiter() == Delimiter::None && names_other_files(group.stream())
        }
        TokenTree::Literal(literal) => {
            let text = syn::parse_str::<syn::LitStr>(&literal.to_string());
            text.is_ok_and(|text| {
                let path = text.value();
                let name = FOLDERS.iter().find_map(|folder| path.strip_prefix(folder));
                name.unwrap_or(&path).contains('/')
            })
        }
        _ => false,
    })
}
