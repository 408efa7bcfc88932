//! `espnet new`: writes a small crate that runs a network and is built without this program.

mod contents;
mod lock;

use std::{
    env, fs, io,
    io::Write,
    path::{Path, PathBuf},
};

use clap::Args;
use espnet::checkpoint::write_safetensors;
use espnet_compiler::spec::Origin;
use tempfile::TempDir;

use crate::{
    arguments::{OverrideArguments, SpecArguments},
    errors::Error,
    network::Network,
    sources::{Sources, write_all},
    tensors,
};
use contents::{Contents, PrintedAnswer};

/// The default network of a new crate, which classifies geometric shapes.
const SHAPES_SPEC: &str = include_str!("shapes/network.json");
/// The trained weights of that network.
const SHAPES_WEIGHTS: &[u8] = include_bytes!("shapes/weights.safetensors");
/// A picture of a star, which was not among the training data.
const PICTURE: &[u8] = include_bytes!("shapes/picture.png");

/// Write a small crate that runs a network on pictures or on a camera's frames
///
/// The crate can be built and run in any folder: it has copies of espnet's crates in its folder
/// `vendor`; other dependencies come from crates.io. Without --spec, it has a small network with
/// trained weights that distinguishes geometric shapes.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet new demo && cd demo && cargo run --release
  espnet new voc --spec espnetv2_seg --width-multiplier 0.5 --classes 21 --weights voc.pth
  espnet new watch --camera")]
pub struct New {
    /// The crate's folder, which must be missing or empty; the crate is named after it
    #[arg(value_name = "DIR")]
    folder: PathBuf,

    /// The network: the name of a shipped spec, such as espnetv2 (`espnet specs` lists them), or the
    /// path of a spec
    #[arg(long, value_name = "NAME|PATH")]
    spec: Option<Origin>,

    /// The checkpoint; if not given, random weights, whose answers mean nothing
    #[arg(long, value_name = "FILE", requires = "spec")]
    weights: Option<PathBuf>,

    /// Read frames instead of pictures: raw frames on standard input, or frames from a camera on Linux
    #[arg(long)]
    camera: bool,

    #[command(flatten)]
    overrides: OverrideArguments,
}

impl New {
    /// Writes the crate.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let folder = std::path::absolute(&self.folder).unwrap_or_else(|_| self.folder.clone());
        let fail = |source| Error::New { path: self.folder.clone(), source };
        check_free(&folder).map_err(fail)?;
        let contents = self.contents(&package_name(&folder))?;
        let sources = Sources::open().map_err(Error::Damaged)?;
        write(&folder, &contents, &sources).map_err(fail)?;
        writeln!(
            out,
            "{}: a crate that runs {} on {}; to run it:",
            self.folder.display(),
            contents.network,
            if self.camera { "a camera's frames" } else { "pictures" }
        )?;
        writeln!(out, "  cd {}", self.folder.display())?;
        writeln!(
            out,
            "  cargo run --release{}",
            if self.camera { " -- bgr 320 240 < FRAMES" } else { "" }
        )?;
        Ok(())
    }

    fn contents(&self, package: &str) -> Result<Contents, Error> {
        let Some(spec) = &self.spec else {
            let given = self.overrides.to_string();
            if !given.is_empty() {
                return Err(Error::Usage(format!(
                    "{}: overrides need --spec; the trained weights of the built-in network fit only its \
                     own sizes",
                    given.trim_start()
                )));
            }
            let network = Network::compile_text(
                "network.json".into(),
                SHAPES_SPEC.into(),
                Default::default(),
            )?;
            let answer = PrintedAnswer::Names { of_picture: Some("star") };
            let weights = SHAPES_WEIGHTS.into();
            return Ok(Contents::new(package, &network, weights, &answer, self.camera));
        };
        let network = Network::compile(&SpecArguments {
            spec: spec.clone(),
            overrides: self.overrides.clone(),
        })?;
        let plan = &network.compiled.plan;
        if !matches!(plan.input.channels, 1 | 3) {
            return Err(Error::Usage(format!(
                "{spec}: the network takes {} channels, but pictures and frames have 3, or 1 if they \
                 are grey",
                plan.input.channels
            )));
        }
        let weights = match &self.weights {
            Some(path) => network.open_weights(path)?.0.to_safetensors()?,
            None => {
                let weights = tensors::random_weights(plan);
                write_safetensors(weights.iter().map(|(name, tensor)| (name.as_str(), tensor)))?
            }
        };
        let answer = match (&self.weights, plan.answer()) {
            (None, _) => PrintedAnswer::None("random weights: no answer"),
            (Some(_), Some(_)) => PrintedAnswer::Names { of_picture: None },
            (Some(_), None) => {
                PrintedAnswer::None("these outputs are neither classes nor a mask: no answer")
            }
        };
        Ok(Contents::new(package, &network, weights, &answer, self.camera))
    }
}

