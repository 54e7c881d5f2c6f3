/// Whether a character may reach a terminal or a document as it is: no control characters, no escape
/// sequences' introducers, no bidi overrides or isolates (CVE-2021-42574), no line separators.
pub(crate) fn is_visible(c: char) -> bool {
    !(c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}'))
}

/// Makes text from others harmless: what could drive a terminal is shown as a mark (`␛`, `␍`, `⟨202e⟩`).
/// Line feeds and tabs become a space unless `keep_lines`, which keeps line feeds.
pub(crate) fn sanitize(s: &str, keep_lines: bool) -> String {
    if s.chars().all(is_visible) {
        return s.to_owned();
    }
    let mut out = String::with_capacity(s.len());
    for c in s.chars() {
        match c {
            _ if is_visible(c) => out.push(c),
            '\n' if keep_lines => out.push('\n'),
            '\n' | '\t' => out.push(' '),
            '\0'..='\u{1f}' => out.push(char::from_u32(0x2400 + c as u32).unwrap_or('?')),
            '\u{7f}' => out.push('␡'),
            _ => out.push_str(&format!("⟨{:x}⟩", c as u32)),
        }
    }
    out
}

/// Whether a spreadsheet would take words for a formula when they are typed, pasted or read from a text file.
pub(crate) fn looks_like_formula(words: &str) -> bool {
    words.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

/// Words for a cell of a spreadsheet into which they are pasted or read from a text file: what would be taken for a formula has an
/// apostrophe before it, which is what a person types to say that text follows.
pub(crate) fn no_formula(words: &str) -> String {
    if looks_like_formula(words) { format!("'{words}") } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_sequence_becomes_marks() {
        assert_eq!(sanitize("a\u{1b}[2Jb", false), "a␛[2Jb");
        assert_eq!(sanitize("a\u{202e}b", false), "a⟨202e⟩b");
        assert_eq!(sanitize("a\nb\tc", true), "a\nb c");
        assert_eq!(sanitize("\u{9b}2J", false), "⟨9b⟩2J");
    }
}
