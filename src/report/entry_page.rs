use chrono::NaiveDate;
use ecow::EcoString;

use crate::domain::{
    Attribute, Below, Charge, DeptId, Entry, Flag, Follows, Indicator, Lead, LeadBasis, Ledger, Light, ProposedLead, Rival, Role, Speaker,
    Standing, Standings, Status, Subject, Update, UpdateId, Urge, Verification, disputes_in, disputes_of, number, status_label,
};
use crate::text::Lang;

/// All that the ledger says of one entry, in order and in words: the command line and the screen lay it out.
#[derive(Clone, Debug)]
pub(crate) struct EntryPage<'a> {
    pub(super) ledger: &'a Ledger,
    pub(crate) entry: &'a Entry,
    pub(crate) light: Light,
    /// Why: `红：完成 40%，序时 79%……`.
    pub(crate) verdict: String,
    pub(crate) lines: Vec<PageLine>,
    pub(super) lang: Lang,
    lead: Option<DeptId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PageLine {
    pub(crate) part: PagePart,
    /// What stands before it.
    pub(crate) label: &'static str,
    pub(crate) text: String,
}

const CARRIES_OUT: (&str, &str) = ("承接", "Carries out");
const CARRIED_BY: (&str, &str) = ("由其承接", "Carried out by");
const NAMED_AGAIN: (&str, &str) = ("同一事项", "Same thing");

/// What kind of thing a line of the page says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PagePart {
    /// A value that waits for a ruling.
    Contested,
    Summary,
    /// What the plan states, and how it stands.
    Fact,
    /// What was said last; the log has it too.
    Said,
    /// What is above and below it, and what was measured.
    Around,
}

fn light_word(light: Light, lang: Lang) -> &'static str {
    lang.pick(light.label(Lang::Zh), light.word())
}

