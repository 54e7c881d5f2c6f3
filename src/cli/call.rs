use chrono::{Local, NaiveDate};
use std::fs;
use std::io::{self, IsTerminal, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::asking::{self, Silence};
use super::error::{CliError, known_words};
use super::globals::Globals;
use super::made::Made;
use super::near;
use super::out::complain;
use super::patience::clean_up_when_interrupted;
use super::who;
use super::words;
use crate::domain::{Bygones, Change, Department, Entry, EntryId, Ledger, Plan, Standings, TakenUp, Touched, Unresolved};
use crate::profile::{ConfigFile, OpenError, Session, Unread, UserState, Wishes};
use crate::progress::Progress;
use crate::query::{Book, Filter, Selection};
use crate::report::Template;
use crate::share::{Consent, Sharing, archive};
use crate::store::{
    Answer, FILE_NAME, Folders, LedgerFile, Located, Lost, Over, Saved, Sheet, StoreError, Waiting, locate, read_ron, read_ron_or_default,
    write_document, write_output,
};
use crate::text::{Lang, Say};

/// One call of the program: what stands on every command line.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) globals: Globals,
    pub(super) lang: Lang,
    pub(super) screen: Screen,
    /// What may stand on the command line, with its help pages.
    pub(super) declarations: fn(Lang) -> clap::Command,
    /// How far it is: who waits on a terminal is told.
    pub(super) progress: Progress,
}

/// What the screen lends to the command line, which does not know it.
#[derive(Clone, Copy, Debug)]
pub struct Screen {
    /// What is wrong with a config, as the screen sees it: keys, themes, the first view. The user state has the named views.
    pub check_config: fn(&ConfigFile, Option<&UserState>, Lang) -> Vec<String>,
    /// Reads the ledger, shows it and stays until the person leaves. The outer error is the terminal's, the inner one
    /// that of the ledger; either way the terminal is given back.
    pub show: fn(Unread) -> io::Result<Result<(), OpenError>>,
}

impl Call {
    /// Opens the ledger. Says on stderr what the person should know of it: that the built-in one was taken, a
    /// mistake in the config.
    pub(super) fn open(&self) -> Result<Session, CliError> {
        let read = Unread::of(self.wishes()?).and_then(|unread| unread.read(&self.progress));
        self.progress.rest();
        let mut session = read.map_err(|e| self.not_opened(e))?;
        let lang = self.lang;
        session.file.waiting = Waiting(Some(Arc::new(move |holder| complain(&holder.say(lang)))));
        self.say_where(&session.located);
        self.warn(&session.warnings);
        if !std::mem::take(&mut session.leftovers).is_empty() {
            let zh = "有没有存进台账的改动（程序上次没有正常退出）：duban versions 列出，duban restore 取回";
            let en = "there are edits that are not in the ledger (the program was killed): `duban versions` lists them, `duban restore` takes them back";
            self.warn(&[lang.pick(zh, en).to_owned()]);
        }
        Ok(session)
    }

    /// Opens the ledger for somebody who records something: who he is, is asked once.
    pub(super) fn open_to_record(&self) -> Result<Session, CliError> {
        let mut session = self.open()?;
        self.asks_who(&mut session)?;
        Ok(session)
    }

    /// Asks whoever records something who he is, where that was never asked.
    pub(super) fn asks_who(&self, session: &mut Session) -> Result<(), CliError> {
        who::ask(self.lang, session).map_err(CliError::Stream)
    }

    /// Opens the ledger on the screen, and stays there. Says the same before.
    pub(super) fn show(&self) -> Result<(), CliError> {
        let unread = Unread::of(self.wishes()?).map_err(CliError::Open)?;
        self.say_where(&unread.located);
        self.warn(&unread.warnings);
        (self.screen.show)(unread).map_err(CliError::Screen)?.map_err(|e| self.not_opened(e))
    }

    fn wishes(&self) -> Result<Wishes, CliError> {
        let today = self.globals.today.as_ref().map(|_| self.today()).transpose()?;
        let (file, us) = (self.globals.file.clone(), self.globals.us.clone());
        Ok(Wishes { file, us, today, as_of: self.as_of()?, lang: Some(self.lang) })
    }

