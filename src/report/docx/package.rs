use super::face::font_table;
use super::footer::footer;
use super::style::styles;
use super::xml::{escape, part};
use crate::progress::Progress;
use crate::report::error::Rendered;
use crate::report::zipped::zipped;

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const RELATION: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";

/// The parts beside the document, with the last words of their content type and of their relation.
const BESIDE: [(&str, &str, &str); 5] = [
    ("styles.xml", "styles", "styles"),
    ("settings.xml", "settings", "settings"),
    ("fontTable.xml", "fontTable", "fontTable"),
    ("footer1.xml", "footer", "footer"),
    ("footer2.xml", "footer", "footer"),
];

/// The whole file. The same document gives the same bytes: no random ids.
pub(super) fn package(title: &str, document: String, progress: &Progress) -> Rendered {
    let parts = [
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", relations()),
        ("docProps/core.xml", properties(title)),
        ("word/_rels/document.xml.rels", document_relations()),
        ("word/document.xml", document),
        ("word/styles.xml", styles()),
        ("word/settings.xml", settings()),
        ("word/fontTable.xml", font_table()),
        ("word/footer1.xml", footer(false)),
        ("word/footer2.xml", footer(true)),
    ];
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, content)| (*name, content.as_bytes())).collect();
    zipped("docx", &parts, progress)
}

fn content_types() -> String {
    let part = |(name, kind, _): &(&str, &str, &str)| format!("<Override PartName=\"/word/{name}\" ContentType=\"{WORD}.{kind}+xml\"/>");
    format!(
        "{DECLARATION}<Types xmlns=\"{PACKAGE}/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
         <Override PartName=\"/word/document.xml\" ContentType=\"{WORD}.document.main+xml\"/>{}</Types>",
        BESIDE.iter().map(part).collect::<String>()
    )
}

fn relations() -> String {
    format!(
        "{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">\
         <Relationship Id=\"rId1\" Type=\"{RELATION}/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"rId2\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"
    )
}

fn document_relations() -> String {
    let one = |(i, (name, _, kind)): (usize, &(&str, &str, &str))| {
        format!("<Relationship Id=\"rId{}\" Type=\"{RELATION}/{kind}\" Target=\"{name}\"/>", i + 1)
    };
    let all: String = BESIDE.iter().enumerate().map(one).collect();
    format!("{DECLARATION}<Relationships xmlns=\"{PACKAGE}/relationships\">{all}</Relationships>")
}

fn properties(title: &str) -> String {
    format!(
        "{DECLARATION}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>",
        escape(title)
    )
}

fn settings() -> String {
    let compat = |name: &str, value: &str| {
        format!("<w:compatSetting w:name=\"{name}\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"{value}\"/>")
    };
    part(
        "settings",
        &format!(
            "<w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"632\"/><w:evenAndOddHeaders/>\
             <w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>{}{}</w:compat>\
             <w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/>",
            compat("compatibilityMode", "15"),
            compat("doNotFlipMirrorIndents", "1")
        ),
    )
}
