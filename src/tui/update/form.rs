//! Opening forms, checking what is typed, and taking what was filled in.

use chrono::NaiveDate;
use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::{amend, bodies, bulk, dialog, measure, saved, typing};
use crate::domain::{Intent, Period, Report, long_date, parse_date, parse_percent};
use crate::text::{Lang, Say};
use crate::tui::dialog::{Dialog, Field, Form, Purpose, Takes, period_or};
use crate::tui::field::Editor;
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// A field with nothing said beside it yet.
pub(super) fn field(label: &'static str, editor: Editor, takes: Takes) -> Field {
    let lines = if matches!(editor, Editor::Area(_)) { 3 } else { 1 };
    Field { label, editor, takes, remark: Ok(String::new()), lines }
}

fn department(label: &'static str) -> Field {
    field(label, Editor::line(""), Takes::Department { fits: Vec::new(), chosen: 0 })
}

fn open(model: &mut Model, purpose: Purpose, title: String, fields: Vec<Field>) {
    let targets = if purpose == Purpose::Us { Vec::new() } else { model.targets() };
    resume_or_open(model, Form { purpose, title, targets, indicator: None, fields, focus: 0, error: None });
}

/// Opens a form, with what was typed into it when it was put aside.
pub(super) fn resume_or_open(model: &mut Model, mut new: Form) {
    if let Some(Dialog::Form(draft)) = model.draft.take()
        && draft.purpose == new.purpose
        && draft.targets == new.targets
    {
        new.resume(*draft);
    }
    model.dialog = Some(Dialog::Form(Box::new(new)));
    check(model);
}

/// Progress, problems, next steps, percent and period in one form.
pub(super) fn open_report(model: &mut Model) {
    let lang = model.lang;
    let Some(title) = bulk::title(model, lang.pick("填报进展", "Report progress")) else { return };
    let percent = model.list.current().filter(|_| model.list.marks.is_empty()).and_then(|i| model.standing(i).state.percent.value);
    let fields = vec![
        field(lang.pick("进展", "Progress"), Editor::area(), Takes::Words),
        field(lang.pick("问题", "Problems"), Editor::area(), Takes::Words),
        field(lang.pick("下一步", "Next steps"), Editor::area(), Takes::Words),
        field(lang.pick("完成 %", "Done %"), Editor::line(&percent.map(|p| p.to_string()).unwrap_or_default()), Takes::Percent),
        field(lang.pick("期间", "Period"), Editor::line(&Period::quarter_of(model.today).to_string()), Takes::Period),
    ];
    open(model, Purpose::Report, title, fields);
}

/// A new deadline and why.
pub(super) fn open_deadline(model: &mut Model) {
    let lang = model.lang;
    let Some(title) = bulk::title(model, lang.pick("调整时限", "Move the deadline")) else { return };
    let fields = vec![
        field(lang.pick("新时限", "New deadline"), Editor::line(""), Takes::Date),
        field(lang.pick("理由", "Reason"), Editor::area(), Takes::Words),
    ];
    open(model, Purpose::Deadline, title, fields);
}

/// The body that leads.
pub(super) fn open_lead(model: &mut Model) {
    let lang = model.lang;
    let Some(title) = bulk::title(model, lang.pick("明确牵头单位", "Name the lead")) else { return };
    let fields = vec![department(lang.pick("牵头单位", "Lead")), field(lang.pick("依据", "Ground"), Editor::area(), Takes::Words)];
    open(model, Purpose::Lead, title, fields);
}

/// Who we are.
pub(super) fn open_us(model: &mut Model) {
    let title =
        model.lang.pick("设定本单位（只在本次使用；长期设定写入配置文件）", "Who we are (for this session; the config file keeps it)");
    open(model, Purpose::Us, title.to_owned(), vec![department(model.lang.pick("本单位", "We are"))]);
}

/// A key while a form is open.
pub(super) fn key(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let Some(Dialog::Form(form)) = &mut model.dialog else { return Vec::new() };
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let last = form.focus + 1 == form.fields.len();
    let is_area = form.fields.get(form.focus).is_some_and(|f| matches!(f.editor, Editor::Area(_)));
    match event.code {
        KeyCode::Esc => return dialog::close(model),
        KeyCode::Char('s') if control => return submit(model),
        KeyCode::Enter if control => return submit(model),
        KeyCode::Enter if !is_area && last => return submit(model),
        KeyCode::Tab | KeyCode::Enter if event.code == KeyCode::Tab || !is_area => onward(model),
        KeyCode::BackTab => move_focus(model, false),
        KeyCode::Up | KeyCode::Down => arrow(model, event),
        _ => return typing::key(model, event),
    }
    check(model);
    Vec::new()
}

