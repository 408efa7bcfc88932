//! `espnet emit`: writes a network's generated code, a PyTorch module or an ONNX model.

use std::{
    collections::BTreeMap,
    io::Write,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use espnet_compiler::{
    blob,
    emit::{self, Batch, OnnxOptions},
};

use crate::{
    arguments::{SpecArguments, note},
    errors::{Error, Problems},
    files,
    network::Network,
    tensors,
};

/// Write a network's generated Rust code, or the network for PyTorch or ONNX
///
/// Rust: with weights, their packed form is written beside the code, with the extension .espnet, and
/// the code includes it. PyTorch: a Python file with an nn.Module whose state dict has the names and
/// shapes of the network's checkpoints. ONNX: a model with the weights inside, for other engines.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet emit espnetv2 --classes 10 -o src/network.rs
  espnet emit espnetv2 --weights net.pth --name Digits -o src/digits.rs
  espnet emit espnetv2 --classes 10 --target pytorch -o network.py
  espnet emit espnetv2 --weights net.pth --target onnx -o net.onnx
  espnet emit espnetv2 --weights net.pth --target onnx --batch dynamic -o net.onnx
  espnet emit espnetv2_ssd --weights net.pth --target onnx --post-process -o net.onnx")]
pub struct Emit {
    #[command(flatten)]
    spec: SpecArguments,

    /// Form of the output
    #[arg(long, value_name = "TARGET", default_value = "rust")]
    target: Target,

    /// Where to write instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,

    /// Embed the weights of this checkpoint; seeded random ones in ONNX if not given
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,

    /// Name of the type or class; made of the network's name if not given
    #[arg(long, value_name = "NAME")]
    name: Option<String>,

    /// Batch size of an ONNX model: a number up to 65535 (1 if not given), or `dynamic` for a first axis
    /// called `batch` whose size the engine determines
    #[arg(long, value_name = "N|dynamic")]
    batch: Option<Batch>,

    /// End the ONNX model of a detection network in `boxes` (N×P×4: left, top, right, bottom), `scores`
    /// (N×classes×P; class 0 is the background) and `selected`, the detections as indices of input, class
    /// and prior, instead of confidences and locations
    #[arg(long)]
    post_process: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Target {
    /// The code that `espnet!` makes
    Rust,
    /// A torch.nn.Module, to train weights with
    Pytorch,
    /// A model in ONNX, for other engines
    Onnx,
}

impl Emit {
    /// Generates and writes.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        if let Some(error) = Error::all(self.misplaced()) {
            return Err(error);
        }
        match self.target {
            Target::Rust => self.rust(out),
            Target::Pytorch => self.pytorch(out),
            Target::Onnx => self.onnx(),
        }
    }

    /// The errors of options that another target has.
    fn misplaced(&self) -> Vec<Error> {
        let onnx = matches!(self.target, Target::Onnx);
        let only_onnx = [
            (
                self.batch.is_some(),
                "--batch is for --target onnx: a Rust network takes one input at a time, a PyTorch \
                 module any number; leave it out",
            ),
            (
                self.post_process,
                "--post-process is for --target onnx: the code for Rust and PyTorch has `detect` \
                 besides; leave it out",
            ),
        ];
        let misplaced = only_onnx.into_iter().filter(|(given, _)| *given && !onnx);
        misplaced.map(|(_, message)| Error::Usage(message.into())).collect()
    }

    fn rust(&self, out: &mut dyn Write) -> Result<(), Error> {
        let blob_path = self.output.as_ref().map(|path| path.with_extension("espnet"));
        if self.weights.is_some() && self.output.is_none() {
            return Err(Error::Usage(
                "packed weights are a file beside the code: name the code's with --output".into(),
            ));
        }
        if let (Some(path), Some(_)) = (&self.output, &self.weights)
            && blob_path.as_ref() == Some(path)
        {
            return Err(Error::Usage(format!(
                "{}: the packed weights go there; give the code another extension, such as .rs",
                path.display()
            )));
        }
        for path in self.output.iter().chain(self.weights.as_ref().and(blob_path.as_ref())) {
            files::check_writable(path, self.inputs())?;
        }
        let (network, _) = Network::compile_with_any(&self.spec, self.weights.as_deref())?;
        let mut builder = network.builder(&self.name(&network));
        if let Some(weights) = &self.weights {
            builder = builder.weights(weights);
        }
        let generated = builder.generate(&file_name(blob_path.as_deref()))?;
        if let (Some(blob), Some(blob_path)) = (&generated.blob, &blob_path) {
            files::write(blob_path, &blob::bytes(blob))?;
        }
        self.write(&generated.code, out)
    }

    fn pytorch(&self, out: &mut dyn Write) -> Result<(), Error> {
        if self.weights.is_some() {
            return Err(Error::Usage(
                "a PyTorch module comes without weights: leave out --weights, and load the \
                 checkpoint in Python with load_state_dict"
                    .into(),
            ));
        }
        if let Some(path) = &self.output {
            files::check_writable(path, self.inputs())?;
        }
        let network = Network::compile(&self.spec)?;
        let made_by = format!("`espnet emit {} --target pytorch`", self.spec);
        let code = emit::pytorch(&network.compiled, &self.name(&network), &made_by)
            .map_err(|problems| network.error(problems))?;
        self.write(&code, out)
    }

    fn onnx(&self) -> Result<(), Error> {
        let mut problems = Problems::default();
        match &self.output {
            Some(path) => drop(problems.keep(files::check_writable(path, self.inputs()))),
            None => problems.extend(vec![Error::Usage(
                "a model in ONNX is no text: name a file for it with --output, such as net.onnx"
                    .into(),
            )]),
        }
        if self.name.is_some() {
            let message = "a model in ONNX has no type: leave out --name";
            problems.extend(vec![Error::Usage(message.into())]);
        }
        let (network, checkpoint) =
            Network::prepare_with(&self.spec, self.weights.as_deref(), &mut problems);
        if let Some(network) = &network
            && self.post_process
            && network.compiled.plan.detection.is_none()
        {
            problems.extend(vec![Error::Usage(format!(
                "--post-process: the network `{}` detects no objects; leave it out",
                network.compiled.plan.name
            ))]);
        }
        let (Some(network), Some(path), true) = (network, &self.output, problems.is_empty()) else {
            return Err(problems.into());
        };
        let compiled = &network.compiled;
        let options =
            OnnxOptions { batch: self.batch.unwrap_or_default(), post_process: self.post_process };
        let model = match &checkpoint {
            Some(checkpoint) => emit::onnx(compiled, checkpoint, options),
            None => {
                note("no --weights: those in the model are random");
                let weights = tensors::random_weights(&compiled.plan).into_iter();
                emit::onnx(compiled, &weights.collect::<BTreeMap<_, _>>(), options)
            }
        };
        let model = model.map_err(|problems| network.error(problems))?;
        files::write(path, &model)
    }

    /// The files that the command reads.
    fn inputs(&self) -> impl Iterator<Item = &Path> {
        self.spec.files().chain(self.weights.as_deref())
    }

    /// The name of the generated type.
    fn name(&self, network: &Network) -> String {
        self.name.clone().unwrap_or_else(|| type_name(&network.compiled.plan.name))
    }

    fn write(&self, code: &str, out: &mut dyn Write) -> Result<(), Error> {
        match &self.output {
            None => Ok(out.write_all(code.as_bytes())?),
            Some(path) => files::write(path, code.as_bytes()),
        }
    }
}

fn file_name(path: Option<&Path>) -> String {
    let name = path.and_then(Path::file_name).unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The network's name in upper camel case: `espnetv2_seg` becomes `Espnetv2Seg`.
fn type_name(network: &str) -> String {
    let mut name: String = network
        .split(|c: char| !c.is_ascii_alphanumeric())
        .map(|word| {
            let mut chars = word.chars();
            chars
                .next()
                .map(|c| c.to_ascii_uppercase())
                .into_iter()
                .chain(chars)
                .collect::<String>()
        })
        .collect();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        name.insert_str(0, "Net");
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_named_after_networks() {
        assert_eq!(type_name("espnetv2_seg"), "Espnetv2Seg");
        assert_eq!(type_name("my-net.v2"), "MyNetV2");
        assert_eq!(type_name("3d"), "Net3d");
        assert_eq!(type_name("_"), "Net");
    }
}
