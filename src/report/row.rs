use chrono::NaiveDate;
use ecow::{EcoString, eco_format};

use super::bucket::Bucket;
use crate::domain::{
    Attribute, Cause, Completion, DeptId, Dispute, Doubt, Duty, Entry, EntryId, Follows, Held, Kind, LeadBasis, Ledger, Light, Moves,
    OfPart, Owing, Period, Pooled, Reported, Role, State, Status, Step, UpdateId, Value, Verdict, WrongClock, disputes_in, long_date,
    status_label,
};
use crate::text::Lang;
use std::sync::Arc;

/// Words from a report, with where they come from.
#[derive(Clone, Debug, PartialEq)]
pub struct Said {
    pub(crate) text: EcoString,
    /// When they were recorded, and the period on which they report.
    pub(crate) reported: Reported,
    /// The body that said them, else the person; empty when neither is known.
    pub(crate) by: EcoString,
    pub(crate) update: UpdateId,
}

impl Said {
    /// The period on which they report, where it is no part of a bulletin's, so that readers must be told.
    pub(super) fn of_another(&self, period: Period) -> Option<Period> {
        Some(self.reported.period).filter(|of| !period.covers(*of))
    }
}

/// A contested value (待裁定) in a bulletin's words: what the rivals say, in the order of [`Dispute::rivals`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Rivals {
    /// Which value, for machines.
    pub(crate) word: String,
    /// Which value, for readers.
    pub(crate) label: String,
    pub(crate) claims: Vec<String>,
    /// The rivals, for readers.
    pub(crate) values: Vec<String>,
}

impl Rivals {
    pub(super) fn of(dispute: &Dispute, ledger: &Ledger) -> Rivals {
        let said = |value: &Value| match value {
            Value::Deadline(day) => long_date(*day),
            other => other.in_words(ledger, Lang::Zh),
        };
        let values = || dispute.rivals.iter().map(|r| &r.value);
        Rivals {
            word: dispute.shown.word(),
            label: match dispute.shown.inner() {
                Value::Percent(_) => "完成比例",
                Value::Lead(_) => "牵头单位",
                other => other.label(Lang::Zh),
            }
            .to_owned(),
            claims: values().map(|v| v.in_words(ledger, Lang::En)).collect(),
            values: values().map(said).collect(),
        }
    }
}

impl Rivals {
    /// Those of a step of the entry, which is named.
    pub(super) fn of_step(step: &Step, dispute: &Dispute, ledger: &Ledger) -> Rivals {
        let rivals = Rivals::of(dispute, ledger);
        Rivals { word: format!("{}.{}", step.id, rivals.word), label: format!("步骤“{}”{}", step.what, rivals.label), ..rivals }
    }

    /// `状态（已完成、受阻）`.
    pub(super) fn said(&self) -> String {
        format!("{}（{}）", self.label, self.values.join("、"))
    }
}

/// What is contested of how an entry, or a part of it, stands: `状态（已完成、受阻）`.
pub(crate) fn rivals(ledger: &Ledger, entry: &Entry, state: &State) -> String {
    let is_standing = |d: &Dispute| matches!(d.shown, Value::Status(_) | Value::Percent(_) | Value::Deadline(_));
    let all = disputes_in(entry, state).into_iter().filter(is_standing);
    all.map(|dispute| Rivals::of(&dispute, ledger).said()).collect::<Vec<_>>().join("；")
}

/// What the plan states of an entry; its log, which goes on after the cut-off, is left out of comparisons.
#[derive(Clone, Debug)]
pub(super) struct Stated(pub(super) Arc<Entry>);

impl Stated {
    pub(super) fn value(&self, attribute: Attribute) -> Held<'_> {
        attribute.stated(&self.0)
    }
}

impl PartialEq for Stated {
    fn eq(&self, other: &Stated) -> bool {
        Attribute::in_sheets().all(|attribute| self.value(attribute) == other.value(attribute))
    }
}

/// In what an entry is late (未达序时、逾期).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Late {
    /// Days since the deadline, 0 on the deadline itself; none when the deadline is still to come.
    pub(crate) days: Option<i64>,
    /// Points behind scheduled progress; none when there is no percent, or when it is not behind.
    pub(crate) gap: Option<u8>,
}

