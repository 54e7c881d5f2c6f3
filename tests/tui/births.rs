//! What the ledger lacks is entered on the screen, and what it states is changed there.

use super::stage::Stage;
use crate::patience::steps;
use duban::text::Lang;

fn stage() -> Stage {
    let mut stage = Stage::new(Lang::Zh);
    stage.press("1");
    stage
}

#[test]
fn what_a_bodys_name_tells_stands_in_its_form_until_somebody_types_over_it() {
    let ledger = duban::store::parse_text("tasks.ron", duban::store::BUILT_IN).expect("ledger");
    let mut stage = Stage::with(ledger, Lang::Zh);
    let before = stage.bytes();
    stage.press("1:新单位<enter>虎林市数据局");
    let screen = stage.screen(100, 40);
    assert!(screen.contains("新单位") && screen.contains("县级") && screen.contains("虎林市"), "{screen}");
    stage.press("<tab>市级<c-s>");
    assert!(stage.model.dialog.is_none(), "{}", stage.screen(100, 40));
    let made = stage.model.ledger().departments.resolve("虎林市数据局").expect("the body").clone();
    assert_eq!((made.level, made.place.as_str()), (duban::domain::Level::City, "虎林市"));
    stage.press("u");
    assert_eq!(stage.bytes(), before, "one step takes it back");
}

#[test]
fn a_body_whose_name_tells_nothing_and_one_that_is_there_are_not_entered() {
    let mut stage = stage();
    let before = stage.bytes();
    stage.press(":新单位<enter>某处<c-s>");
    assert!(stage.screen(100, 40).contains("不能空着"), "{}", stage.screen(100, 40));
    stage.press("<esc>:新单位<enter>").press("<c-s>");
    assert_eq!(stage.bytes(), before);
    let there = stage.model.ledger().departments[0].id.to_string();
    // What stood there from the last time is not wanted any more.
    stage.press("<esc>n:new-body<enter>").press(&there).press("<c-s>");
    assert!(stage.screen(100, 40).contains("台账里已有"), "{}", stage.screen(100, 40));
    assert_eq!(stage.bytes(), before);
}

#[test]
fn a_place_and_an_indicator_are_entered_in_forms_of_their_own_fields() {
    let mut stage = stage();
    let plan = stage.model.ledger().plans[0].code.to_string();
    stage.press(":新指标<enter>水库数量<tab><tab>全市<tab><tab>2028=12<c-s>");
    let made = stage.model.ledger().indicators.last().expect("an indicator");
    assert!(stage.model.dialog.is_none() && made.name == "水库数量" && made.plan == plan.as_str(), "{}", stage.screen(100, 40));
    stage.press(":新地区<enter>密山经济开发区<c-s>");
    assert_eq!(stage.model.ledger().places.last().expect("a place").id.as_str(), "密山经济开发区");
    let screen = stage.press(":新指标<enter>水库数量<tab><tab>全省<tab><tab>很多").screen(100, 40);
    assert!(screen.contains("年份=数"), "it says what is wanted: {screen}");
}

#[test]
fn what_a_body_an_indicator_and_a_plan_state_is_changed_from_its_view() {
    let mut stage = stage();
    let before = stage.bytes();
    let body = stage.model.ledger().departments.resolve("市工信局").expect("a body").id.clone();
    stage.press("2/市工信局<enter>");
    for _ in 0..2 {
        // From the row, and from the page of the body.
        stage.press("e").press("<s-tab><s-tab><s-tab><s-tab>2024年机构改革新设<c-s>");
        let changed = stage.model.ledger().departments.iter().find(|d| d.id == body).expect("the body");
        assert_eq!(changed.remark, "2024年机构改革新设");
        assert!(stage.notice().contains("修改") && stage.model.dialog.is_none(), "{}", stage.notice());
        stage.press("u");
        assert_eq!(stage.bytes(), before);
        stage.press("<enter>");
    }
    stage.press("4<home>");
    for _ in steps(100, "an indicator that can be changed") {
        if stage.press("e").model.dialog.is_some() {
            break;
        }
        stage.press("j");
    }
    stage.press("<end>").press("万吨").press("<c-s>");
    assert!(stage.notice().contains("修改"), "{}", stage.screen(100, 40));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
    stage.press("1<home>:修改方案<enter><tab>大农业<c-s>");
    assert!(stage.model.ledger().plans.iter().any(|plan| plan.short.ends_with("大农业")), "{}", stage.screen(100, 40));
    stage.press("u");
    assert_eq!(stage.bytes(), before);
}

