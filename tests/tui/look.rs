//! Colours and widths: every theme on every view, and columns that stay straight where the terminal draws
//! characters of ambiguous width in two cells.

use super::picture::pinned;
use super::stage::{SMALL, Stage};
use duban::store::parse_text;
use duban::text::Lang;
use duban::tui::{Depth, Ground, Message, Surface, Theme};
use ratatui::buffer::{Buffer, CellDiffOption};
use ratatui::style::{Color, Modifier};
use unicode_width::UnicodeWidthStr;

const PLACES: [&str; 14] = ["", "W", "<enter>", "/粮", "2", "2j<enter>", "3", "4", "4<enter>", "5", "6", "a①“粮”到Ⅱ期<tab>", "?", ":主"];

#[test]
fn a_theme_that_is_chosen_leaves_no_cell_unpainted() {
    let surface = Surface { depth: Depth::Full, ground: Some(Ground::Dark) };
    for name in ["深色", "light", "contrast"] {
        let theme = Theme::named(name, surface).expect("a theme");
        for place in PLACES {
            let mut stage = Stage::new(Lang::Zh);
            stage.press(&format!(":theme {name}<enter>")).press(place);
            assert_eq!(stage.model.theme, theme);
            let frame = stage.frame(120, 36);
            let bare = frame.content.iter().find(|c| c.fg == Color::Reset || c.bg == Color::Reset);
            assert_eq!(bare, None, "{name} at `{place}`");
        }
    }
}

#[test]
fn colours_follow_the_terminal_until_a_theme_is_chosen() {
    let mut stage = Stage::new(Lang::Zh);
    stage.send(Message::Ground(Ground::Light));
    assert_eq!(stage.model.theme.accent, Theme::light().accent);
    assert!(stage.frame(80, 24).content.iter().any(|c| c.bg == Color::Reset), "the terminal's own ground stays");
    stage.press(":theme dark<enter>").send(Message::Ground(Ground::Light));
    assert_eq!(stage.model.theme, Theme::dark());
    stage.press(":theme auto<enter>");
    assert_eq!(stage.model.theme.accent, Theme::light().accent);
    stage.send(Message::Ground(Ground::Dark));
    assert_eq!(stage.model.theme.accent, Theme::dark().accent);
}

#[test]
fn without_colours_the_cursor_and_what_is_typed_are_seen() {
    let mut stage = Stage::new(Lang::Zh);
    stage.model.theme = Theme::plain();
    let frame = stage.press("/食用<enter><space>").frame(120, 36);
    assert!(frame.content.iter().all(|c| c.fg == Color::Reset && c.bg == Color::Reset));
    let has = |m: Modifier| frame.content.iter().any(|c| c.modifier.contains(m));
    assert!(has(Modifier::REVERSED) && has(Modifier::UNDERLINED | Modifier::BOLD) && has(Modifier::DIM));
}

/// Looks at a frame as a terminal does that draws ambiguous characters in two cells: what follows them is where it
/// was meant to be only if the second cell is theirs and the next is placed anew.
fn picture(frame: &Buffer) -> String {
    let mut out = String::new();
    let sent = Buffer::empty(frame.area).diff(frame).into_iter().map(|(x, y, _)| (x, y)).collect::<std::collections::BTreeSet<_>>();
    for y in 0..frame.area.height {
        let (mut line, mut x) = (String::new(), 0);
        while x < frame.area.width {
            let cell = &frame[(x, y)];
            let greek = cell.symbol().chars().any(|c| ('α'..='ω').contains(&c));
            let cells = if greek { 2 } else { cell.symbol().width_cjk().max(1) as u16 };
            line.push_str(cell.symbol());
            if cells == 2 {
                assert!(x + 1 < frame.area.width, "{line:?} runs out of the screen");
                assert_eq!(frame[(x + 1, y)].symbol(), " ", "{line:?} writes over its neighbour");
                assert!(!sent.contains(&(x + 1, y)), "the second cell is sent in {line:?}");
                assert!(cell.symbol().width() == 2 || matches!(cell.diff_option, CellDiffOption::ForcedWidth(_)), "{line:?}");
            }
            x += cells;
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

fn ambiguous(lang: Lang) -> Stage {
    let text = SMALL
        .replace("精深加工企业", "①“粮食”Ⅱ期α×2·25℃—±3…精深加工企业")
        .replace("食用菌产业", "②食用菌“产业”→Ⅲ级")
        .replace("鸡西市试验方案", "鸡西市“十四五”试验方案");
    let mut stage = Stage::with(parse_text("small.ron", &text).expect("a ledger"), lang);
    stage.model.ascii = true;
    stage
}

#[test]
fn columns_stay_straight_where_ambiguous_characters_are_wide() {
    for lang in [Lang::Zh, Lang::En] {
        for (width, height) in [(30, 10), (80, 24), (120, 36), (200, 50)] {
            for place in PLACES {
                picture(&ambiguous(lang).press(place).frame(width, height));
            }
        }
    }
    let list = picture(&ambiguous(Lang::Zh).frame(120, 20));
    pinned("the_list_where_ambiguous_characters_are_wide", &list);
    let edges: Vec<usize> =
        list.lines().skip(2).filter_map(|l| l.find('|').map(|at| l[..at].width_cjk() + l[..at].matches('α').count())).collect();
    assert!(edges.len() > 10 && edges.windows(2).all(|w| w[0] == w[1]), "{edges:?}\n{list}");
}

#[test]
fn the_caret_stands_behind_wide_ambiguous_characters() {
    let mut stage = ambiguous(Lang::Zh);
    let before = stage.press("/").caret(80, 24).expect("a caret");
    let after = stage.press("“①”").caret(80, 24).expect("a caret");
    assert_eq!(after, (before.0 + 6, before.1));
    let before = ambiguous(Lang::Zh).press("d").caret(80, 24).expect("a caret");
    let after = ambiguous(Lang::Zh).press("d①").caret(80, 24).expect("a caret");
    assert_eq!(after, (before.0 + 2, before.1));
}
