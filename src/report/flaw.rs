use chrono::NaiveDate;
use ecow::EcoString;
use std::collections::HashSet;

use super::bucket::{Bucket, Tally};
use super::row::{Row, counted};
use super::summary::Summary;
use crate::domain::{Doubt, EntryId, OfPart, Status, WrongClock};
use crate::text::{Lang, Say};
use std::fmt;

/// An entry that an editor is told of: what to type to find it, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct About {
    pub(crate) id: EntryId,
    pub(crate) title: EcoString,
}

impl fmt::Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.id, self.title)
    }
}

impl From<&Row> for About {
    fn from(row: &Row) -> About {
        About { id: row.id.clone(), title: row.title.clone() }
    }
}

/// What [`Summary::verify`] finds: figures that disagree (an error of the program: do not publish), and what an editor
/// should ask about before the bulletin goes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// The parts of a table do not add up to its whole.
    Sum {
        table: &'static str,
        parts: i64,
        whole: i64,
    },
    Twice(About),
    /// An entry should be in a list and is not, or is and should not be.
    List {
        entry: About,
        list: &'static str,
    },
    /// The words on progress are those of the period before.
    SameWords(About),
    NoCause(About),
    Fell {
        entry: About,
        from: u8,
        to: u8,
    },
    /// Newly done, and nobody said what was done.
    DoneWithoutWords(About),
    /// Done, and the percent told since the period before is below 100.
    DoneBelowWhole {
        entry: About,
        percent: u8,
    },
    /// Done, and no day on which that was recorded: rival reports say otherwise.
    DoneWithoutDay(About),
    /// A record bears a time that cannot be.
    FarClock(About, WrongClock),
    /// What a report says looks wrong.
    Doubtful {
        entry: About,
        asked: OfPart<EcoString>,
    },
    /// The period goes on after the day of judgement.
    Running {
        until: NaiveDate,
    },
    /// A body has not reported on so many that it leads, and on its own part of so many.
    Missing {
        body: String,
        led: usize,
        parts: usize,
    },
}

impl Flaw {
    /// Whether figures disagree, as against something for the editor.
    pub(crate) fn is_arithmetic(&self) -> bool {
        matches!(self, Flaw::Sum { .. } | Flaw::Twice(_) | Flaw::List { .. })
    }

    /// The word for machines.
    pub(crate) fn word(&self) -> &'static str {
        self.told().0
    }

    /// The entry that it is about.
    pub(crate) fn about(&self) -> Option<&About> {
        self.told().1
    }

    /// What it says, without the entry.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let (_, _, zh, en) = self.told();
        lang.pick(zh, en)
    }

    /// The word for machines, the entry that it is about, and what it says in both languages.
    fn told(&self) -> (&'static str, Option<&About>, String, String) {
        let row = |word, about, zh: &str, en: &str| (word, about, zh.to_owned(), en.to_owned());
        match self {
            Flaw::Sum { table, parts, whole } => {
                let (zh, en) =
                    (format!("{table}：分项合计 {parts}，应为 {whole}"), format!("{table}: the parts make {parts}, not {whole}"));
                ("sum", None, zh, en)
            }
            Flaw::Twice(a) => row("twice", Some(a), "被计了两次", "counted twice"),
            Flaw::List { entry, list } => ("list", Some(entry), format!("与{list}不一致"), format!("disagrees with the list {list}")),
            Flaw::SameWords(a) => row("same-words", Some(a), "进展与上期一字不差", "progress is word for word that of the period before"),
            Flaw::NoCause(a) => row("no-cause", Some(a), "未达序时或逾期，没有报告原因", "late, and no cause was reported"),
            Flaw::Fell { entry, from, to } => {
                ("fell", Some(entry), format!("完成比例由 {from}% 降为 {to}%"), format!("the percent fell from {from} to {to}"))
            }
            Flaw::DoneWithoutWords(a) => {
                row("done-without-words", Some(a), "本期报完成，没有文字说明", "reported done without a word on what was done")
            }
            Flaw::DoneBelowWhole { entry, percent } => {
                let (zh, en) = (format!("已完成，所报比例却是 {percent}%"), format!("done, yet reported at {percent} percent"));
                ("done-below-whole", Some(entry), zh, en)
            }
            Flaw::DoneWithoutDay(a) => row("done-without-day", Some(a), "已完成，没有完成日期", "done, with no day on record"),
            Flaw::FarClock(a, WrongClock::Inferred) => row(
                "far-clock",
                Some(a),
                "有记录的时间不准，已按所报期间和先后依据统计",
                "a record bears a time that cannot be; it counts by its period and by who saw what",
            ),
            Flaw::FarClock(a, WrongClock::Unknown) => row(
                "far-clock",
                Some(a),
                "有记录的时间不准，也没有期间和先后可依，算作今天记的，可能没有计入本期：请更正，或补报并写明期间",
                "a record bears a time that cannot be, and nothing tells its day: it counts as today and may be missing here. Correct it, or report anew and name the period",
            ),
            Flaw::Doubtful { entry, asked } => ("doubtful", Some(entry), asked.say(Lang::Zh), asked.say(Lang::En)),
            Flaw::Running { until } => {
                let (zh, en) =
                    (format!("本期到 {until} 才结束，数字还会变化"), format!("the period ends on {until}; the figures will change"));
                ("running", None, zh, en)
            }
            Flaw::Missing { body, led, parts } => {
                let counted = [(*led, "整项", "whole entries"), (*parts, "承担部分", "its parts of entries")];
                let counted = counted.into_iter().filter(|(n, ..)| *n > 0);
                let zh: Vec<String> = counted.clone().map(|(n, zh, _)| format!("{zh} {n} 项")).collect();
                let en: Vec<String> = counted.map(|(n, _, en)| format!("{en}: {n}")).collect();
                ("missing", None, format!("{body}未反馈{}", zh.join("、")), format!("{body} owes reports ({})", en.join(", ")))
            }
        }
    }
}

