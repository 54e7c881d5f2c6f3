//! What is made of the rows of the facts.

/// Hands out, of each row: its word for machines and how its sentence begins (which is what readers call its value); how the
/// sentence goes on; what the export writes. Then, where it has them: the value that it sets (where the state keeps it, its
/// words, the fact that sets it, the reason given); which other fact says the same of that value; of what else two people
/// can say different things by it without seeing each other, by the words of those fields, or why nothing it says takes the
/// place of anything; what else it does to the state, what is wrong with it by itself, what it refers to, and whether
/// it reports on the work.
macro_rules! facts {
    (|$ledger:ident, $lang:ident, $state:ident, $update:ident, $from:ident, $to:ident, $reason:ident|
        $($Fact:ident $fields:tt = $word:literal, $zh:literal, $en:literal {
            sentence: $sentence:expr,
            json: $json:expr,
            $(sets: $place:ident($Type:ty), $words:expr, $made:expr, $because:expr, $(implied: $implied:pat => $holds:expr,)?)?
            $(contests: [$($field:literal),+],)?
            $(adds: $adds:literal,)?
            $(folds: $folds:expr,)?
            $(flaw: $flaw:expr,)?
            $(refers: $named:expr,)?
            $(reports: $reports:literal,)?
        })*) => {
        /// A value that can be contested, with the field that it is a value of.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Value {
            $($(#[doc = concat!("`", stringify!($place), "` of an entry's state.")] $Fact($Type),)?)*
            /// The value of an indicator in a period.
            Measured(Period, f64),
            /// What was said of something that no field of an entry's state holds.
            Point(Point),
            /// A value of a body's own part in an entry.
            OfPart(DeptId, Box<Value>),
            /// What the ledger states of itself or of a record.
            Stated(Contested),
        }

        #[allow(unused_variables, reason = "a row names all that its fact holds, and no aspect needs it all")]
        impl Value {
            /// The field's word for machines: `status`, `planned_deadline`, `measured.2025Q3`.
            pub fn word(&self) -> String {
                match self {
                    $($(Value::$Fact($to) => { let _: &$Type = $to; $word.into() })?)*
                    Value::Measured(period, _) => format!("measured.{period}"),
                    Value::Point(point) => point.word(),
                    Value::OfPart(body, value) => format!("{}@{body}", value.word()),
                    Value::Stated(claim) => claim.field().to_string(),
                }
            }

            /// The field's name on screen and paper.
            pub(crate) fn label(&self, lang: Lang) -> &'static str {
                match self {
                    $($(Value::$Fact($to) => { let _: &$Type = $to; lang.pick($zh, $en) })?)*
                    Value::Measured(..) => lang.pick("实测", "measured"),
                    Value::Point(point) => point.label(lang),
                    Value::OfPart(_, value) => value.label(lang),
                    Value::Stated(claim) => claim.label(lang),
                }
            }

            /// The value as readers see it.
            pub fn in_words(&self, $ledger: &Ledger, $lang: Lang) -> String {
                match self {
                    $($(Value::$Fact($to) => $words,)?)*
                    Value::Measured(period, value) => format!("{}: {}", period.label($lang), number(*value)),
                    Value::Point(point) => point.in_words($lang),
                    Value::OfPart(body, value) => {
                        format!("{}{}{}", of_the_part(body, $ledger, $lang), $lang.pick("：", ": "), value.in_words($ledger, $lang))
                    }
                    Value::Stated(claim) => claim.in_words($ledger, $lang),
                }
            }

            /// The value itself, where it is one of a body's own part.
            pub(crate) fn inner(&self) -> &Value {
                if let Value::OfPart(_, value) = self { value.inner() } else { self }
            }

            /// The fact that sets it, by somebody who saw a state; none for what no log of an entry sets.
            pub(super) fn set(&self, state: &State, reason: &str) -> Option<Fact> {
                match self.clone() {
                    $($(Value::$Fact($to) => {
                        let ($from, $reason) = (state.$place.value.clone(), reason.trim().to_owned());
                        Some($made)
                    })?)*
                    _ => None,
                }
            }

            /// Whether it holds in a state, and nobody contests it.
            pub(super) fn holds_in(&self, state: &State) -> bool {
                match self {
                    $($(Value::$Fact($to) => state.$place.contest.is_none() && state.$place.value.as_ref() == Some($to),)?)*
                    _ => false,
                }
            }
        }

        impl State {
            /// Settles what the facts of a log set.
            pub(super) fn settle(&mut self, log: &Log<'_>) {
                $($(log.settle(&mut self.$place, |f| -> Option<$Type> {
                    match f {
                        Fact::$Fact { to, .. } => Some(to.clone()),
                        $($implied => Some($holds),)?
                        _ => None,
                    }
                });)?)*
            }

            /// Whether any value waits for a ruling.
            pub fn is_contested(&self) -> bool {
                self.disputed
                    $($(|| self.$place.contest.is_some())?)*
                    || !self.points.is_empty()
                    || self.parts.iter().any(|part| part.state.is_contested())
            }

            /// All that a log says of the whole and of the parts, with its rivals.
            pub(super) fn logged(&self) -> Vec<Folded<Value>> {
                let mut all = vec![$($(self.$place.map(Value::$Fact),)?)*];
                all.extend(self.points.iter().map(|point| point.map(Value::Point)));
                for part in self.parts.iter().filter(|part| part.state.is_contested()) {
                    let of_part = |value| Value::OfPart(part.body.clone(), Box::new(value));
                    all.extend(part.state.logged().iter().map(|folded| folded.map(of_part)));
                }
                all
            }

            /// Takes in what a fact says besides the value that it sets.
            #[allow(unused_variables, reason = "a row names all that its fact holds, and no aspect needs it all")]
            pub(super) fn take_in(&mut self, fact: &Fact, $update: &Update) {
                let $state = self;
                match fact {
                    $($(Fact::$Fact $fields => $folds,)?)*
                    _ => {}
                }
            }
        }

        #[allow(unused_variables, reason = "a row names all that its fact holds, and no aspect needs it all")]
        impl Fact {
            /// What the fact says, in one sentence for logs, commit messages and the screen:
            /// `时限 2025-09-30 → 2025-12-31，理由：……`.
            pub(crate) fn sentence(&self, $ledger: &Ledger, $lang: Lang) -> String {
                let (begins, goes_on) = match self { $(Fact::$Fact $fields => ($lang.pick($zh, $en), $sentence),)* };
                format!("{begins}{goes_on}")
            }

            /// The fact for machines; bodies by their names.
            pub(crate) fn json(&self, $ledger: &Ledger) -> serde_json::Value {
                match self { $(Fact::$Fact $fields => json!({ $word: $json }),)* }
            }

            /// What the kinds of facts are called in a file.
            pub const NAMES: &[&str] = &[$(stringify!($Fact)),*];

            /// The rows: the word, the fields that two people can contest by such facts, and why there is none where there is none.
            #[cfg(test)]
            pub(super) fn rows() -> Vec<(&'static str, Vec<&'static str>, Option<&'static str>)> {
                vec![$(($word, {
                    let fields: &[&'static str] = &[$({ let _ = stringify!($place); $word },)? $($($field,)+)?];
                    fields.to_vec()
                }, None $(.or(Some($adds)))?),)*]
            }

            /// The value that it sets of an entry.
            pub(super) fn value(&self) -> Option<Value> {
                match self {
                    $($(Fact::$Fact { to, .. } => { let to: &$Type = to; Some(Value::$Fact(to.clone())) })?)*
                    _ => None,
                }
            }

            /// Why it sets its value.
            pub(crate) fn reason(&self) -> &str {
                match self {
                    $($(Fact::$Fact $fields => $because,)?)*
                    _ => "",
                }
            }

            /// What is wrong with it by itself.
            pub(super) fn flaw(&self) -> Option<(Flaw, String)> {
                match self {
                    $($(Fact::$Fact $fields => $flaw,)?)*
                    _ => None,
                }
            }

            /// What it refers to, besides updates of its own log.
            pub(super) fn refers(&self) -> Vec<Reference> {
                match self {
                    $($(Fact::$Fact $fields => $named.into_iter().cloned().map(Reference::from).collect(),)?)*
                    _ => Vec::new(),
                }
            }

            /// Whether it reports on the work, and does not only move dates or names.
            pub(crate) fn is_report(&self) -> bool {
                match self {
                    $($(Fact::$Fact { .. } => $reports,)?)*
                    _ => false,
                }
            }
        }
    };
}
pub(super) use facts;
