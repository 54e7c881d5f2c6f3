//! Which bodies of a ledger a document means by its names, and what is to be registered anew.

use std::collections::HashMap;

use super::body_name::{is_collective, level, of_every_level};
use crate::domain::{Alias, Department, DeptId, Ledger, Level, Place};

/// The bodies of a document.
pub(super) struct Naming<'a> {
    pub ledger: &'a Ledger,
    pub plan: &'a str,
    /// The place of the plan, and its level.
    pub place: Place,
    /// Bodies that are registered anew or are given a name more.
    pub changed: Vec<Department>,
    meant: HashMap<String, DeptId>,
}

impl<'a> Naming<'a> {
    pub fn new(ledger: &'a Ledger, plan: &'a str, place: Place) -> Naming<'a> {
        Naming { ledger, plan, place, changed: Vec::new(), meant: HashMap::new() }
    }

    /// The body that a name means.
    pub fn body(&mut self, name: &str) -> DeptId {
        if let Some(known) = self.meant.get(name) {
            return known.clone();
        }
        let id = self.find(name);
        self.meant.insert(name.to_owned(), id.clone());
        id
    }

    fn find(&mut self, name: &str) -> DeptId {
        let register = &self.ledger.departments;
        if let Some(known) = register.called(name, self.plan) {
            return known.id.clone();
        }
        let full = self.full_name(name);
        let alias = (full != name).then(|| Alias { plan: Some(self.plan.into()), name: name.to_owned() });
        if let Some(new) = self.changed.iter_mut().find(|d| d.id.as_str() == full) {
            new.aliases.extend(alias);
            return new.id.clone();
        }
        let known = register.called(&full, self.plan).cloned();
        let mut body = known.unwrap_or_else(|| self.new_body(&full, name));
        body.aliases.extend(alias);
        let id = body.id.clone();
        self.changed.push(body);
        id
    }

    /// The name with the place that its level means: of `市财政局` in a plan of 云河市 `云河市财政局`.
    fn full_name(&self, name: &str) -> String {
        let chars: Vec<char> = name.chars().collect();
        let own = self.place.name();
        if name.starts_with(own) {
            return name.to_owned();
        }
        match level(&chars) {
            Some(of) => match self.place_of(of) {
                Some(place) => format!("{place}{}", name.chars().skip(1).collect::<String>()),
                None => name.to_owned(),
            },
            None if is_collective(&chars) || of_every_level(&chars) => format!("{own}{name}"),
            None => name.to_owned(),
        }
    }

    /// The place of a level at the plan's place or above it.
    fn place_of(&self, of: char) -> Option<String> {
        let wanted: &[Level] = match of {
            '省' => &[Level::Province],
            // A city at the county's level calls its own bodies 市 too.
            '市' => &[Level::City, Level::County],
            '县' | '区' | '旗' => &[Level::County],
            _ => &[Level::City],
        };
        let places = &self.ledger.places;
        let own = std::iter::once(&self.place)
            .chain(self.place.within.as_ref().into_iter().flat_map(|id| places.get(id)).flat_map(|p| places.upward(p)));
        let fits = |p: &&Place| {
            p.level.is_some_and(|l| wanted.contains(&l)) && (of != '市' || p.name().ends_with('市') || p.level == Some(Level::City))
        };
        own.into_iter().find(fits).map(|p| p.name().to_owned())
    }

    fn new_body(&self, full: &str, name: &str) -> Department {
        let chars: Vec<char> = name.chars().collect();
        let guessed = Department::guessed(full, &self.ledger.places);
        let own = self.place.level.unwrap_or_default();
        let by_name = match level(&chars) {
            Some('省') => Level::Province,
            Some('市' | '州' | '盟') if own != Level::County => Level::City,
            Some('县' | '区' | '旗') => Level::County,
            _ if ["镇", "乡", "街道"].iter().any(|e| name.ends_with(e)) => Level::Township,
            _ => own,
        };
        let (level, place) = guessed.map_or_else(|| (by_name, self.place.name().to_owned()), |d| (d.level, d.place));
        Department { level, place, group: is_collective(&chars), ..Department::new(full) }
    }
}

/// The place with whose name words begin: `云河市`, `松林县`.
pub(super) fn place_in(words: &str, ledger: &Ledger) -> Option<Place> {
    if let Some(known) = ledger.places.at_head_of(words) {
        return Some(known.clone());
    }
    let chars: Vec<char> = words.chars().take(12).collect();
    let end = (2..chars.len()).rev().find(|&at| matches!(chars[at], '省' | '市' | '县' | '区' | '州' | '旗') && at <= 8)?;
    let start = (0..end).rev().find(|&at| matches!(chars[at], '省' | '市' | '州') && at + 1 < end).map_or(0, |at| at + 1);
    let name: String = chars[start..=end].iter().collect();
    if name.chars().any(|c| "加快推进关于促的和全我本各与支持".contains(c)) || name.chars().count() < 3 {
        return None;
    }
    let level = match chars[end] {
        '省' => Level::Province,
        '市' if start > 0 && chars[start - 1] == '市' => Level::County,
        '市' | '州' => Level::City,
        _ => Level::County,
    };
    Some(Place { level: Some(level), ..Place::new(name.as_str()) })
}
