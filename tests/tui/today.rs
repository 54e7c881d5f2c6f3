//! What waits today: every number is the length of the list that it opens.

use super::stage::Stage;
use duban::domain::{Author, Fact, Ledger, Status, Update};
use duban::store::{BUILT_IN, parse_text};
use duban::text::Lang;
use duban::tui::View;

/// The shipped ledger with reports such as a quarter brings: every third entry has one, some of it is done.
fn reported() -> Ledger {
    let mut ledger = parse_text("tasks.ron", BUILT_IN).expect("ledger");
    let ids: Vec<_> = ledger.entries().iter().map(|e| e.id.clone()).collect();
    for (n, id) in ids.iter().enumerate().filter(|(n, _)| n % 3 == 0) {
        let to = if n % 2 == 0 { Status::Underway } else { Status::Done };
        let entry = ledger.get_mut(id).expect("an entry");
        entry.updates.push(update(n, "2025-10-05T09:00:00+08:00", vec![status(to)]));
        if n % 30 == 0 {
            entry.updates.push(update(n + 1000, "2025-10-06T09:00:00+08:00", vec![status(Status::Blocked)]));
        }
    }
    ledger
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
}

#[test]
fn what_is_listed_is_ours_and_is_all_of_it() {
    let ledger = reported();
    let mut stage = of(&ledger, Some("虎林市农业农村局"));
    let screen = stage.screen(120, 36);
    assert!(screen.contains("我：虎林市农业农村局") && !screen.contains("还没有反馈的单位"), "{screen}");
    let counts = stage.model.desk.counts();
    assert!(counts.iter().any(|(filter, _)| filter.contains("是:未反馈")), "{counts:?}");
    let mut stage = of(&ledger, None);
    let screen = stage.screen(120, 36);
    assert!(screen.contains("还没有反馈的单位") && screen.contains("说明我是谁"), "{screen}");
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
    assert!(screen.contains("眼下没有等着办的事") && screen.contains("牵头单位都反馈了"), "{screen}");
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
