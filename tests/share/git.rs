//! Ledgers in real git repositories, and texts that a merge left with two sides.

use duban::domain::*;
use duban::progress::Progress;
use duban::share::{FileState, Repo, Unfinished};
use duban::store::{Folders, LedgerFile, Source, Stages, StoreError, canonical, parse_text, repair, unite};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TEXT: &str = r#"#![enable(implicit_some)]
Ledger(
    format: 1,
    title: "台账",
    plans: [
        Plan(code: "p", title: "方案", short: "方", issuer: "市", place: "市", start: "2025-01-01", end: "2025-12-31"),
    ],
    departments: [],
    indicators: [],
    entries: [
        // 甲的注
        Entry(
            id: "p/一",
            kind: Task,
            title: "甲事",
            lead: Unassigned,
        ),
        Entry(
            id: "p/二",
            kind: Task,
            title: "乙事",
            lead: Unassigned,
        ),
    ],
)
"#;

struct Clone {
    _home: tempfile::TempDir,
    path: PathBuf,
}

impl Clone {
    /// A repository with a ledger of a Chinese name in a folder with a blank.
    fn new() -> Clone {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("督办 材料/台账[1].ron");
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let clone = Clone { path, _home: home };
        clone.git(&["init", "-q", "-b", "main"]);
        clone.git(&["config", "user.email", "a@example.org"]);
        clone.git(&["config", "user.name", "张三"]);
        clone.git(&["config", "core.autocrlf", "false"]);
        clone.commit(TEXT, "一");
        clone
    }

    fn git(&self, args: &[&str]) -> bool {
        let mut command = Command::new("git");
        command.current_dir(self.path.parent().unwrap()).args(args);
        // Deaf to the settings of the machine.
        command.env("GIT_CONFIG_GLOBAL", self.path.with_file_name("no such file")).env("GIT_CONFIG_NOSYSTEM", "1");
        crate::patience::output(command.stdin(std::process::Stdio::null())).status.success()
    }

    fn commit(&self, text: &str, message: &str) {
        fs::write(&self.path, text).unwrap();
        assert!(self.git(&["add", "-A"]) && self.git(&["commit", "-qm", message]));
    }

    /// Two branches that changed the same lines, and a merge that git could not finish.
    fn conflict(&self, ours: &str, theirs: &str, style: &str) {
        self.git(&["config", "merge.conflictStyle", style]);
        self.git(&["checkout", "-qb", "other"]);
        self.commit(theirs, "二");
        self.git(&["checkout", "-q", "main"]);
        self.commit(ours, "三");
        assert!(!self.git(&["merge", "other"]));
    }

    fn repo(&self) -> Repo {
        Repo::of(&self.path).unwrap().unwrap()
    }

    fn folders(&self) -> Folders {
        Folders::under(&self.path.parent().unwrap().join(".duban"))
    }
}

fn entry<'a>(ledger: &'a Ledger, id: &str) -> &'a Entry {
    ledger.get(&id.into()).unwrap()
}

fn values(ledger: &Ledger, id: &str) -> Vec<String> {
    let disputes = disputes_of(ledger, &Subject::Entry(entry(ledger, id).id.clone()), None);
    disputes.iter().flat_map(|d| &d.rivals).map(|r| r.value.in_words(ledger, duban::text::Lang::Zh)).collect()
}

#[test]
fn a_ledger_outside_any_repository_has_none() {
    let home = tempfile::tempdir().unwrap();
    assert_eq!(Repo::of(&home.path().join("tasks.ron")).unwrap(), None);
}

#[test]
fn branch_distance_and_state_are_known() {
    let clone = Clone::new();
    let repo = clone.repo();
    let standing = repo.standing().unwrap();
    assert_eq!((standing.branch.as_deref(), standing.upstream, standing.file), (Some("main"), None, FileState::Committed));
    fs::write(&clone.path, TEXT.replace("甲事", "甲大事")).unwrap();
    assert_eq!(repo.standing().unwrap().file, FileState::Changed);
    assert_eq!(repo.show("HEAD").unwrap().as_deref(), Some(TEXT));
    assert_eq!(repo.unfinished(), None);
    assert!(repo.show("没有这个提交").is_err());

    let other = tempfile::tempdir().unwrap();
    let bare = other.path().join("远端.git");
    assert!(clone.git(&["init", "-q", "--bare", bare.to_str().unwrap()]));
    assert!(clone.git(&["remote", "add", "origin", bare.to_str().unwrap()]) && clone.git(&["push", "-qu", "origin", "main"]));
    assert!(clone.git(&["commit", "-qam", "又一次"]));
    let standing = repo.standing().unwrap();
    assert_eq!((standing.upstream.as_deref(), standing.ahead, standing.behind), (Some("origin/main"), 1, 0));
}

