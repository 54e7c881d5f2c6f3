//! What plans, bodies, places and indicators have in common on the command line: to list them, to enter one, to change what
//! one states, to take one out again.

use serde_json::json;
use std::marker::PhantomData;

use super::call::Call;
use super::caution::Caution;
use super::error::CliError;
use super::fillings::{Filled, Fillings, long};
use super::out::Answer;
use super::rivals;
use super::sentences;
use super::table::{Give, Head, Line, lay_out, line_width};
use crate::domain::{Born, Change, FindingKind, Ledger, LedgerReader, Stays, Subject, Unsound, disputes_of, is_disputed};
use crate::merge::differences;
use crate::profile::Session;
use crate::query::Matcher;
use crate::report::{SCHEMA, records_json};
use crate::text::{Lang, Say, sanitize};

/// 列出 | List them
#[derive(clap::Args, Debug)]
pub(super) struct Listed<R> {
    /// 名称里的字或拼音；不写则全部 | Letters or pinyin of the names; all when left out
    #[arg(value_name = "词 | WORDS")]
    words: Vec<String>,
    /// 连同已归档、已了结的 | With what is archived, settled or over
    #[arg(long)]
    all: bool,
    #[arg(skip)]
    kind: PhantomData<R>,
}

impl<R> Default for Listed<R> {
    fn default() -> Self {
        Listed { words: Vec::new(), all: false, kind: PhantomData }
    }
}

impl<R: Filled> Listed<R> {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let (ledger, matcher) = (&session.ledger, Matcher::new(&self.words.join(" ")));
        let called = |record: &R| record.names().iter().any(|name| matcher.finds(name));
        let named = R::records(ledger).iter().map(AsRef::as_ref).filter(|r: &&R| self.words.is_empty() || called(r));
        let (meant, left_out): (Vec<&R>, Vec<&R>) = named.partition(|r| self.all || !r.is_past(ledger, session.today));
        if call.globals.json {
            return Ok(in_json::<R>(ledger, |id| meant.iter().any(|r| *r.id() == *id)));
        }
        let lang = call.lang;
        let fields: Vec<_> = R::fields().into_iter().filter(|f| R::SHOWN.contains(&f.word)).collect();
        let head = |label: (&'static str, &'static str), give| Head { head: lang.pick(label.0, label.1), give, number: false };
        let heads: Vec<Head> =
            std::iter::once(head(("编号", "id"), Give::To(16))).chain(fields.iter().map(|f| head(f.label, Give::To(8)))).collect();
        let heads: Vec<Head> = heads.into_iter().chain(R::JUDGED.iter().map(|label| head(*label, Give::To(6)))).collect();
        let cells = |r: &&R| {
            let mark = if is_disputed(ledger, &R::subject(r.id())) { lang.pick(" 待裁定", " contested") } else { "" };
            let shown = fields.iter().map(|f| r.written(f.word, ledger, lang));
            let judged = r.judged(&session, lang);
            Line::Cells(std::iter::once(format!("{}{mark}", r.id())).chain(shown).chain(judged).collect())
        };
        let lines: Vec<Line> = meant.iter().map(cells).collect();
        let count = lang.pick(format!("共 {} 个", meant.len()), format!("{} in all", meant.len()));
        let more = left_out.len();
        let (zh, en) = (
            format!("另有 {more} 个已归档或了结，加 --all 列出"),
            format!("{more} more are archived, settled or over: `--all` lists them"),
        );
        let left_out = (more > 0).then(|| lang.pick(zh, en));
        Ok(Answer::text(lay_out(&heads, &lines, line_width())).remark(count).remarks(left_out))
    }
}

/// 看一个的全部内容 | Show all that is kept of one
#[derive(clap::Args, Debug)]
pub(super) struct Show<R> {
    /// 编号、名称，或只有它有的字 | Its id, one of its names, or words that only it has
    #[arg(value_name = "编号 | ID")]
    id: String,
    #[arg(skip)]
    kind: PhantomData<R>,
}

impl<R: Filled> Show<R> {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let session = call.open()?;
        let (ledger, lang) = (&session.ledger, call.lang);
        let record = R::meant(ledger, &self.id).or_else(|why| only(ledger, &self.id).ok_or(why))?;
        if call.globals.json {
            return Ok(in_json::<R>(ledger, |id| id == &*record.id()));
        }
        let known: String = record.beside(&session, lang).iter().map(|(label, words)| stated(label, words, lang)).collect();
        let mut out = format!("{}\n{known}{}", record.id(), all_stated(record, ledger, lang));
        for dispute in disputes_of(ledger, &R::subject(record.id()), None) {
            out.push_str(&rivals::lines(ledger, &dispute, lang));
        }
        for update in record.log() {
            let period = update.period.map(|p| lang.pick(format!("，报 {}", p.label(lang)), format!(", on {}", p.label(lang))));
            let (at, by) = (update.at.written().format("%Y-%m-%d %H:%M"), update.by.label(ledger));
            out.push_str(&format!("    {at}  {by}{}\n", period.unwrap_or_default()));
            update
                .sentences_in(record.log(), ledger, lang)
                .iter()
                .for_each(|said| out.push_str(&format!("      {}\n", sanitize(said, false))));
        }
        Ok(Answer::text(sanitize(&out, true)))
    }
}

