//! Pictures and annotations in the folders of Pascal VOC: `JPEGImages` and `Annotations`.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use super::{ClassNames, Object, Picture, Source, voc_xml};
use crate::{
    arguments::note,
    errors::{Error, Problems},
    eval::data::{LISTED, check_readable, list},
    samples,
};

/// The remedy if the layout is not that of Pascal VOC.
const LAYOUT: &str = "; the data of a detection network are a folder with `JPEGImages` and `Annotations` as in \
                      Pascal VOC, or a folder of pictures and COCO's annotations, a JSON file that --annotations \
                      names";

/// Reads the annotations of a folder: of the pictures in a list, in its order, or of all pictures, by name.
///
/// # Errors
/// If files are missing or wrong, or if objects have names that no class has.
pub fn read(source: Source<'_>, names: ClassNames<'_>) -> Result<Vec<Picture>, Error> {
    let Source { data, annotations, split } = source;
    let annotations = annotations.map_or_else(|| data.join("Annotations"), Path::to_path_buf);
    let images = ["JPEGImages", "images"].map(|name| data.join(name));
    let images = images.into_iter().find(|path| path.is_dir()).unwrap_or_else(|| data.into());
    let mut problems = Problems::default();
    if names.missing() {
        let message = "--labels: the annotations of Pascal VOC name classes, and the network's classes have no \
                       names; give a file with one name a line, or a set such as pascal_voc";
        problems.extend(vec![Error::Usage(message.into())]);
    }
    problems.keep(check_readable(&annotations, LAYOUT));
    let pictures = problems.keep(samples::pictures(&images));
    let listed = problems.keep(split.map(listed).transpose());
    match (pictures, listed) {
        (Some(pictures), Some(listed)) if problems.is_empty() => {
            let pairs = pairs(data, pictures, &annotations, listed.zip(split))?;
            annotated(data, pairs, names)
        }
        _ => Err(problems.into()),
    }
}

/// Reads a list: the name of one picture a line, without its extension.
fn listed(path: &Path) -> Result<Vec<String>, Error> {
    let hint = "; --split names a list of pictures, such as ImageSets/Main/test.txt";
    let read = |source| Error::Read { path: path.into(), source, hint };
    let text = fs::read_to_string(path).map_err(read)?;
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
    let names: Vec<String> = lines.filter(|line| !line.is_empty()).map(String::from).collect();
    let content = |message| Err(Error::Content { path: path.into(), message });
    let mut seen = BTreeSet::new();
    let twice: Vec<String> = names.iter().filter(|name| !seen.insert(*name)).cloned().collect();
    match (names.is_empty(), twice.is_empty()) {
        (true, _) => {
            content("names no picture; the names are one a line, without extension".into())
        }
        (_, false) => content(format!("names pictures more than once: {}", list(&twice))),
        _ => Ok(names),
    }
}

/// The name of a file without its extension, which a picture and its annotation share.
fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// Finds the picture and the annotation of each name.
fn pairs(
    data: &Path,
    pictures: Vec<PathBuf>,
    annotations: &Path,
    listed: Option<(Vec<String>, &Path)>,
) -> Result<Vec<(PathBuf, PathBuf)>, Error> {
    let mut of_name: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    for picture in pictures {
        of_name.entry(stem(&picture)).or_default().push(picture);
    }
    let all = listed.is_none();
    let (listed, place) = listed.unwrap_or_else(|| (of_name.keys().cloned().collect(), data));
    let (mut pairs, mut unpictured, mut unannotated, mut several) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for name in &listed {
        let annotation = annotations.join(name).with_added_extension("xml");
        if !annotation.is_file() {
            unannotated.push(name.clone());
        }
        match of_name.get(name).map(Vec::as_slice) {
            None => unpictured.push(name.clone()),
            Some([picture]) => pairs.push((picture.clone(), annotation)),
            Some(pictures) => {
                several.extend(pictures.iter().map(|path| path.display().to_string()))
            }
        }
    }
    let count = |missing: &[String]| format!("{} of {}", missing.len(), listed.len());
    let mut messages = Vec::new();
    if !unpictured.is_empty() {
        let unpictured = (count(&unpictured), list(&unpictured));
        messages.push(format!("{} names have no picture: {}", unpictured.0, unpictured.1));
    }
    if !unannotated.is_empty() {
        messages.push(format!(
            "{} pictures have no annotation, an XML file of the same name in {}: {}",
            count(&unannotated),
            annotations.display(),
            list(&unannotated)
        ));
    }
    if !several.is_empty() {
        messages.push(format!(
            "each annotation belongs to one picture, but these have the same: {}; rename or remove all but one",
            list(&several)
        ));
    }
    let content = |message| Error::Content { path: place.into(), message };
    if let Some(error) = Error::all(messages.into_iter().map(content).collect()) {
        return Err(error);
    }
    if all {
        let unused = unused(annotations, &of_name)?;
        if !unused.is_empty() {
            note(format_args!("annotations without a picture of their name: {}", list(&unused)));
        }
    }
    Ok(pairs)
}

