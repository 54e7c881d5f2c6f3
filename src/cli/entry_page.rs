//! All that is known of an entry, for people.

use super::table::line_width;
use crate::domain::{Entry, Standing, Standings};
use crate::profile::Session;
use crate::report::EntryPage;
use crate::text::{Lang, pad, sanitize, width, wrap};

/// Pages of the entries of a ledger on a day.
pub(super) struct EntryPages<'a> {
    pub(super) session: &'a Session,
    pub(super) standings: &'a Standings,
    pub(super) lang: Lang,
}

/// Lines with a label before them.
struct Lines {
    out: String,
    label: usize,
    cells: usize,
}

impl Lines {
    fn add(&mut self, label: &str, text: &str) {
        let text = sanitize(text, true);
        if text.trim().is_empty() {
            return;
        }
        for (i, line) in wrap(&text, self.cells.saturating_sub(self.label + 4)).iter().enumerate() {
            let label = if i == 0 { label } else { "" };
            self.out.push_str(format!("  {}  {line}", pad(label, self.label)).trim_end());
            self.out.push('\n');
        }
    }
}

impl EntryPages<'_> {
    pub(super) fn all(&self, place: usize) -> String {
        let Some((entry, standing)) = self.at(place) else { return String::new() };
        let page = EntryPage::of(&self.session.ledger, entry, standing, self.standings.day(), self.lang)
            .with_surroundings(standing, self.standings);
        let mut lines = self.head(&page);
        page.lines.iter().for_each(|line| lines.add(line.label, &line.text));
        self.log(&page, &mut lines);
        lines.out
    }

    /// Why the light is what it is, with the numbers that the rules looked at.
    pub(super) fn why(&self, place: usize) -> String {
        let Some((entry, standing)) = self.at(place) else { return String::new() };
        let page = EntryPage::why(&self.session.ledger, entry, standing, self.standings.day(), self.lang);
        let mut lines = self.head(&page);
        page.lines.iter().for_each(|line| lines.add(line.label, &line.text));
        lines.out
    }

    fn at(&self, place: usize) -> Option<(&Entry, &Standing)> {
        Some((self.session.ledger.entries().get(place)?.as_ref(), self.standings.all().get(place)?))
    }

    /// Id, title and light, and why it is that.
    fn head(&self, page: &EntryPage) -> Lines {
        let (id, title) = (sanitize(page.entry.id.as_str(), false), sanitize(&page.entry.title, false));
        let out = format!("{id}  {title}  [{}]\n", page.light_word());
        let mut lines = Lines { out, label: self.lang.pick(8, 12), cells: line_width().unwrap_or(100).clamp(40, 100) };
        lines.add(self.lang.pick("灯", "Light"), &page.verdict);
        lines
    }

    fn log(&self, page: &EntryPage, lines: &mut Lines) {
        let (lang, updates) = (self.lang, &page.entry.updates);
        if !updates.is_empty() {
            lines.out.push_str(&lang.pick(format!("  记录（{} 条）\n", updates.len()), format!("  log ({})\n", updates.len())));
        }
        for update in updates {
            let when = update.at.written().format("%Y-%m-%d %H:%M");
            let period = update.period.map(|p| lang.pick(format!("，报 {}", p.label(lang)), format!(", on {}", p.label(lang))));
            let clock = update.clock_remark(lang).unwrap_or_default();
            let head = format!("{when}{clock}  {}{}", page.author(update), period.unwrap_or_default());
            lines.out.push_str(&format!("    {}\n", sanitize(&head, false)));
            for sentence in page.sentences(update) {
                for line in wrap(&sanitize(&sentence, true), lines.cells.saturating_sub(6).max(width("……"))) {
                    lines.out.push_str(&format!("      {line}\n"));
                }
            }
        }
    }
}
