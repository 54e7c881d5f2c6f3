//! Rounds of forms, as the closing round of a plan (终期核实): asked about, then written beside the ledger.

use crate::domain::{Ledger, Plan};
use crate::packet::Round;
use crate::progress::Progress;
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
        Closing::Write(sending) => write(model, sending),
    }
}

/// Has the forms written on a thread of its own; it may be called off.
fn write(model: &mut Model, mut sending: Box<Sending>) {
    sending.progress = model.exports.begin(sending.name());
    let (name, off) = (sending.name().to_owned(), model.calling_off());
    model.notify(model.lang.pick(format!("正在写 {name} ……{off}"), format!("writing {name} …{off}")));
    model.effects.push(Effect::Closing(sending));
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

/// The forms of a plan.
fn draft(model: &mut Model, code: &str) {
    let lang = model.lang;
    let Some(plan) = model.ledger().plans.iter().find(|plan| plan.code == code) else { return };
    let round = Round::of(model.ledger(), plan);
    if round.forms.is_empty() {
        return model.notify(round.left(lang).unwrap_or_else(|| lang.pick("都已办结", "all is closed").to_owned()));
    }
    ask(model, round, lang.pick("终期核实表（已完成、已结转、已终止）", "closing form"));
}

/// Says to whom forms would go, and asks.
pub(crate) fn ask(model: &mut Model, round: Round, what: &str) {
    let lang = model.lang;
    let (handout, left) = (round.handout(), round.left(lang));
    let (count, rows) = (handout.all.len(), handout.rows());
    let mut text = vec![lang.pick(
        format!("给 {count} 个单位各写一份{what}，共 {rows} 行，连同发放清单，放在台账旁的“{}”（已有同名的另取新名），确定吗？", round.folder),
        format!("Write a {what} to each of {count} bodies, {rows} rows, and a list, into “{}” beside the ledger (a new name where that is taken)?", round.folder),
    )];
    text.extend((0..count.min(NAMED)).map(|at| handout.line(at, lang)));
    if count > NAMED {
        text.push(lang.pick(format!("……另有 {} 个单位", count - NAMED), format!("… and {} more", count - NAMED)));
    }
    text.extend(left);
    model.dialog = Some(Dialog::Question(Question::new(text, Closing::Write(Box::new(Sending { round, progress: Progress::default() })))));
}

/// The forms are there, or not.
pub(crate) fn written(model: &mut Model, name: &str, written: Result<(String, usize), String>) {
    model.exports.end(name);
    match written {
        Ok((folder, files)) => model.notify(model.lang.pick(
            format!("已写 {files} 个文件（第一个是发放清单）：{folder}；收回后用 duban packet in 记入"),
            format!("{files} files written (the first is the list): {folder}; take them in with `duban packet in`"),
        )),
        Err(mistake) => model.complain(mistake),
    }
}
