//! A classifier's answer: its best classes, with names.

use std::{borrow::Cow, fmt};

use super::{Answer, Placement, Prediction, classify};
use crate::Network;

/// How many classes an answer has, unless a program asks for another number.
const BEST: usize = 5;

/// The best classes of one picture, best first.
///
/// ```
/// use espnet::image::Classification;
///
/// let mut answer = Classification::new(&["cat", "dog"], 2);
/// answer.rank(&[0.5, 0.1, 3.0]);
/// assert_eq!(answer.to_string(), "class 2 (87.9 %), cat (7.2 %)");
/// assert_eq!(answer.best()[1].label, Some("cat"));
/// ```
#[derive(Clone, Debug)]
pub struct Classification {
    labels: &'static [&'static str],
    /// How many classes are wanted.
    wanted: usize,
    best: Vec<RankedClass>,
    /// Room for the numbers of all classes.
    order: Vec<usize>,
}

/// A class, by name where it has one, and how probable it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedClass {
    /// The class's index in the output.
    pub class: usize,
    /// Its name, if the network's spec says one.
    pub label: Option<&'static str>,
    /// The softmax of all logits at this class, 0 to 1; NaN if any logit is.
    pub probability: f32,
    /// The network's raw score.
    pub logit: f32,
}

impl RankedClass {
    /// The class's name, or `class 7` where it has none.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        name(self.label, self.class)
    }
}

/// `name (12.3 %)`.
impl fmt::Display for RankedClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_name(f, self.label, self.class)?;
        write!(f, " ({:.1} %)", 100.0 * self.probability)
    }
}

/// The name of a class, or `class 7` where it has none.
pub(super) fn name(label: Option<&'static str>, class: usize) -> Cow<'static, str> {
    label.map_or_else(|| Cow::Owned(format!("class {class}")), Cow::Borrowed)
}

/// Writes what [`name`] returns.
pub(super) fn write_name(
    f: &mut fmt::Formatter<'_>,
    label: Option<&'static str>,
    class: usize,
) -> fmt::Result {
    match label {
        Some(label) => f.write_str(label),
        None => write!(f, "class {class}"),
    }
}

impl Classification {
    /// An answer without classes yet, with room for the best `wanted`; class i is named `labels[i]`.
    #[must_use]
    pub fn new(labels: &'static [&'static str], wanted: usize) -> Self {
        Self { labels, wanted, best: Vec::new(), order: Vec::new() }
    }

    /// Ranks the classes of one picture's output, C logits, as [`top_k`](super::top_k) does. Allocates nothing if
    /// it has ranked as many before.
    pub fn rank(&mut self, logits: &[f32]) {
        self.best.clear();
        self.best.reserve_exact(self.wanted.min(logits.len()));
        classify::rank(logits, self.wanted, &mut self.order, |found| {
            let Prediction { class, logit, probability } = found;
            let label = self.labels.get(class).copied();
            self.best.push(RankedClass { class, label, probability, logit });
        });
    }

    /// The best classes, best first.
    #[must_use]
    pub fn best(&self) -> &[RankedClass] {
        &self.best
    }

    /// The best class of all; `None` before the first picture.
    #[must_use]
    pub fn top(&self) -> Option<&RankedClass> {
        self.best.first()
    }

    /// Changes how many classes the next answer has.
    pub(super) fn want(&mut self, wanted: usize) {
        self.wanted = wanted;
    }
}

/// Answers are equal if they list the same.
impl PartialEq for Classification {
    fn eq(&self, other: &Self) -> bool {
        self.best == other.best
    }
}

/// The classes with a comma between them.
impl fmt::Display for Classification {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, class) in self.best.iter().enumerate() {
            write!(f, "{}{class}", if i == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}

impl Answer for Classification {
    fn of<N: Network>() -> Self {
        Self::new(N::LABELS, BEST)
    }

    /// A class is that of the whole frame.
    fn place(&mut self, _placement: Placement) {}
}

#[cfg(feature = "serde")]
mod serialization {
    use serde::ser::{Serialize, SerializeStruct, Serializer};

    use super::{Classification, RankedClass};

    /// `class`, `name`, `probability` and `logit`; the name is `class 7` where there is none.
    impl Serialize for RankedClass {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let mut fields = serializer.serialize_struct("RankedClass", 4)?;
            fields.serialize_field("class", &self.class)?;
            fields.serialize_field("name", &self.name())?;
            fields.serialize_field("probability", &self.probability)?;
            fields.serialize_field("logit", &self.logit)?;
            fields.end()
        }
    }

    /// The best classes, best first.
    impl Serialize for Classification {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.best.serialize(serializer)
        }
    }
}
