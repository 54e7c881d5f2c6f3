//! One action for one entry or for all marked ones: one question, one undo step, one save.

use super::{saving, who};
use std::collections::HashSet;

use crate::domain::{
    Attribute, Bygones, Change, Concerned, EntryId, Flag, Intent, Ledger, Period, Report, Status, Subject, TakenUp, Touched, UpdateId,
    Voice, disputes_of,
};
use crate::merge::{Merged, Note, merge, put_back};
use crate::query::{Filter, Scope};
use crate::text::{Lang, Say};
use crate::tui::command::Go;
use crate::tui::dialog::{Dialog, Question};
use crate::tui::edit::{Agreed, Edit, Heed};
use crate::tui::history::{Made, Step};
use crate::tui::model::Model;
use crate::tui::views::list::Row;

/// How many names a question lists.
const NAMES: usize = 6;

pub(crate) fn set_status(model: &mut Model, status: Status) {
    let targets = model.targets();
    let period = Some(model.ledger().collecting(model.today));
    record(model, &targets, (&Intent::Status(status), period), Heed::Ask)
}

/// Records an intent on entries: at once for one about which nothing looks wrong, after a question for several.
pub(crate) fn record(model: &mut Model, targets: &[EntryId], (intent, period): (&Intent, Option<Period>), heed: Heed) {
    let mut changes = Vec::new();
    let mut nothing = None;
    for entry in targets.iter().filter_map(|id| model.seen().get(id)) {
        match model.recorder.record(model.seen(), entry, intent, period) {
            Ok(change) => changes.push((change, entry.heading())),
            Err(e) => nothing = Some(e),
        }
    }
    if changes.is_empty() {
        let gone = model.lang.pick("条目已不在台账里", "the entry is gone").to_owned();
        return model.complain(nothing.map_or(gone, |e| e.say(model.lang)));
    }
    let what = voiced(words(model, intent), &changes, model.lang);
    match changes.as_slice() {
        [(change, name)] => venture(model, change.clone(), label(model, &what, std::slice::from_ref(name)), heed),
        _ => propose_openly(model, changes, targets.len(), &what),
    }
}

/// Makes changes, each with the name of its entry: one at once, several of so many after a question.
pub(crate) fn propose(model: &mut Model, changes: Vec<(Change, String)>, of: usize, what: &str) {
    match changes.as_slice() {
        [(change, name)] => venture(model, change.clone(), label(model, what, std::slice::from_ref(name)), Heed::Ask),
        _ => propose_openly(model, changes, of, what),
    }
}

/// What looks wrong about a change, and may be right.
pub(super) fn concerns(model: &Model, change: &Change) -> Vec<Concerned> {
    model.ledger().concerns(change, model.recorder.by.dept.as_ref(), model.today)
}

/// Makes a change; where something looks wrong about it of which nobody was asked, after a question.
pub(super) fn venture(model: &mut Model, change: Change, label: String, heed: Heed) {
    if heed == Heed::Ask && !concerns(model, &change).is_empty() { ask(model, label, &[], 0, change) } else { make(model, change, label) }
}

/// Makes changes after a question, also of one.
pub(crate) fn propose_openly(model: &mut Model, changes: Vec<(Change, String)>, of: usize, what: &str) {
    let (changes, names): (Vec<Change>, Vec<String>) = changes.into_iter().unzip();
    if !changes.is_empty() {
        let (what, skipped) = (label(model, what, &names), of - changes.len());
        ask(model, what, &names, skipped, Change::All(changes));
    }
}

