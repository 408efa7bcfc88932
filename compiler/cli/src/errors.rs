//! The errors of the command line. Each has one message, with the place and a remedy.
//! [`crate::report`] prints them.

use std::{
    io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use espnet::{IsaError, checkpoint::CheckpointError, detection::DetectionError, image::ImageError};
use espnet_compiler::{BuildError, diagnostic::Diagnostics, similar_file, spec::Origin};
use thiserror::Error;

/// Why a command failed.
#[derive(Debug, Error)]
pub enum Error {
    /// The options contradict one another or the network.
    #[error("{0}\n\nFor more information, try '--help'.")]
    Usage(String),
    /// A file cannot be read.
    #[error("{}: cannot be read: {source}{}", path.display(), similar(path, hint))]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
        /// The remedy, printed if there is no similar file: empty, or a clause that begins with a
        /// semicolon.
        hint: &'static str,
    },
    /// A file of labels cannot be read, and no shipped set has its name.
    #[error(
        "{}: cannot be read: {source}{}; give a file with one name a line, or one of these sets: {sets}",
        path.display(),
        similar(path, "")
    )]
    Labels {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
        /// The names of the shipped sets.
        sets: String,
    },
    /// A file cannot be written. An existing file is untouched.
    #[error("{}: cannot be written: {source}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A new crate cannot be written; none of its files are left.
    #[error("{}: the crate cannot be written: {source}", path.display())]
    New {
        /// The folder of the crate.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Standard output cannot be written to.
    #[error("cannot write to standard output: {0}")]
    Stdout(#[from] io::Error),
    /// No shipped spec has this name.
    #[error("{0}")]
    UnknownSpec(String),
    /// The spec or an override is wrong.
    #[error("{origin}: the network cannot be compiled")]
    Spec {
        /// The spec.
        origin: Origin,
        /// The text of the spec.
        text: String,
        /// All problems of the spec and the overrides.
        problems: Diagnostics,
    },
    /// Generating code failed.
    #[error(transparent)]
    Emit(#[from] BuildError),
    /// A checkpoint cannot be read or written.
    #[error("{}", with_similar(.0))]
    Checkpoint(#[from] CheckpointError),
    /// A checkpoint does not fit the network.
    #[error("{}: {problems}\n{remedy}", path.display())]
    Misfit {
        /// The checkpoint.
        path: PathBuf,
        /// Every tensor that does not fit.
        problems: String,
        /// The remedy.
        remedy: String,
    },
    /// Several errors.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
    Several(Vec<Error>),
    /// A picture cannot be read, made or written.
    #[error(transparent)]
    Image(#[from] ImageError),
    /// A network's logits cannot be compared.
    #[error(
        "the network's logits are NaN or infinite, so there is no best class; its weights or its input \
         are too large"
    )]
    NoNumbers,
    /// No objects can be found in a network's outputs.
    #[error(transparent)]
    Detection(#[from] DetectionError),
    /// `ESPNET_ISA` names an instruction set that does not exist or that this processor lacks.
    #[error(transparent)]
    Isa(#[from] IsaError),
    /// The content of a file does not suit the command.
    #[error("{}: {message}", path.display())]
    Content {
        /// The file.
        path: PathBuf,
        /// The problem and its remedy.
        message: String,
    },
    /// The folder for built networks cannot be used.
    #[error(
        "{}: networks cannot be built there: {source}; set ESPNET_CACHE to a folder that can be written",
        path.display()
    )]
    Cache {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// A folder in the cache cannot be removed.
    #[error("{}: cannot be removed from the cache: {source}", path.display())]
    Remove {
        /// The folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The sources inside this program cannot be unpacked.
    #[error("this program is damaged: its sources cannot be unpacked: {0}; install it again")]
    Damaged(io::Error),
    /// Cargo cannot be started.
    #[error(
        "{program}: cargo cannot be started: {source}; `run`, `bench` and `compare` build networks \
         with it the first time, so install Rust from https://rustup.rs and see that cargo is on the PATH, or set \
         CARGO to its path"
    )]
    NoCargo {
        /// The name or path of cargo.
        program: String,
        /// Why.
        source: io::Error,
    },
    /// The generated crate does not build.
    #[error("{}: cargo could not build the network:\n{output}", folder.display())]
    Cargo {
        /// The crate.
        folder: PathBuf,
        /// Cargo's output.
        output: String,
    },
    /// Some inputs failed; a message for each has been printed.
    #[error("{failed} of {all} inputs failed")]
    Failed {
        /// Number of inputs that failed.
        failed: usize,
        /// Number of all inputs.
        all: usize,
    },
    /// The built network cannot be started.
    #[error("{}: the network cannot be started: {source}{}", path.display(), executable(source))]
    Start {
        /// The executable.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The built network failed.
    #[error("the network failed: {0}")]
    Execution(String),
}

/// The errors of a command's arguments and inputs, collected so that one message reports them all.
#[derive(Debug, Default)]
pub struct Problems(Vec<Error>);

impl Problems {
    /// Returns the value of a result, and keeps its error.
    pub fn keep<T>(&mut self, result: Result<T, Error>) -> Option<T> {
        result.map_err(|error| self.0.push(error)).ok()
    }

    /// Adds errors.
    pub fn extend(&mut self, errors: Vec<Error>) {
        self.0.extend(errors);
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<Problems> for Error {
    fn from(Problems(mut errors): Problems) -> Self {
        match errors.len() {
            1 => errors.remove(0),
            _ => Error::Several(errors),
        }
    }
}

impl Error {
    /// Combines errors into one; `None` if there are no errors.
    pub fn all(errors: Vec<Error>) -> Option<Self> {
        (!errors.is_empty()).then(|| Problems(errors).into())
    }

    /// Names the file that the error is about, if the message does not begin with it.
    pub fn of(self, path: &Path) -> Self {
        match &self {
            Error::Image(_) | Error::NoNumbers => {
                let message = self.to_string();
                match message.starts_with(&*path.to_string_lossy()) {
                    true => self,
                    false => Error::Content { path: path.into(), message },
                }
            }
            _ => self,
        }
    }

    /// The exit code: 2 if the command line is wrong, else 1.
    pub fn exit_code(&self) -> ExitCode {
        match self.is_usage() {
            true => ExitCode::from(2),
            false => ExitCode::FAILURE,
        }
    }

    /// Whether the command line is wrong, perhaps among other errors.
    fn is_usage(&self) -> bool {
        match self {
            Error::Usage(_) => true,
            Error::Several(errors) => errors.iter().any(Error::is_usage),
            _ => false,
        }
    }
}

/// Returns a clause with a similar file that the user may have meant; `hint` if there is none.
fn similar(path: &Path, hint: &str) -> String {
    match similar_file(path) {
        Some(similar) => format!("; did you mean `{}`?", similar.display()),
        None => hint.to_owned(),
    }
}

/// Returns the clause that names the remedy if permission to execute is missing, else an empty one.
fn executable(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            "; set ESPNET_CACHE to a folder whose files may be executed, or empty this one with \
             `espnet cache clear`"
        }
        _ => "",
    }
}

fn with_similar(error: &CheckpointError) -> String {
    let similar = error.path().map(|path| similar(path, ""));
    format!("{error}{}", similar.unwrap_or_default())
}
