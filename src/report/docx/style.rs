use super::face::Face;
use super::page::{CLOSER, LINE};
use super::xml::part;

/// How a kind of paragraph looks. The same rows write `styles.xml` and the fonts of every run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    pub(crate) id: &'static str,
    /// What Word calls it; built-in names where there are some.
    name: &'static str,
    pub(crate) face: Face,
    /// The size of its text, in half points.
    pub(crate) size: u16,
    /// The colour of its text; empty for the reader's own.
    pub(crate) color: &'static str,
    /// What follows `pStyle` in the schema: keeping together, spacing, indent, alignment, outline level.
    paragraph: &'static str,
}

/// 3号, the size of the body, in half points.
pub(super) const SIZE_3: u16 = 32;

macro_rules! style {
    ($id:literal, $name:literal, $face:ident, $size:expr, $paragraph:literal) => {
        Style { id: $id, name: $name, face: Face::$face, size: $size, color: "", paragraph: $paragraph }
    };
}

/// The body: two characters of indent.
pub(super) const BODY: Style = style!("Body", "Body Text", Body, SIZE_3, "<w:ind w:firstLineChars=\"200\" w:firstLine=\"632\"/>");
/// The body of what must fit one page: 小四, a line of 17 pt.
pub(super) const SMALL_BODY: Style = style!(
    "SmallBody",
    "正文（小四）",
    Body,
    24,
    "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"340\" w:lineRule=\"exact\"/><w:ind w:firstLine=\"480\"/>"
);
pub(super) const SMALL_HEADING: Style = style!(
    "SmallHeading",
    "标题（小四）",
    Heading,
    24,
    "<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"60\" w:line=\"340\" w:lineRule=\"exact\"/><w:ind w:firstLine=\"480\"/>\
     <w:outlineLvl w:val=\"0\"/>"
);
pub(super) const SMALL_GAP: Style =
    style!("SmallGap", "空行（小）", Body, 10, "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"160\" w:lineRule=\"exact\"/>");
/// The title, 2号.
pub(super) const TITLE: Style = style!("Title", "Title", Title, 44, "<w:keepNext/><w:snapToGrid w:val=\"0\"/><w:jc w:val=\"center\"/>");
/// `一、`.
pub(super) const HEADING_1: Style = style!(
    "Heading1",
    "heading 1",
    Heading,
    SIZE_3,
    "<w:keepNext/><w:ind w:firstLineChars=\"200\" w:firstLine=\"632\"/><w:outlineLvl w:val=\"0\"/>"
);
/// `（一）`.
pub(super) const HEADING_2: Style = style!(
    "Heading2",
    "heading 2",
    Subheading,
    SIZE_3,
    "<w:keepNext/><w:ind w:firstLineChars=\"200\" w:firstLine=\"632\"/><w:outlineLvl w:val=\"1\"/>"
);
/// The name of the office over the red line; two lines high.
pub(super) const RED_HEAD: Style = Style {
    color: "FF0000",
    ..style!(
        "RedHead",
        "红头",
        Title,
        96,
        "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"1178\" w:lineRule=\"exact\"/><w:jc w:val=\"center\"/>"
    )
};
pub(super) const NUMBER: Style = style!("Number", "发文字号", Body, SIZE_3, "<w:jc w:val=\"center\"/>");
/// The document's number above the red line that closes a printed head.
pub(super) const NUMBER_LINED: Style = style!(
    "NumberLined",
    "发文字号（红线）",
    Body,
    SIZE_3,
    "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"5\" w:color=\"FF0000\"/></w:pBdr><w:jc w:val=\"center\"/>"
);
/// To whom it goes, and every line without an indent.
pub(super) const FLUSH: Style = style!("Flush", "主送机关", Body, SIZE_3, "<w:jc w:val=\"both\"/>");
/// The list of annexes; where its lines begin is said line by line.
pub(super) const ANNEX_LIST: Style = style!("AnnexList", "附件说明", Body, SIZE_3, "<w:jc w:val=\"left\"/>");
/// Who signs, and the date; how far from the right is said line by line.
pub(super) const SIGNATURE: Style = style!("Signature", "Signature", Body, SIZE_3, "<w:keepLines/><w:jc w:val=\"right\"/>");
/// `附件1`.
pub(super) const ANNEX_LABEL: Style =
    style!("AnnexLabel", "附件标识", Heading, SIZE_3, "<w:keepNext/><w:jc w:val=\"left\"/><w:outlineLvl w:val=\"0\"/>");
