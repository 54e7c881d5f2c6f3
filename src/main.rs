//! `duban`: hands the command line to `cli`, and the session to `tui` when the screen is wanted.

use duban::cli::{Outcome, run, screen_failed};
use std::process::ExitCode;

fn main() -> ExitCode {
    match run(std::env::args_os(), duban::tui::Settings::warnings) {
        Outcome::Exit(exit) => exit.into(),
        Outcome::Screen(session) => match duban::tui::run(*session) {
            Ok(()) => ExitCode::SUCCESS,
            Err(e) => screen_failed(&e).into(),
        },
    }
}
