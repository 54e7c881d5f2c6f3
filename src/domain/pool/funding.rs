//! From whom the money of a project comes.

use serde::{Deserialize, Serialize};

/// Money by its source, in 万元 (10,000 yuan).
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Funding {
    /// 中央.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) central: Option<f64>,
    /// 省级.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) province: Option<f64>,
    /// 市县.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) local: Option<f64>,
    /// 社会资本: companies, loans, all that no treasury gives.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) private: Option<f64>,
    /// 专项债.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) bonds: Option<f64>,
}

impl Funding {
    /// Whether nothing is said of it.
    pub(crate) fn is_empty(&self) -> bool {
        *self == Funding::default()
    }

    /// All amounts that are said.
    pub(crate) fn amounts(&self) -> impl Iterator<Item = f64> {
        [self.central, self.province, self.local, self.private, self.bonds].into_iter().flatten()
    }
}
