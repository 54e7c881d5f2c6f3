//! What makes an official document of a text: red head, number, recipients, list of annexes, signature, date.

use super::flow::Flow;
use super::page::NARROW;
use super::style::{ANNEX_LIST, BODY, FLUSH, NUMBER, NUMBER_LINED, RED_HEAD, SIGNATURE, TITLE};
use crate::report::document::{Block, Document, Part, Run, with_colon};
use crate::text::width;

/// Half characters in a line of titles: 2号 in 156 mm.
const TITLE_LINE: usize = 40;

/// Head and number, then the title: three of them stand before the title, whatever their order among the blocks.
pub(super) fn opening(flow: &mut Flow, document: &Document) {
    let head = runs_of(document, Part::RedHead);
    if let Some(runs) = head {
        red_head(flow, runs);
    }
    if let Some(runs) = runs_of(document, Part::Number) {
        flow.paragraph(if head.is_some_and(|h| !h.is_empty()) { &NUMBER_LINED } else { &NUMBER }, runs);
        flow.empty(if head.is_some() { 2 } else { 1 });
    }
    flow.lines(&TITLE, &title_lines(&document.title, TITLE_LINE));
    flow.empty(1);
}

pub(super) fn line(flow: &mut Flow, part: Part, runs: &[Run], document: &Document) {
    match part {
        Part::RedHead | Part::Number => {}
        Part::Recipients => flow.paragraph(&FLUSH, &with_colon(runs)),
        Part::AnnexList => annex_list(flow, runs),
        Part::Issuer => {
            flow.empty(2);
            flow.placed(&SIGNATURE, &format!("<w:keepNext/>{}", from_right(indents(document).0)), runs);
        }
        Part::Date => flow.placed(&SIGNATURE, &from_right(indents(document).1), runs),
    }
}

fn runs_of(document: &Document, wanted: Part) -> Option<&[Run]> {
    document.blocks.iter().find_map(|block| match block {
        Block::Line(part, runs) if *part == wanted => Some(runs.as_slice()),
        _ => None,
    })
}

/// The head of the office 35 mm below the upper edge of the text block; on paper that has its head already, its room.
fn red_head(flow: &mut Flow, runs: &[Run]) {
    flow.empty(3);
    if runs.is_empty() {
        flow.empty(4);
        return;
    }
    let cells = runs.iter().map(|r| width(&r.text())).sum::<usize>().max(1);
    // A half character is five twips wide for every half point of its size.
    let fitting = NARROW / (5 * cells as u32);
    flow.paragraph(&RED_HEAD.sized(fitting.min(u32::from(RED_HEAD.size)) as u16), runs);
    flow.empty(2);
}

/// `附件：1.…` two characters from the left, the further lines below its number.
fn annex_list(flow: &mut Flow, runs: &[Run]) {
    let begins = runs.first().is_some_and(|r| r.text().starts_with("附件"));
    if begins {
        flow.empty(1);
    }
    let hanging = if begins { 400 } else { 100 };
    let twips = |hundredths: u32| hundredths * 316 / 100;
    let place = format!(
        "<w:keepNext/><w:ind w:leftChars=\"600\" w:left=\"{}\" w:hangingChars=\"{hanging}\" w:hanging=\"{}\"/>",
        twips(600),
        twips(hanging)
    );
    flow.placed(&ANNEX_LIST, &place, runs);
}

fn from_right(half_characters: usize) -> String {
    let hundredths = half_characters * 50;
    format!("<w:ind w:rightChars=\"{hundredths}\" w:right=\"{}\"/>", hundredths * 316 / 100)
}

/// How many half characters signature and date stand from the right: the date four characters, the signature in the
/// middle above it; a signature longer than that pushes the date inwards.
fn indents(document: &Document) -> (usize, usize) {
    let cells = |part| runs_of(document, part).map_or(0, |runs| runs.iter().map(|r| width(&r.text())).sum::<usize>());
    let (name, date) = (cells(Part::Issuer), cells(Part::Date));
    let date_from = (name.saturating_sub(date) / 2).max(8);
    ((date_from + date / 2).saturating_sub(name / 2), date_from)
}

/// A title in lines of like length, the upper ones longer; parted after a comma-like word where one is near.
pub(super) fn title_lines(title: &str, cells: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut rest: Vec<char> = title.trim().chars().collect();
    while width_of(&rest) > cells {
        let left = width_of(&rest).div_ceil(cells);
        let at = parting(&rest, width_of(&rest).div_ceil(left), cells);
        lines.push(rest.drain(..at).collect());
    }
    lines.push(rest.into_iter().collect());
    lines
}

fn width_of(chars: &[char]) -> usize {
    width(&chars.iter().collect::<String>())
}

/// Where to part: the place nearest to `wish` that a reader's breath allows, never beyond `most`.
fn parting(chars: &[char], wish: usize, most: usize) -> usize {
    let cost = |at: usize| {
        let (before, after) = (chars[at - 1], chars[at]);
        let here = width_of(&chars[..at]);
        let breath = match before {
            '、' | '，' | '》' | '）' | '度' | '期' | '和' | '与' | '及' | '的' => 0,
            _ if after.is_ascii_digit() && !before.is_ascii_alphanumeric() => 0,
            _ if after == '《' || after == '（' || after == '关' => 0,
            _ => 8,
        };
        let torn = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
        let begins_ill = "、，。》）；：”的和与及年".contains(after) || "《（“".contains(before);
        let shorter_above = usize::from(here < wish) * 2;
        here.abs_diff(wish) + breath + shorter_above + if torn || begins_ill { 100 } else { 0 }
    };
    let fits = |at: &usize| width_of(&chars[..*at]) <= most;
    (1..chars.len()).filter(fits).min_by_key(|at| cost(*at)).unwrap_or(1)
}

pub(super) fn say(flow: &mut Flow, runs: &[Run]) {
    let style = flow.fitting(&BODY);
    flow.paragraph(style, runs);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_parted_where_a_reader_breathes() {
        let lines = title_lines("2025年第四季度重点任务和工程项目推进情况通报", TITLE_LINE);
        assert_eq!(lines, ["2025年第四季度重点任务和", "工程项目推进情况通报"]);
        let lines = title_lines("《鸡西市推进农业现代化强市建设行动方案（2025—2027年）》2025年度推进情况年终通报", TITLE_LINE);
        assert!(lines.iter().all(|l| width(l) <= TITLE_LINE && !l.starts_with(['》', '）', '年'])), "{lines:?}");
        assert_eq!(title_lines("通报", TITLE_LINE), ["通报"]);
        assert_eq!(title_lines("", TITLE_LINE), [""]);
        assert_eq!(title_lines(&"a".repeat(100), TITLE_LINE).concat().len(), 100);
    }
}
