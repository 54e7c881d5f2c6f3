use super::claim::Claim;
use super::id::DeptId;
use super::ledger::Ledger;
use super::number::number;
use super::stated::EntryClaim;
use super::status::status_label;
use super::update::{Author, Fact, Update};
use crate::text::Lang;

impl Fact {
    /// What the fact says, in one sentence for logs, commit messages and the screen:
    /// `时限 2025-09-30 → 2025-12-31，理由：……`.
    pub(crate) fn sentence(&self, ledger: &Ledger, lang: Lang) -> String {
        let dept = |id: &DeptId| ledger.departments.name(id).to_owned();
        let reason = |r: &str| if r.is_empty() { String::new() } else { format!("{}{r}", lang.pick("，理由：", ", because: ")) };
        match self {
            Fact::Status { from, to } => {
                format!("{} {} → {}", lang.pick("状态", "status"), status_label(*from, lang), to.label(lang))
            }
            Fact::Percent { from, to } => {
                let from = from.map_or_else(|| "–".into(), |p| format!("{p}%"));
                format!("{} {from} → {to}%", lang.pick("完成", "done"))
            }
            Fact::Progress(words) => format!("{}{words}", lang.pick("进展：", "progress: ")),
            Fact::Problems(words) => format!("{}{words}", lang.pick("问题：", "problems: ")),
            Fact::Next(words) => format!("{}{words}", lang.pick("下一步：", "next: ")),
            Fact::Deadline { from, to, reason: r } => {
                let from = from.map_or_else(|| "–".into(), |d| d.to_string());
                format!("{} {from} → {to}{}", lang.pick("时限", "deadline"), reason(r))
            }
            Fact::Lead { from, to, reason: r } => {
                let from = from.as_ref().map_or_else(|| lang.pick("未明确", "nobody").to_owned(), dept);
                format!("{} {from} → {}{}", lang.pick("牵头", "lead"), dept(to), reason(r))
            }
            Fact::Measured { from, to } => {
                let from = from.map_or_else(|| "–".into(), number);
                format!("{} {from} → {}", lang.pick("实测", "measured"), number(*to))
            }
            Fact::Ruled { to, over, reason: r } => {
                let words = |c: &EntryClaim| format!("“{}”", c.in_words(ledger, lang));
                let over = over.iter().map(words).collect::<Vec<_>>().join(lang.pick("、", ", "));
                let over = if over.is_empty() { over } else { format!("{}{over}", lang.pick("，不取", ", not ")) };
                format!("{} {} → {}{over}{}", lang.pick("裁定", "ruled"), to.label(lang), words(to), reason(r))
            }
            Fact::Urged { level, number, to } => format!("{} {}{}{number}", level.label(lang), dept(to), lang.pick("，", ", ")),
            Fact::Corrects { update, reason: r } => format!("{} {update}{}", lang.pick("更正", "corrects"), reason(r)),
        }
    }
}

impl Author {
    /// `虎林市农业农村局 张三`; a dash when nobody is named.
    pub(crate) fn label(&self, ledger: &Ledger) -> String {
        let dept = self.dept.as_ref().map(|d| ledger.departments.name(d));
        let parts: Vec<&str> = dept.into_iter().chain(Some(self.person.as_str())).filter(|s| !s.is_empty()).collect();
        if parts.is_empty() { "–".into() } else { parts.join(" ") }
    }
}

impl Update {
    /// All that the update says, in sentences.
    pub(crate) fn sentences(&self, ledger: &Ledger, lang: Lang) -> Vec<String> {
        self.says.iter().map(|f| f.sentence(ledger, lang)).collect()
    }
}
