//! What a clerk does, key by key.

use super::stage::Stage;
use duban::domain::{Fact, Status};
use duban::progress::Progress;
use duban::text::Lang;
use duban::tui::{Effect, Message, View};

fn zh() -> Stage {
    Stage::new(Lang::Zh)
}

#[test]
fn a_status_is_two_keys_and_undo_takes_it_back() {
    let mut stage = zh();
    let before = stage.bytes();
    stage.press("jsd");
    let entry = stage.model.current().expect("entry").clone();
    assert_eq!(entry.title, "密山寒疆万头牧场");
    assert_eq!(entry.updates[0].says, [Fact::status(None, Status::Done)]);
    assert_eq!(entry.updates[0].by.person, "张三");
    assert!(stage.notice().contains("已完成"));
    assert!(matches!(stage.effects.last(), Some(Effect::Save(..))));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
    assert!(stage.notice().starts_with("已撤销"));
    stage.press("<c-r>");
    assert_ne!(stage.bytes(), before);
}

#[test]
fn what_is_recorded_where_the_work_goes_on_elsewhere_says_where() {
    let mut stage = zh();
    stage.press("so并入下一轮<tab><tab>下一轮方案<c-s>");
    assert!(stage.model.dialog.is_none(), "{}", stage.screen(120, 36));
    assert!(!stage.notice().contains("后续请记到那里"), "ending it is no mistake: {}", stage.notice());
    stage.press("a还在办<c-s>");
    assert!(stage.notice().contains("由 下一轮方案 接着办：这里照记，后续请记到那里"), "{}", stage.notice());
}

#[test]
fn a_report_is_one_form_in_chinese() {
    let mut stage = zh();
    let id = stage.model.current().expect("entry").id.clone();
    stage
        .press("a<tab><tab><tab>")
        .press("<c-u>75<s-tab><s-tab><s-tab>")
        .press("新增企业3家<enter>产值1.2亿元")
        .press("<tab>原料不足<c-s>");
    assert_ne!(stage.model.current().map(|e| e.id.clone()), Some(id.clone()), "the next without a report is asked about");
    let entry = stage.model.ledger().get(&id).expect("entry");
    let says = &entry.updates.last().expect("update").says;
    assert_eq!(
        says,
        &[Fact::Percent { from: Some(40), to: 75 }, Fact::Progress("新增企业3家\n产值1.2亿元".into()), Fact::Problems("原料不足".into()),]
    );
    assert_eq!(entry.updates.last().expect("update").period.expect("period").to_string(), "2025Q4");
    assert_eq!(entry.updates[1].after, vec!["aaaaaaaaaaaaa".into()]);
}

#[test]
fn a_mistake_keeps_the_form_and_its_words() {
    let mut stage = zh();
    stage.press("a写了很多<tab><tab><tab><c-u>120<c-s>");
    assert!(stage.screen(120, 36).contains("填 0 到 100 的整数"));
    assert!(stage.screen(120, 36).contains("写了很多"));
    stage.press("<esc>");
    assert!(stage.model.dialog.is_none());
    stage.press("a");
    assert!(stage.screen(120, 36).contains("写了很多"), "words are kept when a form is put aside");
}

#[test]
fn a_deadline_moves_with_a_reason_and_understands_words() {
    let mut stage = zh();
    stage.press("d明年3月底<tab><c-s>");
    assert!(stage.screen(120, 36).contains("写明理由"));
    stage.press("设备到货晚<c-s>");
    let state = &stage.model.standing(0).state;
    assert_eq!(state.deadline.value.expect("deadline").to_string(), "2026-03-31");
    assert_eq!(state.moves, 1);
}

#[test]
fn an_unassigned_entry_gets_a_lead_by_pinyin() {
    let mut stage = zh().of_the_office();
    stage.press("/食用菌<enter>Lhlsnyncj<enter><c-s>");
    let lead = stage.model.standing(3).state.lead.value.clone().expect("lead");
    assert_eq!(lead.as_str(), "虎林市农业农村局");
}

