use super::*;
use crate::report::markdown::text;
use crate::report::samples::{Q4, date, ledger};
use crate::report::{Audience, Document, Summary, bulletin, bulletin_with};

const OFFICE: &str = r#"Template(
    organisation: "甲市人民政府督查室",
    red_head: Printed,
    number: "甲督发[{year}]{serial}号",
    serial: 4,
    recipients: "各县（市）区人民政府",
    title: "关于{period}推进情况的{kind}",
    date: "2026-01-05",
    blanks: (overall: "", cause: "为什么"),
)"#;

fn read(text: &str) -> Result<Template, ron::error::SpannedError> {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME).from_str(text)
}

fn summary() -> Summary {
    Summary::of(&ledger(), Q4, date("2026-01-10"), Audience::Ledger)
}

fn line(document: &Document, wanted: Part) -> Option<String> {
    document.blocks.iter().find_map(|b| match b {
        Block::Line(part, runs) if *part == wanted => Some(runs.iter().map(Run::text).collect()),
        _ => None,
    })
}

#[test]
fn the_file_in_docs_says_what_the_built_in_template_says() {
    let text = include_str!("../../../docs/bulletin.ron");
    assert_eq!(read(text).unwrap(), Template::default());
    let uncommented = text.lines().map(|l| l.strip_prefix("    // ").unwrap_or(l)).collect::<Vec<_>>().join("\n");
    assert_ne!(read(&uncommented).unwrap(), Template::default());
}

#[test]
fn every_field_is_in_the_docs() {
    let docs = include_str!("../../../docs/templates.md");
    let Err(error) = read("(unknown: 1)") else { panic!("an unknown field was taken") };
    let ron::error::Error::NoSuchStructField { expected, .. } = error.code else { panic!("{error}") };
    assert!(expected.iter().all(|field| docs.contains(&format!("`{field}`"))), "{expected:?}");
    assert!(NAMES.iter().all(|(name, _)| docs.contains(&format!("`{{{name}}}`"))));
}

#[test]
fn what_the_office_sets_stands_in_the_bulletin() {
    let document = bulletin_with(&summary(), &read(OFFICE).unwrap());
    assert_eq!(document.title, "关于2025年第四季度推进情况的通报");
    assert_eq!(line(&document, Part::RedHead).unwrap(), "甲市人民政府督查室文件");
    assert_eq!(line(&document, Part::Number).unwrap(), "甲督发〔2026〕4号");
    assert_eq!(line(&document, Part::Recipients).unwrap(), "各县（市）区人民政府");
    assert_eq!(line(&document, Part::Issuer).unwrap(), "甲市人民政府督查室");
    assert_eq!(line(&document, Part::Date).unwrap(), "2026年1月5日");
    let text = text(&document);
    assert!(text.contains("文号：甲督发〔2026〕4号") && !text.contains("评价】\n\n## 二、"), "{text}");
    assert!(document.blanks().any(|b| b.prompt == "为什么"));
}

#[test]
fn what_is_absent_is_a_blank_and_what_is_empty_is_left_out() {
    let built_in = bulletin(&summary());
    assert_eq!(line(&built_in, Part::RedHead), None);
    assert_eq!(line(&built_in, Part::Recipients).unwrap(), "【待填：主送单位】");
    let document = bulletin_with(&summary(), &read(r#"(number: "", recipients: "", signature: "", red_head: Paper)"#).unwrap());
    assert_eq!(line(&document, Part::RedHead).unwrap(), "");
    assert_eq!([Part::Number, Part::Recipients, Part::Issuer].map(|part| line(&document, part)), [None, None, None]);
    let document = bulletin_with(&summary(), &read(r#"(number: "甲督发〔{year}〕{serial}号")"#).unwrap());
    assert_eq!(line(&document, Part::Number).unwrap(), "甲督发〔2026〕【待填：顺序号】号");
}

#[test]
fn a_name_that_is_none_is_refused() {
    assert!(read(r#"(title: "{yaer}")"#).unwrap_err().to_string().contains("没有 `{yaer}` 这个占位符"));
    assert!(read(r#"(title: "{year")"#).is_err());
    assert!(read(r#"(blanks: (nothing: ""))"#).is_err());
    assert!(read(r#"(date: "2026-02-30")"#).is_err());
}