/// Lists the annotations in a folder that no picture has.
fn unused(folder: &Path, used: &BTreeMap<String, Vec<PathBuf>>) -> Result<Vec<String>, Error> {
    let read = |source| Error::Read { path: folder.into(), source, hint: "" };
    let mut unused = Vec::new();
    for entry in fs::read_dir(folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        if path.extension().is_some_and(|xml| xml == "xml") && !used.contains_key(&stem(&path)) {
            unused.push(path.display().to_string());
        }
    }
    unused.sort();
    Ok(unused)
}

/// Reads the annotations of pictures.
fn annotated(
    data: &Path,
    pairs: Vec<(PathBuf, PathBuf)>,
    names: ClassNames<'_>,
) -> Result<Vec<Picture>, Error> {
    let (mut pictures, mut errors) = (Vec::new(), Vec::new());
    let mut unknown: BTreeMap<String, usize> = BTreeMap::new();
    for (path, annotation) in pairs {
        let text = fs::read_to_string(&annotation).map_err(|source| Error::Read {
            path: annotation.clone(),
            source,
            hint: "",
        });
        let content = |message| Error::Content { path: annotation.clone(), message };
        let parsed = text.map_err(|error| vec![error]).and_then(|text| {
            voc_xml::parse(&text).map_err(|messages| messages.into_iter().map(content).collect())
        });
        match parsed {
            Err(problems) => errors.extend(problems),
            Ok(parsed) => {
                let object = |marked: voc_xml::Marked| match names.class(&marked.name) {
                    Some(class) => {
                        let (bounds, optional) = (marked.bounds, marked.difficult);
                        Some(Object { class, bounds, area: bounds.area(), optional })
                    }
                    None => {
                        *unknown.entry(marked.name).or_default() += 1;
                        None
                    }
                };
                let objects = parsed.objects.into_iter().filter_map(object).collect();
                let id = i64::try_from(pictures.len()).unwrap_or(i64::MAX);
                pictures.push(Picture { path, id, size: parsed.size, objects });
            }
        }
    }
    // Thousands of files may have the same problem.
    let more = errors.len().saturating_sub(LISTED);
    errors.truncate(LISTED);
    let mut content = |message| errors.push(Error::Content { path: data.into(), message });
    if more > 0 {
        content(format!("annotations have {more} more problems"));
    }
    if !unknown.is_empty() {
        content(names.unknown(&unknown));
    }
    Error::all(errors).map_or(Ok(pictures), Err)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::boxes::Bounds;

    /// An annotation with an object of this name.
    fn one(name: &str) -> String {
        format!(
            "<annotation><object><name>{name}</name><bndbox><xmin>1</xmin><ymin>2</ymin><xmax>3</xmax>\
             <ymax>4</ymax></bndbox></object></annotation>"
        )
    }

    /// Reads a folder with these files.
    fn read_tree(files: &[(&str, &str)], split: Option<&str>) -> Result<Vec<Picture>, String> {
        let folder = tempfile::tempdir().unwrap();
        for (file, text) in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let labels = ["background", "cat", "dog"].map(String::from);
        let split = split.map(|split| folder.path().join(split));
        let source = Source { data: folder.path(), annotations: None, split: split.as_deref() };
        let root = format!("{}/", folder.path().display());
        match read(source, ClassNames::new(&labels, 3)) {
            Err(error) => Err(error.to_string().replace(&root, "")),
            Ok(mut pictures) => {
                for picture in &mut pictures {
                    picture.path = picture.path.strip_prefix(&root).unwrap().into();
                }
                Ok(pictures)
            }
        }
    }

    #[test]
    fn all_pictures_are_read_or_those_of_a_list() {
        let (dog, empty) = (one("dog"), "<annotation/>");
        let files = [
            ("JPEGImages/a.jpg", ""),
            ("JPEGImages/b.png", ""),
            ("Annotations/b.xml", dog.as_str()),
            ("Annotations/a.xml", empty),
            ("list.txt", "\u{feff}b\r\n\n a \n"),
        ];
        let bounds = Bounds::between([0.0, 1.0, 2.0, 3.0]);
        let dog = vec![Object { class: 2, bounds, area: 4.0, optional: false }];
        let picture =
            |path: &str, id, objects| Picture { path: path.into(), id, size: None, objects };
        let expected = [
            picture("JPEGImages/a.jpg", 0, Vec::new()),
            picture("JPEGImages/b.png", 1, dog.clone()),
        ];
        assert_eq!(read_tree(&files, None).unwrap(), expected);
        let expected =
            [picture("JPEGImages/b.png", 0, dog), picture("JPEGImages/a.jpg", 1, Vec::new())];
        assert_eq!(read_tree(&files, Some("list.txt")).unwrap(), expected);
    }

    #[test]
    fn everything_that_is_missing_is_listed() {
        let files = [
            ("images/a.jpg", ""),
            ("images/a.png", ""),
            ("images/b.png", ""),
            ("Annotations/a.xml", ""),
            ("list.txt", "a\nb\nc\n"),
            ("twice.txt", "a\nb\na\n"),
            ("none.txt", "\n"),
        ];
        let message = read_tree(&files, Some("list.txt")).unwrap_err();
        let expected = "list.txt: 1 of 3 names have no picture: c
list.txt: 2 of 3 pictures have no annotation, an XML file of the same name in Annotations: b, c
list.txt: each annotation belongs to one picture, but these have the same: images/a.jpg, images/a.png; rename or remove all but one";
        assert_eq!(message, expected);
        let message = read_tree(&files, Some("twice.txt")).unwrap_err();
        assert_eq!(message, "twice.txt: names pictures more than once: a");
        let message = read_tree(&files, Some("none.txt")).unwrap_err();
        assert!(message.starts_with("none.txt: names no picture"), "{message}");
        let message = read_tree(&[("x/a.txt", "")], Some("no.txt")).unwrap_err();
        assert_eq!(message.lines().count(), 3, "{message}");
        assert!(message.contains("a JSON file that --annotations names"), "{message}");
    }

    #[test]
    fn unknown_names_are_listed_once() {
        let (dgo, horse, wrong) =
            (one("dgo"), one("horse"), one("cat").replace("xmin>1", "xmin>9"));
        let files = [
            ("images/a.jpg", ""),
            ("images/b.jpg", ""),
            ("images/c.jpg", ""),
            ("images/d.jpg", ""),
            ("Annotations/a.xml", dgo.as_str()),
            ("Annotations/b.xml", horse.as_str()),
            ("Annotations/c.xml", horse.as_str()),
            ("Annotations/d.xml", wrong.as_str()),
        ];
        let message = read_tree(&files, None).unwrap_err();
        assert_eq!(message.lines().count(), 2, "{message}");
        assert!(message.starts_with("Annotations/d.xml: line 1: "), "{message}");
        let expected =
            "`dgo` (1 object; did you mean `dog`?), `horse` (2 objects); the classes are cat, dog";
        assert!(message.ends_with(expected), "{message}");
    }

    #[test]
    fn a_network_without_labels_has_no_names_to_compare() {
        let source = Source { data: Path::new("no"), annotations: None, split: None };
        let message = read(source, ClassNames::new(&[], 3)).unwrap_err().to_string();
        assert!(message.starts_with("--labels: "), "{message}");
    }
}
