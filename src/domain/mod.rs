//! What would hold with paper and no computer: plans, bodies, entries, goals, the append-only log, the state
//! folded from it, lights, changes with their undoing, findings.

mod change;
mod check;
mod claim;
mod datewords;
mod department;
mod dispute;
mod entry;
mod finding;
mod id;
mod indicator;
mod kinds;
mod ledger;
mod letter;
mod light;
mod list;
mod log;
mod money;
mod pace;
mod period;
mod plan;
mod record;
mod records;
mod ruling;
#[cfg(test)]
mod sample;
mod sentence;
mod settings;
mod standing;
mod state;
mod stated;
mod status;
mod update;
mod urge;

pub use change::{Change, Refused, Touched};
pub use check::check;
pub use claim::{Claim, Facts, Field, Names, sort_claims, standing};
pub use datewords::{BadDate, parse_date};
pub use department::{Department, DepartmentClaim, Level, Register, Unresolved};
pub use dispute::{Dispute, Rival, Value, disputes, disputes_elsewhere, disputes_of};
pub use entry::Entry;
pub use finding::{Finding, FindingKind, Severity};
pub use id::{DeptId, EntryId, Id, IndicatorId, PlanCode, UpdateId};
pub use indicator::{Baseline, Indicator, IndicatorClaim, Target, YearBasis};
pub use kinds::{AnyRecord, Contested, Section, Subject};
pub(crate) use kinds::{by_kind, each_kind};
pub use ledger::{Kept, Ledger, NotFound};
pub use letter::next_letter;
pub use light::{Light, Reason, Verdict, judge, scheduled_percent};
pub use list::{Alias, Cooperation, List, Listed};
pub use log::{Contest, Folded, corrected, measured, rulings, tips};
pub use money::parse_wan;
pub use pace::{Keeping, Pace};
pub use period::{BadPeriod, Period, long_date};
pub use plan::{Plan, PlanClaim};
pub use record::{Clock, Entropy, Intent, NothingToRecord, Recorder, Report, facts};
pub use records::{Record, Records};
pub use settings::{HeadClaim, Settings};
pub use standing::{Standing, Standings};
pub use state::{State, fold};
pub use stated::{Deadline, EntryClaim, Kind, Lead};
pub use status::{Status, status_label};
pub use update::{Author, Fact, Update};
pub use urge::{Urge, Urgency};

pub use crate::text::number;
