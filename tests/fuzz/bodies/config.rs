use super::small;
use duban::domain::Period;
use duban::profile::{ConfigFile, UserState};
use duban::progress::Progress;
use duban::report::{Audience, Summary, Template, bulletin_with};
use duban::store::{Spot, StoreError, parse_ron};
use duban::text::{Lang, Say};
use duban::tui::Settings;
use std::path::Path;
use std::sync::LazyLock;

static SUMMARY: LazyLock<Summary> = LazyLock::new(|| {
    let (period, cutoff) = (Period::Quarter(2025, 3), "2025-10-15".parse().expect("a day"));
    Summary::build(&small(), period, cutoff, Audience::Ledger, &Progress::default()).expect("a summary")
});

/// The text of a file that a person writes: config, named views, the template of bulletins. What is wrong with it is told with
/// its place; else it can be used.
pub fn run(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let path = Path::new("/no-such-folder/config.ron");
    let config = ConfigFile::of(path, text.to_owned());
    let desk = parse_ron::<UserState>(path, text);
    for lang in [Lang::Zh, Lang::En] {
        let _ = Settings::warnings(&config, desk.as_ref().ok(), lang);
    }
    let template = parse_ron::<Template>(path, text);
    if let Ok(template) = &template {
        let _ = bulletin_with(&SUMMARY, template);
    }
    for mistake in [desk.err(), template.err()].into_iter().flatten() {
        assert!(matches!(mistake, StoreError::Syntax(Spot { line: 1.., column: 1.., .. }, ..)), "{mistake:?}");
        assert!(!mistake.say(Lang::Zh).is_empty() && !mistake.say(Lang::En).is_empty());
    }
}
