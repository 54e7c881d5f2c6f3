//! What waits: for the body that we are, and for the office that asks all of them.

use super::state::{Item, Jump, Room, Row, Today, Unfinished};
use crate::domain::{Attribute, Cause, DeptId, Flag, Missing, Standing, Term, listed_again};
use crate::profile::KeptImport;
use crate::query::{Book, Filter, Owed, nobody};
use crate::report::Count;
use crate::text::{Lang, Say};
use crate::tui::table::Line;
use crate::tui::views::departments::Matrix;

/// What may wait of what somebody leads, for him and for the office.
const WAITING: [Flag; 6] = [Flag::Overdue, Flag::DueSoon, Flag::StepOverdue, Flag::StepDueSoon, Flag::Unreported, Flag::Unverified];

/// What may wait besides of what a body leads.
const LED: [Flag; 3] = [Flag::Returned, Flag::Proposed, Flag::Contested];

/// What the office looks after besides, whoever leads.
const OFFICE: [Flag; 4] = [Flag::Unurged, Flag::Unconfirmed, Flag::Proposed, Flag::Contested];

/// What may wait of that in which a body cooperates.
const SHARED: [Flag; 5] = [Flag::Unreported, Flag::Overdue, Flag::DueSoon, Flag::Unverified, Flag::Contested];

/// So many entries are named to be done first, and more where there is room.
const NAMED: usize = 8;

/// So many forms that were not finished are listed.
const UNFINISHED: usize = 5;

/// All lines: what is ours where we have duties, and what the office looks after where that is us, or nobody has said who we are.
pub(super) fn rows(of: &Today, book: &Book, lang: Lang) -> Vec<Row> {
    let rows = laid_out(of, book, lang, NAMED);
    match of.room.and_then(|room| named_in(room, &rows)) {
        Some(named) => laid_out(of, book, lang, named),
        None => rows,
    }
}

/// How many entries may be named where there is room for more than usual: all is in sight then, and in two columns the first ends with them.
fn named_in(room: Room, rows: &[Row]) -> Option<usize> {
    let is_entry = |row: &Row| matches!(row, Row::Item(Item { leads: Jump::Entry(_), .. }));
    let (first, count) = (rows.iter().position(is_entry)?, rows.iter().filter(|row| is_entry(row)).count());
    let others = rows.len() - count;
    let named = match room.columns {
        1 => room.height.checked_sub(others)?,
        _ if rows[first + count..].iter().any(Line::is_heading) => room.height.checked_sub(first)?,
        _ => return None,
    };
    (count == NAMED && named > count).then_some(named)
}

/// All lines, with so many entries named.
fn laid_out(of: &Today, book: &Book, lang: Lang, named: usize) -> Vec<Row> {
    let desk = Sections { of, book, lang, named };
    let mut rows = Vec::new();
    desk.unfinished(&mut rows);
    desk.imports(&mut rows);
    desk.news(&mut rows);
    let ours = of.us.as_ref().filter(|us| desk.has_duties(us));
    if let Some(us) = ours {
        desk.ours(us, &mut rows);
    }
    if ours.is_none_or(|us| book.ledger().is_office(us)) {
        desk.office(&mut rows);
    }
    rows
}

pub(super) struct Sections<'a> {
    pub(super) of: &'a Today,
    pub(super) book: &'a Book,
    pub(super) lang: Lang,
    /// How many entries are named that are to be done first.
    pub(super) named: usize,
}