/// Checks that a crate can be written to this folder.
fn check_free(folder: &Path) -> io::Result<()> {
    let not_free = |what| Err(io::Error::new(io::ErrorKind::AlreadyExists, what));
    // `components` drops a slash at the end, with which `is_symlink` would look at the link's target.
    if folder.components().as_path().is_symlink() {
        return not_free(
            "there is a symbolic link; name its target, or a folder that is not there yet",
        );
    }
    match fs::read_dir(folder).map(|mut entries| entries.next().is_some()) {
        Ok(true) => not_free("there is a folder that is not empty; name one that is not there yet"),
        Ok(false) if env::current_dir().is_ok_and(|current| current == folder) => {
            not_free("it is the current folder; name one that is not there yet")
        }
        Ok(false) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            not_free("there is a file; name a folder that is not there yet")
        }
        Err(error) => Err(error),
    }
}

/// Returns the package name for a folder: one that cargo accepts and that no dependency has.
fn package_name(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let name: String = name.chars().map(|c| if is_plain(c) { c } else { '-' }).collect();
    let name = match name.trim_matches('-') {
        "" => "network",
        name => name,
    };
    let name = match name.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("network-{name}"),
        false => name.to_owned(),
    };
    // Names of Rust's own crates, and of folders in cargo's target folder.
    let reserved = ["alloc", "build", "core", "deps", "examples", "incremental", "std", "test"];
    let is_taken = reserved.contains(&name.as_str())
        || lock::names().any(|taken| taken == name)
        || is_keyword(&name);
    if is_taken { format!("{name}-network") } else { name }
}

fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &str = "abstract as async await become box break const continue crate do dyn else \
                            enum extern false final fn for gen if impl in let loop macro match mod \
                            move mut override priv pub ref return self static struct super trait true \
                            try type typeof unsafe unsized use virtual where while yield";
    KEYWORDS.split_whitespace().any(|keyword| keyword == name)
}

/// Writes the crate in a temporary folder beside its own, and renames that when it is complete.
fn write(folder: &Path, contents: &Contents, sources: &Sources) -> io::Result<()> {
    let parent = folder.parent().unwrap_or(folder);
    fs::create_dir_all(parent)?;
    let unfinished = TempDir::with_prefix_in(".espnet-new-", parent)?;
    let root = unfinished.path();
    write_all(root, contents.texts.iter().map(|(path, text)| (*path, text.as_str())))?;
    write_all(&root.join("vendor"), sources.vendored())?;
    fs::write(root.join("weights.safetensors"), &contents.weights)?;
    fs::write(root.join("picture.png"), PICTURE)?;
    // Temporary folders can be read only by their owner; the crate's folder gets the usual permissions.
    #[cfg(unix)]
    fs::set_permissions(root, fs::metadata(root.join("src"))?.permissions())?;
    if folder.exists() {
        fs::remove_dir(folder)?;
    }
    fs::rename(root, folder)?;
    // The folder has been renamed and must not be deleted.
    let _ = unfinished.keep();
    Ok(())
}

#[cfg(test)]
mod tests {
    use espnet::{checkpoint::Checkpoint, image::decode_bytes};

    use super::*;

    #[test]
    fn crates_have_names_that_cargo_takes() {
        let name = |path: &str| package_name(Path::new(path));
        assert_eq!(name("/a/demo"), "demo");
        assert_eq!(name("/a/my demo.2"), "my-demo-2");
        assert_eq!(name("/a/2demo"), "network-2demo");
        assert_eq!(name("/a/ö"), "network");
        for taken in ["image", "espnet", "insta", "test", "loop", "std"] {
            assert_eq!(name(&format!("/a/{taken}")), format!("{taken}-network"));
        }
    }

    #[test]
    fn the_built_in_network_and_its_weights_fit() {
        let network =
            Network::compile_text("x".into(), SHAPES_SPEC.into(), Default::default()).unwrap();
        let weights = Checkpoint::from_bytes(SHAPES_WEIGHTS).unwrap();
        network.compiled.check(&weights).unwrap();
        let plan = &network.compiled.plan;
        assert_eq!(plan.labels.len(), plan.outputs[0].shape.channels);
        decode_bytes(PICTURE).unwrap();
    }
}
