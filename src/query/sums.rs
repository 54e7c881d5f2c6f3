use crate::domain::{Ledger, Light, Standings, told_once};
use crate::text::Lang;

/// What the entries of a group come to.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Sums {
    /// Those whose light is red.
    pub(crate) red: usize,
    /// Those that are open and past their deadline.
    pub(crate) late: usize,
    /// The mean of the percents that are known, and of how many.
    pub(crate) percent: Option<f64>,
    /// Investment in 万元.
    pub(crate) investment_wan: f64,
    /// How many have no percent.
    pub(crate) untold: usize,
    /// How many name the same thing as one before them: they add nothing.
    pub(crate) again: usize,
}

impl Sums {
    /// Adds up the entries at places of the ledger, each thing once.
    pub(crate) fn of(ledger: &Ledger, standings: &Standings, places: &[usize]) -> Sums {
        let mut sums = Sums::default();
        let (mut done, mut known) = (0_u64, 0_u64);
        let mut once = ledger.once();
        for (entry, standing) in places.iter().filter_map(|i| ledger.entries().get(*i).zip(standings.all().get(*i))) {
            if !once.counts(&entry.id) {
                sums.again += 1;
                continue;
            }
            sums.red += usize::from(standing.verdict.light == Light::Red);
            sums.late += usize::from(standing.verdict.overdue);
            if let Some(percent) = standing.state.percent_done() {
                done += u64::from(percent);
                known += 1;
            }
            sums.investment_wan += entry.investment_wan.unwrap_or(0.0);
        }
        sums.untold = (places.len() - sums.again).saturating_sub(known as usize);
        sums.percent = (known > 0).then(|| done as f64 / known as f64);
        sums
    }

    /// In words; what is nothing is not told.
    pub(crate) fn sentence(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        if self.red > 0 {
            parts.push(format!("{} {}", lang.pick("红灯", "red"), self.red));
        }
        if self.late > 0 {
            parts.push(format!("{} {}", lang.pick("逾期", "overdue"), self.late));
        }
        if let Some(percent) = self.percent {
            let untold = match self.untold {
                0 => String::new(),
                n => lang.bracketed(&lang.pick(format!("{n} 条未报比例"), format!("{n} have told none"))),
            };
            parts.push(format!("{} {percent:.0}%{untold}", lang.pick("平均完成", "done on average")));
        }
        if self.investment_wan > 0.0 {
            let yi = self.investment_wan / 10_000.0;
            parts.push(lang.pick(format!("投资 {yi:.2} 亿元"), format!("invested {yi:.2} 亿元")));
        }
        parts.extend(told_once(self.again, lang).filter(|_| !parts.is_empty()));
        parts.join("  ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{sample, standings};

    #[test]
    fn a_group_is_summed_up_and_what_is_nothing_is_not_told() {
        let (ledger, standings) = (sample(), standings());
        let all: Vec<usize> = (0..ledger.entries().len()).collect();
        let sums = Sums::of(&ledger, &standings, &all);
        let known: Vec<f64> = standings.all().iter().filter_map(|s| s.state.percent_done()).map(f64::from).collect();
        assert_eq!(sums.percent, Some(known.iter().sum::<f64>() / known.len() as f64));
        assert_eq!((sums.red, sums.late), (1, 1));
        assert!(sums.sentence(Lang::Zh).starts_with("红灯 1  逾期 1  平均完成 "), "{}", sums.sentence(Lang::Zh));
        assert_eq!(Sums::of(&ledger, &standings, &[]).sentence(Lang::Zh), "");
    }
}
