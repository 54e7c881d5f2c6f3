//! Which lines are a row: the number of a row stands in its middle or at its head, a line that is full goes on, rows do not meet.

/// A piece of a cell on one line.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Piece {
    pub line: usize,
    pub text: String,
    /// It reaches to the edge of its column.
    pub full: bool,
}

/// A column of a stretch of lines, its pieces from above.
pub(super) type Column = Vec<Piece>;

/// Where the number of a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Middle,
    Top,
}

/// Rows no taller than this are cut at any line, others where a line is blank.
const TALL: usize = 80;

/// Lines in which numbers of rows stand, with what stands beside them.
pub(super) struct Stretch<'a> {
    /// How many lines.
    pub len: usize,
    /// The lines in which numbers stand.
    pub anchors: &'a [usize],
    pub columns: &'a [Column],
    /// What stands first may belong to the row before.
    pub goes_on: bool,
}

impl Stretch<'_> {
    /// The first line of each row.
    pub fn starts(&self) -> Vec<usize> {
        let (middle, top) = (self.best(Stands::Middle), self.best(Stands::Top));
        if top.0 < middle.0 { top.1 } else { middle.1 }
    }

    /// Of each row how little its cells fit to its number.
    pub fn strain(&self, starts: &[usize]) -> Vec<f64> {
        let of = |stands: Stands| -> Vec<f64> {
            let end = |n: usize| starts.get(n + 1).copied().unwrap_or(self.len);
            starts.iter().zip(self.anchors).enumerate().map(|(n, (start, anchor))| self.row(*start, end(n), *anchor, stands)).collect()
        };
        let (middle, top) = (of(Stands::Middle), of(Stands::Top));
        if top.iter().sum::<f64>() < middle.iter().sum::<f64>() { top } else { middle }
    }

    fn best(&self, stands: Stands) -> (f64, Vec<usize>) {
        let Some(&first) = self.anchors.first() else { return (0.0, Vec::new()) };
        let begin = if self.goes_on { 0..=first } else { 0..=0 };
        let mut open: Vec<(usize, f64)> = begin.map(|at| (at, self.before(at))).collect();
        // Of each row where it may begin, and with which beginning of the row before that goes best.
        let mut ways: Vec<Vec<(usize, usize)>> = vec![open.iter().map(|(at, _)| (*at, 0)).collect()];
        for (row, &anchor) in self.anchors.iter().enumerate() {
            let (mut next, mut way) = (Vec::new(), Vec::new());
            for end in self.ends(anchor, self.anchors.get(row + 1).copied()) {
                let cut = if end < self.len { self.cut(end) } else { 0.0 };
                let costs = open.iter().map(|(start, cost)| cost + cut + self.row(*start, end, anchor, stands));
                let Some((from, cost)) = costs.enumerate().min_by(|a, b| a.1.total_cmp(&b.1)) else { continue };
                next.push((end, cost));
                way.push((end, from));
            }
            open = next;
            ways.push(way);
        }
        let cost = open.first().map_or(f64::MAX, |(_, cost)| *cost);
        let mut starts = Vec::new();
        let mut at = 0;
        for way in ways.iter().rev() {
            let (start, from) = way[at];
            starts.push(start);
            at = from;
        }
        starts.reverse();
        starts.pop();
        (cost, starts)
    }

    /// The lines at which a row may end: the first of the next row.
    fn ends(&self, anchor: usize, next: Option<usize>) -> Vec<usize> {
        let Some(next) = next else { return vec![self.len] };
        let all = anchor + 1..=next;
        if next - anchor <= TALL {
            return all.collect();
        }
        let mut few: Vec<usize> = all.filter(|at| self.is_blank(at - 1)).take(TALL).collect();
        few.push(next);
        few
    }

    fn is_blank(&self, line: usize) -> bool {
        self.columns.iter().all(|c| c.binary_search_by_key(&line, |p| p.line).is_err())
    }

    /// Lines before the first row are of the row before it.
    fn before(&self, start: usize) -> f64 {
        let pieces = self.columns.iter().map(|c| c.partition_point(|p| p.line < start)).sum::<usize>();
        pieces as f64 * 0.6 + if pieces > 0 { self.cut(start) + 1.0 } else { 0.0 }
    }

    fn row(&self, start: usize, end: usize, anchor: usize, stands: Stands) -> f64 {
        self.columns.iter().map(|column| cell(slice(column, start, end), anchor, stands)).sum()
    }

    /// What it costs that a row ends before a line.
    fn cut(&self, at: usize) -> f64 {
        let joints: f64 = self.columns.iter().map(|column| joint(column, at)).sum();
        let blanks = (0..at).rev().take(3).take_while(|line| self.is_blank(*line)).count();
        joints - blanks.min(2) as f64 * 1.5
    }
}

fn slice(column: &Column, start: usize, end: usize) -> &[Piece] {
    &column[column.partition_point(|p| p.line < start)..column.partition_point(|p| p.line < end)]
}

