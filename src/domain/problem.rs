//! Problems of a log, and which of them are still there.

use ecow::EcoString;
use std::collections::{HashMap, HashSet};

use super::cause::Cause;
use super::id::{DeptId, UpdateId};
use super::log::{Folded, Log, Sight, weighed};
use super::period::Period;
use super::point::{Fate, Point};
use super::update::{Fact, Reported, Update};
use super::vocabulary::means_none;
use crate::text::Lang;

/// A problem that nobody has said to be solved. It is known by the update that raised it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub(crate) words: EcoString,
    pub(crate) cause: Option<Cause>,
    /// The body that raised it.
    pub(crate) by: Option<DeptId>,
    /// The update that raised it.
    pub(crate) raised: UpdateId,
    /// When, and on which period.
    pub(crate) since: Reported,
    /// The update that spoke of it last.
    pub(crate) said: UpdateId,
    /// When that was, and on which period: the latest of which it was told.
    pub(crate) last: Reported,
    /// Whether the last report that could have ended it raised it or said that it is still there; one that reports on later
    /// periods left unmentioned is nobody's cause any more.
    pub(crate) current: bool,
}

impl Problem {
    /// `资金未到位（资金，自2025Q3）`; one that later reports left unmentioned says so.
    pub(crate) fn told(&self, lang: Lang) -> String {
        let since = self.since.period.label(lang);
        let words = self.words.trim();
        if !self.current {
            let then = self.last.period.label(lang);
            return lang
                .pick(format!("{words}（{then}反映，此后未再提及）"), format!("{words} (told of in {then}, and not mentioned since)"));
        }
        let kind = self.cause.map(|c| format!("{}{}", c.label(lang), lang.pick("，", ", "))).unwrap_or_default();
        format!("{words}{}", lang.bracketed(&lang.pick(format!("{kind}自{since}"), format!("{kind}since {since}"))))
    }
}

/// Whether words on problems say that there are none.
pub(crate) fn is_no_problem(words: &str) -> bool {
    let words = words.trim().trim_end_matches(['。', '.', '！']);
    means_none(words) || matches!(words, "没有" | "暂无" | "无问题" | "没有问题" | "暂无问题" | "不存在问题" | "no" | "nothing")
}

/// The problems of a log that are open, and what was said differently of them. Who says that one is solved must have seen who
/// spoke of it last: where two do not see each other it is open until somebody rules that it is not.
pub(super) fn open(log: &Log<'_>) -> (Vec<Problem>, Vec<Folded<Point>>) {
    let speaks = |u: &&Update| u.says.iter().any(|f| matches!(f, Fact::Problems(_)));
    if !log.live.iter().any(speaks) {
        return (Vec::new(), Vec::new());
    }
    let (fates, causes, told) = (HashMap::new(), HashMap::new(), HashSet::new());
    let mut all = Problems { log, sight: log.sight(), open: Vec::new(), ended: Vec::new(), fates, causes, told };
    log.live.iter().enumerate().for_each(|heard| all.hear(heard));
    let contests = all.contests();
    (all.open.into_iter().map(|told| told.problem).collect(), contests)
}

/// Whether nothing more is asked for after it.
fn closes(update: &Update) -> bool {
    update.says.iter().any(|f| matches!(f, Fact::Status { to, .. } if to.is_closed()))
}

/// A problem, with where the updates that raised it and that spoke of it last stand in the log.
struct Told {
    problem: Problem,
    raised: usize,
    said: usize,
}

/// What was said of problems, in the log's order, by where the updates that raised them stand.
type Said<'a, T> = HashMap<usize, Vec<(T, &'a Update)>>;

/// An update, and where it stands in the log.
type Heard<'a> = (usize, &'a Update);

struct Problems<'l, 'a> {
    log: &'l Log<'a>,
    sight: Sight<'l, 'a>,
    open: Vec<Told>,
    /// With the update that ended it.
    ended: Vec<(Told, usize)>,
    /// Who said of a problem that it is over, or that it is not.
    fates: Said<'a, Fate>,
    /// Who said what it comes from.
    causes: Said<'a, Cause>,
    /// What was ever raised, and by whom.
    told: HashSet<(&'a str, Option<&'a DeptId>)>,
}

