//! Opening forms, keys in them, and what follows when one is handed in.

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::input::Input;
use super::{drafts, edits, who};
use crate::domain::{EntryId, Intent, NothingToRecord, Period, PlanCode, Speaker, Status, Subject, Update};
use crate::text::{Say, fold_char};
use crate::tui::command::{Ask, Command, Given};
use crate::tui::dialog::{Dialog, Item, Menu, item_keys};
use crate::tui::edit::Edit;
use crate::tui::form::{self as forms, About, Context, Form, Known, each_form};
use crate::tui::model::{Asking, Model};
use crate::tui::views::View;
use crate::tui::views::list::Row;

macro_rules! forms {
    ($($file:ident::$Form:ident $about:ident $row:tt;)*) => {
        /// The form that asks for something; none where there is nothing that it could be about.
        fn asking(model: &Model, ask: Ask) -> Option<Form> {
            let about = match ask {
                Ask::Status | Ask::Proposals => None,
                $(Ask::$Form => $about(model),)*
            }?;
            asking_of(model, ask, about)
        }

        /// The form that asks something of a thing.
        fn asking_of(model: &Model, ask: Ask, about: About) -> Option<Form> {
            let at = Context { about: &about, ..model.context() };
            match ask {
                Ask::Status | Ask::Proposals => None,
                $(Ask::$Form => Some(Form::new(forms::$Form::new(&at), &at)),)*
            }
        }
    };
}

each_form!(forms);

/// Opens the form, or the menu, that asks for something; a form with what was typed into it when it was put aside.
pub(crate) fn run(model: &mut Model, ask: Ask) {
    if ask == Ask::Status {
        return status_menu(model);
    }
    if ask == Ask::Proposals {
        return proposals_menu(model);
    }
    if matches!(ask, Ask::Confirm | Ask::Return) && !any_is_done(model) {
        return model.complain(NothingToRecord::NotDone.say(model.lang));
    }
    look_anew(model);
    let Some(mut form) = asking(model, ask) else { return model.notify_of_nothing() };
    drafts::resume(model, &mut form);
    show(model, form);
}

/// Opens the form that asks something of a thing that was chosen.
pub(crate) fn open(model: &mut Model, ask: Ask, about: About) {
    look_anew(model);
    let Some(mut form) = asking_of(model, ask, about) else { return model.notify_of_nothing() };
    drafts::resume(model, &mut form);
    show(model, form);
}

/// Opens what is left of a draft.
pub(crate) fn reopen(model: &mut Model, at: usize) {
    if who::only_looks(model) {
        return;
    }
    look_anew(model);
    if let Some(dialog) = drafts::again(model, at) {
        model.dialog = Some(dialog);
        check(model);
    }
}

/// What is opened now shows the ledger of now; a form that is open goes on by what it showed.
fn look_anew(model: &mut Model) {
    if !matches!(model.dialog, Some(Dialog::Form(_))) {
        model.take_sight();
    }
}

/// Whether something of what is meant was reported as done.
fn any_is_done(model: &Model) -> bool {
    let places = model.targets().into_iter().filter_map(|id| model.ledger().index_of(&id));
    places.map(|at| model.standing(at)).any(|standing| standing.state.is_done())
}

fn entries(model: &Model) -> Option<About> {
    Some(model.targets()).filter(|entries| !entries.is_empty()).map(About::Entries)
}

fn facts(model: &Model) -> Option<About> {
    model.current().map(|entry| About::Facts(entry.id.clone().into()))
}

fn plan(model: &Model) -> Option<About> {
    model.current().map(|entry| About::Facts(PlanCode::from(entry.id.plan()).into()))
}

fn body(model: &Model) -> Option<About> {
    model.matrix.body().map(|body| About::Facts(body.clone().into()))
}

fn goal(model: &Model) -> Option<About> {
    model.indicators.current().map(|i| About::Facts(model.ledger().indicators[i].id().into()))
}

fn new(model: &Model) -> Option<About> {
    Some(About::New(model.current().map(|entry| entry.id.clone())))
}

/// In the view of bodies a body, else an entry.
fn person(model: &Model) -> Option<About> {
    if model.view == View::Departments && model.current().is_none() { body(model) } else { new(model) }
}

fn indicator(model: &Model) -> Option<About> {
    model.indicators.current().map(|i| About::Indicator(model.ledger().indicators[i].id()))
}

/// At an entry of the list; in the view of matters at none.
fn raised(model: &Model) -> Option<About> {
    let here = model.current().filter(|_| model.view.has_rows_of_list());
    Some(here.map_or(About::New(None), |entry| About::Raised(entry.id.clone())))
}

/// What is under the cursor in the view of matters, inspections and findings.
fn sheet(model: &Model) -> Option<About> {
    model.council.current().cloned().map(About::Facts).or(Some(About::New(None)))
}

/// The same, where it is of a kind.
fn of_kind(model: &Model, is: fn(&Subject) -> bool) -> Option<About> {
    model.council.current().filter(|subject| is(subject)).cloned().map(About::Facts)
}

