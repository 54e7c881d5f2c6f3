//! Tasks that an annex repeats from the text: they are counted once.

use crate::import::doubt::{Doubt, DoubtKind, Of};
use crate::import::draft::{Draft, Rule};

/// Merges drafts of tables with those of the text that say the same.
pub(crate) fn unite(drafts: &mut Vec<Draft>) {
    let is_row = |d: &Draft| d.clause.as_ref().is_some_and(|c| c.rule == Rule::Column) || d.title.rule == Rule::Column;
    drop_copies(drafts);
    let texts: Vec<(usize, String, String)> =
        drafts.iter().enumerate().filter(|(_, d)| !is_row(d)).map(|(at, d)| (at, plain(&d.title.value), plain(&d.text))).collect();
    if texts.is_empty() {
        return;
    }
    let mut repeated: Vec<(usize, usize)> = Vec::new();
    for (at, draft) in drafts.iter().enumerate().filter(|(_, d)| is_row(d)) {
        let (title, text) = (plain(&draft.title.value), plain(&draft.text));
        let same = texts.iter().find(|(_, other, whole)| {
            (*other == title && title.chars().count() >= 4) || (text.chars().count() >= 12 && whole.starts_with(&text))
        });
        if let Some((of, ..)) = same {
            repeated.push((at, *of));
        }
    }
    for (row, of) in repeated.iter().rev() {
        let row = drafts.remove(*row);
        let same_lead = |d: &Draft| d.leader().map(|b| b.name.clone());
        let text = &mut drafts[*of];
        if text.lead.is_none() && row.lead.is_some() {
            (text.bodies, text.lead, text.ground, text.clause) = (row.bodies.clone(), row.lead, row.ground, row.clause.clone());
            text.doubts.retain(|d| d.kind != DoubtKind::NoClause);
        } else if row.lead.is_some() && same_lead(text) != same_lead(&row) {
            text.doubts
                .push(Doubt::new(Of::Lead, DoubtKind::Repeats).about(row.reference.clone()).choices(same_lead(&row).into_iter().collect()));
        }
        if text.deadline.is_none() {
            text.deadline.clone_from(&row.deadline);
        }
    }
}

/// Rows that another sheet has word for word.
fn drop_copies(drafts: &mut Vec<Draft>) {
    let mut seen: std::collections::HashMap<(String, String, String), Option<std::sync::Arc<str>>> = std::collections::HashMap::new();
    drafts.retain(|d| {
        let Some(sheet) = &d.place.sheet else { return true };
        let bodies = d.bodies.iter().map(|b| b.name.as_str()).collect::<Vec<_>>().join("、");
        let key = (plain(&d.title.value), plain(&d.text), format!("{bodies}{:?}", d.deadline.as_ref().map(|f| f.value)));
        match seen.get(&key) {
            Some(other) => other.as_ref() == Some(sheet),
            None => {
                seen.insert(key, Some(std::sync::Arc::clone(sheet)));
                true
            }
        }
    });
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).collect()
}
