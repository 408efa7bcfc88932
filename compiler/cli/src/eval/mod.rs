//! `espnet eval`: scores a network on labelled pictures.
//!
//! | module | purpose |
//! |---|---|
//! | [`boxes`] | pictures with boxes, and the metrics of detection networks |
//! | [`data`] | labelled pictures in a folder |
//! | [`detections`] | detection networks on labelled pictures |
//! | [`score`] | counts, and the metrics computed from them |

mod boxes;
mod data;
mod detections;
mod score;

use std::{
    io::Write,
    path::{Path, PathBuf},
};

use clap::Args;
use espnet::image::{Mask, decode_mask};
use espnet_compiler::plan::Plan;
use serde_json::Value;

use crate::{
    arguments::{SpecArguments, ThreadArguments},
    errors::{Error, Problems},
    network::Network,
    network_crate::NetworkCrate,
    prediction,
    progress::Bar,
    report,
    samples::{self, Sample},
    session::{Reply, Session},
};
use data::{Labelled, Truth};
use detections::BoxArguments;
use score::{Ranks, Score};

/// The value of a mask's pixels that have no label.
const IGNORED: u8 = 255;

/// Score a network on labelled pictures
///
/// For a classifier, the data is a folder with one folder of pictures for each class, named after the
/// class; the scores are how often the true class is the network's best, and how often it is among
/// its best five. For a segmentation network, the data are pictures, each with a mask: a PNG of the
/// same name whose pixels are class indices, or 255 for pixels that are not scored. The score is
/// the intersection over union of each class, at the size of the masks. Masks are beside the
/// pictures, or pictures and masks are in the folders `images` and `masks`. For a detection network, the
/// data are pictures with boxes, in the layout of Pascal VOC or with the annotations of COCO; the scores
/// are the mean average precisions of the two. Detections with a score above 0.01 count, as is usual.
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  espnet eval espnetv2 --weights espnetv2_s_1.0.pth --data imagenet/val
  espnet eval espnetv2_seg --classes 21 --weights voc.pth --data voc/val --json
  espnet eval espnetv2_ssd --width-multiplier 2.0 --weights voc.pth --data VOC2007 \\
      --split VOC2007/ImageSets/Main/test.txt
  espnet eval espnetv2_ssd --width-multiplier 2.0 --classes 81 --weights coco.pth \\
      --data val2017 --annotations instances_val2017.json --results results.json")]
pub struct Eval {
    #[command(flatten)]
    spec: SpecArguments,

    /// The checkpoint
    #[arg(long, value_name = "FILE")]
    weights: PathBuf,

    /// The labelled pictures
    #[arg(long, value_name = "FOLDER")]
    data: PathBuf,

    /// The folder of the masks, if it is neither the pictures' folder nor `masks`
    #[arg(long, value_name = "FOLDER")]
    masks: Option<PathBuf>,

    /// Print one JSON object on one line
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    boxes: BoxArguments,

    #[command(flatten)]
    threads: ThreadArguments,
}

/// Labelled pictures of the kind that the network is scored on.
enum Labels {
    /// Classes or masks.
    Pictures(Vec<Labelled>),
    /// Boxes.
    Boxes(detections::Labelled),
}

impl Eval {
    /// Builds the network, runs it on all pictures and prints the scores.
    pub fn execute(&self, out: &mut dyn Write) -> Result<(), Error> {
        let (network, labelled) = self.prepare()?;
        let plan = &network.compiled.plan;
        let asked = prediction::asked(plan).0.shape;
        let labels = prediction::Labels::new(plan);
        let is_map = prediction::is_map(asked);
        espnet::simd::select()?;
        self.threads.announce();
        let built = NetworkCrate::build(&network)?;
        let reply = Reply::shortest(plan);
        let mut session = Session::start(&built, plan, reply, &self.weights, self.threads.count())?;
        let labelled = match labelled {
            Labels::Pictures(labelled) => labelled,
            Labels::Boxes(labelled) => {
                let all = labelled.len();
                let (score, failed) = labelled.score(plan, &mut session, &self.boxes)?;
                detections::print(out, &score, self.json, [all - failed, failed])?;
                return self.done(failed, all);
            }
        };
        let score = match is_map {
            true => Score::masks(asked.channels),
            false => Score::Ranks(Ranks::default()),
        };
        let mut evaluation = Evaluation { plan, session, score };
        let failed = evaluation.run_all(&labelled)?;
        let (done, score) = (labelled.len() - failed, &evaluation.score);
        if self.json {
            let mut figures = score.json(&labels);
            figures.insert("pictures".into(), done.into());
            figures.insert("failed".into(), failed.into());
            writeln!(out, "{}", Value::Object(figures))?;
        } else {
            writeln!(out, "pictures: {done}, classes: {}\n", asked.channels)?;
            score.print(out, &labels)?;
        }
        self.done(failed, labelled.len())
    }

    /// Returns the error for pictures that failed.
    fn done(&self, failed: usize, all: usize) -> Result<(), Error> {
        match failed {
            0 => Ok(()),
            failed => Err(Error::Failed { failed, all }),
        }
    }

