//! Tasks of real days, counted in control keys: all keys but the letters of texts.

use super::stage::Stage;
use duban::domain::Status;
use duban::store::{BUILT_IN, parse_text};
use duban::text::Lang;

/// A person at the keyboard who counts.
struct Clerk {
    stage: Stage,
    keys: usize,
}

impl Clerk {
    fn on(day: &str, us: &str) -> Clerk {
        let mut stage = Stage::on(parse_text("tasks.ron", BUILT_IN).expect("ledger"), day, Lang::Zh);
        let us = stage.model.ledger().departments.resolve(us).expect("a body").id.clone();
        stage.model.recorder.by.dept = Some(us.clone());
        stage.model.us = Some(us);
        stage.replace(stage.model.ledger().clone());
        Clerk { stage, keys: 0 }
    }

    /// Control keys, each of which counts.
    fn press(&mut self, keys: &[&str]) -> &mut Clerk {
        for key in keys {
            self.stage.press(key);
            self.keys += 1;
        }
        self
    }

    /// The letters of a text, which do not.
    fn write(&mut self, text: &str) -> &mut Clerk {
        self.stage.press(text);
        self
    }

    fn counted(&mut self) -> usize {
        std::mem::take(&mut self.keys)
    }
}

#[test]
fn five_reports_in_the_days_of_grace_take_at_most_seven_keys_each() {
    let mut clerk = Clerk::on("2026-01-05", "鸡西市农业农村局");
    clerk.press(&["1", "<tab>", "a"]);
    for (n, percent) in ["30", "100", "45", "100", "60"].iter().enumerate() {
        clerk.write("按计划推进").press(&["<tab>", "<tab>", "<tab>"]).write(percent).press(&["<c-s>"]);
        let count = clerk.counted();
        assert!(count <= 7, "report {n}: {count} keys, {}", clerk.stage.screen(120, 36));
    }
    let reported: Vec<_> = clerk.stage.model.ledger().entries().iter().filter(|e| !e.updates.is_empty()).collect();
    assert_eq!(reported.len(), 5);
    let standings = duban::domain::Standings::new(clerk.stage.model.ledger(), clerk.stage.model.today);
    let done = standings.all().iter().filter(|s| s.state.status.value == Some(Status::Done)).count();
    assert_eq!(done, 2, "of which two are done");
}

#[test]
fn what_waits_of_ones_own_work_is_there_with_one_key() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市工业和信息化局");
    let screen = clerk.press(&["0"]).stage.screen(80, 24);
    for words in ["逾期", "天内到期", "未反馈"] {
        assert!(screen.contains(words), "{words}: {screen}");
    }
    assert!(clerk.counted() <= 4);
}

#[test]
fn a_filtered_and_sorted_list_goes_to_paper_with_two_keys() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
    clerk.stage.press("1/农业<enter>o2");
    clerk.press(&["x", "<enter>"]);
    assert!(clerk.stage.effects.iter().any(|e| matches!(e, duban::tui::Effect::Export(_))), "{}", clerk.stage.notice());
    assert!(clerk.counted() <= 4);
}

#[test]
fn a_body_that_cooperates_reports_its_part_beside_what_the_lead_says() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市工业和信息化局");
    clerk.stage.press("0<home>");
    clerk.press(&["j", "<enter>", "a"]);
    let screen = clerk.stage.screen(160, 40);
    assert!(screen.contains("填报本单位承担的部分") && screen.contains("牵头：鸡西市农业农村局"), "{screen}");
    clerk.write("已完成认定").press(&["<tab>", "<tab>", "<tab>"]).write("40").press(&["<c-s>"]);
    assert!(clerk.counted() <= 7);
    let told = clerk.stage.model.ledger().entries().iter().find(|e| !e.updates.is_empty()).expect("an update").id.clone();
    let standings = duban::domain::Standings::new(clerk.stage.model.ledger(), clerk.stage.model.today);
    let at = clerk.stage.model.ledger().index_of(&told).expect("a place");
    assert_eq!(standings.all()[at].state.percent.value, None, "the lead's percent is as it was");
}
