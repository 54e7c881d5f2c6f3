//! What was read of a document, for people: what is unread first, then what is doubted.

use std::path::Path;

use crate::import::{Confidence, Draft, Ground, PlanRule, Reading, Source, Use};
use crate::text::{Lang, Say};

/// Lines that are shown of what is unread.
const UNREAD: usize = 20;

/// What was read of a document.
pub(super) fn text(path: &Path, source: &Source, reading: &Reading, lang: Lang) -> String {
    let head = &reading.head;
    let mut out = format!("{}\n", path.display());
    let parts = [head.title.clone(), head.number.clone(), head.issuer.clone(), head.issued.map(|d| d.to_string()).unwrap_or_default()];
    let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
    if !parts.is_empty() {
        out.push_str(&format!("  {}\n", parts.join(lang.pick("，", ", "))));
    }
    out.push_str(&counts(reading, lang));
    source.left_out(lang).iter().for_each(|line| out.push_str(&format!("  {line}\n")));
    out.push_str(&unread(source, reading, lang));
    out.push_str(&rules(&reading.rules, lang));
    reading.drafts.iter().for_each(|d| out.push_str(&draft(d, lang)));
    out
}

fn counts(reading: &Reading, lang: Lang) -> String {
    let all = reading.drafts.len();
    let sure = reading.drafts.iter().filter(|d| d.confidence() >= Confidence::Likely).count();
    let doubts: usize = reading.drafts.iter().map(|d| d.doubts.len()).sum();
    lang.pick(
        format!("  条目 {all} 条，其中没有疑点的 {sure} 条；疑点 {doubts} 处\n"),
        format!("  {all} entries, {sure} of them without a doubt; {doubts} doubts\n"),
    )
}

fn unread(source: &Source, reading: &Reading, lang: Lang) -> String {
    let lines = reading.coverage.lines(source);
    let unread: Vec<_> = lines.iter().filter(|l| l.of == Use::Unread).collect();
    let skipped: Vec<_> = lines.iter().filter(|l| l.of == Use::Skipped).collect();
    let mut out = String::new();
    if !unread.is_empty() {
        out.push_str(
            &lang.pick(format!("  没有读进条目的 {} 行：\n", unread.len()), format!("  {} lines belong to no entry:\n", unread.len())),
        );
        unread.iter().take(UNREAD).for_each(|l| out.push_str(&format!("    {}  {}\n", l.place.say(lang), short(&l.text))));
        if unread.len() > UNREAD {
            out.push_str(lang.pick("    ……（全部见 --json）\n", "    … (all of them: --json)\n"));
        }
    }
    let named: Vec<String> =
        skipped.iter().filter(|l| l.text.chars().count() <= 30 && l.text.chars().count() > 3).map(|l| short(&l.text)).take(12).collect();
    if !skipped.is_empty() {
        out.push_str(&lang.pick(
            format!("  不是任务的章节 {} 行：{}\n", skipped.len(), named.join("、")),
            format!("  {} lines of chapters that are no work: {}\n", skipped.len(), named.join(", ")),
        ));
    }
    out
}

fn rules(rules: &[PlanRule], lang: Lang) -> String {
    let line = |(n, rule): (usize, &PlanRule)| {
        let off = if rule.off { lang.pick("（已关）", " (off)") } else { "" };
        lang.pick(
            format!("  通用规则 {}{off}：{}（{}）\n", n + 1, rule.words, rule.place.say(lang)),
            format!("  rule {} for the whole plan{off}: {} ({})\n", n + 1, rule.words, rule.place.say(lang)),
        )
    };
    rules.iter().enumerate().map(line).collect()
}

fn draft(draft: &Draft, lang: Lang) -> String {
    let mut out = format!("  {}  {}{}{}\n", draft.reference, draft.title.value, lang.pick("　", "  "), draft.place.say(lang));
    let mark = if draft.ground == Ground::First { "*" } else { "" };
    let others: Vec<&str> = draft.others().map(|b| b.name.as_str()).collect();
    let mut parts: Vec<String> = Vec::new();
    match draft.leader() {
        Some(lead) => parts.push(format!("{}{}{mark}", lang.pick("牵头 ", "lead "), lead.name)),
        None if draft.inherits => parts.push(lang.pick("随上级", "as the entry above").to_owned()),
        None => {}
    }
    if !others.is_empty() {
        parts.push(format!("{}{}", lang.pick("其他 ", "others "), others.join("、")));
    }
    parts.extend(draft.deadline.as_ref().map(|d| format!("{}{}（{}）", lang.pick("时限 ", "by "), d.value, d.words)));
    if !parts.is_empty() {
        out.push_str(&format!("      {}\n", parts.join(lang.pick("；", "; "))));
    }
    for doubt in &draft.doubts {
        out.push_str(&format!("      {}\n", doubt.with_choices(lang)));
    }
    out
}

fn short(text: &str) -> String {
    let text = text.trim();
    if text.chars().count() > 40 { format!("{}…", text.chars().take(40).collect::<String>()) } else { text.to_owned() }
}