#[test]
fn config_and_attributes_are_read_and_set() {
    let clone = Clone::new();
    let repo = clone.repo();
    assert_eq!(repo.config("merge.duban.driver"), None);
    repo.set_config("merge.duban.driver", "duban merge %O %A %B").unwrap();
    assert_eq!(repo.config("merge.duban.driver").as_deref(), Some("duban merge %O %A %B"));
    assert_eq!(repo.attribute("merge").unwrap(), "unspecified");
    fs::write(clone.path.with_file_name(".gitattributes"), "*.ron merge=duban -text\n").unwrap();
    assert_eq!(repo.attribute("merge").unwrap(), "duban");
    assert_eq!(repo.attribute("text").unwrap(), "unset");
}

#[test]
fn a_conflict_is_repaired_from_gits_stages() {
    let clone = Clone::new();
    let ours = TEXT.replace("甲事", "甲大事").replace("乙事", "乙大事");
    let theirs = TEXT.replace("甲事", "甲小事").replace("        // 甲的注\n", "        // 甲的注\n        // 对方的注\n");
    clone.conflict(&ours, &theirs, "merge");
    let repo = clone.repo();
    assert_eq!(repo.unfinished(), Some(Unfinished::Merge));
    assert!(matches!(LedgerFile::open(&clone.path, &clone.folders(), &Progress::default()), Err(StoreError::Markers(_))));
    let stages = repo.stages().unwrap().unwrap();
    assert_eq!(stages.base.as_deref(), Some(TEXT));
    let (united, source) = LedgerFile::repair(&clone.path, &clone.folders(), Some(&stages)).unwrap().unwrap();
    assert_eq!(source, Source::Stages);
    let (_, ledger) = LedgerFile::open(&clone.path, &clone.folders(), &Progress::default()).unwrap();
    assert_eq!(ledger, united.ledger);
    assert_eq!(values(&ledger, "p/一"), ["甲大事", "甲小事"]);
    assert_eq!(entry(&ledger, "p/二").title, "乙大事");
    assert!(united.text.contains("// 甲的注") && united.text.contains("// 对方的注"));
    assert_eq!(united.text.matches("// 甲的注").count(), 1);
    repo.mark_resolved().unwrap();
    assert!(clone.git(&["commit", "-qm", "合并"]));
    assert_eq!(repo.standing().unwrap().file, FileState::Committed);
    assert_eq!(repo.unfinished(), None);
    assert_eq!(repo.stages().unwrap(), None);
}

#[test]
fn without_git_the_markers_serve() {
    for (style, both_known) in [("merge", false), ("diff3", true), ("zdiff3", true)] {
        let clone = Clone::new();
        let ours = TEXT.replace("title: \"甲事\"", "title: \"甲大事\",\n            summary: \"我\"");
        let theirs = TEXT.replace("title: \"甲事\"", "title: \"甲小事\"");
        clone.conflict(&ours, &theirs, style);
        fs::remove_dir_all(clone.path.parent().unwrap().join(".git")).unwrap();
        let text = fs::read_to_string(&clone.path).unwrap();
        let (united, source) = repair(&clone.path, &text, None).unwrap().unwrap();
        assert_eq!(source, Source::Markers);
        let rivals = values(&united.ledger, "p/一");
        assert!(rivals.contains(&"甲大事".into()) && rivals.contains(&"甲小事".into()), "{style}: {rivals:?}");
        // Only who knows the text before both can tell that one side alone wrote a summary.
        assert_eq!(rivals.contains(&"我".into()), !both_known, "{style}: {rivals:?}");
        assert_eq!(parse_text("t", &united.text).unwrap(), united.ledger);
    }
}

