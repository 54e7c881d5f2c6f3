//! The keys in force: those of the table, and those that the config puts in their place.

use std::collections::BTreeMap;

use super::command::{BINDINGS, Binding, Command, Go};
use super::key::Key;
use super::views::View;
use crate::says_as_error;
use crate::text::{Lang, Say, nearest};

/// The keys of every row of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    rows: Vec<Vec<Key>>,
}

impl Default for Keymap {
    fn default() -> Self {
        Keymap { rows: BINDINGS.iter().map(|b| b.keys.to_vec()).collect() }
    }
}

/// What is wrong with a key of the config.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyMistake {
    /// No action has this word.
    Unknown(String),
    /// The key of this action cannot be read.
    Unreadable(String, String),
    /// The key of this action is another's already; the action keeps its own keys.
    Clash(String, Key, String),
}

says_as_error!(KeyMistake);

impl KeyMistake {
    pub(crate) fn word(&self) -> &str {
        match self {
            KeyMistake::Unknown(word) | KeyMistake::Unreadable(word, _) | KeyMistake::Clash(word, ..) => word,
        }
    }
}

impl Say for KeyMistake {
    fn say(&self, lang: Lang) -> String {
        match self {
            KeyMistake::Unknown(word) => {
                let near = nearest(word, BINDINGS.iter().map(|b| b.word));
                let near = near.map(|n| lang.pick(format!("，最接近的是 `{n}`"), format!("; the nearest is `{n}`"))).unwrap_or_default();
                lang.pick(format!("没有 `{word}` 这个操作{near}"), format!("no action is called `{word}`{near}"))
            }
            KeyMistake::Unreadable(word, key) => lang.pick(
                format!("`{word}` 的按键 `{key}` 读不懂，写法如 z、ctrl-s、f5、space、alt-left"),
                format!("the key `{key}` of `{word}` cannot be read; write z, ctrl-s, f5, space, alt-left"),
            ),
            KeyMistake::Clash(word, key, other) => {
                let key = key.label();
                lang.pick(
                    format!("`{word}` 的按键 {key} 已是 `{other}` 的，仍用原来的按键"),
                    format!("the key {key} of `{word}` is that of `{other}` already; the usual keys stay"),
                )
            }
        }
    }
}

impl Keymap {
    /// The table with the config's keys in their places. An action with a mistake keeps its own keys.
    pub fn of(wishes: &BTreeMap<String, String>) -> (Keymap, Vec<KeyMistake>) {
        let (mut keymap, mut mistakes) = (Keymap::default(), Vec::new());
        let mut changed = Vec::new();
        for (word, keys) in wishes {
            if !BINDINGS.iter().any(|b| b.word == word) {
                mistakes.push(KeyMistake::Unknown(word.clone()));
                continue;
            }
            let read = |name: &str| Key::parse(name).ok_or_else(|| KeyMistake::Unreadable(word.clone(), name.to_owned()));
            match keys.split_whitespace().map(read).collect::<Result<Vec<Key>, _>>() {
                Ok(keys) => {
                    keymap.put(word, Some(&keys));
                    changed.push(word.clone());
                }
                Err(mistake) => mistakes.push(mistake),
            }
        }
        // Taking one wish back may bring its usual key into the way of another.
        while let Some((at, key, other)) = changed.iter().enumerate().find_map(|(i, w)| keymap.clash(w).map(|(k, o)| (i, k, o))) {
            let word = changed.remove(at);
            keymap.put(&word, None);
            mistakes.push(KeyMistake::Clash(word, key, other.to_owned()));
        }
        (keymap, mistakes)
    }

    /// Gives an action keys, or its usual ones.
    fn put(&mut self, word: &str, keys: Option<&[Key]>) {
        for (row, binding) in self.rows.iter_mut().zip(BINDINGS.iter()) {
            if binding.word == word {
                *row = keys.unwrap_or(binding.keys).to_vec();
            } else if row.as_slice() == binding.keys {
                // A function key is one way more to a command: it gives way to a wish.
                row.retain(|key| !(key.is_function() && keys.is_some_and(|wished| wished.contains(key))));
            }
        }
    }

    /// The first key of an action that means something else in one of its views.
    fn clash(&self, word: &str) -> Option<(Key, &'static str)> {
        let meets = |a: &Binding, b: &Binding| View::ALL.iter().any(|v| a.is_for(*v) && b.is_for(*v));
        let own = || self.rows().filter(|(b, _)| b.word == word);
        let others = || self.rows().filter(|(b, _)| b.word != word);
        own().find_map(|(mine, keys)| {
            let other = |key: &Key| others().find(|(b, k)| k.contains(key) && meets(mine, b)).map(|(b, _)| b.word);
            keys.iter().find_map(|k| other(k).map(|o| (*k, o)))
        })
    }

