use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use super::matcher::{Matcher, Sweep, folded};
use super::names::{Names, fold_onto};
use super::sound::{basic, letter_bit, sounds};
use super::titles::title_ranks;
use crate::domain::{Answering, Attribute, DeptId, Duty, Entry, Ledger, duties, lead_of};

/// No body: nobody leads.
pub(crate) const NOBODY: u32 = u32::MAX;

/// After so many entries it is known how much room all of them need.
const SAMPLE: usize = 2000;

/// What a filter must look at, laid out for speed: all texts folded in one buffer, all that is also found by
/// pinyin in another, and a number for each body, region and plan, so that a name is tried once for a filter
/// and not once for an entry.
///
/// It follows the ledger's order. After a change call [`Index::renew`] for the entry, and build it anew when
/// entries were added or removed, or bodies changed; then compile the filter again.
#[derive(Clone, Debug, Default)]
pub struct Index {
    rows: Vec<Row>,
    /// The place of each entry's parent, or [`NOBODY`].
    parents: Vec<u32>,
    /// Folded texts as UTF-8, the fields of an entry divided by line feeds.
    text: Vec<u8>,
    /// The words of reports, folded likewise.
    pub(super) told: Vec<u8>,
    /// Title and reference as codes, divided likewise.
    spelled: Vec<u16>,
    /// For each entry its cooperating bodies, those who are suggested to lead, then its places and those in which these lie.
    numbers: Vec<u32>,
    pub(crate) bodies: Names,
    /// For each body those who answer for it, by their numbers.
    answering: Vec<Vec<u32>>,
    /// Of entries whose places leave out some of a group, by their place.
    narrowed: HashMap<usize, Narrowed>,
    pub(crate) regions: Names,
    pub(crate) plans: Names,
    /// The places of the titles in the dictionary, reckoned when somebody first sorts by them.
    titles: OnceLock<Vec<u32>>,
}

/// Who answers in one entry for the body that leads, and for each of the others in their order.
#[derive(Clone, Debug, Default)]
struct Narrowed {
    leaders: Vec<u32>,
    others: Vec<Vec<u32>>,
}

#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Span {
    start: u32,
    len: u32,
}

#[derive(Clone, Debug, Default)]
struct Row {
    text: Span,
    told: Span,
    spelled: Span,
    cooperating: Span,
    proposed: Span,
    regions: Span,
    /// The one place under which it is counted.
    area: u32,
    lead: u32,
    /// The body that has the duties of the one that leads.
    leads_now: u32,
    plan: u32,
    initials: u32,
}

/// The first letters that a code may stand for, a bit each.
#[inline]
pub(crate) fn initials(code: u16) -> u32 {
    match u8::try_from(code) {
        Ok(byte) => letter_bit(byte),
        Err(_) => sounds().initials(sounds().class(code)),
    }
}

impl Index {
    /// Lays out all entries.
    pub fn new(ledger: &Ledger) -> Index {
        Index::of(ledger, ledger.entries())
    }

