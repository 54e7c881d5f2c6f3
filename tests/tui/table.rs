//! What a clerk does with the table of the list and with departments, key by key.

use super::stage::Stage;
use duban::domain::{DeptId, Duty, Entry, lead_of};
use duban::text::Lang;
use duban::tui::{Effect, Hit, Message, View};

fn zh() -> Stage {
    Stage::new(Lang::Zh)
}

fn demo() -> Stage {
    Stage::with(duban::demo::ledger(300, 3, "2025-10-15".parse().expect("date")), Lang::Zh)
}

fn head(stage: &mut Stage, width: u16) -> String {
    stage.screen(width, 36).lines().nth(2).unwrap_or_default().to_owned()
}

fn titles(stage: &Stage) -> Vec<String> {
    let rows = stage.model.list.rows.iter();
    let index = rows.filter_map(|r| if let duban::tui::Row::Entry { index, .. } = r { Some(*index) } else { None });
    index.map(|i| stage.model.ledger().entries()[i].title.clone()).collect()
}

fn copied(stage: &Stage) -> String {
    let last = stage.effects.iter().rev().find_map(|e| if let Effect::Copy(text) = e { Some(text.clone()) } else { None });
    last.expect("something was copied")
}

#[test]
fn columns_are_hidden_shown_moved_and_resized() {
    let mut stage = zh();
    assert!(head(&mut stage, 200).contains("配合"));
    stage.press("ll-");
    assert!(!head(&mut stage, 200).contains("配合"));
    stage.press("Cc<esc>");
    assert!(head(&mut stage, 200).contains("地区"));
    stage.press("{{{{{");
    assert!(head(&mut stage, 200).trim_start().starts_with("地区"), "{}", head(&mut stage, 200));
    let before = head(&mut stage, 200).find("灯").expect("light");
    stage.press(">>");
    assert_eq!(head(&mut stage, 200).find("灯").expect("light"), before + 4);
    stage.press("<");
    assert_eq!(head(&mut stage, 200).find("灯").expect("light"), before + 2);
}

#[test]
fn the_table_scrolls_to_columns_that_have_no_room_and_pinned_ones_stay() {
    let mut stage = zh();
    let still = head(&mut stage, 80);
    assert!(!still.contains("配合"));
    stage.press("ll");
    let scrolled = head(&mut stage, 80);
    assert!(scrolled.contains("配合") && scrolled.ends_with('>'), "{scrolled}");
    stage.press("Cb<esc>}}}}");
    let scrolled = head(&mut stage, 80);
    assert!(scrolled.contains("方案") && scrolled.contains("事项") && !scrolled.contains("出处"), "{scrolled}");
    assert!(scrolled.starts_with('<'), "{scrolled}");
    stage.press("-");
    stage.press(&"h".repeat(6));
    assert_eq!(head(&mut stage, 80), still);
}

#[test]
fn sorting_by_one_column_after_another_sorts_by_both() {
    let mut stage = demo();
    stage.press("g1llll[");
    assert!(head(&mut stage, 200).contains("状态↑"), "{}", head(&mut stage, 200));
    stage.press("hhh]");
    let line = head(&mut stage, 200);
    assert!(line.contains("牵头↓1") && line.contains("状态↑2"), "{line}");
    let by_menu = {
        let mut other = demo();
        other.press("g1o").press("jjj<space><space>jj<space><esc>");
        titles(&other)
    };
    assert_eq!(titles(&stage), by_menu);
}

#[test]
fn the_cursor_stays_on_its_entry_through_sort_group_filter_and_back() {
    let mut stage = demo();
    stage.press(&"j".repeat(40));
    let title = stage.model.current().expect("entry").title.clone();
    for keys in ["o4", "O", "g3", "[", "g1", "t", "/<esc>", "<tab><tab><tab>", "ss", "u", "<c-r>"] {
        stage.press(keys);
        assert_eq!(stage.model.current().expect("entry").title, title, "after {keys}");
    }
}

