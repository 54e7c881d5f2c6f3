//! The text of a PDF, by `pdftotext` where that is installed.

use std::io::Write;
use std::process::{Command, Stdio};

/// The text of a PDF; none where `pdftotext` is not there or cannot read it.
fn pdf_text(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut file = tempfile::Builder::new().prefix("duban").suffix(".pdf").tempfile().ok()?;
    file.write_all(bytes).ok()?;
    let mut command = Command::new("pdftotext");
    command.args(["-layout", "-enc", "UTF-8"]).arg(file.path()).arg("-").stdin(Stdio::null()).stderr(Stdio::null());
    let output = command.output().ok().filter(|o| o.status.success())?;
    // A scan has pages and no words.
    let says = output.stdout.iter().any(|b| !b.is_ascii_whitespace() && *b != 0x0c);
    Some(if says { output.stdout } else { b"\n".to_vec() })
}

/// A document as it is read: of a PDF its text where that can be had.
pub(crate) fn as_text(bytes: Vec<u8>) -> Vec<u8> {
    if bytes.starts_with(b"%PDF") { pdf_text(&bytes).unwrap_or(bytes) } else { bytes }
}
