use pinyin::{Pinyin, ToPinyinMulti};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The first and last code of the planes in which hanzi with known readings stand.
const FIRST: u16 = 0x3007;
const LAST: u16 = 0xfaff;

/// How characters sound: characters with the same readings share a class. Class 0 has none.
pub(crate) struct Sounds {
    class: Vec<u16>,
    readings: Vec<Vec<String>>,
    initials: Vec<u32>,
}

static SOUNDS: LazyLock<Sounds> = LazyLock::new(Sounds::new);

/// The table, made when it is first asked for.
pub(crate) fn sounds() -> &'static Sounds {
    &SOUNDS
}

impl Sounds {
    fn new() -> Sounds {
        let mut known: HashMap<Vec<String>, u16> = HashMap::new();
        let mut sounds = Sounds { class: Vec::new(), readings: vec![Vec::new()], initials: vec![0] };
        for code in FIRST..=LAST {
            let readings = char::from_u32(code.into()).map(read).unwrap_or_default();
            let class = match (readings.is_empty(), known.get(&readings)) {
                (true, _) => 0,
                (_, Some(class)) => *class,
                (_, None) => sounds.add(&mut known, readings),
            };
            sounds.class.push(class);
        }
        sounds
    }

    fn add(&mut self, known: &mut HashMap<Vec<String>, u16>, readings: Vec<String>) -> u16 {
        let class = self.readings.len() as u16;
        self.initials.push(readings.iter().filter_map(|r| r.bytes().next()).fold(0, |mask, b| mask | letter_bit(b)));
        self.readings.push(readings.clone());
        known.insert(readings, class);
        class
    }

    pub(crate) fn len(&self) -> usize {
        self.readings.len()
    }

    #[inline]
    pub(crate) fn class(&self, code: u16) -> u16 {
        match code.checked_sub(FIRST) {
            Some(at) => self.class.get(usize::from(at)).copied().unwrap_or(0),
            None => 0,
        }
    }

    /// All readings of a class, without tones, in ASCII.
    pub(crate) fn readings(&self, class: u16) -> &[String] {
        self.readings.get(usize::from(class)).map_or(&[], Vec::as_slice)
    }

    /// The first letters of all readings, a bit each.
    #[inline]
    pub(crate) fn initials(&self, class: u16) -> u32 {
        self.initials.get(usize::from(class)).copied().unwrap_or(0)
    }
}

/// The bit of a lower-case letter; other bytes have none.
#[inline]
pub(crate) fn letter_bit(b: u8) -> u32 {
    if b.is_ascii_lowercase() { 1 << (b - b'a') } else { 0 }
}

/// All readings of a character as people type them: `ü` is typed `v`, and also `u` before `e`.
fn read(c: char) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for reading in c.to_pinyin_multi().into_iter().flatten().map(Pinyin::plain) {
        let typed = reading.replace('ü', "v");
        if !typed.is_ascii() || typed.is_empty() {
            continue;
        }
        let spellings = if typed.contains("ve") { vec![typed.replace("ve", "ue"), typed] } else { vec![typed] };
        for spelling in spellings {
            if !all.contains(&spelling) {
                all.push(spelling);
            }
        }
    }
    all
}

/// A key by which Chinese titles sort as in a dictionary: by the first reading of each character, the
/// character itself deciding between equals; other characters stand for themselves.
pub(crate) fn dictionary_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len() * 2);
    for c in text.chars().map(crate::text::fold_char) {
        match sounds().readings(sounds().class(basic(c))).first() {
            Some(reading) => {
                key.push_str(reading);
                key.push('\u{1}');
                key.push(c);
            }
            None => key.extend(c.to_lowercase()),
        }
    }
    key
}

/// Where the characters with a reading stand among each other by [`dictionary_key`], from 1; 0 for all others.
static RANKS: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let reading = |code: u16| sounds().readings(sounds().class(code)).first().map(String::as_str);
    let mut known: Vec<(&str, u16)> = (FIRST..=LAST).filter_map(|code| Some((reading(code)?, code))).collect();
    known.sort_unstable();
    let mut ranks = vec![0; usize::from(LAST - FIRST) + 1];
    for ((_, code), rank) in known.into_iter().zip(1..) {
        ranks[usize::from(code - FIRST)] = rank;
    }
    ranks
});

/// Where a character stands among those with a reading, from 1 and below [`u16::MAX`]; none for all others.
pub(crate) fn dictionary_rank(c: char) -> Option<u16> {
    let at = u16::try_from(u32::from(c)).ok()?.checked_sub(FIRST)?;
    RANKS.get(usize::from(at)).copied().filter(|rank| *rank > 0)
}

/// The code of a character of the basic plane; all others share one that sounds like nothing.
#[inline]
pub(crate) fn basic(c: char) -> u16 {
    u16::try_from(c as u32).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(c: char) -> &'static [String] {
        sounds().readings(sounds().class(basic(c)))
    }

    #[test]
    fn a_polyphone_has_all_its_readings() {
        assert!(of('行').contains(&"hang".to_owned()) && of('行').contains(&"xing".to_owned()));
        assert!(of('重').contains(&"chong".to_owned()) && of('重').contains(&"zhong".to_owned()));
    }

    #[test]
    fn readings_are_typed_with_ascii_letters() {
        assert!(of('绿').contains(&"lv".to_owned()));
        assert!(of('略').contains(&"lve".to_owned()) && of('略').contains(&"lue".to_owned()));
        assert!((0..sounds().len() as u16).flat_map(|c| sounds().readings(c)).all(|r| r.bytes().all(|b| b.is_ascii_lowercase())));
    }

    #[test]
    fn titles_sort_as_in_a_dictionary() {
        let mut titles = ["种业振兴", "保护黑土", "农田建设", "5G基站", "农村电网"];
        titles.sort_by_key(|t| dictionary_key(t));
        assert_eq!(titles, ["5G基站", "保护黑土", "农村电网", "农田建设", "种业振兴"]);
    }
}
