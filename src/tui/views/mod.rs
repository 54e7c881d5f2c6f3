//! The views, a row each. A view is a folder: its state with the rows of its own commands, how it is drawn, and what its
//! commands do. What its row names must be there, or nothing compiles.

pub(super) mod contested;
pub(super) mod coordination;
pub(super) mod departments;
pub(super) mod dispatch;
pub(super) mod import;
pub(super) mod indicators;
pub(super) mod list;
pub(super) mod pool;
pub(super) mod timeline;
pub(super) mod today;

use crate::text::{Lang, fold_width};

/// Hands all rows to a macro, in the order of the tabs: name; key, word and names on the tab; word and help of the command
/// that goes there; folder; family of its own commands; field and type of its state; field whose rows and cursor it shows.
macro_rules! each_view {
    ($make:ident) => {
        $make! {
            /// What waits today.
            Today ('0' "today" "今天" "Today") ("today-view" "今天" "today: what waits") today Desk (desk: Today) desk;
            /// All entries.
            List ('1' "list" "清单" "List") ("list-view" "清单" "the list") list Rows (list: List) list;
            /// Departments against statuses.
            Departments ('2' "departments" "部门" "Depts") ("department-view" "部门" "departments") departments Bodies (matrix: Matrix) matrix;
            /// The list's entries in time.
            Timeline ('3' "timeline" "时间轴" "Timeline") ("timeline-view" "时间轴" "the timeline") timeline Time (timeline: Timeline) list;
            /// Goals against measured values.
            Indicators ('4' "indicators" "指标" "Indicators") ("indicator-view" "指标" "indicators") indicators Goals (indicators: Indicators) indicators;
            /// Values that wait for a ruling.
            Contested ('5' "contested" "待裁定" "Contested") ("contested-view" "待裁定" "contested values") contested Rule (contested: Contested) contested;
            /// The bulletin as it stands.
            Dispatch ('6' "bulletin" "通报" "Bulletin") ("dispatch-view" "调度通报" "the bulletin") dispatch Bulletin (dispatch: Dispatch) dispatch;
            /// How far projects have come, and what was invested.
            Pool ('7' "pool" "项目库" "Pool") ("pool-view" "项目库" "the project pool") pool Funnel (pool: Pool) pool;
            /// Matters for coordination, inspections, liaison.
            Coordination ('8' "coordination" "会商" "Matters") ("coordination-view" "会商、督导、整改、包联" "matters for coordination, inspections, findings, liaison") coordination Meet (council: Council) council;
            /// What was read of documents of others, on its way into the ledger.
            Import ('9' "import" "导入" "Import") ("import-view" "导入草稿：审阅读出的条目、疑点" "documents that are taken in: entries and doubts to be reviewed") import Review (import: Importing) import;
        }
    };
}
pub(super) use each_view;

macro_rules! views {
    ($($(#[$doc:meta])* $View:ident ($key:literal $word:literal $zh:literal $en:literal) $go:tt $folder:ident $Family:ident $state:tt $rows:ident;)*) => {
        /// The views of the screen.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum View {
            $($(#[$doc])* $View,)*
        }

        impl View {
            /// All views in the order of their keys.
            pub const ALL: [View; [$($key),*].len()] = [$(View::$View),*];

            /// The key on the tab.
            pub(crate) fn key(self) -> char {
                match self { $(View::$View => $key,)* }
            }

            /// The word for config and command line.
            pub(crate) fn word(self) -> &'static str {
                match self { $(View::$View => $word,)* }
            }

            /// The name on the tab.
            pub(crate) fn name(self, lang: Lang) -> &'static str {
                match self { $(View::$View => lang.pick($zh, $en),)* }
            }
        }
    };
}

each_view!(views);

impl View {
    /// The view that a person means by a word: its word, its name on the tab, or its key.
    pub(crate) fn from_word(word: &str) -> Option<View> {
        let word = fold_width(word.trim());
        let named = |v: &View| [v.word(), v.name(Lang::Zh), v.name(Lang::En)].iter().any(|n| fold_width(n) == word);
        let key = |v: &View| word == v.key().to_string();
        View::ALL.into_iter().find(|v| !word.is_empty() && (named(v) || key(v) || (*v == View::Dispatch && word == "dispatch")))
    }

    /// Whether it shows the rows of the list, with its cursor and its filter.
    pub(crate) fn has_rows_of_list(self) -> bool {
        matches!(self, View::List | View::Timeline)
    }
}
