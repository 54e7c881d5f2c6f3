//! Whom the ledger itself suggests for what nobody leads: by what hangs together with it, by the place of a project, by a similar clause of the
//! same place's plans. Each with its ground; where no rule gives anybody, nobody.

use std::collections::{BTreeSet, HashMap};

use super::department::{Department, Register};
use super::entry::Entry;
use super::fold::lead_of;
use super::id::{DeptId, EntryId};
use super::ledger::Ledger;
use super::place::Place;
use super::plan::Plan;
use super::proposed::ProposedLead;
use super::stated::Kind;
use crate::text::Lang;

/// So many are suggested at most.
const MOST: usize = 3;
/// So many pairs of characters are alike at least in titles that are alike.
const ALIKE: usize = 2;
/// Whose names end so answer for a place.
const GOVERNMENTS: [&str; 2] = ["人民政府", "行政公署"];
const COMMITTEE: &str = "管理委员会";

/// Words of titles that say nothing of what they are about.
const EMPTY_WORDS: [&str; 31] = [
    "实施", "加强", "推进", "推动", "大力", "加快", "发展", "建设", "工程", "行动", "项目", "提升", "打造", "强化", "加大", "力度", "做强",
    "做优", "探索", "优化", "拓展", "培育", "促进", "提高", "积极", "水平", "机制", "体系", "能力", "工作", "升级",
];

/// Pairs of characters that stand beside one another.
type Pairs = BTreeSet<(char, char)>;

/// Suggests, for all entries of a ledger.
pub(crate) struct Suggesting<'a> {
    ledger: &'a Ledger,
    /// The entries with a clause of their own, with what their titles speak of.
    led: Vec<(&'a Entry, DeptId, Pairs)>,
    /// Which of them speak of a pair.
    speaking: HashMap<(char, char), Vec<usize>>,
    parts: HashMap<EntryId, Vec<&'a Entry>>,
}

impl<'a> Suggesting<'a> {
    pub(crate) fn of(ledger: &'a Ledger) -> Suggesting<'a> {
        let own = |e: &'a Entry| e.lead.named().filter(|lead| lead_of(ledger, e, None).as_ref() == Some(lead));
        let led = ledger.entries().iter().map(AsRef::as_ref).filter_map(|e| Some((e, own(e)?.clone(), subject(ledger, e))));
        let mut suggesting = Suggesting { ledger, led: led.collect(), speaking: HashMap::new(), parts: HashMap::new() };
        for (at, (_, _, pairs)) in suggesting.led.iter().enumerate() {
            pairs.iter().for_each(|pair| suggesting.speaking.entry(*pair).or_default().push(at));
        }
        for entry in ledger.entries() {
            entry.parent.iter().for_each(|parent| suggesting.parts.entry(parent.clone()).or_default().push(entry));
        }
        suggesting
    }

    /// Who could lead an entry that nobody leads, the best first.
    pub(crate) fn leads(&self, entry: &'a Entry) -> Vec<ProposedLead> {
        let mut all: Vec<ProposedLead> = Vec::new();
        if lead_of(self.ledger, entry, None).is_some() {
            return all;
        }
        let Some(plan) = self.ledger.plan(entry.id.plan()) else { return all };
        let found = self.linked(entry, plan).into_iter().chain(self.parts(entry)).chain(self.place(entry, plan));
        for (lead, ground) in found.chain(self.similar(entry, plan)) {
            let register = &self.ledger.departments;
            let Some(lead) = register.heirs(&lead).last().filter(|lead| is_one_body(register, lead)) else { continue };
            if all.len() < MOST && all.iter().all(|had| had.lead != *lead) {
                all.push(ProposedLead { lead: lead.clone(), ground });
            }
        }
        all
    }

    /// Who leads the same thing elsewhere, what it carries out, what carries it out: the body of the plan's own level that does the same.
    fn linked(&self, entry: &Entry, plan: &Plan) -> Vec<(DeptId, String)> {
        let ledger = self.ledger;
        let again = ledger.named_again(&entry.id).map(|e| ("同一事项", e));
        let above = entry.carries_out.iter().filter_map(|id| Some(("所承接的", ledger.get(id)?.as_ref())));
        let below = ledger.carriers(&entry.id).map(|e| ("承接它的", e));
        let peer = |(what, other): (&str, &Entry)| {
            let lead = lead_of(ledger, other, None)?;
            let (peer, name) = (self.peer(&lead, plan)?, ledger.departments.name(&lead));
            let alike = if peer == lead { "" } else { "，该单位为本级对口单位" };
            let basis = ledger.lead_basis(other, &lead).label(Lang::Zh);
            Some((peer, format!("{what}{}“{}”中{name}{basis}{alike}", other.id, other.title)))
        };
        again.chain(above).chain(below).filter_map(peer).collect()
    }

    /// The body itself where it is of the plan's place and level, else that of the plan's place whose name is the same behind the place.
    fn peer(&self, lead: &DeptId, plan: &Plan) -> Option<DeptId> {
        let ledger = self.ledger;
        let (home, body) = (self.home(plan)?, ledger.departments.get(lead)?);
        if self.is_of(body, home) {
            return Some(lead.clone());
        }
        let theirs = ledger.places.resolve(&body.place, "")?;
        let duty = body.name().strip_prefix(theirs.name())?;
        let is_peer = |d: &&Department| self.is_of(d, home) && d.name().strip_prefix(home.name()) == Some(duty);
        ledger.departments.iter().map(AsRef::as_ref).find(is_peer).map(|d| d.id.clone())
    }

    fn is_of(&self, body: &Department, place: &Place) -> bool {
        Some(body.level) == place.level && self.ledger.places.resolve(&body.place, "").is_some_and(|p| p.id == place.id)
    }

    fn home(&self, plan: &Plan) -> Option<&'a Place> {
        self.ledger.places.resolve(&plan.place, &plan.code)
    }