/// The wheel moves among offered bodies, or within a text.
pub(super) fn wheel(model: &mut Model, event: KeyEvent) -> Vec<Effect> {
    let Some(Dialog::Form(form)) = &model.dialog else { return Vec::new() };
    let Some(field) = form.fields.get(form.focus) else { return Vec::new() };
    if matches!(field.takes, Takes::Department { .. } | Takes::Departments { .. }) || !field.editor.at_edge(event.code == KeyCode::Up) {
        arrow(model, event);
    }
    Vec::new()
}

/// Takes what is offered, and goes on to the next field; where several bodies are taken, more may follow.
fn onward(model: &mut Model) {
    let taken = bodies::take(model);
    let several = matches!(&model.dialog, Some(Dialog::Form(f)) if matches!(f.fields[f.focus].takes, Takes::Departments { .. }));
    if !(taken && several) {
        move_focus(model, true);
    }
}

fn move_focus(model: &mut Model, forward: bool) {
    if let Some(Dialog::Form(form)) = &mut model.dialog {
        let count = form.fields.len();
        form.focus = if forward { (form.focus + 1) % count } else { (form.focus + count - 1) % count };
    }
}

/// Up and down move among offered bodies, within a text, or to the next field.
fn arrow(model: &mut Model, event: KeyEvent) {
    let up = event.code == KeyCode::Up;
    let Some(Dialog::Form(form)) = &mut model.dialog else { return };
    let (focus, count) = (form.focus, form.fields.len());
    let field = &mut form.fields[focus];
    match &mut field.takes {
        Takes::Department { fits, chosen } | Takes::Departments { fits, chosen } if fits.len() > 1 => {
            *chosen = if up { chosen.saturating_sub(1) } else { (*chosen + 1).min(fits.len() - 1) };
        }
        _ if !field.editor.at_edge(up) => {
            field.editor.key(event, &mut String::new());
        }
        _ if up && focus > 0 => form.focus -= 1,
        _ if !up && focus + 1 < count => form.focus += 1,
        _ => {}
    }
}

/// Takes a body that is offered, by its number.
pub(super) fn choose(model: &mut Model, at: usize) {
    if let Some(Dialog::Form(form)) = &mut model.dialog
        && let Some(Takes::Department { chosen, .. } | Takes::Departments { chosen, .. }) =
            form.fields.get_mut(form.focus).map(|f| &mut f.takes)
    {
        *chosen = at;
    }
    bodies::take(model);
    check(model);
}

/// Says beside each field what its text means, or what is wrong with it.
pub(super) fn check(model: &mut Model) {
    let (lang, today) = (model.lang, model.today);
    let Some(Dialog::Form(form)) = &mut model.dialog else { return };
    form.error = None;
    let entry = form.targets.first();
    for field in &mut form.fields {
        bodies::renew(field, model.book.ledger(), entry);
        let text = field.editor.text();
        field.remark = match &mut field.takes {
            Takes::Words | Takes::Number | Takes::Name | Takes::Departments { .. } => Ok(String::new()),
            Takes::Percent => percent(&text, lang).map(|_| String::new()),
            Takes::Period => period_or(&text, Period::quarter_of(today), today).map(|p| p.label(lang)).map_err(|e| e.say(lang)),
            Takes::Date => date(&text, today, lang),
            Takes::Department { fits, .. } if fits.is_empty() => Err(lang.pick("登记簿里没有这个单位", "no such body").to_owned()),
            Takes::Department { .. } => Ok(String::new()),
        };
    }
    match form.purpose {
        Purpose::Amend => amend::check(model),
        Purpose::Measure => measure::check(model),
        Purpose::View => check_name(model),
        Purpose::Deadline => check_deadline(model),
        _ => {}
    }
}

/// Says how far the new deadline is from the one in force, and asks for the reason.
fn check_deadline(model: &mut Model) {
    let lang = model.lang;
    let Some(Dialog::Form(form)) = &model.dialog else { return };
    let now = match form.targets.as_slice() {
        [one] => model.ledger().index_of(one).and_then(|i| model.standing(i).state.deadline.value),
        _ => None,
    };
    let new = parse_date(&form.text(0), model.today).ok();
    let past = new.filter(|d| *d < model.today).map(|_| lang.pick("（已过）", " (past)")).unwrap_or_default();
    let shift = now.zip(new).map(|(now, new)| match (new - now).num_days() {
        0 => lang.pick("，与现时限相同".to_owned(), ", as it is now".to_owned()),
        n if n < 0 && !past.is_empty() => lang.pick(format!("，早 {} 天", -n), format!(", {} days earlier", -n)),
        n if n > 0 => lang.pick(format!("，比现时限晚 {n} 天"), format!(", {n} days later than now")),
        n => lang.pick(format!("，比现时限早 {} 天", -n), format!(", {} days earlier than now", -n)),
    });
    let Some(Dialog::Form(form)) = &mut model.dialog else { return };
    if let Ok(text) = &mut form.fields[0].remark {
        text.push_str(past);
        text.push_str(&shift.unwrap_or_default());
    }
    form.fields[1].remark = Ok(lang.pick("必填：为什么调整，谁同意的", "required: why, and who agreed").to_owned());
}

