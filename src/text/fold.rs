/// The half-width twin of a full-width form or of Chinese punctuation (the key that types it with an
/// input method on), else the character itself.
pub(crate) fn fold_char(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '。' => '.',
        '、' => '/',
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        '《' => '<',
        '》' => '>',
        '【' => '[',
        '】' => ']',
        '—' => '-',
        '·' => '`',
        '￥' | '¥' => '$',
        _ => c,
    }
}

/// Folds full-width letters, digits and punctuation to half width and lower-cases ASCII; hanzi stay.
pub(crate) fn fold_width(s: &str) -> String {
    s.chars().map(|c| fold_char(c).to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_keys_count_as_their_half_width_twins() {
        assert_eq!(fold_width("ＮＹＣＪ：ｑ／"), "nycj:q/");
        assert_eq!(fold_char('：'), ':');
        assert_eq!(fold_char('？'), '?');
        assert_eq!(fold_char('农'), '农');
    }
}