    /// Checks the arguments and finds the pictures.
    ///
    /// # Errors
    /// Everything that is wrong.
    fn prepare(&self) -> Result<(Network, Labels), Error> {
        let mut problems = Problems::default();
        let network = Network::prepare(&self.spec, Some(&self.weights), &mut problems);
        let labelled = problems.keep(match &network {
            Some(network) => self.labelled(&network.compiled.plan),
            None => data::check_readable(&self.data, "").map(|()| Labels::Pictures(Vec::new())),
        });
        match (network, labelled) {
            (Some(network), Some(labelled)) if problems.is_empty() => Ok((network, labelled)),
            _ => Err(problems.into()),
        }
    }

    /// Finds the pictures with the labels that the network can be compared with.
    fn labelled(&self, plan: &Plan) -> Result<Labels, Error> {
        let no_masks =
            |what: &str| Err(Error::Usage(format!("--masks: the network {what}; leave it out")));
        if plan.detection.is_some() {
            return match self.masks {
                Some(_) => no_masks("detects objects"),
                None => self.boxes.prepare(&self.data, plan).map(Labels::Boxes),
            };
        }
        self.boxes.refuse(plan)?;
        let asked = prediction::asked(plan).0.shape;
        if !prediction::is_map(asked) {
            return match self.masks {
                Some(_) => no_masks("classifies whole pictures"),
                None => {
                    let labels = prediction::Labels::new(plan);
                    data::classified(&self.data, &labels, asked.channels).map(Labels::Pictures)
                }
            };
        }
        if asked.channels > prediction::MAX_CLASSES {
            return Err(Error::Usage(format!(
                "a mask tells at most {} classes apart, and the network has {}",
                prediction::MAX_CLASSES,
                asked.channels
            )));
        }
        data::masked(&self.data, self.masks.as_deref()).map(Labels::Pictures)
    }
}

/// A running network and the counts so far.
struct Evaluation<'a> {
    plan: &'a Plan,
    session: Session<'a>,
    score: Score,
}

impl Evaluation<'_> {
    /// Scores every picture, and returns the number of pictures that failed; each failure is printed.
    fn run_all(&mut self, labelled: &[Labelled]) -> Result<usize, Error> {
        let bar = Bar::start(labelled.len());
        let (plan, mut failed) = (self.plan, 0);
        let read = |labelled: &Labelled| {
            let sample = Sample::read(&labelled.picture, plan)?;
            let mask = match &labelled.truth {
                Truth::Mask(path) => {
                    Some(read_mask(path, &sample, prediction::asked(plan).0.shape.channels)?)
                }
                Truth::Class(_) => None,
            };
            Ok((sample, mask))
        };
        samples::ahead(labelled, read, |labelled, read| {
            let result = read.and_then(|(sample, mask)| {
                self.run(labelled, &sample, mask.as_ref()).map_err(|error| error.of(&sample.path))
            });
            bar.step();
            match result {
                // The network's process has ended, so no further picture can be scored.
                Err(error @ Error::Execution(_)) => Err(error),
                Err(error) => {
                    failed += 1;
                    bar.suspend(|| report::report(&error));
                    Ok(())
                }
                Ok(()) => Ok(()),
            }
        })?;
        Ok(failed)
    }

    fn run(
        &mut self,
        labelled: &Labelled,
        sample: &Sample,
        truth: Option<&Mask>,
    ) -> Result<(), Error> {
        let (input, (asked, start)) = (sample.tensor.data(), prediction::asked(self.plan));
        match (&mut self.score, &labelled.truth, truth) {
            (Score::Masks(confusion), Truth::Mask(_), Some(truth)) => {
                let mask = sample.mask(self.session.mask(input)?);
                let mask = mask.resize_nearest(truth.width(), truth.height())?;
                // Pixels that a centre crop cut off are not scored.
                let unseen = |class: u8| usize::from(class) >= confusion.classes();
                let pairs = truth.classes().iter().zip(mask.classes());
                let (truth, seen): (Vec<u8>, Vec<u8>) =
                    pairs.filter(|(_, seen)| !unseen(**seen)).unzip();
                confusion.add(&truth, &seen, Some(IGNORED));
            }
            (Score::Ranks(ranks), Truth::Class(class), _) => {
                let numbers = self.session.numbers(input)?;
                let logits = &numbers[start..start + asked.shape.len()];
                prediction::check(logits)?;
                ranks.add(logits, *class);
            }
            _ => unreachable!("a network's score and its data are of one kind"),
        }
        Ok(())
    }
}

/// Reads the mask of a picture, and checks its size and that its classes are below `classes`.
fn read_mask(path: &Path, sample: &Sample, classes: usize) -> Result<Mask, Error> {
    let mask = decode_mask(path).map_err(|error| Error::Image(error).of(path))?;
    let content = |message| Error::Content { path: path.into(), message };
    if let Some((picture, _)) = &sample.picture {
        let (ours, theirs) = ((mask.width(), mask.height()), (picture.width(), picture.height()));
        if ours != theirs {
            return Err(content(format!(
                "the mask has {}×{} pixels (width×height), its picture {} {}×{}",
                ours.0,
                ours.1,
                sample.path.display(),
                theirs.0,
                theirs.1
            )));
        }
    }
    let known = |class: u8| usize::from(class) < classes || class == IGNORED;
    match mask.classes().iter().position(|class| !known(*class)) {
        Some(pixel) => Err(content(format!(
            "pixel ({}, {}) is of class {}, but the network has {classes} classes (0 to {}), and \
             {IGNORED} means none",
            pixel % mask.width(),
            pixel / mask.width(),
            mask.classes()[pixel],
            classes - 1
        ))),
        None => Ok(mask),
    }
}
