//! Who holds a lock, as the lock's file says it.

use chrono::{DateTime, FixedOffset, Local, SubsecRound};

use crate::text::{Lang, Say, sanitize};

/// Who saves, on which machine, since when: what a lock says of its holder. What is not known is empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    pub(crate) person: String,
    pub(crate) machine: String,
    pub(crate) since: Option<DateTime<FixedOffset>>,
}

impl Holder {
    pub(super) fn ourselves() -> Holder {
        let word = |names: &[&str]| names.iter().find_map(|n| std::env::var(n).ok().filter(|v| !v.is_empty())).unwrap_or_default();
        let since = Some(Local::now().trunc_subsecs(0).fixed_offset());
        Holder { person: word(&["USER", "USERNAME", "LOGNAME"]), machine: machine(), since }
    }

    pub(super) fn text(&self) -> String {
        let since = self.since.map(|s| s.to_rfc3339()).unwrap_or_default();
        format!("{}\t{}\t{since}\t{}\n", self.person, self.machine, std::process::id())
    }

    pub(super) fn read(text: &str) -> Holder {
        let mut words = text.split('\t').map(|w| sanitize(w.trim(), false));
        let mut next = || words.next().unwrap_or_default();
        Holder { person: next(), machine: next(), since: next().parse().ok() }
    }
}

impl Say for Holder {
    fn say(&self, lang: Lang) -> String {
        let who = match (self.person.as_str(), self.machine.as_str()) {
            ("", "") => lang.pick("另一个程序", "another program").to_owned(),
            (person, "") => person.to_owned(),
            ("", machine) => machine.to_owned(),
            (person, machine) => format!("{person}@{machine}"),
        };
        let time = self.since.map(|s| s.with_timezone(&Local).format("%H:%M:%S"));
        let (zh, en) = time.map(|t| (format!("（自 {t} 起）"), format!(" (since {t})"))).unwrap_or_default();
        lang.pick(format!("{who} 正在保存{zh}"), format!("{who} is saving{en}"))
    }
}

#[cfg(unix)]
pub(super) fn machine() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
pub(super) fn machine() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}
