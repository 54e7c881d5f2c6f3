//! The page of GB/T 9704-2012: A4, a text block of 156 × 225 mm with 22 lines of 28 characters.

/// The height of a line in twips: 29.45 pt. 22 of them, with the ink in the middle of each, are 225 mm high.
pub(super) const LINE: u32 = 589;
/// Width of the text block in twips: 156 mm.
pub(super) const NARROW: u32 = 8844;
/// Width of the text block of a page on its side: 225 mm.
pub(super) const WIDE: u32 = 12756;
/// Width of the text block of a page with narrow margins: 172 mm.
const CLOSE: u32 = 9752;
/// What a character of 3号 is set closer by, in twips: 28 of 15.75 pt fill 156 mm, 28 of 16 pt would not. A character
/// grid with negative `charSpace` says the same to Word, but LibreOffice 7 gives each character two cells of it;
/// so the grid is one of lines, and the runs carry the pitch.
pub(super) const CLOSER: i32 = -5;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Page {
    /// By the standard.
    #[default]
    Upright,
    /// The same on its side, for a wide table.
    Wide,
    /// Narrow margins and small text: what is no official document and must fit one page.
    Close,
}

impl Page {
    pub(super) fn room(self) -> usize {
        match self {
            Page::Upright => NARROW as usize,
            Page::Wide => WIDE as usize,
            Page::Close => CLOSE as usize,
        }
    }
}

pub(super) fn section(page: Page) -> String {
    let upright = "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>";
    let (size, margins) = match page {
        Page::Wide => (
            "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/>",
            "w:top=\"1588\" w:right=\"2041\" w:bottom=\"1474\" w:left=\"2041\" w:header=\"851\" w:footer=\"896\"",
        ),
        Page::Upright => (upright, "w:top=\"1962\" w:right=\"1474\" w:bottom=\"1848\" w:left=\"1588\" w:header=\"851\" w:footer=\"1406\""),
        Page::Close => (upright, "w:top=\"1020\" w:right=\"1077\" w:bottom=\"1020\" w:left=\"1077\" w:header=\"567\" w:footer=\"454\""),
    };
    format!(
        "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId4\"/><w:footerReference w:type=\"even\" r:id=\"rId5\"/>\
         <w:type w:val=\"nextPage\"/>{size}<w:pgMar {margins} w:gutter=\"0\"/><w:pgNumType w:fmt=\"decimal\"/><w:cols w:space=\"425\"/>\
         <w:docGrid w:type=\"lines\" w:linePitch=\"{LINE}\"/></w:sectPr>"
    )
}