    /// The day by which to judge: that of `--today`, else the present one.
    pub(super) fn today(&self) -> Result<NaiveDate, CliError> {
        let present = Local::now().date_naive();
        self.globals.today.as_deref().map_or(Ok(present), |day| words::date("--today", day, present))
    }

    /// The past day whose state is asked for.
    fn as_of(&self) -> Result<Option<NaiveDate>, CliError> {
        let Some(day) = &self.globals.as_of else { return Ok(None) };
        if self.globals.today.is_some() {
            let (zh, en) = ("--as-of 和 --today 只能写一个", "--as-of and --today exclude each other");
            let hints = (
                "--as-of 看那天当时的状态，--today 按那天判断现在的状态。",
                "--as-of shows the state of that day, --today judges the present one by it.",
            );
            return Err(CliError::usage(zh, en, hints.0, hints.1));
        }
        words::date("--as-of", day, Local::now().date_naive()).map(Some)
    }

    /// Refuses `--as-of` where something would be written, or the state of a day would say nothing.
    pub(super) fn takes_no_as_of(&self) -> Result<(), CliError> {
        if self.globals.as_of.is_none() {
            return Ok(());
        }
        let (zh, en) =
            ("这个命令不用 --as-of：当时的状态只能看", "this command takes no --as-of: the state of a past day is only to be looked at");
        Err(CliError::usage(
            zh,
            en,
            "list、show、departments、stats、export 和界面可用。",
            "list, show, departments, stats, export and the screen take it.",
        ))
    }

    /// Says whose state is shown and by which day it is judged, where these are not both the present ones.
    pub(super) fn moment(&self, session: &Session) -> Option<String> {
        session.moment.map(|moment| moment.say(self.lang))
    }

    fn warn(&self, warnings: &[String]) {
        warnings.iter().for_each(|w| complain(&format!("{}{w}", self.lang.pick("提醒：", "note: "))));
    }

    /// A name that stands for no body: the ledger is read once more, for the names that it does have.
    fn not_opened(&self, error: OpenError) -> CliError {
        let OpenError::Us(unresolved) = error else { return CliError::Open(error) };
        let folders = Folders::of_user();
        let folder = std::env::current_dir().unwrap_or_default();
        let ledger = locate(self.globals.file.as_deref(), &folder, &folders)
            .and_then(|l| LedgerFile::open(l.path(), &folders, &Progress::default()));
        let near = ledger.map(|(_, ledger)| near::bodies(&ledger, &unresolved)).unwrap_or_default();
        CliError::Body("--as".to_owned(), unresolved, near)
    }

    /// Says which ledger was taken when the person named none and none is near.
    pub(super) fn say_where(&self, located: &Located) {
        let (zh, en) = match located {
            Located::Named(_) | Located::Near(_) => return,
            Located::Above(_) => ("用的是上级文件夹里的台账", "the ledger is the one in a folder above"),
            Located::Fresh(_) => {
                ("附近没有 tasks.ron，已打开内置台账的副本", "no tasks.ron in reach; opened a copy of the built-in ledger")
            }
            Located::Own(_) => (
                "附近没有 tasks.ron，打开的是数据文件夹里内置台账的副本",
                "no tasks.ron in reach; opened the built-in ledger's copy in the data folder",
            ),
        };
        complain(&format!("{}{}{}", self.lang.pick(zh, en), self.lang.pick("：", ": "), located.path().display()));
    }

    /// Finds the ledger, and says which was taken.
    pub(super) fn locate(&self) -> Result<Located, CliError> {
        let folder = std::env::current_dir().unwrap_or_default();
        let located = locate(self.globals.file.as_deref(), &folder, &Folders::of_user())?;
        self.say_where(&located);
        Ok(located)
    }

