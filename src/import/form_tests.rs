//! Made-up documents, one or more for each form in which plans say who does what by when; what is to be read of them stands
//! beside each, in a file with the same name (`tests/forms`).

use std::fmt::Write;
use std::path::Path;

use super::{Draft, Ground, Reading, Use, read, source};
use crate::text::{Lang, Say};

/// A draft on a line, its doubts below.
fn told(draft: &Draft) -> String {
    let mut out = format!("{}｜{}", draft.reference, draft.title.value);
    let lead = draft.leader().map(|b| b.name.as_str());
    let lead = match (lead, draft.ground) {
        (Some(lead), Ground::First) => format!("{lead}*"),
        (Some(lead), _) => lead.to_owned(),
        (None, _) => if draft.inherits { "随上级" } else { "—" }.to_owned(),
    };
    let others = draft.others().map(|b| format!("{}{}", b.name, b.duty.mark()));
    let _ = write!(out, "｜{lead}｜{}", others.collect::<Vec<_>>().join(" "));
    let _ = draft.deadline.as_ref().map(|d| write!(out, "｜{}", d.value));
    let _ = draft.investment.as_ref().map(|d| write!(out, "｜{}万元", d.value));
    if !draft.people.is_empty() {
        let _ = write!(out, "｜人：{}", draft.people.join("、"));
    }
    if !draft.time.is_empty() {
        let _ = write!(out, "｜时：{}", draft.time);
    }
    for doubt in &draft.doubts {
        let _ = write!(out, "\n    ？{}：{}", doubt.of.key(), doubt.say(Lang::Zh));
    }
    out
}

fn all(reading: &Reading, source: &super::Source) -> String {
    let mut out = format!("《{}》{:?}\n", reading.head.title, reading.head.years);
    reading.drafts.iter().for_each(|d| out.push_str(&format!("{}\n", told(d))));
    let unread: Vec<u32> = reading.coverage.lines(source).iter().filter(|l| l.of == Use::Unread).map(|l| l.place.line).collect();
    if !unread.is_empty() {
        out.push_str(&format!("未读 {unread:?}\n"));
    }
    out
}

#[test]
fn every_form_is_read_as_it_is_meant() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/forms");
    let mut names: Vec<_> =
        std::fs::read_dir(&folder).unwrap().flatten().map(|f| f.path()).filter(|p| p.extension().is_some_and(|e| e == "txt")).collect();
    names.sort();
    assert!(names.len() > 30);
    let mut wrong = String::new();
    for path in names {
        let source = source(&path.to_string_lossy(), &std::fs::read(&path).unwrap()).unwrap();
        let read = all(&read(&source, &[]), &source);
        let beside = path.with_extension("drafts");
        if std::env::var_os("WRITE_DRAFTS").is_some() {
            std::fs::write(&beside, &read).unwrap();
        }
        let wanted = std::fs::read_to_string(&beside).unwrap_or_default();
        if read != wanted {
            wrong.push_str(&format!("{}\n--- read\n{read}--- wanted\n{wanted}\n", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Pieces of which documents are made; what comes of any order of them is accounted for.
const PIECES: [&str; 18] = [
    "一、加快建设",
    "（一）建设平台。支持松林县建设平台，到2027年建成3个。",
    "（市发改委、市财政局负责）",
    "责任单位：市科技局",
    "1.培育企业",
    "2.5万亩以上的园区",
    "— 3 —",
    "",
    "附件2",
    "专栏3 重点工程",
    "（1）推进精编；",
    "①开展培训。",
    "任务很重。市水务局牵头，市财政局配合。",
    "（责任单位：市教育",
    "局、市住建局）",
    "三、总体要求",
    "坚持改革创新。",
    "字体：[大 中 小]",
];

proptest::proptest! {
    /// What counts as part of an entry stands in a draft, and everything counts as something.
    #[test]
    fn every_character_is_accounted_for(order in proptest::collection::vec(0..PIECES.len(), 1..40)) {
        let text: String = order.iter().map(|at| format!("{}\n", PIECES[*at])).collect();
        let source = source("a.txt", format!("云河市2026年方案\n{text}").as_bytes()).unwrap();
        let reading = read(&source, &[]);
        let plain = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let drafts: String = reading.drafts.iter().map(|d| plain(&format!("{}{}{}", d.reference, d.text, d.clause.as_ref().map_or("", |c| c.words.as_str())))).collect();
        let counted: usize = reading.coverage.counts().iter().map(|(_, n)| n).sum();
        proptest::prop_assert_eq!(counted, source.len() as usize);
        for line in reading.coverage.lines(&source).iter().filter(|l| matches!(l.of, Use::Entry | Use::Part)) {
            for piece in plain(&line.text).chars().collect::<Vec<_>>().chunks(4) {
                let piece: String = piece.iter().filter(|c| !c.is_ascii_digit() && !"一二三四五六七八九十①牵头责任单位".contains(**c)).collect();
                proptest::prop_assert!(piece.chars().all(|c| drafts.contains(c)), "{} of {} is in no draft", piece, line.text);
            }
        }
    }
}
