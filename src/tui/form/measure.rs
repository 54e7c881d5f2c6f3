//! Entering a measured value of an indicator.

use super::ask::{Ask, form};
use super::context::Context;
use super::field::Field;
use super::kind::Kind;
use crate::domain::{Indicator, Pace, number, parse_number};
use crate::text::{Lang, fold_width};
use crate::tui::edit::Edit;

form! {
    Measure(at), "填报实测值" / "Measured value":
    period, "期间" / "Period", Kind::Period(at.collecting()), at.collecting().to_string();
    value, "实测值" / "Value", Kind::Line;
}

impl Measure {
    fn about_period(&self, indicator: &Indicator, at: &Context<'_>) -> Result<String, String> {
        let lang = at.lang;
        let period = self.period.period(at)?;
        if period.start() > at.today {
            return Err(lang.pick("这个期间还没有开始", "this period has not begun").to_owned());
        }
        let before = indicator.measured().get(&period).map(|v| number(*v));
        let so_far = before.map(|v| lang.pick(format!("，已填 {v}"), format!(", so far {v}"))).unwrap_or_default();
        Ok(format!("{}{so_far}", period.label(lang)))
    }

    fn about_value(&self, indicator: &Indicator, at: &Context<'_>) -> Result<String, String> {
        let (lang, unit) = (at.lang, indicator.unit.as_str());
        let Some(value) = value(&self.value.text(), unit, lang)? else {
            return Ok(match unit {
                "" => lang.pick("填一个数", "a number").to_owned(),
                unit => format!("{}{unit}", lang.pick("单位：", "in ")),
            });
        };
        let target = Pace::of(at.ledger, indicator, at.today).target;
        let goal = target.map(|(year, t)| format!("{}{} {}", year, lang.pick("年目标", " goal"), t.label(lang))).unwrap_or_default();
        let share = target.map(|(_, t)| t.reference()).filter(|t| *t > 0.0).map(|t| format!(" ({:.0}%)", value / t * 100.0));
        Ok(format!("{}{unit}  {goal}{}", number(value), share.unwrap_or_default()))
    }
}

impl Ask for Measure {
    fn first(&self) -> usize {
        1
    }

    fn check(&mut self, at: &Context<'_>) {
        let Some(indicator) = at.indicator() else { return };
        self.period.remark = self.about_period(indicator, at);
        self.value.remark = self.about_value(indicator, at);
    }

    fn submit(&self, at: &Context<'_>) -> Result<Edit, String> {
        let lang = at.lang;
        let gone = || lang.pick("指标已不在台账里", "the indicator is gone").to_owned();
        let indicator = at.indicator().ok_or_else(gone)?;
        let period = self.period.period(at)?;
        let value = value(&self.value.text(), &indicator.unit, lang)?;
        let value = value.ok_or_else(|| lang.pick("还没有填实测值", "no value was filled in").to_owned())?;
        if indicator.measured().get(&period) == Some(&value) {
            let value = number(value);
            return Err(lang.pick(format!("{period} 已经是 {value}"), format!("{period} is {value} already")));
        }
        Ok(Edit::Measure { indicator: indicator.id(), period, value })
    }
}

/// Reads a number: any width, with thousands' commas, with or without the unit.
fn value(text: &str, unit: &str, lang: Lang) -> Result<Option<f64>, String> {
    let folded = fold_width(text.trim());
    let unit = fold_width(unit);
    let bare = folded.strip_suffix(unit.as_str()).unwrap_or(&folded).trim();
    if bare.is_empty() {
        return Ok(None);
    }
    parse_number(bare).map(Some).ok_or_else(|| lang.pick("填一个数，如 158.6", "a number such as 158.6").to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_type_it() {
        for text in ["1234.5", "1,234.5", "１２３４．５", " 1234.5 亿元", "1234.5亿元", "1，234.5"] {
            assert_eq!(value(text, "亿元", Lang::Zh), Ok(Some(1234.5)), "{text}");
        }
        assert_eq!(value("15%", "%", Lang::Zh), Ok(Some(15.0)));
        assert_eq!(value("-0.3", "", Lang::Zh), Ok(Some(-0.3)));
        assert_eq!(value("  ", "家", Lang::Zh), Ok(None));
        for text in ["约200", "inf", "1e3", "nan", "2.3.4", "12万元"] {
            assert!(value(text, "亿元", Lang::Zh).is_err(), "{text}");
        }
    }
}
