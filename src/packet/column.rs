use super::form::Purpose;

/// A column of the form. The reader finds columns by their heads, so that moved columns still read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum FormColumn {
    Reference,
    Title,
    Role,
    Deadline,
    LastStatus,
    LastWords,
    Steps,
    Status,
    Percent,
    Progress,
    Problems,
    Cause,
    Next,
    Needs,
    Wish,
    Stage,
    Invested,
    Outcome,
    On,
    Reason,
    Document,
    Into,
    Account,
    Content,
    Regions,
    Proposed,
    Ground,
    Opinion,
    Instead,
    Note,
    Person,
    Entry,
    Body,
    Period,
    Ledger,
    After,
    Seal,
}

/// Whom a column is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Shown,
    /// Shown where a body reports.
    Reported,
    /// Shown where it says how far the work is.
    Due,
    /// Shown where it is asked whether it leads.
    Asked,
    /// The body fills it in.
    Open,
    /// It fills it in where it says how far the work is.
    Progress,
    /// It fills it in of projects, where it says how far the work is. A form from before these columns has none.
    Projects,
    /// It fills it in where it says how the entry ends.
    Closing,
    /// It fills it in where it is asked whether it leads.
    Consulting,
    /// For the program alone.
    Hidden,
}

use Use::{Asked, Closing, Consulting, Due, Hidden, Open, Progress, Projects, Reported, Shown};

/// All columns in their order: what stands above each, its width in terminal cells, and who fills it in on which forms.
const COLUMNS: [(FormColumn, &str, u8, Use); 37] = [
    (FormColumn::Reference, "编号", 14, Shown),
    (FormColumn::Title, "事项", 26, Shown),
    (FormColumn::Role, "职责", 6, Reported),
    (FormColumn::Deadline, "时限", 12, Reported),
    (FormColumn::LastStatus, "上次状态", 12, Reported),
    (FormColumn::LastWords, "上次填报", 30, Reported),
    (FormColumn::Steps, "本期应完成", 18, Due),
    (FormColumn::Status, "本期状态", 10, Progress),
    (FormColumn::Percent, "完成比例（%）", 10, Progress),
    (FormColumn::Progress, "本期进展", 32, Progress),
    (FormColumn::Problems, "存在问题", 24, Progress),
    (FormColumn::Cause, "问题类别", 9, Progress),
    (FormColumn::Next, "下一步打算", 22, Progress),
    (FormColumn::Needs, "需协调事项", 20, Progress),
    (FormColumn::Wish, "建议时限及理由", 20, Progress),
    (FormColumn::Stage, "项目阶段", 10, Projects),
    (FormColumn::Invested, "本期完成投资（万元）", 12, Projects),
    (FormColumn::Outcome, "核实结果", 10, Closing),
    (FormColumn::On, "完成日期", 12, Closing),
    (FormColumn::Reason, "理由", 26, Closing),
    (FormColumn::Document, "依据文号", 20, Closing),
    (FormColumn::Into, "结转到", 20, Closing),
    (FormColumn::Account, "完成情况", 36, Closing),
    (FormColumn::Content, "内容", 40, Asked),
    (FormColumn::Regions, "地区", 14, Asked),
    (FormColumn::Proposed, "拟牵头单位", 20, Asked),
    (FormColumn::Ground, "拟定依据", 30, Asked),
    (FormColumn::Opinion, "意见", 10, Consulting),
    (FormColumn::Instead, "建议牵头单位", 22, Consulting),
    (FormColumn::Note, "说明", 30, Consulting),
    (FormColumn::Person, "填报人", 9, Open),
    (FormColumn::Entry, "条目（勿改）", 20, Hidden),
    (FormColumn::Body, "单位（勿改）", 20, Hidden),
    (FormColumn::Period, "期间（勿改）", 20, Hidden),
    (FormColumn::Ledger, "台账（勿改）", 20, Hidden),
    (FormColumn::After, "依据（勿改）", 20, Hidden),
    (FormColumn::Seal, "校验（勿改）", 20, Hidden),
];

impl FormColumn {
    pub(super) fn all() -> impl Iterator<Item = FormColumn> {
        COLUMNS.iter().map(|(column, ..)| *column)
    }

    /// Those of a form, in their order.
    pub(super) fn of(purpose: Purpose) -> impl Iterator<Item = FormColumn> {
        FormColumn::all().filter(move |column| match COLUMNS[*column as usize].3 {
            Shown | Open | Hidden => true,
            Progress | Projects | Due => purpose == Purpose::Progress,
            Closing => purpose == Purpose::Closing,
            Reported => purpose != Purpose::Consulting,
            Asked | Consulting => purpose == Purpose::Consulting,
        })
    }

    /// Where the status, or the opinion, is said.
    pub(super) fn status(purpose: Purpose) -> FormColumn {
        match purpose {
            Purpose::Progress => FormColumn::Status,
            Purpose::Closing => FormColumn::Outcome,
            Purpose::Consulting => FormColumn::Opinion,
        }
    }

    pub(super) fn head(self) -> &'static str {
        COLUMNS[self as usize].1
    }

    pub(super) fn width(self) -> u8 {
        COLUMNS[self as usize].2
    }

    pub(super) fn is_open(self) -> bool {
        matches!(COLUMNS[self as usize].3, Open | Progress | Projects | Closing | Consulting)
    }

    /// Whether it is for projects alone.
    pub(super) fn is_of_projects(self) -> bool {
        COLUMNS[self as usize].3 == Projects
    }

    /// Whether whoever fills it in sees it and leaves it as it is.
    pub(super) fn is_shown(self) -> bool {
        matches!(COLUMNS[self as usize].3, Shown | Reported | Due | Asked)
    }

    pub(super) fn is_hidden(self) -> bool {
        COLUMNS[self as usize].3 == Hidden
    }

    /// Where it stands in a form as it goes out.
    pub(super) fn place(self, purpose: Purpose) -> u16 {
        FormColumn::of(purpose).take_while(|column| *column != self).count() as u16
    }
}

/// The address of a cell as spreadsheets write it: `E7`. Both numbers count from 0.
pub(super) fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let digit = (rest - 1) % 26;
        letters.push(char::from(b'A' + digit as u8));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_what_the_spreadsheet_shows() {
        assert_eq!(address(6, 4), "E7");
        assert_eq!(address(0, 25), "Z1");
        assert_eq!(address(9, 26), "AA10");
        assert_eq!(address(0, 701), "ZZ1");
        assert_eq!(address(0, 702), "AAA1");
    }

    #[test]
    fn every_column_stands_where_it_says_and_has_its_own_head() {
        for (i, column) in FormColumn::all().enumerate() {
            assert_eq!(column as usize, i);
            assert_eq!(FormColumn::all().filter(|c| c.head() == column.head()).count(), 1);
        }
    }
}
