//! The first directory of a TIFF file, with the checks that must come before the decoder reads the file.
//!
//! The decoder multiplies sizes before it checks them, and it does not support palettes.

use tiff::tags::Tag;

use super::MAX_PIXELS;

/// Largest number of samples per pixel.
const MAX_SAMPLES: u64 = 16;

/// Longest side of a tile, in pixels.
const MAX_TILE: u64 = 1 << 16;

/// The photometric interpretation of grey values.
const GREY: u16 = 1;

/// The planar configuration in which each sample has a plane of its own.
const PLANAR: u64 = 2;

/// One entry of a directory: its tag, the offset of its value, and the value if it is a single integer.
struct Entry {
    tag: Tag,
    value_at: usize,
    value: Option<u64>,
}

/// The entries of the first directory.
pub(super) struct Directory<'a> {
    bytes: &'a [u8],
    big_endian: bool,
    entries: Vec<Entry>,
}

impl<'a> Directory<'a> {
    /// Reads the entries. `None` if the file ends before the last of them.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut read = Self { bytes, big_endian: bytes.starts_with(b"MM"), entries: Vec::new() };
        // Sizes in bytes of an offset, and of the number of entries; 43 is the version of BigTIFF.
        let (size, count) = if read.number(2, 2)? == 43 { (8, 8) } else { (4, 2) };
        let start = usize::try_from(read.number(size, size)?).ok()?;
        let mut at = start.checked_add(count)?;
        for _ in 0..read.number(start, count)? {
            // An entry is a tag, the type and the number of its values, and the values or their offset.
            let tag = Tag::from_u16_exhaustive(read.number(at, 2)? as u16);
            let value_at = at + 4 + size;
            let width = match read.number(at + 2, 2)? {
                1 => 1,
                3 => 2,
                4 => 4,
                16 => 8,
                _ => usize::MAX,
            };
            let one = read.number(at + 4, size)? == 1 && width <= size;
            let value = if one { Some(read.number(value_at, width)?) } else { None };
            read.entries.push(Entry { tag, value_at, value });
            at = value_at.checked_add(size)?;
        }
        Some(read)
    }

    fn number(&self, at: usize, size: usize) -> Option<u64> {
        let digits = self.bytes.get(at..)?.get(..size)?.iter();
        let append = |number: u64, digit: &u8| number << 8 | u64::from(*digit);
        Some(if self.big_endian { digits.fold(0, append) } else { digits.rfold(0, append) })
    }

    /// Returns the value of a tag that must be one integer, or `default` if the tag is absent.
    fn one(&self, tag: Tag, default: u64) -> Result<u64, String> {
        let mut values = self.entries.iter().filter(|entry| entry.tag == tag);
        match (values.next(), values.next()) {
            (None, _) => Ok(default),
            (Some(&Entry { value: Some(value), .. }), None) => Ok(value),
            _ => Err(format!("its tag {tag:?} is not one integer")),
        }
    }

    /// Returns width and height in pixels; the error says why the decoder must not read the file.
    pub(super) fn size(&self) -> Result<(usize, usize), String> {
        let side = |tag| {
            let value = self.one(tag, 0)?;
            usize::try_from(value).map_err(|_| format!("its tag {tag:?} is {value}"))
        };
        let size = (side(Tag::ImageWidth)?, side(Tag::ImageLength)?);
        let samples = self.one(Tag::SamplesPerPixel, 1)?;
        if samples > MAX_SAMPLES {
            return Err(format!(
                "its pixels have {samples} samples; at most {MAX_SAMPLES} are read"
            ));
        }
        self.one(Tag::RowsPerStrip, 1)?;
        let tile = (self.one(Tag::TileWidth, 1)?, self.one(Tag::TileLength, 1)?);
        if tile.0.max(tile.1) > MAX_TILE || tile.0 * tile.1 > MAX_PIXELS as u64 {
            return Err(format!(
                "its tiles of {}×{} pixels (width×height) are too large",
                tile.0, tile.1
            ));
        }
        let tiled = self.entries.iter().any(|entry| entry.tag == Tag::TileOffsets);
        if tiled && self.one(Tag::PlanarConfiguration, 1)? == PLANAR {
            return Err("it has tiles in planes; tiles of whole pixels can be read".into());
        }
        Ok(size)
    }

    /// Returns the photometric interpretation, if it is stated.
    pub(super) fn photometric(&self) -> Option<u64> {
        self.entries.iter().find(|entry| entry.tag == Tag::PhotometricInterpretation)?.value
    }

    /// Returns a copy of the file that declares its samples grey, so that the decoder returns palette
    /// indices.
    pub(super) fn with_grey_indices(&self) -> Vec<u8> {
        let grey = if self.big_endian { GREY.to_be_bytes() } else { GREY.to_le_bytes() };
        let mut copy = self.bytes.to_vec();
        let entries = self.entries.iter();
        for entry in entries.filter(|entry| entry.tag == Tag::PhotometricInterpretation) {
            if let Some(value) = copy.get_mut(entry.value_at..entry.value_at + 2) {
                value.copy_from_slice(&grey);
            }
        }
        copy
    }
}
