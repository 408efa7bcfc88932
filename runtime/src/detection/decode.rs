//! From a prior and its locations to a box.

use espnet_abi::priors::VARIANCES;

/// Moves and stretches a prior (centre x, centre y, width, height) by its four locations. Returns the corners
/// (left, top, right, bottom).
///
/// The prior and the result are relative to the input. The result is not clipped: it may reach over the
/// picture's border.
///
/// The centre moves by the locations times the prior's sides, and the sides grow by the exponential of
/// the locations (SSD, arXiv 1512.02325, section 2.2), each multiplied with its [variance](VARIANCES).
///
/// ```
/// use espnet::detection::decode;
///
/// let prior = [0.5, 0.5, 0.2, 0.4];
/// assert_eq!(decode(prior, [0.0; 4]), [0.4, 0.3, 0.6, 0.7]);
/// // The centre moves right by a tenth of the width for each 1.0.
/// assert_eq!(decode(prior, [5.0, 0.0, 0.0, 0.0]), [0.5, 0.3, 0.70000005, 0.7]);
/// ```
#[must_use]
pub fn decode(prior: [f32; 4], location: [f32; 4]) -> [f32; 4] {
    let [of_centre, of_size] = VARIANCES;
    let [x, y, width, height] = prior;
    let (x, y) = (location[0] * of_centre * width + x, location[1] * of_centre * height + y);
    let half_width = libm::expf(location[2] * of_size) * width / 2.0;
    let half_height = libm::expf(location[3] * of_size) * height / 2.0;
    [x - half_width, y - half_height, x + half_width, y + half_height]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_location_moves_or_stretches_one_axis() {
        let prior = [0.5, 0.25, 0.5, 0.125];
        let near = |location, expected: [f32; 4]| {
            let bounds = decode(prior, location);
            for (side, expected) in bounds.into_iter().zip(expected) {
                assert!((side - expected).abs() < 1e-6, "{bounds:?}");
            }
        };
        near([0.0; 4], [0.25, 0.1875, 0.75, 0.3125]);
        near([2.0, 0.0, 0.0, 0.0], [0.35, 0.1875, 0.85, 0.3125]);
        near([0.0, -4.0, 0.0, 0.0], [0.25, 0.1375, 0.75, 0.2625]);
        // e^(0.2 · 5 · ln 2) is 2.
        near([0.0, 0.0, 5.0 * 2.0_f32.ln(), 0.0], [0.0, 0.1875, 1.0, 0.3125]);
        near([0.0, 0.0, 0.0, -5.0 * 2.0_f32.ln()], [0.25, 0.21875, 0.75, 0.28125]);
    }
}
