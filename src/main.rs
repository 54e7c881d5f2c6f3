//! `duban`: hands the command line to `cli`, and lends it the screen.

use duban::cli::{Screen, run};
use std::process::ExitCode;

fn main() -> ExitCode {
    let screen = Screen { check_config: duban::tui::Settings::warnings, show: duban::tui::run };
    run(std::env::args_os(), screen).into()
}
