//! What is shown or copied as it is; the tour.

use super::{finder, panel, prompt, values};
use crate::report::EntryPage;
use crate::text::{pad, width};
use crate::tui::command::{Ask, Command, Go, Mark, Move, Rows, Share, Show, Steps};
use crate::tui::dialog::{Dialog, Page};
use crate::tui::{Model, View};

pub(crate) fn run(model: &mut Model, what: Show) {
    match what {
        Show::Copy => values::copy_rows(model),
        Show::CopyCell => values::copy_cell(model),
        Show::Detail => model.list.detail = !model.list.detail,
        Show::Why => why(model),
        Show::Help => finder::open(model),
        Show::LineWith(name) => prompt::open_with(model, name),
        Show::Line => prompt::open(model),
        Show::Tour => tour(model),
        Show::Mouse => mouse(model),
        Show::Panel => panel::open(model),
        Show::PanelOf(at, first) => panel::open_group(model, at, first),
    }
}

fn why(model: &mut Model) {
    let Some(index) = model.list.current() else { return };
    let entry = &model.ledger().entries()[index];
    let page = EntryPage::why(model.ledger(), entry, model.standing(index), model.today, model.lang);
    let cells = page.lines.iter().map(|line| width(line.label)).max().unwrap_or(0);
    let lines = page.lines.iter().map(|line| format!("{}  {}", pad(line.label, cells), line.text));
    let text = std::iter::once(page.verdict.clone()).chain(lines).collect();
    model.dialog = Some(Dialog::Page(Page::new(entry.heading(), text)));
}

fn mouse(model: &mut Model) {
    let lang = model.lang;
    let zh = [
        "点一下：移到那一行，切换视图，按屏幕最下一行的命令",
        "双击：打开那一行",
        "点列头：按那一列排序（清单里点两下）；拖列头之间：改宽窄",
        "滚轮：上下移动",
        "按住 Shift 拖：用终端自己的选择和复制",
        "不用鼠标：在配置里写 mouse: false（duban config 说配置在哪里）",
    ];
    let en = [
        "click: to a row, to a view, or what the last line of the screen offers",
        "double click: opens the row",
        "click a head: sorts by it (in the list twice); drag between heads: changes the width",
        "wheel: up and down",
        "Shift and drag: the terminal's own selection, to copy",
        "to do without: mouse: false in the config (`duban config` says where that is)",
    ];
    let text = lang.pick(zh, en).map(str::to_owned).to_vec();
    model.dialog = Some(Dialog::Page(Page::new(lang.pick("鼠标", "Mouse").to_owned(), text)));
}

/// How the program works, on one screen.
fn tour(model: &mut Model) {
    let lang = model.lang;
    let key = |command: Command| model.keymap.label(command);
    let [filter, scope, sort, group] = [Rows::Filter, Rows::NextScope, Rows::Sort, Rows::Group].map(|c| key(c.into()));
    let [status, report, deadline] = [Ask::Status, Ask::Report, Ask::Deadline].map(|c| key(c.into()));
    let [why, help, prompt] = [Show::Why, Show::Help, Show::Line].map(|c| key(c.into()));
    let [mark, undo, us, sync] = [Mark::One.into(), Steps::Undo(1).into(), Ask::Us.into(), Share::Sync.into()].map(key);
    let [first, last] = [View::ALL[0], View::ALL[View::ALL.len() - 1]].map(|view| key(Go::View(view).into()));
    let open = key(Go::Open.into());
    let [down, up] = [Move::Rows(1), Move::Rows(-1)].map(|c| key(c.into()));
    let zh = vec![
        "督办把几个方案、许多部门的任务管成一本台账。".to_owned(),
        String::new(),
        format!("看　　{first}–{last} 切换视图；方向键或 {down} {up} 移动；{open} 看详情"),
        format!("找　　{filter} 输汉字、拼音首字母（nyncj）或 牵头:农业 灯:红；{scope} 换范围"),
        format!("改　　{status} 状态，{report} 填报进展，{deadline} 调整时限；{mark} 标记多条一起改"),
        format!("灯　　红＝逾期、落后多，黄＝临期、偏慢、受阻，蓝＝完成；{why} 说明原因"),
        "　　　核＝方案期满而从未反馈，待核实；单位后的 * ＝只是列名首位".to_owned(),
        format!("排　　{sort} 排序，{group} 分组；点两下列头也能排序"),
        format!("悔　　{undo} 撤销任何一步；每次改动随手存盘"),
        format!("命令　{prompt} 如 :转到 五（一）、:期间 2025Q4、:导出 docx；{help} 查一切操作"),
        format!("我　　{us} 设定本单位，“我牵头”“我配合”才有内容"),
        format!("共用　台账是一个文件，用 git 共用；{sync} 一步收发"),
        String::new(),
        "按 Esc 关闭，或直接开始；:tour 再看这一页。".to_owned(),
    ];
    let en = vec![
        "duban keeps one ledger of what many departments must do.".to_owned(),
        String::new(),
        format!("look     {first}-{last} the views; arrows or {down} {up} move; {open} shows details"),
        format!("find     {filter} words, initials (nyncj), lead:农业, light:red; {scope} scopes"),
        format!("change   {status} status, {report} report, {deadline} deadline; {mark} marks several at once"),
        format!("lights   red late, yellow near or slow, green, blue done; {why} says why"),
        "         unv: of a plan that is over and on which nobody reported; *: only named first".to_owned(),
        format!("order    {sort} sort, {group} group; two clicks on a head sort too"),
        format!("undo     {undo} takes any step back; every change is saved at once"),
        format!("command  {prompt} as in :period 2025Q4 or :export docx; {help} finds every action"),
        format!("we       {us} says who we are, so that “we lead” holds something"),
        format!("share    the ledger is one file in git; {sync} sends and takes"),
        String::new(),
        "Any key begins; :tour shows this again.".to_owned(),
    ];
    let text = lang.pick(zh, en);
    let title = lang.pick("导览", "Tour").to_owned();
    model.dialog = Some(Dialog::Page(Page::new(title, text)));
}

pub(super) fn greet(model: &mut Model) {
    let Some(user_state) = model.user_state.as_mut().filter(|d| !d.toured) else { return };
    user_state.toured = true;
    model.keep_user_state();
    tour(model);
    if let Some(Dialog::Page(page)) = &mut model.dialog {
        page.passes = true;
    }
}