/// The only one of which some name has such words.
fn only<'a, R: Filled>(ledger: &'a Ledger, words: &str) -> Option<&'a R> {
    let matcher = Matcher::new(words);
    let mut fit = R::records(ledger).iter().map(AsRef::as_ref).filter(|record: &&R| record.names().iter().any(|name| matcher.finds(name)));
    fit.next().filter(|_| fit.next().is_none())
}

/// What an export says of some records of a kind.
fn in_json<R: Filled>(ledger: &Ledger, is_meant: impl Fn(&str) -> bool) -> Answer {
    let all = records_json(ledger, R::SECTION, is_meant);
    Answer::json(json!({ "schema": SCHEMA, "kind": R::SECTION.name(), R::SECTION.name(): all }))
}

/// All that a record states, a line each.
fn all_stated<R: Filled>(record: &R, ledger: &Ledger, lang: Lang) -> String {
    let fields =
        R::options().into_iter().map(|(_, field)| (lang.pick(field.label.0, field.label.1), record.written(field.word, ledger, lang)));
    fields.filter(|(_, words)| !words.is_empty()).map(|(label, words)| stated(label, &words, lang)).collect()
}

fn stated(label: &str, words: &str, lang: Lang) -> String {
    format!("    {label}{}{words}\n", lang.pick("：", ": "))
}

/// 改所载的内容 | Change what it states
#[derive(clap::Args, Debug)]
pub(super) struct Set<R: Filled> {
    /// 编号，或它的名称 | Its id, or one of its names
    #[arg(value_name = "编号 | ID")]
    id: String,
    #[command(flatten)]
    fillings: Fillings<R>,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl<R: Filled> Set<R> {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        if self.fillings.is_empty() {
            let (zh, en) = ("没有说要改什么", "it is not said what to set");
            return Err(CliError::usage(zh, en, "可改的见 --help。", "`--help` lists what can be set."));
        }
        let before = R::meant(&session.ledger, &self.id)?;
        let mut after = before.clone();
        self.fillings.apply(&session, &mut after)?;
        session.ledger.sound(Some(before), &after).map_err(|why| unsound(&why))?;
        let left_out = self.fillings.left_out(before, &after, &session.ledger, call.lang);
        Ok(carry_out(call, &mut session, Change::amend(after), self.dry_run)?.remarks(left_out))
    }
}

/// 添别名；某方案专用的写 名称@方案 | Give it more names; name@plan where only a plan uses it
#[derive(clap::Args, Debug)]
pub(super) struct Alias<R> {
    /// 编号，或它的名称 | Its id, or one of its names
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 要添的名称 | The names
    #[arg(value_name = "名称 | NAME", required = true)]
    names: Vec<String>,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
    #[arg(skip)]
    kind: PhantomData<R>,
}

impl<R: Filled> Alias<R> {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let mut record = R::meant(&session.ledger, &self.id)?.clone();
        let ledger = &session.ledger;
        let so_far = Some(record.written("aliases", ledger, call.lang)).filter(|names| !names.is_empty());
        let names: Vec<String> = so_far.into_iter().chain(self.names.iter().cloned()).collect();
        let reader = LedgerReader { ledger, plan: "", today: session.today };
        record.write("aliases", &names.join("、"), &reader).map_err(|e| CliError::about("alias", &e))?;
        carry_out(call, &mut session, Change::amend(record), self.dry_run)
    }
}

/// 去掉登记错的；还有别处用到时不行 | Take out what was entered by mistake; not while anything refers to it
#[derive(clap::Args, Debug)]
pub(super) struct Remove<R> {
    /// 编号，或它的名称 | Its id, or one of its names
    #[arg(value_name = "编号 | ID")]
    id: String,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
    #[arg(skip)]
    kind: PhantomData<R>,
}

impl<R: Filled> Remove<R> {
    pub(super) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut session = call.open()?;
        let subject = R::subject(R::meant(&session.ledger, &self.id)?.id());
        let change = session.ledger.taking_out(&subject).map_err(|why| stays(&subject, &why))?;
        carry_out(call, &mut session, change, self.dry_run)
    }
}

