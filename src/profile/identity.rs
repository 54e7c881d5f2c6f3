//! Who works at this machine, as he said when the program asked.

use serde::{Deserialize, Serialize};

/// Which body a person belongs to, and his name: asked once, and kept apart from the config, whose comments are his own.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Identity {
    /// The body, by its name; empty where he belongs to none of the register, as an office that looks after all of them.
    pub us: String,
    /// The name that stands beside what he records; empty: the system's.
    pub person: String,
    /// Whether he was asked. Who did not want to say is not asked again.
    pub asked: bool,
    /// Whether the config says who we are: it will say so again next time.
    #[serde(skip)]
    pub is_configured: bool,
}
