//! Everything the ledger says of one indicator.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::{Indicator, Pace, YearBasis, number};
use crate::tui::command::Ask;
use crate::tui::model::Model;
use crate::tui::view::gauge::{gauge, sparkline};
use crate::tui::view::sheet::{Line, Sheet, draw};

pub(crate) fn draw_page(buf: &mut Buffer, area: Rect, model: &Model) {
    let view = &model.indicators;
    let Some((indicator, pace)) = view.current().and_then(|i| model.ledger().indicators.get(i).zip(view.pace(i))) else { return };
    let cells = usize::from(area.width.saturating_sub(2)).min(100);
    draw(buf, area, &lines(model, indicator, pace, cells), (view.scroll, model));
}

fn lines(model: &Model, indicator: &Indicator, pace: &Pace, cells: usize) -> Vec<Line> {
    let lang = model.lang;
    let mut sheet = Sheet::new(model, cells);
    sheet.wrapped(&format!("{} · {}", indicator.scope, indicator.name), model.theme.accent);
    let light = pace.light();
    let verdict = format!("{}{}{}", light.label(lang), lang.pick("：", ": "), pace.sentence(&indicator.unit, lang));
    sheet.wrapped(&verdict, model.theme.light_of(light));
    if let Some(done) = pace.progress {
        let bar = gauge(done, pace.scheduled, cells.saturating_sub(20).min(60), model.ascii);
        sheet.lines.push((format!("{bar} {} {done:.0}%", lang.pick("进程", "progress")), model.theme.light_of(light)));
    }
    if let Some(share) = pace.share {
        sheet.lines.push((format!("{} {share:.1}%", lang.pick("为目标的", "share of the goal:")), model.theme.text));
    }
    sheet.blank();
    facts(&mut sheet, indicator);
    targets(&mut sheet, indicator);
    measured(&mut sheet, indicator);
    log(&mut sheet, indicator);
    sheet.lines
}

fn facts(sheet: &mut Sheet<'_>, indicator: &Indicator) {
    let (lang, ledger) = (sheet.model.lang, sheet.model.ledger());
    let plan = ledger.plan(&indicator.plan);
    let title = plan.map_or(indicator.plan.as_str(), |p| &p.title);
    let line = indicator.line.map(|l| lang.pick(format!("，文本第 {l} 行"), format!(", line {l}"))).unwrap_or_default();
    sheet.fact(lang.pick("出处", "Source"), &format!("《{title}》 {}{line}", indicator.reference));
    sheet.fact(lang.pick("单位", "Unit"), &indicator.unit);
    if let Some(entry) = indicator.entry.as_ref().and_then(|id| ledger.get(id)) {
        sheet.fact(lang.pick("条目", "Entry"), &entry.heading());
    }
    let responsible = indicator.responsible.as_ref().map(|body| ledger.departments.name(body)).unwrap_or_default();
    sheet.fact(lang.pick("责任单位", "Responsible"), responsible);
    for same in &indicator.same_as {
        sheet.fact(lang.pick("同一指标", "Same goal"), same);
    }
    sheet.fact(lang.pick("备注", "Remark"), &indicator.remark);
}

/// The baseline and the goals of all years, as one column of years and one of numbers.
fn targets(sheet: &mut Sheet<'_>, indicator: &Indicator) {
    let lang = sheet.model.lang;
    if let Some(baseline) = indicator.baseline {
        let value = format!("{}  {} {}", baseline.year, number(baseline.value), indicator.unit);
        sheet.fact(lang.pick("基数", "Baseline"), &value);
    }
    let basis = match indicator.year_basis {
        YearBasis::Stated => "",
        YearBasis::PlanPeriod => lang.pick("（年份按规划期末）", " (year: end of the plan's period)"),
    };
    for (i, (year, target)) in indicator.targets.iter().enumerate() {
        let label = if i == 0 { lang.pick("目标", "Goals") } else { "" };
        sheet.fact(label, &format!("{year}  {} {}{basis}", target.label(lang), indicator.unit));
    }
}

fn measured(sheet: &mut Sheet<'_>, indicator: &Indicator) {
    let lang = sheet.model.lang;
    let values = indicator.measured();
    let line = sparkline(&values.values().copied().collect::<Vec<_>>(), 24, sheet.model.ascii);
    for (i, (period, value)) in values.iter().enumerate() {
        let label = if i == 0 { lang.pick("实测", "Measured") } else { "" };
        let trend = if i == 0 && values.len() > 1 { format!("   {line}") } else { String::new() };
        sheet.fact(label, &format!("{period}  {} {}{trend}", number(*value), indicator.unit));
    }
}

fn log(sheet: &mut Sheet<'_>, indicator: &Indicator) {
    let lang = sheet.model.lang;
    sheet.blank();
    if indicator.updates.is_empty() {
        let key = sheet.model.keymap.label(Ask::Measure);
        let text = lang.pick(format!("还没有实测值。按 {key} 填报。"), format!("Nothing measured yet. {key} enters a value."));
        sheet.wrapped(&text, sheet.model.theme.dim);
        return;
    }
    let count = indicator.updates.len();
    sheet.wrapped(&lang.pick(format!("记录 {count} 条"), format!("log: {count}")), sheet.model.theme.head);
    let ledger = sheet.model.ledger();
    sheet.updates(&indicator.updates, |update| update.by.label(ledger), |update| update.sentences(ledger, lang));
}
