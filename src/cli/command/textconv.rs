use std::path::PathBuf;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::domain::{Claim, Entry, Facts, Ledger, Subject, Update, disputes_of, fold, status_label};
use crate::store::{parse_text, side};
use crate::text::{Lang, sanitize};

/// 把台账写成句子，一行一个事实，供 git diff 比较 | Tell a ledger in sentences, a fact a line, for git diff to compare
#[derive(clap::Args, Debug)]
#[command(hide = true)]
pub(in crate::cli) struct Textconv {
    /// 台账文件 | The ledger
    #[arg(value_name = "文件 | FILE")]
    path: PathBuf,
}

impl Textconv {
    /// What is no ledger is shown as it is: git diff must go on.
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let text = side(&self.path, &self.path)?;
        Ok(match parse_text(&self.path.to_string_lossy(), &text) {
            Ok(ledger) => Answer::text(Telling { ledger: &ledger, lang: call.lang }.all()),
            Err(_) => Answer::text(text),
        })
    }
}

struct Telling<'a> {
    ledger: &'a Ledger,
    lang: Lang,
}

impl Telling<'_> {
    /// A heading for each thing, and its facts indented beneath it.
    fn all(&self) -> String {
        let ledger = self.ledger;
        let mut out = String::new();
        self.thing(&mut out, &ledger.title, &self.facts(ledger));
        for plan in &ledger.plans {
            self.thing(&mut out, &plan.code, &self.facts(plan));
        }
        for body in ledger.departments.iter() {
            let mut facts = self.facts(body);
            facts.extend(body.aliases.iter().map(|a| self.says("简称", "alias", &a.name)));
            self.thing(&mut out, &body.id.to_string(), &facts);
        }
        for indicator in &ledger.indicators {
            let mut facts = self.facts(indicator.as_ref());
            facts.extend(indicator.updates.iter().flat_map(|u| self.update(u)));
            self.thing(&mut out, &indicator.id(), &facts);
        }
        for entry in ledger.entries() {
            self.thing(&mut out, &format!("{} {}", entry.id, entry.title), &self.entry(entry));
        }
        out
    }

    fn thing(&self, out: &mut String, name: &str, facts: &[String]) {
        out.push_str(&format!("{}\n", sanitize(name, false)));
        facts.iter().for_each(|f| out.push_str(&format!("  {}\n", sanitize(f, false))));
    }

    fn facts<F: Facts>(&self, item: &F) -> Vec<String> {
        let claims = item.claims(&[]);
        let said = claims.iter().filter(|c| c.field().word != "present").map(|c| (c.label(self.lang), c.in_words(self.ledger, self.lang)));
        said.filter(|(_, words)| words != "–").map(|(label, words)| format!("{label}{}{words}", self.colon())).collect()
    }

    fn entry(&self, entry: &Entry) -> Vec<String> {
        let (ledger, lang) = (self.ledger, self.lang);
        let mut facts = self.facts(entry);
        let role = |c: &crate::domain::Cooperation| format!("{}{}", ledger.departments.name(c.dept()), lang.bracketed(c.role_label(lang)));
        facts.extend(entry.cooperating.iter().map(|c| self.says("配合单位", "cooperating", &role(c))));
        facts.extend(entry.regions.iter().map(|r| self.says("地区", "region", r)));
        facts.extend(entry.enterprises.iter().map(|e| self.says("企业", "enterprise", e)));
        facts.extend(entry.figures.iter().map(|f| self.says("数字", "figure", f)));
        if !entry.updates.is_empty() {
            let state = fold(ledger, entry, None);
            facts.push(self.says("现状", "state", status_label(state.status.value, lang)));
            facts.extend(state.percent.value.map(|p| self.says("完成", "done", &format!("{p}%"))));
            facts.extend(state.deadline.value.map(|d| self.says("现时限", "deadline now", &d.to_string())));
            facts.extend(state.lead.value.as_ref().map(|d| self.says("现牵头", "leads now", ledger.departments.name(d))));
        }
        for dispute in disputes_of(ledger, &Subject::Entry(entry.id.clone()), None) {
            let rivals: Vec<String> = dispute.rivals.iter().map(|r| r.value.in_words(ledger, lang)).collect();
            let words = format!("{} {}", dispute.shown.label(lang), rivals.join(lang.pick(" 与 ", " and ")));
            facts.push(self.says("待裁定", "contested", &words));
        }
        facts.extend(entry.updates.iter().flat_map(|u| self.update(u)));
        facts
    }

    /// `2025-10-09 张三：状态 未反馈 → 推进中`, a line a fact.
    fn update(&self, update: &Update) -> Vec<String> {
        let head = format!("{} {}{}", update.at.date_naive(), update.by.label(self.ledger), self.colon());
        update.sentences(self.ledger, self.lang).into_iter().map(|s| format!("{head}{s}")).collect()
    }

    fn says(&self, zh: &'static str, en: &'static str, words: &str) -> String {
        format!("{}{}{words}", self.lang.pick(zh, en), self.colon())
    }

    fn colon(&self) -> &'static str {
        self.lang.pick("：", ": ")
    }
}
