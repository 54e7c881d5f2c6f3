use crate::text::sanitize;

/// Text as it may stand in XML, in an element or in an attribute. What XML 1.0 cannot hold is shown as a mark.
pub(super) fn escape(text: &str) -> String {
    let text = sanitize(text, false);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\u{fffe}' | '\u{ffff}' => out.push_str(&format!("⟨{:x}⟩", c as u32)),
            _ => out.push(c),
        }
    }
    out
}

/// A whole part: the declaration, and an element with the namespaces of WordprocessingML.
pub(super) fn part(element: &str, content: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{element} \
         xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
         xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">{content}</w:{element}>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_becomes_a_mark() {
        assert_eq!(escape("a\0\u{b}\u{ffff}\u{1b}[2J\u{202e}\n"), "a␀␋⟨ffff⟩␛[2J⟨202e⟩ ");
        assert_eq!(escape("</w:t>&\"]]>"), "&lt;/w:t&gt;&amp;&quot;]]&gt;");
    }
}
