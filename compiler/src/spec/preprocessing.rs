//! The preprocessing of pictures in a spec: normalisation, resize rule and treatment of other proportions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Positions;
use crate::diagnostic::Diagnostic;

/// The value of red, green and blue in the bars of a letterbox: the grey that is used in the training of
/// detection networks.
pub const LETTERBOX: u8 = 114;

/// The mean of ImageNet's pictures: red, green, blue.
const IMAGENET_MEAN: [f64; 3] = [0.485, 0.456, 0.406];
/// The standard deviation of ImageNet's pictures: red, green, blue.
const IMAGENET_STD: [f64; 3] = [0.229, 0.224, 0.225];

/// The conversion of a picture's values to the network's input: (v/`scale` − `mean`)/`std`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Normalization {
    /// The mean of each channel of the input, or one number for all; by default ImageNet's.
    #[serde(default = "mean")]
    #[schemars(length(min = 1, max = 3), inner(range(min = -1e6, max = 1e6)))]
    pub mean: Vec<f64>,
    /// The standard deviation of each channel of the input, or one number for all; by default ImageNet's.
    #[serde(default = "std")]
    #[schemars(length(min = 1, max = 3), inner(range(min = 1e-6, max = 1e6)))]
    pub std: Vec<f64>,
    /// The order of the channels.
    #[serde(default)]
    pub order: ColourOrder,
    /// Divisor for the values of the picture, which are 0 to 255; for example 255 or 1.
    #[serde(default = "scale")]
    #[schemars(range(min = 1e-6, max = 1e6))]
    pub scale: f64,
}

impl Default for Normalization {
    fn default() -> Self {
        Normalization { mean: mean(), std: std(), order: ColourOrder::default(), scale: scale() }
    }
}

/// The order of the colours in a network's input.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColourOrder {
    /// Red, green, blue.
    #[default]
    Rgb,
    /// Blue, green, red: the order in which OpenCV reads pictures.
    Bgr,
}

/// The library whose bilinear resize is reproduced.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ResizeRule {
    /// Pillow's BILINEAR, which averages all pixels when it shrinks a picture.
    #[default]
    Pillow,
    /// OpenCV's INTER_LINEAR, which reads four pixels for each output pixel even when it shrinks a picture.
    Opencv,
}

/// Treatment of pictures whose proportions differ from the input's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Fit {
    /// The whole picture is stretched to the input's size.
    #[default]
    Stretch,
    /// The whole picture keeps its proportions, between grey bars (114, 114, 114).
    Letterbox,
    /// The middle of the picture is cut out in the input's proportions.
    CenterCrop,
}

/// The preprocessing of a network's pictures, with every default filled in.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Preprocessing {
    /// The mean of each channel of the input.
    pub mean: [f32; 3],
    /// The standard deviation of each channel of the input.
    pub std: [f32; 3],
    /// The order of the channels.
    pub order: ColourOrder,
    /// Divisor for the values of the picture, for example 255.
    pub scale: f32,
    /// The library whose bilinear resize is reproduced.
    pub resize: ResizeRule,
    /// Treatment of pictures whose proportions differ from the input's.
    pub fit: Fit,
}

impl Default for Preprocessing {
    /// Returns the preprocessing of the released networks.
    fn default() -> Self {
        let normalization = Normalization::default();
        normalization.resolve(
            ResizeRule::default(),
            Fit::default(),
            &Positions::default(),
            &mut Vec::new(),
        )
    }
}

impl Normalization {
    /// Combines the normalisation with the rest of the spec's preprocessing; errors are added to `problems`.
    pub(super) fn resolve(
        &self,
        resize: ResizeRule,
        fit: Fit,
        positions: &Positions,
        problems: &mut Vec<Diagnostic>,
    ) -> Preprocessing {
        let mut three = |numbers: &[f64], name: &str| match *numbers {
            [all] => [all as f32; 3],
            [a, b, c] => [a, b, c].map(|number| number as f32),
            _ => {
                let pointer = format!("/normalization/{name}");
                let message = format!("{} numbers for three colours", numbers.len());
                let problem = positions.diagnostic(&pointer, message);
                problems.push(problem.with_help("give one for each, or one for all"));
                [1.0; 3]
            }
        };
        Preprocessing {
            mean: three(&self.mean, "mean"),
            std: three(&self.std, "std"),
            order: self.order,
            scale: self.scale as f32,
            resize,
            fit,
        }
    }
}

fn mean() -> Vec<f64> {
    IMAGENET_MEAN.into()
}

fn std() -> Vec<f64> {
    IMAGENET_STD.into()
}

fn scale() -> f64 {
    255.0
}
