use serde_json::{Value, json};
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::out::Answer;
use crate::cli::reading;
use crate::cli::words;
use crate::import::{Edition, Reading, Source, Taken, Untakable, Wanted, Which, json as reading_json, read, source, take, years};
use crate::profile::{Imports, KeptImport, Session};
use crate::report::SCHEMA;
use crate::store::{Folders, as_text, read_document};
use crate::text::{Lang, Say, fold_width, list_parts};

/// 读方案文件或台账表格，列出读出的条目和疑点；--accept 才记入台账 | Read plans or sheets, and show what entries they hold and what is doubted; --accept takes them in
#[derive(clap::Args, Debug)]
#[command(after_help = "读 txt、md、html、docx、xlsx、xls、csv；装有 pdftotext 时也读 PDF。文件写 - 为标准输入。
再读一次的文件与台账里同一方案对照：已有的条目不改动，不同之处和文件里已没有的列出来，其余的补在方案里的位置。
例：
  duban import 方案.docx
  duban import 方案.docx --plan water --accept sure
  duban import 方案.docx --plan water --accept '二（一）,二（二）'
  duban import 任务分解表.xlsx --plan water --place 云河市 --period 2026 --accept all
  duban import 方案.txt --json | Reads txt, md, html, docx, xlsx, xls and csv, and PDF where pdftotext is installed. `-` is standard input.
A document that is read again is held against its plan: entries that are there stay as they are, what it says otherwise and what it no longer has is told, the rest comes in where the plan has it.
Examples:
  duban import plan.docx
  duban import plan.docx --plan water --accept sure
  duban import plan.docx --plan water --accept '二（一）,二（二）'
  duban import tasks.xlsx --plan water --place 云河市 --period 2026 --accept all
  duban import plan.txt --json")]
pub(in crate::cli) struct Import {
    /// 方案文件或表格 | Plans or sheets
    #[arg(value_name = "文件 | FILE", required = true)]
    files: Vec<PathBuf>,
    /// 只看，不保存 | Show only, and save nothing
    #[arg(long)]
    dry_run: bool,
    /// 接受哪些：sure（没有疑点的）、all，或编号（3,5；二（一）） | What to take in: sure (what nothing is doubted of), all, or numbers (3,5; 二（一）)
    #[arg(long, value_name = "哪些 | WHICH")]
    accept: Option<String>,
    /// 记在哪个方案下：已有的代码，或新代码 | The code of the plan: of one that is there, or a new one
    #[arg(long, value_name = "代码 | CODE")]
    plan: Option<String>,
    /// 方案适用的地区；不写为文件所说 | The place that the plan governs; what the document says when left out
    #[arg(long, value_name = "地区 | PLACE")]
    place: Option<String>,
    /// 方案的起止年份：2026 或 2026-2028；不写为文件所说 | The years of the plan: 2026 or 2026-2028; what the document says when left out
    #[arg(long, value_name = "年份 | YEARS")]
    period: Option<String>,
    /// 关掉方案通用规则（按列出的编号），重读 | Switch off rules for the whole plan, by their number in the list, and read again
    #[arg(long, value_name = "编号 | NUMBER")]
    rule_off: Vec<usize>,
}

/// What came into the ledger, and what is told of it.
type InLedger = (Taken, Vec<String>);

/// One document that was read.
struct Document<'a> {
    path: &'a Path,
    bytes: Vec<u8>,
    read: Result<(Source, Reading), String>,
}

