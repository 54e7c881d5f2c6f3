//! Paper: a page is opened by the program that this desktop has for it, and printed from there. Printing systems themselves
//! take no web pages: CUPS prints the source of one.

use std::ffi::OsString;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::text::{Lang, os_error};

/// Opens a page to be printed; what came of it, in words. Where nothing opens it, somebody must.
pub(super) fn open(page: &Path, lang: Lang) -> String {
    match opener() {
        Some(program) => open_by(program, page, lang),
        None => by_hand(lang).to_owned(),
    }
}

fn by_hand(lang: Lang) -> &'static str {
    lang.pick("请用浏览器打开这个文件打印", "open the file in a browser and print it")
}

/// What opens files on this desktop; none where there is no desktop, since a browser would
/// start in the terminal.
fn opener() -> Option<&'static str> {
    if cfg!(windows) {
        return Some("explorer");
    }
    if cfg!(target_os = "macos") {
        return Some("open");
    }
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value: OsString| !value.is_empty());
    (is_set("DISPLAY") || is_set("WAYLAND_DISPLAY")).then_some("xdg-open")
}

fn open_by(program: &str, page: &Path, lang: Lang) -> String {
    let by_hand = by_hand(lang);
    // What it starts may outlive it, so its streams are not waited for.
    let started = Command::new(program).arg(page).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status();
    match started {
        // The explorer of Windows ends with 1 where all is well.
        Ok(status) if status.success() || cfg!(windows) => {
            lang.pick("已在浏览器中打开，用它的打印（Ctrl-P）", "opened in the browser: print it there (Ctrl-P)").to_owned()
        }
        Ok(_) => lang.pick(format!("`{program}` 没有打开它，{by_hand}"), format!("`{program}` did not open it: {by_hand}")),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            lang.pick(format!("本机没有 `{program}`，{by_hand}"), format!("there is no `{program}` on this machine: {by_hand}"))
        }
        Err(e) => {
            let why = os_error(&e, lang);
            lang.pick(format!("`{program}` 没有启动（{why}），{by_hand}"), format!("`{program}` did not start ({why}): {by_hand}"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nothing_opens_it_a_person_is_told_to_do_it() {
        for (lang, words) in [(Lang::Zh, "请用浏览器打开这个文件打印"), (Lang::En, "open the file in a browser")] {
            let told = open_by("no-such-program", Path::new("清单.html"), lang);
            assert!(told.contains("no-such-program") && told.contains(words), "{told}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_fails_is_told_of() {
        assert!(open_by("false", Path::new("/no/such/file"), Lang::Zh).contains("没有打开它"));
        assert!(open_by("true", Path::new("/no/such/file"), Lang::Zh).contains("已在浏览器中打开"));
    }
}
