//! What people wrote by hand into the blanks of bulletins: taken over from the files in which it stands, kept for each ledger and each
//! bulletin of it, and put into the next export.

use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::report::{Filled, RETURNED, Returned, Summary, Template, Unreadable, bulletin_with};
use crate::store::{Edited, Folders, Lock, StoreError, SystemFiles, Waiting, edited_outputs, read_ron_or_default, write_private_ron};
use crate::text::{Lang, Say};

/// All bulletins of a ledger, by period and audience.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Kept(BTreeMap<String, Filled>);

/// What is known of a file that was written: all beside its blanks, and what stood in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Aside {
    /// Of which bulletin it is.
    #[serde(default)]
    paper: String,
    rest: Option<String>,
    /// What stood in those that were filled in.
    blanks: BTreeMap<String, String>,
    /// What each of its blanks asks for, the empty ones too.
    #[serde(default)]
    places: BTreeMap<String, String>,
}

/// What is written by hand in a bulletin that is about to be exported.
#[derive(Debug, Default)]
pub(crate) struct Handwriting {
    paper: String,
    filled: Filled,
    /// How many of it stand in the new export.
    placed: usize,
    /// What has no place in it.
    homeless: Filled,
    /// The files that cannot be read, and why.
    unread: Vec<(PathBuf, Unread)>,
}

/// Why something that may be filled in by hand is not known.
#[derive(Debug)]
enum Unread {
    File(Unreadable),
    /// A program has written it without the marks of its blanks.
    Unmarked,
    /// Some of its blanks have lost their marks; what they ask for.
    Lost(Vec<String>),
    Kept(Box<StoreError>),
}

impl Say for Unread {
    fn say(&self, lang: Lang) -> String {
        match self {
            Unread::File(e) => e.say(lang),
            Unread::Unmarked => {
                lang.pick("空白的标记不在了，多半是另存时丢的", "its blanks have lost their marks, probably when it was saved").to_owned()
            }
            Unread::Lost(all) => {
                let named: Vec<String> = all.iter().take(NAMED).map(|about| format!("“{about}”")).collect();
                let (zh, en, n) = (named.join("、"), named.join(", "), all.len());
                let more = if n > NAMED { format!(" and {} more", n - NAMED) } else { String::new() };
                lang.pick(
                    format!("{zh}{} {n} 处空白的标记不在了（删去了，或者另存时丢了），写了什么不知道", if n > NAMED { "等" } else { "" }),
                    format!("the marks of {en}{more} are gone (taken out, or lost when it was saved): what stands there is not known"),
                )
            }
            Unread::Kept(e) => e.say(lang),
        }
    }
}

/// How many blanks are named.
const NAMED: usize = 3;

impl Handwriting {
    /// Takes over what stands in the files of this name, in every format that comes back, and gives it to the template. It is kept before
    /// this returns, so that a file of which nothing else would be lost may make room for the new one.
    pub(crate) fn take_over(
        (ledger, folders): (&Path, &Folders),
        summary: &Summary,
        template: &mut Template,
        output: Option<&Path>,
    ) -> Handwriting {
        let file = folders.blanks_file(ledger);
        // Two exports at once take over one after the other.
        let _lock = Lock::take(&SystemFiles, &file, &Waiting::default());
        let mut hand = Handwriting { paper: summary.paper(), ..Handwriting::default() };
        let mut kept = match read_ron_or_default::<Kept>(&file) {
            Ok(kept) => kept,
            // What cannot be read is not written over.
            Err(e) => {
                hand.unread.push((file, Unread::Kept(Box::new(e))));
                return hand;
            }
        };
        hand.filled = kept.0.get(&hand.paper).cloned().unwrap_or_default();
        let read = hand.read(output, folders);
        let before = kept.0.insert(hand.paper.clone(), hand.filled.clone()).unwrap_or_default();
        let is_kept = before == hand.filled || write_private_ron(&SystemFiles, &file, &kept).is_ok();
        hand.place(summary, template);
        for (edited, returned) in &read {
            let aside = Aside { paper: hand.paper.clone(), ..Aside::of(returned) };
            let known = Aside::parse(&edited.aside);
            let is_all_here = returned.filled.iter().all(|(key, entered)| {
                hand.filled.get(key).is_some_and(|held| held.text == entered.text) && !hand.homeless.contains_key(key)
            });
            match known {
                Some(known) if is_kept && is_all_here && known.rest.is_some() && known.rest == returned.rest => {
                    edited.give_up(&aside.spelled(), folders);
                }
                known => {
                    let known = known.unwrap_or_default();
                    edited.keep(&Aside { rest: known.rest, places: known.places, ..aside }.spelled(), folders);
                }
            }
        }
        hand
    }

