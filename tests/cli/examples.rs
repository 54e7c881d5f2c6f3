//! Every line that README and the help of a command give as an example works on the shipped ledger, and what lists finds something.

use super::desk::{Desk, Said, said};
use super::git_desk::GitDesk;
use std::fs;
use std::process::Stdio;

/// Refused here, and rightly: they name what somebody must have proposed or contested, or would ask first.
const ASK_FOR_MORE: [&str; 8] =
    ["plan close", "entry withdraw", "proposals --accept", "proposals --decline", "rule ", "restore 1", "resolve", "sync --set-aside"];

/// What a ledger on which nobody has reported cannot hold.
const OF_REPORTS: [&str; 4] = ["完成<序时", "percent<scheduled", "是:待裁定", "is:contested"];

/// The words of an example, as a shell would give them; what stands behind two blanks or a sharp explains it.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let (mut quoted, mut blanks) = (false, 0);
    for c in line.chars() {
        match c {
            '\'' => quoted = !quoted,
            ' ' if !quoted && blanks == 1 => break,
            ' ' if !quoted => {
                blanks += 1;
                words.push(String::new());
                continue;
            }
            c => words.last_mut().unwrap().push(c),
        }
        blanks = 0;
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The lines of a text that call the program, without its name.
fn examples(text: &str) -> Vec<&str> {
    text.lines().filter_map(|line| line.strip_prefix("    duban ").or_else(|| line.strip_prefix("  duban "))).collect()
}

/// A desk with the shipped ledger in a shared repository, and with what these lines take for granted.
fn desk_for(lines: &[&str]) -> GitDesk {
    let git = GitDesk::shared();
    fs::write(git.desk.path("tasks.ron"), duban::store::BUILT_IN).unwrap();
    git.git(&["commit", "-qam", "方案"]).fine();
    let asks = |words: &str| lines.iter().any(|line| line.contains(words));
    let run = |words: &[&str]| drop(git.run(words).fine());
    if asks("confirm") || asks("return") {
        run(&["set", "hulin-agri/五（一）", "--status", "已完成", "--percent", "100"]);
    }
    if asks("--into next") {
        run(&["plan", "add", "next", "--title", "下一期方案", "--start", "2026-01-01", "--end", "2028-12-31"]);
    }
    if asks("--solved") {
        run(&["note", "hulin-agri/五（一）", "在办", "--problems", "资金未到位"]);
    }
    if asks("undo") || asks("restore") {
        (1..=3).for_each(|n| run(&["set", "hulin-agri/五（二）", "--percent", &format!("{n}0")]));
    }
    if asks("--step ") {
        ["选址", "开工", "验收"].iter().for_each(|what| run(&["step", "add", "专栏16#12", "--what", what]));
    }
    if asks("packet in") {
        for folder in ["收到", "交回", "returned"] {
            fs::create_dir(git.desk.path(folder)).unwrap();
            run(&["packet", "out", "--dept", "虎林市农业农村局", "--period", "2025Q4", "-o", &format!("{folder}/表.xlsx")]);
        }
    }
    if asks("import ") {
        // Two documents: one that is read under two codes is refused.
        let write = |title: &str, names: &[&str]| {
            let text = format!(
                "云河市2026年{title}\n一、修河。（市水务局负责）\n二、建设任务\n（一）修渠。（市水务局负责）\n（二）建站。（市水务局负责）\n"
            );
            names.iter().for_each(|name| fs::write(git.desk.path(name), &text).unwrap());
        };
        write("水利方案", &["方案.docx", "方案.txt", "plan.docx", "plan.txt"]);
        write("水利任务分解方案", &["任务分解表.xlsx", "任务表.xlsx", "tasks.xlsx"]);
    }
    if asks("duban fill") || asks("fill ") {
        for name in ["上级表.xlsx", "form.xlsx"] {
            super::fill::workbook(&git.desk.path(name), &["项目名称", "进展情况"], &["精深加工企业培育行动", "二", "三", "四", "五"], 0);
        }
        for name in ["项目表.docx", "projects.docx"] {
            super::fill::document(&git.desk.path(name), &["项目名称", "备注", "形象进度"], 2);
        }
    }
    if asks("lint ") {
        for name in ["2025年四季度通报.docx", "通报.docx", "bulletin.docx"] {
            run(&["dispatch", "2025Q4", "--cutoff", "2026-01-15", "-o", name]);
        }
    }
    if asks(" < ") {
        ["进展.txt", "progress.txt"].iter().for_each(|name| fs::write(git.desk.path(name), "已开工").unwrap());
    }
    git
}

pub fn call(git: &GitDesk, line: &str, lang: &str) -> Said {
    let mut words = words(line);
    let input = words.iter().position(|word| word == "<").map(|at| words.split_off(at)[1].clone());
    words.truncate(words.iter().position(|word| word == ">" || word == "#").unwrap_or(words.len()));
    let spread = |word: String| match word.strip_suffix("/*.xlsx") {
        Some(folder) => format!("{folder}/表.xlsx"),
        None => word,
    };
    let mut words: Vec<String> = words.into_iter().map(spread).collect();
    words.extend(["--lang".to_owned(), lang.to_owned()]);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let timed = ["--as-of", "--today"].iter().any(|option| words.contains(option));
    let mut command = git.desk.untimed(&if timed { words } else { [&words[..], &["--today", "2025-12-20"]].concat() });
    git.isolate(&mut command);
    if let Some(name) = input {
        command.stdin(Stdio::from(fs::File::open(git.desk.path(&name)).unwrap()));
    }
    said(command)
}

/// It is no mistake, and a list of nothing would be one.
pub fn holds(line: &str, done: &Said) {
    if ASK_FOR_MORE.iter().any(|words| line.starts_with(words)) {
        return assert!(done.code < 3 && !done.err.contains("panic"), "{line}: {done:?}");
    }
    assert!(done.code < 2, "{line}: {done:?}");
    let lists = ["list", "show", "departments", "stats"].iter().any(|command| line.starts_with(command)) && !line.contains(" -o ");
    let lists = lists && !OF_REPORTS.iter().any(|words| line.contains(words));
    let nothing = ["没有符合", "no entry matches", "共 0 ", "0 rows"].iter().any(|words| done.err.contains(words));
    assert!(!lists || !done.out.trim().is_empty() && !nothing, "{line} finds nothing: {done:?}");
}

fn all_work(text: &str, lang: &str) -> usize {
    let lines = examples(text);
    if lines.is_empty() {
        return 0;
    }
    let (begin, rest): (Vec<&str>, Vec<&str>) = lines.iter().partition(|line| line.starts_with("init"));
    for line in begin {
        assert_eq!(
            said(Desk::empty().command(&words(line.split('#').next().unwrap()).iter().map(String::as_str).collect::<Vec<_>>())).code,
            0,
            "{line}"
        );
    }
    let git = desk_for(&rest);
    rest.iter().for_each(|line| holds(line, &call(&git, line, lang)));
    lines.len()
}

fn pages_work(lang: &str, named: &str) {
    let desk = Desk::empty();
    let top = desk.run(&["--help", "--lang", lang]).fine().out;
    let (_, commands) = top.split_once(named).expect("commands");
    let names = commands.lines().filter_map(|line| line.strip_prefix("  ")?.split(' ').next()).filter(|name| !name.is_empty());
    let names: Vec<&str> = names.filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '-')).collect();
    let count: usize = names.iter().map(|name| all_work(&desk.run(&[name, "--help", "--lang", lang]).fine().out, lang)).sum();
    assert!(names.len() > 30 && count > 60, "{count} examples of {names:?}");
}

#[test]
fn every_example_of_the_help_works() {
    pages_work("zh", "命令：");
}

#[test]
fn every_example_of_the_english_help_works() {
    pages_work("en", "Commands:");
}

#[test]
fn every_line_of_the_readme_works() {
    let count = all_work(include_str!("../../README.md"), "zh");
    assert!(count >= 30, "{count}");
}
