use crate::domain::{ABSENT, Attribute, Flag, Held, Holds, Judged, Ledger, ProposedLead, Standings, Term};
use crate::text::Lang;

/// A value of an attribute, and the term of a filter that asks for it, when there is one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Facet {
    /// As readers see it; empty when there is no value.
    pub(crate) label: String,
    pub(crate) term: Option<String>,
}

/// The values of an entry, each with the term that finds its like; one without a value has one empty label.
pub(crate) fn facets(attribute: Attribute, ledger: &Ledger, standings: &Standings, i: usize, lang: Lang) -> Vec<Facet> {
    let (Some(entry), Some(standing)) = (ledger.entries().get(i), standings.all().get(i)) else { return Vec::new() };
    let field = attribute.name(lang);
    let asks = |value: &str| Some(format!("{field}:{value}"));
    let named = |name: &str| named(attribute, name, lang);
    let text = || attribute.text(ledger, standings, i, lang);
    let several = |all: Vec<Facet>| {
        let none = || Facet { label: String::new(), term: nothing(attribute.holds(), lang).and_then(asks) };
        if all.is_empty() { vec![none()] } else { all }
    };
    let register = &ledger.departments;
    vec![match (attribute, attribute.value(Judged { ledger, entry, standing })) {
        (Attribute::Title, Held::Text(title)) => named(title),
        (Attribute::Reference, _) => Facet { label: text(), term: None },
        (Attribute::Lead, Held::None) => {
            let unassigned = format!("{}:{}", Attribute::Is.name(lang), Flag::Unassigned.label(lang));
            Facet { label: text(), term: Some(unassigned) }
        }
        (_, Held::None) => {
            let named = attribute.holds().none().map(|none| format!("{ABSENT} {}", none.label(lang)));
            Facet { label: named.unwrap_or_else(text), term: nothing(attribute.holds(), lang).and_then(asks) }
        }
        (_, Held::Text(name)) => named(name),
        (_, Held::Body(dept)) => named(register.name(dept)),
        (_, Held::Bodies(_)) => {
            let helpers = ledger.helpers(entry, standing.state.lead.value.as_ref());
            return several(helpers.iter().map(|helper| named(register.name(helper.body))).collect());
        }
        (_, Held::Proposed(all)) => {
            let first = |(at, one): &(usize, &ProposedLead)| all[..*at].iter().all(|had| had.lead != one.lead);
            return several(all.iter().enumerate().filter(first).map(|(_, one)| named(register.name(&one.lead))).collect());
        }
        (_, Held::List(all)) => return several(all.iter().map(|name| named(name)).collect()),
        (_, Held::Attachments(all)) => return several(all.iter().map(|one| named(&one.name)).collect()),
        (_, Held::Entries(all)) => return several(all.iter().map(|id| named(id.as_str())).collect()),
        (_, Held::Choice(rank)) => {
            let term = attribute.holds().terms().get(rank);
            let label = term.map(|term| term.label(lang).to_owned());
            Facet { label: label.unwrap_or_default(), term: term.and_then(|term: &Term| asks(term.written(lang))) }
        }
        _ => Facet { label: text(), term: asks(&text()) },
    }]
}

/// A name that an attribute holds.
pub(super) fn named(attribute: Attribute, name: &str, lang: Lang) -> Facet {
    let term = quoted(name).map(|name| format!("{}:{name}", attribute.name(lang)));
    Facet { label: name.to_owned(), term }
}

/// What a filter calls the absence of a value.
fn nothing(holds: Holds, lang: Lang) -> Option<&'static str> {
    match holds {
        Holds::Day => Some(lang.pick("无", "none")),
        Holds::Percent | Holds::Money | Holds::Year | Holds::List | Holds::Entries | Holds::Bodies => Some(lang.pick("无", "none")),
        holds => holds.none().map(|none| none.written(lang)),
    }
}

/// A name to be taken as a whole; none when it holds a quotation mark itself.
fn quoted(name: &str) -> Option<String> {
    let plain = !name.is_empty() && !name.contains(['"', '＂']);
    plain.then(|| format!("\"{name}\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{sample, standings};
    use crate::query::{Filter, Index};

    #[test]
    fn the_term_of_a_value_finds_the_entry_that_has_it() {
        let (ledger, standings) = (sample(), standings());
        let index = Index::new(&ledger);
        let mut terms = 0;
        for lang in [Lang::Zh, Lang::En] {
            for (attribute, i) in Attribute::columns().flat_map(|c| (0..ledger.entries().len()).map(move |i| (c, i))) {
                for term in facets(attribute, &ledger, &standings, i, lang).into_iter().filter_map(|f| f.term) {
                    let query = Filter::parse(&term).unwrap().compile(&ledger, &index, standings.day());
                    assert!(query.matches(&index, &ledger, &standings, i), "{term} does not find entry {i}");
                    terms += 1;
                }
            }
        }
        assert!(terms > 100, "{terms}");
    }

    #[test]
    fn entries_alike_in_an_attribute_are_all_found_by_its_term_and_no_others() {
        use Attribute::*;
        let (ledger, standings) = (sample(), standings());
        let index = Index::new(&ledger);
        for attribute in [Light, Status, Kind, Percent, Deadline, Report, Plan, Title] {
            let all: Vec<Facet> =
                (0..ledger.entries().len()).map(|i| facets(attribute, &ledger, &standings, i, Lang::Zh)[0].clone()).collect();
            for facet in all.iter().filter(|f| f.term.is_some()) {
                let filter = Filter::parse(facet.term.as_deref().unwrap()).unwrap();
                let found = filter.compile(&ledger, &index, standings.day()).select(&index, &ledger, &standings);
                let alike: Vec<usize> = (0..all.len()).filter(|i| all[*i] == *facet).collect();
                assert_eq!(found, alike, "{facet:?}");
            }
        }
    }
}
