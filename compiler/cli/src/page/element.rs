//! HTML and SVG as a tree, so that every text is escaped and every tag closed.

use std::fmt::{self, Display, Formatter, Write};

/// Elements that are written as one tag, without content.
const EMPTY: [&str; 6] = ["meta", "rect", "line", "path", "circle", "br"];

/// An element with its attributes and content.
#[derive(Clone, Debug)]
pub struct Element {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    content: Vec<Content>,
}

#[derive(Clone, Debug)]
enum Content {
    Element(Element),
    Text(String),
}

impl Element {
    /// An element without attributes or content.
    pub fn new(name: &'static str) -> Self {
        Element { name, attributes: Vec::new(), content: Vec::new() }
    }

    /// Adds an attribute.
    pub fn set(mut self, name: &'static str, value: impl Display) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// Sets the class of the style sheet.
    pub fn class(self, class: impl Display) -> Self {
        self.set("class", class)
    }

    /// Appends text to the content.
    pub fn text(mut self, text: impl Display) -> Self {
        self.content.push(Content::Text(text.to_string()));
        self
    }

    /// Appends text in which words between backticks are code.
    pub fn prose(mut self, text: &str) -> Self {
        let mut rest = text;
        while let Some((before, code, after)) = rest.split_once('`').and_then(|(before, rest)| {
            let (code, after) = rest.split_once('`')?;
            Some((before, code, after))
        }) {
            if !before.is_empty() {
                self = self.text(before);
            }
            self = self.with(Element::new("code").text(code));
            rest = after;
        }
        if rest.is_empty() { self } else { self.text(rest) }
    }

    /// Appends an element to the content.
    pub fn with(mut self, element: Element) -> Self {
        self.content.push(Content::Element(element));
        self
    }

    /// Appends several elements.
    pub fn with_all(mut self, elements: impl IntoIterator<Item = Element>) -> Self {
        self.content.extend(elements.into_iter().map(Content::Element));
        self
    }

    /// Adds a text that browsers show when the pointer rests on the element; for SVG.
    pub fn hover(self, text: impl Display) -> Self {
        self.with(Element::new("title").text(text))
    }
}

impl Display for Element {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "<{}", self.name)?;
        for (name, value) in &self.attributes {
            write!(f, " {name}=\"{}\"", Escaped(value))?;
        }
        if self.content.is_empty() && EMPTY.contains(&self.name) {
            return f.write_str("/>");
        }
        f.write_char('>')?;
        for content in &self.content {
            match content {
                Content::Element(element) => element.fmt(f)?,
                Content::Text(text) => Escaped(text).fmt(f)?,
            }
        }
        write!(f, "</{}>", self.name)?;
        // Breaks lines where blanks between tags mean nothing, so that the source can be read.
        match self.name {
            "text" | "title" | "span" | "tspan" | "b" | "code" | "td" | "th" => Ok(()),
            _ => f.write_char('\n'),
        }
    }
}

/// Escapes a text for both HTML and XML. Characters that neither allows become U+FFFD.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for c in self.0.chars() {
            match c {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\n' | '\t' => f.write_char(c)?,
                '\u{fffe}' | '\u{ffff}' => f.write_char('\u{fffd}')?,
                c if c.is_control() => f.write_char('\u{fffd}')?,
                c => f.write_char(c)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_and_attributes_are_escaped() {
        let element = Element::new("g").set("aria-label", "\"a' <b>&").text("</g>]]>\u{1}é\n");
        assert_eq!(
            element.to_string(),
            "<g aria-label=\"&quot;a&#39; &lt;b&gt;&amp;\">&lt;/g&gt;]]&gt;\u{fffd}é\n</g>\n"
        );
    }

    #[test]
    fn what_stands_between_backticks_is_code() {
        let prose = |text: &str| Element::new("b").prose(text).to_string();
        assert_eq!(
            prose("`a` and `<b>`, not c"),
            "<b><code>a</code> and <code>&lt;b&gt;</code>, not c</b>"
        );
        assert_eq!(prose("one ` alone"), "<b>one ` alone</b>");
        assert_eq!(prose("`a` ` b"), "<b><code>a</code> ` b</b>");
        assert_eq!(prose(""), "<b></b>");
    }

    #[test]
    fn only_elements_without_content_of_their_own_are_one_tag() {
        assert_eq!(Element::new("rect").set("x", 1).to_string(), "<rect x=\"1\"/>");
        assert_eq!(Element::new("td").to_string(), "<td></td>");
        let rect = Element::new("rect").hover("a");
        assert_eq!(rect.to_string(), "<rect><title>a</title></rect>\n");
    }
}
