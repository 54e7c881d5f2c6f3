//! Whether every update that was ever committed is still there.

use std::collections::{HashMap, HashSet};
use std::ffi::OsString;

use super::error::ShareError;
use super::history::Version;
use super::sharing::Sharing;
use crate::domain::{Ledger, Section, Subject, Update, UpdateId, by_kind};
use crate::merge::{PutBack, put_back};
use crate::progress::Progress;
use crate::store::LedgerFile;

/// A commit, as an audit names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) author: String,
    pub(crate) at: String,
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

/// What was found in the commits of all branches.
#[derive(Debug, Default)]
pub(crate) struct Audited {
    pub(crate) commits: usize,
    pub(crate) updates: usize,
    /// Commits whose ledger cannot be read.
    pub(crate) unreadable: Vec<Source>,
    pub(crate) lost: Vec<Lost>,
    /// Ledgers that hold what is lost, the last such version of each.
    holders: Vec<Ledger>,
}

/// What names each update of a ledger, with the record in whose log it stands.
fn each(ledger: &Ledger, mut take: impl FnMut(&Update, &dyn Fn() -> (Subject, String))) {
    for section in Section::ALL {
        by_kind!(Section section, => for record in <R as crate::domain::Kept>::records(ledger) {
            use crate::domain::{Kept, Record};
            let named = || (R::subject(record.id()), record.name().to_owned());
            record.log().iter().for_each(|update| take(update, &named));
        });
    }
}

impl Sharing {
    /// Looks through every version of the ledger in every commit of every branch, merges and all. What another branch holds
    /// that was not merged here yet is not lost.
    pub(crate) fn audit(&self) -> Result<Audited, ShareError> {
        let commits = self.commits()?;
        let (versions, first) = self.versions(&commits)?;
        let mut audit = Audited { commits: commits.len(), ..Audited::default() };
        let mut present = HashSet::new();
        for ledger in self.tips()? {
            each(&ledger, |update, _| {
                present.insert(update.id.clone());
            });
        }
        let mut known: HashSet<UpdateId> = HashSet::new();
        for (version, ledger) in self.repo.ledgers(versions.clone())? {
            let source = &commits[first[&version.object]];
            let Ok(ledger) = ledger else {
                audit.unreadable.push(source.clone());
                continue;
            };
            each(&ledger, |update, named| {
                if known.contains(&update.id) {
                    return;
                }
                known.insert(update.id.clone());
                if !present.contains(&update.id) {
                    let (subject, name) = named();
                    audit.lost.push(Lost { subject, name, update: update.clone(), source: source.clone() });
                }
            });
        }
        audit.updates = known.len();
        self.find_holders(&mut audit, versions)?;
        Ok(audit)
    }

    /// The last version that holds each lost update. What a ruling has removed since is not lost.
    fn find_holders(&self, audit: &mut Audited, mut versions: Vec<Version>) -> Result<(), ShareError> {
        let mut wanted: HashSet<UpdateId> = audit.lost.iter().map(|l| l.update.id.clone()).collect();
        if wanted.is_empty() {
            return Ok(());
        }
        versions.reverse();
        let (mut here, mut back) = (self.working()?, HashSet::new());
        for (_, ledger) in self.repo.ledgers(versions)? {
            let Ok(ledger) = ledger else { continue };
            let mut found = HashSet::new();
            each(&ledger, |update, _| found.extend(wanted.get(&update.id).cloned()));
            if !found.is_empty() {
                let put = put_back(&ledger, &mut here, &|id| found.contains(id));
                back.extend(put.0.into_iter().map(|(_, update)| update.id));
                wanted.retain(|id| !found.contains(id));
                audit.holders.push(ledger);
            }
            if wanted.is_empty() {
                break;
            }
        }
        audit.lost.retain(|lost| back.contains(&lost.update.id));
        Ok(())
    }

    /// Brings back what an audit has missed.
    pub(crate) fn restore(&self, audit: &Audited) -> Result<(), ShareError> {
        let (mut file, mut ledger) = LedgerFile::open(&self.file(), &self.folders, &Progress::default())?;
        let lost: HashSet<&UpdateId> = audit.lost.iter().map(|l| &l.update.id).collect();
        let mut back = PutBack::default();
        for holder in &audit.holders {
            back.extend(put_back(holder, &mut ledger, &|id| lost.contains(id)));
        }
        let _ = file.save(&ledger, &back.touched())?;
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
