//! What distinguishes two ledgers, as values that can say themselves in a sentence: for what a save takes in,
//! for `diff`, `log` and commit messages.

use crate::domain::{Ledger, List, Listed, Subject, Turn, Update, Value};
use crate::text::Lang;

/// One thing that is different in the newer of two ledgers.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// In what.
    pub(crate) subject: Subject,
    /// What the thing is called: an entry's title, a plan's short name.
    pub(crate) name: String,
    /// What is different.
    pub what: What,
}

/// What is different.
#[derive(Clone, Debug, PartialEq)]
pub enum What {
    /// The thing is new.
    Added,
    /// The thing is gone.
    Removed,
    /// Its log holds one more update.
    Recorded(Box<Update>),
    /// Its log no longer holds an update.
    Unrecorded(Box<Update>),
    /// A field states another value.
    Stated {
        /// The older value.
        from: Box<Value>,
        /// The newer value.
        to: Box<Value>,
    },
    /// A list holds other things.
    Listed {
        /// Which list.
        list: List,
        /// What came in.
        added: Vec<Listed>,
        /// What went out.
        removed: Vec<Listed>,
    },
    /// From a day on something became of it, or will.
    Turned(Box<Turn>),
    /// That does not hold any more.
    Unturned(Box<Turn>),
    /// Rival values came to stand or were settled.
    Contest {
        /// How many fields waited for a ruling.
        from: usize,
        /// How many wait now.
        to: usize,
    },
}

impl What {
    /// The word of the field that is different; empty where that is none.
    pub(super) fn field(&self) -> String {
        match self {
            What::Stated { to, .. } => to.word(),
            What::Listed { list, .. } => list.word.to_owned(),
            _ => String::new(),
        }
    }

    /// What became of it.
    pub(super) fn turn(&self) -> Option<&Turn> {
        if let What::Turned(turn) | What::Unturned(turn) = self { Some(turn) } else { None }
    }
}

impl Difference {
    /// Who made it, where an update says so.
    pub(crate) fn update(&self) -> Option<&Update> {
        match &self.what {
            What::Recorded(update) | What::Unrecorded(update) => Some(update),
            _ => None,
        }
    }

    /// Whose what, in one line: `张三：p/一 甲事：状态 — → 推进中`.
    pub(crate) fn line(&self, ledger: &Ledger, lang: Lang) -> String {
        let colon = lang.pick("：", ": ");
        let who = self.update().map(|u| format!("{}{colon}", u.by.named(ledger, lang))).unwrap_or_default();
        let what = self.sentences(ledger, lang).join(lang.pick("；", "; "));
        format!("{who}{} {}{colon}{what}", self.subject, self.name)
    }

    /// What is different, without naming the thing; one sentence a fact.
    pub(crate) fn sentences(&self, ledger: &Ledger, lang: Lang) -> Vec<String> {
        let words = |list: &[Listed]| list.iter().map(|l| l.in_words(ledger, lang)).collect::<Vec<_>>().join(lang.pick("、", ", "));
        match &self.what {
            What::Added => vec![lang.pick("新增", "added").into()],
            What::Removed => vec![lang.pick("删除", "removed").into()],
            What::Recorded(update) => self.told(update, "", ledger, lang),
            What::Unrecorded(update) => self.told(update, lang.pick("撤下：", "taken out: "), ledger, lang),
            What::Stated { from, to } => {
                vec![format!("{} {} → {}", to.label(lang), from.in_words(ledger, lang), to.in_words(ledger, lang))]
            }
            What::Listed { list, added, removed } => {
                let mut parts = Vec::new();
                if !added.is_empty() {
                    parts.push(format!("{}{}", lang.pick("增加", "+ "), words(added)));
                }
                if !removed.is_empty() {
                    parts.push(format!("{}{}", lang.pick("去掉", "- "), words(removed)));
                }
                if parts.is_empty() {
                    parts.push(lang.pick("次序有变", "in another order").into());
                }
                vec![format!("{} {}", list.label(lang), parts.join(lang.pick("，", ", ")))]
            }
            What::Turned(turn) => vec![turn.sentence(ledger, lang)],
            What::Unturned(turn) => vec![format!("{}{}", lang.pick("不再", "no more: "), turn.sentence(ledger, lang))],
            What::Contest { from, to } => {
                vec![lang.pick(format!("待裁定 {from} 项 → {to} 项"), format!("{from} contested → {to} contested"))]
            }
        }
    }

    /// What an update says, each sentence with what comes before it, and with whose part it is, or that it is proposed.
    fn told(&self, update: &Update, before: &str, ledger: &Ledger, lang: Lang) -> Vec<String> {
        let about = update.about_label(ledger, lang).map(|about| format!("{about}{}", lang.pick("：", ": "))).unwrap_or_default();
        let said = update.sentences_in(ledger.log_of(&self.subject), ledger, lang);
        said.into_iter().map(|said| format!("{before}{about}{said}")).collect()
    }
}
