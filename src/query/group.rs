use std::collections::HashMap;
use std::hash::Hash;

use super::index::NOBODY;
use super::order::{Ranks, kind_rank, light_rank, quarter_rank, status_rank};
use super::stock::Stock;
use crate::domain::{DeptId, Kind, Light, Period, Status, status_label};
use crate::text::Lang;

/// Under which headings a list is gathered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GroupBy {
    /// No headings.
    #[default]
    None,
    /// Plans, in the ledger's order.
    Plan,
    /// Bodies that lead, by level and then as the register has them.
    Department,
    /// Statuses; those without one last.
    Status,
    /// Quarters of the deadlines; those without one last.
    Quarter,
    /// Regions, as the ledger first names them; those without one last.
    Region,
    /// Lights, the most urgent first.
    Light,
    /// Kinds.
    Kind,
}

impl GroupBy {
    /// All ways, in the order of the menu.
    pub const ALL: [GroupBy; 8] = [
        GroupBy::None,
        GroupBy::Plan,
        GroupBy::Department,
        GroupBy::Status,
        GroupBy::Quarter,
        GroupBy::Region,
        GroupBy::Light,
        GroupBy::Kind,
    ];

    /// The word on screen.
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            GroupBy::None => lang.pick("不分组", "none"),
            GroupBy::Plan => lang.pick("方案", "plan"),
            GroupBy::Department => lang.pick("部门", "department"),
            GroupBy::Status => lang.pick("状态", "status"),
            GroupBy::Quarter => lang.pick("季度", "quarter"),
            GroupBy::Region => lang.pick("地区", "region"),
            GroupBy::Light => lang.pick("灯", "light"),
            GroupBy::Kind => lang.pick("类型", "kind"),
        }
    }

    /// The word for machines.
    pub fn word(self) -> &'static str {
        self.label(Lang::En)
    }

    /// The way that a person means by a word.
    pub fn from_word(word: &str) -> Option<GroupBy> {
        let word = crate::text::fold_width(word.trim());
        let other = match word.as_str() {
            "dept" | "lead" | "牵头" => Some(GroupBy::Department),
            "计划" => Some(GroupBy::Plan),
            _ => None,
        };
        other.or_else(|| GroupBy::ALL.into_iter().find(|g| word == g.word() || word == g.label(Lang::Zh)))
    }
}

/// Entries under one heading, in the order in which they were given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The heading, in the language of the screen; empty when there are no headings.
    pub label: String,
    /// Places of the ledger.
    pub members: Vec<usize>,
}

/// Gathers places of the ledger under headings. Each stands under one heading, but by region an entry that names
/// several regions stands under each of them.
pub fn group(stock: &Stock<'_>, places: &[usize], by: GroupBy, lang: Lang) -> Vec<Group> {
    let Stock { ledger, standings, .. } = *stock;
    if by == GroupBy::Plan {
        return by_plan(stock, places);
    }
    let known = places.iter().copied().filter(|i| *i < ledger.entries().len().min(standings.all().len()));
    if by == GroupBy::None {
        return vec![Group { label: String::new(), members: known.collect() }];
    }
    let mut heap = Heap::default();
    for i in known {
        match (by, stock.index.regions(i)) {
            (GroupBy::Region, regions @ [_, ..]) => regions.iter().for_each(|r| heap.put(Heading::Region(Some(*r)), i)),
            _ => heap.put(heading(stock, i, by), i),
        }
    }
    heap.sorted(stock).into_iter().map(|(heading, members)| Group { label: heading.label(stock, lang), members }).collect()
}

/// By plan, without looking at an entry: the index knows the plan of each. Plans that the ledger does not describe
/// come last.
fn by_plan(stock: &Stock<'_>, places: &[usize]) -> Vec<Group> {
    let codes = &stock.index.plans;
    let mut members: Vec<Vec<usize>> = vec![Vec::new(); codes.len()];
    for place in places {
        if let Some(members) = members.get_mut(stock.index.plan(*place) as usize) {
            members.push(*place);
        }
    }
    let rank = |code: &str| stock.ledger.plans.iter().position(|p| p.code == code).unwrap_or(usize::MAX);
    let mut found: Vec<(&str, Vec<usize>)> = codes.iter().zip(members).filter(|(_, m)| !m.is_empty()).collect();
    found.sort_by_key(|(code, members)| (rank(code), members.iter().copied().min()));
    found.into_iter().map(|(code, members)| Group { label: stock.ledger.plan_name(code).to_owned(), members }).collect()
}

/// What a group is of. Bodies and regions have their numbers in the index.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Heading {
    Department(Option<u32>),
    Status(Option<Status>),
    Quarter(Option<Period>),
    Region(Option<u32>),
    Light(Light),
    Kind(Kind),
}

fn heading(stock: &Stock<'_>, i: usize, by: GroupBy) -> Heading {
    let standing = &stock.standings.all()[i];
    let state = &standing.state;
    match by {
        GroupBy::Department => Heading::Department(Some(stock.index.lead(i)).filter(|body| *body != NOBODY)),
        GroupBy::Status => Heading::Status(state.status.value),
        GroupBy::Quarter => Heading::Quarter(state.deadline.value.map(Period::quarter_of)),
        GroupBy::Light => Heading::Light(standing.verdict.light),
        GroupBy::Kind => Heading::Kind(stock.ledger.entries()[i].kind),
        GroupBy::None | GroupBy::Plan | GroupBy::Region => Heading::Region(None),
    }
}

