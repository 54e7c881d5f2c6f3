//! What the help explains besides the commands: a page a topic, in both languages. Its lines that begin with a command are examples, and
//! a test runs them.

use crate::text::{Lang, fold_width};

/// A topic by all its names, the Chinese and the English one first.
pub(super) struct Topic {
    pub(super) names: &'static [&'static str],
    pages: (&'static str, &'static str),
}

macro_rules! topics {
    ($($file:literal: $($name:literal)+;)*) => {
        pub(super) const TOPICS: &[Topic] = &[$(Topic {
            names: &[$($name),+],
            pages: (include_str!(concat!("topics/", $file, ".zh.txt")), include_str!(concat!("topics/", $file, ".en.txt"))),
        }),*];
    };
}

topics! {
    "filter": "筛选" "filter" "filters" "查找" "search";
    "periods": "期间" "periods" "period" "日期" "days" "dates";
    "lights": "灯" "lights" "light" "红灯" "序时";
    "sharing": "共用" "sharing" "共享" "share" "git" "合并" "同步";
    "reporting": "报送" "reporting" "填报" "反馈" "通报" "reports";
    "pool": "项目库" "pool" "项目" "projects" "阶段";
}

impl Topic {
    pub(super) fn find(word: &str) -> Option<&'static Topic> {
        let word = fold_width(word.trim()).to_lowercase();
        TOPICS.iter().find(|topic| topic.names.contains(&word.as_str()))
    }

    pub(super) fn page(&self, lang: Lang) -> &'static str {
        lang.pick(self.pages.0, self.pages.1)
    }

    /// Its name.
    pub(super) fn name(&self, lang: Lang) -> &'static str {
        lang.pick(self.names[0], self.names[1])
    }
}
