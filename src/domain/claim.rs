//! What a record states, field by field, as values: so that two versions of one thing can be compared and merged,
//! and rival values of a contested field can be kept in the ledger.

use std::fmt::Debug;

use super::id::Names;
use super::list::{List, Listed};
use super::wording::{Asks, FieldRow, Misread, OfFigures, Reader};
use crate::text::Lang;

/// Which field of a thing a claim is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Field {
    /// Its word for machines.
    pub(crate) word: &'static str,
    /// For which year, where a field has a value a year.
    pub year: Option<i32>,
}

impl std::fmt::Display for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.year {
            Some(year) => write!(f, "{}.{year}", self.word),
            None => f.write_str(self.word),
        }
    }
}

/// One value of one field.
pub trait Claim: Clone + PartialEq + PartialOrd + Debug + Send + Sync + 'static {
    /// Which field.
    fn field(&self) -> Field;
    /// The field's name on screen and paper.
    fn label(&self, lang: Lang) -> &'static str;
    /// The value as readers see it.
    fn in_words(&self, names: &dyn Names, lang: Lang) -> String;
    /// The claim that the thing belongs into the ledger at all, or no longer does.
    fn presence(present: bool) -> Self;
}

/// Something that states facts field by field.
pub trait Facts {
    /// One value of one of its fields.
    type Claim: Claim;

    /// What it states, one claim a field, in the order of the file; for fields that have a value a year also
    /// of the years given.
    fn claims(&self, years: &[i32]) -> Vec<Self::Claim>;

    /// Makes it state a claim.
    fn state(&mut self, claim: Self::Claim);

    /// The years for which it has values.
    fn years(&self) -> Vec<i32> {
        Vec::new()
    }

    /// Its lists, in the order of the file.
    fn lists(&self) -> Vec<(List, Vec<Listed>)> {
        Vec::new()
    }

    /// Replaces one of its lists.
    fn set_list(&mut self, _list: List, _items: Vec<Listed>) {}

    /// Puts what stood in one of its lists before what stands there now, each once.
    fn add_before(&mut self, word: &str, had: Vec<Listed>) {
        let Some((list, now)) = self.lists().into_iter().find(|(list, _)| list.word == word) else { return };
        let mut all = had;
        for item in now {
            if !all.contains(&item) {
                all.push(item);
            }
        }
        self.set_list(list, all);
    }

    /// Its fields and lists as a person fills them in, in the order of the file.
    fn fields() -> Vec<FieldRow>;

    /// Makes a field or a list state what a person writes.
    fn write(&mut self, word: &str, text: &str, reader: &dyn Reader) -> Result<(), Misread>;

    /// Fills in a field. What must say something is not left empty.
    fn fill(&mut self, field: &FieldRow, text: &str, reader: &dyn Reader) -> Result<(), Misread> {
        let figures = OfFigures(reader);
        match field.word {
            _ if field.asks == Asks::Name && text.trim().is_empty() => Err(Misread::Empty),
            "figures" => self.write(field.word, text, &figures),
            word => self.write(word, text, reader),
        }
    }

    /// A field or a list as [`Facts::write`] takes it; empty where it states nothing.
    fn written(&self, word: &str, names: &dyn Names, lang: Lang) -> String;
}

