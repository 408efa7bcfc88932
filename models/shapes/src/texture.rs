//! The textures of backgrounds and objects: two colours in a pattern.

use crate::random::Random;

/// Red, green and blue, from 0 to 1.
pub(crate) type Colour = [f32; 3];

/// A pattern of two colours that covers the plane. Its unit is the side of the scene.
pub(crate) struct Texture {
    from: Colour,
    to: Colour,
    /// The direction of the pattern's first axis, divided by its period.
    axis: (f32, f32),
    pattern: Pattern,
}

#[derive(Clone, Copy)]
enum Pattern {
    /// The colours fade into one another along the axis.
    Fade,
    /// Sharp stripes across the axis.
    Stripes,
    /// A chessboard along the axis.
    Checks,
    /// Blots of two sizes: numbers on a lattice, smoothly interpolated. The seed determines the
    /// lattice.
    Blots(u32),
}

/// A colour that is seldom garish.
fn colour(random: &mut Random) -> Colour {
    let grey = random.between(0.0, 1.0);
    std::array::from_fn(|_| 0.6 * random.between(0.0, 1.0) + 0.4 * grey)
}

/// The distance of two colours, from 0 to 1.
fn distance(a: Colour, b: Colour) -> f32 {
    (0..3).map(|i| (a[i] - b[i]).abs()).sum::<f32>() / 3.0
}

fn mix(from: Colour, to: Colour, share: f32) -> Colour {
    std::array::from_fn(|i| from[i] + (to[i] - from[i]) * share)
}

impl Texture {
    /// Chooses a texture for the background.
    pub(crate) fn background(random: &mut Random) -> Self {
        Texture::around(colour(random), 0.2, random)
    }

    /// Chooses a texture for an object, which must differ from the background.
    pub(crate) fn before(&self, random: &mut Random) -> Self {
        let mean = mix(self.from, self.to, 0.5);
        let mut best = colour(random);
        while distance(best, mean) < 0.28 {
            best = colour(random);
        }
        Texture::around(best, 0.1, random)
    }

    /// Chooses a pattern of a colour and another one at most `spread` from it.
    fn around(from: Colour, spread: f32, random: &mut Random) -> Self {
        let to = from.map(|value| (value + random.between(-spread, spread)).clamp(0.0, 1.0));
        let pattern = match random.below(4) {
            0 => Pattern::Fade,
            1 => Pattern::Stripes,
            2 => Pattern::Checks,
            _ => Pattern::Blots(random.bits()),
        };
        let period = match pattern {
            Pattern::Fade => random.between(0.8, 1.6),
            _ => random.between(0.06, 0.25),
        };
        let (sine, cosine) = libm::sincosf(random.between(0.0, std::f32::consts::TAU));
        Texture { from, to, axis: (cosine / period, sine / period), pattern }
    }

    /// The colour at a point.
    pub(crate) fn at(&self, x: f32, y: f32) -> Colour {
        let along = self.axis.0 * x + self.axis.1 * y;
        let across = self.axis.0 * y - self.axis.1 * x;
        let odd = |position: f32| (position.floor() as i32 & 1) as f32;
        let share = match self.pattern {
            Pattern::Fade => (along - along.floor() - 0.5).abs() * 2.0,
            Pattern::Stripes => odd(2.0 * along),
            Pattern::Checks => odd(along.floor() + across.floor()),
            Pattern::Blots(seed) => {
                0.65 * smooth(along, across, seed) + 0.35 * smooth(2.7 * along, 2.7 * across, !seed)
            }
        };
        mix(self.from, self.to, share)
    }
}

/// Numbers from 0 to 1 at the points with whole coordinates, smoothly interpolated.
fn smooth(x: f32, y: f32, seed: u32) -> f32 {
    let ease = |t: f32| t * t * (3.0 - 2.0 * t);
    let (left, top) = (x.floor(), y.floor());
    let (across, down) = (ease(x - left), ease(y - top));
    let at = |dx: i32, dy: i32| lattice(left as i32 + dx, top as i32 + dy, seed);
    let upper = at(0, 0) + (at(1, 0) - at(0, 0)) * across;
    let lower = at(0, 1) + (at(1, 1) - at(0, 1)) * across;
    upper + (lower - upper) * down
}

/// A number from 0 to 1 that looks random, for a point with whole coordinates.
fn lattice(x: i32, y: i32, seed: u32) -> f32 {
    let mut bits =
        seed ^ (x as u32).wrapping_mul(0x9e37_79b1) ^ (y as u32).wrapping_mul(0x85eb_ca77);
    for multiplier in [0x7feb_352d, 0x846c_a68b] {
        bits = (bits ^ (bits >> 15)).wrapping_mul(multiplier);
    }
    ((bits ^ (bits >> 16)) >> 8) as f32 / (1u32 << 24) as f32
}
