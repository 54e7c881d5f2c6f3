//! Every view and dialog as a picture, each once; what holds of all of them at every size and in both languages is in
//! `properties.rs`.

use super::picture::pinned;
use super::stage::Stage;
use duban::progress::Step;
use duban::report::Template;
use duban::text::Lang;
use duban::tui::{Effect, Message};

macro_rules! scenes {
    ($($name:ident: $keys:literal $(, $style:literal)*;)*) => {
        /// Every scene by the keys that lead to it.
        pub const SCENES: &[&str] = &[$($keys),*];
        $(#[test]
        fn $name() {
            pinned(stringify!($name), Stage::new(Lang::Zh).press($keys).picture(120, 36, &[$($style),*]));
        })*
    };
}

// Behind the keys: the styles that are the point of the scene.
scenes! {
    the_list_as_it_opens: "", "red", "yellow", "blue", "gray", "head", "accent";
    what_waits_today: "0", "accent", "head";
    what_has_changed_since_a_day: "0:变化 2025-06-30<enter>", "accent", "head";
    who_sits_here: "U", "field";
    a_word_found_in_a_report: "/名单已报<enter>", "matched";
    the_list_while_a_filter_is_typed: "/nyncj", "matched";
    the_list_when_nothing_fits: "/没有这样的事<enter>";
    the_list_with_a_mistake_in_the_filter: "/天气:晴", "error";
    the_list_by_lead_and_marked: "gd<esc><space><space>", "mark";
    the_entry_full_screen: "<enter>", "accent", "red", "head";
    the_menu_of_statuses: "s", "accent";
    the_report_form: "a走访企业<tab>缺水", "field";
    the_deadline_form_with_a_bad_date: "d尽快", "error";
    the_lead_form_offering_bodies: "Lnyncj", "field";
    the_question_before_a_bulk_change: "<space><space>sb", "accent", "mark";
    why_the_light_is_red: "jw";
    the_help_narrowed: "?shixian", "accent", "dim";
    the_departments: "2", "red", "accent";
    the_departments_with_a_count_under_the_cursor: "2jlll", "underlined";
    the_page_of_a_body: "2j<enter>", "red", "head";
    the_page_of_what_nobody_leads: "2<enter>";
    the_deadline_form_with_a_text_selected: "d明年1月底<tab>设备到货晚<s-tab><s-left><s-left>", "reversed";
    the_columns_to_choose_from: "C";
    the_list_with_columns_of_ones_own: "ll-Cc<esc>C4<esc>h!]", "underlined";
    the_list_with_wrapped_texts: "W";
    the_counts_of_a_column: "llllF", "underlined";
    the_named_views: "/灯:红<enter>Vs红灯单<enter>V";
    the_fields_that_a_filter_may_ask_for: "/qt";
    the_values_that_a_filter_may_ask_for: "/状态:";
    the_history_of_changes: "snyjsbuH";
    the_orders_to_choose_from: "o5ojj<space>";
    the_timeline: "3", "red", "yellow", "blue", "gray";
    the_timeline_by_years: "3-";
    the_timeline_by_months_with_a_deadline_that_was_moved: "d明年1月底<tab>设备到货晚<c-s>3+";
    the_timeline_while_a_filter_is_typed: "3/nyncj", "matched";
    the_indicators_before_anything_is_measured: "4";
    the_indicators: "4a2025Q1<c-a><c-k>160<s-tab><c-u>2025Q1<tab><enter>a185<enter>", "yellow";
    the_indicator_full_screen: "4a160<enter><enter>", "accent", "head";
    the_indicators_when_nothing_fits: "4/没有这样的事<enter>";
    the_form_for_a_measured_value: "4a12,34x", "error";
    the_contested_values: "5", "head", "good";
    the_rivals_by_number: "5r";
    the_contested_values_when_all_is_settled: "5<enter>";
    the_bulletin: "6", "accent", "mark";
    the_bulletin_who_has_not_reported: "6<tab>", "head";
    the_bulletin_notes_for_the_editor: "6<tab><tab>";
    the_bulletin_choosing_a_format: "6x";
}

