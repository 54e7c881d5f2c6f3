use crate::cli::call::{Call, book};
use crate::cli::error::CliError;
use crate::cli::into_file::{IntoFile, terms};
use crate::cli::out::Answer;
use crate::cli::table::{Give, Head, Line, lay_out, line_width};
use crate::cli::words;
use crate::domain::{Attribute, Holds, Light};
use crate::profile::Session;
use crate::query::{Archived, Filter, GroupBy, Query, Scope, Selection, Snapshot, UnknownKey, group, outline};
use crate::report::{Shown, list_json, written};
use crate::text::{Lang, list_parts};

/// 列出条目 | List entries
#[derive(clap::Args, Debug, Default)]
#[command(after_help = "例：
  duban list 稻米 类型:项目,任务      词语不分先后，可用拼音首字母；字段可用中文或英文
  duban list --scope 我牵头 --as 虎林市农业农村局 --sort 时限
  duban list 部门:nyncj --group 状态 --why
  duban list 是:逾期 --sort 时限 -o 逾期.xlsx | Examples:
  duban list 稻米 kind:project,task   words in any order, pinyin initials too; fields in Chinese or English
  duban list --scope leading --as 虎林市农业农村局 --sort deadline
  duban list dept:nyncj --group status --why
  duban list is:overdue --sort due -o late.xlsx")]
pub(in crate::cli) struct List {
    /// 筛选词，与 --filter 同义，同时符合才列出 | Words of a filter, as in --filter; all must hold
    #[arg(value_name = "筛选 | FILTER")]
    words: Vec<String>,
    #[arg(long, help = sort_help(), value_name = "排序 | KEYS", allow_hyphen_values = true)]
    sort: Vec<String>,
    #[arg(long, help = group_help(), value_name = "分组 | BY")]
    group: Option<String>,
    #[arg(long, help = columns_help(), value_name = "列 | COLUMNS")]
    columns: Vec<String>,
    /// 按上下级排成树 | As a tree
    #[arg(long)]
    tree: bool,
    /// 范围：全部 我牵头 我配合，临期 逾期 未反馈；可以合起来，如 我牵头+逾期 | all leading cooperating, due-soon overdue unreported; both may be said: leading+overdue
    #[arg(long, value_name = "范围 | SCOPE")]
    scope: Option<String>,
    /// 连同归档方案的条目 | With the entries of archived plans
    #[arg(long)]
    all: bool,
    /// 写明为什么是这个灯 | Say why the light is what it is
    #[arg(long)]
    why: bool,
    #[command(flatten)]
    into: IntoFile,
}

impl List {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let by = self.group.as_deref().map_or(Ok(GroupBy::NONE), words::grouping)?;
        let columns = self.columns()?;
        let session = call.open()?;
        let selection = self.selection(call, &session)?;
        let book = book(&session);
        let stock = book.snapshot();
        let selected = selection.select(&stock);
        let places = &selected.places;
        if call.globals.json {
            return Ok(Answer::json(list_json(stock.ledger, stock.standings, places)).remarks(call.moment(&session)));
        }
        if self.into.is_wanted() {
            let grid = Shown::of_entries((stock.ledger, stock.standings), &columns, (places, call.lang));
            return self.into.write(call, &session, (grid, self.terms(call, places.len())));
        }
        let page = Page { stock, query: &selected.query, lang: call.lang, why: self.why };
        let mut lines = Vec::new();
        for part in group(&stock, places, by, call.lang) {
            if by != GroupBy::NONE {
                lines.push(Line::Free(format!("— {} ({}) —", part.label, part.members.len())));
            }
            let rows = if self.tree { outline(stock.index, &part.members) } else { part.members.iter().map(|p| (0, *p)).collect() };
            rows.into_iter().for_each(|(depth, place)| page.row(&columns, (depth, place), &mut lines));
        }
        let text = if places.is_empty() { String::new() } else { lay_out(&heads(&columns, call.lang), &lines, line_width()) };
        let why = selection.emptied(&stock, &selected, call.lang);
        Ok(Answer::text(text).remark(page.counts(places)).remarks(call.moment(&session)).remarks(why))
    }

    /// What is listed, in words.
    fn terms(&self, call: &Call, count: usize) -> Vec<String> {
        let lang = call.lang;
        let scope = self.scope.as_ref().map(|scope| format!("{}{scope}", lang.pick("范围：", "scope: ")));
        let count = lang.pick(format!("共 {count} 行"), format!("{count} rows"));
        scope.into_iter().chain(terms(call, &self.words, &self.sort)).chain(std::iter::once(count)).collect()
    }

    fn columns(&self) -> Result<Vec<Attribute>, CliError> {
        if self.columns.is_empty() {
            return Ok(USUAL.to_vec());
        }
        let known = || Attribute::columns().map(names).map(|(zh, en)| (zh.to_owned(), en.to_owned()));
        let column = |word: &str| Attribute::named(word, Attribute::columns()).ok_or_else(|| CliError::unknown("--columns", word, known()));
        list_parts(&self.columns.join(","), |_| false).into_iter().map(column).collect()
    }

    fn selection(&self, call: &Call, session: &Session) -> Result<Selection, CliError> {
        let archived = if self.all { Archived::Always } else { Archived::Asked };
        let filter = Filter { archived, ..call.filter(&self.words)? };
        let scope = self.scope.as_deref().map_or(Ok(Scope::default()), words::scope)?;
        if scope.needs_us() && session.us.is_none() {
            let (zh, en) = ("还不知道“我”是哪个单位", "it is not known who “we” are");
            let hints = ("请加 --as 单位，或在配置文件里写 us。", "Say it with --as BODY, or `us` in the config.");
            return Err(CliError::usage(zh, en, hints.0, hints.1));
        }
        let order = self.sort.join(",").parse().map_err(|e: UnknownKey| CliError::refusal(&e))?;
        Ok(Selection { filter, scope, us: session.us.clone(), order })
    }
}

