//! How long it takes to lay out a hundred thousand entries and to ask something of all of them.

use chrono::NaiveDate;
use duban::demo;
use duban::domain::{Attribute, Ledger, Standings};
use duban::query::{Filter, GroupBy, Index, Matcher, Order, Query, Scope, Snapshot, group, outline};
use duban::text::Lang;
use std::sync::LazyLock;

fn main() {
    divan::main();
}

struct Data {
    ledger: Ledger,
    index: Index,
    standings: Standings,
}

static DATA: LazyLock<Data> = LazyLock::new(|| {
    let ledger = demo::ledger(100_000, 1, today());
    let index = Index::new(&ledger);
    eprintln!("index: {:.1} MB", index.size() as f64 / 1e6);
    let standings = Standings::new(&ledger, today());
    Data { ledger, index, standings }
});

fn snapshot() -> Snapshot<'static> {
    Snapshot { ledger: &DATA.ledger, standings: &DATA.standings, index: &DATA.index }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2025, 11, 20).unwrap_or_default()
}

fn query(text: &str) -> Query {
    Filter::parse(text).unwrap_or_default().compile(&DATA.ledger, &DATA.index, today())
}

#[divan::bench(sample_count = 3)]
fn make_a_demo_ledger() -> Ledger {
    demo::ledger(100_000, 2, today())
}

#[divan::bench(sample_count = 10)]
fn build_the_index(bencher: divan::Bencher) {
    LazyLock::force(&DATA);
    bencher.bench(|| Index::new(&DATA.ledger));
}

#[divan::bench(sample_count = 20, args = ["dept:nyncj", "nyncj", "数字"])]
fn compile(bencher: divan::Bencher, text: &str) {
    LazyLock::force(&DATA);
    bencher.bench(|| query(text));
}

#[divan::bench(sample_count = 20, args = ["数字政府", "高标准农田", "没有的词", "nyncj", "szzf", "gaobiaozhun", "s", "nong业", "yhxd", "xyzqw", "稻米 xm", "\"项目\""])]
fn ask_a_word(bencher: divan::Bencher, text: &str) {
    let query = query(text);
    bencher.bench(|| query.select(&DATA.index, &DATA.ledger, &DATA.standings));
}

#[divan::bench(sample_count = 20, args = ["灯:红", "部门:nyncj", "时限<2025-12-31 状态:推进中", "!地区:松溪", "企业:禾丰", "出处:二（一）"])]
fn ask_a_field(bencher: divan::Bencher, text: &str) {
    let query = query(text);
    bencher.bench(|| query.select(&DATA.index, &DATA.ledger, &DATA.standings));
}

#[divan::bench(sample_count = 10, args = ["due", "title", "lead,-percent"])]
fn sort(bencher: divan::Bencher, keys: &str) {
    let order: Order = keys.parse().unwrap_or_default();
    let all: Vec<usize> = (0..DATA.ledger.entries().len()).collect();
    bencher.with_inputs(|| all.clone()).bench_local_refs(|places| order.sort(&snapshot(), places));
}

#[divan::bench(sample_count = 10, args = [GroupBy(Some(Attribute::Plan)), GroupBy(Some(Attribute::Lead)), GroupBy(Some(Attribute::Region)), GroupBy(Some(Attribute::Deadline))])]
fn gather(bencher: divan::Bencher, by: GroupBy) {
    let all: Vec<usize> = (0..DATA.ledger.entries().len()).collect();
    bencher.bench_local(|| group(&snapshot(), &all, by, Lang::Zh));
}

#[divan::bench(sample_count = 10)]
fn draw_the_tree(bencher: divan::Bencher) {
    let all: Vec<usize> = (0..DATA.ledger.entries().len()).collect();
    bencher.bench_local(|| outline(&DATA.index, &all));
}

#[divan::bench(sample_count = 10, args = ["leading", "cooperating", "overdue", "leading+overdue"])]
fn admit(bencher: divan::Bencher, scope: &str) {
    let gate = Scope::from_word(scope).unwrap_or_default().gate(&snapshot(), Some(&"望川省农业农村厅".into()));
    bencher.bench_local(|| (0..DATA.ledger.entries().len()).filter(|i| gate.matches(&snapshot(), *i)).count());
}

#[divan::bench(args = ["nyncj", "农业"])]
fn highlight_a_title(bencher: divan::Bencher, word: &str) {
    let matcher = Matcher::new(word);
    bencher.bench(|| matcher.ranges(divan::black_box("推进松溪县农业农村局高标准农田建设示范区项目")));
}
