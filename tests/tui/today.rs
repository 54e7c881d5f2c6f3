//! What waits today: every number is the length of the list that it opens.

use super::picture::pinned;
use super::stage::Stage;
use duban::domain::{Author, Cause, Fact, Ledger, Status, Update};
use duban::merge::differences;
use duban::profile::Moment;
use duban::store::{BUILT_IN, parse_text};
use duban::text::Lang;
use duban::tui::{Effect, Message, View};

/// The shipped ledger with reports such as a quarter brings: every third entry has one, some of it is done.
fn reported() -> Ledger {
    let mut ledger = parse_text("tasks.ron", BUILT_IN).expect("ledger");
    let ids: Vec<_> = ledger.entries().iter().map(|e| e.id.clone()).collect();
    for (n, id) in ids.iter().enumerate().filter(|(n, _)| n % 3 == 0) {
        let to = if n % 2 == 0 { Status::Underway } else { Status::Done };
        let entry = ledger.get_mut(id).expect("an entry");
        entry.updates.push(update(n, "2025-10-05T09:00:00+08:00", vec![status(to)]));
        if n % 30 == 0 {
            let held_up = vec![status(Status::Blocked), Fact::Problems("等建设用地指标".into()), Fact::Cause(Cause::Land)];
            entry.updates.push(update(n + 1000, "2025-10-06T09:00:00+08:00", held_up));
        }
    }
    ledger
}

/// How many entries there are of which each nth is meant.
fn ids_of(ledger: &Ledger, nth: usize) -> usize {
    ledger.entries().len().div_ceil(nth)
}

fn status(to: Status) -> Fact {
    Fact::Status { from: None, to, on: None, reason: String::new(), basis: String::new() }
}

pub fn update(n: usize, at: &str, says: Vec<Fact>) -> Update {
    let text = format!("(id: \"{n:013}\", at: \"{at}\", says: [])");
    let mut update: Update = ron::from_str(&text).expect("an update");
    update.by = Author { dept: None, person: "李四".into() };
    update.says = says;
    update
}

fn of(ledger: &Ledger, us: Option<&str>) -> Stage {
    let mut stage = Stage::with(ledger.clone(), Lang::Zh);
    stage.model.us = us.map(|us| ledger.departments.resolve(us).expect("a body").id.clone());
    stage.press("0");
    stage
}

#[test]
fn every_number_is_the_length_of_the_list_that_it_opens() {
    let ledger = reported();
    let bodies: Vec<&str> = ledger.departments.iter().map(|d| d.id.as_str()).collect();
    let mut lines = 0;
    for us in std::iter::once(None).chain(bodies.iter().step_by(3).copied().map(Some)) {
        let mut stage = of(&ledger, us);
        let counts = stage.model.desk.counts();
        for (filter, count) in &counts {
            stage.press("<home>");
            for _ in 0..200 {
                if stage.model.desk.under_cursor().is_some_and(|(under, _)| under == *filter) {
                    break;
                }
                stage.press("j");
            }
            stage.press("<enter>");
            assert_eq!((stage.model.view, stage.model.list.input.value()), (View::List, filter.as_str()));
            assert_eq!(stage.model.list.count, *count, "{us:?} {filter}");
            lines += 1;
            stage.press("<esc>");
            assert_eq!(stage.model.view, View::Today);
        }
    }
    assert!(lines > 100, "{lines}");
    let held_up = of(&ledger, None).model.desk.counts().into_iter().find(|(filter, _)| filter == "成因:用地");
    assert_eq!(held_up.map(|(_, count)| count), Some(ids_of(&ledger, 30)), "what is held up is counted by the kind of its cause");
}

