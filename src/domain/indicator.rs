use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::claim::{Facts, claims};
use super::id::{DeptId, EntryId, IndicatorId, PlanCode};
use super::list::{List, Listed};
use super::log::{Folded, measured};
use super::number::{number, parse_number};
use super::period::Period;
use super::records::{Flaw, Record, logged, refers_by};
use super::rhythm::Rhythm;
use super::update::Update;
use super::vocabulary::vocabulary;
use super::wording::{Asks, in_words, year_and_words};
use crate::text::{Lang, fold_width};

/// A value at a year before the plan.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    /// The year.
    pub year: i32,
    /// The value in the indicator's unit.
    pub value: f64,
}

/// What a plan wants an indicator to be, with the sense of its words.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
pub enum Target {
    /// 达到: the number or more; `Exactly` in format 1.
    #[serde(alias = "Exactly")]
    Reach(f64),
    /// 级: of this order of magnitude, as in 百亿级.
    Magnitude(f64),
    /// 以上、不低于、超过.
    AtLeast(f64),
    /// 以内、以下.
    AtMost(f64),
    /// A range, both ends included.
    Between(f64, f64),
}

impl Target {
    /// Reads a number with the words that plans put around it: `200`, `200以上`, `不超过10`, `3–5`.
    pub(crate) fn read(text: &str) -> Option<Target> {
        let folded = fold_width(text.trim());
        let between = |before: &[&str], behind: &[&str]| {
            let bare = before.iter().find_map(|w| folded.strip_prefix(w)).or_else(|| behind.iter().find_map(|w| folded.strip_suffix(w)));
            bare.and_then(|bare| parse_number(bare.trim()))
        };
        if let Some(value) = between(&["不低于", "不少于", "超过", ">="], &["以上"]) {
            return Some(Target::AtLeast(value));
        }
        if let Some(value) = between(&["不高于", "不超过", "低于", "<="], &["以内", "以下"]) {
            return Some(Target::AtMost(value));
        }
        if let Some(value) = between(&["order of"], &["级"]) {
            return Some(Target::Magnitude(value));
        }
        if let Some(value) = between(&["达到", ""], &[]) {
            return Some(Target::Reach(value));
        }
        let (low, high) = folded.split_once(['–', '-', '~', '—', '至', '到'])?;
        let (low, high) = (parse_number(low.trim())?, parse_number(high.trim())?);
        (low <= high).then_some(Target::Between(low, high))
    }

    /// Whether a measured value meets it. A goal that names one number is met when it is reached.
    pub(crate) fn is_met_by(self, value: f64) -> bool {
        match self {
            Target::Reach(t) | Target::Magnitude(t) | Target::AtLeast(t) | Target::Between(t, _) => value >= t,
            Target::AtMost(t) => value <= t,
        }
    }

    /// The number against which a share is reckoned.
    pub(crate) fn reference(self) -> f64 {
        match self {
            Target::Reach(t) | Target::Magnitude(t) | Target::AtLeast(t) | Target::AtMost(t) | Target::Between(t, _) => t,
        }
    }

    /// As readers see it: `≥200`, `3–5`.
    pub(crate) fn label(self, lang: Lang) -> String {
        match self {
            Target::Reach(t) => number(t),
            Target::Magnitude(t) => lang.pick(format!("{}级", number(t)), format!("order of {}", number(t))),
            Target::AtLeast(t) => lang.pick(format!("{}以上", number(t)), format!(">= {}", number(t))),
            Target::AtMost(t) => lang.pick(format!("{}以内", number(t)), format!("<= {}", number(t))),
            Target::Between(a, b) => format!("{}–{}", number(a), number(b)),
        }
    }
}

/// On what ground a target stands at its year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum YearBasis {
    /// The plan says the year.
    #[default]
    Stated,
    /// The plan says none: the last year of its period.
    PlanPeriod,
}

/// A numeric goal of a plan, and the values measured since.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Indicator {
    /// Code of the plan.
    pub plan: PlanCode,
    /// Where the goal stands.
    pub reference: String,
    /// What is measured.
    pub name: String,
    /// In which unit.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// For which place or set.
    pub scope: String,
    /// Line of the published text, counted from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The entry that it measures, where the plan says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub entry: Option<EntryId>,
    /// The body that answers for it, where that is not the lead of its entry.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub responsible: Option<DeptId>,
    /// How often its value is asked for (填报周期); absent: it is filled in when there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Rhythm>,
    /// Where else the same goal is stated (同一指标).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<IndicatorId>,
    /// The value before the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub baseline: Option<Baseline>,
    /// Goals by year.
    pub targets: BTreeMap<i32, Target>,
    /// Whether the plan says the year.
    #[serde(default, skip_serializing_if = "is_stated")]
    pub year_basis: YearBasis,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
    /// Measured values, as an append-only log.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub updates: Vec<Update>,
}

