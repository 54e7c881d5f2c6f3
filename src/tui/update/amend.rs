//! Amending what the ledger says of the plan: a wrong name, a body left out, a figure.

use super::{bulk, form};
use crate::domain::{Attribute, Change, Cooperation, Entry, Place, Register};
use crate::text::{Lang, Say};
use crate::tui::dialog::{Dialog, Field, Form, Purpose, Takes};
use crate::tui::field::Editor;
use crate::tui::message::Effect;
use crate::tui::model::Model;

/// Opens the form for the entry under the cursor.
pub(super) fn open(model: &mut Model) {
    let lang = model.lang;
    let Some(entry) = model.current() else { return model.tell_of_nothing() };
    let title = format!("{} · {}", lang.pick("修改台账所载", "Amend the ledger's facts"), entry.id);
    let fields = Attribute::amendable().map(|attribute| field(attribute, entry, &model.ledger().departments, lang)).collect();
    let targets = vec![entry.id.clone()];
    let form = Form { purpose: Purpose::Amend, title, targets, indicator: None, fields, focus: 0, error: None };
    form::resume_or_open(model, form);
}

fn field(attribute: Attribute, entry: &Entry, register: &Register, lang: Lang) -> Field {
    let text = attribute.written(entry, register, lang);
    let (editor, takes) = match attribute.place() {
        Some(Place::Text(_)) => (Editor::area_with(&text), Takes::Words),
        Some(Place::Bodies(_)) => (Editor::line(&text), Takes::Departments { fits: Vec::new(), chosen: 0 }),
        Some(Place::Money(_)) => (Editor::line(&text), Takes::Number),
        _ => (Editor::line(&text), Takes::Name),
    };
    form::field(attribute.label(lang), editor, takes)
}

/// Says beside the fields what is wrong with them.
pub(super) fn check(model: &mut Model) {
    let lang = model.lang;
    let Some(Dialog::Form(form)) = &model.dialog else { return };
    let Some(entry) = form.targets.first().and_then(|id| model.ledger().get(id)) else { return };
    let remark = |(at, attribute): (usize, Attribute)| {
        let mut entry = entry.as_ref().clone();
        let fits = attribute.amend(&mut entry, &form.text(at), &model.ledger().departments);
        fits.map(|()| hint(attribute, &entry, lang)).map_err(|unfit| unfit.say(lang))
    };
    let remarks: Vec<_> = Attribute::amendable().enumerate().map(remark).collect();
    let Some(Dialog::Form(form)) = &mut model.dialog else { return };
    for (field, remark) in form.fields.iter_mut().zip(remarks) {
        field.remark = remark;
    }
}

/// How a field is filled in, where that is not plain.
fn hint(attribute: Attribute, entry: &Entry, lang: Lang) -> String {
    match attribute.place() {
        Some(Place::List(_)) => lang.pick("多个用顿号隔开", "several: with 、 between").to_owned(),
        Some(Place::Bodies(_)) => {
            let count = entry.cooperating.len();
            lang.pick(format!("{count} 个，顿号隔开；只落实的后面写{}", Cooperation::IMPLEMENTS), format!("{count} bodies, 、 between"))
        }
        Some(Place::Choice(_)) => attribute.holds().terms().iter().map(|t| t.label(lang)).collect::<Vec<_>>().join(lang.pick("、", ", ")),
        _ => String::new(),
    }
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
    for (at, attribute) in Attribute::amendable().enumerate() {
        attribute.amend(&mut entry, &form.text(at), &model.ledger().departments).map_err(|unfit| unfit.say(lang))?;
    }
    Ok((entry != **old).then_some(entry))
}
