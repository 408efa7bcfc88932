//! Annotations of COCO: one JSON file for all pictures.

use std::{
    collections::{BTreeMap, btree_map::Entry},
    fs,
    path::Path,
};

use serde::Deserialize;

use super::{Bounds, ClassNames, Object, Picture};
use crate::{
    errors::{Error, Problems},
    eval::data::{check_readable, list},
};

/// The fields of the file that are read.
#[derive(Deserialize)]
struct Dataset {
    images: Vec<Image>,
    annotations: Vec<Annotation>,
    categories: Vec<Category>,
}

#[derive(Deserialize)]
struct Image {
    id: i64,
    file_name: String,
    width: Option<usize>,
    height: Option<usize>,
}

#[derive(Deserialize)]
struct Annotation {
    #[serde(default)]
    id: i64,
    image_id: i64,
    category_id: i64,
    /// Left, top, width, height.
    bbox: [f64; 4],
    area: Option<f64>,
    #[serde(default)]
    iscrowd: u8,
}

#[derive(Deserialize)]
struct Category {
    id: i64,
    name: String,
}

/// The categories, by ascending number: the first one is class 1. COCO's numbers have gaps, a network's have none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Categories(Vec<(i64, String)>);

impl Categories {
    /// Returns the names of all classes, beginning with the background.
    pub fn names(&self) -> Vec<String> {
        let names = self.0.iter().map(|(_, name)| name.clone());
        std::iter::once("background".to_owned()).chain(names).collect()
    }

    /// Creates categories with these numbers.
    #[cfg(test)]
    pub fn from_ids(ids: &[i64]) -> Self {
        Categories(ids.iter().map(|id| (*id, format!("category {id}"))).collect())
    }

    /// Returns the category of a class; `None` for the background.
    pub fn of_class(&self, class: usize) -> Option<i64> {
        self.0.get(class.checked_sub(1)?).map(|(id, _)| *id)
    }

    /// Returns the class of a category.
    fn class(&self, id: i64) -> Option<usize> {
        self.0.binary_search_by_key(&id, |(id, _)| *id).ok().map(|index| index + 1)
    }

    /// Returns what contradicts a network.
    fn problems(&self, names: ClassNames<'_>) -> Vec<String> {
        let mut messages = Vec::new();
        let same = self.0.windows(2).filter(|pair| pair[0].0 == pair[1].0);
        let same: Vec<String> = same.map(|pair| pair[0].0.to_string()).collect();
        if !same.is_empty() {
            messages.push(format!("several categories have the same id: {}", list(&same)));
        }
        let classes = names.classes().saturating_sub(1);
        if self.0.len() != classes {
            messages.push(format!(
                "has {} categories, and the network has {classes} classes besides the background; each category \
                 is one class",
                self.0.len()
            ));
        }
        let other = |(class, (id, name)): (usize, &(i64, String))| {
            let label = names.get(class)?;
            let equal = ClassNames::new(&["".into(), label.into()], 2).class(name).is_some();
            (!equal).then(|| format!("category {id} `{name}` and class {class} `{label}`"))
        };
        let other: Vec<String> = (1..).zip(&self.0).filter_map(other).collect();
        if !other.is_empty() {
            messages.push(format!(
                "categories by ascending id are the network's classes from 1 on, but names differ: {}; --labels \
                 can give the network other names",
                list(&other)
            ));
        }
        messages
    }
}

