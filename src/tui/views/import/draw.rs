//! What is kept, or a document beside what was read of it.

use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{FIELDS, Row, draw_back, draw_source};
use crate::domain::EntryId;
use crate::import::{Fate, Ground, Item, Of, Review as Reviewed};
use crate::text::{sanitize, width, wrap};
use crate::tui::command::Review;
use crate::tui::view::{listing, pen, rows};
use crate::tui::{Model, Viewports};

/// From this width the document stands beside what was read.
const WIDE: u16 = 72;
/// Lines for what is under the cursor, at most.
const DETAIL: u16 = 8;

pub(crate) fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, viewports: &mut Viewports) {
    let buf = frame.buffer_mut();
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    if let Some(back) = &model.import.back {
        return draw_back::draw(buf, area, (back, model), viewports);
    }
    let Some(review) = model.import.review() else {
        return kept(buf, area, model, viewports);
    };
    top(buf, Rect { height: 1, ..area }, review, model);
    if body.width < WIDE {
        return right(buf, body, (review, model), viewports);
    }
    let left = Rect { width: body.width * 9 / 20, ..body };
    draw_source::draw(buf, left, review, (&spans(model), model));
    pen::rule(buf, Rect { x: left.right(), width: 1, ..body }, model.theme.border, model.ascii);
    let x = left.right() + 1;
    right(buf, Rect { x, width: body.right().saturating_sub(x), ..body }, (review, model), viewports);
}

/// How far one has come with a document.
fn top(buf: &mut Buffer, line: Rect, review: &Reviewed, model: &Model) {
    let (lang, theme) = (model.lang, &model.theme);
    let name = model.import.opened.as_ref().map(|opened| opened.kept.name.as_str()).unwrap_or_default();
    let count = |is: fn(&Fate) -> bool| review.count(is);
    let (all, open) = (review.items().len(), count(|f| *f == Fate::Open));
    let (accepted, out) = (count(|f| *f == Fate::Accepted), count(|f| matches!(f, Fate::Rejected(_) | Fate::Joined)));
    let counts = lang.pick(
        format!("条目 {all}：待定 {open}，接受 {accepted}，不要 {out}"),
        format!("{all} entries: {open} open, {accepted} accepted, {out} out"),
    );
    let (doubts, unread) = (review.doubts(), review.unread());
    let waits = lang.pick(format!("疑点 {doubts}  未读 {unread} 行"), format!("{doubts} doubts  {unread} lines unread"));
    let at = line.right().saturating_sub(width(&waits) as u16 + 1);
    pen::text(buf, (at, line.y, line.right() - at), &waits, if doubts + unread > 0 { theme.error } else { theme.good });
    let room = at.saturating_sub(line.x + 2);
    let text = if width(name) + width(&counts) + 2 <= usize::from(room) { format!("{counts}  {name}") } else { counts };
    pen::text(buf, (line.x + 1, line.y, room), &text, theme.head);
}

/// What is lit: what the row under the cursor was read from, of a draft all of it, its title first.
fn spans(model: &Model) -> Vec<(u32, u32)> {
    let Some(item) = model.import.item() else { return Vec::new() };
    match (model.import.review().zip(model.import.doubt()), model.import.of()) {
        (Some((review, doubt)), _) => review.doubted(item, doubt),
        (None, Some(of)) => item.draft.spans(of),
        (None, None) => [Of::Title].into_iter().chain(FIELDS).flat_map(|of| item.draft.spans(of)).collect(),
    }
}

/// What was read, and below it all of what is under the cursor.
fn right(buf: &mut Buffer, area: Rect, (review, model): (&Reviewed, &Model), viewports: &mut Viewports) {
    let cells = usize::from(area.width.saturating_sub(2));
    let mut detail = detail(review, model, cells);
    detail.truncate(usize::from(DETAIL.min(area.height / 2)).saturating_sub(1));
    let table = Rect { height: area.height.saturating_sub(detail.len() as u16 + 1), ..area };
    for (i, row, line) in rows::in_sight(&model.import.table, table, viewports) {
        draw_row(buf, line, *row, (review, model));
        if i == model.import.table.cursor {
            pen::cursor(buf, line, &model.theme);
        }
    }
    let rule = Rect { y: table.bottom(), height: 1, ..area }.intersection(area);
    pen::rule(buf, rule, model.theme.border, model.ascii);
    for (y, (text, style)) in (rule.bottom()..area.bottom()).zip(detail) {
        pen::text(buf, (area.x + 1, y, area.width.saturating_sub(1)), &text, style);
    }
}

fn draw_row(buf: &mut Buffer, line: Rect, row: Row, (review, model): (&Reviewed, &Model)) {
    let (lang, theme) = (model.lang, &model.theme);
    let Some(item) = row.item().and_then(|at| review.items().get(at)) else { return };
    let put = |buf: &mut Buffer, x: u16, text: &str, style: Style| {
        pen::text(buf, (line.x + x, line.y, line.width.saturating_sub(x)), text, style)
    };
    match row {
        Row::Item(_) => {
            let (mark, style) = fate(item, model);
            let text = format!("{mark} {}  {}", item.draft.reference, sanitize(&item.draft.title.value, false));
            put(buf, 1, &text, style);
        }
        Row::Field(_, of) => {
            let used = put(buf, 3, of.label(lang), theme.dim);
            put(buf, 4 + used.max(8), &sanitize(&value(item, of, model), false), theme.text);
        }
        Row::Doubt(_, at) => {
            let Some(doubt) = item.draft.doubts.get(at) else { return };
            put(buf, 3, &doubt.with_choices(lang), theme.yellow);
        }
        Row::Kept(_) | Row::Back(_) | Row::Told(_) => {}
    }
}

