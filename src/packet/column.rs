/// A column of the form. The reader finds columns by their heads, so that moved columns still read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Column {
    Reference,
    Title,
    Role,
    Deadline,
    LastStatus,
    LastWords,
    Status,
    Percent,
    Progress,
    Problems,
    Next,
    Person,
    Entry,
    Body,
    Period,
    Ledger,
    After,
    Seal,
}

impl Column {
    /// All columns in their order.
    pub(super) const ALL: [Column; 18] = [
        Column::Reference,
        Column::Title,
        Column::Role,
        Column::Deadline,
        Column::LastStatus,
        Column::LastWords,
        Column::Status,
        Column::Percent,
        Column::Progress,
        Column::Problems,
        Column::Next,
        Column::Person,
        Column::Entry,
        Column::Body,
        Column::Period,
        Column::Ledger,
        Column::After,
        Column::Seal,
    ];

    /// What stands above it.
    pub(super) fn head(self) -> &'static str {
        match self {
            Column::Reference => "编号",
            Column::Title => "事项",
            Column::Role => "职责",
            Column::Deadline => "时限",
            Column::LastStatus => "上次状态",
            Column::LastWords => "上次填报",
            Column::Status => "本期状态",
            Column::Percent => "完成比例（%）",
            Column::Progress => "本期进展",
            Column::Problems => "存在问题",
            Column::Next => "下一步打算",
            Column::Person => "填报人",
            Column::Entry => "条目（勿改）",
            Column::Body => "单位（勿改）",
            Column::Period => "期间（勿改）",
            Column::Ledger => "台账（勿改）",
            Column::After => "依据（勿改）",
            Column::Seal => "校验（勿改）",
        }
    }

    /// Its width, in terminal cells.
    pub(super) fn width(self) -> u8 {
        match self {
            Column::Reference => 14,
            Column::Title => 26,
            Column::Role => 6,
            Column::Deadline | Column::LastStatus => 12,
            Column::LastWords => 32,
            Column::Status | Column::Percent => 10,
            Column::Progress => 36,
            Column::Problems | Column::Next => 26,
            Column::Person => 9,
            _ => 20,
        }
    }

    /// Whether the body fills it in.
    pub(super) fn is_open(self) -> bool {
        matches!(self, Column::Status | Column::Percent | Column::Progress | Column::Problems | Column::Next | Column::Person)
    }

    /// Whether it is for the program alone.
    pub(super) fn is_hidden(self) -> bool {
        matches!(self, Column::Entry | Column::Body | Column::Period | Column::Ledger | Column::After | Column::Seal)
    }

    /// Where it stands in a form as it goes out.
    pub(super) fn place(self) -> u16 {
        self as u16
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
        for (i, column) in Column::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(column.place()), i);
            assert_eq!(Column::ALL.iter().filter(|c| c.head() == column.head()).count(), 1);
        }
    }
}
