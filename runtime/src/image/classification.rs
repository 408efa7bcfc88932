//! A classifier's answer: its best classes, with names.

use std::{borrow::Cow, fmt};

use super::{Answer, Placement, Prediction, classify};
use crate::Network;

/// Number of classes in an answer by default.
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
    /// Number of classes in an answer.
    wanted: usize,
    best: Vec<RankedClass>,
    /// Class indices while they are sorted; kept so that its memory is reused.
    order: Vec<usize>,
}

/// A class with its name, if it has one, and its probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RankedClass {
    /// The class's index in the output.
    pub class: usize,
    /// The class's name, if the spec has labels.
    pub label: Option<&'static str>,
    /// Softmax of the logits at this class, from 0 to 1; NaN if any logit is NaN.
    pub probability: f32,
    /// The network's output for this class, before the softmax.
    pub logit: f32,
}

impl RankedClass {
    /// Returns the class's name, or `class 7` for class 7 without a name.
    #[must_use]
    pub fn name(&self) -> Cow<'static, str> {
        name(self.label, self.class)
    }
}

/// Writes `name (12.3 %)`.
impl fmt::Display for RankedClass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_name(f, self.label, self.class)?;
        write!(f, " ({:.1} %)", 100.0 * self.probability)
    }
}

/// Returns the class's name, or `class 7` for class 7 without a name.
pub(super) fn name(label: Option<&'static str>, class: usize) -> Cow<'static, str> {
    label.map_or_else(|| Cow::Owned(format!("class {class}")), Cow::Borrowed)
}

/// Writes the text that [`name`] returns, without allocating.
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
    /// Creates an empty answer that will keep the best `wanted` classes; `labels[i]` is the name of
    /// class i.
    #[must_use]
    pub fn new(labels: &'static [&'static str], wanted: usize) -> Self {
        Self { labels, wanted, best: Vec::new(), order: Vec::new() }
    }

    /// Ranks the C logits of one picture as [`top_k`](super::top_k) does. Allocates nothing after the
    /// first call with this number of logits.
    pub fn rank(&mut self, logits: &[f32]) {
        self.best.clear();
        self.best.reserve_exact(self.wanted.min(logits.len()));
        classify::rank(logits, self.wanted, &mut self.order, |found| {
            let Prediction { class, logit, probability } = found;
            let label = self.labels.get(class).copied();
            self.best.push(RankedClass { class, label, probability, logit });
        });
    }

    /// Returns the best classes, best first.
    #[must_use]
    pub fn best(&self) -> &[RankedClass] {
        &self.best
    }

    /// Returns the best class, or `None` before the first picture.
    #[must_use]
    pub fn top(&self) -> Option<&RankedClass> {
        self.best.first()
    }

    /// Sets the number of classes of the next answer.
    pub(super) fn want(&mut self, wanted: usize) {
        self.wanted = wanted;
    }
}

/// Two answers are equal if their lists of best classes are equal.
impl PartialEq for Classification {
    fn eq(&self, other: &Self) -> bool {
        self.best == other.best
    }
}

/// Writes the classes, best first, separated by commas.
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

    /// Does nothing: a class describes the whole frame, independent of its position in the input.
    fn place(&mut self, _placement: Placement) {}
}

#[cfg(feature = "serde")]
mod serialization {
    use serde::ser::{Serialize, SerializeStruct, Serializer};

    use super::{Classification, RankedClass};

    /// Serialises `class`, `name`, `probability` and `logit`; the name is `class 7` for class 7 without
    /// a name.
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

    /// Serialises the list of best classes, best first.
    impl Serialize for Classification {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            self.best.serialize(serializer)
        }
    }
}
