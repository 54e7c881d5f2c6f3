//! What the hint row and other texts promise of keys is true, also when keys are others.

use super::stage::Stage;
use duban::text::Lang;
use duban::tui::{BINDINGS, Keymap};
use ratatui::buffer::Cell;
use std::collections::BTreeMap;

/// Views and modes: the keys that lead there.
const PLACES: [&str; 28] = [
    "",
    "/没有这样的事<enter>",
    "<tab><tab><tab>",
    "<enter>",
    "<space>",
    "/",
    "/农",
    "/qt",
    "/灯:红<enter>/",
    "2",
    "2j<enter>",
    "3",
    "3/没有这样的事<enter>",
    "4",
    "4/没有<enter>",
    "4/粮",
    "4<enter>",
    "5",
    "6",
    "6<tab>",
    "9",
    "a",
    "a进展",
    "s",
    "o",
    "?",
    ":",
    "w",
];

/// What is pressed for a key as the hint row names it: any one of them.
fn strokes(key: &str) -> Vec<String> {
    match key {
        "Up/Down" => vec!["<up>".into(), "<down>".into()],
        "a-z" => ('a'..='z').map(String::from).collect(),
        "1-9" => ('1'..='9').map(String::from).collect(),
        one if one.chars().count() == 1 => vec![one.to_owned()],
        named => vec![format!("<{}>", named.to_lowercase().replace("ctrl-", "c-").replace("alt-", "a-"))],
    }
}

/// The screen without its foot, colours and weights included.
fn body(stage: &mut Stage) -> Vec<Cell> {
    let mut cells = stage.frame(200, 40).content;
    cells.truncate(200 * 39);
    cells
}

fn hinted(stage: &mut Stage) -> Vec<String> {
    stage.model.notice = None;
    let screen = stage.screen(200, 40);
    let foot = screen.lines().last().expect("a foot").to_owned();
    foot.split("  ").filter_map(|hint| hint.split_whitespace().next()).map(str::to_owned).collect()
}

#[test]
fn every_key_of_the_hint_row_does_something() {
    let mut idle = Vec::new();
    for (place, lang) in PLACES.iter().flat_map(|place| [(place, Lang::Zh), (place, Lang::En)]) {
        let keys = hinted(Stage::new(lang).press(place));
        assert!(!keys.is_empty(), "{place} {lang:?}");
        for key in keys {
            let does = |stroke: &String| {
                let mut stage = Stage::new(lang);
                stage.press(place);
                let (still, effects, caret) = (body(&mut stage), stage.effects.len(), stage.caret(200, 40));
                stage.press(stroke);
                stage.model.quit || stage.effects.len() > effects || stage.caret(200, 40) != caret || body(&mut stage) != still
            };
            if !strokes(&key).iter().any(does) {
                idle.push(format!("{key} at `{place}` {lang:?}"));
            }
        }
    }
    assert_eq!(idle, [""; 0], "keys that do nothing");
}

/// Every action on another key than its own: the texts name these, and those keys work.
fn others() -> Keymap {
    let wishes: BTreeMap<String, String> = [
        ("report", "f6"),
        ("set-status", "f7"),
        ("choose-us", "f8"),
        ("next-scope", "f9"),
        ("back", "f10"),
        ("measure", "f11"),
        ("choose-columns", "f12"),
        ("list-view", "f3"),
        ("quit", "f4"),
    ]
    .map(|(action, key)| (action.to_owned(), key.to_owned()))
    .into();
    let (keymap, mistakes) = Keymap::of(&wishes);
    assert_eq!(mistakes, []);
    keymap
}

#[test]
fn texts_name_the_keys_that_are_in_force() {
    for lang in [Lang::Zh, Lang::En] {
        for (place, wanted) in [
            ("", &["F3 ", "F4 "][..]),
            ("G", &["F6 ", "F7 "]),
            ("/没有这样的事<enter>", &["F10 ", "F9 "]),
            ("l-", &["F12 "]),
            ("4/没有<enter>", &["F10 "]),
            (":tour<enter>", &["0–", "F7 ", "F6 ", "F9 ", "F8 "]),
        ] {
            let mut stage = Stage::new(lang);
            stage.model.keymap = others();
            let screen = stage.press(place).screen(160, 40);
            let screen = if lang == Lang::En { screen.replace("0-", "0–") } else { screen };
            for key in wanted {
                assert!(screen.contains(key), "{key} at `{place}`:\n{screen}");
            }
        }
    }
}

#[test]
fn the_hint_row_names_remapped_keys() {
    let mut stage = Stage::new(Lang::Zh);
    stage.model.keymap = others();
    let keys = hinted(&mut stage);
    for word in ["set-status", "report", "quit", "next-scope"] {
        let binding = BINDINGS.iter().find(|b| b.word == word).expect("a row");
        let (_, remapped) = stage.model.keymap.rows().find(|(b, _)| b.word == word).expect("a row");
        assert!(keys.contains(&remapped[0].label()), "{keys:?}");
        assert!(!keys.contains(&binding.keys[0].label()), "{keys:?}");
    }
}
