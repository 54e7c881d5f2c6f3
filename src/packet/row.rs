//! A row as it comes again: by what its update is known, and which ones came from it before.

use super::seal::{Basis, FAMILY_LETTERS, mark};
use crate::domain::{Fact, Update, UpdateId, corrected};

/// The id of what a row filled in so becomes. What came from it before and was taken back is said anew under an id of its own, which is
/// made from that of the correction, so that it is the same in every clone.
fn fresh(log: &[Update], basis: &Basis, content: &[String]) -> UpdateId {
    let dead = corrected(log.iter());
    let takes_back = |update: &&Update, id: &UpdateId| {
        !dead.contains(&update.id) && update.says.iter().any(|fact| matches!(fact, Fact::Corrects { update, .. } if update == id))
    };
    let mut content = content.to_vec();
    loop {
        let id = basis.update_id(&content);
        match log.iter().filter(|update| takes_back(update, &id)).map(|update| &update.id).min() {
            Some(correction) => content.push(correction.to_string()),
            None => return id,
        }
    }
}

/// Whether all that came from a row before was taken back.
pub(super) fn was_taken_back(log: &[Update], basis: &Basis) -> bool {
    let (family, dead) = (basis.family(), corrected(log.iter()));
    let mut came = log.iter().filter(|update| update.id.as_str().starts_with(&family)).peekable();
    came.peek().is_some() && came.all(|update| dead.contains(&update.id))
}

/// The id of what a row filled in so becomes, what it has seen, and what it takes back.
pub(super) fn begun(log: &[Update], basis: &Basis, content: &[String], corrects: bool) -> (UpdateId, Vec<UpdateId>, Vec<Fact>) {
    let id = fresh(log, basis, content);
    let mut after: Vec<UpdateId> = basis.after.iter().filter(|a| log.iter().any(|u| u.id == **a)).cloned().collect();
    let mut says = Vec::new();
    if corrects {
        for before in earlier(log, basis, &id) {
            says.push(Fact::Corrects { update: before.clone(), reason: "更正件".into() });
            after.push(before);
        }
    }
    (id, after, says)
}

/// The updates that came from the same row, filled in otherwise, and that nobody has taken back.
pub(super) fn earlier(log: &[Update], basis: &Basis, id: &UpdateId) -> Vec<UpdateId> {
    let family = basis.family();
    let dead = corrected(log.iter());
    let same = log.iter().filter(|u| u.id.as_str().starts_with(&family) && u.id != *id && !dead.contains(&u.id));
    same.map(|u| u.id.clone()).collect()
}

/// Another id of the same row, for other content.
pub(super) fn reworded(id: &UpdateId, content: &[String]) -> UpdateId {
    let family: String = id.as_str().chars().take(FAMILY_LETTERS).collect();
    let rest: String = UpdateId::mint(mark(content.iter().map(String::as_str))).as_str().chars().skip(FAMILY_LETTERS).collect();
    UpdateId::from(format!("{family}{rest}"))
}
