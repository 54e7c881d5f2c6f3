//! What a person says of a draft, and what comes of it.

use super::{Answers, Fate, Of, Review, Said, source, take};
use crate::domain::Ledger;

const PLAN: &str = "云河市水务行动方案（2026—2028年）

一、重点任务
（一）修缮河堤。修缮河堤十公里。新建泵站两座。（牵头单位：市水务局；配合单位：市财政局）
（二）清理河道。2026年底前完成清淤。（市水务局、市农业农村局牵头）
（三）管护设施。建立管护队伍，落实经费等。（责任单位：市水务局等）
";

fn review() -> Review {
    Review::new(source("方案.txt", PLAN.as_bytes()).unwrap(), Answers::default())
}

/// The place of the draft whose title is so.
fn at(review: &Review, title: &str) -> usize {
    let found = review.items().iter().position(|item| item.draft.title.value.contains(title));
    found.unwrap_or_else(|| panic!("{title}: {:?}", review.items().iter().map(|i| &i.draft.title.value).collect::<Vec<_>>()))
}

fn shown(review: &Review) -> String {
    format!("{:?}", review.items())
}

#[test]
fn every_act_is_taken_back_and_is_said_again_to_the_same_end() {
    let mut review = review();
    let spot = |review: &Review, title: &str| review.items()[at(review, title)].spot;
    let acts = vec![
        review.sure(),
        vec![(spot(&review, "清理河道"), Said::Amend(vec![(Of::Lead, "市水务局".into()), (Of::Deadline, "2026-11-30".into())]))],
        vec![(spot(&review, "清理河道"), Said::Accept)],
        vec![(spot(&review, "修缮河堤"), Said::Split(vec!["修缮河堤。修缮河堤十公里。".into(), "新建泵站两座。".into()]))],
        vec![(spot(&review, "管护设施"), Said::Join)],
        vec![(spot(&review, "清理河道"), Said::Reject("重复".into()))],
    ];
    let mut stands = Vec::new();
    for act in &acts {
        stands.push(shown(&review));
        if !act.is_empty() {
            review.say(act.clone()).unwrap_or_else(|why| panic!("{act:?}: {why:?} {}", shown(&review)));
        }
    }
    // Read anew, as after a restart: the same.
    let again = Review::new(source("方案.txt", PLAN.as_bytes()).unwrap(), review.answers.clone());
    assert_eq!(shown(&again), shown(&review));
    let count = review.answers.acts.len();
    for before in stands.iter().rev().take(count) {
        assert!(review.take_back());
        assert_eq!(&shown(&review), before);
    }
    assert!(!review.take_back());
}

#[test]
fn only_what_is_accepted_is_taken_and_answered_doubts_are_not_kept() {
    let mut review = review();
    let sure = review.sure();
    let doubted = at(&review, "清理河道");
    assert!(!review.items()[doubted].draft.doubts.is_empty(), "two are said to lead");
    assert!(sure.iter().all(|(spot, _)| *spot != review.items()[doubted].spot));
    let spot = review.items()[doubted].spot;
    review.say(vec![(spot, Said::Amend(vec![(Of::Lead, "市水务局".into())])), (spot, Said::Accept)]).unwrap();
    let wanted = super::Wanted { code: "water".into(), ..review.wanted() };
    let taken = take(&Ledger::default(), &review.accepted(), &wanted).unwrap();
    assert_eq!(taken.entries.len(), 1);
    let mut ledger = Ledger::default();
    taken.change.apply(&mut ledger).unwrap();
    let entry = ledger.entries().first().unwrap();
    assert!(entry.doubts.is_empty(), "{:?}", entry.doubts);
    let name = entry.lead.named().map(|id| ledger.departments.name(id).to_owned());
    assert!(name.is_some_and(|name| name.ends_with("水务局")));
}

#[test]
fn a_name_that_holds_a_divider_stays_one_when_a_body_is_added() {
    let plan = "云河市方案（2026—2028年）\n（一）修缮河堤。修缮十公里。（牵头单位：市水务局；配合单位：市、县有关部门）\n";
    let mut review = Review::new(source("方案.txt", plan.as_bytes()).unwrap(), Answers::default());
    let (spot, before) = (review.items()[0].spot, review.items()[0].draft.written(Of::Bodies));
    assert_eq!(review.items()[0].draft.others().count(), 1, "{before}");
    review.say(vec![(spot, Said::Amend(vec![(Of::Bodies, format!("{before}、市财政局（国资局、金融局）"))]))]).unwrap();
    let names: Vec<&str> = review.items()[0].draft.others().map(|body| body.name.as_str()).collect();
    assert_eq!(names, [before.as_str(), "市财政局（国资局、金融局）"]);
}