    /// The ledger's file, whether or not it can be read; also one that is named and gone.
    pub(super) fn file(&self) -> Result<PathBuf, CliError> {
        match &self.globals.file {
            Some(named) if named.is_dir() => Ok(named.join(FILE_NAME)),
            Some(named) => Ok(named.clone()),
            None => match self.locate() {
                Err(CliError::Store(StoreError::Gone { path, .. })) => Ok(path),
                located => Ok(located?.path().to_owned()),
            },
        }
    }

    /// Whether the person agrees. Where nobody can be asked, `--yes` says it.
    pub(super) fn agrees(&self, question: &str) -> Result<bool, CliError> {
        if !asking::is_somebody_there() {
            let (zh, en) = (format!("要先确认：{question}"), format!("this wants to be confirmed: {question}"));
            return Err(CliError::usage(&zh, &en, "看过 --dry-run 的结果后加上 --yes。", "Look with --dry-run, then add --yes."));
        }
        asking::agrees(question, self.lang.pick(("是", "否"), ("yes", "no")), Silence::No, self.lang).map_err(CliError::Stream)
    }

    pub(super) fn sharing(&self) -> Result<Sharing, CliError> {
        let sharing = Sharing::of(self.locate()?.path(), self.lang, std::io::stdin().is_terminal())?;
        let lang = self.lang;
        Ok(sharing.merging_by(std::env::current_exe().ok()).asking(Consent::by(move |lost| {
            let wanted = asking::puts_back(lost, lang);
            complain(&if wanted { lost.back() } else { lost.out() }.say(lang));
            wanted
        })))
    }

    pub(super) fn has_filter(&self) -> bool {
        self.globals.filter.iter().any(|f| !f.trim().is_empty())
    }

    /// Refuses `--filter` where it would have to be passed over.
    pub(super) fn takes_no_filter(&self, command: &str) -> Result<(), CliError> {
        if !self.has_filter() {
            return Ok(());
        }
        let (zh, en) = (format!("duban {command} 不用 --filter"), format!("duban {command} takes no --filter"));
        Err(CliError::usage(&zh, &en, "去掉 --filter 再试。", "Leave --filter out."))
    }

    /// What the words of a command and `--filter` ask for together; says for what words were taken that mean something else by now.
    pub(super) fn filter(&self, words: &[String]) -> Result<Filter, CliError> {
        let words = words.join(" ");
        let filter = Filter::all(std::iter::once(words.as_str()).chain(self.globals.filter.iter().map(String::as_str)))?;
        filter.remarks(self.lang).iter().for_each(|said| complain(said));
        Ok(filter)
    }

    /// The places of the entries that `--filter` asks for; all where there is none.
    pub(super) fn filtered(&self, session: &Session, book: &Book) -> Result<Vec<usize>, CliError> {
        self.selected(session, book, &[])
    }

    /// The places of the entries that words and `--filter` ask for together; says why there are none.
    pub(super) fn selected(&self, session: &Session, book: &Book, words: &[String]) -> Result<Vec<usize>, CliError> {
        let selection = Selection { filter: self.filter(words)?, us: session.us.clone(), ..Selection::default() };
        let (stock, lang) = (book.snapshot(), self.lang);
        let selected = selection.select(&stock);
        selection.emptied(&stock, &selected, lang).iter().for_each(|why| complain(why));
        Ok(selected.places)
    }

    /// The places that a filter leaves; nothing is judged where there is none.
    pub(super) fn passing(&self, session: &Session) -> Result<Option<Vec<usize>>, CliError> {
        self.has_filter().then(|| self.filtered(session, &book(session))).transpose()
    }

    /// Refuses a call that names no entry and has no filter to choose any.
    pub(super) fn names_entries(&self, ids: &[String], (zh, en): (&str, &str)) -> Result<(), CliError> {
        if !ids.is_empty() || self.has_filter() {
            return Ok(());
        }
        Err(CliError::usage(zh, en, "请写编号，或用 --filter 选。", "Give ids, or choose with --filter."))
    }

