//! What bodies and places were called before, each name until a day.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::wording::{Asks, Misread, Reader, in_words};

/// A name of before.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Former {
    pub(crate) name: String,
    /// The last day on which it held.
    pub(crate) until: NaiveDate,
    /// The document that ended it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(crate) basis: String,
}

impl Former {
    /// Reads `虎林市畜牧局@2024-03-31`, with the document behind another `@` where there is one.
    fn read(text: &str, reader: &dyn Reader) -> Option<Former> {
        let mut parts = text.splitn(3, ['@', '＠']).map(str::trim);
        let name = parts.next().filter(|name| !name.is_empty())?.to_owned();
        let until = reader.day(parts.next()?).ok()?;
        Some(Former { name, until, basis: parts.next().unwrap_or_default().to_owned() })
    }

    pub(super) fn written(&self) -> String {
        let basis = if self.basis.is_empty() { String::new() } else { format!("@{}", self.basis) };
        format!("{}@{}{basis}", self.name, self.until)
    }
}

/// What is called by a name since those of before is called on a day.
pub(super) fn called_on<'a>(former: &'a [Former], last: &'a str, day: NaiveDate) -> &'a str {
    let held = former.iter().filter(|f| day <= f.until).min_by_key(|f| f.until);
    held.map_or(last, |f| f.name.as_str())
}

in_words! {
    Vec<Former> => |all, _names, _lang| all.iter().map(Former::written).collect::<Vec<_>>().join("、"),
        tries Asks::DatedNames, |text, reader| {
            let one = |part: &str| Former::read(part, reader).ok_or_else(|| Misread::Not(Asks::DatedNames, part.to_owned()));
            reader.parts(text).into_iter().map(one).collect()
        };
}
