//! Looking is harmless: a git that is only asked runs nothing that a clone brings along in its own config (monitors, hooks,
//! filters), takes no repository that lies among a clone's files for one, and fetches nothing.

use std::ffi::OsString;
use std::process::Command;

/// The file that is always empty.
const NOWHERE: &str = if cfg!(windows) { "NUL" } else { "/dev/null" };

/// Lets git find no hooks, and no filter of these names.
pub(super) fn forbid(command: &mut Command, filters: &[String]) {
    command.args(["-c", &format!("core.hooksPath={NOWHERE}"), "-c", "log.showSignature=false"]).env("GIT_NO_LAZY_FETCH", "1");
    // By the environment: the name of a filter may hold any sign.
    let mut count: usize = std::env::var("GIT_CONFIG_COUNT").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
    for name in filters {
        for (key, value) in [("clean", ""), ("smudge", ""), ("process", ""), ("required", "false")] {
            command.env(format!("GIT_CONFIG_KEY_{count}"), format!("filter.{name}.{key}"));
            command.env(format!("GIT_CONFIG_VALUE_{count}"), value);
            count += 1;
        }
    }
    command.env("GIT_CONFIG_COUNT", count.to_string());
}

/// How git is asked for the filters that it knows, with the place where each is set (since 2.26; before that without).
pub(super) fn asked(with_scope: bool) -> Vec<OsString> {
    let scope = with_scope.then_some("--show-scope");
    ["config"].into_iter().chain(scope).chain(["-z", "--name-only", "--get-regexp", r"^filter\."]).map(OsString::from).collect()
}

/// The names of the filters that the repository itself sets, from what git says; where it does not say where, all.
pub(super) fn brought(said: &str, with_scope: bool) -> Vec<String> {
    let fields: Vec<&str> = said.split('\0').filter(|f| !f.is_empty()).collect();
    let keys: Vec<&str> =
        if with_scope { fields.chunks_exact(2).filter(|c| matches!(c[0], "local" | "worktree")).map(|c| c[1]).collect() } else { fields };
    let mut names: Vec<String> =
        keys.into_iter().filter_map(|k| k.strip_prefix("filter.")?.rsplit_once('.')).map(|(name, _)| name.to_owned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}
