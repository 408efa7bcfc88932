//! Finds the labelled pictures that `espnet eval` scores: pictures in folders that are named after classes, or
//! pictures with masks.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use crate::{arguments::note, errors::Error, files, prediction::Labels, samples};

/// The largest number of names that a list in a message shows.
pub const LISTED: usize = 5;

/// A picture with its label.
#[derive(Debug, PartialEq, Eq)]
pub struct Labelled {
    /// The picture's file.
    pub picture: PathBuf,
    /// The label: a class or a mask.
    pub truth: Truth,
}

/// The label of a picture.
#[derive(Debug, PartialEq, Eq)]
pub enum Truth {
    /// The class of the whole picture.
    Class(usize),
    /// A PNG file with the class of every pixel.
    Mask(PathBuf),
}

/// Finds the pictures in folders that are each named after a class.
///
/// A folder's name is the name of a class, where case, spaces, `_` and `-` do not matter, or the index
/// of a class. If no folder has such a name and there are as many folders as classes, the folders in
/// alphabetical order are the classes in order of their index, as in torchvision's `ImageFolder`.
///
/// # Errors
/// If there are no folders, if a folder is not named after a class, or if a folder has no pictures.
pub fn classified(folder: &Path, labels: &Labels, classes: usize) -> Result<Vec<Labelled>, Error> {
    let folders = folders(folder)?;
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let names: BTreeMap<String, usize> =
        (0..classes).map(|class| (labels.get(class), class)).collect();
    // ImageNet has both "Cardigan" and "cardigan". Names that differ only in case must match exactly.
    let mut plain_names: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (name, &class) in &names {
        plain_names.entry(plain(name)).and_modify(|several| *several = None).or_insert(Some(class));
    }
    let named = |path: &Path| {
        let name = name(path);
        let spelt_otherwise = || plain_names.get(&plain(&name)).copied().flatten();
        let number = || name.parse().ok().filter(|class| *class < classes);
        names.get(&name).copied().or_else(spelt_otherwise).or_else(number)
    };
    let mut of_folder: Vec<Option<usize>> = folders.iter().map(|path| named(path)).collect();
    if of_folder.iter().all(Option::is_none) && folders.len() == classes {
        note(
            "no folder is named after a class; the folders in alphabetical order are taken as the classes",
        );
        of_folder = (0..classes).map(Some).collect();
    }
    let unknown: Vec<String> = (folders.iter().zip(&of_folder))
        .filter(|(_, class)| class.is_none())
        .map(|(path, _)| name(path))
        .collect();
    if !unknown.is_empty() {
        let known: Vec<String> = (0..classes).map(|class| labels.get(class)).collect();
        return Err(Error::Content {
            path: folder.into(),
            message: format!(
                "{} of {} folders are not named after a class: {}; the classes are {}",
                unknown.len(),
                folders.len(),
                list(&unknown),
                list(&known)
            ),
        });
    }
    let (mut labelled, mut errors) = (Vec::new(), Vec::new());
    for (path, class) in folders.iter().zip(of_folder.into_iter().flatten()) {
        match samples::pictures(path) {
            Ok(pictures) => labelled.extend(
                pictures
                    .into_iter()
                    .map(|picture| Labelled { picture, truth: Truth::Class(class) }),
            ),
            Err(error) => errors.push(error),
        }
    }
    Error::all(errors).map_or(Ok(labelled), Err)
}

/// Removes differences of case, spaces, `_` and `-` from a name.
pub fn plain(name: &str) -> String {
    name.replace(['_', ' ', '-'], "").to_lowercase()
}

/// Lists the first names for a message, and the number of the others.
pub fn list(names: &[String]) -> String {
    let shown = names.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    match names.len().checked_sub(LISTED) {
        None | Some(0) => shown,
        Some(more) => format!("{shown} and {more} more"),
    }
}

/// Checks that a folder can be read; `hint` ends the message if it cannot.
///
/// # Errors
/// If it cannot be read.
pub fn check_readable(folder: &Path, hint: &'static str) -> Result<(), Error> {
    let read = |source| Error::Read { path: folder.into(), source, hint };
    fs::read_dir(folder).map(drop).map_err(read)
}

/// Returns the folders in a folder, sorted by name.
fn folders(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let read = |source| Error::Read { path: folder.into(), source, hint: "" };
    let mut paths = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        if path.is_dir() {
            paths.push(path);
        }
    }
    if paths.is_empty() {
        let message = "holds no folders; a classifier's data is a folder for each class".into();
        return Err(Error::Content { path: folder.into(), message });
    }
    paths.sort();
    Ok(paths)
}

