//! Problems of a log, and which of them are still there.

use ecow::EcoString;

use super::cause::Cause;
use super::id::{DeptId, UpdateId};
use super::log::{Folded, Log, weighed};
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
    /// When that was, and on which period.
    pub(crate) last: Reported,
    /// Whether the last report that could have ended it raised it or said that it is still there; one that later reports
    /// left unmentioned is nobody's cause any more.
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
    let mut all = Problems { log, open: Vec::new(), ended: Vec::new(), fates: Vec::new(), causes: Vec::new() };
    log.live.iter().for_each(|update| all.hear(update));
    let contests = all.contests();
    (all.open, contests)
}

/// Whether nothing more is asked for after it.
fn closes(update: &Update) -> bool {
    update.says.iter().any(|f| matches!(f, Fact::Status { to, .. } if to.is_closed()))
}

/// What was said of the problem that an update raised, in the log's order.
fn said_of<'a, T: Copy>(all: &[(UpdateId, (T, &'a Update))], raised: &UpdateId) -> Vec<(T, &'a Update)> {
    all.iter().filter(|(of, _)| of == raised).map(|(_, said)| *said).collect()
}

struct Problems<'a> {
    log: &'a Log<'a>,
    open: Vec<Problem>,
    /// With the update that ended it.
    ended: Vec<(Problem, UpdateId)>,
    /// Who said of the problem that an update raised that it is over, or that it is not.
    fates: Vec<(UpdateId, (Fate, &'a Update))>,
    /// Who said what such a problem comes from.
    causes: Vec<(UpdateId, (Cause, &'a Update))>,
}

impl<'a> Problems<'a> {
    /// What was said differently of one problem by people who did not see each other.
    fn contests(&mut self) -> Vec<Folded<Point>> {
        let mut all = Vec::new();
        for problem in &mut self.open {
            let (raised, words) = (&problem.raised, &problem.words);
            let causes = weighed(self.log.latest(said_of(&self.causes, raised)));
            problem.cause = causes.value.or(problem.cause);
            if causes.contest.is_some() {
                all.push(causes.map(|cause| Point::Cause { problem: raised.clone(), words: words.clone(), cause }));
            }
            let mut fates = weighed(self.log.latest(said_of(&self.fates, raised)));
            if fates.contest.is_some() {
                fates.value = Some(Fate::Still);
                all.push(fates.map(|fate| Point::Problem { problem: raised.clone(), words: words.clone(), fate }));
            }
        }
        all
    }

    fn hear(&mut self, update: &'a Update) {
        self.end(update);
        let cause = update.says.iter().find_map(|f| if let Fact::Cause(cause) = f { Some(*cause) } else { None });
        // It is that of the problems which the update raises; only where there are none, of those that are still there.
        let raises = update.says.iter().any(|f| matches!(f, Fact::Problems(words) if !is_no_problem(words)));
        let of_old = cause.filter(|_| !raises);
        let Some(reported) = update.reported() else { return };
        for fact in &update.says {
            match fact {
                Fact::Still(id) => self.affirm(update, |p| p.raised == *id, (reported, of_old)),
                Fact::Problems(words) if !is_no_problem(words) => self.raise(update, words, (reported, cause)),
                _ => {}
            }
        }
        self.leave_out(update, reported);
        if closes(update) {
            self.move_out(update, |p| p.said == update.id);
        }
    }

    /// Ends what the update says to be over, as far as its author had seen the last word on it.
    fn end(&mut self, update: &'a Update) {
        let none = update.says.iter().any(|f| matches!(f, Fact::Problems(words) if is_no_problem(words)));
        let solves = |id: &UpdateId| update.says.iter().any(|f| matches!(f, Fact::Solved(solved) if solved == id));
        let ends = |p: &Problem| closes(update) || solves(&p.raised) || (none && p.by == update.by.dept);
        let log = self.log;
        let over = |p: &&Problem| (solves(&p.raised) || none && p.by == update.by.dept) && log.saw(&update.id, &p.raised);
        let known = self.open.iter().chain(self.ended.iter().map(|(p, _)| p));
        self.fates.extend(known.filter(over).map(|p| (p.raised.clone(), (Fate::Solved, update))));
        self.move_out(update, |p| ends(p) && log.saw(&update.id, &p.said));
    }

    fn move_out(&mut self, update: &Update, ends: impl Fn(&Problem) -> bool) {
        let (over, open): (Vec<_>, Vec<_>) = std::mem::take(&mut self.open).into_iter().partition(ends);
        self.open = open;
        self.ended.extend(over.into_iter().map(|p| (p, update.id.clone())));
    }

    fn affirm(&mut self, update: &'a Update, is: impl Fn(&Problem) -> bool, (reported, cause): (Reported, Option<Cause>)) {
        if let Some(at) = self.ended.iter().position(|(p, by)| is(p) && !self.log.saw(&update.id, by)) {
            self.open.push(self.ended.remove(at).0);
        }
        if let Some(problem) = self.open.iter_mut().find(|p| is(p)) {
            (problem.said, problem.last, problem.current) = (update.id.clone(), reported, true);
            problem.cause = cause.or(problem.cause);
            self.fates.push((problem.raised.clone(), (Fate::Still, update)));
            self.causes.extend(cause.map(|cause| (problem.raised.clone(), (cause, update))));
        }
    }

    /// The same words by the same body are the same problem.
    fn raise(&mut self, update: &'a Update, words: &EcoString, (reported, cause): (Reported, Option<Cause>)) {
        let same = |p: &Problem| p.words.trim() == words.trim() && p.by == update.by.dept;
        if self.open.iter().any(same) {
            return self.affirm(update, same, (reported, cause));
        }
        self.fates.push((update.id.clone(), (Fate::Still, update)));
        self.causes.extend(cause.map(|cause| (update.id.clone(), (cause, update))));
        self.open.push(Problem {
            words: words.clone(),
            cause,
            by: update.by.dept.clone(),
            raised: update.id.clone(),
            since: reported,
            said: update.id.clone(),
            last: reported,
            current: true,
        });
    }

    /// A report that has words, or is on another period, could have spoken of all that its author saw.
    fn leave_out(&mut self, update: &Update, reported: Reported) {
        let has_words = update
            .says
            .iter()
            .any(|f| matches!(f, Fact::Progress(_) | Fact::Problems(_) | Fact::Next(_) | Fact::Solved(_) | Fact::Still(_)));
        for problem in self.open.iter_mut().filter(|p| p.said != update.id && self.log.saw(&update.id, &p.said)) {
            problem.current &= !has_words && problem.last.period == reported.period;
        }
    }
}
