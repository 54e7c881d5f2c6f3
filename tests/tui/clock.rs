//! A record by a wrong clock on the screen: it counts for the day that can be, and what was written is shown as not believed.

use super::stage::Stage;
use duban::domain::{Ledger, Subject, disputes_of};
use duban::store::parse_text;
use duban::text::Lang;

const LEDGER: &str = include_str!("../cli/ledger.ron");

fn ledger(updates: &str) -> Ledger {
    let mut ledger = parse_text("t", &LEDGER.replacen("updates: [", &format!("updates: [{updates}"), 1)).expect("a ledger");
    ledger.believe_until("2025-11-20".parse().expect("a day"));
    ledger
}

fn percent(id: &str, on: &str, to: u8) -> String {
    format!(
        "Update(id: \"{id}\", at: \"{on}T09:30:00+08:00\", by: (person: \"{id}\"), after: [\"aaaaaaaaaaaaa\"], says: [Percent(from: 20, to: {to})]),"
    )
}

#[test]
fn the_list_the_page_and_the_departments_go_by_the_day_that_counts() {
    for wrong in ["2031-10-15", "1970-01-01"] {
        let mut stage = Stage::on(ledger(&percent("丙", wrong, 35)), "2025-11-20", Lang::Zh);
        let last = |stage: &Stage, at: usize| stage.model.book.standings().all()[at].state.clone();
        assert_eq!(last(&stage, 1).percent.value, Some(35));
        stage.press("j");
        let page = stage.screen(200, 60);
        assert!(page.contains(&format!("{wrong}（时钟不准，计为 2025-10-09）")), "{page}");
        assert!(!stage.press(":部门<enter>").screen(200, 60).contains(&wrong[..4]));
    }
}

#[test]
fn a_screen_that_is_open_for_weeks_believes_what_is_recorded_on_it() {
    let mut stage = Stage::on(ledger(""), "2025-12-20", Lang::Zh);
    stage.press("jsb");
    assert_eq!(stage.model.current().expect("an entry").updates.len(), 2);
    let page = stage.screen(200, 60);
    assert!(page.contains("2025-12-20") && !page.contains("时钟不准"), "{page}");
}

#[test]
fn a_wrong_clock_does_not_put_its_value_in_use() {
    let rivals = [percent("丙", "2025-10-12", 40), percent("丁", "2031-10-15", 90)].concat();
    let ledger = ledger(&rivals);
    let dispute = &disputes_of(&ledger, &Subject::Entry("hulin/五（一）1".into()), None)[0];
    assert_eq!(dispute.shown.in_words(&ledger, Lang::Zh), "40%");
}
