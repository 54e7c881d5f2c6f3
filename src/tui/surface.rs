//! What the terminal can show, as far as it tells: how many colours, and whether its ground is dark or light.

use crate::text::fold_width;

/// The terminal's own background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// Bright writing on a dark ground.
    Dark,
    /// Dark writing on a light ground.
    Light,
}

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Depth {
    /// None, or none are wanted (`NO_COLOR`).
    None,
    /// The sixteen of the consoles.
    Sixteen,
    /// 256: a cube of six shades each, and grays.
    Indexed,
    /// All that have a red, green and blue.
    Full,
}

/// The terminal as a thing to draw on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Surface {
    /// How many colours there are.
    pub depth: Depth,
    /// Its own background; nothing as long as it has not variable.
    pub ground: Option<Ground>,
}

impl Surface {
    /// What the environment tells. `COLORFGBG` (`15;0`: bright on black) is what some terminals say without being asked.
    pub(crate) fn of_environment() -> Surface {
        let variable = |name: &str| std::env::var(name).ok().filter(|v| !v.is_empty());
        let ground = variable("COLORFGBG").and_then(|v| ground(&v));
        Surface { depth: depth(variable, cfg!(windows)), ground }
    }
}

/// The ground that `COLORFGBG` names: its last number is one of the sixteen colours.
fn ground(colours: &str) -> Option<Ground> {
    match colours.rsplit(';').next()?.parse::<u8>().ok()? {
        7 | 9..=15 => Some(Ground::Light),
        0..=6 | 8 => Some(Ground::Dark),
        _ => None,
    }
}

/// How many colours the environment promises. Windows consoles have them all since 2017.
fn depth(variable: impl Fn(&str) -> Option<String>, windows: bool) -> Depth {
    /// Terminals that have all colours and say who they are.
    const FULL: [&str; 6] = ["direct", "kitty", "alacritty", "foot", "wezterm", "ghostty"];
    let term = fold_width(&variable("TERM").unwrap_or_default());
    let colours = variable("COLORTERM").unwrap_or_default();
    match term.as_str() {
        _ if variable("NO_COLOR").is_some() => Depth::None,
        "dumb" | "vt100" | "vt102" | "vt220" => Depth::None,
        _ if matches!(colours.as_str(), "truecolor" | "24bit") => Depth::Full,
        term if FULL.iter().any(|name| term.contains(name)) => Depth::Full,
        term if term.contains("256color") => Depth::Indexed,
        "" if windows => Depth::Full,
        _ => Depth::Sixteen,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(&str, &str)]) -> Depth {
        depth(|name| pairs.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned()), false)
    }

    #[test]
    fn the_environment_promises_colours() {
        assert_eq!(of(&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")]), Depth::Full);
        assert_eq!(of(&[("TERM", "xterm-kitty")]), Depth::Full);
        assert_eq!(of(&[("TERM", "tmux-256color")]), Depth::Indexed);
        assert_eq!(of(&[("TERM", "linux")]), Depth::Sixteen);
        assert_eq!(of(&[("TERM", "dumb"), ("COLORTERM", "truecolor")]), Depth::None);
        assert_eq!(of(&[("TERM", "xterm-kitty"), ("NO_COLOR", "1")]), Depth::None);
        assert_eq!(depth(|_| None, true), Depth::Full);
    }

    #[test]
    fn colorfgbg_names_the_ground_last() {
        assert_eq!(ground("15;0"), Some(Ground::Dark));
        assert_eq!(ground("0;default;15"), Some(Ground::Light));
        assert_eq!(ground("0;7"), Some(Ground::Light));
        assert_eq!(ground("default"), None);
    }
}
