//! What the numbers that a plan names of an entry (产能、面积、产量) say: of what, how much, of which year, and whether it is there already
//! or is to be reached. They are kept in words, `玉米种植面积458万亩（2022年现有）`, and read by one rule.

use super::vocabulary::vocabulary;
use crate::text::list_pieces;

/// Whether a number is there already or is to be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reached {
    /// It is so.
    Present,
    /// It is to become so.
    Goal,
}

vocabulary!(Reached {
    Present = "现有", "present", "present", ["现状", "已有"];
    Goal = "目标", "goal", "goal", ["建成", "达产"];
});

/// How exactly a number is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Precision {
    /// As it stands.
    Exact,
    /// 约.
    About,
    /// At least so much (以上、超).
    AtLeast,
    /// At most so much (以下).
    AtMost,
}

vocabulary!(Precision {
    Exact = "等于", "exact", "exact", [];
    About = "约", "about", "about", ["大约", "近"];
    AtLeast = "以上", "at least", "at_least", ["至少", "不低于", "不少于", "超过", "超", "突破", "余", "多"];
    AtMost = "以下", "at most", "at_most", ["不超过", "不高于", "至多"];
});

/// The figures of a list as people write it: each has a number, so that a piece without one belongs to the next
/// (`水稻、玉米种植面积458万亩`). What stands in brackets and a comma among digits divide nothing; a semicolon and a new line always do.
pub(super) fn figures(text: &str) -> Vec<&str> {
    let has_number = |piece: &str| piece.contains(|c: char| c.is_ascii_digit());
    let divides = |at: usize| {
        let among = text[..at].ends_with(|c: char| c.is_ascii_digit()) && text[at..].starts_with(',');
        !(among && text[at + 1..].starts_with(|c: char| c.is_ascii_digit()))
    };
    let mut all: Vec<&str> = Vec::new();
    let mut from = None;
    for piece in list_pieces(text) {
        let start = *from.get_or_insert(piece.start);
        let (whole, rest) = (&text[start..piece.end], &text[piece.end..]);
        let ends = rest.is_empty() || rest.starts_with(['；', ';', '\n']) || has_number(whole) && divides(piece.end);
        if ends {
            let figure = whole.trim_matches(|c: char| c.is_whitespace() || "、，,".contains(c));
            all.extend(Some(figure).filter(|figure| !figure.is_empty()));
            from = None;
        }
    }
    all
}

/// A number of something.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Quantity {
    pub(crate) name: String,
    pub(crate) number: f64,
    pub(crate) precision: Precision,
    pub(crate) unit: String,
    pub(crate) year: Option<i32>,
    /// None where nobody says.
    pub(crate) reached: Option<Reached>,
}

impl Quantity {
    /// What a figure says; none where it holds no number by which it could be known, or several.
    pub(crate) fn read(figure: &str) -> Option<Quantity> {
        let (mut body, mut about) = (figure.trim(), About::default());
        while let Some((before, inside)) = bracketed(body) {
            about.hear(inside);
            body = before;
        }
        body = about.hear_before(body);
        let (before, number, behind) = divided(body)?;
        let (name, said_before) = ending(before);
        let (unit, said_behind) = unit(behind);
        let precision = said_before.or(said_behind).unwrap_or(Precision::Exact);
        let (unit, name) = if name.is_empty() { counted(&unit)? } else { (unit.as_str(), name) };
        let wanted = !unit.is_empty() && !unit.contains(|c: char| c.is_ascii_digit());
        wanted.then(|| Quantity {
            name: name.to_owned(),
            number,
            precision,
            unit: unit.to_owned(),
            year: about.year,
            reached: about.reached,
        })
    }
}

/// What stands beside a number: of which year it is, and whether it is so already.
#[derive(Default)]
struct About {
    year: Option<i32>,
    reached: Option<Reached>,
}

impl About {
    /// What a bracket says: `2022年现有`, `目标`; other words say nothing of it.
    fn hear(&mut self, words: &str) {
        let rest = self.hear_year(words).trim_start_matches(['，', ',', '、', ' ']);
        self.reached = Reached::from_word(rest).or(self.reached);
    }

    /// What is said before the name: `2022年`, `现有`; with what follows.
    fn hear_before<'a>(&mut self, words: &'a str) -> &'a str {
        let rest = self.hear_year(words);
        let Some(behind) = rest.strip_prefix(Reached::Present.term().label.0) else { return rest };
        self.reached = Some(Reached::Present);
        behind
    }

    fn hear_year<'a>(&mut self, words: &'a str) -> &'a str {
        let year = words.split_once('年').filter(|(year, _)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
        let Some((year, behind)) = year else { return words };
        self.year = year.parse().ok();
        behind
    }
}

/// What stands before the bracket at the end, and in it.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inside = text.strip_suffix(['）', ')'])?;
    let at = inside.rfind(['（', '('])?;
    Some((text[..at].trim_end(), inside[at..].trim_start_matches(['（', '('])))
}

/// The last number in a text, with what stands before and behind it; none of a stretch of numbers.
fn divided(text: &str) -> Option<(&str, f64, &str)> {
    let is_part = |c: char| c.is_ascii_digit() || c == '.';
    let end = text.rfind(|c: char| c.is_ascii_digit())? + 1;
    let start = text[..end].rfind(|c| !is_part(c)).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    let (before, behind) = (&text[..start], &text[end..]);
    let is_stretch = before.ends_with(['-', '–', '—', '~', '～', '至', '/']) && before.contains(|c: char| c.is_ascii_digit());
    Some((before, text[start..end].parse().ok().filter(|_| !is_stretch)?, behind))
}

