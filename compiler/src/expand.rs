//! `espnet!`: from the tokens of an invocation to those of the network.

use std::{
    fs,
    path::{Path, PathBuf},
};

use espnet_checkpoint::Checkpoint;
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{
    Attribute, Expr, ExprLit, Ident, Lit, Token, UnOp, Visibility,
    parse::{Parse, ParseStream},
    spanned::Spanned,
};

use crate::{
    blob,
    compile::compile,
    emit::{self, Embedding, Item},
    fit::explain,
    spec::{DilationPolicy, Overrides, suggest},
};

/// Where an invocation finds and leaves files.
#[derive(Clone, Debug)]
pub struct Environment {
    /// What relative paths begin at: `CARGO_MANIFEST_DIR`.
    pub manifest_dir: PathBuf,
    /// Where packed weights go.
    pub blob_dir: PathBuf,
    /// Whether the runtime has its feature `std`.
    pub standard_library: bool,
}

/// The fields of an invocation.
const FIELDS: [&str; 7] =
    ["spec", "width_multiplier", "classes", "input", "branches", "dilation", "weights"];

/// Expands an invocation; problems become `compile_error!`s, one each, at the token concerned.
pub fn expand(tokens: TokenStream, environment: &Environment) -> TokenStream {
    let invocation = match syn::parse2::<Invocation>(tokens) {
        Ok(invocation) => invocation,
        Err(error) => return error.to_compile_error(),
    };
    match invocation.expand(environment) {
        Ok(network) => network,
        Err(problems) => problems.into_iter().map(|(span, text)| problem(span, &text)).collect(),
    }
}