impl Import {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("import")?;
        let period = self.period.as_deref().map(|words| years(words).ok_or_else(|| words::not_years(words))).transpose()?;
        let off: Vec<usize> = self.rule_off.iter().filter_map(|n| n.checked_sub(1)).collect();
        let documents = self.files.iter().map(|path| self.document(path, &off, call.lang)).collect::<Result<Vec<_>, _>>()?;
        let Some(accept) = self.accept.as_deref() else {
            let answer = self.told(call, &documents, None);
            return Ok(if self.dry_run || call.globals.json { answer } else { answer.remarks(kept(call, &documents)?) });
        };
        let Some(code) = self.plan.as_deref() else {
            let hints = (
                "用 --plan 写明方案代码（字母、数字、短横），条目编号以它开头。",
                "Give the code of the plan with --plan: the ids of its entries begin with it.",
            );
            return Err(CliError::usage("缺少 --plan", "--plan is missing", hints.0, hints.1));
        };
        let wanted = Wanted { code: code.to_owned(), which: which(accept), place: self.place.clone(), period };
        let mut session = call.open_to_record()?;
        let mut all = Vec::new();
        for document in &documents {
            if let Ok((_, reading)) = &document.read {
                let taken = take(&session.ledger, reading, &wanted).map_err(|why| untakable(&why))?;
                let made = call.make(taken.change.clone(), &mut session, self.dry_run)?;
                all.push((taken, made.sentences(call.lang)));
            }
        }
        let told = self.summary(call, &session, &all);
        let answer = self.told(call, &documents, Some(&all));
        Ok(answer.remarks(told))
    }

    fn document<'a>(&self, path: &'a Path, off: &[usize], lang: Lang) -> Result<Document<'a>, CliError> {
        let bytes = if path == Path::new("-") {
            let mut bytes = Vec::new();
            std::io::stdin().lock().take(1 << 31).read_to_end(&mut bytes).map_err(CliError::Stream)?;
            bytes
        } else {
            read_document(path)?
        };
        let bytes = as_text(bytes);
        let source = source(&path.to_string_lossy(), &bytes).map_err(|why| why.say(lang));
        let read = source.map(|source| {
            let reading = read(&source, off);
            (source, reading)
        });
        Ok(Document { path, bytes, read })
    }

    fn told(&self, call: &Call, documents: &[Document<'_>], taken: Option<&[InLedger]>) -> Answer {
        let lang = call.lang;
        let count: usize = taken.map_or(0, |all| all.iter().map(|(t, _)| t.entries.len()).sum());
        let answer = if call.globals.json {
            let files: Vec<Value> = documents.iter().map(|d| file_json(d, lang)).collect();
            Answer::json(
                json!({ "schema": SCHEMA, "kind": "import", "dry_run": self.dry_run || taken.is_none(), "accepted": count, "files": files }),
            )
        } else {
            let text: String =
                documents.iter().filter_map(|d| d.read.as_ref().ok().map(|(s, r)| reading::text(d.path, s, r, lang))).collect();
            Answer::text(text)
        };
        let failed =
            documents.iter().filter_map(|d| d.read.as_ref().err().map(|why| format!("{}{}{why}", d.path.display(), lang.pick("：", ": "))));
        let exit = if documents.iter().any(|d| d.read.is_err()) { Exit::Failed } else { Exit::Fine };
        let answer = answer.remarks(failed).exit(exit);
        if taken.is_some() || documents.iter().all(|d| d.read.is_err()) {
            return answer;
        }
        answer.remark(lang.pick(
            "台账没有改动。记入台账：duban import 文件 --plan 代码 --accept sure（没有疑点的）、all 或编号",
            "the ledger is as it was; take them in with `duban import FILE --plan CODE --accept sure` (what is not doubted), `all` or numbers",
        ))
    }

    fn summary(&self, call: &Call, session: &Session, all: &[InLedger]) -> Vec<String> {
        let (lang, path) = (call.lang, session.file.path.display());
        let mut lines = Vec::new();
        for (taken, made) in all {
            let (entries, bodies, left, known) = (taken.entries.len(), taken.bodies.len(), taken.left, taken.known);
            lines.push(if self.dry_run {
                lang.pick(
                    format!("试运行：将加入 {entries} 条，新登记单位 {bodies} 个，没有保存"),
                    format!("dry run: {entries} entries and {bodies} new bodies would come in; nothing was saved"),
                )
            } else {
                lang.pick(
                    format!("已加入 {entries} 条，新登记单位 {bodies} 个：{path}"),
                    format!("took in {entries} entries and {bodies} new bodies: {path}"),
                )
            });
            let chosen = self.accept.as_deref().is_some_and(|accept| matches!(which(accept), Which::Of(_)));
            if left > 0 && chosen {
                lines.push(lang.pick(format!("其余 {left} 条没有加入"), format!("the other {left} were left")));
            } else if left > 0 {
                lines.push(lang.pick(
                    format!("还有 {left} 条有疑点，没有加入；全部加入用 --accept all，疑点写入备注"),
                    format!("{left} are doubted and were left; --accept all takes them too, with the doubts in their remarks"),
                ));
            }
            if known > 0 {
                lines.push(
                    lang.pick(
                        format!("台账里已有 {known} 条，没有改动"),
                        format!("{known} are in the ledger already and stay as they are"),
                    ),
                );
            }
            if known > 0 {
                lines.extend(differences(&taken.edition, lang));
            }
            lines.extend(made.iter().cloned());
        }
        lines
    }
}

