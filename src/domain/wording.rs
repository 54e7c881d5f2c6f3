//! How a value of a record is put into words, and how it is read from what a person writes. What [`InWords`] gives,
//! [`FromWords`] takes.

use chrono::NaiveDate;
use std::collections::BTreeMap;

use super::due::Due;
use super::id::{DeptId, EntryId, IndicatorId, InspectionId, Names, PlaceId, PlanCode};
use super::number::{number, parse_wan};
use super::quantity::figures;
use super::vocabulary::{Term, means_none};
use crate::says_as_error;
use crate::text::{Lang, Say, fold_width};

/// A value that readers see.
pub(super) trait InWords {
    fn in_words(&self, names: &dyn Names, lang: Lang) -> String;
}

/// A value that a person writes.
pub(super) trait FromWords: Sized {
    /// What is asked for.
    const ASKS: Asks;

    fn from_words(text: &str, reader: &dyn Reader) -> Result<Self, Misread>;
}

/// Knows what a person means by a name or a date.
pub trait Reader {
    /// A day in the words that people use; working days are counted by the calendar.
    fn day(&self, text: &str) -> Result<NaiveDate, Misread>;
    /// A day, or the days from one to another.
    fn days(&self, text: &str) -> Option<(NaiveDate, NaiveDate)>;
    /// A year, a half, a quarter or a day in the words that people use.
    fn due(&self, text: &str) -> Result<Due, Misread>;
    /// A body by one of its names.
    fn body(&self, text: &str) -> Result<DeptId, Misread>;
    /// A place by one of its names.
    fn place(&self, text: &str) -> Option<PlaceId>;
    /// An entry by its id.
    fn entry(&self, text: &str) -> Option<EntryId>;
    /// A plan by its code, short name or title.
    fn plan(&self, text: &str) -> Option<PlanCode>;
    /// An inspection by its id, or what it was about where that tells it.
    fn inspection(&self, text: &str) -> Option<InspectionId>;
    /// A list as people write it, each part once; names that hold its marks stay whole.
    fn parts<'a>(&self, text: &'a str) -> Vec<&'a str>;
}

/// Reads as another does, but that a list is one of figures.
pub(super) struct OfFigures<'a>(pub(super) &'a dyn Reader);

impl Reader for OfFigures<'_> {
    fn day(&self, text: &str) -> Result<NaiveDate, Misread> {
        self.0.day(text)
    }

    fn days(&self, text: &str) -> Option<(NaiveDate, NaiveDate)> {
        self.0.days(text)
    }

    fn due(&self, text: &str) -> Result<Due, Misread> {
        self.0.due(text)
    }

    fn body(&self, text: &str) -> Result<DeptId, Misread> {
        self.0.body(text)
    }

    fn place(&self, text: &str) -> Option<PlaceId> {
        self.0.place(text)
    }

    fn entry(&self, text: &str) -> Option<EntryId> {
        self.0.entry(text)
    }

    fn plan(&self, text: &str) -> Option<PlanCode> {
        self.0.plan(text)
    }

    fn inspection(&self, text: &str) -> Option<InspectionId> {
        self.0.inspection(text)
    }

    fn parts<'a>(&self, text: &'a str) -> Vec<&'a str> {
        figures(text)
    }
}

/// What a field asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Asks {
    /// Words on a line.
    Line,
    /// Words on a line that must not be empty.
    Name,
    /// Words in several lines.
    Text,
    /// A day.
    Day,
    /// Several days, and stretches of them.
    Days,
    /// The end of a year, a half, a quarter, or a day.
    Due,
    /// A number.
    Number,
    /// An amount in 万元 (10,000 yuan).
    Amount,
    /// One of a few.
    Choice(&'static [Term]),
    /// Yes or no.
    YesNo,
    /// A body.
    Body,
    /// Several bodies.
    Bodies,
    /// Several bodies, each with the ground on which it is suggested.
    Proposed,
    /// A place of the register.
    Place,
    /// An entry.
    Entry,
    /// Several entries.
    Entries,
    /// A plan.
    Plan,
    /// An inspection.
    Inspection,
    /// Several names; behind one that only a plan uses, `@` and the plan.
    Names,
    /// Paths of files, and numbers of papers.
    Files,
    /// Several names, each with the last day on which it held.
    DatedNames,
    /// What was handed over, each with the bodies and the first day.
    Handovers,
    /// A number with its year, and the sense of the plan's words.
    Target,
    /// Several of those, a year each.
    Targets,
}