#[test]
fn the_body_that_was_chosen_is_recorded_though_its_name_begins_anothers() {
    let longer = "departments: [\n        Department(id: \"鸡西市农业农村局执法支队\", level: City, place: \"鸡西市\"),";
    let ledger = duban::store::parse_text("small.ron", &super::stage::SMALL.replacen("departments: [", longer, 1)).expect("a ledger");
    let mut stage = Stage::with(ledger, Lang::Zh).of_the_office();
    stage.press("/食用菌<enter>Ljxsnync<down><enter><c-s>");
    let lead = stage.model.standing(3).state.lead.value.clone().expect("lead");
    assert_eq!(lead.as_str(), "鸡西市农业农村局");
}

#[test]
fn words_put_aside_outlive_other_forms() {
    let mut stage = zh();
    stage.press("a写了一半<esc>d<tab>还没定<esc>U<esc>a");
    assert!(stage.screen(120, 36).contains("写了一半"));
    stage.press("<esc>yd");
    assert!(stage.screen(120, 36).contains("还没定"));
}

#[test]
fn marked_entries_change_together_after_one_question_and_one_undo() {
    let mut stage = zh();
    let before = stage.bytes();
    stage.press("<space><space>sb");
    assert!(stage.screen(120, 36).contains("共 2 条"));
    stage.press("n");
    assert_eq!(stage.bytes(), before);
    stage.press("sby");
    let blocked = stage.model.book.standings().all().iter().filter(|s| s.state.status.value == Some(Status::Blocked)).count();
    assert!(blocked >= 2);
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn an_edited_row_stays_under_the_cursor_until_the_list_is_refreshed() {
    let mut stage = zh();
    stage.press("/状态:未反馈<enter>sd");
    assert_eq!(stage.model.current().expect("entry").title, "密山寒疆万头牧场");
    stage.press("r");
    assert_ne!(stage.model.current().expect("entry").title, "密山寒疆万头牧场");
}

#[test]
fn full_width_keys_and_hanzi_work_with_an_input_method_on() {
    let mut stage = zh().of_the_office();
    stage.press("食用");
    assert!(stage.model.list.typing);
    assert_eq!(stage.model.list.count, 1);
    stage.press("<enter>ｓｄ");
    assert_eq!(stage.model.standing(3).state.status.value, Some(Status::Done));
}

#[test]
fn tab_narrows_to_what_we_lead_and_a_member_sees_its_groups_duties() {
    let mut stage = zh();
    stage.press("<tab>");
    assert_eq!(stage.model.list.count, 2);
    stage.press("<tab>");
    assert_eq!(stage.model.list.count, 1);
    let mut stage = zh();
    stage.press("U密山<enter><enter><tab><tab>");
    assert_eq!(stage.model.us.as_ref().expect("us").as_str(), "密山市人民政府");
    assert_eq!(stage.model.list.count, 2);
}

#[test]
fn a_department_opens_its_list_and_escape_comes_back() {
    let mut stage = zh();
    stage.press("2");
    let row = stage.model.matrix.table.rows.iter().position(|r| r.name == "鸡西市农业农村局").expect("row");
    stage.press(&"j".repeat(row)).press("f");
    assert_eq!(stage.model.view, View::List);
    assert_eq!(stage.model.list.count, 3);
    stage.press("<esc>");
    assert_eq!(stage.model.view, View::Departments);
}

#[test]
fn a_failed_save_is_told_kept_and_asked_about_before_leaving() {
    use duban::domain::{EntryId, Touched};
    use duban::store::StoreError;
    let mut stage = zh();
    stage.model.saving.unsaved = ["jixi/一"].map(EntryId::from).into_iter().collect();
    stage.model.saving.under_way = Some(Touched::default());
    let full = StoreError::NotSaved {
        path: "tasks.ron".into(),
        rescue: Some("tasks.unsaved.ron".into()),
        source: std::io::Error::other("disk full"),
    };
    stage.send(Message::Saved(Err(Box::new(full))));
    assert!(stage.notice().contains("tasks.unsaved.ron"));
    assert!(stage.model.saving.failed);
    stage.press("q");
    assert!(!stage.model.quit);
    assert!(stage.screen(80, 24).contains("留在日志里"));
}

/// The end promises no journal that could not be written.
#[test]
fn who_leaves_is_told_where_unsaved_work_is_and_when_it_is_nowhere() {
    use duban::domain::{EntryId, Touched};
    use duban::store::StoreError;
    let mut stage = zh();
    stage.model.saving.unsaved = ["jixi/一"].map(EntryId::from).into_iter().collect();
    for (rescue, said) in [(Some("tasks.unsaved.ron"), "tasks.unsaved.ron"), (None, "它们就没有了")] {
        stage.model.saving.under_way = Some(Touched::default());
        let source = std::io::Error::other("read-only");
        stage.send(Message::Saved(Err(Box::new(StoreError::NotSaved {
            path: "tasks.ron".into(),
            rescue: rescue.map(Into::into),
            source,
        }))));
        stage.send(Message::NotJournalled(std::io::Error::other("read-only")));
        stage.press("q");
        let screen = stage.screen(100, 24);
        assert!(screen.contains(said) && !screen.contains("留在日志里"), "{screen}");
        stage.press("<esc>");
    }
}

#[test]
fn what_another_wrote_comes_in_beside_our_own_work_and_the_cursor_stays() {
    use duban::domain::{Intent, Recorder};
    use duban::store::{Folders, LedgerFile};
    let home = tempfile::tempdir().expect("folder");
    let path = home.path().join("tasks.ron");
    std::fs::write(&path, super::stage::SMALL).expect("write");
    let folders = Folders::under(&home.path().join("home"));
    let (mut ours, ledger) = LedgerFile::open(&path, &folders, &Progress::default()).expect("open");
    let mut stage = Stage::with(ledger, Lang::Zh);

    let (mut theirs, mut other) = LedgerFile::open(&path, &folders, &Progress::default()).expect("open");
    let entropy: duban::domain::Entropy = std::sync::Arc::new(|| 77_777);
    let them = Recorder { entropy, by: duban::domain::Author { dept: None, person: "王五".into() }, ..stage.model.recorder.clone() };
    let entry = other.get(&"hulin/三（一）".into()).expect("entry").clone();
    let change = them.record(&other, &entry, &Intent::Status(Status::Underway), None).expect("change");
    let touched = change.touched();
    change.apply(&mut other).expect("applied");
    let _ = theirs.save(&other, &touched).expect("saved");

    stage.press("jj");
    // Who writes for no body speaks of the whole.
    stage.model.recorder.by.dept = None;
    let here = stage.model.current().expect("entry").id.clone();
    stage.send(Message::ChangedOnDisk);
    let Some(Effect::TakeIn(snapshot)) = stage.effects.pop() else { panic!("no effect") };
    stage.press("sb");
    let taken = ours.take_in(&snapshot).expect("taken in");
    stage.send(Message::TakenIn(Ok(taken)));
    assert!(stage.notice().contains("王五"), "{}", stage.notice());
    assert_eq!(stage.model.current().expect("entry").id, here);
    let status = |stage: &Stage, at: usize| stage.model.standing(at).state.status.value;
    assert_eq!((status(&stage, 3), status(&stage, 2)), (Some(Status::Underway), Some(Status::Blocked)));
}

#[test]
fn what_somebody_has_built_on_is_taken_back_by_a_correction_too() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("sb");
    let id = stage.model.current().expect("entry").id.clone();
    let log = |stage: &Stage| stage.model.ledger().get(&id).expect("entry").updates.clone();
    let wrong = log(&stage).last().expect("update").id.clone();
    // Somebody who had it before him reports, and that comes in.
    let ledger = stage.model.ledger();
    let entropy: duban::domain::Entropy = std::sync::Arc::new(|| 77_777);
    let them = duban::domain::Recorder { entropy, ..stage.model.recorder.clone() };
    let report = duban::domain::Report { progress: "看到了".into(), ..Default::default() };
    let change = them.record(ledger, ledger.get(&id).expect("entry"), &duban::domain::Intent::Report(report), None).expect("change");
    let _ = stage.model.apply(change).expect("applied");
    stage.press("u");
    assert!(stage.notice().contains("记为更正"), "{}", stage.notice());
    assert!(log(&stage).iter().any(|u| u.id == wrong), "what others stand on stays");
    assert!(matches!(&log(&stage).last().expect("correction").says[..], [Fact::Corrects { update, .. }] if *update == wrong));
    let faults = duban::domain::check(stage.model.ledger());
    assert!(faults.iter().all(|f| f.kind != duban::domain::FindingKind::UnknownUpdate), "{faults:?}");
}

