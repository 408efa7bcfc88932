//! Pictures with the objects of a detection network: boxes with names and scores.

use espnet::image::{BoxStyle, Lettering, MarkedBox, Palette, Rgb8, draw_boxes};
use espnet_compiler::ir::Shape;

use super::lettering::lettering;
use crate::{
    detection::{Object, best_first},
    errors::Error,
    prediction::Labels,
};

/// The ground below the boxes if there is no picture.
const GROUND: [u8; 3] = [48; 3];

/// Draws the objects into a picture, the best on top; without a picture, on a dark ground of the size of the
/// network's input.
///
/// # Errors
/// If the picture or a label is too large.
pub fn draw(
    objects: &[Object],
    picture: Option<&Rgb8>,
    input: Shape,
    labels: &Labels,
) -> Result<Rgb8, Error> {
    let ground;
    let picture = match picture {
        Some(picture) => picture,
        None => {
            let bytes = GROUND.repeat(input.pixels());
            ground = Rgb8::new(input.width, input.height, bytes)?;
            &ground
        }
    };
    let style = BoxStyle::for_size(picture.width(), picture.height());
    let objects = best_first(objects);
    let letters = objects.iter().map(|Object { detection, .. }| {
        let percent = 100.0 * detection.score;
        lettering(&labels.get(detection.class), &format!(" {percent:.0} %"), style.text)
    });
    let letters: Vec<Lettering> = letters.collect::<Result<_, _>>()?;
    let palette = Palette::vivid();
    let colours = palette.colours();
    let marked: Vec<MarkedBox<'_>> = (objects.iter().zip(&letters))
        .map(|(object, letters)| MarkedBox {
            bounds: object.bounds,
            colour: colours[object.detection.class % colours.len()],
            label: Some(letters),
        })
        .collect();
    Ok(draw_boxes(picture, &marked, &style))
}
