//! Outputs for people: the best classes of a classifier, the mask of a segmentation network.

use std::io::Write;

use espnet::image::{
    ClassShare, Mask, Overlay, Palette, Prediction, Rgb8, UNSEEN, class_mask, colorize, legend,
    overlay,
};
use espnet_compiler::{
    ir::Shape,
    plan::{Answer, Plan, PlannedOutput},
};

use crate::errors::Error;

/// The largest number of classes in a mask.
pub const MAX_CLASSES: usize = 256;

/// The number of a classifier's classes that are printed.
pub const BEST: usize = 5;

/// Names of classes.
#[derive(Debug)]
pub struct Labels(Vec<String>);

impl Labels {
    /// Returns the labels of a network.
    pub fn new(plan: &Plan) -> Self {
        Labels(plan.labels.clone())
    }

    /// Creates labels from names, beginning with class 0.
    #[cfg(test)]
    pub fn from_names(names: &[&str]) -> Self {
        Labels(names.iter().map(|name| name.to_string()).collect())
    }

    /// Returns the name of a class, or `class 7` for class 7 without a name.
    pub fn get(&self, class: usize) -> String {
        self.0.get(class).cloned().unwrap_or_else(|| format!("class {class}"))
    }
}

/// Returns the output with the answer about pictures, and its offset in the numbers of all outputs.
pub fn asked(plan: &Plan) -> (&PlannedOutput, usize) {
    let asked = match plan.answer() {
        Some(Answer::Classes(asked)) => asked,
        Some(Answer::Mask | Answer::Detections) | None => 0,
    };
    let before = plan.outputs[..asked].iter().map(|output| output.shape.len()).sum();
    (&plan.outputs[asked], before)
}

/// Whether the output has a class for each pixel, rather than one for the whole picture.
pub fn is_map(output: Shape) -> bool {
    output.pixels() > 1
}

/// Checks that logits can be compared.
///
/// # Errors
/// If a logit is NaN, or infinite because it overflowed.
pub fn check(logits: &[f32]) -> Result<(), Error> {
    match logits.iter().all(|logit| logit.is_finite()) {
        true => Ok(()),
        false => Err(Error::NoNumbers),
    }
}

/// Returns the class of every pixel of a map.
///
/// # Errors
/// If the logits cannot be compared, or if there are too many classes.
pub fn mask(logits: &[f32], shape: Shape) -> Result<Mask, Error> {
    check(logits)?;
    Ok(class_mask(logits, shape.channels, shape.height, shape.width)?)
}

/// Prints the best classes, one a line: probability, index, name.
pub fn print_classes(
    out: &mut dyn Write,
    best: &[Prediction],
    labels: &Labels,
) -> Result<(), Error> {
    for prediction in best {
        let name = labels.get(prediction.class);
        writeln!(out, "{:6.2} %  {:4}  {name}", 100.0 * prediction.probability, prediction.class)?;
    }
    Ok(())
}

/// The colours for this number of classes, and the rule for painting them: the background keeps the
/// picture's colours.
fn painting(classes: usize) -> (Palette, Overlay) {
    let (palette, transparent) = match classes {
        19 => (Palette::cityscapes(), None),
        20 => (Palette::cityscapes(), Some(19)),
        21 => (Palette::pascal_voc(), Some(0)),
        _ => (Palette::pascal_voc(), None),
    };
    (palette, Overlay { transparent, ..Overlay::default() })
}

/// Returns the classes of a mask, the largest first, with their shares of the pixels that the network
/// saw.
pub fn shares(mask: &Mask, classes: usize) -> Vec<ClassShare> {
    let mut shares = legend(mask);
    // Pixels that a centre crop cut off have a class that does not exist.
    shares.retain(|share| usize::from(share.class) < classes);
    let seen: usize = shares.iter().map(|share| share.pixels).sum();
    for share in &mut shares {
        share.fraction = share.pixels as f64 / seen as f64;
    }
    shares
}

/// Prints each class of a mask, the largest first: its share, index, colour and name.
pub fn print_legend(
    out: &mut dyn Write,
    mask: &Mask,
    classes: usize,
    labels: &Labels,
) -> Result<(), Error> {
    let (palette, _) = painting(classes);
    for share in shares(mask, classes) {
        let [r, g, b] = palette.colour(share.class).unwrap_or_default();
        let name = labels.get(share.class.into());
        let percent = 100.0 * share.fraction;
        writeln!(out, "{percent:6.2} %  {:4}  #{r:02x}{g:02x}{b:02x}  {name}", share.class)?;
    }
    Ok(())
}

/// Blends the mask over the picture, at the picture's size; without a picture, paints the mask
/// alone.
///
/// # Errors
/// If the mask holds classes without a colour.
pub fn paint(mask: &Mask, picture: Option<&Rgb8>, classes: usize) -> Result<Rgb8, Error> {
    let (palette, mut style) = painting(classes);
    let unseen = |class: u8| usize::from(class) >= classes;
    let Some(picture) = picture else { return Ok(colorize(mask, &palette)?) };
    if !mask.classes().iter().any(|class| unseen(*class)) {
        return Ok(overlay(picture, mask, &palette, &style)?);
    }
    // Pixels that a centre crop cut off are not painted.
    let through = *style.transparent.get_or_insert(UNSEEN);
    let classes = mask.classes().iter().map(|&class| if unseen(class) { through } else { class });
    let mask = Mask::new(mask.width(), mask.height(), classes.collect())?;
    Ok(overlay(picture, &mask, &palette, &style)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logits_that_are_no_numbers_have_no_best_class() {
        let shape = Shape { channels: 2, height: 1, width: 2 };
        let mask = |logits: [f32; 4]| mask(&logits, shape);
        assert_eq!(mask([0.0, 1.0, -1.0, 2.0]).unwrap().classes(), [0, 1]);
        for logit in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
            let message = mask([0.0, 1.0, logit, 2.0]).unwrap_err().to_string();
            assert!(message.contains("NaN or infinite"), "{message}");
        }
    }
}
