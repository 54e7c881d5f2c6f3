//! Amounts of money as people write them.

use crate::text::fold_width;

/// Reads an amount in 万元 (10,000 yuan), in which the plans state investments: `5000`, `5,000万元`, `1.5亿` (15000).
/// Nothing when it is none, or not above 0.
pub fn parse_wan(text: &str) -> Option<f64> {
    let folded = fold_width(text.trim()).replace(',', "");
    let bare = folded.trim_end_matches('元');
    let (number, times) = match bare.strip_suffix('亿') {
        Some(number) => (number, 10_000.0),
        None => (bare.trim_end_matches('万'), 1.0),
    };
    number.trim().parse::<f64>().ok().map(|v| v * times).filter(|v| v.is_finite() && *v > 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_write_them() {
        for (text, wan) in [("5000", 5000.0), ("５，０００万元", 5000.0), ("1.5亿", 15_000.0), (" 2亿元 ", 20_000.0)] {
            assert_eq!(parse_wan(text), Some(wan), "{text}");
        }
        for text in ["", "0", "-3", "许多", "亿", "1e999"] {
            assert_eq!(parse_wan(text), None, "{text}");
        }
    }
}
