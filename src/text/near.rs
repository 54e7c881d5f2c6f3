/// How many characters must be added, taken out or changed to make one word of the other.
pub fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let changed = corner + usize::from(x != *y);
            corner = row[j + 1];
            row[j + 1] = changed.min(corner + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// The word that differs least from another, if it differs in no more than half of its characters.
pub fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = among.into_iter().map(|known| (distance(word, known), known));
    scored.filter(|(d, known)| *d * 2 <= known.chars().count().max(2)).min_by_key(|(d, _)| *d).map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_counts_characters() {
        assert_eq!(distance("农业局", "农业农村局"), 2);
        assert_eq!(distance("", "ab"), 2);
        assert_eq!(distance("五(一)", "五(二)"), 1);
    }

    #[test]
    fn the_nearest_word_is_near_or_none() {
        assert_eq!(nearest("fliter", ["filter", "sort"]), Some("filter"));
        assert_eq!(nearest("分祖", ["排序", "分组"]), Some("分组"));
        assert_eq!(nearest("天气预报", ["filter", "sort", "分组"]), None);
    }
}