#[test]
fn no_word_is_lost_by_splitting_and_joining_and_no_number_is_given_twice() {
    let mut review = review();
    let first = at(&review, "修缮河堤");
    let spot = review.items()[first].spot;
    let whole = review.items()[first].draft.text.clone();
    assert!(review.say(vec![(spot, Said::Split(vec!["修缮河堤十公里。".into()]))]).is_err());
    assert!(review.say(vec![(spot, Said::Split(vec!["修缮河堤十公里。".into(), "新建泵站三座。".into()]))]).is_err());
    assert!(
        review
            .say(vec![(spot, Said::Amend(vec![(Of::Reference, review.items()[at(&review, "清理河道")].draft.reference.clone())]))])
            .is_err()
    );
    assert!(review.say(vec![(spot, Said::Join)]).is_err(), "nothing stands above");
    assert!(review.answers.acts.is_empty(), "what cannot be said leaves no trace");
    let cut = whole.find("新建").unwrap();
    review.say(vec![(spot, Said::Split(vec![whole[..cut].into(), whole[cut..].into()]))]).unwrap();
    let part = &review.items()[first + 1];
    assert!(part.draft.title.value.starts_with("新建泵站") && part.draft.bodies == review.items()[first].draft.bodies);
    let part = part.spot;
    let mut numbers: Vec<_> = review.items().iter().map(|item| item.draft.reference.clone()).collect();
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), review.items().len());
    review.say(vec![(part, Said::Join)]).unwrap();
    assert_eq!(review.items()[first + 1].fate, Fate::Joined);
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert_eq!(letters(&review.items()[first].draft.text), letters(&whole));
}

/// Whatever is doubted has a place in the document, and where its words stand in the draft, that one.
#[test]
fn every_doubt_leads_to_its_words() {
    let plan = "云河市方案（2026—2028年）\n（一）修缮河堤。修缮十公里，2026年底前或2027年底前完成，投资约三五千万元。（牵头单位：市水务局、市财政局等）\n\
                （二）清理河道。清理五公里。（市水务局及相关部门）\n（三）种树。长期坚持。\n";
    let review = Review::new(source("方案.txt", plan.as_bytes()).unwrap(), Answers::default());
    let chars: Vec<char> = review.lines.iter().flat_map(|l| review.source.texts(l)).flat_map(|(_, text)| text.chars()).collect();
    let mut doubts = 0;
    for item in review.items() {
        for doubt in &item.draft.doubts {
            let spans = review.doubted(item, doubt);
            let lit: Vec<String> = spans.iter().map(|(from, to)| chars[*from as usize..*to as usize].iter().collect()).collect();
            assert!(!lit.is_empty() && lit.iter().all(|words| !words.is_empty()), "{doubt:?}");
            if !doubt.words.is_empty() && plan.contains(doubt.words.as_str()) {
                assert_eq!(lit, std::slice::from_ref(&doubt.words), "{doubt:?}");
            }
            assert!(spans[0].0 >= item.draft.title.span.0, "{doubt:?} is lit in another draft");
            doubts += 1;
        }
    }
    assert!(doubts >= 3, "{doubts}");
}

#[test]
fn spans_lead_to_the_words_and_a_rule_that_is_switched_reads_anew() {
    let review = review();
    let item = &review.items()[at(&review, "修缮河堤")];
    let chars: Vec<char> = review.lines.iter().flat_map(|l| review.source.texts(l)).flat_map(|(_, text)| text.chars()).collect();
    let words = |(from, to): (u32, u32)| chars[from as usize..to as usize].iter().collect::<String>();
    assert_eq!(item.draft.spans(Of::Lead).into_iter().map(words).collect::<Vec<_>>(), ["市水务局"]);
    assert_eq!(item.draft.spans(Of::Bodies).into_iter().map(words).collect::<Vec<_>>(), ["市财政局"]);
    assert!(words(item.draft.spans(Of::Title)[0]).contains("修缮河堤"));
    let plan = "云河市方案（2026—2028年）\n（责任单位列第一位的为牵头单位，下同）\n（一）修缮河堤。修缮十公里。（市水务局、市财政局）\n";
    let mut review = Review::new(source("方案.txt", plan.as_bytes()).unwrap(), Answers::default());
    assert_eq!(review.reading.rules.len(), 1);
    let ground = |review: &Review| review.items()[0].draft.ground;
    let by_rule = ground(&review);
    review.switch(0);
    assert!(ground(&review) != by_rule && review.reading.rules[0].off, "{:?}", review.items()[0].draft);
    review.switch(0);
    assert_eq!(ground(&review), by_rule);
}