#[test]
fn what_may_be_with_others_is_taken_back_by_a_correction_that_names_it() {
    let mut stage = Stage::new(Lang::Zh);
    let before = stage.bytes();
    stage.press("sb");
    let id = stage.model.current().expect("entry").id.clone();
    let log = |stage: &Stage| stage.model.ledger().get(&id).expect("entry").updates.clone();
    let wrong = log(&stage).last().expect("update").id.clone();
    stage.send(Message::Committed);
    stage.press("sdy");
    let count = log(&stage).len();
    // The last step is still our own: it goes as if it had never been.
    stage.press("u");
    assert_eq!(log(&stage).len(), count - 1);
    stage.press("u");
    assert!(stage.notice().contains("记为更正"), "{}", stage.notice());
    let said = log(&stage).last().expect("correction").says.clone();
    assert!(matches!(&said[..], [Fact::Corrects { update, .. }] if *update == wrong), "{said:?}");
    assert!(stage.bytes() != before && stage.bytes().contains("to: Blocked"));
    // What was undone can be done again: the correction is still our own.
    stage.press("<c-r>");
    assert_eq!(log(&stage).last().expect("update").id, wrong);
}

#[test]
fn facts_of_the_plan_are_amended_in_one_form_and_undone_in_one_step() {
    let mut stage = Stage::new(Lang::Zh);
    let before = stage.bytes();
    let id = stage.model.current().expect("an entry").id.clone();
    stage.press("e");
    assert!(stage.screen(120, 36).contains("修改台账所载"));
    // Nothing typed, nothing changed.
    stage.press("<c-s>");
    assert_eq!((stage.bytes(), stage.notice()), (before.clone(), "没有改动".to_owned()));
    stage.press("e<end>（修订）<tab><tab><end>、没有的局");
    assert!(stage.screen(120, 36).contains("登记簿里没有叫 `没有的局` 的单位"));
    stage.press("<c-s>");
    assert_eq!(stage.bytes(), before, "a name that nobody has keeps the form open");
    let known = stage.model.ledger().departments.iter().next().expect("a body").id.clone();
    for _ in 0.."没有的局".chars().count() {
        stage.press("<bs>");
    }
    stage.press(&format!("{known}（落实）<c-s>"));
    let entry = stage.model.ledger().get(&id).expect("the entry").clone();
    assert!(entry.title.ends_with("（修订）"));
    assert_eq!(entry.cooperating.last(), Some(&duban::domain::Cooperation::Implements(known)));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn a_problem_of_before_is_asked_about_where_a_report_on_a_later_period_leaves_it_out() {
    let mut stage = Stage::new(Lang::Zh);
    let log = |stage: &Stage| stage.model.ledger().entries()[0].updates.len();
    // The last field is the period.
    stage.press("a<tab>资金不到位<s-tab><s-tab><c-u>2025Q3<c-s><esc><home>");
    let told = log(&stage);
    stage.press("a开会<c-s>");
    let screen = stage.screen(120, 36);
    assert!(screen.contains("先前的问题 `资金不到位` 没有说已解决还是仍在"), "{screen}");
    assert_eq!(log(&stage), told);
    // The caret is where the answer is wanted.
    stage.press("仍在<c-s>");
    assert_eq!(log(&stage), told + 1);
    assert!(format!("{:?}", stage.model.ledger().entries()[0].updates.last()).contains("Still"));
}
