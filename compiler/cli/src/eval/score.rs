//! The counts of `espnet eval`, and the metrics computed from them.

use std::io::Write;

use espnet::image::{Confusion, top_k};
use serde_json::{Map, Value, json};

use crate::{errors::Error, prediction::Labels};

/// The true class counts as found if it is among this number of the network's best classes.
const BEST: usize = 5;

/// The counts of a classifier or of a segmentation network.
#[derive(Debug)]
pub enum Score {
    /// The ranks of true classes in a classifier's output.
    Ranks(Ranks),
    /// The confusion matrix of a segmentation network's pixels.
    Masks(Confusion),
}

/// Counts of pictures whose true class is the best, or among the best five.
#[derive(Debug, Default)]
pub struct Ranks {
    pictures: u64,
    first: u64,
    among_best: u64,
}

impl Ranks {
    /// Adds a picture whose true class is `class`.
    pub fn add(&mut self, logits: &[f32], class: usize) {
        let best = top_k(logits, BEST);
        self.pictures += 1;
        self.first += u64::from(best[0].class == class);
        self.among_best += u64::from(best.iter().any(|best| best.class == class));
    }

    /// Returns the shares of pictures whose true class is the best, and among the best five.
    fn shares(&self) -> [Option<f64>; 2] {
        [self.first, self.among_best]
            .map(|count| (self.pictures > 0).then(|| count as f64 / self.pictures as f64))
    }
}

impl Score {
    /// Creates empty counts for masks of this many classes.
    pub fn masks(classes: usize) -> Self {
        Score::Masks(Confusion::new(classes))
    }

    /// Prints the metrics for people.
    ///
    /// # Errors
    /// If they cannot be printed.
    pub fn print(&self, out: &mut dyn Write, labels: &Labels) -> Result<(), Error> {
        match self {
            Score::Ranks(ranks) => {
                for (name, share) in ["top-1", "top-5"].iter().zip(ranks.shares()) {
                    writeln!(out, "{}  {name}", percent(share))?;
                }
            }
            Score::Masks(confusion) => {
                for class in 0..confusion.classes() {
                    let iou = percent(confusion.iou(class));
                    writeln!(out, "{iou}  {class:4}  {}", labels.get(class))?;
                }
                writeln!(out, "\n{}  mean IoU", percent(confusion.mean_iou()))?;
                writeln!(out, "{}  pixels right", percent(confusion.accuracy()))?;
            }
        }
        Ok(())
    }

    /// Returns the metrics, from 0 to 1; null if nothing was counted.
    pub fn json(&self, labels: &Labels) -> Map<String, Value> {
        let mut figures = Map::new();
        match self {
            Score::Ranks(ranks) => {
                for (name, share) in ["top1", "top5"].iter().zip(ranks.shares()) {
                    figures.insert((*name).into(), json!(share));
                }
            }
            Score::Masks(confusion) => {
                let classes = (0..confusion.classes()).map(|class| {
                    json!({ "class": class, "name": labels.get(class), "iou": confusion.iou(class) })
                });
                figures.insert("mean_iou".into(), json!(confusion.mean_iou()));
                figures.insert("pixel_accuracy".into(), json!(confusion.accuracy()));
                figures.insert("classes".into(), classes.collect());
            }
        }
        figures
    }
}

/// Formats a share in percent; without a share, a dash.
pub fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| "     – %".into(), |share| format!("{:6.2} %", 100.0 * share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_true_class_is_first_or_among_the_best() {
        let mut ranks = Ranks::default();
        assert_eq!(ranks.shares(), [None, None]);
        let logits = [6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.0];
        for class in [0, 1, 4, 5] {
            ranks.add(&logits, class);
        }
        assert_eq!(ranks.shares(), [Some(0.25), Some(0.75)]);
        assert_eq!(percent(Some(0.25)), " 25.00 %");
    }
}