/// How little a cell fits to the number of its row.
fn cell(pieces: &[Piece], anchor: usize, stands: Stands) -> f64 {
    let (Some(first), Some(last)) = (pieces.first(), pieces.last()) else { return 0.0 };
    let off = match stands {
        Stands::Middle => (first.line + last.line) as f64 / 2.0 - anchor as f64,
        Stands::Top => first.line as f64 - anchor as f64,
    };
    // Lines of a cell stand at the same distance from one another.
    let wide = pieces.windows(2).filter(|w| w[1].line - w[0].line > 2).count();
    let ended = pieces.windows(2).filter(|w| !w[0].full && ends(&w[0].text)).count();
    off * off + wide as f64 * 4.0 + ended as f64
}

/// How much the last piece before a line wants to go on in the next.
fn joint(column: &Column, at: usize) -> f64 {
    let cut = column.partition_point(|p| p.line < at);
    let (Some(before), Some(after)) = (cut.checked_sub(1).and_then(|n| column.get(n)), column.get(cut)) else { return 0.0 };
    let torn = before.text.ends_with(['、', '，', '（', '《', '“', '：'])
        || after.text.starts_with(['、', '，', '。', '；', '）', '》', '”'])
        || open(&before.text);
    if torn {
        6.0
    } else if before.full && !ends(&before.text) && after.line - before.line <= 2 {
        2.0
    } else {
        0.0
    }
}

fn ends(text: &str) -> bool {
    text.ends_with(['。', '；'])
}

/// Whether a bracket is opened and not closed.
fn open(text: &str) -> bool {
    let count = |of: [char; 2]| text.chars().filter(|c| of.contains(c)).count();
    count(['（', '(']) > count(['）', ')'])
}

/// The ranges of rows over which blocks of text stand, each in the middle of its own; as many as there are blocks.
/// `extents`: first and last line of each row. The rows before the first range go on from above where they may.
pub(super) fn ranges(middles: &[f64], extents: &[(usize, usize)], goes_on: bool) -> Vec<std::ops::Range<usize>> {
    let rows = extents.len();
    if middles.is_empty() || middles.len() > rows {
        return Vec::new();
    }
    let off = |from: usize, to: usize, middle: f64| {
        let off = (extents[from].0 + extents[to - 1].1) as f64 / 2.0 - middle;
        off * off
    };
    let begin = if goes_on { 0..=rows - middles.len() } else { 0..=0 };
    let mut open: Vec<(usize, f64, Vec<usize>)> = begin.map(|at| (at, if at > 0 { 9.0 } else { 0.0 }, vec![at])).collect();
    for (n, middle) in middles.iter().enumerate() {
        let rest = middles.len() - n - 1;
        let last = rest == 0;
        let mut next = Vec::new();
        for to in 1..=rows - rest {
            if last && to < rows {
                continue;
            }
            let best =
                open.iter().filter(|(from, ..)| *from < to).map(|o| (o, o.1 + off(o.0, to, *middle))).min_by(|a, b| a.1.total_cmp(&b.1));
            if let Some((from, cost)) = best {
                next.push((to, cost, from.2.iter().copied().chain([to]).collect()));
            }
        }
        open = next;
    }
    let cuts = open.into_iter().min_by(|a, b| a.1.total_cmp(&b.1)).map(|(.., cuts)| cuts).unwrap_or_default();
    cuts.windows(2).map(|w| w[0]..w[1]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(pieces: &[(usize, &str, bool)]) -> Column {
        pieces.iter().map(|(line, text, full)| Piece { line: *line, text: (*text).to_owned(), full: *full }).collect()
    }

    fn starts(anchors: &[usize], columns: &[Column], goes_on: bool) -> Vec<usize> {
        let len = columns.iter().flatten().map(|p| p.line + 1).max().unwrap_or_default();
        Stretch { len, anchors, columns, goes_on }.starts()
    }

    #[test]
    fn a_row_is_what_stands_around_its_number_or_below_it() {
        let centred = column(&[
            (0, "修建渠道十二公", true),
            (1, "里，改造泵站三", true),
            (2, "座", false),
            (3, "修路", false),
            (4, "建设园区污水处", true),
            (5, "理厂", false),
        ]);
        let bodies = column(&[(1, "市水务局", false), (3, "市交通局", false), (4, "市工信局", false)]);
        assert_eq!(starts(&[1, 3, 4], &[centred.clone(), bodies], false), [0, 3, 4]);
        let top = column(&[(0, "市水务局", false), (3, "市交通局", false), (4, "市工信局", false)]);
        assert_eq!(starts(&[0, 3, 4], &[centred, top], false), [0, 3, 4]);
    }

    #[test]
    fn what_a_page_begins_with_may_belong_to_the_row_before() {
        let bodies = column(&[(0, "据局、县交通局", false), (4, "市水务局、县财", true), (6, "政局", false)]);
        assert_eq!(starts(&[5], std::slice::from_ref(&bodies), true), [3], "the blank lines go with what stands before");
        assert_eq!(starts(&[5], &[bodies], false), [0]);
    }

    #[test]
    fn a_text_that_stands_in_the_middle_of_rows_is_theirs() {
        let extents = [(0, 2), (3, 5), (6, 8), (9, 11), (12, 14)];
        assert_eq!(ranges(&[4.0, 11.5], &extents, false), [0..3, 3..5]);
        assert_eq!(ranges(&[11.5], &extents, true).first(), Some(&(3..5)));
        assert_eq!(ranges(&[7.0], &extents, true).first(), Some(&(0..5)));
    }
}
