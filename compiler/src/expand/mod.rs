//! Expands the macro `espnet!`: turns the tokens of an invocation into those of the network.
//!
//! | module | purpose |
//! |---|---|
//! | `invocation` | parses the form of an invocation: a type and fields |
//! | `settings` | reads the values of the fields |
//! | `likely` | guesses the shapes of a network that does not compile |

mod invocation;
mod likely;
mod settings;

use std::{
    io,
    path::{Path, PathBuf},
};

use espnet_checkpoint::Checkpoint;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Error;

use crate::{
    blob,
    compile::{Compiled, compile},
    diagnostic::Diagnostic,
    emit::{self, Declaration, Embedding},
    files::similar_file,
    fit::explain,
    spec::{Origin, OriginError, Overrides},
};
use invocation::Invocation;
use settings::FieldValues;

/// The places where an invocation finds and writes files, and the runtime that it uses.
#[derive(Clone, Debug)]
pub struct Environment {
    /// The base of relative paths: `CARGO_MANIFEST_DIR`.
    pub manifest_dir: PathBuf,
    /// The folder for packed weights.
    pub blob_dir: PathBuf,
    /// Whether the runtime has its feature `std`.
    pub standard_library: bool,
    /// The name of the crate `espnet` in the package with the invocation; `None` if the package does not
    /// depend on it.
    pub runtime: Option<String>,
}

