//! Tasks of real days, counted in control keys: all keys but the letters of texts.

use super::stage::{SMALL, Stage};
use super::terminal::Terminal;
use crate::cli::blanks::{OVERALL, edit, text};
use duban::domain::{Deadline, Status};
use duban::report::Template;
use duban::store::{BUILT_IN, parse_text};
use duban::text::Lang;
use duban::tui::{Effect, View};

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

    fn at_the_demo() -> Clerk {
        Clerk { stage: Stage::with(duban::demo::ledger(300, 3, "2025-10-15".parse().expect("date")), Lang::Zh), keys: 0 }
    }

    /// The same clerk in the office.
    fn of_the_office(self) -> Clerk {
        Clerk { stage: self.stage.of_the_office(), ..self }
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

    /// The screen, when no more keys were needed.
    fn within(&mut self, most: usize) -> &mut Stage {
        let keys = self.counted();
        assert!(keys <= most, "{keys} keys, {most} at most");
        &mut self.stage
    }
}

#[test]
fn five_reports_in_the_days_of_grace_take_at_most_seven_keys_each() {
    let mut clerk = Clerk::on("2026-01-05", "鸡西市农业农村局");
    clerk.press(&["1", "<tab>", "a"]);
    for (n, percent) in ["30", "100", "45", "100", "60"].iter().enumerate() {
        clerk.write("按计划推进").press(&["<tab>", "<tab>", "<tab>"]).write(percent).press(&["<c-s>"]);
        if *percent == "100" {
            assert!(clerk.stage.screen(120, 36).contains("没有写完成日期"), "{}", clerk.stage.screen(120, 36));
            clerk.write("2025-12-28").press(&["<c-s>"]);
        }
        if n < 4 {
            assert!(clerk.stage.screen(80, 24).contains("下一项（Esc 不填）"), "what opened by itself says so");
        }
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
fn a_filtered_and_sorted_list_goes_to_paper_in_four_keys_and_once_more_in_one() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
    clerk.stage.press("1");
    clerk.press(&["/"]).write("农业").press(&["<enter>", "]", "X"]);
    let stage = clerk.within(4);
    assert!(matches!(stage.effects.last(), Some(Effect::Export(e)) if e.name == "清单-2025-12-20.xlsx"), "{}", stage.notice());
    // Somebody wants it on paper: his format is remembered.
    clerk.press(&["x", "d"]);
    clerk.within(2);
    clerk.press(&["X"]);
    let stage = clerk.within(1);
    let Some(Effect::Export(export)) = stage.effects.last() else { panic!("no export: {}", stage.notice()) };
    assert!(export.name == "清单-2025-12-20.docx" && export.bytes(|_| Template::default()).expect("bytes").starts_with(b"PK"));
}

#[test]
fn a_filtered_and_sorted_list_is_printed_in_four_keys_and_the_format_of_files_stays() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
    clerk.stage.press("1");
    clerk.press(&["/"]).write("农业").press(&["<enter>", "]", "<c-p>"]);
    let stage = clerk.within(4);
    let printed = |stage: &Stage| match stage.effects.last() {
        Some(Effect::Export(export)) => (export.is_printed(), export.name.clone()),
        other => panic!("{other:?}"),
    };
    assert_eq!(printed(stage), (true, "清单-2025-12-20.html".to_owned()));
    // From the menu, where it has a name; and the text of the bulletin.
    clerk.press(&["x"]);
    assert!(clerk.stage.screen(120, 36).contains("打印  在浏览器中打开"), "{}", clerk.stage.screen(120, 36));
    clerk.press(&["p"]);
    assert!(printed(clerk.within(2)).0);
    clerk.press(&["X"]);
    assert_eq!(printed(clerk.within(1)), (false, "清单-2025-12-20.xlsx".to_owned()));
    clerk.press(&["6", "x", "p"]);
    assert_eq!(printed(clerk.within(3)), (true, "通报-2025Q4.html".to_owned()));
}

#[test]
fn what_waits_today_is_written_to_a_file_too() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
    clerk.press(&["0", "x", "m"]);
    let stage = clerk.within(3);
    let Some(Effect::Export(export)) = stage.effects.last() else { panic!("no export: {}", stage.notice()) };
    let text = String::from_utf8(export.bytes(|_| Template::default()).expect("bytes")).expect("text");
    assert!(export.name.starts_with("今天-") && text.contains("我牵头") && text.contains("| 逾期 |"), "{text}");
}

