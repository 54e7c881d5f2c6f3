//! On a terminal of 80×24: what does not fit is said in fewer words or in more lines, and never broken off.

use super::properties::front;
use super::screens::SCENES;
use super::stage::Stage;
use duban::share::{FileState, Standing};
use duban::store::{BUILT_IN, parse_text};
use duban::text::Lang;
use duban::tui::{Message, News};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

const SMALL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (260, 90);
const LANGS: [Lang; 2] = [Lang::Zh, Lang::En];

/// Forms, with what is wrong in them, as far as the scenes have them not.
const FORMS: [&str; 16] = [
    "a",
    "a<tab><tab><tab>999",
    "a<tab><tab><tab>x<c-s>",
    "a<tab><tab><tab>100<tab>受阻<c-s>",
    "a<tab><tab><tab><tab>暂缓<c-s>",
    "d尽快<c-s>",
    "d2030-01-01<c-s>",
    "Lxx",
    "Lzzzz<c-s>",
    "e",
    "e<c-a><del><c-s>",
    "U",
    "Uzzzz",
    "4a12,34x<c-s>",
    ":put-off<enter>",
    ":confirm<enter><c-s>",
];

/// What is wrong on the command line.
const LINES: [&str; 18] = [
    "状态 xx",
    "时限 尽快",
    "时限 2020-01-01",
    "牵头 nobody",
    "配合 zzz",
    "进展 999",
    "筛选 天气:晴",
    "排序 xx",
    "分组 xx",
    "视图 xx",
    "范围 xx",
    "期间 xx",
    "导出 xx",
    "转到 zzz",
    "变化 nowhere",
    "主题 xx",
    "语言 xx",
    "nonsense",
];

/// All that is written in an area, without blanks and frames.
fn flat(frame: &Buffer, area: Rect) -> String {
    let words: String = area.positions().map(|p| frame[p].symbol()).filter(|s| !"│─┌┐└┘".contains(s)).collect();
    words.split_whitespace().collect()
}

/// What is written in a colour, line by line, without blanks.
fn inked(frame: &Buffer, area: Rect, ink: Style) -> Vec<(u16, String)> {
    let line = |y: u16| {
        let cells = (area.left()..area.right()).filter(|x| Some(frame[(*x, y)].fg) == ink.fg);
        (y, cells.map(|x| frame[(x, y)].symbol().trim()).collect::<String>())
    };
    (area.top()..area.bottom()).map(line).filter(|(_, words)| !words.is_empty()).collect()
}

#[test]
fn who_we_are_and_what_is_neither_saved_nor_committed_always_stand_in_the_first_line() {
    let unsaved = |stage: &mut Stage| {
        stage.slow = true;
        stage.press("1sb");
    };
    let standing = |file| Standing { branch: Some("main".into()), file, ahead: 2, ..Standing::default() };
    for (lang, (us, uncommitted, saving)) in LANGS.into_iter().zip([("我：", "未提交", "保存中"), ("we: ", "uncommitted", "saving")])
    {
        for keys in SCENES {
            let mut stage = Stage::new(lang);
            stage.send(Message::Sharing(News::Standing(Some(standing(FileState::Changed))))).press(keys);
            let first = |stage: &mut Stage| stage.screen(SMALL.0, SMALL.1).lines().next().unwrap_or_default().to_owned();
            let line = first(&mut stage);
            assert!(line.contains(us) && line.contains("市农业农村局  ") && line.contains(uncommitted), "{keys}: {line}");
        }
        let mut stage = Stage::new(lang);
        stage.send(Message::Sharing(News::Standing(Some(standing(FileState::Changed)))));
        unsaved(&mut stage);
        let line = stage.screen(SMALL.0, SMALL.1).lines().next().unwrap_or_default().to_owned();
        assert!([us, saving].iter().all(|w| line.contains(w)), "{line}");
    }
}

