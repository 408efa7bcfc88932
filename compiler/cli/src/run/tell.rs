//! The printed result of `espnet run` for each input: several lines, one line, or a JSON object.

use std::{io::Write, path::Path};

use espnet::image::{Mask, Prediction};
use serde_json::{Value, json};

use crate::{
    errors::Error,
    prediction::{self, Labels},
    samples::Sample,
};

/// Classes with a smaller share of the picture than this are left out of single lines.
const LEAST_SHARE: f64 = 0.005;

/// Number of a classifier's classes in a single line.
const NAMED: usize = 3;

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
                    Seen::Numbers => {}
                }
            }
            Format::Line => {
                let index = index.map(|index| format!("[{index}]")).unwrap_or_default();
                writeln!(out, "{}{index}: {}", sample.path.display(), self.line(seen))?;
            }
            Format::Json => {
                let mut object = json!({ "input": sample.path.display().to_string() });
                if let Some(index) = index {
                    object["index"] = index.into();
                }
                object["classes"] = self.json(seen);
                writeln!(out, "{object}")?;
            }
        }
        Ok(())
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
            Seen::Numbers => Value::Null,
        }
    }
}
