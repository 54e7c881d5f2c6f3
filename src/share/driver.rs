use std::path::Path;

/// The values that the config must hold, so that the drivers call the program at a path. Where the program is gone or fails,
/// git gets a conflict with markers in it: without them our side alone would lie there, as if theirs had never been.
pub(crate) fn settings(program: &Path) -> [(&'static str, String); 4] {
    let program = quoted(&program.to_string_lossy());
    // Git reads `%` in the merge driver as the beginning of a placeholder.
    let driver = format!(
        "{} merge -- %O %A %B %P || {{ git merge-file --diff3 --marker-size=%L -L ours -L base -L theirs %A %O %B; exit 1; }}",
        program.replace('%', "%%")
    );
    [
        ("merge.duban.name", "duban ledger merge".to_owned()),
        ("merge.duban.driver", driver),
        ("diff.duban.textconv", format!("{program} textconv --")),
        ("diff.duban.xfuncname", "^[^ ].*$".to_owned()),
    ]
}

/// A path as one word for the shell that git calls, also on Windows.
fn quoted(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    format!("'{}'", path.replace('\'', "'\\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_one_word_and_no_placeholder() {
        assert_eq!(quoted("/a b/it's"), "'/a b/it'\\''s'");
        assert!(settings(Path::new("/a%b/duban"))[1].1.starts_with("'/a%%b/duban' merge -- %O %A %B %P || "));
    }
}
