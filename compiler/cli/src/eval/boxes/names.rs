//! The class names of a network, and names in annotations that should be among them.

use std::collections::BTreeMap;

use crate::eval::data::{list, plain};

/// The classes of a detection network; class 0 is the background.
#[derive(Clone, Copy, Debug)]
pub struct ClassNames<'a> {
    labels: &'a [String],
    classes: usize,
}

impl<'a> ClassNames<'a> {
    /// Takes a network's labels, which may be missing, and its number of classes with the background.
    pub fn new(labels: &'a [String], classes: usize) -> Self {
        ClassNames { labels, classes }
    }

    /// Returns the number of classes, with the background.
    pub fn classes(self) -> usize {
        self.classes
    }

    /// Whether no class has a name.
    pub fn missing(self) -> bool {
        self.labels.is_empty()
    }

    /// Returns the name of a class, if it has one.
    pub fn get(self, class: usize) -> Option<&'a str> {
        self.labels.get(class).filter(|_| class < self.classes).map(String::as_str)
    }

    /// Returns all names; class 7 without a name is `class 7`.
    pub fn all(self) -> Vec<String> {
        let name = |class| self.get(class).map_or_else(|| format!("class {class}"), String::from);
        (0..self.classes).map(name).collect()
    }

    /// The classes that objects can have, with their names.
    fn objects(self) -> impl Iterator<Item = (usize, &'a str)> {
        (1..self.classes).filter_map(move |class| Some((class, self.get(class)?)))
    }

    /// Returns the class with this name. Case, spaces, `_` and `-` do not matter, unless they make the difference
    /// between two classes.
    pub fn class(self, name: &str) -> Option<usize> {
        if let Some((class, _)) = self.objects().find(|(_, known)| *known == name) {
            return Some(class);
        }
        let name = plain(name);
        let mut same = self.objects().filter(|(_, known)| plain(known) == name);
        let class = same.next()?.0;
        same.next().is_none().then_some(class)
    }

    /// Returns the name of the class that an unknown name may mean.
    fn similar(self, name: &str) -> Option<&'a str> {
        let name = plain(name);
        let most = (name.chars().count() / 3).clamp(1, 3);
        self.objects()
            .map(|(_, known)| (strsim::osa_distance(&name, &plain(known)), known))
            .filter(|(distance, _)| *distance <= most)
            .min_by_key(|(distance, _)| *distance)
            .map(|(_, known)| known)
    }

    /// Returns the message about names that no class has, with the number of their objects.
    pub fn unknown(self, names: &BTreeMap<String, usize>) -> String {
        let one = |(name, objects): (&String, &usize)| {
            let similar = self.similar(name).map(|known| format!("; did you mean `{known}`?"));
            let s = if *objects == 1 { "" } else { "s" };
            format!("`{name}` ({objects} object{s}{})", similar.unwrap_or_default())
        };
        let known: Vec<String> = self.objects().map(|(_, name)| name.to_owned()).collect();
        format!(
            "objects have names that are no class of the network: {}; the classes are {}",
            names.iter().map(one).collect::<Vec<_>>().join(", "),
            list(&known)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_have_names_except_the_background() {
        let labels = ["background", "dining table", "Cat", "cat"].map(String::from);
        let names = ClassNames::new(&labels, 4);
        assert_eq!(names.class("diningtable"), Some(1));
        assert_eq!(
            [names.class("Cat"), names.class("cat"), names.class("CAT")],
            [Some(2), Some(3), None]
        );
        assert_eq!(names.class("background"), None);
        let unknown = [("horse", 1), ("dinning-table", 3)];
        let unknown = unknown.map(|(name, objects)| (name.into(), objects));
        assert_eq!(
            names.unknown(&BTreeMap::from(unknown)),
            "objects have names that are no class of the network: `dinning-table` (3 objects; did you mean \
             `dining table`?), `horse` (1 object); the classes are dining table, Cat, cat"
        );
        assert_eq!(ClassNames::new(&[], 2).all(), ["class 0", "class 1"]);
    }
}
