use chrono::Datelike;
use std::collections::BTreeMap;

use super::names::Names;
use super::order::Ranks;
use super::snapshot::Snapshot;
use crate::domain::{Attribute, DeptId, Held, Period};
use crate::text::{Lang, fold_width};

/// Under which headings a list is gathered; none by default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct GroupBy(pub Option<Attribute>);

impl GroupBy {
    /// No headings.
    pub const NONE: GroupBy = GroupBy(None);

    /// All ways, in the order of the menu.
    pub(crate) fn all() -> impl Iterator<Item = GroupBy> {
        std::iter::once(GroupBy::NONE).chain(Attribute::groupings().map(|a| GroupBy(Some(a))))
    }

    /// The word on screen.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        self.0.map_or(lang.pick("不分组", "none"), |attribute| attribute.grouped(lang))
    }

    /// The word for machines.
    pub(crate) fn word(self) -> &'static str {
        self.label(Lang::En)
    }

    /// The way that a person means by a word.
    pub(crate) fn from_word(word: &str) -> Option<GroupBy> {
        let folded = fold_width(word.trim());
        let by_label = GroupBy::all().find(|g| folded == g.word() || folded == g.label(Lang::Zh));
        // Bodies gather what they lead.
        let body = || Attribute::named(word, std::iter::once(Attribute::Dept)).map(|_| Attribute::Lead);
        by_label.or_else(|| Attribute::named(word, Attribute::groupings()).or_else(body).map(|a| GroupBy(Some(a))))
    }
}

/// Entries under one heading, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The heading, in the language of the screen; empty when there are no headings.
    pub(crate) label: String,
    pub(crate) members: Vec<usize>,
}

/// Gathers places of the ledger under headings. Each stands under one heading of those by which lists are gathered.
pub fn group(stock: &Snapshot<'_>, places: &[usize], by: GroupBy, lang: Lang) -> Vec<Group> {
    let known = places.iter().copied().filter(|i| *i < stock.ledger.entries().len().min(stock.standings.all().len()));
    match (by.0, by.0.and_then(|attribute| stock.index.names(attribute))) {
        (None, _) => vec![Group { label: String::new(), members: known.collect() }],
        (Some(attribute), Some(names)) => by_name((attribute, names), stock, known, lang),
        (Some(attribute), None) => by_value(attribute, stock, known, lang),
    }
}

/// By names that the index numbers, without looking at an entry. Those of plans that the ledger does not describe come
/// behind the others, and those without a name last.
fn by_name((attribute, names): (Attribute, &Names), stock: &Snapshot<'_>, places: impl Iterator<Item = usize>, lang: Lang) -> Vec<Group> {
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    let mut nameless = Vec::new();
    for place in places {
        let numbers = stock.index.headings(attribute, place);
        if numbers.is_empty() {
            nameless.push(place);
        }
        for number in numbers {
            if let Some(members) = members.get_mut(*number as usize) {
                members.push(place);
            }
        }
    }
    let ranks = Ranks::new(stock);
    let rank = |number: u32| match attribute {
        Attribute::Plan => (stock.ledger.plans.iter().position(|p| p.code == names.name(number)).unwrap_or(usize::MAX), 0),
        Attribute::Lead | Attribute::Proposed => ranks.body(number),
        Attribute::Region => (stock.ledger.places.place_of(&names.name(number).into()).unwrap_or(usize::MAX), 0),
        _ => (0, 0),
    };
    let label = |number: u32| match attribute {
        Attribute::Plan => stock.ledger.plan_name(names.name(number)).to_owned(),
        Attribute::Lead | Attribute::Proposed => stock.ledger.departments.name(&DeptId::from(names.name(number))).to_owned(),
        Attribute::Region => stock.ledger.area_heading(names.name(number), lang),
        _ => names.name(number).to_owned(),
    };
    let mut found: Vec<(u32, Vec<usize>)> = (0..).zip(members).filter(|(_, members)| !members.is_empty()).collect();
    found.sort_by_cached_key(|(number, members)| (rank(*number), members.iter().copied().min()));
    let mut groups: Vec<Group> = found.into_iter().map(|(number, members)| Group { label: label(number), members }).collect();
    if !nameless.is_empty() {
        groups.push(Group { label: attribute.ungrouped(lang).to_owned(), members: nameless });
    }
    groups
}

