//! The report: how far the work is, what holds it up, what is still open from before.

use super::ask::{Ask, Fields};
use super::context::{Context, Words};
use super::field::{Field, percent};
use super::kind::Kind;
use super::known::Known;
use super::project::ProjectFields;
use crate::domain::{self, Cause, Concern, Intent, Period, Problem, Speaker, State, Status, Term, long_date};
use crate::text::Lang;
use crate::tui::edit::Edit;

/// What is said of a problem of before.
const ANSWERS: [Term; 2] = [
    Term { label: ("已解决", "solved"), word: "solved", also: &["解决", "y"], once: &[] },
    Term { label: ("仍在", "still there"), word: "still", also: &["还在", "未解决", "n"], once: &[] },
];

/// As many as the form has room for; the page of the entry has all.
const EARLIER: [Words; 4] =
    [("先前问题1", "Problem 1"), ("先前问题2", "Problem 2"), ("先前问题3", "Problem 3"), ("先前问题4", "Problem 4")];

#[derive(Debug)]
pub(crate) struct Report {
    progress: Field,
    problems: Field,
    next: Field,
    percent: Field,
    status: Field,
    on: Field,
    reason: Field,
    /// By which document it is done, put off or ended.
    basis: Field,
    cause: Field,
    /// One a problem that is open from before.
    earlier: Vec<(Problem, Field)>,
    period: Field,
    /// The stage of a project, and what was invested in the period; none where we do not speak of the whole of one.
    project: Option<ProjectFields>,
    /// What the form itself wrote as status and percent, so that it does not write over what a person typed.
    told: [String; 2],
    /// Status and percent as they stood when it was opened.
    opened: Option<Status>,
    opened_percent: Option<u8>,
}

impl Report {
    pub(crate) fn new(at: &Context<'_>) -> Report {
        let state = at.own_state();
        let now = state.as_ref().and_then(|s| s.status.value);
        // Who reports for the first time on the whole has most likely begun; of a part nothing is known.
        let begun = at.entry().filter(|_| at.part_of().is_none()).map(|_| Status::Underway);
        let status = now.or(begun).map(|status| status.label(at.lang)).unwrap_or_default();
        let percent_now = state.as_ref().and_then(|s| s.percent.value);
        let done = percent_now.map(|p| p.to_string()).unwrap_or_default();
        let open = state.into_iter().flat_map(|s| s.problems);
        let period = at.collecting();
        let mut report = Report {
            progress: Field::new(("进展", "Progress"), Kind::Text),
            problems: Field::new(("问题", "Problems"), Kind::Text),
            next: Field::new(("下一步", "Next steps"), Kind::Text),
            percent: Field::new(("完成 %", "Done %"), Kind::Percent).with(&done),
            status: Field::new(("状态", "Status"), Kind::Choice(&Status::TERMS)).with(status),
            on: Field::new(("完成日期", "Done on"), Kind::Date),
            reason: Field::new(("停办结转理由", "Why put off"), Kind::Line),
            basis: Field::new(("依据文号", "Document"), Kind::Line),
            cause: Field::new(("原因类别", "Cause"), Kind::Choice(&Cause::TERMS)),
            earlier: open.zip(EARLIER).map(|(p, label)| (p, Field::new(label, Kind::Choice(&ANSWERS)))).collect(),
            period: Field::new(("期间", "Period"), Kind::Period(period)).with(&period.to_string()),
            project: ProjectFields::of(at),
            told: Default::default(),
            opened: now,
            opened_percent: percent_now,
        };
        report.told = report.said();
        report
    }

    fn said(&self) -> [String; 2] {
        [self.status.text(), self.percent.text()]
    }

    fn chosen(&self) -> Option<Status> {
        Status::from_word(&self.status.text())
    }

    /// 100 % proposes 已完成, and 已完成 is 100 %: whichever was said last.
    fn keep_together(&mut self, at: &Context<'_>) {
        let ([status, percent], said) = (&self.told, self.said());
        let whole = said[1].trim().trim_end_matches(['%', '％']) == "100";
        let done = self.chosen() == Some(Status::Done);
        if said[1] != *percent && whole && !done && !matches!(self.chosen(), Some(Status::Blocked)) {
            self.status.editor.set(Status::Done.label(at.lang));
        } else if said[0] != *status && done && !whole {
            self.percent.editor.set("100");
        } else {
            return self.told = said;
        }
        self.told = self.said();
        self.status.check(at);
        self.percent.check(at);
    }

