use serde::{Deserialize, Serialize};

use super::claim::{Facts, claims};
use super::id::{EnterpriseId, PlaceId};
use super::list::{List, Listed};
use super::records::{Flaw, Record, refers_by};
use super::vocabulary::vocabulary;
use super::wording::{Asks, in_words};
use crate::text::fold_width;

/// How large an enterprise is, as statistics divide them (大中小微).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Size {
    /// 大型.
    Large,
    /// 中型.
    Medium,
    /// 小型.
    Small,
    /// 微型.
    Micro,
}

vocabulary!(Size {
    Large = "大型", "large", "large", ["大"];
    Medium = "中型", "medium", "medium", ["中"];
    Small = "小型", "small", "small", ["小"];
    Micro = "微型", "micro", "micro", ["微"];
});

in_words! {
    Size => |s, _names, lang| s.label(lang).into(), reads Asks::Choice(&Size::TERMS), |text, _reader| Size::from_word(text);
}

/// An enterprise (企业), which entries, steps and liaisons name by its name or an alias.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Enterprise {
    /// Its full name.
    pub name: EnterpriseId,
    /// What else it is called.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<PlaceId>,
    /// In which field it works.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sector: String,
    /// How large it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub size: Option<Size>,
    /// Whether it is monitored (监测企业).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub monitored: bool,
    /// What a reader should know.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub remark: String,
}

claims!(EnterpriseClaim, "A value of a field of an enterprise.", enterprise_facts for Enterprise {
    Place(Option<PlaceId>) = place, "place", "所在地区", "place";
    Sector(String) = sector, "sector", "行业", "sector";
    Size(Option<Size>) = size, "size", "规模", "size";
    Monitored(bool) = monitored, "monitored", "监测企业", "monitored";
    Remark(String) = remark, "remark", "备注", "remark";
} lists {
    aliases, "别名", "aliases";
});

enterprise_facts!();

impl Record for Enterprise {
    type Id = EnterpriseId;

    fn id(&self) -> EnterpriseId {
        self.name.clone()
    }

    fn name(&self) -> &str {
        &self.name
    }

    refers_by!(place);

    fn flaws(&self) -> Vec<(Flaw, String)> {
        Flaw::of_words("name", &self.name).into_iter().collect()
    }
}

impl Enterprise {
    /// Every name by which it is known.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }

    /// Whether a word is one of its names.
    pub(crate) fn is_called(&self, word: &str) -> bool {
        let word = fold_width(word.trim());
        self.names().any(|name| fold_width(name.trim()) == word)
    }
}
