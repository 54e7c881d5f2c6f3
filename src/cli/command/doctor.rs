use serde_json::{Value, json};

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::hints;
use crate::cli::out::Answer;
use crate::report::SCHEMA;
use crate::share::{Check, examine};
use crate::store::Folders;
use crate::text::{Lang, Say};

/// 检查台账能否放心共用：合并办法、属性、换行、编码、锁、未完成的合并 | Check that sharing is safe: drivers, attributes, line endings, encoding, locks, unfinished merges
#[derive(clap::Args, Debug)]
#[command(
    after_help = "只看不改。有问题时退出码为 1，每条问题都说明怎么办。 | Looks and changes nothing. Exit code 1 when there is something to mend; each finding says what to do."
)]
pub(in crate::cli) struct Doctor {}

impl Doctor {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("doctor")?;
        let lang = call.lang;
        let path = call.file()?;
        let program = std::env::current_exe().map_err(CliError::Stream)?;
        let checks = examine(&path, &Folders::of_user(), &program);
        let count: usize = checks.iter().map(|(_, troubles)| troubles.len()).sum();
        let exit = if count == 0 { Exit::Fine } else { Exit::Findings };
        if call.globals.json {
            let all: Vec<Value> = checks.iter().map(|c| one(c, lang)).collect();
            let file = path.display().to_string();
            return Ok(
                Answer::json(json!({ "schema": SCHEMA, "kind": "doctor", "file": file, "findings": count, "checks": all })).exit(exit)
            );
        }
        let text: String = checks.iter().map(|c| lines(c, lang)).collect();
        let remark = match count {
            0 => lang.pick("都好".to_owned(), "all is well".to_owned()),
            n => lang.pick(format!("{n} 个问题"), format!("{n} to mend")),
        };
        Ok(Answer::text(text).remark(remark).exit(exit))
    }
}

fn lines((aspect, troubles): &Check, lang: Lang) -> String {
    if troubles.is_empty() {
        return format!("{} {}\n", lang.pick("好　", "fine "), aspect.label(lang));
    }
    let (bad, todo) = (lang.pick("问题", "mend "), lang.pick("　　 怎么办：", "      what to do: "));
    let one = |t: &crate::share::Trouble| format!("{bad} {}\n{todo}{}\n", t.say(lang), hints::remedy(t, lang));
    troubles.iter().map(one).collect()
}

fn one((aspect, troubles): &Check, lang: Lang) -> Value {
    let troubles: Vec<Value> = troubles.iter().map(|t| json!({ "says": t.say(lang), "remedy": hints::remedy(t, lang) })).collect();
    json!({ "check": aspect.word(), "fine": troubles.is_empty(), "troubles": troubles })
}
