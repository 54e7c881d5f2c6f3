use serde_json::{Map, Value, json};
use std::path::PathBuf;

use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::exit::Exit;
use crate::cli::out::Answer;
use crate::profile::{Ambiguous, ConfigFile, Identity, UserState, read_config};
use crate::report::SCHEMA;
use crate::store::{Folders, read_ron_or_default};
use crate::text::{Lang, Say, pad, width};

/// 显示配置文件在哪里、各项设置现在是什么 | Show where the config is, and what is in force
#[derive(clap::Args, Debug)]
#[command(
    after_help = "只看不改。配置有错时逐条说明文件、行、列，退出码为 1；有错也照常运行，用默认值。写法见 docs/config.md。 | Looks and changes nothing. Each mistake names file, line and column, and the exit code is 1; duban runs all the same, by the defaults. docs/config.md says what may stand in it."
)]
pub(in crate::cli) struct Config {}

/// One setting: its name, the value in force, and where it comes from.
struct Setting {
    name: &'static str,
    value: Value,
    shown: String,
    from: (&'static str, &'static str, &'static str),
}

/// Where a value comes from: for machines, in Chinese, in English.
const FILE: (&str, &str, &str) = ("file", "配置文件", "config file");
const DEFAULT: (&str, &str, &str) = ("default", "默认", "default");
const SAID: (&str, &str, &str) = ("said", "问过，记在本机", "said when asked");
const OPTION: (&str, &str, &str) = ("option", "命令行", "command line");
const SYSTEM: (&str, &str, &str) = ("environment", "系统环境", "environment");

impl Config {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.takes_no_filter("config")?;
        let lang = call.lang;
        let folders = Folders::of_user();
        let file = read_config(&folders.config_file());
        let mut mistakes = file.warnings(lang);
        let user_state = read_ron_or_default(&folders.views_file()).map_err(|e| mistakes.push(e.say(lang))).ok();
        mistakes.extend((call.screen.check_config)(&file, user_state.as_ref(), lang));
        let identity = read_ron_or_default(&folders.identity_file()).map_err(|e| mistakes.push(e.say(lang))).unwrap_or_default();
        let settings = settings(&file, &identity, call);
        let exit = if mistakes.is_empty() { Exit::Fine } else { Exit::Findings };
        if call.globals.json {
            return Ok(Answer::json(as_json(&file, &folders, (&settings, &mistakes))).exit(exit));
        }
        let mut answer = Answer::text(as_text(&file, &folders, user_state.as_ref(), (&settings, lang))).exit(exit);
        for mistake in mistakes {
            answer = answer.remark(format!("{}{mistake}", lang.pick("提醒：", "note: ")));
        }
        Ok(answer)
    }
}

fn settings(file: &ConfigFile, identity: &Identity, call: &Call) -> Vec<Setting> {
    let (values, lang) = (&file.values, call.lang);
    let text = |name, value: Option<&String>, otherwise: (&str, &str)| match value {
        Some(text) => Setting { name, value: json!(text), shown: text.clone(), from: FILE },
        None => Setting { name, value: Value::Null, shown: lang.pick(otherwise.0, otherwise.1).to_owned(), from: DEFAULT },
    };
    let said = |text: &String| Some(text.clone()).filter(|t| !t.is_empty());
    let us = match (&call.globals.us, said(&identity.us)) {
        (Some(us), _) => Setting { from: OPTION, ..text("us", Some(us), ("", "")) },
        (None, Some(us)) if values.us.is_none() => Setting { from: SAID, ..text("us", Some(&us), ("", "")) },
        (None, _) => text("us", values.us.as_ref(), ("未设定", "nobody")),
    };
    let named = said(&identity.person);
    let person =
        values.person.clone().or_else(|| named.clone()).or_else(|| std::env::var("USER").or_else(|_| std::env::var("USERNAME")).ok());
    let person_from = match (&values.person, &person) {
        (Some(_), _) => FILE,
        (None, Some(_)) if named.is_some() => SAID,
        (None, Some(_)) => SYSTEM,
        (None, None) => DEFAULT,
    };
    let language = if call.globals.lang.is_some() { OPTION } else { values.lang.as_ref().map_or(SYSTEM, |_| FILE) };
    let code = lang.pick("zh", "en");
    let ambiguous = match values.ambiguous.unwrap_or_default() {
        Ambiguous::Narrow => "Narrow",
        Ambiguous::Wide => "Wide",
    };
    let from = |given: bool| if given { FILE } else { DEFAULT };
    let mouse = values.mouse.unwrap_or(true);
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty());
    let theme = match no_colour {
        true => Setting { name: "theme", value: json!("plain"), shown: "plain (NO_COLOR)".into(), from: SYSTEM },
        false => text("theme", values.theme.as_ref().map(|t| &t.0), ("按终端背景选深色或浅色", "dark or light, by the terminal")),
    };
    vec![
        us,
        Setting { from: person_from, ..text("person", person.as_ref(), ("未设定", "nobody")) },
        Setting { name: "lang", value: json!(code), shown: code.to_owned(), from: language },
        text("view", values.view.as_ref(), ("今天", "today")),
        theme,
        Setting { name: "ambiguous", value: json!(ambiguous), shown: ambiguous.to_owned(), from: from(values.ambiguous.is_some()) },
        Setting { name: "mouse", value: json!(mouse), shown: mouse.to_string(), from: from(values.mouse.is_some()) },
    ]
}

fn as_text(file: &ConfigFile, folders: &Folders, user_state: Option<&UserState>, (settings, lang): (&[Setting], Lang)) -> String {
    let colon = lang.pick("：", ": ");
    let absent = |there: bool| if there { "" } else { lang.pick("（还没有）", " (not there yet)") };
    let mut out = format!("{}{colon}{}{}\n", lang.pick("配置文件", "config"), file.path.display(), absent(file.exists()));
    let views: PathBuf = folders.views_file();
    out.push_str(&format!("{}{colon}{}{}\n\n", lang.pick("视图文件", "views"), views.display(), absent(views.exists())));
    let cells = settings.iter().map(|s| width(&s.shown)).max().unwrap_or(0);
    for Setting { name, shown, from, .. } in settings {
        out.push_str(&format!("{}  {}  {}\n", pad(name, 9), pad(shown, cells), lang.pick(from.1, from.2)));
    }
    for (action, keys) in &file.values.keys {
        out.push_str(&format!("keys       {action} = {keys}\n"));
    }
    for view in user_state.map(|d| d.views.as_slice()).unwrap_or_default() {
        out.push_str(&format!("{}{}\n", pad(lang.pick("命名视图", "view"), 11), view.name));
    }
    out
}

fn as_json(file: &ConfigFile, folders: &Folders, (settings, mistakes): (&[Setting], &[String])) -> Value {
    let values: Map<String, Value> = settings.iter().map(|s| (s.name.to_owned(), json!({ "value": s.value, "from": s.from.0 }))).collect();
    json!({
        "schema": SCHEMA, "kind": "config", "file": file.path, "exists": file.exists(), "views": folders.views_file(),
        "values": values, "keys": file.values.keys, "mistakes": mistakes,
    })
}