/// By one of a few values, or by the quarter of a day; those without one last.
fn by_value(attribute: Attribute, stock: &Snapshot<'_>, places: impl Iterator<Item = usize>, lang: Lang) -> Vec<Group> {
    let mut groups: BTreeMap<i64, Group> = BTreeMap::new();
    for place in places {
        let value = stock.judged(place).map_or(Held::None, |judged| attribute.value(judged));
        let rank = match value {
            Held::Choice(rank) => rank as i64,
            Held::Day(day) => i64::from(day.year()) * 4 + i64::from(day.month0() / 3),
            _ => i64::MAX,
        };
        let label = || match value {
            Held::Day(day) => Period::quarter_of(day).label(lang),
            Held::None => attribute.ungrouped(lang).to_owned(),
            value => attribute.in_words(value, lang),
        };
        groups.entry(rank).or_insert_with(|| Group { label: label(), members: Vec::new() }).members.push(place);
    }
    groups.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{book, references};

    fn grouped(by: Attribute) -> Vec<String> {
        grouped_by(GroupBy(Some(by)))
    }

    fn grouped_by(by: GroupBy) -> Vec<String> {
        let book = book();
        let groups = group(&book.snapshot(), &[5, 4, 3, 2, 1, 0], by, Lang::Zh);
        groups.into_iter().map(|g| format!("{}：{}", g.label, references(&g.members).join(" "))).collect()
    }

    #[test]
    fn headings_stand_in_a_sensible_order_and_absence_last() {
        assert_eq!(grouped(Attribute::Plan), ["鸡西农业：一2 一1 一", "数字政府：四 三 二"]);
        assert_eq!(grouped(Attribute::Lead), ["鸡西市农业农村局：一2 一1 一", "鸡西市数据局：二", "密山市人民政府：三", "未明确牵头：四"]);
        assert_eq!(grouped(Attribute::Status), ["推进中：一2 一1", "受阻：四", "已完成：二", "未报状态：三 一"]);
        assert_eq!(
            grouped(Attribute::Deadline),
            ["2025年第三季度：一2", "2025年第四季度：二 一1", "2026年第二季度：三", "2026年第四季度：一", "无时限：四"]
        );
        assert_eq!(grouped(Attribute::Light), ["红：一2", "黄：四 一1", "蓝：二", "灰：三 一"]);
        assert_eq!(grouped(Attribute::Kind), ["专项：一", "任务：四 二 一1", "项目：一2", "保障：三"]);
        assert_eq!(grouped_by(GroupBy::NONE), ["：四 三 二 一2 一1 一"]);
    }

    #[test]
    fn an_entry_stands_under_the_one_place_that_holds_all_its_places() {
        assert_eq!(grouped(Attribute::Region), ["鸡西市（全市或跨县）：一2", "密山市：一1", "未写地区：四 三 二 一"]);
    }

    #[test]
    fn every_word_leads_back() {
        for word in ["dept", "lead", "牵头", "单位"] {
            assert_eq!(GroupBy::from_word(word), Some(GroupBy(Some(Attribute::Lead))), "{word}");
        }
        for by in GroupBy::all() {
            assert_eq!(GroupBy::from_word(by.word()), Some(by));
            assert_eq!(GroupBy::from_word(by.label(Lang::Zh)), Some(by));
            assert!(by.0.is_none_or(|a| GroupBy::from_word(a.word()) == Some(by)));
        }
    }
}
