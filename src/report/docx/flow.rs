use super::page::{Page, section};
use super::style::{BODY, GAP, SMALL_BODY, SMALL_GAP, SMALL_HEADING, Style};
use super::xml::escape;
use crate::report::blank::Blank;
use crate::report::document::Run;

/// The body of the document as it grows.
#[derive(Debug, Default)]
pub(super) struct Flow {
    xml: String,
    /// Where a section may end: in the properties of the last paragraph, when a paragraph came last.
    seam: Option<usize>,
    /// Whether the last paragraph is in a field of its own, which no section may end in.
    enclosed: bool,
    page: Page,
}

impl Flow {
    pub(super) fn on(page: Page) -> Flow {
        Flow { page, ..Flow::default() }
    }

    pub(super) fn page(&self) -> Page {
        self.page
    }

    /// Body text and headings at the size of the page.
    pub(super) fn fitting(&self, style: &'static Style) -> &'static Style {
        match (self.page, style.id) {
            (Page::Close, "Body") => &SMALL_BODY,
            (Page::Close, "Heading1" | "Heading2") => &SMALL_HEADING,
            _ => style,
        }
    }

    pub(super) fn paragraph(&mut self, style: &Style, runs: &[Run]) {
        self.placed(style, "", runs);
    }

    /// Adds a paragraph of which something is said that its style does not: properties in the order of the schema.
    pub(super) fn placed(&mut self, style: &Style, place: &str, runs: &[Run]) {
        self.put(style, place, &runs.iter().map(|run| run_xml(style, run)).collect::<String>());
    }

    /// Adds lines that are one paragraph.
    pub(super) fn lines(&mut self, style: &Style, lines: &[String]) {
        let text = |(i, line): (usize, &String)| text_xml(style, if i > 0 { "<w:br/>" } else { "" }, line);
        self.put(style, "", &lines.iter().enumerate().map(text).collect::<String>());
    }

    /// Adds a blank that is a paragraph of its own, or several: a field that keeps its tag in the office programs.
    pub(super) fn blank(&mut self, style: &Style, blank: &Blank) {
        if blank.tag.is_empty() {
            return self.paragraph(style, &[Run::Blank(blank.clone())]);
        }
        self.xml.push_str(&format!("<w:sdt>{}<w:sdtContent>", field(style, blank, "")));
        for line in blank.lines() {
            self.put(style, "", &wrap(&style.of_run(false, !blank.is_filled()), "", &line));
        }
        self.xml.push_str("</w:sdtContent></w:sdt>");
        self.enclosed = true;
    }

    fn put(&mut self, style: &Style, place: &str, content: &str) {
        self.enclosed = false;
        self.xml.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{place}", style.id));
        self.seam = Some(self.xml.len());
        self.xml.push_str(&format!("</w:pPr>{content}</w:p>"));
    }

    /// Something between what just ended and what comes: two tables would grow together.
    fn part(&mut self) {
        if self.seam.is_none() || self.enclosed {
            self.paragraph(&GAP, &[]);
        }
    }

    pub(super) fn empty(&mut self, lines: usize) {
        let mark = BODY.of_run(false, false);
        if self.page == Page::Close {
            self.placed(&SMALL_GAP, "", &[]);
            return;
        }
        for _ in 0..lines {
            self.placed(&BODY, &mark, &[]);
        }
    }

    pub(super) fn table(&mut self, xml: &str) {
        self.part();
        self.xml.push_str(xml);
        self.seam = None;
    }

    /// Begins a new section when the page must be turned. Says whether it did: its text is on a new page then.
    pub(super) fn turn(&mut self, page: Page) -> bool {
        if page == self.page {
            return false;
        }
        self.part();
        self.xml.insert_str(self.seam.unwrap_or_default(), &section(self.page));
        (self.page, self.seam) = (page, None);
        true
    }

    /// The content of `w:body`.
    pub(super) fn finish(mut self) -> String {
        self.enclosed = false;
        self.part();
        self.xml.push_str(&section(self.page));
        self.xml
    }
}

/// A run in the look of its style; a blank is marked so that nobody overlooks it.
pub(super) fn run_xml(style: &Style, run: &Run) -> String {
    match run {
        Run::Plain(text) => text_xml(style, "", text),
        Run::Strong(text) => wrap(&style.of_run(true, false), "", text),
        Run::Blank(blank) => {
            let words = wrap(&style.of_run(false, !blank.is_filled()), "", &blank.words());
            if blank.tag.is_empty() {
                return words;
            }
            format!("<w:sdt>{}<w:sdtContent>{words}</w:sdtContent></w:sdt>", field(style, blank, "<w:text/>"))
        }
    }
}

/// What a field is: its look when somebody writes, its name, its tag; while nobody has written there, a click takes all of it.
fn field(style: &Style, blank: &Blank, kind: &str) -> String {
    let showing = if blank.is_filled() { "" } else { "<w:showingPlcHdr/>" };
    format!(
        "<w:sdtPr>{}<w:alias w:val=\"{}\"/><w:tag w:val=\"{}\"/>{showing}{kind}</w:sdtPr>",
        style.of_run(false, false),
        escape(&blank.title()),
        escape(&blank.tag)
    )
}

fn text_xml(style: &Style, before: &str, text: &str) -> String {
    wrap(&style.of_run(false, false), before, text)
}

fn wrap(look: &str, before: &str, text: &str) -> String {
    if text.is_empty() && before.is_empty() {
        return String::new();
    }
    format!("<w:r>{look}{before}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}
