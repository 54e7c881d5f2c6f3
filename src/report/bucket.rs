use crate::domain::{Period, State, Status, Verdict, vocabulary};

/// Where an entry stands in a bulletin. Every entry is in exactly one bucket; the first rule that fits decides:
///
/// 1. `Done`: the status is done by the cut-off, or 100 % is reported and no status was ever set.
/// 2. `SetAside`: the status is suspended or cancelled by the cut-off; `CarriedOver`: it goes on in another plan.
/// 3. `Unverified`: its plan is over, and nobody has ever reported on any of the plan's entries ([`Verdict::is_unverified`]).
/// 4. `Unreported`: nobody has reported on the period, on a part of it, or on a longer one that holds it ([`Verdict::owes`]).
/// 5. `Behind`: the deadline is over at the close of the day of judgement (the end of the period), and it is not done.
/// 6. Trouble is stronger than a percent: `Behind` when the status is blocked, or not started though its start has come or
///    a percent is reported.
/// 7. With a percent and a scheduled progress: `Behind` or `Ahead` when the percent is more than
///    `settings.on_schedule_gap` points below or above the scheduled progress.
/// 8. Else `OnSchedule`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Bucket {
    Done,
    Ahead,
    OnSchedule,
    Behind,
    Unreported,
    SetAside,
    Unverified,
    CarriedOver,
}

vocabulary!(Bucket {
    Done = "已完成", "done", "done", [];
    Ahead = "超序时", "ahead", "ahead", [];
    OnSchedule = "达序时", "on schedule", "on_schedule", [];
    Behind = "未达序时", "behind", "behind", [];
    Unreported = "未反馈", "unreported", "unreported", [];
    SetAside = "暂缓或终止", "set aside", "set_aside", [];
    Unverified = "期满待核", "unverified", "unverified", [];
    CarriedOver = "已结转", "carried over", "carried_over", [];
});

impl Bucket {
    /// Whether work is still asked for.
    pub(crate) fn is_open(self) -> bool {
        !matches!(self, Bucket::Done | Bucket::SetAside | Bucket::CarriedOver)
    }

    /// Whether reports on it are asked for.
    pub(super) fn is_asked(self) -> bool {
        self.is_open() && self != Bucket::Unverified
    }

    /// The bucket by the rules above. `started`: the day on which work should begin has come.
    pub(crate) fn of(state: &State, verdict: &Verdict, period: Period, started: bool, tolerance: u8) -> Bucket {
        match state.status.value {
            _ if state.is_done() => return Bucket::Done,
            Some(Status::Suspended | Status::Cancelled) => return Bucket::SetAside,
            Some(Status::CarriedOver) => return Bucket::CarriedOver,
            _ if verdict.is_unverified() => return Bucket::Unverified,
            _ => {}
        }
        if verdict.owes(state, period) {
            return Bucket::Unreported;
        }
        if verdict.overdue {
            return Bucket::Behind;
        }
        let begun = started || state.percent.value.is_some_and(|percent| percent > 0);
        match (state.status.value, state.percent.value.zip(verdict.scheduled)) {
            (Some(Status::Blocked), _) => Bucket::Behind,
            (Some(Status::NotStarted), _) if begun => Bucket::Behind,
            (Some(Status::NotStarted), _) => Bucket::OnSchedule,
            (_, Some((percent, scheduled))) if scheduled.saturating_sub(percent) > tolerance => Bucket::Behind,
            (_, Some((percent, scheduled))) if percent.saturating_sub(scheduled) > tolerance => Bucket::Ahead,
            _ => Bucket::OnSchedule,
        }
    }
}

/// How many entries are in each bucket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally([usize; Bucket::ALL.len()]);

impl Tally {
    pub(crate) fn add(&mut self, bucket: Bucket) {
        self.0[bucket as usize] += 1;
    }

    pub(crate) fn count(&self, bucket: Bucket) -> usize {
        self.0[bucket as usize]
    }

    /// How many there are in all.
    pub fn total(&self) -> usize {
        self.0.iter().sum()
    }

    /// The share of each bucket in tenths of a percent, in the order of [`Bucket::ALL`]; they add up to 1000.
    pub(crate) fn shares(&self) -> [u32; Bucket::ALL.len()] {
        let mut out = [0; Bucket::ALL.len()];
        for (to, share) in out.iter_mut().zip(shares(&self.0)) {
            *to = share;
        }
        out
    }

    /// The share of one bucket in tenths of a percent.
    pub(crate) fn share(&self, bucket: Bucket) -> u32 {
        self.shares()[bucket as usize]
    }
}

impl FromIterator<Bucket> for Tally {
    fn from_iter<I: IntoIterator<Item = Bucket>>(buckets: I) -> Self {
        let mut tally = Tally::default();
        buckets.into_iter().for_each(|b| tally.add(b));
        tally
    }
}

