//! What a reader of a document doubted, as an entry keeps it until somebody has settled it: `lead：并列牵头（甲局 / 乙局）`.

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

impl Doubted {
    /// As an entry keeps it.
    pub(crate) fn written(&self) -> String {
        let choices = if self.choices.is_empty() { String::new() } else { format!("（{}）", self.choices.join(BETWEEN)) };
        format!("{}：{}{choices}", self.field, self.reason)
    }

    /// Reads what an entry keeps; words of a person's own are a reason without a field.
    pub(crate) fn read(text: &str) -> Doubted {
        let is_key = |field: &str| !field.is_empty() && field.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        let (field, rest) = text.split_once('：').filter(|(field, _)| is_key(field)).unwrap_or(("", text));
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
            of("", "问一下市局", &[]),
        ] {
            let written = if one.field.is_empty() { one.reason.clone() } else { one.written() };
            assert_eq!(Doubted::read(&written), one, "{written}");
        }
        assert_eq!(Doubted::read("lead：不像单位名称：某室（筹）").reason, "不像单位名称：某室（筹）");
    }
}