/// Makes a change after a question, which says what looks wrong about it, and of several how many others stay.
pub(crate) fn ask(model: &mut Model, what: String, names: &[String], skipped: usize, change: Change) {
    let lang = model.lang;
    let mut text = vec![format!("{what}{}", lang.pick("，确定吗？", " — go on?"))];
    // One name stands in the question.
    text.extend(names.iter().take(NAMES).filter(|_| names.len() > 1).cloned());
    if names.len() > NAMES {
        let more = names.len() - NAMES;
        text.push(lang.pick(format!("……另有 {more} 条"), format!("… and {more} more")));
    }
    if skipped > 0 {
        text.push(lang.pick(format!("（另有 {skipped} 条不动）"), format!("({skipped} others stay as they are)")));
    }
    let concerns = concerns(model, &change);
    text.extend(concerns.iter().take(NAMES).map(|c| c.told(model.ledger(), names.len(), lang)));
    if concerns.len() > NAMES {
        let more = concerns.len() - NAMES;
        text.push(lang.pick(format!("……另有 {more} 处要问"), format!("… and {more} more to ask about")));
    }
    let agreed = Agreed { change, label: what, asked: model.seen().clone() };
    let question = Question::new(text, Edit::Apply(Box::new(agreed)));
    model.dialog = Some(Dialog::Question(if concerns.is_empty() { question } else { question.careful() }));
}

/// With what is recorded that does not speak of the whole: proposals, and our own part in it.
fn voiced(what: String, changes: &[(Change, String)], lang: Lang) -> String {
    let about = |change: &Change| if let Change::Record { update, .. } = change { update.about.clone() } else { Voice::Whole };
    let count = |is: fn(&Voice) -> bool| changes.iter().filter(|(change, _)| is(&about(change))).count();
    let (proposed, parts) = (count(|voice| *voice == Voice::Proposed), count(|voice| matches!(voice, Voice::Part(_))));
    match changes.len() {
        all if proposed == all => lang.pick(format!("建议{what}"), format!("proposed: {what}")),
        all if parts == all => lang.pick(format!("本单位的部分{what}"), format!("our part: {what}")),
        _ if proposed + parts == 0 => what,
        _ => lang.pick(
            format!("{what}（其中建议 {proposed} 条、本单位的部分 {parts} 条）"),
            format!("{what} ({proposed} proposed, {parts} of our own part)"),
        ),
    }
}

fn words(model: &Model, intent: &Intent) -> String {
    let lang = model.lang;
    match intent {
        Intent::Status(s) => format!("{}{}", lang.pick("状态设为", "status: "), s.label(lang)),
        Intent::Report(Report { status: Some(s), .. }) if s.wants_reason() => words(model, &Intent::Status(*s)),
        Intent::Report(report) => {
            let percent = report.percent.map(|p| lang.pick(format!("（完成 {p}%）"), format!(" ({p}%)"))).unwrap_or_default();
            format!("{}{percent}", lang.pick("填报进展", "progress report"))
        }
        Intent::Deadline { to, .. } => format!("{}{to}", lang.pick("时限调整为 ", "deadline: ")),
        Intent::Lead { to, .. } => format!("{}{}", lang.pick("牵头明确为", "lead: "), model.ledger().departments.name(to)),
        Intent::Project(news) => news.label(lang),
        Intent::Confirm { .. } => lang.pick("销号", "confirmed").to_owned(),
        Intent::Return { .. } => lang.pick("退回", "returned").to_owned(),
        Intent::Accept(_) => lang.pick("采纳建议", "takes the proposal").to_owned(),
        Intent::Decline { .. } => lang.pick("不采纳建议", "declines the proposal").to_owned(),
    }
}

fn label(model: &Model, what: &str, names: &[String]) -> String {
    let lang = model.lang;
    match names {
        [one] => format!("{what}{}{one}", lang.pick("：", " — ")),
        many => format!("{what}{}", lang.pick(format!("，共 {} 条", many.len()), format!(", {} entries", many.len()))),
    }
}

/// Rows that are about to change stay in the list until its filter is read anew.
fn keep_rows(model: &mut Model, change: &Change) {
    if model.list.scope == Scope::default() && model.list.filter == Filter::default() {
        return;
    }
    let touched = change.touched();
    let places: HashSet<usize> = touched.entries().filter_map(|id| model.ledger().index_of(id)).collect();
    let shown = model.list.rows.iter().filter_map(Row::place).filter(|place| places.contains(place));
    let ids: Vec<EntryId> = shown.map(|place| model.ledger().entries()[place].id.clone()).collect();
    model.list.kept.extend(ids);
}

/// Makes a change of what the person had before him ([`Model::seen`]).
pub(crate) fn make(model: &mut Model, change: Change, label: String) {
    match model.take_sight() {
        Some(asked) => carry_out(model, Agreed { change, label, asked }),
        None => apply(model, change, label),
    }
}

