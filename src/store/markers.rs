//! The two sides of a text in which git left conflict markers.

/// The texts that git could not merge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sides {
    /// Before both, where the markers tell (git's `diff3` and `zdiff3` styles).
    pub(crate) base: Option<String>,
    pub(crate) ours: String,
    pub(crate) theirs: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Common,
    Ours,
    Base,
    Theirs,
}

/// Takes a text with markers apart; none when it holds no markers, or torn ones.
pub(crate) fn sides(text: &str) -> Option<Sides> {
    let mut sides = Sides { base: Some(String::with_capacity(text.len())), ours: String::new(), theirs: String::new() };
    let (mut part, mut size, mut conflicts, mut bases) = (Part::Common, 0, 0, 0);
    for line in text.split_inclusive('\n') {
        match (part, marker(line)) {
            (Part::Common, Some(('<', n))) => {
                (part, size) = (Part::Ours, n);
                conflicts += 1;
            }
            (Part::Ours, Some(('|', n))) if n == size => {
                part = Part::Base;
                bases += 1;
            }
            (Part::Ours | Part::Base, Some(('=', n))) if n == size => part = Part::Theirs,
            (Part::Theirs, Some(('>', n))) if n == size => part = Part::Common,
            _ => sides.put(part, line),
        }
    }
    if part != Part::Common || conflicts == 0 {
        return None;
    }
    if bases < conflicts {
        sides.base = None;
    }
    Some(sides)
}

impl Sides {
    fn put(&mut self, part: Part, line: &str) {
        if matches!(part, Part::Common | Part::Ours) {
            self.ours.push_str(line);
        }
        if matches!(part, Part::Common | Part::Theirs) {
            self.theirs.push_str(line);
        }
        if let (Part::Common | Part::Base, Some(base)) = (part, &mut self.base) {
            base.push_str(line);
        }
    }
}

/// The character of a marker line and how often it stands there: seven times, unless git was told otherwise or
/// the marker stands in a base that was itself in conflict.
fn marker(line: &str) -> Option<(char, usize)> {
    let first = line.chars().next().filter(|c| "<|=>".contains(*c))?;
    let size = line.bytes().take_while(|b| *b == first as u8).count();
    let rest = line[size..].trim_end_matches(['\r', '\n']);
    (size >= 7 && (rest.is_empty() || rest.starts_with(' '))).then_some((first, size))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn plain_markers_give_two_sides_and_diff3_gives_three() {
        let plain = "甲\n<<<<<<< HEAD\n乙\n=======\n丙\n>>>>>>> theirs\n丁\n";
        assert_eq!(sides(plain), Some(Sides { base: None, ours: "甲\n乙\n丁\n".into(), theirs: "甲\n丙\n丁\n".into() }));
        let diff3 = plain.replace("=======", "||||||| 1234\n戊\n=======").replace('\n', "\r\n");
        let found = sides(&diff3).unwrap();
        assert_eq!(found.base.as_deref(), Some("甲\r\n戊\r\n丁\r\n"));
        assert_eq!(found.theirs, "甲\r\n丙\r\n丁\r\n");
    }

    #[test]
    fn markers_in_a_base_that_was_in_conflict_are_text() {
        let nested = "<<<<<<< a\n1\n|||||||\n<<<<<<<<< b\n2\n=========\n3\n>>>>>>>>> c\n=======\n4\n>>>>>>> d\n";
        let found = sides(nested).unwrap();
        assert_eq!((found.ours.as_str(), found.theirs.as_str()), ("1\n", "4\n"));
    }

    #[test]
    fn torn_markers_are_not_guessed_at() {
        assert_eq!(sides("<<<<<<< a\n1\n=======\n2\n"), None);
        assert_eq!(sides("1\n=======\n2\n>>>>>>> b\n"), None);
        assert_eq!(sides(""), None);
    }

    proptest! {
        #[test]
        fn both_sides_come_back_whole(parts in proptest::collection::vec(("[a-z]{1,3}\n", "([a-z]{1,3}\n)?", "([a-z]{1,3}\n)?"), 1..6)) {
            let (mut text, mut ours, mut theirs) = (String::new(), String::new(), String::new());
            for (common, a, b) in &parts {
                text.push_str(&format!("{common}<<<<<<< a\n{a}=======\n{b}>>>>>>> b\n"));
                ours.push_str(&format!("{common}{a}"));
                theirs.push_str(&format!("{common}{b}"));
            }
            prop_assert_eq!(sides(&text), Some(Sides { base: None, ours, theirs }));
        }
    }
}
