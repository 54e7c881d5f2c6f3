use ron::value::RawValue;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::store::{StoreError, parse_ron, position, read_text};
use crate::text::{Lang, Say};

/// What one user has set for himself; kept outside the shared ledger.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Config {
    /// Our department (“我”): any name of a body in the register.
    pub(crate) us: Option<String>,
    pub(crate) person: Option<String>,
    /// `zh` or `en`; absent: by the locale.
    pub(crate) lang: Option<String>,
    /// Colours: one of the built-in themes, or a file.
    pub(crate) theme: Option<ThemeName>,
    /// Whether ambiguous-width characters take two cells.
    pub(crate) ambiguous: Option<Ambiguous>,
    pub(crate) mouse: Option<bool>,
    /// The view with which the screen opens: one of its tabs, or a named view.
    pub(crate) view: Option<String>,
    /// Keys of actions: the action's word, and its keys divided by blanks.
    pub(crate) keys: BTreeMap<String, String>,
}

/// The name of a theme, written bare (`Dark`) or in quotation marks (`"my.ron"`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Box<RawValue>")]
pub(crate) struct ThemeName(pub(crate) String);

impl TryFrom<Box<RawValue>> for ThemeName {
    type Error = &'static str;

    fn try_from(raw: Box<RawValue>) -> Result<Self, Self::Error> {
        let text = raw.get_ron().trim();
        let is_bare = !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_');
        let name = if is_bare { Some(text.to_owned()) } else { ron::from_str::<String>(text).ok() };
        name.map(ThemeName).ok_or("theme: Dark | Light | Contrast | Plain | \"….ron\"")
    }
}

/// How wide the terminal draws characters of ambiguous width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum Ambiguous {
    /// One cell.
    #[default]
    Narrow,
    /// Two cells; frames are then drawn from ASCII.
    Wide,
}

/// The config as it was read, with the text from which it was read.
#[derive(Debug, Default)]
pub struct ConfigFile {
    pub(crate) path: PathBuf,
    pub(crate) values: Config,
    /// What is wrong with it; then it sets nothing.
    pub(crate) mistake: Option<StoreError>,
    text: Option<String>,
}

impl ConfigFile {
    /// What the text of a config says.
    pub fn of(path: &Path, text: String) -> ConfigFile {
        let file = ConfigFile { path: path.to_owned(), ..ConfigFile::default() };
        match parse_ron(path, &text) {
            Ok(values) => ConfigFile { values, text: Some(text), ..file },
            Err(mistake) => ConfigFile { mistake: Some(mistake), text: Some(text), ..file },
        }
    }

    pub(crate) fn exists(&self) -> bool {
        self.text.is_some() || self.mistake.is_some()
    }

    /// What is wrong with it, as far as that can be said without a ledger and without a screen.
    pub(crate) fn warnings(&self, lang: Lang) -> Vec<String> {
        let mut warnings: Vec<String> = self.mistake.iter().map(|m| m.say(lang)).collect();
        if let Some(Err(e)) = self.values.lang.as_ref().map(|l| l.parse::<Lang>()) {
            let place = self.place(self.values.lang.as_deref().unwrap_or_default());
            warnings.push(format!("{place}: {}", lang.pick(format!("不认识的语言，应是 {e}"), format!("unknown language {e}"))));
        }
        warnings
    }

    /// `path:line:column` of a word in the file; the path alone where it cannot be found.
    pub(crate) fn place(&self, word: &str) -> String {
        let path = self.path.display();
        let text = self.text.as_deref().unwrap_or_default();
        let Some(at) = text.find(&format!("\"{word}\"")).or_else(|| text.find(word)) else { return path.to_string() };
        let (line, column) = position(text, at);
        format!("{path}:{line}:{column}")
    }
}

/// Reads the config. A file that is not there is an empty one; a mistake is told and is not fatal.
pub(crate) fn read_config(path: &Path) -> ConfigFile {
    let file = ConfigFile { path: path.to_owned(), ..ConfigFile::default() };
    let text = match read_text(path) {
        Err(StoreError::Io(_, _, e)) if e.kind() == ErrorKind::NotFound => return file,
        Err(mistake) => return ConfigFile { mistake: Some(mistake), ..file },
        Ok(text) => text,
    };
    ConfigFile::of(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::Spot;
    use std::fs;

    fn read(text: impl AsRef<[u8]>) -> ConfigFile {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.ron");
        fs::write(&path, text).unwrap();
        read_config(&path)
    }

    #[test]
    fn a_config_is_read_with_bare_and_quoted_themes() {
        let file = read("(\n  theme: Dark,\n  keys: { \"undo\": \"z ctrl-z\" },\n  ambiguous: Wide,\n  view: \"timeline\",\n)");
        assert!(file.mistake.is_none(), "{:?}", file.mistake);
        assert_eq!(file.values.theme, Some(ThemeName("Dark".into())));
        assert_eq!(file.values.keys["undo"], "z ctrl-z");
        assert!(file.place("undo").ends_with("config.ron:3:11"), "{}", file.place("undo"));
        assert_eq!(read("(theme: \"我的.ron\")").values.theme, Some(ThemeName("我的.ron".into())));
    }

    #[test]
    fn a_mistake_has_its_place_and_a_file_that_is_not_there_is_empty() {
        assert!(matches!(read("(\n  mouse: maybe)").mistake, Some(StoreError::Syntax(Spot { line: 2, .. }, ..))));
        assert!(matches!(read("(\n\n  theme: (1))").mistake, Some(StoreError::Syntax(..))));
        assert!(matches!(read("(tema: Dark)").mistake, Some(StoreError::Syntax(Spot { line: 1, .. }, ..))));
        assert!(matches!(read(b"(us: \"\xca\xd0\")").mistake, Some(StoreError::NotUtf8(Spot { line: 1, .. }))), "GBK");
        let none = read_config(Path::new("/no such folder/config.ron"));
        assert!(!none.exists() && none.mistake.is_none() && none.values == Config::default());
    }
}