impl<'a> EntryPage<'a> {
    /// Only its head: the entry, its light and the rule.
    pub(super) fn headed(ledger: &'a Ledger, entry: &'a Entry, standing: &Standing, lang: Lang) -> EntryPage<'a> {
        let light = standing.verdict.light;
        let verdict = format!("{}{}{}", light_word(light, lang), lang.pick("：", ": "), standing.verdict.reason.sentence(lang));
        EntryPage { ledger, entry, light, verdict, lines: Vec::new(), lang, lead: standing.state.lead.value.clone() }
    }

    pub(crate) fn of(ledger: &'a Ledger, entry: &'a Entry, standing: &Standing, day: NaiveDate, lang: Lang) -> EntryPage<'a> {
        let mut page = EntryPage::headed(ledger, entry, standing, lang);
        page.contests(standing);
        page.add(PagePart::Summary, ("要做的事", "Summary"), &entry.summary);
        page.bodies(standing);
        page.persons();
        page.state(standing);
        page.problems(&standing.state);
        page.project(&standing.state);
        page.parts(standing, ledger.collecting(day));
        page.steps(standing, day);
        page.matters(day);
        page.proposals(&standing.state);
        page.facts();
        page.source();
        page.goals();
        page
    }

    /// With what was said of it last, and what is around it in the ledger.
    pub(crate) fn with_surroundings(mut self, standing: &Standing, standings: &Standings) -> EntryPage<'a> {
        let (ledger, entry, state) = (self.ledger, self.entry, &standing.state);
        let words = |said: &'_ Option<(EcoString, UpdateId)>| said.as_ref().map_or(String::new(), |(words, _)| words.to_string());
        self.add(PagePart::Said, ("进展", "Progress"), &words(&state.progress));
        self.add(PagePart::Said, ("下一步", "Next"), &words(&state.next));
        if let Some(parent) = &entry.parent {
            let title = ledger.get(parent).map_or("?", |p| p.title.as_str());
            self.add(PagePart::Around, ("上级", "Under"), &format!("{parent}  {title}"));
        }
        for old in ledger.came_from(&entry.id) {
            self.add(PagePart::Around, ("由来", "From"), &format!("{}  {}", old.id, old.title));
        }
        for indicator in self.indicators() {
            self.add(PagePart::Around, ("实测", "Measured"), &self.measured(indicator));
        }
        let parts = || ledger.entries().iter().zip(standings.all()).filter(|(e, _)| e.parent.as_ref() == Some(&entry.id));
        self.add(PagePart::Around, ("下级", "Part"), &self.below(parts().map(|(_, standing)| standing), self.contested_below(standings)));
        for (part, standing) in parts() {
            let light = light_word(standing.verdict.light, self.lang);
            let contested =
                |standing: &Standing| if Flag::Contested.holds(standing) { self.lang.pick(" 待裁定", " contested") } else { "" };
            self.add(PagePart::Around, ("下级", "Part"), &format!("{}  {}  [{light}]{}", part.id, part.title, contested(standing)));
        }
        self.links(standings);
        self
    }

    /// What it carries out, what carries it out and how that stands together, and where else the same thing is named.
    fn links(&mut self, standings: &Standings) {
        let (ledger, id) = (self.ledger, &self.entry.id);
        let standing = |e: &Entry| ledger.index_of(&e.id).and_then(|at| standings.all().get(at));
        let upper: Vec<&Entry> = self.entry.carries_out.iter().filter_map(|id| ledger.get(id).map(AsRef::as_ref)).collect();
        let carriers: Vec<&Entry> = ledger.carriers(id).collect();
        let again: Vec<&Entry> = ledger.named_again(id).collect();
        self.add(PagePart::Around, CARRIED_BY, &self.below(carriers.iter().filter_map(|e| standing(e)), 0));
        for (label, all) in [(CARRIES_OUT, upper), (CARRIED_BY, carriers), (NAMED_AGAIN, again)] {
            for entry in all {
                let light = standing(entry).map_or("", |standing| light_word(standing.verdict.light, self.lang));
                let plan = ledger.plan_name(entry.id.plan());
                self.add(PagePart::Around, label, &format!("{}  {}  {plan}  [{light}]", entry.id, entry.title));
            }
        }
    }

    /// How many of all that stand under it, however deep, wait for a ruling.
    fn contested_below(&self, standings: &Standings) -> usize {
        let all = self.ledger.entries().iter().zip(standings.all()).filter(|(_, standing)| Flag::Contested.holds(standing));
        all.filter(|(e, _)| self.ledger.upward(e).skip(1).any(|above| above.id == self.entry.id)).count()
    }

    /// How those under it stand together: `8 项，已完成 7 项，平均 87%，最差：黄，1 项待裁定`.
    fn below<'b>(&self, parts: impl Iterator<Item = &'b Standing>, contested: usize) -> String {
        let (mut below, mut worst) = (Below::default(), None);
        for Standing { state, verdict, .. } in parts {
            below.add(state.status.value, state.percent.value);
            worst = worst.into_iter().chain(Some(verdict.light)).min();
        }
        let Some(worst) = worst else { return String::new() };
        let (lang, Below { all, done, .. }) = (self.lang, below);
        let (average, worst) = (below.average(), light_word(worst, lang));
        let told = lang.pick(
            format!("{all} 项，已完成 {done} 项，平均 {average}%，最差：{worst}"),
            format!("{all}, of which {done} done, {average}% on average, the worst: {worst}"),
        );
        let words = lang.pick(format!("，{contested} 项待裁定"), format!(", {contested} contested"));
        if contested > 0 { told + &words } else { told }
    }

    pub(crate) fn light_word(&self) -> &'static str {
        light_word(self.light, self.lang)
    }

    /// All that a record of its log says, in sentences.
    pub(crate) fn sentences(&self, update: &Update) -> Vec<String> {
        let about = update.about_label(self.ledger, self.lang);
        about.into_iter().chain(update.sentences_in(&self.entry.updates, self.ledger, self.lang)).collect()
    }

    /// Who recorded an update; that the office, or somebody who named no body, wrote for the lead is said.
    pub(crate) fn author(&self, update: &Update) -> String {
        let (by, lead) = (update.by.label(self.ledger), self.lead.as_ref());
        let speaker = self.ledger.speaker(update.by.dept.as_ref(), self.entry, lead);
        let speaks_for = matches!(speaker, Speaker::Office | Speaker::Nobody) && update.about.is_whole() && update.reported().is_some();
        match lead.filter(|_| speaks_for) {
            Some(lead) => {
                let lead = self.ledger.departments.short_name(lead, self.entry.id.plan());
                let unnamed = if speaker == Speaker::Nobody { self.lang.pick("未写单位，", "no body named, ") } else { "" };
                format!("{by}{}", self.lang.bracketed(&self.lang.pick(format!("{unnamed}代{lead}"), format!("{unnamed}for {lead}"))))
            }
            None => by,
        }
    }

    pub(super) fn add(&mut self, part: PagePart, (zh, en): (&'static str, &'static str), text: &str) {
        if !text.trim().is_empty() {
            self.lines.push(PageLine { part, label: self.lang.pick(zh, en), text: text.to_owned() });
        }
    }

    pub(super) fn fact(&mut self, label: (&'static str, &'static str), text: &str) {
        self.add(PagePart::Fact, label, text);
    }

    /// Values that several people set without seeing each other, each with who set it where that is known.
    fn contests(&mut self, standing: &Standing) {
        let (lang, ledger) = (self.lang, self.ledger);
        let steps = ledger.steps_of(&self.entry.id).flat_map(|step| disputes_of(ledger, &Subject::Step(step.id.clone()), None));
        let goals = self.indicators().flat_map(|one| disputes_of(ledger, &Subject::Indicator(one.id()), None));
        for dispute in disputes_in(self.entry, &standing.state).into_iter().chain(steps).chain(goals) {
            let rival = |r: &Rival| {
                let by = dispute.update(ledger, r).map(|u| lang.bracketed(&u.by.label(ledger))).unwrap_or_default();
                format!("{}{by}", r.value.in_words(ledger, lang))
            };
            let rivals: Vec<String> = dispute.rivals.iter().map(rival).collect();
            let (label, rivals) = (dispute.shown.label(lang), rivals.join(lang.pick(" 与 ", " and ")));
            let of = match &dispute.subject {
                Subject::Entry(_) => String::new(),
                other => format!("{} ", ledger.name_of_subject(other).unwrap_or_default()),
            };
            self.add(PagePart::Contested, ("待裁定", "Contested"), &format!("{of}{label}{}{rivals}", lang.pick("：", ": ")));
        }
    }

    /// Who leads and on what ground, who shares and in what role.
    fn bodies(&mut self, standing: &Standing) {
        let (lang, ledger, entry) = (self.lang, self.ledger, self.entry);
        let leads = standing.state.lead.value.as_ref();
        let holder = ledger.clause_holder(entry);
        let clause = holder.map_or("", |h| h.clause.as_str());
        let ground = match holder {
            _ if leads != ledger.planned_lead(entry) => LeadBasis::Settled.label(lang).to_owned(),
            Some(above) if entry.lead == Lead::Inherited => {
                let from = lang.pick(format!("随上级条目 {}，", above.id), format!("from {}, ", above.id));
                format!("{from}{}{}{clause}", above.lead.basis_label(lang), if clause.is_empty() { "" } else { lang.pick("：", ": ") })
            }
            _ if clause.is_empty() => entry.lead.basis_label(lang).to_owned(),
            _ => format!("{}{}{clause}", entry.lead.basis_label(lang), lang.pick("：", ": ")),
        };
        let lead = leads.map_or_else(|| lang.pick("未明确", "nobody").to_owned(), |lead| self.led_now(lead));
        let ground = if ground == lead { String::new() } else { lang.bracketed(&ground) };
        self.fact(("牵头", "Lead"), &format!("{lead}{ground}"));
        self.fact(Attribute::Proposed.labels(), &ProposedLead::list(&entry.proposed, ledger, lang));
        let shared = ledger.cooperating(entry);
        for role in Role::ALL {
            let names: Vec<String> = shared.iter().filter(|c| c.role() == role).map(|c| self.led_now(c.dept())).collect();
            let open = ledger.is_open(entry) && shared.last().is_some_and(|last| last.role() == role);
            let more = if open { lang.pick("等", ", and others") } else { "" };
            if !names.is_empty() {
                self.fact(role.term().label, &format!("{}{more}", names.join(lang.pick("、", ", "))));
            }
        }
    }

    /// Who answers for it, is in charge or is asked about it, each with his body.
    fn persons(&mut self) {
        let (ledger, lang) = (self.ledger, self.lang);
        for charge in Charge::ALL {
            let named = ledger.persons_for(self.entry).into_iter().filter(|p| p.charge == charge);
            let told = named.map(|p| format!("{} {}", ledger.departments.name(&p.body), p.reached(lang)));
            self.fact(charge.term().label, &told.collect::<Vec<_>>().join(lang.pick("；", "; ")));
        }
    }

    /// Who leads, with the body whose duties these were, where that is another.
    fn led_now(&self, lead: &DeptId) -> String {
        let (register, lang) = (&self.ledger.departments, self.lang);
        let (was, now) = (register.name(lead), register.name(register.now(lead)));
        if was == now {
            now.to_owned()
        } else {
            format!("{now}{}", lang.bracketed(&lang.pick(format!("承接{was}"), format!("for {was}"))))
        }
    }

    fn state(&mut self, standing: &Standing) {
        let (lang, state) = (self.lang, &standing.state);
        let basis = self.entry.deadline.map(|d| lang.bracketed(d.basis_label(lang))).unwrap_or_default();
        let planned = self.ledger.planned_deadline(self.entry);
        let deadline = match (state.deadline.value, planned) {
            (Some(now), Some(then)) if now != then => lang
                .pick(format!("{now}（原为 {then}，调整 {} 次）", state.moves), format!("{now} (was {then}, moved {} times)", state.moves)),
            (Some(now), Some(_)) => format!("{now}{basis}"),
            (Some(now), None) => format!("{now}{}", lang.bracketed(lang.pick("已调整", "moved"))),
            (None, _) => String::new(),
        };
        self.fact(("时限", "Due"), &deadline);
        let percent = state.percent_done().map(|p| format!(" {p}%")).unwrap_or_default();
        let scheduled = |s| lang.bracketed(&format!("{} {s}%", lang.pick("序时", "scheduled")));
        let scheduled = standing.verdict.scheduled.map(scheduled).unwrap_or_default();
        let follows = match &state.follows {
            Follows::Own => String::new(),
            Follows::Members => lang.bracketed(lang.pick("随成员单位", "from the members' parts")),
            Follows::Carriers => lang.bracketed(lang.pick("随承接事项", "from what carries it out")),
            Follows::Same(id) => lang.bracketed(&lang.pick(format!("随同一事项 {id}"), format!("as reported on {id}, the same thing"))),
        };
        self.fact(("状态", "Status"), &format!("{}{percent}{scheduled}{follows}", status_label(state.status.value, lang)));
        self.completion(standing);
        let urges = state.urges.iter().chain(state.parts.iter().flat_map(|p| &p.state.urges));
        self.fact(("催办", "Letters"), &self.letters(urges));
    }

    /// On what ground the status stands, and what the office said of it.
    fn completion(&mut self, Standing { state, verdict, .. }: &Standing) {
        let (lang, ledger) = (self.lang, self.ledger);
        if let Some(ground) = state.ground.as_deref() {
            let on = ground.on.map(|d| d.to_string()).unwrap_or_default();
            let said = [on.as_str(), &ground.reason, &ground.basis].into_iter().filter(|s| !s.is_empty()).collect::<Vec<_>>();
            self.fact(("状态依据", "Ground"), &said.join(lang.pick("，", ", ")));
        }
        if let (Some(Status::CarriedOver), Some(plan)) = (state.status.value, &state.carried_into.value) {
            self.fact(("结转到", "Carried into"), &ledger.destination(plan));
        }
        let told = |v: &Verification| {
            let words = if v.words.is_empty() { String::new() } else { format!("{}{}", lang.pick("：", ": "), v.words) };
            format!("{} {}{words}", v.on, v.by.label(ledger))
        };
        self.fact(("销号", "Confirmed"), &state.confirmed.as_deref().map(told).unwrap_or_default());
        self.fact(("退回", "Returned"), &state.returned.as_deref().map(told).unwrap_or_default());
        if verdict.completion.is_some_and(|done| done.awaited) {
            self.fact(("销号", "Confirmed"), lang.pick("待核实", "not yet"));
        }
    }

    /// How often letters asked for what it owes, and the last of them.
    fn letters<'u>(&self, urges: impl Iterator<Item = &'u Urge>) -> String {
        let urges: Vec<&Urge> = urges.collect();
        let Some(last) = urges.iter().max_by_key(|urge| urge.on) else { return String::new() };
        let (count, to) = (urges.len(), self.ledger.departments.name(&last.to));
        let (on, number, level) = (last.on, &last.number, last.level.label(self.lang));
        self.lang.pick(
            format!("{count} 次，最近 {on} {number}（{level}，{to}）"),
            format!("{count}, the last on {on}: {number} ({level}) to {to}"),
        )
    }

    fn facts(&mut self) {
        for attribute in Attribute::on_pages() {
            let label = (attribute.page_label(Lang::Zh), attribute.page_label(Lang::En));
            let text = attribute.page_text(self.entry, self.lang);
            match attribute {
                Attribute::Summary | Attribute::End => {}
                // From when to when stands on one line.
                Attribute::Start => {
                    let years = [text, Attribute::End.page_text(self.entry, self.lang)];
                    let known = years.iter().any(|y| !y.is_empty());
                    self.fact(("年限", "Years"), &if known { years.join("–") } else { String::new() });
                }
                _ => self.fact(label, &text),
            }
        }
    }

    /// Where it stands in the plan, so that whoever doubts can look.
    fn source(&mut self) {
        let (lang, entry) = (self.lang, self.entry);
        let plan = self.ledger.plan(entry.id.plan());
        let title = plan.map_or(entry.id.plan(), |p| p.title.as_str());
        let number = plan.map_or("", |p| p.number.as_str());
        let reference = if entry.id.is_minted() {
            let day = entry.added.map(|d| format!("{}{d}", lang.pick("，", ", "))).unwrap_or_default();
            format!("{}{day}", lang.pick("登记在台账里", "entered in the ledger"))
        } else {
            entry.id.reference().to_owned()
        };
        let line = entry.line.map(|l| lang.pick(format!("，文本第 {l} 行"), format!(", line {l}"))).unwrap_or_default();
        let quote = if entry.quote.is_empty() {
            String::new()
        } else {
            lang.pick(format!("：“{}”", entry.quote), format!(": “{}”", entry.quote))
        };
        self.fact(("出处", "Source"), &format!("《{title}》{number} {reference}{line}{quote}"));
        self.fact(("类别", "Kind"), &format!("{}  {}", entry.kind.label(lang), entry.id));
    }

    fn indicators(&self) -> impl Iterator<Item = &'a Indicator> + use<'a> {
        let id = &self.entry.id;
        self.ledger.indicators.iter().map(AsRef::as_ref).filter(move |i: &&Indicator| i.entry.as_ref() == Some(id))
    }

    fn goals(&mut self) {
        let lang = self.lang;
        for i in self.indicators() {
            let targets: Vec<String> = i.targets.iter().map(|(y, t)| format!("{y} {}{}", t.label(lang), i.unit)).collect();
            let goal = format!("{}{}{}{}", i.name, lang.bracketed(&i.scope), lang.pick("", ": "), targets.join(lang.pick("，", ", ")));
            self.fact(("指标", "Goals"), &goal);
        }
    }

    fn measured(&self, indicator: &Indicator) -> String {
        let lang = self.lang;
        let base = indicator
            .baseline
            .iter()
            .map(|b| lang.pick(format!("{} 年基数 {}", b.year, number(b.value)), format!("{} in {}", number(b.value), b.year)));
        let measured = indicator.measured().into_iter().map(|(period, v)| format!("{period} {}", number(v)));
        let values: Vec<String> = base.chain(measured).collect();
        if values.is_empty() { String::new() } else { format!("{}  {}", indicator.name, values.join(lang.pick("；", "; "))) }
    }
}