/// Carries out what was agreed to. What others wrote between question and answer, or while a form was open, was not seen: the change
/// meets it as it would meet a change in another clone, so that nothing of it is lost and what does not go together is contested.
pub(crate) fn carry_out(model: &mut Model, agreed: Agreed) {
    let Agreed { change, label, asked } = agreed;
    if asked == *model.ledger() {
        return apply(model, change, label);
    }
    let mut wanted = asked.clone();
    // Of two values the one of before may be shown still: what was asked for is looked at, whatever comes of it.
    let touched = change.touched();
    if let Err(refused) = change.apply(&mut wanted) {
        model.keep_sight(asked);
        return model.complain(refused.say(model.lang));
    }
    let Merged { ledger: met, notes } = merge(Some(&asked), model.ledger(), &wanted);
    let change = Change::between(model.ledger(), &met);
    let contested =
        |ledger: &Ledger, touched: &Touched| -> usize { touched.0.iter().map(|subject| disputes_of(ledger, subject, None).len()).sum() };
    let before = contested(model.ledger(), &touched);
    apply(model, change, label);
    let is_refused = model.notice.as_ref().is_some_and(|notice| notice.bad);
    model.keep_sight(if is_refused { asked } else { wanted });
    let lang = model.lang;
    let rivals = contested(model.ledger(), &touched) > before;
    let told = rivals
        .then(|| lang.pick("别人同时也改了，两个值并存，待裁定", "others changed it meanwhile; both values wait for a ruling").to_owned());
    let notes = notes.iter().filter(|note| !matches!(note, Note::Contested { .. })).map(|note| note.say(lang));
    if let Some(notice) = &mut model.notice {
        told.into_iter().chain(notes).for_each(|words| notice.text = format!("{}{}{words}", notice.text, lang.pick("；", "; ")));
    }
}

/// Applies a change: remembers how to undo it, judges anew, saves.
pub(crate) fn apply(model: &mut Model, change: Change, label: String) {
    keep_rows(model, &change);
    let bygones = Bygones::of(model.ledger(), &change.touched(), model.today);
    let way_to_office = model.ledger().lacks_office(&change).then(|| who::way_to_office(model));
    match model.apply(change) {
        Ok(Made { undo, touched, taken_up }) => {
            let step = Step::new(label.clone(), undo, model.ledger());
            model.history.did(step);
            model.notify(label);
            tell_of_plans(model, &taken_up);
            let besides = bygones.in_short(model.ledger(), model.lang).into_iter().chain(way_to_office);
            if let Some(notice) = &mut model.notice {
                besides.for_each(|words| notice.text = format!("{}{}{words}", notice.text, model.lang.pick("；", "; ")));
            }
            model.list.marks.clear();
            model.pool.arrangement.marks.clear();
            model.list.anchor = None;
            model.saving.changed(touched);
            saving::save(model)
        }
        Err(refused) => model.complain(refused.say(model.lang)),
    }
}

/// A plan that is taken up is judged as a whole: that is said where it happens, and one key leads to what is late since then.
fn tell_of_plans(model: &mut Model, taken_up: &[TakenUp]) {
    let lang = model.lang;
    let Some(first) = taken_up.first() else { return };
    let is_overdue = format!("{}:{}", Attribute::Is.name(lang), Flag::Overdue.label(lang));
    let plans: Vec<&str> = taken_up.iter().map(|t| t.plan.as_str()).collect();
    let key = model.keymap.label(Go::Told);
    let said: Vec<String> = taken_up.iter().map(|t| t.say(lang)).collect();
    let look = if first.overdue > 0 {
        lang.pick(format!("（在清单里按 {key} 看）"), format!(" ({key} in the list shows them)"))
    } else {
        String::new()
    };
    model.told = Some(format!("{}:{} {is_overdue}", Attribute::Plan.name(lang), plans.join(",")));
    if let Some(notice) = &mut model.notice {
        notice.text = format!("{}{}{}{look}", notice.text, lang.pick("；", "; "), said.join(lang.pick("；", "; ")));
    }
}

