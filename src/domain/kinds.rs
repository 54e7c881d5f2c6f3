//! The kinds of records, a row each. All that reads, writes, merges, compares and checks records goes by these rows.

use serde::{Deserialize, Serialize};
use std::fmt;

use super::appraisal::{Appraisal, AppraisalClaim};
use super::claim::{Claim, Field};
use super::criterion::{Criterion, CriterionClaim};
use super::department::{Department, DepartmentClaim};
use super::enterprise::{Enterprise, EnterpriseClaim};
use super::entry::Entry;
use super::id::{
    AppraisalId, CriterionId, DeptId, EnterpriseId, EntryId, IndicatorId, InspectionId, LiaisonId, MatterId, Names, PersonId, PlaceId,
    PlanCode, RectificationId, StepId, YearId,
};
use super::indicator::{Indicator, IndicatorClaim};
use super::inspection::{Inspection, InspectionClaim};
use super::liaison::{Liaison, LiaisonClaim};
use super::matter::{Matter, MatterClaim};
use super::person::{Person, PersonClaim};
use super::place::{Place, PlaceClaim};
use super::plan::{Plan, PlanClaim};
use super::records::Record;
use super::rectification::{Rectification, RectificationClaim};
use super::settings::HeadClaim;
use super::stated::EntryClaim;
use super::step::{Step, StepClaim};
use super::work_year::{WorkYear, WorkYearClaim};
use crate::text::Lang;

/// Hands all rows to a macro: type, type of its id, of its claims, its list in the file, what a person calls it. Their
/// order is the file's. What is marked `skip` keeps its rival values itself.
macro_rules! each_kind {
    ($make:ident) => {
        $make! {
            Plan, PlanCode, PlanClaim, plans, "plan", "方案", "plan";
            Place, PlaceId, PlaceClaim, places, "place", "地区", "place";
            Department, DeptId, DepartmentClaim, departments, "department", "单位", "body";
            Enterprise, EnterpriseId, EnterpriseClaim, enterprises, "enterprise", "企业", "enterprise";
            Person, PersonId, PersonClaim, persons, "person", "人员", "person";
            WorkYear, YearId, WorkYearClaim, calendar, "year", "年历", "calendar year";
            Indicator, IndicatorId, IndicatorClaim, indicators, "indicator", "指标", "indicator";
            Step, StepId, StepClaim, steps, "step", "步骤", "step";
            Matter, MatterId, MatterClaim, matters, "matter", "会商事项", "matter";
            Inspection, InspectionId, InspectionClaim, inspections, "inspection", "督导检查", "inspection";
            Rectification, RectificationId, RectificationClaim, rectifications, "rectification", "整改问题", "finding to be mended";
            Liaison, LiaisonId, LiaisonClaim, liaisons, "liaison", "包联", "liaison";
            Criterion, CriterionId, CriterionClaim, criteria, "criterion", "考核指标", "rule of assessment";
            Appraisal, AppraisalId, AppraisalClaim, appraisals, "appraisal", "考核", "assessment";
            #[serde(skip)] Entry, EntryId, EntryClaim, entries, "entry", "条目", "entry";
        }
    };
}
pub(crate) use each_kind;

/// The same expression for whichever kind a value is of; `R` is the record's type in it.
macro_rules! by_kind {
    ($of:ident $value:expr, $(($($bound:pat),*))? => $body:expr $(; $($other:tt)*)?) => {
        match $value {
            $of::Plan $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Plan; $body }
            $of::Place $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Place; $body }
            $of::Department $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Department; $body }
            $of::Enterprise $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Enterprise; $body }
            $of::Person $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Person; $body }
            $of::WorkYear $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::WorkYear; $body }
            $of::Indicator $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Indicator; $body }
            $of::Step $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Step; $body }
            $of::Matter $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Matter; $body }
            $of::Inspection $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Inspection; $body }
            $of::Rectification $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Rectification; $body }
            $of::Liaison $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Liaison; $body }
            $of::Criterion $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Criterion; $body }
            $of::Appraisal $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Appraisal; $body }
            $of::Entry $(($($bound),*))? => { #[allow(dead_code)] type R = $crate::domain::Entry; $body }
            $($($other)*)?
        }
    };
}
pub(crate) use by_kind;