    /// Lays out all entries as they come: all of the ledger's, in its order. For a caller that counts them.
    pub(crate) fn of<'a>(ledger: &Ledger, entries: impl IntoIterator<Item = &'a Arc<Entry>>) -> Index {
        let mut index = Index::default();
        let count = ledger.entries().len();
        index.rows.reserve_exact(count);
        index.parents = parents(ledger);
        for (i, entry) in entries.into_iter().enumerate() {
            let row = index.lay(ledger, entry);
            index.narrow(ledger, entry, (i, row.lead));
            index.rows.push(row);
            if i + 1 == SAMPLE {
                index.reserve(count);
            }
        }
        index
    }

    /// Makes room for all entries, judging by those that are laid out already.
    fn reserve(&mut self, count: usize) {
        let more = |len: usize| len / self.rows.len().max(1) * (count - self.rows.len());
        let (text, spelled, numbers) = (more(self.text.len()), more(self.spelled.len()), more(self.numbers.len()));
        self.text.reserve_exact(text + text / 16);
        self.spelled.reserve_exact(spelled + spelled / 16);
        self.numbers.reserve_exact(numbers + numbers / 16);
    }

    pub(crate) fn len(&self) -> usize {
        self.rows.len()
    }

    /// How many bytes of memory the buffers take.
    pub fn size(&self) -> usize {
        self.text.capacity()
            + self.told.capacity()
            + self.spelled.capacity() * 2
            + self.numbers.capacity() * 4
            + self.rows.capacity() * size_of::<Row>()
    }

    /// Lays out the entry at a place anew after a change, and those that inherit their lead from it when its bodies
    /// are others. Everything is laid out anew when the ledger has more or fewer entries than the index.
    pub(crate) fn renew(&mut self, ledger: &Ledger, at: usize) {
        let Some(entry) = ledger.entries().get(at).filter(|_| self.rows.len() == ledger.entries().len()) else {
            *self = Index::new(ledger);
            return;
        };
        let bodies = |index: &Index| (index.lead(at), index.numbers(Attribute::With, at).to_vec());
        let old = bodies(self);
        self.replace(ledger, at);
        if old != bodies(self) {
            for heir in ledger.inheriting_descendants(&entry.id) {
                self.replace(ledger, heir);
            }
        }
        let live: usize = self.rows.iter().map(|r| r.text.len as usize + r.told.len as usize).sum();
        if self.text.len() + self.told.len() > live * 2 + (1 << 20) {
            *self = Index::new(ledger);
        }
    }

    fn replace(&mut self, ledger: &Ledger, at: usize) {
        let row = self.lay(ledger, &ledger.entries()[at]);
        self.narrow(ledger, &ledger.entries()[at], (at, row.lead));
        // The text begins with the title.
        if cut(&self.text, row.text) != cut(&self.text, self.rows[at].text) {
            self.titles.take();
        }
        self.rows[at] = row;
        self.parents[at] = parent(ledger, at);
    }

    fn lay(&mut self, ledger: &Ledger, entry: &Entry) -> Row {
        let ((lead, leads_now), cooperating) = self.lay_bodies(ledger, entry);
        let proposed = self.lay_proposed(entry);
        let (regions, area) = self.lay_places(ledger, entry);
        let spelled = self.spelled.len();
        self.spell(&entry.title);
        self.spell(entry.id.reference());
        Row {
            lead,
            leads_now,
            cooperating,
            proposed,
            regions,
            area,
            initials: self.spelled[spelled..].iter().fold(0, |mask, code| mask | initials(*code)),
            spelled: span(spelled, self.spelled.len()),
            text: self.lay_text(entry),
            told: self.lay_reports(entry),
            plan: self.plans.number(entry.id.plan()),
        }
    }

    fn lay_bodies(&mut self, ledger: &Ledger, entry: &Entry) -> ((u32, u32), Span) {
        let lead = lead_of(ledger, entry, None);
        let lead =
            lead.map_or((NOBODY, NOBODY), |d| (self.bodies.number(d.as_str()), self.bodies.number(ledger.departments.now(&d).as_str())));
        let start = self.numbers.len();
        for body in ledger.cooperating(entry) {
            let number = self.bodies.number(body.dept().as_str());
            self.numbers.push(number);
        }
        while let Some(next) = self.bodies.get(self.answering.len()).map(DeptId::from) {
            let all = ledger.departments.answering(&next).iter();
            self.answering.push(all.map(|d| self.bodies.number(d.as_str())).collect());
        }
        (lead, span(start, self.numbers.len()))
    }

    /// Keeps who answers in the entry at a place, with the number of the body that leads, where that are not all who may.
    fn narrow(&mut self, ledger: &Ledger, entry: &Entry, (at, lead): (usize, u32)) {
        self.narrowed.remove(&at);
        if entry.regions.is_empty() {
            return;
        }
        let lead = (lead != NOBODY).then(|| DeptId::from(self.bodies.name(lead)));
        let leaders = lead.as_ref().map(|lead| ledger.answering(entry, lead));
        let others: Vec<Answering<'_>> = ledger.cooperating(entry).iter().map(|body| ledger.answering(entry, body.dept())).collect();
        if leaders.iter().chain(&others).any(Answering::is_narrowed) {
            let mut numbers = |all: Answering<'_>| all.map(|body| self.bodies.number(body.as_str())).collect();
            let leaders = leaders.map(&mut numbers).unwrap_or_default();
            let others = others.into_iter().map(numbers).collect();
            self.narrowed.insert(at, Narrowed { leaders, others });
        }
    }

    fn lay_proposed(&mut self, entry: &Entry) -> Span {
        let start = self.numbers.len();
        for one in &entry.proposed {
            let number = self.bodies.number(one.lead.as_str());
            if !self.numbers[start..].contains(&number) {
                self.numbers.push(number);
            }
        }
        span(start, self.numbers.len())
    }

    fn lay_places(&mut self, ledger: &Ledger, entry: &Entry) -> (Span, u32) {
        let start = self.numbers.len();
        for region in &entry.regions {
            let places = &ledger.places;
            let known = places.resolve(region, entry.id.plan());
            let names = known.into_iter().flat_map(|place| places.upward(place)).map(|place| place.id.as_str());
            for name in names.chain(known.is_none().then_some(region.as_str())) {
                let number = self.regions.number(name);
                if !self.numbers[start..].contains(&number) {
                    self.numbers.push(number);
                }
            }
        }
        let area = ledger.area(entry).map_or(NOBODY, |area| self.regions.number(area.key()));
        (span(start, self.numbers.len()), area)
    }

    fn spell(&mut self, text: &str) {
        self.spelled.extend(text.chars().map(|c| basic(folded(c))));
        self.spelled.push(u16::from(b'\n'));
    }

    fn lay_text(&mut self, entry: &Entry) -> Span {
        let start = self.text.len();
        let fields = [entry.title.as_str(), entry.id.as_str(), &entry.summary, &entry.remark];
        for field in fields.into_iter().chain(entry.enterprises.iter().map(String::as_str)).filter(|f| !f.is_empty()) {
            fold_onto(&mut self.text, field);
            self.text.push(b'\n');
        }
        span(start, self.text.len())
    }

    pub(crate) fn parent(&self, at: usize) -> Option<usize> {
        self.parents.get(at).filter(|p| **p != NOBODY).map(|p| *p as usize)
    }

    /// The names that entries have of an attribute, where each has a number.
    pub(crate) fn names(&self, attribute: Attribute) -> Option<&Names> {
        match attribute {
            Attribute::Lead | Attribute::With | Attribute::Proposed => Some(&self.bodies),
            Attribute::Region => Some(&self.regions),
            Attribute::Plan => Some(&self.plans),
            _ => None,
        }
    }

    /// The numbers of the names that the entry at a place has of an attribute.
    pub(crate) fn numbers(&self, attribute: Attribute, at: usize) -> &[u32] {
        let Some(row) = self.rows.get(at) else { return &[] };
        match attribute {
            Attribute::Lead if row.lead == NOBODY => &[],
            Attribute::Lead => std::slice::from_ref(&row.lead),
            Attribute::With => cut(&self.numbers, row.cooperating),
            Attribute::Proposed => cut(&self.numbers, row.proposed),
            Attribute::Region => cut(&self.numbers, row.regions),
            Attribute::Plan => std::slice::from_ref(&row.plan),
            _ => &[],
        }
    }

    /// The numbers under which the entry at a place is gathered: one place for all that it names, else all its names.
    pub(super) fn headings(&self, attribute: Attribute, at: usize) -> &[u32] {
        match self.rows.get(at) {
            Some(row) if attribute == Attribute::Region && row.area != NOBODY => std::slice::from_ref(&row.area),
            Some(row) if attribute == Attribute::Lead && row.lead != NOBODY => std::slice::from_ref(&row.leads_now),
            _ => self.numbers(attribute, at),
        }
    }

    /// The number of the body that leads, or [`NOBODY`].
    pub(crate) fn lead(&self, at: usize) -> u32 {
        self.rows.get(at).map_or(NOBODY, |row| row.lead)
    }

    /// Whether anybody leads the entry at a place.
    pub(crate) fn is_led(&self, at: usize) -> bool {
        self.lead(at) != NOBODY
    }

    /// Where each entry's title stands in the dictionary; equal titles have equal places.
    pub(crate) fn titles(&self, ledger: &Ledger) -> &[u32] {
        self.titles.get_or_init(|| title_ranks(ledger.entries()))
    }

    /// Those who answer for the body that leads the entry at a place.
    pub(crate) fn leaders(&self, at: usize) -> &[u32] {
        self.narrowed.get(&at).map_or_else(|| self.answering(self.lead(at)), |narrowed| &narrowed.leaders)
    }

    /// Everybody's part in the entry at a place, by number ([`duties`]).
    pub(crate) fn duties(&self, at: usize) -> impl Iterator<Item = (u32, Duty<()>)> {
        let narrowed = self.narrowed.get(&at);
        let answering = move |(nth, body): (usize, &u32)| {
            let all = narrowed.and_then(|narrowed| narrowed.others.get(nth)).map_or_else(|| self.answering(*body), Vec::as_slice);
            ((), all.iter().copied())
        };
        let others = self.numbers(Attribute::With, at).iter().enumerate().map(answering);
        duties(self.leaders(at).iter().copied(), others)
    }

    /// The part of a body in the entry at a place.
    pub(crate) fn duty(&self, at: usize, body: u32) -> Option<Duty<()>> {
        self.duties(at).find(|(who, _)| *who == body).map(|(_, duty)| duty)
    }

    fn answering(&self, body: u32) -> &[u32] {
        self.answering.get(body as usize).map_or(&[], Vec::as_slice)
    }

    /// Where the words of an entry's reports stand.
    pub(super) fn told_of(&self, at: usize) -> Span {
        self.rows.get(at).map(|row| row.told).unwrap_or_default()
    }

    /// Whether an entry's own texts hold a word literally.
    pub(crate) fn holds(&self, at: usize, matcher: &Matcher) -> bool {
        self.rows.get(at).is_some_and(|row| matcher.finds_literally(cut(&self.text, row.text)))
    }

    /// Whether an entry's own texts answer a word.
    pub(crate) fn answers(&self, at: usize, matcher: &Matcher, sweep: Option<&Sweep>) -> bool {
        let Some(row) = self.rows.get(at) else { return false };
        let by_sound = |s: &Sweep| s.may_find(row.initials) && s.finds(cut(&self.spelled, row.spelled));
        sweep.is_some_and(by_sound) || self.holds(at, matcher)
    }
}