#[test]
fn a_bulletin_with_a_blank_filled_in_is_exported_again_in_three_keys() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
    clerk.press(&["6", "x", "<enter>"]);
    let written = |stage: &Stage| match stage.effects.last() {
        Some(Effect::Export(export)) => export.path().to_owned(),
        other => panic!("{other:?}"),
    };
    let first = written(&clerk.stage);
    // The file is opened, a blank filled in, and saved; then:
    clerk.press(&["X"]);
    let stage = clerk.within(4);
    assert_eq!(written(stage), first, "to the same file, from which what was filled in is taken over");
}

/// By the real program, in the real file: six, x, Enter; the blank is filled in; X.
#[test]
fn a_blank_filled_in_in_the_file_is_there_after_the_next_export() {
    let mut terminal = Terminal::open(Some(SMALL));
    terminal.wait_for("精深加工企业");
    terminal.press("6");
    terminal.wait_for("总体情况");
    terminal.press("x");
    terminal.wait_for("导出为");
    terminal.press("\r");
    terminal.wait_for("已导出");
    let files = std::fs::read_dir(terminal.folder()).expect("folder").map(|file| file.expect("file").path());
    let file = files.filter(|file| file.extension().is_some_and(|e| e == "docx")).last().expect("the bulletin");
    edit(&file, OVERALL, "总体平稳");
    terminal.press("X");
    terminal.wait("the blank", |screen| screen.replace(['\n', ' '], "").contains("沿用了手填的1处空白"));
    assert!(text(&file).contains("总体平稳") && !text(&file).contains(OVERALL));
}

#[test]
fn escape_after_an_order_was_chosen_ends_nothing_but_the_menu() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
    clerk.stage.press("1/农业<enter>o6<esc>");
    assert_eq!((clerk.stage.model.view, clerk.stage.model.list.input.value()), (View::List, "农业"));
    clerk.stage.press("<esc>");
    assert_eq!(clerk.stage.model.list.input.value(), "");
}

#[test]
fn formats_are_chosen_by_number_letter_or_arrows_as_the_foot_says() {
    for (view, purpose) in [("1", 5), ("6", 6), ("2", 5), ("4", 5)] {
        for (keys, ending) in [
            ("m", "md"),
            ("1", "md"),
            ("d", "docx"),
            ("2", "docx"),
            ("h", "html"),
            ("x", "xlsx"),
            ("c", "csv"),
            ("<home><down><enter>", "docx"),
        ] {
            let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
            clerk.stage.press(view).press("x");
            let screen = clerk.stage.screen(120, 36);
            assert!(screen.contains("1-9 或字母：直接选") && screen.matches("  (").count() >= purpose, "{screen}");
            clerk.stage.press(keys);
            assert!(matches!(clerk.stage.effects.last(), Some(Effect::Export(e)) if e.name.ends_with(ending)), "{view} {keys}");
        }
    }
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
    let state = &standings.all()[at].state;
    assert_eq!(state.percent.value, None, "the lead's percent is as it was");
    let log = &clerk.stage.model.ledger().entries()[at].updates;
    assert!(log.len() == 1 && format!("{log:?}").contains("40") && format!("{log:?}").contains("已完成认定"), "{log:?}");
}

#[test]
fn which_body_is_worst_by_late_items_by_silence_and_since_when_is_seen_in_three_keys_each() {
    for (column, head) in [("4", "逾期↓"), ("7", "未反馈率↓"), ("8", "最近反馈↓")] {
        let mut clerk = Clerk::at_the_demo();
        clerk.press(&["2", "o", column]);
        let stage = clerk.within(3);
        assert!(stage.screen(120, 36).contains(head), "{}", stage.screen(120, 36));
    }
}

#[test]
fn letters_to_the_three_worst_that_have_not_reported_are_written_in_eight_keys() {
    let mut clerk = Clerk::at_the_demo();
    // The most owed come first.
    clerk.press(&["6", "<tab>", " ", " ", " ", "c", "2", "y"]);
    let stage = clerk.within(8);
    let Some(Effect::Letters(letters)) = stage.effects.last() else { panic!("no letters: {}", stage.notice()) };
    assert_eq!(letters.all.len(), 3);
}

