//! What a name tells of what it names.

use super::department::Department;
use super::place::Gazetteer;

impl Department {
    /// A body at the place with whose name its own begins, and at that place's level; none where no place does.
    pub(crate) fn guessed(name: &str, places: &Gazetteer) -> Option<Department> {
        let place = places.at_head_of(name)?;
        let level = places.upward(place).find_map(|p| p.level)?;
        Some(Department { level, place: place.name().to_owned(), ..Department::new(name) })
    }
}