/// How the body for which a bulletin is written stands with its own part of an entry.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Own {
    pub(crate) status: Option<Status>,
    pub(crate) percent: Option<u8>,
    pub(crate) last_report: Option<NaiveDate>,
}

/// A project in the pool: how it stood, and whether it came in or left in the period.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct InPool {
    pub(crate) pooled: Pooled,
    pub(crate) moves: Moves,
}

/// How an entry stood at the end of the period before.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Past {
    pub(crate) bucket: Bucket,
    pub(crate) late: bool,
    pub(crate) percent: Option<u8>,
    /// The words on progress that were the latest then.
    pub(crate) progress: Option<Arc<Said>>,
}

/// An entry as it stood at the cut-off, with all that a bulletin says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What the plan states of it.
    pub(super) stated: Stated,
    pub(crate) id: EntryId,
    pub(crate) kind: Kind,
    pub(crate) title: EcoString,
    /// Where it stands, for readers: the plan's short name and the reference, or that it was added later.
    pub(crate) reference: EcoString,
    pub(crate) lead: Option<DeptId>,
    /// Its name; empty when nobody leads.
    pub(crate) lead_name: EcoString,
    /// On what ground it leads.
    pub(crate) lead_basis: Option<LeadBasis>,
    /// All other bodies by name.
    pub(crate) cooperating: Vec<EcoString>,
    /// Who is suggested to lead, by name.
    pub(crate) proposed: Vec<EcoString>,
    /// Whether the clause keeps its list open (等).
    pub(crate) and_others: bool,
    /// What the bulletin's audience has to do with it; one that is no body counts as leading.
    pub(crate) duty: Duty<Role>,
    pub(crate) deadline: Option<NaiveDate>,
    pub(crate) status: Option<Status>,
    pub(crate) percent: Option<u8>,
    /// From whose reports status and percent follow.
    pub(crate) follows: Follows,
    /// Scheduled progress on the day of judgement.
    pub(crate) scheduled: Option<u8>,
    pub(crate) light: Light,
    pub(crate) bucket: Bucket,
    pub(crate) late: Option<Late>,
    pub(crate) progress: Option<Arc<Said>>,
    /// The latest words on problems: the cause as reported.
    pub(crate) problems: Option<Arc<Said>>,
    pub(crate) next: Option<Arc<Said>>,
    pub(crate) last_report: Option<NaiveDate>,
    pub(crate) done_on: Option<NaiveDate>,
    /// How it was done, when it is.
    pub(crate) completion: Option<Completion>,
    /// Who owes a report on the period, and whether it is there; nobody where nothing is asked for.
    pub(crate) owing: Vec<Owing>,
    /// How the audience stands with its own part, where it has one.
    pub(crate) own: Option<Own>,
    /// The kinds of the problems that are still there, one a problem; none where nobody said of what kind it is.
    pub(crate) causes: Vec<Option<Cause>>,
    /// The day on which work was to begin.
    pub(crate) begun: Option<NaiveDate>,
    /// That a wrong clock wrote something in its log, by the least that is known of the day.
    pub(crate) clock: Option<WrongClock>,
    /// What disagrees between it and the entries under it.
    pub(crate) below: Option<Doubt>,
    /// What looks wrong in what was told of it, and by bodies of their own parts.
    pub(crate) doubted: Vec<OfPart<EcoString>>,
    pub(crate) contested: Vec<Rivals>,
    /// Whether its schedule goes by the percents that its steps plan.
    pub(crate) by_steps: bool,
    /// The steps that fell due in the period and are not done, as far as they are the audience's.
    pub(crate) steps_wanting: Vec<EcoString>,
    /// How it stands in the project pool, where it is a project.
    pub(crate) pool: Option<Box<InPool>>,
    /// Whether a row before it names the same thing: it is in lists, and adds nothing to totals.
    pub(crate) again: bool,
    /// How it stood a period ago; none when it was not in such a bulletin.
    pub(crate) past: Option<Past>,
}