/// Enters a record: fills in what was said of it beside what its name tells, and looks whether it can stand.
pub(super) fn enter<R: Filled + Born>(
    call: &Call,
    session: &mut Session,
    (bare, fillings): (R, &Fillings<R>),
    dry_run: bool,
) -> Result<Answer, CliError> {
    let guessed = bare.guessed(&session.ledger);
    let wanted = R::WANTED.iter().find(|word| guessed.is_none() && !fillings.say(word));
    let mut record = guessed.unwrap_or(bare);
    fillings.apply(session, &mut record)?;
    let record = record.entered((session.recorder.entropy)());
    if let Some(wanted) = wanted {
        return Err(missing::<R>(wanted));
    }
    session.ledger.sound(None, &record).map_err(|why| unsound(&why))?;
    let stated = all_stated(&record, &session.ledger, call.lang);
    let answer = carry_out(call, session, Change::put(usize::MAX, record), dry_run)?;
    Ok(answer.more(&sanitize(&stated, true)))
}

/// A field of which nothing was said, and what can be said of it.
fn missing<R: Filled>(word: &str) -> CliError {
    let option = long(word);
    let (zh, en) = (format!("缺少 --{option}"), format!("--{option} is missing"));
    let field = R::fields().into_iter().find(|field| field.word == word);
    let hint = |lang: Lang| {
        field.map(|f| format!("{}{}{}", lang.pick(f.label.0, f.label.1), lang.pick("：", ": "), f.asks.wanted(lang))).unwrap_or_default()
    };
    CliError::Usage((zh, en), (hint(Lang::Zh), hint(Lang::En)))
}

/// Why a record cannot stand, and what can be done about it.
pub(super) fn unsound(why: &Unsound) -> CliError {
    let (zh, en) = match why {
        Unsound::Found(FindingKind::UnknownPlace | FindingKind::LiesNowhere, name) => {
            (format!("先登记：duban place add {name}"), format!("Register it first: duban place add {name}"))
        }
        Unsound::Found(FindingKind::UnknownEnterprise, name) => (
            format!("先登记：duban enterprise add {name}；已登记的见 duban enterprise list"),
            format!("Register it first: duban enterprise add {name}; duban enterprise list has those there are"),
        ),
        Unsound::Found(..) => Default::default(),
        Unsound::ParentElsewhere(..) => ("请写同一方案里的上级编号。".to_owned(), "Name an entry of the same plan.".to_owned()),
        Unsound::NobodyLeads => ("请用 --lead 写明。".to_owned(), "Say which with --lead.".to_owned()),
    };
    CliError::Usage((why.say(Lang::Zh), why.say(Lang::En)), (zh, en))
}

/// Why a record stays in the ledger, and what can be done.
pub(super) fn stays(record: &Subject, why: &Stays) -> CliError {
    let said = (format!("`{record}` {}", why.say(Lang::Zh)), format!("`{record}`: {}", why.say(Lang::En)));
    let hint = match (why, record) {
        (Stays::HasLog(_), Subject::Entry(id)) => (
            format!("可以改记终止：duban set {id} --status 已终止 --reason 理由"),
            format!("It can be given up: duban set {id} --status cancelled --reason WHY"),
        ),
        (Stays::HasLog(_), _) => Default::default(),
        (Stays::IsNamed(..), Subject::Entry(_)) => {
            ("先改掉那些地方，或一并撤回。".to_owned(), "Change those first, or withdraw them with it.".to_owned())
        }
        (Stays::IsNamed(..), _) => ("先改掉那些地方。".to_owned(), "Change those first.".to_owned()),
    };
    CliError::Usage(said, hint)
}

/// Makes a change, saves it unless it is a dry run, and tells in the sentences of `diff` what became different, and what looks wrong about it.
pub(super) fn carry_out(call: &Call, session: &mut Session, change: Change, dry_run: bool) -> Result<Answer, CliError> {
    let before = session.ledger.clone();
    let noted = Caution::trusting(dry_run).asks_about(call, session, &change)?;
    let made = call.make(change, session, dry_run)?;
    let (all, lang) = (differences(&before, &session.ledger), call.lang);
    let path = session.file.path.display();
    let saved = !dry_run && !all.is_empty();
    let answer = sentences::answer(call, (&all, &session.ledger), json!({ "kind": "changed", "dry_run": dry_run, "saved": saved }));
    let remark = match (all.is_empty(), dry_run) {
        (true, _) => lang.pick("没有改动".to_owned(), "nothing changed".to_owned()),
        (_, true) => lang.pick("试运行：没有保存".to_owned(), "dry run: nothing was saved".to_owned()),
        _ => lang.pick(format!("已保存：{path}"), format!("saved to {path}")),
    };
    Ok(answer.remarks(noted).remark(remark).made(&made, lang))
}