fn check_name(model: &mut Model) {
    let Some(Dialog::Form(form)) = &model.dialog else { return };
    let remark = saved::remark(model, &form.text(0));
    if let Some(Dialog::Form(form)) = &mut model.dialog {
        form.fields[0].remark = remark;
    }
}

pub(super) fn percent(text: &str, lang: Lang) -> Result<Option<u8>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse_percent(text).map(Some).ok_or_else(|| lang.pick("填 0 到 100 的整数", "a whole number from 0 to 100").to_owned())
}

fn date(text: &str, today: NaiveDate, lang: Lang) -> Result<String, String> {
    if text.trim().is_empty() {
        return Ok(lang.pick("如 2026-03-31、9月底、三季度末、+2w", "such as 2026-03-31, +2w, Q3").to_owned());
    }
    parse_date(text, today).map(|d| lang.pick(long_date(d), d.to_string())).map_err(|e| e.say(lang))
}

/// Takes the form's contents; a mistake keeps it open and says where.
pub(super) fn submit(model: &mut Model) -> Vec<Effect> {
    let Some(Dialog::Form(form)) = &model.dialog else { return Vec::new() };
    // Of a list only what was taken counts.
    if matches!(form.fields[form.focus].takes, Takes::Department { .. }) {
        bodies::take(model);
    }
    check(model);
    let Some(Dialog::Form(form)) = &mut model.dialog else { return Vec::new() };
    if let Some((at, wrong)) = form.fields.iter().enumerate().find_map(|(i, f)| f.remark.as_ref().err().map(|e| (i, e.clone()))) {
        form.focus = at;
        form.error = Some(wrong);
        return Vec::new();
    }
    match form.purpose {
        Purpose::Amend => return amend::take(model),
        Purpose::Measure => return measure::take(model),
        Purpose::View => return saved::keep(model),
        _ => {}
    }
    let targets = form.targets.clone();
    match intent(model) {
        Ok(Some((intent, period))) => {
            let Some(open) = model.dialog.take() else { return Vec::new() };
            let effects = bulk::record(model, &targets, &intent, period);
            if model.notice.as_ref().is_some_and(|n| n.bad) && model.dialog.is_none() {
                reopen(model, open);
            }
            effects
        }
        Ok(None) => {
            model.dialog = None;
            model.refresh_list();
            Vec::new()
        }
        Err(wrong) => {
            if let Some(Dialog::Form(form)) = &mut model.dialog {
                form.error = Some(wrong);
            }
            Vec::new()
        }
    }
}

fn reopen(model: &mut Model, mut open: Dialog) {
    if let (Dialog::Form(form), Some(notice)) = (&mut open, model.notice.take()) {
        form.error = Some(notice.text);
    }
    model.dialog = Some(open);
}

/// What the form asks for; `None` when it was about the session and is done.
fn intent(model: &mut Model) -> Result<Option<(Intent, Option<Period>)>, String> {
    let (lang, today) = (model.lang, model.today);
    let Some(Dialog::Form(form)) = &model.dialog else { return Ok(None) };
    let body = |i: usize| match &form.fields[i].takes {
        Takes::Department { fits, chosen } => fits.get(*chosen).cloned(),
        _ => None,
    };
    let nobody = || lang.pick("请选一个单位", "choose a body").to_owned();
    let quarter = Period::quarter_of(today);
    Ok(Some(match form.purpose {
        Purpose::Report => {
            let report = Report {
                progress: form.text(0),
                problems: form.text(1),
                next: form.text(2),
                percent: percent(&form.text(3), lang)?,
                status: None,
            };
            (Intent::Report(report), Some(period_or(&form.text(4), quarter, today).map_err(|e| e.say(lang))?))
        }
        Purpose::Deadline => {
            let to = parse_date(&form.text(0), today).map_err(|e| e.say(lang))?;
            (Intent::Deadline { to, reason: form.text(1) }, None)
        }
        Purpose::Lead => (Intent::Lead { to: body(0).ok_or_else(nobody)?, reason: form.text(1) }, None),
        Purpose::Us => {
            let us = body(0).ok_or_else(nobody)?;
            let text = format!("{}{}", lang.pick("本单位：", "we are "), model.ledger().departments.name(&us));
            model.recorder.by.dept = Some(us.clone());
            model.us = Some(us);
            model.tell(text);
            return Ok(None);
        }
        Purpose::Amend | Purpose::Measure | Purpose::View => return Ok(None),
    }))
}
