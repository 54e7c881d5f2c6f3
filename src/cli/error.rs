use serde_json::{Value, json};
use std::io;
use std::path::PathBuf;

use super::hints;
use crate::domain::{EntryId, NotFound, NothingToRecord, Refused, Unresolved, full_name};
use crate::fill::Unfillable;
use crate::packet::PacketError;
use crate::profile::OpenError;
use crate::query::FilterError;
use crate::report::RenderError;
use crate::report::SCHEMA;
use crate::says_as_error;
use crate::share::{GitError, ShareError};
use crate::store::{Place, StoreError};
use crate::text::{Lang, Say, os_error};

/// Why a call could not be carried out. It ends with exit code 2, and nothing is written.
#[derive(Debug)]
pub(super) enum CliError {
    Open(OpenError),
    Store(StoreError),
    Template(StoreError),
    /// Git, or sharing through it.
    Share(Box<ShareError>),
    /// A name stands for no body, or for several; with names that are near to it.
    Body(String, Unresolved, Vec<String>),
    /// A word stands for no entry, or for several; with ids that are near to it.
    Entry(NotFound, Vec<String>),
    Filter(FilterError),
    /// Nothing that could be recorded of an entry.
    Record(EntryId, NothingToRecord),
    /// A change does not fit the ledger.
    Refused(Refused),
    /// What stands on the command line cannot be meant: what is wrong, and what to do or nothing; in Chinese and English.
    Usage((String, String), (String, String)),
    /// A file is there already and would be lost.
    Exists(PathBuf),
    /// The output would take the ledger's own place.
    OverLedger(PathBuf),
    Packet(PathBuf, PacketError),
    /// A form of others that cannot be filled.
    Form(PathBuf, Unfillable),
    Render(RenderError),
    Stream(io::Error),
    Screen(io::Error),
}

says_as_error!(CliError);

impl From<StoreError> for CliError {
    fn from(e: StoreError) -> Self {
        CliError::Store(e)
    }
}

impl From<GitError> for CliError {
    fn from(e: GitError) -> Self {
        ShareError::Git(e).into()
    }
}

impl From<ShareError> for CliError {
    fn from(e: ShareError) -> Self {
        match e {
            ShareError::Store(e) => CliError::Store(e),
            e => CliError::Share(Box::new(e)),
        }
    }
}

impl From<FilterError> for CliError {
    fn from(e: FilterError) -> Self {
        CliError::Filter(e)
    }
}

impl From<Refused> for CliError {
    fn from(e: Refused) -> Self {
        CliError::Refused(e)
    }
}

impl From<RenderError> for CliError {
    fn from(e: RenderError) -> Self {
        match e {
            RenderError::CalledOff => StoreError::CalledOff.into(),
            e => CliError::Render(e),
        }
    }
}

impl Say for CliError {
    fn say(&self, lang: Lang) -> String {
        match self {
            CliError::Open(OpenError::Us(e)) => format!("--as{}{}", lang.pick("：", ": "), e.say(lang)),
            CliError::Open(e) => e.say(lang),
            CliError::Store(e) | CliError::Template(e) => e.say(lang),
            CliError::Share(e) => e.say(lang),
            CliError::Body(option, e, _) => format!("{option}{}{}", lang.pick("：", ": "), e.say(lang)),
            CliError::Entry(e, _) => e.say(lang),
            CliError::Filter(e) => e.say(lang),
            CliError::Record(id, e) => format!("`{id}`{}{}", lang.pick("：", ": "), e.say(lang)),
            CliError::Refused(e) => e.say(lang),
            CliError::Usage((zh, en), _) => lang.pick(zh, en).clone(),
            CliError::Exists(path) => lang.pick(format!("已有文件 `{}`", path.display()), format!("`{}` is there already", path.display())),
            CliError::OverLedger(path) => lang.pick(
                format!("`{}` 就是台账本身，不能当作输出文件", path.display()),
                format!("`{}` is the ledger itself and cannot be the output", path.display()),
            ),
            CliError::Form(path, why) => format!("{}{}{}", path.display(), lang.pick("：", ": "), why.say(lang)),
            CliError::Packet(path, e) => format!("{}{}{}", path.display(), lang.pick("：", ": "), hints::workbook(e, lang)),
            CliError::Render(e) => e.say(lang),
            CliError::Screen(e) => lang.pick(format!("界面不能运行：{}", os_error(e, lang)), format!("the screen failed: {e}")),
            CliError::Stream(e) => {
                lang.pick(format!("不能读写标准输入输出：{}", os_error(e, lang)), format!("stdin or stdout failed: {e}"))
            }
        }
    }
}

