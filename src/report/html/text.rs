use super::escape::esc;
use super::tables::table;
use crate::domain::Light;
use crate::progress::{Progress, Step};
use crate::report::blank::Blank;
use crate::report::bulletin::{ALL, LATE};
use crate::report::document::{Block, Document, Part, Run, with_colon};
use crate::report::summary::Summary;

/// The lights of the entries in those tables that list entries: title of the annex, a light a row.
#[derive(Default)]
pub(super) struct Lamps(Vec<(&'static str, Vec<Light>)>);

impl Lamps {
    pub(super) fn of(summary: &Summary) -> Lamps {
        let all = summary.rows.iter().map(|r| r.light).collect();
        let late = summary.late.iter().map(|i| summary.row(*i).light).collect();
        Lamps(vec![(ALL, all), (LATE, late)])
    }

    fn under(&self, title: &str) -> Option<&[Light]> {
        self.0.iter().find(|(t, _)| *t == title).map(|(_, lamps)| lamps.as_slice())
    }
}

/// All that follows the title: the text as one article, each annex a section of its own.
pub(super) fn blocks(document: &Document, lamps: &Lamps, progress: &Progress) -> String {
    progress.begin(Step::Setting, document.rows());
    let mut out = String::from("<article id=\"text\">\n");
    let mut annex: Option<&str> = None;
    let (mut open, mut annexes) = ("article", 0);
    for block in &document.blocks {
        match block {
            Block::Heading(level, text) => {
                let h = if *level == 1 { "h2" } else { "h3" };
                out.push_str(&format!("<{h}>{}</{h}>\n", esc(text)));
            }
            Block::Paragraph(runs) => out.push_str(&paragraph("", runs)),
            Block::Line(part, runs) => out.push_str(&line(*part, runs)),
            Block::Blank(blank) => out.push_str(&alone(blank)),
            Block::Table(t) => {
                let lights = annex.and_then(|a| lamps.under(a)).filter(|l| l.len() == t.rows.len());
                out.push_str(&table(t, annex.is_some(), lights, progress));
            }
            Block::Annex { label, title, wide } => {
                let class = if *wide { "annex wide" } else { "annex" };
                annexes += 1;
                out.push_str(&format!("</{open}>\n<section class=\"{class}\" id=\"annex{annexes}\">\n"));
                out.push_str(&format!("<h2><small>{label}</small> {}</h2>\n", esc(title)));
                (annex, open) = (Some(title.as_str()), "section");
            }
        }
    }
    out.push_str(&format!("</{open}>\n"));
    out
}

/// The title with the red head and the number that stand above it.
pub(super) fn head(document: &Document) -> String {
    let above = document.blocks.iter().filter_map(|block| match block {
        Block::Line(Part::RedHead, runs) if !runs.is_empty() => Some(paragraph("red-head", runs)),
        Block::Line(Part::Number, runs) => Some(paragraph("number", runs)),
        _ => None,
    });
    format!("<header>\n{}<h1>{}</h1></header>\n", above.collect::<String>(), esc(&document.title))
}

/// A line of an official document in its place; what stands above the title is not repeated.
fn line(part: Part, runs: &[Run]) -> String {
    match part {
        Part::RedHead | Part::Number => String::new(),
        Part::Recipients => paragraph("flush", &with_colon(runs)),
        Part::AnnexList => paragraph("annexes", runs),
        Part::Issuer | Part::Date => paragraph("signed", runs),
    }
}

fn paragraph(class: &str, runs: &[Run]) -> String {
    let say = |run: &Run| match run {
        Run::Plain(s) => esc(s),
        Run::Strong(s) => format!("<strong>{}</strong>", esc(s)),
        Run::Blank(blank) => within(blank),
    };
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    format!("<p{class}>{}</p>\n", runs.iter().map(say).collect::<String>())
}

/// What stands in a blank: what somebody wrote, else its mark.
fn words(blank: &Blank, text: &str) -> String {
    if blank.is_filled() { esc(text) } else { format!("<mark>{}</mark>", esc(text)) }
}

/// A blank within a sentence. Its tag stays where somebody writes over what it holds.
fn within(blank: &Blank) -> String {
    let words = words(blank, &blank.words());
    if blank.tag.is_empty() {
        words
    } else {
        format!("<span data-blank=\"{}\" title=\"{}\">{words}</span>", blank.tag, esc(&blank.title()))
    }
}

/// A blank that is a paragraph, or several.
fn alone(blank: &Blank) -> String {
    let lines: String = blank.lines().iter().map(|line| format!("<p>{}</p>\n", words(blank, line))).collect();
    if blank.tag.is_empty() {
        lines
    } else {
        format!("<div data-blank=\"{}\" title=\"{}\">\n{lines}</div>\n", blank.tag, esc(&blank.title()))
    }
}
