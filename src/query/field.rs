use super::matcher::folded;
use crate::text::Lang;

/// What a filter can ask of an entry by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The body that leads.
    Lead,
    /// A cooperating or implementing body.
    With,
    /// A body in either part.
    Dept,
    /// The reported status.
    Status,
    /// The deadline in force.
    Due,
    /// The plan.
    Plan,
    /// Where.
    Region,
    /// The light.
    Light,
    /// Programme, task, project, safeguard.
    Kind,
    /// Percent done.
    Percent,
    /// Scheduled percent (序时进度).
    Scheduled,
    /// Investment in 万元.
    Investment,
    /// The level of the body that leads.
    Level,
    /// Id and reference.
    Reference,
    /// A company or institute named as doing it.
    Firm,
    /// What is true of it: overdue, contested …
    Is,
}

impl Field {
    /// All fields, in the order of the help.
    pub const ALL: [Field; 16] = [
        Field::Lead,
        Field::With,
        Field::Dept,
        Field::Status,
        Field::Due,
        Field::Plan,
        Field::Region,
        Field::Light,
        Field::Kind,
        Field::Percent,
        Field::Scheduled,
        Field::Investment,
        Field::Level,
        Field::Reference,
        Field::Firm,
        Field::Is,
    ];

    /// Every name by which the field may be called: first the Chinese, then the English one, then others.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Field::Lead => &["牵头", "lead", "牵头单位"],
            Field::With => &["配合", "with", "配合单位", "cooperating"],
            Field::Dept => &["部门", "dept", "单位", "department"],
            Field::Status => &["状态", "status"],
            Field::Due => &["时限", "due", "完成时限", "deadline"],
            Field::Plan => &["计划", "plan", "方案"],
            Field::Region => &["地区", "region", "地点"],
            Field::Light => &["灯", "light"],
            Field::Kind => &["类型", "kind", "type"],
            Field::Percent => &["完成", "percent", "进度", "百分比"],
            Field::Scheduled => &["序时", "scheduled", "序时进度"],
            Field::Investment => &["投资", "investment", "invest"],
            Field::Level => &["级别", "level", "层级"],
            Field::Reference => &["出处", "ref", "编号", "reference", "id"],
            Field::Firm => &["企业", "firm", "enterprise", "company"],
            Field::Is => &["是", "is", "本期"],
        }
    }

    /// The name in the language of the screen.
    pub fn label(self, lang: Lang) -> &'static str {
        let names = self.names();
        lang.pick(names[0], names[1])
    }

    /// The field of a name; width and case make no difference.
    pub fn from_name(name: &str) -> Option<Field> {
        let name: String = name.trim().chars().map(folded).collect();
        Field::ALL.into_iter().find(|f| f.names().contains(&name.as_str()))
    }

    /// The name most like one that is none, if any is like it at all.
    pub fn nearest(name: &str) -> Option<&'static str> {
        let name: Vec<char> = name.trim().chars().map(folded).collect();
        let all = Field::ALL.into_iter().flat_map(|f| f.names().iter().copied());
        let scored = all.map(|candidate| (distance(&name, &candidate.chars().collect::<Vec<_>>()), candidate));
        let best = scored.min_by_key(|(d, _)| *d)?;
        (best.0 * 2 <= name.len().max(2)).then_some(best.1)
    }

    /// Whether it can be compared with `<` and `>`.
    pub fn is_ordered(self) -> bool {
        matches!(self, Field::Due | Field::Percent | Field::Scheduled | Field::Investment)
    }
}

/// How many characters must be added, taken out or changed to make one word of another.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(diagonal + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_leads_to_its_own_field() {
        for field in Field::ALL {
            for name in field.names() {
                assert_eq!(Field::from_name(name), Some(field), "{name}");
            }
        }
        assert_eq!(Field::from_name("ＤＵＥ"), Some(Field::Due));
    }

    #[test]
    fn a_slip_of_the_hand_finds_the_nearest_name() {
        assert_eq!(Field::nearest("satus"), Some("status"));
        assert_eq!(Field::nearest("牵头部门"), Some("牵头"));
        assert_eq!(Field::nearest("regoin"), Some("region"));
        assert_eq!(Field::nearest("xyzzy"), None);
    }
}
