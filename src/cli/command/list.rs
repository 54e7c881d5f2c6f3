use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::table::{Column, Give, Line, lay_out, line_width};
use crate::cli::words;
use crate::domain::{Light, Standings, status_label};
use crate::profile::Session;
use crate::query::{Filter, GroupBy, Index, Scope, Selection, Stock, group, outline};
use crate::report::list_json;
use crate::text::Lang;

/// 列出条目 | List entries
#[derive(clap::Args, Debug, Default)]
#[command(after_help = "例：
  duban list 稻米 灯:红,黄            词语不分先后，可用拼音首字母；字段可用中文或英文
  duban list --scope 我牵头 --as 虎林市农业农村局 --sort 时限
  duban list 部门:nyncj --group 状态 --why | Examples:
  duban list 稻米 light:red,yellow    words in any order, pinyin initials too; fields in Chinese or English
  duban list --scope leading --as 虎林市农业农村局 --sort deadline
  duban list dept:nyncj --group status --why")]
pub(in crate::cli) struct List {
    /// 筛选词，与 --filter 同义，同时符合才列出 | Words of a filter, as in --filter; all must hold
    #[arg(value_name = "筛选 | FILTER")]
    words: Vec<String>,
    /// 排序：方案 灯 事项 牵头 时限 状态 完成 最近反馈 投资；逗号分隔，可重复，前加 - 为倒序 | plan light title lead deadline status percent last-report investment; divided by commas or repeated, - before one for descending
    #[arg(long, value_name = "排序 | KEYS", allow_hyphen_values = true)]
    sort: Vec<String>,
    /// 分组：方案 部门 状态 季度 地区 灯 类型 | plan department status quarter region light kind
    #[arg(long, value_name = "分组 | BY")]
    group: Option<String>,
    /// 按上下级排成树 | As a tree
    #[arg(long)]
    tree: bool,
    /// 范围：全部 我牵头 我配合 临期 逾期 | all leading cooperating due-soon overdue
    #[arg(long, value_name = "范围 | SCOPE")]
    scope: Option<String>,
    /// 写明为什么是这个灯 | Say why the light is what it is
    #[arg(long)]
    why: bool,
}

impl List {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let by = self.group.as_deref().map_or(Ok(GroupBy::None), words::grouping)?;
        let session = call.open()?;
        let selection = self.selection(call, &session)?;
        let standings = Standings::new(&session.ledger, session.today);
        let index = Index::new(&session.ledger);
        let places = selection.select(&session.ledger, &index, &standings);
        if call.globals.json {
            return Ok(Answer::json(list_json(&session.ledger, &standings, &places)));
        }
        let page = Page { session: &session, standings: &standings, lang: call.lang, why: self.why };
        let mut lines = Vec::new();
        let stock = Stock { ledger: &session.ledger, standings: &standings, index: &index };
        for part in group(&stock, &places, by, call.lang) {
            if by != GroupBy::None {
                lines.push(Line::Free(format!("— {} ({}) —", part.label, part.members.len())));
            }
            let rows = if self.tree { outline(&index, &part.members) } else { part.members.iter().map(|p| (0, *p)).collect() };
            rows.into_iter().for_each(|(depth, place)| page.row(depth, place, &mut lines));
        }
        let text = if places.is_empty() { String::new() } else { lay_out(&columns(call.lang), &lines, line_width()) };
        Ok(Answer::text(text).remark(page.counts(&places)))
    }

    fn selection(&self, call: &Call, session: &Session) -> Result<Selection, CliError> {
        let words = self.words.join(" ");
        let filter = Filter::all(std::iter::once(words.as_str()).chain(call.globals.filter.iter().map(String::as_str)))?;
        let scope = self.scope.as_deref().map_or(Ok(Scope::All), words::scope)?;
        if scope.needs_us() && session.us.is_none() {
            let (zh, en) = ("还不知道“我”是哪个单位", "it is not known who “we” are");
            let hints = ("请加 --as 单位，或在配置文件里写 us。", "Say it with --as BODY, or `us` in the config.");
            return Err(CliError::usage(zh, en, hints.0, hints.1));
        }
        let order = self.sort.join(",").parse().map_err(CliError::Order)?;
        Ok(Selection { filter, scope, us: session.us.clone(), order })
    }
}

fn columns(lang: Lang) -> [Column; 7] {
    let column = |zh, en, give, number| Column { head: lang.pick(zh, en), give, number };
    [
        column("灯", "light", Give::Never, false),
        column("编号", "id", Give::To(24), false),
        column("事项", "title", Give::To(12), false),
        column("牵头", "lead", Give::To(10), false),
        column("时限", "deadline", Give::Never, false),
        column("状态", "status", Give::Never, false),
        column("完成", "done", Give::Never, true),
    ]
}

struct Page<'a> {
    session: &'a Session,
    standings: &'a Standings,
    lang: Lang,
    why: bool,
}

impl Page<'_> {
    fn row(&self, depth: u8, place: usize, lines: &mut Vec<Line>) {
        let ledger = &self.session.ledger;
        let (Some(entry), Some(standing)) = (ledger.entries().get(place), self.standings.all().get(place)) else { return };
        let (state, verdict) = (&standing.state, &standing.verdict);
        let nobody = self.lang.pick("未明确", "nobody");
        let lead = state.lead.value.as_ref().map_or(nobody, |d| ledger.departments.short_name(d, entry.id.plan()));
        let contested = if state.is_contested() { self.lang.pick(" 待裁定", " contested") } else { "" };
        lines.push(Line::Cells(vec![
            verdict.light.label(self.lang).to_owned(),
            entry.id.to_string(),
            format!("{}{}", "  ".repeat(usize::from(depth)), entry.title),
            lead.to_owned(),
            state.deadline.value.map_or_else(|| "–".to_owned(), |d| d.to_string()),
            format!("{}{contested}", status_label(state.status.value, self.lang)),
            state.percent_done().map_or_else(|| "–".to_owned(), |p| format!("{p}%")),
        ]));
        if self.why {
            lines.push(Line::Free(format!("      {}", verdict.reason.sentence(self.lang))));
        }
    }

    /// `共 12 条：红 3、黄 2、绿 5、灰 2`.
    fn counts(&self, places: &[usize]) -> String {
        if places.is_empty() {
            return self.lang.pick("没有符合的条目", "no entry matches").to_owned();
        }
        let of = |light: Light| places.iter().filter(|p| self.standings.all().get(**p).is_some_and(|s| s.verdict.light == light)).count();
        let lights = Light::ALL.into_iter().map(|l| (l, of(l))).filter(|(_, n)| *n > 0);
        let lights: Vec<String> = lights.map(|(l, n)| format!("{} {n}", self.lang.pick(l.label(Lang::Zh), l.word()))).collect();
        let whole = self.lang.pick(format!("共 {} 条：", places.len()), format!("{} entries: ", places.len()));
        whole + &lights.join(self.lang.pick("、", ", "))
    }
}
