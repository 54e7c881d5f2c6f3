//! The code page of a Windows console: UTF-8 while the screen is open, and then as it was.

use std::process::{Command, Stdio};

const UTF8: u32 = 65001;
/// Simplified Chinese, in which a console draws lines two cells wide.
const GBK: u32 = 936;

/// The code page that was in force; dropping it puts it back.
#[derive(Debug)]
pub(super) struct CodePage {
    before: Option<u32>,
}

impl CodePage {
    /// Sets UTF-8 for input and output. Elsewhere than on Windows there is nothing to set.
    ///
    /// The system's own `chcp` does it: setting it by a call is unsafe code, and no crate that wraps the call is kept up.
    pub(super) fn set() -> CodePage {
        if !cfg!(windows) {
            return CodePage { before: None };
        }
        let before = chcp(None).filter(|page| *page != UTF8);
        if before.is_some() {
            chcp(Some(UTF8));
        }
        CodePage { before }
    }

    pub(super) fn draws_wide_lines(&self) -> bool {
        self.before == Some(GBK)
    }
}

impl Drop for CodePage {
    fn drop(&mut self) {
        if let Some(page) = self.before {
            chcp(Some(page));
        }
    }
}

fn chcp(page: Option<u32>) -> Option<u32> {
    let mut command = Command::new("chcp.com");
    command.args(page.map(|p| p.to_string())).stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().ok()?;
    last_number(&output.stdout)
}

/// The number at the end of `Active code page: 936`, in whatever language and encoding.
fn last_number(answer: &[u8]) -> Option<u32> {
    let digits = answer.rsplit(|b| !b.is_ascii_digit()).find(|part| !part.is_empty())?;
    std::str::from_utf8(digits).ok()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_page_is_read_in_any_language() {
        assert_eq!(last_number(b"Active code page: 437\r\n"), Some(437));
        assert_eq!(last_number(b"\xbb\xee\xb6\xaf\xb4\xfa\xc2\xeb\xd2\xb3: 936\r\n"), Some(GBK));
        assert_eq!(last_number(b"Aktive Codepage: 850.\r\n"), Some(850));
        assert_eq!(last_number(b""), None);
    }

    #[cfg(not(windows))]
    #[test]
    fn elsewhere_nothing_is_set() {
        let page = CodePage::set();
        assert!(page.before.is_none() && !page.draws_wide_lines());
    }
}
