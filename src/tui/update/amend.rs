//! Amending what the ledger says of the plan: a wrong name, a body left out, a figure.

use super::{bodies, bulk, form};
use crate::domain::{Change, Cooperation, Entry, number, parse_wan};
use crate::text::Lang;
use crate::tui::dialog::{Dialog, Form, Purpose, Takes};
use crate::tui::field::Editor;
use crate::tui::message::Effect;
use crate::tui::model::Model;

const TITLE: usize = 0;
const SUMMARY: usize = 1;
const COOPERATING: usize = 2;
const REGIONS: usize = 3;
const ENTERPRISES: usize = 4;
const INVESTMENT: usize = 5;
const REMARK: usize = 6;

/// Opens the form for the entry under the cursor.
pub(super) fn open(model: &mut Model) {
    let lang = model.lang;
    let Some(entry) = model.current() else { return model.tell_of_nothing() };
    let title = format!("{} · {}", lang.pick("修改台账所载", "Amend the ledger's facts"), entry.id);
    let names: Vec<String> = entry.cooperating.iter().map(|c| c.written(&model.ledger().departments)).collect();
    let investment = entry.investment_wan.map(number).unwrap_or_default();
    let fields = vec![
        form::field(lang.pick("事项", "Title"), Editor::line(&entry.title), Takes::Name),
        form::field(lang.pick("内容", "Summary"), Editor::area_with(&entry.summary), Takes::Words),
        form::field(
            lang.pick("配合单位", "Cooperating"),
            Editor::line(&names.join("、")),
            Takes::Departments { fits: Vec::new(), chosen: 0 },
        ),
        form::field(lang.pick("地区", "Regions"), Editor::line(&entry.regions.join("、")), Takes::Name),
        form::field(lang.pick("企业", "Enterprises"), Editor::line(&entry.enterprises.join("、")), Takes::Name),
        form::field(lang.pick("投资 万元", "Invest. 万元"), Editor::line(&investment), Takes::Number),
        form::field(lang.pick("备注", "Remark"), Editor::area_with(&entry.remark), Takes::Words),
    ];
    let targets = vec![entry.id.clone()];
    let form = Form { purpose: Purpose::Amend, title, targets, indicator: None, fields, focus: TITLE, error: None };
    form::resume_or_open(model, form);
}

/// Says beside the fields what is wrong with them.
pub(super) fn check(model: &mut Model) {
    let lang = model.lang;
    let Some(Dialog::Form(form)) = &model.dialog else { return };
    let Some(entry) = form.targets.first() else { return };
    let title = match form.text(TITLE).trim() {
        "" => Err(lang.pick("不能空着", "must not be empty").to_owned()),
        _ => Ok(String::new()),
    };
    let divided = || Ok(lang.pick("多个用顿号隔开", "several: with 、 between").to_owned());
    let cooperating = bodies::read(&form.text(COOPERATING), &model.ledger().departments, Some(entry), lang).map(|b| {
        lang.pick(format!("{} 个，顿号隔开；只落实的后面写{}", b.len(), Cooperation::IMPLEMENTS), format!("{} bodies, 、 between", b.len()))
    });
    let investment = investment(&form.text(INVESTMENT), lang).map(|_| String::new());
    let Some(Dialog::Form(form)) = &mut model.dialog else { return };
    let remarks = [(TITLE, title), (COOPERATING, cooperating), (REGIONS, divided()), (ENTERPRISES, divided()), (INVESTMENT, investment)];
    for (at, remark) in remarks {
        form.fields[at].remark = remark;
    }
}

fn investment(text: &str, lang: Lang) -> Result<Option<f64>, String> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let wanted = || lang.pick("金额（万元，如 5000、1.5亿）", "an amount in 万元, such as 5000 or 1.5亿").to_owned();
    parse_wan(text).map(Some).ok_or_else(wanted)
}

/// Takes what was filled in, as one step.
pub(super) fn take(model: &mut Model) -> Vec<Effect> {
    let lang = model.lang;
    match amended(model) {
        Ok(Some(entry)) => {
            model.dialog = None;
            let label = format!("{}{}", lang.pick("修改：", "amended: "), entry.heading());
            bulk::apply(model, Change::Amend(Box::new(entry)), label)
        }
        Ok(None) => {
            model.dialog = None;
            model.tell(lang.pick("没有改动", "nothing was changed"));
            Vec::new()
        }
        Err(wrong) => {
            if let Some(Dialog::Form(form)) = &mut model.dialog {
                form.error = Some(wrong);
            }
            Vec::new()
        }
    }
}

/// The entry as the form says it; nothing when it is so already.
fn amended(model: &Model) -> Result<Option<Entry>, String> {
    let lang = model.lang;
    let gone = || lang.pick("条目已不在台账里", "the entry is gone").to_owned();
    let Some(Dialog::Form(form)) = &model.dialog else { return Err(gone()) };
    let old = form.targets.first().and_then(|id| model.ledger().get(id)).ok_or_else(gone)?;
    let mut entry = old.as_ref().clone();
    entry.title = form.text(TITLE).trim().to_owned();
    entry.summary = form.text(SUMMARY).trim().to_owned();
    entry.cooperating = bodies::read(&form.text(COOPERATING), &model.ledger().departments, Some(&entry.id), lang)?;
    entry.regions = bodies::parts(&form.text(REGIONS));
    entry.enterprises = bodies::parts(&form.text(ENTERPRISES));
    entry.investment_wan = investment(&form.text(INVESTMENT), lang)?;
    entry.remark = form.text(REMARK).trim().to_owned();
    Ok((entry != **old).then_some(entry))
}
