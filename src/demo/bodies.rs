use std::collections::HashSet;

use super::chance::{chance, one};
use super::words::{CITY, COUNTIES, OFFICES, PROVINCE, THEMES, TOWNSHIPS};
use crate::domain::{Alias, Department, DeptId, Level, Register};

pub(super) struct Bodies {
    pub(super) register: Register,
    province: Vec<DeptId>,
    city: Vec<DeptId>,
    /// For each county its offices.
    counties: Vec<Vec<DeptId>>,
    /// Governments of the counties, and the name for all of them.
    governments: Vec<DeptId>,
    everywhere: DeptId,
    /// A body that has another's duties now.
    former: DeptId,
}

impl Bodies {
    pub(super) fn new() -> Bodies {
        let mut all = Vec::new();
        let province = offices(&mut all, Level::Province, PROVINCE);
        let city = offices(&mut all, Level::City, CITY);
        let counties = COUNTIES.map(|county| offices(&mut all, Level::County, county)).to_vec();
        let governments: Vec<DeptId> = COUNTIES.map(|county| government(&mut all, Level::County, county, "")).to_vec();
        for (county, township) in TOWNSHIPS {
            government(&mut all, Level::Township, county, township);
        }
        let mut group = body("各县（市、区）人民政府", Level::County, CITY);
        (group.group, group.members) = (true, governments.clone());
        group.aliases = THEMES.map(|t| alias(Some(t.code), "县（市、区）政府")).to_vec();
        let mut old = body(&format!("{PROVINCE}乡村振兴局"), Level::Province, PROVINCE);
        (old.successor, old.remark) = (province.first().cloned(), "职责已划入省农业农村厅（演示）。".into());
        let (everywhere, former) = (group.id.clone(), old.id.clone());
        all.extend([group, old]);
        Bodies { register: Register::from(all), province, city, counties, governments, everywhere, former }
    }

    /// The office of a number at a level that the draw decides: mostly the province and the city.
    pub(super) fn office(&self, rng: &mut fastrand::Rng, office: usize) -> DeptId {
        let list = match rng.u32(0..10) {
            0..=4 => &self.province,
            5..=7 => &self.city,
            _ => &self.counties[rng.usize(0..self.counties.len())],
        };
        list[office % list.len()].clone()
    }

    /// A body that leads an entry of a plan in which these offices lead.
    pub(super) fn lead(&self, rng: &mut fastrand::Rng, offices: &[usize]) -> DeptId {
        match rng.u32(0..40) {
            0 => self.former.clone(),
            1..=3 => self.governments[rng.usize(0..self.governments.len())].clone(),
            _ => {
                let office = one(rng, offices);
                self.office(rng, office)
            }
        }
    }

    /// Up to four bodies beside the one that leads.
    pub(super) fn others(&self, rng: &mut fastrand::Rng, lead: &DeptId) -> Vec<DeptId> {
        let mut others: Vec<DeptId> = Vec::new();
        for _ in 0..rng.usize(0..4) {
            let office = rng.usize(0..OFFICES.len());
            others.push(self.office(rng, office));
        }
        if chance(rng, 45) {
            others.push(self.everywhere.clone());
        }
        let mut seen = HashSet::from([lead.clone()]);
        others.retain(|d| seen.insert(d.clone()));
        others
    }
}

fn body(id: &str, level: Level, place: &str) -> Department {
    Department { level, place: place.to_owned(), ..Department::new(id) }
}

fn alias(plan: Option<&str>, name: &str) -> Alias {
    Alias { plan: plan.map(Into::into), name: name.to_owned() }
}

fn government(all: &mut Vec<Department>, level: Level, county: &str, township: &str) -> DeptId {
    let mut one = body(&format!("{county}{township}人民政府"), level, county);
    one.aliases.push(alias(None, if township.is_empty() { county } else { township }));
    all.push(one);
    all[all.len() - 1].id.clone()
}

fn offices(all: &mut Vec<Department>, level: Level, place: &str) -> Vec<DeptId> {
    let mark = match level {
        Level::Province => "省",
        Level::City => "市",
        Level::County | Level::Township => place,
    };
    let mut ids = Vec::with_capacity(OFFICES.len());
    for (subject, above, below, short) in OFFICES {
        let suffix = if level == Level::Province { above } else { below };
        let mut one = body(&format!("{place}{subject}{suffix}"), level, place);
        if level != Level::County {
            one.aliases = THEMES.iter().map(|t| alias(Some(t.code), &format!("{mark}{subject}{suffix}"))).collect();
        }
        one.aliases.push(alias(None, &format!("{mark}{short}")));
        ids.push(one.id.clone());
        all.push(one);
    }
    ids
}
