use serde_json::{Value, json};

use crate::cli::call::Call;
use crate::cli::entry_page::EntryPages;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::domain::Standings;
use crate::profile::Session;
use crate::report::Extract;

/// 显示条目的全部内容和记录 | Show all that is known of an entry, with its log
#[derive(clap::Args, Debug)]
pub(in crate::cli) struct Show {
    /// 编号，如 hulin-agri/五（一）；只有一个方案有时可只写出处 | Ids, such as hulin-agri/五（一）; the reference alone when only one plan has it
    #[arg(value_name = "编号 | ID")]
    ids: Vec<String>,
    /// 只说明为什么是这个灯 | Only say why the light is what it is
    #[arg(long)]
    why: bool,
}

impl Show {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        call.names_entries(&self.ids, ("没有说要看哪一条", "it is not said which entry"))?;
        let session = call.open()?;
        let shown = call.chosen(&session, &self.ids)?;
        let standings = Standings::new(&session.ledger, session.today);
        if call.globals.json {
            return Ok(Answer::json(envelope(&session, &standings, &shown)).remarks(call.moment(&session)));
        }
        let page = EntryPages { session: &session, standings: &standings, lang: call.lang };
        let pages: Vec<String> = shown.iter().map(|p| if self.why { page.why(*p) } else { page.all(*p) }).collect();
        let nothing = shown.is_empty().then(|| call.lang.pick("没有符合的条目", "no entry matches").to_owned());
        Ok(Answer::text(pages.join("\n")).remarks(call.moment(&session)).remarks(nothing))
    }
}

/// The entries as the export has them, with their plans, their indicators, and the ids of what hangs under them.
fn envelope(session: &Session, standings: &Standings, shown: &[usize]) -> Value {
    let ledger = &session.ledger;
    let mut value = Extract { ledger, standings, only: Some(shown) }.json();
    let ids: Vec<&str> = shown.iter().map(|p| ledger.entries()[*p].id.as_str()).collect();
    let keep = |list: &mut Value, test: &dyn Fn(&Value) -> bool| {
        if let Some(all) = list.as_array_mut() {
            all.retain(|v| test(v));
        }
    };
    value["kind"] = json!("entries");
    keep(&mut value["indicators"], &|i| i["entry"].as_str().is_some_and(|e| ids.contains(&e)));
    keep(&mut value["plans"], &|p| shown.iter().any(|s| p["code"] == ledger.entries()[*s].id.plan()));
    for entry in value["entries"].as_array_mut().into_iter().flatten() {
        let parts = ledger.entries().iter().filter(|e| e.parent.as_ref().is_some_and(|p| entry["id"] == p.as_str()));
        let parts: Vec<&str> = parts.map(|e| e.id.as_str()).collect();
        entry["children"] = json!(parts);
    }
    if let Some(object) = value.as_object_mut() {
        object.remove("departments");
    }
    value
}