#[test]
fn a_group_tells_what_it_comes_to() {
    let mut stage = zh();
    stage.press("g2");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("鸡西试验  3   红灯 1  逾期 1"), "{screen}");
}

#[test]
fn a_comma_narrows_to_the_value_under_the_cursor_and_escape_takes_it_back() {
    let mut stage = demo();
    stage.press("llll");
    let status = stage.model.standing(stage.model.list.current().expect("entry")).state.status.value;
    stage.press(",");
    assert!(stage.model.list.input.value().starts_with("状态:"), "{}", stage.model.list.input.value());
    let counted = stage.model.book.standings().all().iter().filter(|s| s.state.status.value == status).count();
    assert_eq!(stage.model.list.count, counted);
    assert!(matches!(stage.effects.last(), Some(Effect::Keep(user_state)) if user_state.filters.len() == 1));
    stage.press("<esc>");
    assert_eq!(stage.model.list.count, 300);
}

#[test]
fn the_counts_of_a_column_sum_up_and_enter_shows_what_is_counted() {
    let mut stage = demo();
    stage.press("hh");
    stage.press("F");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("灯：5 个值"), "{screen}");
    let row = screen.lines().find(|l| l.contains("│ 1  ")).expect("the first value").to_owned();
    let words: Vec<&str> = row.split("│ 1  ").nth(1).expect("a value").split_whitespace().collect();
    let count: usize = words[1].parse().expect("a count");
    stage.press("<enter>");
    assert_eq!(stage.model.list.count, count, "{screen}");
}

#[test]
fn copies_fall_into_the_cells_of_a_spreadsheet() {
    let mut stage = zh();
    stage.press("y");
    let text = copied(&stage);
    let (heads, row) = text.split_once('\n').expect("heads and a row");
    assert!(heads.contains("\t牵头\t") && heads.split('\t').count() == row.split('\t').count(), "{text}");
    assert!(row.starts_with("jixi/") && row.contains("\t鸡西市农业农村局\t"), "{text}");
    stage.press("<space><space>y");
    assert_eq!(copied(&stage).lines().count(), 3);
    stage.press("<esc>lY");
    assert!(!copied(&stage).contains('\t'));
}

#[test]
fn long_titles_wrap_and_the_cursor_is_in_sight() {
    let mut stage = demo();
    stage.press("W");
    for keys in ["", "<pgdn>", "<end>", "k", "<pgup>", "<home>"] {
        stage.press(keys);
        for (w, h) in [(80, 24), (60, 12), (120, 36), (30, 8)] {
            let title = stage.model.current().expect("entry").title.clone();
            let beginning: String = title.chars().take(3).collect();
            let screen = stage.screen(w, h);
            assert!(screen.contains(&beginning), "{title} after {keys} at {w}x{h}\n{screen}");
        }
    }
}

#[test]
fn a_view_is_kept_under_a_name_taken_again_and_forgotten_after_a_question() {
    let mut stage = demo();
    stage.press("/灯:红<enter>ll-g3o5Vs红灯单<enter>");
    assert!(matches!(stage.effects.last(), Some(Effect::Keep(user_state)) if user_state.views[0].name == "红灯单"));
    let (rows, line) = (titles(&stage), head(&mut stage, 200));
    stage.press("<esc>g1o1Cc<esc>");
    assert_ne!(titles(&stage), rows);
    stage.press("V1");
    assert_eq!(titles(&stage), rows);
    assert_eq!(head(&mut stage, 200), line);
    stage.press("V<del>n");
    assert_eq!(stage.model.user_state.as_ref().expect("user state").views.len(), 1);
    stage.press("V<del>y");
    assert!(stage.model.user_state.as_ref().expect("user state").views.is_empty());
}

