//! `espnet run`: a network's prediction for a picture or for tensors.

use std::{
    ffi::OsStr,
    io::Write,
    path::{Path, PathBuf},
};

use clap::Args;
use espnet::{
    checkpoint::{Checkpoint, Tensor},
    image::{self, Mask, Normalization, Rgb8},
};
use espnet_compiler::{
    ir::Shape,
    plan::{Plan, PlannedOutput},
};

use crate::{
    arguments::{SpecArguments, ThreadArguments, note},
    errors::Error,
    files,
    network::Network,
    network_crate::NetworkCrate,
    prediction::{self, Labels},
    tensors::{self, OUTPUT, Scratch},
};

/// Run a network on a picture or on tensors
///
/// A picture is resized to the network's input as Pillow's BILINEAR does and normalised with
/// ImageNet's statistics. A classifier's best classes are printed. Of a segmentation network the
/// classes are printed with the share of the picture that they cover, and blended over the picture if
/// OUTPUT is one.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet run models/espnetv2.json --weights espnetv2_s_1.0.pth --input dog.jpg
  espnet run models/espnetv2_seg.json --classes 21 --height 384 --width 384 \\
      --weights voc.pth --input street.png --output street_classes.png
  espnet run models/espnetv2.json --weights net.safetensors --input x.safetensors \\
      --output logits.safetensors")]
pub struct Run {
    #[command(flatten)]
    spec: SpecArguments,

    /// The checkpoint; seeded random weights if not given
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,

    /// A PNG or JPEG picture, or .safetensors with a normalised tensor `input`, N×C×H×W
    #[arg(long, value_name = "FILE")]
    input: PathBuf,

    /// .png or .jpg: the classes over the picture; .safetensors: the raw output as `output`, several
    /// outputs under their names
    #[arg(short, long, value_name = "FILE", value_parser = |path: &str| files::with_extension(path, &["safetensors", "png", "jpg", "jpeg"]))]
    output: Option<PathBuf>,

    #[command(flatten)]
    threads: ThreadArguments,
}

impl Run {
    /// Builds the network, runs it, and shows or writes what comes out. All that can be wrong with
    /// the files is found out before the building.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let (network, _) = Network::compile_with_any(&self.spec, self.weights.as_deref())?;
        let plan = &network.compiled.plan;
        let first = &plan.outputs[0];
        self.check_output(first)?;
        let labels = Labels::new(plan);
        let input = self.read_input(plan)?;
        if self.weights.is_none() {
            note("no --weights: they are random, and so is the prediction");
        }
        espnet::simd::select()?;
        self.threads.announce();

