//! Who sits here: asked once, before the first edit or when the program is first opened, and kept on this machine.

use crate::domain::DeptId;
use crate::tui::Model;
use crate::tui::command::{Ask, Binding, Command};
use crate::tui::dialog::{Dialog, Question};
use crate::tui::edit::Edit;
use crate::tui::message::Effect;
use crate::tui::model::Asking;

/// Whether nobody has said who he is, nor that he does not want to.
pub(crate) fn is_unknown(model: &Model) -> bool {
    model.us.is_none() && !model.identity.asked
}

/// Whether nobody changes anything, since this is a past day; then it is said.
pub(crate) fn only_looks(model: &mut Model) -> bool {
    if model.is_past() {
        let zh = "这是过去某天的状态，只能看；要改，请不带 --as-of 打开";
        model.notify(model.lang.pick(zh, "this is the state of a past day: open without --as-of to change anything"));
    }
    model.is_past()
}

/// Asks as soon as nothing else is open.
pub(crate) fn ask_soon(model: &mut Model) {
    if is_unknown(model) {
        model.asking = Asking::Soon;
    }
}

/// Asks as soon as this message is dealt with, and then does what was to be done.
pub(crate) fn ask_before(model: &mut Model, command: Command) {
    model.asking = Asking::Wanted(Some(Box::new(command)));
}

/// Keeps what the person said of himself.
pub(super) fn keep(model: &mut Model) {
    model.effects.push(Effect::KeepIdentity(Box::new(model.identity.clone())));
}

/// We are a body, or none, under a name; kept for the next time.
pub(crate) fn be(model: &mut Model, us: Option<DeptId>, person: Option<String>) {
    let lang = model.lang;
    let name = us.as_ref().map(|us| model.ledger().departments.name(us).to_owned());
    let shown = name.clone().unwrap_or_else(|| lang.pick("不属于哪个单位", "of none of the bodies").to_owned());
    let configured = lang.pick("（配置文件里另有设定，下次仍按它）", " (the config says otherwise, and will again next time)");
    let but = if model.identity.is_configured { configured } else { "" };
    model.notify(format!("{}{shown}{but}", lang.pick("本单位：", "we are ")));
    model.identity.us = name.unwrap_or_default();
    if let Some(person) = person.filter(|p| !p.is_empty()) {
        model.identity.person.clone_from(&person);
        model.recorder.by.person = person;
    }
    model.identity.asked = true;
    keep(model);
    model.recorder.by.dept.clone_from(&us);
    model.us = us;
    model.refresh_list();
    model.renew_views();
    ask_for_office(model);
}

/// Asks a body that has no part in anything whether it is the office, where the ledger names none.
fn ask_for_office(model: &mut Model) {
    let Some(us) = model.us.clone().filter(|us| !model.is_past() && model.ledger().may_be_office(us)) else { return };
    let (lang, name) = (model.lang, model.ledger().departments.name(&us));
    let text = vec![
        lang.pick(
            format!("{name}没有牵头或配合的事项，台账里也没有登记谁是专班办公室。{name}是专班办公室吗？"),
            format!("{name} has no part in any entry, and the ledger does not say who the office is. Is {name} the office?"),
        ),
        lang.pick(
            "是的写进台账；不是的，所作的改动都只记为建议。",
            "If so that is kept in the ledger; else what it changes is only proposed.",
        )
        .to_owned(),
    ];
    let label = format!("{}{name}", lang.pick("专班办公室：", "the office: "));
    let named = Edit::Enter(Box::new(model.ledger().naming_office(vec![us])), label);
    model.dialog = Some(Dialog::Question(Question::new(text, named)));
}

/// How somebody who only proposes becomes the office, where nobody is.
pub(super) fn way_to_office(model: &Model) -> String {
    let word = Binding::of(&Ask::Office.into()).map(|binding| binding.label(model.lang)).unwrap_or_default();
    let word = word.split(['：', ':']).next().unwrap_or_default();
    model.lang.pick(
        format!("在这里没有职责，只记为建议；本单位就是专班办公室的，用 :{word} 登记"),
        format!("no part in it, so it is only proposed; if we are the office, :{word} says so"),
    )
}
