use serde_json::{Value, json};
use std::path::{Path, PathBuf};

use crate::cli::call::{Call, book, entry};
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::out::Answer;
use crate::cli::output::Output;
use crate::cli::words;
use crate::domain::{EntryId, Ledger};
use crate::fill::{Asked, Columns, Filled, FilledTable, Form, Unfillable, Wish, filled, meant};
use crate::profile::{ColumnWords, KnownForms, Session};
use crate::report::SCHEMA;
use crate::store::{Folders, read_document};
use crate::text::{Lang, Say, fold_width};

/// 填上级或其他单位的表（套表）：xlsx 或带表格的 docx，另存一份，原表不动 | Fill somebody else's form: an xlsx, or a docx with tables; a copy is written, the form stays as it is
#[derive(clap::Args, Debug)]
#[command(after_help = "按表头认列，按名称（同名的再看牵头单位、地点）认行；表里没有行的，写出 --filter 的条目，行不够就照空白行添。
已有内容的格、公式、格式和其他工作表都不动。认不准的列和行不填，列出来：列用 --map 说明，行用 --row 说明。
--map 说过的，下次填同样表头的表还照样用；--forget 不再用。
例：
  duban fill 上级表.xlsx --dry-run
  duban fill 上级表.xlsx -o 已填.xlsx
  duban fill 项目表.docx --filter '类型:项目 地区:密山' --map '备注=问题' --map '形象进度=进展'
  duban fill 上级表.xlsx --row '7=hulin-agri/五（一）' --likely | Columns are known by their headings, rows by what they are called (of one name: by lead and place). A form without rows gets the entries of --filter; where rows are too few, copies of an empty one come in.
Cells that hold something, formulas, formats and other sheets stay as they are. Columns and rows that are not sure are left and told of: say --map of a column, --row of a row.
What --map says holds for forms with the same headings from then on; --forget ends that.
Examples:
  duban fill form.xlsx --dry-run
  duban fill form.xlsx -o filled.xlsx
  duban fill projects.docx --filter 'kind:project region:密山' --map '备注=problems' --map '形象进度=progress'
  duban fill form.xlsx --row '7=hulin-agri/五（一）' --likely")]
pub(in crate::cli) struct Fill {
    /// 要填的表 | The form
    #[arg(value_name = "表 | FORM")]
    form: PathBuf,
    /// 只填哪张工作表；docx 是 表1、表2 | Which sheet alone; of a docx 表1, 表2
    #[arg(long, value_name = "名称 | NAME")]
    sheet: Option<String>,
    /// 某列填什么：表头=内容；内容不写，这一列不填；可写多次 | What a column holds: HEADING=WHAT; nothing leaves it as it is; may be repeated
    #[arg(long, value_name = "表头=内容 | HEADING=WHAT")]
    map: Vec<String>,
    /// 某行是哪个条目：行号=编号；可写多次 | Which entry a row is: ROW=ENTRY; may be repeated
    #[arg(long, value_name = "行号=编号 | ROW=ENTRY")]
    row: Vec<String>,
    /// 名称只是相近的行也填 | Fill rows whose titles are only alike too
    #[arg(long)]
    likely: bool,
    /// 格里已有的内容与台账不同时改成台账的 | Where a cell says something else than the ledger, write what the ledger says
    #[arg(long)]
    overwrite: bool,
    /// 不用以前的 --map | Forget what --map said before
    #[arg(long)]
    forget: bool,
    /// 只列出认出的列和行，不写文件 | Show what columns and rows were taken for, and write nothing
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    output: Output,
}

impl Fill {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let mut form = Form::read(read_document(&self.form)?).map_err(|why| self.unfillable(&why))?;
        if let Some(sheet) = &self.sheet {
            form.keep(sheet).map_err(|why| self.unfillable(&why))?;
        }
        let session = call.open()?;
        let (columns, recalled) = self.columns(&form)?;
        let book = book(&session);
        let places = if call.has_filter() { Some(call.filtered(&session, &book)?) } else { None };
        let rows = self.row.iter().map(|words| row(&session.ledger, words)).collect::<Result<_, _>>()?;
        let wish = Wish { columns, rows, places, likely: self.likely, overwrite: self.overwrite };
        let done = filled(&mut form, (book.ledger(), book.standings()), &wish);
        let answer = if call.globals.json { Answer::json(told_json(&done, call.lang)) } else { Answer::text(told(&done, call.lang)) };
        let answer = answer.remarks(recalled.then(|| recalled_words(call.lang)));
        let exit = if done.tables.iter().all(|table| table.doubts.is_empty()) { Exit::Fine } else { Exit::Findings };
        if self.dry_run {
            return Ok(answer.exit(exit));
        }
        self.deliver(call, (&form, &session), answer.exit(exit))
    }

    /// What columns hold: what was said now, and before of the same form.
    fn columns(&self, form: &Form) -> Result<(Columns, bool), CliError> {
        let known = KnownForms::of(&Folders::of_user());
        let headings = form.headings();
        let mut words = if self.forget { ColumnWords::new() } else { known.get(&headings)? };
        let is_recalled = !words.is_empty();
        for said in &self.map {
            let (heading, what) = pair("--map", said)?;
            words.insert(heading.to_owned(), what.to_owned());
        }
        let columns = words.iter().map(|(heading, what)| Ok((heading.clone(), asked(what)?))).collect::<Result<_, CliError>>()?;
        if (self.forget || !self.map.is_empty()) && !self.dry_run {
            known.keep(&headings, words)?;
        }
        Ok((columns, is_recalled))
    }

    fn deliver(&self, call: &Call, (form, session): (&Form, &Session), answer: Answer) -> Result<Answer, CliError> {
        let beside = beside(&self.form);
        let path = self.output.path().unwrap_or(&beside);
        if is_same(path, &self.form) {
            let hints = ("原表不改，请用 -o 另写一个文件名。", "The form stays as it is: name another file with -o.");
            return Err(CliError::usage("-o 就是原表", "-o is the form itself", hints.0, hints.1));
        }
        if ending(path) != ending(&self.form) {
            let (zh, en) = ("填好的表与原表是同一种格式", "a filled form is of the kind of the form");
            let ending = ending(&self.form);
            let hints = (format!("-o 的文件名请以 .{ending} 结尾。"), format!("Name a file that ends in .{ending} with -o."));
            return Err(CliError::usage(zh, en, &hints.0, &hints.1));
        }
        let bytes = form.bytes().map_err(|why| self.unfillable(&why))?;
        let written = self.output.deliver_to(call, (bytes, path), session)?;
        Ok(answer.remarks(written.remarks))
    }

    fn unfillable(&self, why: &Unfillable) -> CliError {
        CliError::Form(self.form.clone(), why.clone())
    }
}

