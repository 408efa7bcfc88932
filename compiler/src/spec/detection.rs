//! The part of a spec that makes a network a detector: which outputs are confidences and locations, the rule
//! for the priors, and the settings of post-processing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{ResolvedOutput, position::join, suggest};
use crate::diagnostic::{Diagnostic, quoted};

use super::Positions;

/// A detection network of the SSD family (arXiv 1512.02325): the meaning of its outputs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Detection {
    /// The output with the logits of the classes, an `ssd_head` with `classes` values. Class 0 is the
    /// background.
    pub confidences: String,
    /// The output with the locations of the boxes, an `ssd_head` with four values that reads the same maps.
    pub locations: String,
    /// The rule for the priors.
    #[serde(default)]
    pub priors: PriorRule,
    /// The score above which a class of a prior is a candidate.
    #[serde(default = "score_threshold")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub score_threshold: f64,
    /// The intersection over union with a better box of the same class above which a box is dropped.
    #[serde(default = "iou_threshold")]
    #[schemars(range(min = 0.0, max = 1.0))]
    pub iou_threshold: f64,
    /// The largest number of detections of a class.
    #[serde(default = "top_k")]
    #[schemars(range(min = 1, max = 65536))]
    pub top_k: usize,
}

/// The rule by which priors follow from the sizes of the input and of the maps. The defaults are those of
/// ESPNetv2's detection networks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PriorRule {
    /// The distances between neighbouring pixels of the first maps, in pixels of the input. The pixels of
    /// further maps divide the input evenly.
    #[serde(default = "strides")]
    #[schemars(length(max = 64), inner(range(min = 1, max = 65536)))]
    pub strides: Vec<usize>,
    /// Sizes in hundredths of the input: that of the first map's priors, and that which a map behind the last
    /// one would have. Those of the maps between them are evenly spaced.
    #[serde(default = "sizes")]
    #[schemars(inner(range(min = 1, max = 1000)))]
    pub sizes: [usize; 2],
    /// The aspect ratios of the priors that are not square; each is used upright and lying. A pixel has two
    /// square priors besides.
    #[serde(default = "ratios")]
    #[schemars(length(max = 16), inner(range(min = 0.01, max = 100.0)))]
    pub ratios: Vec<f64>,
}

impl Default for PriorRule {
    fn default() -> Self {
        PriorRule { strides: strides(), sizes: sizes(), ratios: ratios() }
    }
}

/// [`Detection`] with its outputs looked up.
#[derive(Clone, Debug, PartialEq)]
pub struct ResolvedDetection {
    /// The index of the output with the logits of the classes.
    pub confidences: usize,
    /// The index of the output with the locations of the boxes.
    pub locations: usize,
    /// The rule for the priors.
    pub priors: PriorRule,
    /// The score above which a class of a prior is a candidate.
    pub score_threshold: f32,
    /// The intersection over union above which a box is dropped.
    pub iou_threshold: f64,
    /// The largest number of detections of a class.
    pub top_k: usize,
}

impl Detection {
    /// Looks up the outputs; problems are recorded.
    pub(super) fn resolve(
        &self,
        outputs: &[ResolvedOutput],
        positions: &Positions,
        problems: &mut Vec<Diagnostic>,
    ) -> Option<ResolvedDetection> {
        let mut find = |field: &str, name: &str| {
            let found = outputs.iter().position(|output| output.name == name);
            if found.is_none() {
                let known = outputs.iter().map(|output| output.name.as_str());
                let help = suggest::help(name, "outputs", known);
                let message = format!("unknown output {}", quoted(name));
                let pointer = join("/detection", field);
                problems.push(positions.diagnostic(&pointer, message).with_help(help));
            }
            found
        };
        let confidences = find("confidences", &self.confidences);
        let locations = find("locations", &self.locations);
        Some(ResolvedDetection {
            confidences: confidences?,
            locations: locations?,
            priors: self.priors.clone(),
            score_threshold: self.score_threshold as f32,
            iou_threshold: self.iou_threshold,
            top_k: self.top_k,
        })
    }
}

fn score_threshold() -> f64 {
    0.3
}

fn iou_threshold() -> f64 {
    0.45
}

fn top_k() -> usize {
    200
}

fn strides() -> Vec<usize> {
    espnet_abi::priors::SsdRule::ESPNETV2.strides.to_vec()
}

fn sizes() -> [usize; 2] {
    espnet_abi::priors::SsdRule::ESPNETV2.sizes
}

fn ratios() -> Vec<f64> {
    espnet_abi::priors::SsdRule::ESPNETV2.ratios.to_vec()
}
