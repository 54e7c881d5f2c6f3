//! What is shown or copied as it is.

use chrono::NaiveDate;

use super::{finder, prompt, tour, values};
use crate::domain::long_date;
use crate::tui::command::Show;
use crate::tui::dialog::{Dialog, Page};
use crate::tui::model::Model;

pub(crate) fn run(model: &mut Model, what: Show) {
    match what {
        Show::Copy => values::copy_rows(model),
        Show::CopyCell => values::copy_cell(model),
        Show::Detail => model.list.detail = !model.list.detail,
        Show::Why => why(model),
        Show::Help => finder::open(model),
        Show::Line => prompt::open(model),
        Show::Tour => tour::open(model),
    }
}

fn why(model: &mut Model) {
    let Some(index) = model.list.current() else { return };
    let lang = model.lang;
    let entry = &model.ledger().entries()[index];
    let verdict = &model.standing(index).verdict;
    let mut text = vec![format!("{}{}{}", verdict.light.label(lang), lang.pick("：", ": "), verdict.reason.sentence(lang))];
    if let Some(scheduled) = verdict.scheduled {
        let day = |day: Option<NaiveDate>| day.map(|d| lang.pick(long_date(d), d.to_string())).unwrap_or_default();
        let (start, end) = (day(model.ledger().start_of(entry)), day(model.standing(index).state.deadline.value));
        text.push(lang.pick(
            format!("序时进度 {scheduled}%：{start}至{end}按天匀速计算。"),
            format!("Scheduled progress {scheduled}%: even from {start} to {end}."),
        ));
    }
    if verdict.unreported {
        text.push(lang.pick("本季度还没有反馈。", "Nobody has reported this quarter.").to_owned());
    }
    let title = entry.heading();
    model.dialog = Some(Dialog::Page(Page::new(title, text)));
}