    /// Reads the files that somebody has changed. Of what is in them counts what he changed, the last change last.
    fn read(&mut self, output: Option<&Path>, folders: &Folders) -> Vec<(Edited, Returned)> {
        let mut read = Vec::new();
        let Some(output) = output else { return read };
        for (format, reader) in RETURNED.formats() {
            for edited in edited_outputs(&output.with_extension(format.word), folders) {
                match reader(&edited.bytes, &self.paper) {
                    Ok(returned) if returned.filled.is_empty() && returned.empty.is_empty() => {
                        if Aside::parse(&edited.aside).is_some_and(|known| known.paper == self.paper) {
                            self.unread.push((edited.path, Unread::Unmarked));
                        }
                    }
                    Ok(returned) => read.push((edited, returned)),
                    Err(e) => self.unread.push((edited.path, Unread::File(e))),
                }
            }
        }
        for (edited, returned) in &read {
            let known = Aside::parse(&edited.aside);
            self.add(returned, known.as_ref());
            let is_there = |key: &String| returned.filled.contains_key(key) || returned.empty.contains_key(key);
            let lost: Vec<String> =
                known.into_iter().flat_map(|known| known.places).filter(|(key, _)| !is_there(key)).map(|(_, about)| about).collect();
            if !lost.is_empty() {
                self.unread.push((edited.path.clone(), Unread::Lost(lost)));
            }
        }
        read
    }

    fn add(&mut self, returned: &Returned, known: Option<&Aside>) {
        for (key, entered) in &returned.filled {
            let is_new = match known {
                Some(known) => known.blanks.get(key) != Some(&entered.text),
                None => !self.filled.contains_key(key),
            };
            if is_new {
                let mut entered = entered.clone();
                // Not every program keeps what a field is called.
                if entered.about.is_empty() {
                    let known = known.and_then(|known| known.places.get(key)).or_else(|| self.filled.get(key).map(|held| &held.about));
                    entered.about = known.cloned().unwrap_or_default();
                }
                self.filled.insert(key.clone(), entered);
            }
        }
        // What somebody has wiped out does not come back.
        for key in returned.empty.keys().filter(|key| known.is_some_and(|known| known.blanks.contains_key(*key))) {
            self.filled.remove(key);
        }
    }

    fn place(&mut self, summary: &Summary, template: &mut Template) {
        if self.filled.is_empty() {
            return;
        }
        let document = bulletin_with(summary, template);
        let places: BTreeSet<&str> = document.blanks().map(|blank| blank.key()).collect();
        self.homeless = self.filled.iter().filter(|(key, _)| !places.contains(key.as_str())).map(|(k, e)| (k.clone(), e.clone())).collect();
        self.placed = self.filled.len() - self.homeless.len();
        template.filled.clone_from(&self.filled);
    }

    /// What is to be known of the new file when it is met again.
    pub(crate) fn aside(&self, word: &str, bytes: &[u8]) -> String {
        let returned = RETURNED.format(word).and_then(|(_, reader)| reader(bytes, &self.paper).ok());
        returned.map_or_else(String::new, |returned| Aside { paper: self.paper.clone(), ..Aside::of(&returned) }.spelled())
    }

    /// What of it stands in the new export, and what does not.
    pub(crate) fn sentences(&self, lang: Lang) -> Vec<String> {
        let mut lines = Vec::new();
        if self.placed > 0 {
            let placed = self.placed;
            lines.push(lang.pick(format!("沿用了手填的 {placed} 处空白"), format!("{placed} blanks filled in by hand were carried along")));
        }
        lines.extend(self.homeless.values().map(|e| {
            let about = if e.about.is_empty() { lang.pick("一处空白", "a blank") } else { &e.about };
            let text = e.text.replace('\n', " ");
            lang.pick(
                format!("手填的“{about}”在这一份里没有位置了，写的是：{text}"),
                format!("“{about}”, filled in by hand, has no place in this one any more; it said: {text}"),
            )
        }));
        lines.extend(self.unread.iter().map(|(path, why)| {
            let (path, why) = (path.display(), why.say(lang));
            lang.pick(format!("{path} 里手填的空白没有读到：{why}"), format!("what may be filled in by hand in {path} was not read: {why}"))
        }));
        lines
    }
}

impl Aside {
    fn of(returned: &Returned) -> Aside {
        let blanks = returned.filled.iter().map(|(key, entered)| (key.clone(), entered.text.clone())).collect();
        let places = returned.filled.iter().chain(&returned.empty).map(|(key, entered)| (key.clone(), entered.about.clone())).collect();
        Aside { paper: String::new(), rest: returned.rest.clone(), blanks, places }
    }

    fn parse(text: &str) -> Option<Aside> {
        ron::from_str(text).ok()
    }

    fn spelled(&self) -> String {
        ron::to_string(self).unwrap_or_default()
    }
}
