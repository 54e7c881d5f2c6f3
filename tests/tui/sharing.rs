//! The ledger's repository on the screen.

use super::stage::Stage;
use duban::share::{FileState, Standing};
use duban::store::Saved;
use duban::text::Lang;
use duban::tui::{Effect, Message, News, Round, update};

fn asked(stage: &Stage) -> Vec<Round> {
    stage.effects.iter().filter_map(|e| if let Effect::Share(round) = e { Some(*round) } else { None }).collect()
}

#[test]
fn the_first_line_says_how_the_ledger_stands_in_its_repository() {
    let mut stage = Stage::new(Lang::Zh);
    let mut standing = Standing { branch: Some("main".into()), ahead: 2, behind: 1, file: FileState::Changed, ..Standing::default() };
    stage.send(Message::Sharing(News::Standing(Some(standing.clone()))));
    assert!(stage.screen(150, 36).lines().next().unwrap().contains("main 待推2 待收1 未提交  已保存"));
    standing.file = FileState::Committed;
    (standing.ahead, standing.behind) = (0, 0);
    stage.send(Message::Sharing(News::Standing(Some(standing))));
    assert!(stage.screen(120, 36).lines().next().unwrap().contains("main  已保存"));
    stage.send(Message::Sharing(News::Standing(None)));
    assert!(!stage.screen(120, 36).contains("main"));
}

#[test]
fn a_round_is_told_while_it_runs_and_when_it_ends() {
    let mut stage = Stage::new(Lang::Zh);
    stage.send(Message::Sharing(News::Standing(Some(Standing { branch: Some("main".into()), ..Standing::default() }))));
    stage.press("Sn");
    assert_eq!(asked(&stage), []);
    stage.press("Sy");
    assert_eq!(asked(&stage), [Round::Sync]);
    stage.send(Message::Sharing(News::At(duban::share::Stage::Fetching)));
    assert!(stage.screen(120, 36).lines().next().unwrap().contains("取回…"));
    stage.press("S");
    assert!(matches!(stage.effects.last(), Some(Effect::CallOff)));
    stage.send(Message::Sharing(News::Ended(Err("连不上".into()))));
    assert!(stage.notice().contains("连不上") && stage.model.notice.as_ref().unwrap().bad);
    stage.press(":commit<enter>").send(Message::Sharing(News::Ended(Ok("已提交：一".into()))));
    assert_eq!((asked(&stage), stage.notice()), (vec![Round::Sync, Round::Commit], "已提交：一".to_owned()));
}

#[test]
fn a_round_waits_until_everything_is_saved() {
    let mut stage = Stage::new(Lang::Zh);
    let key = |c| Message::Key(crossterm::event::KeyCode::Char(c).into());
    let mut effects = Vec::new();
    for c in "sb:commit".chars() {
        effects.extend(update(&mut stage.model, key(c)));
    }
    effects.extend(update(&mut stage.model, Message::Key(crossterm::event::KeyCode::Enter.into())));
    assert!(!effects.iter().any(|e| matches!(e, Effect::Share(_))), "{effects:?}");
    let effects = update(&mut stage.model, Message::Saved(Ok(Saved::default())));
    assert!(matches!(effects.as_slice(), [Effect::Share(Round::Commit)]), "{effects:?}");
}
