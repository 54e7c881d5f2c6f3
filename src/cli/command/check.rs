use chrono::Local;
use serde_json::{Value, json};
use std::collections::{BTreeMap, HashSet};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::hints;
use crate::cli::out::Answer;
use crate::cli::table::line_width;
use crate::domain::{EntryId, Finding, FindingKind, Ledger, Severity, Subject, check, far_clocks};
use crate::report::SCHEMA;
use crate::store::astray;
use crate::text::{self, Lang, Say, sanitize, wrap};

/// 检查台账：错误，以及等待明确的事项 | Check the ledger: errors, and what waits to be settled
#[derive(clap::Args, Debug)]
#[command(
    after_help = "有错误时退出码为 1。待裁定、未明确牵头、原文矛盾是提醒，不算错误；加 --strict 才算。 | Exit code 1 when there are errors. Contested values, unassigned entries and contradictions of a plan are notes; with --strict they count as well."
)]
pub(in crate::cli) struct Check {
    /// 提醒也算发现，退出码为 1 | Notes count as findings: exit code 1
    #[arg(long)]
    strict: bool,
    /// 解释一条规则，可重复；不写名称则解释全部 | Explain a rule, may be repeated; all of them when none is named
    #[arg(long, value_name = "规则 | RULE", num_args = 0..=1, default_missing_value = "")]
    explain: Vec<String>,
}

impl Check {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        if !self.explain.is_empty() {
            return explain(&self.explain, call);
        }
        let session = call.open()?;
        let mut findings = check(&session.ledger);
        findings.extend(far_clocks(&session.ledger));
        findings.extend(astray(&session.ledger, &session.file.path));
        if let Some(places) = call.passing(&session)? {
            let ids: HashSet<&EntryId> = places.iter().map(|p| &session.ledger.entries()[*p].id).collect();
            findings.retain(|f| matches!(&f.subject, Subject::Entry(id) if ids.contains(id)));
        }
        let count = |severity| findings.iter().filter(|f| f.kind.severity() == severity).count();
        let (errors, notes) = (count(Severity::Error), count(Severity::Note));
        let found = errors > 0 || self.strict && notes > 0;
        let answer = if call.globals.json {
            Answer::json(envelope(&findings, (errors, notes), call.lang))
        } else {
            let page = Page { ledger: &session.ledger, lang: call.lang };
            let zh = format!("错误 {errors}，提醒 {notes}");
            Answer::text(page.text(&findings)).remark(call.lang.pick(zh, format!("{errors} errors, {notes} notes")))
        };
        let unassigned = findings.iter().any(|f| f.kind == FindingKind::Unassigned) && !call.globals.json;
        let list = (
            "未明确牵头的清单：duban list 是:未明确；明确牵头：duban set 编号 --lead 单位",
            "unassigned entries: duban list is:unassigned; settle with duban set ID --lead BODY",
        );
        let answer = if unassigned { answer.remark(call.lang.pick(list.0, list.1)) } else { answer };
        let judged = (session.today != Local::now().date_naive())
            .then(|| call.lang.pick(format!("以 {} 为准判断", session.today), format!("judged by {}", session.today)));
        let answer = answer.remarks(call.moment(&session).or(judged));
        Ok(answer.exit(if found { Exit::Findings } else { Exit::Fine }))
    }
}

fn explain(rules: &[String], call: &Call) -> Result<Answer, CliError> {
    let lang = call.lang;
    let is = |rule: &str, k: FindingKind| {
        let wanted = crate::text::fold_width(rule.trim()).replace('_', "-");
        wanted.is_empty() || [k.word(), k.label(Lang::Zh), k.label(Lang::En)].contains(&wanted.as_str())
    };
    let chosen: Vec<FindingKind> = FindingKind::ALL.into_iter().filter(|k| rules.iter().any(|rule| is(rule, *k))).collect();
    if let Some(rule) = rules.iter().find(|rule| !FindingKind::ALL.into_iter().any(|k| is(rule, k))) {
        let known = FindingKind::ALL.map(|k| (format!("{}（{}）", k.word(), k.label(Lang::Zh)), k.word().to_owned()));
        return Err(CliError::unknown("--explain", rule, known));
    }
    if call.globals.json {
        let all: Vec<Value> = chosen
            .iter()
            .map(|k| json!({ "rule": k.word(), "severity": severity(*k), "label": k.label(lang), "explanation": hints::rule(*k, lang) }))
            .collect();
        return Ok(Answer::json(json!({ "schema": SCHEMA, "kind": "rules", "rules": all })));
    }
    let cells = width();
    let one = |k: &FindingKind| {
        let kind = if k.severity() == Severity::Error { lang.pick("错误", "error") } else { lang.pick("提醒", "note") };
        let lines: String = wrap(&hints::rule(*k, lang), cells - 2).iter().map(|l| format!("  {l}\n")).collect();
        format!("{} {} [{kind}]\n{lines}", k.word(), k.label(lang))
    };
    Ok(Answer::text(chosen.iter().map(one).collect::<Vec<_>>().join("\n")))
}

