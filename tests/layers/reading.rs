//! That the reading of `use` trees and paths misses nothing: a made-up crate a test.

use std::collections::BTreeSet;

use super::uses::{Crate, rings};

/// What a file of a crate uses; the files are given by name and text.
fn used(files: &[(&str, &str)], file: &str) -> Vec<String> {
    let source = |name: &str| files.iter().find(|(n, _)| *n == name).map(|(_, text)| (*text).to_owned());
    Crate::read("lib", &source).uses()[file].iter().cloned().collect()
}

/// A room with three files, one of which says what the test wants.
fn used_by_a(says: &str) -> Vec<String> {
    let files = [
        ("lib", "pub mod room; pub mod other;"),
        ("other", "pub struct Far; pub fn far() {}"),
        ("room/mod", "mod a; mod b; mod c; pub use b::{B, make as made}; pub(crate) use c::*; pub use super::other::Far as Near;"),
        ("room/a", says),
        ("room/b", "pub struct B; pub fn make() {}"),
        ("room/c", "pub enum C { One } pub fn see() {} pub const SEE: u8 = 1;"),
    ];
    used(&files, "room/a")
}

#[test]
fn braces_renames_self_and_stars_are_followed() {
    assert_eq!(used_by_a("use super::{b::{self as bb, B}, c::C as D};"), ["room/b", "room/c"]);
    assert_eq!(used_by_a("use crate::room::{b::{B}};"), ["room/b"]);
    assert_eq!(used_by_a("use super::b::{self}; fn f() { b::make() }"), ["room/b"]);
    assert_eq!(used_by_a("use super::c::*; fn f() { see() }"), ["room/c"]);
    assert_eq!(used_by_a("use crate::{other::{Far}, room::c::SEE};"), ["other", "room/c"]);
}

#[test]
fn a_name_that_is_handed_on_leads_to_the_file_that_defines_it() {
    assert_eq!(used_by_a("use super::B;"), ["room/b"]);
    assert_eq!(used_by_a("use crate::room::made;"), ["room/b"]);
    assert_eq!(used_by_a("use super::see;"), ["room/c"], "through a star");
    assert_eq!(used_by_a("use super::Near;"), ["other"], "through another room");
    assert_eq!(used_by_a("pub use super::B;"), Vec::<String>::new(), "handing on is no use");
}

#[test]
fn full_paths_count_wherever_they_stand() {
    assert_eq!(used_by_a("fn f() { super::b::make() }"), ["room/b"]);
    assert_eq!(used_by_a("fn f(c: &crate::room::c::C) -> Vec<super::B> { Vec::new() }"), ["room/b", "room/c"]);
    assert_eq!(used_by_a("fn f(c: u8) { match c { super::c::SEE => {} _ => {} } }"), ["room/c"]);
    assert_eq!(used_by_a("fn f() { println!(\"{}\", [1].map(|_| super::c::SEE)) }"), ["room/c"], "in a macro's words");
    assert_eq!(used_by_a("macro_rules! m { () => { $crate::room::b::make() }; }"), ["room/b"]);
    assert_eq!(used_by_a("fn f() { use super::c::C::{self, One}; }"), ["room/c"], "a use in a function");
    assert_eq!(used_by_a("impl super::B { fn f(self) {} }"), ["room/b"]);
    assert_eq!(used_by_a("#[derive(Clone)] struct A { #[serde(with = \"super::b::make\")] x: u8 }"), ["room/b"]);
    assert_eq!(used_by_a("mod inner { pub fn f() { super::super::b::make() } }"), ["room/b"], "a module in a file is the file");
}

#[test]
fn what_uses_nothing_is_not_counted() {
    assert_eq!(used_by_a("use super::b;"), Vec::<String>::new(), "a module that is named and not used");
    assert_eq!(used_by_a("pub(super) fn f() {} pub(in crate::room) fn g() {}"), Vec::<String>::new(), "how far a name can be seen");
    assert_eq!(used_by_a("#[cfg(test)] mod tests { use super::super::b::B; }"), Vec::<String>::new(), "tests may know all");
    assert_eq!(used_by_a("#[cfg(test)] use super::B;"), Vec::<String>::new());
    assert_eq!(used_by_a("// use super::B;\n/// [`super::b::make`]\nfn f() { let _ = \"super::b\"; }"), Vec::<String>::new(), "words");
    assert_eq!(
        used_by_a("use std::fmt; use serde::Serialize as B; fn f() -> fmt::Result { Ok(()) }"),
        Vec::<String>::new(),
        "other crates"
    );
}

#[test]
fn a_folder_with_code_of_its_own_is_a_file_as_any() {
    let files = [
        ("lib", "mod room;"),
        ("room/mod", "mod a; pub use a::A; pub struct Top; fn f() { a::make() }"),
        ("room/a", "use super::Top; pub struct A; pub fn make() {}"),
    ];
    assert_eq!(used(&files, "room/a"), ["room/mod"]);
    assert_eq!(used(&files, "room/mod"), ["room/a"]);
}

#[test]
fn the_rooms_that_a_file_names_are_known_also_where_the_thing_comes_from_below() {
    let files = [
        ("lib", "pub mod low; pub mod high; pub mod main;"),
        ("low", "pub struct L;"),
        ("high", "pub use crate::low::L;"),
        ("main", "fn f(_: duban::high::L) { super::low::g() }"),
    ];
    let source = |name: &str| files.iter().find(|(n, _)| *n == name).map(|(_, text)| (*text).to_owned());
    let all = Crate::read("lib", &source);
    assert_eq!(all.rooms_named()["main"], BTreeSet::from(["high".to_owned(), "low".to_owned()]));
    assert_eq!(all.uses()["main"], BTreeSet::from(["low".to_owned()]));
}

#[test]
fn rings_are_found_whole_and_apart() {
    let of = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<BTreeSet<String>>();
    let uses = [("a", of(&["b"])), ("b", of(&["c", "x"])), ("c", of(&["a"])), ("x", of(&[])), ("y", of(&["z", "a"])), ("z", of(&["y"]))];
    let uses = uses.into_iter().map(|(file, used)| (file.to_owned(), used)).collect();
    assert_eq!(rings(&uses), [of(&["a", "b", "c"]), of(&["y", "z"])]);
}
