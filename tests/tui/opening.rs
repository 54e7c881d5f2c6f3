//! What is seen while a ledger is opened, when that takes longer than a moment.

use super::picture::{drawn, pinned, text};
use duban::progress::{Progress, Step};
use duban::text::Lang;
use duban::tui::{Theme, Waiting, view_opening};

fn waiting(lang: Lang, step: Step, done: usize, total: usize) -> Waiting {
    let progress = Progress::default();
    progress.begin(step, total);
    progress.add(done);
    Waiting { path: "/督办/台账/tasks.ron".into(), progress, lang, theme: Theme::dark(), ascii: false }
}

#[test]
fn every_step_of_an_opening_as_a_picture() {
    let steps = [
        ("reading", Step::Reading, 46_200_000, 230_900_000),
        ("parsing", Step::Parsing, 34_000, 100_000),
        ("surveying", Step::Surveying, 99_999, 100_000),
    ];
    for (name, step, done, total) in steps {
        let waiting = waiting(Lang::Zh, step, done, total);
        pinned(&format!("the_opening_{name}"), text(&drawn(80, 24, |frame| view_opening(frame, &waiting))));
    }
    let english = waiting(Lang::En, Step::Parsing, 34_000, 100_000);
    pinned("the_opening_parsing-En-80x24", text(&drawn(80, 24, |frame| view_opening(frame, &english))));
}

#[test]
fn an_opening_has_room_on_any_screen_and_before_anything_is_known() {
    for (width, height) in [(1, 1), (24, 6), (24, 9), (200, 60)] {
        let waiting = Waiting { ascii: true, ..waiting(Lang::Zh, Step::Reading, 1, 2) };
        drawn(width, height, |frame| view_opening(frame, &waiting));
        let waiting = Waiting { progress: Progress::default(), ..waiting };
        drawn(width, height, |frame| view_opening(frame, &waiting));
    }
    let waiting = waiting(Lang::Zh, Step::Reading, 1, 2);
    assert_eq!(text(&drawn(24, 6, |frame| view_opening(frame, &waiting))).trim(), "正在打开台账 16%");
}
