use super::desk::Desk;
use std::fs;

fn configured(text: &str) -> Desk {
    let desk = Desk::new();
    fs::create_dir_all(desk.home().join("config")).unwrap();
    fs::write(desk.home().join("config/config.ron"), text).unwrap();
    desk
}

#[test]
fn without_a_file_the_defaults_are_shown_and_nothing_is_written() {
    let desk = Desk::new();
    let before = desk.everything();
    desk.run(&["config"]).fine().shows("config.ron（还没有）").shows("views.ron").shows("mouse      true").shows("默认");
    desk.run_in_english(&["config"]).fine().shows("not there yet").shows("default");
    assert_eq!(desk.everything(), before);
}

#[test]
fn every_value_says_where_it_comes_from() {
    let desk = configured("(us: \"市农业农村局\", mouse: false, theme: Light, keys: { \"undo\": \"z\" })");
    let value = desk.run(&["config", "--json", "--lang", "zh"]).fine().json("config");
    assert_eq!(value["values"]["us"]["value"], "市农业农村局");
    assert_eq!(value["values"]["us"]["from"], "file");
    assert_eq!(value["values"]["mouse"]["value"], false);
    assert_eq!(value["values"]["theme"]["value"], "Light");
    assert_eq!(value["values"]["lang"]["from"], "option");
    assert_eq!(value["values"]["ambiguous"]["from"], "default");
    assert_eq!(value["keys"]["undo"], "z");
    desk.run(&["config"]).fine().shows("undo = z").shows("配置文件");
}

#[test]
fn a_mistake_names_file_line_and_column_and_is_not_fatal() {
    let desk = configured("(\n  us: \"市农业农村局\",\n  mouse: maybe,\n)");
    let said = desk.run(&["config"]);
    assert_eq!(said.code, 1);
    said.warns("config.ron:3:");
    desk.run(&["list"]).fine().warns("config.ron:3:");
}

#[test]
fn keys_themes_and_views_that_do_not_exist_have_their_places() {
    let desk = configured("(\n  theme: \"nacht.ron\",\n  keys: {\n    \"undoo\": \"z\",\n    \"set-status\": \"a\",\n  },\n)");
    let said = desk.run(&["config"]);
    assert_eq!(said.code, 1);
    said.warns("config.ron:2:10").warns("config.ron:4:5").warns("最接近的是 `undo`").warns("`set-status` 的按键 a 已是 `report` 的");
}

#[test]
fn the_examples_of_the_manual_hold() {
    let manual = include_str!("../../docs/config.md");
    let mut examples = manual.split("```ron\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let desk = configured(&examples.next().unwrap().replace("Light,", "\"my.ron\","));
    let config = desk.home().join("config");
    fs::write(config.join("my.ron"), examples.next().unwrap()).unwrap();
    fs::write(config.join("views.ron"), examples.next().unwrap()).unwrap();
    assert!(examples.next().is_none());
    desk.run(&["config"]).fine().shows("my.ron").shows("逾期牵头").shows("set-status = s f4");
}
