//! `espnet run`: a network's prediction for pictures or for tensors.
//!
//! | module | purpose |
//! |---|---|
//! | [`output`] | the files for results |
//! | [`raw`] | the numbers of a network as tensors |
//! | [`boxes`], [`lettering`] | pictures with the objects in them |
//! | [`tell`] | the printed results |

mod boxes;
mod lettering;
mod output;
mod raw;
mod tell;

use std::{io::Write, path::PathBuf};

use clap::Args;
use espnet::image::{Mask, top_k};
use espnet_compiler::plan::Plan;

use crate::{
    arguments::{SpecArguments, ThreadArguments, note},
    detection::{DetectionArguments, Detector, Object},
    errors::{Error, Problems},
    network::Network,
    network_crate::NetworkCrate,
    prediction::{self, Labels},
    progress::Bar,
    report,
    samples::{self, Files, Sample},
    session::{Reply, Session},
    tensors::Scratch,
};
use output::{Output, Results};
use tell::{Format, Seen, Teller};

/// Run a network on pictures or on tensors
///
/// A picture is turned upright, resized to the network's input and normalised as the spec says; the
/// defaults are Pillow's BILINEAR and ImageNet's statistics. For a classifier, the best classes are
/// printed. For a segmentation network, the classes are printed with their shares of the picture, and
/// blended over the picture if OUTPUT is a picture. For a detection network, the objects are printed with
/// their boxes in pixels of the picture, and drawn into it. With several inputs, each has one line; errors
/// of single inputs are printed, and the other inputs are still run.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet run espnetv2 --weights espnetv2_s_1.0.pth --input dog.jpg
  espnet run espnetv2_seg --classes 21 --height 384 --width 384 \\
      --weights voc.pth --input street.png --output street_classes.png
  espnet run espnetv2_ssd --width-multiplier 2.0 --weights ssd.pth --input street.jpg \\
      --score-threshold 0.5 --output street_objects.jpg
  espnet run espnetv2 --weights net.safetensors --input photos 'more/*.jpg' --json
  espnet run espnetv2 --weights net.safetensors --input x.safetensors \\
      --output logits.safetensors")]
pub struct Run {
    #[command(flatten)]
    spec: SpecArguments,

    /// The checkpoint; seeded random weights if not given
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,

    /// Pictures, folders of pictures, patterns such as 'photos/*.jpg', or .safetensors files with a
    /// normalised tensor `input`, N×C×H×W
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    input: Vec<PathBuf>,

    /// A .png or .jpg file for the picture with its classes or objects, a .json file for what --json prints,
    /// or a .safetensors file for the raw output (`output`, or several outputs by name; of a detection
    /// network also its priors, boxes and detections); for several inputs, a folder of pictures, or of
    /// .safetensors files if the network makes neither masks nor detections
    #[arg(short, long, value_name = "PATH")]
    output: Option<PathBuf>,

    /// Print one JSON object per input, each on one line
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    detection: DetectionArguments,

    #[command(flatten)]
    threads: ThreadArguments,
}

impl Run {
    /// Builds the network, runs it, and prints or writes the results.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let Prepared { network, detector, files, output, only } = self.prepare()?;
        let plan = &network.compiled.plan;
        let labels = Labels::new(plan);
        output.create()?;
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
        let asked = prediction::asked(plan).0.shape;
        let reply = if output.is_raw() { Reply::whole(plan) } else { Reply::shortest(plan) };
        let session = Session::start(&built, plan, reply, &weights, self.threads.count())?;
        let format = match (self.json, files.single) {
            (true, _) => Format::Json,
            (false, true) => Format::Detailed,
            (false, false) => Format::Line,
        };
        let threshold = detector.as_ref().map(Detector::score_threshold).unwrap_or_default();
        let teller = Teller { format, labels: &labels, classes: asked.channels, threshold };
        let mut runner = Runner { plan, reply, session, detector, output, teller };
        match only {
            Some(sample) => runner.run(&sample, out),
            None => runner.run_all(&files, out),
        }
    }

    /// Checks arguments and single inputs.
    ///
    /// # Errors
    /// Returns all errors. Missing inputs are among them if there are other errors, or if all
    /// inputs are missing; otherwise the inputs that exist are run.
    fn prepare(&self) -> Result<Prepared, Error> {
        let mut problems = Problems::default();
        let network = Network::prepare(&self.spec, self.weights.as_deref(), &mut problems);
        let files = problems.keep(Files::find(&self.input));
        let (mut output, mut only) = (None, None);
        let plan = network.as_ref().map(|network| &network.compiled.plan);
        let detector = plan.and_then(|plan| problems.keep(self.detection.detector(plan)));
        if let (Some(plan), Some(files)) = (plan, &files) {
            if files.single {
                only = problems.keep(Sample::read(&files.paths[0], plan));
            }
            let others = self.spec.files().chain(self.weights.as_deref());
            output = problems.keep(Output::new(self.output.as_deref(), files, others, plan));
            if let (Some(output), Some(sample)) = (&output, &only) {
                problems.keep(output.check(sample));
            }
        }
        // A single input has been read above, if there is a network to read it for.
        if let Some(files) = files.as_ref().filter(|files| !files.single || network.is_none()) {
            let missing = samples::missing(&files.paths);
            if !problems.is_empty() || missing.len() == files.paths.len() {
                problems.extend(missing);
            }
        }
        match (network, detector, files, output) {
            (Some(network), Some(detector), Some(files), Some(output)) if problems.is_empty() => {
                Ok(Prepared { network, detector, files, output, only })
            }
            _ => Err(problems.into()),
        }
    }
}

