//! The bulletin as a file for Word and WPS, in the form of GB/T 9704-2012.
//!
//! The XML is written here, not by a library: the font table with its stand-ins, the section ends and the bytes must
//! be as the standard and the reader want them. `page` holds the measures, `style` the looks, `face` the fonts,
//! `letter` what makes an official document, `table` the tables, `flow` the order, `package` the file around them.

mod face;
mod flow;
mod footer;
mod letter;
mod package;
mod page;
mod style;
mod table;
mod xml;

use super::document::{Block, Document, Run};
use super::error::Rendered;
use crate::progress::{Progress, Step};
use flow::Flow;
use page::Page;
use style::{ANNEX_LABEL, BODY, HEADING_1, HEADING_2, TITLE};

/// Writes a document as docx, counting the rows of tables and then the bytes. The same document gives the same bytes.
pub(super) fn docx(document: &Document, progress: &Progress) -> Rendered {
    progress.begin(Step::Setting, document.rows());
    let mut flow = Flow::on(match (document.lies, document.one_page) {
        (true, _) => Page::Wide,
        (_, true) => Page::Close,
        _ => Page::Upright,
    });
    letter::opening(&mut flow, document);
    for block in &document.blocks {
        match block {
            Block::Heading(level, text) => {
                let style = flow.fitting(if *level == 1 { &HEADING_1 } else { &HEADING_2 });
                flow.paragraph(style, &[Run::Plain(text.clone())]);
            }
            Block::Paragraph(runs) => letter::say(&mut flow, runs),
            Block::Blank(blank) => flow.blank(flow.fitting(&BODY), blank),
            Block::Line(part, runs) => letter::line(&mut flow, *part, runs, document),
            Block::Annex { label, title, wide } => annex(&mut flow, label, title, *wide),
            Block::Table(table) => {
                let xml = table::table(table, flow.page(), progress);
                flow.table(&xml);
            }
        }
    }
    package::package(&document.title, xml::part("document", &format!("<w:body>{}</w:body>", flow.finish())), progress)
}

/// An annex on a new page: its label, an empty line, its title on the third line.
fn annex(flow: &mut Flow, label: &str, title: &str, wide: bool) {
    let breaks = if flow.turn(if wide { Page::Wide } else { Page::Upright }) { "" } else { "<w:pageBreakBefore/>" };
    flow.placed(&ANNEX_LABEL, breaks, &[Run::Plain(label.to_owned())]);
    flow.empty(1);
    flow.paragraph(&TITLE, &[Run::Plain(title.to_owned())]);
    flow.empty(1);
}

#[cfg(test)]
mod tests;
