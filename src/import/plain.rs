//! Plain text and Markdown: a line each.

use super::source::Source;

/// The lines of a text.
pub(crate) fn source(text: &str) -> Source {
    let mut source = Source::default();
    for (n, line) in text.lines().enumerate() {
        source.add_line(n as u32 + 1, line.trim_end_matches('\r').to_owned());
    }
    source
}
