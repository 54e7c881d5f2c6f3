//! Merges that git, another program or a person made: what they dropped of what both sides had changed is contested, of whatever kind it is, and
//! what a person chose with both in sight stands.

use duban::domain::*;
use duban::share::Consent;
use duban::store::canonical;
use std::fs;
use std::sync::{Arc, Mutex};

use crate::office::{Hub, Office, git};

/// What each kind of record says at first, in a word that stands nowhere else.
const FACTS: [&str; 7] = ["原题", "原方案发文", "原单位名", "原地名", "原行业", "原计量单位", "原台账名"];

fn spelled<T: serde::de::DeserializeOwned>(text: &str) -> T {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME).from_str(text).unwrap()
}

fn first() -> Ledger {
    let mut ledger = Ledger::default();
    ledger.title = "原台账名".into();
    let plan = r#"(code: "zz", title: "试点方案", short: "试点", issuer: "原方案发文", place: "", start: "2025-01-01", end: "2025-12-31")"#;
    let goal = r#"(plan: "zz", reference: "一", name: "产量", unit: "原计量单位", scope: "全县", targets: {})"#;
    let all = [
        Change::put(usize::MAX, spelled::<Plan>(plan)),
        Change::put(usize::MAX, spelled::<Department>(r#"(id: "试点办", name: "原单位名", level: County, place: "")"#)),
        Change::put(usize::MAX, spelled::<Place>(r#"(id: "试点乡", name: "原地名")"#)),
        Change::put(usize::MAX, spelled::<Enterprise>(r#"(name: "试点公司", sector: "原行业")"#)),
        Change::put(usize::MAX, spelled::<Indicator>(goal)),
        Change::put(0, Entry::new(EntryId::of("zz", "一"), Kind::Task, "原题")),
    ];
    Change::All(all.into()).apply(&mut ledger).unwrap();
    ledger
}

/// Two offices before one ledger.
fn two() -> (Hub, Office, Office) {
    let hub = Hub::new(&canonical(&first()).unwrap());
    let (a, b) = (hub.office("甲办", 1), hub.office("乙办", 2));
    (hub, a, b)
}

/// Writes something else into the file by hand, and commits it by git.
fn write(office: &Office, edits: &[(&str, &str)]) {
    edit(office, edits);
    office.git(&["commit", "-qam", "手改"]);
}

fn edit(office: &Office, edits: &[(&str, &str)]) {
    let text = edits.iter().fold(office.text(), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    });
    fs::write(office.path(), text).unwrap();
}

fn contested(office: &Office) -> usize {
    disputes(&office.open().1).len()
}

/// All have synced, twice.
fn shared(offices: [&Office; 2]) {
    for office in offices.into_iter().chain(offices) {
        office.sync().unwrap();
    }
    assert_eq!(offices[0].text(), offices[1].text());
}

/// Both have changed one thing, of which git sees a conflict; nothing else was changed.
fn clash(fact: &str) -> (Hub, Office, Office) {
    let (hub, a, b) = two();
    write(&a, &[(fact, "甲改的")]);
    a.git(&["push", "-q"]);
    write(&b, &[(fact, "乙改的")]);
    b.git(&["fetch", "-q"]);
    (hub, a, b)
}

#[test]
fn a_merge_that_took_one_side_by_rule_leaves_what_both_changed_contested_of_whatever_kind_it_is() {
    for (n, fact) in FACTS.into_iter().enumerate() {
        for how in [["-s", "ours"], [["-X", "ours"], ["-X", "theirs"]][n % 2]] {
            let (_hub, a, b) = clash(fact);
            b.git(&["merge", "-q", "--no-edit", how[0], how[1], "origin/main"]);
            shared([&b, &a]);
            assert_eq!(contested(&a), 1, "{fact}, {how:?}");
            assert!(a.text().contains("甲改的") && a.text().contains("乙改的"), "{fact}, {how:?}");
        }
    }
}

#[test]
fn also_where_it_was_amended_or_pushed_and_pulled_by_git_alone_or_joined_three() {
    for fact in [FACTS[0], FACTS[2]] {
        let (_hub, a, b) = clash(fact);
        b.git(&["merge", "-q", "--no-edit", "-s", "ours", "origin/main"]);
        edit(&b, &[("试点方案", "试点工作方案")]);
        b.git(&["commit", "-qa", "--amend", "--no-edit"]);
        b.git(&["push", "-q"]);
        a.git(&["pull", "-q"]);
        shared([&a, &b]);
        assert_eq!(contested(&a), 1, "{fact}");
        assert!(a.text().contains("甲改的") && a.text().contains("乙改的") && a.text().contains("试点工作方案"), "{fact}");

        let (_hub, a, b) = clash(fact);
        a.git(&["checkout", "-q", "-b", "third", "HEAD~1"]);
        write(&a, &[(fact, "丙改的")]);
        a.git(&["push", "-q", "origin", "third"]);
        a.git(&["checkout", "-q", "main"]);
        b.git(&["fetch", "-q"]);
        b.git(&["merge", "-q", "-m", "三家", "-s", "ours", "origin/main", "origin/third"]);
        shared([&b, &a]);
        assert!(["甲改的", "乙改的", "丙改的"].iter().all(|words| a.text().contains(words)), "{fact}");
    }
}

/// What was asked when a ledger was synced.
fn asked(office: &Office, put_back: bool) -> Vec<String> {
    let told = Arc::new(Mutex::new(Vec::new()));
    let heard = told.clone();
    let consent = Consent::by(move |departed| {
        heard.lock().unwrap().extend(departed.question(duban::text::Lang::Zh));
        put_back
    });
    office.sharing().asking(consent).sync(&duban::share::Stop::default(), &mut |_| ()).unwrap();
    let told = told.lock().unwrap();
    told.clone()
}

#[test]
fn what_a_person_settled_by_hand_stands_and_nobody_is_asked_about_it() {
    for (n, fact) in FACTS.into_iter().enumerate() {
        let choices = ["甲改的", "乙改的", "商定的", fact];
        for choice in if n < 2 { choices.to_vec() } else { vec![choices[n % 4]] } {
            // The one who chose has nothing else of the other's to take, or something.
            for more in if n < 2 { vec![false, true] } else { vec![n % 2 == 0] } {
                let what = format!("{fact}: {choice}, {more}");
                let (_hub, a, b) = two();
                write(&a, &[(fact, "甲改的")]);
                if more {
                    write(&a, &[("试点方案", "试点工作方案")]);
                }
                a.git(&["push", "-q"]);
                write(&b, &[(fact, "乙改的")]);
                assert!(!git(&b.folder, &["pull", "-q", "--no-rebase", "--no-edit"]).status.success(), "{what}");
                let whole = if more { first_with("试点工作方案") } else { canonical(&first()).unwrap() };
                fs::write(b.path(), whole.replace(fact, choice)).unwrap();
                b.git(&["commit", "-qam", "商量好了"]);
                assert_eq!(asked(&b, true), Vec::<String>::new(), "{what}");
                assert_eq!(asked(&a, true), Vec::<String>::new(), "{what}");
                shared([&a, &b]);
                assert!(contested(&a) == 0 && a.text().contains(choice), "{what}");
                assert!(a.text().contains("试点工作方案") == more, "{what}");
            }
        }
    }
}

fn first_with(title: &str) -> String {
    canonical(&first()).unwrap().replace("试点方案", title)
}

#[test]
fn what_a_person_settled_and_what_he_overlooked_in_the_same_merge_are_told_apart() {
    let (_hub, a, b) = two();
    write(&a, &[("原题", "甲改的"), ("原行业", "甲改的行业"), ("试点方案", "试点工作方案")]);
    a.git(&["push", "-q"]);
    write(&b, &[("原题", "乙改的")]);
    assert!(!git(&b.folder, &["pull", "-q", "--no-rebase", "--no-edit"]).status.success());
    fs::write(b.path(), first_with("试点工作方案").replace("原题", "商定的")).unwrap();
    b.git(&["commit", "-qam", "商量好了"]);
    let told = asked(&b, true).join("\n");
    assert!(told.starts_with("合并提交 ") && told.contains("（乙办）没有带上一方的改动，1 处改动离开了台账"), "{told}");
    shared([&a, &b]);
    assert!(contested(&a) == 0 && a.text().contains("商定的") && a.text().contains("甲改的行业"));
}
