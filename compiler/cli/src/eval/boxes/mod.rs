//! Scores detection networks: pictures with boxes around their objects, and the metrics of Pascal VOC and COCO.
//!
//! | module | purpose |
//! |---|---|
//! | [`object`] | rectangles, labelled objects and detections |
//! | [`names`] | class names in annotations, compared with those of the network |
//! | [`voc`], [`voc_xml`] | data in the layout of Pascal VOC |
//! | [`coco`] | data with the annotations of COCO |
//! | [`results`] | detections as a file of results for COCO's tools |
//! | [`voc_map`] | the metrics of Pascal VOC |
//! | [`coco_match`], [`coco_map`] | the metrics of COCO |
//! | [`score`] | the metrics of one of the two, as a table or as JSON |

mod coco;
mod coco_map;
mod coco_match;
mod names;
mod object;
#[cfg(test)]
mod reference;
mod results;
mod score;
mod voc;
mod voc_map;
mod voc_xml;

use std::path::{Path, PathBuf};

use crate::{
    errors::{Error, Problems},
    files,
};
pub use coco::Categories;
pub use names::ClassNames;
pub use object::{Bounds, Found, Object};
pub use results::Results;
pub use score::BoxScore;

/// Where the labelled pictures are.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The folder in the layout of Pascal VOC, or the folder of COCO's pictures.
    pub data: &'a Path,
    /// A JSON file with the annotations of COCO, or the folder of VOC's XML files if it is not `Annotations`.
    pub annotations: Option<&'a Path>,
    /// A list of the pictures to take, in the layout of Pascal VOC.
    pub split: Option<&'a Path>,
}

/// Labelled pictures.
#[derive(Debug)]
pub struct Data {
    /// The pictures, in the order in which they are scored: it decides between detections of equal score.
    pub pictures: Vec<Picture>,
    /// The names of all classes, beginning with the background.
    pub names: Vec<String>,
    /// COCO's categories; `None` for the layout of Pascal VOC.
    pub categories: Option<Categories>,
}

/// A picture with its objects.
#[derive(Debug, PartialEq)]
pub struct Picture {
    /// The picture's file.
    pub path: PathBuf,
    /// COCO's number of the picture; in the layout of Pascal VOC, its place in the list.
    pub id: i64,
    /// Width and height in pixels, if the annotation has them.
    pub size: Option<[usize; 2]>,
    /// The objects.
    pub objects: Vec<Object>,
}

impl Picture {
    /// Checks that the annotation is one of a picture of this size; boxes are wrong for any other.
    ///
    /// # Errors
    /// If the annotation has another size.
    pub fn check_size(&self, width: usize, height: usize) -> Result<(), Error> {
        match self.size {
            Some(size) if size != [width, height] => Err(Error::Content {
                path: self.path.clone(),
                message: format!(
                    "the picture has {width}×{height} pixels (width×height), its annotation says {}×{}; the \
                     boxes belong to a picture of that size",
                    size[0], size[1]
                ),
            }),
            _ => Ok(()),
        }
    }
}

/// Finds labelled pictures: a JSON file of annotations means COCO, everything else Pascal VOC.
///
/// # Errors
/// Everything that is wrong with the data.
pub fn labelled(source: Source<'_>, names: ClassNames<'_>) -> Result<Data, Error> {
    let json = source
        .annotations
        .filter(|path| files::extension(path).is_some_and(|extension| extension == "json"));
    match json {
        Some(annotations) => {
            let mut problems = Problems::default();
            if source.split.is_some() {
                let message =
                    "--split: COCO's annotations list their pictures themselves; leave it out";
                problems.extend(vec![Error::Usage(message.into())]);
            }
            match problems.keep(coco::read(source.data, annotations, names)) {
                Some((pictures, categories)) if problems.is_empty() => {
                    Ok(Data { pictures, names: categories.names(), categories: Some(categories) })
                }
                _ => Err(problems.into()),
            }
        }
        None => {
            Ok(Data { pictures: voc::read(source, names)?, names: names.all(), categories: None })
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_annotation_belongs_to_a_picture_of_its_size() {
        let mut picture = Picture { path: "a.jpg".into(), id: 0, size: None, objects: Vec::new() };
        picture.check_size(5, 7).unwrap();
        picture.size = Some([5, 7]);
        picture.check_size(5, 7).unwrap();
        let message = picture.check_size(7, 5).unwrap_err().to_string();
        assert!(message.starts_with("a.jpg: the picture has 7×5 pixels"), "{message}");
    }

    #[test]
    fn the_layout_decides_the_kind() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        for name in ["JPEGImages", "Annotations"] {
            fs::create_dir(path(name)).unwrap();
        }
        fs::write(path("JPEGImages/a.jpg"), "").unwrap();
        fs::write(path("Annotations/a.xml"), "<annotation/>").unwrap();
        let coco = r#"{ "categories": [{ "id": 5, "name": "Cat" }], "annotations": [],
            "images": [{ "id": 3, "file_name": "JPEGImages/a.jpg" }] }"#;
        fs::write(path("a.json"), coco).unwrap();
        let labels = ["background", "cat"].map(String::from);
        let read = |annotations: Option<&Path>| {
            let source = Source { data: folder.path(), annotations, split: None };
            labelled(source, ClassNames::new(&labels, 2)).unwrap()
        };
        let (json, xml) = (path("a.json"), path("Annotations"));
        for (annotations, id, name) in
            [(Some(&*json), 3, "Cat"), (Some(&*xml), 0, "cat"), (None, 0, "cat")]
        {
            let Data { pictures, names, categories } = read(annotations);
            let path = path("JPEGImages/a.jpg");
            assert_eq!(pictures, [Picture { path, id, size: None, objects: Vec::new() }]);
            assert_eq!(names, ["background", name]);
            assert_eq!(categories.is_some(), id == 3);
        }
    }

    #[test]
    fn a_json_file_means_coco_where_a_split_has_no_meaning() {
        let labels = ["background", "cat"].map(String::from);
        let names = ClassNames::new(&labels, 2);
        let (data, missing) = (Path::new("no"), Path::new("no/a.JSON"));
        let source = Source { data, annotations: Some(missing), split: Some(missing) };
        let message = labelled(source, names).unwrap_err().to_string();
        assert!(message.contains("--split: COCO's annotations"), "{message}");
        assert!(message.contains("no/a.JSON: cannot be read"), "{message}");
        let source = Source { data, annotations: None, split: None };
        let message = labelled(source, names).unwrap_err().to_string();
        assert!(message.contains("no/Annotations: cannot be read"), "{message}");
    }
}
