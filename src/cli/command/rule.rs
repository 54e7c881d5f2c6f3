use serde_json::json;

use crate::cli::call::{Call, body, entry};
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::{rivals, words};
use crate::domain::{Contested, Dispute, EntryClaim, Ledger, Subject, Value, disputes};
use crate::profile::Session;
use crate::report::SCHEMA;
use crate::text::{Lang, fold_width};

/// 裁定两人改得不同的值；不写值则列出各值，谁在何时写的 | Settle a contested value; without a value, list the rivals with who and when
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban rule
  duban rule hulin-agri/五（一） 状态 受阻
  duban rule hulin-agri/五（一） summary '#2' --reason 以文件为准 | Examples:
  duban rule
  duban rule hulin-agri/五（一） status blocked
  duban rule hulin-agri/五（一） summary '#2' --reason 'as the document has it'")]
pub(in crate::cli) struct Rule {
    /// 编号；也可以是方案、单位、指标的编号，或 ledger | Id, also of a plan, a body or an indicator, or `ledger`
    #[arg(value_name = "编号 | ID")]
    id: Option<String>,
    /// 字段，如 状态、status | Field, such as status
    #[arg(value_name = "字段 | FIELD")]
    field: Option<String>,
    /// 取哪个值；#2 指列出的第二个 | The value that holds; #2 is the second of those listed
    #[arg(value_name = "值 | VALUE")]
    value: Option<String>,
    /// 理由 | Why
    #[arg(long, value_name = "理由 | WHY")]
    reason: Option<String>,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    dry_run: bool,
}

impl Rule {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("rule")?;
        let mut session = call.open()?;
        let found = self.disputes(&session.ledger)?;
        let (Some(field), Some(word)) = (&self.field, &self.value) else {
            return Ok(list(call, &session.ledger, &found));
        };
        let Some(dispute) = found.first() else {
            let id = self.id.as_deref().unwrap_or_default();
            let (zh, en) = (format!("`{id}` 的 `{field}` 没有待裁定的值"), format!("`{field}` of `{id}` is not contested"));
            return Err(CliError::usage(
                &zh,
                &en,
                "待裁定的都在 duban rule 里；平常改动用 duban set。",
                "`duban rule` lists what is contested; other changes are made with `duban set`.",
            ));
        };
        let value = chosen(&session, dispute, word)?;
        call.asks_who(&mut session)?;
        self.settle(call, &mut session, dispute, &value)
    }

    /// What waits for a ruling, of the thing and the field that are named.
    fn disputes(&self, ledger: &Ledger) -> Result<Vec<Dispute>, CliError> {
        let mut found = disputes(ledger);
        if let Some(id) = &self.id {
            let wanted = fold_width(id.trim());
            let known = found.iter().any(|d| fold_width(&d.subject.to_string()) == wanted) || is_elsewhere(ledger, id);
            let subject = if known { wanted } else { fold_width(entry(ledger, id)?.id.as_str()) };
            found.retain(|d| fold_width(&d.subject.to_string()) == subject);
        }
        if let Some(field) = &self.field {
            let wanted = fold_width(field.trim());
            let names = |d: &Dispute| [d.shown.word(), d.shown.label(Lang::Zh).into(), d.shown.label(Lang::En).into()];
            found.retain(|d| names(d).contains(&wanted));
        }
        Ok(found)
    }

    fn settle(&self, call: &Call, session: &mut Session, dispute: &Dispute, value: &Value) -> Result<Answer, CliError> {
        let (lang, subject) = (call.lang, &dispute.subject);
        let reason = self.reason.as_deref().unwrap_or_default();
        let change = session.recorder.rule(&session.ledger, subject, value, reason);
        let change = change.map_err(|e| CliError::Record(subject.to_string().as_str().into(), e))?;
        let (label, words) = (value.label(lang), value.in_words(&session.ledger, lang));
        let made = call.make(change, session, self.dry_run)?;
        let path = session.file.path.display();
        let answer = if call.globals.json {
            Answer::json(
                json!({ "schema": SCHEMA, "kind": "ruling", "dry_run": self.dry_run, "subject": subject.to_string(), "field": value.word(), "value": words }),
            )
        } else {
            Answer::text(format!("{subject} {}{label} → {words}\n", lang.pick("裁定：", "ruled: ")))
        };
        let answer = answer.remark(if self.dry_run {
            lang.pick("试运行：没有保存".to_owned(), "dry run: nothing was saved".to_owned())
        } else {
            lang.pick(format!("已保存：{path}"), format!("saved to {path}"))
        });
        Ok(answer.made(&made, lang))
    }
}

