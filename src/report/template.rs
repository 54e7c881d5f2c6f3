use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::blank::{Blank, Filled};
use super::bulletin::Prompts;
use super::document::{Block, Part, Run};
use crate::domain::long_date;

/// What an office sets of its bulletins, once. What is absent is left as a marked blank; what is `""` is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Template {
    /// The office: signs, and is named wherever a pattern says `{organisation}`.
    pub organisation: Option<String>,
    /// Whether a red head is printed.
    pub red_head: RedHead,
    /// Its words; absent: the office and `文件`.
    pub red_head_text: Option<Pattern>,
    /// The document's number: `甲督办发〔{year}〕{serial}号`.
    pub number: Option<Pattern>,
    /// The running number in it.
    pub serial: Option<u32>,
    /// To whom it goes.
    pub recipients: Option<Pattern>,
    /// The title; absent: by what the bulletin is about.
    pub title: Option<Pattern>,
    /// Who signs; absent: the office.
    pub signature: Option<Pattern>,
    /// The document's date.
    pub date: Option<NaiveDate>,
    /// The wording of the blanks.
    pub blanks: Prompts,
    /// What somebody has written into the blanks of the bulletin that is laid out: it is no part of the office's file.
    #[serde(skip)]
    pub filled: Filled,
}

/// What stands above the number of a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub enum RedHead {
    /// Nothing.
    #[default]
    Absent,
    /// The name of the office in red, and a red line below the number.
    Printed,
    /// The paper has them already: their room is kept free.
    Paper,
}

/// Words with names in braces that are filled in: `{year}` `{serial}` `{period}` `{kind}` `{subject}` `{organisation}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(Vec<Piece>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Words(String),
    Name(Name),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Year,
    Serial,
    Period,
    Kind,
    Subject,
    Organisation,
}

const NAMES: [(&str, Name); 6] = [
    ("year", Name::Year),
    ("serial", Name::Serial),
    ("period", Name::Period),
    ("kind", Name::Kind),
    ("subject", Name::Subject),
    ("organisation", Name::Organisation),
];

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Pattern, String> {
        let (mut pieces, mut rest) = (Vec::new(), text.as_str());
        while let Some((before, after)) = rest.split_once('{') {
            let Some((name, after)) = after.split_once('}') else { return Err("`{` 没有对应的 `}`".into()) };
            let known = || NAMES.map(|(word, _)| format!("`{{{word}}}`")).join("、");
            let found = NAMES.iter().find(|(word, _)| *word == name.trim());
            let (_, name) = found.ok_or_else(|| format!("没有 `{{{name}}}` 这个占位符，可用：{}", known()))?;
            pieces.extend((!before.is_empty()).then(|| Piece::Words(before.to_owned())));
            pieces.push(Piece::Name(*name));
            rest = after;
        }
        pieces.extend((!rest.is_empty()).then(|| Piece::Words(rest.to_owned())));
        bracket_years(&mut pieces);
        Ok(Pattern(pieces))
    }
}

/// The year of a document's number stands in 〔〕, whatever brackets the keyboard had.
fn bracket_years(pieces: &mut [Piece]) {
    for at in 1..pieces.len().saturating_sub(1) {
        if let [Piece::Words(before), Piece::Name(Name::Year), Piece::Words(after)] = &mut pieces[at - 1..=at + 1]
            && before.ends_with(['[', '［', '【', '(', '（'])
            && after.starts_with([']', '］', '】', ')', '）'])
        {
            before.pop();
            before.push('〔');
            *after = format!("〕{}", after.chars().skip(1).collect::<String>());
        }
    }
}

/// What the names of a pattern stand for in one bulletin.
#[derive(Clone, Debug)]
pub(super) struct Names<'a> {
    pub(crate) template: &'a Template,
    pub(crate) period: String,
    pub(crate) kind: &'static str,
    pub(crate) subject: String,
    pub(crate) cutoff: NaiveDate,
}

impl Names<'_> {
    fn run(&self, name: Name) -> Run {
        let template = self.template;
        match name {
            Name::Year => Run::Plain(template.date.unwrap_or(self.cutoff).year().to_string()),
            Name::Serial => known(template.serial.map(|n| n.to_string()), ("serial", &template.blanks.serial)),
            Name::Period => Run::Plain(self.period.clone()),
            Name::Kind => Run::Plain(self.kind.to_owned()),
            Name::Subject => Run::Plain(self.subject.clone()),
            Name::Organisation => known(template.organisation.clone(), ("issuer", &template.blanks.issuer)),
        }
    }

    /// The pattern filled in; a blank where there is none, nothing where it is empty.
    fn fill(&self, pattern: Option<&Pattern>, (kind, prompt): (&str, &str)) -> Option<Vec<Run>> {
        let Some(Pattern(pieces)) = pattern else { return Some(vec![Run::Blank(Blank::new(kind, prompt))]) };
        let run = |piece: &Piece| match piece {
            Piece::Words(words) => Run::Plain(words.clone()),
            Piece::Name(name) => self.run(*name),
        };
        (!pieces.is_empty()).then(|| pieces.iter().map(run).collect())
    }
}

/// Where a pattern is never absent.
const NONE: (&str, &str) = ("", "");

fn known(value: Option<String>, (kind, prompt): (&str, &str)) -> Run {
    value.map_or_else(|| Run::Blank(Blank::new(kind, prompt)), Run::Plain)
}

impl Template {
    pub(super) fn opening(&self, names: &Names) -> Vec<Block> {
        let head = match (self.red_head, &self.red_head_text) {
            (RedHead::Absent, _) => None,
            (RedHead::Paper, _) => Some(Vec::new()),
            (RedHead::Printed, None) => Some(vec![names.run(Name::Organisation), Run::Plain("文件".into())]),
            (RedHead::Printed, text) => names.fill(text.as_ref(), NONE),
        };
        let lines = [
            (Part::RedHead, head),
            (Part::Number, names.fill(self.number.as_ref(), ("number", &self.blanks.number))),
            (Part::Recipients, names.fill(self.recipients.as_ref(), ("recipients", &self.blanks.recipients))),
        ];
        lines.into_iter().filter_map(|(part, runs)| Some(Block::Line(part, runs?))).collect()
    }

    pub(super) fn closing(&self, names: &Names) -> Vec<Block> {
        let signature = match &self.signature {
            None => Some(vec![names.run(Name::Organisation)]),
            pattern => names.fill(pattern.as_ref(), NONE),
        };
        let date = known(self.date.map(long_date), ("date", &self.blanks.date));
        let lines = [(Part::Issuer, signature), (Part::Date, Some(vec![date]))];
        lines.into_iter().filter_map(|(part, runs)| Some(Block::Line(part, runs?))).collect()
    }

    pub(super) fn title(&self, names: &Names) -> Option<String> {
        let runs = names.fill(Some(self.title.as_ref()?), NONE)?;
        Some(runs.iter().map(Run::text).collect())
    }
}

#[cfg(test)]
mod tests;