/// Finds the pictures in a folder, each with the mask of the same name.
///
/// # Errors
/// If there are no pictures, if a picture has no mask, or if two pictures have the same mask.
pub fn masked(folder: &Path, masks: Option<&Path>) -> Result<Vec<Labelled>, Error> {
    let inside = |name: &str| Some(folder.join(name)).filter(|path| path.is_dir());
    let images = inside("images").unwrap_or_else(|| folder.into());
    if let Some(masks) = masks {
        check_readable(masks, "; --masks names the folder of the masks")?;
    }
    // The folder of the masks and that of the pictures may be the same one under two paths.
    let beside = masks
        .map(Path::to_path_buf)
        .or_else(|| inside("masks"))
        .filter(|masks| !files::same(masks, &images));
    let pictures = samples::pictures(&images)?;
    let mask = |picture: &Path| {
        let folder = beside.as_deref().unwrap_or(&images);
        folder.join(picture.file_stem().unwrap_or_default()).with_added_extension("png")
    };
    let mut without = Vec::new();
    let mut labelled = Vec::new();
    for picture in &pictures {
        let mask = mask(picture);
        // If masks are beside the pictures, each mask is also found as a picture.
        if mask == *picture {
            let others = pictures
                .iter()
                .any(|other| other != picture && other.file_stem() == picture.file_stem());
            if !others {
                without.push(picture.display().to_string());
            }
        } else if mask.is_file() {
            labelled.push(Labelled { picture: picture.clone(), truth: Truth::Mask(mask) });
        } else {
            without.push(picture.display().to_string());
        }
    }
    let (mut messages, shared) = (Vec::new(), shared(&labelled));
    if !without.is_empty() {
        messages.push(format!(
            "{} of {} pictures have no mask, a PNG of the same name{}: {}",
            without.len(),
            without.len() + labelled.len(),
            beside.as_deref().map(|path| format!(" in {}", path.display())).unwrap_or_default(),
            list(&without)
        ));
    }
    if !shared.is_empty() {
        messages.push(format!(
            "each mask belongs to one picture, but these have the same: {}; rename or remove one",
            list(&shared)
        ));
    }
    let errors =
        messages.into_iter().map(|message| Error::Content { path: folder.into(), message });
    if let Some(error) = Error::all(errors.collect()) {
        return Err(error);
    }
    if let Some(masks) = beside {
        let unused = unused(&masks, &labelled)?;
        if !unused.is_empty() {
            note(format_args!("masks without a picture of their name: {}", list(&unused)));
        }
    }
    Ok(labelled)
}

/// Lists each picture whose mask an earlier picture has already, together with the earlier one.
fn shared(labelled: &[Labelled]) -> Vec<String> {
    let mut taken: BTreeMap<&Path, &Path> = BTreeMap::new();
    let mut shared = Vec::new();
    for Labelled { picture, truth } in labelled {
        let Truth::Mask(mask) = truth else { continue };
        match taken.get(mask.as_path()) {
            Some(other) => shared.push(format!("{} and {}", other.display(), picture.display())),
            None => drop(taken.insert(mask, picture)),
        }
    }
    shared
}

