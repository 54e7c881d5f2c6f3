//! Offices that share a ledger: a bare repository in the middle, and a clone for each. Nothing of the git settings
//! of whoever runs the tests counts.

mod year;

use duban::domain::{Author, Change, Ledger, Recorder};
use duban::progress::Progress;
use duban::share::{Repo, ShareError, Sharing, Stop, Synced, attributes_file, register, write_attributes};
use duban::store::{Folders, LedgerFile};
use duban::text::Lang;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Where the ledger lies in each clone.
pub const PLACE: &str = "材料 一/tasks.ron";

/// The repository in the middle.
pub struct Hub {
    home: tempfile::TempDir,
}

/// A clone, with a person who works in it.
pub struct Office {
    pub folder: PathBuf,
    pub folders: Folders,
    pub recorder: Recorder,
    pub place: String,
}

/// Git in a folder, deaf to the settings of the machine.
pub fn git(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::new("git");
    command.current_dir(folder).args(args).env("GIT_CONFIG_GLOBAL", folder.join("no such file")).env("GIT_CONFIG_NOSYSTEM", "1");
    crate::patience::output(command.env("GIT_TERMINAL_PROMPT", "0").env("LC_ALL", "C.UTF-8").stdin(Stdio::null()))
}

pub fn fine(output: Output) -> String {
    assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

impl Hub {
    /// With a ledger and its attributes committed by the first office.
    pub fn new(text: &str) -> Hub {
        let hub = Hub { home: tempfile::tempdir().unwrap() };
        fine(git(hub.home.path(), &["init", "-q", "--bare", "-b", "main", "hub.git"]));
        let first = hub.empty_office("first", 999);
        fs::create_dir_all(first.path().parent().unwrap()).unwrap();
        fs::write(first.path(), text).unwrap();
        let repo = first.repo();
        write_attributes(&repo, &attributes_file(&repo).unwrap()).unwrap();
        first.git(&["add", "-A"]);
        first.git(&["commit", "-qm", "一"]);
        first.git(&["push", "-qu", "origin", "main"]);
        hub
    }

    pub fn path(&self) -> PathBuf {
        self.home.path().join("hub.git")
    }

    /// A clone of a name and a number; persons of different numbers never mint the same ids.
    pub fn office(&self, name: &str, number: u64) -> Office {
        let office = self.empty_office(name, number);
        office.git(&["fetch", "-q", "origin"]);
        office.git(&["checkout", "-q", "-B", "main", "--track", "origin/main"]);
        office
    }

    fn empty_office(&self, name: &str, number: u64) -> Office {
        let folder = self.home.path().join(name);
        fine(git(self.home.path(), &["init", "-q", "-b", "main", name]));
        let minted = AtomicU64::new(0);
        let recorder = Recorder {
            by: Author { dept: None, person: name.into() },
            clock: Arc::new(|| "2025-11-20T09:30:00+08:00".parse().unwrap()),
            entropy: Arc::new(move || ((number + 1) << 32 ^ minted.fetch_add(1, Ordering::Relaxed)).wrapping_mul(0x9e37_79b9_7f4a_7c15)),
        };
        let folders = Folders::under(&self.home.path().join(format!("{name}的数据")));
        let office = Office { folder, folders, recorder, place: PLACE.into() };
        // The library calls git with the settings of the machine: whatever could matter is set here.
        let email = format!("{number}@example.org");
        let hooks = office.folder.join(".git/hooks");
        let settings = [
            ("user.name", name),
            ("user.email", &email),
            ("commit.gpgsign", "false"),
            ("core.autocrlf", "false"),
            ("core.hooksPath", hooks.to_str().unwrap()),
            ("core.excludesFile", ".git/none"),
            ("core.attributesFile", ".git/none"),
            ("merge.conflictStyle", "merge"),
            ("pull.rebase", "false"),
        ];
        for (key, value) in settings {
            office.git(&["config", key, value]);
        }
        office.git(&["remote", "add", "origin", "../hub.git"]);
        office
    }
}

impl Office {
    pub fn git(&self, args: &[&str]) -> String {
        fine(git(&self.folder, args))
    }

    pub fn path(&self) -> PathBuf {
        self.folder.join(&self.place)
    }

    pub fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    pub fn repo(&self) -> Repo {
        Repo::of(&self.path()).unwrap().unwrap()
    }

    pub fn sharing(&self) -> Sharing {
        Sharing::of(&self.path(), Lang::Zh, false).unwrap().keeping_in(self.folders.clone())
    }

    pub fn sync(&self) -> Result<Synced, ShareError> {
        self.sharing().sync(&Stop::default(), &mut |_| ())
    }

    pub fn open(&self) -> (LedgerFile, Ledger) {
        LedgerFile::open(&self.path(), &self.folders, &Progress::default()).unwrap()
    }

    /// Makes git here merge by the program.
    pub fn register(&self) {
        register(&self.repo(), assert_cmd::cargo::cargo_bin!("duban")).unwrap();
    }

    /// Makes a change in the file; what the recorder makes of the ledger there.
    pub fn change(&self, make: impl Fn(&Recorder, &Ledger) -> Option<Change>) -> Option<Change> {
        let (mut file, mut ledger) = self.open();
        let change = make(&self.recorder, &ledger)?;
        let touched = change.touched();
        change.clone().apply(&mut ledger).unwrap();
        // Nothing comes in but what the file had lost.
        assert!(file.save(&ledger, &touched).unwrap().taken_in.is_none_or(|t| !t.notes.is_empty()));
        Some(change)
    }

    /// Commits, pulls and pushes by git alone. A conflict is mended from git's stages, as `duban resolve` does;
    /// whether there was one, and whether there was anything to merge.
    pub fn pull_and_push(&self) -> (bool, bool) {
        let _ = self.sharing().commit(None).unwrap();
        let before = self.git(&["rev-parse", "HEAD"]);
        let conflict = !git(&self.folder, &["pull", "-q", "--no-rebase", "--no-edit"]).status.success();
        if conflict {
            let repo = self.repo();
            let stages = repo.stages().unwrap().expect("the ledger is what conflicts");
            LedgerFile::repair(&self.path(), &self.folders, Some(&stages)).unwrap().expect("two sides");
            repo.mark_resolved().unwrap();
            self.git(&["commit", "-q", "--no-edit"]);
        }
        let parents = self.git(&["rev-list", "--parents", "-1", "HEAD"]);
        let merged = parents.split_whitespace().count() > 2 && self.git(&["rev-parse", "HEAD"]) != before;
        self.git(&["push", "-q"]);
        (conflict, merged)
    }
}