#[test]
fn the_filter_completes_fields_and_bodies_and_remembers_filters() {
    let mut stage = demo();
    stage.press("/qt");
    assert!(stage.screen(120, 36).contains("牵头:"), "{}", stage.screen(120, 36));
    stage.press("<tab>");
    assert_eq!(stage.model.list.input.value(), "牵头:");
    stage.press("nyncj<tab><enter>");
    let filter = stage.model.list.input.value().to_owned();
    assert!(filter.starts_with("牵头:\"") && filter.contains("农业农村局"), "{filter}");
    assert!(stage.model.list.count > 0 && stage.model.list.count < 300);
    stage.press("/<esc>/<c-p>");
    assert_eq!(stage.model.list.input.value().trim(), filter.trim());
    stage.press("<c-n>");
    assert_eq!(stage.model.list.input.value(), "");
}

#[test]
fn an_edited_row_stays_through_another_sort_and_goes_with_a_refresh() {
    let mut stage = demo().of_the_office();
    stage.press("/状态:推进中<enter>");
    let count = stage.model.list.count;
    stage.press("sb");
    let title = stage.model.current().expect("entry").title.clone();
    stage.press("o5g1");
    assert_eq!(stage.model.list.count, count);
    assert_eq!(stage.model.current().expect("entry").title, title);
    stage.press("r");
    assert_eq!(stage.model.list.count, count - 1);
}

#[test]
fn the_history_shows_what_was_done_and_leads_back_to_any_step() {
    let mut stage = zh();
    let before = stage.bytes();
    stage.press("snyjsbjsn");
    let after = stage.bytes();
    stage.press("H");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("打开时") && screen.matches("状态设为").count() >= 3, "{screen}");
    stage.press("<end><enter>");
    assert_eq!(stage.bytes(), before);
    stage.press("H<home><enter>");
    assert_eq!(stage.bytes(), after);
}

#[test]
fn every_cell_of_the_matrix_opens_the_list_that_it_counts() {
    for lang in [Lang::Zh, Lang::En] {
        let mut stage = Stage::with(duban::demo::ledger(300, 3, "2025-10-15".parse().expect("date")), lang);
        stage.press("2");
        let rows = stage.model.matrix.table.rows.clone();
        assert!(rows.len() > 20);
        for (at, row) in rows.iter().enumerate().step_by(3) {
            for column in duban::tui::Count::all().filter(|c| c.count(row).is_some()) {
                stage.model.matrix.table.cursor = at;
                stage.model.matrix.column = column;
                stage.press("<enter>");
                match column.count(row) {
                    Some(0) => assert_eq!(stage.model.view, View::Departments),
                    count => {
                        assert_eq!(Some(stage.model.list.count), count, "{} {column:?} {}", row.name, stage.model.list.input.value());
                        stage.press("<esc>");
                    }
                }
                assert_eq!(stage.model.view, View::Departments);
            }
        }
    }
}

#[test]
fn a_body_has_a_page_of_what_it_leads_and_shares_and_an_entry_of_it_opens() {
    let mut stage = demo();
    stage.press("2<home>jj<enter>");
    let row = stage.model.matrix.table.rows[2].clone();
    let page = stage.model.matrix.page.as_ref().expect("a page");
    let entries = page.table.rows.iter().filter(|r| format!("{r:?}").starts_with("Entry")).count();
    assert!(entries >= row.leads && entries <= row.leads + row.cooperates, "{entries} {row:?}");
    let index = page.current().expect("an entry");
    let screen = stage.screen(120, 36);
    assert!(screen.contains(&row.name) && screen.contains("最近反馈"), "{screen}");
    let late = stage.model.standing(index).verdict.overdue;
    assert_eq!(late, row.late > 0);
    stage.press("<enter>");
    assert_eq!((stage.model.view, stage.model.list.current()), (View::List, Some(index)));
    stage.press("<esc>");
    assert_eq!(stage.model.view, View::Departments);
    assert!(stage.model.matrix.page.is_some());
    stage.press("<esc>");
    assert!(stage.model.matrix.page.is_none());
}

