//! The nearest known word to one that is not known.

/// The word of `known` that is fewest slips away from `word`: at most one for a short word, a third of a long one. Capitals
/// are no slip.
///
/// A slip is a letter too many, too few, changed, or two neighbours swapped (the optimal string alignment distance).
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = (word.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (slips_but_for_case(word, candidate), candidate))
        .filter(|(slips, candidate)| *slips <= most && *slips < candidate.chars().count())
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, candidate)| candidate)
}

fn slips_but_for_case(from: &str, to: &str) -> usize {
    slips(&from.to_lowercase(), &to.to_lowercase())
}

/// Number of slips that lead from one word to the other.
#[must_use]
pub fn slips(from: &str, to: &str) -> usize {
    let (from, to): (Vec<char>, Vec<char>) =
        (from.chars().take(64).collect(), to.chars().collect());
    let mut rows = vec![vec![0; to.len() + 1]; from.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    rows[0] = (0..=to.len()).collect();
    for i in 1..=from.len() {
        for j in 1..=to.len() {
            let changed = rows[i - 1][j - 1] + usize::from(from[i - 1] != to[j - 1]);
            let mut best = changed.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[from.len()][to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_insertion_deletion_change_or_swap_is_one_slip() {
        for near in ["trainner", "traner", "treiner", "trianer"] {
            assert_eq!(slips(near, "trainer"), 1, "{near}");
        }
        assert_eq!(slips("trainer", "trainer"), 0);
    }

    #[test]
    fn the_nearest_word_is_offered_only_when_it_is_near() {
        let known = ["delta", "fprime", "input"];
        assert_eq!(nearest("detla", known), Some("delta"));
        assert_eq!(nearest("velocity", known), None);
        assert_eq!(
            nearest("z", ["e", "w"]),
            None,
            "a letter is not near another letter"
        );
    }
}
