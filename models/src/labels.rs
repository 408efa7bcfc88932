//! The names of the classes, in the order of a network's output.
//!
//! The same names are in `labels/` as text files with one name per line, the first for class 0.
//!
//! ```
//! use espnet_models::labels;
//!
//! assert_eq!(labels::IMAGENET[207], "golden retriever");
//! assert_eq!(labels::set("pascal_voc").map(|names| names[15]), Some("person"));
//! ```

/// The 21 classes of Pascal VOC, the background first.
pub const PASCAL_VOC: [&str; 21] = lines(include_str!("../labels/pascal_voc.txt"));

/// The 80 classes of COCO in ascending order of the dataset's category ids, behind the background.
pub const COCO: [&str; 81] = lines(include_str!("../labels/coco.txt"));

/// The 19 training classes of Cityscapes in the order of their training ids, then the background
/// class that the released ESPNetv2 models have as their twentieth.
pub const CITYSCAPES: [&str; 20] = lines(include_str!("../labels/cityscapes.txt"));

/// The 1000 classes of ImageNet (ILSVRC 2012), in the order of their WordNet ids; each has one name.
pub static IMAGENET: [&str; 1000] = lines(include_str!("../labels/imagenet.txt"));

/// The 19 training classes of Cityscapes, without the background.
pub const CITYSCAPES_19: [&str; 19] = {
    let mut names = [""; 19];
    let mut index = 0;
    while index < names.len() {
        names[index] = CITYSCAPES[index];
        index += 1;
    }
    names
};

/// The name and the labels of every set.
pub static SETS: [(&str, &[&str]); 5] = [
    ("imagenet", &IMAGENET),
    ("pascal_voc", &PASCAL_VOC),
    ("coco", &COCO),
    ("cityscapes", &CITYSCAPES),
    ("cityscapes_19", &CITYSCAPES_19),
];

/// Returns the set with this name, as specs use it.
#[must_use]
pub fn set(name: &str) -> Option<&'static [&'static str]> {
    SETS.iter().find(|(known, _)| *known == name).map(|(_, names)| *names)
}

/// The `N` lines of `text`; compilation fails if it has another number.
const fn lines<const N: usize>(text: &'static str) -> [&'static str; N] {
    let mut lines = [""; N];
    let mut rest = text;
    let mut index = 0;
    while index < N {
        let mut end = 0;
        while rest.as_bytes()[end] != b'\n' {
            end += 1;
        }
        let (line, after) = rest.split_at(end);
        lines[index] = line;
        rest = after.split_at(1).1;
        index += 1;
    }
    assert!(rest.is_empty(), "the file has more lines than there are classes");
    lines
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn names_are_distinct_and_clean() {
        for (_, names) in SETS {
            assert_eq!(names.iter().collect::<BTreeSet<_>>().len(), names.len());
            for name in names {
                assert!(!name.is_empty() && name.trim() == *name, "{name:?}");
            }
        }
    }

    #[test]
    fn classes_stand_where_the_models_have_them() {
        assert_eq!((PASCAL_VOC[0], PASCAL_VOC[20]), ("background", "tv monitor"));
        assert_eq!((CITYSCAPES[0], CITYSCAPES[18]), ("road", "bicycle"));
        assert_eq!(CITYSCAPES[19], "background");
        assert_eq!((IMAGENET[0], IMAGENET[999]), ("tench", "toilet tissue"));
        assert_eq!(set("cityscapes_19").and_then(<[_]>::last), Some(&"bicycle"));
        assert_eq!((COCO[1], COCO[80]), ("person", "toothbrush"));
        assert_eq!(set("lvis"), None);
    }
}
