//! The builder: compiles networks in a build script.

use std::{
    env, fmt, fs,
    path::{Path, PathBuf},
};

use espnet_checkpoint::{Checkpoint, CheckpointError};
use quote::quote;
use thiserror::Error;

use crate::{
    blob,
    compile::{Compiled, compile},
    diagnostic::Diagnostics,
    emit::{self, Declaration, Embedding},
    files::similar_file,
    fit::explain,
    spec::{
        DilationPolicy, Labels, Origin, OriginError, Overrides, Precision, SettingValue,
        override_table,
    },
    warning::Warning,
};

/// Compiles a network in `build.rs`. The macro `espnet!` does the same without a build script.
///
/// ```no_run
/// // build.rs
/// use espnet_compiler::{BuildError, Builder, spec::Labels};
///
/// fn main() -> Result<(), BuildError> {
///     let digits = (0..10).map(|digit| digit.to_string()).collect();
///     Builder::new("Digits", "espnetv2")
///         .width_multiplier(0.5)
///         .classes(10)
///         .labels(Labels::List(digits))
///         .input(3, 96, 96)
///         .weights("weights/digits.safetensors")
///         .build()?;
///     Ok(())
/// }
/// ```
///
/// The code is then in `OUT_DIR`, in a file with the type's name in lower case:
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/digits.rs"));
/// ```
#[derive(Clone, Debug)]
pub struct Builder {
    name: String,
    spec: Origin,
    weights: Option<PathBuf>,
    overrides: Overrides,
    docs: Vec<String>,
    standard_library: bool,
    crate_path: Option<String>,
}