impl Heading {
    /// Where it stands among the headings; `first` is the place of the first entry under it.
    fn rank(self, ranks: &Ranks<'_>, first: usize) -> (usize, usize, usize) {
        const LAST: usize = usize::MAX;
        match self {
            Heading::Department(Some(body)) => {
                let (level, at) = ranks.body(body);
                (level, at, first)
            }
            Heading::Status(Some(status)) => (status_rank(status), 0, 0),
            Heading::Quarter(Some(quarter)) => (quarter_rank(quarter), 0, 0),
            Heading::Region(Some(_)) => (0, 0, first),
            Heading::Light(light) => (light_rank(light), 0, 0),
            Heading::Kind(kind) => (kind_rank(kind), 0, 0),
            Heading::Department(None) | Heading::Status(None) | Heading::Quarter(None) | Heading::Region(None) => (LAST, LAST, LAST),
        }
    }

    fn label(self, stock: &Stock<'_>, lang: Lang) -> String {
        match self {
            Heading::Department(Some(body)) => {
                let id = DeptId::from(stock.index.bodies.name(body));
                stock.ledger.departments.name(&id).to_owned()
            }
            Heading::Department(None) => lang.pick("未明确牵头", "nobody leads").to_owned(),
            Heading::Status(status) => status_label(status, lang).to_owned(),
            Heading::Quarter(Some(quarter)) => quarter.label(lang),
            Heading::Quarter(None) => lang.pick("无时限", "no deadline").to_owned(),
            Heading::Region(Some(region)) => stock.index.regions.name(region).to_owned(),
            Heading::Region(None) => lang.pick("未写地区", "no region").to_owned(),
            Heading::Light(light) => light.label(lang).to_owned(),
            Heading::Kind(kind) => kind.label(lang).to_owned(),
        }
    }
}

/// Members by heading, each list in the order in which they came.
struct Heap<K> {
    at: HashMap<K, usize>,
    all: Vec<(K, Vec<usize>)>,
    /// Where the last one went.
    last: usize,
}

impl<K> Default for Heap<K> {
    fn default() -> Self {
        Heap { at: HashMap::new(), all: Vec::new(), last: 0 }
    }
}

impl<K: Copy + Eq + Hash> Heap<K> {
    fn put(&mut self, key: K, member: usize) {
        // Most stand behind one of the same kind.
        let at = match self.all.get(self.last) {
            Some((last, _)) if *last == key => self.last,
            _ => *self.at.entry(key).or_insert(self.all.len()),
        };
        if at == self.all.len() {
            self.all.push((key, Vec::new()));
        }
        self.last = at;
        let members = &mut self.all[at].1;
        if members.last() != Some(&member) {
            members.push(member);
        }
    }
}

impl Heap<Heading> {
    fn sorted(mut self, stock: &Stock<'_>) -> Vec<(Heading, Vec<usize>)> {
        let ranks = Ranks::new(stock);
        self.all.sort_by_cached_key(|(heading, members)| heading.rank(&ranks, members.iter().copied().min().unwrap_or(0)));
        self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{all, references};

    fn grouped(by: GroupBy) -> Vec<String> {
        let (ledger, index, standings) = all();
        let stock = Stock { ledger: &ledger, standings: &standings, index: &index };
        let groups = group(&stock, &[5, 4, 3, 2, 1, 0], by, Lang::Zh);
        groups.into_iter().map(|g| format!("{}：{}", g.label, references(&g.members).join(" "))).collect()
    }

    #[test]
    fn headings_stand_in_a_sensible_order_and_absence_last() {
        assert_eq!(grouped(GroupBy::Plan), ["鸡西农业：一2 一1 一", "数字政府：四 三 二"]);
        assert_eq!(
            grouped(GroupBy::Department),
            ["鸡西市农业农村局：一2 一1 一", "鸡西市大数据中心：二", "密山市人民政府：三", "未明确牵头：四"]
        );
        assert_eq!(grouped(GroupBy::Status), ["推进中：一2 一1", "受阻：四", "已完成：二", "未反馈：三 一"]);
        assert_eq!(
            grouped(GroupBy::Quarter),
            ["2025年第三季度：一2", "2025年第四季度：二 一1", "2026年第二季度：三", "2026年第四季度：一", "无时限：四"]
        );
        assert_eq!(grouped(GroupBy::Light), ["红：一2", "黄：四 一1", "蓝：二", "灰：三 一"]);
        assert_eq!(grouped(GroupBy::Kind), ["专项：一", "任务：四 二 一1", "项目：一2", "保障：三"]);
        assert_eq!(grouped(GroupBy::None), ["：四 三 二 一2 一1 一"]);
    }

    #[test]
    fn an_entry_stands_under_each_of_its_regions() {
        assert_eq!(grouped(GroupBy::Region), ["密山市：一2 一1", "虎林市：一2", "未写地区：四 三 二 一"]);
    }

    #[test]
    fn every_word_leads_back() {
        for by in GroupBy::ALL {
            assert_eq!(GroupBy::from_word(by.word()), Some(by));
            assert_eq!(GroupBy::from_word(by.label(Lang::Zh)), Some(by));
        }
    }
}