#[test]
fn the_bodies_that_owe_a_report_are_a_table_in_which_they_are_marked() {
    let mut stage = of(&reported(), None);
    stage.press("<home>");
    for _ in 0..200 {
        if stage.model.desk.under_cursor().is_some_and(|(filter, _)| filter.starts_with("未反馈>0")) {
            break;
        }
        stage.press("j");
    }
    stage.press(" ");
    assert!(stage.notice().contains("欠报的单位"), "{}", stage.notice());
    let screen = stage.screen(200, 60);
    assert!(screen.contains("家单位") && screen.contains("承担部分的"), "parts are counted apart: {screen}");
    let count = stage.model.desk.under_cursor().map(|(_, count)| count);
    stage.press("<enter>");
    let rows = stage.model.matrix.table.rows.len();
    assert!(stage.model.view == View::Departments && rows > 5 && count == Some(rows), "{rows} {count:?}");
    stage.press("<c-a>c1");
    assert!(stage.screen(120, 36).contains(&format!("写 {rows} 封提醒函")), "{}", stage.screen(120, 36));
}

#[test]
fn more_is_named_to_be_done_first_where_there_is_room_and_each_with_its_plan() {
    let named = |width, height| {
        let mut stage = Stage::on(reported(), "2025-12-20", Lang::Zh).of_the_office();
        stage.model.us = None;
        stage.press("0");
        let screen = stage.screen(width, height);
        let first: Vec<String> =
            screen.lines().map(str::to_owned).filter(|line| line.contains(" 天 ") || line.contains("今天到期")).collect();
        assert!(first.iter().any(|line| line.contains("鸡西农产品加工") || line.contains("虎林农业")), "{screen}");
        first.len()
    };
    assert!(named(80, 60) <= named(120, 100) && named(200, 60) > 8, "{} {}", named(120, 100), named(200, 60));
}

#[test]
fn what_is_listed_is_ours_and_is_all_of_it() {
    let ledger = reported();
    let mut stage = of(&ledger, Some("虎林市农业农村局"));
    let screen = stage.screen(120, 36);
    assert!(screen.contains("我：虎林市农业农村局") && !screen.contains("还没有反馈的单位"), "{screen}");
    let counts = stage.model.desk.counts();
    assert!(counts.iter().any(|(filter, _)| filter == "牵头:\"虎林市农业农村局\" 等:\"虎林市农业农村局\""), "{counts:?}");
    let mut stage = of(&ledger, None);
    let screen = stage.screen(120, 36);
    assert!(screen.contains("还没有反馈的单位") && screen.contains("说明我是谁"), "{screen}");
}

#[test]
fn the_first_view_of_the_five_plans_on_three_screens() {
    for (width, height) in [(80, 24), (120, 36), (200, 60)] {
        let mut stage = of(&parse_text("tasks.ron", BUILT_IN).expect("ledger"), None);
        pinned(&format!("the_first_view-{width}x{height}"), stage.picture(width, height, &["red", "error"]));
    }
    let mut stage = of(&reported(), Some("鸡西市工业和信息化局"));
    pinned("the_first_view_of_a_body-80x24", stage.picture(80, 24, &["red", "error"]));
}

#[test]
fn where_nothing_waits_one_line_says_so() {
    let mut stage = of(&parse_text("small.ron", super::stage::SMALL).expect("ledger"), None);
    stage.model.us = None;
    let mut ledger = stage.model.ledger().clone();
    let ids: Vec<_> = ledger.entries().iter().map(|e| e.id.clone()).collect();
    for (n, id) in ids.iter().enumerate() {
        let entry = ledger.get_mut(id).expect("an entry");
        entry.updates = vec![update(n, "2025-10-05T09:00:00+08:00", vec![status(Status::Done)])];
        entry.contested.clear();
    }
    let mut stage = of(&ledger, None);
    let screen = stage.screen(80, 24);
    assert!(screen.contains("眼下没有等着办的事") && screen.contains("各单位都反馈了"), "{screen}");
}

#[test]
fn typing_a_filter_goes_to_the_list() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("0/农业<enter>");
    assert_eq!((stage.model.view, stage.model.list.count), (View::List, 4));
    let mut stage = Stage::new(Lang::Zh);
    stage.press("0农业<enter>");
    assert_eq!((stage.model.view, stage.model.list.input.value()), (View::List, "农业"));
}

fn progress(words: &str) -> Vec<Fact> {
    vec![Fact::Progress(words.into())]
}

