//! What is new of a project: the stage to which it came, what is settled of what it needs, what was invested; and from whom its money
//! comes.

use chrono::{Datelike, NaiveDate};

use super::ask::{Ask, Fields, form};
use super::context::{Context, Words};
use super::field::Field;
use super::kind::Kind;
use super::stating::Stating;
use crate::domain::{
    Asks, Attribute, Concern, Condition, Done, Entry, Intent, Kind as EntryKind, Misread, News, Period, Pooled, Stage, State, number,
    parse_amount,
};
use crate::text::{Lang, Say};
use crate::tui::edit::Edit;

form! {
    Staging(at), "项目阶段" / "Stage of the project":
    stage, "阶段" / "Stage", Kind::Choice(&Stage::TERMS), stage_now(at).map(|stage| stage.label(at.lang)).unwrap_or_default();
    on, "日期" / "Day", Kind::Date;
    met, "已落实" / "Settled", Kind::Line;
    unmet, "未落实" / "Not settled", Kind::Line;
    basis, "依据文号" / "Document", Kind::Line;
    reason, "说明" / "Why", Kind::Line;
}

fn stage_now(at: &Context<'_>) -> Option<Stage> {
    at.state()?.stage_on(at.today).map(|told| told.stage)
}

/// The day that is meant; today where none is said.
fn day(field: &Field, at: &Context<'_>) -> Result<NaiveDate, String> {
    let words = field.text();
    if words.trim().is_empty() { Ok(at.today) } else { at.date(&words) }
}

fn conditions(field: &Field, lang: Lang) -> Result<Vec<Condition>, String> {
    Condition::read(&field.text()).map_err(|word| Misread::Not(Asks::Choice(&Condition::TERMS), word).say(lang))
}

/// What a stage wants settled and is not told to be.
fn lacking(state: &State, stage: Option<Stage>, lang: Lang) -> String {
    let is_met = |c: &Condition| state.project.as_ref().is_some_and(|course| course.is_settled(*c, NaiveDate::MAX));
    let lacks: Vec<&str> = stage.into_iter().flat_map(Stage::needs).filter(|c| !is_met(c)).map(|c| c.label(lang)).collect();
    lacks.join(lang.pick("、", ", "))
}

impl Staging {
    fn chosen(&self) -> Option<Stage> {
        Stage::from_word(&self.stage.text())
    }
}

impl Ask for Staging {
    fn check(&mut self, at: &Context<'_>) {
        let lang = at.lang;
        if self.on.text().trim().is_empty() {
            self.on.remark = Ok(lang.pick(format!("不填为今天 {}", at.today), format!("today, {}, when empty", at.today)));
        }
        let names = Condition::TERMS.map(|t| t.label(lang)).join(lang.pick("、", ", "));
        let more = lang.pick("；“全部”为开工所需各项", "; “all”: what building needs");
        let lacks = at.state().map(|state| lacking(&state, self.chosen(), lang)).unwrap_or_default();
        let wants = format!("{}{lacks}", lang.pick("还要落实：", "still to be settled: "));
        let wanted = if lacks.is_empty() { names.clone() } else { wants };
        for (field, told) in [(&mut self.met, format!("{wanted}{more}")), (&mut self.unmet, names)] {
            field.remark = conditions(field, lang).map(|_| told);
        }
        self.basis.remark = Ok(lang.pick("批复、备案的文号，可不填", "may be left out").to_owned());
    }

    fn aside(&self, at: &Context<'_>) -> Vec<String> {
        let Some(state) = at.state() else { return Vec::new() };
        let stages = state.project.iter().flat_map(|course| &course.stages).map(|told| told.in_words(at.lang));
        let settled = state.project.iter().flat_map(|course| &course.settled).map(|one| one.in_words(at.lang));
        stages.chain(settled).collect()
    }

    fn field_of(&self, concern: &Concern) -> Option<usize> {
        matches!(concern, Concern::Unsettled(_)).then_some(2)
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let stage = self.chosen().filter(|stage| stage_now(at) != Some(*stage) || !self.on.text().trim().is_empty());
        let (met, unmet) = (conditions(&self.met, at.lang)?, conditions(&self.unmet, at.lang)?);
        let (basis, reason) = (self.basis.text(), self.reason.text());
        let news = News { stage, met, unmet, basis, reason, ..News::on(day(&self.on, at)?) };
        Ok(at.record(Intent::Project(news), Some(at.collecting())))
    }
}

form! {
    Investing(at), "填报完成投资" / "Investment done":
    period, "期间" / "Period", Kind::Period(at.collecting()), at.collecting().to_string();
    wan, "完成投资" / "Invested", Kind::Asked(Asks::Amount);
}

