//! Letters to the bodies that are marked in the departments or among those that have not reported.

use std::path::Path;

use super::bulk;
use crate::domain::{Change, DeptId, Period, ReminderLevel};
use crate::report::{UrgeWish, Urging};
use crate::tui::command::Urge as Command;
use crate::tui::dialog::{Dialog, Item, Menu, Question, item_keys};
use crate::tui::letters::{FORMAT, Letter, Letters, Written};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::views::View;

/// How many letters a question names.
const NAMED: usize = 6;

pub(crate) fn run(model: &mut Model, what: Command) {
    match what {
        Command::Choose => choose(model),
        Command::Draft(level) => draft(model, level),
        Command::Write(letters) => model.effects.push(Effect::Letters(letters)),
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
        return model.notify(lang.pick("先标记单位（空格），再写函", "mark bodies first (Space), then write"));
    }
    let register = &model.ledger().departments;
    let names = bodies.iter().take(3).map(|b| register.name(b)).collect::<Vec<_>>().join(lang.pick("、", ", "));
    let title = lang.pick(
        format!("给 {} 个单位各写一封函（{names}{}）", bodies.len(), if bodies.len() > 3 { "等" } else { "" }),
        format!("A letter to each of {} bodies ({names}{})", bodies.len(), if bodies.len() > 3 { ", …" } else { "" }),
    );
    let label = |level: ReminderLevel| lang.pick(format!("{}函", level.label(lang)), level.label(lang).to_owned());
    let items = item_keys().zip(ReminderLevel::ALL).map(|(key, level)| Item::new(key, label(level), Command::Draft(level))).collect();
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

/// The letters of a level, each with a number of its own; those that owe nothing get none.
fn drafted(model: &Model, level: ReminderLevel) -> Vec<Letter> {
    let (bodies, period) = addressed(model);
    let mut ledger = model.ledger().clone();
    let mut all = Vec::new();
    for to in bodies {
        let urging = Urging::build(&ledger, &UrgeWish { to, level, period, only: None }, model.today);
        let entries = urging.rows.iter().filter_map(|r| Some((ledger.get(&r.id)?, urging.about(r))));
        let changes: Vec<Change> = entries.map(|(e, about)| model.recorder.urge(e, urging.asked(), about)).collect();
        let change = Change::All(changes);
        // The next letter must have the next number.
        if urging.rows.is_empty() || change.clone().apply(&mut ledger).is_err() {
            continue;
        }
        let name = format!("{}{}-{}.{FORMAT}", level.label(model.lang), model.lang.pick("函", ""), file_name(&urging.to_name));
        all.push(Letter { urging, path: model.path.with_file_name(name), change });
    }
    all
}

/// A name without signs that mean something in a path.
fn file_name(name: &str) -> String {
    let plain: String = name.chars().map(|c| if c.is_alphanumeric() || "（）-".contains(c) { c } else { '_' }).collect();
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
        format!("{}  {}  {}  {name}", l.urging.number, l.urging.to_name, lang.pick(format!("{rows} 项"), format!("{rows} entries")))
    };
    text.extend(all.iter().take(NAMED).map(line));
    if count > NAMED {
        text.push(lang.pick(format!("……另有 {} 封", count - NAMED), format!("… and {} more", count - NAMED)));
    }
    if asked > count {
        text.push(lang.pick(format!("（{} 个单位没有要催的，不写）", asked - count), format!("({} bodies owe nothing)", asked - count)));
    }
    let letters = Box::new(Letters { all, lang });
    model.dialog = Some(Dialog::Question(Question::new(text, Command::Write(letters))));
}

/// What is written is logged, as one step.
pub(crate) fn written(model: &mut Model, written: Written) {
    let lang = model.lang;
    let Written { change, paths, mistake } = written;
    if !change.is_empty() {
        let count = change.len();
        let label = lang.pick(format!("写函 {count} 封"), format!("{count} letters"));
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
