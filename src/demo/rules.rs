//! Made-up rules of an assessment.

use crate::domain::{Criterion, Measure};

/// A rule for each thing that can be counted.
pub(super) fn criteria() -> Vec<Criterion> {
    let rule = |(name, counts, points): (&str, Measure, u32)| {
        let remark = "演示用的规则。".to_owned();
        Criterion { name: name.into(), counts, points, remark, ..Criterion::default() }
    };
    let all = [
        ("按期完成", Measure::InTime, 25),
        ("序时进度", Measure::OnSchedule, 20),
        ("反馈及时", Measure::Reporting, 20),
        ("不逾期", Measure::NotOverdue, 10),
        ("督导整改", Measure::Mending, 10),
        ("指标完成", Measure::Goals, 10),
        ("完成质量", Measure::NotReturned, 5),
    ];
    all.map(rule).into()
}
