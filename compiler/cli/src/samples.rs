//! Pictures and tensors as inputs of a network: finding the files, and reading them.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use espnet::{
    checkpoint::Tensor,
    image::{
        self, ColourOrder, Fit, Frame, ImageError, Mask, Normalization, Placement, Preprocess,
        Preprocessing, Resize, Rgb8,
    },
};
use espnet_compiler::{ir::Shape, plan::Plan, spec};

use crate::{errors::Error, files, tensors};

/// Extensions of the files that count as pictures in folders.
const PICTURES: [&str; 13] =
    ["png", "jpg", "jpeg", "webp", "bmp", "gif", "tif", "tiff", "pnm", "pbm", "pgm", "ppm", "pam"];

/// Number of inputs that are read ahead while the network runs.
const AHEAD: usize = 4;

/// The input files.
#[derive(Debug, PartialEq, Eq)]
pub struct Files {
    /// The paths in the order of the arguments; files of a folder or a pattern are sorted by name.
    pub paths: Vec<PathBuf>,
    /// Whether there is a single argument that is neither a folder nor a pattern.
    pub single: bool,
}

impl Files {
    /// Finds the files that the arguments name: paths, folders and patterns. Of a folder, its pictures
    /// are taken, but not those in its subfolders.
    ///
    /// # Errors
    /// Lists every folder or pattern without pictures, every invalid pattern, and every folder that
    /// cannot be read.
    pub fn find(named: &[PathBuf]) -> Result<Self, Error> {
        let (mut paths, mut errors) = (Vec::new(), Vec::new());
        let mut single = named.len() == 1;
        for path in named {
            let found = if path.is_dir() {
                single = false;
                pictures(path)
            } else if let Some(pattern) = pattern(path) {
                single = false;
                matches(path, pattern)
            } else {
                Ok(vec![path.clone()])
            };
            match found {
                Ok(found) => paths.extend(found),
                Err(error) => errors.push(error),
            }
        }
        match Error::all(errors) {
            Some(error) => Err(error),
            None => Ok(Files { paths, single }),
        }
    }
}

/// Returns an error for each missing file.
pub fn missing(paths: &[PathBuf]) -> Vec<Error> {
    let missing = |path: &PathBuf| {
        let source = fs::metadata(path).err()?;
        Some(Error::Read { path: path.clone(), source, hint: "" })
    };
    paths.iter().filter_map(missing).collect()
}

/// Returns the pictures in a folder, sorted by name.
///
/// # Errors
/// If the folder cannot be read, or if it has no pictures.
pub fn pictures(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let read = |source| Error::Read { path: folder.into(), source, hint: "" };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        if is_picture(&path) && !path.is_dir() {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        return Err(Error::Content {
            path: folder.into(),
            message: format!("holds no picture: no file ends in .{}", PICTURES.join(", .")),
        });
    }
    paths.sort();
    Ok(paths)
}

/// Returns whether a file's extension is that of a picture.
fn is_picture(path: &Path) -> bool {
    files::extension(path).is_some_and(|extension| PICTURES.contains(&extension.as_str()))
}

/// Returns the path as a pattern, if it has a wildcard and no file has exactly this name.
fn pattern(path: &Path) -> Option<&str> {
    path.to_str().filter(|text| text.contains(['*', '?', '[']) && !path.exists())
}

/// Returns the files that match a pattern, sorted by name.
fn matches(path: &Path, pattern: &str) -> Result<Vec<PathBuf>, Error> {
    let content = |message| Error::Content { path: path.into(), message };
    let found = glob::glob(pattern).map_err(|error| content(format!("is no pattern: {error}")))?;
    let (mut paths, mut errors) = (Vec::new(), Vec::new());
    for found in found {
        match found {
            Ok(path) if path.is_dir() => {}
            Ok(path) => paths.push(path),
            // Files that match may be in a folder that cannot be read.
            Err(error) => {
                errors.push(Error::Read {
                    path: error.path().into(),
                    source: error.into(),
                    hint: "",
                });
            }
        }
    }
    if paths.is_empty() && errors.is_empty() {
        errors.push(content("no file has such a name".into()));
    }
    Error::all(errors).map_or(Ok(paths), Err)
}

/// The content of one input file.
#[derive(Debug)]
pub struct Sample {
    /// The file.
    pub path: PathBuf,
    /// The inputs of the network, N×C×H×W.
    pub tensor: Tensor,
    /// The picture that the tensor was made from, and its position in the network's input; `None` for a
    /// file of tensors.
    pub picture: Option<(Rgb8, Placement)>,
}

