//! duban 督办.
use std::process::ExitCode;
fn main() -> ExitCode {
    let w = duban::store::Wishes {
        file: std::env::args().nth(1).map(Into::into),
        us: std::env::args().nth(2),
        today: std::env::args().nth(3).and_then(|d| d.parse().ok()),
        lang: std::env::args().nth(4).and_then(|l| l.parse().ok()),
    };
    match duban::store::Session::open(&w) {
        Ok(s) => {
            let _ = duban::tui::run(s);
            ExitCode::SUCCESS
        }
        Err(e) => {
            eprintln!("{e}");
            ExitCode::from(2)
        }
    }
}