macro_rules! kinds {
    ($($(#[$own:meta])* $Kind:ident, $Id:ident, $Claim:ident, $list:ident, $word:literal, $zh:literal, $en:literal;)*) => {
        /// A list of the ledger's file: the records of one kind.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Section {
            $(#[doc = concat!("`", stringify!($list), "`.")] $Kind,)*
        }

        impl Section {
            /// All sections in the file's order.
            pub const ALL: [Section; Section::COUNT] = [$(Section::$Kind,)*];
            /// How many there are.
            pub const COUNT: usize = [$(Section::$Kind,)*].len();

            /// The list's name in the file.
            pub(crate) fn name(self) -> &'static str {
                match self { $(Section::$Kind => stringify!($list),)* }
            }

            /// The name in the file of a record in it.
            pub(crate) fn record(self) -> &'static str {
                match self { $(Section::$Kind => stringify!($Kind),)* }
            }
        }

        /// What a change, a finding, a dispute or a difference is about.
        #[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Subject {
            /// The ledger as a whole.
            Ledger,
            $(#[doc = concat!("Of kind ", $en, ".")] $Kind($Id),)*
        }

        impl Subject {
            /// The kind's word for machines.
            pub(crate) fn word(&self) -> &'static str {
                match self { Subject::Ledger => "ledger", $(Subject::$Kind(_) => $word,)* }
            }

            /// What a person calls the kind.
            pub(crate) fn label(&self, lang: Lang) -> &'static str {
                match self { Subject::Ledger => lang.pick("台账", "the ledger"), $(Subject::$Kind(_) => lang.pick($zh, $en),)* }
            }

            /// The list in which it stands; the ledger itself stands in none.
            pub(crate) fn section(&self) -> Option<Section> {
                match self { Subject::Ledger => None, $(Subject::$Kind(_) => Some(Section::$Kind),)* }
            }
        }

        impl fmt::Display for Subject {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self { Subject::Ledger => f.write_str("ledger"), $(Subject::$Kind(id) => fmt::Display::fmt(id, f),)* }
            }
        }

        /// A record of any kind.
        #[derive(Clone, Debug, PartialEq)]
        pub enum AnyRecord {
            $(#[doc = concat!("Of kind ", $en, ".")] $Kind(Box<$Kind>),)*
        }

        impl AnyRecord {
            pub(crate) fn subject(&self) -> Subject {
                match self { $(AnyRecord::$Kind(record) => Subject::$Kind(Record::id(record.as_ref())),)* }
            }
        }

        /// A value of a field of the ledger's head, or of a record. Those of entries stand in the entry, all other rivals of
        /// contested fields in the ledger's own list.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        pub enum Contested {
            /// The ledger's title or settings.
            Head(HeadClaim),
            $(#[doc = concat!("Of kind ", $en, ".")] $(#[$own])* $Kind($Id, $Claim),)*
        }

        impl Contested {
            /// About what.
            pub fn subject(&self) -> Subject {
                match self { Contested::Head(_) => Subject::Ledger, $(Contested::$Kind(id, _) => Subject::$Kind(id.clone()),)* }
            }

            /// Which field.
            pub fn field(&self) -> Field {
                match self { Contested::Head(c) => c.field(), $(Contested::$Kind(_, c) => c.field(),)* }
            }

            /// The field's name on screen and paper.
            pub(crate) fn label(&self, lang: Lang) -> &'static str {
                match self { Contested::Head(c) => c.label(lang), $(Contested::$Kind(_, c) => c.label(lang),)* }
            }

            /// The value as readers see it.
            pub(crate) fn in_words(&self, names: &dyn Names, lang: Lang) -> String {
                match self { Contested::Head(c) => c.in_words(names, lang), $(Contested::$Kind(_, c) => c.in_words(names, lang),)* }
            }
        }

        $(
            impl From<$Id> for Subject {
                fn from(id: $Id) -> Subject {
                    Subject::$Kind(id)
                }
            }

            impl From<$Kind> for AnyRecord {
                fn from(record: $Kind) -> AnyRecord {
                    AnyRecord::$Kind(Box::new(record))
                }
            }
        )*
    };
}

each_kind!(kinds);
