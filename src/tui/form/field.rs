//! One field of a form: what it takes, what is typed, what that means, and what is offered for it.

use super::context::{Context, Words};
use super::kind::Kind;
use super::offers::{self, Offer};
use crate::domain::{Asks, Cooperation, DeptId, Misread, Period, Term, Unresolved, long_date, parse_percent, parse_period};
use crate::text::{Lang, Say};
use crate::tui::bodies;
use crate::tui::field::Editor;

#[derive(Debug)]
pub(crate) struct Field {
    label: Words,
    pub(super) kind: Kind,
    pub(crate) editor: Editor,
    /// What the text means, or what is wrong with it.
    pub(crate) remark: Result<String, String>,
    /// What fits what is typed.
    pub(crate) offers: Vec<Offer>,
    pub(crate) chosen: usize,
    /// For which text it was asked whether that is meant which it may not mean.
    asked: Option<String>,
    /// Whether the caret has been in it and gone on, or the form was handed in: only then is an empty one at fault.
    left: bool,
}

impl Field {
    pub(super) fn new(label: Words, kind: Kind) -> Field {
        let editor = if kind == Kind::Text { Editor::area("") } else { Editor::line("") };
        Field { label, kind, editor, remark: Ok(String::new()), offers: Vec::new(), chosen: 0, asked: None, left: false }
    }

