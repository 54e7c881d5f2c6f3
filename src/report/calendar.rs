use chrono::{Datelike, NaiveDate};
use sha2::{Digest, Sha256};

use super::error::Rendered;
use crate::domain::{Entry, Ledger, Standing, Standings, Status, status_label};
use crate::progress::{Progress, Step};
use crate::text::{Lang, sanitize, width};

/// A line may hold so many octets (RFC 5545, 3.1).
const OCTETS: usize = 75;

/// Deadlines as a calendar (RFC 5545). The same entries give the same bytes and keep their identities, so that a
/// calendar read in again moves its events and does not double them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calendar<'a> {
    pub(crate) ledger: &'a Ledger,
    pub(crate) standings: &'a Standings,
    /// So many days before the deadline the alarm goes off, at nine in the morning.
    pub(crate) alarm: u32,
    pub(crate) lang: Lang,
}

impl Calendar<'_> {
    /// The places that have an event: neither done nor put off nor given up, and with a deadline.
    pub(crate) fn events(&self, places: &[usize]) -> Vec<usize> {
        let resting = |s: &Standing| s.state.status.value.is_some_and(|s| s.is_closed() || s == Status::Suspended);
        let open = |s: &Standing| !resting(s) && s.state.deadline.value.is_some();
        places.iter().copied().filter(|p| self.standings.all().get(*p).is_some_and(open)).collect()
    }

    pub(super) fn write(&self, places: &[usize], progress: &Progress) -> Rendered {
        let mut lines = Lines::default();
        let name = if self.ledger.title.is_empty() { self.lang.pick("督办台账", "duban") } else { &self.ledger.title };
        lines.plain("BEGIN:VCALENDAR");
        lines.plain("VERSION:2.0");
        lines.plain("PRODID:-//duban//deadlines//ZH");
        lines.plain("CALSCALE:GREGORIAN");
        lines.text("X-WR-CALNAME", name);
        let places = self.events(places);
        progress.begin(Step::Setting, places.len());
        for place in progress.each(places) {
            if let (Some(entry), Some(standing)) = (self.ledger.entries().get(place), self.standings.all().get(place)) {
                self.event(entry, standing, &mut lines);
            }
        }
        lines.plain("END:VCALENDAR");
        progress.check()?;
        Ok(lines.out.into_bytes())
    }

    fn event(&self, entry: &Entry, standing: &Standing, lines: &mut Lines) {
        let Some(due) = standing.state.deadline.value else { return };
        let lead = standing.state.lead.value.as_ref().map_or("", |d| self.ledger.departments.name(d));
        let by = if lead.is_empty() { String::new() } else { format!("（{lead}）") };
        let summary = format!("{}{}{by}", self.lang.pick("到期：", "due: "), entry.title);
        lines.plain("BEGIN:VEVENT");
        lines.plain(&format!("UID:{}", uid(entry)));
        lines.plain(&format!("DTSTAMP:{}", self.stamp(entry)));
        lines.plain(&format!("SEQUENCE:{}", standing.state.moves));
        lines.plain(&format!("DTSTART;VALUE=DATE:{}", compact(due)));
        lines.plain(&format!("DTEND;VALUE=DATE:{}", compact(due.succ_opt().unwrap_or(due))));
        lines.text("SUMMARY", &summary);
        lines.text("DESCRIPTION", &self.description(entry, standing, lead));
        if let Some(plan) = self.ledger.plan(entry.id.plan()) {
            lines.text("CATEGORIES", plan.short_name());
        }
        lines.plain("TRANSP:TRANSPARENT");
        lines.plain("BEGIN:VALARM");
        lines.plain("ACTION:DISPLAY");
        lines.plain(&format!("TRIGGER:{}", trigger(self.alarm)));
        lines.text("DESCRIPTION", &summary);
        lines.plain("END:VALARM");
        lines.plain("END:VEVENT");
    }

    fn description(&self, entry: &Entry, standing: &Standing, lead: &str) -> String {
        let (lang, state) = (self.lang, &standing.state);
        let colon = lang.pick("：", ": ");
        let helpers = self.ledger.helpers(entry, state.lead.value.as_ref());
        let with: Vec<&str> = helpers.iter().map(|helper| self.ledger.departments.name(helper.body)).collect();
        let percent = state.percent_done().map_or_else(String::new, |p| format!(" {p}%"));
        let rows = [
            (lang.pick("编号", "id"), entry.id.to_string()),
            (lang.pick("牵头", "lead"), if lead.is_empty() { lang.pick("未明确", "nobody").to_owned() } else { lead.to_owned() }),
            (lang.pick("配合", "with"), with.join(lang.pick("、", ", "))),
            (lang.pick("状态", "status"), format!("{}{percent}", status_label(state.status.value, lang))),
            (lang.pick("内容", "summary"), entry.summary.clone()),
        ];
        let said = rows.iter().filter(|(_, text)| width(text) > 0).map(|(label, text)| format!("{label}{colon}{text}"));
        said.collect::<Vec<_>>().join("\n")
    }

    /// When what the event says was last changed: the newest record of the entry, else the first day of its plan.
    fn stamp(&self, entry: &Entry) -> String {
        let newest = entry.updates.iter().map(|u| u.time()).max();
        let told = newest.map(|at| at.to_utc().format("%Y%m%dT%H%M%SZ").to_string());
        let start = || self.ledger.plan(entry.id.plan()).map_or_else(|| "20000101".to_owned(), |p| compact(p.start));
        told.unwrap_or_else(|| format!("{}T000000Z", start()))
    }
}

