//! The annotation of one picture in Pascal VOC's XML.

use roxmltree::{Document, Node};

use super::Bounds;

/// An object of an annotation.
#[derive(Debug, PartialEq)]
pub struct Marked {
    /// The name of its class.
    pub name: String,
    /// Its rectangle.
    pub bounds: Bounds,
    /// Whether it need not be found.
    pub difficult: bool,
}

/// The annotation of a picture.
#[derive(Debug, Default, PartialEq)]
pub struct Annotation {
    /// Width and height of the picture, if they are there.
    pub size: Option<[usize; 2]>,
    /// The objects.
    pub objects: Vec<Marked>,
}

/// Reads an annotation.
///
/// VOC counts pixels from 1, and the right and bottom ones belong to the object. As in the usual evaluations, 1 is
/// subtracted from all four sides, so that they are comparable with those of a network, which counts from 0; that
/// the last pixels belong to the object is part of how overlaps are computed.
///
/// # Errors
/// Every problem, with its line.
pub fn parse(text: &str) -> Result<Annotation, Vec<String>> {
    let document =
        Document::parse(text).map_err(|error| vec![format!("is no well-formed XML: {error}")])?;
    let root = document.root_element();
    if !root.has_tag_name("annotation") {
        let message = format!(
            "the outermost element is <{}>; an annotation of Pascal VOC begins with <annotation>",
            root.tag_name().name()
        );
        return Err(vec![message]);
    }
    let mut problems = Vec::new();
    let size = child(root, "size").and_then(|size| {
        let side = |name| text_of(size, name)?.parse().ok().filter(|side| *side > 0);
        Some([side("width")?, side("height")?])
    });
    // An object's parts, such as a person's head, have names and boxes too. They are inside the object.
    let objects = root
        .children()
        .filter(|node| node.has_tag_name("object"))
        .filter_map(|node| object(node, &mut problems))
        .collect();
    if problems.is_empty() { Ok(Annotation { size, objects }) } else { Err(problems) }
}

/// Reads an object; if it is wrong, adds its problems and returns `None`.
fn object(node: Node<'_, '_>, problems: &mut Vec<String>) -> Option<Marked> {
    let before = problems.len();
    let mut problem = |message: String| problems.push(format!("{}: {message}", line(node)));
    let name = text_of(node, "name").filter(|name| !name.is_empty());
    if name.is_none() {
        problem("the object has no <name>; it is the name of its class".into());
    }
    let difficult = text_of(node, "difficult").unwrap_or("0");
    if !["0", "1"].contains(&difficult) {
        problem(format!("<difficult> is `{difficult}`; it is 0 or 1"));
    }
    let mut sides = [0.0; 4];
    match child(node, "bndbox") {
        None => problem("the object has no <bndbox> with its sides".into()),
        Some(bounds) => {
            let names = ["xmin", "ymin", "xmax", "ymax"];
            for (name, side) in names.into_iter().zip(&mut sides) {
                match text_of(bounds, name).map(|text| (text, text.parse::<f64>())) {
                    Some((_, Ok(number))) if number.is_finite() => *side = number - 1.0,
                    Some((text, _)) => {
                        problem(format!("<{name}> is `{text}`; it is a number of pixels"));
                    }
                    None => problem(format!("the object's <bndbox> has no <{name}>")),
                }
            }
        }
    }
    if problems.len() > before {
        return None;
    }
    let [left, top, right, bottom] = sides;
    if left > right || top > bottom {
        let message = "the object's right or bottom side is before its left or top one; xmin is at most xmax, \
                       and ymin at most ymax";
        problems.push(format!("{}: {message}", line(node)));
        return None;
    }
    let bounds = Bounds::between(sides);
    Some(Marked { name: name?.to_owned(), bounds, difficult: difficult == "1" })
}

/// Returns the first child with a name.
fn child<'a, 'input>(node: Node<'a, 'input>, name: &str) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.has_tag_name(name))
}

/// Returns the text of the first child with a name.
fn text_of<'a>(node: Node<'a, '_>, name: &str) -> Option<&'a str> {
    Some(child(node, name)?.text().unwrap_or_default().trim())
}

/// The line of an element.
fn line(node: Node<'_, '_>) -> String {
    format!("line {}", node.document().text_pos_at(node.range().start).row)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_are_read_without_their_parts() {
        let text = "<annotation><filename>x.jpg</filename>
            <size><width>353</width><height>500</height><depth>3</depth></size>
            <object><name>dog</name><difficult>0</difficult><bndbox><xmin>48</xmin><ymin>240</ymin>
                <xmax>195</xmax><ymax>371</ymax></bndbox></object>
            <object><part><name>head</name><bndbox><xmin>1</xmin></bndbox></part><name> person </name>
                <bndbox><xmax>352.5</xmax><xmin>8</xmin><ymin>12</ymin><ymax>498</ymax></bndbox>
                <difficult>1</difficult></object>
            </annotation>";
        let marked = |name: &str, sides, difficult| Marked {
            name: name.into(),
            bounds: Bounds::between(sides),
            difficult,
        };
        let annotation = parse(text).unwrap();
        assert_eq!(annotation.size, Some([353, 500]));
        assert_eq!(
            annotation.objects,
            [
                marked("dog", [47.0, 239.0, 194.0, 370.0], false),
                marked("person", [7.0, 11.0, 351.5, 497.0], true),
            ]
        );
        assert_eq!(parse("\u{feff}<annotation/>").unwrap(), Annotation::default());
    }

    #[test]
    fn every_problem_has_a_line() {
        let text = "<annotation>
            <object><difficult>yes</difficult></object>
            <object><name>a</name><bndbox><xmin>NaN</xmin><ymin>1</ymin><xmax>x</xmax></bndbox></object>
            <object><name>a</name>
                <bndbox><xmin>3</xmin><ymin>1</ymin><xmax>2</xmax><ymax>1</ymax></bndbox></object>
            </annotation>";
        let problems = parse(text).unwrap_err();
        let starts = [
            "line 2: the object has no <name>",
            "line 2: <difficult> is `yes`; it is 0 or 1",
            "line 2: the object has no <bndbox>",
            "line 3: <xmin> is `NaN`; it is a number",
            "line 3: <xmax> is `x`; it is a number",
            "line 3: the object's <bndbox> has no <ymax>",
            "line 4: the object's right or bottom side",
        ];
        assert_eq!(problems.len(), starts.len(), "{problems:#?}");
        for (problem, start) in problems.iter().zip(starts) {
            assert!(problem.starts_with(start), "{problem}");
        }
    }

    #[test]
    fn other_files_are_refused() {
        let message = |text: &str| parse(text).unwrap_err().join("\n");
        assert!(message("<html/>").starts_with("the outermost element is <html>"));
        assert!(message("<annotation>").starts_with("is no well-formed XML: "));
        // Entities that grow without limit need a DTD, which is refused.
        assert!(message("<!DOCTYPE a [<!ENTITY b \"c\">]><annotation/>").contains("DTD"));
        assert!(parse(&"<a>".repeat(100_000)).is_err());
    }
}
