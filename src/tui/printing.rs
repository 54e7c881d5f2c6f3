//! Paper: a file is handed to the system's printing program, where there is one.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::text::{Lang, os_error};

/// What hands a file to the printer that is set up.
const PROGRAM: &str = "lp";

/// Hands a file to the printer; what came of it, in words. Where nothing prints, somebody must open the file and do it.
pub(super) fn print(file: &Path, lang: Lang) -> String {
    hand_to(PROGRAM, file, lang)
}

fn hand_to(program: &str, file: &Path, lang: Lang) -> String {
    let by_hand = lang.pick("请打开这个文件打印", "open the file and print it");
    match Command::new(program).arg(file).stdin(Stdio::null()).output() {
        Ok(output) if output.status.success() => lang.pick("已交给打印机", "handed to the printer").to_owned(),
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            let said = said.lines().find(|line| !line.trim().is_empty()).unwrap_or_default().trim();
            lang.pick(format!("`{program}` 没有收下（{said}），{by_hand}"), format!("`{program}` did not take it ({said}): {by_hand}"))
        }
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            lang.pick(format!("本机没有打印程序 `{program}`，{by_hand}"), format!("there is no `{program}` on this machine: {by_hand}"))
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
    fn where_nothing_prints_a_person_is_told_to_do_it() {
        for (lang, words) in [(Lang::Zh, "请打开这个文件打印"), (Lang::En, "open the file and print it")] {
            let told = hand_to("no-such-printing-program", Path::new("清单.html"), lang);
            assert!(told.contains("no-such-printing-program") && told.contains(words), "{told}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn what_the_program_says_is_told() {
        let told = hand_to("ls", Path::new("/no/such/file"), Lang::Zh);
        assert!(told.contains("没有收下") && told.contains("/no/such/file"), "{told}");
        assert_eq!(hand_to("true", Path::new("/no/such/file"), Lang::Zh), "已交给打印机");
    }
}