    /// The entries named; with a filter as well, those of them that pass it; with a filter alone, all that pass.
    pub(super) fn chosen(&self, session: &Session, ids: &[String]) -> Result<Vec<usize>, CliError> {
        let mut named = places(&session.ledger, ids)?;
        let Some(passing) = self.passing(session)? else { return Ok(named) };
        if ids.is_empty() {
            return Ok(passing);
        }
        named.retain(|p| passing.contains(p));
        Ok(named)
    }

    /// Makes a change and saves it; a dry run only tries it on the ledger that was read.
    pub(super) fn make(&self, change: Change, session: &mut Session, dry_run: bool) -> Result<Made, CliError> {
        let touched = change.touched();
        let standings = |ledger: &Ledger| Standings::new(ledger, session.today);
        let before = TakenUp::may_follow(&touched).then(|| standings(&session.ledger));
        let bygones = Bygones::of(&session.ledger, &touched, session.today);
        change.apply(&mut session.ledger)?;
        let bygones = bygones.sentences(&session.ledger, self.lang);
        let taken_up = before.map(|before| TakenUp::between(&before, &standings(&session.ledger), &session.ledger));
        let saved = if dry_run { Saved::default() } else { self.save(session, &touched)? };
        Ok(Made { saved, taken_up: taken_up.unwrap_or_default(), bygones })
    }

    /// Saves. What the file is found to have lost comes back, unless whoever sits there leaves it out; before he answers all else is saved.
    fn save(&self, session: &mut Session, touched: &Touched) -> Result<Saved, CliError> {
        session.file.lost = if asking::is_somebody_there() { Lost::Ask } else { Lost::PutBack };
        session.file.archive = archive();
        let mut saved = session.file.save_step(&session.ledger, touched)?;
        if let Some(taken) = saved.taken_in.as_deref_mut()
            && let Some(missing) = taken.missing.take()
        {
            let mut ledger = session.ledger.clone();
            taken.adopt(&mut ledger);
            let departed = missing.departed(&ledger, self.lang);
            if !asking::puts_back(&departed, self.lang) {
                session.file.answer(Answer::LeaveOut, &missing.left_out_of(&ledger));
                taken.notes.push(departed.out());
            } else if let Err(e) = session.file.put_back_unanswered() {
                let but = self.lang.pick("改动已存；离开的记录没有放回：", "saved; but what had left could not be put back: ");
                complain(&format!("{but}{}", e.say(self.lang)));
            } else {
                taken.notes.push(departed.back());
            }
        }
        Ok(saved)
    }

    /// Writes an output file. Interrupted, it leaves no part of one.
    pub(super) fn write(&self, path: &Path, bytes: &[u8], like: Option<&Path>) -> Result<(), CliError> {
        clean_up_when_interrupted(&self.progress);
        let written = write_document(path, bytes, like, &self.progress);
        self.progress.rest();
        written.map_err(CliError::from)
    }

    /// Writes an output file, or gives the bytes back when they are for stdout.
    /// What somebody has changed is left alone, unless he says otherwise.
    pub(super) fn deliver(
        &self,
        (bytes, aside): (Vec<u8>, &str),
        (output, over): (Option<&Path>, Over),
        ledger: &Path,
    ) -> Result<super::out::Answer, CliError> {
        use super::out::Answer;
        let Some(path) = output.filter(|p| *p != Path::new("-")) else {
            let fits = !std::io::stdout().is_terminal() || std::str::from_utf8(&bytes).is_ok();
            let (zh, en) = ("这种格式不是文本，不能显示在终端里", "this format is no text; a terminal cannot show it");
            let refusal = || CliError::usage(zh, en, "请用 -o 写到文件。", "Write it to a file with -o.");
            return if fits { Ok(Answer::file(bytes)) } else { Err(refusal()) };
        };
        let same = |a: &Path, b: &Path| matches!((fs::canonicalize(a), fs::canonicalize(b)), (Ok(a), Ok(b)) if a == b);
        if same(path, ledger) {
            return Err(CliError::OverLedger(path.to_owned()));
        }
        clean_up_when_interrupted(&self.progress);
        let written = write_output(path, Sheet { bytes: &bytes, aside }, (ledger, &Folders::of_user()), over, &self.progress);
        self.progress.rest();
        Ok(Answer::text("").remark(written?.sentence(self.lang.pick("已写出", "wrote"), self.lang)))
    }
}