impl Asks {
    /// What is wanted, for readers.
    pub(crate) fn wanted(self, lang: Lang) -> String {
        match self {
            Asks::Line | Asks::Name | Asks::Text => lang.pick("文字", "words").to_owned(),
            Asks::Day => lang.pick("日期，如 2025-12-31、9月底", "a day: 2025-12-31").to_owned(),
            Asks::Days => lang
                .pick("日期，用顿号隔开；连着的写 2026-02-15至2026-02-23", "days, with 、 between; 2026-02-15..2026-02-23 for a stretch")
                .to_owned(),
            Asks::Due => lang.pick("时间，如 2025Q4、2025年、2025-10-31", "by when: 2025Q4, 2025, 2025-10-31").to_owned(),
            Asks::Number => lang.pick("数，如 12", "a number: 12").to_owned(),
            Asks::Amount => lang.pick("金额（万元，如 5000、1.5亿）", "an amount in 万元: 5000, 1.5亿").to_owned(),
            Asks::Choice(terms) => terms.iter().map(|t| t.written(lang)).collect::<Vec<_>>().join(lang.pick("、", ", ")),
            Asks::YesNo => lang.pick("是、否", "yes, no").to_owned(),
            Asks::Body => lang.pick("单位全称或简称", "a body by its name").to_owned(),
            Asks::Bodies => lang.pick("单位，用顿号隔开", "bodies, with 、 between").to_owned(),
            Asks::Proposed => lang.pick("单位（依据：……），用顿号隔开", "bodies, with 、 between; behind each (ground: …)").to_owned(),
            Asks::Place => lang.pick("登记过的地区", "a registered place").to_owned(),
            Asks::Entry => lang.pick("条目编号", "the id of an entry").to_owned(),
            Asks::Entries => lang.pick("条目编号，用顿号隔开", "ids of entries, with 、 between").to_owned(),
            Asks::Plan => lang.pick("方案代码、简称或全称", "a plan by code, short name or title").to_owned(),
            Asks::Inspection => lang.pick("督导检查的编号或内容", "an inspection by its id or what it was about").to_owned(),
            Asks::Names => lang
                .pick("名称，用顿号隔开；某方案专用的写 名称@方案", "names, with 、 between; name@plan where only a plan uses it")
                .to_owned(),
            Asks::Files => lang.pick("文件路径或文号，用顿号隔开", "paths of files or numbers of papers, with 、 between").to_owned(),
            Asks::DatedNames => lang.pick("名称@最后一天，如 虎林市畜牧局@2024-03-31", "name@last day: 虎林市畜牧局@2024-03-31").to_owned(),
            Asks::Handovers => lang.pick("原单位→承接单位@第一天@依据", "body→its heir@first day@document").to_owned(),
            Asks::Target | Asks::Targets => {
                lang.pick("年份=数，如 2025=200、2025=200以上", "year=number: 2025=200, 2025=200以上").to_owned()
            }
        }
    }
}

/// Why a field cannot be what a person writes.
#[derive(Clone, Debug, PartialEq)]
pub enum Misread {
    /// It must say something.
    Empty,
    /// It names no body, or several: the name, and what is to be said of it in Chinese and English.
    Body(String, (String, String)),
    /// It is nothing that is asked for.
    Not(Asks, String),
    /// The calendar does not reach as far as words mean: the words, and the last day that it knows.
    Beyond(String, Option<NaiveDate>),
    /// There is no such field.
    NoField(String),
}

says_as_error!(Misread);

impl Say for Misread {
    fn say(&self, lang: Lang) -> String {
        match self {
            Misread::Empty => lang.pick("不能空着", "must not be empty").to_owned(),
            Misread::Body(_, (zh, en)) => lang.pick(zh, en).clone(),
            Misread::Not(asks, word) => {
                let wanted = asks.wanted(lang);
                lang.pick(format!("`{word}` 不行，要写{wanted}"), format!("`{word}` will not do; write {wanted}"))
            }
            Misread::Beyond(words, None) => {
                lang.pick(format!("台账里没有年历，数不出 `{words}`"), format!("the ledger has no calendar by which to count `{words}`"))
            }
            Misread::Beyond(words, Some(last)) => lang.pick(
                format!("年历只到 {last}，数不出 `{words}`；请先登记那一年的放假和调休"),
                format!("the calendar is known until {last}, so that `{words}` cannot be counted; enter that year first"),
            ),
            Misread::NoField(word) => lang.pick(format!("没有 `{word}` 这一项"), format!("there is no field `{word}`")),
        }
    }
}

