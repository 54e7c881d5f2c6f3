use chrono::Datelike;
use fastrand::Rng;
use std::collections::BTreeMap;

use super::scene::Scene;
use super::words::{CITY, PROVINCE};
use crate::domain::{Author, Baseline, Fact, Indicator, Period, Target, Update, UpdateId};

/// Draws the goals of one plan, for the province and the city, with values measured since it began.
pub(super) fn draw(scene: &Scene, rng: &mut Rng) -> Vec<Indicator> {
    let mut all = Vec::new();
    for (i, (name, unit, base, growth)) in scene.theme.goals.iter().enumerate() {
        for (scope, share) in [(PROVINCE, 1.0), (CITY, 0.3)] {
            let share = if *unit == "%" { 1.0 } else { share };
            let year = scene.plan.start.year();
            let goal = |y: i32| round(base * share + growth * share * f64::from(y - year + 1));
            let mut indicator = Indicator {
                unit: (*unit).into(),
                baseline: Some(Baseline { year: year - 1, value: round(base * share) }),
                targets: (year..=scene.plan.end.year()).map(|y| (y, Target::AtLeast(goal(y)))).collect::<BTreeMap<_, _>>(),
                ..Indicator::new(scene.theme.code.into(), &format!("一（{}）", ["一", "二", "三", "四"][i % 4]), name, scope)
            };
            measure(scene, rng, &mut indicator, (base * share, growth * share));
            all.push(indicator);
        }
    }
    all
}

/// Records a value for each quarter of the plan that is over, near the straight line to the goal.
fn measure(scene: &Scene, rng: &mut Rng, indicator: &mut Indicator, (base, growth): (f64, f64)) {
    let mut quarter = Period::quarter_of(scene.plan.start);
    let luck = 0.6 + rng.f64() * 0.6;
    for passed in 1..=8u32 {
        if quarter.end() >= scene.today {
            return;
        }
        let value = base + growth * luck * f64::from(passed) / 4.0;
        let at = super::history::moment(rng, quarter.end());
        let after = indicator.updates.last().map(|u: &Update| u.id.clone()).into_iter().collect();
        let says = vec![Fact::Measured { from: None, to: round(value) }];
        indicator.updates.push(Update {
            id: UpdateId::mint(rng.u64(..)),
            at: at.into(),
            by: Author::default(),
            period: Some(quarter),
            after,
            about: Default::default(),
            says,
        });
        quarter = quarter.next();
    }
}

fn round(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}
