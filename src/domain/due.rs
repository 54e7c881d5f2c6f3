//! By when a part of the work is due: at the end of a year, a half, a quarter, or on a day.

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;
use std::str::FromStr;

use super::period::{BadPeriod, Period};
use crate::text::Lang;

/// By when: written `2025Q4`, `2025H1`, `2025`, `2025-10-31`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Due(Period);

impl Due {
    /// At the end of a period; what is no year, half or quarter is its last day.
    pub(crate) fn by(period: Period) -> Due {
        match period {
            Period::Days(_, last) => Due::on(last),
            whole => Due(whole),
        }
    }

    /// On a day.
    pub(crate) fn on(day: NaiveDate) -> Due {
        Due(Period::Days(day, day))
    }

    /// The last day on which it is in time.
    pub(crate) fn day(self) -> NaiveDate {
        self.0.end()
    }

    /// The year, half or quarter; none where it is a day.
    pub(crate) fn period(self) -> Option<Period> {
        if let Period::Days(..) = self.0 { None } else { Some(self.0) }
    }

    /// As readers name it.
    pub(crate) fn label(self, lang: Lang) -> String {
        self.period().map_or_else(|| self.day().to_string(), |period| period.label(lang))
    }
}

impl From<NaiveDate> for Due {
    fn from(day: NaiveDate) -> Due {
        Due::on(day)
    }
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.period() {
            Some(period) => period.fmt(f),
            None => self.day().fmt(f),
        }
    }
}

impl FromStr for Due {
    type Err = BadPeriod;

    fn from_str(text: &str) -> Result<Due, BadPeriod> {
        text.parse().map(Due::on).or_else(|_| text.parse().map(Due::by))
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for text in ["2025", "2025H1", "2025Q4", "2025-10-31"] {
            let due: Due = text.parse().unwrap();
            assert_eq!(due.to_string(), text);
            assert_eq!(ron::from_str::<Due>(&ron::to_string(&due).unwrap()).unwrap(), due);
        }
        assert_eq!("2025年10月".parse::<Due>().unwrap().to_string(), "2025-10-31");
        assert!("某日".parse::<Due>().is_err());
    }
}