fn width() -> usize {
    line_width().unwrap_or(100).clamp(20, 100)
}

fn severity(kind: FindingKind) -> &'static str {
    match kind.severity() {
        Severity::Error => "error",
        Severity::Note => "note",
    }
}

fn envelope(findings: &[Finding], (errors, notes): (usize, usize), lang: Lang) -> Value {
    let one = |f: &Finding| {
        let subject = json!({ "kind": f.subject.word(), "id": f.subject.to_string() });
        json!({ "rule": f.kind.word(), "severity": severity(f.kind), "subject": subject, "detail": f.detail.say(lang) })
    };
    let all: Vec<Value> = findings.iter().map(one).collect();
    json!({ "schema": SCHEMA, "kind": "check", "errors": errors, "notes": notes, "findings": all })
}

struct Page<'a> {
    ledger: &'a Ledger,
    lang: Lang,
}

impl Page<'_> {
    /// A heading for each rule with its findings; errors come first.
    fn text(&self, findings: &[Finding]) -> String {
        let mut parts = Vec::new();
        for kind in FindingKind::ALL {
            let of: Vec<&Finding> = findings.iter().filter(|f| f.kind == kind).collect();
            if of.is_empty() {
                continue;
            }
            let grave = match kind.severity() {
                Severity::Error => self.lang.pick("错误", "error"),
                Severity::Note => self.lang.pick("提醒", "note"),
            };
            let body = if kind == FindingKind::Unassigned { self.by_plan(&of) } else { self.one_by_one(&of) };
            parts.push(format!("{grave} {} [{}] ({})\n{body}", kind.label(self.lang), kind.word(), of.len()));
        }
        parts.join("\n")
    }

    fn one_by_one(&self, findings: &[&Finding]) -> String {
        let line = |f: &&Finding| {
            let detail = Some(f.detail.say(self.lang)).filter(|said| *said != f.subject.to_string()).unwrap_or_default();
            let indent = |(i, l): (usize, &String)| format!("{}{l}\n", if i == 0 { "  " } else { "    " });
            let text = format!("{}  {}", f.subject, sanitize(&detail, false));
            wrap(text.trim_end(), width() - 4).iter().enumerate().map(indent).collect::<String>()
        };
        findings.iter().map(line).collect()
    }

    /// Hundreds of entries in one screen: a line or a few for each plan, references only.
    fn by_plan(&self, findings: &[&Finding]) -> String {
        let mut plans: BTreeMap<usize, (String, Vec<&str>)> = BTreeMap::new();
        for finding in findings {
            let Subject::Entry(id) = &finding.subject else { continue };
            let place = self.ledger.plans.iter().position(|p| p.code == id.plan());
            let name = place.map_or_else(|| id.plan().to_owned(), |i| format!("{} {}", self.ledger.plans[i].short, id.plan()));
            plans.entry(place.unwrap_or(usize::MAX)).or_insert_with(|| (name, Vec::new())).1.push(id.reference());
        }
        let mut out = String::new();
        for (name, references) in plans.values() {
            out.push_str(&format!("  {name} ({})\n", references.len()));
            lines_of(references, self.lang.pick("、", ", ")).iter().for_each(|l| out.push_str(&format!("    {l}\n")));
        }
        out
    }
}

/// Whole words on lines, none of them broken.
fn lines_of(words: &[&str], comma: &str) -> Vec<String> {
    let room = width().saturating_sub(4 + text::width(comma));
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut().filter(|l| text::width(l) + text::width(comma) + text::width(word) <= room) {
            Some(line) => *line = format!("{line}{comma}{word}"),
            None => lines.push((*word).to_owned()),
        }
    }
    let last = lines.len().saturating_sub(1);
    lines.into_iter().enumerate().map(|(i, l)| if i == last { l } else { format!("{l}{}", comma.trim_end()) }).collect()
}
