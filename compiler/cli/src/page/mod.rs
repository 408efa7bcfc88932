//! The parts of pages for browsers that commands share: one HTML file each, without scripts, that loads no
//! other file and is well-formed XML as well.
//!
//! | module | purpose |
//! |---|---|
//! | [`element`] | HTML and SVG as a tree |
//! | [`shape`] | the shapes of SVG |

pub mod element;
pub mod shape;

use element::Element;

/// The colours on light and on dark backgrounds, for pages and for pictures in files of their own. Style
/// sheets have none of the characters that HTML and XML escape differently there.
pub const COLOURS: &str = include_str!("colours.css");

/// The style sheet of every page.
const STYLE: &str = include_str!("style.css");

/// Returns a page with this title; `style` is its own style sheet, which must need no escapes either.
pub fn page(title: &str, style: &str, content: impl IntoIterator<Item = Element>) -> String {
    let head = Element::new("head")
        .with(Element::new("meta").set("charset", "utf-8"))
        .with(
            Element::new("meta")
                .set("name", "viewport")
                .set("content", "width=device-width, initial-scale=1"),
        )
        .with(Element::new("title").text(title))
        .with(Element::new("style").text(COLOURS).text(STYLE).text(style));
    let body = Element::new("body").with(Element::new("main").with_all(content));
    let html = Element::new("html").set("lang", "en").with(head).with(body);
    format!("<!DOCTYPE html>\n{html}")
}

/// A part of a page with a heading.
pub fn section(title: &str, content: Vec<Element>) -> Element {
    Element::new("section").with(Element::new("h2").text(title)).with_all(content)
}

/// A legend: marks with their meanings.
pub fn legend(entries: impl IntoIterator<Item = (Element, &'static str)>) -> Element {
    Element::new("p").class("legend").with_all(entries.into_iter().map(|(mark, text)| {
        let mark = Element::new("svg")
            .set("width", 22)
            .set("height", 12)
            .set("aria-hidden", "true")
            .with(mark);
        Element::new("span").with(mark).text(text)
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_style_sheets_need_no_escapes() {
        for style in [COLOURS, STYLE] {
            assert!(!style.contains(['<', '>', '&', '"', '\'']));
        }
    }
}