#[test]
fn a_list_that_git_left_in_two_places_becomes_one_with_the_records_of_both() {
    let step = |mark: &str, what: &str| format!("(id: \"p/一/{mark}\", entry: \"p/一\", what: \"{what}\")");
    let (one, two) = (step("aaaaaaaa", "选址"), step("bbbbbbbb", "开工"));
    let first = TEXT.replacen("    entries: [", &format!("    steps: [{one}],\n    entries: ["), 1);
    let end = first.rfind(')').unwrap();
    let text = format!("{}    steps: [{one}, {two}],\n{}", &first[..end], &first[end..]);
    let clone = Clone::new();
    fs::write(&clone.path, &text).unwrap();
    let refused = LedgerFile::open(&clone.path, &clone.folders(), &Progress::default());
    let Err(StoreError::Doubled(at, list)) = refused else { panic!("{refused:?}") };
    assert_eq!((list.as_str(), at.line), ("steps", text[..text.rfind("steps").unwrap()].lines().count()));
    let (united, source) = LedgerFile::repair(&clone.path, &clone.folders(), None).unwrap().unwrap();
    assert_eq!((source, united.notes.len()), (Source::Doubled, 0));
    let (_, ledger) = LedgerFile::open(&clone.path, &clone.folders(), &Progress::default()).unwrap();
    let whats: Vec<&str> = ledger.steps.iter().map(|step| step.what.as_str()).collect();
    assert_eq!(whats, ["选址", "开工"]);
    assert!(united.text.contains("// 甲的注"));
    // In a version that somebody committed so, a merge finds the records of both, too.
    let again = unite(Path::new("t"), Some(TEXT), &text, &TEXT.replace("乙事", "乙大事")).unwrap();
    assert_eq!((again.ledger.steps.len(), entry(&again.ledger, "p/二").title.as_str()), (2, "乙大事"));
}

#[test]
fn a_side_that_removed_the_file_does_not_take_the_other_with_it() {
    let stages = Stages { base: Some(TEXT.into()), ours: None, theirs: Some(TEXT.replace("甲事", "甲大事")) };
    let (united, _) = repair(Path::new("t"), "", Some(&stages)).unwrap().unwrap();
    assert_eq!(Some(united.text), stages.theirs);
    assert!(repair(Path::new("t"), TEXT, None).unwrap().is_none());
}

#[test]
fn windows_line_endings_survive_a_merge() {
    let crlf = |s: &str| s.replace('\n', "\r\n");
    let (ours, theirs) =
        (crlf(&TEXT.replace("甲事", "甲大事")), TEXT.replace("乙事", "乙大事").replace("// 甲的注", "// 甲的注\n        // 新注"));
    let united = unite(Path::new("t"), Some(TEXT), &ours, &theirs).unwrap();
    assert_eq!(united.text, crlf(&united.text.replace("\r\n", "\n")));
    assert!(united.text.contains("甲大事") && united.text.contains("乙大事") && united.text.contains("// 新注"));
    assert!(united.notes.is_empty());
}

#[test]
fn comments_of_both_sides_are_kept_wherever_they_stand() {
    let ours = TEXT.replace("Ledger(\n", "// 我在头上\nLedger(\n").replace("        // 甲的注\n", "");
    let theirs = TEXT
        .replace("    departments: [],", "    // 他在中间\n    departments: [], /* 他在行尾 */")
        .replace("title: \"乙事\",", "title: \"乙事\", // 他在里面")
        .replace("    ],\n)", "        // 他在末尾\n    ],\n)");
    let united = unite(Path::new("t"), Some(TEXT), &ours, &theirs).unwrap();
    for comment in ["// 我在头上", "// 他在中间", "/* 他在行尾 */", "// 他在里面", "// 他在末尾"] {
        assert_eq!(united.text.matches(comment).count(), 1, "{comment}\n{}", united.text);
    }
    assert!(!united.text.contains("甲的注"));
    assert_eq!(canonical(&parse_text("t", &united.text).unwrap()).unwrap(), canonical(&united.ledger).unwrap());
}

#[test]
fn things_that_were_moved_about_are_merged_all_the_same() {
    let swapped = {
        let mut ledger = parse_text("t", TEXT).unwrap();
        let mut all = ledger.entries().to_vec();
        all.reverse();
        ledger.set_entries(all);
        canonical(&ledger).unwrap()
    };
    let united = unite(Path::new("t"), Some(TEXT), &TEXT.replace("甲事", "甲大事"), &swapped).unwrap();
    let order: Vec<&str> = united.ledger.entries().iter().map(|e| e.title.as_str()).collect();
    assert_eq!(order, ["乙事", "甲大事"]);
    assert!(united.text.contains("// 甲的注"));
    assert_eq!(parse_text("t", &united.text).unwrap(), united.ledger);
}
