//! What would hold with paper and no computer: plans, bodies, entries, goals, the append-only log, the state
//! folded from it, lights, changes with their undoing, findings.

mod change;
mod claim;
mod datewords;
mod department;
mod dispute;
mod entry;
mod finding;
mod id;
mod indicator;
mod ledger;
mod light;
mod money;
mod pace;
mod period;
mod plan;
mod record;
mod ruling;
#[cfg(test)]
mod sample;
mod schedule;
mod sentence;
mod settings;
mod standing;
mod state;
mod status;
mod update;
mod urge;
mod vocabulary;

pub use change::{Change, Refused, Touched};
pub use claim::{Claim, Contested, DepartmentClaim, EntryClaim, Facts, Field, HeadClaim, IndicatorClaim, PlanClaim, sort_claims, standing};
pub use datewords::{BadDate, parse_date};
pub use department::{Alias, Department, Level, Register, Unresolved};
pub use dispute::{Dispute, Rival, Value, disputes, disputes_elsewhere, disputes_of};
pub use entry::{Cooperation, Deadline, Entry, Kind, Lead};
pub use finding::{Finding, FindingKind, Severity, Subject, check};
pub use id::{DeptId, EntryId, UpdateId};
pub use indicator::{Baseline, Indicator, Target, YearBasis, number};
pub use ledger::{Ledger, NotFound};
pub use light::{Light, Reason, Verdict, judge};
pub use money::parse_wan;
pub use pace::{Keeping, Pace};
pub use period::{BadPeriod, Period, long_date};
pub use plan::Plan;
pub use record::{Clock, Entropy, Intent, NothingToRecord, Recorder, Report, facts};
pub use schedule::{Moment, Schedule, Steps};
pub use settings::Settings;
pub use standing::{Standing, Standings};
pub use state::{Contest, Folded, State, corrected, fold, measured, rulings, tips};
pub(crate) use status::REPORTED;
pub use status::{Status, status_label, status_term};
pub use update::{Author, Fact, Update};
pub use urge::{Urge, Urgency, next_letter};
pub use vocabulary::Term;
pub(crate) use vocabulary::{loose, vocabulary};
