use super::*;
use crate::domain::{EntryId, Fact, Period};
use crate::report::samples::{Q4, date, ledger, tell};

fn page_of(summary: &Summary) -> String {
    String::from_utf8(html(summary, &Template::default(), &Progress::default()).unwrap()).unwrap()
}

fn built(audience: Audience) -> Summary {
    Summary::of(&ledger(), Q4, date("2026-01-10"), audience)
}

/// The elements in order, checked: every one that opens closes where it should.
fn elements(html: &str) -> Vec<String> {
    const VOID: [&str; 4] = ["!doctype", "meta", "col", "br"];
    let (mut open, mut all): (Vec<String>, Vec<String>) = (Vec::new(), Vec::new());
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let end = at + rest[at..].find('>').unwrap();
        let (tag, inside) = (&rest[at + 1..end], open.last().cloned().unwrap_or_default());
        rest = &rest[end + 1..];
        let name = tag.split([' ', '/']).find(|n| !n.is_empty()).unwrap_or_default().to_owned();
        if ["style", "script"].contains(&inside.as_str()) && name != inside {
            continue;
        }
        if tag.starts_with('/') {
            assert_eq!(open.pop().as_deref(), Some(name.as_str()), "</{name}> before {}", &rest[..rest.len().min(80)]);
        } else if !VOID.contains(&name.as_str()) && !tag.ends_with('/') {
            open.push(name.clone());
            all.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?}");
    all
}

#[test]
fn elements_nest_and_nothing_is_fetched() {
    for audience in [Audience::Ledger, Audience::Plans(vec!["yi".into()]), Audience::Department("乙县人民政府".into())] {
        let page = page_of(&built(audience));
        let all = elements(&page);
        assert!(all.iter().any(|e| e == "svg") && all.iter().any(|e| e == "table"));
        for fetching in ["src=", "href=", "url(", "@import", "http:", "https:", "style=", "onclick"] {
            assert!(!page.contains(fetching), "{fetching}");
        }
    }
}

#[test]
fn the_policy_names_the_style_and_the_script_by_their_content() {
    let page = page_of(&built(Audience::Ledger));
    for (tag, kind) in [("style", "style-src"), ("script", "script-src")] {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        let text = page.split_once(&open).unwrap().1.split_once(&close).unwrap().0;
        assert!(
            !text.contains('\r') && page.contains(&format!("{kind} 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(text)))),
            "{kind}"
        );
    }
    assert!(page.contains("default-src 'none'") && page.contains("<html lang=\"zh-CN\">"));
}

#[test]
fn words_from_others_stay_words() {
    let mut l = ledger();
    let e = l.get_mut(&EntryId::from("yi/一")).unwrap();
    e.title = "</td><script>alert(1)</script>\u{202e}\" onload='x".into();
    tell(e, "2025-12-30", Q4, vec![Fact::Problems("<img src=x onerror=alert(1)>&amp;\u{1b}[2J".into())]);
    let plan = l.plans.get_mut(&l.plans[1].code.clone()).unwrap();
    plan.short = "</svg><b>".into();
    plan.title = "\"><script>".into();
    let page = page_of(&Summary::of(&l, Q4, date("2026-01-10"), Audience::Ledger));
    assert!(!page.contains("<script>alert") && !page.contains("<img") && !page.contains(['\u{202e}', '\u{1b}']));
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;&amp;amp;␛[2J"));
    elements(&page);
}

#[test]
fn every_figure_of_the_summary_is_on_the_page() {
    let s = built(Audience::Ledger);
    let page = page_of(&s);
    for bucket in s.buckets() {
        let card = format!("<span>{}</span><b>{}</b>", bucket.label(crate::text::Lang::Zh), s.tally.count(bucket));
        assert!(page.contains(&card), "{card}");
    }
    for row in &s.rows {
        assert!(page.contains(&format!("<td>{}</td>", row.title)), "{}", row.title);
    }
    for heading in ["各方案推进情况", "各单位牵头事项推进情况", "各季度走势", "主要指标完成情况", "占目标95.0%，未达到"]
    {
        assert!(page.contains(heading), "{heading}");
    }
    assert!(page.contains("<title>甲市产业行动方案：未达序时1项</title>"));
}

#[test]
fn a_colour_never_stands_without_its_word() {
    let page = page_of(&built(Audience::Ledger));
    for chip in page.split("<span class=\"chip ").skip(1) {
        let word = chip.split_once('>').unwrap().1.split_once("</span>").unwrap().0;
        assert!(!word.is_empty());
    }
    assert!(page.contains("<td class=\"n\">1</td><td><span class=\"chip l-red\">红</span></td>"));
}

#[test]
fn a_sheet_puts_the_page_first_and_an_empty_ledger_is_no_error() {
    let sheet = page_of(&built(Audience::Department("乙县人民政府".into())));
    assert!(sheet.find("<article").unwrap() < sheet.find("id=\"board\"").unwrap());
    let nothing = page_of(&Summary::of(&Default::default(), Period::Year(2025), date("2026-01-10"), Audience::Ledger));
    elements(&nothing);
}
