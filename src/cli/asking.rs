//! Questions to whoever sits at the terminal: all commands ask in one way. Where nobody sits there nothing is asked.

use std::io::{self, IsTerminal};

use super::out::complain;
use crate::merge::Departed;
use crate::text::{Lang, fold_width};

/// What it means to say nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Silence {
    Yes,
    No,
}

/// What is not understood is asked again, so often.
const PATIENCE: usize = 3;

pub(super) fn is_somebody_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks a question that is answered with yes or no, in words that fit it.
pub(super) fn agrees(question: &str, (yes, no): (&str, &str), silence: Silence, lang: Lang) -> io::Result<bool> {
    complain(question);
    let keys = match silence {
        Silence::Yes => lang.pick(format!("（回车 {yes} / n {no}）"), format!("(Enter {yes} / n {no})")),
        Silence::No => lang.pick(format!("（y {yes} / 回车 {no}）"), format!("(y {yes} / Enter {no})")),
    };
    for _ in 0..PATIENCE {
        complain(&keys);
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        if let Some(answer) = understood(&answer, silence) {
            return Ok(answer);
        }
    }
    Ok(silence == Silence::Yes)
}

/// Which of some is meant: the number that is typed, the first where nothing is.
pub(super) fn chooses((question, whose): (&str, &str), names: &[&str], lang: Lang) -> io::Result<usize> {
    let listed = names.iter().enumerate().map(|(n, name)| format!("{} {name}", n + 1)).collect::<Vec<_>>().join(lang.pick("、", ", "));
    complain(question);
    for _ in 0..PATIENCE {
        complain(&lang.pick(format!("{whose}？{listed}（回车 1）"), format!("{whose}? {listed} (Enter: 1)")));
        let mut answer = String::new();
        io::stdin().read_line(&mut answer)?;
        match fold_width(answer.trim()).parse::<usize>() {
            _ if answer.trim().is_empty() => return Ok(0),
            Ok(number) if (1..=names.len()).contains(&number) => return Ok(number - 1),
            _ => {}
        }
    }
    Err(io::Error::from(io::ErrorKind::InvalidInput))
}

fn understood(answer: &str, silence: Silence) -> Option<bool> {
    match fold_width(answer.trim()).to_lowercase().as_str() {
        "" => Some(silence == Silence::Yes),
        "y" | "yes" | "是" => Some(true),
        "n" | "no" | "否" => Some(false),
        _ => None,
    }
}

/// Whether records that have left come back: as whoever sits there says, else they do.
pub(super) fn puts_back(departed: &Departed, lang: Lang) -> bool {
    let answers = lang.pick(("放回", "不放回"), ("put back", "leave out"));
    !is_somebody_there() || agrees(&departed.question(lang).join("\n"), answers, Silence::Yes, lang).unwrap_or(true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_understood_is_no_answer() {
        let read = |answer| [Silence::Yes, Silence::No].map(|silence| understood(answer, silence));
        assert_eq!(read("\n"), [Some(true), Some(false)]);
        assert_eq!(read("ｙ\n"), [Some(true); 2]);
        assert_eq!(read(" N\r\n"), [Some(false); 2]);
        assert_eq!(read("什么\n"), [None; 2]);
    }
}