impl Sample {
    /// Reads a picture, or a .safetensors file with a tensor `input`, for the network of `plan`.
    ///
    /// # Errors
    /// If the file cannot be read, or if its content does not fit the network.
    pub fn read(path: &Path, plan: &Plan) -> Result<Self, Error> {
        let shape = plan.input;
        let (tensor, picture) = match files::extension(path).as_deref() {
            Some("safetensors") => (tensors::read_input(path, shape)?, None),
            _ => {
                let of_picture = |error| Error::Image(error).of(path);
                let picture = image::decode_oriented(path).map_err(of_picture)?;
                let (numbers, placement) = input(&picture, plan).map_err(of_picture)?;
                (tensors::input(shape, numbers)?, Some((picture, placement)))
            }
        };
        Ok(Sample { path: path.into(), tensor, picture })
    }

    /// Returns the network's mask for the picture. If the picture was letterboxed or cropped, that is
    /// undone.
    pub fn mask(&self, mask: Mask) -> Mask {
        match &self.picture {
            Some((_, placement)) if placement.resized() != placement.input() => {
                placement.mask_to_frame(&mask)
            }
            _ => mask,
        }
    }

    /// Returns a box relative to the network's input of this shape in pixels of the picture. If the picture
    /// was letterboxed or cropped, that is undone. For a file of tensors, pixels are those of the input.
    pub fn bounds(&self, bounds: [f32; 4], input: Shape) -> [f32; 4] {
        match &self.picture {
            Some((_, placement)) => placement.relative_box_to_frame(bounds),
            None => {
                let [left, top, right, bottom] = bounds;
                let (width, height) = (input.width as f32, input.height as f32);
                [left * width, top * height, right * width, bottom * height]
            }
        }
    }

    /// Returns the numbers of each input, C×H×W.
    pub fn inputs(&self, shape: Shape) -> impl Iterator<Item = &[f32]> {
        self.tensor.data().chunks_exact(shape.len())
    }
}

/// Converts a picture to the network's input, and returns its position there.
fn input(picture: &Rgb8, plan: &Plan) -> Result<(Vec<f32>, Placement), ImageError> {
    let Shape { channels, height, width } = plan.input;
    let (shape, frame) = ([1, channels, height, width], Frame::from(picture));
    let mut preprocess = Preprocess::for_frame(&preprocessing(plan), shape, &frame)?;
    let mut numbers = vec![0.0; channels * height * width];
    preprocess.run(&frame, &mut numbers)?;
    Ok((numbers, preprocess.placement()))
}

/// Converts the preprocessing from the compiler's type to the runtime's.
fn preprocessing(plan: &Plan) -> Preprocessing {
    let spec::Preprocessing { mean, std, order, scale, resize, fit } = plan.preprocessing;
    let order = match order {
        spec::ColourOrder::Rgb => ColourOrder::Rgb,
        spec::ColourOrder::Bgr => ColourOrder::Bgr,
    };
    Preprocessing {
        normalization: Normalization { mean, std, order, scale },
        resize: match resize {
            spec::ResizeRule::Pillow => Resize::Pillow,
            spec::ResizeRule::Opencv => Resize::OpenCv,
        },
        fit: match fit {
            spec::Fit::Stretch => Fit::Stretch,
            spec::Fit::Letterbox => Fit::Letterbox([spec::LETTERBOX; 3]),
            spec::Fit::CenterCrop => Fit::CenterCrop,
        },
    }
}

/// Calls `read` for each item on another thread, and passes the results to `each` in order.
///
/// # Errors
/// The first error of `each`; after it, reading stops.
pub fn ahead<T: Sync, R: Send>(
    items: &[T],
    read: impl Fn(&T) -> R + Send,
    mut each: impl FnMut(&T, R) -> Result<(), Error>,
) -> Result<(), Error> {
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::sync_channel(AHEAD);
        scope.spawn(move || {
            for item in items {
                // The receiver is gone after an error.
                if sender.send(read(item)).is_err() {
                    break;
                }
            }
        });
        items.iter().zip(receiver).try_for_each(|(item, read)| each(item, read))
    })
}

#[cfg(test)]
mod tests {
    use espnet_compiler::{compile, spec::Overrides};

    use super::*;

