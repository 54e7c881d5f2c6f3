use ratatui::style::Style;

use super::colour::{fitted, paint};
use super::surface::{Depth, Ground, Surface};
use crate::domain::Light;
use crate::text::fold_width;

/// Hands the styles of the screen to a macro, a row each: what each built-in theme paints, as a person's own theme would say
/// it. Dark, light, contrast (for eyes that need it, and for projectors), then dark and light with the sixteen colours of the
/// consoles (whose green and cyan cannot be read on white), then without any colour: weight and reversal only.
macro_rules! each_slot {
    ($make:ident) => {
        $make! {
            /// Ordinary text, and the ground of the whole screen; without colours they are the terminal's.
            text ["#d5d9df on #16191d", "#24292f on #fafafa", "#ffffff on #000000", "white on black", "black on white", ""];
            /// What is less important.
            dim ["#9398a1", "#626770", "#d8d8d8", "gray", "darkgray", "dim"];
            /// Titles and the active tab.
            accent ["#7fb4e6 bold", "#1a5fa8 bold", "#00ffff bold", "lightcyan bold", "blue bold", "bold"];
            /// Heads of tables and groups.
            head ["#b8bec8 bold", "#3a4048 bold", "#ffffff bold on #000000", "white bold", "black bold", "bold"];
            /// The row under the cursor.
            cursor ["#f2f4f7 on #2b3a4d", "#101418 on #d2e2f2", "#ffffff reversed bold on #000000", "reversed", "reversed", "reversed"];
            /// Marked rows.
            mark ["#e0b86a", "#6e4400", "#ffff00 bold", "lightyellow bold", "magenta bold", "bold"];
            /// Characters that the filter matched.
            matched [
                "#f0c674 underlined", "#6e4400 underlined", "#ffff00 bold underlined", "lightyellow bold underlined",
                "magenta bold underlined", "bold underlined"
            ];
            /// Where a person can type.
            field ["on #30363d", "on #e4e8ed", "on #303030", "on blue", "on gray", "underlined"];
            /// Lines of frames.
            border ["#676d76", "#8a9099", "#ffffff on #000000", "gray", "darkgray", ""];
            /// What went wrong.
            error ["#f5958c bold", "#b31d16 bold", "#ff9090 bold", "lightred bold", "red bold", "bold"];
            /// What went well.
            good ["#95c98f", "#1d6627", "#60ff60 bold", "lightgreen", "blue", ""];
            /// The words of the lights.
            red ["#f58f86", "#b31d16", "#ff9090 bold", "lightred", "red bold", "bold"];
            /// Yellow.
            yellow ["#e5c06a", "#6e4a00", "#ffff00 bold", "lightyellow", "magenta bold", ""];
            /// Green.
            green ["#8cc284", "#1d6627", "#60ff60 bold", "lightgreen", "black", ""];
            /// Blue.
            blue ["#7fb2e8", "#1a5fa8", "#80c8ff bold", "cyan", "blue", ""];
            /// Gray.
            gray ["#a4a9b1", "#585d65", "#d8d8d8 bold", "gray", "darkgray", ""];
        }
    };
}
pub(super) use each_slot;

#[derive(Clone, Copy)]
enum BuiltIn {
    Dark,
    Light,
    Contrast,
    FewDark,
    FewLight,
    Plain,
}

macro_rules! theme {
    ($($(#[$doc:meta])* $slot:ident $paints:expr;)*) => {
        /// The styles of the screen. A meaning is never carried by colour alone.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct Theme {
            $($(#[$doc])* pub $slot: Style,)*
        }

        /// What the built-in themes paint, slot by slot.
        const PAINTS: &[[&str; 6]] = &[$($paints),*];

        impl Theme {
            fn of(built_in: BuiltIn) -> Theme {
                let mut slots = PAINTS.iter().map(|paints| paint(paints[built_in as usize]).unwrap_or_default());
                Theme { $($slot: slots.next().unwrap_or_default(),)* }
            }

            /// All styles, in the order of the table.
            pub(super) fn styles_mut(&mut self) -> Vec<&mut Style> {
                vec![$(&mut self.$slot),*]
            }
        }
    };
}

each_slot!(theme);

impl Theme {
    /// The names of the built-in themes, in Chinese and in English.
    pub(crate) const NAMES: [(&str, &str); 5] =
        [("自动", "auto"), ("深色", "dark"), ("浅色", "light"), ("高对比", "contrast"), ("无色", "plain")];

    /// Their English names, as a config has them: for messages.
    pub(crate) fn words() -> String {
        Theme::NAMES.map(|(_, word)| word).join(", ")
    }

    /// The built-in theme of a name, in the colours that the terminal has. It paints its own ground, so that it can be
    /// read on any terminal; `auto` leaves the terminal's own where that is known.
    pub fn named(name: &str, surface: Surface) -> Option<Theme> {
        let few = surface.depth == Depth::Sixteen;
        let theme = match fold_width(name.trim()).as_str() {
            "dark" | "深色" if few => Theme::of(BuiltIn::FewDark),
            "dark" | "深色" => Theme::dark(),
            "light" | "浅色" if few => Theme::of(BuiltIn::FewLight),
            "light" | "浅色" => Theme::light(),
            "contrast" | "high-contrast" | "highcontrast" | "高对比" => Theme::of(BuiltIn::Contrast),
            "plain" | "none" | "无色" | "素色" => Theme::plain(),
            name if Theme::is_auto(name) => return Some(Theme::by_terminal(surface)),
            _ => return None,
        };
        Some(theme.fitted(surface.depth))
    }

    /// Whether a name means the theme that follows the terminal.
    pub(crate) fn is_auto(name: &str) -> bool {
        matches!(fold_width(name.trim()).as_str(), "auto" | "自动")
    }

    /// The theme for the terminal's ground. Where that is unknown it is dark and paints its own.
    pub(crate) fn by_terminal(surface: Surface) -> Theme {
        let name = if surface.ground == Some(Ground::Light) { "light" } else { "dark" };
        let mut theme = Theme::named(name, surface).unwrap_or_else(Theme::plain);
        if surface.ground.is_some() {
            theme.text = Style::new();
        }
        theme
    }

    /// The theme in the colours that the terminal has.
    pub(super) fn fitted(mut self, depth: Depth) -> Theme {
        if depth == Depth::None {
            return Theme::plain();
        }
        self.styles_mut().into_iter().for_each(|style| *style = fitted(*style, depth));
        self
    }

    /// Bright on dark.
    pub fn dark() -> Theme {
        Theme::of(BuiltIn::Dark)
    }

    /// Dark on light.
    pub fn light() -> Theme {
        Theme::of(BuiltIn::Light)
    }

    /// Without any colour.
    pub fn plain() -> Theme {
        Theme::of(BuiltIn::Plain)
    }

    /// The style of a light's word.
    pub fn light_of(&self, light: Light) -> Style {
        match light {
            Light::Red => self.red,
            Light::Yellow => self.yellow,
            Light::Green => self.green,
            Light::Blue => self.blue,
            Light::Gray | Light::Unverified => self.gray,
        }
    }
}

#[cfg(test)]
#[test]
fn every_paint_of_the_table_can_be_read() {
    assert!(PAINTS.iter().flatten().all(|text| paint(text).is_ok()));
}