/// What the list shows when nobody says otherwise.
const USUAL: [Attribute; 7] =
    [Attribute::Light, Attribute::Reference, Attribute::Title, Attribute::Lead, Attribute::Deadline, Attribute::Status, Attribute::Percent];

fn heads(columns: &[Attribute], lang: Lang) -> Vec<Head> {
    let head = |column: &Attribute| Head {
        head: if *column == Attribute::Reference { lang.pick("编号", "id") } else { column.name(lang) },
        give: match (column, column.holds()) {
            (Attribute::Reference, _) => Give::To(24),
            (Attribute::Title, _) => Give::To(12),
            (_, Holds::Text | Holds::List | Holds::Entries | Holds::Body | Holds::Bodies) => Give::To(10),
            _ => Give::Never,
        },
        number: column.holds().is_number(),
    };
    columns.iter().map(head).collect()
}

/// The help of an option that takes names of attributes.
fn help((zh, en): (&str, &str), (more_zh, more_en): (&str, &str), names: impl Iterator<Item = (&'static str, &'static str)>) -> String {
    let (all_zh, all_en): (Vec<&str>, Vec<&str>) = names.unzip();
    format!("{zh}：{}{more_zh} | {en}: {}{more_en}", all_zh.join(" "), all_en.join(" "))
}

fn names(attribute: Attribute) -> (&'static str, &'static str) {
    (attribute.name(Lang::Zh), attribute.name(Lang::En))
}

fn sort_help() -> String {
    let more = ("；逗号分隔，可重复，前加 - 为倒序", "; divided by commas or repeated, - before one for descending");
    help(("排序", "Sort by"), more, Attribute::sort_keys().map(names))
}

fn group_help() -> String {
    help(("分组", "Group by"), ("", ""), GroupBy::all().skip(1).map(|by| (by.label(Lang::Zh), by.word())))
}

fn columns_help() -> String {
    help(("显示哪些列", "Columns"), ("；逗号分隔，可重复", "; divided by commas or repeated"), Attribute::columns().map(names))
}

struct Page<'a> {
    stock: Snapshot<'a>,
    query: &'a Query,
    lang: Lang,
    why: bool,
}

impl Page<'_> {
    fn row(&self, columns: &[Attribute], (depth, place): (u8, usize), lines: &mut Vec<Line>) {
        let Some(standing) = self.stock.standings.all().get(place) else { return };
        lines.push(Line::Cells(columns.iter().map(|column| self.cell(*column, (depth, place))).collect()));
        if self.why {
            lines.push(Line::Free(format!("      {}", standing.verdict.reason.sentence(self.lang))));
        }
    }

    fn cell(&self, column: Attribute, (depth, place): (u8, usize)) -> String {
        let Snapshot { ledger, standings, index } = self.stock;
        let text = written(column, (ledger, standings), place, self.lang);
        match column {
            Attribute::Reference => ledger.entries()[place].id.to_string(),
            Attribute::Title => {
                let told = self.query.told(index, place);
                let told = told.map(|of| format!("〔{}〕", of.name(self.lang))).unwrap_or_default();
                format!("{}{told}{text}", "  ".repeat(usize::from(depth)))
            }
            _ if text.is_empty() => "–".to_owned(),
            _ if column.holds() == Holds::Percent => format!("{text}%"),
            _ => text,
        }
    }

    /// `共 12 条：红 3、黄 2、绿 5、灰 2`.
    fn counts(&self, places: &[usize]) -> String {
        if places.is_empty() {
            return self.lang.pick("没有符合的条目", "no entry matches").to_owned();
        }
        let of =
            |light: Light| places.iter().filter(|p| self.stock.standings.all().get(**p).is_some_and(|s| s.verdict.light == light)).count();
        let lights = Light::ALL.into_iter().map(|l| (l, of(l))).filter(|(_, n)| *n > 0);
        let lights: Vec<String> = lights.map(|(l, n)| format!("{} {n}", self.lang.pick(l.label(Lang::Zh), l.word()))).collect();
        let whole = self.lang.pick(format!("共 {} 条：", places.len()), format!("{} entries: ", places.len()));
        whole + &lights.join(self.lang.pick("、", ", "))
    }
}
