//! The values of indicators that a form asks for. A row is sealed as one of an entry is, with the indicator's id in the place of the entry's.

use super::seal::{Basis, ledger_mark};
use crate::domain::{DeptId, Entry, EntryId, Indicator, Ledger, Period, UpdateId, ValueOwed, heads};
use crate::text::Lang;

/// A value that a form asks for.
#[derive(Clone, Debug)]
pub(crate) struct ValueLine {
    pub(super) shown: [String; 4],
    pub(super) basis: Basis,
}

impl ValueLine {
    /// What it asks for.
    pub(super) fn title(&self) -> String {
        let [name, scope, _, period] = &self.shown;
        format!("{period}{name}（{scope}）")
    }
}

/// The id under which the row of an indicator is sealed.
pub(super) fn sealed_as(indicator: &Indicator) -> EntryId {
    indicator.id().as_str().into()
}

/// What a form shows of an indicator: name, scope, unit, and the period that it asks for.
pub(super) fn shown_of(of: &Indicator, period: Period) -> [String; 4] {
    [of.name.clone(), of.scope.clone(), of.unit.clone(), period.label(Lang::Zh)]
}

/// The values that are missing of a body for a period; where only some entries are meant, those of their indicators.
pub(super) fn value_lines(ledger: &Ledger, body: &DeptId, (period, is_meant): (Period, &dyn Fn(&Entry) -> bool)) -> Vec<ValueLine> {
    let everything = ledger.entries().iter().all(|entry| ledger.is_archived(entry) || is_meant(entry));
    let is_asked = |of: &Indicator| everything || of.entry.as_ref().and_then(|id| ledger.get(id)).is_some_and(|entry| is_meant(entry));
    let missing = ledger.values_owed(period, None).filter(|one| !one.said && one.bodies.contains(body) && is_asked(one.indicator));
    let line = |one: ValueOwed<'_>| {
        let of = one.indicator;
        let entry = sealed_as(of);
        let basis =
            Basis { ledger: ledger_mark(ledger, &entry)?, entry, body: body.clone(), period: one.period, after: heads(&of.updates) };
        Some(ValueLine { shown: shown_of(of, one.period), basis })
    };
    missing.filter_map(line).collect()
}

impl Basis {
    /// As it stands in hidden cells.
    pub(super) fn cells(&self) -> [String; 6] {
        let after = self.after.iter().map(UpdateId::as_str).collect::<Vec<_>>().join(" ");
        [self.entry.to_string(), self.body.to_string(), self.period.to_string(), self.ledger.clone(), after, self.seal()]
    }

    /// Read back from them; none where the seal does not fit.
    pub(super) fn of_cells(cells: Vec<String>) -> Option<Basis> {
        let [entry, body, period, ledger, after, seal] = <[String; 6]>::try_from(cells).ok()?;
        let after = after.split_whitespace().map(UpdateId::from).collect();
        let basis = Basis { entry: entry.as_str().into(), body: body.as_str().into(), period: period.parse().ok()?, ledger, after };
        (basis.seal() == seal).then_some(basis)
    }
}
