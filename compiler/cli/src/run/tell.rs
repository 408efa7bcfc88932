//! The printed result of `espnet run` for each input: several lines, one line, or a JSON object.

use std::{io::Write, path::Path};

use espnet::image::{Mask, Prediction};
use serde_json::{Value, json};

use crate::{
    detection::{Object, best_first},
    errors::Error,
    prediction::{self, Labels},
    samples::Sample,
};

/// Classes with a smaller share of the picture than this are left out of single lines.
const LEAST_SHARE: f64 = 0.005;

/// Number of a classifier's classes in a single line.
const NAMED: usize = 3;

/// Number of objects in a single line.
const LISTED: usize = 8;

/// The format of printed results.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One line per class.
    Detailed,
    /// One line per input.
    Line,
    /// One JSON object per input, on one line.
    Json,
}

/// The answer of a network about one input.
#[derive(Debug)]
pub enum Seen {
    /// The best classes of a classifier, best first.
    Classes(Vec<Prediction>),
    /// The class of every pixel.
    Mask(Mask),
    /// The objects of a detection network: classes ascending, and in a class scores descending.
    Objects(Vec<Object>),
    /// Numbers whose meaning is unknown.
    Numbers,
}

/// Prints answers.
#[derive(Debug)]
pub struct Teller<'a> {
    /// The format of the lines.
    pub format: Format,
    /// The names of the classes.
    pub labels: &'a Labels,
    /// The number of the network's classes, which determines their colours.
    pub classes: usize,
    /// The score above which a detection network's objects count as found.
    pub threshold: f32,
}

impl Teller<'_> {
    /// Prints the answer about one input; a number is given if the file has several inputs.
    ///
    /// # Errors
    /// If it cannot be printed.
    pub fn tell(
        &self,
        out: &mut dyn Write,
        sample: &Sample,
        index: Option<usize>,
        seen: &Seen,
    ) -> Result<(), Error> {
        match self.format {
            Format::Detailed => {
                if let Some(index) = index {
                    writeln!(out, "input {index}")?;
                }
                match seen {
                    Seen::Classes(best) => prediction::print_classes(out, best, self.labels)?,
                    Seen::Mask(mask) => {
                        prediction::print_legend(out, mask, self.classes, self.labels)?;
                    }
                    Seen::Objects(objects) => self.table(out, objects)?,
                    Seen::Numbers => {}
                }
            }
            Format::Line => {
                let index = index.map(|index| format!("[{index}]")).unwrap_or_default();
                writeln!(out, "{}{index}: {}", sample.path.display(), self.line(seen))?;
            }
            Format::Json => {
                writeln!(out, "{}", self.object(sample, index, seen))?;
            }
        }
        Ok(())
    }

    /// Returns the answer about one input as JSON; a number is given if the file has several inputs.
    pub fn object(&self, sample: &Sample, index: Option<usize>, seen: &Seen) -> Value {
        let mut object = json!({ "input": sample.path.display().to_string() });
        if let Some(index) = index {
            object["index"] = index.into();
        }
        let key = if matches!(seen, Seen::Objects(_)) { "detections" } else { "classes" };
        object[key] = self.json(seen);
        object
    }

    /// Prints the error of an input as JSON, if that is the format; people read it on stderr.
    ///
    /// # Errors
    /// If it cannot be printed.
    pub fn failure(&self, out: &mut dyn Write, path: &Path, error: &Error) -> Result<(), Error> {
        if self.format == Format::Json {
            let object = json!({ "input": path.display().to_string(), "error": error.to_string() });
            writeln!(out, "{object}")?;
        }
        Ok(())
    }

    /// Prints a table of objects, the best first: score, class, name, and the box in whole pixels.
    fn table(&self, out: &mut dyn Write, objects: &[Object]) -> Result<(), Error> {
        if objects.is_empty() {
            writeln!(out, "no object has a score above {}", self.threshold)?;
            return Ok(());
        }
        let name = |object: &Object| self.labels.get(object.detection.class);
        let widths = objects.iter().map(|object| name(object).chars().count());
        let width = widths.max().unwrap_or_default().max("name".len());
        writeln!(out, "   score  class  {:width$}    left     top   right  bottom", "name")?;
        for object in best_first(objects) {
            let percent = 100.0 * object.detection.score;
            let class = object.detection.class;
            // The sum turns −0 into 0.
            let [left, top, right, bottom] = object.bounds.map(|side| side.round() + 0.0);
            writeln!(
                out,
                "{percent:6.2} %  {class:5}  {:width$}  {left:6}  {top:6}  {right:6}  {bottom:6}",
                name(object)
            )?;
        }
        Ok(())
    }

    fn line(&self, seen: &Seen) -> String {
        let entry =
            |class: usize, share: f64| format!("{} {:.2} %", self.labels.get(class), 100.0 * share);
        let entries: Vec<String> = match seen {
            Seen::Classes(best) => best
                .iter()
                .take(NAMED)
                .map(|best| entry(best.class, best.probability.into()))
                .collect(),
            Seen::Mask(mask) => prediction::shares(mask, self.classes)
                .iter()
                .filter(|share| share.fraction >= LEAST_SHARE)
                .map(|share| entry(share.class.into(), share.fraction))
                .collect(),
            Seen::Objects(objects) if objects.is_empty() => {
                vec![format!("no object has a score above {}", self.threshold)]
            }
            Seen::Objects(objects) => {
                let best = best_first(objects);
                let listed = best.iter().take(LISTED).map(|object| object.detection);
                let mut entries: Vec<String> =
                    listed.map(|found| entry(found.class, found.score.into())).collect();
                if let Some(more @ 1..) = best.len().checked_sub(LISTED) {
                    entries.push(format!("and {more} more"));
                }
                entries
            }
            Seen::Numbers => vec!["done".into()],
        };
        entries.join(", ")
    }

    fn json(&self, seen: &Seen) -> Value {
        match seen {
            Seen::Classes(best) => best
                .iter()
                .map(|best| {
                    json!({
                        "class": best.class,
                        "name": self.labels.get(best.class),
                        "logit": best.logit,
                        "probability": best.probability,
                    })
                })
                .collect(),
            Seen::Mask(mask) => prediction::shares(mask, self.classes)
                .iter()
                .map(|share| {
                    json!({
                        "class": share.class,
                        "name": self.labels.get(share.class.into()),
                        "pixels": share.pixels,
                        "fraction": share.fraction,
                    })
                })
                .collect(),
            Seen::Objects(objects) => best_first(objects)
                .iter()
                .map(|Object { detection, bounds }| {
                    json!({
                        "class": detection.class,
                        "name": self.labels.get(detection.class),
                        "score": detection.score,
                        "prior": detection.prior,
                        "box": bounds,
                    })
                })
                .collect(),
            Seen::Numbers => Value::Null,
        }
    }
}
