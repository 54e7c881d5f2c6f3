//! Moving through time.

use crate::tui::action::Action;
use crate::tui::model::Model;
use crate::tui::timeline::month;

/// Zooms and scrolls; at an end it says so.
pub(super) fn act(model: &mut Model, action: Action) {
    let lang = model.lang;
    let end = lang.pick("到头了", "this is the end");
    match action {
        Action::ZoomIn | Action::ZoomOut => match model.timeline.zoom.step(action == Action::ZoomIn) {
            Some(zoom) => model.timeline.zoom = zoom,
            None => model.tell(end),
        },
        Action::TimeEarlier | Action::TimeLater => {
            if !model.timeline.scroll(action == Action::TimeLater, model.book.ledger(), model.today) {
                model.tell(end);
            }
        }
        _ => {
            model.timeline.focus = month(model.today);
            model.tell(format!("{} {}", lang.pick("今天", "today"), model.today));
        }
    }
}
