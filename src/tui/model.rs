//! What the screen knows. `update` changes it; `view` reads it.

use chrono::NaiveDate;
use std::collections::HashSet;
use std::path::PathBuf;

use super::command::{Command, Go};
use super::dialog::Dialog;
use super::form::{About, Context};
use super::history::{History, Made};
use super::keys::Keymap;
use super::listing::Closing;
use super::message::{Effect, Stale};
use super::restoring::Restoring;
use super::saving::Saving;
use super::settings::Settings;
use super::sharing::Shared;
use super::surface::{Ground, Surface};
use super::tab::{Seen, Tab};
use super::theme::Theme;
use super::trail::Trail;
use super::views::dispatch::Exports;
use super::views::today::Room;
use super::views::{View, each_view};
use crate::domain::{Change, DeptId, EntryId, Ledger, Recorder, Refused, Standing, Touched};
use crate::profile::{Draft, Identity, KeptLayout, Moment, UserState};
use crate::query::{Applied, Book};
use crate::text::Lang;

/// One line at the foot that tells what just happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub text: String,
    /// Whether it went wrong.
    pub bad: bool,
}

/// Whether the person wants to leave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Leaving {
    /// No.
    #[default]
    No,
    /// As soon as changes and exports are written.
    WhenWritten,
    /// As soon as the exports are written; changes that could not be saved are dropped.
    WhenExported,
}

