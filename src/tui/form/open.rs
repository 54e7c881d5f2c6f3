//! A form that is open: where the caret is, and what is wrong.

use crossterm::event::{KeyCode, KeyEvent};

use super::ask::Ask;
use super::context::{About, Context};
use super::field::Field;
use super::kind::Kind;
use super::known::Known;
use crate::domain::{Concerned, EntryId, Period, Term};
use crate::profile::Draft;
use crate::text::Lang;
use crate::tui::edit::Edit;
use crate::tui::field::Editor;

/// What stands before the title where what is handed in is only proposed.
pub(crate) fn proposal(lang: Lang) -> &'static str {
    lang.pick("建议（采纳后才算）：", "Proposal (counts once taken): ")
}

/// A form that is open.
#[derive(Debug)]
pub struct Form {
    pub(crate) title: String,
    about: About,
    /// The body that types, by its id; empty where there is none.
    body: String,
    ask: Box<dyn Ask>,
    /// The number of the field with the caret.
    pub(crate) focus: usize,
    /// Why it could not be taken.
    pub(crate) error: Option<String>,
    /// What stood in its fields when it was opened.
    opened: Vec<String>,
    /// What is shown beside its fields.
    pub(crate) aside: Vec<String>,
    /// What stood in its fields when something was asked about.
    asked: Option<Vec<String>>,
    /// What stood in its fields when they were taken over from before.
    resumed: Option<Vec<String>>,
    /// The form that waits for what is entered here.
    behind: Option<Box<Form>>,
}

impl Form {
    pub(crate) fn new(ask: impl Ask + 'static, at: &Context<'_>) -> Form {
        let (mut title, about, focus) = (at.title(ask.heading(at)), at.about.clone(), ask.first());
        if ask.proposes(at) {
            title.insert_str(0, proposal(at.lang));
        }
        let aside = ask.aside(at);
        let mut form = Form {
            title,
            about,
            body: at.us.map(ToString::to_string).unwrap_or_default(),
            ask: Box::new(ask),
            focus,
            error: None,
            opened: Vec::new(),
            aside,
            asked: None,
            resumed: None,
            behind: None,
        };
        form.opened = form.texts();
        form.enter();
        form
    }

    /// With what is known already, and the caret where something is missing.
    pub(crate) fn knowing(mut self, known: &Known, lang: Lang) -> Form {
        self.ask.take(known, lang);
        // What was chosen among a few is soon chosen again.
        let chosen = self.fields().iter().map(|field| matches!(field.kind, Kind::Choice(_)).then(|| field.text())).collect::<Vec<_>>();
        self.opened.iter_mut().zip(chosen).for_each(|(opened, chosen)| *opened = chosen.unwrap_or_else(|| std::mem::take(opened)));
        self.begin_at_the_first_empty();
        self
    }

    /// Nothing of what stands in it was typed into it.
    pub(crate) fn preset(mut self) -> Form {
        self.opened = self.texts();
        self
    }

    fn begin_at_the_first_empty(&mut self) {
        self.focus = self.fields().iter().position(|f| f.text().is_empty()).unwrap_or(0);
    }

    /// Before a form that waits for what is entered here.
    pub(crate) fn before(self, waiting: Box<Form>) -> Form {
        Form { behind: Some(waiting), ..self }
    }

    /// The form that has waited; with the name of what was entered, where it was.
    pub(crate) fn back_to(&mut self, entered: bool) -> Option<Box<Form>> {
        let mut waiting = self.behind.take()?;
        let name = self.fields().first().map(|field| field.text().trim().to_owned()).filter(|_| entered);
        if let (Some(field), Some(name)) = (waiting.field_mut(), name) {
            field.take_name(&name);
        }
        Some(waiting)
    }

    pub(crate) fn fields(&self) -> Vec<&Field> {
        self.ask.fields()
    }

    pub(crate) fn refuse(&mut self, why: String) {
        self.error = Some(why);
    }

    pub(crate) fn go_to(&mut self, field: usize) {
        let to = field.min(self.fields().len().saturating_sub(1));
        if to != self.focus {
            self.leave_for(to);
            self.enter();
        }
    }

    fn leave_for(&mut self, field: usize) {
        if let Some(field) = self.field_mut() {
            field.leave();
        }
        self.focus = field;
    }

    /// What stands in the field with the caret is replaced by what is typed.
    fn enter(&mut self) {
        if let Some(field) = self.field_mut() {
            field.enter();
        }
    }

    fn field(&self) -> Option<&Field> {
        self.fields().into_iter().nth(self.focus)
    }

