/// Draws one of a list; the lists here are never empty, and an empty one would give the default.
pub(super) fn one<T: Copy + Default>(rng: &mut fastrand::Rng, list: &[T]) -> T {
    rng.choice(list).copied().unwrap_or_default()
}

/// True so many times of a hundred.
pub(super) fn chance(rng: &mut fastrand::Rng, percent: u32) -> bool {
    rng.u32(0..100) < percent
}
