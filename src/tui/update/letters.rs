//! Letters to the bodies that are marked in the departments or among those that have not reported.

use std::path::Path;

use super::{bulk, closing};
use crate::domain::{Change, DeptId, Period, ReminderLevel};
use crate::packet::Round;
use crate::progress::Progress;
use crate::report::{UrgeWish, Urging, UrgingLetter, letters, letters_in_doubt};
use crate::tui::command::Urge as Command;
use crate::tui::dialog::{Dialog, Item, Menu, Question, item_keys};
use crate::tui::letters::{FORMAT, Letter, Letters, Written, name};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::views::View;

/// How many letters a question names.
const NAMED: usize = 6;

pub(crate) fn run(model: &mut Model, what: Command) {
    match what {
        Command::Choose => choose(model),
        Command::Draft(level) => draft(model, level),
        Command::Packets => packets(model),
        Command::Write(mut letters) => {
            letters.progress = model.exports.begin(name(model.lang));
            model.effects.push(Effect::Letters(letters));
        }
    }
}

/// The bodies that are meant, and the period that the table is about.
fn addressed(model: &Model) -> (Vec<DeptId>, Option<Period>) {
    let register = &model.ledger().departments;
    match model.view {
        View::Departments => {
            let matrix = &model.matrix;
            let marked = register.iter().filter(|d| matrix.arrangement.marks.contains(d.id.as_str())).map(|d| d.id.clone());
            let mut bodies: Vec<DeptId> = marked.collect();
            if bodies.is_empty() {
                let here = matrix.page.as_ref().map_or_else(|| matrix.table.current().and_then(|r| r.dept.clone()), |p| p.dept.clone());
                bodies.extend(here);
            }
            (bodies, Some(model.ledger().collecting(model.today)))
        }
        _ => {
            let names = model.dispatch.leaf().map(|leaf| leaf.bodies()).unwrap_or_default();
            let found = names.iter().filter_map(|name| register.iter().find(|d| register.name(&d.id) == name)).map(|d| d.id.clone());
            (found.collect(), Some(model.dispatch.period))
        }
    }
}

/// Asks how firmly.
fn choose(model: &mut Model) {
    let lang = model.lang;
    let (bodies, _) = addressed(model);
    if bodies.is_empty() {
        let chosen = model.tab().listing().is_some_and(|listing| !listing.arrangement().marks.is_empty() || listing.len() > 0);
        return model.notify(match chosen {
            true => lang.pick(
                "没有明确牵头单位的，函写不到谁：先明确由谁牵头",
                "nobody leads these, so there is nobody to write to: say first who leads",
            ),
            false => lang.pick("先标记单位（空格），再写函", "mark bodies first (Space), then write"),
        });
    }
    let register = &model.ledger().departments;
    let names = bodies.iter().take(3).map(|b| register.name(b)).collect::<Vec<_>>().join(lang.pick("、", ", "));
    let title = lang.pick(
        format!("给 {} 个单位各写一份（{names}{}）", bodies.len(), if bodies.len() > 3 { "等" } else { "" }),
        format!("To each of {} bodies ({names}{})", bodies.len(), if bodies.len() > 3 { ", …" } else { "" }),
    );
    let label = |level: ReminderLevel| lang.pick(format!("{}函", level.label(lang)), level.label(lang).to_owned());
    let all = ReminderLevel::ALL.map(|level| (label(level), Command::Draft(level)));
    let form = lang.pick("填报表（xlsx，一个单位一份）", "form to fill in (xlsx, one each)").to_owned();
    let all = all.into_iter().chain([(form, Command::Packets)]);
    let items = item_keys().zip(all).map(|(key, (label, command))| Item::new(key, label, command)).collect();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

/// The letters of a level, each with a number of its own; those that owe nothing get none.
fn drafted(model: &Model, level: ReminderLevel) -> Vec<Letter> {
    let (bodies, period) = addressed(model);
    let wishes = bodies.into_iter().map(|to| UrgeWish { to, level, period, only: None });
    let all = letters(model.ledger(), &model.recorder, wishes, model.today);
    let named = |UrgingLetter { urging, change }| {
        // With its number, which no other letter has: the file is called as the question says.
        let letter = format!("{}{}", level.label(model.lang), model.lang.pick("函", ""));
        let name = format!("{letter}-{}-{}.{FORMAT}", file_name(&urging.number), file_name(&urging.to_name));
        Letter { urging, path: model.path.with_file_name(name), change }
    };
    all.into_iter().map(named).collect()
}

/// The forms of those bodies that have something to report on.
fn packets(model: &mut Model) {
    let lang = model.lang;
    let (bodies, period) = addressed(model);
    let period = period.unwrap_or_else(|| model.ledger().collecting(model.today));
    let mut round = Round::collecting(model.ledger(), period, &|entry| !model.ledger().is_archived(entry));
    let names: Vec<&str> = bodies.iter().map(|body| model.ledger().departments.name(body)).collect();
    round.forms.retain(|form| names.contains(&form.body.as_str()));
    round.unasked.clear();
    if round.forms.is_empty() {
        return model.notify(lang.pick("这些单位没有要填报的事项", "these bodies have nothing to report on"));
    }
    closing::ask(model, round, lang.pick("填报表", "form"));
}

/// A name without signs that mean something in a path.
fn file_name(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() || "（）〔〕-".contains(c) { c } else { '_' }).collect();
    Path::new(&plain).file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default()
}

