//! A scene: one large object among small ones, or an empty background.

use std::ops::Range;

use espnet::image::{Mask, Rgb8};

use crate::{
    canvas::{Canvas, Object},
    class::Class,
    random::Random,
    texture::Texture,
};

/// The seeds of the scenes for measurements. No network has seen them in training, and training
/// must not use them.
pub const HELD_OUT: Range<u64> = 1_000_000..1_000_500;

/// An object as it is seen in a scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The object's class.
    pub class: Class,
    /// Left, top, right and bottom of its visible pixels. Right and bottom are behind the last pixel.
    pub bounds: [usize; 4],
}

/// A picture with the true classes of its pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// The picture, [`Scene::SIDE`] pixels wide and high.
    pub picture: Rgb8,
    /// The [`Class`] of every pixel, by its index.
    pub mask: Mask,
    /// The class of the largest object; [`Class::Background`] if there is none.
    pub class: Class,
    /// All objects, by ascending class.
    ///
    /// A box goes around what can be seen: neither what another object covers nor what lies outside the
    /// scene counts. Every object has a box, because none is covered by more than a little.
    pub objects: Vec<Seen>,
}

impl Scene {
    /// Width and height of a scene in pixels.
    pub const SIDE: usize = 96;

    /// Makes the scene of this seed, always the same.
    ///
    /// One scene in twelve is empty. The others have one object in front, about half as wide as the
    /// scene. Around it are up to three objects of other classes with half its area, as far as
    /// there is room.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let (canvas, class) = canvas(&mut random);
        let mask = canvas.mask(Self::SIDE);
        Scene {
            picture: canvas.picture(Self::SIDE, &mut random),
            objects: Class::OBJECTS.iter().filter_map(|&class| seen(class, &mask)).collect(),
            mask,
            class,
        }
    }
}

/// Arranges a scene; returns it with the class of its largest object.
fn canvas(random: &mut Random) -> (Canvas, Class) {
    let mut canvas = Canvas { background: Texture::background(random), objects: Vec::new() };
    if random.below(12) == 0 {
        return (canvas, Class::Background);
    }
    let class = random.pick(&Class::OBJECTS);
    let centre = (random.between(0.32, 0.68), random.between(0.32, 0.68));
    let radius = random.between(0.26, 0.31);
    canvas.objects.push(object(class, centre, radius, &canvas.background, random));
    for _ in 0..1 + random.below(3) {
        let beside = small_object(&canvas, random);
        canvas.objects.splice(0..0, beside);
    }
    (canvas, class)
}

/// Returns the visible object of a class; a scene has at most one of each.
fn seen(class: Class, mask: &Mask) -> Option<Seen> {
    let mut bounds: Option<[usize; 4]> = None;
    let pixels = mask.classes().iter().enumerate().filter(|(_, pixel)| **pixel == class as u8);
    for (index, _) in pixels {
        let (x, y) = (index % mask.width(), index / mask.width());
        let [left, top, right, bottom] = bounds.unwrap_or([x, y, x + 1, y + 1]);
        bounds = Some([left.min(x), top.min(y), right.max(x + 1), bottom.max(y + 1)]);
    }
    bounds.map(|bounds| Seen { class, bounds })
}

fn object(
    class: Class,
    centre: (f32, f32),
    radius: f32,
    behind: &Texture,
    random: &mut Random,
) -> Object {
    let turn = libm::sincosf(random.between(0.0, std::f32::consts::TAU));
    Object { class, centre, radius, turn, texture: behind.before(random) }
}

/// Returns a small object of a class that is not yet on the canvas, at a place where it hardly
/// touches the others; `None` if some attempts find no place.
fn small_object(canvas: &Canvas, random: &mut Random) -> Option<Object> {
    let class = random.pick(&Class::OBJECTS);
    let radius = random.between(0.17, 0.21);
    let mut places = (0..24).map(|_| (random.between(0.17, 0.83), random.between(0.17, 0.83)));
    let centre = places.find(|(x, y)| {
        canvas.objects.iter().all(|other| {
            let (dx, dy) = (x - other.centre.0, y - other.centre.1);
            let apart = other.radius + radius;
            other.class != class && dx * dx + dy * dy > apart * apart
        })
    })?;
    Some(object(class, centre, radius, &canvas.background, random))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The hash of a scene's pixels and classes, by FNV-1a.
    fn digest(scene: &Scene) -> u64 {
        let bytes = scene.picture.as_bytes().iter().chain(scene.mask.classes());
        bytes.fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
            (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    #[test]
    fn scenes_are_those_that_the_networks_were_trained_on() {
        let digests: Vec<String> =
            [0, 1, 1_000_000].map(|seed| format!("{:016x}", digest(&Scene::new(seed)))).into();
        assert_eq!(digests, ["d60c707286e19c5c", "8e08d3e7d7f17575", "0ae5f32185d73286"]);
    }

    /// Boxes are those of whole objects, because covered and cut objects hardly differ from these.
    #[test]
    fn every_object_is_seen_almost_whole() {
        let mut least = f32::INFINITY;
        for seed in 0..2000 {
            let scene = Scene::new(seed);
            let (canvas, _) = canvas(&mut Random::new(seed));
            assert_eq!(scene.objects.len(), canvas.objects.len());
            for object in canvas.objects {
                let seen = scene.objects.iter().find(|seen| seen.class == object.class);
                let [left, top, right, bottom] = seen.unwrap().bounds;
                let pixels = scene.mask.classes().iter().enumerate();
                let inside = pixels.filter(|(index, class)| {
                    let (x, y) = (index % Scene::SIDE, index / Scene::SIDE);
                    **class == object.class as u8
                        && (left..right).contains(&x)
                        && (top..bottom).contains(&y)
                });
                let area = 2.0 * (object.radius * Scene::SIDE as f32).powi(2);
                least = least.min(inside.count() as f32 / area);
            }
        }
        assert!(least > 0.8, "{least}");
    }

    #[test]
    fn bounds_touch_the_object_on_every_side() {
        let mask = Mask::new(5, 4, vec![0; 20]).unwrap();
        assert_eq!(seen(Class::Disc, &mask), None);
        let mut classes = vec![0; 20];
        (classes[5 + 2], classes[5 * 3 + 1], classes[4]) = (1, 1, 2);
        let mask = Mask::new(5, 4, classes).unwrap();
        let seen = [Class::Disc, Class::Ring].map(|class| seen(class, &mask).unwrap().bounds);
        assert_eq!(seen, [[1, 1, 3, 4], [4, 0, 5, 1]]);
    }

    #[test]
    fn the_class_is_that_of_the_largest_object() {
        for seed in 0..300 {
            let scene = Scene::new(seed);
            let mut pixels = [0; Class::ALL.len()];
            for class in scene.mask.classes() {
                pixels[usize::from(*class)] += 1;
            }
            let largest = (1..Class::ALL.len()).max_by_key(|class| pixels[*class]).unwrap();
            let expected = if pixels[largest] == 0 { 0 } else { largest };
            assert_eq!(scene.class.index(), expected, "seed {seed}: {pixels:?}");
        }
    }

    #[test]
    fn every_class_is_about_as_frequent_as_the_others() {
        let mut scenes = [0; Class::ALL.len()];
        for seed in 0..1200 {
            scenes[Scene::new(seed).class.index()] += 1;
        }
        assert!(scenes.iter().all(|count| (70..220).contains(count)), "{scenes:?}");
    }
}
