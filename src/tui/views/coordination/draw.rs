//! A table of matters, and the page of one.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{Facts, Kept, Moment, Subject, YES_NO, by_kind};
use crate::report::{Cell, Head, inspections, liaisons, matters};
use crate::text::{Lang, width, wrap};
use crate::tui::command::{Ask, Go, Meet};
use crate::tui::listing::Listing;
use crate::tui::view::listing::{self, Column, Drawn};
use crate::tui::view::pen;
use crate::tui::view::sheet::{Line, Sheet, draw as draw_lines};
use crate::tui::views::coordination::Kind;
use crate::tui::{Model, Viewports};

/// The first column has at least so many cells; columns at the right give way before it does.
const NAME: u16 = 24;
/// No other column is wider than this.
const WIDEST: u16 = 20;

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    top(frame.buffer_mut(), Rect { height: 1, ..area }, model);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if model.council.zoomed {
        return page(frame.buffer_mut(), body, model);
    }
    let body = Rect { height: body.height.saturating_sub(1), ..body };
    let last = table(frame.buffer_mut(), body, model, viewports);
    let foot = Rect { y: body.bottom(), height: 1, ..area }.intersection(area);
    if foot.height > 0 && body.height > 0 {
        let below = model.council.sheet().len().saturating_sub(last);
        listing::foot(frame, foot, below, model, viewports);
    }
}

/// What it is, and how many wait; behind it the other kinds with how many there are.
fn top(buf: &mut Buffer, line: Rect, model: &Model) {
    let (sheet, lang, theme) = (model.council.sheet(), model.lang, &model.theme);
    let open = sheet.cells.iter().filter(|row| is_open(row, &sheet.heads(lang), lang)).count();
    let all = sheet.all();
    let text = lang.pick(format!("{}：在办 {open}，共 {all}", sheet.title(lang)), format!("{}: {open} open of {all}", sheet.title(lang)));
    let used = pen::text(buf, (line.x + 1, line.y, line.width.saturating_sub(1)), &text, theme.head);
    let others: Vec<String> = model.council.others().map(|other| format!("{} {}", other.title(lang), other.all())).collect();
    let others = format!("{}（{}）", others.join("  "), model.keymap.label(Meet::Next));
    let x = line.x + 1 + used + 3;
    pen::text(buf, (x, line.y, line.right().saturating_sub(x)), &others, theme.dim);
}

/// Whether a row says that it waits.
fn is_open(row: &[Cell], heads: &[Head], lang: Lang) -> bool {
    let (zh, en) = matters::OPEN;
    let at = heads.iter().position(|head| head.title == lang.pick(zh, en));
    let yes = YES_NO[0].label(lang);
    at.and_then(|at| row.get(at)).is_some_and(|cell| cell.words(lang) == yes)
}

/// The columns that have room; the first has what is left.
fn fitting(total: u16, model: &Model) -> Vec<Column> {
    let (sheet, lang) = (model.council.sheet(), model.lang);
    let widest =
        |at: usize| sheet.cells.iter().filter_map(|row| row.get(at)).map(|cell| width(&cell.words(lang))).max().unwrap_or(0) as u16;
    let column = |at: usize, cells: u16| {
        let is_number = sheet.cells.iter().filter_map(|row| row.get(at)).any(Cell::is_number);
        Column { at, cells, is_number }
    };
    let mut left = total.saturating_sub(NAME + 2);
    let mut shown = Vec::new();
    for (at, head) in sheet.heads(lang).iter().enumerate().skip(1) {
        let head = (width(head.title) + width(listing::sign(sheet, at, model.ascii))) as u16;
        let cells = head.max(widest(at)).min(WIDEST);
        if cells + 1 > left {
            break;
        }
        left -= cells + 1;
        shown.push(column(at, cells));
    }
    // What the first needs no more goes to the last, which mostly names entries.
    let first = (NAME + left).min(widest(0).max(NAME));
    if let Some(last) = shown.last_mut() {
        last.cells += NAME + left - first;
    }
    shown.insert(0, column(0, first));
    shown
}

/// Heads and rows; gives the row behind the last in sight.
fn table(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) -> usize {
    let (sheet, theme, lang) = (model.council.sheet(), &model.theme, model.lang);
    let (columns, heads) = (fitting(area.width, model), sheet.heads(lang));
    if sheet.table.rows.is_empty() {
        empty(buf, Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area }, model);
    }
    let drawn = Drawn { listing: sheet, table: &sheet.table, hides: columns.len() < heads.len(), columns };
    drawn.draw(buf, area, (model, viewports), |_, cells| if is_open(cells, &heads, lang) { theme.text } else { theme.dim })
}

