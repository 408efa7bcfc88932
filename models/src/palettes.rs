//! The colours of the datasets' classes, as red, green and blue of 8 bits.
//!
//! The same colours are in `palettes/` as text files with one colour per line, the first for class
//! 0: three decimal numbers, separated by spaces. `espnet::image::Palette` paints with them.

/// The 256 colours of the Pascal VOC annotations, of which the dataset uses the first 21.
pub static PASCAL_VOC: [[u8; 3]; 256] = colours(include_str!("../palettes/pascal_voc.txt"));

/// The colours of [`labels::CITYSCAPES`](crate::labels::CITYSCAPES); the background is black.
pub const CITYSCAPES: [[u8; 3]; 20] = colours(include_str!("../palettes/cityscapes.txt"));

/// The `N` colours of `text`; compilation fails if it has another number of colours or anything
/// else.
const fn colours<const N: usize>(text: &str) -> [[u8; 3]; N] {
    let bytes = text.as_bytes();
    let mut colours = [[0; 3]; N];
    let mut at = 0;
    let mut index = 0;
    while index < 3 * N {
        let separator = if index % 3 == 2 { b'\n' } else { b' ' };
        let start = at;
        let mut value = 0;
        while bytes[at] != separator {
            assert!(bytes[at].is_ascii_digit(), "a colour is three decimal numbers");
            // A value above 255 overflows, which fails the compilation too.
            value = 10 * value + (bytes[at] - b'0');
            at += 1;
        }
        assert!(at > start, "a number is missing");
        colours[index / 3][index % 3] = value;
        at += 1;
        index += 1;
    }
    assert!(at == bytes.len(), "the file has more colours than there are classes");
    colours
}