/// The reason why a network cannot be built.
///
/// A build script that returns the error from `main` shows its message, because `Debug` is the same as
/// [`Display`](fmt::Display).
#[derive(Error)]
#[non_exhaustive]
pub enum BuildError {
    /// A file cannot be read or written.
    #[error("{}: {source}{}", path.display(), similar(path))]
    File {
        /// The file.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// No shipped spec has this name.
    #[error("{0}")]
    UnknownSpec(String),
    /// The spec or an override is invalid.
    #[error("{}", excerpts(origin, text, problems))]
    Spec {
        /// The spec.
        origin: Origin,
        /// The text of the spec.
        text: String,
        /// The problems of the spec and the overrides.
        problems: Diagnostics,
    },
    /// The checkpoint cannot be read.
    #[error(transparent)]
    Checkpoint(#[from] CheckpointError),
    /// The checkpoint does not fit the network.
    #[error("{}: {message}", path.display())]
    Weights {
        /// The checkpoint.
        path: PathBuf,
        /// Every tensor that does not fit, and the settings that the checkpoint would fit.
        message: String,
    },
    /// The type's name is not a valid Rust identifier.
    #[error("`{0}` cannot name a type; use an identifier such as `Digits`")]
    Name(String),
    /// The type's name is reserved, because it has another meaning in generated code.
    #[error("{0}")]
    ReservedName(String),
    /// The path of the crate `espnet` is not a valid path.
    #[error("`{0}` is no path of a crate; use one such as `nn` or `crate::reexport::espnet`")]
    CratePath(String),
    /// Cargo does not run this program as a build script.
    #[error("OUT_DIR is not set: call this from a build script, or use `write`")]
    OutDir,
    /// Several errors.
    #[error("{}", paragraphs(.0))]
    Several(Vec<BuildError>),
}

impl BuildError {
    /// Combines errors, at least one, into a single one.
    fn all(mut errors: Vec<BuildError>) -> Self {
        match errors.len() {
            1 => errors.swap_remove(0),
            _ => BuildError::Several(errors),
        }
    }
}

fn paragraphs(errors: &[BuildError]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n")
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// Returns the problems of a spec, each with its line, after their number.
fn excerpts(origin: &Origin, text: &str, problems: &Diagnostics) -> String {
    let file = origin.to_string();
    let excerpts = problems.0.iter().map(|problem| format!("\n\n{}", problem.excerpt(&file, text)));
    let excerpts: String = excerpts.collect();
    format!("{file} cannot be compiled: {}{excerpts}", problems.count())
}

/// Returns a clause that suggests a file for a path that does not exist; empty if there is none.
fn similar(path: &Path) -> String {
    let similar = similar_file(path);
    similar.map(|path| format!("; did you mean `{}`?", path.display())).unwrap_or_default()
}

/// Generated code and its packed weights.
#[derive(Clone, Debug)]
pub struct Generated {
    /// The Rust code, formatted.
    pub code: String,
    /// The packed weights, if they are embedded.
    pub blob: Option<Vec<f32>>,
    /// Warnings: settings that compile but are probably mistakes.
    pub warnings: Vec<Warning>,
}

/// Defines the setter of an override, except for those of the input, which share a setter, and for values with
/// names of their own.
macro_rules! setter {
    (input $name:ident: $Type:ty; $($doc:meta)*) => {};
    (named $name:ident: $Type:ty; $($doc:meta)*) => {};
    (field $name:ident: $Type:ty; $($doc:meta)*) => {
        impl Builder {
            #[doc = concat!("Sets the override [`", stringify!($name), "`](Overrides::", stringify!($name), "):")]
            $(#[$doc])*
            pub fn $name(mut self, $name: $Type) -> Self {
                self.overrides.$name = Some($name);
                self
            }
        }
    };
}

macro_rules! setters {
    ($(
        $(#[$doc:meta])*
        $group:ident $name:ident: $Type:ty $(, in $range:expr)?, takes $takes:literal;
    )*) => {
        $(setter! { $group $name: $Type; $($doc)* })*
    };
}

override_table!(setters);

impl Builder {
    /// Creates a builder for a network of type `name`. `spec` is the name of a shipped spec, such as
    /// `espnetv2`, or the path of a file, which must contain a slash or end in `.json`. Relative paths
    /// begin at the current directory; in a build script this is the directory of its package.
    pub fn new(name: impl Into<String>, spec: impl Into<PathBuf>) -> Self {
        Builder {
            name: name.into(),
            spec: spec.into().into(),
            weights: None,
            overrides: Overrides::default(),
            docs: Vec::new(),
            standard_library: true,
            crate_path: None,
        }
    }

    /// Embeds the weights of a checkpoint.
    pub fn weights(mut self, path: impl Into<PathBuf>) -> Self {
        self.weights = Some(path.into());
        self
    }

    /// Adds a line of documentation to the type.
    pub fn doc(mut self, line: impl Into<String>) -> Self {
        self.docs.push(line.into());
        self
    }

    /// Sets every override at once.
    pub fn overrides(mut self, overrides: Overrides) -> Self {
        self.overrides = overrides;
        self
    }

    /// Sets C, H and W of the input.
    pub fn input(mut self, channels: usize, height: usize, width: usize) -> Self {
        self.overrides.channels = Some(channels);
        self.overrides.height = Some(height);
        self.overrides.width = Some(width);
        self
    }

    /// Sets a setting or a named width of the spec, such as the number of repetitions of a unit.
    ///
    /// ```
    /// # use espnet_compiler::Builder;
    /// let builder = Builder::new("Streets", "espnet").set("q", 5).set("wiring", "released");
    /// ```
    pub fn set(mut self, name: impl Into<String>, value: impl Into<SettingValue>) -> Self {
        let set = self.overrides.set.get_or_insert_default();
        set.0.insert(name.into(), value.into());
        self
    }

    /// Sets the path of the crate `espnet` in the generated code; the default is `::espnet`. Use it if
    /// the dependency is renamed (`nn`), or if another crate re-exports it (`crate::reexport::espnet`).
    ///
    /// ```
    /// # use espnet_compiler::Builder;
    /// // Cargo.toml: nn = { package = "espnet", version = "0.1" }
    /// let builder = Builder::new("Digits", "espnetv2").crate_path("nn");
    /// ```
    pub fn crate_path(mut self, path: impl Into<String>) -> Self {
        self.crate_path = Some(path.into());
        self
    }

    /// Leaves out everything that needs files or an allocator, for a runtime without its feature `std`.
    pub fn no_std(mut self) -> Self {
        self.standard_library = false;
        self
    }

    /// Generates the code; packed weights are included from the path `blob`.
    ///
    /// # Errors
    /// If the spec, the overrides or the weights are invalid.
    pub fn generate(&self, blob: &str) -> Result<Generated, BuildError> {
        let (name, runtime, (text, compiled), checkpoint) =
            match (self.identifier(), self.runtime(), self.network(), self.checkpoint()) {
                (Ok(name), Ok(runtime), Ok(network), Ok(checkpoint)) => {
                    (name, runtime, network, checkpoint)
                }
                (name, runtime, network, checkpoint) => {
                    let errors = [name.err(), runtime.err(), network.err(), checkpoint.err()];
                    return Err(BuildError::all(errors.into_iter().flatten().collect()));
                }
            };
        let packed = match &checkpoint {
            None => None,
            Some((path, checkpoint)) => {
                Some(compiled.pack(checkpoint).map_err(|error| BuildError::Weights {
                    path: path.to_path_buf(),
                    message: explain(&text, &self.overrides, checkpoint, &error),
                })?)
            }
        };
        let docs = &self.docs;
        let attributes: syn::ItemStruct = syn::parse_quote!(#(#[doc = #docs])* struct Documented;);
        let declaration = Declaration {
            attributes: attributes.attrs,
            visibility: syn::parse_quote!(pub),
            name,
            weights: packed
                .is_some()
                .then(|| Embedding { bytes: quote!(::core::include_bytes!(#blob)) }),
            standard_library: self.standard_library,
            runtime,
        };
        let code = emit::format(&emit::network(&compiled.plan, &declaration))
            .expect("emitted tokens are a Rust file");
        Ok(Generated { code, blob: packed, warnings: compiled.warnings })
    }

    /// Returns the type's name.
    fn identifier(&self) -> Result<syn::Ident, BuildError> {
        let name = syn::parse_str(&self.name).map_err(|_| BuildError::Name(self.name.clone()))?;
        emit::check_name(&name).map_err(BuildError::ReservedName)?;
        Ok(name)
    }

    /// Parses the path of the crate `espnet`.
    fn runtime(&self) -> Result<syn::Path, BuildError> {
        let Some(path) = &self.crate_path else { return Ok(emit::runtime_path()) };
        let parsed = syn::parse::Parser::parse_str(syn::Path::parse_mod_style, path);
        parsed.map_err(|_| BuildError::CratePath(path.clone()))
    }

    /// Returns the spec's text and the compiled network.
    fn network(&self) -> Result<(String, Compiled), BuildError> {
        let origin = self.spec.clone();
        let text = origin.read().map_err(|error| match error {
            OriginError::Unknown(message) => BuildError::UnknownSpec(message),
            OriginError::File(source) => BuildError::File { path: origin.as_path().into(), source },
        })?;
        match compile(&text, &self.overrides) {
            Ok(compiled) => Ok((text, compiled)),
            Err(problems) => Err(BuildError::Spec { origin, text, problems }),
        }
    }

    /// Returns the checkpoint and its path; `None` if no weights were set.
    fn checkpoint(&self) -> Result<Option<(&Path, Checkpoint)>, BuildError> {
        let Some(path) = &self.weights else { return Ok(None) };
        Ok(Some((path, Checkpoint::open(path)?)))
    }

    /// Writes `NAME.rs` and, with weights, `NAME.espnet` to `folder`. NAME is the type's name in lower case.
    /// Returns the path of the code.
    ///
    /// # Errors
    /// If the spec, the overrides or the weights are invalid, or if a file cannot be written.
    pub fn write(&self, folder: &Path) -> Result<PathBuf, BuildError> {
        self.write_generated(folder).map(|(path, _)| path)
    }

    /// Does the same as [`write`](Self::write), and also returns the warnings.
    fn write_generated(&self, folder: &Path) -> Result<(PathBuf, Vec<Warning>), BuildError> {
        let stem = self.name.to_lowercase();
        let generated = self.generate(&format!("{stem}.espnet"))?;
        let file = |path: &Path| {
            let path = path.to_path_buf();
            move |source| BuildError::File { path, source }
        };
        fs::create_dir_all(folder).map_err(file(folder))?;
        if let Some(blob) = &generated.blob {
            let path = folder.join(format!("{stem}.espnet"));
            blob::write_whole(&path, &blob::bytes(blob)).map_err(file(&path))?;
        }
        let path = folder.join(format!("{stem}.rs"));
        blob::write_whole(&path, generated.code.as_bytes()).map_err(file(&path))?;
        Ok((path, generated.warnings))
    }

    /// Writes the files to `OUT_DIR` and prints every [`Warning`]. Cargo runs the build script again when the
    /// spec or the weights change.
    ///
    /// # Errors
    /// The errors of [`write`](Self::write); also if `OUT_DIR` is not set.
    pub fn build(&self) -> Result<PathBuf, BuildError> {
        let folder = env::var_os("OUT_DIR").ok_or(BuildError::OutDir)?;
        let weights = self.weights.iter().flat_map(Checkpoint::files);
        let spec = self.spec.path().map(Path::to_owned);
        for path in spec.into_iter().chain(weights) {
            println!("cargo::rerun-if-changed={}", path.display());
        }
        let (path, warnings) = self.write_generated(Path::new(&folder))?;
        for warning in warnings {
            println!("cargo::warning={}: {warning}", self.name);
        }
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn build_scripts_show_every_problem_with_its_line() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("net.json");
        fs::write(&path, "{ \"name\": \"net\",\n  \"clases\": 3 }").unwrap();
        let error = Builder::new("Net", &path).classes(0).generate("").unwrap_err();
        let path = path.display().to_string();
        assert_eq!(
            format!("{error:?}").replace(&path, "net.json"),
            r#"net.json cannot be compiled: 5 problems

classes: expected an integer from 1 to 65536, found 0

missing field `input`
 --> net.json:1:1
  |
1 | { "name": "net",
  | ^
  = help: it takes an object

missing field `blocks`
 --> net.json:1:1
  |
1 | { "name": "net",
  | ^
  = help: it takes an array of 1 to 1024 items

missing field `outputs`
 --> net.json:1:1
  |
1 | { "name": "net",
  | ^
  = help: it takes an array of 1 to 64 items

unknown field `clases`
 --> net.json:2:3
  |
2 |   "clases": 3 }
  |   ^^^^^^^^ /clases
  = help: did you mean `classes`?"#
        );
        let missing = folder.path().join("ney.json");
        let error = Builder::new("Net", missing).generate("").unwrap_err().to_string();
        assert!(error.ends_with(&format!("; did you mean `{path}`?")), "{error}");
    }

    #[test]
    fn shipped_specs_are_called_by_their_names() {
        let generate =
            |spec: &str, classes| Builder::new("Net", spec).classes(classes).generate("");
        let code = generate("espnetv2", 10).expect("it is shipped").code;
        assert!(code.contains("OUTPUT_SHAPE: [usize; 4] = [1, 10, 1, 1]"), "{code}");
        let error = generate("espnetv2", 0).unwrap_err().to_string();
        assert!(error.starts_with("espnetv2 cannot be compiled: 1 problem\n"), "{error}");
        let error = generate("espnetv2_sge", 10).unwrap_err().to_string();
        assert!(error.contains("did you mean `espnetv2_seg`?"), "{error}");
    }

    #[test]
    fn the_name_the_spec_and_the_weights_are_all_looked_at() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        let builder = Builder::new("no name", file("net.json")).weights(file("net.pth"));
        let text = builder.generate("").unwrap_err().to_string();
        let starts = ["`no name` cannot name a type", "net.json: ", "net.pth: "];
        let text = text.replace(&format!("{}/", folder.path().display()), "");
        let paragraphs: Vec<&str> = text.split("\n\n").collect();
        assert_eq!(paragraphs.len(), 3, "{text}");
        for (paragraph, start) in paragraphs.iter().zip(starts) {
            assert!(paragraph.starts_with(start), "{paragraph}");
        }
    }

    #[test]
    fn names_that_are_raw_identifiers_name_types() {
        let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/specs/tiny.json");
        let generated = Builder::new("r#type", spec).generate("").expect("the name is one");
        assert!(generated.code.contains("pub struct r#type {"), "{}", generated.code);
        assert!(matches!(Builder::new("type", spec).generate(""), Err(BuildError::Name(_))));
        let error = Builder::new("kernel", spec).generate("").unwrap_err().to_string();
        assert!(error.starts_with("`kernel` means something else in generated code"), "{error}");
    }

    #[test]
    fn code_names_the_crate_as_it_is_told() {
        let spec = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/specs/tiny.json");
        let builder = |path: &str| Builder::new("Net", spec).crate_path(path).generate("");
        let code = builder("crate::reexport::espnet").expect("it is a path").code;
        assert!(code.contains("network: crate::reexport::espnet::generated::Network,"), "{code}");
        assert!(!code.contains("::espnet::Isa") || !code.contains(" ::espnet"), "{code}");
        for wrong in ["", "a b", "a<b>", "nn::"] {
            let error = builder(wrong).unwrap_err().to_string();
            assert!(error.starts_with(&format!("`{wrong}` is no path of a crate")), "{error}");
        }
    }
}
