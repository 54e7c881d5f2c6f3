use chrono::Datelike;
use std::borrow::Cow;
use std::collections::HashMap;
use std::str::FromStr;

use super::shares::in_shares;
use super::snapshot::Snapshot;
use crate::domain::{Attribute, Held, Level};
use crate::says_as_error;
use crate::text::{Lang, Say, fold_width};

/// What was written where a sort key was expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownKey(pub String);

says_as_error!(UnknownKey);

impl Say for UnknownKey {
    fn say(&self, lang: Lang) -> String {
        let zh = Attribute::sort_keys().map(|k| k.name(Lang::Zh)).collect::<Vec<_>>().join("、");
        let en = Attribute::sort_keys().map(Attribute::word).collect::<Vec<_>>().join(", ");
        lang.pick(
            format!("`{}` 不是排序项，可写 {zh}，前加 - 为倒序", self.0),
            format!("`{}` is no sort key; try {en}, with - before it for descending", self.0),
        )
    }
}

/// Sort keys, the first counting most; `true` is descending. Entries alike in all keys keep their order, and those
/// without a value stand last in either direction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order(pub Vec<(Attribute, bool)>);

impl FromStr for Order {
    type Err = UnknownKey;

    /// Reads `due,-percent`: keys divided by commas, `-` before one for descending.
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let read = |word: &str| {
            let key = word.strip_prefix('-').unwrap_or(word);
            let known = Attribute::named(key, Attribute::sort_keys()).ok_or_else(|| UnknownKey(key.to_owned()))?;
            Ok((known, key.len() < word.len()))
        };
        let folded = fold_width(s).replace('/', ",");
        folded.split(',').map(str::trim).filter(|w| !w.is_empty()).map(read).collect::<Result<_, _>>().map(Order)
    }
}

impl Order {
    /// No more keys than this count.
    pub(crate) const MOST: usize = 3;

    /// One key, ascending.
    pub(crate) fn by(key: Attribute) -> Order {
        Order(vec![(key, false)])
    }

    /// The same keys, each the other way round; the plan's own order becomes the plan's order from its end.
    pub(crate) fn reversed(&self) -> Order {
        match self.0.as_slice() {
            [] => Order(vec![(Attribute::Plan, true)]),
            [(Attribute::Plan, true)] => Order::default(),
            keys => Order(keys.iter().map(|(key, descending)| (*key, !descending)).collect()),
        }
    }

    /// As it is written for machines: `due,-percent`.
    pub fn words(&self) -> String {
        let word = |(key, descending): &(Attribute, bool)| format!("{}{}", if *descending { "-" } else { "" }, key.word());
        self.0.iter().map(word).collect::<Vec<_>>().join(",")
    }

    /// The order with one key put first; as in a table that is sorted by one column after another, those before it
    /// break its ties, as far as [`Order::MOST`] keys.
    pub(crate) fn put_first(&self, key: Attribute, descending: bool) -> Order {
        let others = self.0.iter().filter(|(k, _)| *k != key);
        Order(std::iter::once((key, descending)).chain(others.copied()).take(Order::MOST).collect())
    }

    /// The order with a key added last; one that is there is turned round, and then taken out.
    pub(crate) fn cycled(&self, key: Attribute) -> Order {
        let mut keys = self.0.clone();
        match keys.iter().position(|(k, _)| *k == key) {
            Some(at) if keys[at].1 => {
                keys.remove(at);
            }
            Some(at) => keys[at].1 = true,
            None if keys.len() < Order::MOST => keys.push((key, false)),
            None => {}
        }
        Order(keys)
    }

    /// Sorts places of the ledger.
    pub fn sort(&self, stock: &Snapshot<'_>, places: &mut [usize]) {
        let ranks = Ranks::new(stock);
        // More keys than are compared at once count in turns, the last first: what is sorted stays so among equals.
        for keys in self.0.rchunks(Order::MOST) {
            match *keys {
                [one] => sort_by(&ranks, [one], places),
                [first, second] => sort_by(&ranks, [first, second], places),
                [first, second, third] => sort_by(&ranks, [first, second, third], places),
                _ => {}
            }
        }
    }
}

/// What a place is sorted by: its keys, then where it stood.
type Keyed<const N: usize> = ([u64; N], u32, usize);

fn sort_by<const N: usize>(ranks: &Ranks<'_>, keys: [(Attribute, bool); N], places: &mut [usize]) {
    let (given, columns) = (&*places, keys.map(|(key, descending)| (ranks.keys(key), descending)));
    let mut all: Vec<Keyed<N>> = in_shares(given.len(), |range| {
        let keyed = |n: usize| (columns.each_ref().map(|(keys, descending)| sortable(keys.of(given[n]), *descending)), n as u32, given[n]);
        let mut share: Vec<Keyed<N>> = range.map(keyed).collect();
        share.sort_unstable();
        share
    });
    // Two sorted runs are found as such, and only merged.
    all.sort();
    for (place, (_, _, sorted)) in places.iter_mut().zip(all) {
        *place = sorted;
    }
}

/// A value as a number that compares the same way; what is absent comes last in either direction.
fn sortable(value: Option<u64>, descending: bool) -> u64 {
    match value {
        None => u64::MAX,
        Some(value) => (if descending { !value } else { value }).min(u64::MAX - 1),
    }
}