fn matter(model: &Model) -> Option<About> {
    of_kind(model, |subject| matches!(subject, Subject::Matter(_)))
}

fn liaison(model: &Model) -> Option<About> {
    of_kind(model, |subject| matches!(subject, Subject::Liaison(_)))
}

fn inspection(model: &Model) -> Option<About> {
    of_kind(model, |subject| matches!(subject, Subject::Inspection(_)))
}

fn finding(model: &Model) -> Option<About> {
    of_kind(model, |subject| matches!(subject, Subject::Rectification(_)))
}

/// A step is chosen from a menu.
fn step(_: &Model) -> Option<About> {
    None
}

/// A draft is that of a document that is open.
fn drafted(_: &Model) -> Option<About> {
    None
}

fn session(_: &Model) -> Option<About> {
    Some(About::Session)
}

/// On the status in force, so that Enter alone changes nothing.
fn status_menu(model: &mut Model) {
    let (lang, entries) = (model.lang, model.targets());
    let about = About::Entries(entries.clone());
    let at = Context { about: &about, ..model.context() };
    let whole = ("设置状态", "Set the status");
    let title =
        at.title(if at.part_of().is_some() { ("设置本单位承担部分的状态", "Set the status of our own part") } else { whole });
    let title = if at.only_proposes(Speaker::may_report) { format!("{}{title}", forms::proposal(lang)) } else { title };
    let period = Some(model.ledger().collecting(model.today));
    let record = |s: Status| Command::from(Edit::Record { entries: entries.clone(), intent: Box::new(Intent::Status(s)), period });
    let ending = |s: Status| Command::from(Given::Known(Known::ending(s, "")));
    // English letters, initials of the pinyin where no English one has them, and numbers.
    let keys = "nubdsco".chars().zip(["w1", "t2", "z3", "y4", "h5", "6", "j7"]);
    let does = |s: Status| if s.wants_reason() { ending(s) } else { record(s) };
    let item = |((key, others), s): ((char, &'static str), Status)| Item::new(key, s.label(lang), does(s)).or_by(others);
    let items = keys.zip(Status::ALL).map(item).collect();
    let now = model.list.current().filter(|_| model.list.marks.is_empty()).and_then(|i| model.standing(i).state.status.value);
    let cursor = now.and_then(|now| Status::ALL.iter().position(|s| *s == now)).unwrap_or(0);
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// What others propose for the entry: Enter takes one, Delete declines it with a reason.
fn proposals_menu(model: &mut Model) {
    let lang = model.lang;
    let Some(place) = model.list.current() else { return };
    let entry = model.ledger().entries()[place].clone();
    let open = entry.updates.iter().filter(|u| model.standing(place).state.proposals.contains(&u.id));
    let item = |(key, u): (char, &Update)| {
        let says = u.sentences_in(&entry.updates, model.ledger(), lang).join(lang.pick("；", "; "));
        let label = format!("{}{}{says}", u.by.label(model.ledger()), lang.pick("：", ": "));
        let take = Edit::Record { entries: vec![entry.id.clone()], intent: Box::new(Intent::Accept(u.id.clone())), period: None };
        Item::new(key, label, take).with_delete(Given::Known(Known::Decline(u.id.clone())))
    };
    let items: Vec<Item> = item_keys().zip(open).map(item).collect();
    if items.is_empty() {
        return model.notify(lang.pick("这一条没有等待答复的建议", "no proposal for this entry waits for an answer"));
    }
    let what = ("建议：回车采纳，Delete 不采纳", "Proposals: Enter takes, Delete declines");
    let title = Context { about: &About::Entries(vec![entry.id.clone()]), ..model.context() }.title(what);
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor: 0 }));
}

pub(super) fn show(model: &mut Model, form: Form) {
    model.dialog = Some(Dialog::Form(Box::new(form)));
    check(model);
}

/// The form that asks for the rest of what is known.
fn asks_for(known: &Known) -> Ask {
    match known {
        Known::Deadline { .. } => Ask::Deadline,
        Known::Lead { .. } => Ask::Lead,
        Known::Ending { .. } => Ask::Ending,
        Known::Report { .. } => Ask::Report,
        Known::Decline(_) => Ask::Decline,
        Known::NewBody(_) => Ask::NewBody,
    }
}

/// Hands in a form with what is known. One that is not taken stays open, with the caret where something is missing; one put
/// aside before stays aside.
pub(crate) fn hand_in(model: &mut Model, known: &Known) {
    fill_in(model, known);
    // Nobody has passed by what is still wanted: it is asked for, and no mistake.
    if with(model, |form, _| form.is_filled()) == Some(true) {
        submit(model, false);
    }
}

/// Opens a form with what is known.
pub(crate) fn fill_in(model: &mut Model, known: &Known) {
    look_anew(model);
    match asking(model, asks_for(known)) {
        Some(form) => show(model, form.knowing(known, model.lang)),
        None => model.notify_of_nothing(),
    }
}

