use super::escape::esc;
use super::svg::{Anchor, Drawing, WIDTH};
use super::tables::bucket_word;
use crate::domain::{Keeping, Period, number};
use crate::report::audience::Audience;
use crate::report::body::Body;
use crate::report::bucket::{Tally, share_label};
use crate::report::goal::Goal;
use crate::report::summary::Summary;
use crate::text::{Lang, cut};

/// How many departments, and how many indicators, a chart shows.
const SHOWN: usize = 15;
/// Where bars begin, right of their names.
const LEFT: f64 = 190.0;
/// How wide a name may be, in cells of half a character.
const NAME: usize = 26;
/// From one bar to the next, and the height of a bar.
const STEP: f64 = 27.0;
const BAR: f64 = 19.0;

pub(super) fn charts(summary: &Summary) -> String {
    let own = matches!(summary.audience, Audience::Department(_));
    let all = [by_plan(summary).filter(|_| summary.by_plan.len() > 1), trend(summary), by_body(summary).filter(|_| !own), goals(summary)];
    let legend: Vec<String> = summary.buckets().into_iter().map(bucket_word).collect();
    let all: String = all.into_iter().flatten().collect();
    if all.is_empty() {
        all
    } else {
        format!("<p class=\"legend\">图例：{}</p>\n<div class=\"charts\">\n{all}</div>\n", legend.join(" "))
    }
}

fn figure(caption: &str, drawing: Drawing, note: &str) -> String {
    let note = if note.is_empty() { String::new() } else { format!("<p class=\"note\">{}</p>\n", esc(note)) };
    format!("<figure>\n<figcaption>{}</figcaption>\n{}{note}</figure>\n", esc(caption), drawing.finish(caption))
}

/// How the entries of each plan stand, each bar the whole of its plan.
fn by_plan(summary: &Summary) -> Option<String> {
    let mut drawing = Drawing::new();
    for (i, group) in summary.by_plan.iter().enumerate() {
        let short = summary.plans.iter().find(|p| *p.code == group.key).map_or(group.name.as_str(), |p| p.short_name());
        bar(&mut drawing, i, (short, &group.name), &group.tally, 1.0);
    }
    (!summary.by_plan.is_empty()).then(|| figure("各方案推进情况（各占本方案比例）", drawing, ""))
}

/// How what each body leads stands, the busiest first, each bar as long as its number; what nobody leads would dwarf
/// them, and is told below.
fn by_body(summary: &Summary) -> Option<String> {
    let mut bodies: Vec<&Body> = summary.bodies.iter().filter(|b| b.id.is_some() && b.leads.total() > 0).collect();
    bodies.sort_by_key(|b| std::cmp::Reverse(b.leads.total()));
    let most = bodies.first()?.leads.total() as f64;
    let mut drawing = Drawing::new();
    for (i, body) in bodies.iter().take(SHOWN).enumerate() {
        bar(&mut drawing, i, (&body.name, &body.name), &body.leads, body.leads.total() as f64 / most);
    }
    let rest = bodies.iter().skip(SHOWN);
    let (others, count) = (rest.len(), rest.map(|b| b.leads.total()).sum::<usize>());
    let mut note = match others {
        0 => String::new(),
        _ if summary.leads_overlap() => format!("另有{others}个单位，见附件3；由几个单位承担的事项分别计入。"),
        _ => format!("另有{others}个单位牵头{count}项，见附件3。"),
    };
    let nobody: usize = summary.bodies.iter().filter(|b| b.id.is_none()).map(|b| b.leads.total()).sum();
    if nobody > 0 {
        note.push_str(&format!("未明确牵头单位的{nobody}项不在图中。"));
    }
    Some(figure("各单位牵头事项推进情况", drawing, &note))
}

/// One bar of a chart: its name at the left, its number at the right end.
fn bar(drawing: &mut Drawing, line: usize, name: (&str, &str), tally: &Tally, length: f64) {
    let y = line as f64 * STEP + 2.0;
    let long = (WIDTH - LEFT - 40.0) * length;
    drawing.text("label", (LEFT - 8.0, y + 14.0), Anchor::End, &cut(name.0, NAME));
    drawing.stack(tally, (LEFT, y), (long, BAR), name.1);
    drawing.text("sum", (LEFT + long + 6.0, y + 14.0), Anchor::Start, &tally.total().to_string());
}

