//! What holds of every scene, at every size and in both languages; pictures are for what these cannot say.

use super::picture::row;
use super::screens::SCENES;
use super::stage::{SMALL, Stage};
use duban::text::Lang;
use duban::tui::{Count, Hit};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

const SIZES: [(u16, u16); 5] = [(48, 16), (80, 24), (100, 30), (120, 36), (200, 50)];

/// Draws every scene at every size and gathers what is wrong with them.
fn everywhere(mut look: impl FnMut(&Stage, &Buffer) -> Vec<String>) {
    let mut wrong = Vec::new();
    for lang in [Lang::Zh, Lang::En] {
        for keys in SCENES {
            let mut stage = Stage::new(lang);
            stage.press(keys);
            for (w, h) in SIZES {
                let frame = stage.frame(w, h);
                wrong.extend(look(&stage, &frame).into_iter().map(|what| format!("`{keys}` {lang:?} {w}x{h}: {what}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{} places\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn rows_are_as_wide_as_the_screen_and_frames_close() {
    everywhere(|_, frame| {
        let area = frame.area;
        let mut wrong = Vec::new();
        for (x, y) in area.positions().map(Into::into) {
            let symbol = frame[(x, y)].symbol();
            if symbol.width() == 2 && (x + 1 == area.right() || frame[(x + 1, y)].symbol() != " ") {
                wrong.push(format!("{symbol} at {x},{y} has no room: {}", row(frame, y)));
            }
            if symbol == "┌" && corner(frame, x, y).is_none() {
                wrong.push(format!("a frame at {x},{y} is open"));
            }
        }
        wrong
    });
}

/// The frame that begins at a corner, when its four sides are whole.
fn corner(frame: &Buffer, x: u16, y: u16) -> Option<Rect> {
    let right = (x..frame.area.right()).find(|x| frame[(*x, y)].symbol() == "┐")?;
    let bottom = (y..frame.area.bottom()).find(|y| frame[(x, *y)].symbol() == "└")?;
    let sides = (y + 1..bottom).all(|y| [x, right].iter().all(|x| frame[(*x, y)].symbol() == "│"));
    (sides && frame[(right, bottom)].symbol() == "┘").then(|| Rect { x, y, width: right - x + 1, height: bottom - y + 1 })
}

/// What lies over the view, without its frame; the whole screen when nothing does.
pub fn front(frame: &Buffer) -> Rect {
    let found = frame.area.positions().filter(|p| frame[*p].symbol() == "┌").find_map(|p| corner(frame, p.x, p.y));
    found.map_or(frame.area, |r| Rect { x: r.x + 1, y: r.y + 1, width: r.width - 2, height: r.height - 2 })
}

/// Cells of one row that a click takes for one column, with the column's name.
fn columns(stage: &Stage, frame: &Buffer, y: u16) -> Vec<(String, Rect, bool)> {
    let mut found: Vec<(String, Rect, bool)> = Vec::new();
    for x in 0..frame.area.width {
        let (name, numeric) = match stage.hit(x, y) {
            Some(Hit::Cell(_, column)) => (format!("{column:?}"), column.holds().is_number()),
            Some(Hit::Count(_, column)) => (format!("{column:?}"), column != Count::Name),
            _ => continue,
        };
        match found.last_mut().filter(|(last, ..)| *last == name) {
            Some((_, place, _)) => place.width += 1,
            None => found.push((name, Rect { x, y, width: 1, height: 1 }, numeric)),
        }
    }
    found
}

/// Whether what a filter may say lies over a row.
fn is_overlaid(stage: &Stage, frame: &Buffer, y: u16) -> bool {
    (0..frame.area.width).any(|x| matches!(stage.hit(x, y), Some(Hit::Offer(_))))
}

#[test]
fn columns_stand_below_each_other_with_a_blank_between() {
    let mut seen = 0;
    everywhere(|stage, frame| {
        let mut wrong = Vec::new();
        if front(frame) != frame.area {
            return wrong;
        }
        let blank = |x: u16, y: u16| frame[(x, y)].symbol() == " ";
        let mut above: Vec<(String, u16)> = Vec::new();
        for y in (0..frame.area.height).filter(|y| !is_overlaid(stage, frame, *y)) {
            let placed = columns(stage, frame, y);
            let starts: Vec<(String, u16)> = placed.iter().map(|(name, place, _)| (name.clone(), place.x)).collect();
            if !starts.is_empty() && !above.is_empty() && starts != above {
                wrong.push(format!("row {y} has its columns elsewhere than the row above"));
            }
            above = starts;
            for (_, place, numeric) in placed.iter().skip(1) {
                seen += 1;
                let starts_anew = blank(place.x - 1, y) || frame[(place.x - 1, y)].symbol().width() == 2;
                let written = (place.left()..place.right()).any(|x| !blank(x, y));
                if !starts_anew || (*numeric && written && blank(place.right() - 1, y)) {
                    wrong.push(format!("a cell at {},{y} runs into another or ends elsewhere: {}", place.x, row(frame, y)));
                }
            }
        }
        wrong
    });
    assert!(seen > 2_000, "only {seen} cells were looked at");
}

#[test]
fn numbers_of_the_bulletins_tables_end_below_each_other() {
    // On a wider screen another page stands beside.
    for (w, h) in SIZES.into_iter().filter(|(w, _)| *w < 150) {
        let screen = Stage::new(Lang::Zh).press("6").screen(w.max(80), h.max(40));
        let mut lines = screen.lines().skip_while(|l| !l.contains("类别"));
        let ends = |line: &str| {
            let words = line.split_inclusive(' ').scan(0, |at, word| {
                *at += word.width();
                Some((*at, word))
            });
            words.filter(|(_, w)| !w.trim().is_empty()).map(|(at, w)| at - (w.width() - w.trim_end().width())).skip(1).collect::<Vec<_>>()
        };
        let heads = ends(lines.next().expect("a table"));
        let rows: Vec<&str> = lines.take(6).collect();
        assert!(heads.len() == 5 && rows.iter().all(|r| ends(r) == heads), "{heads:?}\n{screen}");
    }
}

/// A stretch of text without a gap in it, and where it begins.
struct Piece {
    x: u16,
    text: String,
}

fn pieces(frame: &Buffer, area: Rect) -> Vec<Vec<Piece>> {
    let part = |y: u16| {
        let (mut found, mut x, mut gap) = (Vec::<Piece>::new(), area.x, 2);
        while x < area.right() {
            let symbol = frame[(x, y)].symbol();
            let apart = "│┊─━┄".contains(symbol);
            match found.last_mut().filter(|_| gap < 2) {
                _ if symbol == " " || apart => gap += if apart { 2 } else { 1 },
                Some(piece) => {
                    piece.text.push_str(&" ".repeat(gap));
                    piece.text.push_str(symbol);
                    gap = 0;
                }
                None => {
                    found.push(Piece { x, text: symbol.to_owned() });
                    gap = 0;
                }
            }
            x += symbol.width().max(1) as u16;
        }
        found
    };
    (area.top()..area.bottom()).map(part).collect()
}

/// Pieces that break off where a wider screen goes on, without saying so and without going on in the next line.
#[test]
fn nothing_is_cut_without_an_ellipsis() {
    let (mut cut, mut wrong) = (0, Vec::new());
    for (keys, lang) in SCENES.iter().flat_map(|keys| [Lang::Zh, Lang::En].map(|lang| (keys, lang))) {
        let mut stage = Stage::new(lang);
        let wide = stage.press(keys).frame(260, 90);
        let whole: Vec<String> = pieces(&wide, front(&wide)).into_iter().flatten().map(|p| p.text).collect();
        let is_whole = |text: &str| whole.iter().any(|w| w == text || w.split(' ').any(|word| word == text));
        for (w, h) in SIZES {
            let frame = stage.frame(w, h);
            let area = front(&frame);
            let rows = pieces(&frame, area);
            for (n, piece) in rows.iter().enumerate().flat_map(|(n, row)| row.iter().map(move |p| (n, p))) {
                let (text, y) = (&piece.text, area.y + n as u16);
                if text.ends_with('…') {
                    cut += 1;
                    continue;
                }
                let is_tab = matches!(stage.hit(piece.x, y), Some(Hit::View(_)));
                // At the edge of the heads it says that columns lie beyond.
                let is_edge = text == ">" && piece.x + 1 == w;
                if is_tab || is_edge || is_overlaid(&stage, &frame, y) || is_whole(text) {
                    continue;
                }
                // Behind a blank it is another cell, or a hint, which goes as a whole where there is no room.
                let rest = whole.iter().filter_map(|w| w.strip_prefix(text.as_str())).find(|rest| !rest.starts_with(' '));
                let goes_on = |rest: &str, p: &Piece| rest.starts_with(&p.text) || p.text.starts_with(rest);
                // What is below the last line of a page is scrolled to.
                if let (Some(rest), Some(next)) = (rest, rows.get(n + 1).filter(|_| y + 2 < h))
                    && !next.iter().any(|p| goes_on(rest, p))
                {
                    wrong.push(format!("`{keys}` {lang:?} {w}x{h}: `{text}` in line {y} goes on with `{rest}`"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{} places\n{}", wrong.len(), wrong.join("\n"));
    assert!(cut > 100, "only {cut} texts were cut at all");
}

fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{303f}' | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
}

/// What may be Chinese beside the ledger: the unit of money, who works here, whom nobody leads in the bulletin.
const KNOWN: &str = "万元亿元 张三 未明确牵头单位 拟牵头 牵头依据";

#[test]
fn english_screens_speak_no_chinese_but_the_ledgers_own() {
    let mut wrong = Vec::new();
    // The bulletin is a Chinese document, and who asks by a Chinese field is offered its Chinese values.
    for keys in SCENES.iter().filter(|k| !["6", "6x", "/状态:"].contains(k)) {
        let data = format!("{SMALL}{keys}{KNOWN}");
        let mut stage = Stage::new(Lang::En);
        stage.press(keys);
        for (w, h) in [(80, 24), (120, 36), (200, 50)] {
            let screen = stage.screen(w, h);
            // Titles and names of the ledger are set and joined as in Chinese.
            let runs = screen.split(|c| !is_chinese(c) || "《》、".contains(c)).filter(|run| !run.is_empty() && !data.contains(run));
            wrong.extend(runs.map(|run| format!("`{keys}` {w}x{h}: {run}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