impl Say for Flaw {
    fn say(&self, lang: Lang) -> String {
        let (_, about, zh, en) = self.told();
        let text = lang.pick(zh, en);
        about.map_or_else(|| text.clone(), |about| format!("{about}{}{text}", lang.pick("：", ": ")))
    }
}

impl Summary {
    /// Checks the figures against each other, then looks for what an editor should ask about.
    pub(crate) fn verify(&self) -> Vec<Flaw> {
        let mut flaws = Vec::new();
        self.check_sums(&mut flaws);
        self.check_change(&mut flaws);
        self.check_trend(&mut flaws);
        self.check_lists(&mut flaws);
        if self.is_running() {
            flaws.push(Flaw::Running { until: self.period.end() });
        }
        for row in &self.rows {
            look_at(row, self, &mut flaws);
        }
        for (body, _) in self.missing() {
            flaws.push(Flaw::Missing { body: body.name.clone(), led: body.silent.len(), parts: body.parts_missing.len() });
        }
        flaws
    }

    fn check_sums(&self, flaws: &mut Vec<Flaw>) {
        let all = counted(&self.rows).count();
        let mut sum = |table, parts: usize, whole: usize| equal(flaws, table, parts as i64, whole as i64);
        sum("总体情况", self.tally.total(), all);
        let shares: u32 = self.tally.shares().iter().sum();
        sum("占比", shares as usize, if all == 0 { 0 } else { 1000 });
        let by_plan: usize = self.by_plan.iter().map(|g| g.tally.total()).sum();
        sum("分计划", by_plan, all);
        sum("分类型", self.by_kind.iter().map(|g| g.tally.total()).sum(), all);
        sum("分层级", self.by_level.iter().map(|g| g.tally.total()).sum(), all);
        let led: HashSet<usize> = self.bodies.iter().flat_map(|b| &b.led).copied().collect();
        sum("分单位", led.len(), self.rows.len());
        sum("滞后事项", self.late.iter().filter(|i| led.contains(i)).count(), self.late.len());
        sum("工程项目", self.projects.tally.total(), self.projects.rows.iter().filter(|i| !self.row(**i).again).count());
        let silent: HashSet<usize> = self.unreported.iter().flat_map(|(_, p)| p).copied().collect();
        sum("未反馈事项", silent.iter().filter(|i| !self.row(**i).again).count(), self.tally.count(Bucket::Unreported));
        let recount: Tally = counted(&self.rows).map(|r| r.bucket).collect();
        for bucket in Bucket::ALL {
            let groups = self.by_plan.iter().map(|g| g.tally.count(bucket)).sum();
            sum(bucket.label(Lang::Zh), recount.count(bucket), self.tally.count(bucket));
            sum(bucket.label(Lang::Zh), groups, self.tally.count(bucket));
        }
    }

    /// Every bucket now is what it was, and those that came, and not those that went.
    fn check_change(&self, flaws: &mut Vec<Flaw>) {
        let change = &self.change;
        for bucket in Bucket::ALL {
            let came = change.moved.iter().filter(|m| m.to == bucket).count()
                + change.added.iter().filter(|i| self.rows[**i].bucket == bucket).count();
            let went = change.moved.iter().filter(|m| m.from == bucket).count() + change.left.iter().filter(|l| l.1 == bucket).count();
            equal(flaws, "与上期比较", change.change(&self.tally, bucket), came as i64 - went as i64);
        }
    }