/// What must be seen with one's own eyes beyond the scenes: English, and where room is short.
#[test]
fn a_few_scenes_in_english_and_on_a_small_screen() {
    for (name, keys, lang) in [
        ("the_list_as_it_opens", "", Lang::En),
        ("the_entry_full_screen", "<enter>", Lang::En),
        ("the_deadline_form_with_a_bad_date", "d尽快", Lang::En),
        ("the_departments", "2", Lang::Zh),
        ("the_timeline", "3", Lang::En),
        ("the_bulletin_notes_for_the_editor", "6<tab><tab>", Lang::En),
    ] {
        pinned(&format!("{name}-{lang:?}-80x24"), Stage::new(lang).press(keys).picture(80, 24, &[]));
    }
}

#[test]
fn nothing_breaks_at_any_size() {
    for keys in [
        "",
        "a",
        "Lny",
        "s",
        "?",
        "w",
        "2",
        "2lll",
        "2j<enter>",
        "C",
        "llllll",
        "W",
        "WF",
        "H",
        "V",
        "/qt",
        "/牵头:",
        "3",
        "3-",
        "3+",
        "3/ny",
        "4",
        "4<enter>",
        "4a160<enter>",
        "4/ny",
        "5",
        "5r",
        "5<enter>",
        "6",
        "/nyncj",
        "<enter>",
    ] {
        let mut stage = Stage::new(Lang::Zh);
        stage.press(keys);
        for w in [1, 2, 5, 23, 24, 30, 43, 61, 79, 109, 110, 131, 200] {
            for h in [1, 2, 5, 6, 7, 10, 19, 20, 60] {
                stage.screen(w, h);
            }
        }
    }
}

#[test]
fn a_bulletin_is_exported_in_the_format_that_is_chosen() {
    for (key, ending, head) in [("<enter>", "docx", &b"PK"[..]), ("x", "xlsx", b"PK"), ("h", "html", b"<!doctype"), ("m", "md", b"# 2025")]
    {
        let mut stage = Stage::new(Lang::Zh);
        stage.press("6x").press(key);
        assert!(stage.model.dialog.is_none() && stage.notice().contains("正在导出"), "{}", stage.notice());
        assert!(stage.screen(100, 30).contains("导出 0%"));
        let Some(Effect::Export(export)) = stage.effects.last() else { panic!("no export: {:?}", stage.effects) };
        assert_eq!(export.name, format!("通报-2025Q4.{ending}"));
        assert!(export.bytes(|_| Template::default()).unwrap().starts_with(head), "{ending}");
        let name = export.name.clone();
        stage.send(Message::Exported(name, Ok("/甲/通报-2025Q4.docx".into())));
        assert!(!stage.screen(100, 30).contains("导出 0%"));
        assert!(stage.notice().contains("已导出 /甲/通报-2025Q4.docx"));
    }
}

#[test]
fn the_bulletin_while_it_is_exported() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("6x<enter>");
    let Some(Effect::Export(export)) = stage.effects.last() else { panic!("no export") };
    export.progress.begin(Step::Setting, 100_000);
    export.progress.add(34_000);
    for (state, keys) in [("under_way", "j"), ("with_its_menu", "x"), ("called_off", "<esc><esc>")] {
        pinned(&format!("an_export_{state}"), stage.press(keys).picture(80, 24, &[]));
    }
}

#[test]
fn the_caret_stands_where_the_input_method_shows_its_candidates() {
    let mut stage = Stage::new(Lang::Zh);
    assert_eq!(stage.caret(80, 24), None);
    stage.press("/农业");
    let (x, y) = stage.caret(80, 24).expect("a caret in the filter");
    assert_eq!(y, 1);
    let after = stage.press("a").caret(80, 24).expect("a caret");
    assert_eq!(after, (x + 1, y));
    let before = Stage::new(Lang::Zh).press("a").caret(80, 24).expect("a caret in the form");
    let typed = Stage::new(Lang::Zh).press("a进展").caret(80, 24).expect("a caret in the form");
    assert_eq!(typed, (before.0 + 4, before.1));
}

#[test]
fn bars_and_frames_are_ascii_where_the_terminal_draws_lines_wide() {
    for keys in ["3", "3-", "3+", "4a160<enter>", "4a160<enter><enter>", "4a", "5", "5r", "?", ":", ":tour<enter>"] {
        for lang in [Lang::Zh, Lang::En] {
            let mut stage = Stage::new(lang);
            stage.model.ascii = true;
            let screen = stage.press(keys).screen(120, 36);
            let wide = screen.chars().find(|c| ('\u{2500}'..='\u{25ff}').contains(c) || "↑↓".contains(*c));
            assert_eq!(wide, None, "{keys}\n{screen}");
        }
    }
}
