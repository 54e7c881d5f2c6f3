//! On a terminal of 200×60 the room is used, and no line is too long to be read.

use super::stage::Stage;
use duban::store::{BUILT_IN, parse_text};
use duban::text::Lang;
use unicode_width::UnicodeWidthStr;

fn at(keys: &str) -> (Stage, String) {
    let mut stage = Stage::on(parse_text("tasks.ron", BUILT_IN).expect("ledger"), "2025-12-20", Lang::Zh);
    let screen = stage.press(keys).screen(200, 60);
    (stage, screen)
}

/// Whether a row has something in its right half, too.
fn reaches_right(row: &str) -> bool {
    row.width() > 110
}

#[test]
fn what_waits_today_stands_in_two_columns_and_the_cursor_goes_through_both() {
    let (mut stage, _) = at("0");
    // The office, which looks after all bodies.
    stage.model.us = None;
    stage.replace(stage.model.ledger().clone());
    let screen = stage.screen(200, 60);
    assert!(screen.lines().skip(2).filter(|l| reaches_right(l)).count() > 5, "{screen}");
    // The last row is in the second column; a click goes there.
    stage.press("<end>");
    let last = stage.model.desk.under_cursor();
    stage.press("<home>");
    let frame = stage.frame(200, 60);
    let rows = (0..60u16).filter(|y| matches!(stage.hit(120, *y), Some(duban::tui::Hit::Row(_))));
    let bottom = rows.last().expect("a row in the second column");
    assert!(bottom < frame.area.height);
    stage.mouse(120, bottom);
    assert_eq!(stage.model.desk.under_cursor(), last);
}

#[test]
fn beside_the_departments_stands_what_the_body_under_the_cursor_has_to_do() {
    let (mut stage, _) = at("2/鸡西市农业农村局<enter>");
    let screen = stage.screen(200, 60);
    assert!(screen.contains("│牵头  12") && screen.contains("│配合  3"), "{screen}");
    stage.press("<esc>2<home>");
    let first = stage.screen(200, 60);
    stage.press("jjj");
    assert_ne!(first.lines().nth(1).map(|l| l.split('│').next_back()), None);
    assert_ne!(stage.screen(200, 60).lines().nth(3), first.lines().nth(3));
    assert!(!stage.screen(120, 36).contains("│牵头"));
}

#[test]
fn the_bulletin_lies_open_in_two_pages_of_readable_lines() {
    let (mut stage, screen) = at("6");
    let lines: Vec<&str> = screen.lines().skip(2).take(56).collect();
    assert!(lines.iter().filter(|l| reaches_right(l)).count() > 20, "{screen}");
    // The second page goes on where the first ends: a page further it begins with what follows.
    let right = |screen: &str| -> String {
        let line = screen.lines().nth(2).unwrap_or_default();
        let mut cells = 0;
        line.chars()
            .skip_while(|c| {
                cells += c.to_string().width();
                cells <= 101
            })
            .collect()
    };
    let next = right(&screen).trim().to_owned();
    let height = 57;
    stage.press(&"j".repeat(height));
    let screen = stage.screen(200, 60);
    assert!(screen.lines().nth(2).is_some_and(|l| l.trim_start().starts_with(&next) && !next.is_empty()), "{next}\n{screen}");
}
