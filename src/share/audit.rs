//! Whether every update that was ever committed is still there.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;

use super::error::ShareError;
use super::history::Version;
use super::putting_back::WentBack;
use super::sharing::Sharing;
use crate::domain::{Change, Ledger, Section, Subject, Update, UpdateId, by_kind};
use crate::merge::{Cause, Difference, What, bring_back, differences, merge, put_back};
use crate::progress::Progress;
use crate::store::LedgerFile;

/// More commits than there are, as git takes it.
const ALL: usize = i32::MAX as usize;

/// A commit, as an audit names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) author: String,
    pub(crate) at: String,
}

/// What of an audit is brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// What no correction took back.
    Updates,
    /// Records as well that left without a word.
    Records,
}

/// An update that is in no ledger any more.
#[derive(Debug)]
pub(crate) struct Lost {
    pub(crate) subject: Subject,
    pub(crate) name: String,
    pub(crate) update: Update,
    /// The commit that brought it.
    pub(crate) source: Source,
}

/// A record that no ledger holds any more: it was undone or taken out, or an older copy went over it. No correction tells which.
#[derive(Debug)]
pub(crate) struct Left {
    pub(crate) subject: Subject,
    pub(crate) name: String,
    /// The first commit that held it.
    pub(crate) source: Source,
}

/// A fact that has no log and is again what it had been, though nobody was asked about it.
#[derive(Debug)]
pub(crate) struct Undone {
    /// What would be otherwise were it there again.
    pub(crate) difference: Difference,
    /// By what it was lost.
    pub(crate) by: Cause,
}

/// What was found in the commits of all branches.
#[derive(Debug, Default)]
pub(crate) struct Audited {
    pub(crate) commits: usize,
    pub(crate) updates: usize,
    /// Commits whose ledger cannot be read.
    pub(crate) unreadable: Vec<Source>,
    pub(crate) lost: Vec<Lost>,
    pub(crate) left: Vec<Left>,
    pub(crate) undone: Vec<Undone>,
    /// From what the ledger went back, by commits on the way to what is here.
    went_back: Vec<WentBack>,
    /// Ledgers that hold what is lost, the last such version of each.
    holders: Vec<Ledger>,
}

/// Each record of a ledger, with its name and its log.
fn each_record(ledger: &Ledger, mut take: impl FnMut(Subject, &str, &[Update])) {
    for section in Section::ALL {
        by_kind!(Section section, => for record in <R as crate::domain::Kept>::records(ledger) {
            use crate::domain::{Kept, Record};
            take(R::subject(record.id()), record.name(), record.log());
        });
    }
}

/// Each update of a ledger, with the record in whose log it stands.
fn each(ledger: &Ledger, mut take: impl FnMut(&Update, (&Subject, &str))) {
    each_record(ledger, |subject, name, log| log.iter().for_each(|update| take(update, (&subject, name))));
}

impl Sharing {
    /// Looks through every version of the ledger in every commit of every branch, merges and all. What another branch holds
    /// that was not merged here yet is not lost.
    pub(crate) fn audit(&self) -> Result<Audited, ShareError> {
        let commits = self.commits()?;
        let (versions, first) = self.versions(&commits)?;
        let mut audit = Audited { commits: commits.len(), ..Audited::default() };
        let (mut present, tips) = (HashSet::new(), self.tips()?);
        tips.iter().for_each(|ledger| each(ledger, |update, _| present.extend([update.id.clone()])));
        let (mut known, mut met): (HashSet<UpdateId>, HashSet<Subject>) = Default::default();
        for (version, ledger) in self.repo.ledgers(versions.clone())? {
            let source = &commits[first[&version.object]];
            let Ok(ledger) = ledger else {
                audit.unreadable.push(source.clone());
                continue;
            };
            each(&ledger, |update, (subject, name)| {
                if known.insert(update.id.clone()) && !present.contains(&update.id) {
                    let (subject, name) = (subject.clone(), name.to_owned());
                    audit.lost.push(Lost { subject, name, update: update.clone(), source: source.clone() });
                }
            });
            each_record(&ledger, |subject, name, _| {
                if met.insert(subject.clone()) && !tips.iter().any(|tip| tip.holds(&subject)) {
                    audit.left.push(Left { subject, name: name.to_owned(), source: source.clone() });
                }
            });
        }
        audit.updates = known.len();
        self.find_holders(&mut audit, versions)?;
        let back: HashSet<&Subject> = audit.lost.iter().map(|lost| &lost.subject).collect();
        audit.left.retain(|left| !back.contains(&left.subject));
        self.find_undone(&mut audit)?;
        Ok(audit)
    }

    /// What of facts without a log went back on the way to what is here, and is so still.
    fn find_undone(&self, audit: &mut Audited) -> Result<(), ShareError> {
        if self.repo.commit("HEAD")?.is_none() {
            return Ok(());
        }
        let here = self.working()?;
        audit.went_back = self.lost_in(("HEAD", ALL), &mut self.answers()?)?;
        let is_fact = |d: &Difference| d.update().is_none() && !matches!(d.what, What::Added | What::Removed);
        for gone in &audit.went_back {
            let whole = merge(Some(&gone.to), &here, &gone.from).ledger;
            let facts = differences(&here, &whole).into_iter().filter(is_fact);
            audit.undone.extend(facts.map(|difference| Undone { difference, by: gone.by.clone() }));
        }
        Ok(())
    }