#[test]
fn errors_and_hints_of_forms_are_read_whole() {
    let mut seen = 0;
    for lang in LANGS {
        for keys in FORMS.iter().chain(SCENES) {
            let mut stage = Stage::new(lang);
            stage.press(keys);
            for _ in 0..12 {
                let wide = stage.frame(WIDE.0, WIDE.1);
                let Some((_, caret)) = stage.caret(WIDE.0, WIDE.1).filter(|_| front(&wide) != wide.area) else { break };
                let small = stage.frame(SMALL.0, SMALL.1);
                let (over, under) = (front(&wide), front(&small));
                let all = flat(&small, under);
                // What stands beside the fields on a wide screen is no hint.
                let over = Rect { width: over.width.min(90), ..over };
                let (dim, error) = (stage.model.theme.dim, stage.model.theme.error);
                for (_, words) in inked(&wide, over, error) {
                    seen += 1;
                    assert!(all.contains(&words), "{keys} {lang:?}: {words}\n{}", stage.screen(SMALL.0, SMALL.1));
                }
                for (_, words) in inked(&wide, over, dim).into_iter().filter(|(y, _)| *y == caret) {
                    seen += 1;
                    assert!(all.contains(&words), "{keys} {lang:?}: {words}\n{}", stage.screen(SMALL.0, SMALL.1));
                }
                // Beside and below the fields nothing is broken off.
                let fields = Rect { x: under.x + 4, width: under.width.saturating_sub(4), ..under };
                for (_, words) in inked(&small, fields, error) {
                    assert!(!words.ends_with('…'), "{keys} {lang:?}: {words}");
                }
                stage.press("<tab>");
            }
        }
    }
    assert!(seen > 200, "only {seen} were looked at");
}

#[test]
fn what_is_wrong_on_the_command_line_and_in_the_filter_is_read_whole() {
    for lang in LANGS {
        for line in LINES {
            let mut stage = Stage::new(lang);
            stage.press(&format!(":{line}<enter>"));
            let small = stage.frame(SMALL.0, SMALL.1);
            let told: String = stage.notice().split_whitespace().collect();
            assert!(flat(&small, small.area).contains(&told), "{line}: {told}\n{}", stage.screen(SMALL.0, SMALL.1));
        }
        for keys in ["/天气:晴", "3/天气:晴", "/时限<尽快", "/完成>abc", "/状态:天", "/(农业"] {
            let mut stage = Stage::new(lang);
            stage.press(keys);
            let (wide, dim) = (stage.frame(WIDE.0, WIDE.1), stage.model.theme.dim);
            let beside = inked(&wide, Rect { x: 60, y: 1, width: WIDE.0 - 80, height: 1 }, dim).pop();
            let small = stage.frame(SMALL.0, SMALL.1);
            if let Some((_, said)) = beside {
                assert!(flat(&small, small.area).contains(&said), "{keys}: {said}\n{}", stage.screen(SMALL.0, SMALL.1));
            }
        }
    }
}

#[test]
fn what_the_command_line_offers_under_the_cursor_is_read_whole() {
    for lang in LANGS {
        let mut stage = Stage::new(lang);
        stage.press(":");
        for n in 0..17 {
            stage.press("<down>");
            let wide = stage.frame(WIDE.0, WIDE.1);
            let cursor = stage.model.theme.cursor;
            let row = front(&wide).rows().find(|r| (r.left()..r.right()).any(|x| Some(wide[(x, r.y)].bg) == cursor.bg));
            let row = row.unwrap_or_else(|| panic!("no cursor at {n}"));
            let inner = Rect { x: front(&wide).x + 20, width: front(&wide).width - 20, ..row };
            let words = flat(&wide, inner);
            let small = stage.frame(SMALL.0, SMALL.1);
            assert!(flat(&small, front(&small)).contains(&words), "{words}\n{}", stage.screen(SMALL.0, SMALL.1));
        }
    }
}

#[test]
fn a_long_change_is_read_whole_under_the_cursor() {
    let mut stage = Stage::new(Lang::Zh);
    let words = "会同市财政局、市商务局到三个县区现场办公，逐户核对设备到货、资金拨付和用工情况，形成问题清单十二条";
    stage.press(&format!("a{words}<c-s><esc>0:变化 2025-06-30<enter><end>"));
    let found = (0..12).any(|_| {
        let small = stage.frame(SMALL.0, SMALL.1);
        stage.press("<up>");
        flat(&small, small.area).contains(words)
    });
    assert!(found, "{}", stage.screen(SMALL.0, SMALL.1));
}

#[test]
fn labels_of_an_entrys_page_are_whole() {
    let mut stage = Stage::on(parse_text("tasks.ron", BUILT_IN).expect("ledger"), "2025-12-20", Lang::Zh);
    let us = stage.model.ledger().departments.resolve("鸡西市工业和信息化局").expect("a body").id.clone();
    stage.model.recorder.by.dept = Some(us.clone());
    stage.model.us = Some(us);
    stage.replace(stage.model.ledger().clone());
    stage.press("0<home>j<enter>a已完成认定<c-s><esc><up>");
    let screens: Vec<String> = (0..8).map(|_| stage.press("J").screen(SMALL.0, SMALL.1)).collect();
    assert!(screens.iter().any(|s| s.contains("本期未报 ")), "{}", screens.join("\n"));
}
