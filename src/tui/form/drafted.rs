//! What is said of a draft that was read of a document, and under which plan drafts come in.

use super::ask::{Ask, form};
use super::context::{About, Context};
use super::field::Field;
use super::kind::Kind;
use crate::import::{Of, Said, years};
use crate::tui::edit::Edit;
use crate::tui::importing::Drafted;

fn drafted<'a>(at: &Context<'a>) -> Option<&'a Drafted> {
    if let About::Draft(drafted) = at.about { Some(drafted) } else { None }
}

fn read(at: &Context<'_>, of: Of) -> String {
    drafted(at).map(|drafted| drafted.value(of).to_owned()).unwrap_or_default()
}

fn plan(at: &Context<'_>, nth: usize) -> String {
    drafted(at).map(|drafted| drafted.plan[nth].clone()).unwrap_or_default()
}

fn said(at: &Context<'_>, said: Said) -> Result<Edit, String> {
    let gone = || at.lang.pick("草稿已不在", "the draft is gone").to_owned();
    Ok(Edit::Review(vec![(drafted(at).ok_or_else(gone)?.spot, said)]))
}

form! {
    AmendDraft(at), "修改读出的条目" / "Amend what was read":
    reference, "编号" / "Reference", Kind::Required, &read(at, Of::Reference);
    title, "事项" / "Title", Kind::Required, &read(at, Of::Title);
    lead, "牵头" / "Lead", Kind::Line, &read(at, Of::Lead);
    bodies, "其他单位" / "Others", Kind::Line, &read(at, Of::Bodies);
    deadline, "时限" / "Deadline", Kind::Date, &read(at, Of::Deadline);
    investment, "投资（万元）" / "Investment (万元)", Kind::Line, &read(at, Of::Investment);
    text, "内容" / "Text", Kind::Text, &read(at, Of::Entry);
}

impl Ask for AmendDraft {
    fn check(&mut self, at: &Context<'_>) {
        if self.deadline.text().trim().is_empty() {
            self.deadline.remark = Ok(at.lang.pick("空着：文中没有时限", "empty: none is said").to_owned());
        }
        self.bodies.remark = Ok(at.lang.pick("各家之间用 、", "with 、 between").to_owned());
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let deadline = match self.deadline.text().trim() {
            "" => String::new(),
            words => at.date(words)?.to_string(),
        };
        let fields = [&self.reference, &self.title, &self.lead, &self.bodies, &self.deadline, &self.investment, &self.text];
        let values = Of::ALL.into_iter().zip(fields).map(|(of, field)| (of, field.text().trim().to_owned()));
        let values = values.map(|(of, value)| if of == Of::Deadline { (of, deadline.clone()) } else { (of, value) });
        // What nobody touched was not said by a person.
        said(at, Said::Amend(values.filter(|(of, value)| *value != read(at, *of).trim()).collect()))
    }
}

form! {
    RejectDraft(at), "不要这一条" / "It is no entry":
    reason, "理由" / "Why", Kind::Required;
}

impl Ask for RejectDraft {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        said(at, Said::Reject(self.reason.text().trim().to_owned()))
    }
}

form! {
    SplitDraft(at), "拆成几条：在要分开处空一行" / "Split it: an empty line where it is cut":
    text, "内容" / "Text", Kind::Text, &sentences(&read(at, Of::Entry));
}

/// A sentence a line, so that an empty line is soon put between two.
fn sentences(text: &str) -> String {
    text.replace('\n', "").replace('。', "。\n").trim_end().to_owned()
}

/// What stands between empty lines.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for line in text.lines() {
        match parts.last_mut() {
            Some(last) if !line.trim().is_empty() => last.push_str(line),
            Some(last) if !last.is_empty() => parts.push(String::new()),
            _ => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

impl Ask for SplitDraft {
    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        said(at, Said::Split(parts(&self.text.text())))
    }
}

form! {
    TakeDrafts(at), "记入台账" / "Take in what is accepted":
    code, "方案代码" / "Plan", Kind::Required, &plan(at, 0);
    place, "地区" / "Place", Kind::Line, &plan(at, 1);
    years, "起止年份" / "Years", Kind::Line, &plan(at, 2);
}

impl Ask for TakeDrafts {
    fn aside(&self, at: &Context<'_>) -> Vec<String> {
        drafted(at).map(|drafted| drafted.told.clone()).unwrap_or_default()
    }

    fn check(&mut self, at: &Context<'_>) {
        let code = self.code.text();
        let known = at.ledger.plans.iter().find(|plan| plan.code.as_str() == code.trim());
        let new = at.lang.pick("新代码：字母、数字、短横，条目编号以它开头", "a new code: letters, digits, hyphens; ids begin with it");
        self.code.remark = Ok(known.map_or_else(|| new.to_owned(), |plan| plan.title.clone()));
        for (field, example) in [(&mut self.place, "云河市"), (&mut self.years, "2026-2028")] {
            let zh = format!("空着：以文件所写为准；文件没写的写明，如 {example}");
            field.remark = Ok(at.lang.pick(zh, format!("empty: what the document says; else as {example}")));
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let words = self.years.text();
        let period = match words.trim() {
            "" => None,
            words => Some(years(words).ok_or_else(|| {
                at.lang.pick(format!("`{words}` 不是起止年份，写成 2026-2028"), format!("`{words}` are no years; write 2026-2028"))
            })?),
        };
        let place = Some(self.place.text().trim().to_owned()).filter(|place| !place.is_empty());
        Ok(Edit::TakeDrafts { code: self.code.text().trim().to_owned(), place, period })
    }
}