#[test]
fn a_body_that_nobody_knows_is_entered_from_the_form_that_names_it() {
    let mut stage = stage();
    stage.press("<home>L鸡西市数据局");
    let screen = stage.screen(100, 40);
    assert!(screen.contains("登记新单位“鸡西市数据局”"), "{screen}");
    stage.press("<c-s>");
    assert!(stage.model.ledger().departments.resolve("鸡西市数据局").is_err(), "only who chooses it enters it");
    stage.press("<tab>");
    let screen = stage.screen(100, 40);
    assert!(
        screen.contains("明确牵头单位") && screen.contains("要登记就再按一次 Tab"),
        "nobody is led into another form unasked: {screen}"
    );
    stage.press("<tab>");
    assert!(stage.screen(100, 40).contains("新单位") && stage.screen(100, 40).contains("鸡西市数据局"), "{}", stage.screen(100, 40));
    // Left without being entered, it leads back.
    stage.press("<esc>");
    assert!(stage.screen(100, 40).contains("明确牵头单位"), "{}", stage.screen(100, 40));
    stage.press("<tab>市级<c-s>");
    assert!(stage.screen(100, 40).contains("明确牵头单位"), "{}", stage.screen(100, 40));
    stage.press("<tab>会议纪要3号<c-s>");
    let (new, at) = {
        let ledger = stage.model.ledger();
        let new = ledger.departments.resolve("鸡西市数据局").expect("the body").id.clone();
        (new, ledger.index_of(&stage.model.current().expect("an entry").id).expect("a place"))
    };
    assert_eq!(stage.model.standing(at).state.lead.value, Some(new));
}

#[test]
fn among_several_bodies_the_one_at_the_caret_is_entered_and_what_was_typed_stays() {
    let mut stage = stage();
    stage.press("<home>n新建水库<tab><tab><tab><tab>市农业农村局、鸡西市数据局<tab><tab>市级<c-s>");
    let screen = stage.screen(100, 40);
    assert!(screen.contains("新建水库") && screen.contains("市农业农村局、鸡西市数据局"), "{screen}");
    assert!(stage.model.ledger().departments.resolve("鸡西市数据局").is_ok());
}

#[test]
fn a_new_entry_stands_behind_its_siblings_and_is_taken_back_in_one_step() {
    let mut stage = stage();
    stage.press("<home>");
    let (before, parent) = (stage.bytes(), stage.model.current().expect("an entry").id.clone());
    stage.press("n");
    let screen = stage.screen(100, 40);
    assert!(screen.contains("新条目") && screen.contains(parent.as_str()) && screen.contains("不写：随上级"), "{screen}");
    stage.press("新建水库<esc>n");
    assert!(stage.screen(100, 40).contains("新建水库"), "what was typed is still there");
    stage.press("<c-s>");
    let (new, ledger) = (stage.model.current().expect("the new entry").clone(), stage.model.ledger());
    assert_eq!(new.title, "新建水库", "{}", stage.screen(100, 40));
    let at = ledger.index_of(&new.id).expect("a place");
    let above: Vec<String> = ledger.entries()[..at].iter().map(|e| e.id.to_string()).collect();
    assert!(above.contains(&parent.to_string()) && stage.bytes().contains("added: \"2025-10-15\""), "{above:?}");
    stage.press("u");
    assert_eq!(stage.bytes(), before);
    stage.press("<c-r>");
    assert_eq!(stage.model.current().expect("the new entry").title, "新建水库");
}

