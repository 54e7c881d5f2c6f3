//! The last steps of this user on this machine, so that they can be taken back: what each save touched, before it and after. A file a step,
//! in a folder a ledger. A step that is too large to keep, or cannot be read, is still one: nothing before it is taken for the last.

use chrono::{DateTime, Local, NaiveDateTime, TimeZone};
use std::io;
use std::path::{Path, PathBuf};

use super::disk;
use super::error::StoreError;
use super::filesystem::{FileSystem, SystemFiles};
use super::folders::Folders;
use super::journal;
use super::ledger_file::{LedgerFile, moment};
use super::saved::{Lack, Saved};
use super::step_kind::StepKind;
use crate::domain::{Ledger, Touched};

/// So many are kept.
const KEPT: usize = 50;

/// A step that touches more records is known to have been taken, and no more: the last versions hold what was before it.
const LARGEST: usize = 2000;

const ENDING: &str = "step";

/// What a save did.
#[derive(Clone, Debug)]
pub struct Step {
    /// When it was saved.
    pub at: DateTime<Local>,
    pub(crate) kind: StepKind,
    /// What it touched, before it and after; none where that is not known any more.
    pub both: Option<(Ledger, Ledger)>,
}

/// A step that took back others, and these, the earliest first.
#[derive(Clone, Debug)]
pub(crate) struct TakenBack<T = Step> {
    pub(crate) by: T,
    pub(crate) steps: Vec<T>,
}

/// The way that a person went, there and back.
#[derive(Clone, Debug)]
pub(crate) struct Way<T = Step> {
    /// What holds, the last first.
    pub(crate) done: Vec<T>,
    /// What was taken back and can be done again, the last first.
    pub(crate) undone: Vec<TakenBack<T>>,
}

impl<T> Way<T> {
    /// Of steps as they were taken, the last first: who went on has nothing to do again.
    fn of(steps: Vec<T>, kind: impl Fn(&T) -> StepKind) -> Way<T> {
        let mut way = Way { done: Vec::new(), undone: Vec::new() };
        for step in steps.into_iter().rev() {
            match kind(&step) {
                StepKind::Onward | StepKind::Upgrade => {
                    way.done.push(step);
                    way.undone.clear();
                }
                StepKind::Back(count) => {
                    let steps = way.done.split_off(way.done.len().saturating_sub(count));
                    way.undone.push(TakenBack { by: step, steps });
                }
                StepKind::Again => way.done.extend(way.undone.pop().into_iter().flat_map(|taken| taken.steps)),
            }
        }
        way.done.reverse();
        way.undone.reverse();
        way
    }
}

impl LedgerFile {
    /// The steps that are kept, and which of them hold.
    pub(crate) fn way(&self) -> Way {
        Way::of(self.steps(), |step| step.kind)
    }

    /// Keeps that the whole of a file was written anew: a step by itself, of which nothing but its kind is known.
    pub(crate) fn keep_rewriting(path: &Path, folders: &Folders, kind: StepKind) {
        // That it cannot be taken back then is no reason not to do it: the last versions hold the file as it was.
        drop(keep(&SystemFiles, &folders.steps(&disk::resolved(path)), (&[], kind)));
    }

    /// Saves what a person did, and keeps it as his last step. That a step cannot be kept is told: it is none that can be taken back.
    pub fn save_step(&mut self, ledger: &Ledger, touched: &Touched) -> Result<Saved, StoreError> {
        if touched.is_empty() {
            return Ok(Saved::default());
        }
        let mut kind = std::mem::take(&mut self.kind);
        let before = self.in_common(ledger).clone();
        let mut saved = self.save(ledger, touched)?;
        let spelled = match touched.0.len() {
            0..=LARGEST => {
                let (before, after) = before.excerpts(ledger, touched);
                if before == after {
                    return Ok(saved);
                }
                if self.goes_back && kind == StepKind::Onward {
                    kind = self.undoes(&before, &after).unwrap_or(kind);
                }
                journal::both(1, &before, &after).unwrap_or_default()
            }
            _ => Vec::new(),
        };
        let failed = keep(&*self.files, &self.steps_folder(), (&spelled, kind)).err();
        saved.lacks.extend(failed.filter(|_| !std::mem::replace(&mut self.told.step, true)).map(Lack::Step));
        Ok(saved)
    }

    /// What a step is that undoes to the letter the last one that holds, or the last that took one back.
    fn undoes(&self, before: &Ledger, after: &Ledger) -> Option<StepKind> {
        let reverse = journal::both(1, after, before).ok()?;
        let kind = |path: &PathBuf| StepKind::of(&path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default());
        let way = Way::of(list(&*self.files, &self.steps_folder()).into_iter().rev().collect(), kind);
        let is_reverse_of = |path: Option<&PathBuf>| path.and_then(|path| self.files.read(path).ok()).is_some_and(|step| step == reverse);
        let (done, undone) = (way.done.first(), way.undone.first().map(|taken| &taken.by));
        let back = is_reverse_of(done).then_some(StepKind::Back(1));
        back.or_else(|| is_reverse_of(undone).then_some(StepKind::Again))
    }

    /// The steps that are kept, the last first.
    pub fn steps(&self) -> Vec<Step> {
        list(&*self.files, &self.steps_folder()).into_iter().rev().map(|path| read(&*self.files, &path)).collect()
    }

    fn steps_folder(&self) -> PathBuf {
        self.folders.steps(&disk::resolved(&self.path))
    }
}