/// Expands an invocation.
///
/// Each problem becomes a `compile_error!` at its tokens. The type is declared all the same, with likely
/// shapes and methods that do nothing. Compiler and editor can then check the code that uses the type,
/// without errors that follow from the first one.
pub fn expand(tokens: TokenStream, environment: &Environment) -> TokenStream {
    let mut invocation = match syn::parse2::<Invocation>(tokens) {
        Ok(invocation) => invocation,
        Err(error) => return error.to_compile_error(),
    };
    let mut problems = std::mem::take(&mut invocation.problems);
    let settings = FieldValues::new(&invocation.fields, &mut problems);
    let runtime = emit::check_name(&invocation.name).and_then(|()| {
        let missing = "no crate `espnet` in the dependencies of Cargo.toml; add it, or say where it \
                       is: `crate = path::to::espnet;`";
        runtime(&settings, environment).ok_or_else(|| missing.to_owned())
    });
    let runtime = match runtime {
        Ok(runtime) => runtime,
        Err(message) => {
            // Without the crate, a stub of the type would only cause further errors.
            problems.push(Error::new(invocation.name.span(), message));
            return problems.iter().map(Error::to_compile_error).collect();
        }
    };
    let mut expansion = Expansion { settings, environment, problems };
    let spec = expansion.spec(&invocation);
    let weights = expansion.weights(spec.as_ref(), &invocation);
    let declaration = Declaration {
        attributes: invocation.attributes,
        visibility: invocation.visibility,
        name: invocation.name,
        weights,
        standard_library: environment.standard_library,
        runtime,
    };
    match spec {
        Some(CompiledSpec { origin, compiled: Ok(compiled), .. })
            if expansion.problems.is_empty() =>
        {
            let weights = expansion.settings.weights.iter();
            let weights = weights.flat_map(|weights| {
                Checkpoint::files(environment.manifest_dir.join(&weights.text))
            });
            let spec = origin.path().map(Path::to_owned);
            let watched = spec.into_iter().chain(weights).map(|path| include_bytes(&path));
            let network = emit::network(&compiled.plan, &declaration);
            // These constants are unused; through them the compiler rebuilds when the files change.
            quote!(#network #(const _: &[::core::primitive::u8] = #watched;)*)
        }
        spec => {
            let problems = expansion.problems.iter().map(Error::to_compile_error);
            let stub = stub(spec.as_ref(), &expansion.settings.overrides, declaration);
            quote!(#(#problems)* #stub)
        }
    }
}

/// Returns the path of the crate `espnet`: from the invocation, else from the package's dependencies.
fn runtime(settings: &FieldValues, environment: &Environment) -> Option<syn::Path> {
    if let Some(path) = &settings.runtime {
        return Some(path.clone());
    }
    let name = syn::parse_str::<syn::Ident>(environment.runtime.as_deref()?).ok()?;
    Some(syn::parse_quote!(::#name))
}

/// The text of a spec, and the result of its compilation.
struct CompiledSpec {
    /// The origin of the spec; a path is relative to the current directory, not to the package.
    origin: Origin,
    text: String,
    compiled: Result<Box<Compiled>, Vec<Diagnostic>>,
}

struct Expansion<'a> {
    settings: FieldValues,
    environment: &'a Environment,
    problems: Vec<Error>,
}

impl Expansion<'_> {
    /// Reads and compiles the spec.
    fn spec(&mut self, invocation: &Invocation) -> Option<CompiledSpec> {
        let Some(settings::Path { text: file, tokens }) = &self.settings.spec else {
            if !self.settings.names_spec {
                let message =
                    "missing field `spec`; add `spec = \"espnetv2\";`, or the path of a spec";
                self.problems.push(Error::new(invocation.name.span(), message));
            }
            return None;
        };
        let origin = Origin::from(file.as_str()).in_folder(&self.environment.manifest_dir);
        let text = match origin.read() {
            Ok(text) => text,
            Err(error) => {
                let message = match error {
                    OriginError::Unknown(message) => message,
                    OriginError::File(error) => unreadable(file, origin.as_path(), &error),
                };
                self.problems.push(Error::new_spanned(tokens, message));
                return None;
            }
        };
        let compiled = compile(&text, &self.settings.overrides);
        let compiled = compiled.map(Box::new).map_err(|diagnostics| diagnostics.0);
        for problem in compiled.as_ref().err().into_iter().flatten() {
            // A problem with an override is reported at its field, a problem with the spec at the string that
            // names the spec.
            let at = self.settings.tokens(&problem.path).unwrap_or(tokens);
            let message = problem.excerpt(file, &text).to_string();
            self.problems.push(Error::new_spanned(at, message));
        }
        Some(CompiledSpec { origin, text, compiled })
    }

    /// Packs the weights, if the invocation has any.
    fn weights(
        &mut self,
        spec: Option<&CompiledSpec>,
        invocation: &Invocation,
    ) -> Option<Embedding> {
        let settings::Path { text: file, tokens } = self.settings.weights.as_ref()?;
        let path = self.environment.manifest_dir.join(file);
        match self.pack(&path, file, spec, &invocation.name.to_string()) {
            Ok(blob) => Some(Embedding { bytes: include_bytes(&blob?) }),
            Err(message) => {
                self.problems.push(Error::new_spanned(tokens, message));
                None
            }
        }
    }

    /// Returns the path of the packed weights; `None` without a compiled network to pack them for.
    fn pack(
        &self,
        path: &Path,
        file: &str,
        spec: Option<&CompiledSpec>,
        name: &str,
    ) -> Result<Option<PathBuf>, String> {
        let checkpoint = Checkpoint::open(path).map_err(|error| match error.io_error() {
            Some(source) if error.path() == Some(path) => unreadable(file, path, source),
            // Messages show the path in the form of the invocation. The paths of shards stay as they are.
            _ => error.to_string().replacen(&path.display().to_string(), file, 1),
        })?;
        let Some(CompiledSpec { text, compiled: Ok(compiled), .. }) = spec else { return Ok(None) };
        let packed = compiled
            .pack(&checkpoint)
            .map_err(|error| explain(text, &self.settings.overrides, &checkpoint, &error))
            .map_err(|message| format!("{file}: {message}"))?;
        let folder = &self.environment.blob_dir;
        blob::write(folder, name, &packed)
            .map(Some)
            .map_err(|error| format!("{}: {error}", folder.display()))
    }
}

/// Emits a stub: a type that replaces the one that does not compile.
fn stub(
    spec: Option<&CompiledSpec>,
    overrides: &Overrides,
    declaration: Declaration,
) -> TokenStream {
    let (input, outputs) = match spec {
        Some(CompiledSpec { compiled: Ok(compiled), .. }) => {
            let outputs = compiled.plan.outputs.iter();
            (compiled.plan.input, outputs.map(|o| (o.name.clone(), o.shape)).collect())
        }
        Some(CompiledSpec { text, compiled: Err(problems), .. }) => {
            likely::shapes(text, overrides, problems)
        }
        None => likely::shapes("", overrides, &[]),
    };
    let labels = match spec {
        Some(CompiledSpec { compiled: Ok(compiled), .. }) => compiled.plan.labels.clone(),
        _ => Vec::new(),
    };
    let plan = emit::stub(&declaration.name.to_string(), input, &outputs, labels);
    // The stub has `new` even if the field `weights` is misspelt.
    let weights = Some(Embedding { bytes: quote!(b"") });
    emit::network(&plan, &Declaration { weights, ..declaration })
}

/// Returns the message for an unreadable file, called `file` in the invocation.
fn unreadable(file: &str, path: &Path, error: &io::Error) -> String {
    let help = match similar_file(path).as_deref().and_then(Path::file_name) {
        Some(name) => {
            let similar = Path::new(file).with_file_name(name);
            format!("did you mean `{}`?", similar.display())
        }
        None => "paths begin at the folder of Cargo.toml".into(),
    };
    format!("{file}: cannot be read: {error}; {help}")
}

fn include_bytes(path: &Path) -> TokenStream {
    let path = path.to_string_lossy();
    quote!(::core::include_bytes!(#path))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the expansion of an invocation in this package.
    fn expanded(tokens: TokenStream) -> String {
        expanded_with(tokens, PathBuf::new())
    }

    /// Expands an invocation to text; packed weights go to `blob_dir`.
    fn expanded_with(tokens: TokenStream, blob_dir: PathBuf) -> String {
        let environment = Environment {
            manifest_dir: env!("CARGO_MANIFEST_DIR").into(),
            blob_dir,
            standard_library: true,
            runtime: Some("espnet".into()),
        };
        let file = syn::parse2(expand(tokens, &environment)).expect("items are expanded to");
        prettyplease::unparse(&file)
    }

    #[test]
    fn a_wrong_invocation_has_its_problems_and_the_type() {
        let code = expanded(quote! {
            /// Digits.
            pub(crate) struct Net;
            spec = "../tests/specs/tiny.json";
            classes = 0;
            input = [3, 32, 48];
            wieghts = "../tests/fixtures/tiny.safetensors";
        });
        assert_eq!(code.matches("compile_error!").count(), 2, "{code}");
        for part in [
            "/// Digits.",
            "pub(crate) struct Net {",
            "pub const INPUT_SHAPE: [usize; 4] = [1, 3, 32, 48];",
            "[(&'static str, [usize; 4]); 2] = [\n            (\"logits\", [1, 3, 1, 1]),\n            \
             (\"features\", [1, 32, 8, 12]),\n        ]",
            "pub fn new() -> Self",
            "pub fn load(",
            "pub fn forward<'w>(",
            "impl ::espnet::Network for Net {",
        ] {
            assert!(code.contains(part), "{part}\n\n{code}");
        }
    }

    #[test]
    fn shipped_specs_are_called_by_their_names() {
        let code = expanded(quote! {
            struct Net;
            spec = "espnetv2";
            classes = 10;
        });
        assert!(code.contains("OUTPUT_SHAPE: [usize; 4] = [1, 10, 1, 1]"), "{code}");
        assert!(!code.contains("include_bytes"), "there is no file to watch: {code}");
        let code = expanded(quote!(struct Net; spec = "espnet2";));
        assert!(code.contains("no spec is called `espnet2`; did you mean `espnetv2`?"), "{code}");
    }

    #[test]
    fn files_that_are_too_long_are_not_read_as_weights() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("huge.pth");
        let file = std::fs::File::create(&path).unwrap();
        file.set_len(espnet_checkpoint::MAX_FILE_BYTES as u64 + 1).unwrap();
        let path = path.to_str().unwrap();
        let code = expanded(quote! {
            struct Net;
            spec = "../tests/specs/tiny.json";
            weights = #path;
        });
        assert!(code.contains("huge.pth: the file has 2147483649 bytes"), "{code}");
    }

    /// Writes random weights of the tiny network, with renamed tensors, to a file.
    fn weights(path: &Path, overrides: &Overrides, rename: impl Fn(&str) -> String) {
        let text = std::fs::read_to_string("../tests/specs/tiny.json").unwrap();
        let plan = compile(&text, overrides).unwrap().plan;
        let tensors: Vec<_> = crate::random::random_checkpoint(&plan, 1)
            .into_iter()
            .map(|(name, tensor)| (rename(&name), tensor))
            .collect();
        let tensors = tensors.iter().map(|(name, tensor)| (name.as_str(), tensor));
        std::fs::write(path, espnet_checkpoint::write_safetensors(tensors).unwrap()).unwrap();
    }

    #[test]
    fn weights_of_another_input_name_the_field_and_the_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("gray.safetensors");
        let overrides = Overrides { channels: Some(1), branches: Some(2), ..Overrides::default() };
        weights(&path, &overrides, |name| format!("model.{name}"));
        let path = path.to_str().unwrap();
        let code = expanded(quote! {
            struct Net;
            spec = "../tests/specs/tiny.json";
            weights = #path;
        });
        assert!(code.contains("gray.safetensors: the checkpoint does not fit"), "{code}");
        let fields = "width_multiplier = 1, input = [1, 16, 24], branches = 2 and classes = 3";
        assert!(code.contains(&format!("it fits this spec with {fields}")), "{code}");
    }

    #[test]
    fn shards_are_packed_and_watched() {
        let folder = tempfile::tempdir().unwrap();
        weights(&folder.path().join("a.safetensors"), &Overrides::default(), str::to_owned);
        let path = folder.path().join("model.safetensors.index.json");
        std::fs::write(&path, r#"{"weight_map": {"classifier.bias": "a.safetensors"}}"#).unwrap();
        let path = path.to_str().unwrap();
        let tokens = quote! {
            struct Net;
            spec = "../tests/specs/tiny.json";
            weights = #path;
        };
        let code = expanded_with(tokens, folder.path().into());
        assert!(!code.contains("compile_error"), "{code}");
        for file in ["model.safetensors.index.json", "a.safetensors"] {
            assert!(code.contains(&format!("/{file}\"")), "{file}\n\n{code}");
        }
    }

    #[test]
    fn without_the_runtime_the_field_for_it_is_told() {
        let environment = Environment {
            manifest_dir: env!("CARGO_MANIFEST_DIR").into(),
            blob_dir: PathBuf::new(),
            standard_library: true,
            runtime: None,
        };
        let expanded = |tokens| expand(tokens, &environment).to_string();
        let code = expanded(quote!(struct Net; spec = "espnetv2"; width_multiplier = "a";));
        assert_eq!(code.matches("compile_error !").count(), 2, "{code}");
        assert!(code.contains("or say where it is: `crate = path::to::espnet;`"), "{code}");
        assert!(!code.contains("struct Net"), "{code}");
        let code = expanded(quote!(struct Net; spec = "espnetv2"; crate = crate::nn;));
        assert!(code.contains("network : crate :: nn :: generated :: Network"), "{code}");
    }

    #[test]
    fn what_declares_no_type_has_its_problem_alone() {
        let code = expanded(quote!(spec = "../tests/specs/tiny.json";));
        assert_eq!(
            code,
            "::core::compile_error! {\n    \"expected `pub struct Name;` before the fields\"\n}\n"
        );
    }
}
