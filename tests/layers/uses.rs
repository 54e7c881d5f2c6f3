//! Which file of a crate uses which: every name is followed to the file in which the thing is defined.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path as FilePath, PathBuf};

use super::names::{Code, Import, Path};

/// The modules of a crate. A file's name is its place in `src` without the ending: `report/docx/mod`.
#[derive(Default)]
pub(super) struct Crate {
    modules: Vec<Module>,
}

struct Module {
    file: String,
    parent: Option<usize>,
    children: BTreeMap<String, usize>,
    items: BTreeSet<String>,
    imports: Vec<Import>,
    mentions: Vec<Path>,
    is_alias: bool,
}

/// What a path leads to.
#[derive(Clone, Copy)]
enum End {
    Module(usize),
    /// A thing that is defined in a module.
    Thing(usize),
}

/// So many names are followed from one to the next before it is taken for a ring of names.
const PATIENCE: usize = 16;

impl Crate {
    /// Reads a crate from its root file.
    pub(super) fn read(root: &str, source: &dyn Fn(&str) -> Option<String>) -> Crate {
        let mut all = Crate::default();
        let code = Code::of(&source(root).expect("the root of the crate"));
        all.add(code, root, None, source);
        all
    }

    fn add(&mut self, code: Code, file: &str, parent: Option<usize>, source: &dyn Fn(&str) -> Option<String>) -> usize {
        let place = self.modules.len();
        let is_alias = code.is_alias();
        let (items, imports, mentions) = (code.items.into_iter().collect(), code.imports, code.mentions);
        self.modules.push(Module { file: file.to_owned(), parent, children: BTreeMap::new(), items, imports, mentions, is_alias });
        for (name, code) in code.inline {
            let child = self.add(code, file, Some(place), source);
            self.modules[place].children.insert(name, child);
        }
        for name in code.files {
            let beneath = folder(file).join(&name);
            let candidates = [beneath.clone(), beneath.join("mod")].map(|p| p.to_string_lossy().replace('\\', "/"));
            let found = candidates.into_iter().find_map(|c| source(&c).map(|text| (c, text)));
            let (file, text) = found.unwrap_or_else(|| panic!("no file for module {name} of {file}"));
            let child = self.add(Code::of(&text), &file, Some(place), source);
            self.modules[place].children.insert(name, child);
        }
        place
    }

    /// Which files each file uses; itself is left out, and so are files that only hand names on.
    pub(super) fn uses(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut uses: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (place, module) in self.modules.iter().enumerate() {
            let used = uses.entry(module.file.clone()).or_default();
            let own = module.imports.iter().filter(|i| !i.handed_on).map(|i| &i.path);
            for path in own.chain(&module.mentions) {
                // A module that is only named is used where one of its things is.
                if let Some(End::Thing(at)) = self.follow(place, path, 0) {
                    let there = &self.modules[at];
                    if there.file != module.file && !there.is_alias {
                        used.insert(there.file.clone());
                    }
                }
            }
        }
        uses
    }

    /// The first module of every path from the root that a file names, handing on or not.
    pub(super) fn rooms_named(&self) -> BTreeMap<String, BTreeSet<String>> {
        let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (place, module) in self.modules.iter().enumerate() {
            let rooms = named.entry(module.file.clone()).or_default();
            for path in module.imports.iter().map(|i| &i.path).chain(&module.mentions) {
                let steps = self.steps(place, path);
                let first = steps.iter().position(|at| *at == 0).and_then(|root| steps.get(root + 1));
                rooms.extend(first.and_then(|at| self.name_of(*at)));
            }
        }
        named
    }

    /// The modules through which a path leads by name.
    fn steps(&self, from: usize, path: &[String]) -> Vec<usize> {
        let mut steps = Vec::new();
        let mut at = from;
        for name in path {
            let next = match name.as_str() {
                "crate" | "duban" => Some(0),
                "super" => self.modules[at].parent,
                "self" => Some(at),
                name => self.modules[at].children.get(name).copied(),
            };
            let Some(next) = next else { break };
            steps.push(next);
            at = next;
        }
        steps
    }

    fn name_of(&self, module: usize) -> Option<String> {
        let parent = self.modules[module].parent?;
        self.modules[parent].children.iter().find(|(_, at)| **at == module).map(|(name, _)| name.clone())
    }

    fn follow(&self, from: usize, path: &[String], depth: usize) -> Option<End> {
        let (first, rest) = path.split_first()?;
        let mut end = match first.as_str() {
            "crate" | "duban" => End::Module(0),
            "self" => End::Module(from),
            "super" => End::Module(self.modules[from].parent?),
            name => self.look_up(from, name, depth)?,
        };
        for name in rest {
            let End::Module(at) = end else { return Some(end) };
            end = match name.as_str() {
                "super" => End::Module(self.modules[at].parent?),
                // What a macro defines has no name here.
                name => self.look_up(at, name, depth).unwrap_or(End::Thing(at)),
            };
        }
        Some(end)
    }

    fn look_up(&self, at: usize, name: &str, depth: usize) -> Option<End> {
        let module = &self.modules[at];
        if let Some(child) = module.children.get(name) {
            return Some(End::Module(*child));
        }
        if module.items.contains(name) {
            return Some(End::Thing(at));
        }
        if depth > PATIENCE {
            return None;
        }
        let by_name = module.imports.iter().find(|i| i.name == name);
        let in_all = |path: &Path| match self.follow(at, path, depth + 1)? {
            End::Module(from) if from != at => self.look_up(from, name, depth + 1),
            _ => None,
        };
        by_name
            .and_then(|i| self.follow(at, &i.path, depth + 1))
            .or_else(|| module.imports.iter().filter(|i| i.name == "*").find_map(|i| in_all(&i.path)))
    }
}

/// The folder in which the modules of a file lie.
fn folder(file: &str) -> PathBuf {
    let path = FilePath::new(file);
    match file.rsplit('/').next() {
        Some("mod" | "lib" | "main") => path.parent().unwrap_or(FilePath::new("")).to_owned(),
        _ => path.to_owned(),
    }
}

/// The rings among files: each a set of files of which every one comes back to itself through the others.
pub(super) fn rings(uses: &BTreeMap<String, BTreeSet<String>>) -> Vec<BTreeSet<String>> {
    let reach: BTreeMap<&String, BTreeSet<&String>> = uses.keys().map(|file| (file, reached(file, uses))).collect();
    let ring = |file: &String| -> BTreeSet<String> {
        let there = reach[file].iter().filter(|other| reach.get(**other).is_some_and(|back| back.contains(file)));
        there.map(|f| (*f).clone()).collect()
    };
    let found: BTreeSet<BTreeSet<String>> = uses.keys().map(ring).filter(|r| !r.is_empty()).collect();
    found.into_iter().collect()
}

fn reached<'a>(file: &'a String, uses: &'a BTreeMap<String, BTreeSet<String>>) -> BTreeSet<&'a String> {
    let mut seen = BTreeSet::new();
    let mut todo: Vec<&String> = uses[file].iter().collect();
    while let Some(next) = todo.pop() {
        if seen.insert(next) {
            todo.extend(uses.get(next).into_iter().flatten());
        }
    }
    seen
}
