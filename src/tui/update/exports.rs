//! Files of what is shown: the menu of formats, once more in the format of last time, and where the last file is.

use crate::profile::Exported;
use crate::report::Format;
use crate::text::Lang;
use crate::tui::command::{Command, Tables};
use crate::tui::dialog::{Item, item_keys};
use crate::tui::message::Effect;
use crate::tui::model::Model;
use crate::tui::views::dispatch::{Bulletin, Content, Export, Then};

/// The formats to choose from, by number or by a letter of their names; last of all that what is shown is printed.
pub(crate) fn items(
    formats: impl Iterator<Item = &'static Format>,
    label: impl Fn(&Format) -> String,
    command: impl Fn(&'static str) -> Command,
    lang: Lang,
) -> Vec<Item> {
    let of = |f: &'static Format| (format!("{:<5} {}", f.word, label(f)), command(f.word), letter(f));
    let print = lang.pick("打印  在浏览器中打开", "print open it in the browser");
    let all = formats.map(of).chain([(print.to_owned(), Bulletin::Print.into(), "p")]);
    item_keys().zip(all).map(|(key, (label, command, letter))| Item::new(key, label, command).or_by(letter)).collect()
}

/// The first letter of a format that does not move the cursor.
fn letter(format: &Format) -> &'static str {
    let at = format.word.find(|c| !matches!(c, 'j' | 'k' | 'q')).unwrap_or_default();
    format.word.get(at..=at).unwrap_or_default()
}

/// In which format a bulletin, or a table, was written last; else the usual one.
pub(crate) fn last_format(model: &Model, what: fn(&Exported) -> &str, usual: &'static str) -> String {
    let last = model.user_state.as_ref().map(|state| what(&state.exported)).filter(|word| !word.is_empty());
    last.unwrap_or(usual).to_owned()
}

/// In which format something is printed.
pub(crate) const PAPER: &str = "html";
pub(crate) const BULLETINS: &str = "docx";
pub(crate) const TABLES: &str = "xlsx";

/// Has something written beside the ledger, on a thread of its own, and remembers in which format.
pub(crate) fn begin(model: &mut Model, (stem, word): (&str, &'static str), content: Content, then: Then) {
    let name = format!("{stem}.{word}");
    let lang = model.lang;
    let progress = model.exports.begin(&name);
    let off = model.calling_off();
    let (zh, en) = if then == Then::Printed { ("正在打印", "printing") } else { ("正在导出", "exporting") };
    model.notify(lang.pick(format!("{zh} {name} ……{off}"), format!("{en} {name} …{off}")));
    let (path, is_table) = (model.path.with_file_name(&name), matches!(content, Content::Table { .. }));
    model.effects.push(Effect::Export(Box::new(Export { path, name, word, lang, content, then, progress })));
    // What is printed says nothing of the files that are wanted.
    if let Some(state) = model.user_state.as_mut().filter(|_| then == Then::Stays) {
        let last = if is_table { &mut state.exported.table } else { &mut state.exported.bulletin };
        if last != word {
            word.clone_into(last);
            model.keep_user_state();
        }
    }
}

/// How the path of the last file is copied, in words.
pub(crate) fn offer(model: &Model) -> String {
    let key = model.keymap.label(Tables::CopyPath);
    model.lang.pick(format!("（{key} 复制路径）"), format!(" ({key} copies the path)"))
}

/// Puts the path of the last file on the clipboard.
pub(crate) fn copy_path(model: &mut Model) {
    let Some(path) = model.exports.last.clone() else {
        return model.notify(model.lang.pick("这次还没有导出过", "nothing was exported yet"));
    };
    let text = path.display().to_string();
    model.notify(model.lang.pick(format!("已复制路径 {text}"), format!("copied the path {text}")));
    model.copy(text);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{BULLETIN, LISTED};

    #[test]
    fn every_format_has_a_letter_of_its_own() {
        let count = |words: Vec<&str>| words.iter().collect::<std::collections::BTreeSet<_>>().len() == words.len();
        assert!(count(BULLETIN.formats().map(|(f, _)| letter(f)).collect()));
        assert!(count(LISTED.formats().map(|(f, _)| letter(f)).collect()));
    }
}
