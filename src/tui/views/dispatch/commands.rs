//! The bulletin view: periods, tabs, export.

use super::leaf::Leaf;
use super::{Bulletin, Content, Then};
use crate::report::{BULLETIN, LISTED};
use crate::store::Output;
use crate::tui::command::Tables;
use crate::tui::dialog::{Dialog, Item, Menu};
use crate::tui::listing::Fold;
use crate::tui::update::{exports, going, tables};
use crate::tui::{Effect, Leaving, Model, View};

pub(crate) fn run(model: &mut Model, bulletin: Bulletin) {
    match bulletin {
        Bulletin::Earlier => model.dispatch.go(model.dispatch.period.previous()),
        Bulletin::Later => model.dispatch.go(model.dispatch.period.next()),
        Bulletin::Of(period) => {
            model.dispatch.go(period);
            going::go(model, View::Dispatch);
        }
        Bulletin::NextTab => model.dispatch.turn(),
        Bulletin::Tab(tab) => model.dispatch.show(tab),
        Bulletin::Export if model.dispatch.leaf().is_some() => tables::run(model, Tables::Export),
        Bulletin::Export => choose_format(model),
        Bulletin::ExportAs(word) => export(model, word, Then::Stays),
        Bulletin::Again => again(model),
        Bulletin::Print if shows_text(model) => export(model, exports::PAPER, Then::Printed),
        Bulletin::Print => tables::print(model),
        Bulletin::CallOff => call_off(model),
    }
}

/// The entry under the cursor in the list; a body shows on which entries it has not reported.
pub(crate) fn open(model: &mut Model) {
    match model.dispatch.leaf().and_then(Leaf::entry) {
        Some(_) => going::show_entry(model),
        None => tables::run(model, Tables::Fold(Fold::Here)),
    }
}

/// Asks for the bulletin when it is looked at and not there.
pub(crate) fn draft(model: &mut Model) {
    if model.view == View::Dispatch {
        let draft = model.dispatch.draft(model.book.ledger(), model.lang);
        model.effects.extend(draft.map(|d| Effect::Draft(Box::new(d))));
    }
}

fn choose_format(model: &mut Model) {
    let lang = model.lang;
    let title = lang.pick("导出为", "Export as").to_owned();
    let formats = || BULLETIN.formats().map(|(f, _)| f);
    let mut items = exports::items(formats(), |f| f.label(lang).to_owned(), |word| Bulletin::ExportAs(word).into(), lang);
    let last = exports::last_format(model, |e| &e.bulletin, exports::BULLETINS);
    let mut cursor = formats().position(|f| f.word == last).unwrap_or_default();
    if !model.exports.is_empty() {
        let names = model.exports.names().join(lang.pick("、", ", "));
        let label = format!("{}{names}", lang.pick("中止导出 ", "call off "));
        items.insert(0, Item::new('0', label, Bulletin::CallOff));
        cursor = 0;
    }
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// What is shown, once more in the format of last time.
fn again(model: &mut Model) {
    if shows_text(model) {
        let word = exports::last_format(model, |e| &e.bulletin, exports::BULLETINS);
        return export(model, &word, Then::Stays);
    }
    let word = exports::last_format(model, |e| &e.table, exports::TABLES);
    if let Some((format, _)) = LISTED.format(&word) {
        tables::run(model, Tables::ExportAs(format.word));
    }
}

/// Whether the text of the bulletin is what is shown.
fn shows_text(model: &Model) -> bool {
    model.view == View::Dispatch && model.dispatch.leaf().is_none()
}

/// Has the bulletin written.
fn export(model: &mut Model, word: &str, then: Then) {
    let Some((format, write)) = BULLETIN.format(word) else { return };
    let period = model.dispatch.period;
    let stem = format!("{}-{}", model.lang.pick("通报", "bulletin"), period.to_string().replace("..", "_"));
    let content = Content::Bulletin { write, period, today: model.today, ledger: Box::new(model.ledger().clone()) };
    exports::begin(model, (&stem, format.word), content, then);
}

/// Calls all exports off: no file comes of them, nor a part of one.
pub(crate) fn call_off(model: &mut Model) {
    let names = model.exports.call_off();
    let lang = model.lang;
    if names.is_empty() {
        return model.notify(lang.pick("已写完，来不及中止了", "too late to call it off: it is written"));
    }
    let names = names.join(lang.pick("、", ", "));
    model.notify(lang.pick(format!("已中止导出 {names}，没有写出文件"), format!("called off {names}; no file was written")));
}

/// An export has ended; its path is told once more when it was waited for.
pub(crate) fn exported(model: &mut Model, name: &str, result: Result<Output, String>) {
    model.exports.end(name);
    match result {
        Ok(written) => {
            let text = written.sentence(model.lang.pick("已导出", "exported"), model.lang);
            model.exports.last = Some(written.path);
            if model.leaving != Leaving::No {
                model.farewell.push(text.clone());
            }
            model.notify(format!("{text}{}", exports::offer(model)));
        }
        Err(text) => {
            // Whoever waits for it must see that it is not there.
            model.leaving = Leaving::No;
            model.complain(text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use crate::tui::command::BINDINGS;

    #[test]
    fn the_help_of_the_key_names_every_format() {
        let binding = BINDINGS.iter().find(|b| b.word == "export").unwrap();
        for (lang, (format, _)) in BULLETIN.formats().flat_map(|f| [(Lang::Zh, f), (Lang::En, f)]) {
            assert!(binding.label(lang).contains(format.word), "{} {lang:?}", format.word);
        }
    }
}