    /// Who leads all of its parts.
    fn parts(&self, entry: &Entry) -> Option<(DeptId, String)> {
        let leads: Vec<Option<DeptId>> = self.parts.get(&entry.id)?.iter().map(|e| lead_of(self.ledger, e, None)).collect();
        let first = leads.first()?.clone()?;
        leads.iter().all(|lead| lead.as_ref() == Some(&first)).then(|| (first, format!("下级{}项均由该单位牵头或列名首位", leads.len())))
    }

    /// Who answers for the place in which all of a project lies: the one right below the plan's own.
    fn place(&self, entry: &'a Entry, plan: &Plan) -> Option<(DeptId, String)> {
        let (ledger, home) = (self.ledger, self.home(plan)?);
        if entry.kind != Kind::Project {
            return None;
        }
        let own = self.places(entry)?;
        let (places, told) = if own.is_empty() { self.place_of_the_same(entry)? } else { (own, "项目所在地为".to_owned()) };
        let (first, others) = places.split_first()?;
        let holds_all = |at: &&Place| others.iter().all(|place| ledger.places.upward(place).any(|above| above.id == at.id));
        let up: Vec<&Place> = ledger.places.upward(first).collect();
        let at_home = up.iter().position(|place| place.id == home.id)?;
        let below = up[..at_home].iter().rev().copied().filter(holds_all);
        let (body, place) = below.filter_map(|place| Some((self.government(place)?, place))).next()?;
        Some((body, format!("{told}{}", place.name())))
    }

    /// The places of an entry, where all of them are known.
    fn places(&self, entry: &Entry) -> Option<Vec<&'a Place>> {
        entry.regions.iter().map(|region| self.ledger.places.resolve(region, entry.id.plan())).collect()
    }

    /// Where the same thing lies as others name it: in its places, else in that of a plan of a smaller place.
    fn place_of_the_same(&self, entry: &'a Entry) -> Option<(Vec<&'a Place>, String)> {
        let places = |other: &'a Entry| {
            let places = self.places(other).filter(|places| !places.is_empty());
            let of_plan = || Some(vec![self.home(self.ledger.plan(other.id.plan())?)?]);
            Some((places.or_else(of_plan)?, format!("同一事项{}所在地为", other.id)))
        };
        self.ledger.named_again(&entry.id).find_map(places)
    }

    fn government(&self, place: &Place) -> Option<DeptId> {
        let register = &self.ledger.departments;
        let governs = |d: &&Department| {
            let government = GOVERNMENTS.iter().any(|word| d.name().ends_with(word)) && self.is_of(d, place);
            let committee = d.name().ends_with(COMMITTEE) && d.name().starts_with(place.name());
            (government || committee) && is_one_body(register, &d.id)
        };
        register.iter().map(AsRef::as_ref).find(governs).map(|d| d.id.clone())
    }

    /// Who leads by a clause whose title speaks of the same, in a plan of the same place. A safeguard speaks of its own plan alone.
    fn similar(&self, entry: &Entry, plan: &Plan) -> Vec<(DeptId, String)> {
        let (ledger, pairs) = (self.ledger, subject(self.ledger, entry));
        let mut shared: HashMap<usize, usize> = HashMap::new();
        for at in pairs.iter().filter_map(|pair| self.speaking.get(pair)).flatten() {
            *shared.entry(*at).or_default() += 1;
        }
        let fits = |(at, alike): (usize, usize)| {
            let (other, _, theirs) = &self.led[at];
            let same_plan = other.id.plan() == entry.id.plan();
            let comparable = same_plan || (other.kind != Kind::Safeguard && entry.kind != Kind::Safeguard);
            let same_place = same_plan || ledger.plan(other.id.plan()).is_some_and(|p| self.is_home(p, plan));
            let near = alike >= ALIKE && alike * 4 >= pairs.len() + theirs.len();
            (comparable && same_place && near).then(|| (std::cmp::Reverse(alike * 1000 / (pairs.len() + theirs.len())), at))
        };
        let mut found: Vec<_> = shared.into_iter().filter_map(fits).collect();
        found.sort_unstable();
        let told = |(_, at): (std::cmp::Reverse<usize>, usize)| {
            let (other, lead, _) = &self.led[at];
            (lead.clone(), format!("与{}“{}”相近，该单位在其中{}", other.id, other.title, ledger.lead_basis(other, lead).label(Lang::Zh)))
        };
        found.into_iter().map(told).collect()
    }

    fn is_home(&self, other: &Plan, plan: &Plan) -> bool {
        self.home(other).zip(self.home(plan)).is_some_and(|(a, b)| a.id == b.id)
    }
}