/// The ledger as the screen has it too: judged by the session's day, and ready to be searched. Its records are shared
/// with the session's, which may change meanwhile.
pub(super) fn book(session: &Session) -> Book {
    Book::new(session.ledger.clone(), session.today)
}

/// The places of the entries that words stand for, each once.
pub(super) fn places(ledger: &Ledger, words: &[impl AsRef<str>]) -> Result<Vec<usize>, CliError> {
    let mut places = Vec::with_capacity(words.len());
    for word in words {
        let place = ledger.index_of(&entry(ledger, word.as_ref())?.id).unwrap_or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }
    Ok(places)
}

/// The entry that a word stands for.
pub(super) fn entry<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Entry, CliError> {
    let found = ledger.find(word).map_err(|e| {
        let near = near::entries(ledger, &e);
        CliError::Entry(e, near)
    });
    found.map(AsRef::as_ref)
}

/// The entry that a word stands for, one of this plan first.
pub(super) fn entry_of<'a>(ledger: &'a Ledger, plan: &str, word: &str) -> Result<&'a Entry, CliError> {
    ledger.get(&EntryId::of(plan, word)).map_or_else(|| entry(ledger, word), |found| Ok(found))
}

/// As [`body`]; where another body has its duties by now, that one.
pub(super) fn body_now<'a>(ledger: &'a Ledger, option: &str, word: &str) -> Result<&'a Department, CliError> {
    let found = body(ledger, option, word, None)?;
    Ok(ledger.departments.get(ledger.departments.now(&found.id)).unwrap_or(found))
}

/// The body that a word stands for, the names that a plan uses first.
pub(super) fn body<'a>(ledger: &'a Ledger, option: &str, word: &str, plan: Option<&str>) -> Result<&'a Department, CliError> {
    ledger.body_meant(word, plan).map_err(|e| unresolved(ledger, option, e))
}

/// A name that stands for no body, with those that are near to it.
pub(super) fn unresolved(ledger: &Ledger, option: &str, error: Unresolved) -> CliError {
    let near = near::bodies(ledger, &error);
    CliError::Body(option.to_owned(), error, near)
}

/// The plan that a word stands for: its code, short name or title.
pub(super) fn plan<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Plan, CliError> {
    let wanted = crate::text::fold_width(word.trim());
    let is = |p: &&Plan| [&*p.code, &p.short, &p.title].into_iter().any(|name| crate::text::fold_width(name) == wanted);
    ledger.plans.iter().map(AsRef::as_ref).find(is).ok_or_else(|| {
        let known = ledger.plans.iter().map(|p| format!("{}（{}）", p.code, p.short)).map(|name| (name.clone(), name));
        CliError::Usage((format!("没有方案 `{word}`"), format!("there is no plan `{word}`")), known_words(known))
    })
}

/// No text is longer, in bytes.
const LONGEST: u64 = 1 << 20;

/// The text that a word stands for: itself, or stdin for `-`.
pub(super) fn text(word: &str) -> Result<String, CliError> {
    if word != "-" {
        return Ok(word.to_owned());
    }
    let mut text = String::new();
    std::io::stdin().take(LONGEST + 1).read_to_string(&mut text).map_err(CliError::Stream)?;
    if text.len() as u64 > LONGEST {
        let (zh, en) = ("标准输入太长，一段文字不超过 1 MB", "stdin is too long: a text takes 1 MB at most");
        return Err(CliError::usage(zh, en, "请检查输入的是不是要写的文字。", "See whether that is the text that was meant."));
    }
    Ok(text)
}

/// The named template, else the office's own, else the built-in one.
pub(super) fn template(named: Option<&Path>) -> Result<Template, CliError> {
    named.map_or_else(|| read_ron_or_default(&Folders::of_user().template_file()), read_ron).map_err(CliError::Template)
}
