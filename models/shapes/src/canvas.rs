//! Paints objects with their outlines and textures.

use espnet::image::{Mask, Rgb8};

use crate::{class::Class, random::Random, texture::Texture};

/// An object: its place, its size and its texture. The unit is the scene's side.
pub(crate) struct Object {
    pub(crate) class: Class,
    pub(crate) centre: (f32, f32),
    pub(crate) radius: f32,
    /// Sine and cosine of its rotation.
    pub(crate) turn: (f32, f32),
    pub(crate) texture: Texture,
}

impl Object {
    fn covers(&self, x: f32, y: f32) -> bool {
        let (dx, dy) = ((x - self.centre.0) / self.radius, (y - self.centre.1) / self.radius);
        let (sine, cosine) = self.turn;
        self.class.covers(cosine * dx + sine * dy, cosine * dy - sine * dx)
    }
}

/// A scene before it is painted; the nearest object is the last.
pub(crate) struct Canvas {
    pub(crate) background: Texture,
    pub(crate) objects: Vec<Object>,
}

/// The number of samples along each side of a pixel.
const SAMPLES: usize = 3;

impl Canvas {
    /// The nearest object at a point.
    fn front(&self, x: f32, y: f32) -> Option<&Object> {
        self.objects.iter().rev().find(|object| object.covers(x, y))
    }

    /// The class at the centre of every pixel.
    pub(crate) fn mask(&self, side: usize) -> Mask {
        let at = |pixel: usize| (pixel as f32 + 0.5) / side as f32;
        let classes = (0..side * side)
            .map(|i| self.front(at(i % side), at(i / side)))
            .map(|object| object.map_or(Class::Background, |object| object.class) as u8)
            .collect();
        Mask::new(side, side, classes).expect("there is a class for each pixel")
    }

    /// The mean colour of every pixel, under light that falls off to one side, with a little noise.
    pub(crate) fn picture(&self, side: usize, random: &mut Random) -> Rgb8 {
        let step = 1.0 / (side * SAMPLES) as f32;
        let light = (random.between(-0.3, 0.3), random.between(-0.3, 0.3));
        let noise = random.between(0.0, 0.04);
        let mut bytes = Vec::with_capacity(3 * side * side);
        for pixel in 0..side * side {
            let (column, row) = (pixel % side, pixel / side);
            let mut sum = [0.0; 3];
            for sample in 0..SAMPLES * SAMPLES {
                let x = ((column * SAMPLES + sample % SAMPLES) as f32 + 0.5) * step;
                let y = ((row * SAMPLES + sample / SAMPLES) as f32 + 0.5) * step;
                let texture = self.front(x, y).map_or(&self.background, |object| &object.texture);
                let colour = texture.at(x, y);
                let bright = 1.0 + light.0 * (x - 0.5) + light.1 * (y - 0.5);
                sum = std::array::from_fn(|i| sum[i] + colour[i] * bright);
            }
            bytes.extend(sum.map(|sum| {
                let value = sum / (SAMPLES * SAMPLES) as f32 + random.between(-noise, noise);
                (value.clamp(0.0, 1.0) * 255.0 + 0.5) as u8
            }));
        }
        Rgb8::new(side, side, bytes).expect("there are three bytes for each pixel")
    }
}