#[test]
fn what_others_changed_is_counted_and_listed_by_entry_or_by_body() {
    let before = parse_text("small.ron", super::stage::SMALL).expect("ledger");
    let mut after = before.clone();
    let ids: Vec<_> = after.entries().iter().map(|e| e.id.clone()).collect();
    for (n, id) in ids.iter().take(3).enumerate() {
        after.get_mut(id).expect("an entry").updates.push(update(n, "2025-10-14T09:00:00+08:00", progress("主体完工")));
    }
    let mut own = update(9, "2025-10-14T10:00:00+08:00", progress("我写的"));
    let mut stage = Stage::with(after.clone(), Lang::Zh);
    own.by = stage.model.recorder.by.clone();
    after.get_mut(&ids[0]).expect("an entry").updates.push(own);
    stage.replace(after.clone());
    stage.press("0").send(Message::News(None));
    assert!(!stage.screen(120, 36).contains("上次看过以来"));
    stage.send(Message::News(Some(differences(&before, &after))));
    let screen = stage.screen(120, 36);
    assert!(screen.contains("上次看过以来") && screen.contains("李四 3"), "{screen}");
    stage.press("<home><enter>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("改动 3 处") && screen.contains("2025-10-14 李四：进展：主体完工") && !screen.contains("我写的"), "{screen}");
    stage.press("g");
    assert!(stage.screen(120, 36).contains("鸡西市农业农村局  2"), "{}", stage.screen(120, 36));
    stage.press("l");
    assert_eq!(stage.model.view, View::List);
    stage.press("<esc>g");
    assert!(stage.screen(120, 36).contains("按填报单位列"), "{}", stage.screen(120, 36));
    stage.press("<esc>:变化 HEAD<enter>");
    assert!(stage.screen(120, 36).contains("HEAD 以来，改动 4 处，按条目列"), "{}", stage.screen(120, 36));
    stage.press("<esc>:变化 nowhere<enter>");
    assert_eq!(stage.notice(), "没有 nowhere");
    stage.press("<esc><esc>:变化 2025-10-13<enter>");
    assert!(stage.screen(120, 36).contains("改动 4 处"), "{}", stage.screen(120, 36));
    stage.press("<esc>:changes 2025-10-14<enter>");
    assert_eq!(stage.notice(), "没有改动");
}

#[test]
fn a_past_state_is_only_looked_at_and_says_which_it_is() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("1a写到一半<esc>");
    let before = stage.bytes();
    stage.model.moment = Some(Moment::Then("2025-09-30".parse().expect("a day")));
    for (width, height) in [(80, 24), (120, 36), (200, 60)] {
        for view in ["0", "1", "2"] {
            let screen = stage.press(view).screen(width, height);
            assert!(
                screen.lines().next().is_some_and(|l| l.contains(if width > 80 {
                    "2025-09-30 当时的状态"
                } else {
                    "2025-09-30 当时"
                })),
                "{screen}"
            );
        }
    }
    for keys in ["1s", "1a", "1d", "1e", "5<enter>", "1:状态 已完成<enter>", "S", "u"] {
        stage.press(keys);
        assert!(stage.model.dialog.is_none(), "{keys}");
    }
    // Nor does what was typed on another day go on.
    for keys in ["1s", "0<home><enter>"] {
        stage.model.notice = None;
        assert!(stage.press(keys).notice().contains("只能看"), "{keys}: {}", stage.notice());
        assert!(stage.model.dialog.is_none(), "{keys}");
    }
    assert_eq!(stage.bytes(), before);
    stage.model.moment = Some(Moment::JudgedBy("2025-09-30".parse().expect("a day")));
    assert!(stage.screen(120, 36).contains("以 2025-09-30 为准判断，状态为现在的"));
    assert!(stage.screen(80, 24).contains("以 2025-09-30 判断  我：市农业农村局"));
}

/// The screen on a day on which most plans are over and nobody ever reported.
fn over() -> Stage {
    let mut stage = Stage::on(parse_text("tasks.ron", BUILT_IN).expect("ledger"), "2026-01-20", Lang::Zh);
    stage.model.us = None;
    stage.of_the_office()
}

