use std::str::FromStr;

/// The language of the interface; data stay as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Simplified Chinese, the source language.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// Picks the wording of this language.
    pub(crate) fn pick<T>(self, zh: T, en: T) -> T {
        match self {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// Something said in brackets behind a word: full width in Chinese, after a blank in English.
    pub(crate) fn bracketed(self, inner: &str) -> String {
        self.pick(format!("（{inner}）"), format!(" ({inner})"))
    }

    /// The language of a POSIX locale name (`en_US.UTF-8`): English when it begins with `en`, else Chinese.
    pub(crate) fn from_locale(locale: &str) -> Lang {
        if locale.to_ascii_lowercase().starts_with("en") { Lang::En } else { Lang::Zh }
    }
}

impl FromStr for Lang {
    type Err = String;

    fn from_str(s: &str) -> Result<Self, Self::Err> {
        let s = s.to_ascii_lowercase();
        match s.as_str() {
            _ if s.starts_with("zh") || s == "中文" => Ok(Lang::Zh),
            _ if s.starts_with("en") || s == "英文" => Ok(Lang::En),
            _ => Err(format!("`{s}`: zh | en")),
        }
    }
}

/// An error that can word itself in either language. `Display` gives the Chinese.
pub trait Say {
    /// One sentence in the language, lower case in English, the user's words in back-ticks.
    fn say(&self, lang: Lang) -> String;
}

/// Makes a type that can [`Say`] itself an error whose `Display` is the Chinese wording.
#[macro_export]
macro_rules! says_as_error {
    ($error:ty) => {
        impl std::fmt::Display for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::text::Say::say(self, $crate::text::Lang::Zh))
            }
        }

        impl std::error::Error for $error {}
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locale_that_begins_with_en_is_english_and_all_else_chinese() {
        assert_eq!(Lang::from_locale("en_GB.UTF-8"), Lang::En);
        assert_eq!(Lang::from_locale("C"), Lang::Zh);
        assert_eq!(Lang::from_locale("zh_CN.UTF-8"), Lang::Zh);
    }
}