#[test]
fn what_cannot_stand_is_not_entered_and_says_why() {
    let mut stage = stage();
    stage.press("<home>");
    let before = stage.bytes();
    stage.press("n<c-s>");
    assert!(stage.screen(100, 40).contains("不能空着"));
    stage.press("新建水库<tab><tab><tab><tab>市农业农村局<c-s>");
    assert!(stage.screen(100, 40).contains("有配合单位就要有牵头单位"), "{}", stage.screen(100, 40));
    stage.press("<tab>很久以后<c-s>");
    assert!(stage.screen(100, 40).contains("很久以后"), "{}", stage.screen(100, 40));
    assert_eq!(stage.bytes(), before);
}

#[test]
fn what_was_entered_by_mistake_goes_after_a_question_and_what_has_a_log_is_given_up() {
    let mut stage = stage();
    stage.press("<home>n新建水库<c-s>");
    let with = stage.bytes();
    stage.press("<del>");
    assert!(stage.screen(100, 40).contains("撤回登记错的条目"), "{}", stage.screen(100, 40));
    stage.press("n");
    assert_eq!(stage.bytes(), with, "who says no keeps it");
    stage.press("<del>y");
    assert!(!stage.bytes().contains("新建水库"), "{}", stage.screen(100, 40));
    stage.press("u");
    assert_eq!(stage.bytes(), with);
    stage.press("su<del>");
    let screen = stage.screen(100, 40);
    assert!(screen.contains("理由") && screen.contains("已终止") && screen.contains("已有 1 次记录"), "{screen}");
    stage.press("会议撤销<c-s>");
    assert!(stage.bytes().contains("会议撤销") && stage.bytes().contains("新建水库"), "{}", stage.screen(100, 40));
}

#[test]
fn an_entry_that_was_begun_under_another_is_entered_there_when_its_draft_is_taken_up_elsewhere() {
    let mut stage = Stage::new(Lang::Zh);
    stage.press(":转到 hulin/五（一）<enter>n新事项");
    let parent = "hulin/五（一）";
    assert!(stage.screen(120, 40).contains(parent), "{}", stage.screen(120, 40));
    stage.press("<esc>:转到 jixi/一<enter>n<c-s>");
    let made = stage.model.ledger().entries().iter().find(|e| e.title == "新事项").expect("it was entered").clone();
    assert!(made.id.to_string().starts_with("hulin/+"), "{} {}", made.id, stage.notice());
    assert!(stage.bytes().contains(&format!("parent: \"{parent}\"")), "{}", stage.bytes());
}

#[test]
fn bodies_with_a_blank_between_are_two_and_a_lead_is_wanted_where_others_cooperate() {
    let mut stage = stage();
    stage.press("<home>n新建水库<tab><tab><tab><tab>市农业农村局 市工信局");
    let screen = stage.screen(110, 40);
    assert!(screen.contains("有配合单位就要写牵头单位"), "{screen}");
    stage.press("<esc>n密山市<c-s>");
    let new = stage.model.current().expect("an entry").clone();
    assert_eq!((new.title.as_str(), new.cooperating.len()), ("新建水库", 2), "{}", stage.screen(110, 40));
}

#[test]
fn a_draft_of_a_new_entry_goes_on_at_the_first_empty_field_and_a_preset_form_leaves_none() {
    let mut stage = stage();
    stage.press("<home>n新建水库<tab><tab><tab><esc>n");
    stage.press("市农业农村局<c-s>");
    let new = stage.model.current().expect("an entry").clone();
    assert_eq!((new.title.as_str(), new.lead.named().is_some()), ("新建水库", true), "{}", stage.screen(100, 40));
    stage.press(":终止<enter>");
    let screen = stage.screen(100, 40);
    assert!(screen.contains("暂缓、终止或结转") && screen.contains("状态      已终止"), "{screen}");
    stage.press("<esc>");
    assert!(!stage.notice().contains("已收起"), "nothing was typed");
}
