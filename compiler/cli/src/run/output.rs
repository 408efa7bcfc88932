//! The destination of `espnet run`'s results: none, a file, or a folder if there are several inputs.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use espnet::{detection::Detection, image};
use espnet_compiler::plan::Plan;
use serde_json::Value;

use super::{
    boxes, raw,
    tell::{Seen, Teller},
};
use crate::{
    detection::Detector,
    errors::Error,
    files, prediction,
    samples::{Files, Sample},
};

/// The destination of results, with their format.
#[derive(Debug)]
pub enum Output {
    /// Nothing is written.
    None,
    /// Pictures with their classes painted over, or their objects drawn in.
    Picture(Destination),
    /// What is printed with `--json`.
    Json(Destination),
    /// The numbers of all outputs, as safetensors.
    Raw(Destination),
}

/// The results of the inputs of one file, as far as they are to be written.
#[derive(Debug, Default)]
pub struct Results {
    /// All outputs of one input after another.
    pub numbers: Vec<f32>,
    /// The detections of each input, if the network is a detection network.
    pub found: Vec<Vec<Detection>>,
    /// What is told about each input.
    pub told: Vec<Value>,
}

/// A file for one input, or a folder for several.
#[derive(Debug)]
pub enum Destination {
    /// A file.
    File(PathBuf),
    /// A folder, in which each file has its input's name and this extension.
    Folder(PathBuf, &'static str),
}

impl Destination {
    fn of(&self, sample: &Path) -> PathBuf {
        match self {
            Destination::File(path) => path.clone(),
            Destination::Folder(folder, extension) => {
                let stem = sample.file_stem().unwrap_or_default();
                folder.join(stem).with_added_extension(extension)
            }
        }
    }
}

impl Output {
    /// Returns the destination for the option `--output`; nothing is created yet. `others` are the files
    /// that are read beside the inputs.
    ///
    /// # Errors
    /// If the output cannot be written in this format, or if the path cannot be written to. For a
    /// folder, also if two inputs would have the same file, or if an input would be overwritten.
    pub fn new<'a>(
        path: Option<&Path>,
        inputs: &'a Files,
        others: impl Iterator<Item = &'a Path>,
        plan: &Plan,
    ) -> Result<Self, Error> {
        let Some(path) = path else { return Ok(Output::None) };
        let read = inputs.paths.iter().map(PathBuf::as_path).chain(others);
        if inputs.single {
            return single(path, read, plan);
        }
        let shown = shown(plan).is_ok();
        let extension = if shown { "png" } else { "safetensors" };
        if !path.is_dir() && files::extension(path).is_some() {
            let message = format!(
                "{}: several inputs are written to a folder, as .{extension} files; name one",
                path.display()
            );
            return Err(Error::Usage(message));
        }
        files::check_folder(path)?;
        let destination = Destination::Folder(path.into(), extension);
        collisions(&destination, inputs, read)?;
        Ok(if shown { Output::Picture(destination) } else { Output::Raw(destination) })
    }

    /// Creates the folder for results, if it is missing.
    ///
    /// # Errors
    /// If it cannot be created.
    pub fn create(&self) -> Result<(), Error> {
        match self {
            Output::Picture(Destination::Folder(path, _))
            | Output::Raw(Destination::Folder(path, _)) => fs::create_dir_all(path)
                .map_err(|source| Error::Write { path: path.clone(), source }),
            _ => Ok(()),
        }
    }

    /// Returns whether what is told is written.
    pub fn is_json(&self) -> bool {
        matches!(self, Output::Json(_))
    }

    /// Returns whether the numbers of all outputs are written.
    pub fn is_raw(&self) -> bool {
        matches!(self, Output::Raw(_))
    }

    /// Checks that the results of an input file can be written.
    ///
    /// # Errors
    /// If the file has several inputs, but pictures are to be written.
    pub fn check(&self, sample: &Sample) -> Result<(), Error> {
        let count = sample.tensor.shape()[0];
        if matches!(self, Output::Picture(_)) && count > 1 {
            return Err(Error::Content {
                path: sample.path.clone(),
                message: format!(
                    "holds {count} inputs, but a picture shows one; write the output to a .safetensors \
                     file"
                ),
            });
        }
        Ok(())
    }