    /// The quarter of the bulletin and the one before stand in the trend as they stand in the text.
    fn check_trend(&self, flaws: &mut Vec<Flaw>) {
        let told = [(self.period, &self.tally, self.late.len()), (self.change.period, &self.change.tally, self.change.late)];
        for point in self.trend.iter().filter(|p| p.period == self.period) {
            equal(flaws, "扭转事项", point.recovered as i64, self.change.recovered.len() as i64);
        }
        for (period, tally, late) in told {
            for point in self.trend.iter().filter(|p| p.period == period) {
                equal(flaws, "各季走势", point.late as i64, late as i64);
                for bucket in Bucket::ALL {
                    equal(flaws, "各季走势", point.tally.count(bucket) as i64, tally.count(bucket) as i64);
                }
            }
        }
    }

    fn check_lists(&self, flaws: &mut Vec<Flaw>) {
        let mut seen = HashSet::new();
        let set = |places: &[usize]| -> HashSet<usize> { places.iter().copied().collect() };
        let (late, due, recovered) = (set(&self.late), set(&self.due_next), set(&self.change.recovered));
        let silent: HashSet<usize> = self.unreported.iter().flat_map(|(_, places)| places).copied().collect();
        for (i, row) in self.rows.iter().enumerate() {
            if !seen.insert(&row.id) {
                flaws.push(Flaw::Twice(row.into()));
            }
            let owed = row.bucket == Bucket::Behind
                || (row.bucket.is_open() && row.bucket != Bucket::Unverified && row.deadline.is_some_and(|d| d <= self.day));
            let falls_due = row.bucket.is_open() && row.deadline.is_some_and(|d| d > self.day);
            let wrong = [
                ("未达序时和逾期清单", owed != late.contains(&i)),
                ("已扭转清单", recovered.contains(&i) && !row.has_recovered()),
                ("未反馈清单", (row.bucket == Bucket::Unreported) != silent.contains(&i)),
                ("下期到期清单", due.contains(&i) && !falls_due),
            ];
            flaws.extend(wrong.into_iter().filter(|(_, wrong)| *wrong).map(|(list, _)| Flaw::List { entry: row.into(), list }));
        }
    }
}

fn equal(flaws: &mut Vec<Flaw>, table: &'static str, parts: i64, whole: i64) {
    if parts != whole {
        flaws.push(Flaw::Sum { table, parts, whole });
    }
}

fn look_at(row: &Row, summary: &Summary, flaws: &mut Vec<Flaw>) {
    let about = || About::from(row);
    let past = row.past.as_ref();
    if let (Some(now), Some(then)) = (&row.progress, past.and_then(|p| p.progress.as_ref()))
        && now.update != then.update
        && now.text.trim() == then.text.trim()
    {
        flaws.push(Flaw::SameWords(about()));
    }
    // Of what nobody reported on the report is asked for, and not the cause.
    if row.late.is_some() && row.problems.is_none() && row.bucket != Bucket::Unreported {
        flaws.push(Flaw::NoCause(about()));
    }
    if let (Some(to), Some(from)) = (row.percent, past.and_then(|p| p.percent))
        && to < from
    {
        flaws.push(Flaw::Fell { entry: about(), from, to });
    }
    flaws.extend(row.clock.map(|clock| Flaw::FarClock(about(), clock)));
    // What fell against the period before is said above, and of what is done below.
    let has_fallen = matches!(flaws.last(), Some(Flaw::Fell { entry, .. }) if entry.id == row.id);
    let is_said = |of: &OfPart<EcoString>| {
        let fell = matches!(of.doubt, Doubt::Fell { .. }) && has_fallen;
        of.part.is_none() && (fell || matches!(of.doubt, Doubt::Against { status: Status::Done, .. }))
    };
    let below = row.below.map(|doubt| OfPart { part: None, doubt });
    let doubted = row.doubted.iter().filter(|of| !is_said(of)).cloned().chain(below);
    flaws.extend(doubted.map(|asked| Flaw::Doubtful { entry: about(), asked }));
    if row.bucket != Bucket::Done {
        return;
    }
    let newly = past.is_none_or(|p| p.bucket != Bucket::Done);
    if newly && !row.progress.as_ref().is_some_and(|said| said.reported.counts_for(summary.period)) {
        flaws.push(Flaw::DoneWithoutWords(about()));
    }
    let told = row.percent.filter(|_| past.and_then(|p| p.percent) != row.percent);
    if let Some(percent) = told.filter(|p| *p < 100) {
        flaws.push(Flaw::DoneBelowWhole { entry: about(), percent });
    }
    if row.status.is_some() && row.done_on.is_none() {
        flaws.push(Flaw::DoneWithoutDay(about()));
    }
}
