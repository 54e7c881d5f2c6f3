//! Colours as numbers: the nearest that a terminal has, and how far apart two are for the eye.

use ratatui::style::{Color, Modifier, Style};

use super::surface::Depth;

/// The sixteen colours of the consoles, as Linux and Windows paint them.
const SIXTEEN: [(Color, [u8; 3]); 16] = [
    (Color::Black, [0, 0, 0]),
    (Color::Red, [0xaa, 0, 0]),
    (Color::Green, [0, 0xaa, 0]),
    (Color::Yellow, [0xaa, 0x55, 0]),
    (Color::Blue, [0, 0, 0xaa]),
    (Color::Magenta, [0xaa, 0, 0xaa]),
    (Color::Cyan, [0, 0xaa, 0xaa]),
    (Color::Gray, [0xaa, 0xaa, 0xaa]),
    (Color::DarkGray, [0x55, 0x55, 0x55]),
    (Color::LightRed, [0xff, 0x55, 0x55]),
    (Color::LightGreen, [0x55, 0xff, 0x55]),
    (Color::LightYellow, [0xff, 0xff, 0x55]),
    (Color::LightBlue, [0x55, 0x55, 0xff]),
    (Color::LightMagenta, [0xff, 0x55, 0xff]),
    (Color::LightCyan, [0x55, 0xff, 0xff]),
    (Color::White, [0xff, 0xff, 0xff]),
];

/// The shades of the cube of 256-colour terminals.
const SHADES: [u8; 6] = [0, 0x5f, 0x87, 0xaf, 0xd7, 0xff];

/// A style in words: `#7fb4e6 bold on #202020`.
pub(super) fn paint(text: &str) -> Result<Style, String> {
    let mut style = Style::new();
    let mut ground = false;
    for word in text.split_whitespace() {
        style = match word {
            "on" => {
                ground = true;
                continue;
            }
            "bold" => style.add_modifier(Modifier::BOLD),
            "underlined" => style.add_modifier(Modifier::UNDERLINED),
            "italic" => style.add_modifier(Modifier::ITALIC),
            "reversed" => style.add_modifier(Modifier::REVERSED),
            "dim" => style.add_modifier(Modifier::DIM),
            colour => {
                let wrong = |_| format!("`{colour}`: #rrggbb, red, bold, underlined, reversed, on #rrggbb");
                let colour: Color = colour.parse().map_err(wrong)?;
                if std::mem::take(&mut ground) { style.bg(colour) } else { style.fg(colour) }
            }
        };
    }
    if ground { Err(format!("`{text}`: on #rrggbb")) } else { Ok(style) }
}

pub(super) fn fitted(style: Style, depth: Depth) -> Style {
    let fit = |colour: Option<Color>| match (colour, depth) {
        (_, Depth::None) => None,
        (Some(colour), Depth::Sixteen) => Some(of_sixteen(colour)),
        (Some(colour), Depth::Indexed) => Some(of_256(colour)),
        (colour, Depth::Full) => colour,
        (None, _) => None,
    };
    Style { fg: fit(style.fg), bg: fit(style.bg), ..style }
}

fn of_sixteen(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else { return colour };
    SIXTEEN.iter().min_by_key(|(_, rgb)| distance([r, g, b], *rgb)).map_or(colour, |(near, _)| *near)
}

/// The nearest of the cube and of the grays; the first sixteen are left out, since people change them.
fn of_256(colour: Color) -> Color {
    let Color::Rgb(r, g, b) = colour else { return colour };
    (16..=255).min_by_key(|n| distance([r, g, b], indexed(*n))).map_or(colour, Color::Indexed)
}

fn indexed(n: u8) -> [u8; 3] {
    match n.saturating_sub(16) {
        gray @ 216.. => [8 + (gray - 216) * 10; 3],
        cube => [cube / 36, cube / 6 % 6, cube % 6].map(|i| SHADES[usize::from(i)]),
    }
}

/// How unlike two colours look; the eye is keenest for green.
fn distance(a: [u8; 3], b: [u8; 3]) -> u32 {
    let part = |i: usize, weight: u32| weight * u32::from(a[i].abs_diff(b[i])).pow(2);
    part(0, 3) + part(1, 6) + part(2, 2)
}

fn rgb(colour: Color) -> Option<[u8; 3]> {
    match colour {
        Color::Rgb(r, g, b) => Some([r, g, b]),
        Color::Indexed(n @ 16..) => Some(indexed(n)),
        named => SIXTEEN.iter().find(|(c, _)| *c == named).map(|(_, rgb)| *rgb),
    }
}

/// The relative luminance of a colour (WCAG 2), from 0 to 1.
pub(super) fn luminance(colour: Color) -> Option<f64> {
    let linear = |c: u8| match f64::from(c) / 255.0 {
        low if low <= 0.04045 => low / 12.92,
        high => ((high + 0.055) / 1.055).powf(2.4),
    };
    rgb(colour).map(|[r, g, b]| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b))
}

/// The contrast of two colours (WCAG 2), from 1 to 21.
#[cfg(test)]
pub(super) fn contrast(a: Color, b: Color) -> Option<f64> {
    let (a, b) = (luminance(a)?, luminance(b)?);
    Some((a.max(b) + 0.05) / (a.min(b) + 0.05))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_standard() {
        let white = Color::Rgb(255, 255, 255);
        assert!((contrast(Color::Black, white).unwrap() - 21.0).abs() < 1e-9);
        assert!((contrast(Color::Rgb(0x76, 0x76, 0x76), white).unwrap() - 4.54).abs() < 0.01);
        assert_eq!(contrast(Color::Reset, white), None);
    }

    #[test]
    fn a_colour_becomes_the_nearest_that_there_is() {
        let style = Style::new().fg(Color::Rgb(0xfe, 0x50, 0x58)).bg(Color::Rgb(0x09, 0x09, 0x09));
        assert_eq!(fitted(style, Depth::Full), style);
        assert_eq!(fitted(style, Depth::Sixteen), Style::new().fg(Color::LightRed).bg(Color::Black));
        assert_eq!(fitted(style, Depth::Indexed), Style::new().fg(Color::Indexed(203)).bg(Color::Indexed(232)));
        assert_eq!(fitted(style, Depth::None), Style::new());
        assert_eq!(of_256(Color::Rgb(255, 255, 255)), Color::Indexed(231));
    }
}