    pub(crate) fn label(&self, lang: Lang) -> &'static str {
        lang.pick(self.label.0, self.label.1)
    }

    pub(super) fn text(&self) -> String {
        self.editor.text()
    }

    pub(super) fn with(mut self, text: &str) -> Field {
        self.fill(text);
        self
    }

    /// Fills in what was given elsewhere, if anything was.
    pub(super) fn fill(&mut self, text: &str) {
        if !text.is_empty() {
            self.editor.set(text);
        }
    }

    /// Selects what is filled in where one value stands, so that typing replaces it.
    pub(super) fn enter(&mut self) {
        if self.kind.holds_one() {
            self.editor.select_all();
        }
    }

    /// The caret has gone on.
    pub(super) fn leave(&mut self) {
        self.left = true;
    }

    /// What is said of it, and whether that is a fault: what is wanted where nobody has been yet is only told.
    pub(crate) fn told(&self) -> (&str, bool) {
        match &self.remark {
            Ok(meaning) => (meaning, false),
            Err(wrong) => (wrong, self.left || !self.text().trim().is_empty()),
        }
    }

    /// Lines it wants on the screen.
    pub(crate) fn lines(&self) -> u16 {
        if self.kind == Kind::Text { 3 } else { 1 }
    }

    /// Whether something is offered for it by names.
    pub(super) fn is_offered(&self) -> bool {
        self.kind.is_offered() || self.kind == Kind::Bodies
    }

    /// Whether what is offered first is meant where nothing was chosen.
    pub(super) fn takes_the_first(&self, at: &Context<'_>) -> bool {
        self.kind == Kind::Body && !self.is_doubtful(at)
    }

    /// Whether what is chosen may not be meant: a body that is to be entered first, or one of another place.
    fn is_doubtful(&self, at: &Context<'_>) -> bool {
        match self.offers.get(self.chosen) {
            Some(Offer::Enter(_)) => true,
            Some(Offer::Body(_)) => self.elsewhere(at).is_some(),
            _ => false,
        }
    }

    /// Why what is typed means only bodies of other places.
    fn elsewhere(&self, at: &Context<'_>) -> Option<Unresolved> {
        let text = self.text();
        let name = if self.kind == Kind::Bodies { bodies::part_at(&text, self.editor.caret()).1 } else { &text };
        at.ledger.body_meant(name, at.plan()).err().filter(|why| matches!(why, Unresolved::Elsewhere(..)))
    }

    /// Whether it is to be asked first if that is meant which is chosen; asked once of a text.
    pub(super) fn hesitates(&mut self, at: &Context<'_>) -> bool {
        let text = Some(self.text());
        let first = self.is_doubtful(at) && self.asked != text;
        self.asked = text;
        first
    }

    /// Says how that is taken which was asked about.
    pub(super) fn ask(&mut self, at: &Context<'_>) {
        if self.asked.as_ref() != Some(&self.text()) || !self.is_doubtful(at) {
            return;
        }
        let lang = at.lang;
        let again = match self.offers.get(self.chosen) {
            Some(Offer::Enter(_)) => lang.pick("要登记就再按一次 Tab", "to enter it, Tab once more"),
            _ => lang.pick("就是选中的就再按一次 Tab", "if the chosen one is meant, Tab once more"),
        };
        let said = match &self.remark {
            Err(wrong) => format!("{again}{}{wrong}", lang.pick("；", "; ")),
            Ok(_) => again.to_owned(),
        };
        self.remark = Err(said);
    }

    /// Up and down move among what is offered; what was chosen so is meant.
    pub(super) fn choose_by(&mut self, up: bool) {
        self.chosen = if up { self.chosen.saturating_sub(1) } else { (self.chosen + 1).min(self.offers.len().saturating_sub(1)) };
        self.asked = Some(self.text());
    }

    /// Whether one of a few values is typed by pinyin, initials or its number.
    pub(super) fn is_abbreviated(&self) -> bool {
        matches!(self.kind, Kind::Choice(_)) && !self.offers.is_empty()
    }

    /// What is typed behind one of a few values replaces it.
    fn retyped(&mut self, lang: Lang) {
        let Kind::Choice(terms) = self.kind else { return };
        let text = self.text();
        if Term::find(terms, &text).is_some() {
            return;
        }
        let typed = terms.iter().find_map(|t| text.strip_prefix(t.label(lang))).filter(|rest| !rest.trim().is_empty());
        if let Some(rest) = typed {
            self.editor.set(rest);
        }
    }

    /// Works out anew what is offered, and what the text means.
    pub(super) fn check(&mut self, at: &Context<'_>) {
        self.retyped(at.lang);
        self.offers = offers::fitting(self.kind, (&self.text(), self.editor.caret()), at);
        self.chosen = self.chosen.min(self.offers.len().saturating_sub(1));
        self.remark = self.meaning(at);
    }

    fn meaning(&self, at: &Context<'_>) -> Result<String, String> {
        let (text, lang) = (self.text(), at.lang);
        let nothing = || Ok(String::new());
        match self.kind {
            Kind::Required if text.trim().is_empty() => Err(Misread::Empty.say(lang)),
            Kind::Text | Kind::Line | Kind::Required | Kind::Asked(_) => nothing(),
            Kind::Choice(terms) if text.trim().is_empty() || Term::find(terms, &text).is_some() => {
                Ok(terms.iter().map(|t| t.label(lang)).collect::<Vec<_>>().join(lang.pick("、", ", ")))
            }
            Kind::Choice(terms) => Err(Misread::Not(Asks::Choice(terms), text).say(lang)),
            Kind::Percent => percent(&text, lang).and_then(|_| nothing()),
            Kind::Period(_) => self.period(at).map(|p| p.label(lang)),
            Kind::Date if text.trim().is_empty() => {
                Ok(lang.pick("如 2026-03-31、9月底、三季度末、+2w", "such as 2026-03-31, +2w, Q3").to_owned())
            }
            Kind::Date => at.date(&text).map(|d| lang.pick(long_date(d), d.to_string())),
            Kind::Body if matches!(self.offers.first(), Some(Offer::Proposed(_))) => {
                Ok(lang.pick("拟牵头的在先；也可打汉字或拼音首字母找", "those proposed; or hanzi or initials of another").to_owned())
            }
            Kind::Body if text.trim().is_empty() => Err(lang.pick("打汉字或拼音首字母找单位", "hanzi or initials of a body").to_owned()),
            Kind::Body if !self.offers.iter().any(|offer| matches!(offer, Offer::Body(_))) => {
                Err(lang.pick("登记簿里没有这个单位", "no such body").to_owned())
            }
            Kind::Body => self.elsewhere(at).map_or_else(nothing, |why| Err(why.say(lang))),
            Kind::Bodies => {
                let read = Cooperation::read_list(&text, &at.reader());
                read.map(|b| bodies::meant(&b, at.ledger, lang)).map_err(|e| e.say(lang))
            }
        }
    }

    pub(super) fn period(&self, at: &Context<'_>) -> Result<Period, String> {
        match (self.kind, self.text()) {
            (Kind::Period(otherwise), text) if text.trim().is_empty() => Ok(otherwise),
            (_, text) => parse_period(&text, at.today).map_err(|e| e.say(at.lang)),
        }
    }

    pub(super) fn body(&self, lang: Lang) -> Result<DeptId, String> {
        match self.offers.get(self.chosen) {
            Some(Offer::Body(id)) => Ok(id.clone()),
            Some(Offer::Proposed(one)) => Ok(one.lead.clone()),
            _ => Err(lang.pick("请选一个单位", "choose a body").to_owned()),
        }
    }

    /// The name of a body that is not in the register, where it was chosen to enter that.
    pub(super) fn to_enter(&self) -> Option<String> {
        if let Some(Offer::Enter(name)) = self.offers.get(self.chosen) { Some(name.clone()) } else { None }
    }

    /// Takes what is offered into the text; false when nothing is.
    pub(super) fn take_offer(&mut self, at: &Context<'_>) -> bool {
        let name = match self.offers.get(self.chosen) {
            Some(Offer::Body(id)) => at.ledger.departments.name(id).to_owned(),
            Some(Offer::Proposed(one)) => {
                let name = at.ledger.departments.name(&one.lead).to_owned();
                self.take_name(&name);
                return true;
            }
            Some(Offer::Named { text, .. }) => text.clone(),
            Some(Offer::Enter(_)) | None => return false,
        };
        let is_empty = self.text().is_empty();
        if !is_empty {
            self.take_name(&name);
        }
        !is_empty
    }

    /// A name takes the place of what is typed: of the part at the caret, where several stand.
    pub(super) fn take_name(&mut self, name: &str) {
        match self.kind {
            Kind::Bodies => {
                let (text, caret) = bodies::put_in(&self.text(), self.editor.caret(), name);
                self.editor.set_at(&text, caret);
            }
            _ => self.editor.set(name),
        }
        // Of what fits a whole name, the body of that name is the first.
        self.chosen = 0;
    }
}

/// A percent; nothing is none.
pub(crate) fn percent(text: &str, lang: Lang) -> Result<Option<u8>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    parse_percent(text).map(Some).ok_or_else(|| lang.pick("填 0 到 100 的整数", "a whole number from 0 to 100").to_owned())
}
