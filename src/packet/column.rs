/// A column of the form. The reader finds columns by their heads, so that moved columns still read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum FormColumn {
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

impl FormColumn {
    /// All columns in their order.
    pub(super) const ALL: [FormColumn; 18] = [
        FormColumn::Reference,
        FormColumn::Title,
        FormColumn::Role,
        FormColumn::Deadline,
        FormColumn::LastStatus,
        FormColumn::LastWords,
        FormColumn::Status,
        FormColumn::Percent,
        FormColumn::Progress,
        FormColumn::Problems,
        FormColumn::Next,
        FormColumn::Person,
        FormColumn::Entry,
        FormColumn::Body,
        FormColumn::Period,
        FormColumn::Ledger,
        FormColumn::After,
        FormColumn::Seal,
    ];

    /// What stands above it.
    pub(super) fn head(self) -> &'static str {
        match self {
            FormColumn::Reference => "编号",
            FormColumn::Title => "事项",
            FormColumn::Role => "职责",
            FormColumn::Deadline => "时限",
            FormColumn::LastStatus => "上次状态",
            FormColumn::LastWords => "上次填报",
            FormColumn::Status => "本期状态",
            FormColumn::Percent => "完成比例（%）",
            FormColumn::Progress => "本期进展",
            FormColumn::Problems => "存在问题",
            FormColumn::Next => "下一步打算",
            FormColumn::Person => "填报人",
            FormColumn::Entry => "条目（勿改）",
            FormColumn::Body => "单位（勿改）",
            FormColumn::Period => "期间（勿改）",
            FormColumn::Ledger => "台账（勿改）",
            FormColumn::After => "依据（勿改）",
            FormColumn::Seal => "校验（勿改）",
        }
    }

    /// Its width, in terminal cells.
    pub(super) fn width(self) -> u8 {
        match self {
            FormColumn::Reference => 14,
            FormColumn::Title => 26,
            FormColumn::Role => 6,
            FormColumn::Deadline | FormColumn::LastStatus => 12,
            FormColumn::LastWords => 32,
            FormColumn::Status | FormColumn::Percent => 10,
            FormColumn::Progress => 36,
            FormColumn::Problems | FormColumn::Next => 26,
            FormColumn::Person => 9,
            _ => 20,
        }
    }

    /// Whether the body fills it in.
    pub(super) fn is_open(self) -> bool {
        matches!(
            self,
            FormColumn::Status | FormColumn::Percent | FormColumn::Progress | FormColumn::Problems | FormColumn::Next | FormColumn::Person
        )
    }

    /// Whether it is for the program alone.
    pub(super) fn is_hidden(self) -> bool {
        matches!(
            self,
            FormColumn::Entry | FormColumn::Body | FormColumn::Period | FormColumn::Ledger | FormColumn::After | FormColumn::Seal
        )
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
        for (i, column) in FormColumn::ALL.into_iter().enumerate() {
            assert_eq!(usize::from(column.place()), i);
            assert_eq!(FormColumn::ALL.iter().filter(|c| c.head() == column.head()).count(), 1);
        }
    }
}