/// A name without the word at its end that says how exactly the number is meant.
fn ending(text: &str) -> (&str, Option<Precision>) {
    let words = Precision::ALL.into_iter().skip(1).flat_map(|one| one.term().names().map(move |word| (word, one)));
    let found = words.filter_map(|(word, one)| Some((text.strip_suffix(word)?, one))).min_by_key(|(rest, _)| rest.len());
    found.map_or((text.trim(), None), |(rest, one)| (rest.trim(), Some(one)))
}

/// A unit without the words at its end that say how exactly the number is meant, and without 余.
fn unit(text: &str) -> (String, Option<Precision>) {
    let (bare, said) = ending(text);
    let more = bare.contains('余').then_some(Precision::AtLeast);
    (bare.replace('余', "").trim().to_owned(), said.or(more))
}

/// By which things are counted where the number stands before them.
const COUNTS: [&str; 12] = ["台套", "个", "家", "户", "栋", "座", "条", "套", "台", "眼", "件", "处"];

/// A unit and the thing that is counted by it, of `个万头和牛育肥基地`.
fn counted(text: &str) -> Option<(&str, &str)> {
    COUNTS.into_iter().find_map(|unit| Some((unit, text.strip_prefix(unit)?.trim()))).filter(|(_, name)| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A figure as `name|number|unit|year|precision|reached`.
    fn told(figure: &str) -> String {
        let Some(q) = Quantity::read(figure) else { return "–".to_owned() };
        let year = q.year.map_or_else(String::new, |year| year.to_string());
        let reached = q.reached.map_or("", |reached| reached.word());
        format!("{}|{}|{}|{year}|{}|{reached}", q.name, q.number, q.unit, q.precision.word())
    }

    #[test]
    fn a_figure_says_of_what_how_much_of_which_year_and_whether_it_is_so() {
        let cases = [
            ("玉米种植面积458万亩（2022年现有）", "玉米种植面积|458|万亩|2022|exact|present"),
            ("2022年玉米总产量约41亿斤", "玉米总产量|41|亿斤|2022|about|"),
            ("现有燃料乙醇生产能力30万吨", "燃料乙醇生产能力|30|万吨||exact|present"),
            ("杂粮杂豆种植5万余亩", "杂粮杂豆种植|5|万亩||at_least|"),
            ("粮食产量115亿斤以上（2025年目标）", "粮食产量|115|亿斤|2025|at_least|goal"),
            ("中草药种植面积超60万亩（2025年）", "中草药种植面积|60|万亩|2025|at_least|"),
            ("含水率50%以下（目标）", "含水率|50|%||at_most|goal"),
            ("3个万头和牛育肥基地", "万头和牛育肥基地|3|个||exact|"),
            ("140吨/小时锅炉1座", "140吨/小时锅炉|1|座||exact|"),
            ("年产ε-己内酯2万吨（达产）", "年产ε-己内酯|2|万吨||exact|goal"),
            ("年产大米(一期)1.5万吨(2024年，现状)", "年产大米(一期)|1.5|万吨|2024|exact|present"),
        ];
        for (figure, said) in cases {
            assert_eq!(told(figure), said, "{figure}");
        }
    }

    #[test]
    fn a_list_of_figures_is_divided_between_figures_and_not_within_their_names() {
        let cases: [(&str, &[&str]); 6] = [
            ("水稻、玉米种植面积458万亩、大豆20万亩", &["水稻、玉米种植面积458万亩", "大豆20万亩"]),
            ("产值1,200万元，产量（玉米、大豆）3万吨", &["产值1,200万元", "产量（玉米、大豆）3万吨"]),
            ("万头牧场；大豆20万亩（2025年目标）", &["万头牧场", "大豆20万亩（2025年目标）"]),
            ("3个基地、万头牧场", &["3个基地", "万头牧场"]),
            (" 、", &[]),
            ("", &[]),
        ];
        for (text, parts) in cases {
            assert_eq!(figures(text), parts, "{text}");
        }
    }

    #[test]
    fn what_holds_no_single_number_is_left_as_words() {
        for words in ["", "万头牧场", "百亿级绿色生物制造产业集群", "每县1-2个主导产业", "30", "约", "（2022年）", "5万", "每头3至4吨"]
        {
            assert!(!matches!(Quantity::read(words), Some(q) if q.name.is_empty() || q.unit.is_empty()), "{words}");
        }
        assert_eq!(told("每个脱贫县1-2个主导产业"), "–");
        assert_eq!(told("万头牧场"), "–");
        assert_eq!(told("30"), "–");
    }

    proptest::proptest! {
        #[test]
        fn what_is_written_by_the_rule_is_read_as_it_was_meant(
            name in "[甲乙丙丁]{1,6}", number in 0u32..100_000, decimals in 0u32..100, unit in "万?[亩吨头只家%]",
            year in proptest::option::of(1990i32..2050), goal in proptest::option::of(proptest::bool::ANY),
        ) {
            let number = f64::from(number) + f64::from(decimals) / 100.0;
            let reached = goal.map(|goal| if goal { Reached::Goal } else { Reached::Present });
            let beside = format!("{}{}", year.map_or_else(String::new, |y| format!("{y}年")), reached.map_or("", |r| r.term().label.0));
            let figure = if beside.is_empty() { format!("{name}{number}{unit}") } else { format!("{name}{number}{unit}（{beside}）") };
            let read = Quantity::read(&figure).unwrap();
            proptest::prop_assert_eq!(read, Quantity { name, number, precision: Precision::Exact, unit, year, reached });
        }

        #[test]
        fn whatever_somebody_writes_is_read_or_left(figure in ".{0,40}") {
            let _ = Quantity::read(&figure);
        }
    }
}