/// What is planned for the year of a period and what is done of it, and what was said of the period.
fn so_far(at: &Context<'_>, period: Period) -> String {
    let (Some(entry), Some(state), lang) = (at.entry(), at.state(), at.lang) else { return String::new() };
    let pooled = Pooled::of(entry, &state, period.end());
    let year = period.start().year();
    let wan = |label: String, wan: Option<f64>| wan.map(|wan| format!("{label} {}", number(wan)));
    let told = state.project.as_ref().and_then(|course| course.invested.get(&period).copied());
    let parts = [
        wan(lang.pick("本期已报", "told of it:").to_owned(), told),
        wan(lang.pick(format!("{year} 年已完成"), format!("done in {year}:")), pooled.done_year),
        wan(lang.pick("计划", "planned:").to_owned(), pooled.planned),
        wan(lang.pick("累计", "since the start:").to_owned(), pooled.done),
        wan(lang.pick("总投资", "of").to_owned(), pooled.whole),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    format!("{}{}", lang.pick("万元；", "in 万元; "), parts.join(lang.pick("，", ", ")))
}

/// An amount; nothing is none.
fn amount(field: &Field, lang: Lang) -> Result<Option<f64>, String> {
    let text = field.text();
    if text.trim().is_empty() {
        return Ok(None);
    }
    let wan = parse_amount(&text).filter(|wan| *wan >= 0.0);
    wan.map(Some).ok_or_else(|| Misread::Not(Asks::Amount, text).say(lang))
}

impl Ask for Investing {
    fn first(&self) -> usize {
        1
    }

    fn check(&mut self, at: &Context<'_>) {
        let so_far = self.period.period(at).map(|period| so_far(at, period)).unwrap_or_default();
        self.wan.remark = amount(&self.wan, at.lang).map(|_| so_far);
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let period = self.period.period(at)?;
        let missing = || at.lang.pick("还没有填金额", "no amount was filled in").to_owned();
        let wan = amount(&self.wan, at.lang)?.ok_or_else(missing)?;
        let news = News { invested: Some(Done { period, wan }), ..News::on(at.today) };
        Ok(at.record(Intent::Project(news), Some(period)))
    }
}

/// What the report on a project asks besides.
#[derive(Debug)]
pub(super) struct ProjectFields {
    stage: Field,
    wan: Field,
    /// The stage in which it was when the form was opened.
    opened: Option<Stage>,
}

impl ProjectFields {
    /// Of one project of which we speak as a whole.
    pub(super) fn of(at: &Context<'_>) -> Option<ProjectFields> {
        at.entry().filter(|entry| entry.kind == EntryKind::Project && at.part_of().is_none())?;
        let opened = stage_now(at);
        let stage = opened.map(|stage| stage.label(at.lang)).unwrap_or_default();
        Some(ProjectFields {
            stage: Field::new(Attribute::Stage.labels(), Kind::Choice(&Stage::TERMS)).with(stage),
            wan: Field::new(("完成投资", "Invested"), Kind::Asked(Asks::Amount)),
            opened,
        })
    }

    pub(super) fn fields(&self) -> [&Field; 2] {
        [&self.stage, &self.wan]
    }

    pub(super) fn fields_mut(&mut self) -> [&mut Field; 2] {
        [&mut self.stage, &mut self.wan]
    }

    pub(super) fn check(&mut self, at: &Context<'_>, period: Period) {
        self.wan.remark = amount(&self.wan, at.lang).map(|_| so_far(at, period));
    }

    /// What they say of a period; nothing of a stage in which it was already.
    pub(super) fn news(&self, at: &Context<'_>, period: Period) -> Result<News, String> {
        let stage = Stage::from_word(&self.stage.text()).filter(|stage| self.opened != Some(*stage));
        let invested = amount(&self.wan, at.lang)?.map(|wan| Done { period, wan });
        Ok(News { stage, invested, ..News::on(period.end().min(at.today)) })
    }
}

/// From whom the money of a project comes, and what is planned for each year.
#[derive(Debug)]
pub(crate) struct Financing(Stating);

impl Financing {
    pub(crate) fn new(at: &Context<'_>) -> Financing {
        let old = at.stated::<Entry>();
        let mut stating = Stating::new(Attribute::of_projects().filter_map(Attribute::field));
        stating.give(|word| old.map(|old| crate::domain::Facts::written(old, word, at.ledger, at.lang)).unwrap_or_default());
        Financing(stating)
    }
}

impl Fields for Financing {
    fn title(&self) -> Words {
        ("项目资金", "Money of the project")
    }

    fn fields(&self) -> Vec<&Field> {
        self.0.fields().collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        self.0.fields_mut().collect()
    }
}

impl Ask for Financing {
    fn check(&mut self, at: &Context<'_>) {
        if let Some(old) = at.stated::<Entry>() {
            self.0.check(old, at);
        }
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let gone = || at.lang.pick("已不在台账里", "it is gone").to_owned();
        let old = at.stated::<Entry>().ok_or_else(gone)?;
        let mut new = old.clone();
        self.0.fill(&mut new, at)?;
        Ok(Edit::Amend(new.into()))
    }
}
