//! What each command of the line takes, what it means with it, and what could be meant by a line that is being typed.

use super::{finder, given};
use crate::domain::{Attribute, DeptId, Period, Since, Status, long_date, parse_date, parse_period};
use crate::query::{self, Completion, Filter, GroupBy, Matcher, Scope};
use crate::report::BULLETIN;
use crate::text::{Lang, Say, fold_width};
use crate::tui::bodies;
use crate::tui::command::{Bulletin, Command, Desk, Given, Go, Review, Rows, Session, Views};
use crate::tui::form::Known;
use crate::tui::orders::{Offer, Order, divided};
use crate::tui::{Model, Theme, View};

const MOST: usize = 12;

/// What a command with an argument means; what is wrong with it, in words.
pub(crate) fn read(model: &Model, order: Order, argument: &str) -> Result<Command, String> {
    let lang = model.lang;
    let none = || {
        let known: Vec<String> = values(model, order, "").into_iter().map(|(name, _)| name).take(12).collect();
        let known = known.join(lang.pick("、", ", "));
        lang.pick(format!("没有 `{argument}`，可写 {known}"), format!("`{argument}` is none of {known}"))
    };
    Ok(match order {
        Order::Status => return given::status(model, argument),
        Order::PutOff => Given::Known(Known::ending(Status::Suspended, argument)).into(),
        Order::GiveUp => Given::Known(Known::ending(Status::Cancelled, argument)).into(),
        Order::CarryOver => Given::Known(Known::ending(Status::CarriedOver, argument)).into(),
        Order::Deadline => return given::deadline(model, argument),
        Order::Lead => return given::lead(model, argument),
        Order::Cooperate => return given::cooperation(model, argument),
        Order::Progress => return given::progress(model, argument),
        Order::Import => Review::Read(argument.to_owned()).into(),
        Order::TakeBack => {
            // As on the command line: `packet in FILE`.
            let path = argument.strip_prefix("in ").unwrap_or(argument).trim();
            Review::TakeBack(path.to_owned()).into()
        }
        Order::Us => return given::us(model, argument),
        Order::Changes => Desk::Since(Since::read(argument, model.ledger(), model.today)).into(),
        Order::Filter => {
            Filter::parse(argument).map_err(|e| e.say(lang))?;
            Rows::FilterBy(argument.to_owned()).into()
        }
        Order::Sort => Rows::SortBy(argument.parse().map_err(|e: query::UnknownKey| e.say(lang))?).into(),
        Order::Group => Rows::GroupBy(GroupBy::from_word(argument).ok_or_else(none)?).into(),
        Order::View => {
            let is_kept = || model.user_state.iter().flat_map(|d| &d.views).any(|v| v.name == argument);
            let kept = || is_kept().then(|| Views::Take(argument.to_owned()).into());
            View::from_word(argument).map(|v| Go::View(v).into()).or_else(kept).ok_or_else(none)?
        }
        Order::Scope => Rows::Scope(Scope::from_word(argument).ok_or_else(none)?).into(),
        Order::Period => Bulletin::Of(parse_period(argument, model.today).map_err(|e| e.say(lang))?).into(),
        Order::Export => Bulletin::ExportAs(BULLETIN.format(argument).ok_or_else(none)?.0.word).into(),
        Order::Goto => {
            let found = model.ledger().find(argument).map_err(|e| e.say(lang))?;
            Go::Entry(model.ledger().index_of(&found.id).ok_or_else(none)?).into()
        }
        Order::Lang => Session::Lang(fold_width(argument).parse().map_err(|_: String| none())?).into(),
        Order::Theme => {
            let chosen = Theme::named(argument, model.surface).ok_or_else(none)?;
            Session::Theme(Some(Box::new(chosen)).filter(|_| !Theme::is_auto(argument))).into()
        }
    })
}

