//! Commands of the line that change entries. Each fills in the form of its key and hands it in, so that what is asked, checked
//! and recorded is the same; what is missing is asked for by the form, which then stays open.

use super::{bulk, form, going};
use crate::domain::{Asked, Change, Cooperation, DeptId, Entry, LedgerReader, Status, Unresolved, Wish, lead_of};
use crate::text::{Say, fold_width};
use crate::tui::bodies;
use crate::tui::command::{Command, Given};
use crate::tui::edit::Edit;
use crate::tui::form::{Known, percent};
use crate::tui::{Model, View};

type Read = Result<Command, String>;

/// A status; of one that wants a reason, the reason behind it.
pub(crate) fn status(model: &Model, argument: &str) -> Read {
    let (first, reason) = first_word(argument);
    if let Some(status) = Status::from_word(first).filter(|s| s.wants_reason()) {
        return Ok(Given::Known(Known::ending(status, reason)).into());
    }
    Status::from_word(argument).map(|s| Given::Status(s).into()).ok_or_else(|| no_status(model, argument))
}

/// A day, and the reason behind it.
pub(crate) fn deadline(model: &Model, argument: &str) -> Read {
    let (when, reason) = first_word(argument);
    model.context().date(when)?;
    Ok(Given::Known(Known::Deadline { day: when.to_owned(), reason: reason.to_owned() }).into())
}

/// A body, and the ground behind it.
pub(crate) fn lead(model: &Model, argument: &str) -> Read {
    let (name, ground) = first_word(argument);
    let body = model.ledger().departments.name(&body(model, name)?).to_owned();
    Ok(Given::Known(Known::Lead { body, ground: ground.to_owned() }).into())
}

/// Bodies that come in, or go out where a minus stands before them.
pub(crate) fn cooperation(model: &Model, argument: &str) -> Read {
    let out = argument.starts_with(['-', '－', '−']);
    let plan = model.current().map(|e| e.id.plan());
    let names = argument.trim_start_matches(['-', '－', '−', '+', '＋']);
    let reader = LedgerReader { ledger: model.ledger(), plan: plan.unwrap_or_default(), today: model.today };
    let bodies = Cooperation::read_list(names, &reader).map_err(|e| e.say(model.lang))?;
    Ok(if out { Given::Release(bodies) } else { Given::Cooperate(bodies) }.into())
}

pub(crate) fn us(model: &Model, argument: &str) -> Read {
    body(model, argument).map(|us| Edit::Us { us: Some(us), person: None }.into())
}

/// The first word of an argument, and what is behind it.
pub(crate) fn first_word(argument: &str) -> (&str, &str) {
    argument.split_once([' ', '\u{3000}']).map_or((argument, ""), |(first, rest)| (first, rest.trim()))
}

fn no_status(model: &Model, word: &str) -> String {
    let all = Status::ALL.map(|s| s.label(model.lang)).join(model.lang.pick("、", ", "));
    model.lang.pick(format!("没有 `{word}` 这个状态，可写 {all}"), format!("no status is called `{word}`; write {all}"))
}

/// A number is the percent, and what is behind it the progress; anything else is the progress.
pub(crate) fn progress(model: &Model, argument: &str) -> Read {
    let (first, rest) = first_word(argument);
    let folded = fold_width(first);
    let is_number = folded.trim_end_matches('%').chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    let (progress, done) = if is_number { (rest, first) } else { (argument, "") };
    percent(done, model.lang)?;
    Ok(Given::Known(Known::Report { progress: progress.to_owned(), percent: done.to_owned() }).into())
}

/// The one body that a word means: by one of its names, or the only one that the word fits by pinyin.
fn body(model: &Model, word: &str) -> Result<DeptId, String> {
    let register = &model.ledger().departments;
    let plan = model.current().map(|e| e.id.plan());
    let wrong = match model.ledger().body_meant(word, plan) {
        Ok(dept) => return Ok(dept.id.clone()),
        Err(e @ Unresolved::Elsewhere(..)) => return Err(e.say(model.lang)),
        Err(e) => e.say(model.lang),
    };
    match bodies::fitting(model.ledger(), word, plan).as_slice() {
        [one] => Ok(one.clone()),
        [] => Err(wrong),
        many => {
            let names: Vec<&str> = many.iter().map(|d| register.name(d)).collect();
            let names = names.join(model.lang.pick("、", ", "));
            Err(model.lang.pick(format!("`{word}` 可能是 {names}：请写全"), format!("`{word}` may be {names}: write it out")))
        }
    }
}

/// Carries out what is given for the marked entries, else for the one under the cursor. Where these are not in sight, it
/// only shows them.
pub(crate) fn run(model: &mut Model, given: Given) {
    if !model.view.has_rows_of_list() {
        going::go(model, View::List);
        let zh = "命令改的是清单里的条目：请看清光标在哪一条，再写一遍";
        return model.notify(model.lang.pick(zh, "this changes entries of the list: see which, then say it again"));
    }
    match given {
        Given::Status(status) => bulk::set_status(model, status),
        Given::Known(known) => form::hand_in(model, &known),
        Given::Cooperate(bodies) => cooperate(model, &bodies, false),
        Given::Release(bodies) => cooperate(model, &bodies, true),
        Given::Withdraw => withdraw(model),
        Given::TakeProposed => take_proposed(model),
        Given::DropProposed => drop_proposed(model),
        Given::AcceptAll => accept_all(model),
    }
}

