use crate::text::Lang;

/// A part of long work, as the person who waits knows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The bytes of a file come in.
    Reading,
    /// The entries of a ledger are understood.
    Parsing,
    /// Entries are judged and laid out for search.
    Surveying,
    /// The entries of a bulletin are put together.
    Gathering,
    /// They are held against the quarters before.
    Comparing,
    /// The rows of a document are set.
    Setting,
    /// A document is packed into its file's form.
    Packing,
    /// The bytes of a file go out.
    Writing,
}

impl Step {
    /// The steps of opening a ledger.
    pub(crate) const OPENING: &'static [Step] = &[Step::Reading, Step::Parsing, Step::Surveying];
    /// The steps of putting a bulletin together.
    pub(crate) const DRAFTING: &'static [Step] = &[Step::Gathering, Step::Comparing];
    /// The steps of exporting a bulletin, or the ledger.
    pub(crate) const EXPORTING: &'static [Step] = &[Step::Gathering, Step::Comparing, Step::Setting, Step::Packing, Step::Writing];

    /// What it is called.
    pub(crate) fn label(self, lang: Lang) -> &'static str {
        match self {
            Step::Reading => lang.pick("读文件", "reading the file"),
            Step::Parsing => lang.pick("解析条目", "parsing entries"),
            Step::Surveying => lang.pick("判灯、建检索", "judging, laying out for search"),
            Step::Gathering => lang.pick("汇总条目", "gathering entries"),
            Step::Comparing => lang.pick("对比往期", "comparing quarters"),
            Step::Setting => lang.pick("排版", "setting rows"),
            Step::Packing => lang.pick("打包", "packing"),
            Step::Writing => lang.pick("写盘", "writing"),
        }
    }

    /// Whether it counts bytes, not things.
    pub(crate) fn counts_bytes(self) -> bool {
        matches!(self, Step::Reading | Step::Packing | Step::Writing)
    }
}

/// How far the work was at one instant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// What was being done; none before it has begun.
    pub step: Option<Step>,
    /// How much of the step was done, in things or bytes.
    pub done: usize,
    /// How much there is to do; 0 where nobody knows.
    pub total: usize,
}

impl Snapshot {
    /// The numbers of the step: `  34,000 / 100,000`, `  3.1 / 23.3 MB`; without the second where nobody knows it.
    pub(crate) fn numbers(&self) -> String {
        let bytes = self.step.is_some_and(Step::counts_bytes);
        let amount = |n: usize| if bytes { format!("{:.1}", n as f64 / 1e6) } else { thousands(n) };
        let unit = if bytes { " MB" } else { "" };
        match (self.done, self.total) {
            (0, 0) => String::new(),
            (done, 0) => format!("  {}{unit}", amount(done)),
            (done, total) => format!("  {} / {}{unit}", amount(done.min(total)), amount(total)),
        }
    }

    /// How much of the whole is done, in percent: every step counts alike.
    pub(crate) fn percent(&self, steps: &[Step]) -> u8 {
        let Some(at) = self.step.and_then(|step| steps.iter().position(|s| *s == step)) else { return 0 };
        let part = (self.done.min(self.total) * 100).checked_div(self.total).unwrap_or(0);
        u8::try_from((at * 100 + part) / steps.len()).unwrap_or(100)
    }
}

/// A number with commas between thousands.
fn thousands(n: usize) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_things_or_megabytes_as_far_as_they_are_known() {
        let numbers = |step, done, total| Snapshot { step: Some(step), done, total }.numbers();
        assert_eq!(numbers(Step::Parsing, 1_234_567, 2_000_000), "  1,234,567 / 2,000,000");
        assert_eq!(numbers(Step::Parsing, 0, 999), "  0 / 999");
        assert_eq!(numbers(Step::Reading, 3_100_000, 23_300_000), "  3.1 / 23.3 MB");
        assert_eq!(numbers(Step::Packing, 5_000_000, 0), "  5.0 MB");
        assert_eq!(numbers(Step::Packing, 0, 0), "");
    }

    #[test]
    fn the_percent_grows_from_step_to_step_and_never_passes_the_whole() {
        let snapshot = |step, done, total| Snapshot { step, done, total }.percent(Step::OPENING);
        assert_eq!(snapshot(None, 0, 0), 0);
        assert_eq!(snapshot(Some(Step::Reading), 5, 10), 16);
        assert_eq!(snapshot(Some(Step::Parsing), 0, 0), 33);
        assert_eq!(snapshot(Some(Step::Surveying), 10, 10), 100);
        assert_eq!(snapshot(Some(Step::Surveying), 99, 10), 100);
        assert_eq!(snapshot(Some(Step::Packing), 1, 1), 0, "no step of this work");
    }
}
