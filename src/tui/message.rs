use crossterm::event::KeyEvent;
use std::any::Any;
use std::io;
use std::sync::Arc;

use super::closing::Sending;
use super::importing::{Brought, Job};
use super::journal::Entry;
use super::letters::{Letters, Written};
use super::sharing::{News, Round};
use super::surface::Ground;
use super::viewports::Hit;
use super::views::dispatch::{Draft, Drafted, Export};
use super::views::today::{Compared, Comparison};
use crate::domain::{Attachment, EntryId, Ledger, Touched, UpdateId};
use crate::merge::Difference;
use crate::profile::{Identity, KeptLayout, UserState};
use crate::query::Book;
use crate::store::{After, Answer, Backup, Holder, Output, Saved, StoreError, TakenIn};
use crate::text::Lang;

/// What happens to the screen.
#[derive(Debug)]
pub enum Message {
    /// A key was pressed.
    Key(KeyEvent),
    /// A text was pasted.
    Paste(String),
    /// The wheel turned down, or up.
    Wheel(bool),
    /// The wheel turned down, or up, over something that scrolls by itself.
    WheelOver(Hit, bool),
    /// A click on a field, at a column and a row of the screen.
    Point(Hit, u16, u16),
    /// A click on something.
    Click(Hit),
    /// The second of two quick clicks on something.
    DoubleClick(Hit),
    /// Something is dragged to a column and a row of the screen.
    Drag(Hit, u16, u16),
    /// The terminal has another size, or must be drawn again.
    Redraw,
    /// A save has ended; what others had written may have come in with it.
    Saved(Result<Saved, Box<StoreError>>),
    /// The file was changed by somebody else.
    ChangedOnDisk,
    /// What others wrote was read; nothing when there was nothing new.
    TakenIn(Result<Option<Box<TakenIn>>, Box<StoreError>>),
    /// What others wrote is about to be told; it was judged and laid out already.
    Ahead(Box<Book>),
    /// A commit was made in the ledger's repository: what is done may be with others.
    Committed,
    /// These updates stay in the log, as in this ledger: somebody may have committed them since they were recorded.
    Stays(Arc<Ledger>, Vec<UpdateId>),
    /// A bulletin for the screen was put together.
    Drafted(Box<Drafted>),
    /// The export of this name was written, or not.
    Exported(String, Result<Output, String>),
    /// Letters were written, or as many of them as could be.
    Letters(Box<Written>),
    /// The forms of a round of this name were written: into which folder, and how many files; or why not.
    Closing(String, Result<(String, usize), String>),
    /// What is to be attached to entries: a file with its hash, or a paper.
    FileFound(Vec<EntryId>, Attachment),
    /// What can be restored, with what was changed after each.
    Backups(Vec<Backup>, Vec<After>),
    /// The ledger as it would be with what was chosen restored.
    Restored(Vec<Arc<Backup>>, Result<Box<Ledger>, StoreError>),
    /// A save waits for somebody else's.
    Waiting(Holder),
    /// An edit could not be written into the journal.
    NotJournalled(io::Error),
    /// What is typed into forms could not be written.
    NotDrafted(io::Error),
    /// What is different from what was seen last; nothing when the ledger is seen for the first time.
    News(Option<Vec<Difference>>),
    /// What has changed since some time.
    Compared(Box<Compared>),
    /// Named views and filters could not be kept: why.
    NotKept(String),
    /// Something came of what was asked for documents that are taken in.
    Import(Brought),
    /// A moment has passed; sent only while something is shown that goes on by itself.
    Tick,
    /// Something is known of the repository.
    Sharing(News),
    /// The terminal has told what its background is.
    Ground(Ground),
    /// The system asks the program to end.
    Terminate,
}

/// What is to be dropped elsewhere.
pub(crate) type Stale = Vec<Box<dyn Any + Send>>;

/// What the screen asks the world to do.
#[derive(Debug)]
pub enum Effect {
    /// Save what is touched, as it stands in this snapshot, which holds the edits up to the one of this number.
    Save(Arc<Ledger>, Touched, u64),
    /// Write something into the journal.
    Journal(Entry),
    /// Find what can be restored.
    ListBackups(Box<Ledger>, Lang),
    /// Read what was chosen to be restored.
    ReadBackups(Vec<Arc<Backup>>, Box<Ledger>),
    /// What a person says of updates that the file has lost.
    Answer(Answer, Vec<UpdateId>),
    /// Read what others wrote, and merge it with this snapshot.
    TakeIn(Box<Ledger>),
    /// Keep named views and filters for the next session.
    Keep(Box<UserState>),
    /// Keep how this person has set out the tables, for the next session.
    KeepLayout(String, Box<KeptLayout>),
    /// Keep who works at this machine.
    KeepIdentity(Box<Identity>),
    /// Find out what is different from what was seen last.
    LookForNews(Box<Ledger>),
    /// Find out what has changed since some time.
    Compare(Box<Comparison>),
    /// What the file holds has been seen.
    Saw,
    /// Put a text on the clipboard.
    Copy(String),
    /// Begin a round of sharing.
    Share(Round),
    /// Call the round off.
    CallOff,
    /// Look how the ledger stands in its repository.
    LookAtRepo,
    /// That somebody has committed is known here: what is asked for from now on goes by it.
    Heard,
    /// Put a bulletin together for the screen.
    Draft(Box<Draft>),
    /// Write a bulletin to a file beside the ledger.
    Export(Box<Export>),
    /// Write letters to files beside the ledger.
    Letters(Box<Letters>),
    /// Write the forms of a round into a folder beside the ledger.
    Closing(Box<Sending>),
    /// Look whether what is to be attached to entries is a file beside the ledger.
    LookForFile(Vec<EntryId>, String),
    /// Read documents to be taken in, or keep what was said of them.
    Import(Job),
    /// Drop what no longer holds.
    LetGo(Stale),
}
