//! Moving through time.

use super::{Time, month};
use crate::tui::model::Model;
pub(crate) use crate::tui::update::going::show_entry as open;

/// Zooms and scrolls; at an end it says so.
pub(crate) fn run(model: &mut Model, time: Time) {
    let (lang, timeline) = (model.lang, &mut model.timeline);
    let moved = match time {
        Time::ZoomIn => timeline.zoom_by(true),
        Time::ZoomOut => timeline.zoom_by(false),
        Time::Earlier => timeline.scroll(false, model.book.ledger(), model.today),
        Time::Later => timeline.scroll(true, model.book.ledger(), model.today),
        Time::Today => {
            timeline.focus = month(model.today);
            return model.notify(format!("{} {}", lang.pick("今天", "today"), model.today));
        }
    };
    if !moved {
        model.notify(lang.pick("到头了", "this is the end"));
    }
}