/// Reads annotations; `folder` has the pictures. They are sorted by their number, as COCO's tools do.
///
/// # Errors
/// If the file is not of this form, if its categories are not the network's classes, if annotations contradict
/// themselves, or if pictures are missing.
pub fn read(
    folder: &Path,
    annotations: &Path,
    names: ClassNames<'_>,
) -> Result<(Vec<Picture>, Categories), Error> {
    let content = |message| Error::Content { path: annotations.into(), message };
    let mut problems = Problems::default();
    problems.keep(check_readable(folder, "; --data names the folder of the pictures"));
    let bytes = fs::read(annotations).map_err(|source| Error::Read {
        path: annotations.into(),
        source,
        hint: "",
    });
    let dataset = bytes.and_then(|bytes| {
        serde_json::from_slice::<Dataset>(&bytes).map_err(|error| {
            content(format!("is no file of COCO's annotations of objects: {error}"))
        })
    });
    let Some(dataset) = problems.keep(dataset) else { return Err(problems.into()) };
    let mut categories: Vec<(i64, String)> =
        dataset.categories.into_iter().map(|category| (category.id, category.name)).collect();
    categories.sort();
    let categories = Categories(categories);
    let mut messages = categories.problems(names);
    // Without the folder, every picture is missing.
    let folder_exists = problems.is_empty();
    let mut pictures = pictures(folder, folder_exists, dataset.images, &mut messages);
    add_objects(&mut pictures, dataset.annotations, &categories, &mut messages);
    problems.extend(messages.into_iter().map(content).collect());
    match problems.is_empty() {
        true => Ok((pictures.into_values().collect(), categories)),
        false => Err(problems.into()),
    }
}

/// Returns the pictures by number.
fn pictures(
    folder: &Path,
    folder_exists: bool,
    images: Vec<Image>,
    messages: &mut Vec<String>,
) -> BTreeMap<i64, Picture> {
    let (mut pictures, all) = (BTreeMap::new(), images.len());
    let (mut same, mut missing) = (Vec::new(), Vec::new());
    for Image { id, file_name, width, height } in images {
        let path = folder.join(&file_name);
        if folder_exists && !path.is_file() {
            missing.push(path.display().to_string());
        }
        let size = width.zip(height).map(|(width, height)| [width, height]);
        match pictures.entry(id) {
            Entry::Vacant(entry) => {
                entry.insert(Picture { path, id, size, objects: Vec::new() });
            }
            Entry::Occupied(_) => same.push(format!("{id} ({file_name})")),
        }
    }
    if all == 0 {
        messages.push("lists no images".into());
    }
    if !same.is_empty() {
        messages.push(format!("several images have the same id: {}", list(&same)));
    }
    if !missing.is_empty() {
        messages.push(format!(
            "{} of {all} pictures are not there: {}; --data names their folder",
            missing.len(),
            list(&missing)
        ));
    }
    pictures
}

