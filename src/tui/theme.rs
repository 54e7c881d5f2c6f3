use ratatui::style::{Color, Modifier, Style};

use crate::domain::Light;
use crate::text::fold_width;

/// The styles of the screen. A meaning is never carried by colour alone.
#[derive(Clone, Debug)]
pub struct Theme {
    /// Ordinary text.
    pub text: Style,
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
    pub border: Style,
    /// What went wrong.
    pub error: Style,
    /// What went well.
    pub good: Style,
    pub(super) lights: [Style; 5],
}

impl Theme {
    /// The built-in theme of a name.
    pub fn named(name: &str) -> Option<Theme> {
        Some(match fold_width(name.trim()).as_str() {
            "dark" | "深色" => Theme::dark(),
            "light" | "浅色" => Theme::light(),
            "contrast" | "high-contrast" | "highcontrast" | "高对比" => Theme::contrast(),
            "plain" | "none" | "无色" => Theme::plain(),
            "auto" | "自动" => Theme::by_terminal(),
            _ => return None,
        })
    }

    /// The theme for the terminal's background. `COLORFGBG` (`15;0`: bright on black) is what terminals say
    /// without being asked; those that say nothing are dark more often than light.
    pub fn by_terminal() -> Theme {
        let background = std::env::var("COLORFGBG").ok().and_then(|v| v.rsplit(';').next().and_then(|b| b.parse::<u8>().ok()));
        match background {
            Some(7 | 9..=15) => Theme::light(),
            _ => Theme::dark(),
        }
    }

    /// For dark terminals.
    pub fn dark() -> Theme {
        let fg = |r, g, b| Style::new().fg(Color::Rgb(r, g, b));
        Theme {
            text: Style::new(),
            dim: fg(0x8a, 0x8f, 0x98),
            accent: fg(0x7f, 0xb4, 0xe6).add_modifier(Modifier::BOLD),
            head: fg(0xb8, 0xbe, 0xc8).add_modifier(Modifier::BOLD),
            cursor: Style::new().bg(Color::Rgb(0x2b, 0x3a, 0x4d)),
            mark: fg(0xe0, 0xb8, 0x6a),
            matched: fg(0xf0, 0xc6, 0x74).add_modifier(Modifier::UNDERLINED),
            field: Style::new().bg(Color::Rgb(0x24, 0x28, 0x2e)),
            border: fg(0x4a, 0x50, 0x59),
            error: fg(0xf2, 0x8b, 0x82).add_modifier(Modifier::BOLD),
            good: fg(0x95, 0xc9, 0x8f),
            lights: [fg(0xf2, 0x7a, 0x70), fg(0xe5, 0xc0, 0x6a), fg(0x8c, 0xc2, 0x84), fg(0x74, 0xa8, 0xe0), fg(0x8a, 0x8f, 0x98)],
        }
    }

    /// For light terminals.
    pub fn light() -> Theme {
        let fg = |r, g, b| Style::new().fg(Color::Rgb(r, g, b));
        Theme {
            text: Style::new(),
            dim: fg(0x6b, 0x70, 0x78),
            accent: fg(0x1a, 0x5f, 0xa8).add_modifier(Modifier::BOLD),
            head: fg(0x3a, 0x40, 0x48).add_modifier(Modifier::BOLD),
            cursor: Style::new().bg(Color::Rgb(0xd6, 0xe4, 0xf2)),
            mark: fg(0x8a, 0x5a, 0x00),
            matched: fg(0x9a, 0x5b, 0x00).add_modifier(Modifier::UNDERLINED),
            field: Style::new().bg(Color::Rgb(0xee, 0xf0, 0xf3)),
            border: fg(0xb4, 0xba, 0xc2),
            error: fg(0xb3, 0x1d, 0x16).add_modifier(Modifier::BOLD),
            good: fg(0x22, 0x73, 0x2c),
            lights: [fg(0xb3, 0x1d, 0x16), fg(0x8f, 0x62, 0x00), fg(0x22, 0x73, 0x2c), fg(0x1a, 0x5f, 0xa8), fg(0x6b, 0x70, 0x78)],
        }
    }

    /// For eyes that need it, and for projectors: pure colours on black, the cursor reversed.
    pub fn contrast() -> Theme {
        let bold = |r, g, b| Style::new().fg(Color::Rgb(r, g, b)).add_modifier(Modifier::BOLD);
        let white = Style::new().fg(Color::Rgb(0xff, 0xff, 0xff)).bg(Color::Rgb(0, 0, 0));
        Theme {
            text: white,
            dim: Style::new().fg(Color::Rgb(0xd8, 0xd8, 0xd8)),
            accent: bold(0x00, 0xff, 0xff),
            head: white.add_modifier(Modifier::BOLD),
            cursor: white.add_modifier(Modifier::REVERSED | Modifier::BOLD),
            mark: bold(0xff, 0xff, 0x00),
            matched: bold(0xff, 0xff, 0x00).add_modifier(Modifier::UNDERLINED),
            field: Style::new().bg(Color::Rgb(0x30, 0x30, 0x30)),
            border: white,
            error: bold(0xff, 0x90, 0x90),
            good: bold(0x60, 0xff, 0x60),
            lights: [
                bold(0xff, 0x90, 0x90),
                bold(0xff, 0xff, 0x00),
                bold(0x60, 0xff, 0x60),
                bold(0x80, 0xc8, 0xff),
                bold(0xd8, 0xd8, 0xd8),
            ],
        }
    }

    /// Without any colour: weight and reversal only.
    pub fn plain() -> Theme {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        Theme {
            text: plain,
            dim: plain,
            accent: bold,
            head: bold,
            cursor: plain.add_modifier(Modifier::REVERSED),
            mark: bold,
            matched: plain.add_modifier(Modifier::UNDERLINED),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn brightness(colour: Option<Color>) -> Option<f64> {
        let Some(Color::Rgb(r, g, b)) = colour else { return None };
        let linear = |c: u8| (f64::from(c) / 255.0).powf(2.2);
        Some(0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b))
    }

    /// Every colour of writing can be read on the ground of its theme, also under the cursor (WCAG).
    #[test]
    fn writing_stands_out_from_its_ground() {
        for (name, theme, ground, least) in
            [("dark", Theme::dark(), 0.0, 4.5), ("light", Theme::light(), 1.0, 4.5), ("contrast", Theme::contrast(), 0.0, 7.0)]
        {
            let others = [theme.dim, theme.accent, theme.head, theme.mark, theme.matched, theme.error, theme.good];
            for style in others.iter().chain(&theme.lights) {
                let Some(ink) = brightness(style.fg) else { continue };
                for ground in [Some(ground), brightness(theme.cursor.bg)].into_iter().flatten() {
                    let (high, low) = (ink.max(ground), ink.min(ground));
                    let contrast = (high + 0.05) / (low + 0.05);
                    let least = if ground == 0.0 || ground == 1.0 { least } else { 3.0 };
                    assert!(contrast >= least, "{name}: {style:?} on {ground:.2}: {contrast:.1}");
                }
            }
        }
    }
}
