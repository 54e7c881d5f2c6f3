use std::process::ExitCode;

/// How a call ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// It did what was asked.
    Fine,
    /// It did, and found something that somebody must settle.
    Findings,
    /// It was not understood, or could not.
    Failed,
    /// The person did not want it any more, as after Ctrl-C.
    CalledOff,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> ExitCode {
        ExitCode::from(match exit {
            Exit::Fine => 0,
            Exit::Findings => 1,
            Exit::Failed => 2,
            Exit::CalledOff => 130,
        })
    }
}
