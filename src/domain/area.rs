use super::entry::Entry;
use super::ledger::Ledger;
use super::level::Level;
use super::place::Place;
use crate::text::Lang;

/// The one place under which an entry is counted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Area<'a> {
    /// A county, or the larger area that holds all its places.
    Of(&'a Place),
    /// The only name that it gives; no place of the register has it.
    Unregistered(&'a str),
    /// Several names, and of none is it known where it lies.
    Several,
}

impl<'a> Area<'a> {
    const SEVERAL: &'static str = "+";

    /// By what machines know it.
    pub(crate) fn key(self) -> &'a str {
        match self {
            Area::Of(place) => &place.id,
            Area::Unregistered(name) => name,
            Area::Several => Area::SEVERAL,
        }
    }
}

impl Ledger {
    /// The one place under which an entry is counted; none where it names no place.
    pub(crate) fn area<'a>(&'a self, entry: &'a Entry) -> Option<Area<'a>> {
        let known = entry.regions.iter().filter_map(|region| self.places.resolve(region, entry.id.plan()));
        match (self.places.area(known), entry.regions.as_slice()) {
            (_, []) => None,
            (Some(area), _) => Some(Area::Of(area)),
            (None, [only]) => Some(Area::Unregistered(only)),
            (None, _) => Some(Area::Several),
        }
    }

    /// What the entries of an area are headed with, by the area's key: of a larger area those are meant that belong to no one county.
    pub(crate) fn area_heading(&self, key: &str, lang: Lang) -> String {
        let Some(place) = self.places.get(&key.into()) else {
            return if key == Area::SEVERAL { lang.pick("多个地区", "several places") } else { key }.to_owned();
        };
        let wider = match place.level {
            Some(Level::Province) => lang.pick("全省或跨市", "the whole or several cities"),
            Some(Level::City) => lang.pick("全市或跨县", "the whole or several counties"),
            _ => return self.places.name(&place.id).to_owned(),
        };
        format!("{}{}", self.places.name(&place.id), lang.bracketed(wider))
    }
}