impl Past {
    /// How a row of the period before stood; words that are still the latest are held once.
    pub(super) fn of(then: Row, latest: Option<&Arc<Said>>) -> Past {
        let progress = if then.progress.as_ref() == latest { latest.cloned() } else { then.progress };
        Past { bucket: then.bucket, late: then.late.is_some(), percent: then.percent, progress }
    }
}

impl Row {
    /// What is contested in it: `状态（已完成、受阻）`.
    pub(super) fn rivals(&self) -> String {
        self.contested.iter().map(Rivals::said).collect::<Vec<_>>().join("；")
    }

    /// Whether the bulletin's audience leads it.
    pub fn led(&self) -> bool {
        self.duty == Duty::Leads
    }

    /// Whether it leads only because the clause names it first (列名首位).
    pub(crate) fn named_first(&self) -> bool {
        self.lead_basis == Some(LeadBasis::FirstNamed)
    }

    /// Percent done: 100 when done, else as reported.
    pub(crate) fn percent_done(&self) -> Option<u8> {
        if self.bucket == Bucket::Done { Some(100) } else { self.percent }
    }

    pub(crate) fn plan(&self) -> &str {
        self.id.plan()
    }

    /// The report on it, or on its own part of it, that a body is asked for, made or not.
    pub(crate) fn owing_of(&self, body: &DeptId) -> Option<&Owing> {
        self.owing.iter().find(|o| o.body == *body)
    }

    /// Whether a body owes a report on it, or on its own part of it, and has not made it.
    pub(crate) fn is_owed_by(&self, body: &DeptId) -> bool {
        self.owing_of(body).is_some_and(|o| !o.said)
    }

    /// Whether it is done, and waits to be confirmed.
    pub(crate) fn is_unconfirmed(&self) -> bool {
        self.completion.is_some_and(|done| done.awaited)
    }

    /// Its status in a bulletin's tables.
    pub(crate) fn status_words(&self) -> EcoString {
        match status_label(self.status, Lang::Zh) {
            status if !self.contested.is_empty() => eco_format!("{status}（待裁定）"),
            status if self.is_unconfirmed() => eco_format!("{status}（待核实）"),
            status => status.into(),
        }
    }

    /// Was late a period ago and is not now.
    pub(crate) fn has_recovered(&self) -> bool {
        self.late.is_none() && self.past.as_ref().is_some_and(|p| p.late)
    }
}

/// The lateness of an entry in a bucket: an open one is late when it is behind, or when its deadline is over,
/// reported on or not ([`Verdict::overdue`]).
pub(super) fn lateness(bucket: Bucket, percent: Option<u8>, verdict: &Verdict) -> Option<Late> {
    let days = verdict.days_left.filter(|_| verdict.overdue).map(|d| -d);
    if !bucket.is_open() || (bucket != Bucket::Behind && days.is_none()) {
        return None;
    }
    let gap = percent.zip(verdict.scheduled).map(|(p, s)| s.saturating_sub(p)).filter(|g| *g > 0);
    Some(Late { days, gap })
}

/// The rows that totals count: each thing once.
pub(super) fn counted(rows: &[Row]) -> impl Iterator<Item = &Row> {
    rows.iter().filter(|row| !row.again)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Reason;

    fn late(bucket: Bucket, percent: Option<u8>, scheduled: u8, days: i64) -> Option<Late> {
        let (light, reason, scheduled, days_left) = (Light::Gray, Reason::Reported, Some(scheduled), Some(days));
        lateness(
            bucket,
            percent,
            &Verdict {
                light,
                reason,
                scheduled,
                days_left,
                overdue: days < 0,
                due_soon: false,
                unreported: false,
                in_use: true,
                archived: false,
                completion: None,
            },
        )
    }

    #[test]
    fn an_unreported_entry_is_late_once_its_deadline_is_over() {
        assert_eq!(late(Bucket::Unreported, None, 50, 10), None);
        assert_eq!(late(Bucket::Unreported, None, 100, -10), Some(Late { days: Some(10), gap: None }));
    }

    #[test]
    fn one_that_is_behind_before_its_deadline_is_late_by_its_gap() {
        assert_eq!(late(Bucket::Behind, Some(20), 50, 90), Some(Late { days: None, gap: Some(30) }));
        assert_eq!(late(Bucket::SetAside, Some(20), 50, -90), None);
    }
}
