//! Reads the segments of a JPEG stream, and prepares the stream for the decoder.

use jpeg_decoder::ColorTransform;

const START_OF_IMAGE: u8 = 0xD8;
const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;
const APP0: u8 = 0xE0;
const APP1: u8 = 0xE1;
const APP14: u8 = 0xEE;

/// Bytes appended to the data of each scan: 32 one bits, with the zero byte that must follow each 0xFF.
///
/// A Huffman code never consists of ones alone, so the decoder reports an error when a scan that is cut
/// short runs into these bits; without them it would read zeros without end and decode them as pixels. A
/// complete scan ends before these bits, and the decoder looks 56 bits ahead for the marker that must
/// follow.
const SENTINEL: [u8; 8] = [0xFF, 0, 0xFF, 0, 0xFF, 0, 0xFF, 0];

/// The segment that marks a frame of Motion JPEG, inserted after the start-of-image marker.
///
/// Cameras leave out the standard Huffman tables (ITU T.81, K.3.3). As libjpeg-turbo does, the decoder uses
/// them for each table that a file with this segment does not define.
const MOTION_JPEG: [u8; 9] = *b"\xFF\xE0\x00\x07AVI1\x00";

/// A stream from its start to its end-of-image marker.
#[derive(Default)]
pub(super) struct Stream<'a> {
    /// The segments, with [`MOTION_JPEG`] before them and [`SENTINEL`] after the data of each scan.
    pub(super) bytes: Vec<u8>,
    /// The Exif data, if there is a segment for it.
    pub(super) exif: Option<&'a [u8]>,
    /// The XMP packet, if there is one.
    pub(super) xmp: Option<&'a [u8]>,
    /// Whether there is a JFIF segment.
    jfif: bool,
    /// The colour transform of Adobe's APP14 segment, if there is one.
    adobe: Option<u8>,
    /// The identifiers of the frame's components.
    components: Vec<u8>,
    lossless: bool,
}

impl<'a> Stream<'a> {
    /// Reads the stream segment by segment, because the bytes of a marker may also occur inside a segment,
    /// such as one with an embedded thumbnail. Returns `None` if the stream has no end-of-image marker.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut stream = Self { bytes: Vec::with_capacity(bytes.len() + 64), ..Self::default() };
        let (mut in_scan, mut in_header) = (false, true);
        let mut rest = bytes;
        loop {
            // 0xFF is data if a stuffed zero follows, and padding if another 0xFF follows.
            let at = rest
                .windows(2)
                .position(|pair| pair[0] == 0xFF && !matches!(pair[1], 0x00 | 0x01 | 0xFF))?;
            let mut data = &rest[..at];
            let marker = rest[at + 1];
            rest = &rest[at + 2..];
            while let [before @ .., 0xFF] = data {
                data = before;
            }
            stream.bytes.extend(data);
            if in_scan {
                stream.bytes.extend(SENTINEL);
            }
            stream.bytes.extend([0xFF, marker]);
            match marker {
                END_OF_IMAGE => return Some(stream),
                START_OF_IMAGE => {
                    stream.bytes.extend(MOTION_JPEG);
                    continue;
                }
                0xD0..=0xD7 => continue,
                _ => {}
            }
            let length = usize::from(u16::from_be_bytes(*rest.first_chunk()?));
            let (segment, after) = rest.split_at_checked(length.max(2))?;
            rest = after;
            let from = stream.bytes.len();
            stream.bytes.extend(segment);
            stream.note(marker, &segment[2..], from + 2, in_header);
            in_scan = marker == START_OF_SCAN;
            in_header &= !in_scan;
        }
    }

    /// Records one segment, whose content begins at `at` in the copy. As in libjpeg, only segments before the
    /// first scan affect the colours. If several segments contain Exif data, the first is used.
    fn note(&mut self, marker: u8, content: &'a [u8], at: usize, in_header: bool) {
        match marker {
            APP0 if content.len() >= 14 && content.starts_with(b"JFIF\0") => self.jfif |= in_header,
            APP1 => {
                if let Some(exif) = content.strip_prefix(b"Exif\0\0") {
                    self.exif.get_or_insert(exif);
                } else if let Some(xmp) = content.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                    self.xmp.get_or_insert(xmp);
                }
            }
            APP14 if content.len() >= 12 && content.starts_with(b"Adobe") => {
                if in_header {
                    self.adobe = Some(content[11]);
                }
                // The decoder refuses some transforms. The decision is made in `colours` instead, so the
                // byte is set to 0.
                self.bytes[at + 11] = 0;
            }
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) && self.components.is_empty() => {
                self.components =
                    content.get(6..).unwrap_or_default().iter().step_by(3).copied().collect();
                self.lossless = matches!(marker, 0xC3 | 0xC7 | 0xCB | 0xCF);
            }
            _ => {}
        }
    }

    /// Returns the colour space by libjpeg's rules: with a JFIF segment it is YCbCr; else Adobe's
    /// transform decides; else it is RGB if the components are named R, G and B, and YCbCr otherwise.
    pub(super) fn colours(&self) -> ColorTransform {
        match (self.components.as_slice(), self.adobe) {
            ([_, _, _], _) if self.jfif => ColorTransform::YCbCr,
            ([_, _, _], Some(0)) => ColorTransform::RGB,
            ([_, _, _], Some(_)) => ColorTransform::YCbCr,
            (b"RGB", None) => ColorTransform::RGB,
            ([_, _, _], None) if self.lossless => ColorTransform::RGB,
            ([_, _, _], None) => ColorTransform::YCbCr,
            ([_, _, _, _], None | Some(0)) => ColorTransform::CMYK,
            ([_, _, _, _], Some(_)) => ColorTransform::YCCK,
            // One component, or a number of components that the decoder refuses.
            _ => ColorTransform::Grayscale,
        }
    }

    /// Returns whether the coding is lossless: samples are predicted from their neighbours, without a
    /// DCT.
    pub(super) fn is_lossless(&self) -> bool {
        self.lossless
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_marker_inside_a_segment_does_not_count() {
        let ends = |bytes: &[u8]| Stream::read(bytes).is_some();
        let segment = [0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD9, 1, 2];
        assert!(!ends(&segment));
        assert!(ends(&[&segment[..], &[0xFF, 0xD9]].concat()));
        // A segment that is longer than the file, and one that is shorter than its own length.
        assert!(!ends(&[0xFF, 0xE1, 0, 9, 0xFF, 0xD9]));
        assert!(!ends(&[0xFF, 0xE1, 0, 0, 0xD9]));
        assert!(!ends(&[0xFF, 0xDA, 0]));
    }

    #[test]
    fn ones_follow_the_data_of_a_scan() {
        // A scan with stuffed and restart bytes, then fill before the marker, a table, and another scan.
        let scans = [
            0xFF, 0xDA, 0, 2, 0xFF, 0, 0xFF, 0xD3, 7, 0xFF, 0xFF, 0xC4, 0, 3, 1, 0xFF, 0xDA, 0, 2,
            9, 0xFF, 0xD9, 5,
        ];
        let stream = Stream::read(&scans).unwrap();
        let expected = [
            &[0xFF, 0xDA, 0, 2, 0xFF, 0][..],
            &SENTINEL,
            &[0xFF, 0xD3, 7],
            &SENTINEL,
            &[0xFF, 0xC4, 0, 3, 1, 0xFF, 0xDA, 0, 2, 9],
            &SENTINEL,
            &[0xFF, 0xD9],
        ];
        assert_eq!(stream.bytes, expected.concat());
    }
}