impl CliError {
    /// What the person should do now; empty when there is nothing to add.
    pub(super) fn hint(&self, lang: Lang) -> String {
        match self {
            CliError::Open(OpenError::Store(e)) | CliError::Store(e) => hints::store(e, lang),
            CliError::Open(e) => e.hint(lang),
            CliError::Template(StoreError::Io(..)) => lang
                .pick(
                    "请检查路径和权限；docs/bulletin.ron 是可以照抄的样子。",
                    "Check the path and its permissions; docs/bulletin.ron is one to copy from.",
                )
                .to_owned(),
            CliError::Template(_) => lang
                .pick(
                    "请按行列改正通报模板；字段见 docs/templates.md。",
                    "Mend the bulletin's template at that place; docs/templates.md explains its fields.",
                )
                .to_owned(),
            CliError::Share(e) => hints::share(e, lang),
            CliError::Body(_, Unresolved::Ambiguous(..), _) => lang.pick("请写全称。", "Give the full name.").to_owned(),
            CliError::Body(_, Unresolved::Elsewhere(name, place, _), _) => {
                let new = full_name(name, place);
                let zh = format!("就是它的，请写全称；新单位先登记：duban body add {new}");
                lang.pick(zh, format!("If that one is meant, give its full name. Enter a new one with `duban body add {new}`."))
            }
            CliError::Body(_, Unresolved::Unknown(name), near) => {
                let known = perhaps(near, lang).unwrap_or_else(|| {
                    lang.pick("请写单位全称或方案中的简称。", "Give the full name, or the short name that a plan uses.").to_owned()
                });
                let enter =
                    lang.pick(format!("新单位先登记：duban body add {name}"), format!("Enter a new one with `duban body add {name}`."));
                format!("{known}{}{enter}", lang.pick("", " "))
            }
            CliError::Entry(NotFound::Several(..), _) => {
                lang.pick("请写完整编号：方案代码/出处。", "Give the whole id: plan code/reference.").to_owned()
            }
            CliError::Entry(_, near) => perhaps(near, lang).unwrap_or_else(|| {
                lang.pick("用 duban list 查编号；编号是“方案代码/出处”。", "`duban list` shows the ids: plan code/reference.").to_owned()
            }),
            CliError::Filter(_) => {
                lang.pick("例：牵头:农业 时限<2026-01-01 状态!=已完成", "For example: lead:农业 due<2026-01-01 status!=done").to_owned()
            }
            CliError::Record(_, NothingToRecord::NoReason | NothingToRecord::NoReasonFor(_) | NothingToRecord::NoReasonToSendBack) => {
                lang.pick("请加 --reason 写明理由。", "Say why with --reason.").to_owned()
            }
            CliError::Record(_, NothingToRecord::Empty) => lang
                .pick("请写进展文字，或用 --problems --next --percent --status。", "Give words, or --problems --next --percent --status.")
                .to_owned(),
            CliError::Usage(_, (zh, en)) => lang.pick(zh, en).clone(),
            CliError::Exists(_) => {
                lang.pick("换一个文件名，或加 --force 覆盖。", "Choose another name, or overwrite it with --force.").to_owned()
            }
            CliError::OverLedger(_) => lang.pick("请换一个文件名。", "Choose another name.").to_owned(),
            _ => String::new(),
        }
    }

    /// A mistake in how words were put together.
    pub(super) fn usage(zh: &str, en: &str, hint_zh: &str, hint_en: &str) -> CliError {
        CliError::Usage((zh.to_owned(), en.to_owned()), (hint_zh.to_owned(), hint_en.to_owned()))
    }

    /// A word that names no record of a kind, with those that are near to it.
    pub(super) fn nothing((zh, en): (&str, &str), word: &str, near: &[String]) -> CliError {
        let hint = |lang| perhaps(near, lang).unwrap_or_default();
        let said = (format!("没有{zh} `{word}`"), format!("there is no {en} `{word}`"));
        CliError::Usage(said, (hint(Lang::Zh), hint(Lang::En)))
    }

    /// A word that is none of those that an option knows, in Chinese and English.
    pub(super) fn unknown(option: &str, word: &str, known: impl IntoIterator<Item = (String, String)>) -> CliError {
        CliError::Usage((format!("{option} 不认得 `{word}`"), format!("{option} does not know `{word}`")), known_words(known))
    }

    /// What a lower room refuses, in its words.
    pub(super) fn refusal(why: &impl Say) -> CliError {
        CliError::Usage((why.say(Lang::Zh), why.say(Lang::En)), Default::default())
    }

    /// The same about an option, or a thing by its name.
    pub(super) fn about(what: &str, why: &impl Say) -> CliError {
        CliError::Usage((format!("{what}：{}", why.say(Lang::Zh)), format!("{what}: {}", why.say(Lang::En))), Default::default())
    }

    /// As a machine reads it under `--json`: what is not known is null.
    pub(super) fn json(&self, lang: Lang) -> Value {
        let hint = Some(self.hint(lang)).filter(|h| !h.is_empty());
        let place = self.place();
        json!({
            "schema": SCHEMA,
            "kind": "error",
            "message": self.say(lang),
            "hint": hint,
            "file": place.file.map(|f| f.display().to_string()),
            "line": place.line,
            "column": place.column,
        })
    }

    fn place(&self) -> Place<'_> {
        match self {
            CliError::Open(OpenError::Store(e)) | CliError::Store(e) | CliError::Template(e) => e.place(),
            CliError::Filter(e) => Place { column: Some(e.column), ..Place::default() },
            CliError::Exists(path) | CliError::OverLedger(path) | CliError::Packet(path, _) | CliError::Form(path, _) => Place::of(path),
            _ => Place::default(),
        }
    }

    /// As it stands on stderr: the error, and on a second line what to do.
    pub(super) fn lines(&self, lang: Lang) -> String {
        let hint = self.hint(lang);
        let first = format!("{}{}", lang.pick("错误：", "error: "), self.say(lang));
        if hint.is_empty() { first } else { format!("{first}\n{}{hint}", lang.pick("提示：", "hint: ")) }
    }
}

/// A hint that lists what may be written, in Chinese and English.
pub(super) fn known_words(known: impl IntoIterator<Item = (String, String)>) -> (String, String) {
    let (zh, en): (Vec<_>, Vec<_>) = known.into_iter().unzip();
    if zh.is_empty() {
        return ("眼下一个也没有。".to_owned(), "There are none now.".to_owned());
    }
    (format!("可写：{}", zh.join("、")), format!("Known: {}", en.join(", ")))
}

fn perhaps(near: &[String], lang: Lang) -> Option<String> {
    let list = near.join(lang.pick("、", ", "));
    (!near.is_empty()).then(|| lang.pick(format!("是不是：{list}？"), format!("Did you mean: {list}?")))
}