/// Fixed by the entry's id alone.
fn uid(entry: &Entry) -> String {
    let digest = Sha256::digest(entry.id.as_str());
    let hex: String = digest.iter().take(16).map(|b| format!("{b:02x}")).collect();
    format!("{hex}@duban")
}

fn compact(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// Nine in the morning, so many days before the day begins.
fn trigger(days: u32) -> String {
    match days {
        0 => "PT9H".to_owned(),
        1 => "-PT15H".to_owned(),
        n => format!("-P{}DT15H", n - 1),
    }
}

#[derive(Default)]
struct Lines {
    out: String,
}

impl Lines {
    /// A property with a text: what has a meaning there is escaped.
    fn text(&mut self, name: &str, text: &str) {
        let mut escaped = String::with_capacity(text.len());
        for c in sanitize(text.trim(), true).chars() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                _ => escaped.push(c),
            }
        }
        self.plain(&format!("{name}:{escaped}"));
    }

    /// A line, folded between characters so that no part is longer than 75 octets.
    fn plain(&mut self, line: &str) {
        let mut length = 0;
        for c in line.chars() {
            if length + c.len_utf8() > OCTETS {
                self.out.push_str("\r\n ");
                length = 1;
            }
            self.out.push(c);
            length += c.len_utf8();
        }
        self.out.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::EntryId;
    use crate::report::samples::{date, ledger};

    fn calendar(ledger: &Ledger, alarm: u32) -> String {
        let standings = Standings::new(ledger, date("2026-01-10"));
        let all: Vec<usize> = (0..ledger.entries().len()).collect();
        let calendar = Calendar { ledger, standings: &standings, alarm, lang: Lang::Zh };
        String::from_utf8(calendar.write(&all, &Progress::default()).unwrap()).unwrap()
    }

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    #[test]
    fn open_entries_have_one_all_day_event_each() {
        let text = unfolded(&calendar(&ledger(), 7));
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 5);
        assert!(!text.contains("品牌建设") && !text.contains("冷链物流园"));
        assert!(
            text.contains("DTSTART;VALUE=DATE:20260331\r\nDTEND;VALUE=DATE:20260401\r\nSUMMARY:到期：种植基地建设（乙县人民政府）\r\n")
        );
        assert!(text.contains("SEQUENCE:1\r\n") && text.contains("DTSTAMP:20251226T010000Z\r\n") && text.contains("TRIGGER:-P6DT15H"));
        assert!(text.contains("DTSTAMP:20240101T000000Z"), "{text}");
    }

    #[test]
    fn an_identity_survives_all_but_the_id() {
        let id_of = |l: &Ledger| unfolded(&calendar(l, 7)).lines().find(|l| l.starts_with("UID:")).map(str::to_owned);
        let mut l = ledger();
        let before = id_of(&l);
        l.get_mut(&EntryId::from("jia/一")).unwrap().title = "另一个名称".into();
        assert_eq!(id_of(&l), before);
        assert_eq!(calendar(&l, 7), calendar(&l, 7));
    }

    #[test]
    fn no_line_is_longer_than_75_octets_and_no_character_is_torn() {
        let mut l = ledger();
        let e = l.get_mut(&EntryId::from("jia/一")).unwrap();
        e.title = "甲,乙;丙\\丁\n戊".repeat(20);
        e.summary = "长".repeat(500);
        let text = calendar(&l, 7);
        assert!(text.ends_with("END:VCALENDAR\r\n") && text.replace("\r\n", "").chars().all(|c| c != '\n' && c != '\r'));
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
        assert!(unfolded(&text).contains("甲\\,乙\\;丙\\\\丁\\n戊甲\\,"));
    }

    #[test]
    fn the_alarm_goes_off_at_nine() {
        assert_eq!([0, 1, 2, 7].map(trigger), ["PT9H", "-PT15H", "-P1DT15H", "-P6DT15H"]);
    }
}
