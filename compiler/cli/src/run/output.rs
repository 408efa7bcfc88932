//! The destination of `espnet run`'s results: none, a file, or a folder if there are several inputs.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use espnet::{
    checkpoint::{Tensor, write_safetensors},
    image::{self, Mask},
};
use espnet_compiler::plan::{Plan, PlannedOutput};

use crate::{
    errors::Error,
    files, prediction,
    samples::{Files, Sample},
    tensors::OUTPUT,
};

/// The destination of results, with their format.
#[derive(Debug)]
pub enum Output {
    /// Nothing is written.
    None,
    /// Pictures with their classes painted over.
    Picture(Destination),
    /// The numbers of all outputs, as safetensors.
    Raw(Destination),
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
    /// that are read beside the inputs, and `asked` is the output with the network's answer.
    ///
    /// # Errors
    /// If the output cannot be written in this format, or if the path cannot be written to. For a
    /// folder, also if two inputs would have the same file, or if an input would be overwritten.
    pub fn new<'a>(
        path: Option<&Path>,
        inputs: &'a Files,
        others: impl Iterator<Item = &'a Path>,
        asked: &PlannedOutput,
    ) -> Result<Self, Error> {
        let Some(path) = path else { return Ok(Output::None) };
        let read = inputs.paths.iter().map(PathBuf::as_path).chain(others);
        if inputs.single {
            return single(path, read, asked);
        }
        let is_map =
            prediction::is_map(asked.shape) && asked.shape.channels <= prediction::MAX_CLASSES;
        let extension = if is_map { "png" } else { "safetensors" };
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
        Ok(if is_map { Output::Picture(destination) } else { Output::Raw(destination) })
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

    /// Writes a picture with its classes, if pictures are to be written.
    ///
    /// # Errors
    /// If the picture cannot be written.
    pub fn paint(&self, sample: &Sample, mask: &Mask, classes: usize) -> Result<(), Error> {
        let Output::Picture(destination) = self else { return Ok(()) };
        let painted =
            prediction::paint(mask, sample.picture.as_ref().map(|(picture, _)| picture), classes)
                .map_err(|error| error.of(&sample.path))?;
        Ok(image::save(&painted, destination.of(&sample.path))?)
    }

    /// Writes the outputs, if they are to be written; `raw` has all outputs of one input after another.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn write_raw(&self, sample: &Sample, plan: &Plan, raw: &[f32]) -> Result<(), Error> {
        let Output::Raw(destination) = self else { return Ok(()) };
        let lens: Vec<usize> = plan.outputs.iter().map(|output| output.shape.len()).collect();
        let count = raw.len() / lens.iter().sum::<usize>();
        let mut start = 0;
        let mut named: Vec<(&str, Tensor)> = Vec::new();
        for (output, len) in plan.outputs.iter().zip(&lens) {
            let each = raw.chunks_exact(raw.len() / count);
            let numbers = each.flat_map(|numbers| &numbers[start..start + len]).copied().collect();
            let shape = output.shape;
            let shape = vec![count, shape.channels, shape.height, shape.width];
            let name = if plan.outputs.len() == 1 { OUTPUT } else { output.name.as_str() };
            named.push((name, Tensor::new(shape, numbers)?));
            start += len;
        }
        let bytes = write_safetensors(named.iter().map(|(name, tensor)| (*name, tensor)))?;
        files::write(&destination.of(&sample.path), &bytes)
    }
}

/// Returns the destination for a single input.
fn single<'a>(
    path: &Path,
    read: impl Iterator<Item = &'a Path>,
    asked: &PlannedOutput,
) -> Result<Output, Error> {
    let raw = match files::extension(path).as_deref() {
        Some("safetensors") => true,
        Some("png" | "jpg" | "jpeg") => false,
        _ => {
            let message = format!(
                "{}: the file name must end in .safetensors, .png, .jpg, .jpeg",
                path.display()
            );
            return Err(Error::Usage(message));
        }
    };
    if !raw && !prediction::is_map(asked.shape) {
        return Err(Error::Usage(format!(
            "{}: the network classifies whole pictures, so there is none to paint; leave --output \
             out to see the best classes, or write the numbers to a .safetensors file",
            path.display()
        )));
    }
    if !raw && asked.shape.channels > prediction::MAX_CLASSES {
        return Err(Error::Usage(format!(
            "{}: a picture tells at most {} classes apart, and the network has {}; write the \
             numbers to a .safetensors file",
            path.display(),
            prediction::MAX_CLASSES,
            asked.shape.channels
        )));
    }
    files::check_writable(path, read)?;
    let destination = Destination::File(path.into());
    Ok(if raw { Output::Raw(destination) } else { Output::Picture(destination) })
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
