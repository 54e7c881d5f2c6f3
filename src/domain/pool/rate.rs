//! The rates by which offices speak of projects, each with what is divided by what.

use crate::domain::number::number;
use crate::domain::vocabulary::vocabulary;
use crate::text::Lang;

/// Which rate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RateOf {
    /// How many have been begun.
    Begun,
    /// How much of the year's planned investment is done.
    Year,
    /// How much of the whole investment is done.
    Whole,
    /// How many of those begun are built.
    Finished,
    /// How many of those begun the statistics count.
    Counted,
}

vocabulary!(RateOf {
    Begun = "开工率", "begun", "begun_rate", [];
    Year = "年度投资完成率", "of the year's investment", "year_investment_rate", ["年度完成率"];
    Whole = "总投资完成率", "of the whole investment", "whole_investment_rate", ["投资完成率"];
    Finished = "竣工率", "built", "finished_rate", [];
    Counted = "入统率", "in statistics", "statistics_rate", [];
});

impl RateOf {
    /// What is divided by what.
    pub(crate) fn formula(self, lang: Lang) -> &'static str {
        match self {
            RateOf::Begun => lang.pick(
                "已开工项目数（到过开工、在建、投产、达产或停建的）÷ 在库项目数（报过阶段、没有退库的）",
                "projects begun (that came to begun, being built, in production, at capacity or halted) / projects in the pool (with a stage, not withdrawn)",
            ),
            RateOf::Year => lang.pick(
                "本年完成投资 ÷ 本年计划投资，只计写明本年计划、没有退库的项目",
                "invested this year / planned for this year, of projects with a plan for this year that were not withdrawn",
            ),
            RateOf::Whole => lang.pick(
                "累计完成投资 ÷ 总投资，只计写明总投资、没有退库的项目",
                "invested since the start / whole investment, of projects of which the whole is stated that were not withdrawn",
            ),
            RateOf::Finished => lang.pick(
                "已竣工项目数（投产、达产）÷ 已开工项目数",
                "projects built (in production or at capacity) / projects begun",
            ),
            RateOf::Counted => {
                lang.pick("已入统的已开工项目数 ÷ 已开工项目数", "projects begun that the statistics count / projects begun")
            }
        }
    }

    /// In what the two are counted.
    pub(crate) fn unit(self, lang: Lang) -> &'static str {
        match self {
            RateOf::Year | RateOf::Whole => "万元",
            RateOf::Begun | RateOf::Finished | RateOf::Counted => lang.pick("个", "projects"),
        }
    }
}

/// A rate: so much of so much.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Rate {
    pub(crate) of: RateOf,
    pub(crate) part: f64,
    pub(crate) whole: f64,
}

impl Rate {
    /// In tenths of a percent; none where nothing is divided.
    pub(crate) fn tenths(self) -> Option<u32> {
        (self.whole > 0.0).then(|| (self.part / self.whole * 1000.0).round().max(0.0) as u32)
    }

    fn percent(self) -> Option<String> {
        self.tenths().map(|tenths| format!("{}.{}%", tenths / 10, tenths % 10))
    }

    fn divided(self) -> [String; 2] {
        [self.part, self.whole].map(|wan| number(rounded(wan)))
    }

    /// `45.2%（14/31）`; a dash where nothing is divided.
    pub(crate) fn short(self, lang: Lang) -> String {
        self.percent().map_or_else(|| "–".to_owned(), |percent| format!("{percent}{}", lang.bracketed(&self.divided().join("/"))))
    }

    /// `开工率 45.2%：14 ÷ 31 个`, with the formula.
    pub(crate) fn explained(self, lang: Lang) -> String {
        let unit = self.of.unit(lang);
        let ([part, whole], share) = (self.divided(), self.percent().unwrap_or_else(|| "–".to_owned()));
        let (name, colon) = (self.of.label(lang), lang.pick("：", ": "));
        let (equals, formula) = (lang.pick("＝", " = "), self.of.formula(lang));
        format!("{name}{equals}{formula}{colon}{part} ÷ {whole} {unit}{equals}{share}")
    }
}

/// Without what adding up amounts leaves behind the sixth decimal.
pub(super) fn rounded(wan: f64) -> f64 {
    (wan * 1e6).round() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_tells_what_is_divided_by_what_and_nothing_is_divided_by_nothing() {
        let rate = Rate { of: RateOf::Begun, part: 14.0, whole: 31.0 };
        assert_eq!(rate.short(Lang::Zh), "45.2%（14/31）");
        assert!(rate.explained(Lang::Zh).ends_with("14 ÷ 31 个＝45.2%") && rate.explained(Lang::Zh).starts_with("开工率＝已开工项目数"));
        assert_eq!(Rate { whole: 0.0, ..rate }.short(Lang::En), "–");
        assert_eq!(Rate { of: RateOf::Year, part: 0.1 + 0.2, whole: 0.3 }.short(Lang::Zh), "100.0%（0.3/0.3）");
    }
}