/// Asks something of the open form.
fn with<T>(model: &mut Model, act: impl FnOnce(&mut Form, &Context<'_>) -> T) -> Option<T> {
    let mut open = model.dialog.take();
    let given = if let Some(Dialog::Form(form)) = &mut open { Some(act(form, &model.context())) } else { None };
    model.dialog = open;
    given
}

pub(crate) fn key(model: &mut Model, event: KeyEvent) -> Input {
    let Some(Dialog::Form(form)) = &mut model.dialog else { return Input::Taken };
    if let (KeyCode::Char(typed), Asking::Before(None)) = (event.code, &model.asking)
        && form.is_blank()
        && "/:?".contains(fold_char(typed))
    {
        // Nobody asked for this form, and no name begins so: the key does what it means, and the first edit asks again.
        (model.dialog, model.asking) = (None, Asking::Not);
        return Input::Pass(event);
    }
    let control = event.modifiers.contains(KeyModifiers::CONTROL);
    let is_line = !form.takes_lines();
    match event.code {
        KeyCode::Char('s') | KeyCode::Enter if control => return submit(model, true),
        KeyCode::Enter if is_line && form.is_at_end() => return submit(model, false),
        KeyCode::Left | KeyCode::Right if form.turn(if event.code == KeyCode::Left { -1 } else { 1 }, model.lang) => {}
        KeyCode::Esc => drafts::put_aside(model),
        KeyCode::Tab => onward(model),
        KeyCode::Enter if is_line => onward(model),
        KeyCode::BackTab => form.back(),
        KeyCode::Up | KeyCode::Down => form.arrow(event),
        _ => return Input::Type(event),
    }
    check(model);
    Input::Taken
}

fn onward(model: &mut Model) {
    if let Some(name) = with(model, Form::onward).flatten() {
        enter_body(model, &name);
    }
}

pub(crate) fn choose(model: &mut Model, offer: usize) {
    if let Some(name) = with(model, |form, at| form.choose(offer, at)).flatten() {
        enter_body(model, &name);
    }
    check(model);
}

/// Asks for what is to be known of a body that the register lacks; the form that names it waits.
fn enter_body(model: &mut Model, name: &str) {
    if who::only_looks(model) {
        return;
    }
    let known = Known::NewBody(name.to_owned());
    let Some(form) = asking(model, asks_for(&known)) else { return };
    if let Some(Dialog::Form(waiting)) = model.dialog.take() {
        show(model, form.knowing(&known, model.lang).preset().before(waiting));
    }
}

/// Says beside each field what its text means, or what is wrong with it.
pub(crate) fn check(model: &mut Model) {
    with(model, Form::check);
}

/// Does what the form asks for; a mistake keeps it open and says where. A report that is taken can be followed by that on
/// the next entry of the list that has none.
fn submit(model: &mut Model, goes_on: bool) -> Input {
    let Some(edit) = with(model, Form::submit).flatten() else { return Input::Taken };
    let concerns = edits::concerns(model, &edit);
    if with(model, |form, at| form.asks_about(&concerns, at)) == Some(true) {
        return Input::Taken;
    }
    let onward = with(model, |form, at| form.goes_on(at)).flatten().filter(|_| goes_on && model.dialog.is_some());
    let Some(Dialog::Form(mut form)) = model.dialog.take() else { return Input::Taken };
    edits::carry_out_asked(model, edit);
    let refused = if model.dialog.is_none() { model.notice.take_if(|n| n.bad) } else { None };
    if let Some(notice) = refused {
        form.refuse(notice.text);
        model.dialog = Some(Dialog::Form(form));
    } else if let Some(waiting) = form.back_to(true) {
        model.dialog = Some(Dialog::Form(waiting));
        check(model);
    } else if let Some((entry, period)) = onward.filter(|_| model.dialog.is_none()) {
        next_report(model, &entry, period);
    }
    Input::Taken
}

/// Asks for a report on the next entry of the list, as it is shown, that is open and has none from us on a period.
fn next_report(model: &mut Model, entry: &EntryId, period: Period) {
    let Some(here) = model.ledger().index_of(entry).and_then(|place| model.list.row_of(place)) else { return };
    let us = model.recorder.by.dept.clone();
    let lacks = |place: &usize| {
        let (entry, state) = (&model.ledger().entries()[*place], &model.standing(*place).state);
        let lead = state.lead.value.as_ref();
        let own = us.as_ref().filter(|us| model.ledger().speaker(Some(us), entry, lead).has_part());
        let reported = own.map_or_else(|| state.reported_in(period), |us| state.part(us).is_some_and(|p| p.reported_in(period)));
        state.is_open() && !reported
    };
    let next = model.list.rows[here + 1..].iter().filter_map(Row::place).find(lacks);
    match next {
        Some(place) => {
            model.list.go_to(place);
            run(model, Ask::Report);
            with(model, |form, at| form.comes_next(at.lang));
        }
        None => {
            let saved = model.notice.take().map(|n| n.text).unwrap_or_default();
            let done = model.lang.pick("下面没有未填报的了", "nothing below waits for a report");
            model.notify(format!("{saved}{}{done}", model.lang.pick("；", "; ")));
        }
    }
}
