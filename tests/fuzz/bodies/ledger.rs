use super::is_written_and_read;
use duban::domain::{check, disputes};
use duban::merge::differences;
use duban::query::Book;
use duban::store::{Spelling, formatted, parse_text};
use std::path::Path;

/// The text of a ledger: it is refused, or it is read, written and read again as the same; `fmt` keeps what it says and has
/// nothing to do a second time; what is worked out from it can be.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(ledger) = parse_text("tasks.ron", text) else { return };
    is_written_and_read(&ledger);
    let path = Path::new("tasks.ron");
    if let Some(new) = formatted(path, text, Spelling::Canonical).expect("what was read can be formatted") {
        assert!(parse_text("tasks.ron", &new).expect("it is a ledger still") == ledger, "`fmt` changed what it says:\n{new}");
        assert_eq!(formatted(path, &new, Spelling::Canonical).expect("it is a ledger"), None, "`fmt` has more to do:\n{new}");
    }
    if let Some(new) = formatted(path, text, Spelling::Upgraded).expect("what was read can be upgraded") {
        let upgraded = parse_text("tasks.ron", &new).expect("it is a ledger still");
        assert!(differences(&ledger, &upgraded).is_empty(), "the upgrade changed what it says:\n{new}");
        assert_eq!(formatted(path, &new, Spelling::Upgraded).expect("it is a ledger"), None, "the upgrade has more to do:\n{new}");
    }
    let _ = check(&ledger);
    let _ = disputes(&ledger);
    let _ = Book::new(ledger, "2025-10-15".parse().expect("a day"));
}
