use ratatui::style::{Color, Modifier, Style};

use super::colour::fitted;
use super::surface::{Depth, Ground, Surface};
use crate::domain::Light;
use crate::text::fold_width;

/// Hands the names of the styles to a macro, but for those of the lights.
macro_rules! each_slot {
    ($make:ident) => {
        $make! { text dim accent head cursor mark matched field border error good }
    };
}
pub(super) use each_slot;

/// The styles of the screen. A meaning is never carried by colour alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Ordinary text, and the ground of the whole screen; without colours they are the terminal's.
    pub(crate) text: Style,
    /// What is less important.
    pub dim: Style,
    /// Titles and the active tab.
    pub accent: Style,
    /// Heads of tables and groups.
    pub head: Style,
    /// The row under the cursor.
    pub cursor: Style,
    /// Marked rows.
    pub mark: Style,
    /// Characters that the filter matched.
    pub matched: Style,
    /// Where a person can type.
    pub field: Style,
    /// Lines of frames.
    pub(crate) border: Style,
    /// What went wrong.
    pub error: Style,
    /// What went well.
    pub good: Style,
    pub(super) lights: [Style; 5],
}

const fn rgb(hex: u32) -> Color {
    let [_, r, g, b] = hex.to_be_bytes();
    Color::Rgb(r, g, b)
}

const fn fg(colour: Color) -> Style {
    Style::new().fg(colour)
}

const fn bold(colour: Color) -> Style {
    fg(colour).add_modifier(Modifier::BOLD)
}

const fn underlined(colour: Color) -> Style {
    bold(colour).add_modifier(Modifier::UNDERLINED)
}

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
            "dark" | "深色" if few => Theme::few_dark(),
            "dark" | "深色" => Theme::dark(),
            "light" | "浅色" if few => Theme::few_light(),
            "light" | "浅色" => Theme::light(),
            "contrast" | "high-contrast" | "highcontrast" | "高对比" => Theme::contrast(),
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
        let Theme { text, dim, accent, head, cursor, mark, matched, field, border, error, good, lights } = &mut self;
        let styles = [text, dim, accent, head, cursor, mark, matched, field, border, error, good];
        for style in styles.into_iter().chain(lights) {
            *style = fitted(*style, depth);
        }
        self
    }

    /// Bright on dark.
    pub fn dark() -> Theme {
        Theme {
            text: fg(rgb(0xd5_d9df)).bg(rgb(0x16_191d)),
            dim: fg(rgb(0x93_98a1)),
            accent: bold(rgb(0x7f_b4e6)),
            head: bold(rgb(0xb8_bec8)),
            cursor: fg(rgb(0xf2_f4f7)).bg(rgb(0x2b_3a4d)),
            mark: fg(rgb(0xe0_b86a)),
            matched: fg(rgb(0xf0_c674)).add_modifier(Modifier::UNDERLINED),
            field: Style::new().bg(rgb(0x30_363d)),
            border: fg(rgb(0x67_6d76)),
            error: bold(rgb(0xf5_958c)),
            good: fg(rgb(0x95_c98f)),
            lights: [0xf5_8f86, 0xe5_c06a, 0x8c_c284, 0x7f_b2e8, 0xa4_a9b1].map(|c| fg(rgb(c))),
        }
    }

    /// Dark on light.
    pub fn light() -> Theme {
        Theme {
            text: fg(rgb(0x24_292f)).bg(rgb(0xfa_fafa)),
            dim: fg(rgb(0x62_6770)),
            accent: bold(rgb(0x1a_5fa8)),
            head: bold(rgb(0x3a_4048)),
            cursor: fg(rgb(0x10_1418)).bg(rgb(0xd2_e2f2)),
            mark: fg(rgb(0x6e_4400)),
            matched: fg(rgb(0x6e_4400)).add_modifier(Modifier::UNDERLINED),
            field: Style::new().bg(rgb(0xe4_e8ed)),
            border: fg(rgb(0x8a_9099)),
            error: bold(rgb(0xb3_1d16)),
            good: fg(rgb(0x1d_6627)),
            lights: [0xb3_1d16, 0x6e_4a00, 0x1d_6627, 0x1a_5fa8, 0x58_5d65].map(|c| fg(rgb(c))),
        }
    }

    /// For eyes that need it, and for projectors: pure colours on black, the cursor reversed.
    pub(crate) fn contrast() -> Theme {
        let white = fg(rgb(0xff_ffff)).bg(rgb(0));
        Theme {
            text: white,
            dim: fg(rgb(0xd8_d8d8)),
            accent: bold(rgb(0x00_ffff)),
            head: white.add_modifier(Modifier::BOLD),
            cursor: white.add_modifier(Modifier::REVERSED.union(Modifier::BOLD)),
            mark: bold(rgb(0xff_ff00)),
            matched: underlined(rgb(0xff_ff00)),
            field: Style::new().bg(rgb(0x30_3030)),
            border: white,
            error: bold(rgb(0xff_9090)),
            good: bold(rgb(0x60_ff60)),
            lights: [0xff_9090, 0xff_ff00, 0x60_ff60, 0x80_c8ff, 0xd8_d8d8].map(|c| bold(rgb(c))),
        }
    }

    /// Bright on black with the sixteen colours of the consoles.
    fn few_dark() -> Theme {
        use Color::{Black, Blue, Cyan, Gray, LightCyan, LightGreen, LightRed, LightYellow, White};
        Theme {
            text: fg(White).bg(Black),
            dim: fg(Gray),
            accent: bold(LightCyan),
            head: bold(White),
            cursor: Style::new().add_modifier(Modifier::REVERSED),
            mark: bold(LightYellow),
            matched: underlined(LightYellow),
            field: Style::new().bg(Blue),
            border: fg(Gray),
            error: bold(LightRed),
            good: fg(LightGreen),
            lights: [LightRed, LightYellow, LightGreen, Cyan, Gray].map(fg),
        }
    }

    /// Dark on white with the sixteen colours of the consoles: their green and cyan cannot be read on white.
    fn few_light() -> Theme {
        use Color::{Black, Blue, DarkGray, Gray, Magenta, Red, White};
        Theme {
            text: fg(Black).bg(White),
            dim: fg(DarkGray),
            accent: bold(Blue),
            head: bold(Black),
            cursor: Style::new().add_modifier(Modifier::REVERSED),
            mark: bold(Magenta),
            matched: underlined(Magenta),
            field: Style::new().bg(Gray),
            border: fg(DarkGray),
            error: bold(Red),
            good: fg(Blue),
            lights: [bold(Red), bold(Magenta), fg(Black), fg(Blue), fg(DarkGray)],
        }
    }

    /// Without any colour: weight and reversal only.
    pub fn plain() -> Theme {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Theme {
            text: plain,
            dim: plain.add_modifier(Modifier::DIM),
            accent: bold,
            head: bold,
            cursor: plain.add_modifier(Modifier::REVERSED),
            mark: bold,
            matched: bold.add_modifier(Modifier::UNDERLINED),
            field: plain.add_modifier(Modifier::UNDERLINED),
            border: plain,
            error: bold,
            good: plain,
            lights: [bold, plain, plain, plain, plain],
        }
    }

    /// The style of a light's word.
    pub fn light_of(&self, light: Light) -> Style {
        self.lights[light as usize]
    }
}
