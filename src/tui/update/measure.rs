//! Entering a measured value of an indicator.

use super::{bulk, form};
use crate::domain::{Indicator, Pace, Period, number, parse_number};
use crate::text::{Lang, Say, fold_width};
use crate::tui::dialog::{Dialog, Field, Form, Purpose, Takes, period_or};
use crate::tui::field::Editor;
use crate::tui::message::Effect;
use crate::tui::model::Model;

const PERIOD: usize = 0;
const VALUE: usize = 1;

/// Opens the form for the indicator under the cursor: which period (the last quarter that is over), which value.
pub(super) fn open(model: &mut Model) {
    let lang = model.lang;
    let Some(indicator) = model.indicators.current().map(|i| &model.ledger().indicators[i]) else {
        model.tell(lang.pick("这里没有指标", "there is no indicator here"));
        return;
    };
    let title = format!("{} · {} {}", lang.pick("填报实测值", "Measured value"), indicator.scope, indicator.name);
    let last = Period::quarter_of(model.today).previous().to_string();
    let fields = vec![
        form::field(lang.pick("期间", "Period"), Editor::line(&last), Takes::Period),
        form::field(lang.pick("实测值", "Value"), Editor::line(""), Takes::Number),
    ];
    let indicator = Some(indicator.id());
    model.dialog = Some(Dialog::Form(Box::new(Form {
        purpose: Purpose::Measure,
        title,
        targets: Vec::new(),
        indicator,
        fields,
        focus: VALUE,
        error: None,
    })));
    form::check(model);
}

/// Says beside the fields what the period and the value mean for this indicator.
pub(super) fn check(model: &mut Model) {
    let Some(Dialog::Form(form)) = &model.dialog else { return };
    let Some(indicator) = subject(model, form) else { return };
    let (period, value) = remarks(model, form, indicator);
    let Some(Dialog::Form(form)) = &mut model.dialog else { return };
    let fields: &mut [Field] = &mut form.fields;
    if fields[PERIOD].remark.is_ok() {
        fields[PERIOD].remark = period;
    }
    fields[VALUE].remark = value;
}

type Remark = Result<String, String>;

fn remarks(model: &Model, form: &Form, indicator: &Indicator) -> (Remark, Remark) {
    let lang = model.lang;
    let period = period_or(&form.text(PERIOD), Period::quarter_of(model.today).previous(), model.today).ok();
    let future = period.is_some_and(|p| p.start() > model.today);
    let before = period.and_then(|p| indicator.measured().get(&p).copied());
    let about_period = match (period, before) {
        _ if future => Err(lang.pick("这个期间还没有开始", "this period has not begun").to_owned()),
        (Some(p), Some(v)) => {
            Ok(lang.pick(format!("{}，已填 {}", p.label(lang), number(v)), format!("{}, so far {}", p.label(lang), number(v))))
        }
        (Some(p), None) => Ok(p.label(lang)),
        (None, _) => Ok(String::new()),
    };
    (about_period, about_value(model, form, indicator))
}

fn about_value(model: &Model, form: &Form, indicator: &Indicator) -> Remark {
    let lang = model.lang;
    let Some(value) = value(&form.text(VALUE), &indicator.unit, lang)? else {
        return Ok(match indicator.unit.as_str() {
            "" => lang.pick("填一个数", "a number").to_owned(),
            unit => format!("{}{unit}", lang.pick("单位：", "in ")),
        });
    };
    let pace = Pace::of(model.ledger(), indicator, model.today);
    let target = pace.target.map(|(year, t)| format!("{}{} {}", year, lang.pick("年目标", " goal"), t.label(lang))).unwrap_or_default();
    let share = pace.target.map(|(_, t)| t.reference()).filter(|t| *t > 0.0).map(|t| format!(" ({:.0}%)", value / t * 100.0));
    Ok(format!("{}{}  {target}{}", number(value), indicator.unit, share.unwrap_or_default()))
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

fn subject<'a>(model: &'a Model, form: &Form) -> Option<&'a Indicator> {
    let at = model.ledger().indicator_index(form.indicator.as_deref()?)?;
    Some(&model.ledger().indicators[at])
}

/// Records what was filled in, as one step; what cannot be recorded keeps the form open and says why.
pub(super) fn take(model: &mut Model) -> Vec<Effect> {
    let lang = model.lang;
    match change(model) {
        Ok((change, label)) => {
            model.dialog = None;
            bulk::apply(model, change, label)
        }
        Err(wrong) => {
            if let Some(Dialog::Form(form)) = &mut model.dialog {
                form.error = Some(wrong.unwrap_or_else(|| lang.pick("指标已不在台账里", "the indicator is gone").to_owned()));
            }
            Vec::new()
        }
    }
}

/// The change and its name; `Err(None)` when the indicator is not there any more.
fn change(model: &Model) -> Result<(crate::domain::Change, String), Option<String>> {
    let lang = model.lang;
    let Some(Dialog::Form(form)) = &model.dialog else { return Err(None) };
    let indicator = subject(model, form).ok_or(None)?;
    let period = period_or(&form.text(PERIOD), Period::quarter_of(model.today).previous(), model.today).map_err(|e| Some(e.say(lang)))?;
    let value = value(&form.text(VALUE), &indicator.unit, lang)?;
    let value = value.ok_or_else(|| Some(lang.pick("还没有填实测值", "no value was filled in").to_owned()))?;
    if indicator.measured().get(&period) == Some(&value) {
        return Err(Some(lang.pick(format!("{period} 已经是 {}", number(value)), format!("{period} is {} already", number(value)))));
    }
    let change = model.recorder.measure(model.ledger(), &indicator.id(), period, value).ok_or(None)?;
    let unit = &indicator.unit;
    let what = lang.pick("填报实测值：", "measured value: ");
    Ok((change, format!("{what}{} {period} {}{unit}", indicator.name, number(value))))
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
