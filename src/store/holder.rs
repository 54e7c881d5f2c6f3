//! Who holds a lock, as the lock's file says it.

use chrono::{DateTime, FixedOffset, Local, SubsecRound};

use crate::text::{Lang, Say, sanitize};

/// No name of a person or a machine has more characters: it is Linux's own bound of the latter.
const LONGEST: usize = 64;

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

    /// Of what is not written as a lock writes it nothing is known: it may be anything.
    pub(super) fn read(text: &str) -> Holder {
        Holder::written(text).unwrap_or(Holder { person: String::new(), machine: String::new(), since: None })
    }

    fn written(text: &str) -> Option<Holder> {
        let mut words = text.trim_end().split('\t');
        let [person, machine, since, process] = [(); 4].map(|()| words.next());
        process?.parse::<u32>().ok()?;
        Some(Holder { person: name(person?)?, machine: name(machine?)?, since: Some(since?.parse().ok()?) })
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

/// A name as it may be shown; nothing where it is none.
fn name(word: &str) -> Option<String> {
    let shown = sanitize(word.trim(), false);
    (shown.chars().count() <= LONGEST && !shown.contains(char::REPLACEMENT_CHARACTER)).then_some(shown)
}

#[cfg(unix)]
pub(super) fn machine() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(not(unix))]
pub(super) fn machine() -> String {
    std::env::var("COMPUTERNAME").unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_lock_says_of_its_holder_is_told_and_what_is_no_such_line_is_nobodys_name() {
        let told = |text: &str| Holder::read(text).say(Lang::En);
        let line = Holder::ourselves().text();
        assert_eq!(Holder::read(&line), Holder::ourselves().at(&line));
        let good = "张三\t一楼\t2025-11-20T09:00:00+08:00\t17\tkernel:1\n";
        assert!(told(good).starts_with("张三@一楼 is saving (since "), "{}", told(good));
        let long = "甲".repeat(9_999);
        let other = [
            "",
            "\n",
            "张三",
            "<html><body>\u{1b}[31m",
            &good.replace("17", "x"),
            &good.replace("2025", "then"),
            &good.replace("张三", &long),
        ];
        for text in other.into_iter().chain([String::from_utf8_lossy(&[0xff; 40]).as_ref(), &good.replace("张三", "\u{fffd}\u{fffd}")]) {
            assert_eq!(told(text), "another program is saving", "{text:?}");
        }
        assert!(!told(&good.replace("张三", "张\u{1b}[31m三")).contains('\u{1b}'));
    }

    impl Holder {
        /// As of the moment that a line says.
        fn at(self, line: &str) -> Holder {
            Holder { since: line.split('\t').nth(2).and_then(|since| since.parse().ok()), ..self }
        }
    }
}