    /// Writes a picture with its classes or objects, if pictures are to be written.
    ///
    /// # Errors
    /// If the picture cannot be written.
    pub fn paint(
        &self,
        sample: &Sample,
        plan: &Plan,
        seen: &Seen,
        teller: &Teller<'_>,
    ) -> Result<(), Error> {
        let Output::Picture(destination) = self else { return Ok(()) };
        let picture = sample.picture.as_ref().map(|(picture, _)| picture);
        let painted = match seen {
            Seen::Mask(mask) => prediction::paint(mask, picture, teller.classes),
            Seen::Objects(objects) => boxes::draw(objects, picture, plan.input, teller.labels),
            Seen::Classes(_) | Seen::Numbers => return Ok(()),
        };
        let painted = painted.map_err(|error| error.of(&sample.path))?;
        Ok(image::save(&painted, destination.of(&sample.path))?)
    }

    /// Writes the results of an input file, if they are to be written as numbers or as JSON. A list of JSON
    /// objects is written only for a file with several inputs.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write(
        &self,
        sample: &Sample,
        plan: &Plan,
        detector: Option<&Detector>,
        results: &Results,
    ) -> Result<(), Error> {
        let (destination, bytes) = match (self, detector) {
            (Output::None | Output::Picture(_), _) => return Ok(()),
            (Output::Json(destination), _) => {
                let text = match results.told.as_slice() {
                    [object] => format!("{object:#}\n"),
                    objects => format!("{:#}\n", Value::from(objects)),
                };
                (destination, text.into_bytes())
            }
            (Output::Raw(destination), None) => (destination, raw::outputs(plan, results)?),
            (Output::Raw(destination), Some(detector)) => {
                (destination, raw::detections(plan, detector, sample, results)?)
            }
        };
        files::write(&destination.of(&sample.path), &bytes)
    }
}

/// Returns the destination for a single input.
fn single<'a>(
    path: &Path,
    read: impl Iterator<Item = &'a Path>,
    plan: &Plan,
) -> Result<Output, Error> {
    let usage = |message| Error::Usage(format!("{}: {message}", path.display()));
    let format = match files::extension(path).as_deref() {
        Some("safetensors") => Output::Raw,
        Some("json") => Output::Json,
        Some("png" | "jpg" | "jpeg") => {
            shown(plan).map_err(usage)?;
            Output::Picture
        }
        _ => {
            let message = "the file name must end in .safetensors, .json, .png, .jpg, .jpeg";
            return Err(usage(message.into()));
        }
    };
    files::check_writable(path, read)?;
    Ok(format(Destination::File(path.into())))
}

/// Returns whether a picture can show the network's answer.
///
/// # Errors
/// If it cannot: why, and what can be written instead.
fn shown(plan: &Plan) -> Result<(), String> {
    let asked = prediction::asked(plan).0.shape;
    if plan.detection.is_some() {
        return Ok(());
    }
    if !prediction::is_map(asked) {
        return Err(
            "the network classifies whole pictures, so there is none to paint; leave --output out \
                    to see the best classes, or write the numbers to a .safetensors file"
                .into(),
        );
    }
    if asked.channels > prediction::MAX_CLASSES {
        return Err(format!(
            "a picture tells at most {} classes apart, and the network has {}; write the numbers to a \
             .safetensors file",
            prediction::MAX_CLASSES,
            asked.channels
        ));
    }
    Ok(())
}

/// Checks that results in a folder overwrite neither each other nor a file that is `read`.
fn collisions<'a>(
    destination: &Destination,
    inputs: &Files,
    read: impl Iterator<Item = &'a Path>,
) -> Result<(), Error> {
    let read: BTreeSet<PathBuf> = read.filter_map(|path| path.canonicalize().ok()).collect();
    let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut errors = Vec::new();
    let mut refuse = |path: PathBuf, message: String| {
        let source = io::Error::new(io::ErrorKind::AlreadyExists, message);
        errors.push(Error::Write { path, source });
    };
    for input in &inputs.paths {
        let path = destination.of(input);
        if path.canonicalize().is_ok_and(|path| read.contains(&path)) {
            refuse(path, "it is an input; name another folder".into());
        } else if let Some(other) = taken.insert(path.clone(), input) {
            let names = (other.display(), input.display());
            refuse(path, format!("it is the result of both {} and {}", names.0, names.1));
        }
    }
    Error::all(errors).map_or(Ok(()), Err)
}
