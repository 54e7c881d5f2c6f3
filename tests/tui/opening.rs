//! What is seen while a ledger is opened, when that takes longer than a moment.

use super::stage::picture;
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
    for lang in [Lang::Zh, Lang::En] {
        for (name, step, done, total) in steps {
            let waiting = waiting(lang, step, done, total);
            let picture = picture(80, 24, |frame| view_opening(frame, &waiting));
            insta::with_settings!({ snapshot_path => "pictures", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(format!("the_opening_{name}-{lang:?}-80x24"), picture);
            });
        }
    }
}

#[test]
fn an_opening_has_room_on_any_screen_and_before_anything_is_known() {
    for (width, height) in [(1, 1), (24, 6), (24, 9), (200, 60)] {
        let waiting = Waiting { ascii: true, ..waiting(Lang::Zh, Step::Reading, 1, 2) };
        picture(width, height, |frame| view_opening(frame, &waiting));
        let waiting = Waiting { progress: Progress::default(), ..waiting };
        picture(width, height, |frame| view_opening(frame, &waiting));
    }
    let waiting = waiting(Lang::Zh, Step::Reading, 1, 2);
    assert_eq!(picture(24, 6, |frame| view_opening(frame, &waiting)).trim(), "正在打开台账 16%");
}
