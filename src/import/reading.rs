//! The whole way from a source to drafts.

use super::chapters::Chapters;
use super::clerk::Clerk;
use super::coverage::{Coverage, Use};
use super::date::Years;
use super::draft::{PlanRule, PlanRuleKind, Reading};
use super::family;
use super::head::head;
use super::outline::{Node, outline};
use super::paragraph::{Paragraph, blocks};
use super::role::{everywhere_at, first_leads_at};
use super::source::{Part, Source};
use super::table;
use super::words::Words;

/// Reads a document. `off`: rules for the whole plan, by their number, that a person has switched off.
pub fn read(source: &Source, off: &[usize]) -> Reading {
    let mut coverage = Coverage::of(source);
    let (blocks, noise) = blocks(source);
    noise.iter().for_each(|unit| coverage.mark_unit(source, *unit, Use::Noise));
    let nodes = outline(blocks);
    let mut head = head(nodes.first().map_or(&[], |front| &front.text));
    let mut rules = rules(source, &nodes);
    off.iter().filter_map(|at| rules.get_mut(*at).map(|r| r.off = true)).count();
    // A notice without years in its title is of the year of its number.
    let years = Years { start: head.years.0, end: head.years.1 };
    let clerk = Clerk { source, years, rules: &rules };
    let mut drafts = Chapters::new(&nodes, clerk, &mut coverage).read();
    for node in &nodes {
        for &at in &node.tables {
            if let Some(Part::Table(grid)) = source.parts.get(at) {
                let clerk = Clerk { source, years, rules: &rules };
                let read = table::read(grid, &node.reference, &clerk, &mut coverage);
                if head.title.is_empty() && !read.title.is_empty() {
                    (head.title, head.years) = (read.title.to_string().replace([' ', '\n'], ""), of_title(&read.title, head.years));
                }
                drafts.extend(read.drafts);
            }
        }
    }
    table::unite(&mut drafts);
    family::mend(&mut drafts);
    family::tell_apart(&mut drafts);
    head.years.1 = until(&nodes, &head.years, &years_of_title(&head.title));
    if drafts.is_empty() {
        // Nothing was found to be work: so nothing can be said to stand before it.
        coverage.turn(Use::Front, Use::Unread);
    }
    coverage.settle(source);
    Reading { head, rules, drafts, coverage }
}

fn years_of_title(title: &str) -> Years {
    let mut words = Words::default();
    title.chars().for_each(|c| words.push(c, 0));
    super::date::years(&words)
}

/// The last year of a plan whose title does not name it: the last by which it sets itself a goal.
fn until(nodes: &[Node], known: &(Option<i32>, Option<i32>), titled: &Years) -> Option<i32> {
    if titled.start.is_some() {
        return known.1;
    }
    let texts = nodes.iter().flat_map(|n| std::iter::once(&n.head).chain(n.text.iter().map(|p: &Paragraph| &p.words)));
    let goals = texts.flat_map(|words| super::date::deadlines(words, Years::default())).filter_map(|f| f.day);
    goals.map(|day| chrono::Datelike::year(&day)).max().max(known.1)
}

/// The years that a table's title names, else those that are known.
fn of_title(title: &Words, known: (Option<i32>, Option<i32>)) -> (Option<i32>, Option<i32>) {
    let named = super::date::years(title);
    if named.start.is_some() { (named.start, named.end) } else { known }
}

/// Rules that the plan says once for all its tasks.
fn rules(source: &Source, nodes: &[Node]) -> Vec<PlanRule> {
    let mut rules: Vec<PlanRule> = Vec::new();
    let texts = nodes.iter().flat_map(|n| std::iter::once(&n.head).chain(n.text.iter().map(|p: &Paragraph| &p.words)));
    for words in texts {
        if let Some((start, end)) = first_leads_at(&words.chars) {
            take(source, &mut rules, PlanRuleKind::FirstLeads, &words.slice(start..end));
        }
        if let Some((whole, body)) = everywhere_at(&words.chars) {
            let name = everywhere(&words.slice(body.0..body.1), &words.slice(0..whole.0));
            take(source, &mut rules, PlanRuleKind::Everywhere(name), &words.slice(whole.0..whole.1));
        }
    }
    rules
}

/// A body that is said to have a part everywhere; `地方` are those of whom the clause speaks.
fn everywhere(name: &Words, before: &Words) -> String {
    let vague = ["地方", "各地", "属地", "各地区"].iter().any(|w| name.to_string() == *w);
    let clause = before.chars.iter().rposition(|c| matches!(c, '：' | ':')).map(|at| before.slice(at + 1..before.len()));
    let named = clause.filter(|_| vague).map(|clause| super::body_list::read(&clause).names).unwrap_or_default();
    named.into_iter().rfind(|n| super::body_name::is_collective(&n.words.chars)).map_or_else(|| name.to_string(), |n| n.name)
}

fn take(source: &Source, rules: &mut Vec<PlanRule>, kind: PlanRuleKind, words: &Words) {
    let since = words.start().unwrap_or_default();
    if rules.iter().all(|r| r.kind != kind) {
        rules.push(PlanRule { kind, words: words.to_string(), place: source.place_at(since), since, off: false });
    }
}
