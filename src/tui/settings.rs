//! What the screen takes from the config.

use super::keys::Keymap;
use super::own_theme;
use super::surface::{Depth, Ground, Surface};
use super::theme::Theme;
use super::views::View;
use crate::profile::{Ambiguous, ConfigFile, UserState};
use crate::text::{Lang, Say};

/// What the screen begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Opening {
    /// One of the tabs.
    Tab(View),
    /// A named view of the list.
    Named(String),
}

/// How the screen is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    pub(crate) theme: Theme,
    /// Whether the colours follow the terminal's background.
    pub(crate) follows: bool,
    pub(crate) surface: Surface,
    pub(crate) keymap: Keymap,
    /// Frames from ASCII: where the terminal draws ambiguous characters wide.
    pub(crate) ascii: bool,
    pub(crate) mouse: bool,
    pub(crate) opening: Opening,
}

impl Default for Settings {
    fn default() -> Self {
        let surface = Surface { depth: Depth::Full, ground: Some(Ground::Dark) };
        let (theme, keymap) = (Theme::by_terminal(surface), Keymap::default());
        Settings { theme, follows: true, surface, keymap, ascii: false, mouse: true, opening: Opening::Tab(View::List) }
    }
}

impl Settings {
    /// The settings of a config, and what is wrong with it: none of it is fatal. The user state has the named views.
    pub(crate) fn of(file: &ConfigFile, user_state: Option<&UserState>, lang: Lang) -> (Settings, Vec<String>) {
        let surface = Surface::of_environment();
        let mut warnings = Vec::new();
        let (keymap, mistakes) = Keymap::of(&file.values.keys);
        warnings.extend(mistakes.iter().map(|m| format!("{}: {}", file.place(m.word()), m.say(lang))));
        let chosen = theme(file, surface, lang).unwrap_or_else(|warning| {
            warnings.push(warning);
            None
        });
        let (follows, theme) = (chosen.is_none(), chosen.unwrap_or_else(|| Theme::by_terminal(surface)));
        let opening = opening(file, user_state, lang).unwrap_or_else(|warning| {
            warnings.push(warning);
            Opening::Tab(View::Today)
        });
        let ascii = file.values.ambiguous == Some(Ambiguous::Wide);
        let mouse = file.values.mouse.unwrap_or(true);
        (Settings { theme, follows, surface, keymap, ascii, mouse, opening }, warnings)
    }

    /// What is wrong with a config, as far as the screen can say.
    pub fn warnings(file: &ConfigFile, user_state: Option<&UserState>, lang: Lang) -> Vec<String> {
        Settings::of(file, user_state, lang).1
    }
}

/// The theme that the config names; nothing when it is to follow the terminal.
fn theme(file: &ConfigFile, surface: Surface, lang: Lang) -> Result<Option<Theme>, String> {
    let Some(name) = file.values.theme.as_ref().map(|t| t.0.as_str()).filter(|n| !Theme::is_auto(n)) else { return Ok(None) };
    if let Some(theme) = Theme::named(name, surface) {
        return Ok(Some(theme));
    }
    let folder = file.path.parent().unwrap_or(&file.path);
    match own_theme::find(folder, name) {
        Some(path) => own_theme::read(&path, surface).map(Some).map_err(|e| e.say(lang)),
        None => {
            let known = Theme::words();
            let text = lang.pick(
                format!("没有主题 `{name}`，可写 {known}，或配置文件夹、themes/ 里的文件名"),
                format!("no theme `{name}`: {known}, or a file in the config folder or its themes/"),
            );
            Err(format!("{}: {text}", file.place(name)))
        }
    }
}

fn opening(file: &ConfigFile, user_state: Option<&UserState>, lang: Lang) -> Result<Opening, String> {
    let Some(word) = &file.values.view else { return Ok(Opening::Tab(View::Today)) };
    let named = || user_state.is_some_and(|d| d.views.iter().any(|v| v.name == *word)).then(|| Opening::Named(word.clone()));
    View::from_word(word).map(Opening::Tab).or_else(named).ok_or_else(|| {
        let known = View::ALL.map(View::word).join(lang.pick("、", ", "));
        let text = lang.pick(format!("没有视图 `{word}`，可写 {known}，或命名视图"), format!("no view `{word}`: {known}, or a named view"));
        format!("{}: {text}", file.place(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::{SavedView, read_config};
    use std::fs;

    fn settings(text: &str, user_state: &UserState) -> (Settings, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.ron");
        fs::write(&path, text).unwrap();
        Settings::of(&read_config(&path), Some(user_state), Lang::Zh)
    }

    #[test]
    fn the_config_says_theme_keys_view_and_mouse() {
        let mut user_state = UserState::default();
        user_state.keep(SavedView { name: "红灯单".into(), ..SavedView::default() });
        let text = "(mouse: false, view: \"时间轴\", ambiguous: Wide, keys: {\"undo\": \"z\"}, theme: Contrast)";
        let (it, warnings) = settings(text, &user_state);
        assert_eq!(warnings, Vec::<String>::new());
        assert!(it.ascii && !it.mouse);
        assert_eq!(it.opening, Opening::Tab(View::Timeline));
        assert_eq!(settings("(view: \"红灯单\")", &user_state).0.opening, Opening::Named("红灯单".into()));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_the_rest_holds() {
        let text = "(\n  theme: \"nacht\",\n  view: \"xyz\",\n  keys: {\n    \"undooo\": \"z\",\n    \"quit\": \"f7\",\n  },\n)";
        let (it, warnings) = settings(text, &UserState::default());
        assert_eq!(warnings.len(), 3, "{warnings:?}");
        for place in [":2:10:", ":3:9:", ":5:5:"] {
            assert!(warnings.iter().any(|w| w.contains(place)), "{place} {warnings:?}");
        }
        assert_eq!(it.keymap.label(crate::tui::command::Session::Quit), "F7");
    }
}