impl Sections<'_> {
    /// A body without any looks after the others, as the office does.
    fn has_duties(&self, us: &DeptId) -> bool {
        let index = self.book.index();
        let Some(us) = index.bodies.find(us.as_str()) else { return false };
        (0..index.len()).any(|at| index.duty(at, us).is_some())
    }

    /// Whether anything could be so: where nothing is divided into steps, none is looked for.
    fn may_wait(&self, flag: Flag) -> bool {
        !matches!(flag, Flag::StepOverdue | Flag::StepDueSoon) || !self.book.ledger().steps.is_empty()
    }

    /// Forms that were begun and not handed in, the newest first.
    fn unfinished(&self, rows: &mut Vec<Row>) {
        let (lang, all) = (self.lang, &self.of.unfinished);
        let line = |form: &Unfinished| {
            let note = form.typed.clone();
            Item { label: form.label.clone(), count: None, note, leads: Jump::Draft(form.at) }
        };
        let newest = all.iter().rev().take(UNFINISHED).map(line).collect();
        section(rows, lang.pick("没写完的表单（回车接着写）", "Forms not finished (Enter goes on)").to_owned(), newest, "");
        if let Some(more) = all.len().checked_sub(UNFINISHED).filter(|more| *more > 0) {
            rows.push(Row::Nothing(
                lang.pick(format!("另有 {more} 张，再打开同一张就在"), format!("{more} more, there when opened again")),
            ));
        }
    }

    /// Documents that are being taken in.
    fn imports(&self, rows: &mut Vec<Row>) {
        let lang = self.lang;
        let line =
            |(at, one): (usize, &KeptImport)| Item { label: one.name.clone(), count: None, note: one.left(lang), leads: Jump::Import(at) };
        let items = self.of.imports.iter().enumerate().map(line).collect();
        section(rows, lang.pick("导入草稿（回车接着审阅）", "Documents being taken in (Enter goes on)").to_owned(), items, "");
    }

    /// What is different from what was seen last; who made most of it.
    fn news(&self, rows: &mut Vec<Row>) {
        let Some(news) = &self.of.news else { return };
        let (lang, ledger) = (self.lang, self.book.ledger());
        let mut authors: Vec<(String, usize)> = Vec::new();
        for by in news.iter().filter_map(|d| d.update()).map(|u| u.by.label(ledger)) {
            match authors.iter_mut().find(|(name, _)| *name == by) {
                Some((_, n)) => *n += 1,
                None => authors.push((by, 1)),
            }
        }
        authors.sort_by_key(|(_, n)| std::cmp::Reverse(*n));
        let names: Vec<String> = authors.iter().take(3).map(|(name, n)| format!("{name} {n}")).collect();
        let note = names.join(lang.pick("、", ", "));
        let label = lang.pick("改动", "changes").to_owned();
        let item = Item { label, count: Some(news.len()), note, leads: Jump::Changes };
        let items = if news.is_empty() { Vec::new() } else { vec![item] };
        let nothing = lang.pick("没有别人的改动", "nothing by others");
        section(rows, lang.pick("上次看过以来", "Since you looked last").to_owned(), items, nothing);
    }

    /// What we lead and that in which we cooperate, each with what waits of it. A count of nothing is shown too: it was looked at.
    fn ours(&self, us: &DeptId, rows: &mut Vec<Row>) {
        let (lang, name) = (self.lang, self.book.ledger().departments.name(us));
        let part = |part: Attribute| format!("{}:\"{name}\"", part.name(lang));
        let mut items = Vec::new();
        let parts = [
            (Attribute::Lead, ("我牵头", "we lead"), [&WAITING[..], &LED]),
            (Attribute::With, ("我配合", "we cooperate"), [&SHARED[..], &[]]),
        ];
        for (of, (zh, en), flags) in parts {
            let all = self.select(&part(of));
            items.push(self.counted(lang.pick(zh, en).to_owned(), part(of), &all));
            for flag in flags.concat().iter().filter(|flag| !all.is_empty() && self.may_wait(**flag)) {
                let item = match flag {
                    // Each answers for itself: of what a group leads, and of that in which we help.
                    Flag::Unreported => self.owed(&format!("{} {}", part(of), part(Attribute::Awaits)), &all),
                    _ => self.item(*flag, &part(of), &all),
                };
                let label = match (of, flag) {
                    (Attribute::With, Flag::Unreported) => lang.pick("未反馈（本单位的部分）", "unreported (our part)").to_owned(),
                    _ => item.label,
                };
                items.push(Item { label: format!("  {label}"), ..item });
            }
        }
        items.extend(self.matters(Some(us)));
        items.extend(self.findings(Some(us)));
        items.extend(self.values(Some(us)));
        section(rows, lang.pick(format!("我：{name}"), format!("We: {name}")), items, "");
        self.first(&self.select(&part(Attribute::Lead)), rows);
    }

    fn office(&self, rows: &mut Vec<Row>) {
        let lang = self.lang;
        let all: Vec<usize> = (0..self.book.standings().all().len()).collect();
        let flags = WAITING.into_iter().chain(OFFICE).filter(|flag| self.may_wait(*flag));
        let waits: Vec<Item> = flags
            .map(|flag| self.item(flag, "", &all))
            .chain(self.matters(None))
            .chain(self.findings(None))
            .chain(self.unvisited())
            .chain(self.values(None))
            .collect();
        let nothing = lang.pick("眼下没有等着办的事", "nothing waits now");
        rows.push(Row::Heading(lang.pick("全部单位", "All bodies").to_owned()));
        if waits.iter().all(|item| item.count == Some(0)) {
            rows.push(Row::Nothing(nothing.to_owned()));
        }
        rows.extend(waits.into_iter().map(Row::Item));
        if !self.of.us.as_ref().is_some_and(|us| self.has_duties(us)) {
            self.first(&all, rows);
        }
        if self.of.us.is_none() {
            let (zh, en) = ("说明我是谁，这里就列出本单位的事", "say who we are, and what is ours is listed here");
            rows.push(Row::Heading(lang.pick("我", "We").to_owned()));
            rows.push(Row::Item(Item { label: lang.pick(zh, en).to_owned(), count: None, note: String::new(), leads: Jump::Who }));
        }
        section(rows, lang.pick("存在问题的，按原因类别", "Held up, by the kind of cause").to_owned(), self.troubles(), "");
        let owed = self.book.snapshot().owed();
        let heading = lang.pick("还没有反馈的单位", "Who has not reported").to_owned();
        let bodies = self.owing_bodies(&owed);
        let besides = self.besides(&all);
        let none = match besides.is_empty() {
            true => lang.pick("各单位都反馈了", "everybody has reported").to_owned(),
            false => format!("{}{besides}", lang.pick("没有欠报的单位，", "no body owes a report; ")),
        };
        let filter = Count::Owed.filter(self.book.ledger(), None, lang);
        let unled = self.select(&filter);
        let unled = (!unled.is_empty()).then(|| self.counted(lang.pick("未明确牵头的", "led by nobody").to_owned(), filter, &unled));
        section(rows, heading, bodies.into_iter().chain(self.silent(owed)).chain(unled).collect(), &none);
    }

    fn first(&self, of: &[usize], rows: &mut Vec<Row>) {
        section(rows, self.lang.pick("先办", "To be done first").to_owned(), self.first_to_do(of), "");
    }

    /// What holds entries up, a kind a line; one that several kinds hold up is in the list of each.
    fn troubles(&self) -> Vec<Item> {
        let kind = |term: &Term| {
            let label = term.label(self.lang);
            let filter = format!("{}:{label}", Attribute::Cause.name(self.lang));
            let found = self.select(&filter);
            self.counted(label.to_owned(), filter, &found)
        };
        Cause::OR_NONE.iter().map(kind).filter(|item| item.count > Some(0)).collect()
    }

    /// How many bodies owe a report, with the table in which they are marked and written to; nothing where none does.
    fn owing_bodies(&self, owed: &[Owed]) -> Option<Item> {
        let lang = self.lang;
        let missing = owed.iter().map(|owed| (owed.missing, owed.parts)).collect::<Missing>();
        let words = format!("{}>0 !{}:\"{}\"", Count::Owed.head(lang), Count::Name.head(lang), nobody(lang));
        (missing.bodies > 0).then(|| Item {
            label: lang.pick("欠报的单位", "bodies that owe one").to_owned(),
            count: Some(Matrix::count(&words, self.book, lang)),
            note: missing.say(lang),
            leads: Jump::Bodies(words),
        })
    }

    /// Bodies with the reports that they owe, the most first.
    fn silent(&self, owed: Vec<Owed>) -> Vec<Item> {
        let (index, lang) = (self.book.index(), self.lang);
        let mut silent: Vec<(usize, Owed)> = owed.into_iter().enumerate().filter(|(_, owed)| owed.missing > 0).collect();
        silent.sort_by_key(|(body, owed)| (std::cmp::Reverse(owed.missing), *body));
        let item = |(body, Owed { all, missing, parts }): (usize, Owed)| {
            let name = self.book.ledger().departments.name(&index.bodies.name(body as u32).into()).to_owned();
            let filter = format!("{}:\"{name}\"", Attribute::Awaits.name(lang));
            let apart = if parts > 0 {
                lang.pick(format!("；未报的有 {parts} 项是承担的部分"), format!("; {parts} of the missing on parts"))
            } else {
                String::new()
            };
            let note = format!("{}{apart}", lang.pick(format!("应报 {all} 项"), format!("owes {all}")));
            Item { label: name, count: Some(missing), note, leads: Jump::List(filter) }
        };
        silent.into_iter().map(item).collect()
    }

    /// What is true of some of the entries that a filter finds. As many have it as the filter finds with the flag besides.
    fn item(&self, flag: Flag, filter: &str, of: &[usize]) -> Item {
        let all = self.book.standings().all();
        let found: Vec<usize> = of.iter().copied().filter(|at| all.get(*at).is_some_and(|s| flag.holds(s))).collect();
        let note = match flag {
            Flag::Unreported => self.besides(of),
            _ => self.oldest(flag, &found).unwrap_or_default(),
        };
        let filter = format!("{filter} {}", asks(flag, self.lang));
        self.counted(self.label(flag), filter.trim_start().to_owned(), &found).noted(note, self.lang)
    }

    /// What a filter finds of reports that are owed, with what stands beside them.
    fn owed(&self, filter: &str, of: &[usize]) -> Item {
        self.counted(self.label(Flag::Unreported), filter.to_owned(), &self.select(filter)).noted(self.besides(of), self.lang)
    }

    /// A line with the length of the list that it opens; how many of it totals leave out is said beside it.
    fn counted(&self, label: String, filter: String, found: &[usize]) -> Item {
        let (ledger, mut once) = (self.book.ledger(), self.book.ledger().once());
        let again = found.iter().filter_map(|at| ledger.entries().get(*at)).filter(|entry| !once.counts(&entry.id)).count();
        let note = listed_again(again, self.lang).unwrap_or_default();
        Item { label, count: Some(found.len()), note, leads: Jump::List(filter) }
    }

    /// What stands beside what is owed: entries that owe nothing until somebody has verified them.
    fn besides(&self, of: &[usize]) -> String {
        let all = self.book.standings().all();
        let count = of.iter().filter(|at| all.get(**at).is_some_and(|s| Flag::Unverified.holds(s))).count();
        match count {
            0 => String::new(),
            n => self.lang.pick(format!("另有 {n} 项期满待核"), format!("{n} more wait to be verified")),
        }
    }

    /// What a person would see in the list under a filter.
    fn select(&self, filter: &str) -> Vec<usize> {
        let (ledger, index, standings) = (self.book.ledger(), self.book.index(), self.book.standings());
        let filter = Filter::parse(filter).unwrap_or_default();
        filter.compile(ledger, index, standings.day()).select(index, ledger, standings)
    }

    fn label(&self, flag: Flag) -> String {
        let (lang, days) = (self.lang, self.book.ledger().settings.due_soon_days);
        match flag {
            Flag::DueSoon => lang.pick(format!("{days} 天内到期"), format!("due within {days} days")),
            other => other.label(lang).to_owned(),
        }
    }

    /// Which of them comes first, by its deadline; nothing where deadlines do not matter.
    fn oldest(&self, flag: Flag, found: &[usize]) -> Option<String> {
        let (lang, all) = (self.lang, self.book.standings().all());
        let due = |at: &usize| all.get(*at).and_then(|s: &Standing| s.state.deadline.value);
        let first = found.iter().filter(|at| due(at).is_some()).min_by_key(|at| due(at))?;
        let (day, title) = (due(first)?, &self.book.ledger().entries().get(*first)?.title);
        let days = (self.of.day - day).num_days().abs();
        match flag {
            Flag::Overdue => Some(lang.pick(format!("最久 {days} 天：{title}"), format!("the longest {days} days: {title}"))),
            Flag::DueSoon => Some(lang.pick(format!("最近 {day}：{title}"), format!("next {day}: {title}"))),
            _ => None,
        }
    }
}

fn asks(flag: Flag, lang: Lang) -> String {
    format!("{}:{}", Attribute::Is.name(lang), flag.label(lang))
}

/// A heading with its lines; where there are none, the line that says so, if any.
fn section(rows: &mut Vec<Row>, heading: String, items: Vec<Item>, nothing: &str) {
    if items.is_empty() && nothing.is_empty() {
        return;
    }
    rows.push(Row::Heading(heading));
    if items.is_empty() {
        rows.push(Row::Nothing(nothing.to_owned()));
    }
    rows.extend(items.into_iter().map(Row::Item));
}
