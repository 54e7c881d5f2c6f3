//! The real program in a pseudo-terminal: first start, a session in Chinese, resizing, the end by signal, a kill.

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

pub(super) struct Terminal {
    _home: tempfile::TempDir,
    folder: PathBuf,
    master: Box<dyn MasterPty + Send>,
    writer: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    screen: Arc<Mutex<vt100::Parser>>,
    /// How often the program has asked for the background.
    asked: Arc<Mutex<usize>>,
}

fn size(rows: u16, cols: u16) -> PtySize {
    PtySize { rows, cols, pixel_width: 0, pixel_height: 0 }
}

fn cells(n: u16) -> std::num::NonZeroU16 {
    std::num::NonZeroU16::new(n).expect("a size")
}

impl Terminal {
    pub(super) fn open(ledger: Option<&str>) -> Terminal {
        Terminal::start(ledger, &[])
    }

    /// In a repository that holds the ledger.
    fn open_in_git(ledger: &str) -> Terminal {
        Terminal::start(Some(ledger), &[&["init", "-q"], &["add", "-A"], &["commit", "-qm", "一"]])
    }

    /// As somebody who has seen the tour and said that he is nobody in particular, at the list.
    fn start(ledger: Option<&str>, git: &[&[&str]]) -> Terminal {
        Terminal::at(Terminal::seasoned(), ledger, git)
    }

    /// In a folder that is made ready first.
    pub(super) fn prepared(prepare: impl FnOnce(&Path)) -> Terminal {
        Terminal::calling(&[], prepare)
    }

    /// The same with a command, which a person calls at his terminal.
    pub(super) fn calling(words: &[&str], prepare: impl FnOnce(&Path)) -> Terminal {
        let home = Terminal::seasoned();
        let folder = home.path().join("work");
        fs::create_dir_all(&folder).expect("folder");
        prepare(&folder);
        Terminal::with(home, folder, words)
    }

    fn seasoned() -> tempfile::TempDir {
        let home = tempfile::tempdir().expect("folder");
        let config = home.path().join("home").join("config");
        fs::create_dir_all(&config).expect("folder");
        fs::write(config.join("views.ron"), "(toured: true)").expect("write");
        fs::write(config.join("config.ron"), "(view: \"list\")").expect("write");
        let data = home.path().join("home").join("data");
        fs::create_dir_all(&data).expect("folder");
        fs::write(data.join("me.ron"), "(asked: true)").expect("write");
        home
    }

    fn at(home: tempfile::TempDir, ledger: Option<&str>, git: &[&[&str]]) -> Terminal {
        let folder = home.path().join("work");
        fs::create_dir_all(&folder).expect("folder");
        if let Some(text) = ledger {
            fs::write(folder.join("tasks.ron"), text).expect("write");
        }
        git.iter().for_each(|words| run_git(&folder, words));
        Terminal::with(home, folder, &[])
    }

    /// With more words on the command line.
    fn with(home: tempfile::TempDir, folder: PathBuf, words: &[&str]) -> Terminal {
        Terminal::speaking(home, folder, words, &[("LC_ALL", "C.UTF-8")])
    }

