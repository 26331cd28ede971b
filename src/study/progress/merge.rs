//! Two instances of the program: what one changed since it last read or saved goes on top of what the other has saved meanwhile.
//! Nothing that either has is lost.

use std::collections::BTreeSet;

use super::record::{Progress, Record};

/// The separator between two notes on the same block.
const BELOW: &str = "\n\n";

/// The changes from `base` to `mine`, made to `theirs`.
pub(super) fn merge(base: &Progress, mine: &Progress, theirs: &Progress) -> Progress {
    let bookmark = changed(&base.bookmark, &mine.bookmark, &theirs.bookmark);
    let mut merged = Progress {
        bookmark: bookmark.clone().or_else(|| mine.bookmark.clone()),
        look: changed(&base.look, &mine.look, &theirs.look).clone(),
        later: both(&mine.later, &theirs.later),
        ..Progress::default()
    };
    let keys: BTreeSet<_> = mine.blocks.keys().chain(theirs.blocks.keys()).collect();
    for key in keys {
        let [base, mine, theirs] =
            [base, mine, theirs].map(|all| all.blocks.get(key).map_or(&[][..], Vec::as_slice));
        let records = merge_records(base, mine, theirs);
        if !records.is_empty() {
            merged.blocks.insert(key.clone(), records);
        }
    }
    merged
}

/// The same for what is kept under one key.
pub(super) fn merge_records(base: &[Record], mine: &[Record], theirs: &[Record]) -> Vec<Record> {
    let mut merged = Vec::new();
    for there in theirs {
        let was = of_hash(base, there);
        match of_hash(mine, there) {
            Some(here) => merged.push(merge_record(was, here, there)),
            // it has moved to another key, which has it now
            None if was == Some(there) => {}
            None => merged.push(there.clone()),
        }
    }
    let only_mine = mine.iter().filter(|here| of_hash(theirs, here).is_none());
    merged.extend(only_mine.cloned());
    merged
}

fn of_hash<'a>(records: &'a [Record], like: &Record) -> Option<&'a Record> {
    records.iter().find(|record| record.hash == like.hash)
}

fn merge_record(base: Option<&Record>, mine: &Record, theirs: &Record) -> Record {
    let nothing = Record::default();
    let was = base.unwrap_or(&nothing);
    let solved = mine.solved || theirs.solved;
    Record {
        hash: mine.hash.clone(),
        solved,
        skipped: !solved && *changed(&was.skipped, &mine.skipped, &theirs.skipped),
        seen: mine.seen || theirs.seen,
        answers: merge_answers(base, mine, theirs),
        note: merge_note(was.note.as_ref(), mine.note.as_ref(), theirs.note.as_ref()),
        numbers: changed(&was.numbers, &mine.numbers, &theirs.numbers).clone(),
        commands: changed(&was.commands, &mine.commands, &theirs.commands).clone(),
        later: both(&mine.later, &theirs.later),
    }
}

/// Mine if I have changed it, else theirs.
fn changed<'a, T: PartialEq>(base: &T, mine: &'a T, theirs: &'a T) -> &'a T {
    if mine == base { theirs } else { mine }
}

/// Theirs, then those that I have added. Of a record that both have got since, what they begin with alike is there once.
fn merge_answers(base: Option<&Record>, mine: &Record, theirs: &Record) -> Vec<String> {
    let alike = |other: &Record| {
        let pairs = mine.answers.iter().zip(&other.answers);
        pairs.take_while(|(here, there)| here == there).count()
    };
    let known = alike(base.unwrap_or(theirs));
    [&theirs.answers, &mine.answers[known..]].concat()
}

/// Mine below theirs if both were changed, unless theirs contains mine already. If theirs ends with an earlier version of mine,
/// from an earlier merge, that is replaced.
fn merge_note(
    base: Option<&String>,
    mine: Option<&String>,
    theirs: Option<&String>,
) -> Option<String> {
    let (Some(here), Some(there)) = (mine, theirs) else {
        return mine.or(theirs).cloned();
    };
    let holds = |note: &str, other: &str| {
        let [note, other] = [note, other].map(|text| format!("{BELOW}{text}{BELOW}"));
        note.contains(&other)
    };
    if mine == base || holds(there, here) {
        return theirs.cloned();
    }
    if theirs == base || holds(here, there) {
        return mine.cloned();
    }
    let older = base.filter(|base| !base.is_empty());
    let above = older.and_then(|base| there.strip_suffix(base.as_str())?.strip_suffix(BELOW));
    let parts = [above.unwrap_or(there), here];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    Some(parts.join(BELOW))
}

/// The keys of a later version: theirs is newer than what was read before.
fn both(mine: &toml::Table, theirs: &toml::Table) -> toml::Table {
    let mut both = mine.clone();
    both.extend(theirs.clone());
    both
}

#[cfg(test)]
mod tests {
    use super::super::key::BlockKey;
    use super::*;