/// Adds the objects to their pictures.
fn add_objects(
    pictures: &mut BTreeMap<i64, Picture>,
    annotations: Vec<Annotation>,
    categories: &Categories,
    messages: &mut Vec<String>,
) {
    let mut wrong = Vec::new();
    for Annotation { id, image_id, category_id, bbox, area, iscrowd } in annotations {
        let (picture, class) = (pictures.get_mut(&image_id), categories.class(category_id));
        let [left, top, width, height] = bbox;
        let bounds = Bounds { left, top, width, height };
        let area = area.unwrap_or_else(|| bounds.area());
        let mut problem = |message: String| wrong.push(format!("annotation {id}: {message}"));
        if picture.is_none() {
            problem(format!("there is no image {image_id}"));
        }
        if class.is_none() {
            problem(format!("there is no category {category_id}"));
        }
        let sized = [width, height, area].iter().all(|size| *size >= 0.0);
        if !sized {
            problem(format!("width {width}, height {height} and area {area} may not be negative"));
        }
        if let (Some(picture), Some(class), true) = (picture, class, sized) {
            picture.objects.push(Object { class, bounds, area, optional: iscrowd != 0 });
        }
    }
    if !wrong.is_empty() {
        messages.push(format!("{} problems in annotations: {}", wrong.len(), list(&wrong)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// Reads a file of annotations beside empty pictures `1.jpg` and `2.jpg`.
    fn read_json(value: &Value, labels: &[&str]) -> Result<(Vec<Picture>, Categories), String> {
        let folder = tempfile::tempdir().unwrap();
        for name in ["1.jpg", "2.jpg"] {
            fs::write(folder.path().join(name), "").unwrap();
        }
        let path = folder.path().join("instances.json");
        fs::write(&path, value.to_string()).unwrap();
        let labels: Vec<String> = labels.iter().map(|label| label.to_string()).collect();
        read(folder.path(), &path, ClassNames::new(&labels, 3)).map_err(|error| {
            error.to_string().replace(&format!("{}/", folder.path().display()), "")
        })
    }

    fn categories() -> Value {
        json!([{ "id": 13, "name": "stop sign" }, { "id": 11, "name": "fire hydrant" }])
    }

    #[test]
    fn categories_are_classes_by_ascending_number() {
        let dataset = json!({
            "info": {},
            "categories": categories(),
            "images": [
                { "id": 9, "file_name": "2.jpg", "width": 640, "height": 480 },
                { "id": 4, "file_name": "1.jpg" },
            ],
            "annotations": [
                { "id": 1, "image_id": 9, "category_id": 13, "bbox": [1.5, 2, 3, 4], "area": 7.25, "iscrowd": 1,
                  "segmentation": { "counts": [1] } },
                { "id": 2, "image_id": 9, "category_id": 11, "bbox": [0, 0, 2, 3] },
            ],
        });
        for labels in [&["background", "Fire_Hydrant", "stop sign"][..], &[]] {
            let (pictures, categories) = read_json(&dataset, labels).unwrap();
            let numbers: Vec<i64> = pictures.iter().map(|picture| picture.id).collect();
            assert_eq!(numbers, [4, 9]);
            assert_eq!((pictures[0].size, pictures[1].size), (None, Some([640, 480])));
            let [a, b] = [[1.5, 2.0, 3.0, 4.0], [0.0, 0.0, 2.0, 3.0]]
                .map(|[left, top, width, height]| Bounds { left, top, width, height });
            let objects = [
                Object { class: 2, bounds: a, area: 7.25, optional: true },
                Object { class: 1, bounds: b, area: 6.0, optional: false },
            ];
            assert_eq!(pictures[1].objects, objects);
            assert_eq!(categories.names(), ["background", "fire hydrant", "stop sign"]);
            assert_eq!(
                [0, 1, 2, 3].map(|class| categories.of_class(class)),
                [None, Some(11), Some(13), None]
            );
        }
        let message = read_json(&dataset, &["background", "stop sign", "bench"]).unwrap_err();
        let expected = "names differ: category 11 `fire hydrant` and class 1 `stop sign`, category 13 `stop sign` \
                        and class 2 `bench`; --labels";
        assert!(message.contains(expected), "{message}");
    }

    #[test]
    fn everything_that_is_wrong_is_reported() {
        let dataset = json!({
            "categories": [{ "id": 5, "name": "a" }, { "id": 5, "name": "b" }, { "id": 6, "name": "c" }],
            "images": [{ "id": 1, "file_name": "1.jpg" }, { "id": 1, "file_name": "3.jpg" }],
            "annotations": [
                { "id": 7, "image_id": 2, "category_id": 9, "bbox": [0, 0, -1, 0] },
                { "id": 8, "image_id": 1, "category_id": 6, "bbox": [0, 0, 1, 1] },
            ],
        });
        let expected = "\
instances.json: several categories have the same id: 5
instances.json: has 3 categories, and the network has 2 classes besides the background; each category is one class
instances.json: several images have the same id: 1 (3.jpg)
instances.json: 1 of 2 pictures are not there: 3.jpg; --data names their folder
instances.json: 3 problems in annotations: annotation 7: there is no image 2, annotation 7: there is no category 9, \
                        annotation 7: width -1, height 0 and area -0 may not be negative";
        assert_eq!(read_json(&dataset, &[]).unwrap_err(), expected);
        let message = read_json(&json!({ "images": [], "categories": [] }), &[]).unwrap_err();
        assert!(message.contains("missing field `annotations`"), "{message}");
        let nothing = json!({ "images": [], "categories": categories(), "annotations": [] });
        assert_eq!(read_json(&nothing, &[]).unwrap_err(), "instances.json: lists no images");
    }
}