#[test]
fn a_plan_that_is_taken_up_says_what_it_makes_late_and_a_key_leads_there() {
    let mut stage = over();
    stage.press("/方案:jixi-agri 是:期满待核<enter>");
    let waiting = stage.model.list.count;
    stage.press(":进展 30 已开会<enter>");
    assert!(!stage.notice().contains("待核"), "a report is judged alone: {}", stage.notice());
    let waiting = waiting - 1;
    stage.press(":修改方案<enter>").press(&"<tab>".repeat(9)).press("2026-01-20<c-s>");
    let notice = stage.notice();
    assert!(notice.contains(&format!("期满待核的 {waiting} 项不再待核")) && notice.contains("按 ; 看"), "{notice}");
    let screen = stage.screen(80, 24);
    assert!(screen.contains("按 ; 看"), "the end of it is in sight too: {screen}");
    stage.press(";");
    assert_eq!((stage.model.view, stage.model.list.input.value()), (View::List, "方案:jixi-agri 是:逾期"));
    assert!(stage.model.list.count >= waiting);
    stage.press("u");
    assert!(!stage.notice().contains("不再待核"), "{}", stage.notice());
}

#[test]
fn a_body_sees_what_is_late_where_it_leads_and_where_it_cooperates() {
    let mut stage = over();
    stage.model.us = stage.model.ledger().departments.resolve("鸡西市工业和信息化局").ok().map(|d| d.id.clone());
    stage.replace(stage.model.ledger().clone());
    let screen = stage.press("0").screen(80, 24);
    assert!(screen.contains("我牵头") && screen.contains("我配合") && screen.contains("期满待核"), "{screen}");
    let counts = stage.model.desk.counts();
    for asked in ["是:逾期", "是:临期", "等:\"鸡西市工业和信息化局\""] {
        assert!(counts.iter().any(|(filter, _)| filter.starts_with("配合:") && filter.ends_with(asked)), "{asked}: {counts:?}");
    }
    assert!(counts.iter().any(|(_, count)| *count == 0), "a count of nothing is shown: {counts:?}");
}

#[test]
fn a_plan_that_is_over_is_closed_from_the_first_view_or_the_departments() {
    let mut stage = over();
    let screen = stage.press("0").screen(120, 36);
    assert!(screen.contains("按 Z 终期核实"), "{screen}");
    stage.press("Z");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("终期核实：哪个方案") && screen.contains("未办结"), "{screen}");
    stage.press("1");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("各写一份终期核实表") && screen.contains("鸡西市农业农村局.xlsx  12 项"), "{screen}");
    stage.press("y");
    let Some(Effect::Closing(sending)) = stage.effects.last() else { panic!("no forms: {}", stage.notice()) };
    let names: Vec<String> = sending.files().expect("forms").into_iter().map(|(name, _)| name).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    assert!(names.len() > 2 && names == sorted && names[0].ends_with("发放清单.xlsx"), "{names:?}");
    stage.send(Message::Closing("终期核实".into(), Ok(("终期核实".into(), names.len()))));
    assert!(stage.notice().contains("第一个是发放清单"), "{}", stage.notice());
    stage.press("2:终期核实<enter>");
    assert!(stage.screen(120, 36).contains("终期核实：哪个方案"));
}

#[test]
fn what_is_to_be_done_first_is_named_and_leads_to_its_entry() {
    let ledger = parse_text("tasks.ron", BUILT_IN).expect("ledger");
    for us in [None, Some("鸡西市农业农村局")] {
        let mut stage = Stage::on(ledger.clone(), "2025-12-20", Lang::Zh);
        stage.model.us = us.map(|us| ledger.departments.resolve(us).expect("a body").id.clone());
        stage.press("0");
        let screen = stage.screen(120, 60);
        let first = screen.lines().skip_while(|line| line.trim() != "先办").nth(1).expect("a line").to_owned();
        for _ in crate::patience::steps(60, "the line under the cursor is one of an entry") {
            if stage.model.desk.under_cursor().is_none() {
                break;
            }
            stage.press("j");
        }
        stage.press("<enter>");
        assert_eq!(stage.model.view, View::List, "{us:?}");
        let entry = stage.model.current().expect("an entry");
        assert!(first.contains("天") && first.contains(&entry.title), "{us:?} {first} / {}", entry.title);
    }
}