/// Takes the last step back; one that may be with others already, or on which somebody has built, by a correction that names it.
pub(crate) fn undo(model: &mut Model) {
    let lang = model.lang;
    let Some((mut step, shared)) = model.history.take_last() else { return };
    let change = match step.back(model.ledger()) {
        Ok(change) => change,
        Err(built_on) => return model.complain(built_on.say(lang)),
    };
    // What a commit under way may take along is not taken out under its hands.
    let is_taken = model.shared.under_way.is_some();
    let is_letter = change.takes_a_letter(model.ledger());
    if !shared && !is_taken && !is_letter && !change.takes_what_was_seen(model.ledger()) {
        return travel(model, step, change, true);
    }
    let (zh, en) = match shared {
        _ if is_letter => (
            "（函件的文件仍在，编号不再用，记为更正）",
            " (the letter's file stays and its number is not given again: a correction is recorded)",
        ),
        true => ("（已提交过，记为更正）", " (committed before, so a correction is recorded)"),
        false if is_taken => ("（正在提交，记为更正）", " (being committed, so a correction is recorded)"),
        false => ("（别人已看到，记为更正）", " (seen by others, so a correction is recorded)"),
    };
    let reason = lang.pick("撤销", "taken back");
    match model.recorder.undo_openly(model.ledger(), change, reason) {
        Ok(change) => {
            step.label.push_str(lang.pick(zh, en));
            travel(model, step, change, true)
        }
        Err(e) => model.complain(e.say(lang)),
    }
}

/// An undo has taken out what somebody had committed meanwhile: it is in the log again, and is taken back by a correction that names it.
pub(crate) fn stays(model: &mut Model, file: &Ledger, updates: &[UpdateId]) {
    let mut whole = model.ledger().clone();
    let back = put_back(file, &mut whole, &|id| updates.contains(id));
    if back.0.is_empty() {
        return;
    }
    let again = Change::between(model.ledger(), &whole);
    let out = back.0.into_iter().map(|(subject, update)| Change::Unrecord { subject, update: update.id }).collect();
    let lang = model.lang;
    let correction = model.recorder.undo_openly(&whole, Change::All(out), lang.pick("撤销", "taken back"));
    if let Err(refused) = model.apply(again) {
        return model.complain(refused.say(lang));
    }
    // What was undone is done again by nothing but undoing the correction.
    let step = model.history.undone.last().map(|step| step.label.clone()).unwrap_or_default();
    let label = lang
        .pick(format!("已撤销：{step}（已提交过，记为更正）"), format!("undone: {step} (committed before, so a correction is recorded)"));
    match correction {
        Ok(change) => apply(model, change, label),
        Err(e) => model.complain(e.say(lang)),
    }
}

pub(crate) fn redo(model: &mut Model) {
    let Some(step) = model.history.undone.pop() else {
        return model.notify(model.lang.pick("没有可重做的", "nothing to do again"));
    };
    match step.back(model.ledger()) {
        Ok(change) => travel(model, step, change, false),
        Err(built_on) => model.complain(built_on.say(model.lang)),
    }
}

fn travel(model: &mut Model, step: Step, change: Change, back: bool) {
    keep_rows(model, &change);
    let lang = model.lang;
    match model.apply(change) {
        Ok(Made { undo: opposite, touched, taken_up }) => {
            let word = if back { lang.pick("已撤销：", "undone: ") } else { lang.pick("已重做：", "done again: ") };
            model.notify(format!("{word}{}", step.label));
            tell_of_plans(model, &taken_up);
            let at = step.at.as_ref().and_then(|id| model.ledger().index_of(id));
            let other = Step::new(step.label, opposite, model.ledger());
            if back {
                model.history.undone.push(other)
            } else {
                model.history.done.push(other)
            }
            if let Some(at) = at {
                model.list.go_to(at);
            }
            for subject in &touched.0 {
                if let Subject::Indicator(indicator) = subject {
                    model.indicators.go_to(indicator);
                }
                model.contested.go_to(subject);
            }
            model.saving.changed(touched);
            saving::save(model)
        }
        Err(refused) => model.complain(refused.say(lang)),
    }
}