#[test]
fn a_click_on_a_head_chooses_the_column_and_sorts_by_it() {
    let mut stage = demo();
    let column = duban::domain::Attribute::Deadline;
    stage.send(Message::Click(Hit::Column(column)));
    assert_eq!((stage.model.list.columns.at, stage.model.list.order.words()), (column, String::new()));
    stage.send(Message::Click(Hit::Column(column)));
    assert_eq!(stage.model.list.order.words(), "due");
    stage.send(Message::Click(Hit::Column(column)));
    assert_eq!(stage.model.list.order.words(), "-due");
}

/// The references in sight, in their order.
fn references(stage: &Stage) -> Vec<String> {
    let rows = stage.model.list.rows.iter();
    let index = rows.filter_map(|r| if let duban::tui::Row::Entry { index, .. } = r { Some(*index) } else { None });
    index.map(|i| stage.model.ledger().entries()[i].id.as_str().to_owned()).collect()
}

#[test]
fn scopes_follow_who_we_are_and_the_ledger() {
    let mut stage = demo();
    let ledger = stage.model.ledger().clone();
    let shares = |us: &DeptId, e: &Entry| matches!(ledger.duty(us, e, lead_of(&ledger, e, None).as_ref()), Some(Duty::Shares(_)));
    let ours = |us: &DeptId| ledger.entries().iter().filter(|e| shares(us, e)).count();
    let bodies: Vec<_> = ledger.departments.iter().map(|d| d.id.clone()).filter(|d| ours(d) > 0).take(2).collect();
    for us in &bodies {
        stage.model.us = Some(us.clone());
        stage.press("<tab><tab>");
        assert_eq!(stage.model.list.count, ours(us), "{us:?}");
        stage.press("<tab>");
    }
    let mut fewer = ledger.clone();
    let ids: Vec<_> = fewer.entries().iter().map(|e| e.id.clone()).collect();
    ids.iter().for_each(|id| fewer.get_mut(id).expect("entry").cooperating.clear());
    stage.replace(fewer);
    stage.press("<tab><tab>");
    assert_eq!(stage.model.list.count, 0);
}

#[test]
fn the_order_by_title_follows_another_version_of_the_file() {
    let mut stage = demo();
    stage.press("g1o3");
    let (before, mut other) = (references(&stage), stage.model.ledger().clone());
    let last = before.last().expect("an entry").as_str().into();
    other.get_mut(&last).expect("entry").title = "阿".into();
    stage.replace(other);
    let after = references(&stage);
    assert_eq!((after.len(), after.first()), (before.len(), before.last()));
}

#[test]
fn marks_stay_on_their_entries_when_the_file_has_new_ones_before_them() {
    let mut stage = demo();
    stage.press("g1jj j ");
    let (marked, mut other) = (stage.model.targets(), stage.model.ledger().clone());
    assert_eq!(marked.len(), 2);
    let new = duban::domain::Entry::new("demo/+new".into(), duban::domain::Kind::Task, "新增");
    other.insert(0, new);
    stage.replace(other);
    assert_eq!(stage.model.targets(), marked);
    stage.press("<c-a>");
    assert_eq!(stage.model.list.marks.len(), stage.model.ledger().entries().len());
    stage.press("<c-a>");
    assert!(stage.model.list.marks.is_empty());
}

#[test]
fn what_is_copied_is_no_formula_where_it_is_pasted() {
    let text = super::stage::SMALL.replace("绿色食品加工提升", "=HYPERLINK(1)");
    let mut stage = Stage::with(duban::store::parse_text("", &text).expect("ledger"), Lang::Zh);
    stage.press("/HYPERLINK<enter>").press("y");
    let copied = |stage: &Stage| match stage.effects.last() {
        Some(duban::tui::Effect::Copy(text)) => text.clone(),
        other => panic!("{other:?}"),
    };
    assert!(copied(&stage).contains("\t'=HYPERLINK(1)\t"), "{}", copied(&stage));
    stage.press("Y");
    assert!(!copied(&stage).starts_with('='), "{}", copied(&stage));
}
