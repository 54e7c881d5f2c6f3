use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::*;
use crate::progress::Progress;
use crate::report::audience::Audience;
use crate::report::bulletin_with;
use crate::report::format::BULLETIN;
use crate::report::samples::{Q4, date, ledger};
use crate::report::summary::Summary;
use crate::report::template::Template;

fn summary(audience: Audience) -> Summary {
    Summary::of(&ledger(), Q4, date("2026-01-10"), audience)
}

fn of_body() -> Audience {
    Audience::Department("乙县人民政府".into())
}

fn bytes(word: &str, summary: &Summary, filled: &Filled) -> Vec<u8> {
    let template = Template { filled: filled.clone(), ..Template::default() };
    BULLETIN.format(word).unwrap().1(summary, &template, &Progress::default()).unwrap()
}

/// The same file with a part of it changed.
fn changed(bytes: &[u8], change: impl Fn(&str, String) -> String) -> Vec<u8> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..zip.len() {
        let mut text = String::new();
        let mut part = zip.by_index(at).unwrap();
        let name = part.name().to_owned();
        part.read_to_string(&mut text).unwrap();
        out.start_file(&name, SimpleFileOptions::default()).unwrap();
        out.write_all(change(&name, text).as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn edited(bytes: &[u8], word: &str, change: &impl Fn(String) -> String) -> Vec<u8> {
    match word {
        "docx" => changed(bytes, |name, text| if name == "word/document.xml" { change(text) } else { text }),
        _ => change(String::from_utf8(bytes.to_vec()).unwrap()).into_bytes(),
    }
}

const READ: [(&str, Reader); 2] = [("docx", docx), ("html", html)];
const MARK: &str = "【待填：对本期总体推进情况的评价】";

#[test]
fn what_is_written_into_a_blank_is_read_back_and_stands_in_the_next_export() {
    let summary = summary(Audience::Ledger);
    for (word, read) in READ {
        let fresh = bytes(word, &summary, &Filled::new());
        let before = read(&fresh, &summary.paper()).unwrap();
        assert!(before.filled.is_empty() && before.empty.contains_key("overall") && before.rest.is_some(), "{word}: {before:?}");
        let after = edited(&fresh, word, &|text| text.replace(MARK, "总体&amp;平稳"));
        let after = read(&after, &summary.paper()).unwrap();
        let entered = Entered { about: "对本期总体推进情况的评价".into(), text: "总体&平稳".into() };
        assert_eq!(after.filled, Filled::from([("overall".to_owned(), entered)]), "{word}");
        assert_eq!(after.rest, before.rest, "{word}: nothing else was changed");
        let next = read(&bytes(word, &summary, &after.filled), &summary.paper()).unwrap();
        assert_eq!((&next.filled, &next.rest), (&after.filled, &after.rest), "{word}");
    }
}

#[test]
fn every_blank_of_every_bulletin_comes_back_with_all_its_lines() {
    for audience in [Audience::Ledger, of_body(), Audience::Plans(vec!["yi".into()])] {
        let summary = summary(audience);
        let document = bulletin_with(&summary, &Template::default());
        let keys: BTreeSet<String> = document.blanks().map(|b| b.key().to_owned()).collect();
        assert_eq!(keys.len(), document.blanks().count(), "each has a key of its own");
        assert!(document.blanks().all(|b| b.bookmark().len() <= 40), "Word takes no longer name");
        let entered = |key: &String| (key.clone(), Entered { about: String::new(), text: format!("<{key}>。") });
        let mut filled: Filled = keys.iter().map(entered).collect();
        for entered in filled.iter_mut().filter(|(key, _)| ["overall", "notes"].contains(&key.as_str())) {
            entered.1.text.push_str("\n第二段");
        }
        for (word, read) in READ {
            let back = read(&bytes(word, &summary, &filled), &summary.paper()).unwrap();
            let texts = |filled: &Filled| filled.iter().map(|(k, e)| (k.clone(), e.text.clone())).collect::<Vec<_>>();
            assert_eq!((texts(&back.filled), back.empty.len()), (texts(&filled), 0), "{word}");
            assert!(read(&bytes(word, &summary, &filled), "2025Q3").unwrap().filled.is_empty(), "they are no other bulletin's");
        }
    }
}

/// Word puts a field around paragraphs when somebody begins a new one in it.
#[test]
fn another_paragraph_in_a_blank_of_its_own_is_no_change_of_the_rest() {
    let summary = summary(Audience::Ledger);
    let filled = |text: &str| Filled::from([("overall".to_owned(), Entered { about: String::new(), text: text.to_owned() })]);
    let one = bytes("docx", &summary, &filled("总体平稳。"));
    let (before, two) = (docx(&one, &summary.paper()).unwrap(), bytes("docx", &summary, &filled("总体平稳。\n仍有差距。")));
    let after = docx(&two, &summary.paper()).unwrap();
    assert_eq!(after.filled["overall"].text, "总体平稳。\n仍有差距。");
    assert_eq!(after.rest, before.rest);
    let as_word_does = edited(&one, "docx", &|text| {
        let at = text.find("<w:bookmarkStart w:id=\"3\"").unwrap();
        let (from, end) = (text[..at].rfind("<w:p>").unwrap(), at + text[at..].find("</w:p>").unwrap() + "</w:p>".len());
        let paragraph = &text[from..end];
        let (head, inside) = paragraph.split_once("<w:sdtContent>").unwrap();
        let (properties, style) = (&head[head.find("<w:sdt>").unwrap()..], &head[..head.find("<w:bookmarkStart").unwrap()]);
        let run = &inside[..inside.find("</w:sdtContent>").unwrap()];
        let second = run.replace("总体平稳。", "仍有差距。");
        let block = format!("{properties}<w:sdtContent>{style}{run}</w:p>{style}{second}</w:p></w:sdtContent></w:sdt>");
        format!("{}{block}{}", &text[..from], &text[end..])
    });
    let word = docx(&as_word_does, &summary.paper()).unwrap();
    assert_eq!((&word.filled, &word.rest), (&after.filled, &before.rest));
}

/// LibreOffice 7.4 drops tags and titles of fields; the bookmarks around them stay.
#[test]
fn a_blank_without_its_tag_is_known_by_its_bookmark() {
    let summary = summary(Audience::Ledger);
    let document = bulletin_with(&summary, &Template::default());
    let entered = |key: &str| (key.to_owned(), Entered { about: String::new(), text: format!("<{key}>。\n第二段") });
    let filled: Filled = document.blanks().map(|blank| entered(blank.key())).collect();
    let saved = edited(&bytes("docx", &summary, &filled), "docx", &|text| {
        let no_tags =
            text.split("<w:alias").map(|part| part.split_once("/><w:tag").map_or(part, |(_, rest)| &rest[rest.find("/>").unwrap() + 2..]));
        no_tags.collect::<String>().replace("<w:sdtContent>", "<w:sdtContent><w:r><w:rPr/></w:r>")
    });
    let back = docx(&saved, &summary.paper()).unwrap();
    let words = |filled: &Filled| filled.iter().map(|(k, e)| (k.clone(), e.text.replace('\n', " "))).collect::<Vec<_>>();
    assert_eq!((words(&back.filled), back.rest), (words(&filled), None));
    assert!(docx(&saved, "2025Q3").unwrap().filled.is_empty());
}

#[test]
fn whatever_else_is_changed_is_seen() {
    let summary = summary(Audience::Ledger);
    for (word, read) in READ {
        let fresh = bytes(word, &summary, &Filled::new());
        let rest = read(&fresh, &summary.paper()).unwrap().rest;
        let bold = if word == "docx" { "</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>很</w:t></w:r><w:r><w:t>" } else { "<b>很</b>" };
        let changes = [("截至", "截止"), (MARK, bold), ("一、总体情况", "一、总体情况（修改稿）")];
        for (from, to) in changes {
            let back = read(&edited(&fresh, word, &|text| text.replacen(from, to, 1)), &summary.paper()).unwrap();
            assert!(back.rest != rest, "{word}: {from} → {to}");
        }
    }
    let fresh = bytes("docx", &summary, &Filled::new());
    let rest = docx(&fresh, &summary.paper()).unwrap().rest;
    let styled = changed(&fresh, |name, text| if name == "word/styles.xml" { text.replacen("32", "36", 1) } else { text });
    assert!(docx(&styled, &summary.paper()).unwrap().rest != rest);
    let touched = changed(&fresh, |_, text| text.replace("<w:p>", "<w:p w:rsidR=\"00AB\">").replace(" standalone=\"yes\"", ""));
    assert_eq!(docx(&touched, &summary.paper()).unwrap().rest, rest, "what a program adds by itself is no change");
}

#[test]
fn garbage_and_bombs_are_told_and_no_more() {
    for garbage in [
        &b"PK\x03\x04"[..],
        b"",
        b"\xff\xfe",
        &changed(&bytes("docx", &summary(of_body()), &Filled::new()), |_, t| t.replace("</w:p>", "")),
    ] {
        assert!(matches!(docx(garbage, "2025Q4"), Err(Unreadable::Broken(_))));
    }
    assert!(html(b"<p data-blank=\"duban:", "2025Q4").is_err() && html(b"\xff", "2025Q4").is_err());
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    (0..129).for_each(|_| zip.write_all(&zeros).unwrap());
    assert_eq!(docx(&zip.finish().unwrap().into_inner(), "2025Q4"), Err(Unreadable::TooLarge));
}
