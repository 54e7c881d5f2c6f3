//! Which body a person means by a word: the one of that full name, or what the plan at hand calls it; else one of the plan's place,
//! or of a place in which that lies, by a name or the end of one. What fits only elsewhere is asked about, never taken in silence.

use super::department::{Department, Register, Unresolved};
use super::ledger::Ledger;
use super::plan::Plan;
use crate::text::fold_width;

/// How a word fits a body, the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sense {
    FullName,
    /// The plan at hand calls it so.
    OfPlan,
    /// It is of the place for which the word is said, or nobody knows of which one.
    Here(Fit),
    /// It is of a place in which that lies, or the word itself says which one is meant.
    Known(Fit),
    Elsewhere,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It is one of its names.
    Name,
    /// One of its names ends so.
    Ending,
}

impl Register {
    /// The one body that a person means by a name, whatever the plan: full name, alias, or an unambiguous ending.
    pub fn resolve(&self, word: &str) -> Result<&Department, Unresolved> {
        self.meant(word, None, "", |body, fit, word| match fit {
            // 市某局 is of whichever city one thinks of, and no word for 虎林市某局.
            Fit::Ending if begins_within(body, word) => Sense::Elsewhere,
            _ => Sense::Here(fit),
        })
    }

    /// The body of which a name is the full one, or one that a plan or everybody uses; the end of a name is none.
    pub(crate) fn called(&self, word: &str, plan: &str) -> Option<&Department> {
        let wanted = fold_width(word.trim());
        let general = |body: &Department| body.aliases.iter().any(|a| a.plan.is_none() && fold_width(&a.name) == wanted);
        let sense = |body: &Department| certain(body, &wanted, Some(plan)).or_else(|| general(body).then_some(Sense::Known(Fit::Name)));
        let fitting = self.iter().filter_map(|body| Some((sense(body)?, body.as_ref())));
        fitting.min_by_key(|(sense, _)| *sense).map(|(_, body)| body)
    }

    fn meant(
        &self,
        word: &str,
        plan: Option<&str>,
        place: &str,
        judged: impl Fn(&Department, Fit, &str) -> Sense,
    ) -> Result<&Department, Unresolved> {
        let wanted = fold_width(word.trim());
        let fitting = self.iter().filter_map(|body| {
            Some((certain(body, &wanted, plan).or_else(|| Some(judged(body, fit(body, &wanted)?, &wanted)))?, body.as_ref()))
        });
        let all: Vec<(Sense, &Department)> = fitting.collect();
        let best = all.iter().map(|(sense, _)| *sense).min();
        let meant: Vec<&Department> = all.iter().filter(|(sense, _)| Some(*sense) == best).map(|(_, body)| *body).collect();
        let ids = || meant.iter().map(|body| body.id.clone()).collect();
        match (best, meant.as_slice()) {
            (None, _) => Err(Unresolved::Unknown(word.to_owned())),
            (Some(Sense::Elsewhere), _) if !place.is_empty() => Err(Unresolved::Elsewhere(word.to_owned(), place.to_owned(), ids())),
            (Some(sense), [one]) if sense != Sense::Elsewhere => Ok(one),
            _ => Err(Unresolved::Ambiguous(word.to_owned(), ids())),
        }
    }
}

impl Ledger {
    /// As [`Register::resolve`]; names that the given plan uses count first, then bodies of its place and of those in which that lies.
    pub(crate) fn body_meant(&self, word: &str, plan: Option<&str>) -> Result<&Department, Unresolved> {
        let Some(plan) = plan.and_then(|code| self.plan(code)) else { return self.departments.resolve(word) };
        let judged = |body: &Department, fit: Fit, word: &str| match self.stands(body, plan) {
            Some(0) => Sense::Here(fit),
            Some(_) => Sense::Known(fit),
            None if self.says_where(body, word) => Sense::Known(fit),
            None => Sense::Elsewhere,
        };
        self.departments.meant(word, Some(&plan.code), &plan.place, judged)
    }

    /// How many levels above a plan's place a body stands; at none where one of the places is not said.
    fn stands(&self, body: &Department, plan: &Plan) -> Option<usize> {
        if body.place.is_empty() || plan.place.is_empty() || body.place == plan.place {
            return Some(0);
        }
        let (theirs, ours) = (self.places.resolve(&body.place, &plan.code)?, self.places.resolve(&plan.place, &plan.code)?);
        self.places.upward(ours).position(|place| place.id == theirs.id)
    }

    /// Whether a word names the place of a body, or is a name that everybody has for it.
    fn says_where(&self, body: &Department, word: &str) -> bool {
        let general = || body.aliases.iter().filter(|alias| alias.plan.is_none()).map(|alias| &*alias.name);
        let of_place = self.places.resolve(&body.place, "").into_iter().flat_map(|place| place.general_names());
        general().any(|name| fold_width(name) == word)
            || of_place.chain([&*body.place]).any(|name| !name.is_empty() && word.contains(&fold_width(name)))
    }
}

/// What a body of a place is called in full that is called so there: 市某局 of 虎林市 is 虎林市某局.
pub(crate) fn full_name(word: &str, place: &str) -> String {
    let word = word.trim();
    match place.chars().last().and_then(|level| word.strip_prefix(level)) {
        _ if word.starts_with(place) => word.to_owned(),
        Some(rest) => format!("{place}{rest}"),
        None => format!("{place}{word}"),
    }
}

/// That a word is the body's full name, or the plan's own name for it.
fn certain(body: &Department, word: &str, plan: Option<&str>) -> Option<Sense> {
    if fold_width(body.id.as_str()) == word || fold_width(body.name()) == word {
        return Some(Sense::FullName);
    }
    let says = plan.is_some() && body.aliases.iter().any(|a| a.plan.as_deref() == plan && fold_width(&a.name) == word);
    says.then_some(Sense::OfPlan)
}

