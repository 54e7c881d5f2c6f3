//! What a plan states, field by field, as values: so that two versions of one thing can be compared and merged,
//! and rival values of a contested field can be kept in the ledger.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt::Debug;

use super::department::{Department, Level};
use super::entry::{Deadline, Entry, Kind, Lead};
use super::id::{DeptId, EntryId};
use super::indicator::{Baseline, Indicator, Target, YearBasis};
use super::ledger::Ledger;
use super::number::number;
use super::plan::Plan;
use crate::text::Lang;

/// Which field of a thing a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Field {
    /// Its word for machines.
    pub word: &'static str,
    /// For which year, where a field has a value a year.
    pub year: Option<i32>,
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(f, "{}.{year}", self.word),
            None => f.write_str(self.word),
        }
    }
}

/// One value of one field.
pub trait Claim: Clone + PartialEq + PartialOrd + Debug {
    /// Which field.
    fn field(&self) -> Field;
    /// The field's name on screen and paper.
    fn label(&self, lang: Lang) -> &'static str;
    /// The value as readers see it.
    fn in_words(&self, ledger: &Ledger, lang: Lang) -> String;
    /// The claim that the thing belongs into the ledger at all, or no longer does.
    fn presence(present: bool) -> Self;
}

/// Something that states facts field by field.
pub trait Facts {
    /// One value of one of its fields.
    type Claim: Claim;

    /// What it states, one claim a field, in the order of the file; for fields that have a value a year also
    /// of the years given.
    fn claims(&self, years: &[i32]) -> Vec<Self::Claim>;

    /// Makes it state a claim.
    fn state(&mut self, claim: Self::Claim);

    /// The years for which it has values.
    fn years(&self) -> Vec<i32> {
        Vec::new()
    }
}

/// A value that readers see.
trait InWords {
    fn in_words(&self, ledger: &Ledger, lang: Lang) -> String;
}

macro_rules! in_words {
    ($($ty:ty => |$value:ident, $ledger:ident, $lang:ident| $words:expr;)*) => {
        $(impl InWords for $ty {
            fn in_words(&self, $ledger: &Ledger, $lang: Lang) -> String {
                let $value = self;
                $words
            }
        })*
    };
}

in_words! {
    String => |s, _ledger, _lang| if s.is_empty() { "–".into() } else { s.clone() };
    bool => |b, _ledger, lang| (if *b { lang.pick("是", "yes") } else { lang.pick("否", "no") }).into();
    u8 => |n, _ledger, _lang| n.to_string();
    u32 => |n, _ledger, _lang| n.to_string();
    i32 => |n, _ledger, _lang| n.to_string();
    f64 => |n, _ledger, _lang| number(*n);
    NaiveDate => |d, _ledger, _lang| d.to_string();
    EntryId => |id, _ledger, _lang| id.to_string();
    DeptId => |id, ledger, _lang| ledger.departments.name(id).to_owned();
    Kind => |k, _ledger, lang| k.label(lang).into();
    Level => |l, _ledger, lang| l.label(lang).into();
    Target => |t, _ledger, lang| t.label(lang);
    Baseline => |b, _ledger, _lang| format!("{}: {}", b.year, number(b.value));
    YearBasis => |b, _ledger, lang| match b {
        YearBasis::Stated => lang.pick("原文写明年份", "the plan says the year"),
        YearBasis::PlanPeriod => lang.pick("规划期末", "end of the plan's period"),
    }.into();
    Deadline => |d, _ledger, lang| format!("{}{}", d.date(), lang.bracketed(d.basis_label(lang)));
    Lead => |l, ledger, lang| match l.named() {
        Some(dept) => format!("{}{}", ledger.departments.name(dept), lang.bracketed(l.basis_label(lang))),
        None => l.basis_label(lang).into(),
    };
}

impl<T: InWords> InWords for Option<T> {
    fn in_words(&self, ledger: &Ledger, lang: Lang) -> String {
        self.as_ref().map_or_else(|| "–".into(), |v| v.in_words(ledger, lang))
    }
}

