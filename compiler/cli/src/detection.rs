//! Post-processing of detection networks: its options, and the objects that it finds in a network's outputs.

use clap::Args;
use espnet::{
    detection::{Detection, DetectionError, HeapMemory, Outputs, PostProcessing, Room, decode},
    simd::AnySimd,
};
use espnet_compiler::plan::{DetectionPlan, Plan};

use crate::errors::Error;

/// The options of post-processing; the spec has the defaults.
#[derive(Args, Clone, Copy, Debug)]
#[command(next_help_heading = "Detection networks")]
pub struct DetectionArguments {
    /// The score above which an object counts as found, from 0 to 1; the spec's if not given
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true)]
    score_threshold: Option<f32>,

    /// The overlap with a better box of the same class above which a box is dropped: intersection over
    /// union, from 0 to 1; the spec's if not given
    #[arg(long, value_name = "IOU", allow_negative_numbers = true)]
    iou_threshold: Option<f64>,

    /// The largest number of objects of each class, at least 1; the spec's if not given
    #[arg(long, value_name = "N")]
    top_k: Option<usize>,
}

impl DetectionArguments {
    /// Returns the options with this score threshold if none is given.
    pub fn or_score(self, score_threshold: f32) -> Self {
        let score_threshold = self.score_threshold.or(Some(score_threshold));
        DetectionArguments { score_threshold, ..self }
    }

    /// Returns the post-processing of a network; `None` if it is no detection network.
    ///
    /// # Errors
    /// Lists every option that is out of range. Also if there are options, but the network detects
    /// nothing.
    pub fn detector(self, plan: &Plan) -> Result<Option<Detector>, Error> {
        let Some(detection) = &plan.detection else {
            return match self.given().as_slice() {
                [] => Ok(None),
                given => Err(Error::Usage(format!(
                    "{}: the network `{}` detects no objects; leave {} out",
                    given.join(", "),
                    plan.name,
                    if given.len() == 1 { "it" } else { "them" }
                ))),
            };
        };
        let settings = PostProcessing::new(
            self.score_threshold.unwrap_or(detection.score_threshold),
            self.iou_threshold.unwrap_or(detection.iou_threshold),
            self.top_k.unwrap_or(detection.top_k),
        );
        // Each setting is checked among good ones, so that one error does not hide another.
        let good = PostProcessing::PICTURES;
        let alone = [
            PostProcessing { score_threshold: settings.score_threshold, ..good },
            PostProcessing { iou_threshold: settings.iou_threshold, ..good },
            PostProcessing { top_k: settings.top_k, ..good },
        ];
        let wrong = alone.iter().zip(OPTIONS).filter_map(|(settings, option)| {
            let error = settings.check().err()?;
            Some(Error::Usage(format!("{option}: {error}")))
        });
        match Error::all(wrong.collect()) {
            Some(error) => Err(error),
            None => Ok(Some(Detector::new(plan, detection, settings))),
        }
    }

    /// The options that were given.
    fn given(self) -> Vec<&'static str> {
        let given =
            [self.score_threshold.is_some(), self.iou_threshold.is_some(), self.top_k.is_some()];
        OPTIONS
            .into_iter()
            .zip(given)
            .filter_map(|(option, given)| given.then_some(option))
            .collect()
    }
}

/// The options in the order of the fields.
const OPTIONS: [&str; 3] = ["--score-threshold", "--iou-threshold", "--top-k"];

/// The post-processing of a network.
#[derive(Debug)]
pub struct Detector {
    settings: PostProcessing,
    classes: usize,
    priors: Vec<[f32; 4]>,
    /// The places of the confidences and of the locations in the numbers of all outputs.
    starts: [usize; 2],
    memory: HeapMemory,
}

impl Detector {
    fn new(plan: &Plan, detection: &DetectionPlan, settings: PostProcessing) -> Self {
        let start = |output: usize| {
            plan.outputs[..output].iter().map(|output| output.shape.len()).sum::<usize>()
        };
        let priors: Vec<_> = detection.priors().collect();
        let room = Room::new(priors.len(), detection.classes, settings.top_k);
        Detector {
            settings,
            classes: detection.classes,
            priors,
            starts: [detection.confidences, detection.locations].map(start),
            memory: HeapMemory::new(room),
        }
    }

    /// The score above which an object counts as found.
    pub fn score_threshold(&self) -> f32 {
        self.settings.score_threshold
    }

    /// The number of classes, with the background.
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// The priors: centre x, centre y, width and height, relative to the input.
    pub fn priors(&self) -> &[[f32; 4]] {
        &self.priors
    }

    /// Returns the confidences, P×classes, among the numbers of all outputs of one input.
    pub fn confidences<'n>(&self, numbers: &'n [f32]) -> &'n [f32] {
        &numbers[self.starts[0]..][..self.priors.len() * self.classes]
    }

    /// Returns the locations, P×4, among the numbers of all outputs of one input.
    pub fn locations<'n>(&self, numbers: &'n [f32]) -> &'n [f32] {
        &numbers[self.starts[1]..][..self.priors.len() * 4]
    }

    /// Returns the box of every prior: left, top, right and bottom, relative to the input and not clipped.
    pub fn boxes(&self, numbers: &[f32]) -> impl Iterator<Item = [f32; 4]> {
        let locations = self.locations(numbers).as_chunks().0;
        self.priors.iter().zip(locations).map(|(prior, location)| decode(*prior, *location))
    }

    /// Returns the objects in the numbers of all outputs of one input: classes ascending, and in a class
    /// scores descending.
    ///
    /// # Errors
    /// If post-processing refuses its settings or the numbers. Both have been checked, so it does not.
    pub fn find(&mut self, numbers: &[f32]) -> Result<Vec<Detection>, DetectionError> {
        let (confidences, locations) = (self.confidences(numbers), self.locations(numbers));
        let outputs = Outputs::new(self.classes, confidences, locations, self.priors.as_slice())?;
        let found = self.settings.run(AnySimd::best(), &outputs, self.memory.buffers())?;
        Ok(found.to_vec())
    }
}

/// An object in a picture.
#[derive(Clone, Copy, Debug)]
pub struct Object {
    /// The object as post-processing found it; its bounds are relative to the network's input.
    pub detection: Detection,
    /// Left, top, right and bottom in pixels of the picture, neither rounded nor clipped.
    pub bounds: [f32; 4],
}

/// Returns the objects with the highest scores first; objects of equal scores keep their order.
pub fn best_first(objects: &[Object]) -> Vec<&Object> {
    let mut sorted: Vec<&Object> = objects.iter().collect();
    sorted.sort_by(|a, b| b.detection.score.total_cmp(&a.detection.score));
    sorted
}
