use strsim::levenshtein;

/// The word that differs least from another, if it differs in no more than half of the longer one's characters.
pub(crate) fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let scored = among.into_iter().map(|known| (levenshtein(word, known), known));
    scored
        .filter(|(d, known)| *d * 2 <= known.chars().count().max(word.chars().count()).max(2))
        .min_by_key(|(d, _)| *d)
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_word_is_near_or_none() {
        assert_eq!(nearest("fliter", ["filter", "sort"]), Some("filter"));
        assert_eq!(nearest("分祖", ["排序", "分组"]), Some("分组"));
        assert_eq!(nearest("天气预报", ["filter", "sort", "分组"]), None);
    }
}
