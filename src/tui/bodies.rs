//! Bodies as they are typed: how they are written and read, and those that fit what is typed, by hanzi or pinyin.

use crate::domain::{Cooperation, DeptId, Ledger, Register};
use crate::query::match_text;
use crate::text::{Lang, Say};

/// How many bodies a field offers.
const OFFERED: usize = 6;

/// Behind a body that only carries the work out.
const IMPLEMENTS: &str = "（落实）";

/// What stands between the parts of a list.
const DIVIDERS: [char; 6] = ['、', '\n', '，', ',', '；', ';'];

/// The parts of a list as it is typed.
pub(crate) fn parts(text: &str) -> Vec<String> {
    text.split(DIVIDERS).map(str::trim).filter(|p| !p.is_empty()).map(str::to_owned).collect()
}

/// The bodies of a text; names that a plan uses count first.
pub(crate) fn read(text: &str, register: &Register, plan: Option<&str>, lang: Lang) -> Result<Vec<Cooperation>, String> {
    let body = |word: String| {
        let name = word.strip_suffix(IMPLEMENTS).or_else(|| word.strip_suffix("(落实)"));
        let id = register.resolve_in(name.unwrap_or(&word), plan).map_err(|e| e.say(lang))?.id.clone();
        Ok(if name.is_some() { Cooperation::Implements(id) } else { Cooperation::Cooperates(id) })
    };
    parts(text).into_iter().map(body).collect()
}

/// How bodies are written in a field.
pub(crate) fn written(bodies: &[Cooperation], register: &Register) -> String {
    let one = |body: &Cooperation| {
        let name = register.name(body.dept());
        if matches!(body, Cooperation::Implements(_)) { format!("{name}{IMPLEMENTS}") } else { name.to_owned() }
    };
    bodies.iter().map(one).collect::<Vec<_>>().join("、")
}

/// How many bodies a field holds, and how they are written.
pub(crate) fn count(n: usize, lang: Lang) -> String {
    lang.pick(format!("{n} 个，顿号隔开；只落实的后面写{IMPLEMENTS}"), format!("{n} bodies, 、 between"))
}

/// The bodies that a typed text fits, by any of their names, hanzi or pinyin; first the one whose name it is.
pub(crate) fn fitting(ledger: &Ledger, text: &str) -> Vec<DeptId> {
    let exact = ledger.departments.resolve(text).ok().map(|d| d.id.clone());
    let fit = ledger.departments.iter().filter(|d| d.names().any(|n| match_text(n, text).is_some())).map(|d| d.id.clone());
    let mut all: Vec<DeptId> = exact.into_iter().chain(fit).collect();
    let mut seen = std::collections::HashSet::new();
    all.retain(|d| seen.insert(d.clone()));
    all.truncate(OFFERED);
    all
}

/// The bodies that fit the part of a list at the caret, as long as it is none.
pub(crate) fn fitting_at(ledger: &Ledger, text: &str, caret: usize, plan: Option<&str>) -> Vec<DeptId> {
    let (_, _, part) = part_at(text, caret);
    let is_one = ledger.departments.resolve_in(&part, plan).is_ok();
    if part.is_empty() || is_one { Vec::new() } else { fitting(ledger, &part) }
}

/// A list with a name in the place of its part at the caret, and the caret behind the name.
pub(crate) fn put_in(text: &str, caret: usize, name: &str) -> (String, usize) {
    let (from, to, _) = part_at(text, caret);
    let before: String = text.chars().take(from).collect();
    let after: String = text.chars().skip(to).collect();
    (format!("{before}{name}{after}"), from + name.chars().count())
}

/// The part of a list at the caret: its first character, the one behind it, and its text.
fn part_at(text: &str, caret: usize) -> (usize, usize, String) {
    let chars: Vec<char> = text.chars().collect();
    let caret = caret.min(chars.len());
    let from = chars[..caret].iter().rposition(|c| DIVIDERS.contains(c)).map_or(0, |i| i + 1);
    let to = chars[caret..].iter().position(|c| DIVIDERS.contains(c)).map_or(chars.len(), |i| caret + i);
    (from, to, chars[from..to].iter().collect::<String>().trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_part_at_the_caret_ends_at_its_dividers() {
        assert_eq!(part_at("甲局、乙 ，丙", 4), (3, 5, "乙".to_owned()));
        assert_eq!(part_at("甲局、乙，丙", 0), (0, 2, "甲局".to_owned()));
        assert_eq!(part_at("甲局、", 3), (3, 3, String::new()));
    }
}