/// `上级表-已填.xlsx`, beside the form.
fn beside(form: &Path) -> PathBuf {
    let stem = form.file_stem().unwrap_or_default().to_string_lossy();
    form.with_file_name(format!("{stem}-已填.{}", ending(form)))
}

fn ending(path: &Path) -> String {
    path.extension().unwrap_or_default().to_string_lossy().to_lowercase()
}

fn is_same(a: &Path, b: &Path) -> bool {
    same_file::is_same_file(a, b).unwrap_or(false)
}

fn pair<'a>(option: &str, words: &'a str) -> Result<(&'a str, &'a str), CliError> {
    words.split_once(['=', '＝']).map(|(a, b)| (a.trim(), b.trim())).ok_or_else(|| {
        let (zh, en) = (format!("{option} `{words}` 里没有等号"), format!("{option} `{words}` has no equals sign"));
        CliError::usage(&zh, &en, "写成 表头=内容，或 行号=编号。", "Write HEADING=WHAT, or ROW=ENTRY.")
    })
}

fn asked(word: &str) -> Result<Option<Asked>, CliError> {
    if matches!(word, "" | "-" | "不填" | "none") {
        return Ok(None);
    }
    meant(word).map(Some).ok_or_else(|| {
        let (zh, en) = (format!("`{word}` 不是台账里的内容"), format!("the ledger has nothing that is called `{word}`"));
        let hints = (
            "写筛选用的名称，如 进展、问题、下一步、状态、完成、时限、牵头、投资；不填这一列写 不填。",
            "Write a name that filters use: progress, problems, next, status, percent, due, lead, investment; `none` leaves the column.",
        );
        CliError::usage(&zh, &en, hints.0, hints.1)
    })
}

fn row(ledger: &Ledger, words: &str) -> Result<(u32, EntryId), CliError> {
    let (number, id) = pair("--row", words)?;
    let number = words::whole("--row", &fold_width(number), 1_048_576)?;
    Ok((number as u32, entry(ledger, id)?.id.clone()))
}

fn recalled_words(lang: Lang) -> String {
    lang.pick(
        "以前用 --map 说过这种表头，照用了；--forget 不再用",
        "what --map said before of these headings was taken; --forget ends that",
    )
    .to_owned()
}

fn told(done: &Filled, lang: Lang) -> String {
    done.tables.iter().map(|table| told_of(table, lang)).collect()
}

fn told_of(table: &FilledTable, lang: Lang) -> String {
    let mut out = format!("{}\n", table.name);
    for (heading, asked) in &table.columns {
        let what = asked.map_or_else(|| lang.pick("（不填）", "(left)").to_owned(), |asked| asked.name(lang));
        out.push_str(&format!("  {heading} ← {what}\n"));
    }
    let FilledTable { rows, cells, empty, grown, doubts, .. } = table;
    let grown = match grown {
        0 => String::new(),
        n => lang.pick(format!("，添了 {n} 行"), format!(", {n} rows came in")),
    };
    out.push_str(&lang.pick(
        format!("填了 {} 行 {cells} 格{grown}；台账没有内容而留空 {empty} 格；要核对 {} 处\n", rows.len(), doubts.len()),
        format!(
            "{} rows, {cells} cells filled{grown}; {empty} left empty, of which the ledger knows nothing; {} to be looked at\n",
            rows.len(),
            doubts.len()
        ),
    ));
    for (spot, doubt) in doubts {
        out.push_str(&format!("  {}{}{}\n", spot.say(lang), lang.pick("：", ": "), doubt.say(lang)));
    }
    out
}

fn told_json(done: &Filled, lang: Lang) -> Value {
    let table = |table: &FilledTable| {
        let columns: Vec<Value> =
            table.columns.iter().map(|(heading, asked)| json!({ "heading": heading, "holds": asked.map(|a| a.name(lang)) })).collect();
        let rows: Vec<Value> = table.rows.iter().map(|(row, id)| json!({ "row": row, "entry": id.as_str() })).collect();
        let doubts: Vec<Value> = table
            .doubts
            .iter()
            .map(|(spot, doubt)| json!({ "at": spot.say(lang), "kind": doubt.key(), "reason": doubt.say(lang) }))
            .collect();
        json!({ "table": table.name, "columns": columns, "rows": rows, "cells": table.cells, "empty": table.empty, "added": table.grown, "doubts": doubts })
    };
    json!({ "schema": SCHEMA, "kind": "fill", "tables": done.tables.iter().map(table).collect::<Vec<_>>() })
}