    #[test]
    fn folders_and_patterns_name_their_pictures() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["b.JPG", "a.png", "notes.txt", "[1].png"] {
            fs::write(path(name), "").unwrap();
        }
        fs::create_dir(path("more.png")).unwrap();
        let find = |names: &[&str]| {
            let named: Vec<PathBuf> = names.iter().map(|name| path(name)).collect();
            Files::find(&named)
        };
        let files = |names: &[&str], single| Files {
            paths: names.iter().map(|name| path(name)).collect(),
            single,
        };
        assert_eq!(find(&["a.png"]).unwrap(), files(&["a.png"], true));
        assert_eq!(find(&[""]).unwrap(), files(&["[1].png", "a.png", "b.JPG"], false));
        assert_eq!(find(&["*.txt", "none.png"]).unwrap(), files(&["notes.txt", "none.png"], false));
        assert_eq!(find(&["[1].png"]).unwrap(), files(&["[1].png"], true));
        let message = find(&["more.png", "*.gif", "[.png"]).unwrap_err().to_string();
        let lines: Vec<&str> = message.lines().collect();
        assert_eq!(lines.len(), 3, "{message}");
        assert!(lines[0].contains("more.png: holds no picture"), "{message}");
        assert!(lines[1].ends_with("*.gif: no file has such a name"), "{message}");
        assert!(lines[2].contains("[.png: is no pattern"), "{message}");
    }

    /// A user who may read every folder, such as root, gets no error.
    #[cfg(unix)]
    #[test]
    fn folders_that_a_pattern_cannot_look_into_are_named() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["closed", "open"] {
            fs::create_dir(path(name)).unwrap();
            fs::write(path(name).join("a.png"), "").unwrap();
        }
        fs::set_permissions(path("closed"), fs::Permissions::from_mode(0o000)).unwrap();
        let read_by_all = fs::read_dir(path("closed")).is_ok();
        let found = Files::find(&[path("*/*.png")]);
        fs::set_permissions(path("closed"), fs::Permissions::from_mode(0o700)).unwrap();
        if read_by_all {
            assert_eq!(found.unwrap().paths.len(), 2);
        } else {
            let message = found.unwrap_err().to_string();
            let expected = format!("{}: cannot be read: ", path("closed").display());
            assert!(message.starts_with(&expected), "{message}");
        }
    }

    #[test]
    fn errors_of_a_picture_begin_with_its_path() {
        let text = include_str!("../tests/specs/segmentation.json");
        let plan = |spec: &str, overrides| compile(spec, &overrides).unwrap().plan;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("wide.ppm");
        let wide = 100_000;
        fs::write(&path, [format!("P6 {wide} 1 255\n").into_bytes(), vec![0; 3 * wide]].concat())
            .unwrap();
        let message = |plan| {
            let message = Sample::read(&path, &plan).unwrap_err().to_string();
            message.strip_prefix(&format!("{}: ", path.display())).map(String::from)
        };
        let four = Overrides { channels: Some(4), ..Overrides::default() };
        let message_of_four = message(plan(text, four)).unwrap();
        assert!(message_of_four.starts_with("no network input can be made"), "{message_of_four}");
        let crop = text.replace("\"classes\":", "\"fit\": \"center_crop\", \"classes\":");
        let high = Overrides { height: Some(64), ..Overrides::default() };
        let message_of_crop = message(plan(&crop, high)).unwrap();
        assert!(message_of_crop.starts_with("the resized frame of"), "{message_of_crop}");
    }

    #[test]
    fn boxes_are_in_pixels_of_the_whole_picture() {
        let spec = include_str!("../tests/specs/segmentation.json");
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.ppm");
        fs::write(&path, [b"P6 32 12 255\n".to_vec(), vec![0; 3 * 32 * 12]].concat()).unwrap();
        // The network takes 16×12 pixels.
        let bounds = |fit: &str| {
            let spec = spec.replace("\"classes\":", &format!("\"fit\": \"{fit}\", \"classes\":"));
            let plan = compile(&spec, &Overrides::default()).unwrap().plan;
            let sample = Sample::read(&path, &plan).unwrap();
            let tensors = Sample { picture: None, ..Sample::read(&path, &plan).unwrap() };
            assert_eq!(tensors.bounds([0.0, 0.5, 1.0, 1.5], plan.input), [0.0, 6.0, 16.0, 18.0]);
            sample.bounds([0.0, 0.25, 1.0, 0.75], plan.input)
        };
        assert_eq!(bounds("stretch"), [0.0, 3.0, 32.0, 9.0]);
        // 16×6 pixels of 12 rows are the picture, so half of the input's height.
        assert_eq!(bounds("letterbox"), [0.0, 0.0, 32.0, 12.0]);
        // The input is the middle half of the picture.
        assert_eq!(bounds("center_crop"), [8.0, 3.0, 24.0, 9.0]);
    }

    #[test]
    fn what_is_read_ahead_comes_in_order_until_an_error() {
        let items: Vec<usize> = (0..100).collect();
        let mut seen = Vec::new();
        let result = ahead(
            &items,
            |item| 2 * item,
            |item, double| {
                seen.push((*item, double));
                match item {
                    9 => Err(Error::Usage("enough".into())),
                    _ => Ok(()),
                }
            },
        );
        assert!(result.is_err());
        assert_eq!(seen, (0..10).map(|item| (item, 2 * item)).collect::<Vec<_>>());
    }
}
