//! All that is known of an entry, for people.

use chrono::Datelike;

use super::table::line_width;
use crate::domain::{
    Attribute, Entry, Fact, Indicator, Lead, Ledger, Light, Rival, Standing, Standings, Update, Urge, disputes_in, number, status_label,
};
use crate::profile::Session;
use crate::text::{Lang, pad, sanitize, width, wrap};

/// Pages of the entries of a ledger on a day.
pub(super) struct EntryPage<'a> {
    /// Ledger and file.
    pub(super) session: &'a Session,
    /// How all entries stand.
    pub(super) standings: &'a Standings,
    /// The language.
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

impl EntryPage<'_> {
    /// Everything.
    pub(super) fn all(&self, place: usize) -> String {
        let Some((entry, standing)) = self.at(place) else { return String::new() };
        let mut lines = self.head(entry, standing);
        self.plan_facts(entry, &mut lines);
        self.present(entry, standing, &mut lines);
        self.around(entry, &mut lines);
        self.log(entry, &mut lines);
        lines.out
    }

    /// Why the light is what it is, with the numbers that the rules looked at.
    pub(super) fn why(&self, place: usize) -> String {
        let Some((entry, standing)) = self.at(place) else { return String::new() };
        let mut lines = self.head(entry, standing);
        self.light(standing, &mut lines);
        let start = self.ledger().start_of(entry).map_or_else(|| "–".to_owned(), |d| d.to_string());
        let end = standing.state.deadline.value.map_or_else(|| "–".to_owned(), |d| d.to_string());
        lines.add(self.lang.pick("起止", "from, to"), &format!("{start} → {end}"));
        lines.add(self.lang.pick("判断日", "judged on"), &self.standings.day().to_string());
        lines.add(self.lang.pick("进度", "progress"), &self.progress(standing));
        let never = self.lang.pick("从未反馈", "never").to_owned();
        lines.add(self.lang.pick("最近反馈", "last report"), &standing.state.last_report.map_or(never, |d| d.to_string()));
        lines.out
    }

    fn ledger(&self) -> &Ledger {
        &self.session.ledger
    }

    fn at(&self, place: usize) -> Option<(&Entry, &Standing)> {
        Some((self.ledger().entries().get(place)?.as_ref(), self.standings.all().get(place)?))
    }

    fn head(&self, entry: &Entry, standing: &Standing) -> Lines {
        let light = self.light_word(standing.verdict.light);
        let title = sanitize(&entry.title, false);
        let cells = line_width().unwrap_or(100).clamp(40, 100);
        Lines { out: format!("{}  {title}  [{light}]\n", sanitize(entry.id.as_str(), false)), label: self.lang.pick(8, 12), cells }
    }

    fn light_word(&self, light: Light) -> &'static str {
        self.lang.pick(light.label(Lang::Zh), light.word())
    }

    fn plan_facts(&self, entry: &Entry, lines: &mut Lines) {
        let (lang, ledger) = (self.lang, self.ledger());
        lines.add(lang.pick("类型", "kind"), entry.kind.label(lang));
        if let Some(plan) = ledger.plan(entry.id.plan()) {
            let number = if plan.number.is_empty() { String::new() } else { format!("（{}）", plan.number) };
            lines.add(lang.pick("方案", "plan"), &format!("{}{number}", plan.title));
        }
        let added = lang.pick("后来补登，方案原文中没有", "added later; the plan's text does not hold it");
        let day = entry.added.map(|d| format!("{}{d}", lang.pick("，", ", "))).unwrap_or_default();
        let reference = if entry.id.is_minted() { format!("{added}{day}") } else { entry.id.reference().to_owned() };
        let line = entry.line.map(|n| lang.pick(format!("，原文第 {n} 行"), format!(", line {n} of the text"))).unwrap_or_default();
        lines.add(lang.pick("出处", "reference"), &format!("{reference}{line}"));
        if let Some(parent) = &entry.parent {
            let title = ledger.get(parent).map_or("?", |p| p.title.as_str());
            lines.add(lang.pick("上级", "under"), &format!("{parent}  {title}"));
        }
        self.bodies(entry, lines);
        for attribute in Attribute::on_pages() {
            lines.add(&attribute.page_label(lang).to_lowercase(), &attribute.page_text(entry, lang));
        }
    }

    /// Who is named, on what ground, and in what role.
    fn bodies(&self, entry: &Entry, lines: &mut Lines) {
        let (lang, ledger) = (self.lang, self.ledger());
        let name = |d| ledger.departments.name(d);
        let holder = ledger.clause_holder(entry);
        let lead = match holder.and_then(|h| h.lead.named().map(|d| (h, d))) {
            Some((h, d)) if entry.lead == Lead::Inherited => {
                let from = lang.pick(format!("随上级条目 {}", h.id), format!("from {}", h.id));
                format!("{}（{from}，{}）", name(d), h.lead.basis_label(lang))
            }
            Some((_, d)) => format!("{}{}", name(d), lang.bracketed(entry.lead.basis_label(lang))),
            None => Lead::Unassigned.basis_label(lang).to_owned(),
        };
        lines.add(lang.pick("牵头", "lead"), &lead);
        let others: Vec<String> =
            ledger.cooperating(entry).iter().map(|c| format!("{}{}", name(c.dept()), lang.bracketed(c.role_label(lang)))).collect();
        lines.add(lang.pick("其他单位", "with"), &others.join(lang.pick("、", ", ")));
        lines.add(lang.pick("责任原文", "clause"), holder.map_or("", |h| h.clause.as_str()));
    }

    fn present(&self, entry: &Entry, standing: &Standing, lines: &mut Lines) {
        let (lang, state) = (self.lang, &standing.state);
        let basis = entry.deadline.map(|d| lang.bracketed(d.basis_label(lang))).unwrap_or_default();
        let planned = entry.deadline.map(|d| d.date());
        let deadline = match (state.deadline.value, planned) {
            (Some(now), Some(then)) if now != then => lang
                .pick(format!("{now}（原为 {then}，调整 {} 次）", state.moves), format!("{now} (was {then}, moved {} times)", state.moves)),
            (Some(now), _) => format!("{now}{basis}"),
            (None, _) => String::new(),
        };
        lines.add(lang.pick("时限", "deadline"), &deadline);
        if state.lead.value.as_ref() != self.ledger().planned_lead(entry)
            && let Some(lead) = &state.lead.value
        {
            lines.add(lang.pick("现牵头", "leads now"), self.ledger().departments.name(lead));
        }
        lines.add(lang.pick("状态", "status"), &format!("{}  {}", status_label(state.status.value, lang), self.progress(standing)));
        self.light(standing, lines);
        for (label, said) in [
            (lang.pick("进展", "progress"), &state.progress),
            (lang.pick("问题", "problems"), &state.problems),
            (lang.pick("下一步", "next"), &state.next),
        ] {
            lines.add(label, said.as_ref().map_or("", |(words, _)| words));
        }
        lines.add(lang.pick("催办", "letters"), &self.urges(&state.urges));
        self.contests(entry, standing, lines);
    }

    /// How often letters asked for what it owes, and the last of them.
    fn urges(&self, urges: &[Urge]) -> String {
        let Some(last) = urges.last() else { return String::new() };
        let (count, to) = (urges.len(), self.ledger().departments.name(&last.to));
        let (on, number, level) = (last.on, &last.number, last.level.label(self.lang));
        self.lang.pick(
            format!("{count} 次，最近 {on} {number}（{level}，{to}）"),
            format!("{count}, the last on {on}: {number} ({level}) to {to}"),
        )
    }

    fn light(&self, standing: &Standing, lines: &mut Lines) {
        let verdict = &standing.verdict;
        let (word, why) = (self.light_word(verdict.light), verdict.reason.sentence(self.lang));
        lines.add(self.lang.pick("灯", "light"), &format!("{word}{}{why}", self.lang.pick("：", ": ")));
    }

    /// `完成 35%，序时 75%`, as far as it is known.
    fn progress(&self, standing: &Standing) -> String {
        let done = standing.state.percent_done().map(|p| self.lang.pick(format!("完成 {p}%"), format!("{p}% done")));
        let scheduled = standing.verdict.scheduled.map(|p| self.lang.pick(format!("序时 {p}%"), format!("{p}% scheduled")));
        [done, scheduled].into_iter().flatten().collect::<Vec<_>>().join(self.lang.pick("，", ", "))
    }

    /// Values that several people set without seeing each other, each with who set it where that is known.
    fn contests(&self, entry: &Entry, standing: &Standing, lines: &mut Lines) {
        let (lang, ledger) = (self.lang, self.ledger());
        for dispute in disputes_in(entry, &standing.state) {
            let rival = |r: &Rival| {
                let by = dispute.update(ledger, r).map(|u| lang.bracketed(&u.by.label(ledger))).unwrap_or_default();
                format!("{}{by}", r.value.in_words(ledger, lang))
            };
            let rivals: Vec<String> = dispute.rivals.iter().map(rival).collect();
            let (label, rivals) = (dispute.shown.label(lang), rivals.join(lang.pick(" 与 ", " and ")));
            lines.add(lang.pick("待裁定", "contested"), &format!("{label}{}{rivals}", lang.pick("：", ": ")));
        }
    }

    /// What hangs under it, and what measures it.
    fn around(&self, entry: &Entry, lines: &mut Lines) {
        let ledger = self.ledger();
        for indicator in ledger.indicators.iter().filter(|i| i.entry.as_ref() == Some(&entry.id)) {
            lines.add(self.lang.pick("指标", "indicator"), &self.indicator(indicator));
        }
        let parts = ledger.entries().iter().zip(self.standings.all()).filter(|(e, _)| e.parent.as_ref() == Some(&entry.id));
        for (part, standing) in parts {
            let light = self.light_word(standing.verdict.light);
            lines.add(self.lang.pick("下级", "part"), &format!("{}  {}  [{light}]", part.id, part.title));
        }
    }

    fn indicator(&self, indicator: &Indicator) -> String {
        let lang = self.lang;
        let mut parts = Vec::new();
        if let Some(base) = &indicator.baseline {
            parts.push(
                lang.pick(format!("{} 年基数 {}", base.year, number(base.value)), format!("{} in {}", number(base.value), base.year)),
            );
        }
        let target = |(year, t): (&i32, &crate::domain::Target)| {
            lang.pick(format!("{year} 年目标 {}", t.label(lang)), format!("{} wanted by {year}", t.label(lang)))
        };
        parts.extend(indicator.targets.iter().map(target));
        let measured = |(period, v): (crate::domain::Period, f64)| {
            lang.pick(format!("{period} 实测 {}", number(v)), format!("{} in {period}", number(v)))
        };
        parts.extend(indicator.measured().into_iter().map(measured));
        let unit = if indicator.unit.is_empty() { String::new() } else { format!("，{}", indicator.unit) };
        format!("{}（{}{unit}）：{}", indicator.name, indicator.scope, parts.join(lang.pick("；", "; ")))
    }

    fn log(&self, entry: &Entry, lines: &mut Lines) {
        let count = entry.updates.len();
        if count == 0 {
            return;
        }
        lines.out.push_str(&self.lang.pick(format!("  记录（{count} 条）\n"), format!("  log ({count})\n")));
        for update in &entry.updates {
            lines.out.push_str(&format!("    {}\n", sanitize(&self.when_and_who(update), false)));
            for fact in &update.says {
                self.sentence(entry, fact, lines);
            }
        }
    }

    fn when_and_who(&self, update: &Update) -> String {
        let when = update.at.format("%Y-%m-%d %H:%M");
        let period = update.period.map(|p| self.lang.pick(format!("，报 {}", p.label(self.lang)), format!(", on {}", p.label(self.lang))));
        format!("{when}  {}{}", update.by.label(self.ledger()), period.unwrap_or_default())
    }

    /// A fact in a sentence; a correction tells which update it takes back, by its day and author.
    fn sentence(&self, entry: &Entry, fact: &Fact, lines: &mut Lines) {
        let mut text = fact.sentence(self.ledger(), self.lang);
        if let Fact::Corrects { update, .. } = fact
            && let Some(target) = entry.updates.iter().find(|u| u.id == *update)
        {
            let day = target.at.date_naive();
            text.push_str(&format!("（{}-{}-{} {}）", day.year(), day.month(), day.day(), target.by.label(self.ledger())));
        }
        let text = sanitize(&text, true);
        for line in wrap(&text, lines.cells.saturating_sub(6).max(width("……"))) {
            lines.out.push_str(&format!("      {line}\n"));
        }
    }
}
