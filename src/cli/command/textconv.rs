use std::any::Any;
use std::path::PathBuf;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::domain::{Claim, Entry, Facts, Kept, Ledger, Section, Subject, Update, by_kind, disputes_of, fold, status_label};
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
        let mut out = String::new();
        self.thing(&mut out, &self.ledger.title, &self.facts(self.ledger));
        for section in Section::ALL {
            by_kind!(Section section, => self.records::<R>(&mut out));
        }
        out
    }

    fn records<R: Kept>(&self, out: &mut String) {
        for record in R::records(self.ledger) {
            let (id, name) = (record.id().to_string(), record.name());
            let heading = if id.contains(name) { id } else { format!("{id} {name}") };
            let mut facts = self.facts(record.as_ref());
            let any: &dyn Any = record.as_ref();
            facts.extend(any.downcast_ref().into_iter().flat_map(|entry| self.state(entry)));
            facts.extend(record.log().iter().flat_map(|u| self.update(u)));
            self.thing(out, &heading, &facts);
        }
    }

    fn thing(&self, out: &mut String, name: &str, facts: &[String]) {
        out.push_str(&format!("{}\n", sanitize(name, false)));
        facts.iter().for_each(|f| out.push_str(&format!("  {}\n", sanitize(f, false))));
    }

    fn facts<F: Facts>(&self, item: &F) -> Vec<String> {
        let claims = item.claims(&[]);
        let said = claims.iter().filter(|c| c.field().word != "present").map(|c| (c.label(self.lang), c.in_words(self.ledger, self.lang)));
        let said = said.filter(|(_, words)| words != "–").map(|(label, words)| self.says(label, &words));
        let listed = item.lists().into_iter().flat_map(|(list, items)| items.into_iter().map(move |item| (list, item)));
        said.chain(listed.map(|(list, item)| self.says(list.label(self.lang), &item.in_words(self.ledger, self.lang)))).collect()
    }

    fn state(&self, entry: &Entry) -> Vec<String> {
        let (ledger, lang) = (self.ledger, self.lang);
        let mut facts = Vec::new();
        if !entry.updates.is_empty() {
            let state = fold(ledger, entry, None);
            facts.push(self.says(lang.pick("现状", "state"), status_label(state.status.value, lang)));
            facts.extend(state.percent.value.map(|p| self.says(lang.pick("完成", "done"), &format!("{p}%"))));
            facts.extend(state.deadline.value.map(|d| self.says(lang.pick("现时限", "deadline now"), &d.to_string())));
            facts.extend(state.lead.value.as_ref().map(|d| self.says(lang.pick("现牵头", "leads now"), ledger.departments.name(d))));
        }
        for dispute in disputes_of(ledger, &Subject::Entry(entry.id.clone()), None) {
            let rivals: Vec<String> = dispute.rivals.iter().map(|r| r.value.in_words(ledger, lang)).collect();
            let words = format!("{} {}", dispute.shown.label(lang), rivals.join(lang.pick(" 与 ", " and ")));
            facts.push(self.says(lang.pick("待裁定", "contested"), &words));
        }
        facts
    }

    /// `2025-10-09 张三：状态 — → 推进中`, a line a fact.
    fn update(&self, update: &Update) -> Vec<String> {
        let head = format!("{} {}{}", update.day(), update.by.label(self.ledger), self.colon());
        update.sentences(self.ledger, self.lang).into_iter().map(|s| format!("{head}{s}")).collect()
    }

    fn says(&self, label: &str, words: &str) -> String {
        format!("{label}{}{words}", self.colon())
    }

    fn colon(&self) -> &'static str {
        self.lang.pick("：", ": ")
    }
}