/// Gives types their words, a row each; with `reads` also what they ask for and how that is read.
macro_rules! in_words {
    ($($ty:ty => |$value:ident, $names:ident, $lang:ident| $words:expr $(, reads $asks:expr, |$text:ident, $reader:ident| $read:expr)?
        $(, tries $try_asks:expr, |$try_text:ident, $try_reader:ident| $try_read:expr)?;)*) => {
        $(impl $crate::domain::wording::InWords for $ty {
            fn in_words(&self, $names: &dyn $crate::domain::Names, $lang: $crate::text::Lang) -> String {
                let $value = self;
                $words
            }
        }

        $(impl $crate::domain::wording::FromWords for $ty {
            const ASKS: $crate::domain::wording::Asks = $asks;

            fn from_words($text: &str, $reader: &dyn $crate::domain::wording::Reader) -> Result<Self, $crate::domain::wording::Misread> {
                let read: Option<Self> = $read;
                read.ok_or_else(|| match $text.trim() {
                    "" => $crate::domain::wording::Misread::Empty,
                    text => $crate::domain::wording::Misread::Not($asks, text.to_owned()),
                })
            }
        })?

        $(impl $crate::domain::wording::FromWords for $ty {
            const ASKS: $crate::domain::wording::Asks = $try_asks;

            fn from_words($try_text: &str, $try_reader: &dyn $crate::domain::wording::Reader)
                -> Result<Self, $crate::domain::wording::Misread> {
                $try_read
            }
        })?)*
    };
}
pub(super) use in_words;

/// What a part of a list names: one thing; where it is none, what stands between its blanks.
pub(super) fn divided_by_blanks<T>(part: &str, read: impl Fn(&str) -> Result<T, Misread>) -> Result<Vec<T>, Misread> {
    match read(part) {
        Err(_) if part.split_whitespace().nth(1).is_some() => part.split_whitespace().map(read).collect(),
        one => one.map(|one| vec![one]),
    }
}

/// No days off last longer.
const STRETCH: usize = 60;

/// The words for yes and no.
pub(crate) const YES_NO: [Term; 2] = [
    Term { label: ("是", "yes"), word: "yes", also: &["y", "true"], once: &[] },
    Term { label: ("否", "no"), word: "no", also: &["n", "false"], once: &[] },
];