vocabulary!(YearBasis {
    Stated = "原文写明年份", "the plan says the year", "stated", [];
    PlanPeriod = "规划期末", "end of the plan's period", "plan_period", [];
});

fn is_stated(basis: &YearBasis) -> bool {
    *basis == YearBasis::Stated
}

impl Indicator {
    /// An indicator of which nothing but its identity is known.
    pub(crate) fn new(plan: PlanCode, reference: &str, name: &str, scope: &str) -> Indicator {
        let [reference, name, scope] = [reference, name, scope].map(|word| word.trim().to_owned());
        Indicator { plan, reference, name, scope, ..Indicator::default() }
    }

    /// Its identity: two indicators alike in plan, place, name and scope are one.
    pub fn id(&self) -> IndicatorId {
        IndicatorId::of(&self.plan, &self.reference, &self.name, &self.scope)
    }

    /// The values measured, by period; a later record of the same period counts, corrected ones do not.
    pub fn measured(&self) -> BTreeMap<Period, f64> {
        values(measured(&self.updates, None))
    }

    /// The same, by what was recorded up to the cut-off.
    pub(crate) fn measured_by(&self, cutoff: NaiveDate) -> BTreeMap<Period, f64> {
        values(measured(&self.updates, Some(cutoff)))
    }
}

fn values(folded: BTreeMap<Period, Folded<f64>>) -> BTreeMap<Period, f64> {
    folded.into_iter().filter_map(|(period, folded)| Some((period, folded.value?))).collect()
}

in_words! {
    Target => |t, _names, lang| t.label(lang), reads Asks::Target, |text, _reader| Target::read(text);
    Baseline => |b, _names, _lang| format!("{}: {}", b.year, number(b.value)), reads Asks::Target, |text, _reader| {
        let (year, words) = year_and_words(text).unwrap_or_default();
        parse_number(words).map(|value| Baseline { year, value })
    };
    YearBasis => |b, _names, lang| b.label(lang).into(), reads Asks::Choice(&YearBasis::TERMS), |text, _reader| YearBasis::from_word(text);
}

claims!(IndicatorClaim, "A value of a field of an indicator.", indicator_facts for Indicator {
    Unit(String) = unit, "unit", "单位", "unit";
    Line(Option<u32>) = line, "line", "原文行号", "line of the text";
    Entry(Option<EntryId>) = entry, "entry", "所属条目", "entry";
    Responsible(Option<DeptId>) = responsible, "responsible", "责任单位", "responsible body";
    Every(Option<Rhythm>) = every, "every", "填报周期", "asked for";
    Baseline(Option<Baseline>) = baseline, "baseline", "基期值", "baseline";
    YearBasis(YearBasis) = year_basis, "year_basis", "年份依据", "ground of the year";
    Remark(String) = remark, "remark", "备注", "remark";
} lists {
    same_as, "同一指标", "same goal";
} by year Target(Target) = targets, "targets", "目标值", "target";);

indicator_facts!();

impl Record for Indicator {
    type Id = IndicatorId;

    fn id(&self) -> IndicatorId {
        Indicator::id(self)
    }

    fn name(&self) -> &str {
        &self.name
    }

    fn stands(&self) -> (&str, &str) {
        (&self.plan, &self.reference)
    }

    logged!();

    refers_by!(plan, entry, responsible, same_as);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        let years = self.targets.keys().copied().chain(self.baseline.map(|b| b.year));
        let mut all: Vec<_> = years.filter_map(Flaw::of_year).collect();
        if self.targets.is_empty() || self.name.trim().is_empty() {
            all.push((Flaw::Value, "targets / name".to_owned()));
        }
        all.extend(Flaw::told_by(&self.remark));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sense_of_a_goal_decides_whether_it_is_met() {
        assert!(Target::AtLeast(72.0).is_met_by(72.0));
        assert!(!Target::Reach(200.0).is_met_by(199.9));
        assert!(Target::AtMost(10.0).is_met_by(9.0));
        assert!(Target::Between(3.0, 5.0).is_met_by(6.0));
        assert!(!Target::AtMost(10.0).is_met_by(11.0));
    }

    #[test]
    fn a_range_is_written_with_a_dash() {
        assert_eq!(Target::Between(3.0, 5.0).label(Lang::Zh), "3–5");
    }
}
