use ratatui::style::{Color, Modifier};

use super::colour::contrast;
use super::surface::{Depth, Ground, Surface};
use super::theme::Theme;
use crate::domain::Light;

fn on(depth: Depth, ground: Option<Ground>) -> Surface {
    Surface { depth, ground }
}

/// What a theme is called, the theme, and where it writes on which ground.
type Case = (String, Theme, Vec<(&'static str, Color)>);

/// Every theme, with the grounds on which it writes: its own or the terminal's, the cursor's row, a field.
fn themes() -> Vec<Case> {
    let mut all = Vec::new();
    for depth in [Depth::Sixteen, Depth::Indexed, Depth::Full] {
        for name in ["dark", "light", "contrast"] {
            all.push((format!("{name} {depth:?}"), Theme::named(name, on(depth, None)).unwrap(), None));
        }
        for (ground, colour) in [(Ground::Dark, Color::Black), (Ground::Light, Color::White)] {
            all.push((format!("auto {ground:?} {depth:?}"), Theme::by_terminal(on(depth, Some(ground))), Some(colour)));
        }
        all.push((format!("auto {depth:?}"), Theme::by_terminal(on(depth, None)), None));
    }
    let grounds = |theme: &Theme, own: Option<Color>| {
        let whole = theme.text.bg.or(own).unwrap();
        let cursor = theme.cursor.bg.filter(|_| !theme.cursor.add_modifier.contains(Modifier::REVERSED));
        let others = [("cursor", cursor), ("field", theme.field.bg)];
        std::iter::once(("screen", whole)).chain(others.into_iter().filter_map(|(n, c)| Some((n, c?)))).collect()
    };
    all.into_iter().map(|(name, theme, own)| (name, theme.clone(), grounds(&theme, own))).collect()
}

/// WCAG 2: 4.5 for what is read, 3 for what is dim and for lines. Lights are not written in fields.
#[test]
fn writing_stands_out_from_every_ground() {
    for (name, theme, grounds) in themes() {
        let text = theme.text.fg.unwrap_or(if name.contains("Light") { Color::Black } else { Color::White });
        for (place, ground) in grounds {
            let reads = |what: &str, ink: Option<Color>, least: f64| {
                let ink = ink.unwrap_or(text);
                let found = contrast(ink, ground).unwrap();
                assert!(found >= least, "{name}: {what} {ink:?} on {place} {ground:?}: {found:.2}");
            };
            reads("text", if place == "cursor" { theme.cursor.fg } else { theme.text.fg }, 7.0);
            reads("dim", theme.dim.fg, if place == "screen" { 4.5 } else { 3.0 });
            if place == "field" {
                continue;
            }
            for (what, style) in [("accent", theme.accent), ("head", theme.head), ("error", theme.error), ("good", theme.good)] {
                reads(what, style.fg, 4.5);
            }
            reads("mark", theme.mark.fg, 4.5);
            reads("matched", theme.matched.fg, 4.5);
            Light::ALL.iter().for_each(|l| reads("light", theme.light_of(*l).fg, 4.5));
            if place == "screen" {
                reads("border", theme.border.fg, 3.0);
            }
        }
    }
}

#[test]
fn a_theme_that_is_chosen_paints_its_ground_and_one_that_follows_leaves_it() {
    for name in ["dark", "light", "contrast"] {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::Full] {
            let theme = Theme::named(name, on(depth, Some(Ground::Light))).unwrap();
            assert!(theme.text.fg.is_some() && theme.text.bg.is_some(), "{name}");
        }
    }
    let light = Theme::named("auto", on(Depth::Full, Some(Ground::Light))).unwrap();
    assert_eq!((light.text.bg, light.accent), (None, Theme::light().accent));
    let unknown = Theme::named("自动", on(Depth::Full, None)).unwrap();
    assert_eq!(unknown, Theme::dark(), "what is unknown is painted");
}

#[test]
fn without_colours_all_that_differs_still_differs() {
    for name in ["dark", "light", "contrast", "auto"] {
        let theme = Theme::named(name, on(Depth::None, None)).unwrap();
        assert_eq!(theme, Theme::plain());
    }
    let t = Theme::plain();
    let unlike = [t.text, t.dim, t.accent, t.cursor, t.matched, t.field];
    for (i, a) in unlike.iter().enumerate() {
        assert!(unlike[i + 1..].iter().all(|b| a != b), "{a:?}");
    }
    assert!(Light::ALL.iter().all(|l| t.light_of(*l).fg.is_none()));
}

#[test]
fn a_terminal_with_fewer_colours_is_sent_no_others() {
    for name in ["dark", "light", "contrast", "auto"] {
        let colours = |depth| {
            let mut theme = Theme::named(name, on(depth, None)).unwrap();
            theme.styles_mut().into_iter().flat_map(|s| [s.fg, s.bg]).flatten().collect::<Vec<Color>>()
        };
        assert!(colours(Depth::Sixteen).iter().all(|c| !matches!(c, Color::Rgb(..) | Color::Indexed(_))), "{name}");
        assert!(colours(Depth::Indexed).iter().all(|c| !matches!(c, Color::Rgb(..))), "{name}");
    }
}
