//! Who records something: asked once at a terminal, as the screen does, and kept in the same place.

use std::io;

use super::asking;
use super::near;
use super::out::complain;
use crate::domain::{DeptId, Ledger};
use crate::profile::Session;
use crate::store::write_ron;
use crate::text::{Lang, Say};

/// A name that nobody knows is asked for again, so often.
const PATIENCE: usize = 3;

/// Finds out who records, before anything is recorded. Who was asked, or is named, is not asked again; where nobody can be asked that
/// is told.
pub(super) fn ask(lang: Lang, session: &mut Session) -> io::Result<()> {
    if session.us.is_some() || session.identity.asked {
        return Ok(());
    }
    if !asking::is_somebody_there() {
        let zh = "提醒：没有说是哪个单位，记录里不写单位；用 --as 单位 写明";
        complain(lang.pick(zh, "note: no body is named, so it is recorded without one; --as BODY names it"));
        return Ok(());
    }
    let Some(us) = answered(&session.ledger, lang)? else { return Ok(()) };
    session.identity.us = us.as_ref().map(|us| session.ledger.departments.name(us).to_owned()).unwrap_or_default();
    session.identity.asked = true;
    if let Err(e) = write_ron(&session.folders.identity_file(), &session.identity) {
        complain(&format!("{}{e}", lang.pick("没能记住是哪个单位：", "who you are could not be kept: ")));
    }
    session.recorder.by.dept.clone_from(&us);
    session.us = us;
    Ok(())
}

/// The body that is named, or that it is none; nothing where there is no answer.
fn answered(ledger: &Ledger, lang: Lang) -> io::Result<Option<Option<DeptId>>> {
    let zh = "你是哪个单位的？写全称或简称（只问一次，记在本机；回车：不属于哪个单位）";
    complain(lang.pick(zh, "Of which body are you? Its full or short name (asked once, kept on this machine; Enter: of none)"));
    for _ in 0..PATIENCE {
        let mut line = String::new();
        if io::stdin().read_line(&mut line)? == 0 {
            return Ok(None);
        }
        match ledger.departments.resolve(line.trim()) {
            _ if line.trim().is_empty() => return Ok(Some(None)),
            Ok(body) => return Ok(Some(Some(body.id.clone()))),
            Err(unresolved) => {
                let near = near::bodies(ledger, &unresolved).join(lang.pick("、", ", "));
                let perhaps = if near.is_empty() { String::new() } else { format!("{}{near}", lang.pick("；是不是 ", "; perhaps ")) };
                complain(&format!("{}{perhaps}", unresolved.say(lang)));
            }
        }
    }
    Ok(None)
}