/// Says what would be written and logged, and asks.
fn draft(model: &mut Model, level: ReminderLevel) {
    let lang = model.lang;
    let asked = addressed(model).0.len();
    let all = drafted(model, level);
    if all.is_empty() {
        return model.notify(lang.pick("这些单位没有要催的事项，没有写函", "these bodies owe nothing; no letter is written"));
    }
    let (count, entries) = (all.len(), all.iter().map(|l| l.urging.rows.len()).sum::<usize>());
    let mut text = vec![lang.pick(
        format!("写 {count} 封{}函（docx，在台账旁边），并在所列 {entries} 条的记录里各记一笔，确定吗？", level.label(lang)),
        format!("Write {count} letters ({}, docx, beside the ledger) and note them in the logs of {entries} entries?", level.label(lang)),
    )];
    let line = |l: &Letter| {
        let rows = l.urging.rows.len();
        let name = l.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let values = match l.urging.values.len() {
            0 => String::new(),
            n => lang.pick(format!("、指标值 {n} 个"), format!(", {n} values")),
        };
        format!("{}  {}  {}{values}  {name}", l.urging.number, l.urging.to_name, lang.pick(format!("{rows} 项"), format!("{rows} entries")))
    };
    text.extend(all.iter().take(NAMED).map(line));
    if count > NAMED {
        text.push(lang.pick(format!("……另有 {} 封", count - NAMED), format!("… and {} more", count - NAMED)));
    }
    if asked > count {
        text.push(lang.pick(format!("（{} 个单位没有要催的，不写）", asked - count), format!("({} bodies owe nothing)", asked - count)));
    }
    let urgings: Vec<&Urging> = all.iter().map(|letter| &letter.urging).collect();
    let doubts = letters_in_doubt(model.ledger(), model.recorder.by.dept.as_ref(), &urgings, lang);
    text.extend(doubts.iter().map(|doubt| format!("{}{doubt}", lang.pick("注意：", "note: "))));
    let letters = Box::new(Letters { all, lang, progress: Progress::default() });
    let question = Question::new(text, Command::Write(letters));
    model.dialog = Some(Dialog::Question(if doubts.is_empty() { question } else { question.careful() }));
}

/// What is written is logged, as one step.
pub(crate) fn written(model: &mut Model, written: Written) {
    let lang = model.lang;
    model.exports.end(name(lang));
    let Written { change, paths, mistake } = written;
    if !change.is_empty() {
        let count = change.len();
        let named = paths.first().and_then(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let more = if count > 1 { lang.pick("等", " …") } else { "" };
        let label = lang.pick(format!("写函 {count} 封：{named}{more}"), format!("{count} letters: {named}{more}"));
        bulk::apply(model, Change::All(change), label);
        let first = paths.first().map(|p| p.display().to_string()).unwrap_or_default();
        let text = lang.pick(
            format!("已写 {count} 封并记入台账：{first}{}", if count > 1 { " 等" } else { "" }),
            format!("{count} letters written and logged: {first}{}", if count > 1 { " …" } else { "" }),
        );
        model.notify(text);
        model.matrix.arrangement.marks.clear();
    }
    if let Some(mistake) = mistake {
        model.complain(mistake);
    }
}