    fn key(name: &str) -> BlockKey {
        BlockKey::new("03-chain-rule", name, &["change"])
    }

    fn with(base: &Progress, change: impl Fn(&mut Progress)) -> Progress {
        let mut progress = base.clone();
        change(&mut progress);
        progress
    }

    #[test]
    fn answers_of_both_are_there_mine_last() {
        let base = with(&Progress::default(), |p| p.answer(&key("q"), "0"));
        let mine = with(&base, |p| p.answer(&key("q"), "1"));
        let theirs = with(&base, |p| {
            p.answer(&key("q"), "2");
            p.answer(&key("other"), "3");
        });
        let merged = merge(&base, &mine, &theirs);
        let answers = |name| &merged.record(&key(name)).expect("a record").answers;
        assert_eq!(*answers("q"), ["0", "2", "1"]);
        assert_eq!(*answers("other"), ["3"]);
    }

    #[test]
    fn an_answer_given_twice_before_and_after_a_save_is_kept_twice() {
        let base = with(&Progress::default(), |p| p.answer(&key("q"), "0"));
        let mine = with(&base, |p| p.answer(&key("q"), "0"));
        let merged = merge(&base, &mine, &base);
        assert_eq!(
            merged.record(&key("q")).expect("a record").answers,
            ["0", "0"]
        );
    }

    #[test]
    fn passed_over_by_one_and_solved_by_the_other_is_solved() {
        let base = Progress::default();
        let skips = with(&base, |p| p.skip(&key("q")));
        let solves = with(&base, |p| {
            p.solve(&key("q"));
            p.look(&key("q"));
        });
        for (mine, theirs) in [(&skips, &solves), (&solves, &skips)] {
            let merged = merge(&base, mine, theirs);
            let record = merged.record(&key("q")).expect("a record");
            assert!(record.solved && record.seen && !record.skipped);
        }
    }

    #[test]
    fn the_place_is_that_of_the_one_that_moved() {
        let base = with(&Progress::default(), |p| p.mark("01-a", None));
        let moved = with(&base, |p| p.mark("02-b", Some("q")));
        assert_eq!(merge(&base, &moved, &base).bookmark, moved.bookmark);
        assert_eq!(merge(&base, &base, &moved).bookmark, moved.bookmark);
    }

    #[test]
    fn notes_that_differ_are_both_kept() {
        for (base, mine, theirs, merged) in [
            (None, Some("mine"), None, Some("mine")),
            (None, Some("mine"), Some("theirs"), Some("theirs\n\nmine")),
            (Some("old"), Some("old"), Some("theirs"), Some("theirs")),
            (Some("old"), Some("mine"), Some("old"), Some("mine")),
            (None, Some("same"), Some("same"), Some("same")),
            (
                None,
                Some("same"),
                Some("theirs\n\nsame"),
                Some("theirs\n\nsame"),
            ),
            (None, Some("a"), Some("an"), Some("an\n\na")),
            (Some("old"), Some(""), Some("theirs"), Some("theirs")),
            (Some("old"), Some("mine"), Some(""), Some("mine")),
            (Some("old"), Some(""), Some("old"), Some("")),
            (
                Some("a"),
                Some("b"),
                Some("theirs\n\na"),
                Some("theirs\n\nb"),
            ),
            (Some("a"), Some("b"), Some("banana"), Some("banana\n\nb")),
        ] {
            let [base, mine, theirs] = [base, mine, theirs].map(|note: Option<&str>| {
                with(&Progress::default(), |p| {
                    p.look(&key("q"));
                    if let Some(note) = note {
                        p.write(&key("q"), note);
                    }
                })
            });
            let found = merge(&base, &mine, &theirs);
            let found = found.record(&key("q")).expect("a record").note.as_deref();
            assert_eq!(found, merged, "{base:?} {mine:?} {theirs:?}");
        }
    }

    #[test]
    fn a_record_that_moved_to_another_key_is_not_left_behind_unless_it_has_grown() {
        let base = with(&Progress::default(), |p| p.answer(&key("old"), "1"));
        let mine = with(&Progress::default(), |p| p.answer(&key("new"), "1"));
        assert_eq!(merge(&base, &mine, &base), mine);
        // two instances that both moved it
        assert_eq!(merge(&base, &mine, &mine), mine);
        let grown = with(&base, |p| p.answer(&key("old"), "2"));
        let merged = merge(&base, &mine, &grown);
        assert_eq!(
            merged.record(&key("old")).expect("a record").answers,
            ["1", "2"]
        );
        assert!(merged.record(&key("new")).is_some());
    }

    #[test]
    fn a_file_that_was_deleted_meanwhile_comes_back_whole() {
        let base = with(&Progress::default(), |p| {
            p.mark("01-a", None);
            p.answer(&key("q"), "1");
            p.write(&key("q"), "note");
        });
        assert_eq!(merge(&base, &base, &Progress::default()), base);
    }
}
