//! Conversion of CMYK to RGB with Pillow's integer arithmetic.

/// Converts CMYK pixels to RGB bytes; 255 is the full amount of an ink.
pub(super) fn to_rgb(inks: &[[u8; 4]]) -> Vec<u8> {
    inks.iter().flat_map(|&pixel| of_inks(pixel)).collect()
}

fn of_inks([cyan, magenta, yellow, black]: [u8; 4]) -> [u8; 3] {
    let light = u32::from(255 - black);
    // The subtracted quotient is at most `light`, so that the difference is not negative.
    [cyan, magenta, yellow].map(|ink| (light - (u32::from(ink) * light + 127) / 255) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inks_become_light() {
        assert_eq!(of_inks([0, 0, 0, 0]), [255, 255, 255]);
        assert_eq!(of_inks([255, 0, 0, 0]), [0, 255, 255]);
        assert_eq!(of_inks([7, 8, 9, 255]), [0, 0, 0]);
        // Black leaves 255 − 55 = 200 of the light; 100 / 255 of that is 78.4, and 23 / 255 is 18.04.
        assert_eq!(of_inks([100, 23, 255, 55]), [122, 182, 0]);
    }
}