pub(super) const CELL_HEAD: Style = style!("CellHead", "表头", Heading, 21, "<w:jc w:val=\"center\"/>");
pub(super) const CELL: Style = style!("Cell", "表内文字", Body, 21, "<w:jc w:val=\"left\"/>");
pub(super) const CELL_NUMBER: Style = style!("CellNumber", "表内数字", Body, 21, "<w:jc w:val=\"right\"/>");
/// A low line that keeps two tables apart.
pub(super) const GAP: Style =
    style!("Gap", "表间空行", Body, 10, "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"200\" w:lineRule=\"exact\"/>");
pub(super) const PAGE: Style =
    style!("Footer", "footer", Page, 28, "<w:snapToGrid w:val=\"0\"/><w:spacing w:line=\"240\" w:lineRule=\"auto\"/>");

const ALL: [Style; 19] = [
    BODY,
    SMALL_BODY,
    SMALL_HEADING,
    SMALL_GAP,
    TITLE,
    HEADING_1,
    HEADING_2,
    RED_HEAD,
    NUMBER,
    NUMBER_LINED,
    FLUSH,
    ANNEX_LIST,
    SIGNATURE,
    ANNEX_LABEL,
    CELL_HEAD,
    CELL,
    CELL_NUMBER,
    GAP,
    PAGE,
];

impl Style {
    /// The same at another size.
    pub(super) const fn sized(self, size: u16) -> Style {
        Style { size, ..self }
    }

    /// What its runs carry: font, weight, colour, size, in the order of the schema.
    pub(super) fn of_run(&self, bold: bool, marked: bool) -> String {
        let bold = if bold { "<w:b/><w:bCs/>" } else { "" };
        let color = if self.color.is_empty() { String::new() } else { format!("<w:color w:val=\"{}\"/>", self.color) };
        let marked = if marked { "<w:highlight w:val=\"yellow\"/>" } else { "" };
        let (font, size) = (self.face.of_run(), self.size);
        let closer = if size == SIZE_3 { format!("<w:spacing w:val=\"{CLOSER}\"/>") } else { String::new() };
        format!("<w:rPr>{font}{bold}{color}{closer}<w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/>{marked}</w:rPr>")
    }

    fn xml(&self) -> String {
        let quick = if ["Title", "heading 1", "heading 2"].contains(&self.name) { "<w:qFormat/>" } else { "" };
        format!(
            "<w:style w:type=\"paragraph\" w:customStyle=\"{}\" w:styleId=\"{}\"><w:name w:val=\"{}\"/><w:basedOn w:val=\"Normal\"/>{quick}\
             <w:pPr>{}</w:pPr>{}</w:style>",
            u8::from(!self.name.is_ascii()),
            self.id,
            self.name,
            self.paragraph,
            self.of_run(false, false)
        )
    }
}

/// `styles.xml`: 3号仿宋 on 22 exact lines a page, no widow control, no gaps between hanzi and digits.
pub(super) fn styles() -> String {
    let normal = BODY.of_run(false, false).replace("</w:rPr>", "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\" w:bidi=\"ar-SA\"/></w:rPr>");
    let mut out = format!("<w:docDefaults><w:rPrDefault>{normal}</w:rPrDefault><w:pPrDefault/></w:docDefaults>");
    out.push_str(&format!(
        "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/><w:pPr>\
         <w:widowControl w:val=\"0\"/><w:overflowPunct w:val=\"0\"/><w:autoSpaceDE w:val=\"0\"/><w:autoSpaceDN w:val=\"0\"/>\
         <w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{}\" w:lineRule=\"exact\"/><w:jc w:val=\"both\"/></w:pPr>{}</w:style>",
        LINE,
        // Indents in characters count from the size of this style; LibreOffice looks for it here only.
        BODY.of_run(false, false)
    ));
    out.push_str(
        "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr>\
         <w:tblInd w:w=\"0\" w:type=\"dxa\"/></w:tblPr></w:style>",
    );
    out.push_str(&ALL.iter().map(Style::xml).collect::<String>());
    part("styles", &out)
}