/// The network, inputs and destination of a run, which have been checked.
struct Prepared {
    network: Network,
    /// The post-processing, if it is a detection network.
    detector: Option<Detector>,
    files: Files,
    output: Output,
    /// The input, if it is a single one.
    only: Option<Sample>,
}

/// A running network, with the handling of its answers.
struct Runner<'a> {
    plan: &'a Plan,
    reply: Reply,
    session: Session<'a>,
    detector: Option<Detector>,
    output: Output,
    teller: Teller<'a>,
}

impl Runner<'_> {
    /// Runs the network on every file; errors of single files are printed.
    fn run_all(&mut self, files: &Files, out: &mut dyn Write) -> Result<(), Error> {
        let bar = Bar::start(files.paths.len());
        let (plan, mut failed) = (self.plan, 0);
        samples::ahead(
            &files.paths,
            |path| Sample::read(path, plan),
            |path, sample| {
                let result = bar.suspend(|| self.run(&sample?, out));
                bar.step();
                match result {
                    // After these errors, no further input can be run or reported.
                    Err(error @ (Error::Stdout(_) | Error::Execution(_))) => Err(error),
                    Err(error) => {
                        failed += 1;
                        bar.suspend(|| {
                            report::report(&error);
                            self.teller.failure(out, path, &error)
                        })
                    }
                    Ok(()) => Ok(()),
                }
            },
        )?;
        match failed {
            0 => Ok(()),
            failed => Err(Error::Failed { failed, all: files.paths.len() }),
        }
    }

    /// Runs the network on every input of a file, prints the results, and writes them if asked.
    fn run(&mut self, sample: &Sample, out: &mut dyn Write) -> Result<(), Error> {
        self.output.check(sample)?;
        let inputs: Vec<&[f32]> = sample.inputs(self.plan.input).collect();
        let mut results = Results::default();
        for (index, input) in inputs.iter().enumerate() {
            let seen = self.see(sample, input, &mut results);
            let seen = seen.map_err(|error| error.of(&sample.path))?;
            let index = (inputs.len() > 1).then_some(index);
            self.teller.tell(out, sample, index, &seen)?;
            if self.output.is_json() {
                results.told.push(self.teller.object(sample, index, &seen));
            }
            self.output.paint(sample, self.plan, &seen, &self.teller)?;
        }
        self.output.write(sample, self.plan, self.detector.as_ref(), &results)
    }

    /// Runs the network on one input; appends the numbers of all outputs to the results if they are to be
    /// written.
    fn see(
        &mut self,
        sample: &Sample,
        input: &[f32],
        results: &mut Results,
    ) -> Result<Seen, Error> {
        if self.reply == Reply::Mask {
            return Ok(Seen::Mask(sample.mask(self.session.mask(input)?)));
        }
        let (numbers, mask) = match self.reply {
            Reply::OutputsAndMask => {
                let (numbers, mask) = self.session.numbers_and_mask(input)?;
                (numbers, Some(mask))
            }
            _ => (self.session.numbers(input)?, None),
        };
        let seen = match &mut self.detector {
            Some(detector) => {
                let found = detector.find(&numbers)?;
                let objects = found.iter().map(|&detection| {
                    let bounds = sample.bounds(detection.bounds, self.plan.input);
                    Object { detection, bounds }
                });
                let objects = Seen::Objects(objects.collect());
                if self.output.is_raw() {
                    results.found.push(found);
                }
                prediction::check(detector.confidences(&numbers))
                    .and_then(|()| prediction::check(detector.locations(&numbers)))
                    .map(|()| objects)
            }
            None => self.classes(sample, &numbers, mask),
        };
        let seen = match seen {
            // The numbers are written as they are.
            Err(error @ Error::NoNumbers) if self.output.is_raw() => {
                note(format_args!("not shown: {error}"));
                Seen::Numbers
            }
            seen => seen?,
        };
        if self.output.is_raw() {
            results.numbers.extend_from_slice(&numbers);
        }
        Ok(seen)
    }

    /// Returns the classes of a picture or of its pixels. They follow from the numbers, unless the network has
    /// said the mask.
    fn classes(&self, sample: &Sample, numbers: &[f32], mask: Option<Mask>) -> Result<Seen, Error> {
        let (asked, start) = prediction::asked(self.plan);
        let asked = asked.shape;
        let logits = &numbers[start..start + asked.len()];
        if !prediction::is_map(asked) {
            return Ok(Seen::Classes(top_k(logits, prediction::BEST)));
        }
        if asked.channels > prediction::MAX_CLASSES {
            note(format_args!(
                "not shown: {} classes are more than a mask can hold",
                asked.channels
            ));
            return Ok(Seen::Numbers);
        }
        let mask = match mask {
            Some(mask) => prediction::check(logits).map(|()| mask)?,
            None => prediction::mask(logits, asked)?,
        };
        Ok(Seen::Mask(sample.mask(mask)))
    }
}
