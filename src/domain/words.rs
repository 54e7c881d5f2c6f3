//! Words of a log: they add up, and nobody's take the place of those that he had not seen.

use ecow::EcoString;
use std::collections::HashSet;

use super::id::UpdateId;
use super::log::Log;
use super::update::Fact;

/// The last words of a kind, with the update that said them last. Where people had words on one period without seeing each
/// other's, those of all.
pub(super) fn last(log: &Log<'_>, words: impl Fn(&Fact) -> Option<&EcoString>) -> Option<(EcoString, UpdateId)> {
    let mut heads = log.heads(|u| u.says.iter().rev().find_map(&words).cloned());
    let (newest, update) = heads.last().cloned()?;
    heads.retain(|(_, u)| u.reported_period() == update.reported_period());
    let mut told = HashSet::new();
    let each = heads.iter().map(|(words, _)| words.trim().trim_end_matches('。'));
    let all: Vec<&str> = each.filter(|words| told.insert(*words)).collect();
    let said = if all.len() > 1 { all.join("；").into() } else { newest };
    Some((said, update.id.clone()))
}
