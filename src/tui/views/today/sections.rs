//! What waits: for the body that we are, and for the office that asks all of them.

use super::{Item, Jump, Row, Today};
use crate::domain::{Attribute, DeptId, Duty, Flag, Standing};
use crate::query::{Book, Filter};
use crate::text::Lang;

/// What is looked for among what a body leads, or, for the contested, has any part in; the office looks for the same in all.
const WAITING: [(Flag, Attribute); 4] = [
    (Flag::Overdue, Attribute::Lead),
    (Flag::DueSoon, Attribute::Lead),
    (Flag::Unreported, Attribute::Lead),
    (Flag::Contested, Attribute::Dept),
];

/// All lines: what is ours where we are a body with duties, else what the office looks after.
pub(super) fn rows(of: &Today, book: &Book, lang: Lang) -> Vec<Row> {
    let desk = Sections { of, book, lang };
    let ours = of.us.as_ref().filter(|us| desk.has_duties(us));
    let mut rows = Vec::new();
    match ours {
        Some(us) => desk.ours(us, &mut rows),
        None => desk.office(&mut rows),
    }
    rows
}

struct Sections<'a> {
    of: &'a Today,
    book: &'a Book,
    lang: Lang,
}

impl Sections<'_> {
    /// A body without any is one that looks after the others: the office.
    fn has_duties(&self, us: &DeptId) -> bool {
        let index = self.book.index();
        let Some(us) = index.bodies.find(us.as_str()) else { return false };
        (0..index.len()).any(|at| index.duty(at, us).is_some())
    }

    fn ours(&self, us: &DeptId, rows: &mut Vec<Row>) {
        let (lang, name) = (self.lang, self.book.ledger().departments.name(us));
        let waiting: Vec<Item> =
            WAITING.into_iter().filter_map(|(flag, part)| self.item(flag, &format!("{}:\"{name}\" ", part.name(lang)))).collect();
        let nothing = lang.pick("没有逾期、临近到期、未反馈或待裁定的事项", "nothing is overdue, due soon, unreported or contested");
        section(rows, lang.pick(format!("我：{name}"), format!("We: {name}")), waiting, nothing);
        let whole = |part: Attribute, (zh, en): (&str, &str)| {
            let filter = format!("{}:\"{name}\"", part.name(lang));
            self.counted(lang.pick(zh, en).to_owned(), filter, None)
        };
        let parts = [(Attribute::Lead, ("我牵头", "we lead")), (Attribute::With, ("我配合", "we cooperate"))];
        let parts = parts.into_iter().filter_map(|(part, words)| whole(part, words)).collect();
        section(rows, lang.pick("全部事项", "All that is ours").to_owned(), parts, "");
    }

    fn office(&self, rows: &mut Vec<Row>) {
        let lang = self.lang;
        if self.of.us.is_none() {
            let label = lang.pick(
                "还没有说明我是谁：选一个单位，这里就只列它的事",
                "It is not said who we are: choose a body, and its own is listed here",
            );
            rows.push(Row::Item(Item { label: label.to_owned(), count: None, note: String::new(), leads: Jump::Who }));
        }
        let waiting = WAITING.into_iter().filter_map(|(flag, _)| self.item(flag, "")).collect();
        let nothing = lang.pick("没有逾期、临近到期、未反馈或待裁定的事项", "nothing is overdue, due soon, unreported or contested");
        section(rows, lang.pick("全部单位", "All bodies").to_owned(), waiting, nothing);
        let heading = lang.pick("还没有反馈的单位", "Who has not reported").to_owned();
        section(rows, heading, self.silent(), lang.pick("牵头单位都反馈了", "all bodies that lead have reported"));
    }

    /// Bodies with what they lead and have not reported on, the most first.
    fn silent(&self) -> Vec<Item> {
        let (index, lang) = (self.book.index(), self.lang);
        let mut counts = vec![(0, 0); index.bodies.len()];
        for (at, standing) in self.book.standings().all().iter().enumerate() {
            for (body, _) in index.duties(at).filter(|(_, duty)| *duty == Duty::Leads) {
                let count = &mut counts[body as usize];
                count.0 += usize::from(standing.verdict.unreported);
                count.1 += 1;
            }
        }
        let mut silent: Vec<(usize, (usize, usize))> = counts.into_iter().enumerate().filter(|(_, (n, _))| *n > 0).collect();
        silent.sort_by_key(|(body, (n, _))| (std::cmp::Reverse(*n), *body));
        let item = |(body, (n, leads)): (usize, (usize, usize))| {
            let name = self.book.ledger().departments.name(&index.bodies.name(body as u32).into()).to_owned();
            let filter = format!("{}:\"{name}\" {}", Attribute::Lead.name(lang), asks(Flag::Unreported, lang));
            let note = lang.pick(format!("牵头 {leads} 项"), format!("leads {leads}"));
            Item { label: name, count: Some(n), note, leads: Jump::List(filter) }
        };
        silent.into_iter().map(item).collect()
    }

    /// What is true of some entries; none where it is of no entry.
    fn item(&self, flag: Flag, before: &str) -> Option<Item> {
        self.counted(self.label(flag), format!("{before}{}", asks(flag, self.lang)), Some(flag))
    }

    fn counted(&self, label: String, filter: String, flag: Option<Flag>) -> Option<Item> {
        let found = self.select(&filter);
        let first = flag.and_then(|flag| self.first(flag, &found)).unwrap_or_default();
        let leads = Jump::List(filter);
        (!found.is_empty()).then_some(Item { label, count: Some(found.len()), note: first, leads })
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
    fn first(&self, flag: Flag, found: &[usize]) -> Option<String> {
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