/// Of each that nobody leads the first that is proposed leads, after a question.
fn take_proposed(model: &mut Model) {
    let (lang, targets) = (model.lang, model.targets());
    let unled = targets.iter().filter_map(|id| model.seen().get(id)).filter(|e| lead_of(model.seen(), e, None).is_none());
    let taken = unled.filter_map(|entry| {
        let change = model.recorder.record(model.seen(), entry, &entry.as_proposed()?, None).ok()?;
        Some((change, entry.heading()))
    });
    let changes: Vec<(Change, String)> = taken.collect();
    if changes.is_empty() {
        let zh = "没有牵头单位又有拟牵头的，一条也没有";
        return model.notify(lang.pick(zh, "nothing among them that nobody leads has a proposed lead"));
    }
    bulk::propose_openly(model, changes, targets.len(), lang.pick("采用拟牵头", "take the proposed leads"))
}

fn drop_proposed(model: &mut Model) {
    let (lang, targets) = (model.lang, model.targets());
    let proposed = targets.iter().filter_map(|id| model.seen().get(id)).filter(|e| !e.proposed.is_empty());
    let changes: Vec<(Change, String)> = proposed.map(|e| (Change::amend(e.without_proposed()), e.heading())).collect();
    if changes.is_empty() {
        return model.notify(lang.pick("有拟牵头的，一条也没有", "none of them has a proposed lead"));
    }
    bulk::propose_openly(model, changes, targets.len(), lang.pick("去掉拟牵头", "drop the proposed leads"))
}

/// Takes all that others propose for entries, after a question; where two say different things of one entry it stays.
fn accept_all(model: &mut Model) {
    let (lang, targets) = (model.lang, model.targets());
    let taken = targets.iter().filter_map(|id| {
        let (entry, at) = (model.seen().get(id)?, model.ledger().index_of(id)?);
        let intents = entry.takes_all(&model.standing(at).state.proposals).filter(|intents| !intents.is_empty())?;
        let wish = Wish { intents: &intents, period: None, about: Asked::Usual };
        Some((model.recorder.record_all(model.seen(), entry, &wish).ok()?, entry.heading()))
    });
    let changes: Vec<(Change, String)> = taken.collect();
    if changes.is_empty() {
        let zh = "没有可以一并采纳的建议：没有等待答复的，或者说法不一，要逐条答复";
        return model.notify(lang.pick(zh, "no proposal can be taken: none waits for an answer, or they differ and want one each"));
    }
    bulk::propose_openly(model, changes, targets.len(), lang.pick("采纳建议", "take the proposals"))
}

/// Takes entries out that were entered by mistake, after a question. Where something was recorded of one, it is given up instead.
fn withdraw(model: &mut Model) {
    let (lang, targets) = (model.lang, model.targets());
    let (mut changes, mut stays, mut printed) = (Vec::new(), None, 0);
    for entry in targets.iter().filter_map(|id| model.seen().get(id)) {
        printed += usize::from(entry.line.is_some());
        match model.seen().withdrawing(&entry.id) {
            Ok(change) => changes.push((change, entry.heading())),
            Err(why) => stays = Some(format!("{}{}{}", entry.title, lang.pick("：", ": "), why.say(lang))),
        }
    }
    match (changes.is_empty(), stays) {
        (true, Some(why)) => {
            form::fill_in(model, &Known::ending(Status::Cancelled, ""));
            model.notify(format!("{why}{}", lang.pick("；可以写明理由终止", "; it can be given up with a reason")));
        }
        _ => {
            let what = match printed {
                0 => lang.pick("撤回登记错的条目", "withdraw what was entered by mistake").to_owned(),
                n => lang.pick(format!("撤出方案原文里有的 {n} 条"), format!("take out {n} that the plan's text has")),
            };
            bulk::propose_openly(model, changes, targets.len(), &what);
        }
    }
}

fn cooperate(model: &mut Model, bodies: &[Cooperation], out: bool) {
    let lang = model.lang;
    let named: Vec<&DeptId> = bodies.iter().map(Cooperation::dept).collect();
    let with = |entry: &Entry| {
        let mut entry = entry.clone();
        if out {
            entry.cooperating.retain(|c| !named.contains(&c.dept()));
        } else {
            let new = bodies.iter().filter(|b| entry.cooperating.iter().all(|c| c.dept() != b.dept())).cloned();
            let new: Vec<Cooperation> = new.collect();
            entry.cooperating.extend(new);
        }
        entry
    };
    let targets = model.targets();
    let changes = targets.iter().filter_map(|id| model.seen().get(id)).filter_map(|old| {
        let new = with(old);
        (new != **old).then(|| (Change::amend(new), old.heading()))
    });
    let changes: Vec<(Change, String)> = changes.collect();
    if changes.is_empty() {
        return model.notify(lang.pick("没有改动：已经是这样", "nothing was changed: it is so already"));
    }
    let names: Vec<&str> = named.iter().map(|d| model.seen().departments.name(d)).collect();
    let names = names.join("、");
    let what = if out { lang.pick("去掉配合单位", "cooperating, out: ") } else { lang.pick("增加配合单位", "cooperating: ") };
    bulk::propose(model, changes, targets.len(), &format!("{what}{names}"))
}