    /// All rows of the table with their keys.
    pub fn rows(&self) -> impl Iterator<Item = (&'static Binding, &[Key])> {
        BINDINGS.iter().zip(self.rows.iter().map(Vec::as_slice))
    }

    pub(crate) fn binding_of(&self, key: Key, view: View) -> Option<&'static Binding> {
        self.rows().find(|(b, keys)| b.is_for(view) && keys.contains(&key)).map(|(b, _)| b)
    }

    pub(crate) fn labels(&self, binding: &Binding) -> String {
        let keys = self.rows().find(|(b, _)| std::ptr::eq(*b, binding)).map(|(_, keys)| keys).unwrap_or_default();
        keys.iter().map(|k| k.label()).collect::<Vec<_>>().join(" ")
    }

    /// The key on the tab of a view; nothing where it was taken away.
    pub(crate) fn tab(&self, view: View) -> String {
        self.first(&Go::View(view).into()).map(Key::label).unwrap_or_default()
    }

    /// The first key of a command; its word for the command line where it has none.
    pub(crate) fn label(&self, command: impl Into<Command>) -> String {
        let command = command.into();
        let word = || Binding::of(&command).map(|b| format!(":{}", b.word)).unwrap_or_default();
        self.first(&command).map_or_else(word, Key::label)
    }

    fn first(&self, command: &Command) -> Option<Key> {
        self.rows().filter(|(b, _)| b.command == *command).find_map(|(_, keys)| keys.first().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::command::{Show, Steps};
    use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

    fn wished(pairs: &[(&str, &str)]) -> (Keymap, Vec<KeyMistake>) {
        Keymap::of(&pairs.iter().map(|(a, k)| ((*a).to_owned(), (*k).to_owned())).collect())
    }

    fn means(keymap: &Keymap, name: &str) -> Option<&'static str> {
        keymap.binding_of(Key::parse(name).unwrap(), View::List).map(|b| b.word)
    }

    #[test]
    fn no_key_means_two_things_in_one_view() {
        for view in View::ALL {
            let mut seen: Vec<Key> = Vec::new();
            for key in BINDINGS.iter().filter(|b| b.is_for(view)).flat_map(|b| b.keys) {
                assert!(!seen.contains(key), "{} in {view:?}", key.label());
                seen.push(*key);
            }
        }
    }

    #[test]
    fn full_width_keys_do_what_their_half_width_twins_do() {
        let keymap = Keymap::default();
        let press = |c| keymap.binding_of(Key::of(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE)), View::List).map(|b| b.word);
        assert_eq!(press('ｓ'), Some("set-status"));
        assert_eq!(press('？'), Some("help"));
        assert_eq!(press('：'), Some("palette"));
        assert_eq!(press('、'), Some("filter"));
        assert_eq!(press('\u{3000}'), Some("mark"));
    }

    #[test]
    fn every_key_is_read_by_the_name_that_is_shown() {
        for key in BINDINGS.iter().flat_map(|b| b.keys) {
            assert_eq!(Key::parse(&key.label()), Some(*key), "{}", key.label());
        }
        assert_eq!(Key::parse("f99"), None);
        assert_eq!(Key::parse("ctrl-"), None);
        assert_eq!(Key::parse("hyper-x"), None);
    }

    #[test]
    fn every_command_has_a_word_of_its_own() {
        let words: BTreeMap<&str, &Command> = BINDINGS.iter().map(|b| (b.word, &b.command)).collect();
        assert!(BINDINGS.iter().all(|b| *words[b.word] == b.command));
        assert!(words.contains_key("set-status") && words.contains_key("undo"));
    }

    #[test]
    fn keys_are_put_in_the_place_of_others_and_swapped() {
        let (keymap, mistakes) = wished(&[("undo", "z ctrl-z"), ("set-status", "a"), ("report", "s")]);
        assert_eq!(mistakes, []);
        assert_eq!(means(&keymap, "z"), Some("undo"));
        assert_eq!(means(&keymap, "u"), None);
        assert_eq!((means(&keymap, "a"), means(&keymap, "s")), (Some("set-status"), Some("report")));
        assert_eq!(keymap.label(Steps::Undo(1)), "z");
        assert_eq!(keymap.label(Show::Tour), ":tour");
    }

    #[test]
    fn a_mistake_leaves_the_usual_key_and_is_told() {
        let (keymap, mistakes) = wished(&[("undoo", "z"), ("quit", "hyper-q"), ("undo", "s")]);
        assert_eq!(keymap, Keymap::default());
        let notes: Vec<String> = mistakes.iter().map(|m| m.say(Lang::En)).collect();
        assert_eq!(notes.len(), 3);
        assert!(notes.iter().any(|t| t.contains("`undoo`; the nearest is `undo`")), "{notes:?}");
        assert!(notes.iter().any(|t| t.contains("hyper-q")), "{notes:?}");
        assert!(notes.iter().any(|t| t.contains("key s of `undo` is that of `")), "{notes:?}");
    }
}