/// A fraction as a number that compares the same way.
fn comparable(value: f64) -> u64 {
    let bits = value.to_bits();
    if bits >> 63 == 1 { !bits } else { bits | 1 << 63 }
}

/// Where the bodies of a ledger stand: by level from the top, then as the register has them.
pub(crate) struct Ranks<'a> {
    stock: Snapshot<'a>,
    /// By their numbers in the index.
    bodies: Vec<(usize, usize)>,
}

impl<'a> Ranks<'a> {
    pub(crate) fn new(stock: &Snapshot<'a>) -> Ranks<'a> {
        let known: HashMap<&str, _> =
            stock.ledger.departments.iter().enumerate().map(|(i, d)| (d.id.as_str(), (d.level.rank(), i))).collect();
        let bodies = stock.index.bodies.iter().map(|id| known.get(id).copied().unwrap_or((Level::ALL.len(), 0))).collect();
        Ranks { stock: *stock, bodies }
    }

    /// The rank of a body, by its number; those that the register does not hold come last.
    pub(crate) fn body(&self, number: u32) -> (usize, usize) {
        self.bodies.get(number as usize).copied().unwrap_or((Level::ALL.len(), 0))
    }

    fn keys(&self, attribute: Attribute) -> Keys<'_> {
        let looked_up = match attribute {
            Attribute::Title => Cow::Borrowed(self.stock.index.titles(self.stock.ledger)),
            Attribute::Lead => {
                let known = self.stock.ledger.departments.iter().count();
                self.bodies.iter().map(|(level, at)| (level * (known + 1) + at) as u32).collect()
            }
            _ => Cow::default(),
        };
        Keys { attribute, stock: self.stock, looked_up }
    }
}

/// What entries are sorted by, as numbers.
struct Keys<'a> {
    attribute: Attribute,
    stock: Snapshot<'a>,
    /// For titles and bodies: the rank of each.
    looked_up: Cow<'a, [u32]>,
}

impl Keys<'_> {
    fn of(&self, i: usize) -> Option<u64> {
        match self.attribute {
            Attribute::Plan => return Some(i as u64),
            Attribute::Title => return self.looked_up.get(i).copied().map(u64::from),
            Attribute::Lead => return self.looked_up.get(self.stock.index.lead(i) as usize).copied().map(u64::from),
            _ => {}
        }
        match self.attribute.value(self.stock.judged(i)?) {
            Held::Choice(rank) => Some(rank as u64),
            Held::Percent(percent) => Some(percent.into()),
            Held::Year(year) => Some(comparable(year.into())),
            Held::Money(wan) => Some(comparable(wan)),
            Held::Day(day) => Some((i64::from(day.num_days_from_ce()) - i64::from(i32::MIN)) as u64),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{book, references};

    fn sorted(order: &str) -> String {
        let mut places: Vec<usize> = (0..6).collect();
        order.parse::<Order>().unwrap().sort(&book().snapshot(), &mut places);
        references(&places).join(" ")
    }

    #[test]
    fn absent_values_stand_last_in_either_direction() {
        assert_eq!(sorted("percent"), "一2 一1 二 一 三 四");
        assert_eq!(sorted("-percent"), "二 一1 一2 一 三 四");
        assert_eq!(sorted("due"), "一2 二 一1 三 一 四");
        assert_eq!(sorted("-时限"), "一 三 一1 二 一2 四");
    }

    #[test]
    fn keys_count_in_their_order_and_equals_keep_theirs() {
        assert_eq!(sorted("lead，-完成"), "一1 一2 一 二 三 四");
        assert_eq!(sorted("light"), "一2 一1 四 二 一 三");
        assert_eq!(sorted("title"), "一 一2 一1 四 三 二");
    }

    #[test]
    fn an_order_is_built_key_by_key_and_reads_back() {
        let order = Order::by(Attribute::Lead).put_first(Attribute::Deadline, true).cycled(Attribute::Percent);
        assert_eq!(order.words(), "-due,lead,percent");
        assert_eq!(order.words().parse::<Order>().unwrap(), order);
        assert_eq!(order.cycled(Attribute::Title), order);
        assert_eq!(order.cycled(Attribute::Percent).words(), "-due,lead,-percent");
        assert_eq!(order.cycled(Attribute::Deadline).words(), "lead,percent");
        assert_eq!(order.put_first(Attribute::Lead, false).words(), "lead,-due,percent");
    }

    #[test]
    fn a_word_that_is_no_key_is_refused_with_the_keys() {
        for (word, key) in [
            ("last-report", Attribute::Report),
            ("last_report", Attribute::Report),
            ("标题", Attribute::Title),
            ("计划", Attribute::Plan),
            ("deadline", Attribute::Deadline),
        ] {
            assert_eq!(word.parse::<Order>().unwrap(), Order::by(key), "{word}");
        }
        let e = "due,-colour".parse::<Order>().unwrap_err();
        assert!(e.say(Lang::En).starts_with("`colour` is no sort key; try plan, light, title"), "{e}");
        for key in Attribute::sort_keys() {
            assert_eq!(key.word().parse::<Order>().unwrap(), Order::by(key));
            assert_eq!(key.name(Lang::Zh).parse::<Order>().unwrap(), Order::by(key));
        }
    }
}