    fn field_mut(&mut self) -> Option<&mut Field> {
        self.ask.fields_mut().into_iter().nth(self.focus)
    }

    pub(crate) fn editor_mut(&mut self) -> Option<&mut Editor> {
        self.field_mut().map(|f| &mut f.editor)
    }

    /// Whether a line feed belongs into the field with the caret.
    pub(crate) fn takes_lines(&self) -> bool {
        self.field().is_some_and(|f| f.kind == Kind::Text)
    }

    pub(crate) fn is_at_end(&self) -> bool {
        self.focus + 1 == self.fields().len()
    }

    fn texts(&self) -> Vec<String> {
        self.fields().iter().map(|f| f.text()).collect()
    }

    /// What was typed into it and into those that wait behind it.
    pub(crate) fn drafts(&self) -> Vec<Draft> {
        let behind = self.behind.as_ref().map(|form| form.drafts()).unwrap_or_default();
        behind.into_iter().chain(self.draft()).collect()
    }

    /// What was typed into it, where that would be missed: what concerns nothing in the ledger is soon typed again.
    pub(crate) fn draft(&self) -> Option<Draft> {
        let about = self.about.key()?;
        // What nobody touched is as the form finds it when it is opened again.
        let touched = |field: &Field, found: &String| field.text() != *found;
        let typed = self.fields().into_iter().zip(&self.opened).any(|(field, found)| touched(field, found));
        // What is entered anew is of the place at which it was begun, which is another when it is opened again.
        let begun = matches!(self.about, About::New(_));
        let kept = self.fields().into_iter().zip(&self.opened).filter(|(field, found)| begun || touched(field, found));
        let fields: Vec<(String, String)> = kept.map(|(field, _)| (field.label(Lang::Zh).to_owned(), field.text())).collect();
        typed.then(|| Draft { form: self.ask.title().0.to_owned(), about, body: Some(self.body.clone()), fields, focus: self.focus })
    }

    /// Whether a draft is of this form, and of whoever types.
    pub(crate) fn is_of(&self, draft: &Draft) -> bool {
        draft.is_of(Some(&self.body)) && self.ask.title().0 == draft.form && self.about.key().as_ref() == Some(&draft.about)
    }

    /// Takes over what was typed into the same form before; the caret stands where it stood, in what is entered anew where something is
    /// still to be typed.
    pub(crate) fn resume(&mut self, draft: &Draft, lang: Lang) {
        for field in self.ask.fields_mut() {
            if let Some((_, text)) = draft.fields.iter().find(|(label, _)| label == field.label(Lang::Zh)) {
                field.editor.set(text);
            }
        }
        self.title = format!("{}{}", lang.pick("接着上次没写完的 · ", "where you left off · "), self.title);
        self.resumed = Some(self.texts());
        self.focus = draft.focus.min(self.fields().len().saturating_sub(1));
        if matches!(self.about, About::New(_)) {
            self.begin_at_the_first_empty();
        }
        // What was typed is gone on with; what stood there is replaced.
        let is_typed = self.field().is_some_and(|field| draft.fields.iter().any(|(label, _)| label == field.label(Lang::Zh)));
        if !is_typed {
            self.enter();
        }
    }

    /// Says that it opened by itself after another.
    pub(crate) fn comes_next(&mut self, lang: Lang) {
        self.title = format!("{}{}", lang.pick("下一项（Esc 不填）· ", "next one (Esc: not now) · "), self.title);
    }

    /// Whether it stands as it was taken over: who leaves it so does not want it.
    pub(crate) fn is_as_resumed(&self) -> bool {
        self.resumed.as_ref() == Some(&self.texts())
    }

    /// Says beside each field what its text means, or what is wrong with it.
    pub(crate) fn check(&mut self, at: &Context<'_>) {
        self.error = None;
        let at = &Context { about: &self.about, ..*at };
        self.ask.fields_mut().into_iter().for_each(|field| field.check(at));
        self.ask.check(at);
        self.ask.fields_mut().into_iter().for_each(|field| field.ask(at));
    }

    /// Whether nothing stands in it.
    pub(crate) fn is_blank(&self) -> bool {
        self.fields().iter().all(|field| field.text().is_empty())
    }

    /// Whether nothing that is wanted is left empty.
    pub(crate) fn is_filled(&self) -> bool {
        self.fields().iter().all(|field| field.remark.is_ok() || !field.text().trim().is_empty())
    }

