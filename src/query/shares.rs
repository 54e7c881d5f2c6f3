//! Work on all entries at once, shared by the cores.

use std::ops::Range;

/// Below this many entries a second thread costs more than it saves.
const WORTH_A_THREAD: usize = 20_000;

/// More cores than this do not help: memory is the limit.
const MOST: usize = 4;

/// What a piece of work makes of all places up to a count, one after another; each core takes a share of them.
pub(crate) fn in_shares<T: Send>(count: usize, work: impl Fn(Range<usize>) -> Vec<T> + Sync) -> Vec<T> {
    let threads = std::thread::available_parallelism().map_or(1, |n| n.get().min(MOST));
    if count < WORTH_A_THREAD || threads == 1 {
        return work(0..count);
    }
    let share = count.div_ceil(threads);
    std::thread::scope(|scope| {
        let work = &work;
        let (first, rest) = (0..share, (1..threads).map(|t| (t * share).min(count)..((t + 1) * share).min(count)));
        let workers: Vec<_> = rest.map(|range| scope.spawn(move || work(range))).collect();
        let mut all = work(first);
        workers.into_iter().for_each(|w| all.extend(w.join().unwrap_or_else(|e| std::panic::resume_unwind(e))));
        all
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_done_twice_or_left_out() {
        for count in [0, 1, 3, WORTH_A_THREAD - 1, WORTH_A_THREAD, WORTH_A_THREAD + 1, 3 * WORTH_A_THREAD + 2] {
            assert_eq!(in_shares(count, Iterator::collect::<Vec<usize>>), (0..count).collect::<Vec<usize>>());
        }
    }
}
