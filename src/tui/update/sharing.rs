//! Commits and syncs: begun when everything is saved, told when they end.

use super::left;
use crate::tui::command::Share;
use crate::tui::dialog::{Dialog, Question};
use crate::tui::{Effect, Model, News, Round};

pub(crate) fn run(model: &mut Model, share: Share) {
    match share {
        Share::Commit => begin(model, Round::Commit),
        Share::Sync => sync(model),
        Share::Begin(round) => begin(model, round),
    }
}

/// Begins a round of sharing, at once or as soon as everything is saved; asked for again, it calls a sync off.
fn begin(model: &mut Model, round: Round) {
    let lang = model.lang;
    if let Some((under_way, _)) = model.shared.under_way {
        let name = under_way.name(lang);
        model.notify(lang.pick(format!("正在中止{name}"), format!("calling off the {name}")));
        return model.effects.push(Effect::CallOff);
    }
    if model.saving.is_troubled() {
        return model.complain(lang.pick("台账没有存好，先解决它", "the ledger is not saved; see to that first"));
    }
    model.shared.wish = Some(round);
    when_saved(model)
}

/// Syncs after a question, since others will see it; a sync that is under way is called off.
fn sync(model: &mut Model) {
    if model.shared.under_way.is_some() {
        return begin(model, Round::Sync);
    }
    let text =
        model.lang.pick("现在同步吗？提交、取回、合并、推送，别人会看到。", "Sync now? Commit, fetch, merge, push: others will see it.");
    model.dialog = Some(Dialog::Question(Question::new(vec![text.to_owned()], Share::Begin(Round::Sync))));
}

/// Begins what was wished when nothing is unsaved any more.
pub(crate) fn when_saved(model: &mut Model) {
    let mut effect = Effect::LookAtRepo;
    if model.saving.is_clean()
        && let Some(round) = model.shared.wish.take()
    {
        model.shared.under_way = Some((round, None));
        let name = round.name(model.lang);
        model.notify(model.lang.pick(format!("正在{name}……（再按一次中止）"), format!("{name} … (the same key calls it off)")));
        effect = Effect::Share(round);
    }
    model.effects.push(effect);
}

/// Something is known of the repository, or of the round under way.
pub(crate) fn news(model: &mut Model, news: News) {
    match news {
        News::Standing(standing) => model.shared.standing = standing,
        News::At(stage) => {
            if let Some((_, at)) = &mut model.shared.under_way {
                *at = Some(stage);
            }
        }
        News::Left(left) => left::from_round(model, Some(left)),
        News::Ended(result) => {
            left::from_round(model, None);
            model.shared.under_way = None;
            match result {
                Ok(text) => model.notify(text),
                Err(text) => model.complain(text),
            }
        }
    }
}