/// Values that a command takes, as far as what is typed fits them, each with a word beside it.
fn values(model: &Model, order: Order, typed: &str) -> Vec<(String, String)> {
    let (lang, other) = (model.lang, model.lang.pick(Lang::En, Lang::Zh));
    let all: Vec<(String, String)> = match order {
        Order::Filter | Order::Import | Order::TakeBack | Order::Progress | Order::PutOff | Order::GiveUp | Order::CarryOver => Vec::new(),
        Order::Status => Status::ALL.iter().map(|s| (s.label(lang).to_owned(), s.label(other).to_owned())).collect(),
        Order::Deadline => return days(model, typed),
        Order::Lead | Order::Cooperate | Order::Us => return departments(model, typed),
        Order::Lang => [("zh", "中文"), ("en", "English")].map(|(word, name)| (word.to_owned(), name.to_owned())).to_vec(),
        Order::Sort => Attribute::sort_keys().map(|k| (k.name(lang).to_owned(), k.word().to_owned())).collect(),
        Order::Group => GroupBy::all().map(|g| (g.label(lang).to_owned(), g.label(other).to_owned())).collect(),
        Order::View => {
            let tabs = View::ALL.iter().map(|v| (v.name(lang).to_owned(), v.word().to_owned()));
            tabs.chain(model.user_state.iter().flat_map(|d| &d.views).map(|v| (v.name.clone(), v.filter.clone()))).collect()
        }
        Order::Scope => Scope::all().map(|s| (s.label(lang), s.label(other))).collect(),
        Order::Changes => {
            let last = lang.pick(("上次", "上次看过以来"), ("last", "since the ledger was last looked at"));
            let last = (last.0.to_owned(), last.1.to_owned());
            std::iter::once(last).chain(periods(model)).collect()
        }
        Order::Period => periods(model),
        Order::Export => BULLETIN.formats().map(|(f, _)| (f.word.to_owned(), f.label(lang).to_owned())).collect(),
        Order::Goto => return entries(model, typed),
        Order::Theme => Theme::NAMES.map(|(zh, en)| lang.pick((zh.to_owned(), en.to_owned()), (en.to_owned(), zh.to_owned()))).to_vec(),
    };
    let matcher = Matcher::new(typed);
    let rank = |(name, note): &(String, String)| [name, note].iter().filter_map(|s| matcher.rank(s)).min();
    let scored = all.into_iter().filter_map(|v| if typed.is_empty() { Some((0, v)) } else { rank(&v).map(|r| (r, v)) });
    let mut found: Vec<(u8, (String, String))> = scored.collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, value)| value).collect()
}

/// The quarters up to the one that is collected, the running one, and the years around them.
fn periods(model: &Model) -> Vec<(String, String)> {
    let (mut quarter, running) = (model.ledger().collecting(model.today), Period::quarter_of(model.today));
    let mut all = Vec::new();
    for _ in 0..6 {
        all.push(quarter);
        quarter = quarter.previous();
    }
    if all[0] != running {
        all.insert(1, running);
    }
    if let Period::Quarter(year, number) = model.ledger().collecting(model.today) {
        all.extend([Period::Half(year, number.div_ceil(2)), Period::Year(year), Period::Year(year - 1)]);
    }
    all.into_iter().map(|p| (p.to_string(), p.label(model.lang))).collect()
}

/// Bodies that fit what is typed, each with the name by which it is called.
fn departments(model: &Model, typed: &str) -> Vec<(String, String)> {
    let register = &model.ledger().departments;
    let short = |id: &DeptId| register.get(id).and_then(|d| d.aliases.first()).map(|a| a.name.clone()).unwrap_or_default();
    let plan = model.current().map(|entry| entry.id.plan());
    bodies::fitting(model.ledger(), typed, plan).into_iter().map(|id| (register.name(&id).to_owned(), short(&id))).collect()
}

/// Words for days, each with the day that it means; those that begin as what is typed does, else the day that it is.
fn days(model: &Model, typed: &str) -> Vec<(String, String)> {
    let lang = model.lang;
    let words = lang.pick(
        ["月底", "三季度末", "年底", "明年3月底", "明年6月底", "+2w", "+1m", "+3m"],
        ["+1w", "+2w", "+1m", "+2m", "+3m", "+6m", "Q3", "Q4"],
    );
    let day = |word: &str| parse_date(word, model.today).ok().map(|d| (word.to_owned(), lang.pick(long_date(d), d.to_string())));
    let fits: Vec<_> = words.iter().filter(|w| w.starts_with(typed)).filter_map(|w| day(w)).collect();
    if fits.is_empty() { day(typed).into_iter().collect() } else { fits }
}

