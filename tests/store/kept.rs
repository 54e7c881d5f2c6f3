//! What is kept besides the ledger, in the folder of one person: whatever call fails, and whenever the power goes, what was there before or
//! what was to be written is there, whole.

use super::sim::{Kind, Sim, Trouble};
use crate::patience::steps;
use duban::profile::{Draft, DraftsFile};
use duban::store::{parse_ron, write_private_ron};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const KIND: Kind = Kind { exchanges: true, links: true, locks: true };

fn troubles() -> Vec<Trouble> {
    let kinds = [ErrorKind::StorageFull, ErrorKind::Interrupted, ErrorKind::PermissionDenied, ErrorKind::Other];
    kinds.into_iter().flat_map(|k| [Trouble::Fails(k), Trouble::FailsFromNowOn(k)]).chain([Trouble::WritesHalf]).collect()
}

/// What survives when the power has gone.
fn after_the_power_went(sim: &Sim) -> impl Iterator<Item = Sim> {
    sim.survivors().into_iter().map(|left| {
        let after = Sim::new(KIND);
        left.iter().for_each(|(path, bytes)| after.place(path, bytes));
        after
    })
}

/// Settings, forms, what was written by hand into blanks: all of them are written so.
#[test]
fn a_file_of_ones_own_holds_the_old_or_the_new_whatever_happens() {
    let path = PathBuf::from("/no-such-home/blanks/desk.ron");
    let words = |text: &str| vec![text.to_owned()];
    let read = |sim: &Sim| -> Vec<String> {
        let bytes = sim.content(&path).expect("it is there");
        parse_ron(&path, std::str::from_utf8(&bytes).expect("text")).expect("it is whole")
    };
    for trouble in troubles().into_iter().chain([Trouble::PowerLoss]) {
        for n in steps(100, "the last call") {
            let sim = Sim::new(KIND);
            write_private_ron(&sim, &path, &words("旧")).unwrap();
            sim.trouble(n, trouble.clone());
            let written = write_private_ron(&sim, &path, &words("新"));
            let done = sim.calls() <= n;
            let left: Vec<Sim> = if matches!(trouble, Trouble::PowerLoss) { after_the_power_went(&sim).collect() } else { vec![sim] };
            for sim in &left {
                sim.mend();
                let now = read(sim);
                assert!(now == words("新") || written.is_err() && now == words("旧"), "{trouble:?} at {n}: {now:?}");
                write_private_ron(sim, &path, &words("再写")).unwrap();
                assert_eq!(read(sim), words("再写"));
            }
            if done {
                break;
            }
        }
    }
}

fn draft(form: &str) -> Draft {
    Draft { form: form.into(), about: "p/一".into(), fields: vec![("进展".into(), "打了一半".into())], focus: 0, body: None }
}

fn forms(sim: &Sim) -> Vec<String> {
    let (_file, drafts, wrong) = DraftsFile::take_over(Arc::new(sim.clone()), Path::new("/no-such-home/drafts/desk").to_owned());
    assert!(wrong.is_empty(), "{wrong:?}");
    let mut names: Vec<String> = drafts.into_iter().map(|d| d.form).collect();
    names.sort();
    names.dedup();
    names
}

/// One program has left a form half typed; the next has it open, types into another, and hands the first one in.
#[test]
fn a_form_that_was_typed_into_is_there_whatever_call_fails_and_whenever_the_power_goes() {
    let folder = Path::new("/no-such-home/drafts/desk");
    let open = |sim: &Sim| DraftsFile::take_over(Arc::new(sim.clone()), folder.to_owned());
    for trouble in troubles().into_iter().chain([Trouble::PowerLoss]) {
        for n in steps(100, "the last call") {
            let sim = Sim::new(KIND);
            open(&sim).0.write(&[draft("甲")]).unwrap();
            let (mut file, taken, _) = open(&sim);
            assert_eq!(taken.len(), 1);
            sim.trouble(n, trouble.clone());
            let both = file.write(&[draft("甲"), draft("乙")]).is_ok();
            let last = file.write(&[draft("乙")]).is_ok();
            let done = sim.calls() <= n;
            drop(file);
            let left: Vec<Sim> = if matches!(trouble, Trouble::PowerLoss) { after_the_power_went(&sim).collect() } else { vec![sim] };
            for sim in &left {
                sim.mend();
                let now = forms(sim);
                assert!(!now.is_empty(), "{trouble:?} at {n}: what was there before is lost");
                assert!(!(both || last) || now.contains(&"乙".to_owned()), "{trouble:?} at {n}: what was written is lost: {now:?}");
            }
            if done {
                break;
            }
        }
    }
}
