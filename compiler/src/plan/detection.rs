//! Plans the post-processing of a detection network: checks the heads, and computes the priors of their maps.

use espnet_abi::priors::{PriorMap, SsdRule};

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    ir::{NodeId, Op, Shape},
    lower::Lowered,
    spec::{Architecture, PriorRule, ResolvedDetection},
};

/// The post-processing of a detection network.
#[derive(Clone, Debug, PartialEq)]
pub struct DetectionPlan {
    /// The index of the output with the logits of the classes, P×classes.
    pub confidences: usize,
    /// The index of the output with the locations of the boxes, P×4.
    pub locations: usize,
    /// The number of classes, with the background.
    pub classes: usize,
    /// The priors of each map.
    pub maps: Vec<MapOfPriors>,
    /// The score above which a class of a prior is a candidate.
    pub score_threshold: f32,
    /// The intersection over union above which a box is dropped.
    pub iou_threshold: f64,
    /// The largest number of detections of a class.
    pub top_k: usize,
}

/// The priors of a map; see [`PriorMap`].
#[derive(Clone, Debug, PartialEq)]
pub struct MapOfPriors {
    /// Height and width of the input.
    pub input: [usize; 2],
    /// Height and width of the map.
    pub pixels: [usize; 2],
    /// The vertical and the horizontal distance of neighbouring pixels, in pixels of the input.
    pub stride: [f64; 2],
    /// Width and height of each of a pixel's priors, relative to the input.
    pub sides: Vec<[f32; 2]>,
}

impl MapOfPriors {
    /// Returns the map in the runtime's form.
    pub fn borrow(&self) -> PriorMap<'_> {
        PriorMap::new(self.input, self.pixels, self.stride, &self.sides)
    }
}

impl DetectionPlan {
    /// Returns the number of priors, P.
    pub fn prior_count(&self) -> usize {
        self.maps.iter().map(|map| map.borrow().len()).sum()
    }

    /// Returns the priors as (centre x, centre y, width, height), relative to the input.
    pub fn priors(&self) -> impl Iterator<Item = [f32; 4]> {
        self.maps
            .iter()
            .flat_map(|map| (0..map.borrow().len()).map(|index| map.borrow().get(index)))
    }
}

/// A head: the shapes of the maps that it reads, and the values of a prior.
struct Head {
    maps: Vec<Shape>,
    values: usize,
}

/// Plans the post-processing; `None` if the network is no detector.
///
/// # Errors
/// If an output is no head, or if the heads and the rule for the priors do not fit together.
pub fn detection(
    architecture: &Architecture,
    lowered: &Lowered,
) -> Result<Option<DetectionPlan>, Diagnostics> {
    let Some(detection) = &architecture.detection else { return Ok(None) };
    let (confidences, locations) = match heads(architecture, lowered, detection) {
        (Ok(confidences), Ok(locations)) => (confidences, locations),
        (confidences, locations) => {
            let problems = [confidences.err(), locations.err()];
            return Err(Diagnostics(
                problems.into_iter().flatten().map(|problem| *problem).collect(),
            ));
        }
    };
    let PriorRule { strides, sizes, ratios } = &detection.priors;
    let rule = SsdRule { strides, sizes: *sizes, ratios };
    let input = [architecture.input.height, architecture.input.width];
    let mut maps = Vec::with_capacity(confidences.maps.len());
    if confidences.maps.len() != locations.maps.len() {
        let (one, other) = (confidences.maps.len(), locations.maps.len());
        let message = format!("the heads read {one} and {other} maps");
        let help = "let both heads read the same maps";
        return Err(architecture.diagnostic("/detection", message).with_help(help).into());
    }
    for (k, (map, other)) in confidences.maps.iter().zip(&locations.maps).enumerate() {
        let anchors = [map.channels / confidences.values, other.channels / locations.values];
        if (map.height, map.width) != (other.height, other.width) || anchors != [rule.anchors(); 2]
        {
            let message = format!(
                "map {k} has {}×{} pixels with {} priors in one head and {}×{} with {} in the other, and the \
                 ratios give {}",
                map.height,
                map.width,
                anchors[0],
                other.height,
                other.width,
                anchors[1],
                rule.anchors()
            );
            let help = "let both heads read the same maps, with as many anchors as two squares and two \
                        priors for each ratio";
            return Err(architecture.diagnostic("/detection", message).with_help(help).into());
        }
        let pixels = [map.height, map.width];
        maps.push(MapOfPriors {
            input,
            pixels,
            stride: [0, 1].map(|axis| rule.stride(k, input[axis], pixels[axis])),
            sides: rule.sides(input, k, confidences.maps.len()).collect(),
        });
    }
    Ok(Some(DetectionPlan {
        confidences: detection.confidences,
        locations: detection.locations,
        classes: confidences.values,
        maps,
        score_threshold: detection.score_threshold,
        iou_threshold: detection.iou_threshold,
        top_k: detection.top_k,
    }))
}

type Found = Result<Head, Box<Diagnostic>>;

/// Returns the heads of the confidences and of the locations.
fn heads(
    architecture: &Architecture,
    lowered: &Lowered,
    detection: &ResolvedDetection,
) -> (Found, Found) {
    let head = |field: &str, output: usize, values: usize| {
        let found = head(lowered, lowered.graph.outputs()[output].node);
        found.filter(|head| head.values == values).ok_or_else(|| {
            let name = &architecture.outputs[output].name;
            let message = format!("the output `{name}` is no `ssd_head` of {values} values");
            let help = "name the output of a block of this type";
            let pointer = format!("/detection/{field}");
            Box::new(architecture.diagnostic(&pointer, message).with_help(help))
        })
    };
    let confidences = head("confidences", detection.confidences, architecture.classes);
    let confidences = match architecture.classes {
        0 | 1 => Err(Box::new(
            architecture
                .diagnostic("/classes", "a detector has the background and at least one class more")
                .with_help("give the number of classes with the background, at least 2"),
        )),
        _ => confidences,
    };
    (confidences, head("locations", detection.locations, 4))
}

fn head(lowered: &Lowered, node: NodeId) -> Option<Head> {
    let Op::Predictions(predictions) = lowered.graph.op(node) else { return None };
    let maps = lowered.graph.inputs(node).iter().map(|map| lowered.shapes[map]).collect();
    Some(Head { maps, values: predictions.values })
}