    /// What is asked for; where something is wrong, the caret goes there.
    pub(crate) fn submit(&mut self, at: &Context<'_>) -> Option<Edit> {
        // Of a list only what was taken counts.
        let here = &Context { about: &self.about, ..*at };
        if let Some(field) = self.ask.fields_mut().into_iter().nth(self.focus).filter(|f| f.takes_the_first(here)) {
            field.take_offer(at);
        }
        for field in self.ask.fields_mut().into_iter().filter(|field| field.is_abbreviated()) {
            field.take_offer(at);
        }
        self.ask.fields_mut().into_iter().for_each(Field::leave);
        self.check(at);
        // What is wrong is said where it is.
        let wrong = self.fields().iter().position(|f| f.remark.is_err());
        if let Some(at) = wrong {
            self.focus = at;
            return None;
        }
        let at = &Context { about: &self.about, ..*at };
        self.ask.submit(at).map_err(|wrong| self.refuse(wrong)).ok()
    }

    /// Asks about what looks wrong, the caret where it most likely is; false where that was asked of the same texts before.
    pub(crate) fn asks_about(&mut self, concerns: &[Concerned], at: &Context<'_>) -> bool {
        let texts = self.texts();
        let Some(first) = concerns.first().filter(|_| self.asked.as_ref() != Some(&texts)) else { return false };
        let told: Vec<String> = concerns.iter().map(|c| c.told(at.ledger, concerns.len().min(at.entries().len()), at.lang)).collect();
        if let Some(field) = self.ask.field_of(&first.what) {
            self.focus = field;
        }
        self.asked = Some(texts);
        let again = at.lang.pick("：属实就再保存一次", ": if it is so, save once more");
        self.refuse(format!("{}{again}", told.join(at.lang.pick("；", "; "))));
        true
    }

    /// The one entry that it is about, and the period, where the next entry without a report is to be asked about after it.
    pub(crate) fn goes_on(&self, at: &Context<'_>) -> Option<(EntryId, Period)> {
        let About::Entries(entries) = &self.about else { return None };
        let [entry] = entries.as_slice() else { return None };
        Some((entry.clone(), self.ask.goes_on(at)?))
    }

    /// Left and right choose among a few values; false where there are none.
    pub(crate) fn turn(&mut self, by: isize, lang: Lang) -> bool {
        let Some(field) = self.field_mut() else { return false };
        let Kind::Choice(terms) = field.kind else { return false };
        let count = terms.len() as isize;
        let now = Term::find(terms, &field.text()).map_or(if by > 0 { -1 } else { count }, |at| at as isize);
        if let Some(term) = usize::try_from((now + by).rem_euclid(count)).ok().and_then(|at| terms.get(at)) {
            field.editor.set(term.label(lang));
        }
        true
    }

    /// Takes what is offered, and goes on to the next field; where several bodies are taken, more may follow. Gives the name of
    /// a body that is to be entered first. Of what may not be meant it asks first.
    pub(crate) fn onward(&mut self, at: &Context<'_>) -> Option<String> {
        let here = &Context { about: &self.about, ..*at };
        if self.ask.fields_mut().into_iter().nth(self.focus).is_some_and(|field| field.hesitates(here)) {
            return None;
        }
        if let Some(name) = self.field().and_then(Field::to_enter) {
            return Some(name);
        }
        let taken = self.field_mut().is_some_and(|f| f.take_offer(at) && f.kind == Kind::Bodies);
        if !taken {
            self.leave_for((self.focus + 1) % self.fields().len());
            self.enter();
        }
        None
    }

    pub(crate) fn back(&mut self) {
        let count = self.fields().len();
        self.leave_for((self.focus + count - 1) % count);
        self.enter();
    }

    /// Takes an offer; gives the name of a body that is to be entered first.
    pub(crate) fn choose(&mut self, offer: usize, at: &Context<'_>) -> Option<String> {
        let field = self.field_mut()?;
        field.chosen = offer;
        field.take_offer(at);
        field.to_enter()
    }

    /// Up and down move among what is offered, within a text, or to the next field.
    pub(crate) fn arrow(&mut self, event: KeyEvent) {
        let (up, last) = (event.code == KeyCode::Up, self.is_at_end());
        let Some(field) = self.field_mut() else { return };
        match field.offers.len() {
            many if many > 1 => field.choose_by(up),
            _ if !field.editor.at_edge(up) => {
                field.editor.key(event, &mut String::new());
            }
            _ if up => self.leave_for(self.focus.saturating_sub(1)),
            _ if !last => self.leave_for(self.focus + 1),
            _ => {}
        }
    }

    /// The wheel moves among what is offered, or within a text.
    pub(crate) fn wheel(&mut self, event: KeyEvent) {
        if self.field().is_some_and(|f| f.is_offered() || !f.editor.at_edge(event.code == KeyCode::Up)) {
            self.arrow(event);
        }
    }
}