/// Whether an id is no entry's: the ledger's, or that of another record.
fn is_elsewhere(ledger: &Ledger, id: &str) -> bool {
    let known = |s: &Subject| fold_width(&s.to_string()) == fold_width(id.trim());
    ledger.subjects().any(|s| !matches!(s, Subject::Entry(_)) && known(&s))
}

fn list(call: &Call, ledger: &Ledger, found: &[Dispute]) -> Answer {
    let lang = call.lang;
    if call.globals.json {
        let all: Vec<_> = found.iter().map(|d| rivals::json(ledger, d, lang)).collect();
        return Answer::json(json!({ "schema": SCHEMA, "kind": "contested", "contested": all }));
    }
    let count = found.len();
    let remark = if count == 0 {
        lang.pick("没有待裁定的值".to_owned(), "nothing is contested".to_owned())
    } else {
        rivals::waiting(count, lang)
    };
    Answer::text(found.iter().map(|d| rivals::lines(ledger, d, lang)).collect::<String>()).remark(remark)
}

/// The value that a word stands for: a rival by number or in its words, else another value of the field.
fn chosen(session: &Session, dispute: &Dispute, word: &str) -> Result<Value, CliError> {
    let ledger = &session.ledger;
    let numbered = word.trim().strip_prefix('#').and_then(|n| n.parse::<usize>().ok()).and_then(|n| dispute.rivals.get(n.checked_sub(1)?));
    let is_word = |v: &Value, lang| fold_width(&v.in_words(ledger, lang)) == fold_width(word.trim());
    let said = |v: &Value| [Lang::Zh, Lang::En].into_iter().any(|lang| is_word(v, lang) || is_word(v.inner(), lang));
    let mut rivals = dispute.rivals.iter().map(|r| &r.value);
    if let Some(value) = rivals.find(|v| said(v)).or(numbered.map(|r| &r.value)) {
        return Ok(value.clone());
    }
    if let Some(value) = worded(&dispute.shown, word.trim()) {
        return Ok(value);
    }
    let value = match dispute.shown.inner() {
        Value::Status(_) => Value::Status(words::status(word)?),
        Value::Percent(_) => Value::Percent(words::percent(word)?),
        Value::Deadline(_) => Value::Deadline(words::date_in("--deadline", word, session)?),
        Value::Lead(_) => {
            let plan = if let Subject::Entry(id) = &dispute.subject { Some(id.plan()) } else { None };
            Value::Lead(body(ledger, "--lead", word, plan)?.id.clone())
        }
        _ => {
            let shown = &dispute.shown;
            let known = |v: &Value| (v.in_words(ledger, Lang::Zh), v.in_words(ledger, Lang::En));
            let known = dispute.rivals.iter().map(|r| known(&r.value));
            return Err(CliError::unknown(shown.label(Lang::Zh), word, known));
        }
    };
    Ok(if let Value::OfPart(body, _) = &dispute.shown { Value::OfPart(body.clone(), Box::new(value)) } else { value })
}

/// Another value of a field of an entry that holds free words.
fn worded(shown: &Value, text: &str) -> Option<Value> {
    let Value::Stated(Contested::Entry(id, claim)) = shown else { return None };
    let made = match claim {
        EntryClaim::Title(_) => EntryClaim::Title,
        EntryClaim::Summary(_) => EntryClaim::Summary,
        EntryClaim::Clause(_) => EntryClaim::Clause,
        EntryClaim::Remark(_) => EntryClaim::Remark,
        _ => return None,
    };
    Some(Value::Stated(Contested::Entry(id.clone(), made(text.to_owned()))))
}
