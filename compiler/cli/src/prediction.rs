//! Outputs for people: the best classes of a classifier, the mask of a segmentation network.

use std::io::Write;

use espnet::image::{Mask, Overlay, Palette, Rgb8, colorize, legend, overlay, top_k};
use espnet_compiler::{ir::Shape, plan::Plan};

use crate::errors::Error;

/// The most classes that a mask tells apart.
pub const MAX_CLASSES: usize = 256;

/// How many classes of a classifier are printed.
const BEST: usize = 5;

/// Names of classes.
#[derive(Debug)]
pub struct Labels(Vec<String>);

impl Labels {
    /// The network's.
    pub fn new(plan: &Plan) -> Self {
        Labels(plan.labels.clone())
    }

    fn get(&self, class: usize) -> String {
        self.0.get(class).cloned().unwrap_or_else(|| format!("class {class}"))
    }
}

/// Whether the output has a class for each pixel, rather than one for the whole picture.
pub fn is_map(output: Shape) -> bool {
    output.pixels() > 1
}

/// Prints the best classes, one a line: probability, index, name.
pub fn print_classes(out: &mut dyn Write, logits: &[f32], labels: &Labels) -> Result<(), Error> {
    for prediction in top_k(logits, BEST) {
        let name = labels.get(prediction.class);
        writeln!(out, "{:6.2} %  {:4}  {name}", 100.0 * prediction.probability, prediction.class)?;
    }
    Ok(())
}

/// The colours for so many classes, and how to paint them: the background stays as it is.
fn painting(classes: usize) -> (Palette, Overlay) {
    let (palette, transparent) = match classes {
        19 => (Palette::cityscapes(), None),
        20 => (Palette::cityscapes(), Some(19)),
        21 => (Palette::pascal_voc(), Some(0)),
        _ => (Palette::pascal_voc(), None),
    };
    (palette, Overlay { transparent, ..Overlay::default() })
}

/// Prints each class of a mask, the largest first: its share, index, colour and name.
pub fn print_legend(
    out: &mut dyn Write,
    mask: &Mask,
    classes: usize,
    labels: &Labels,
) -> Result<(), Error> {
    let (palette, _) = painting(classes);
    for share in legend(mask) {
        let [r, g, b] = palette.colour(share.class).unwrap_or_default();
        let name = labels.get(share.class.into());
        let percent = 100.0 * share.fraction;
        writeln!(out, "{percent:6.2} %  {:4}  #{r:02x}{g:02x}{b:02x}  {name}", share.class)?;
    }
    Ok(())
}

/// The mask blended over the picture, at the picture's size; on its own where there is none.
///
/// # Errors
/// If the mask holds classes without a colour.
pub fn paint(mask: &Mask, picture: Option<&Rgb8>, classes: usize) -> Result<Rgb8, Error> {
    let (palette, style) = painting(classes);
    Ok(match picture {
        Some(picture) => overlay(picture, mask, &palette, &style)?,
        None => colorize(mask, &palette)?,
    })
}