in_words! {
    String => |s, _names, _lang| if s.is_empty() { "–".into() } else { s.clone() },
        reads Asks::Line, |text, _reader| Some(if text.trim() == "–" { String::new() } else { text.trim().to_owned() });
    bool => |b, _names, lang| YES_NO[usize::from(!*b)].label(lang).into(),
        reads Asks::YesNo, |text, _reader| if text.trim().is_empty() { Some(false) } else { Term::find(&YES_NO, text).map(|at| at == 0) };
    u8 => |n, _names, _lang| n.to_string(), reads Asks::Number, |text, _reader| fold_width(text.trim()).trim_end_matches('%').parse().ok();
    u32 => |n, _names, _lang| n.to_string(), reads Asks::Number, |text, _reader| fold_width(text.trim()).parse().ok();
    i32 => |n, _names, _lang| n.to_string(), reads Asks::Number, |text, _reader| fold_width(text.trim()).parse().ok();
    f64 => |n, _names, _lang| number(*n), reads Asks::Amount, |text, _reader| parse_wan(text);
    NaiveDate => |d, _names, _lang| d.to_string(), tries Asks::Day, |text, reader| reader.day(text);
    Vec<NaiveDate> => |all, _names, _lang| all.iter().map(NaiveDate::to_string).collect::<Vec<_>>().join("、"), tries Asks::Days, |text, reader| {
        let mut all = Vec::new();
        for part in reader.parts(text) {
            let (first, last) = reader.days(part).ok_or_else(|| Misread::Not(Asks::Days, part.to_owned()))?;
            all.extend(first.iter_days().take_while(|day| *day <= last).take(STRETCH));
        }
        all.sort_unstable();
        all.dedup();
        Ok(all)
    };
    Due => |due, _names, _lang| due.to_string(), tries Asks::Due, |text, reader| reader.due(text);
    Vec<IndicatorId> => |all, _names, _lang| all.iter().map(IndicatorId::as_str).collect::<Vec<_>>().join("、"),
        reads Asks::Names, |text, reader| Some(reader.parts(text).into_iter().map(IndicatorId::from).collect());
    Vec<EntryId> => |all, _names, _lang| all.iter().map(EntryId::as_str).collect::<Vec<_>>().join("、"),
        tries Asks::Entries, |text, reader| {
            let one = |part: &&str| reader.entry(part).ok_or_else(|| Misread::Not(Asks::Entry, (*part).to_owned()));
            reader.parts(text).iter().map(one).collect()
        };
    EntryId => |id, _names, _lang| id.to_string(), reads Asks::Entry, |text, reader| reader.entry(text);
    DeptId => |id, names, _lang| names.name_of(id).to_owned(), tries Asks::Body, |text, reader| reader.body(text);
    PlaceId => |id, _names, _lang| id.to_string(), reads Asks::Place, |text, reader| reader.place(text);
    Vec<String> => |all, _names, _lang| all.join("、"),
        reads Asks::Names, |text, reader| Some(reader.parts(text).into_iter().map(str::to_owned).collect());
    Vec<DeptId> => |all, names, lang| match all.as_slice() {
        [] => "–".into(),
        all => all.iter().map(|id| names.name_of(id)).collect::<Vec<_>>().join(lang.pick("、", ", ")),
    }, tries Asks::Bodies, |text, reader| {
        let parts = reader.parts(text).into_iter().map(|part| divided_by_blanks(part, |name| reader.body(name)));
        Ok(parts.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    };
}

impl<T: InWords> InWords for Option<T> {
    fn in_words(&self, names: &dyn Names, lang: Lang) -> String {
        self.as_ref().map_or_else(|| "–".into(), |v| v.in_words(names, lang))
    }
}

impl<T: FromWords> FromWords for Option<T> {
    const ASKS: Asks = T::ASKS;

    fn from_words(text: &str, reader: &dyn Reader) -> Result<Self, Misread> {
        let nothing = text.trim().is_empty() || text.trim() == "–" || means_none(text);
        if nothing { Ok(None) } else { T::from_words(text, reader).map(Some) }
    }
}

/// A value of a year, as `2025=200`.
pub(super) fn year_and_words(text: &str) -> Option<(i32, &str)> {
    let at = text.find(['=', '＝', ':', '：'])?;
    let year = fold_width(text[..at].trim().trim_end_matches('年')).parse().ok()?;
    Some((year, text[at..].trim_start_matches(['=', '＝', ':', '：']).trim()))
}

/// What the list that a record holds asks for.
pub(super) fn asks_of<R, T: FromWords>(_list: impl Fn(&R) -> &T) -> Asks {
    T::ASKS
}

/// Values a year, as `2025=200、2027=300以上`.
pub(super) fn by_year<T: FromWords>(text: &str, reader: &dyn Reader) -> Result<BTreeMap<i32, T>, Misread> {
    let one = |part: &str| {
        let (year, words) = year_and_words(part).ok_or_else(|| Misread::Not(Asks::Target, part.to_owned()))?;
        Ok((year, T::from_words(words, reader)?))
    };
    reader.parts(text).into_iter().map(one).collect()
}

/// The same for readers, and to be read again.
pub(super) fn years_in_words<T: InWords>(values: &BTreeMap<i32, T>, names: &dyn Names, lang: Lang) -> String {
    values.iter().map(|(year, value)| format!("{year}={}", value.in_words(names, lang))).collect::<Vec<_>>().join("、")
}

/// Where a value says that there is none, nothing.
pub(super) fn nothing_is_empty(words: String) -> String {
    if words == "–" { String::new() } else { words }
}

/// A field of a record as a person meets it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FieldRow {
    /// Its word for machines and on the command line.
    pub(crate) word: &'static str,
    /// What it is called, in Chinese and English.
    pub(crate) label: (&'static str, &'static str),
    /// What it asks for.
    pub(crate) asks: Asks,
}

impl FieldRow {
    pub(super) fn new(word: &'static str, label: (&'static str, &'static str), asks: Asks) -> FieldRow {
        let asks = match word {
            "title" => Asks::Name,
            "place" => Asks::Place,
            "summary" | "clause" | "remark" => Asks::Text,
            _ => asks,
        };
        FieldRow { word, label, asks }
    }
}
