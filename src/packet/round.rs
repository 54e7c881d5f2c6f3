//! Rounds of forms, each with a list of what went to whom: the closing round of a plan (终期核实) to everybody who leads something that it has
//! left unfinished, and that which asks whom is suggested to lead (责任分工征求意见).

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::error::PacketError;
use super::form::{Form, who_closes};
use crate::domain::{DeptId, Entry, EntryId, Ledger, Period, Plan};
use crate::text::Lang;

/// Names in the folder begin with so many digits.
const DIGITS: usize = 2;

/// All that goes out.
#[derive(Clone, Debug)]
pub struct Round {
    /// The folder's name: `终期核实-虎林农业`.
    pub(crate) folder: String,
    /// One a body, in the register's order.
    pub(crate) forms: Vec<Form>,
    /// Open entries that nobody leads, where the ledger names no office that could say how they end.
    pub(crate) unasked: Vec<EntryId>,
}

impl Round {
    /// By what the plan has left unfinished as the ledger stands now.
    pub(crate) fn of(ledger: &Ledger, plan: &Plan) -> Round {
        let mut asked: Vec<DeptId> = Vec::new();
        let mut unasked = Vec::new();
        for (entry, state) in ledger.unfinished(plan) {
            let who = who_closes(ledger, entry, &state);
            if who.is_empty() {
                unasked.push(entry.id.clone());
            }
            asked.extend(who.into_iter().cloned());
        }
        let register = ledger.departments.iter().map(|d| &d.id).filter(|id| asked.contains(id));
        let forms = register.map(|body| Form::closing(ledger, body, plan)).filter(|form| !form.lines.is_empty()).collect();
        Round { folder: format!("终期核实-{}", file_word(plan.short_name())), forms, unasked }
    }

    /// Asks every body that is suggested to lead something, among some entries.
    pub(crate) fn consulting(ledger: &Ledger, period: Period, is_meant: &dyn Fn(&Entry) -> bool) -> Round {
        let is_asked = |body: &&DeptId| ledger.entries().iter().any(|e| e.proposed.iter().any(|one| one.lead == **body));
        let bodies = ledger.departments.iter().map(|d| &d.id).filter(is_asked);
        let forms = bodies.map(|body| Form::consulting(ledger, body, (period, is_meant))).filter(|form| !form.lines.is_empty());
        Round { folder: "责任分工征求意见".to_owned(), forms: forms.collect(), unasked: Vec::new() }
    }

    /// How many entries are asked about; one that several bodies answer for counts once for each.
    pub(crate) fn rows(&self) -> usize {
        self.forms.iter().map(|form| form.lines.len()).sum()
    }

    /// The name of the form in the folder: in the order of the list.
    pub(crate) fn name(&self, at: usize) -> String {
        let digits = DIGITS.max(self.forms.len().to_string().len());
        format!("{:0digits$}-{}.xlsx", at + 1, file_word(&self.forms[at].body))
    }

    /// A form with what it asks: `01-甲局.xlsx  3 项`.
    pub(crate) fn line(&self, at: usize, lang: Lang) -> String {
        let rows = self.forms[at].lines.len();
        format!("{}  {}", self.name(at), lang.pick(format!("{rows} 项"), format!("{rows} entries")))
    }

    /// What is asked of nobody, and what can be done about it.
    pub(crate) fn left(&self, lang: Lang) -> Option<String> {
        let n = self.unasked.len();
        let said = || {
            lang.pick(
                format!("没有牵头单位的 {n} 项不发：请先明确牵头，或在台账里写明专班办公室"),
                format!("{n} entries that nobody leads are left out: settle who leads, or name the office in the ledger"),
            )
        };
        (n > 0).then(said)
    }

    /// The files of its folder, each with its name: the list first, then the forms.
    pub(crate) fn files(&self) -> Result<Vec<(String, Vec<u8>)>, PacketError> {
        let digits = DIGITS.max(self.forms.len().to_string().len());
        let list = self.list().map_err(|e| PacketError::Unwritable(e.to_string()))?;
        let mut all = vec![(format!("{:0digits$}-发放清单.xlsx", 0), list)];
        for (at, form) in self.forms.iter().enumerate() {
            all.push((self.name(at), form.to_xlsx()?));
        }
        Ok(all)
    }

    fn list(&self) -> Result<Vec<u8>, XlsxError> {
        let mut book = Workbook::new();
        let page = book.add_worksheet();
        page.set_name("发放清单")?;
        let head = Format::new().set_bold();
        for (at, (words, width)) in (0..).zip([("序号", 6), ("单位", 34), ("文件", 44), ("项数", 8), ("事项", 80), ("收回日期", 12)])
        {
            page.write_string_with_format(0, at, words, &head)?.set_column_width(at, width)?;
        }
        for (row, (at, form)) in (1..).zip(self.forms.iter().enumerate()) {
            let titles: Vec<String> = form.lines.iter().map(|l| format!("{} {}", l.reference, l.title)).collect();
            page.write_number(row, 0, row)?.write_string(row, 1, &form.body)?.write_string(row, 2, self.name(at))?;
            page.write_number(row, 3, form.lines.len() as f64)?.write_string(row, 4, super::writer::words(&titles.join("；")))?;
        }
        let unasked: Vec<&str> = self.unasked.iter().map(EntryId::as_str).collect();
        if !unasked.is_empty() {
            let row = self.forms.len() as u32 + 1;
            page.write_string(row, 1, "（没有牵头单位，没有发放）")?.write_number(row, 3, unasked.len() as f64)?;
            page.write_string(row, 4, super::writer::words(&unasked.join("；")))?;
        }
        page.set_freeze_panes(1, 0)?;
        book.save_to_buffer()
    }
}

/// A name that every system takes for a file's.
pub(crate) fn file_word(name: &str) -> String {
    name.chars().map(|c| if c.is_control() || r#"/\:*?"<>|"#.contains(c) { '_' } else { c }).collect()
}
