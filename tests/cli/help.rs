use super::desk::Desk;

const COMMANDS: [&str; 35] = [
    "list",
    "show",
    "departments",
    "stats",
    "undo",
    "help",
    "amend",
    "set",
    "note",
    "add",
    "init",
    "entry",
    "plan",
    "body",
    "place",
    "indicator",
    "step",
    "dispatch",
    "packet",
    "urge",
    "calendar",
    "export",
    "check",
    "fmt",
    "rule",
    "diff",
    "log",
    "commit",
    "sync",
    "resolve",
    "setup",
    "doctor",
    "merge",
    "demo",
    "completions",
];

#[test]
fn help_is_chinese_through_and_through() {
    let desk = Desk::empty();
    let top = desk.run(&["--help"]).fine().shows("用法：duban [选项] [命令]").shows("通用选项：");
    for command in COMMANDS {
        let page = desk.run(&[command, "--help"]).fine().shows("用法：duban ").shows("--today <日期>");
        for english in ["Usage", "Options", "Arguments", "Print", "Commands"] {
            assert!(!page.out.contains(english) && !top.out.contains(english), "{english} in {}", page.out);
        }
        assert!(top.out.contains(&format!("\n  {command} ")), "{command}");
    }
    assert!(desk.run(&["-h"]).fine().out == top.out);
}

#[test]
fn help_is_english_by_locale_or_by_wish() {
    let desk = Desk::empty();
    for command in COMMANDS {
        let page = desk.run_in_english(&[command, "--help"]).fine().shows("Usage: duban ").shows("--today <DAY>").hides("用法");
        assert_eq!(desk.run(&[command, "--help", "--lang", "en"]).fine().out, page.out);
        assert_eq!(desk.run(&["--lang=en", command, "-h"]).fine().out, page.out);
        assert!(page.out.lines().all(|l| duban::text::width(l) <= 110), "{}", page.out);
    }
}

#[test]
fn the_columns_of_help_are_straight() {
    let page = Desk::empty().run(&["set", "--help"]).fine().out;
    let column = |words: &str| {
        let line = page.lines().find(|l| l.contains(words)).unwrap();
        duban::text::width(&line[..line.find(words).unwrap()])
    };
    assert_eq!(column("完成比例，"), column("明确牵头单位"));
    assert_eq!(column("完成比例，"), column("只看会记什么"));
}

#[test]
fn mistakes_on_the_command_line_are_told_in_our_words() {
    let desk = Desk::new();
    desk.run(&["lits"]).refused("错误：没有 `lits` 这个命令").warns("提示：是不是 `list`？");
    desk.run(&["list", "--fillter", "x"]).refused("没有 `--fillter` 这个参数").warns("`--filter`");
    desk.run(&["set", "五（一）1", "--status"]).refused("`--status <状态>` 后面缺少值");
    desk.run(&["note"]).refused("缺少 <编号>");
    desk.run(&["list", "--lang", "fr"]).refused("--lang 不认得 `fr`").warns("zh、en");
    desk.run_in_english(&["lits"]).refused("error: there is no command `lits`").warns("hint: Did you mean `list`?");
    desk.run(&["--version"]).fine().shows("duban 0.");
}
