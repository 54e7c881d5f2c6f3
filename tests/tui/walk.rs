//! Ten thousand random keys never panic, and undoing everything gives back the same bytes.

use super::stage::Stage;
use duban::text::Lang;
use proptest::prelude::*;

const KEYS: [&str; 94] = [
    "j",
    "k",
    "<down>",
    "<up>",
    "<pgdn>",
    "<pgup>",
    "<home>",
    "<end>",
    "/",
    "农",
    "n",
    "y",
    "n",
    "c",
    "j",
    "<enter>",
    "<esc>",
    "<bs>",
    "<tab>",
    "<s-tab>",
    "<space>",
    "v",
    "<c-a>",
    "s",
    "d",
    "b",
    "a",
    "L",
    "w",
    "o",
    "O",
    "g",
    "t",
    "i",
    "J",
    "K",
    "r",
    "y",
    "u",
    "<c-z>",
    "<c-r>",
    "<c-y>",
    "1",
    "2",
    "6",
    "[",
    "]",
    "x",
    "U",
    ":",
    "?",
    "<left>",
    "<right>",
    "<c-s>",
    "年底",
    "5",
    "0",
    "：",
    "<del>",
    "牵头:",
    "3",
    "4",
    "5",
    "<enter>",
    "r",
    "+",
    "-",
    "h",
    "l",
    ".",
    "<a-left>",
    "<a-right>",
    "160",
    "V",
    "F",
    "C",
    "H",
    "W",
    ",",
    "[",
    "!",
    "-",
    "<c-p>",
    "{",
    "}",
    "<",
    ">",
    "Y",
    "f",
    "qt",
    "灯:",
    "甲乙",
    "2",
    "1",
];

fn walk(keys: &[usize], lang: Lang) {
    let ledger = duban::demo::ledger(60, 7, "2025-10-15".parse().expect("date"));
    let mut stage = Stage::with(ledger, lang);
    let before = stage.bytes();
    for (n, key) in keys.iter().enumerate() {
        stage.press(KEYS[key % KEYS.len()]);
        stage.model.quit = false;
        if n % 50 == 0 {
            stage.screen(80, 24);
            stage.screen(7 + (n % 90) as u16, 3 + (n % 40) as u16);
        }
    }
    let steps = stage.model.history.done.len();
    for _ in 0..steps {
        // Out of whatever the keys have opened, as a person gets out of it: no place keeps the undo away.
        for _ in 0..6 {
            stage.press("<esc>");
        }
        stage.model.quit = false;
        stage.press("u");
    }
    assert_eq!(stage.model.history.done.len(), 0, "a step cannot be undone from here");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn ten_thousand_random_keys() {
    let mut random = fastrand::Rng::with_seed(20_251_015);
    for lang in [Lang::Zh, Lang::En] {
        let keys: Vec<usize> = (0..5_000).map(|_| random.usize(..KEYS.len())).collect();
        walk(&keys, lang);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn any_short_walk(keys in proptest::collection::vec(0..KEYS.len(), 0..150)) {
        walk(&keys, Lang::Zh);
    }
}
