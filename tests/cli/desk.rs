//! A folder with a ledger, and the program to be called in it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A small ledger with comments, two plans, three bodies and four entries, in canonical spelling.
pub const LEDGER: &str = include_str!("ledger.ron");

/// What a call gave back.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Said {
    /// It did what was asked.
    pub fn fine(self) -> Said {
        assert_eq!(self.code, 0, "{self:?}");
        self
    }

    /// It was refused: exit code 2, nothing on stdout, and this on stderr.
    pub fn refused(self, why: &str) -> Said {
        assert_eq!((self.code, self.out.as_str()), (2, ""), "{self:?}");
        self.warns(why)
    }

    /// This stands on stdout.
    pub fn shows(self, what: &str) -> Said {
        assert!(self.out.contains(what), "`{what}` is not in:\n{}\n{}", self.out, self.err);
        self
    }

    /// This does not.
    pub fn hides(self, what: &str) -> Said {
        assert!(!self.out.contains(what), "`{what}` is in:\n{}", self.out);
        self
    }

    /// This stands on stderr.
    pub fn warns(self, what: &str) -> Said {
        assert!(self.err.contains(what), "`{what}` is not in:\n{}", self.err);
        self
    }

    /// This does not stand on stderr.
    pub fn quiet_of(self, what: &str) -> Said {
        assert!(!self.err.contains(what), "`{what}` is in:\n{}", self.err);
        self
    }

    /// The JSON on stdout, with its envelope looked at.
    pub fn json(&self, kind: &str) -> serde_json::Value {
        let value: serde_json::Value = serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {self:?}"));
        assert_eq!((value["schema"].as_u64(), value["kind"].as_str()), (Some(1), Some(kind)));
        value
    }
}

/// A folder of its own for each test, also for what the program keeps in the user's folders.
pub struct Desk {
    folder: TempDir,
}

impl Desk {
    /// With the small ledger.
    pub fn new() -> Desk {
        Desk::with(LEDGER)
    }

    /// With another text as its ledger.
    pub fn with(text: &str) -> Desk {
        let desk = Desk::empty();
        fs::write(desk.path("tasks.ron"), text).unwrap();
        desk
    }

    /// With no ledger.
    pub fn empty() -> Desk {
        let desk = Desk { folder: tempfile::tempdir().unwrap() };
        fs::create_dir(desk.path("")).unwrap();
        desk
    }

    /// A file beside the ledger.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("desk").join(name)
    }

    /// Where the program keeps its own things.
    pub fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// The ledger's text.
    pub fn text(&self) -> String {
        fs::read_to_string(self.path("tasks.ron")).unwrap()
    }

    /// The program, not called yet: in Chinese, on 20 November 2025, without a terminal.
    pub fn command(&self, words: &[&str]) -> Command {
        let today: &[&str] = if words.contains(&"--today") { &[] } else { &["--today", "2025-11-20"] };
        self.untimed(&[words, today].concat())
    }

    /// The same on the day that it is.
    pub fn untimed(&self, words: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("duban"));
        command.current_dir(self.path("")).env_clear().env("DUBAN_HOME", self.home()).env("LANG", "zh_CN.UTF-8").env("USER", "李四");
        command.args(words).stdin(Stdio::null());
        command
    }

    /// Calls the program.
    pub fn run(&self, words: &[&str]) -> Said {
        said(self.command(words))
    }

    /// Calls the program in English.
    pub fn run_in_english(&self, words: &[&str]) -> Said {
        let mut command = self.command(words);
        command.env("LANG", "en_GB.UTF-8");
        said(command)
    }

    /// Calls the program with something on its stdin.
    pub fn run_reading(&self, words: &[&str], stdin: &str) -> Said {
        let file = self.folder.path().join("stdin");
        fs::write(&file, stdin).unwrap();
        let mut command = self.command(words);
        command.stdin(fs::File::open(file).unwrap());
        said(command)
    }

    /// Every file with its bytes, here and in the user's folders.
    pub fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut all = BTreeMap::new();
        gather(self.folder.path(), &mut all);
        all
    }
}

fn gather(folder: &Path, all: &mut BTreeMap<PathBuf, Vec<u8>>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, all);
        } else {
            all.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
}

/// Calls a program.
pub fn said(mut command: Command) -> Said {
    let output = crate::patience::output(&mut command);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}

/// The lines that went and the lines that came, when all of them stand in one place.
pub fn change(before: &str, after: &str) -> (Vec<String>, Vec<String>) {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let head = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let tail = old[head..].iter().rev().zip(new[head..].iter().rev()).take_while(|(a, b)| a == b).count();
    let own = |lines: &[&str]| lines[head..lines.len() - tail].iter().map(|l| (*l).to_owned()).collect();
    (own(&old), own(&new))
}
