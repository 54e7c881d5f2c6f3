//! The bulletin view: periods, tabs, export.

use super::leaf::Leaf;
use super::{Bulletin, Content, Export};
use crate::report::{BULLETIN, Format};
use crate::store::Output;
use crate::tui::command::Tables;
use crate::tui::dialog::{Dialog, Item, Menu};
use crate::tui::listing::Fold;
use crate::tui::update::{going, tables};
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
        Bulletin::ExportAs(word) => export(model, word),
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
    let title = model.lang.pick("导出为", "Export as").to_owned();
    let item = |f: &Format| Item::new(letter(f), format!("{:<5} {}", f.word, f.label(model.lang)), Bulletin::ExportAs(f.word));
    let mut items: Vec<_> = BULLETIN.formats().map(|(f, _)| item(f)).collect();
    let mut cursor = BULLETIN.formats().position(|(f, _)| f.word == "docx").unwrap_or_default();
    if !model.exports.is_empty() {
        let names = model.exports.names().join(model.lang.pick("、", ", "));
        let label = format!("{}{names}", model.lang.pick("中止导出 ", "call off "));
        items.insert(0, Item::new('0', label, Bulletin::CallOff));
        cursor = 0;
    }
    model.dialog = Some(Dialog::Menu(Menu { title, items, cursor }));
}

/// The first letter that no other format has, and that does not move the cursor.
fn letter(format: &Format) -> char {
    format.word.chars().find(|c| !matches!(c, 'j' | 'k' | 'q')).unwrap_or('?')
}

/// Has the bulletin written, on a thread of its own.
fn export(model: &mut Model, word: &str) {
    let Some((format, write)) = BULLETIN.format(word) else { return };
    let word = format.word;
    let period = model.dispatch.period;
    let name = format!("{}-{}.{word}", model.lang.pick("通报", "bulletin"), period.to_string().replace("..", "_"));
    model.notify(model.lang.pick(format!("正在导出 {name} ……（Esc 中止）"), format!("exporting {name} … (Esc calls it off)")));
    let progress = model.exports.begin(&name);
    model.effects.push(Effect::Export(Box::new(Export {
        path: model.path.with_file_name(&name),
        word,
        name,
        lang: model.lang,
        content: Content::Bulletin { write, period, today: model.today, ledger: Box::new(model.ledger().clone()) },
        progress,
    })));
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
            if model.leaving != Leaving::No {
                model.farewell.push(text.clone());
            }
            model.notify(text);
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
    fn every_format_has_a_letter_of_its_own() {
        let mut letters: Vec<char> = BULLETIN.formats().map(|(f, _)| letter(f)).collect();
        letters.sort_unstable();
        letters.dedup();
        assert_eq!(letters.len(), BULLETIN.formats().count());
    }

    #[test]
    fn the_help_of_the_key_names_every_format() {
        let binding = BINDINGS.iter().find(|b| b.word == "export").unwrap();
        for (lang, (format, _)) in BULLETIN.formats().flat_map(|f| [(Lang::Zh, f), (Lang::En, f)]) {
            assert!(binding.label(lang).contains(format.word), "{} {lang:?}", format.word);
        }
    }
}
