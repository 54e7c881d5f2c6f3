use super::desk::{Desk, LEDGER};
use serde_json::{Value, json};

/// The error that a machine reads, with exit code 2 and nothing on stderr.
fn error(desk: &Desk, words: &[&str]) -> Value {
    let said = desk.run(words);
    assert_eq!((said.code, said.err.as_str()), (2, ""), "{said:?}");
    said.json("error")
}

#[test]
fn machines_get_an_error_as_a_value_with_its_place() {
    let broken = Desk::with(&LEDGER.replacen("format: 1,", "format: 1 title,", 1));
    let found = error(&broken, &["list", "--json"]);
    assert!(found["file"].as_str().unwrap().ends_with("tasks.ron"), "{found}");
    let line = LEDGER.lines().position(|l| l.contains("format: 1,")).unwrap() + 1;
    assert_eq!(found["line"].as_u64(), Some(line as u64), "{found}");
    assert!(found["column"].as_u64().unwrap() > 5 && found["message"].as_str().unwrap().contains("逗号"), "{found}");
    assert!(found["hint"].as_str().unwrap().contains("按行列改正"), "{found}");
}

#[test]
fn what_is_not_known_of_an_error_is_null() {
    let desk = Desk::new();
    let found = error(&desk, &["--json", "show", "没有这条"]);
    assert_eq!([&found["file"], &found["line"], &found["column"]], [&Value::Null; 3]);
    assert!(found["hint"].as_str().unwrap().contains("duban list"), "{found}");
    let found = error(&desk, &["list", "--filter", "状态:已完成 颜色:红", "--json"]);
    assert_eq!((&found["column"], &found["file"]), (&json!(8), &Value::Null), "{found}");
    let found = error(&desk, &["export", "--json", "--format", "json", "-o", "tasks.ron"]);
    assert!(found["file"].as_str().unwrap().ends_with("tasks.ron"), "{found}");
    assert_eq!(desk.text(), LEDGER);
}

#[test]
fn a_mistake_in_the_words_is_a_value_too_and_people_read_text() {
    let desk = Desk::new();
    assert!(error(&desk, &["lst", "--json"])["message"].as_str().unwrap().contains("没有 `lst` 这个命令"));
    desk.run(&["lst"]).refused("没有 `lst` 这个命令");
    desk.run(&["show", "--", "--json"]).refused("错误：");
}
