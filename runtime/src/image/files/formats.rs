//! The picture formats that can be read: their names, and the features that enable them.

use ::image::ImageFormat;

/// A picture format that can be read if its feature is on.
#[derive(Clone, Copy)]
pub(super) struct Format {
    pub(super) format: ImageFormat,
    /// The format's name in messages.
    pub(super) name: &'static str,
    /// The feature of this crate that enables the format.
    pub(super) feature: &'static str,
    /// Whether that feature is on.
    pub(super) readable: bool,
}

/// Every format that some feature enables.
const FORMATS: [Format; 7] = [
    Format { format: ImageFormat::Png, name: "PNG", feature: "image", readable: true },
    Format { format: ImageFormat::Jpeg, name: "JPEG", feature: "image", readable: true },
    Format {
        format: ImageFormat::WebP,
        name: "WebP",
        feature: "webp",
        readable: cfg!(feature = "webp"),
    },
    Format {
        format: ImageFormat::Bmp,
        name: "BMP",
        feature: "bmp",
        readable: cfg!(feature = "bmp"),
    },
    Format {
        format: ImageFormat::Gif,
        name: "GIF",
        feature: "gif",
        readable: cfg!(feature = "gif"),
    },
    Format {
        format: ImageFormat::Tiff,
        name: "TIFF",
        feature: "tiff",
        readable: cfg!(feature = "tiff"),
    },
    Format {
        format: ImageFormat::Pnm,
        name: "PNM",
        feature: "pnm",
        readable: cfg!(feature = "pnm"),
    },
];

/// Recognises the format of a file's content; the error describes the content and lists the readable
/// formats.
pub(super) fn format_of(bytes: &[u8]) -> Result<Format, String> {
    let found = if bytes.is_empty() {
        "the file is empty".into()
    } else {
        let format = match bytes {
            // The signature of BigTIFF, which `guess_format` does not know.
            [b'I', b'I', b'+', 0, ..] | [b'M', b'M', 0, b'+', ..] => Some(ImageFormat::Tiff),
            _ => ::image::guess_format(bytes).ok(),
        };
        match (FORMATS.into_iter().find(|known| Some(known.format) == format), format) {
            (Some(known), _) if known.readable => return Ok(known),
            (Some(Format { name, feature, .. }), _) => {
                format!("this is a {name} image, which `espnet` reads with its feature `{feature}`")
            }
            (None, Some(other)) => {
                let extension = other.extensions_str().first().copied().unwrap_or("other");
                format!("this is a {} image", extension.to_uppercase())
            }
            (None, None) => "this is not an image of a known format".into(),
        }
    };
    Err(format!("{found}; {} can be read", readable()))
}

/// Lists the readable formats for messages: `PNG and JPEG`, with those of other enabled features.
pub(super) fn readable() -> String {
    let names: Vec<_> =
        FORMATS.iter().filter(|known| known.readable).map(|known| known.name).collect();
    // The list is never empty: PNG and JPEG are always readable.
    let (last, others) = names.split_last().unwrap_or((&"nothing", &[]));
    format!("{} and {last}", others.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8]) -> String {
        format_of(bytes).err().unwrap()
    }

    #[test]
    fn what_cannot_be_read_is_said_beside_what_can() {
        let readable = readable();
        assert!(readable.starts_with("PNG, JPEG, ") || readable == "PNG and JPEG", "{readable}");
        assert_eq!(message(b""), format!("the file is empty; {readable} can be read"));
        assert_eq!(message(b"qoif"), format!("this is a QOI image; {readable} can be read"));
        assert_eq!(
            message(b"text"),
            format!("this is not an image of a known format; {readable} can be read")
        );
    }

    #[test]
    fn a_format_whose_feature_is_off_names_it() {
        for (magic, name, feature) in [
            (&b"RIFF\x20\0\0\0WEBP"[..], "WebP", "webp"),
            (b"BM", "BMP", "bmp"),
            (b"GIF89a", "GIF", "gif"),
            (b"II*\0", "TIFF", "tiff"),
            (b"MM\0*", "TIFF", "tiff"),
            (b"II+\0", "TIFF", "tiff"),
            (b"P6 ", "PNM", "pnm"),
        ] {
            match format_of(magic) {
                Ok(format) => assert_eq!((format.name, format.readable), (name, true)),
                Err(text) => {
                    assert!(!self::readable().contains(name));
                    assert_eq!(
                        text,
                        format!(
                            "this is a {name} image, which `espnet` reads with its feature \
                             `{feature}`; {} can be read",
                            self::readable()
                        )
                    );
                }
            }
        }
    }
}
