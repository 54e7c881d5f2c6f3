//! The counts of the built-in ledger, pinned: in the file, in `list --json`, and in README.

use super::desk::Desk;
use duban::domain::{Kind, Severity, check, lead_of};
use duban::store::{BUILT_IN, parse_text};
use std::collections::HashSet;

/// Plan, entries by kind (programme, task, project, safeguard), bodies named in its clauses, indicators.
const COUNTS: [(&str, [usize; 4], usize, usize); 5] = [
    ("jixi-agri", [19, 28, 25, 5], 19, 31),
    ("hulin-agri", [21, 32, 16, 5], 12, 45),
    ("hlj-food", [33, 38, 2, 12], 16, 7),
    ("jixi-bio", [30, 60, 71, 4], 0, 24),
    ("hlj-poverty", [1, 15, 0, 3], 22, 3),
];

#[test]
fn the_built_in_ledger_holds_what_was_counted() {
    let ledger = parse_text("tasks.ron", BUILT_IN).expect("ledger");
    for (plan, kinds, bodies, indicators) in COUNTS {
        let of_plan: Vec<_> = ledger.entries().iter().filter(|e| e.id.plan() == plan).collect();
        let counted = Kind::ALL.map(|k| of_plan.iter().filter(|e| e.kind == k).count());
        assert_eq!(counted, kinds, "{plan}");
        let named: HashSet<_> =
            of_plan.iter().flat_map(|e| e.lead.named().into_iter().chain(e.cooperating.iter().map(|c| c.dept()))).collect();
        assert_eq!(named.len(), bodies, "bodies of {plan}");
        assert_eq!(ledger.indicators.iter().filter(|i| i.plan == plan).count(), indicators, "indicators of {plan}");
    }
    let proposed = COUNTS.map(|(plan, ..)| ledger.entries().iter().filter(|e| e.id.plan() == plan && !e.proposed.is_empty()).count());
    assert_eq!(proposed, [17, 12, 3, 32, 0], "entries with proposed leads");
    assert!(ledger.entries().iter().all(|e| e.proposed.is_empty() || lead_of(&ledger, e, None).is_none()));
    assert_eq!(ledger.departments.len(), 94);
    assert!(ledger.entries().iter().all(|e| e.updates.is_empty()), "a fresh ledger holds no report");
    assert!(ledger.entries().iter().all(|e| e.line.is_some() && !e.summary.is_empty() && e.deadline.is_some()));
    let errors: Vec<_> = check(&ledger).into_iter().filter(|f| f.kind.severity() == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
}

#[test]
fn the_list_and_the_readme_say_the_same_counts() {
    let desk = Desk::with(BUILT_IN);
    let json: serde_json::Value = serde_json::from_str(&desk.run(&["list", "--json"]).out).expect("json");
    let readme = include_str!("../../README.md");
    for (plan, kinds, _, indicators) in COUNTS {
        let counts = &json["counts"]["by_plan_and_kind"][plan];
        for (kind, n) in Kind::ALL.into_iter().zip(kinds) {
            assert_eq!(counts[kind.word()], n, "{plan} {}", kind.word());
        }
        let row = readme.lines().find(|l| l.starts_with(&format!("| `{plan}`"))).expect("row");
        let cells: Vec<usize> = row.split('|').filter_map(|c| c.trim().parse().ok()).collect();
        let expected: Vec<usize> = [kinds.iter().sum()].into_iter().chain(kinds).chain([indicators]).collect();
        assert_eq!(cells, expected, "{plan}");
    }
}

/// 省乡村振兴局 helps in seven of those which 省农业农村厅 leads, that has taken over its duties.
#[test]
fn a_body_that_helps_in_what_its_successor_leads_adds_nothing_to_the_successors_list() {
    let desk = Desk::with(BUILT_IN);
    let ids = |words: &[&str]| -> Vec<String> {
        let list = desk.run(&[&["list", "--json"], words].concat()).fine().json("list");
        list["entries"].as_array().expect("entries").iter().map(|e| e["id"].as_str().expect("id").to_owned()).collect()
    };
    let (led, shared) = (ids(&["--filter", "牵头:省农业农村厅"]), ids(&["--filter", "配合:省农业农村厅"]));
    let both = ids(&["--filter", "牵头:省农业农村厅 配合:省乡村振兴局"]);
    assert_eq!((led.len(), shared.len(), both.len()), (12, 23, 7));
    assert!(!led.iter().any(|id| shared.contains(id)), "{led:?} {shared:?}");
    assert_eq!(ids(&["--as", "省农业农村厅", "--scope", "leading"]), led);
    assert_eq!(ids(&["--as", "省农业农村厅", "--scope", "cooperating"]), shared);
    let told = desk.run(&["dispatch", "2025Q4", "--format", "json"]);
    let told: serde_json::Value = serde_json::from_str(&told.out).expect("json");
    let body = told["departments"].as_array().expect("bodies").iter().find(|d| d["name"] == "黑龙江省农业农村厅").expect("the body");
    assert_eq!((&body["leads"]["total"], &body["cooperates"]), (&12.into(), &23.into()));
    let sheet = desk.run(&["dispatch", "2025Q4", "--dept", "省农业农村厅", "--format", "md"]);
    sheet.shows("列名首位12项").shows("配合、分工或落实23项").shows("| 35 |").hides("| 36 |");
}