fn empty(buf: &mut Buffer, area: Rect, model: &Model) {
    let lang = model.lang;
    let (back, raise, new) = (model.keymap.label(Go::Back), model.keymap.label(Ask::NewMatter), model.keymap.label(Meet::New));
    let text = match (model.council.sheet().all(), model.council.sheet().kind) {
        (0, Kind::Matters) => lang.pick(
            format!("还没有会商事项。需要几家一起解决的问题，在清单里光标放在那一条上按 {raise} 提出；这里按 {new} 也可以。"),
            format!("No matter yet. A problem that several must settle is raised by {raise} on its entry in the list, or here by {new}."),
        ),
        (0, Kind::Inspections) => {
            lang.pick(format!("还没有登记督导检查。按 {new} 登记一次。"), format!("No inspection yet; {new} enters one."))
        }
        (0, Kind::Findings) => lang.pick(
            format!("还没有整改问题。先登记督导检查，再按 {new} 逐个登记查出的问题。"),
            format!("No finding yet. Enter an inspection first, then what it found by {new}."),
        ),
        (0, Kind::Liaisons) => lang.pick(
            format!("还没有登记包联。按 {new} 登记：哪位领导包联哪些条目和企业。"),
            format!("Nobody looks after anything yet; {new} enters it."),
        ),
        _ => lang.pick(format!("没有符合的。{back} 清除筛选。"), format!("Nothing matches. {back} clears the filter.")),
    };
    let cells = area.width.saturating_sub(4);
    for (y, line) in (area.y + 1..area.bottom()).zip(wrap(&text, usize::from(cells))) {
        pen::text(buf, (area.x + 2, y, cells), &line, model.theme.dim);
    }
}

/// All that the ledger says of the one under the cursor.
fn page(buf: &mut Buffer, area: Rect, model: &Model) {
    let Some(subject) = model.council.current() else { return };
    let cells = usize::from(area.width.saturating_sub(2)).min(100);
    draw_lines(buf, area, &lines(model, subject, cells), (model.council.scroll, model));
}

fn lines(model: &Model, subject: &Subject, cells: usize) -> Vec<Line> {
    let (ledger, lang) = (model.ledger(), model.lang);
    let mut sheet = Sheet::new(model, cells);
    sheet.wrapped(ledger.name_of_subject(subject).unwrap_or_default(), model.theme.accent);
    for (label, text) in told(model, subject) {
        sheet.fact(label, &text);
    }
    sheet.blank();
    for (label, text) in stated(model, subject) {
        sheet.fact(label, &text);
    }
    sheet.blank();
    let log = ledger.log_of(subject);
    if !log.is_empty() {
        sheet.wrapped(&lang.pick(format!("记录 {} 条", log.len()), format!("log: {}", log.len())), model.theme.head);
        sheet.updates(log, |update| update.by.label(ledger), |update| update.sentences_in(log, ledger, lang));
    }
    sheet.lines
}

/// How it stands, and what came of it.
fn told(model: &Model, subject: &Subject) -> Vec<(&'static str, String)> {
    let (ledger, lang) = (model.ledger(), model.lang);
    match subject {
        Subject::Matter(id) => {
            let matter = ledger.matters.by_id(id);
            matter.map(|matter| matters::told(ledger, &ledger.judge_matter(matter, model.today, None), lang)).unwrap_or_default()
        }
        Subject::Inspection(id) => {
            let one = ledger.inspections.by_id(id);
            one.map(|one| inspections::inspection_told(ledger, one, Moment::During(model.today), lang)).unwrap_or_default()
        }
        Subject::Liaison(id) => {
            let one = ledger.liaisons.by_id(id);
            one.map(|one| liaisons::told(ledger, one, model.today, lang)).unwrap_or_default()
        }
        Subject::Rectification(id) => {
            let one = ledger.rectifications.by_id(id).map(|one| ledger.judge_finding(one, Moment::During(model.today), None));
            one.map(|one| inspections::finding_told(ledger, &one, lang)).unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

/// What it states, field by field.
fn stated(model: &Model, subject: &Subject) -> Vec<(&'static str, String)> {
    let (ledger, lang) = (model.ledger(), model.lang);
    by_kind!(Subject subject, (id) => {
        let record = R::records(ledger).by_id(id);
        let fields = R::fields().into_iter().map(|f| (lang.pick(f.label.0, f.label.1), f.word));
        record.map(|r| fields.map(|(label, word)| (label, r.written(word, ledger, lang))).collect()).unwrap_or_default()
    }; Subject::Ledger => Vec::new())
}
