//! Which entry a row of somebody else's form is about.

use std::collections::HashMap;

use crate::domain::{EntryId, Ledger};
use crate::text::fold_width;

/// Whether the entry of a place is what a word says.
type Test<'a> = &'a dyn Fn(usize, &str) -> bool;

/// So alike two titles must be to be held for one another, and so much more than the next.
const ALIKE: f64 = 0.75;
const CLEARLY: f64 = 0.1;
/// So many are told of.
const NEAR: usize = 3;

/// What a row was found to be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Found {
    /// The place of the one entry of that title.
    Sure(usize),
    /// One whose title is alike.
    Likely(usize),
    /// Several have that title, or are alike.
    Several(Vec<usize>),
    Nothing,
}

/// What of a row is held against entries.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Said<'a> {
    pub(super) title: &'a str,
    pub(super) lead: Option<&'a str>,
    pub(super) region: Option<&'a str>,
    pub(super) reference: Option<&'a str>,
}

/// The entries by their titles.
pub(super) struct Titles<'a> {
    ledger: &'a Ledger,
    plain: Vec<(usize, String)>,
    exact: HashMap<String, Vec<usize>>,
    pairs: HashMap<(char, char), Vec<u32>>,
}

impl<'a> Titles<'a> {
    /// Of the entries at some places of the ledger.
    pub(super) fn of(ledger: &'a Ledger, places: impl IntoIterator<Item = usize>) -> Titles<'a> {
        let mut titles = Titles { ledger, plain: Vec::new(), exact: HashMap::new(), pairs: HashMap::new() };
        for place in places {
            let Some(entry) = ledger.entries().get(place) else { continue };
            let title = plain(&entry.title);
            let number = titles.plain.len() as u32;
            for name in [title.as_str(), plain(&entry.short).as_str()].into_iter().filter(|name| !name.is_empty()) {
                let all = titles.exact.entry(name.to_owned()).or_default();
                if all.last() != Some(&place) {
                    all.push(place);
                }
            }
            for pair in pairs(&title) {
                let all = titles.pairs.entry(pair).or_default();
                if all.last() != Some(&number) {
                    all.push(number);
                }
            }
            titles.plain.push((place, title));
        }
        titles
    }

    pub(super) fn find(&self, said: Said<'_>) -> Found {
        let title = plain(said.title);
        if let Some(exact) = self.exact.get(&title) {
            return match self.narrowed(exact, said).as_slice() {
                [one] => Found::Sure(*one),
                several => Found::Several(several.to_vec()),
            };
        }
        let alike = self.alike(&title);
        let places: Vec<usize> = alike.iter().map(|(place, _)| *place).collect();
        match alike.as_slice() {
            [] => Found::Nothing,
            [(one, _)] => Found::Likely(*one),
            [(one, most), (_, next), ..] if most - next >= CLEARLY => Found::Likely(*one),
            _ => match self.narrowed(&places, said).as_slice() {
                [one] => Found::Likely(*one),
                several => Found::Several(several.to_vec()),
            },
        }
    }

    /// Those among some whose reference, lead and place are what the row says, as far as that leaves any.
    fn narrowed(&self, places: &[usize], said: Said<'_>) -> Vec<usize> {
        let fits = |place: &usize, test: Test<'_>, word: Option<&str>| word.is_none_or(|word| test(*place, word));
        let tests: [(Option<&str>, Test<'_>); 3] = [
            (said.reference, &|place, word| self.entry(place).is_some_and(|e| plain(e.id.reference()) == plain(word))),
            (said.lead, &|place, word| self.is_led_by(place, word)),
            (said.region, &|place, word| self.entry(place).is_some_and(|e| e.regions.iter().any(|r| is_within(r, word)))),
        ];
        tests.into_iter().fold(places.to_vec(), |left, (word, test)| {
            let fewer: Vec<usize> = left.iter().copied().filter(|place| fits(place, test, word.filter(|w| !w.is_empty()))).collect();
            if fewer.is_empty() { left } else { fewer }
        })
    }

    fn entry(&self, place: usize) -> Option<&crate::domain::Entry> {
        self.ledger.entries().get(place).map(AsRef::as_ref)
    }

    fn is_led_by(&self, place: usize, word: &str) -> bool {
        let Some(lead) = self.entry(place).and_then(|entry| self.ledger.planned_lead(entry)) else { return false };
        let register = &self.ledger.departments;
        let plan = self.entry(place).map_or("", |entry| entry.id.plan());
        [register.name(lead), register.short_name(lead, plan)].iter().any(|name| is_within(name, word))
    }

    /// Those whose titles are alike, the most alike first.
    fn alike(&self, title: &str) -> Vec<(usize, f64)> {
        let mut shared: HashMap<u32, usize> = HashMap::new();
        let pairs = pairs(title);
        for number in pairs.iter().filter_map(|pair| self.pairs.get(pair)).flatten() {
            *shared.entry(*number).or_default() += 1;
        }
        let enough = pairs.len().div_ceil(3);
        let scored = shared.into_iter().filter(|(_, count)| *count >= enough).filter_map(|(number, _)| {
            let (place, other) = self.plain.get(number as usize)?;
            Some((*place, likeness(title, other))).filter(|(_, score)| *score >= ALIKE)
        });
        let mut all: Vec<(usize, f64)> = scored.collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        all.truncate(NEAR);
        all
    }
}

/// How alike two titles are: one that holds the other whole is much alike.
fn likeness(a: &str, b: &str) -> f64 {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let share = short.chars().count() as f64 / long.chars().count().max(1) as f64;
    let held = if short.chars().count() >= 6 && long.contains(short) { 0.75 + share / 4.0 } else { 0.0 };
    strsim::normalized_levenshtein(a, b).max(held)
}

fn is_within(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && !b.is_empty() && (a.contains(&b) || b.contains(&a))
}

fn pairs(title: &str) -> Vec<(char, char)> {
    let chars: Vec<char> = title.chars().collect();
    let mut all: Vec<(char, char)> = chars.windows(2).map(|pair| (pair[0], pair[1])).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// A title without what copies of it write otherwise: width, case, blanks, punctuation, a number before it.
fn plain(title: &str) -> String {
    let folded = fold_width(title).to_lowercase();
    let kept: String = folded.chars().filter(|c| c.is_alphanumeric()).collect();
    let digits = folded.trim_start().chars().take_while(char::is_ascii_digit).count();
    let numbered = folded.trim_start().chars().nth(digits).is_some_and(|c| matches!(c, '.' | '、' | ')'));
    if digits > 0 && numbered { kept[digits.min(kept.len())..].to_owned() } else { kept }
}

/// The ids of entries at some places.
pub(super) fn ids(ledger: &Ledger, places: &[usize]) -> Vec<EntryId> {
    places.iter().filter_map(|place| ledger.entries().get(*place)).map(|entry| entry.id.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_the_same_however_it_is_copied() {
        assert_eq!(plain(" 3.年产 10万吨（一期）项目"), plain("年产１０万吨(一期)项目"));
        assert_eq!(plain("30万吨乙醇"), "30万吨乙醇");
        assert!(likeness("新福食品玉米加工项目", "新福食品玉米深加工项目") > ALIKE);
        assert!(likeness("鸡西市粮食仓储项目", "虎林市水稻加工项目") < ALIKE);
        assert!(likeness("玉米深加工项目", "虎林市新福食品玉米深加工项目") > ALIKE);
    }
}