    /// In an environment that says in which characters the terminal speaks.
    fn speaking(home: tempfile::TempDir, folder: PathBuf, words: &[&str], locale: &[(&str, &str)]) -> Terminal {
        let pair = native_pty_system().openpty(size(30, 100)).expect("pty");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_duban"));
        command.args(["--today", "2025-10-15", "--lang", "zh"]);
        command.args(words);
        command.cwd(&folder);
        command.env("DUBAN_HOME", home.path().join("home"));
        command.env("TERM", "xterm-256color");
        command.env("COLORTERM", "truecolor");
        command.env("DISPLAY", ":99");
        // Programs that a test puts into this folder are found first.
        let bin = std::iter::once(home.path().join("bin"));
        let path = std::env::var_os("PATH").unwrap_or_default();
        command.env("PATH", std::env::join_paths(bin.chain(std::env::split_paths(&path))).expect("a path"));
        ["NO_COLOR", "COLORFGBG", "TMUX", "LC_ALL", "LC_CTYPE", "LANG"].into_iter().for_each(|name| command.env_remove(name));
        locale.iter().for_each(|(name, value)| command.env(name, value));
        for who in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{who}_NAME"), "张三");
            command.env(format!("GIT_{who}_EMAIL"), "zhang@example.org");
        }
        let child = pair.slave.spawn_command(command).expect("start");
        drop(pair.slave);
        let screen = Arc::new(Mutex::new(vt100::Parser::new(cells(30), cells(100), 0)));
        let mut reader = pair.master.try_clone_reader().expect("reader");
        let (seen, asked) = (Arc::clone(&screen), Arc::new(Mutex::new(0)));
        let questions = Arc::clone(&asked);
        std::thread::spawn(move || {
            let mut bytes = [0; 8192];
            while let Ok(n) = reader.read(&mut bytes) {
                if n == 0 {
                    return;
                }
                *questions.lock().expect("count") += bytes[..n].windows(6).filter(|w| w == b"]11;?\x1b").count();
                seen.lock().expect("screen").process(&bytes[..n]);
            }
        });
        let writer = pair.master.take_writer().expect("writer");
        Terminal { _home: home, folder, master: pair.master, writer, child, screen, asked }
    }

    pub(super) fn text(&self) -> String {
        self.screen.lock().expect("screen").screen().contents()
    }

    /// Waits until the program asks for the background.
    fn is_asked(&self) {
        self.wait("the question", |_| *self.asked.lock().expect("count") > 0);
    }

    /// The colours of the program's name in the corner.
    fn colours(&self) -> (vt100::Color, vt100::Color) {
        let parser = self.screen.lock().expect("screen");
        // The number of the tab that is shown.
        let at = (0..100).find(|x| parser.screen().cell(0, *x).is_some_and(|cell| cell.contents() == "1"));
        let [tab, ground] = [at.unwrap_or(0), 0].map(|x| parser.screen().cell(0, x).expect("a cell"));
        (tab.fgcolor(), ground.bgcolor())
    }

    pub(super) fn wait_for(&self, what: &str) {
        self.wait(what, |text| text.contains(what));
    }

    pub(super) fn wait(&self, what: &str, test: impl Fn(&str) -> bool) {
        let begun = Instant::now();
        while !test(&self.text()) {
            assert!(begun.elapsed() < Duration::from_secs(20), "waited for `{what}` in:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    pub(super) fn press(&mut self, keys: &str) {
        self.writer.write_all(keys.as_bytes()).expect("keys");
        self.writer.flush().expect("keys");
    }

    /// Opens the report form of one entry of the small ledger.
    pub(super) fn go_to_a_report(&mut self) {
        for (seen, keys) in [("精深加工企业", "/食用菌\r"), ("1 条", "a"), ("填报进展", "")] {
            self.wait_for(seen);
            self.press(keys);
        }
    }

    /// Where a text stands last, in cells from 1.
    fn find(&self, what: &str) -> (usize, usize) {
        let text = self.text();
        let place = |(y, line): (usize, &str)| line.find(what).map(|at| (unicode_width::UnicodeWidthStr::width(&line[..at]) + 1, y + 1));
        text.lines().enumerate().filter_map(place).last().unwrap_or_else(|| panic!("no `{what}` in:\n{text}"))
    }

    /// Presses the left button on a text, and lets it go.
    fn click(&mut self, what: &str) {
        // A frame may be read while it is half there.
        self.wait_for(what);
        let (x, y) = self.find(what);
        self.press(&format!("\u{1b}[<0;{x};{y}M\u{1b}[<0;{x};{y}m"));
    }

    /// The same person at the same ledger once more, when the program has ended.
    pub(super) fn again(mut self) -> Terminal {
        self.ends();
        Terminal::with(self._home, self.folder, &[])
    }

    pub(super) fn ends(&mut self) -> u32 {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().expect("wait") {
                return status.exit_code();
            }
            assert!(begun.elapsed() < Duration::from_secs(20), "did not end:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The last bytes may still be on their way when the program has ended.
    fn gave_the_terminal_back(&self) {
        let given = || {
            let parser = self.screen.lock().expect("screen");
            let screen = parser.screen();
            !screen.alternate_screen() && !screen.hide_cursor() && !screen.bracketed_paste()
        };
        let begun = Instant::now();
        while !given() {
            assert!(begun.elapsed() < Duration::from_secs(20), "the terminal was not given back:\n{}", self.text());
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Changes the size of the terminal, and of the screen that is looked at.
    fn resize(&self, rows: u16, cols: u16) {
        self.screen.lock().expect("screen").screen_mut().set_size(cells(rows), cells(cols));
        self.master.resize(size(rows, cols)).expect("resize");
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(super) fn home(&self) -> &Path {
        self._home.path()
    }

    /// Asks it to end, as the system does.
    pub(super) fn asks_to_end(&mut self) {
        let id = self.child.process_id().expect("process").to_string();
        assert!(std::process::Command::new("kill").arg(id).status().expect("kill").success());
        self.ends();
    }

    /// Ends it as `kill -9` does.
    pub(super) fn kill(&mut self) {
        let id = self.child.process_id().expect("process").to_string();
        assert!(std::process::Command::new("kill").args(["-9", &id]).status().expect("kill").success());
        self.child.wait().expect("end");
    }

    pub(super) fn ledger(&self) -> String {
        fs::read_to_string(self.folder.join("tasks.ron")).expect("ledger")
    }
}

#[test]
fn the_first_start_opens_the_built_in_ledger_and_says_so() {
    let mut terminal = Terminal::at(tempfile::tempdir().expect("folder"), None, &[]);
    terminal.wait_for(":tour 再看这一页");
    terminal.press(" ");
    terminal.wait("the question who we are", |text| text.contains("姓名") && !text.contains(":tour"));
    terminal.press("\u{1b}");
    terminal.wait("what waits today", |text| text.contains("还没有反馈的单位") && !text.contains("姓名"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    let seen = fs::read_to_string(terminal._home.path().join("home/config/views.ron")).expect("user state");
    assert!(seen.contains("toured: true"), "{seen}");
    terminal.gave_the_terminal_back();
}

#[test]
fn what_others_did_since_one_looked_is_news_at_the_next_opening_until_it_is_looked_at() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.press("0");
    terminal.wait_for("还没有反馈的单位");
    let reopen = |terminal: Terminal| {
        let Terminal { _home: home, folder, .. } = terminal;
        Terminal::with(home, folder, &[])
    };
    let quit = |terminal: &mut Terminal| {
        terminal.press("q");
        assert_eq!(terminal.ends(), 0);
    };
    quit(&mut terminal);
    let mut other = std::process::Command::new(env!("CARGO_BIN_EXE_duban"));
    other.args(["note", "jixi/二", "主体完工", "--today", "2025-10-15"]).current_dir(&terminal.folder);
    other.env("DUBAN_HOME", terminal._home.path().join("other")).env("USER", "王五");
    assert!(crate::patience::output(other.stdin(std::process::Stdio::null())).status.success());
    for _ in 0..2 {
        terminal = reopen(terminal);
        terminal.press("0");
        terminal.wait("the news", |t| t.contains("改动") && t.contains("王五 1"));
        quit(&mut terminal);
    }
    terminal = reopen(terminal);
    terminal.press("0");
    terminal.wait_for("王五 1");
    terminal.press("\u{1b}[H\r");
    terminal.wait_for("进展：主体完工");
    quit(&mut terminal);
    terminal = reopen(terminal);
    terminal.press("0");
    terminal.wait_for("没有别人的改动");
    quit(&mut terminal);
}

#[test]
fn who_types_on_past_the_first_tour_loses_no_key() {
    let mut terminal = Terminal::at(tempfile::tempdir().expect("folder"), None, &[]);
    terminal.wait_for(":tour 再看这一页");
    terminal.press("/nyncj");
    terminal.wait("what was typed in the filter line", |text| text.contains("nyncj") && text.contains("Enter 留住筛选"));
    terminal.press("\u{1b}");
    terminal.wait_for("420 条");
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn a_session_in_chinese_is_in_the_file_when_it_ends() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.go_to_a_report();
    terminal.press("袋栽木耳入棚\t\t\t30\x13");
    terminal.wait(" 已保存", |t| t.contains("已保存") && !t.contains("Ctrl-S"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    assert!(terminal.ledger().contains("Progress(\"袋栽木耳入棚\")"));
    assert!(terminal.ledger().contains("Percent(to: 30)"));
    terminal.gave_the_terminal_back();
}

#[test]
fn the_mouse_works_in_a_real_terminal() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.wait_for("精深加工企业");
    terminal.click("2 部门");
    terminal.wait_for("未明确牵头");
    terminal.click("1 清单");
    terminal.wait_for("精深加工企业");
    // The line above the detail is dragged up by two rows.
    let (x, y) = terminal.find("──────────");
    terminal.press(&format!("\u{1b}[<0;{x};{y}M\u{1b}[<32;{x};{}M\u{1b}[<0;{x};{}m", y - 2, y - 2));
    terminal.wait("the dragged line", |text| text.lines().nth(y - 3).is_some_and(|l| l.starts_with("────")));
    terminal.click("食用菌");
    terminal.wait("the detail of what was clicked", |text| text.lines().nth(y - 2).is_some_and(|l| l.contains("食用菌")));
    terminal.click("a 填报");
    terminal.wait_for("填报进展 ·");
    terminal.click("问题");
    terminal.press("缺资金");
    terminal.wait_for("缺资金");
    terminal.click("Ctrl-S");
    // The next entry without a report is asked about.
    terminal.wait_for("填报进展 · 五（一）");
    terminal.press("\u{1b}");
    terminal.wait(" 已保存", |t| t.contains("已保存") && !t.contains("填报进展 ·"));
    // The wheel goes back to the first entries; a double click opens one.
    terminal.press("\u{1b}[<64;10;6M\u{1b}[<64;10;6M");
    let row = terminal.find("密山寒疆");
    let click = format!("\u{1b}[<0;{};{}M\u{1b}[<0;{};{}m", row.0, row.1, row.0, row.1);
    terminal.press(&format!("{click}{click}"));
    terminal.wait("the detail alone", |text| text.lines().nth(2).is_some_and(|l| l.contains("密山寒疆")));
    terminal.click("q 退出");
    assert_eq!(terminal.ends(), 0);
    assert!(terminal.ledger().contains("Problems(\"缺资金\")"), "{}", terminal.ledger());
    terminal.gave_the_terminal_back();
}

#[test]
fn a_storm_of_sizes_does_no_harm() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.wait_for("精深加工企业");
    for n in 0..60u16 {
        terminal.resize(1 + n * 7 % 50, 1 + n * 13 % 180);
        if n % 10 == 0 {
            terminal.resize(1, 1);
            std::thread::sleep(Duration::from_millis(30));
        }
    }
    terminal.resize(30, 100);
    terminal.wait("the list", |t| t.contains("精深加工企业") && t.contains("已保存"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    terminal.gave_the_terminal_back();
}

/// A ledger of a million entries: it takes long to read.
fn opening_what_takes_long() -> Terminal {
    let home = tempfile::tempdir().expect("folder");
    let folder = home.path().to_owned();
    let (head, tail) = super::stage::SMALL.split_once("    entries: [\n").expect("entries");
    let entry = |n: u32| format!("        Entry(id: \"jixi/{n}\", kind: Task, title: \"很多\", lead: Unassigned),\n");
    let text = format!("{head}    entries: [\n{}{tail}", (0..1_000_000).map(entry).collect::<String>());
    fs::write(folder.join("long.ron"), text).expect("write");
    let terminal = Terminal::with(home, folder, &["--file", "long.ron"]);
    terminal.wait("the opening", |text| text.contains("正在打开台账") && text.contains("long.ron"));
    terminal
}

#[cfg(unix)]
#[test]
fn an_opening_that_takes_long_is_shown_and_can_be_called_off() {
    let mut terminal = opening_what_takes_long();
    terminal.press("s/?");
    terminal.press("q");
    assert_eq!(terminal.ends(), 130);
    terminal.gave_the_terminal_back();
    terminal.wait_for("已取消，什么都没有改动");
}

#[cfg(unix)]
#[test]
fn a_signal_to_end_while_a_ledger_is_opened_gives_the_terminal_back() {
    let mut terminal = opening_what_takes_long();
    let id = terminal.child.process_id().expect("process");
    assert!(std::process::Command::new("kill").arg(id.to_string()).status().expect("kill").success());
    assert_eq!(terminal.ends(), 130);
    terminal.gave_the_terminal_back();
}

/// Whether something is blocked that was not.
pub(super) fn is_blocked_anew(ledger: &str) -> bool {
    let count = |text: &str| text.matches("to: Blocked").count();
    count(ledger) > count(super::stage::SMALL)
}

#[cfg(unix)]
#[test]
fn a_signal_to_end_gives_the_terminal_back_and_the_work_is_saved() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.wait_for("精深加工企业");
    // The menu shows the same word: it must be closed again before the end is asked for.
    terminal.press("s");
    terminal.wait_for("直接选");
    terminal.press("b");
    terminal.wait("受阻 in the list", |t| t.contains("受阻") && !t.contains("直接选"));
    terminal.asks_to_end();
    terminal.gave_the_terminal_back();
    assert!(is_blocked_anew(&terminal.ledger()));
}

#[cfg(unix)]
#[test]
fn a_kill_at_any_instant_leaves_a_whole_ledger() {
    let home = tempfile::tempdir().expect("folder");
    let path = home.path().join("tasks.ron");
    fs::write(&path, super::stage::SMALL).expect("write");
    let mut random = fastrand::Rng::with_seed(9);
    for round in 0..80 {
        let status = ["推进中", "受阻", "未启动"][round % 3];
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_duban"))
            .args(["set", "jixi/二", "--status", status, "--file"])
            .arg(&path)
            .env("DUBAN_HOME", home.path().join("home"))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()
            .expect("start");
        std::thread::sleep(Duration::from_micros(random.u64(0..25_000)));
        let _ = child.kill();
        child.wait().expect("wait");
        let text = fs::read_to_string(&path).expect("read");
        let ledger = duban::store::parse_text("tasks.ron", &text).unwrap_or_else(|e| panic!("round {round}: {e}"));
        assert_eq!(ledger.entries().len(), 5);
    }
}

#[test]
fn a_ledger_with_two_sides_is_merged_when_the_person_agrees() {
    let sides = |a: &str, b: &str| format!("<<<<<<< HEAD\n{a}=======\n{b}>>>>>>> other\n");
    let line = super::stage::SMALL.lines().find(|l| l.contains("title: \"精深加工企业")).expect("an entry");
    let text = super::stage::SMALL.replacen(
        &format!("{line}\n"),
        &sides(&format!("{}\n", line.replace("精深", "甲精深")), &format!("{}\n", line.replace("精深", "乙精深"))),
        1,
    );
    let mut terminal = Terminal::open(Some(&text));
    terminal.wait_for("现在合并吗");
    terminal.press("n\n");
    assert_eq!(terminal.ends(), 2);
    assert_eq!(terminal.ledger(), text);
    let mut terminal = Terminal::open(Some(&text));
    terminal.wait_for("现在合并吗");
    terminal.press("\n");
    terminal.wait_for("清单");
    terminal.wait_for("乙精深");
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    assert!(terminal.ledger().contains("甲精深") && !terminal.ledger().contains("<<<<<<<"));
}

/// Git in the folder of the ledger, deaf to the settings of the machine.
pub(super) fn run_git(folder: &Path, words: &[&str]) {
    let mut command = std::process::Command::new("git");
    command.current_dir(folder).args(["-c", "user.name=张三", "-c", "user.email=a@example.org"]).args(words);
    command.env("GIT_CONFIG_GLOBAL", folder.join("no such file")).env("GIT_CONFIG_NOSYSTEM", "1");
    let output = crate::patience::output(command.stdin(std::process::Stdio::null()));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn what_was_committed_in_another_window_is_undone_by_a_correction() {
    let mut terminal = Terminal::open_in_git(super::stage::SMALL);
    terminal.wait_for("精深加工企业");
    terminal.press("sb");
    let begun = Instant::now();
    while terminal.ledger() == super::stage::SMALL {
        assert!(begun.elapsed() < Duration::from_secs(20), "not saved:\n{}", terminal.text());
        std::thread::sleep(Duration::from_millis(10));
    }
    run_git(&terminal.folder, &["commit", "-qam", "别的窗口"]);
    // The program glances at git's log every second.
    std::thread::sleep(Duration::from_millis(3500));
    terminal.press("u");
    terminal.wait_for("记为更正");
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    assert!(terminal.ledger().contains("to: Blocked") && terminal.ledger().contains("Corrects(update: "), "{}", terminal.ledger());
}

/// Not only once a second: right before what was committed would leave the file.
#[test]
fn what_was_committed_a_moment_ago_is_undone_by_a_correction() {
    for _ in 0..4 {
        let mut terminal = Terminal::open_in_git(super::stage::SMALL);
        terminal.wait_for("精深加工企业");
        terminal.press("sb");
        terminal.wait("the edit in the file", |_| is_blocked_anew(&terminal.ledger()));
        std::thread::sleep(Duration::from_millis(fastrand::u64(300..1300)));
        run_git(&terminal.folder, &["commit", "-qam", "别的窗口"]);
        terminal.press("u");
        terminal.wait_for("记为更正");
        terminal.press("q");
        assert_eq!(terminal.ends(), 0);
        assert!(terminal.ledger().contains("to: Blocked") && terminal.ledger().contains("Corrects(update: "), "{}", terminal.ledger());
    }
}

#[test]
fn a_sync_from_the_screen_sends_what_was_just_done() {
    let to_hub: &[&[&str]] = &[
        &["init", "-q"],
        &["add", "-A"],
        &["commit", "-qm", "一"],
        &["init", "-q", "--bare", "../hub.git"],
        &["remote", "add", "origin", "../hub.git"],
        &["push", "-qu", "origin", "HEAD:refs/heads/main"],
        &["checkout", "-qB", "main", "-t", "origin/main"],
    ];
    let mut terminal = Terminal::start(Some(super::stage::SMALL), to_hub);
    terminal.wait_for("精深加工企业");
    terminal.wait_for("已保存");
    terminal.press("sb");
    terminal.wait_for("未提交");
    terminal.press("S");
    terminal.wait_for("现在同步吗");
    terminal.press("y");
    terminal.wait_for("已同步：收到 0 项，推送 1 个提交");
    terminal.wait("nothing left", |text| !text.contains("未提交"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    let hub = std::process::Command::new("git").args(["show", "main:tasks.ron"]).current_dir(terminal.folder.join("../hub.git")).output();
    assert_eq!(String::from_utf8(hub.expect("git").stdout).expect("text"), terminal.ledger());
    assert!(is_blocked_anew(&terminal.ledger()));
}

const DARK: vt100::Color = vt100::Color::Rgb(0x7f, 0xb4, 0xe6);
const LIGHT: vt100::Color = vt100::Color::Rgb(0x1a, 0x5f, 0xa8);
const WHITE: &str = "]11;rgb:ffff/ffff/ffff\u{1b}\\";

#[test]
fn a_terminal_that_says_it_is_light_gets_light_colours_and_keeps_its_ground() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.is_asked();
    // What is typed before the answer and behind it stays typed.
    terminal.press(&format!("/ny\u{1b}{WHITE}ncj"));
    terminal.wait_for("筛选 nyncj");
    terminal.wait("light colours", |_| terminal.colours() == (LIGHT, vt100::Color::Default));
    terminal.press("\u{1b}");
    terminal.wait("the whole list", |text| !text.contains("nyncj"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    assert_eq!(*terminal.asked.lock().expect("count"), 1);
}

#[test]
fn a_terminal_that_never_says_gets_a_ground_on_which_the_colours_can_be_read() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.wait_for("精深加工企业");
    assert_eq!(terminal.colours(), (DARK, vt100::Color::Rgb(0x16, 0x19, 0x1d)));
    terminal.press("\u{1b}s");
    terminal.wait_for("直接选");
    terminal.press("\u{1b}");
    terminal.wait("the menu closed", |text| !text.contains("直接选"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn an_answer_that_comes_late_and_in_pieces_is_not_taken_for_keys() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.wait_for("精深加工企业");
    std::thread::sleep(Duration::from_millis(500));
    let before = terminal.text();
    terminal.press("\u{1b}");
    terminal.press(&WHITE[..9]);
    std::thread::sleep(Duration::from_millis(20));
    terminal.press(&WHITE[9..]);
    terminal.wait("light colours", |_| terminal.colours().0 == LIGHT);
    std::thread::sleep(Duration::from_millis(150));
    assert_eq!(terminal.text(), before);
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    assert_eq!(terminal.ledger(), super::stage::SMALL);
}

/// Somebody holds the lock of the ledger, so that no save can end.
#[cfg(unix)]
struct Holding(std::process::Child, PathBuf);

#[cfg(unix)]
impl Holding {
    fn of(folder: &Path) -> Holding {
        let lock = folder.join(".tasks.ron.lock");
        fs::write(&lock, "李四\tpc\t2025-10-15T09:00:00+08:00\t1\n").expect("write");
        let child = std::process::Command::new("flock").arg(&lock).args(["sleep", "60"]).spawn().expect("flock");
        std::thread::sleep(Duration::from_millis(300));
        Holding(child, lock)
    }
}

#[cfg(unix)]
impl Drop for Holding {
    fn drop(&mut self) {
        let _ = std::process::Command::new("pkill").args(["-P", &self.0.id().to_string()]).status();
        let _ = self.0.kill();
        let _ = self.0.wait();
        let _ = fs::remove_file(&self.1);
    }
}

#[cfg(unix)]
#[test]
fn an_edit_that_was_not_saved_before_a_kill_is_offered_at_the_next_opening_and_can_be_taken_back() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.wait_for("精深加工企业");
    let folder = terminal.folder.clone();
    let holding = Holding::of(&folder);
    for key in ["s", "b"] {
        terminal.press(key);
        std::thread::sleep(Duration::from_millis(200));
    }
    // The save waits, and says for whom.
    terminal.wait_for("李四@pc 正在保存");
    terminal.child.kill().expect("kill");
    terminal.ends();
    drop(holding);
    assert_eq!(terminal.ledger(), super::stage::SMALL, "it was not saved");
    let Terminal { _home: home, .. } = terminal;
    let mut terminal = Terminal::with(home, folder.clone(), &[]);
    terminal.wait_for("没有存进台账");
    terminal.wait_for("受阻");
    terminal.press("y");
    terminal.wait("the edit in the file", |_| fs::read_to_string(folder.join("tasks.ron")).is_ok_and(|t| is_blocked_anew(&t)));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
    let Terminal { _home: home, .. } = terminal;
    let mut terminal = Terminal::with(home, folder, &[]);
    terminal.wait_for("精深加工企业");
    std::thread::sleep(Duration::from_millis(300));
    assert!(!terminal.text().contains("没有存进台账"), "what was taken back is not offered again");
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn a_version_is_restored_on_the_screen_after_its_changes_were_shown_and_the_step_is_undone() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.wait_for("精深加工企业");
    terminal.press(":versions\r");
    terminal.wait_for("还没有留下版本");
    let edited = |terminal: &Terminal| terminal.ledger() != super::stage::SMALL && terminal.text().contains("已保存");
    for key in ["s", "b"] {
        terminal.press(key);
        std::thread::sleep(Duration::from_millis(200));
    }
    terminal.wait("受阻 in the file", |_| edited(&terminal));
    let after = terminal.ledger();
    terminal.press(":版本\r");
    terminal.wait_for("恢复哪一份");
    terminal.wait_for("保存前的版本");
    terminal.wait_for("此后");
    terminal.press("1");
    terminal.wait_for("会变 1 处");
    terminal.press("y");
    terminal.wait("the version in the file", |_| terminal.ledger() != after);
    assert!(!is_blocked_anew(&terminal.ledger()));
    terminal.wait_for("恢复：");
    terminal.press("u");
    terminal.wait("the edit again", |_| is_blocked_anew(&terminal.ledger()));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

#[test]
fn what_was_typed_into_a_form_survives_a_kill_and_is_there_when_the_form_is_opened_again() {
    let mut terminal = Terminal::open(Some(super::stage::SMALL));
    terminal.wait_for("精深加工企业");
    let folder = terminal.folder.clone();
    terminal.press("a");
    terminal.wait_for("填报进展");
    terminal.press("主体已经封顶");
    terminal.wait_for("主体已经封顶");
    std::thread::sleep(Duration::from_millis(500));
    terminal.child.kill().expect("kill");
    terminal.ends();
    let Terminal { _home: home, .. } = terminal;
    let mut terminal = Terminal::with(home, folder, &[]);
    terminal.wait_for("没有写完");
    terminal.press("a");
    terminal.wait_for("主体已经封顶");
    // What is handed in is no draft any more.
    terminal.press("\u{13}");
    terminal.wait("the report in the file", |_| terminal.ledger().contains("主体已经封顶"));
    terminal.press("a");
    terminal.wait("an empty form", |t| t.contains("填报进展") && !t.contains("主体已经封顶"));
    terminal.press("\u{1b}");
    terminal.wait("the list", |t| !t.contains("填报进展"));
    terminal.press("q");
    assert_eq!(terminal.ends(), 0);
}

/// Issue 13: a terminal that says it cannot show Chinese is told of, and not painted over.
#[test]
fn a_terminal_that_is_not_utf_8_is_told_and_given_the_list() {
    let locales: [&[(&str, &str)]; 6] = [
        &[("LC_ALL", "C")],
        &[("LC_ALL", "POSIX"), ("LANG", "zh_CN.UTF-8")],
        &[("LC_ALL", "zh_CN.GBK")],
        &[("LC_CTYPE", "zh_CN")],
        &[("LANG", "C")],
        &[("LANG", "zh_CN.GB18030@stroke")],
    ];
    for locale in locales {
        let home = Terminal::seasoned();
        let folder = home.path().join("work");
        fs::create_dir_all(&folder).expect("folder");
        fs::write(folder.join("tasks.ron"), include_str!("small.ron")).expect("write");
        let mut terminal = Terminal::speaking(home, folder, &[], locale);
        assert_eq!(terminal.ends(), 0);
        let (name, value) = locale[0];
        terminal.wait_for(&format!("{name}={value} says"));
        terminal.wait(&format!("{name}=zh_CN.UTF-8 duban"), |text| text.replace('\n', "").contains(&format!("{name}=zh_CN.UTF-8 duban")));
        terminal.wait_for("精深加工企业");
        assert!(!terminal.text().contains("2 部门"), "no screen: {}", terminal.text());
    }
    for locale in [&[("LANG", "zh_CN.utf8")][..], &[("LC_CTYPE", "UTF-8")], &[("LC_ALL", ""), ("LANG", "en_US.UTF-8")], &[]] {
        let home = Terminal::seasoned();
        let folder = home.path().join("work");
        fs::create_dir_all(&folder).expect("folder");
        fs::write(folder.join("tasks.ron"), include_str!("small.ron")).expect("write");
        let mut terminal = Terminal::speaking(home, folder, &[], locale);
        terminal.wait_for("2 部门");
        terminal.press("q");
        assert_eq!(terminal.ends(), 0);
    }
}

#[test]
fn a_command_that_records_asks_once_who_does() {
    let home = tempfile::tempdir().expect("folder");
    let folder = home.path().join("work");
    fs::create_dir_all(&folder).expect("folder");
    fs::write(folder.join("tasks.ron"), super::stage::SMALL).expect("write");
    let words = ["set", "jixi/一@万头牧场", "--percent", "30"];
    let mut terminal = Terminal::with(home, folder, &words);
    terminal.wait_for("你是哪个单位的");
    terminal.press("没有这个局\r");
    terminal.wait_for("登记簿里没有叫");
    terminal.press("虎林市农业农村局\r");
    assert_eq!(terminal.ends(), 0, "{}", terminal.text());
    assert!(terminal.ledger().contains("by: (dept: \"虎林市农业农村局\""), "{}", terminal.ledger());
    let Terminal { _home: home, folder, .. } = terminal;
    let mut terminal = Terminal::with(home, folder, &["set", "jixi/一@万头牧场", "--percent", "35"]);
    assert_eq!(terminal.ends(), 0, "{}", terminal.text());
    assert!(!terminal.text().contains("你是哪个单位的"), "{}", terminal.text());
    // The screen knows it, too.
    let Terminal { _home: home, folder, .. } = terminal;
    let mut terminal = Terminal::with(home, folder, &["config"]);
    terminal.ends();
    terminal.wait_for("虎林市农业农村局");
}

#[test]
fn a_key_that_begins_no_name_does_what_it_means_before_the_question_who_we_are_and_the_first_edit_asks_again() {
    let home = Terminal::seasoned();
    fs::remove_file(home.path().join("home/data/me.ron")).expect("removed");
    fs::write(home.path().join("home/config/config.ron"), "()").expect("write");
    let mut terminal = Terminal::at(home, Some(super::stage::SMALL), &[]);
    terminal.wait_for("我是谁");
    terminal.press("/食用菌\r");
    terminal.wait("the list", |text| text.contains("1/1 条") && !text.contains("我是谁"));
    terminal.press("s");
    terminal.wait_for("我是谁");
}
