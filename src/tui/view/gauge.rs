//! Small charts in a cell of a table: from ASCII where the terminal draws blocks two cells wide.

/// A bar for the way that is done, with the scheduled place marked on it: `━━━━│┄┄┄`.
pub(crate) fn gauge(done: f64, scheduled: Option<u8>, cells: usize, ascii: bool) -> String {
    let (full, rest, tick) = if ascii { ("#", ".", "|") } else { ("━", "┄", "│") };
    let filled = at(done.clamp(0.0, 100.0), cells);
    let due = scheduled.map(|s| at(f64::from(s), cells).min(cells.saturating_sub(1)));
    (0..cells)
        .map(|i| match i {
            _ if Some(i) == due => tick,
            _ if i < filled => full,
            _ => rest,
        })
        .collect()
}

fn at(percent: f64, cells: usize) -> usize {
    (percent / 100.0 * cells as f64).round() as usize
}

/// The last values as heights between the least and the greatest.
pub(crate) fn sparkline(values: &[f64], cells: usize, ascii: bool) -> String {
    let steps: &[&str] =
        if ascii { &["_", ".", ":", "-", "=", "+", "*", "#"] } else { &["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"] };
    let shown = &values[values.len().saturating_sub(cells)..];
    let least = shown.iter().copied().fold(f64::INFINITY, f64::min);
    let greatest = shown.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let last = steps.len() - 1;
    let step = |v: f64| {
        let height = (v - least) / (greatest - least);
        if height.is_finite() { (height * last as f64).round() as usize } else { last / 2 }
    };
    shown.iter().map(|v| steps[step(*v).min(last)]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gauge_is_as_long_as_its_cell_and_shows_what_is_due() {
        assert_eq!(gauge(50.0, Some(75), 8, true), "####..|.");
        assert_eq!(gauge(180.0, Some(100), 8, true), "#######|");
        assert_eq!(gauge(-3.0, None, 4, true), "....");
        assert_eq!(gauge(f64::NAN, Some(0), 4, true).len(), 4);
        assert_eq!(gauge(10.0, Some(10), 0, true), "");
    }

    #[test]
    fn a_sparkline_shows_the_last_values_from_low_to_high() {
        assert_eq!(sparkline(&[9.0, 1.0, 4.5, 8.0], 3, true), "_=#");
        assert_eq!(sparkline(&[3.0, 3.0], 8, true), "--");
        assert_eq!(sparkline(&[], 8, true), "");
        assert_eq!(sparkline(&[f64::MAX, f64::MIN], 8, true).len(), 2);
    }
}