#[test]
fn the_deadlines_of_twelve_items_are_moved_with_one_reason_in_eight_keys() {
    let mut clerk = Clerk::at_the_demo().of_the_office();
    clerk.press(&["/"]).write("状态:推进中 时限>2025-10-14 时限<2026-01-31").press(&["<enter>", "<c-a>"]);
    let marked = clerk.stage.model.list.marks.len();
    assert!(marked >= 12, "{marked}");
    let before = clerk.stage.bytes();
    let deadlines = |stage: &Stage| -> Vec<Option<String>> {
        stage.model.book.standings().all().iter().map(|s| s.state.deadline.value.map(|d| d.to_string())).collect()
    };
    let were = deadlines(&clerk.stage);
    clerk.press(&["d"]).write("2026-03-31").press(&["<tab>"]).write("设备到货晚").press(&["<c-s>"]);
    assert!(clerk.stage.screen(120, 36).contains(&format!("{marked} 条")), "{}", clerk.stage.screen(120, 36));
    if clerk.stage.model.dialog.is_some() {
        clerk.press(&["y"]);
    }
    let stage = clerk.within(8);
    assert!(stage.bytes() != before && stage.model.dialog.is_none(), "{}", stage.screen(120, 36));
    assert_eq!(stage.bytes().matches("设备到货晚").count(), marked);
    let are = deadlines(stage);
    let moved: Vec<_> = were.iter().zip(&are).filter(|(was, is)| was != is).map(|(_, is)| is.as_deref()).collect();
    assert_eq!(moved, vec![Some("2026-03-31"); marked], "those that were marked and no others");
    let after = stage.bytes();
    // Taken back, done again, committed, taken back.
    clerk.press(&["u"]);
    assert_eq!(clerk.within(2).bytes(), before);
    clerk.press(&["<c-r>"]);
    assert_eq!(clerk.within(2).bytes(), after);
    clerk.press(&[":"]).write("提交").press(&["<enter>"]);
    clerk.within(2);
    clerk.press(&["u"]);
    let stage = clerk.within(2);
    assert_eq!(stage.model.view, View::List);
    assert_ne!(stage.bytes(), after, "{}", stage.notice());
    // What git may be taking along just now is not taken out under its hands.
    assert!(stage.notice().contains("正在提交，记为更正") && stage.bytes().contains("设备到货晚"), "{}", stage.notice());
}

#[test]
fn what_has_changed_since_the_quarter_before_and_since_yesterdays_pull_takes_three_keys_each() {
    // Since the quarter before: by the day of each record.
    let mut clerk = Clerk::at_the_demo();
    clerk.press(&[":"]).write("变化 上季度").press(&["<enter>"]);
    let screen = clerk.within(3).screen(120, 36);
    assert!(screen.contains("以来（按记录），改动"), "{screen}");
    // Since yesterday: what a pull has brought in meanwhile is in view 0, one key from its list.
    let mut clerk = Clerk::at_the_demo();
    let before = clerk.stage.model.ledger().clone();
    let mut other = Clerk::at_the_demo();
    other.stage.model.recorder.by.person = "李四".into();
    other.stage.press("1a县里开了现场会<c-s>");
    let after = other.stage.model.ledger().clone();
    clerk.stage.replace(after.clone());
    clerk.stage.send(duban::tui::Message::News(Some(duban::merge::differences(&before, &after))));
    clerk.press(&[":"]).write("变化").press(&["<enter>"]);
    let screen = clerk.within(3).screen(120, 36);
    assert!(screen.contains("上次看过以来") && screen.contains("县里开了现场会"), "{screen}");
    clerk.press(&["<esc>", ":"]).write("变化 昨天").press(&["<enter>"]);
    let screen = clerk.within(3).screen(120, 36);
    assert!(screen.contains("2025-10-14 以来") && screen.contains("县里开了现场会"), "{screen}");
}

#[test]
fn a_new_item_from_a_meeting_is_entered_in_twelve_keys() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
    clerk.stage.press("1<home>");
    let parent = clerk.stage.model.current().expect("an entry").id.clone();
    clerk.press(&["n"]).write("新建水库");
    clerk.press(&["<tab>", "<tab>", "<tab>"]).write("鸡西市农业农村局");
    clerk.press(&["<tab>"]).write("鸡西市工业和信息化局、鸡西市商务局");
    clerk.press(&["<tab>"]).write("2026-06-30").press(&["<tab>"]).write("市政府会议纪要〔2025〕7号").press(&["<c-s>"]);
    let stage = clerk.within(12);
    let new = stage.model.current().expect("the new entry").clone();
    assert!(new.title == "新建水库" && new.cooperating.len() == 2, "{}", stage.screen(120, 36));
    assert_eq!(new.deadline.map(|d| format!("{d:?}")), Some("Stated(2026-06-30)".to_owned()));
    assert!(stage.bytes().contains("source: \"市政府会议纪要〔2025〕7号\""));
    assert!(stage.bytes().contains(&format!("parent: \"{parent}\"")));
}

#[test]
fn a_new_item_goes_under_the_entry_whose_reference_the_filter_names_and_not_under_one_that_mentions_it() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
    clerk.press(&["1", "/"]).write("五（一）");
    let named = |stage: &Stage| stage.model.current().is_some_and(|entry| entry.id.to_string() == "jixi-agri/五（一）");
    assert!(named(&clerk.stage), "{}", clerk.stage.screen(120, 36));
    assert!(clerk.stage.model.list.cursor > 1, "one that mentions it stands above: {}", clerk.stage.screen(120, 36));
    clerk.press(&["<enter>", "n"]).write("新任务").press(&["<c-s>"]);
    assert!(clerk.stage.bytes().contains("parent: \"jixi-agri/五（一）\""));
}

