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
    /// How many bookmarks there are.
    marks: usize,
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
        let content = runs.iter().map(|run| self.run(style, run)).collect::<String>();
        self.put(style, place, &content);
    }

    /// Adds lines that are one paragraph.
    pub(super) fn lines(&mut self, style: &Style, lines: &[String]) {
        let text = |(i, line): (usize, &String)| text_xml(style, if i > 0 { "<w:br/>" } else { "" }, line);
        self.put(style, "", &lines.iter().enumerate().map(text).collect::<String>());
    }

    /// Adds a blank that is a paragraph of its own, or several.
    pub(super) fn blank(&mut self, style: &Style, blank: &Blank) {
        for line in self.entered(style, blank, &blank.lines()) {
            self.put(style, "", &line);
        }
    }

    /// A run in the look of its style.
    fn run(&mut self, style: &Style, run: &Run) -> String {
        match run {
            Run::Plain(text) => text_xml(style, "", text),
            Run::Strong(text) => wrap(&style.of_run(true, false), "", text),
            Run::Blank(blank) => self.entered(style, blank, &[blank.words()]).concat(),
        }
    }

    /// What stands in a blank, line by line; it is marked so that nobody overlooks it. Each line is a field, which Word and WPS keep with
    /// its tag, and a bookmark goes around all of it, which LibreOffice keeps. A field around paragraphs, or one for plain text, is written
    /// three times by LibreOffice 7.4.
    fn entered(&mut self, style: &Style, blank: &Blank, lines: &[String]) -> Vec<String> {
        let look = style.of_run(false, !blank.is_filled());
        let mut lines: Vec<String> = lines.iter().map(|line| wrap(&look, "", line)).collect();
        if blank.tag.is_empty() {
            return lines;
        }
        let field = field(style, blank);
        lines.iter_mut().for_each(|line| *line = format!("<w:sdt>{field}<w:sdtContent>{line}</w:sdtContent></w:sdt>"));
        self.marks += 1;
        let id = self.marks;
        if let Some(first) = lines.first_mut() {
            first.insert_str(0, &format!("<w:bookmarkStart w:id=\"{id}\" w:name=\"{}\"/>", escape(&blank.bookmark())));
        }
        if let Some(last) = lines.last_mut() {
            last.push_str(&format!("<w:bookmarkEnd w:id=\"{id}\"/>"));
        }
        lines
    }

    fn put(&mut self, style: &Style, place: &str, content: &str) {
        self.xml.push_str(&format!("<w:p><w:pPr><w:pStyle w:val=\"{}\"/>{place}", style.id));
        self.seam = Some(self.xml.len());
        self.xml.push_str(&format!("</w:pPr>{content}</w:p>"));
    }

    /// Something between what just ended and what comes: two tables would grow together.
    fn part(&mut self) {
        if self.seam.is_none() {
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
        self.part();
        self.xml.push_str(&section(self.page));
        self.xml
    }
}

/// What a field is: its look when somebody writes, its name, its tag; while nobody has written there, a click takes all of it.
fn field(style: &Style, blank: &Blank) -> String {
    let showing = if blank.is_filled() { "" } else { "<w:showingPlcHdr/>" };
    format!(
        "<w:sdtPr>{}<w:alias w:val=\"{}\"/><w:tag w:val=\"{}\"/>{showing}</w:sdtPr>",
        style.of_run(false, false),
        escape(&blank.title()),
        escape(&blank.tag)
    )
}

pub(super) fn text_xml(style: &Style, before: &str, text: &str) -> String {
    wrap(&style.of_run(false, false), before, text)
}

fn wrap(look: &str, before: &str, text: &str) -> String {
    if text.is_empty() && before.is_empty() {
        return String::new();
    }
    format!("<w:r>{look}{before}<w:t xml:space=\"preserve\">{}</w:t></w:r>", escape(text))
}