        let built = NetworkCrate::build(&network)?;
        let scratch = Scratch::new()?;
        let weights = match &self.weights {
            Some(path) => path.clone(),
            None => scratch.write_random_weights(plan)?,
        };
        let input_file = scratch.write_input(&input.tensor)?;
        let output_file = scratch.path("output");
        let execute = |command: &str| {
            built.execute(&[
                OsStr::new(command),
                weights.as_os_str(),
                input_file.as_os_str(),
                OsStr::new(&self.threads.count().to_string()),
                output_file.as_os_str(),
            ])
        };
        let raw = self.output.as_deref().filter(|path| !is_picture(path));
        if raw.is_none() && plan.mask.is_some() && prediction::is_map(first.shape) {
            execute("mask")?;
            let classes = files::read(&output_file)?;
            return self.show_masks(out, &classes, first.shape, &labels, &input);
        }
        execute("run")?;
        self.show(out, &Checkpoint::open(&output_file)?, first, &labels, &input)?;
        raw.map_or(Ok(()), |path| files::copy(&output_file, path))
    }

    /// Whether the output can be written as asked.
    fn check_output(&self, first: &PlannedOutput) -> Result<(), Error> {
        let Some(path) = &self.output else { return Ok(()) };
        if is_picture(path) && !prediction::is_map(first.shape) {
            return Err(Error::Usage(format!(
                "{}: the network classifies whole pictures, so there is none to paint; leave --output \
                 out to see the best classes, or write the numbers to a .safetensors file",
                path.display()
            )));
        }
        if is_picture(path) && first.shape.channels > prediction::MAX_CLASSES {
            return Err(Error::Usage(format!(
                "{}: a picture tells at most {} classes apart, and the network has {}; write the \
                 numbers to a .safetensors file",
                path.display(),
                prediction::MAX_CLASSES,
                first.shape.channels
            )));
        }
        files::check_writable(path)
    }

    fn read_input(&self, plan: &Plan) -> Result<Input, Error> {
        if files::extension(&self.input).as_deref() != Some("safetensors") {
            let picture = image::decode(&self.input)?;
            let shape = plan.input;
            let numbers = image::to_input(
                &picture,
                shape.channels,
                shape.height,
                shape.width,
                &Normalization::IMAGENET,
            )?;
            return Ok(Input { tensor: tensors::input(shape, numbers)?, picture: Some(picture) });
        }
        let tensor = tensors::read_input(&self.input, plan.input)?;
        if self.output.as_deref().is_some_and(is_picture) && tensor.shape()[0] > 1 {
            return Err(Error::Content {
                path: self.input.clone(),
                message: format!(
                    "holds {} inputs, but a picture shows one; write the output to a .safetensors file",
                    tensor.shape()[0]
                ),
            });
        }
        Ok(Input { tensor, picture: None })
    }

    /// Prints what the first output says about each input, and paints it.
    fn show(
        &self,
        out: &mut dyn Write,
        outputs: &Checkpoint,
        first: &PlannedOutput,
        labels: &Labels,
        input: &Input,
    ) -> Result<(), Error> {
        let name = outputs.get(OUTPUT).map_or(first.name.as_str(), |_| OUTPUT);
        let Some(output) = outputs.get(name) else {
            return Err(Error::Execution(format!("it wrote no output `{name}`")));
        };
        let shape = first.shape;
        let count = output.shape().first().copied().unwrap_or(0);
        for (i, logits) in output.data().chunks_exact(shape.len()).enumerate() {
            if count > 1 {
                writeln!(out, "input {i}")?;
            }
            if !prediction::is_map(shape) {
                prediction::print_classes(out, logits, labels)?;
                continue;
            }
            if shape.channels > prediction::MAX_CLASSES {
                note(format_args!(
                    "not shown: {} classes are more than a mask can hold",
                    shape.channels
                ));
                return Ok(());
            }
            let mask = image::class_mask(logits, shape.channels, shape.height, shape.width)?;
            self.show_mask(out, &mask, shape.channels, labels, input)?;
        }
        Ok(())
    }

    /// Prints what masks say about each input, a byte for each pixel, and paints it.
    fn show_masks(
        &self,
        out: &mut dyn Write,
        classes: &[u8],
        shape: Shape,
        labels: &Labels,
        input: &Input,
    ) -> Result<(), Error> {
        let masks = classes.chunks_exact(shape.pixels());
        let count = masks.len();
        for (i, classes) in masks.enumerate() {
            if count > 1 {
                writeln!(out, "input {i}")?;
            }
            let mask = Mask::new(shape.width, shape.height, classes.to_vec())?;
            self.show_mask(out, &mask, shape.channels, labels, input)?;
        }
        Ok(())
    }

    fn show_mask(
        &self,
        out: &mut dyn Write,
        mask: &Mask,
        classes: usize,
        labels: &Labels,
        input: &Input,
    ) -> Result<(), Error> {
        prediction::print_legend(out, mask, classes, labels)?;
        if let Some(path) = self.output.as_deref().filter(|path| is_picture(path)) {
            image::save(&prediction::paint(mask, input.picture.as_ref(), classes)?, path)?;
        }
        Ok(())
    }
}

/// What goes into the network.
struct Input {
    /// N×C×H×W.
    tensor: Tensor,
    /// What it was made from.
    picture: Option<Rgb8>,
}

fn is_picture(path: &Path) -> bool {
    files::extension(path).as_deref() != Some("safetensors")
}