fn problem(span: Span, text: &str) -> TokenStream {
    quote_spanned!(span=> ::core::compile_error! { #text })
}

type Problems = Vec<(Span, String)>;

/// An invocation as it stands there.
struct Invocation {
    attributes: Vec<Attribute>,
    visibility: Visibility,
    name: Ident,
    fields: Vec<(Ident, Expr)>,
}

impl Parse for Invocation {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse()?;
        input.parse::<Token![struct]>()?;
        let name = input.parse()?;
        input.parse::<Token![;]>()?;
        let mut fields = Vec::new();
        while !input.is_empty() {
            let name = input.parse()?;
            input.parse::<Token![=]>()?;
            let value = input.parse()?;
            input.parse::<Token![;]>()?;
            fields.push((name, value));
        }
        Ok(Invocation { attributes, visibility, name, fields })
    }
}

/// What the fields say.
#[derive(Default)]
struct Settings {
    spec: Option<(String, Span)>,
    weights: Option<(String, Span)>,
    overrides: Overrides,
    spans: Vec<(&'static str, Span)>,
}

impl Invocation {
    fn expand(self, environment: &Environment) -> Result<TokenStream, Problems> {
        let (settings, mut problems) = self.settings();
        let Some((spec, spec_span)) = &settings.spec else {
            if !problems.iter().any(|(_, text)| text.starts_with("`spec`")) {
                let text = "missing `spec = \"path/to/spec.json\";`".to_string();
                problems.push((self.name.span(), text));
            }
            return Err(problems);
        };
        let spec_path = environment.manifest_dir.join(spec);
        let text = match read(&spec_path, fs::read_to_string) {
            Ok(text) => text,
            Err(error) => {
                problems.push((*spec_span, error));
                return Err(problems);
            }
        };
        let compiled = match compile(&text, &settings.overrides) {
            Ok(compiled) => compiled,
            Err(diagnostics) => {
                problems.extend(diagnostics.0.into_iter().map(|diagnostic| {
                    // A problem with an override belongs to its field, one with the spec to the
                    // string that names it.
                    let field = diagnostic.path.trim_start_matches('/');
                    let span = settings.spans.iter().find(|(name, _)| *name == field);
                    match span {
                        Some((_, span)) => (*span, diagnostic.to_string()),
                        None => (*spec_span, format!("{spec}: {diagnostic}")),
                    }
                }));
                return Err(problems);
            }
        };
        let mut watched = vec![spec_path];
        let weights = match &settings.weights {
            None => None,
            Some((weights, span)) => {
                let path = environment.manifest_dir.join(weights);
                let blob = Checkpoint::open(&path)
                    .map_err(|error| error.to_string())
                    .and_then(|checkpoint| {
                        compiled.pack(&checkpoint).map_err(|error| {
                            explain(&text, &settings.overrides, &checkpoint, &error)
                        })
                    })
                    .and_then(|packed| {
                        blob::write(&environment.blob_dir, &self.name.to_string(), &packed)
                            .map_err(|error| format!("{}: {error}", environment.blob_dir.display()))
                    });
                watched.push(path);
                match blob {
                    Ok(blob) => Some(Embedding { bytes: include_bytes(&blob) }),
                    Err(error) => {
                        problems.push((*span, error));
                        None
                    }
                }
            }
        };
        if !problems.is_empty() {
            return Err(problems);
        }
        let item = Item {
            attributes: self.attributes,
            visibility: self.visibility,
            name: self.name,
            weights,
            standard_library: environment.standard_library,
        };
        let network = emit::network(&compiled.plan, &item);
        let watched = watched.iter().map(|path| include_bytes(path));
        // Nothing reads these; they make the compiler rebuild when the files change.
        Ok(quote!(#network #(const _: &[u8] = #watched;)*))
    }

    fn settings(&self) -> (Settings, Problems) {
        let mut settings = Settings::default();
        let mut problems = Problems::new();
        let mut seen: Vec<&Ident> = Vec::new();
        for (name, value) in &self.fields {
            if seen.contains(&name) {
                problems.push((name.span(), format!("`{name}` is given twice")));
                continue;
            }
            seen.push(name);
            if let Err(problem) = settings.set(name, value) {
                problems.push(problem);
            }
        }
        (settings, problems)
    }
}

impl Settings {
    fn set(&mut self, name: &Ident, value: &Expr) -> Result<(), (Span, String)> {
        let expected = |what: &str| (value.span(), format!("`{name}` takes {what}"));
        let overrides = &mut self.overrides;
        let field = name.to_string();
        match field.as_str() {
            "spec" => {
                let path = string(value).ok_or_else(|| expected("a path as a string"))?;
                self.spec = Some((path, value.span()));
            }
            "weights" => {
                let path = string(value).ok_or_else(|| expected("a path as a string"))?;
                self.weights = Some((path, value.span()));
            }
            "width_multiplier" => {
                let number = float(value).ok_or_else(|| expected("a number, such as 0.5"))?;
                overrides.width_multiplier = Some(number);
            }
            "classes" => {
                let number = integer(value).ok_or_else(|| expected("a positive integer"))?;
                overrides.classes = Some(number);
            }
            "branches" => {
                let number = integer(value).ok_or_else(|| expected("an integer from 2 to 8"))?;
                overrides.branches = Some(number);
            }
            "dilation" => {
                let policy = string(value).and_then(|name| policy(&name));
                overrides.dilation = Some(
                    policy.ok_or_else(|| expected("\"official\", \"paper\" or \"explicit\""))?,
                );
            }
            "input" => {
                let [channels, height, width] =
                    shape(value).ok_or_else(|| expected("[channels, height, width]"))?;
                overrides.channels = Some(channels);
                overrides.height = Some(height);
                overrides.width = Some(width);
                let spans = ["channels", "height", "width"].map(|name| (name, value.span()));
                self.spans.extend(spans);
            }
            unknown => {
                let help = suggest::help(unknown, "fields", FIELDS);
                return Err((name.span(), format!("unknown field `{unknown}`; {help}")));
            }
        }
        if let Some(known) = FIELDS.into_iter().find(|known| *known == field) {
            self.spans.push((known, value.span()));
        }
        Ok(())
    }
}

fn read<T>(path: &Path, read: impl FnOnce(PathBuf) -> std::io::Result<T>) -> Result<T, String> {
    read(path.to_path_buf()).map_err(|error| {
        format!("{}: {error}; relative paths begin at CARGO_MANIFEST_DIR", path.display())
    })
}

fn include_bytes(path: &Path) -> TokenStream {
    let path = path.to_string_lossy();
    quote!(::core::include_bytes!(#path))
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

fn shape(value: &Expr) -> Option<[usize; 3]> {
    let Expr::Array(array) = value else { return None };
    let numbers: Vec<usize> = array.elems.iter().map(integer).collect::<Option<_>>()?;
    numbers.try_into().ok()
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
