//! What commands that end entries, or put them elsewhere, have in common.

use super::error::CliError;
use super::records::unsound;
use crate::domain::{Unended, Unmoved};
use crate::text::{Lang, Say};

/// On what ground entries end.
#[derive(clap::Args, Debug)]
pub(super) struct Ground {
    /// 依据的文件 | The document that says so
    #[arg(long, value_name = "文件 | DOC", default_value = "", hide_default_value = true)]
    pub(super) basis: String,
    /// 只看会改什么，不保存 | Show what would change, and save nothing
    #[arg(long)]
    pub(super) dry_run: bool,
}

/// Why an entry stays where it is, and what can be done.
pub(super) fn unmoved(why: &Unmoved) -> CliError {
    let (zh, en) = match why {
        Unmoved::NothingAbove(_) => ("去掉 --inherit，或先明确上级的牵头单位。", "Leave --inherit out, or settle first who leads above."),
        Unmoved::OtherPlan(_) => (
            "只在同一方案里移动、合并；到别的方案里接着办的用结转。",
            "Entries move and join inside their plan; into another one they are carried over.",
        ),
        Unmoved::Same(_) | Unmoved::UnderItself(_) => ("", ""),
    };
    CliError::usage(&why.say(Lang::Zh), &why.say(Lang::En), zh, en)
}

/// Why entries do not go on in others, and what can be done.
pub(super) fn unended(why: &Unended) -> CliError {
    let (zh, en) = match why {
        Unended::Unsound(why) => return unsound(why),
        Unended::Moved(why) => return unmoved(why),
        Unended::NotTheirs(_) => ("用 --as 写明以哪个单位的名义办。", "Say with --as for which body you act."),
        Unended::TooFew => ("每个名称写一次 --into。", "Say --into once for each title."),
        _ => ("", ""),
    };
    CliError::usage(&why.say(Lang::Zh), &why.say(Lang::En), zh, en)
}
