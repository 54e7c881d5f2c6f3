//! Numbers as people write them: any width, with thousands' commas and blanks.

use crate::text::fold_width;

/// A number without a needless fraction: `200`, `0.33`.
pub(crate) fn number(value: f64) -> String {
    if value.fract() == 0.0 && value.abs() < 1e15 { format!("{value:.0}") } else { value.to_string() }
}

/// The same for machines.
pub(crate) fn json_number(value: f64) -> serde_json::Value {
    if value.fract() == 0.0 && value.abs() < 9e15 { (value as i64).into() } else { value.into() }
}

/// Reads a number in figures.
pub(crate) fn parse_number(text: &str) -> Option<f64> {
    let bare: String = fold_width(text).chars().filter(|c| !matches!(c, ',' | ' ')).collect();
    let is_plain = bare.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | '+'));
    bare.parse().ok().filter(|v: &f64| is_plain && v.abs() < 1e15)
}

/// Reads a whole percentage from 0 to 100, with or without its sign.
pub(crate) fn parse_percent(text: &str) -> Option<u8> {
    let folded = fold_width(text.trim());
    let bare = folded.trim_end_matches('%').trim_end();
    let is_nothing = |fraction: &str| !fraction.is_empty() && fraction.chars().all(|c| c == '0');
    let whole = bare.split_once('.').filter(|(_, fraction)| is_nothing(fraction)).map_or(bare, |(whole, _)| whole);
    whole.parse().ok().filter(|p| *p <= 100)
}

/// Reads an amount in 万元 (10,000 yuan), which a bare number counts: `5000`, `5,000万元`, `1.5亿` (15000), `35000元` (3.5).
pub(crate) fn parse_amount(text: &str) -> Option<f64> {
    let folded = fold_width(text.trim());
    let (bare, is_yuan) = folded.strip_suffix('元').map_or((folded.as_str(), false), |bare| (bare, true));
    let named = [("亿", 10_000.0), ("万", 1.0)].into_iter().find_map(|(unit, wan)| Some((bare.strip_suffix(unit)?, wan)));
    match named {
        Some((number, wan)) => parse_number(number).map(|v| v * wan),
        None if is_yuan => parse_number(bare).map(|yuan| yuan / 10_000.0),
        None => parse_number(bare),
    }
}

/// Reads an amount in 万元 in which plans state investments; none that is not above 0.
pub(crate) fn parse_wan(text: &str) -> Option<f64> {
    parse_amount(text).filter(|v| *v > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, wan) in [
            ("5000", 5000.0),
            ("５，０００万元", 5000.0),
            ("1.5亿", 15_000.0),
            (" 2亿元 ", 20_000.0),
            ("1.5 亿元", 15_000.0),
            ("35,000元", 3.5),
        ] {
            assert_eq!(parse_wan(text), Some(wan), "{text}");
        }
        for text in ["", "0", "-3", "许多", "亿", "1e999", "NaN"] {
            assert_eq!(parse_wan(text), None, "{text}");
        }
        assert_eq!((parse_amount("0"), parse_amount("-1亿")), (Some(0.0), Some(-10_000.0)));
    }

    #[test]
    fn a_percentage_is_whole_and_has_its_sign_or_not() {
        for (text, percent) in [(" ５０％ ", 50), ("100", 100), ("35 %", 35), ("0", 0), ("80.0%", 80)] {
            assert_eq!(parse_percent(text), Some(percent), "{text}");
        }
        for text in ["", "%", "101", "-1", "0.5", "half"] {
            assert_eq!(parse_percent(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_lose_needless_fractions_only() {
        assert_eq!([200.0, 0.33].map(number), ["200", "0.33"]);
    }
}