/// Lists the masks in a folder that no picture has.
fn unused(folder: &Path, labelled: &[Labelled]) -> Result<Vec<String>, Error> {
    let used: BTreeSet<&Path> = labelled
        .iter()
        .filter_map(|labelled| match &labelled.truth {
            Truth::Mask(mask) => Some(mask.as_path()),
            Truth::Class(_) => None,
        })
        .collect();
    let mut masks = samples::pictures(folder)?;
    masks.retain(|path| {
        path.extension().is_some_and(|extension| extension == "png")
            && !used.contains(path.as_path())
    });
    Ok(masks.iter().map(|path| path.display().to_string()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Creates a folder with these empty files.
    fn tree(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "").unwrap();
        }
        folder
    }

    #[test]
    fn folders_are_classes_by_name_by_number_or_in_order() {
        let labels = Labels::from_names(&["ant", "golden retriever", "cat"]);
        let classes = |files: &[&str]| {
            let folder = tree(files);
            classified(folder.path(), &labels, 3).map(|labelled| {
                let class = |labelled: &Labelled| match labelled.truth {
                    Truth::Class(class) => class,
                    Truth::Mask(_) => panic!("a classifier has no masks"),
                };
                labelled.iter().map(class).collect::<Vec<_>>()
            })
        };
        assert_eq!(classes(&["Golden_Retriever/a.png", "ant/b.jpg"]).unwrap(), [1, 0]);
        assert_eq!(classes(&["2/a.png", "2/b.png", "0/a.png"]).unwrap(), [0, 2, 2]);
        assert_eq!(classes(&["n01/a.png", "n02/a.png", "n03/a.png"]).unwrap(), [0, 1, 2]);
        let message = classes(&["ant/a.png", "bee/a.png"]).unwrap_err().to_string();
        let expected = "1 of 2 folders are not named after a class: bee; the classes are ant, golden \
                        retriever, cat";
        assert!(message.ends_with(expected), "{message}");
        let message = classes(&["a.png"]).unwrap_err().to_string();
        assert!(message.contains("holds no folders"), "{message}");
        let message = classes(&["ant/a.txt", "cat/b.txt"]).unwrap_err().to_string();
        assert_eq!(message.lines().count(), 2, "{message}");
    }

    #[test]
    fn names_that_differ_in_case_alone_are_taken_as_written() {
        let labels = Labels::from_names(&["Cardigan", "cardigan", "ant"]);
        let folder = tree(&["Cardigan/a.png", "cardigan/b.png", "Ant/c.png"]);
        let labelled = classified(folder.path(), &labels, 3).unwrap();
        let classes: Vec<&Truth> = labelled.iter().map(|labelled| &labelled.truth).collect();
        assert_eq!(classes, [&Truth::Class(2), &Truth::Class(0), &Truth::Class(1)]);
        let folder = tree(&["CARDIGAN/a.png"]);
        let message = classified(folder.path(), &labels, 3).unwrap_err().to_string();
        assert!(message.contains("not named after a class: CARDIGAN"), "{message}");
    }

    #[test]
    fn masks_lie_beside_pictures_or_in_folders() {
        let pairs = |files: &[&str], masks: Option<&str>| {
            let folder = tree(files);
            let masks = masks.map(|masks| folder.path().join(masks));
            let labelled = masked(folder.path(), masks.as_deref())?;
            let inside =
                |path: &Path| path.strip_prefix(folder.path()).unwrap().display().to_string();
            let pair = |labelled: &Labelled| match &labelled.truth {
                Truth::Mask(mask) => format!("{} {}", inside(&labelled.picture), inside(mask)),
                Truth::Class(_) => panic!("a segmentation network has no class of a picture"),
            };
            Ok::<_, Error>(labelled.iter().map(pair).collect::<Vec<_>>())
        };
        let beside = ["a.jpg", "a.png", "b.png", "b.ppm"];
        assert_eq!(pairs(&beside, None).unwrap(), ["a.jpg a.png", "b.ppm b.png"]);
        let folders = ["images/a.png", "masks/a.png"];
        assert_eq!(pairs(&folders, None).unwrap(), ["images/a.png masks/a.png"]);
        let elsewhere = ["a.png", "b.jpg", "truth/a.png", "truth/b.png"];
        assert_eq!(
            pairs(&elsewhere, Some("truth")).unwrap(),
            ["a.png truth/a.png", "b.jpg truth/b.png"]
        );
        let message = pairs(&["a.jpg"], Some("nowhere")).unwrap_err().to_string();
        assert!(message.contains("nowhere: cannot be read: "), "{message}");
        let message = pairs(&["a.jpg", "a.png", "b.jpg", "c.png"], None).unwrap_err().to_string();
        assert!(message.contains("2 of 3 pictures have no mask"), "{message}");
        // The pictures' folder in another spelling.
        let around = ["a.jpg", "a.png", "more/x.txt"];
        assert_eq!(pairs(&around, Some("more/..")).unwrap(), ["a.jpg a.png"]);
        let alone = pairs(&["a.png", "more/x.txt"], Some("more/..")).unwrap_err().to_string();
        assert!(alone.contains("1 of 1 pictures have no mask"), "{alone}");
    }

    #[test]
    fn a_mask_belongs_to_one_picture() {
        let message = |files: &[&str]| {
            let folder = tree(files);
            masked(folder.path(), None).unwrap_err().to_string()
        };
        let twice = message(&["images/a.png", "images/a.jpg", "masks/a.png"]);
        assert!(twice.contains("images/a.jpg and ") && twice.contains("images/a.png;"), "{twice}");
        let twice = message(&["a.png", "a.jpg", "a.ppm", "b.jpg"]);
        assert!(twice.contains("1 of 3 pictures have no mask"), "{twice}");
        assert!(twice.contains("a.jpg and ") && twice.contains("a.ppm;"), "{twice}");

        let folder = tree(&["images/a.jpg", "masks/a.png", "masks/b.png", "masks/b.jpg"]);
        let labelled = masked(folder.path(), None).unwrap();
        assert_eq!(labelled.len(), 1);
        let b = folder.path().join("masks/b.png").display().to_string();
        assert_eq!(unused(&folder.path().join("masks"), &labelled).unwrap(), [b]);
    }
}