#[test]
fn the_minutes_are_attached_to_an_item_in_five_keys() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局").of_the_office();
    clerk.stage.press("1<home>");
    let (before, id) = (clerk.stage.bytes(), clerk.stage.model.current().expect("an entry").id.clone());
    clerk.press(&[":"]).write("附件").press(&["<enter>"]).write("市政府会议纪要〔2025〕7号").press(&["<enter>"]);
    let stage = clerk.within(5);
    let entry = stage.model.ledger().get(&id).expect("there").clone();
    assert_eq!(entry.attachments, [duban::domain::Attachment::paper("市政府会议纪要〔2025〕7号")], "{}", stage.screen(120, 36));
    assert!(stage.notice().contains("附件：市政府会议纪要"), "{}", stage.notice());
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn an_item_is_withdrawn_or_given_up_with_a_reason_in_five_keys_each() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
    clerk.stage.press("1<home>n新建水库<c-s>");
    clerk.press(&["<del>", "y"]);
    assert!(!clerk.within(5).bytes().contains("新建水库"));
    clerk.stage.press("n新建水库<c-s>");
    clerk.press(&["s", "c"]).write("企业退出").press(&["<c-s>"]);
    let stage = clerk.within(5);
    assert!(stage.bytes().contains("to: Cancelled, reason: \"企业退出\""), "{}", stage.screen(120, 36));
}

#[test]
fn a_new_plan_with_three_items_takes_twenty_keys() {
    let mut clerk = Clerk::on("2025-12-20", "鸡西市农业农村局");
    clerk.stage.press("1");
    clerk.press(&[":"]).write("新方案").press(&["<enter>"]).write("water");
    clerk.press(&["<tab>"]).write("水利建设三年行动方案").press(&["<tab>"]).write("2026-01-01");
    clerk.press(&["<tab>"]).write("2028-12-31").press(&["<c-s>"]);
    for title in ["新建水库", "加固堤防", "清淤"] {
        clerk.press(&["n"]).write(title).press(&["<c-s>"]);
    }
    let stage = clerk.within(20);
    let ledger = stage.model.ledger();
    let of_plan: Vec<&str> = ledger.entries().iter().filter(|e| e.id.plan() == "water").map(|e| e.title.as_str()).collect();
    assert_eq!(of_plan, ["新建水库", "加固堤防", "清淤"], "{}", stage.notice());
    assert!(ledger.entries().iter().all(|e| e.id.plan() != "water" || e.deadline == Some(Deadline::PLAN_PERIOD)));
}

#[test]
fn a_body_is_renamed_from_the_first_of_next_month_and_another_merges_into_it_with_at_most_eight_keys() {
    let mut clerk = Clerk::on("2025-12-20", "市工信局");
    let before = clerk.stage.bytes();
    clerk.press(&["2"]);
    let bodies = clerk.stage.model.matrix.table.rows.iter().filter(|row| !row.name.contains("未明确"));
    let names = bodies.take(2).map(|row| row.name.clone()).collect::<Vec<_>>();
    clerk.press(&["N"]).write("黑龙江省新设厅").press(&["<tab>"]).write("2026-01-01").press(&["<c-s>"]);
    clerk.press(&["j", "M"]).write(&names[0]).press(&["<tab>"]).write("2026-01-01").press(&["<c-s>"]);
    let stage = clerk.within(8);
    assert!(stage.notice().contains("撤并") && stage.model.dialog.is_none(), "{}", stage.screen(120, 30));
    assert_eq!(
        stage.model.matrix.table.rows.iter().find(|row| !row.name.contains("未明确")).expect("a body").name,
        names[0],
        "today it is called as before"
    );
    let page = stage.press("<enter>").screen(120, 30);
    assert!(page.contains("将自2026-01-01起职责由"), "{page}");
    let page = stage.press("<esc>k<enter>").screen(120, 30);
    assert!(page.contains("将自2026-01-01起更名为黑龙江省新设厅") && page.contains("起承接"), "{page}");
    stage.press("uu");
    assert_eq!(stage.bytes(), before, "each in one step");
    for words in ["更名", "gengming", "rename", "撤并", "chebing", "merge"] {
        let found = stage.press("<esc><esc>1?").press(words).screen(120, 30);
        assert!(found.contains("那天可以还没有到") || found.contains("职责从某天起由另一个承接"), "{words}: {found}");
        stage.press("<esc>");
    }
}