/// Makes the claims of a thing from a row a field, and a macro that makes the thing itself state them: a log names
/// claims, and the thing holds the log, so the two cannot stand in one file.
macro_rules! claims {
    ($claim:ident, $doc:literal, $facts:ident for $item:ident { $($variant:ident($ty:ty) = $($path:ident).+, $word:literal, $zh:literal, $en:literal;)* }
        $(lists { $($list:ident, $lzh:literal, $len:literal;)* })?
        $(by year $yearly:ident($value:ty) = $map:ident, $yword:literal, $yzh:literal, $yen:literal;)?) => {
        #[doc = $doc]
        #[derive(Clone, Debug, PartialEq, PartialOrd, serde::Serialize, serde::Deserialize)]
        pub enum $claim {
            /// Whether it belongs into the ledger.
            Present(bool),
            $(#[doc = concat!($en, ".")] $variant($ty),)*
            $(#[doc = concat!($yen, " of a year.")] $yearly(i32, Option<$value>),)?
        }

        impl $crate::domain::claim::Claim for $claim {
            fn field(&self) -> $crate::domain::claim::Field {
                let (word, year) = match self {
                    $claim::Present(_) => ("present", None),
                    $($claim::$variant(_) => ($word, None),)*
                    $($claim::$yearly(year, _) => ($yword, Some(*year)),)?
                };
                $crate::domain::claim::Field { word, year }
            }

            fn label(&self, lang: $crate::text::Lang) -> &'static str {
                match self {
                    $claim::Present(_) => lang.pick("去留", "stays in the ledger"),
                    $($claim::$variant(_) => lang.pick($zh, $en),)*
                    $($claim::$yearly(..) => lang.pick($yzh, $yen),)?
                }
            }

            fn in_words(&self, names: &dyn $crate::domain::Names, lang: $crate::text::Lang) -> String {
                use $crate::domain::wording::InWords;
                match self {
                    $claim::Present(true) => lang.pick("保留", "keep").into(),
                    $claim::Present(false) => lang.pick("删除", "remove").into(),
                    $($claim::$variant(v) => v.in_words(names, lang),)*
                    $($claim::$yearly(year, v) => format!("{year}: {}", v.in_words(names, lang)),)?
                }
            }

            fn presence(present: bool) -> Self {
                $claim::Present(present)
            }
        }

        macro_rules! $facts {
            () => {
                impl Facts for $item {
                    type Claim = $claim;

                    #[allow(unused_variables, unused_mut, reason = "few things have values by year")]
                    fn claims(&self, years: &[i32]) -> Vec<$claim> {
                        let mut all = vec![$claim::Present(true), $($claim::$variant(self.$($path).+.clone()),)*];
                        $(
                            let mut years: Vec<i32> = self.$map.keys().chain(years).copied().collect();
                            years.sort_unstable();
                            years.dedup();
                            all.extend(years.into_iter().map(|y| $claim::$yearly(y, self.$map.get(&y).copied())));
                        )?
                        all
                    }

                    fn state(&mut self, claim: $claim) {
                        match claim {
                            $claim::Present(_) => {}
                            $($claim::$variant(v) => self.$($path).+ = v,)*
                            $(
                                $claim::$yearly(year, Some(v)) => drop(self.$map.insert(year, v)),
                                $claim::$yearly(year, None) => drop(self.$map.remove(&year)),
                            )?
                        }
                    }

                    $(
                        fn years(&self) -> Vec<i32> {
                            self.$map.keys().copied().collect()
                        }
                    )?

                    $(
                        fn lists(&self) -> Vec<(List, Vec<Listed>)> {
                            let of = |word, zh, en| List { word, zh, en };
                            vec![$((of(stringify!($list), $lzh, $len), self.$list.iter().cloned().map(Listed::from).collect()),)*]
                        }

                        fn set_list(&mut self, list: List, items: Vec<Listed>) {
                            match list.word {
                                $(stringify!($list) => self.$list = items.into_iter().filter_map(|i| i.try_into().ok()).collect(),)*
                                _ => {}
                            }
                        }
                    )?

                    fn fields() -> Vec<$crate::domain::FieldRow> {
                        use $crate::domain::{FieldRow, wording};
                        vec![
                            $(FieldRow::new($word, ($zh, $en), <$ty as wording::FromWords>::ASKS),)*
                            $($(FieldRow::new(stringify!($list), ($lzh, $len), wording::asks_of(|one: &$item| &one.$list)),)*)?
                            $(FieldRow::new($yword, ($yzh, $yen), wording::Asks::Targets),)?
                        ]
                    }

                    fn write(&mut self, word: &str, text: &str, reader: &dyn $crate::domain::wording::Reader)
                        -> Result<(), $crate::domain::wording::Misread> {
                        use $crate::domain::wording::{FromWords, Misread};
                        match word {
                            $($word => self.$($path).+ = FromWords::from_words(text, reader)?,)*
                            $($(stringify!($list) => self.$list = FromWords::from_words(text, reader)?,)*)?
                            $($yword => self.$map = $crate::domain::wording::by_year::<$value>(text, reader)?,)?
                            other => return Err(Misread::NoField(other.to_owned())),
                        }
                        Ok(())
                    }

                    fn written(&self, word: &str, names: &dyn $crate::domain::Names, lang: $crate::text::Lang) -> String {
                        use $crate::domain::wording::{InWords, nothing_is_empty};
                        nothing_is_empty(match word {
                            $($word => self.$($path).+.in_words(names, lang),)*
                            $($(stringify!($list) => self.$list.in_words(names, lang),)*)?
                            $($yword => $crate::domain::wording::years_in_words(&self.$map, names, lang),)?
                            _ => String::new(),
                        })
                    }
                }
            };
        }
        #[allow(unused_imports, reason = "most things state their claims in the same file")]
        pub(super) use $facts;
    };
}
pub(super) use claims;

/// The rivals among `contested` that still stand: a field that was since set to a value that is none of them
/// is settled, and so is one with a single value left.
pub fn standing<F: Facts>(item: &F, contested: &[F::Claim]) -> Vec<F::Claim> {
    if contested.is_empty() {
        return Vec::new();
    }
    let years: Vec<i32> = contested.iter().filter_map(|c| c.field().year).collect();
    let mut all = Vec::new();
    for shown in item.claims(&years) {
        let mut rivals: Vec<F::Claim> = contested.iter().filter(|c| c.field() == shown.field()).cloned().collect();
        if rivals.contains(&shown) {
            sort_claims(&mut rivals);
            if rivals.len() > 1 {
                all.extend(rivals);
            }
        }
    }
    all
}

/// Sorts claims by value and drops doubles.
pub(crate) fn sort_claims<C: Claim>(claims: &mut Vec<C>) {
    claims.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    claims.dedup();
}