/// How the entries stood at the end of each of the last quarters.
fn trend(summary: &Summary) -> Option<String> {
    let points = &summary.trend;
    let most = points.iter().map(|p| p.tally.total()).max().filter(|n| *n > 0 && points.len() > 1)? as f64;
    let (step, top, tall) = ((WIDTH / points.len() as f64).min(150.0), 20.0, 190.0);
    let wide = (step * 0.62).min(70.0);
    let mut drawing = Drawing::new();
    for (i, point) in points.iter().enumerate() {
        let (middle, high) = (step * (i as f64 + 0.5), tall * point.tally.total() as f64 / most);
        let label = point.period.label(Lang::Zh);
        drawing.pile(&point.tally, (middle - wide / 2.0, top + tall - high), (wide, high), &label);
        drawing.text("sum", (middle, top + tall - high - 6.0), Anchor::Middle, &format!("滞后{} 扭转{}", point.late, point.recovered));
        let (year, quarter) = split(point.period);
        drawing.text("label", (middle, top + tall + 17.0), Anchor::Middle, &quarter);
        drawing.text("label", (middle, top + tall + 33.0), Anchor::Middle, &year);
    }
    let note = "每季按当季通报的截止日计数；“滞后”为未达序时或逾期的项数，“扭转”为上季滞后、本季不再滞后的项数。";
    Some(figure("各季度走势", drawing, note))
}

fn split(period: Period) -> (String, String) {
    let label = period.label(Lang::Zh);
    label.split_once('第').map_or((String::new(), label.clone()), |(year, quarter)| (year.to_owned(), format!("第{quarter}")))
}

/// What was measured against its goal: a bar to the share reached, a line at the goal, a mark at the time gone.
fn goals(summary: &Summary) -> Option<String> {
    let measured: Vec<&Goal> = summary.goals.iter().filter(|g| g.measured.is_some() && g.target.is_some()).collect();
    let mut drawing = Drawing::new();
    for (i, goal) in measured.iter().take(SHOWN).enumerate() {
        goal_bar(&mut drawing, i as f64 * 36.0, goal);
    }
    let more = measured.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("另有{more}项见正文。") } else { String::new() };
    let note = format!("竖线为目标，三角为序时进度。{more}");
    (!measured.is_empty()).then(|| figure("主要指标完成情况（实测值占目标）", drawing, &note))
}

fn goal_bar(drawing: &mut Drawing, y: f64, goal: &Goal) {
    const WHOLE: f64 = 260.0;
    const LONGEST: f64 = 1.25;
    let name = format!("{}（{}）", goal.name, goal.scope);
    let target = goal.target.map_or_else(String::new, |(year, t)| format!("{year}年目标{}", t.label(Lang::Zh)));
    let value = goal.measured.map_or_else(String::new, |(_, v)| format!("{}{}", number(v), goal.unit));
    let met = match goal.met {
        Some(true) => "已达到",
        Some(false) => "未达到",
        None => "",
    };
    let share = goal.share.map_or_else(String::new, share_label);
    drawing.text("label", (LEFT - 8.0, y + 14.0), Anchor::End, &cut(&name, NAME));
    drawing.text("note", (LEFT - 8.0, y + 28.0), Anchor::End, &cut(&target, NAME + 4));
    drawing.rect("ground", (LEFT, y + 2.0), (WHOLE * LONGEST, BAR), &name);
    if let Some(tenths) = goal.share {
        let class = match goal.keeping {
            Keeping::Met => "b-done",
            Keeping::OnSchedule => "b-on_schedule",
            Keeping::Behind | Keeping::Unmeasured => "b-behind",
        };
        let long = (f64::from(tenths) / 1000.0).min(LONGEST) * WHOLE;
        drawing.rect(class, (LEFT, y + 2.0), (long, BAR), &format!("{name}：{value}，占目标{share}，{met}"));
    }
    drawing.line("goal", (LEFT + WHOLE, y), (LEFT + WHOLE, y + BAR + 4.0));
    if let Some(gone) = goal.scheduled {
        drawing.text("tick", (LEFT + WHOLE * f64::from(gone) / 100.0, y + BAR + 11.0), Anchor::Middle, "▲");
    }
    let right = LEFT + WHOLE * LONGEST + 6.0;
    drawing.text("sum", (right, y + 14.0), Anchor::Start, &format!("{share} {met}"));
    drawing.text("note", (right, y + 28.0), Anchor::Start, &cut(&value, 18));
}