/// Keeps what was read, to be reviewed on the screen; says so of each.
fn kept(call: &Call, documents: &[Document<'_>]) -> Result<Vec<String>, CliError> {
    let imports = Imports::of(&Folders::of_user(), call.locate()?.path());
    let keep = |(document, source): (&Document<'_>, &Source)| {
        let (KeptImport { name, .. }, _) = imports.begin(document.path, &document.bytes, source.clone())?;
        Ok(call.lang.pick(
            format!("草稿 {name} 已留存：打开 duban 按 9 逐条审阅，接受的一步记入台账"),
            format!("the draft of {name} is kept: open duban and press 9 to review it; what is accepted comes in as one step"),
        ))
    };
    let read = documents.iter().filter_map(|document| Some((document, &document.read.as_ref().ok()?.0)));
    read.map(keep).collect()
}

fn file_json(document: &Document<'_>, lang: Lang) -> Value {
    let file = document.path.display().to_string();
    match &document.read {
        Ok((source, reading)) => {
            let mut value = reading_json(reading, source, lang);
            value["file"] = json!(file);
            value
        }
        Err(why) => json!({ "file": file, "error": why }),
    }
}

fn untakable(why: &Untakable) -> CliError {
    let (zh, en) = (why.say(Lang::Zh), why.say(Lang::En));
    match why {
        Untakable::NoPlace => {
            CliError::usage(&zh, &en, "用 --place 写明，例如 --place 云河市。", "Say it with --place, as in --place 云河市.")
        }
        Untakable::Elsewhere(code) => {
            let (zh, en_hint) = (format!("用 --plan {code} 与台账对照。"), format!("Use --plan {code} to compare it with the ledger."));
            CliError::usage(&why.say(Lang::Zh), &en, &zh, &en_hint)
        }
        Untakable::NoDraft(_) => CliError::usage(
            &zh,
            &en,
            "--accept 写 sure（没有疑点的）、all（全部），或条目编号，如 3,5 或 二（一）。",
            "--accept takes sure (what nothing is doubted of), all, or numbers of entries, as 3,5 or 二（一）.",
        ),
        Untakable::Code(_) => {
            CliError::usage(&zh, &en, "用 --plan 另写一个，例如 --plan water。", "Name another with --plan, as in --plan water.")
        }
        Untakable::NoPeriod => {
            CliError::usage(&zh, &en, "用 --period 写明，例如 --period 2026-2028。", "Say it with --period, as in --period 2026-2028.")
        }
    }
}

/// Which drafts a person means.
fn which(word: &str) -> Which {
    match fold_width(word.trim()).as_str() {
        "sure" | "无疑点" => Which::Sure,
        "all" | "全部" => Which::All,
        _ => Which::Of(list_parts(word, |_| false).into_iter().map(str::to_owned).collect()),
    }
}

/// What the document says otherwise than the ledger, and what it no longer has.
fn differences(edition: &Edition, lang: Lang) -> Vec<String> {
    let none = |words: &str| if words.is_empty() { "—" } else { words }.to_owned();
    let differs = edition.differs.iter().map(|d| {
        let (field, was, now) = (d.of.label(lang), none(&d.was), &d.now);
        lang.pick(
            format!("文件与台账不同：{} {field} {was} → {now}（没有改动）", d.entry),
            format!("the document differs: {} {field} {was} → {now} (left as it is)", d.entry),
        )
    });
    let dropped = edition.dropped.iter().map(|id| lang.pick(format!("文件里已没有：{id}"), format!("no longer in the document: {id}")));
    differs.chain(dropped).collect()
}
