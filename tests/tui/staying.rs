//! What is edited stays in sight, and the cursor stays on its entry.

use super::stage::Stage;
use duban::domain::EntryId;
use duban::text::Lang;

/// The shapes of the list: tree, flat, grouped, sorted.
const SHAPES: &[&str] = &[
    "",
    "t",
    ":分组 不分组<enter>",
    "t:分组 不分组<enter>",
    ":分组 部门<enter>",
    ":分组 状态<enter>",
    "t:分组 状态<enter>",
    ":排序 时限<enter>",
    ":分组 地区<enter>",
];

fn current(stage: &Stage) -> EntryId {
    stage.model.current().expect("an entry").id.clone()
}

#[test]
fn an_edited_entry_stays_until_the_filter_is_read_anew() {
    for shape in SHAPES {
        let mut stage = Stage::new(Lang::Zh);
        stage.press(shape).press("/状态:未反馈<enter>");
        let (id, count) = (current(&stage), stage.model.list.count);
        assert!(count > 1, "{shape}");
        stage.press("sd");
        assert_eq!((current(&stage), stage.model.list.count), (id.clone(), count), "{shape}");
        stage.press("u");
        assert_eq!((current(&stage), stage.model.list.count), (id.clone(), count), "{shape}: undone");
        stage.press("<c-r>");
        assert_eq!(current(&stage), id, "{shape}: done again");
        stage.press("r");
        assert_eq!(stage.model.list.count, count - 1, "{shape}");
        assert_ne!(current(&stage), id, "{shape}");
    }
}

#[test]
fn the_cursor_stays_on_its_entry_whatever_happens_to_the_list() {
    for shape in SHAPES {
        for deed in [
            "O",
            "t",
            ":排序 完成<enter>",
            ":分组 状态<enter>",
            "/寒疆<enter>",
            "/寒疆<esc>",
            "<tab><tab><tab>",
            "sd",
            "sdu",
            "2<esc>",
            "31",
        ] {
            let mut stage = Stage::new(Lang::Zh);
            stage.press(shape);
            let at = stage.model.ledger().entries().iter().position(|e| e.title.contains("寒疆")).expect("an entry");
            stage.model.list.go_to(at);
            let id = current(&stage);
            stage.press(deed);
            assert_eq!(current(&stage), id, "`{shape}` then `{deed}`");
            let ledger = stage.model.ledger().clone();
            stage.replace(ledger);
            assert_eq!(current(&stage), id, "`{shape}` then `{deed}`, then read again");
        }
    }
}
