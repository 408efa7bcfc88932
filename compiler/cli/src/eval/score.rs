//! What `espnet eval` counts, and the figures that follow from it.

use std::io::Write;

use espnet::image::{Confusion, top_k};
use serde_json::{Map, Value, json};

use crate::{errors::Error, prediction::Labels};

/// Among how many of the best classes the true one counts as found.
const BEST: usize = 5;

/// The counts of a classifier or of a segmentation network.
#[derive(Debug)]
pub enum Score {
    /// How often the true class is among the best.
    Ranks(Ranks),
    /// How often each class was taken for each other one.
    Masks(Confusion),
}

/// How often the true class is the best, and how often one of the best five.
#[derive(Debug, Default)]
pub struct Ranks {
    pictures: u64,
    first: u64,
    among_best: u64,
}

impl Ranks {
    /// Adds a picture of that class.
    pub fn add(&mut self, logits: &[f32], class: usize) {
        let best = top_k(logits, BEST);
        self.pictures += 1;
        self.first += u64::from(best[0].class == class);
        self.among_best += u64::from(best.iter().any(|best| best.class == class));
    }

    /// The share of pictures whose class is the best, and of those where it is one of the best five.
    fn shares(&self) -> [Option<f64>; 2] {
        [self.first, self.among_best]
            .map(|count| (self.pictures > 0).then(|| count as f64 / self.pictures as f64))
    }
}

impl Score {
    /// For masks of that many classes.
    pub fn masks(classes: usize) -> Self {
        Score::Masks(Confusion::new(classes))
    }

    /// The figures, for people.
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

    /// The figures, from 0 to 1; null where there was nothing to count.
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

/// A share in percent; a line where there is none.
fn percent(share: Option<f64>) -> String {
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