/// The place of each entry's parent. Parts of the same whole mostly stand together.
fn parents(ledger: &Ledger) -> Vec<u32> {
    let mut all: Vec<u32> = Vec::with_capacity(ledger.entries().len());
    for (at, entry) in ledger.entries().iter().enumerate() {
        let before = at.checked_sub(1).filter(|b| entry.parent.is_some() && ledger.entries()[*b].parent == entry.parent);
        all.push(before.map_or_else(|| parent(ledger, at), |b| all[b]));
    }
    all
}

fn parent(ledger: &Ledger, at: usize) -> u32 {
    ledger.entries()[at].parent.as_ref().and_then(|id| ledger.index_of(id)).map_or(NOBODY, |i| i as u32)
}

pub(super) fn span(start: usize, end: usize) -> Span {
    Span { start: start as u32, len: (end - start) as u32 }
}

#[inline]
pub(super) fn cut<T>(all: &[T], span: Span) -> &[T] {
    let start = span.start as usize;
    all.get(start..start + span.len as usize).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Cooperation, EntryId, Fact, Kind, Lead, Standings};
    use crate::query::sample::{says, today};

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        let mut above = Entry::new(EntryId::of("p", "一"), Kind::Programme, "上级");
        above.lead = Lead::Stated("甲局".into());
        above.cooperating = vec![Cooperation::Cooperates("乙局".into())];
        let mut below = Entry::new(EntryId::of("p", "一1"), Kind::Task, "下级");
        below.parent = Some(above.id.clone());
        below.lead = Lead::Inherited;
        ledger.insert(0, above);
        ledger.insert(1, below);
        ledger
    }

    #[test]
    fn an_entry_that_inherits_its_lead_follows_its_parent() {
        let mut ledger = ledger();
        let mut index = Index::new(&ledger);
        assert_eq!(index.lead(1), index.lead(0));
        assert_eq!(index.numbers(Attribute::With, 1), index.numbers(Attribute::With, 0));
        ledger.get_mut(&"p/一".into()).unwrap().lead = Lead::Stated("丙局".into());
        index.renew(&ledger, 0);
        assert_eq!(index.bodies.which(|n| n == "丙局").iter().position(|b| *b), Some(index.lead(1) as usize));
    }

    #[test]
    fn who_leads_is_what_the_standing_says_also_where_it_was_settled_above() {
        let mut ledger = ledger();
        let mut index = Index::new(&ledger);
        let settled = Fact::Lead { from: Some("甲局".into()), to: "丁局".into(), reason: String::new() };
        ledger.get_mut(&"p/一".into()).unwrap().updates = vec![says("a", "2025-03-01", &[], vec![settled])];
        index.renew(&ledger, 0);
        for index in [index, Index::new(&ledger)] {
            for (at, standing) in Standings::new(&ledger, today()).all().iter().enumerate() {
                let lead = standing.state.lead.value.as_ref().map(DeptId::as_str);
                assert_eq!(lead, Some(index.bodies.name(index.lead(at))), "entry {at}");
            }
        }
    }

    #[test]
    fn a_changed_title_has_its_new_place_in_the_dictionary() {
        let mut ledger = ledger();
        let mut index = Index::new(&ledger);
        assert_eq!(index.titles(&ledger), [0, 1]);
        ledger.get_mut(&"p/一".into()).unwrap().title = "下下级".into();
        index.renew(&ledger, 0);
        assert_eq!(index.titles(&ledger), [1, 0]);
        ledger.get_mut(&"p/一".into()).unwrap().remark = "甲".into();
        index.renew(&ledger, 0);
        assert_eq!(index.titles(&ledger), [1, 0]);
    }

    #[test]
    fn texts_are_folded_whole() {
        for text in ["", "农业", "农A业。Ｂ", "（一）5G", "a农", "𠮷野家", "、农业农村，“两化”融合é"] {
            let mut buffer = Vec::new();
            fold_onto(&mut buffer, text);
            assert_eq!(String::from_utf8(buffer).unwrap(), text.chars().map(folded).collect::<String>());
        }
    }

    #[test]
    fn a_renewed_entry_is_found_by_its_new_words_only() {
        let mut ledger = ledger();
        let mut index = Index::new(&ledger);
        ledger.get_mut(&"p/一1".into()).unwrap().title = "粮食安全".into();
        index.renew(&ledger, 1);
        let finds = |at, word: &str| {
            let matcher = Matcher::new(word);
            index.answers(at, &matcher, Sweep::new(&matcher).as_ref())
        };
        assert!(finds(1, "lsaq") && finds(1, "粮食") && !finds(1, "xiaji") && !finds(1, "下级") && finds(0, "shangji"));
    }

    #[test]
    fn a_ledger_with_more_entries_is_laid_out_anew() {
        let mut ledger = ledger();
        let mut index = Index::new(&ledger);
        ledger.insert(0, Entry::new(EntryId::of("p", "零"), Kind::Task, "新增"));
        index.renew(&ledger, 0);
        assert_eq!(index.len(), 3);
    }
}
