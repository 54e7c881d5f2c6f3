use super::{is_written_and_read, small, updates};
use duban::domain::{Change, DeptId, Period};
use duban::packet::{Form, propose, read};
use std::io::{Cursor, Read, Write};
use std::sync::LazyLock;

/// The form that went out to a body, in parts.
static FORM: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let form = Form::build(&small(), &DeptId::from("鸡西市农业农村局"), Period::Quarter(2025, 4));
    let mut zip = zip::ZipArchive::new(Cursor::new(form.to_xlsx().expect("a form"))).expect("a workbook");
    let mut parts = Vec::new();
    for n in 0..zip.len() {
        let (mut part, mut text) = (zip.by_index(n).expect("a part"), String::new());
        part.read_to_string(&mut text).expect("text");
        parts.push((part.name().to_owned(), text));
    }
    parts
});

/// A workbook that came back: it is refused, or what it says can be recorded, and nothing that the ledger held is lost.
///
/// The input is the file, or a script: cells of the form that went out, and what is typed into them.
pub fn run(bytes: &[u8]) {
    let book = if bytes.starts_with(b"PK") { bytes.to_vec() } else { filled(bytes) };
    let Ok(said) = read(&book) else { return };
    let mut ledger = small();
    let before = updates(&ledger);
    let mut tried = ledger.clone();
    let outcome = propose(&mut tried, &said, "2026-01-05T09:30:00+08:00".parse().expect("a moment"), bytes.len() % 2 == 1);
    for proposal in outcome.proposals {
        let (subject, id) = (proposal.entry.into(), proposal.update.id.clone());
        let change = Change::Record { subject, at: None, update: Box::new(proposal.update) };
        if let Err(refused) = change.apply(&mut ledger) {
            assert!(updates(&ledger).iter().any(|(_, known)| *known == id.to_string()), "{refused:?}");
        }
    }
    assert!(updates(&ledger).is_superset(&before));
    is_written_and_read(&ledger);
}

/// The form with cells typed into: a column, a row, how it is typed, how long it is, and the text.
fn filled(mut script: &[u8]) -> Vec<u8> {
    let mut cells = Vec::new();
    while let Some((&[column, row, typed, len], rest)) = script.split_first_chunk() {
        let (text, after) = rest.split_at(usize::from(len).min(rest.len()));
        cells.push((format!("{}{}", char::from(b'A' + column % 24), 3 + row % 4), typed, String::from_utf8_lossy(text).into_owned()));
        script = after;
    }
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, text) in FORM.iter() {
        let typed = |xml: String, (cell, how, text): &(String, u8, String)| with_cell(&xml, cell, *how, text);
        let text = if name == "xl/worksheets/sheet1.xml" { cells.iter().fold(text.clone(), typed) } else { text.clone() };
        zip.start_file(name.as_str(), stored).expect("a part");
        zip.write_all(text.as_bytes()).expect("a part");
    }
    zip.finish().expect("a workbook").into_inner()
}

fn with_cell(xml: &str, cell: &str, how: u8, text: &str) -> String {
    let Some(start) = xml.find(&format!("<c r=\"{cell}\"")) else { return xml.to_owned() };
    let tag = start + xml[start..].find('>').expect("a tag") + 1;
    let end = if xml[..tag].ends_with("/>") { tag } else { start + xml[start..].find("</c>").expect("its end") + 4 };
    let text = if how & 0x80 == 0 { text.replace('&', "&amp;").replace('<', "&lt;") } else { text.to_owned() };
    let value = match how % 6 {
        0 => format!("<c r=\"{cell}\"><v>{text}</v></c>"),
        1 => format!("<c r=\"{cell}\" t=\"b\"><v>{text}</v></c>"),
        2 => format!("<c r=\"{cell}\" t=\"e\"><v>{text}</v></c>"),
        3 => format!("<c r=\"{cell}\"><f>{text}</f></c>"),
        4 => format!("<c r=\"{cell}\" t=\"s\"><v>{text}</v></c>"),
        _ => format!("<c r=\"{cell}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
    };
    format!("{}{value}{}", &xml[..start], &xml[end..])
}
