//! Themes that users write: RON files with a base and the styles that differ from it.

use ratatui::style::Style;
use serde::Deserialize;
use std::path::{Path, PathBuf};

use super::colour::paint;
use super::surface::{Depth, Surface};
use super::theme::{Theme, each_slot};
use crate::store::{StoreError, read_ron};

/// A style as a file says it: `#7fb4e6 bold on #202020`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct Paint(Style);

impl TryFrom<String> for Paint {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        paint(&text).map(Paint)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
struct Base(String);

impl Default for Base {
    fn default() -> Self {
        Base("auto".to_owned())
    }
}

impl TryFrom<String> for Base {
    type Error = String;

    fn try_from(name: String) -> Result<Self, Self::Error> {
        let surface = Surface { depth: Depth::Full, ground: None };
        match Theme::named(&name, surface) {
            Some(_) => Ok(Base(name)),
            None => Err(format!("base `{name}`: {}", Theme::words())),
        }
    }
}

macro_rules! sheet {
    ($($(#[$doc:meta])* $slot:ident $paints:expr;)*) => {
        #[derive(Debug, Default, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        struct Sheet {
            base: Option<Base>,
            $($slot: Option<Paint>,)*
        }

        impl Sheet {
            /// Puts its styles into the places of a theme's.
            fn paint(self, theme: &mut Theme) {
                for (style, paint) in theme.styles_mut().into_iter().zip([$(self.$slot),*]) {
                    *style = paint.map_or(*style, |p| p.0);
                }
            }
        }
    };
}

each_slot!(sheet);

/// The file of a theme's name: beside the config, or in its folder `themes`, with or without `.ron`.
pub(super) fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let places = [folder.to_owned(), folder.join("themes")];
    let names = [name.to_owned(), format!("{name}.ron")];
    places.iter().flat_map(|place| names.iter().map(move |name| place.join(name))).find(|path| path.is_file())
}

/// Reads a theme, in the colours that the terminal has. Errors have their place in the file.
pub(super) fn read(path: &Path, surface: Surface) -> Result<Theme, StoreError> {
    let sheet: Sheet = read_ron(path)?;
    let base = sheet.base.clone().unwrap_or_default();
    let mut theme = Theme::named(&base.0, surface).unwrap_or_else(|| Theme::by_terminal(surface));
    sheet.paint(&mut theme);
    Ok(theme.fitted(surface.depth))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Light;
    use crate::store::Spot;
    use ratatui::style::{Color, Modifier};
    use std::fs;

    const FULL: Surface = Surface { depth: Depth::Full, ground: None };

    #[test]
    fn a_theme_of_ones_own_changes_what_it_names() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("themes")).unwrap();
        let file = folder.path().join("themes").join("夜.ron");
        fs::write(&file, "(base: \"light\", accent: \"#010203 bold on #040506\", red: \"red\")").unwrap();
        assert_eq!(find(folder.path(), "夜"), Some(file.clone()));
        assert_eq!(find(folder.path(), "日"), None);
        let theme = read(&file, FULL).unwrap();
        let accent = Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Rgb(4, 5, 6)).add_modifier(Modifier::BOLD);
        assert_eq!(theme.accent, accent);
        assert_eq!(theme.light_of(Light::Red), Style::new().fg(Color::Red));
        assert_eq!(theme.head, Theme::light().head);
    }

    /// What a theme's file of a text comes to.
    fn of(text: &str, surface: Surface) -> Result<Theme, StoreError> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("my.ron");
        fs::write(&file, text).unwrap();
        read(&file, surface)
    }

    #[test]
    fn a_mistake_in_a_theme_has_its_place() {
        for (text, place, word) in [
            ("(\n  accent: \"blau\",\n)", 2, "blau"),
            ("(\n  base: \"dark\",\n  cursor: \"#fff on\",\n)", 3, ""),
            ("(\n  base: \"drak\",\n)", 2, "drak"),
            ("(akzent: \"blue\")", 1, ""),
        ] {
            assert!(
                matches!(of(text, FULL), Err(StoreError::Syntax(Spot { line, .. }, zh, _)) if line == place && zh.contains(word)),
                "{text}"
            );
        }
    }

    /// The example of docs/config.md names every slot, as what the dark theme is.
    #[test]
    fn the_example_of_the_manual_is_the_dark_theme() {
        let manual = include_str!("../../docs/config.md");
        let example = manual.split("```ron\n").filter_map(|part| part.split("```").next()).find(|e| e.contains("base:")).unwrap();
        assert_eq!(of(example, FULL).unwrap(), Theme::dark());
        assert_eq!(of(&example.replace("base: \"dark\"", "base: \"light\""), FULL).unwrap(), Theme::dark(), "a slot is not named");
    }

    #[test]
    fn colours_are_those_that_the_terminal_has() {
        let accented = |depth| of("(base: \"dark\", accent: \"#ff5050 bold\")", Surface { depth, ground: None }).unwrap();
        assert_eq!(accented(Depth::Sixteen).accent, Style::new().fg(Color::LightRed).add_modifier(Modifier::BOLD));
        assert_eq!(accented(Depth::None), Theme::plain());
    }
}
