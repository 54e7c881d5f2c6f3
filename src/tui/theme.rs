use ratatui::style::{Color, Modifier, Style};

use crate::domain::Light;
use crate::store;

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
    lights: [Style; 5],
}

impl Theme {
    /// The theme by configuration; `NO_COLOR` (no-color.org) means none.
    pub fn of(wish: Option<store::Theme>) -> Theme {
        if std::env::var_os("NO_COLOR").is_some_and(|v| !v.is_empty()) {
            return Theme::plain();
        }
        match wish.unwrap_or_else(by_terminal) {
            store::Theme::Dark => Theme::dark(),
            store::Theme::Light => Theme::light(),
            store::Theme::Plain => Theme::plain(),
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

/// `COLORFGBG` (`15;0`: bright on black) is what terminals without a question offer.
fn by_terminal() -> store::Theme {
    let background = std::env::var("COLORFGBG").ok().and_then(|v| v.rsplit(';').next().and_then(|b| b.parse::<u8>().ok()));
    match background {
        Some(7 | 9..=15) => store::Theme::Light,
        _ => store::Theme::Dark,
    }
}
