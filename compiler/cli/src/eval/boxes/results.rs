//! Detections as COCO's tools read them: a JSON list with an entry for each detection.

use std::io::{self, Write};

use serde_json::json;

use super::{Categories, Found};

/// A list that is being written. [`finish`](Self::finish) ends it.
#[derive(Debug)]
pub struct Results<W> {
    out: W,
    entries: usize,
}

impl<W: Write> Results<W> {
    /// Begins a list.
    pub fn new(out: W) -> Self {
        Results { out, entries: 0 }
    }

    /// Adds the detections in the picture with the number `image`. Numbers are written so that a reader gets the
    /// same ones, and thus computes the same score; classes are COCO's categories again.
    ///
    /// # Errors
    /// If they cannot be written.
    pub fn add(&mut self, image: i64, found: &[Found], categories: &Categories) -> io::Result<()> {
        for Found { class, score, bounds } in found {
            // The background is never found, and a network has no more classes than there are categories.
            let Some(category) = categories.of_class(*class) else { continue };
            let separator = if self.entries == 0 { "[\n" } else { ",\n" };
            let entry = json!({
                "image_id": image,
                "category_id": category,
                "bbox": [bounds.left, bounds.top, bounds.width, bounds.height],
                "score": score,
            });
            write!(self.out, "{separator}{entry}")?;
            self.entries += 1;
        }
        Ok(())
    }

    /// Ends the list and returns what it was written to.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        let end = if self.entries == 0 { "[]\n" } else { "\n]\n" };
        self.out.write_all(end.as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    #[test]
    fn entries_have_original_categories_and_exact_numbers() {
        let categories = Categories::from_ids(&[11, 13]);
        let mut results = Results::new(Vec::new());
        results.add(7, &[], &categories).unwrap();
        assert_eq!(results.finish().unwrap(), b"[]\n");

        let mut results = Results::new(Vec::new());
        let found = [
            Found::new(2, 0.1, [0.5, 1.0, 2.0, 4.0]),
            Found::new(1, 0.5, [f32::NAN; 4]),
            Found::new(3, 0.5, [0.0; 4]),
        ];
        results.add(7, &found, &categories).unwrap();
        results.add(8, &found[..1], &categories).unwrap();
        let list: Vec<Value> = serde_json::from_slice(&results.finish().unwrap()).unwrap();
        let entry = |image, category, bounds: [f64; 4], score: f32| {
            let score = f64::from(score);
            json!({ "image_id": image, "category_id": category, "bbox": bounds, "score": score })
        };
        let bounds = [0.5, 1.0, 1.5, 3.0];
        let expected =
            [entry(7, 13, bounds, 0.1), entry(7, 11, [0.0; 4], 0.5), entry(8, 13, bounds, 0.1)];
        assert_eq!(list, expected);
    }
}