impl<'a> Problems<'_, 'a> {
    /// What was said differently of one problem by people who did not see each other.
    fn contests(&mut self) -> Vec<Folded<Point>> {
        let mut all = Vec::new();
        for Told { problem, raised: at, .. } in &mut self.open {
            let (raised, words) = (&problem.raised, &problem.words);
            let causes = weighed(self.log.latest(self.causes.get(at).cloned().unwrap_or_default()));
            problem.cause = causes.value.or(problem.cause);
            if causes.contest.is_some() {
                all.push(causes.map(|cause| Point::Cause { problem: raised.clone(), words: words.clone(), cause }));
            }
            let mut fates = weighed(self.log.latest(self.fates.get(at).cloned().unwrap_or_default()));
            if fates.contest.is_some() {
                fates.value = Some(Fate::Still);
                all.push(fates.map(|fate| Point::Problem { problem: raised.clone(), words: words.clone(), fate }));
            }
        }
        all
    }

    fn hear(&mut self, heard: (usize, &&'a Update)) {
        let (at, update) = (heard.0, *heard.1);
        self.end((at, update));
        let cause = update.says.iter().find_map(|f| if let Fact::Cause(cause) = f { Some(*cause) } else { None });
        // It is that of the problems which the update raises; only where there are none, of those that are still there.
        let raises = update.says.iter().any(|f| matches!(f, Fact::Problems(words) if !is_no_problem(words)));
        let of_old = cause.filter(|_| !raises);
        let Some(reported) = update.reported() else { return };
        for fact in &update.says {
            match fact {
                Fact::Still(id) => self.affirm((at, update), |p| p.raised == *id, (reported, of_old)),
                Fact::Problems(words) if !is_no_problem(words) => self.raise((at, update), words, (reported, cause)),
                _ => {}
            }
        }
        self.leave_out((at, update), reported);
        if closes(update) {
            self.move_out(at, |told| told.said == at);
        }
    }

    /// Ends what the update says to be over, as far as its author had seen the last word on it.
    fn end(&mut self, (at, update): Heard<'a>) {
        let none = update.says.iter().any(|f| matches!(f, Fact::Problems(words) if is_no_problem(words)));
        let solved: Vec<&UpdateId> = update.says.iter().filter_map(|f| if let Fact::Solved(id) = f { Some(id) } else { None }).collect();
        let closes = closes(update);
        if !none && !closes && solved.is_empty() {
            return;
        }
        let says = |p: &Problem| solved.contains(&&p.raised) || none && p.by == update.by.dept;
        let known = self.open.iter().chain(self.ended.iter().map(|(told, _)| told));
        let over = known.filter(|told| says(&told.problem) && self.sight.saw(at, told.raised)).map(|told| told.raised);
        for raised in over.collect::<Vec<_>>() {
            self.fates.entry(raised).or_default().push((Fate::Solved, update));
        }
        let sight = std::mem::take(&mut self.sight);
        self.move_out(at, |told| (closes || says(&told.problem)) && sight.saw(at, told.said));
        self.sight = sight;
    }

    fn move_out(&mut self, at: usize, ends: impl Fn(&Told) -> bool) {
        self.ended.extend(self.open.extract_if(.., |told| ends(told)).map(|told| (told, at)));
    }

    fn affirm(&mut self, (at, update): Heard<'a>, is: impl Fn(&Problem) -> bool, (reported, cause): (Reported, Option<Cause>)) {
        if let Some(ended) = self.ended.iter().position(|(told, by)| is(&told.problem) && !self.sight.saw(at, *by)) {
            self.open.push(self.ended.remove(ended).0);
        }
        let Some(told) = self.open.iter_mut().find(|told| is(&told.problem)) else { return };
        let problem = &mut told.problem;
        (problem.said, problem.current) = (update.id.clone(), true);
        if reported.period.end() >= problem.last.period.end() {
            problem.last = reported;
        }
        problem.cause = cause.or(problem.cause);
        told.said = at;
        let raised = told.raised;
        self.tell(update, raised, cause);
    }

    /// The same words by the same body are the same problem.
    fn raise(&mut self, (at, update): Heard<'a>, words: &'a EcoString, (reported, cause): (Reported, Option<Cause>)) {
        let same = |p: &Problem| p.words.trim() == words.trim() && p.by == update.by.dept;
        if !self.told.insert((words.trim(), update.by.dept.as_ref())) && self.open.iter().any(|told| same(&told.problem)) {
            return self.affirm((at, update), same, (reported, cause));
        }
        let (raised, said) = (update.id.clone(), update.id.clone());
        let (words, by) = (words.clone(), update.by.dept.clone());
        let problem = Problem { words, cause, by, raised, since: reported, said, last: reported, current: true };
        self.open.push(Told { problem, raised: at, said: at });
        self.tell(update, at, cause);
    }

    /// It is still there, by whoever says so.
    fn tell(&mut self, update: &'a Update, raised: usize, cause: Option<Cause>) {
        self.fates.entry(raised).or_default().push((Fate::Still, update));
        if let Some(cause) = cause {
            self.causes.entry(raised).or_default().push((cause, update));
        }
    }

    /// A report on a later period could have spoken of all that its author saw. One on the same period adds to what was said
    /// of it, and one on an earlier period cannot know how it went on.
    fn leave_out(&mut self, (at, _): Heard<'a>, reported: Reported) {
        if !self.sight.saw_any(at) {
            return;
        }
        let period = reported.period;
        let is_later = |than: Period| period != than && period.end() > than.end();
        let known = self.open.iter_mut().filter(|told| told.problem.current && is_later(told.problem.last.period));
        for told in known.filter(|told| self.sight.saw(at, told.said)) {
            told.problem.current = false;
        }
    }
}