/// Shares in tenths of a percent that add up to 1000 by the largest remainder; the earlier wins a tie. All are 0
/// when there is nothing to share.
pub(crate) fn shares(counts: &[usize]) -> Vec<u32> {
    let total: usize = counts.iter().sum();
    if total == 0 {
        return vec![0; counts.len()];
    }
    let mut out: Vec<u32> = counts.iter().map(|c| (c * 1000 / total) as u32).collect();
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(counts[*i] * 1000 % total));
    let missing = 1000 - out.iter().sum::<u32>() as usize;
    for i in order.into_iter().take(missing) {
        out[i] += 1;
    }
    out
}

/// A share in tenths of a percent as it is printed: `33.3%`.
pub(crate) fn share_label(tenths: u32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Light, Reason, Reported};

    const Q4: Period = Period::Quarter(2025, 4);

    fn on(period: Period) -> Reported {
        Reported { on: period.end(), period }
    }

    fn verdict(scheduled: Option<u8>, days: i64) -> Verdict {
        let (overdue, days_left) = (days <= 0, Some(days));
        let (light, reason) = (Light::Gray, Reason::Reported);
        Verdict {
            light,
            reason,
            scheduled,
            days_left,
            overdue,
            due_soon: false,
            unreported: false,
            in_use: true,
            archived: false,
            completion: None,
        }
    }

    /// An entry in work, reported on, that should have begun; then what the case sets.
    fn bucket(set: fn(&mut State), scheduled: Option<u8>, days_left: i64) -> Bucket {
        let mut state = State::default();
        state.reports.push(on(Q4));
        state.status.value = Some(Status::Underway);
        set(&mut state);
        Bucket::of(&state, &verdict(scheduled, days_left), Q4, true, 5)
    }

    #[test]
    fn the_first_rule_that_fits_decides() {
        use Bucket::{Ahead, Behind, Done, OnSchedule, SetAside, Unreported};
        type Case = (fn(&mut State), Option<u8>, i64, Bucket);
        let done_and_silent: Case = (|s| (s.status.value, s.reports) = (Some(Status::Done), vec![]), Some(100), -90, Done);
        let silent: Case = (|s| (s.percent.value, s.reports) = (Some(90), vec![on(Q4.previous())]), Some(50), 90, Unreported);
        let on_the_year: Case = (|s| s.reports = vec![on(Period::Year(2025))], None, 90, OnSchedule);
        let cases: [Case; 15] = [
            done_and_silent,
            (|s| s.status.value = Some(Status::Suspended), Some(100), -90, SetAside),
            (|s| s.status.value = Some(Status::Cancelled), Some(100), -90, SetAside),
            silent,
            on_the_year,
            (|s| s.percent.value = Some(99), Some(100), 0, Behind),
            (|_| {}, None, -1, Behind),
            (|_| {}, None, 1, OnSchedule),
            (|s| s.percent.value = Some(44), Some(50), 90, Behind),
            (|s| s.percent.value = Some(45), Some(50), 90, OnSchedule),
            (|s| s.percent.value = Some(55), Some(50), 90, OnSchedule),
            (|s| s.percent.value = Some(56), Some(50), 90, Ahead),
            (|s| s.status.value = Some(Status::Blocked), Some(50), 90, Behind),
            (|s| s.status.value = Some(Status::NotStarted), Some(50), 90, Behind),
            (|s| s.status.value = None, Some(50), 90, OnSchedule),
        ];
        for (at, (set, scheduled, days, wanted)) in cases.into_iter().enumerate() {
            assert_eq!(bucket(set, scheduled, days), wanted, "case {at}");
        }
    }

    #[test]
    fn what_need_not_have_started_is_not_behind_for_not_having_started() {
        let mut state = State::default();
        state.reports.push(on(Q4));
        state.status.value = Some(Status::NotStarted);
        assert_eq!(Bucket::of(&state, &verdict(Some(0), 400), Q4, false, 5), Bucket::OnSchedule);
    }

    #[test]
    fn thirds_add_up_to_a_hundred_percent() {
        assert_eq!(shares(&[1, 1, 1]), [334, 333, 333]);
        assert_eq!(shares(&[0, 0]), [0, 0]);
        assert_eq!(shares(&[2, 1]), [667, 333]);
        assert_eq!(share_label(1000), "100.0%");
    }

    proptest::proptest! {
        #[test]
        fn shares_always_add_up(counts in proptest::collection::vec(0usize..5000, 1..8)) {
            let sum: u32 = shares(&counts).iter().sum();
            proptest::prop_assert_eq!(sum, if counts.iter().sum::<usize>() == 0 { 0 } else { 1000 });
        }
    }
}
