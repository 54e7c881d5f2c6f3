//! Entries are put elsewhere, split, joined; a plan is closed.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::Field;
use super::kind::Kind;
use super::stating::meaning;
use crate::domain::{Asks, EntryId, Plan, Reader, Term, YES_NO};
use crate::tui::edit::{Edit, EntrySplitting, Rearrangement};

/// Whether a field says yes.
fn is_yes(field: &Field) -> bool {
    Term::find(&YES_NO, &field.text()) == Some(0)
}

/// What stands beside a field that names an entry.
fn named(field: &Field, at: &Context<'_>, left_out: Option<&str>) -> Result<String, String> {
    let text = field.text();
    match left_out {
        Some(words) if text.trim().is_empty() => Ok(words.to_owned()),
        _ if at.reader().entry(&text).is_some() => Ok(meaning(Asks::Entry, &text, at, &at.reader())),
        _ => Err(at.lang.pick("要写条目编号", "the id of an entry is wanted").to_owned()),
    }
}

pub(super) fn document(at: &Context<'_>) -> Result<String, String> {
    Ok(at.lang.pick("文号、会议纪要，可不填", "its number, the minutes; may be left out").to_owned())
}

form! {
    Move(at), "移动条目" / "Put elsewhere":
    under, "放在哪一条之下" / "Under", Kind::Asked(Asks::Entry);
    inherits, "牵头随新的上级" / "Lead from above", Kind::Choice(&YES_NO), at.lang.pick("否", "no");
}

impl Ask for Move {
    fn check(&mut self, at: &Context<'_>) {
        self.under.remark = named(&self.under, at, Some(at.lang.pick("不写：放到方案的最上一级", "left out: at the top of the plan")));
        self.inherits.remark =
            Ok(at.lang.pick("否：牵头、配合照旧；是：用新上级的", "no: lead and others stay; yes: those of the entry above").to_owned());
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let under = at.reader().entry(&self.under.text());
        Ok(Edit::Rearrange(Box::new(Rearrangement::Move { entries: at.entries(), under, inherits: is_yes(&self.inherits) })))
    }
}

form! {
    Split(at), "分解" / "Split":
    titles, "新条目的名称" / "Titles", Kind::Text;
    below, "作为它的下级" / "Under it", Kind::Choice(&YES_NO), at.lang.pick("否", "no");
    basis, "依据文件" / "Document", Kind::Line;
}

impl Split {
    fn titles(&self) -> Vec<String> {
        self.titles.text().lines().map(str::trim).filter(|title| !title.is_empty()).map(str::to_owned).collect()
    }
}

impl Ask for Split {
    fn check(&mut self, at: &Context<'_>) {
        let (count, lang) = (self.titles().len(), at.lang);
        self.titles.remark = match count {
            0 | 1 => Err(lang.pick("每行一个名称，至少两行", "a title a line, two at least").to_owned()),
            n => {
                Ok(lang
                    .pick(format!("分为 {n} 条，都有它的牵头、配合、时限、地区"), format!("{n} entries with its duties, deadline, places")))
            }
        };
        self.basis.remark = document(at);
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let entry = at.entry().ok_or_else(|| at.lang.pick("一次只分解一条", "one entry at a time").to_owned())?.id.clone();
        let open = at.ledger.steps_of(&entry).filter(|step| at.ledger.fold_step(step, None).is_open());
        let (left, below, basis) = (open.map(|step| step.id.clone()).collect(), is_yes(&self.below), self.basis.text());
        let split = EntrySplitting { entry, titles: self.titles(), below, basis, given: Vec::new(), left };
        Ok(Edit::Rearrange(Box::new(Rearrangement::Split(split))))
    }
}

form! {
    Join(at), "合并" / "Join":
    into, "并入哪一条" / "Into", Kind::Asked(Asks::Entry);
    basis, "依据文件" / "Document", Kind::Line;
}

impl Ask for Join {
    fn check(&mut self, at: &Context<'_>) {
        self.into.remark = named(&self.into, at, None);
        self.basis.remark = document(at);
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let into = at.reader().entry(&self.into.text()).ok_or_else(|| named(&self.into, at, None).err().unwrap_or_default())?;
        let entries: Vec<EntryId> = at.entries().into_iter().filter(|id| *id != into).collect();
        Ok(Edit::Rearrange(Box::new(Rearrangement::Join { entries, into, basis: self.basis.text() })))
    }
}

form! {
    ClosePlan(at), "方案办结归档" / "Close the plan":
    into, "结转到" / "Carried into", Kind::Asked(Asks::Plan);
    each, "逐条登记到承接方案" / "Enter each there", Kind::Choice(&YES_NO), at.lang.pick("否", "no");
    reason, "理由" / "Reason", Kind::Line;
    basis, "依据文件" / "Document", Kind::Line;
}

impl Ask for ClosePlan {
    fn check(&mut self, at: &Context<'_>) {
        let (lang, into) = (at.lang, self.into.text());
        let open = at.stated::<Plan>().map_or(0, |plan| at.ledger.unfinished(plan).count());
        let left_out = lang.pick(format!("不写：没有办结的 {open} 条终止"), format!("left out: the {open} unfinished are given up"));
        self.into.remark = match (into.trim().is_empty(), at.reader().plan(&into)) {
            (true, _) => Ok(left_out),
            (false, Some(code)) => Ok(lang.pick(
                format!("没有办结的 {open} 条结转到{}", at.ledger.plan_name(&code)),
                format!("the {open} unfinished go on in {}", at.ledger.plan_name(&code)),
            )),
            (false, None) => Err(lang.pick("没有这个方案", "no such plan").to_owned()),
        };
        let wants_reason = open > 0 && into.trim().is_empty() && self.reason.text().trim().is_empty();
        self.reason.remark = if wants_reason {
            Err(lang.pick("终止要写明理由", "what is given up wants a reason").to_owned())
        } else {
            Ok(String::new())
        };
        self.basis.remark = document(at);
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let plan = at.stated::<Plan>().ok_or_else(|| at.lang.pick("方案已不在台账里", "the plan is gone").to_owned())?.code.clone();
        let (into, reason, basis) = (at.reader().plan(&self.into.text()), self.reason.text(), self.basis.text());
        Ok(Edit::Rearrange(Box::new(Rearrangement::ClosePlan { plan, into, each: is_yes(&self.each), reason, basis })))
    }
}