    /// The day on which it was done, where that was said.
    fn day(&self, at: &Context<'_>) -> Result<Option<chrono::NaiveDate>, String> {
        let words = self.on.text();
        if words.trim().is_empty() {
            return Ok(None);
        }
        at.date(&words).map(Some)
    }

    fn answered(&self, answer: usize) -> Vec<domain::UpdateId> {
        let is = |field: &Field| Term::find(&ANSWERS, &field.text()) == Some(answer);
        self.earlier.iter().filter(|(_, field)| is(field)).map(|(p, _)| p.raised.clone()).collect()
    }

    fn remarks(&mut self, at: &Context<'_>) {
        let lang = at.lang;
        for (problem, field) in &mut self.earlier {
            if field.remark.is_ok() {
                let answers = ANSWERS.map(|a| a.label(lang)).join(lang.pick("、", ", "));
                field.remark = Ok(lang.pick(format!("填{answers}：{}", problem.told(lang)), format!("{answers}: {}", problem.told(lang))));
            }
        }
        if self.on.text().trim().is_empty() {
            let end = self.period.period(at).ok().map(|period| period.end()).filter(|end| *end < at.today);
            self.on.remark = Ok(match end {
                Some(end) => lang.pick(format!("不填为期末 {end}"), format!("{end} when empty")),
                None => lang.pick("不填为今天", "today when empty").to_owned(),
            });
        }
        if self.basis.text().trim().is_empty() {
            self.basis.remark = Ok(lang.pick("验收、批复、纪要的文号，可不填", "may be left out").to_owned());
        }
        let wanted = self.chosen().is_some_and(Status::wants_reason) && self.chosen() != self.opened;
        if wanted && self.reason.text().trim().is_empty() {
            self.reason.remark = Err(lang.pick("暂缓、终止、结转要写明理由", "wants a reason").to_owned());
        }
    }
}

impl Fields for Report {
    fn title(&self) -> Words {
        ("填报进展", "Report progress")
    }

    fn fields(&self) -> Vec<&Field> {
        let head =
            [&self.progress, &self.problems, &self.next, &self.percent, &self.status, &self.on, &self.reason, &self.basis, &self.cause];
        let project = self.project.iter().flat_map(ProjectFields::fields);
        head.into_iter().chain(self.earlier.iter().map(|(_, field)| field)).chain(project).chain([&self.period]).collect()
    }

    fn fields_mut(&mut self) -> Vec<&mut Field> {
        let head = [
            &mut self.progress,
            &mut self.problems,
            &mut self.next,
            &mut self.percent,
            &mut self.status,
            &mut self.on,
            &mut self.reason,
            &mut self.basis,
            &mut self.cause,
        ];
        let project = self.project.iter_mut().flat_map(ProjectFields::fields_mut);
        head.into_iter().chain(self.earlier.iter_mut().map(|(_, field)| field)).chain(project).chain([&mut self.period]).collect()
    }
}

impl Ask for Report {
    fn take(&mut self, known: &Known, _: Lang) {
        if let Known::Report { progress, percent } = known {
            self.progress.fill(progress);
            self.percent.fill(percent);
        }
    }

    fn proposes(&self, at: &Context<'_>) -> bool {
        at.only_proposes(Speaker::may_report)
    }

    fn heading(&self, at: &Context<'_>) -> Words {
        if at.part_of().is_some() { ("填报本单位承担的部分", "Report our own part") } else { self.title() }
    }

    fn check(&mut self, at: &Context<'_>) {
        self.keep_together(at);
        self.remarks(at);
        if let (Some(project), Ok(period)) = (&mut self.project, self.period.period(at)) {
            project.check(at, period);
        }
    }

