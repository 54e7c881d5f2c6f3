//! What a step is to those before it, as the name of its file says.

/// What a step is to those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum StepKind {
    /// It went on.
    #[default]
    Onward,
    /// It took back so many, the last first.
    Back(usize),
    /// It did again what the last one had taken back that took back.
    Again,
    /// The whole file was brought into the newest format.
    Upgrade,
}

impl StepKind {
    /// At the end of the name of its file.
    pub(super) fn mark(self) -> String {
        match self {
            StepKind::Onward => String::new(),
            StepKind::Back(count) => format!("-b{count}"),
            StepKind::Again => "-r".to_owned(),
            StepKind::Upgrade => "-f".to_owned(),
        }
    }

    pub(super) fn of(name: &str) -> StepKind {
        match name.trim_end_matches(".step").rsplit('-').next() {
            Some("r") => StepKind::Again,
            Some("f") => StepKind::Upgrade,
            Some(mark) if mark.len() < 4 => mark.strip_prefix('b').and_then(|n| n.parse().ok()).map_or(StepKind::Onward, StepKind::Back),
            _ => StepKind::Onward,
        }
    }
}
