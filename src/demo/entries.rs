use chrono::{Datelike, Days};
use fastrand::Rng;

use super::chance::{chance, one};
use super::history;
use super::scene::Scene;
use super::words::{CLAUSES, COUNTIES, DEEDS, PROGRAMMES, SAFEGUARDS, SUMMARIES};
use crate::domain::{Cooperation, Deadline, Entry, EntryId, Funding, Kind, Lead, Period};

/// Draws the entries of one plan: programmes with their tasks and projects, safeguards at the end.
pub(super) fn draw(scene: &Scene, rng: &mut Rng, count: usize) -> Vec<Entry> {
    let mut sheet = Sheet { scene, rng, all: Vec::with_capacity(count) };
    let safeguards = if count >= 10 { count / 20 + 1 } else { 0 };
    let room = count - safeguards;
    let mut number = 0;
    while sheet.all.len() < room {
        sheet.programme(number, room);
        number += 1;
    }
    for number in 0..safeguards {
        sheet.safeguard(number);
    }
    sheet.all
}

/// The entries drawn so far, in the plan's order.
struct Sheet<'a> {
    scene: &'a Scene<'a>,
    rng: &'a mut Rng,
    all: Vec<Entry>,
}

impl Sheet<'_> {
    fn programme(&mut self, number: usize, room: usize) {
        let (chapter, section) = (number / 10, number % 10);
        let (reference, joint) = if chapter < 8 {
            (format!("{}（{}）", numeral(chapter + 2), numeral(section + 1)), "")
        } else {
            (format!("专栏{}", number - 79), "#")
        };
        let object = self.scene.theme.object(self.rng);
        let title = format!("{object}{}", one(self.rng, &PROGRAMMES));
        let mut entry = self.entry(&reference, Kind::Programme, &title);
        self.clause(&mut entry, 6);
        self.period(&mut entry, 30);
        let parent = Head::of(&entry);
        self.finish(entry, object);
        for task in 1..=self.rng.usize(4..9) {
            if self.all.len() >= room {
                return;
            }
            let reference = format!("{reference}{joint}{task}");
            if chance(self.rng, 15) {
                self.project(&reference, &parent, object);
            } else {
                self.task(&reference, &parent, room);
            }
        }
    }

    fn task(&mut self, reference: &str, parent: &Head, room: usize) {
        let object = self.scene.theme.object(self.rng);
        let (verb, noun) = DEEDS[self.rng.usize(0..DEEDS.len())];
        let place = if chance(self.rng, 20) { one(self.rng, &COUNTIES) } else { "" };
        let mut entry = self.entry(reference, Kind::Task, &format!("{verb}{place}{object}{noun}"));
        self.hang(&mut entry, parent);
        self.period(&mut entry, 70);
        if !place.is_empty() {
            entry.regions.push(place.to_owned());
        } else if chance(self.rng, 30) {
            self.regions(&mut entry);
        }
        let head = Head::of(&entry);
        self.finish(entry, object);
        for part in 1..=self.rng.usize(0..3) {
            if self.all.len() < room {
                self.project(&format!("{reference}（{part}）"), &head, object);
            }
        }
    }

    fn project(&mut self, reference: &str, parent: &Head, object: &str) {
        let place = one(self.rng, &COUNTIES);
        let phase = if chance(self.rng, 15) { "（二期）" } else { "" };
        let title = format!("{place}{object}{}项目{phase}", one(self.rng, self.scene.theme.works));
        let mut entry = self.entry(reference, Kind::Project, &title);
        self.hang(&mut entry, parent);
        entry.regions.push(place.to_owned());
        let year = self.scene.plan.start.year();
        let start = year + self.rng.i32(-1..2);
        entry.start_year = Some(start);
        entry.end_year = Some(start + self.rng.i32(1..4));
        entry.investment_wan = Some(f64::from(self.rng.u32(3..2000)) * 50.0);
        self.money(&mut entry, start);
        entry.figures.push(format!("年处理能力{}万吨", self.rng.u32(1..60)));
        if chance(self.rng, 70) {
            entry.enterprises.push(format!("{}有限公司", one(self.rng, self.scene.theme.firms)));
        }
        self.period(&mut entry, 80);
        self.finish(entry, object);
    }

    /// From whom the money of a project comes, and in which years it is to be invested.
    fn money(&self, entry: &mut Entry, start: i32) {
        let Some(whole) = entry.investment_wan else { return };
        let share = |percent: f64| (whole * percent / 100.0).round();
        entry.invest_plan = [(start, share(30.0)), (start + 1, share(50.0)), (start + 2, share(20.0))].into();
        entry.funding = Funding { local: Some(share(20.0)), private: Some(share(80.0)), ..Funding::default() };
    }

    fn safeguard(&mut self, number: usize) {
        let reference = if number < 99 { format!("十（{}）", numeral(number + 1)) } else { format!("附件{}", number - 98) };
        let title = one(self.rng, &SAFEGUARDS);
        let mut entry = self.entry(&reference, Kind::Safeguard, title);
        self.clause(&mut entry, 20);
        self.period(&mut entry, 10);
        self.finish(entry, title);
    }

    fn entry(&self, reference: &str, kind: Kind, title: &str) -> Entry {
        let mut entry = Entry::new(EntryId::of(self.scene.theme.code, reference), kind, title);
        entry.line = Some(self.all.len() as u32 + 1);
        entry
    }

    /// Hangs an entry under another: it inherits the clause above it, where there is one, or has its own.
    fn hang(&mut self, entry: &mut Entry, parent: &Head) {
        entry.parent = Some(parent.id.clone());
        if parent.has_clause && chance(self.rng, 45) {
            entry.lead = Lead::Inherited;
        } else {
            self.clause(entry, 3);
        }
    }

    /// Gives an entry its own clause; so many of a hundred have none.
    fn clause(&mut self, entry: &mut Entry, without: u32) {
        if chance(self.rng, without) {
            return;
        }
        let lead = self.scene.bodies.lead(self.rng, self.scene.theme.offices);
        let others = self.scene.bodies.others(self.rng, &lead);
        entry.clause = one(self.rng, &CLAUSES).to_owned();
        let last = others.len();
        let role = |(i, dept)| if i > 0 && i + 1 == last { Cooperation::Implements(dept) } else { Cooperation::Cooperates(dept) };
        entry.cooperating = others.into_iter().enumerate().map(role).collect();
        entry.lead = if chance(self.rng, 85) { Lead::Stated(lead) } else { Lead::FirstNamed(lead) };
    }

    /// Gives an entry its deadline: so many of a hundred a day of their own, spread around today, the others the
    /// end of the plan; a few none.
    fn period(&mut self, entry: &mut Entry, stated: u32) {
        let plan = self.scene.plan;
        if chance(self.rng, 2) {
            return;
        }
        let back = self.scene.today.checked_sub_days(Days::new(200)).unwrap_or(self.scene.today);
        let day = back.checked_add_days(Days::new(self.rng.u64(0..700))).unwrap_or(back);
        entry.deadline = Some(if chance(self.rng, stated) {
            Deadline::Stated(Period::quarter_of(day).end().clamp(plan.start, plan.end.max(plan.start)))
        } else {
            Deadline::PLAN_PERIOD
        });
    }

    fn regions(&mut self, entry: &mut Entry) {
        let first = self.rng.usize(0..COUNTIES.len());
        let many = self.rng.usize(1..4);
        entry.regions = (first..first + many).map(|i| COUNTIES[i % COUNTIES.len()].to_owned()).collect();
    }

    fn finish(&mut self, mut entry: Entry, object: &str) {
        let (verb, noun) = DEEDS[self.rng.usize(0..DEEDS.len())];
        entry.summary = one(self.rng, &SUMMARIES).replace("{}", &format!("{verb}{object}{noun}"));
        if chance(self.rng, 3) {
            entry.remark = "原文未写明分年度目标，按期末目标记录。".into();
        }
        history::draw(self.scene, self.rng, &mut entry);
        self.all.push(entry);
    }
}

/// What an entry's parts must know of it.
struct Head {
    id: EntryId,
    has_clause: bool,
}

impl Head {
    fn of(entry: &Entry) -> Head {
        Head { id: entry.id.clone(), has_clause: entry.lead != Lead::Unassigned }
    }
}

/// A number from 1 to 99 as headings write it.
fn numeral(n: usize) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let (tens, ones) = (n / 10 % 10, digits[n % 10]);
    match tens {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        _ => format!("{}十{ones}", digits[tens]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::chinese_number;

    #[test]
    fn numerals_are_those_of_headings() {
        for n in 1..100 {
            assert_eq!(chinese_number(&numeral(n)), Some(n as u32));
        }
    }
}
