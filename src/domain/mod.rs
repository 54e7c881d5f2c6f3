//! What would hold with paper and no computer: plans, bodies, entries, goals, the append-only log, the state
//! folded from it, lights, changes with their undoing, findings.

mod change;
mod claim;
mod datewords;
mod department;
mod dispute;
mod duty;
mod entry;
mod finding;
mod id;
mod indicator;
mod ledger;
mod light;
mod number;
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

pub use change::{Change, Refused, Touched};
pub use claim::{Claim, Contested, DepartmentClaim, EntryClaim, Facts, Field, HeadClaim, IndicatorClaim, PlanClaim, sort_claims, standing};
pub use datewords::{BadDate, parse_date, parse_days, parse_period};
pub use department::{Alias, Department, Level, Register, Unresolved};
pub use dispute::{Dispute, Rival, Value, disputes, disputes_elsewhere, disputes_in, disputes_of};
pub use duty::{Duty, duties};
pub use entry::{Cooperation, Deadline, Entry, Kind, Lead};
pub use finding::{Finding, FindingKind, Severity, Subject, check};
pub use id::{DeptId, EntryId, UpdateId};
pub use indicator::{Baseline, Indicator, Target, YearBasis};
pub use ledger::{Ledger, NotFound};
pub use light::{Light, Reason, Verdict, judge};
pub use number::{number, parse_amount, parse_number, parse_percent, parse_wan};
pub use pace::{Keeping, Pace};
pub use period::{BadPeriod, Period, long_date};
pub use plan::Plan;
pub use record::{Clock, Entropy, Intent, NothingToRecord, Recorder, Report, facts};
pub use schedule::{Moment, Schedule, Steps};
pub use settings::Settings;
pub use standing::{Standing, Standings};
pub use state::{Contest, Folded, State, corrected, fold, lead_of, measured, rulings, tips};
pub use status::{Status, status_label};
pub use update::{Author, Fact, Reported, Update};
pub use urge::{Urge, Urgency, next_letter};