fn fit(body: &Department, word: &str) -> Option<Fit> {
    let fits = body.names().filter_map(|name| match fold_width(name) {
        name if name == word => Some(Fit::Name),
        name => (!word.is_empty() && name.ends_with(word)).then_some(Fit::Ending),
    });
    fits.min()
}

/// Whether a word is the end of a body's names only from within the name of its place.
fn begins_within(body: &Department, word: &str) -> bool {
    let place = fold_width(&body.place);
    let ended = body.names().map(fold_width).filter(|name| name.ends_with(word));
    !place.is_empty()
        && ended.map(|name| (name.starts_with(&place), name.len() - word.len())).all(|(headed, cut)| headed && cut < place.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Alias, Level, Place};

    fn body(name: &str, place: &str, alias: Option<(&str, &str)>) -> Department {
        let aliases = alias.into_iter().map(|(plan, name)| Alias { plan: Some(plan.into()), name: name.into() }).collect();
        Department { place: place.into(), aliases, ..Department::new(name) }
    }

    fn ledger() -> Ledger {
        let mut ledger = Ledger::default();
        let place = |(id, level, within): (&str, Level, Option<&str>)| Place {
            level: Some(level),
            within: within.map(Into::into),
            ..Place::new(id)
        };
        let places = [
            ("黑龙江省", Level::Province, None),
            ("鸡西市", Level::City, Some("黑龙江省")),
            ("虎林市", Level::County, Some("鸡西市")),
            ("密山市", Level::County, Some("鸡西市")),
        ];
        ledger.places = places.map(place).to_vec().into();
        for (code, place) in [("jixi", "鸡西市"), ("hulin", "虎林市"), ("hlj", "黑龙江省"), ("nowhere", "")] {
            ledger.plans.push(Plan { place: place.into(), ..Plan::new(code) });
        }
        ledger.departments = vec![
            body("虎林市自然资源局", "虎林市", Some(("hulin", "自然资源局"))),
            body("虎林市农业农村局", "虎林市", Some(("hulin", "农业农村局"))),
            body("鸡西市农业农村局", "鸡西市", Some(("jixi", "市农业农村局"))),
            body("密山市人民政府", "密山市", Some(("jixi", "密山"))),
            body("黑龙江省商务厅", "黑龙江省", Some(("hlj", "省商务厅"))),
            body("虎林市数据局", "", None),
        ]
        .into();
        ledger
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str, plan: &str) -> Result<&'a str, Unresolved> {
        ledger.body_meant(word, Some(plan)).map(|body| body.id.as_str())
    }

    #[test]
    fn a_short_name_is_no_word_for_a_body_of_another_place() {
        let ledger = ledger();
        for (word, plan) in [("市自然资源局", "jixi"), ("自然资源局", "jixi"), ("自然资源局", "hlj"), ("市农业农村局", "hlj")]
        {
            assert!(matches!(meant(&ledger, word, plan), Err(Unresolved::Elsewhere(..))), "{word} of {plan}");
        }
        assert!(ledger.body_meant("市自然资源局", None).is_err(), "of whichever city one thinks");
        assert!(meant(&ledger, "市自然资源局", "nowhere").is_ok(), "where nobody says of which place a plan is");
    }

    #[test]
    fn a_name_means_the_body_of_the_plans_place_first_and_then_of_those_in_which_it_lies() {
        let ledger = ledger();
        let all = [
            ("农业农村局", "hulin", "虎林市农业农村局"),
            ("农业农村局", "jixi", "鸡西市农业农村局"),
            ("市农业农村局", "hulin", "虎林市农业农村局"),
            ("市农业农村局", "jixi", "鸡西市农业农村局"),
            ("省商务厅", "hulin", "黑龙江省商务厅"),
            ("密山市人民政府", "hulin", "密山市人民政府"),
            ("密山", "jixi", "密山市人民政府"),
            ("数据局", "jixi", "虎林市数据局"),
        ];
        for (word, plan, body) in all {
            assert_eq!(meant(&ledger, word, plan), Ok(body), "{word} of {plan}");
        }
        assert_eq!(ledger.body_meant("农业农村局", None).map(|body| body.id.as_str()), Ok("虎林市农业农村局"));
    }

    #[test]
    fn a_body_is_called_by_whole_names_only_however_wide_they_are_written() {
        let mut ledger = ledger();
        ledger.departments.push(body("虎林市农业（畜牧）局", "虎林市", None));
        let called = |word: &str, plan: &str| ledger.departments.called(word, plan).map(|body| body.id.to_string());
        assert_eq!(called("虎林市农业(畜牧)局", "jixi").as_deref(), Some("虎林市农业（畜牧）局"));
        assert_eq!(called("自然资源局", "hulin").as_deref(), Some("虎林市自然资源局"));
        assert_eq!((called("自然资源局", "jixi"), called("数据局", "jixi")), (None, None));
    }

    #[test]
    fn a_short_name_is_made_whole_by_the_place() {
        let made = ["市某局", "某局", "虎林市某局"].map(|word| full_name(word, "虎林市"));
        assert_eq!(made, ["虎林市某局"; 3]);
    }

    #[test]
    fn a_word_that_names_the_place_says_which_one_is_meant() {
        let mut ledger = ledger();
        ledger.departments.push(body("鸡西市驻密山市办事处", "密山市", None));
        assert_eq!(meant(&ledger, "密山市办事处", "hulin"), Ok("鸡西市驻密山市办事处"));
        assert!(meant(&ledger, "办事处", "hulin").is_err());
    }
}