fn keep(files: &dyn FileSystem, folder: &Path, (spelled, kind): (&[u8], StepKind)) -> io::Result<()> {
    files.create_folder(folder)?;
    let path = folder.join(format!("{}-{:04x}{}.{ENDING}", moment(), fastrand::u16(..), kind.mark()));
    files.create_private(&path)?.write(spelled)?;
    let all = list(files, folder);
    all.iter().take(all.len().saturating_sub(KEPT)).for_each(|old| drop(files.remove(old)));
    Ok(())
}

fn list(files: &dyn FileSystem, folder: &Path) -> Vec<PathBuf> {
    let mut all = files.list(folder).unwrap_or_default();
    all.retain(|path| path.extension().is_some_and(|e| e == ENDING));
    all.sort();
    all
}

fn read(files: &dyn FileSystem, path: &Path) -> Step {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let written = name.get(..MOMENT).and_then(|at| NaiveDateTime::parse_from_str(at, "%Y%m%d-%H%M%S%.3f").ok());
    let at = written.and_then(|at| Local.from_local_datetime(&at).earliest()).unwrap_or_default();
    Step { at, kind: StepKind::of(&name), both: files.read(path).ok().and_then(|bytes| journal::edits(&bytes).0.pop()) }
}

/// How many letters a moment has.
const MOMENT: usize = "20260101-000000.000".len();

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Plan;
    use crate::progress::Progress;

    #[test]
    fn who_goes_back_and_goes_on_has_nothing_to_do_again() {
        let step = |(n, kind): (usize, StepKind)| Step { at: Local.timestamp_opt(n as i64, 0).unwrap(), kind, both: None };
        let way = |kinds: &[StepKind]| {
            let way = Way::of(kinds.iter().copied().enumerate().map(step).rev().collect(), |step: &Step| step.kind);
            let at = |step: &Step| step.at.timestamp();
            (way.done.iter().map(at).collect::<Vec<_>>(), way.undone.iter().map(|one| at(&one.by)).collect::<Vec<_>>())
        };
        use StepKind::{Again, Back, Onward, Upgrade};
        assert_eq!(way(&[Onward, Upgrade, Onward]), (vec![2, 1, 0], vec![]));
        assert_eq!(way(&[Onward, Onward, Back(1), Back(1)]), (vec![], vec![3, 2]));
        assert_eq!(way(&[Onward, Onward, Back(1), Back(1), Again]), (vec![0], vec![2]));
        assert_eq!(way(&[Onward, Onward, Back(2), Again]), (vec![1, 0], vec![]));
        assert_eq!(way(&[Onward, Onward, Back(1), Onward, Back(1)]), (vec![0], vec![4]));
        assert_eq!(way(&[Back(3), Again, Again, Onward]), (vec![3], vec![]), "what was before the first that is kept is not known");
        for kind in [Onward, Upgrade, Again, Back(1), Back(50)] {
            assert_eq!(StepKind::of(&format!("20260101-000000.000-00b1{}.step", kind.mark())), kind);
        }
    }

    #[test]
    fn steps_come_back_the_last_first_and_a_torn_one_is_still_one() {
        let home = tempfile::tempdir().unwrap();
        let (path, folders) = (home.path().join("tasks.ron"), Folders::under(&home.path().join("home")));
        std::fs::write(&path, super::super::write::canonical(&Ledger::default()).unwrap()).unwrap();
        let (mut file, mut ledger) = LedgerFile::open(&path, &folders, &Progress::default()).unwrap();
        for code in ["a", "b"] {
            let plan = Plan { title: code.into(), ..crate::domain::sample::plan(code) };
            let change = crate::domain::Change::put(9, plan);
            let touched = change.touched();
            change.apply(&mut ledger).unwrap();
            let _ = file.save_step(&ledger, &touched).unwrap();
        }
        let steps = file.steps();
        let entered = |step: &Step| step.both.as_ref().map(|(before, after)| after.plans.len() - before.plans.len());
        assert_eq!(steps.iter().map(entered).collect::<Vec<_>>(), [Some(1), Some(1)]);
        let (_, after) = steps[0].both.as_ref().unwrap();
        assert!(after.plans.iter().any(|p| p.title == "b"));
        let newest = list(&*file.files, &file.steps_folder()).pop().unwrap();
        let whole = std::fs::read(&newest).unwrap();
        std::fs::write(&newest, &whole[..whole.len() - 9]).unwrap();
        assert_eq!(file.steps().iter().map(entered).collect::<Vec<_>>(), [None, Some(1)]);
    }

    #[test]
    fn a_screen_that_takes_its_steps_back_leaves_none_of_them_to_be_taken_back_once_more() {
        let home = tempfile::tempdir().unwrap();
        let (path, folders) = (home.path().join("tasks.ron"), Folders::under(&home.path().join("home")));
        std::fs::write(&path, super::super::write::canonical(&Ledger::default()).unwrap()).unwrap();
        let (mut file, mut ledger) = LedgerFile::open(&path, &folders, &Progress::default()).unwrap();
        file.goes_back = true;
        let mut save = |change: crate::domain::Change| {
            let touched = change.touched();
            let inverse = change.apply(&mut ledger).unwrap();
            let _ = file.save_step(&ledger, &touched).unwrap();
            let way = file.way();
            (inverse, way.done.len(), way.undone.len())
        };
        let plan = |code: &str| crate::domain::Change::put(9, crate::domain::sample::plan(code));
        let (first, ..) = save(plan("a"));
        let (second, ..) = save(plan("b"));
        let (again, done, undone) = save(second);
        assert_eq!((done, undone), (1, 1), "the second was taken back");
        let (second, done, undone) = save(again);
        assert_eq!((done, undone), (2, 0), "and done again");
        assert_eq!(save(second).1, 1);
        assert_eq!((save(first).1, save(plan("c")).1), (0, 1));
    }
}
