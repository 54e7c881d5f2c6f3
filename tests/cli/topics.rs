//! What `help` explains: every example in it works.

use super::desk::{Desk, Said, said};
use super::examples::{call, holds};
use super::git_desk::GitDesk;

const TOPICS: [(&str, &str); 6] =
    [("筛选", "filter"), ("期间", "periods"), ("灯", "lights"), ("共用", "sharing"), ("报送", "reporting"), ("项目库", "pool")];

#[test]
fn every_example_of_every_topic_works_in_both_languages() {
    for (zh, en) in TOPICS {
        for (topic, lang) in [(zh, "zh"), (en, "en")] {
            let git = GitDesk::shared();
            std::fs::write(git.desk.path("tasks.ron"), duban::store::BUILT_IN).unwrap();
            git.git(&["commit", "-qam", "方案"]).fine();
            let page = git.desk.run(&["help", topic, "--lang", lang]).fine().out;
            let examples: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("  duban ")).collect();
            assert!(examples.len() >= 4, "{topic}");
            for example in examples {
                let done = call(&git, example, lang);
                holds(example, &done);
            }
        }
    }
}

#[test]
fn help_of_a_command_is_its_page_and_an_unknown_topic_lists_the_topics() {
    let desk = Desk::empty();
    for command in [&["list"][..], &["plan", "add"], &["undo"]] {
        let page = desk.run(&[command, &["--help"]].concat()).fine().out;
        assert_eq!(desk.run(&[&["help"], command].concat()).fine().out.trim(), page.trim());
    }
    desk.run(&["help"]).fine().shows("命令：").shows("专题（duban help 专题）：筛选、期间、灯、共用、报送、项目库");
    desk.run_in_english(&["help"]).fine().shows("Topics (duban help TOPIC): filter, periods, lights, sharing, reporting");
    desk.run(&["help", "天气"]).refused("没有 `天气` 这个专题或命令").warns("专题有：筛选、期间、灯、共用、报送、项目库");
    desk.run(&["help", "lits"]).refused("没有 `lits`").warns("是不是 `list`");
    desk.run(&["help", "plan", "lits"]).refused("没有 `lits`");
    let narrow: Said = said(desk.command(&["help", "灯"]));
    assert!(narrow.out.lines().all(|line| duban::text::width(line) <= 120), "{}", narrow.out);
}