/// A sign for what becomes of a draft, and the style of its row.
fn fate(item: &Item, model: &Model) -> (&'static str, Style) {
    let (lang, theme) = (model.lang, &model.theme);
    let code = model.import.opened.as_ref().map(|opened| opened.review.answers.code.as_str()).unwrap_or_default();
    let is_in = !code.is_empty() && model.ledger().get(&EntryId::of(code, &item.draft.reference)).is_some();
    match &item.fate {
        Fate::Accepted if is_in => (lang.pick("已记入", "in"), theme.dim),
        Fate::Accepted => (lang.pick("接受", "yes"), theme.good),
        Fate::Rejected(_) => (lang.pick("不要", "no"), theme.dim),
        Fate::Joined => (lang.pick("并上", "merged"), theme.dim),
        Fate::Open => ("-", theme.head),
    }
}

/// What was read of something, in words.
fn value(item: &Item, of: Of, model: &Model) -> String {
    let (draft, lang) = (&item.draft, model.lang);
    let written = draft.written(of);
    match of {
        Of::Lead if written.is_empty() && draft.inherits => lang.pick("随上级", "as the entry above").to_owned(),
        Of::Lead if written.is_empty() => lang.pick("（文中未写）", "(not said)").to_owned(),
        Of::Lead if draft.ground == Ground::First => format!("{written}{}", lang.pick("（列第一位）", " (named first)")),
        Of::Bodies if draft.open => format!("{written}{}", lang.pick("等", " and others")),
        Of::Investment => format!("{written} 万元"),
        _ => written.replace('\n', " "),
    }
}

/// All of what is under the cursor, in lines.
fn detail(review: &Reviewed, model: &Model, cells: usize) -> Vec<(String, Style)> {
    let (lang, theme) = (model.lang, &model.theme);
    let Some(item) = model.import.item() else {
        return vec![(lang.pick("没有读出条目", "nothing was read").to_owned(), theme.dim)];
    };
    let mut lines = Vec::new();
    let mut put = |text: &str, style: Style| lines.extend(wrap(&sanitize(text, false), cells).into_iter().map(|line| (line, style)));
    let span = spans(model).first().copied();
    if let Some(doubt) = model.import.doubt() {
        put(&doubt.with_choices(lang), theme.yellow);
        let (accept, amend) = (model.keymap.label(Review::Accept), model.keymap.label(Review::Amend));
        let choose = if doubt.choices.is_empty() { "" } else { lang.pick("，回车选", ", Enter chooses") };
        put(&lang.pick(format!("{accept} 读得对{choose}，{amend} 改"), format!("{accept} it is right{choose}, {amend} amends")), theme.dim);
    }
    if let Fate::Rejected(why) = &item.fate {
        put(&lang.pick(format!("不要：{why}"), format!("no entry: {why}")), theme.dim);
    }
    let of = model.import.of().unwrap_or(Of::Title);
    put(&format!("{}{}{}", of.label(lang), lang.pick("：", ": "), value(item, of, model)), theme.text);
    put(&draw_source::place(review, span, model), theme.dim);
    lines
}

/// The documents that are kept, each with what is left of it.
fn kept(buf: &mut Buffer, area: Rect, model: &Model, viewports: &mut Viewports) {
    let (lang, theme) = (model.lang, &model.theme);
    let title = lang.pick("导入草稿：回车接着审阅", "Documents that are being taken in: Enter goes on");
    pen::text(buf, (area.x + 1, area.y, area.width.saturating_sub(1)), title, theme.head);
    let body = Rect { y: area.y + 1, height: area.height.saturating_sub(1), ..area };
    let mut last = 0;
    for (i, row, line) in rows::in_sight(&model.import.table, body, viewports) {
        last = i + 1;
        let Some(one) = (if let Row::Kept(at) = row { model.import.kept.get(*at) } else { None }) else { continue };
        let text = format!("{}  {}", one.name, one.left(lang));
        pen::text(buf, (line.x + 1, line.y, line.width.saturating_sub(1)), &text, theme.text);
        if i == model.import.table.cursor {
            pen::cursor(buf, line, theme);
        }
    }
    listing::more(
        buf,
        Rect { y: area.bottom().saturating_sub(1), height: 1, ..area },
        model.import.table.rows.len().saturating_sub(last),
        model,
    );
    if model.import.table.rows.is_empty() {
        let text = lang.pick(
            "没有导入草稿。按 : 写 `导入 文件`，读方案（docx、txt、html、PDF）或台账表格（xlsx、csv）；退出后用 duban import 文件 也可以。",
            "No document is being taken in. `:import FILE` reads a plan (docx, txt, html, PDF) or a sheet (xlsx, csv); so does `duban import FILE`.",
        );
        for (y, line) in (body.top() + 1..body.bottom()).zip(wrap(text, usize::from(area.width.saturating_sub(4)))) {
            pen::text(buf, (area.x + 2, y, area.width.saturating_sub(2)), &line, theme.dim);
        }
    }
}