    /// The last version that holds each lost update. What a ruling has removed since is not lost.
    fn find_holders(&self, audit: &mut Audited, mut versions: Vec<Version>) -> Result<(), ShareError> {
        let mut wanted: HashSet<UpdateId> = audit.lost.iter().map(|l| l.update.id.clone()).collect();
        let mut left: HashSet<&Subject> = audit.left.iter().map(|left| &left.subject).collect();
        versions.reverse();
        let (mut here, mut back) = (self.working()?, HashSet::new());
        for (_, ledger) in self.repo.ledgers(versions)? {
            if wanted.is_empty() && left.is_empty() {
                break;
            }
            let Ok(ledger) = ledger else { continue };
            let (mut found, before) = (HashSet::new(), left.len());
            left.retain(|subject| !ledger.holds(subject));
            each(&ledger, |update, _| found.extend(wanted.get(&update.id).cloned()));
            if !found.is_empty() {
                let put = put_back(&ledger, &mut here, &|id| found.contains(id));
                back.extend(put.0.into_iter().map(|(_, update)| update.id));
                wanted.retain(|id| !found.contains(id));
            }
            if !found.is_empty() || left.len() < before {
                audit.holders.push(ledger);
            }
        }
        audit.lost.retain(|lost| back.contains(&lost.update.id));
        Ok(())
    }

    /// Brings back what an audit has missed; with the records that left without a word, where they are wanted too.
    pub(crate) fn restore(&self, audit: &Audited, what: Wanted) -> Result<(), ShareError> {
        let (mut file, mut ledger) = LedgerFile::open(&self.file(), &self.folders, &Progress::default())?;
        let lost: HashSet<&UpdateId> = audit.lost.iter().map(|l| &l.update.id).collect();
        let left: Vec<Subject> = audit.left.iter().filter(|_| what == Wanted::Records).map(|left| left.subject.clone()).collect();
        let before = ledger.clone();
        for gone in audit.went_back.iter().filter(|_| what == Wanted::Records) {
            ledger = merge(Some(&gone.to), &ledger, &gone.from).ledger;
        }
        for holder in &audit.holders {
            bring_back(holder, &mut ledger, &left);
            put_back(holder, &mut ledger, &|id| lost.contains(id));
        }
        let _ = file.save(&ledger, &Change::between(&before, &ledger).touched())?;
        Ok(())
    }

    /// All commits of all branches, the oldest first.
    fn commits(&self) -> Result<Vec<Source>, ShareError> {
        let args = ["log", "--branches", "--remotes", "--topo-order", "--reverse", "-z", "--no-show-signature"];
        let head = self.repo.commit("HEAD")?;
        let said = self.repo.run(args.into_iter().chain(["--format=%H%x02%an%x02%aI"]).chain(head.as_deref()))?;
        let one = |record: &str| {
            let mut fields = record.splitn(3, '\u{2}').map(str::to_owned);
            Some(Source { id: fields.next()?, author: fields.next()?, at: fields.next()? })
        };
        Ok(said.split('\0').filter_map(one).collect())
    }

    /// The versions of the ledger in some commits, each once, with the first commit that has it.
    fn versions(&self, commits: &[Source]) -> Result<(Vec<Version>, HashMap<String, usize>), ShareError> {
        let mut paths = vec![self.repo.place()?];
        for version in self.repo.history()?.into_iter().flat_map(|commit| commit.from.into_iter().chain(commit.to)) {
            if !paths.contains(&version.path) {
                paths.push(version.path);
            }
        }
        paths.retain(|path| !path.contains('\n'));
        let asked: String = commits.iter().flat_map(|c| paths.iter().map(move |p| format!("{}:{p}\n", c.id))).collect();
        let said = self.repo.answers(&["cat-file", "--batch-check", "--buffer"].map(OsString::from), asked)?;
        let (mut versions, mut first) = (Vec::new(), HashMap::new());
        for (i, line) in said.lines().enumerate() {
            let [object, "blob", _] = line.split(' ').collect::<Vec<_>>()[..] else { continue };
            first.entry(object.to_owned()).or_insert_with(|| {
                versions.push(Version { object: object.to_owned(), path: paths[i % paths.len()].clone() });
                i / paths.len()
            });
        }
        Ok((versions, first))
    }

    /// The ledger in the folder, and those of branches that are not merged here.
    fn tips(&self) -> Result<Vec<Ledger>, ShareError> {
        let mut all = vec![self.working()?];
        if self.repo.commit("HEAD")?.is_some() {
            let refs = ["for-each-ref", "--format=%(objectname)", "--no-merged=HEAD", "refs/heads", "refs/remotes"];
            for tip in self.repo.run(refs)?.lines() {
                all.extend(self.ledger_at(tip).ok().flatten());
            }
        }
        Ok(all)
    }
}