macro_rules! claims {
    ($claim:ident, $doc:literal, $item:ty { $($variant:ident($ty:ty) = $($path:ident).+, $word:literal, $zh:literal, $en:literal;)* }
        $(by year $yearly:ident($value:ty) = $map:ident, $yword:literal, $yzh:literal, $yen:literal;)?) => {
        #[doc = $doc]
        #[derive(Clone, Debug, PartialEq, PartialOrd, Serialize, Deserialize)]
        pub enum $claim {
            /// Whether it belongs into the ledger.
            Present(bool),
            $(#[doc = concat!($en, ".")] $variant($ty),)*
            $(#[doc = concat!($yen, " of a year.")] $yearly(i32, Option<$value>),)?
        }

        impl Claim for $claim {
            fn field(&self) -> Field {
                match self {
                    $claim::Present(_) => Field { word: "present", year: None },
                    $($claim::$variant(_) => Field { word: $word, year: None },)*
                    $($claim::$yearly(year, _) => Field { word: $yword, year: Some(*year) },)?
                }
            }

            fn label(&self, lang: Lang) -> &'static str {
                match self {
                    $claim::Present(_) => lang.pick("去留", "stays in the ledger"),
                    $($claim::$variant(_) => lang.pick($zh, $en),)*
                    $($claim::$yearly(..) => lang.pick($yzh, $yen),)?
                }
            }

            fn in_words(&self, ledger: &Ledger, lang: Lang) -> String {
                match self {
                    $claim::Present(true) => lang.pick("保留", "keep").into(),
                    $claim::Present(false) => lang.pick("删除", "remove").into(),
                    $($claim::$variant(v) => v.in_words(ledger, lang),)*
                    $($claim::$yearly(year, v) => format!("{year}: {}", v.in_words(ledger, lang)),)?
                }
            }

            fn presence(present: bool) -> Self {
                $claim::Present(present)
            }
        }

        impl Facts for $item {
            type Claim = $claim;

            #[allow(unused_variables, reason = "few things have values by year")]
            fn claims(&self, years: &[i32]) -> Vec<$claim> {
                #[allow(unused_mut, reason = "few things have values by year")]
                let mut all = vec![$claim::Present(true), $($claim::$variant(self.$($path).+.clone()),)*];
                $(
                    let mut years: Vec<i32> = self.$map.keys().chain(years).copied().collect();
                    years.sort_unstable();
                    years.dedup();
                    all.extend(years.into_iter().map(|y| $claim::$yearly(y, self.$map.get(&y).copied())));
                )?
                all
            }

            fn state(&mut self, claim: $claim) {
                match claim {
                    $claim::Present(_) => {}
                    $($claim::$variant(v) => self.$($path).+ = v,)*
                    $(
                        $claim::$yearly(year, Some(v)) => {
                            self.$map.insert(year, v);
                        }
                        $claim::$yearly(year, None) => {
                            self.$map.remove(&year);
                        }
                    )?
                }
            }

            $(
                fn years(&self) -> Vec<i32> {
                    self.$map.keys().copied().collect()
                }
            )?
        }
    };
}

claims!(EntryClaim, "A value of a field of an entry.", Entry {
    Parent(Option<EntryId>) = parent, "parent", "上级条目", "parent";
    Kind(Kind) = kind, "kind", "类别", "kind";
    Title(String) = title, "title", "标题", "title";
    Summary(String) = summary, "summary", "内容", "summary";
    Line(Option<u32>) = line, "line", "原文行号", "line of the text";
    Lead(Lead) = lead, "planned_lead", "方案牵头", "planned lead";
    Clause(String) = clause, "clause", "责任分工", "clause";
    Deadline(Option<Deadline>) = deadline, "planned_deadline", "方案时限", "planned deadline";
    Investment(Option<f64>) = investment_wan, "investment_wan", "投资（万元）", "investment";
    StartYear(Option<i32>) = start_year, "start_year", "开工年份", "start year";
    EndYear(Option<i32>) = end_year, "end_year", "完工年份", "end year";
    Remark(String) = remark, "remark", "备注", "remark";
    Added(Option<NaiveDate>) = added, "added", "列入日期", "day of entry";
});

claims!(PlanClaim, "A value of a field of a plan.", Plan {
    Title(String) = title, "title", "标题", "title";
    Short(String) = short, "short", "简称", "short name";
    Number(String) = number, "number", "文号", "number";
    Issuer(String) = issuer, "issuer", "发文单位", "issuer";
    Issued(Option<NaiveDate>) = issued, "issued", "印发日期", "day of issue";
    Place(String) = place, "place", "地区", "place";
    Start(NaiveDate) = start, "start", "起始日", "first day";
    End(NaiveDate) = end, "end", "截止日", "last day";
    Remark(String) = remark, "remark", "备注", "remark";
});

claims!(DepartmentClaim, "A value of a field of a body.", Department {
    Name(String) = name, "name", "现名", "name today";
    Level(Level) = level, "level", "层级", "level";
    Place(String) = place, "place", "地区", "place";
    Group(bool) = group, "group", "统称", "collective name";
    Successor(Option<DeptId>) = successor, "successor", "职责承接单位", "successor";
    Remark(String) = remark, "remark", "备注", "remark";
});

claims!(IndicatorClaim, "A value of a field of an indicator.", Indicator {
    Unit(String) = unit, "unit", "单位", "unit";
    Line(Option<u32>) = line, "line", "原文行号", "line of the text";
    Entry(Option<EntryId>) = entry, "entry", "所属条目", "entry";
    Baseline(Option<Baseline>) = baseline, "baseline", "基期值", "baseline";
    YearBasis(YearBasis) = year_basis, "year_basis", "年份依据", "ground of the year";
    Remark(String) = remark, "remark", "备注", "remark";
} by year Target(Target) = targets, "targets", "目标值", "target";);

claims!(HeadClaim, "A value of the ledger's title or settings.", Ledger {
    Title(String) = title, "title", "台账名称", "ledger's title";
    DueSoonDays(u32) = settings.due_soon_days, "due_soon_days", "临期天数", "days before the deadline";
    YellowGap(u8) = settings.yellow_gap, "yellow_gap", "黄灯差距", "points behind for yellow";
    RedGap(u8) = settings.red_gap, "red_gap", "红灯差距", "points behind for red";
    SilentQuarters(u8) = settings.silent_quarters, "silent_quarters", "未反馈季度数", "quarters without a report";
    OnScheduleGap(u8) = settings.on_schedule_gap, "on_schedule_gap", "达序时容差", "points that count as on schedule";
    GraceDays(u32) = settings.grace_days, "grace_days", "补报天数", "days of grace";
});

/// A rival value of a contested field of something that is no entry; entries keep their own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Contested {
    /// The ledger's title or settings.
    Head(HeadClaim),
    /// A plan, by its code.
    Plan(String, PlanClaim),
    /// A body.
    Department(DeptId, DepartmentClaim),
    /// An indicator, by its identity.
    Indicator(String, IndicatorClaim),
}

/// The rivals among `contested` that still stand: a field that was since set to a value that is none of them
/// is settled, and so is one with a single value left.
pub fn standing<F: Facts>(item: &F, contested: &[F::Claim]) -> Vec<F::Claim> {
    if contested.is_empty() {
        return Vec::new();
    }
    let mut all = Vec::new();
    for shown in item.claims(&years_of(contested)) {
        let mut rivals: Vec<F::Claim> = contested.iter().filter(|c| c.field() == shown.field()).cloned().collect();
        if rivals.contains(&shown) {
            sort_claims(&mut rivals);
            if rivals.len() > 1 {
                all.extend(rivals);
            }
        }
    }
    all
}

/// The years of which claims speak.
fn years_of<C: Claim>(claims: &[C]) -> Vec<i32> {
    claims.iter().filter_map(|c| c.field().year).collect()
}

/// Sorts claims by value and drops doubles.
pub fn sort_claims<C: Claim>(claims: &mut Vec<C>) {
    claims.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    claims.dedup();
}
