//! How well predicted classes agree with true ones.

use crate::class::Class;

const CLASSES: usize = Class::ALL.len();

/// How often each class was taken for each: the counts behind accuracy and intersection over union.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confusion {
    /// By true class, then by predicted class.
    counts: [[u64; CLASSES]; CLASSES],
}

impl Confusion {
    /// Adds pairs of a true and a predicted class, by their indices.
    ///
    /// # Panics
    ///
    /// If an index is none of a [`Class`].
    pub fn add(&mut self, truth: &[u8], predicted: &[u8]) {
        for (truth, predicted) in truth.iter().zip(predicted) {
            self.counts[usize::from(*truth)][usize::from(*predicted)] += 1;
        }
    }

    /// The share of all pairs in which both classes are the same; NaN without any.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        let right: u64 = (0..CLASSES).map(|class| self.counts[class][class]).sum();
        let all: u64 = self.counts.iter().flatten().sum();
        right as f64 / all as f64
    }

    /// Pairs in which both are `class` over those in which at least one is; `None` where it occurs in
    /// neither.
    #[must_use]
    pub fn iou(&self, class: Class) -> Option<f64> {
        let class = class.index();
        let both = self.counts[class][class];
        let truth: u64 = self.counts[class].iter().sum();
        let predicted: u64 = self.counts.iter().map(|row| row[class]).sum();
        let either = truth + predicted - both;
        (either > 0).then(|| both as f64 / either as f64)
    }

    /// The mean of [`iou`](Self::iou) over the classes that occur; NaN without any.
    ///
    /// ```
    /// use espnet_shapes::Confusion;
    ///
    /// let mut confusion = Confusion::default();
    /// confusion.add(&[0, 0, 0, 1], &[0, 0, 1, 1]);
    /// // Two thirds of the background, half of the disc.
    /// assert!((confusion.mean_iou() - (2.0 / 3.0 + 1.0 / 2.0) / 2.0).abs() < 1e-12);
    /// ```
    #[must_use]
    pub fn mean_iou(&self) -> f64 {
        let ious: Vec<f64> = Class::ALL.iter().filter_map(|class| self.iou(*class)).collect();
        ious.iter().sum::<f64>() / ious.len() as f64
    }
}
