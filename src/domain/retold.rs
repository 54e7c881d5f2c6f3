//! What an update says, where the log is at hand: the updates that it names are told by what they said, or by who recorded them when.

use chrono::Datelike;

use super::ledger::Ledger;
use super::update::{Fact, Update};
use crate::text::Lang;

impl Update {
    /// All that it says, in sentences, beside the other updates of its log.
    pub(crate) fn sentences_in(&self, log: &[Update], ledger: &Ledger, lang: Lang) -> Vec<String> {
        self.says.iter().map(|fact| retold(fact, log, ledger, lang)).collect()
    }
}

fn retold(fact: &Fact, log: &[Update], ledger: &Ledger, lang: Lang) -> String {
    let text = fact.sentence(ledger, lang);
    let Some(named) = fact.names().and_then(|id| log.iter().find(|u| u.id == *id)) else { return text };
    let day = named.day();
    let which = format!("{}-{}-{} {}", day.year(), day.month(), day.day(), named.by.label(ledger));
    match fact {
        Fact::Solved(_) | Fact::Still(_) => {
            let words = named.says.iter().find_map(|f| if let Fact::Problems(words) = f { Some(words) } else { None });
            words.map_or_else(|| text.clone(), |words| text.replace(named.id.as_str(), words))
        }
        _ => text.replace(named.id.as_str(), &which),
    }
}
