//! The closing round of a plan (终期核实): asked about, then written as forms beside the ledger.

use crate::domain::{Ledger, Plan};
use crate::packet::Round;
use crate::tui::closing::Sending;
use crate::tui::command::Closing;
use crate::tui::dialog::{Dialog, Item, Menu, Question, item_keys};
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// How many bodies a question names.
const NAMED: usize = 6;

pub(crate) fn run(model: &mut Model, what: Closing) {
    match what {
        Closing::Choose => choose(model),
        Closing::Of(plan) => draft(model, &plan),
        Closing::Write(sending) => model.effects.push(Effect::Closing(sending)),
    }
}

/// How many entries of a plan are open.
fn open(model: &Model, plan: &Plan) -> usize {
    let ledger: &Ledger = model.ledger();
    let of = |at: &usize| plan.code == ledger.entries()[*at].id.plan() && model.standing(*at).state.is_open();
    (0..ledger.entries().len()).filter(of).count()
}

/// Which plan, of those that are over and have something open.
fn choose(model: &mut Model) {
    let lang = model.lang;
    let over = model.ledger().plans.iter().filter(|plan| plan.end < model.today);
    let plans: Vec<(String, String, usize)> = over
        .map(|plan| (plan.code.to_string(), plan.short_name().to_owned(), open(model, plan)))
        .filter(|(_, _, open)| *open > 0)
        .collect();
    match plans.as_slice() {
        [] => model.notify(lang.pick("没有期满而未办结的方案", "no plan is over and has something open")),
        [(code, ..)] => draft(model, &code.clone()),
        _ => {
            let label = |name: &str, open: usize| lang.pick(format!("{name}（未办结 {open} 项）"), format!("{name} ({open} open)"));
            let items =
                item_keys().zip(&plans).map(|(key, (code, name, open))| Item::new(key, label(name, *open), Closing::Of(code.clone())));
            let title = lang.pick("终期核实：哪个方案", "The closing round of which plan").to_owned();
            model.dialog = Some(Dialog::Menu(Menu { title, items: items.collect(), cursor: 0 }));
        }
    }
}

/// Says to whom forms would go, and asks.
fn draft(model: &mut Model, code: &str) {
    let lang = model.lang;
    let Some(plan) = model.ledger().plans.iter().find(|plan| plan.code == code) else { return };
    let round = Round::of(model.ledger(), plan);
    let (count, rows, left) = (round.forms.len(), round.rows(), round.left(lang));
    if count == 0 {
        return model.notify(left.unwrap_or_else(|| lang.pick("都已办结", "all is closed").to_owned()));
    }
    let mut text = vec![lang.pick(
        format!(
            "给 {count} 个单位各写一份终期核实表（已完成、已结转、已终止），共 {rows} 行，连同发放清单，放在台账旁的“{}”，确定吗？",
            round.folder
        ),
        format!("Write a closing form to each of {count} bodies, {rows} rows, and a list, into “{}” beside the ledger?", round.folder),
    )];
    text.extend((0..count.min(NAMED)).map(|at| round.line(at, lang)));
    if count > NAMED {
        text.push(lang.pick(format!("……另有 {} 个单位", count - NAMED), format!("… and {} more", count - NAMED)));
    }
    text.extend(left);
    model.dialog = Some(Dialog::Question(Question::new(text, Closing::Write(Box::new(Sending { round })))));
}

/// The forms are there, or not.
pub(crate) fn written(model: &mut Model, written: Result<(String, usize), String>) {
    match written {
        Ok((folder, files)) => model.notify(model.lang.pick(
            format!("已写 {files} 个文件（第一个是发放清单）：{folder}；收回后用 duban packet in 记入"),
            format!("{files} files written (the first is the list): {folder}; take them in with `duban packet in`"),
        )),
        Err(mistake) => model.complain(mistake),
    }
}
