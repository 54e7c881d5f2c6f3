//! What others have changed since the person looked last.

use crate::merge::Difference;
use crate::tui::{Effect, Model};

/// Asks for what is different from what was seen last.
pub(crate) fn look_for(model: &mut Model) {
    if model.is_past() {
        return;
    }
    model.effects.push(Effect::LookForNews(Box::new(model.book.ledger().clone())));
}

/// What is different is told, as far as somebody else did it.
pub(crate) fn came(model: &mut Model, found: Option<Vec<Difference>>) {
    // Who sees the ledger for the first time has seen it when he leaves.
    let Some(found) = found else {
        model.desk.has_looked = true;
        return;
    };
    let news: Vec<Difference> = found.into_iter().filter(|d| !is_own(model, d)).collect();
    model.desk.has_looked &= news.is_empty();
    model.desk.news = Some(news);
    model.renew_views();
}

/// Whether we did it ourselves: it bears our name, or what bears none was changed here.
fn is_own(model: &Model, difference: &Difference) -> bool {
    match difference.update() {
        Some(update) => update.by == model.recorder.by,
        None => model.own.0.contains(&difference.subject),
    }
}

/// The news are looked at: what comes from now on is news.
pub(crate) fn saw(model: &mut Model) {
    if model.is_past() {
        return;
    }
    model.desk.has_looked = true;
    model.effects.push(Effect::Saw);
}

/// Who leaves and has seen all that others did has seen the ledger as it is.
pub(crate) fn settle(model: &mut Model) {
    let has_seen = model.desk.has_looked || model.desk.news.as_ref().is_some_and(Vec::is_empty);
    if model.quit && has_seen {
        model.effects.push(Effect::Saw);
    }
}
