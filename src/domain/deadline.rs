//! The deadline that an entry states, and how it stands in a file: `Stated("2025-12-31")`, `PlanPeriod`, in format 1 `PlanPeriod("2025-12-31")`.

use chrono::NaiveDate;
use serde::de::{DeserializeSeed, Deserializer, EnumAccess, VariantAccess, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use std::cmp::Ordering;
use std::fmt::{self, Formatter};

use crate::text::Lang;

/// By when, and on what ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deadline {
    /// The entry says the date.
    Stated(NaiveDate),
    /// The entry says none: the end of the plan's period.
    PlanPeriod(Repeated),
}

impl Deadline {
    /// That of an entry of which its plan says no date.
    pub const PLAN_PERIOD: Deadline = Deadline::PlanPeriod(Repeated(None));

    /// The day, where the plan's period ends on the other.
    pub(crate) fn date(self, end: Option<NaiveDate>) -> Option<NaiveDate> {
        match self {
            Deadline::Stated(day) => Some(day),
            Deadline::PlanPeriod(Repeated(day)) => end.or(day),
        }
    }

    /// The ground, for machines: `stated plan_period`.
    pub(crate) fn basis(self) -> &'static str {
        match self {
            Deadline::Stated(_) => "stated",
            Deadline::PlanPeriod(_) => "plan_period",
        }
    }

    /// The ground, for readers.
    pub(crate) fn basis_label(self, lang: Lang) -> &'static str {
        match self {
            Deadline::Stated(_) => lang.pick("条目写明", "said in the entry"),
            Deadline::PlanPeriod(_) => lang.pick("规划期末", "end of the plan's period"),
        }
    }
}

/// The end of the plan's period as format 1 repeats it in every entry. It is no part of what the entry says: two are the same whatever they
/// repeat, and what counts is the plan's.
#[derive(Clone, Copy, Debug, Default)]
pub struct Repeated(pub Option<NaiveDate>);

impl PartialEq for Repeated {
    fn eq(&self, _: &Repeated) -> bool {
        true
    }
}

impl Eq for Repeated {}

impl PartialOrd for Repeated {
    fn partial_cmp(&self, other: &Repeated) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Repeated {
    fn cmp(&self, _: &Repeated) -> Ordering {
        Ordering::Equal
    }
}

const NAME: &str = "Deadline";
const VARIANTS: [&str; 2] = ["Stated", "PlanPeriod"];

impl Serialize for Deadline {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Deadline::Stated(day) => to.serialize_newtype_variant(NAME, 0, VARIANTS[0], day),
            Deadline::PlanPeriod(Repeated(Some(day))) => to.serialize_newtype_variant(NAME, 1, VARIANTS[1], day),
            Deadline::PlanPeriod(Repeated(None)) => to.serialize_unit_variant(NAME, 1, VARIANTS[1]),
        }
    }
}

impl<'de> Deserialize<'de> for Deadline {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Deadline, D::Error> {
        from.deserialize_enum(NAME, &VARIANTS, Words)
    }
}

struct Words;

#[derive(Deserialize)]
enum Variant {
    Stated,
    PlanPeriod,
}

impl<'de> Visitor<'de> for Words {
    type Value = Deadline;

    fn expecting(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Stated(\"…\") or PlanPeriod")
    }

    fn visit_enum<A: EnumAccess<'de>>(self, data: A) -> Result<Deadline, A::Error> {
        let (variant, says) = data.variant::<Variant>()?;
        match variant {
            Variant::Stated => says.newtype_variant().map(Deadline::Stated),
            Variant::PlanPeriod => repeated(says).map(Deadline::PlanPeriod),
        }
    }
}

/// What stands behind the word, if anything does: whether there is something is known once it begins to be read.
fn repeated<'de, A: VariantAccess<'de>>(says: A) -> Result<Repeated, A::Error> {
    let mut begun = false;
    match says.newtype_variant_seed(Day(&mut begun)) {
        Ok(day) => Ok(Repeated(Some(day))),
        Err(_) if !begun => Ok(Repeated(None)),
        Err(error) => Err(error),
    }
}

struct Day<'a>(&'a mut bool);

impl<'de> DeserializeSeed<'de> for Day<'_> {
    type Value = NaiveDate;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<NaiveDate, D::Error> {
        *self.0 = true;
        NaiveDate::deserialize(from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plans_end_is_read_with_and_without_its_day() {
        let day: NaiveDate = "2025-12-31".parse().unwrap();
        let read = |text: &str| ron::from_str::<Vec<Deadline>>(text);
        let both = read(r#"[PlanPeriod, PlanPeriod("2025-12-31"), Stated("2025-12-31"), PlanPeriod]"#).unwrap();
        assert_eq!(both, [Deadline::PLAN_PERIOD, Deadline::PLAN_PERIOD, Deadline::Stated(day), Deadline::PLAN_PERIOD]);
        assert!(matches!(both[1], Deadline::PlanPeriod(Repeated(Some(of))) if of == day));
        assert_eq!(ron::to_string(&both).unwrap(), r#"[PlanPeriod,PlanPeriod("2025-12-31"),Stated("2025-12-31"),PlanPeriod]"#);
        for wrong in [r#"[PlanPeriod("gestern")]"#, "[PlanPeriod()]", "[PlanPeriod(3)]", "[Stated]", "[Ende]"] {
            let error = read(wrong).unwrap_err();
            assert!(error.span.start.col > 1, "{wrong}: {error}");
        }
    }
}
