//! A desk whose folder is a git repository, with the program on git's way. No setting of the machine counts.

use super::desk::{Desk, Said, said};
use std::fs;
use std::path::Path;
use std::process::Command;

pub struct GitDesk {
    pub desk: Desk,
}

impl GitDesk {
    /// With the small ledger committed on `main`.
    pub fn new() -> GitDesk {
        let git = GitDesk { desk: Desk::new() };
        git.init();
        git.commit("一");
        git
    }

    fn init(&self) {
        self.git(&["init", "-q", "-b", "main"]).fine();
        self.git(&["config", "user.email", "a@example.org"]).fine();
        self.git(&["config", "user.name", "张三"]).fine();
    }

    /// With a bare repository beside it, to which everything was pushed, and another clone.
    pub fn shared() -> GitDesk {
        let git = GitDesk::new();
        git.git(&["init", "-q", "--bare", "-b", "main", "../hub.git"]).fine();
        git.git(&["remote", "add", "origin", "../hub.git"]).fine();
        git.git(&["push", "-qu", "origin", "main"]).fine();
        git.git(&["clone", "-q", "../hub.git", "../other"]).fine();
        git
    }

    pub fn git(&self, words: &[&str]) -> Said {
        self.git_in(&self.desk.path(""), words)
    }

    /// Git in the other clone, as another person.
    pub fn other(&self, words: &[&str]) -> Said {
        let identity = ["-c", "user.name=王五", "-c", "user.email=w@example.org"];
        self.git_in(&self.desk.path("../other"), &[&identity[..], words].concat())
    }

    fn git_in(&self, folder: &Path, words: &[&str]) -> Said {
        let mut command = Command::new("git");
        command.current_dir(folder).args(words);
        self.isolate(&mut command);
        command.env("LANG", "zh_CN.UTF-8").env("DUBAN_HOME", self.desk.home());
        said(command)
    }

    pub fn isolate(&self, command: &mut Command) {
        command.env("PATH", std::env::var_os("PATH").unwrap());
        command.env("GIT_CONFIG_GLOBAL", self.desk.home().join("no such file")).env("GIT_CONFIG_NOSYSTEM", "1");
        command.env("HOME", self.desk.home()).env_remove("XDG_CONFIG_HOME");
    }

    pub fn run(&self, words: &[&str]) -> Said {
        let mut command = self.desk.command(words);
        self.isolate(&mut command);
        said(command)
    }

    pub fn commit(&self, message: &str) {
        self.git(&["add", "-A"]).fine();
        self.git(&["commit", "-qm", message]).fine();
    }

    /// Two branches that change the same entry apart, and a merge of them: what git said.
    pub fn clash(&self) -> Said {
        self.git(&["checkout", "-qb", "other"]).fine();
        // By another person: of one's own saves nothing is left behind on another branch.
        let mut command = self.desk.command(&["set", "hulin/五（一）1", "--status", "受阻"]);
        self.isolate(&mut command);
        command.env("DUBAN_HOME", self.desk.path("../home of another"));
        said(command).fine();
        self.retitle("万头奶牛牧场");
        self.commit("二");
        self.git(&["checkout", "-q", "main"]).fine();
        self.run(&["set", "hulin/五（一）1", "--status", "已完成"]).fine();
        self.retitle("万头肉牛牧场");
        self.commit("三");
        self.git(&["merge", "-q", "-m", "合并", "other"])
    }

    fn retitle(&self, title: &str) {
        fs::write(self.desk.path("tasks.ron"), self.desk.text().replace("万头牧场", title)).unwrap();
    }

    /// Both sides are in the ledger, which parses, and both fields wait for a ruling.
    pub fn holds_both(&self) {
        let text = self.desk.text();
        assert!(!text.contains("<<<<<<<") && text.contains("to: Blocked") && text.contains("to: Done"), "{text}");
        assert!(text.contains("万头奶牛牧场") && text.contains("万头肉牛牧场"), "{text}");
        self.run(&["rule", "hulin/五（一）1"])
            .fine()
            .shows("状态（status）待裁定")
            .shows("标题（title）待裁定")
            .shows("（李四，2025-11-20 ");
    }
}
