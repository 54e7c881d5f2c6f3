use serde::{Deserialize, Serialize};

use super::vocabulary::vocabulary;

/// The level of government at which a body acts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Level {
    /// 省.
    Province,
    /// 市（地）; where nobody says it.
    #[default]
    City,
    /// 县（市、区）.
    County,
    /// 乡镇.
    Township,
}

vocabulary!(Level {
    Province = "省级", "province", "province", [];
    City = "市级", "city", "city", [];
    County = "县级", "county", "county", ["区级"];
    Township = "乡级", "township", "township", ["镇级"];
});
