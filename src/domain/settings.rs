use serde::{Deserialize, Serialize};

/// The numbers of the rules by which lights and buckets are derived; they stand in the ledger, so that all
/// clones judge alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// A deadline this many days away or nearer is 临期 (due soon).
    pub due_soon_days: u32,
    /// Behind scheduled progress by more than this many points: yellow.
    pub yellow_gap: u8,
    /// Behind scheduled progress by more than this many points: red.
    pub red_gap: u8,
    /// This many whole quarters without a report after the last one: yellow.
    pub silent_quarters: u8,
    /// Within this many points of scheduled progress counts as on schedule (达序时).
    pub on_schedule_gap: u8,
    /// Days after the end of a period in which reports on it still count for its bulletin.
    pub grace_days: u32,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { due_soon_days: 30, yellow_gap: 10, red_gap: 30, silent_quarters: 2, on_schedule_gap: 5, grace_days: 10 }
    }
}