    fn field_of(&self, concern: &Concern) -> Option<usize> {
        let place = |label: &str| self.fields().iter().position(|field| field.label(Lang::Zh) == label);
        match concern {
            Concern::Doubtful(of) => match of.doubt {
                domain::Doubt::Against { .. } | domain::Doubt::OpenBelow(_) => place("状态"),
                domain::Doubt::BeforeBegun { .. } | domain::Doubt::Ahead { .. } => place("完成日期"),
                _ => place("完成 %"),
            },
            Concern::Unmentioned(words) => self.earlier.iter().position(|(p, _)| p.words.trim() == words).and_then(|n| place(EARLIER[n].0)),
            Concern::Early(_) => place("期间"),
            Concern::Undated(_) => place("完成日期"),
            Concern::Stray(words) => self.fields().iter().position(|field| field.text().trim() == words),
            Concern::Unsettled(_) | Concern::NoProject(_) => place("阶段"),
            Concern::Past(_) | Concern::OddDay(_) | Concern::Overspent { .. } | Concern::OverQuarters(_) => None,
            Concern::IntoUse(_) | Concern::NotTheirs { .. } => None,
        }
    }

    fn aside(&self, at: &Context<'_>) -> Vec<String> {
        let last = at.own_state().map(|state| last(&state, at)).unwrap_or_default();
        of_lead(at).into_iter().chain(last).collect()
    }

    fn goes_on(&self, at: &Context<'_>) -> Option<Period> {
        self.period.period(at).ok()
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let words = [&self.progress, &self.problems, &self.next].map(Field::text);
        let (solved, still) = (self.answered(0), self.answered(1));
        let is_silent = words.iter().all(|w| w.trim().is_empty()) && solved.is_empty() && still.is_empty();
        let (done, period) = (percent(&self.percent.text(), at.lang)?, self.period.period(at)?);
        let now = at.own_state().unwrap_or_default();
        let same = done == now.percent.value;
        let on = self.day(at)?;
        // What the form proposes by itself says nothing.
        let proposed = self.opened.is_none() && self.chosen() == Some(Status::Underway) && is_silent && same;
        // Nor does what nobody touched, where others have set it since.
        let stays = self.chosen() == Some(self.opened.unwrap_or(Status::Underway)) && now.status.value != self.opened;
        let [progress, problems, next] = words;
        let report = domain::Report {
            progress,
            problems,
            cause: Cause::from_word(&self.cause.text()),
            solved,
            still,
            next,
            percent: done.filter(|_| done != self.opened_percent || now.percent.value == self.opened_percent),
            status: self.chosen().filter(|_| !proposed && !stays),
            on: on.filter(|_| self.chosen() == Some(Status::Done) || self.chosen() != self.opened),
            reason: self.reason.text(),
            basis: self.basis.text(),
            project: self.project.as_ref().map(|project| project.news(at, period)).transpose()?,
            ..domain::Report::default()
        };
        Ok(at.record(Intent::Report(report), Some(period)))
    }
}

/// How the whole stands by its lead, where only a part is reported.
fn of_lead(at: &Context<'_>) -> Option<String> {
    let (_, state, lang) = (at.part_of()?, at.state()?, at.lang);
    let lead = state.lead.value.as_ref().map_or(lang.pick("牵头单位未明确", "nobody"), |lead| at.ledger.departments.name(lead));
    let percent = state.percent_done().map(|p| format!(" {p}%")).unwrap_or_default();
    let status = crate::domain::status_label(state.status.value, lang);
    Some(format!("{}{lead} {status}{percent}", lang.pick("牵头：", "lead: ")))
}

/// The last report, to be looked at while the next is written.
fn last(state: &State, at: &Context<'_>) -> Vec<String> {
    let lang = at.lang;
    let Some(on) = state.last_report else { return vec![lang.pick("还没有报过", "no report so far").to_owned()] };
    let day = lang.pick(long_date(on), on.to_string());
    let percent = state.percent_done().map(|p| format!(" {p}%")).unwrap_or_default();
    let status = state.status.value.map_or("", |s| s.label(lang));
    let mut lines = vec![format!("{}{day} {status}{percent}", lang.pick("上次：", "last: "))];
    let said = |label: (&str, &str), words: &str| format!("{}{}{words}", lang.pick(label.0, label.1), lang.pick("：", ": "));
    lines.extend(state.progress.iter().map(|(words, _)| said(("进展", "progress"), words)));
    lines.extend(state.problems.iter().map(|p| said(("问题", "problem"), &p.told(lang))));
    lines.extend(state.next.iter().map(|(words, _)| said(("下一步", "next"), words)));
    if lang == Lang::Zh {
        lines.extend(state.returned.iter().map(|r| format!("退回：{}", r.words)));
    } else {
        lines.extend(state.returned.iter().map(|r| format!("returned: {}", r.words)));
    }
    lines
}
