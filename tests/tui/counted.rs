//! Tasks of real days, with their control keys counted: all but the letters of texts.

use super::stage::Stage;
use duban::text::Lang;
use duban::tui::{Effect, View};

fn demo() -> Stage {
    Stage::with(duban::demo::ledger(300, 3, "2025-10-15".parse().expect("date")), Lang::Zh)
}

/// Presses keys, each of them a control key; texts are typed with [`typed`].
struct Hand {
    stage: Stage,
    keys: usize,
}

impl Hand {
    fn new() -> Hand {
        Hand { stage: demo(), keys: 0 }
    }

    fn press(&mut self, keys: &[&str]) -> &mut Hand {
        for key in keys {
            self.stage.press(key);
            self.keys += 1;
        }
        self
    }

    fn typed(&mut self, text: &str) -> &mut Hand {
        self.stage.press(text);
        self
    }

    fn within(&mut self, most: usize) -> &mut Stage {
        assert!(self.keys <= most, "{} keys, {most} at most", self.keys);
        self.keys = 0;
        &mut self.stage
    }
}

#[test]
fn which_body_is_worst_by_late_items_by_silence_and_since_when_is_seen_in_three_keys_each() {
    for (column, head) in [("4", "逾期↓"), ("7", "未反馈率↓"), ("8", "最近反馈↓")] {
        let mut hand = Hand::new();
        hand.press(&["2", "o", column]);
        let stage = hand.within(3);
        assert!(stage.screen(120, 36).contains(head), "{}", stage.screen(120, 36));
    }
}

#[test]
fn letters_to_the_three_worst_that_have_not_reported_are_written_in_eight_keys() {
    let mut hand = Hand::new();
    // The most owed come first.
    hand.press(&["6", "<tab>", " ", " ", " ", "c", "2", "y"]);
    let stage = hand.within(8);
    let Some(Effect::Letters(letters)) = stage.effects.last() else { panic!("no letters: {}", stage.notice()) };
    assert_eq!(letters.all.len(), 3);
}

#[test]
fn the_deadlines_of_twelve_items_are_moved_with_one_reason_in_eight_keys() {
    let mut hand = Hand::new();
    hand.press(&["/"]).typed("状态:推进中 时限>2025-10-14 时限<2026-01-31").press(&["<enter>", "<c-a>"]);
    let marked = hand.stage.model.list.marks.len();
    assert!(marked >= 12, "{marked}");
    let before = hand.stage.bytes();
    hand.press(&["d"]).typed("2026-03-31").press(&["<tab>"]).typed("设备到货晚").press(&["<c-s>"]);
    assert!(hand.stage.screen(120, 36).contains(&format!("{marked} 条")), "{}", hand.stage.screen(120, 36));
    if hand.stage.model.dialog.is_some() {
        hand.press(&["y"]);
    }
    let stage = hand.within(8);
    assert!(stage.bytes() != before && stage.model.dialog.is_none(), "{}", stage.screen(120, 36));
    assert_eq!(stage.bytes().matches("设备到货晚").count(), marked);
    let after = stage.bytes();
    // Taken back, done again, committed, taken back.
    hand.press(&["u"]);
    assert_eq!(hand.within(2).bytes(), before);
    hand.press(&["<c-r>"]);
    assert_eq!(hand.within(2).bytes(), after);
    hand.press(&[":"]).typed("提交").press(&["<enter>"]);
    hand.within(2);
    hand.press(&["u"]);
    let stage = hand.within(2);
    assert_eq!(stage.model.view, View::List);
    assert_ne!(stage.bytes(), after, "{}", stage.notice());
}
