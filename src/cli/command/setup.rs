use clap::Subcommand;
use serde_json::json;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::out::Answer;
use crate::report::SCHEMA;
use crate::share::{Repo, attributes_file, missing_attributes, register, write_attributes};

/// 为共用台账作准备 | Prepare a ledger for sharing
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Setup {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    /// 在 git 版本库里登记合并与比较的办法，可反复运行 | Register the merge and diff drivers in the git repository; may be run again
    Git,
}

impl Setup {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("setup")?;
        match self.what {
            What::Git => git(call),
        }
    }
}

fn git(call: &Call) -> Result<Answer, CliError> {
    let lang = call.lang;
    let located = call.locate()?;
    let Some(repo) = Repo::of(located.path())? else {
        let path = located.path().display();
        let (zh, en) = (format!("`{path}` 不在 git 版本库里"), format!("`{path}` is in no git repository"));
        return Err(CliError::usage(&zh, &en, "请先 git init 或 git clone，再运行。", "Run `git init` or `git clone` first."));
    };
    let program = std::env::current_exe().map_err(CliError::Stream)?;
    let registered = register(&repo, &program)?;
    let file = attributes_file(&repo)?;
    let written = !missing_attributes(&repo)?.is_empty() && write_attributes(&repo, &file)?;
    let missing = missing_attributes(&repo)?;
    let shown = file.canonicalize().unwrap_or(file).display().to_string();
    let exit = if missing.is_empty() { Exit::Fine } else { Exit::Findings };
    if call.globals.json {
        let value = json!({ "schema": SCHEMA, "kind": "setup", "registered": registered, "attributes": shown, "written": written, "missing": missing });
        return Ok(Answer::json(value).exit(exit));
    }
    let mut lines = Vec::new();
    lines.push(if registered.is_empty() {
        lang.pick("合并与比较的办法早已登记".to_owned(), "the drivers were registered already".to_owned())
    } else {
        let keys = registered.join(lang.pick("、", ", "));
        lang.pick(format!("已在本版本库的 git 配置里登记：{keys}"), format!("registered in this repository's git config: {keys}"))
    });
    lines.push(if written {
        lang.pick(format!("已写入 {shown}，请提交，让别人也有"), format!("wrote {shown}; commit it so that others have it too"))
    } else {
        lang.pick("台账的 git 属性早已齐备".to_owned(), "the ledger's git attributes were there already".to_owned())
    });
    if !missing.is_empty() {
        let names = missing.join(lang.pick("、", ", "));
        lines.push(lang.pick(
            format!("仍不对的属性：{names}。另有 .gitattributes 或 info/attributes 改了它，请改正"),
            format!("still not as they must be: {names}. Another .gitattributes or info/attributes overrules them; mend it"),
        ));
    } else {
        lines.push(
            lang.pick(
                "每个克隆都要运行一次 duban setup git；没有运行的，冲突后用 duban resolve",
                "run `duban setup git` once in every clone; where it was not, `duban resolve` mends conflicts",
            )
            .to_owned(),
        );
    }
    Ok(Answer::text(lines.join("\n") + "\n").exit(exit))
}
