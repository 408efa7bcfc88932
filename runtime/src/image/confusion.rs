//! Comparison of predicted classes with true ones: pixel accuracy and intersection over union (IoU).

/// A confusion matrix: the number of pairs for each true class and each predicted class.
///
/// ```
/// use espnet::image::Confusion;
///
/// let mut confusion = Confusion::new(2);
/// confusion.add(&[0, 0, 0, 1, 255], &[0, 0, 1, 1, 1], Some(255));
/// assert_eq!(confusion.accuracy(), Some(0.75));
/// // Two thirds of class 0, half of class 1.
/// assert_eq!(confusion.mean_iou(), Some((2.0 / 3.0 + 1.0 / 2.0) / 2.0));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    classes: usize,
    /// Counts with the true class as the row and the predicted class as the column.
    counts: Vec<u64>,
}

impl Confusion {
    /// Creates an empty matrix for `classes` classes.
    #[must_use]
    pub fn new(classes: usize) -> Self {
        Confusion { classes, counts: vec![0; classes * classes] }
    }

    /// Returns the number of classes.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// Adds pairs of a true and a predicted class index. Pairs whose true class is `ignored` are skipped.
    ///
    /// # Panics
    ///
    /// If a class index of a pair that is not skipped is `classes` or more.
    pub fn add(&mut self, truth: &[u8], predicted: &[u8], ignored: Option<u8>) {
        for (&truth, &predicted) in truth.iter().zip(predicted) {
            if ignored == Some(truth) {
                continue;
            }
            let (truth, predicted) = (usize::from(truth), usize::from(predicted));
            assert!(truth < self.classes && predicted < self.classes, "a class beyond the last");
            self.counts[truth * self.classes + predicted] += 1;
        }
    }

    /// Returns the share of pairs whose two classes are equal, from 0 to 1; `None` if there are no
    /// pairs.
    #[must_use]
    pub fn accuracy(&self) -> Option<f64> {
        let right: u64 = (0..self.classes).map(|class| self.both(class)).sum();
        ratio(right, self.counts.iter().sum())
    }

    /// Returns the intersection over union of `class`: the number of pairs in which both classes are
    /// `class`, divided by the number in which at least one is. `None` if the class occurs in no pair.
    #[must_use]
    pub fn iou(&self, class: usize) -> Option<f64> {
        let truth: u64 = self.counts.chunks_exact(self.classes).nth(class)?.iter().sum();
        let predicted: u64 = self.counts.chunks_exact(self.classes).map(|row| row[class]).sum();
        ratio(self.both(class), truth + predicted - self.both(class))
    }

    /// Returns the mean of [`iou`](Self::iou) over the classes that occur; `None` if there are no pairs.
    #[must_use]
    pub fn mean_iou(&self) -> Option<f64> {
        let ious: Vec<f64> = (0..self.classes).filter_map(|class| self.iou(class)).collect();
        (!ious.is_empty()).then(|| ious.iter().sum::<f64>() / ious.len() as f64)
    }

    fn both(&self, class: usize) -> u64 {
        self.counts[class * self.classes + class]
    }
}

/// Divides one count by another; `None` if the divisor is zero.
fn ratio(part: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| part as f64 / all as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_that_occur_nowhere_have_no_share_in_the_mean() {
        let mut confusion = Confusion::new(3);
        assert_eq!((confusion.accuracy(), confusion.mean_iou()), (None, None));
        confusion.add(&[0, 0, 1, 1], &[0, 1, 1, 1], None);
        assert_eq!(confusion.accuracy(), Some(0.75));
        assert_eq!(
            [0, 1, 2, 3].map(|class| confusion.iou(class)),
            [Some(0.5), Some(2.0 / 3.0), None, None]
        );
        assert_eq!(confusion.mean_iou(), Some((0.5 + 2.0 / 3.0) / 2.0));
    }
}
