use super::matcher::folded;
use crate::domain::Attribute;

/// The attribute that a filter asks for by a name; width and case make no difference.
pub(crate) fn field(name: &str) -> Option<Attribute> {
    let name: String = name.trim().chars().map(folded).collect();
    Attribute::fields().find(|f| f.names().contains(&name.as_str()))
}

/// The name most like one that is none, if any is like it at all.
pub(crate) fn nearest(name: &str) -> Option<&'static str> {
    let name: String = name.trim().chars().map(folded).collect();
    crate::text::nearest(&name, Attribute::fields().flat_map(|f| f.names().iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_own_field() {
        for attribute in Attribute::fields() {
            for name in attribute.names() {
                assert_eq!(field(name), Some(attribute), "{name}");
            }
        }
        assert_eq!(field("ＤＵＥ"), Some(Attribute::Deadline));
    }

    #[test]
    fn a_slip_of_the_hand_finds_the_nearest_name() {
        assert_eq!(nearest("satus"), Some("status"));
        assert_eq!(nearest("牵头部门"), Some("牵头"));
        assert_eq!(nearest("regoin"), Some("region"));
        assert_eq!(nearest("xyzzy"), None);
    }
}