macro_rules! model {
    ($($(#[$doc:meta])* $View:ident ($key:literal $word:literal $($name:literal)*) $go:tt $folder:ident $Family:ident ($field:ident: $State:ident) $rows:ident;)*) => {
        /// The state of the screen.
        #[derive(Debug)]
        pub struct Model {
            pub(crate) lang: Lang,
            /// Colours.
            pub theme: Theme,
            /// Whether the colours follow the terminal's background.
            pub(crate) follows: bool,
            /// What the terminal can show.
            pub(crate) surface: Surface,
            /// Keys.
            pub keymap: Keymap,
            /// Frames from ASCII: where the terminal draws ambiguous characters wide.
            pub ascii: bool,
            /// The day by which lights are judged.
            pub today: NaiveDate,
            /// Of when the state is, where that is not the day by which it is judged.
            pub moment: Option<Moment>,
            /// Our department.
            pub us: Option<DeptId>,
            /// What the person said of himself.
            pub identity: Identity,
            /// Whether he is being asked who he is.
            pub(crate) asking: Asking,
            pub(crate) path: PathBuf,
            /// The ledger, and what is worked out from it.
            pub book: Book,
            /// The book that is about to come in.
            pub(crate) ahead: Option<Box<Book>>,
            /// What no longer holds: to give back its memory takes longer than a frame may.
            pub(crate) stale: Stale,
            /// What the world is asked to do, until the loop takes it.
            pub(crate) effects: Vec<Effect>,
            /// Turns intents into changes.
            pub recorder: Recorder,
            /// Undo and redo.
            pub history: History,
            /// What is saved.
            pub saving: Saving,
            /// How the tables were set out when that was kept last; none where it is not kept.
            pub(crate) kept_layout: Option<KeptLayout>,
            /// What can be restored.
            pub(crate) restoring: Restoring,
            /// How the ledger stands in its repository.
            pub(crate) shared: Shared,
            /// The view shown.
            pub view: View,
            /// The views that show what holds now.
            prepared: HashSet<View>,
            /// The way back and forward.
            pub(crate) trail: Trail,
            $(#[doc = concat!("Of the view `", $word, "`.")] pub $field: super::views::$folder::$State,)*
            /// What was copied last, for pasting where the terminal cannot.
            pub(crate) clipboard: String,
            /// What stands before the view.
            pub dialog: Option<Dialog>,
            pub(super) sight: Option<Ledger>,
            /// Forms that were left with words in them.
            pub(crate) drafts: Vec<Draft>,
            /// The drafts as they were kept last.
            pub(crate) kept_drafts: Vec<Draft>,
            /// Named views, and the filters used last; none when their file must be left alone.
            pub user_state: Option<UserState>,
            /// Whether the last key closed a menu: who then leaves it once more means nothing else.
            pub(crate) menu_closed: bool,
            /// Whether the person was told that an input method is on.
            pub(crate) told_of_input_method: bool,
            /// The line at the foot.
            pub notice: Option<Notice>,
            /// The filter that shows the entries of which a notice spoke last.
            pub(crate) told: Option<String>,
            /// What the last frame showed.
            pub seen: Seen,
            /// What is being exported.
            pub exports: Exports,
            /// What was changed here since the program was opened.
            pub(crate) own: Touched,
            /// Whether the person wants to leave.
            pub leaving: Leaving,
            /// What is to be told when the screen is closed.
            pub farewell: Vec<String>,
            /// Whether the program is to end.
            pub quit: bool,
        }

        impl Model {
            /// The screen as it first appears.
            pub fn new(start: Start) -> Model {
                let mut model = Model {
                    lang: start.lang,
                    theme: start.settings.theme,
                    follows: start.settings.follows,
                    surface: start.settings.surface,
                    keymap: start.settings.keymap,
                    ascii: start.settings.ascii,
                    today: start.today,
                    moment: start.moment,
                    us: start.us,
                    identity: start.identity,
                    asking: Asking::default(),
                    path: start.path,
                    book: start.book,
                    ahead: None,
                    stale: Stale::new(),
                    effects: Vec::new(),
                    recorder: start.recorder,
                    history: History::default(),
                    saving: Saving::default(),
                    kept_layout: None,
                    restoring: Restoring::default(),
                    shared: Shared::default(),
                    view: View::List,
                    prepared: HashSet::new(),
                    trail: Trail::default(),
                    $($field: super::views::$folder::$State::new(start.today),)*
                    clipboard: String::new(),
                    dialog: None,
                    sight: None,
                    kept_drafts: start.drafts.clone(),
                    drafts: start.drafts,
                    user_state: start.user_state,
                    menu_closed: false,
                    told_of_input_method: false,
                    notice: None,
                    told: None,
                    seen: Seen::default(),
                    exports: Exports::default(),
                    own: Touched::default(),
                    leaving: Leaving::default(),
                    farewell: Vec::new(),
                    quit: false,
                };
                model.dispatch.go(model.ledger().collecting(model.today));
                model.refresh_list();
                model
            }

            pub(crate) fn tab(&self) -> &dyn Tab {
                match self.view { $(View::$View => &self.$rows,)* }
            }

            /// The views that have a tab; the one that is shown has.
            pub(crate) fn tabs(&self) -> impl Iterator<Item = View> {
                let is_there = |view: View| match view { $(View::$View => Tab::is_there(&self.$rows),)* };
                View::ALL.into_iter().filter(move |view| *view == self.view || is_there(*view))
            }

            /// The view shown, and what it shows something of.
            pub(crate) fn tab_mut(&mut self) -> (&mut dyn Tab, &Book) {
                let tab: &mut dyn Tab = match self.view { $(View::$View => &mut self.$rows,)* };
                (tab, &self.book)
            }

            /// Has one view worked out anew, now or when it is shown next.
            pub(super) fn renew_view(&mut self, view: View) {
                self.prepared.remove(&view);
                self.prepare_view();
            }

            pub(super) fn renew_views(&mut self) {
                $(self.$rows.forget();)*
                self.prepared.clear();
                self.prepare_view();
            }
        }
    };
}

each_view!(model);

/// Whether the person is being asked who he is.
#[derive(Debug, Default)]
pub(crate) enum Asking {
    #[default]
    Not,
    /// As soon as nothing else is open.
    Soon,
    /// Now, before what he wanted to do.
    Wanted(Option<Box<Command>>),
    /// He is; what he wanted to do goes on behind it.
    Before(Option<Box<Command>>),
}

/// What a model is made from.
#[derive(Debug)]
pub struct Start {
    /// The ledger, and what is worked out from it.
    pub book: Book,
    /// Where it is.
    pub path: PathBuf,
    /// Who writes, when, with which ids.
    pub recorder: Recorder,
    /// The day.
    pub today: NaiveDate,
    /// Of when the state is, where that is not the day by which it is judged.
    pub moment: Option<Moment>,
    /// Our department.
    pub us: Option<DeptId>,
    /// What the person said of himself.
    pub identity: Identity,
    /// Language.
    pub lang: Lang,
    /// Colours, keys, frames, and what is shown first.
    pub settings: Settings,
    /// Named views, and the filters used last.
    pub user_state: Option<UserState>,
    /// Forms that were begun and not handed in.
    pub drafts: Vec<Draft>,
}

impl Model {
    /// The ledger.
    pub fn ledger(&self) -> &Ledger {
        self.book.ledger()
    }

    /// How an entry stands.
    pub fn standing(&self, index: usize) -> &Standing {
        &self.book.standings().all()[index]
    }

    pub(super) fn context(&self) -> Context<'_> {
        Context {
            ledger: self.seen(),
            standings: self.sight.is_none().then(|| self.book.standings()),
            user_state: self.user_state.as_ref(),
            lang: self.lang,
            today: self.today,
            person: &self.recorder.by.person,
            about: &About::Session,
            entropy: &self.recorder.entropy,
            us: self.recorder.by.dept.as_ref(),
        }
    }

    /// Takes what the last frame showed; whether another one is due, since the first view has room for more or less than before.
    pub fn see(&mut self, seen: Seen) -> bool {
        let room = seen.desk.map(|(height, columns)| Room { height, columns }).filter(|_| self.view == View::Today);
        self.seen = seen;
        let is_other = room.is_some() && room != self.desk.room;
        if is_other {
            self.desk.room = room;
            self.renew_view(View::Today);
        }
        is_other
    }

    /// Whether a past state is shown, which is only to be looked at.
    pub(crate) fn is_past(&self) -> bool {
        self.moment.is_some_and(Moment::is_past)
    }

    /// What one step back ends; nothing where it leads nowhere.
    pub(crate) fn closing(&self) -> Option<Closing> {
        let zoomed = self.view == View::List && self.list.zoomed;
        let filtered = self.view.has_rows_of_list() && self.list.input.value() != self.trail.entered;
        match self.tab().closing() {
            _ if zoomed => Some(Closing::Page),
            None if filtered => Some(Closing::Filter),
            None if !self.exports.is_empty() => Some(Closing::Exports),
            None if self.trail.leads_back() => Some(Closing::Place),
            found => found,
        }
    }

    /// That a step back calls the export off, where it ends nothing else first.
    pub(crate) fn calling_off(&self) -> String {
        let key = self.keymap.label(Go::Back);
        let words = self.lang.pick(format!("（{key} 中止）"), format!(" ({key} calls it off)"));
        if self.closing() == Some(Closing::Exports) { words } else { String::new() }
    }

    /// Whether a filter is being typed.
    pub fn is_typing(&self) -> bool {
        self.tab().is_typing()
    }

    /// Takes another theme; nothing is the one that follows the terminal.
    pub(crate) fn set_theme(&mut self, theme: Option<Theme>) {
        self.follows = theme.is_none();
        self.theme = theme.unwrap_or_else(|| Theme::by_terminal(self.surface));
    }

    pub(crate) fn set_ground(&mut self, ground: Ground) {
        self.surface.ground = Some(ground);
        if self.follows {
            self.set_theme(None);
        }
    }

    /// Tells something at the foot.
    pub(crate) fn notify(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), bad: false });
    }

    /// Tells that an action has no entry to act on.
    pub(crate) fn notify_of_nothing(&mut self) {
        self.notify(self.lang.pick("这里没有条目", "there is no entry here"));
    }

    /// Tells at the foot what went wrong.
    pub(crate) fn complain(&mut self, text: impl Into<String>) {
        self.notice = Some(Notice { text: text.into(), bad: true });
    }

    /// Makes the list's rows anew from filter, scope, order and grouping; the cursor stays on its entry.
    pub(crate) fn refresh_list(&mut self) {
        self.list.refresh(&self.book.snapshot(), self.us.as_ref(), self.lang);
    }

    /// Takes another ledger in the place of this one: after reading the file again, or a merge.
    pub fn replace_book(&mut self, book: Book) {
        self.stay_in_sight();
        let held = self.held();
        self.stale.push(Box::new(std::mem::replace(&mut self.book, book)));
        self.regain(&held);
        self.renew_views();
        self.effects.push(Effect::LookForNews(Box::new(self.ledger().clone())));
    }

    /// Makes a change, and shows what it touched.
    pub fn apply(&mut self, change: Change) -> Result<Made, Refused> {
        let held = self.held();
        let Applied { undo, touched, taken_up, replaced } = self.book.apply_on((self.recorder.clock)().date_naive(), change)?;
        self.own.extend(touched.clone());
        self.list.forget_sums();
        if let Some(replaced) = replaced {
            self.stale.push(Box::new(replaced));
            self.regain(&held);
        }
        self.renew_views();
        Ok(Made { undo, touched, taken_up })
    }

    /// The entry under the list's cursor, then those that are marked.
    fn held(&self) -> (Option<EntryId>, Vec<EntryId>) {
        let id = |place: usize| self.ledger().entries().get(place).map(|e| e.id.clone());
        (self.list.current().and_then(id), self.list.marks.places().filter_map(id).collect())
    }

    /// Puts cursor and marks on the same entries where these stand in other places now.
    fn regain(&mut self, (here, marked): &(Option<EntryId>, Vec<EntryId>)) {
        self.list.forget_rows();
        self.list.marks.clear();
        self.list.marks.extend(marked.iter().filter_map(|id| self.book.ledger().index_of(id)));
        self.refresh_list();
        if let Some(at) = here.as_ref().and_then(|id| self.ledger().index_of(id)) {
            self.list.go_to(at);
        }
    }

    /// Keeps named views and filters for another day.
    pub(crate) fn keep_user_state(&mut self) {
        self.effects.extend(self.user_state.clone().map(|user_state| Effect::Keep(Box::new(user_state))));
    }

    /// Puts a text on the clipboard, and keeps it to paste.
    pub(crate) fn copy(&mut self, text: String) {
        text.clone_into(&mut self.clipboard);
        self.effects.push(Effect::Copy(text));
    }

    pub(crate) fn take_effects(&mut self) -> Vec<Effect> {
        self.stale.extend(self.dispatch.take_stale());
        if !self.stale.is_empty() {
            self.effects.push(Effect::LetGo(std::mem::take(&mut self.stale)));
        }
        std::mem::take(&mut self.effects)
    }

    /// Works out what the view shown needs, once. The bulletin takes longer than a frame may: `update` asks for it.
    pub(crate) fn prepare_view(&mut self) {
        if self.prepared.insert(self.view) {
            let lang = self.lang;
            self.desk.us.clone_from(&self.us);
            let (tab, book) = self.tab_mut();
            tab.prepare(book, lang);
        }
    }
}