/// Whether it can be asked to lead: a body and no collective name.
fn is_one_body(register: &Register, id: &DeptId) -> bool {
    register.get(id).is_some_and(|d| !d.group && d.members.is_empty() && d.successor.is_none())
}

/// What a title speaks of, besides what its whole plan does.
fn subject(ledger: &Ledger, entry: &Entry) -> Pairs {
    let mut own = pairs(&entry.title);
    let of_plan = ledger.plan(entry.id.plan()).map(|plan| pairs(&plan.title)).unwrap_or_default();
    own.retain(|pair| !of_plan.contains(pair));
    own
}

fn pairs(title: &str) -> Pairs {
    let bare = EMPTY_WORDS.iter().fold(title.to_owned(), |text, word| text.replace(word, " "));
    let chars: Vec<char> = bare.chars().collect();
    chars.windows(2).filter(|two| two.iter().all(|c| c.is_alphanumeric())).map(|two| (two[0], two[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sample::{any_tree, body, plan};
    use crate::domain::{Gazetteer, Lead, Level};
    use proptest::prelude::*;

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        let of = |code: &str, place: &str| Plan { place: place.to_owned(), title: "行动方案".into(), ..plan(code) };
        ledger.plans = vec![of("jixi", "鸡西市"), of("hulin", "虎林市"), of("bio", "鸡西市")].into();
        let place = |id: &str, level, within: Option<&str>| Place { level, within: within.map(Into::into), ..Place::new(id) };
        ledger.places = Gazetteer::from(vec![
            place("鸡西市", Some(Level::City), None),
            place("密山市", Some(Level::County), Some("鸡西市")),
            place("密山开发区", None, Some("密山市")),
            place("虎林市", Some(Level::County), Some("鸡西市")),
            place("虎林开发区", None, Some("虎林市")),
        ]);
        let at = |id: &str, level, place: &str| Department { place: place.to_owned(), ..body(id, level) };
        ledger.departments = Register::from(vec![
            Department { group: true, ..at("鸡西市各县区人民政府", Level::County, "鸡西市") },
            at("鸡西市农业农村局", Level::City, "鸡西市"),
            at("虎林市农业农村局", Level::County, "虎林市"),
            at("密山市人民政府", Level::County, "密山市"),
            at("虎林市人民政府", Level::County, "虎林市"),
            at("虎林开发区管理委员会", Level::County, "虎林市"),
        ]);
        ledger
    }

    fn project(id: &str, regions: &[&str]) -> Entry {
        Entry { regions: regions.iter().map(|r| (*r).to_owned()).collect(), ..Entry::new(id.into(), Kind::Project, "厂") }
    }

    fn told(ledger: &Ledger, id: &str) -> Vec<(String, String)> {
        let leads = Suggesting::of(ledger).leads(ledger.get(&id.into()).unwrap());
        leads.into_iter().map(|one| (one.lead.to_string(), one.ground)).collect()
    }

    fn bodies(ledger: &Ledger, id: &str) -> Vec<String> {
        told(ledger, id).into_iter().map(|(lead, _)| lead).collect()
    }

    #[test]
    fn a_project_is_suggested_to_whoever_answers_for_the_place_below_the_plans_own() {
        let mut ledger = ledger();
        for (id, regions) in [
            ("jixi/一", &["密山开发区", "密山市"][..]),
            ("jixi/二", &["密山市", "虎林市"]),
            ("jixi/三", &["鸡西市"]),
            ("jixi/四", &["虎林开发区"]),
            ("hulin/一", &["虎林开发区"]),
            ("hulin/二", &["虎林市"]),
            ("hulin/三", &["密山市"]),
            ("jixi/五", &["别处"]),
            ("jixi/六", &[]),
        ] {
            ledger.insert(99, project(id, regions));
        }
        assert_eq!(told(&ledger, "jixi/一"), [("密山市人民政府".to_owned(), "项目所在地为密山市".to_owned())]);
        assert_eq!(bodies(&ledger, "jixi/四"), ["虎林市人民政府"]);
        assert_eq!(bodies(&ledger, "hulin/一"), ["虎林开发区管理委员会"]);
        for id in ["jixi/二", "jixi/三", "hulin/二", "hulin/三", "jixi/五", "jixi/六"] {
            assert_eq!(bodies(&ledger, id), [""; 0], "{id}");
        }
        ledger.get_mut(&"jixi/六".into()).unwrap().same_as = vec!["hulin/二".into()];
        assert_eq!(told(&ledger, "jixi/六"), [("虎林市人民政府".to_owned(), "同一事项hulin/二所在地为虎林市".to_owned())]);
        ledger.get_mut(&"jixi/一".into()).unwrap().kind = Kind::Task;
        assert_eq!(bodies(&ledger, "jixi/一"), [""; 0], "a task may only mention a place");
    }

    #[test]
    fn what_is_linked_or_alike_has_the_peer_of_who_leads_there() {
        let mut ledger = ledger();
        let task = |id: &str, title: &str| Entry::new(id.into(), Kind::Task, title);
        let lead = Lead::FirstNamed("鸡西市农业农村局".into());
        ledger.insert(99, Entry { lead: lead.clone(), ..task("jixi/五", "绿色食品加工提升工程") });
        ledger.insert(99, Entry { lead, kind: Kind::Safeguard, ..task("jixi/六", "加强组织领导") });
        ledger.insert(99, Entry { carries_out: vec!["jixi/五".into()], ..task("hulin/五", "别的") });
        ledger.insert(99, task("bio/四", "发展绿色食品制造产业"));
        ledger.insert(99, Entry { kind: Kind::Safeguard, ..task("bio/六", "加强组织领导") });
        ledger.insert(99, task("hulin/四", "发展绿色食品制造产业"));
        ledger.insert(99, task("jixi/四", "上级"));
        ledger.insert(
            99,
            Entry { parent: Some("jixi/四".into()), lead: Lead::Stated("鸡西市农业农村局".into()), ..task("jixi/四1", "分") },
        );
        let peer = "所承接的jixi/五“绿色食品加工提升工程”中鸡西市农业农村局列名首位，该单位为本级对口单位";
        assert_eq!(told(&ledger, "hulin/五"), [("虎林市农业农村局".to_owned(), peer.to_owned())]);
        assert_eq!(bodies(&ledger, "bio/四"), ["鸡西市农业农村局"]);
        assert_eq!(bodies(&ledger, "bio/六"), [""; 0], "a safeguard speaks of its own plan");
        assert_eq!(bodies(&ledger, "hulin/四"), [""; 0], "the plan of another place");
        assert_eq!(told(&ledger, "jixi/四"), [("鸡西市农业农村局".to_owned(), "下级1项均由该单位牵头或列名首位".to_owned())]);
        assert_eq!(bodies(&ledger, "jixi/五"), [""; 0], "somebody leads it");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        #[test]
        fn only_bodies_of_the_register_are_suggested_no_groups_none_twice_and_always_the_same(ledger in any_tree()) {
            let suggesting = Suggesting::of(&ledger);
            for entry in ledger.entries() {
                let all = suggesting.leads(entry);
                prop_assert_eq!(&all, &Suggesting::of(&ledger).leads(entry));
                prop_assert!(all.len() <= MOST && (all.is_empty() || lead_of(&ledger, entry, None).is_none()));
                for (at, one) in all.iter().enumerate() {
                    prop_assert!(is_one_body(&ledger.departments, &one.lead) && !one.ground.is_empty());
                    prop_assert!(all[..at].iter().all(|had| had.lead != one.lead));
                }
            }
        }
    }
}
