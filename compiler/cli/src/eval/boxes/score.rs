//! The score of a detection network, printed for people and as JSON.

use std::io::Write;

use serde_json::{Map, Value, json};

use super::{
    Data, Found, Object,
    coco_map::{self, CocoMap, mean},
    voc_map::VocMap,
};
use crate::{errors::Error, eval::score::percent};

/// The counts of pictures with boxes, by the rules of the data's origin.
#[derive(Debug)]
pub struct BoxScore {
    names: Vec<String>,
    rules: Rules,
}

#[derive(Debug)]
enum Rules {
    Voc(VocMap),
    Coco(CocoMap),
}

impl BoxScore {
    /// Creates empty counts with the rules that belong to the data.
    pub fn new(data: &Data) -> Self {
        let classes = data.names.len();
        let rules = match &data.categories {
            Some(_) => Rules::Coco(CocoMap::new(classes)),
            None => Rules::Voc(VocMap::new(classes)),
        };
        BoxScore { names: data.names.clone(), rules }
    }

    /// Adds a picture. Pictures are added in the order of the data, so that the score is that of other programs if
    /// scores are equal.
    pub fn add(&mut self, objects: &[Object], found: &[Found]) {
        match &mut self.rules {
            Rules::Voc(map) => map.add(objects, found),
            Rules::Coco(map) => map.add(objects, found),
        }
    }

    /// Prints the metrics for people.
    ///
    /// # Errors
    /// If they cannot be printed.
    pub fn print(&self, out: &mut dyn Write) -> Result<(), Error> {
        let table = self.table();
        for column in table.columns {
            write!(out, "{:>8}  ", column.1)?;
        }
        writeln!(out, "objects  class")?;
        for (index, row) in table.rows.iter().enumerate() {
            for figure in row.figures {
                write!(out, "{}  ", percent(figure))?;
            }
            writeln!(out, "{:7}  {:5}  {}", row.objects, index + 1, self.name(index + 1))?;
        }
        writeln!(out)?;
        for (_, name, figure) in table.figures {
            writeln!(out, "{}  {name}", percent(figure))?;
        }
        Ok(())
    }

    /// Returns the metrics, from 0 to 1; null if there are no objects.
    pub fn json(&self) -> Map<String, Value> {
        let table = self.table();
        let class = |(index, row): (usize, &Row)| {
            let mut class = Map::new();
            class.insert("class".into(), (index + 1).into());
            class.insert("name".into(), self.name(index + 1).into());
            class.insert("objects".into(), row.objects.into());
            for (column, figure) in table.columns.iter().zip(row.figures) {
                class.insert(column.0.into(), json!(figure));
            }
            Value::Object(class)
        };
        let classes = table.rows.iter().enumerate().map(class).collect();
        let figures = table.figures.iter().map(|(key, _, figure)| ((*key).into(), json!(figure)));
        let mut figures: Map<String, Value> = figures.collect();
        figures.insert("classes".into(), classes);
        figures
    }

    fn name(&self, class: usize) -> &str {
        self.names.get(class).map_or("", String::as_str)
    }

    fn table(&self) -> Table {
        match &self.rules {
            Rules::Voc(map) => {
                let rows = map.precisions().into_iter().map(|(objects, precision)| {
                    let figures = [precision.map(|it| it.points), precision.map(|it| it.area)];
                    Row { objects, figures }
                });
                let rows: Vec<Row> = rows.collect();
                let mean_of = |figure: usize| mean(rows.iter().map(|row| row.figures[figure]));
                let figures = vec![
                    ("map_11_points", "mAP at IoU 0.5, 11 points (VOC 2007)", mean_of(0)),
                    (
                        "map_area",
                        "mAP at IoU 0.5, area below the curve (from VOC 2010 on)",
                        mean_of(1),
                    ),
                ];
                let columns = [("ap_11_points", "11-point"), ("ap_area", "area")];
                Table { columns, rows, figures }
            }
            Rules::Coco(map) => {
                let classes = map.classes();
                let row = |class: &coco_map::ClassFigures| Row {
                    objects: class.objects,
                    figures: [class.figures[0], class.figures[1]],
                };
                let rows = classes.iter().map(row).collect();
                let figures = coco_map::NAMES.iter().zip(coco_map::means(&classes));
                let figures = figures.map(|((key, name), figure)| (*key, *name, figure)).collect();
                Table { columns: [("ap", "AP"), ("ap_50", "AP@.50")], rows, figures }
            }
        }
    }
}

/// The figures of all classes and of the network. Names are for JSON and for people.
struct Table {
    columns: [(&'static str, &'static str); 2],
    rows: Vec<Row>,
    figures: Vec<(&'static str, &'static str, Option<f64>)>,
}

/// The figures of a class.
struct Row {
    objects: u64,
    figures: [Option<f64>; 2],
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::boxes::{Bounds, Categories};

    /// Two cats, of which one is found, and no dog.
    fn score(categories: Option<Categories>) -> BoxScore {
        let names = ["background", "cat", "dog"].map(String::from).to_vec();
        let mut score = BoxScore::new(&Data { pictures: Vec::new(), names, categories });
        let object = |left: f64| {
            let bounds = Bounds::between([left, 0.0, left + 40.0, 40.0]);
            Object { class: 1, bounds, area: bounds.area(), optional: false }
        };
        let found = [Found::new(1, 0.5, [0.0, 0.0, 40.0, 40.0])];
        score.add(&[object(0.0), object(100.0)], &found);
        score
    }

    fn printed(score: &BoxScore) -> String {
        let mut text = Vec::new();
        score.print(&mut text).unwrap();
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn the_figures_of_voc() {
        let score = score(None);
        let expected = "\
11-point      area  objects  class
 54.55 %   50.00 %        2      1  cat
     – %       – %        0      2  dog

 54.55 %  mAP at IoU 0.5, 11 points (VOC 2007)
 50.00 %  mAP at IoU 0.5, area below the curve (from VOC 2010 on)
";
        assert_eq!(printed(&score), expected);
        let classes = json!([
            { "class": 1, "name": "cat", "objects": 2, "ap_11_points": 6.0 / 11.0, "ap_area": 0.5 },
            { "class": 2, "name": "dog", "objects": 0, "ap_11_points": null, "ap_area": null },
        ]);
        let figures = json!({ "map_11_points": 6.0 / 11.0, "map_area": 0.5, "classes": classes });
        assert_eq!(Value::Object(score.json()), figures);
    }

    #[test]
    fn the_figures_of_coco() {
        let score = score(Some(Categories::from_ids(&[7, 9])));
        let text = printed(&score);
        let start = "      AP    AP@.50  objects  class
 50.50 %   50.50 %        2      1  cat
     – %       – %        0      2  dog

 50.50 %  mAP@[.50:.95]
 50.50 %  mAP@.50
";
        assert!(text.starts_with(start), "{text}");
        assert!(text.contains("     – %  mAP@[.50:.95], small objects\n"), "{text}");
        assert!(text.contains(" 50.00 %  mean recall, medium objects\n"), "{text}");
        let json = score.json();
        assert_eq!(json["map_small"], Value::Null);
        assert_eq!(json["ar_1"], json!(0.5));
        assert_eq!(json["classes"][1]["ap_50"], Value::Null);
    }
}
