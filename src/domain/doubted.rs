//! What a reader of a document doubted, as an entry keeps it until somebody has settled it: `牵头：并列牵头（甲局 / 乙局）`.

use super::attribute::Attribute;
use crate::text::Lang;

/// A doubt in its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Doubted {
    /// The key of the field that is doubted.
    pub field: String,
    /// Why.
    pub reason: String,
    /// The answers that may be given, the likeliest first.
    pub choices: Vec<String>,
}

const BETWEEN: &str = " / ";

/// What is doubted that is no field: the key, and as an entry keeps it.
const APART: [(&str, &str); 2] = [("entry", "条目"), ("reference", "编号")];

/// The name of a field for whoever reads the entry.
fn name(key: &str) -> &str {
    let apart = APART.iter().find(|(apart, _)| *apart == key).map(|(_, name)| *name);
    let named = || Attribute::named(key, Attribute::ALL.iter().copied()).map(|attribute| attribute.name(Lang::Zh));
    apart.or_else(named).unwrap_or(key)
}

/// The key of the field that is called so; a key may stand for itself.
fn key(name: &str) -> Option<&str> {
    let is_key = !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
    let apart = APART.iter().find(|(_, apart)| *apart == name).map(|(key, _)| *key);
    let named = || Attribute::named(name, Attribute::keys().map(|(attribute, _)| attribute)).and_then(Attribute::key);
    apart.or(is_key.then_some(name)).or_else(named)
}

impl Doubted {
    /// As an entry keeps it.
    pub(crate) fn written(&self) -> String {
        let choices = if self.choices.is_empty() { String::new() } else { format!("（{}）", self.choices.join(BETWEEN)) };
        format!("{}：{}{choices}", name(&self.field), self.reason)
    }

    /// Reads what an entry keeps; words of a person's own are a reason without a field.
    pub(crate) fn read(text: &str) -> Doubted {
        let (field, rest) = text.split_once('：').and_then(|(field, rest)| Some((key(field)?, rest))).unwrap_or(("", text));
        let listed = rest.strip_suffix('）').and_then(|r| r.rsplit_once('（').filter(|(_, choices)| choices.contains(BETWEEN)));
        let (reason, choices) = listed.unwrap_or((rest, ""));
        let choices = choices.split(BETWEEN).filter(|c| !c.is_empty()).map(str::to_owned).collect();
        Doubted { field: field.to_owned(), reason: reason.to_owned(), choices }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doubt_is_read_as_it_is_written() {
        let of = |field: &str, reason: &str, choices: &[&str]| Doubted {
            field: field.into(),
            reason: reason.into(),
            choices: choices.iter().map(|c| (*c).into()).collect(),
        };
        for one in [
            of("lead", "并列牵头：甲局、乙局", &["甲局", "乙局"]),
            of("deadline", "多个时限", &["2026-12-31", "2026-06-30"]),
            of("cooperating", "等：名单未尽", &[]),
            of("entry", "与正文重复", &[]),
            of("reference", "编号不连续", &[]),
            of("investment_wan", "金额未写单位", &[]),
            of("", "问一下市局", &[]),
        ] {
            let written = if one.field.is_empty() { one.reason.clone() } else { one.written() };
            assert_eq!(Doubted::read(&written), one, "{written}");
        }
        assert_eq!(of("lead", "未写责任单位", &[]).written(), "牵头：未写责任单位", "it is found by the name of the field");
        assert_eq!(Doubted::read("lead：不像单位名称：某室（筹）").reason, "不像单位名称：某室（筹）");
    }
}
