//! The comparison as a page: a chart for each number of threads, and the table.

use super::{
    chart::{self, mark::mark},
    report::{Report, Row, in_words},
};
use crate::{
    format::long,
    page::{self, element::Element, section},
};

/// The style sheet of the table, without characters that need escapes.
const STYLE: &str = include_str!("page.css");

const TITLE: &str = "Classifiers: accuracy against time";

/// The page.
pub fn page(report: &Report) -> String {
    let charts = report.threads.iter().enumerate().map(|(index, &threads)| {
        let chart = Element::new("figure").with(chart::chart(report, index));
        section(&format!("With {}", in_words(threads)), vec![chart])
    });
    let table = section("All figures", vec![explanation(), table(report)]);
    let content = [header(report)].into_iter().chain(charts).chain([table]);
    page::page(TITLE, &format!("{}{STYLE}", chart::STYLE), content)
}

fn note(text: String) -> Element {
    Element::new("p").class("note").text(text)
}

fn header(report: &Report) -> Element {
    let Report { processor, isa, date, rounds, seconds, .. } = report;
    Element::new("header")
        .with(Element::new("h1").text(TITLE))
        .with(note(format!("{processor} · {isa} · {date}")))
        .with(note(format!(
            "Times of networks that espnet compiled for this processor: medians over {rounds} \
             round{} in which the networks took turns, of {seconds} s each; pictures of 224×224, random \
             weights. Accuracies are published ones, from the sources in the table.",
            if *rounds == 1 { "" } else { "s" }
        )))
}

fn explanation() -> Element {
    Element::new("p").class("note").prose(
        "Bold times are on the front: no other network is both faster and more accurate. MACs are \
         multiply-accumulates of convolutions. The peak is what the processor does on registers alone, with as \
         many threads. `g` is the number of groups. Names end in what was trained where there are several: \
         `paper` is the wiring of ShuffleNet's paper, `torchvision` and `EdgeNets` are the wirings of these \
         libraries, and the other ShuffleNets are those of their authors' release.",
    )
}

fn heading(text: &str, scope: &str) -> Element {
    Element::new("th").set("scope", scope).text(text)
}

fn table(report: &Report) -> Element {
    let tall = |text: &str| heading(text, "col").set("rowspan", 2);
    let upper = Element::new("tr")
        .with(tall("network"))
        .with_all(["top-1", "parameters", "MACs, M"].map(|text| tall(text).class("number")))
        .with_all(report.threads.iter().map(|&threads| {
            heading(&in_words(threads), "colgroup").set("colspan", 3).class("group")
        }))
        .with(tall("source of top-1"));
    let lower = Element::new("tr").with_all(report.threads.iter().flat_map(|_| {
        ["ms", "GMAC/s", "of peak"].map(|text| heading(text, "col").class("number"))
    }));
    Element::new("figure").with(
        Element::new("table")
            .class("comparison")
            .with(Element::new("thead").with(upper).with(lower))
            .with(Element::new("tbody").with_all(report.rows.iter().map(row))),
    )
}

fn row(row: &Row) -> Element {
    let key = Element::new("svg")
        .class("key")
        .set("width", 16)
        .set("height", 13)
        .set("aria-hidden", "true")
        .with(mark(row.network.family, [7.0, 6.5], ""));
    let number = |text: String| Element::new("td").class("number").text(text);
    let times = row.times.iter().flat_map(|time| {
        let ms = format!("{:.3}", time.median_ms);
        [
            match time.on_front {
                true => Element::new("td").class("number").with(Element::new("b").text(ms)),
                false => number(ms),
            },
            number(format!("{:.1}", time.gmacs_per_s)),
            number(format!("{:.0} %", 100.0 * time.share_of_peak)),
        ]
    });
    Element::new("tr")
        .with(Element::new("th").set("scope", "row").with(key).text(row.network.name()))
        .with(number(format!("{} %", row.network.percent())))
        .with(number(long(row.parameters as u64)))
        .with(number(format!("{:.1}", row.macs as f64 / 1e6)))
        .with_all(times)
        .with(Element::new("td").class("source").text(&row.network.source))
}

#[cfg(test)]
mod tests {
    use super::{super::report::made, *};

    #[test]
    fn the_page_shows_every_figure() {
        let report = made::report(&["espnetv2 x1", "mobilenet v1 x1.0", "edgenets"]);
        insta::assert_snapshot!(page(&report));
    }

    #[test]
    fn the_page_is_well_formed_and_loads_nothing() {
        let page = page(&made::report(&[]));
        let options = roxmltree::ParsingOptions { allow_dtd: true, ..Default::default() };
        let document = roxmltree::Document::parse_with_options(&page, options).unwrap();
        let count = |name| document.descendants().filter(|node| node.has_tag_name(name)).count();
        assert_eq!((count("script"), count("link"), count("img")), (0, 0, 0));
        assert!(
            document
                .descendants()
                .all(|node| { ["href", "src"].iter().all(|name| node.attribute(*name).is_none()) })
        );
        let is_heading = |node: &roxmltree::Node<'_, '_>| node.has_tag_name("th");
        let mut headings = document.descendants().filter(is_heading);
        assert!(headings.all(|heading| heading.attribute("scope").is_some()));
        assert!(page.contains("Processor &lt;A&amp;B&gt; @ 2.0 GHz"));
    }

    #[test]
    fn the_style_sheets_need_no_escapes() {
        for style in [STYLE, chart::STYLE] {
            assert!(!style.contains(['<', '>', '&', '"', '\'']));
        }
    }
}
