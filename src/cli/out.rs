//! What goes to stdout and stderr. A reader that went away is no error, and no text from a ledger drives the terminal.

use serde_json::{Value, json};
use std::io::{self, ErrorKind, IsTerminal, Write};

use super::exit::Exit;
use super::made::Made;
use crate::text::{Lang, is_visible, sanitize};

/// What a command has to say.
#[derive(Debug)]
pub(super) struct Answer {
    /// For stdout.
    pub(crate) body: Body,
    /// For stderr, a line each.
    pub(crate) remarks: Vec<String>,
    pub(crate) exit: Exit,
}

#[derive(Debug)]
pub(super) enum Body {
    Text(String),
    Json(Value),
    File(Vec<u8>),
}

impl Answer {
    pub(super) fn text(text: impl Into<String>) -> Answer {
        Answer::of(Body::Text(text.into()))
    }

    pub(super) fn json(value: Value) -> Answer {
        Answer::of(Body::Json(value))
    }

    pub(super) fn file(bytes: Vec<u8>) -> Answer {
        Answer::of(Body::File(bytes))
    }

    fn of(body: Body) -> Answer {
        Answer { body, remarks: Vec::new(), exit: Exit::Fine }
    }

    pub(super) fn remark(mut self, line: impl Into<String>) -> Answer {
        self.remarks.push(line.into());
        self
    }

    /// The same with each of the lines.
    pub(super) fn remarks(self, lines: impl IntoIterator<Item = String>) -> Answer {
        lines.into_iter().fold(self, Answer::remark)
    }

    /// Tells what came in with a save, and what the file had lost and holds again.
    pub(super) fn made(mut self, made: &Made, lang: Lang) -> Answer {
        let whose = made.saved.put_back();
        if let Body::Json(value) = &mut self.body
            && !whose.is_empty()
        {
            value["put_back"] = whose.into_iter().map(|(by, count)| json!({ "by": by, "count": count })).collect();
        }
        self.remarks(made.sentences(lang))
    }

    pub(super) fn exit(self, exit: Exit) -> Answer {
        Answer { exit, ..self }
    }

    pub(super) fn print(self) -> io::Result<Exit> {
        let bytes = match self.body {
            Body::Text(text) => sanitize(&text, true).into_bytes(),
            Body::Json(value) => harmless_json(&value).into_bytes(),
            Body::File(bytes) if io::stdout().is_terminal() => sanitize(&String::from_utf8_lossy(&bytes), true).into_bytes(),
            Body::File(bytes) => bytes,
        };
        put(&mut io::stdout().lock(), &bytes)?;
        self.remarks.iter().for_each(|line| complain(line));
        Ok(self.exit)
    }
}

/// Writes all of it; a reader that went away has read what it wanted.
fn put(out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(e) if e.kind() == ErrorKind::BrokenPipe => Ok(()),
        done => done,
    }
}

/// A line to stderr. When nobody listens there either, nothing is left to do.
pub(super) fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{}", sanitize(line, true));
}

/// JSON with every character escaped that could drive a terminal; machines read the same value.
fn harmless_json(value: &Value) -> String {
    let plain = format!("{value:#}\n");
    if plain.chars().all(|c| c == '\n' || is_visible(c)) {
        return plain;
    }
    let mut out = String::with_capacity(plain.len());
    for c in plain.chars() {
        if c == '\n' || is_visible(c) {
            out.push(c);
        } else {
            let mut units = [0; 2];
            c.encode_utf16(&mut units).iter().for_each(|u| out.push_str(&format!("\\u{u:04x}")));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Gone(ErrorKind);

    impl Write for Gone {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(self.0.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn only_a_broken_pipe_is_no_error() {
        assert!(put(&mut Gone(ErrorKind::BrokenPipe), b"x").is_ok());
        assert!(put(&mut Gone(ErrorKind::StorageFull), b"x").is_err());
    }

    #[test]
    fn json_cannot_drive_a_terminal_and_reads_back_the_same() {
        let value = serde_json::json!({ "title": "a\u{9b}2J\u{202e}b\u{1b}[2J\n", "n": 1 });
        let text = harmless_json(&value);
        assert!(text.chars().all(|c| c == '\n' || is_visible(c)));
        assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
    }
}
