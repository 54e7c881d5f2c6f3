use super::escape::esc;
use super::tables::{bucket_class, lamp_word};
use crate::domain::{Light, long_date};
use crate::report::bucket::share_label;
use crate::report::summary::Summary;
use crate::text::Lang;

/// The figures at a glance: the whole, the buckets with their shares and changes, what is late, the lights.
pub(super) fn figures(summary: &Summary) -> String {
    let mut out = format!("<p class=\"note\">{}</p>\n<ul class=\"cards\">\n", esc(&basis(summary)));
    let total = i64::try_from(summary.tally.total()).unwrap_or_default();
    let then = i64::try_from(summary.change.tally.total()).unwrap_or_default();
    out.push_str(&card("", "事项", summary.tally.total(), &[change(total - then)]));
    for bucket in summary.buckets() {
        let more = summary.change.change(&summary.tally, bucket);
        let notes = [format!("占{}", share_label(summary.tally.share(bucket))), change(more)];
        out.push_str(&card(&bucket_class(bucket), bucket.label(Lang::Zh), summary.tally.count(bucket), &notes));
    }
    let late = summary.late.len() as i64 - summary.change.late as i64;
    out.push_str(&card("b-late", "未达序时或逾期", summary.late.len(), &[change(late)]));
    out.push_str("</ul>\n");
    out.push_str(&format!("<p class=\"lamps\">{}</p>\n", lamps(summary)));
    out
}

fn basis(summary: &Summary) -> String {
    format!(
        "{}，截至{}的记录，按{}的进度要求评判，与{}相比。台账校验码{}。",
        summary.period.label(Lang::Zh),
        long_date(summary.cutoff),
        long_date(summary.day),
        summary.change.period.label(Lang::Zh),
        summary.fingerprint
    )
}

fn card(class: &str, label: &str, count: usize, notes: &[String]) -> String {
    let notes: String = notes.iter().map(|n| format!("<small>{}</small>", esc(n))).collect();
    format!("<li class=\"card {class}\"><span>{}</span><b>{count}</b>{notes}</li>\n", esc(label))
}

fn change(more: i64) -> String {
    match more {
        0 => "与上期持平".to_owned(),
        1.. => format!("较上期增{more}"),
        _ => format!("较上期减{}", -more),
    }
}

fn lamps(summary: &Summary) -> String {
    let count = |light: Light| summary.rows.iter().filter(|r| r.light == light).count();
    let lit = Light::ALL.into_iter().filter(|l| *l != Light::Unverified || count(*l) > 0);
    let all: Vec<String> = lit.map(|l| format!("{}&nbsp;{}项", lamp_word(l), count(l))).collect();
    format!("亮灯：{}", all.join(" "))
}