/// Entries whose id or title holds what is typed; their ids are what is taken.
fn entries(model: &Model, typed: &str) -> Vec<(String, String)> {
    if typed.is_empty() {
        return Vec::new();
    }
    let matcher = Matcher::new(typed);
    let fits = model.ledger().entries().iter().filter(|e| matcher.finds(e.id.as_str()) || matcher.finds(&e.title));
    fits.take(MOST).map(|e| (e.id.to_string(), e.title.clone())).collect()
}

/// What fits a line: commands while its first word is typed, then values.
pub(crate) fn offers(model: &Model, line: &str) -> Vec<Offer> {
    let (name, argument) = divided(line);
    let behind = line.len() > line.trim_end().len() || !argument.is_empty();
    match Order::meant(name) {
        Some(order) if behind => offered(model, order, &line[..line.len() - argument.len()], argument),
        _ if behind => Vec::new(),
        _ => commands(model, name),
    }
}

/// Commands that fit a word, the nearest first: those with an argument before those that are keys too.
fn commands(model: &Model, word: &str) -> Vec<Offer> {
    let lang = model.lang;
    let matcher = Matcher::new(word);
    let mut found: Vec<(u8, Offer)> = Vec::new();
    for order in Order::ALL.iter().copied() {
        let best = order.names().iter().filter_map(|n| matcher.rank(n)).min();
        let Some(rank) = best.or(word.is_empty().then_some(0)) else { continue };
        let (name, note) = (format!("{} {}", order.names()[0], order.names()[1]), order.label(lang).to_owned());
        found.push((rank, Offer { line: format!("{} ", order.name(lang)), name, note, binding: None, whole: false }));
    }
    for row in finder::fitting(model, word) {
        let rank = row.names().iter().filter(|n| !n.is_empty()).filter_map(|n| matcher.rank(n)).min().unwrap_or(5);
        let (name, note) = (row.word.to_owned(), row.label(lang).to_owned());
        found.push((rank, Offer { line: name.clone(), name, note, binding: Some(row), whole: true }));
    }
    if !word.is_empty() {
        found.sort_by_key(|(rank, _)| *rank);
    }
    found.into_iter().map(|(_, offer)| offer).collect()
}

fn offered(model: &Model, order: Order, head: &str, argument: &str) -> Vec<Offer> {
    let head = if head.ends_with([' ', '\u{3000}']) { head.to_owned() } else { format!("{head} ") };
    if order == Order::Filter {
        let completion = Completion::at(argument, argument.chars().count(), (model.ledger(), model.book.index(), model.lang));
        let offer = |(i, o): (usize, &query::Offer)| {
            let (text, _) = completion.take(argument, i)?;
            Some(Offer { line: format!("{head}{text}"), name: o.text.clone(), note: o.note.clone(), binding: None, whole: false })
        };
        return completion.offers.iter().enumerate().filter_map(offer).collect();
    }
    // Behind a date or a body comes the reason.
    let reasoned = matches!(order, Order::Deadline | Order::Lead);
    if order == Order::Progress || reasoned && argument.contains([' ', '\u{3000}']) {
        return Vec::new();
    }
    // Of several sort keys, or bodies, the last is being typed.
    let several = matches!(order, Order::Sort | Order::Cooperate);
    let (before, typed) = match argument.rsplit_once([',', '，', '、']).filter(|_| several) {
        Some((before, last)) => (format!("{before},"), last),
        None => (String::new(), argument),
    };
    let sign = if several && typed.starts_with('-') { "-" } else { "" };
    let values = values(model, order, typed.trim_start_matches('-').trim());
    let offer = |(name, note): (String, String)| {
        let blank = if reasoned { " " } else { "" };
        let line = format!("{head}{before}{sign}{name}{blank}");
        Offer { line, name, note, binding: None, whole: !reasoned }
    };
    values.into_iter().map(offer).collect()
}
