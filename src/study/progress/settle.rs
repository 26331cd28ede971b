//! A course has changed since: lessons have other numbers, blocks other names. Blocks are found again by their hash.

use std::collections::BTreeSet;

use super::key::{BlockKey, parts, slug};
use super::merge::merge_records;
use super::record::Progress;

/// Returns `true` if two keys may be the same block, by the slugs and names of both.
type Alike = fn((&str, &str), (&str, &str)) -> bool;

/// The ways in which a block with the same hash may have moved; the surer one first.
const WAYS: [Alike; 2] = [
    // the block has another name
    |old, new| old.0 == new.0,
    // the lesson has another slug, or the block another lesson
    |old, new| old.1 == new.1,
];

impl Progress {
    /// Moves what is kept to the keys that the course has now. `present` are all its blocks.
    ///
    /// A block of a lesson with another number keeps its past, even if it asks something else now. A block that has another name or
    /// lesson, and of which nothing is kept there, gets what was kept of one that is gone, if that asked the same and no other
    /// comes into question. What finds no block stays where it is: its lesson may come back.
    pub fn settle(&mut self, present: &[BlockKey]) {
        self.follow_numbers(present);
        for alike in WAYS {
            self.follow(present, alike);
        }
        self.follow_bookmark(present);
    }

    fn follow_numbers(&mut self, present: &[BlockKey]) {
        let is_present = |text: &str| present.iter().any(|key| key.text == text);
        let gone = self.blocks.keys().filter(|text| !is_present(text));
        for old in gone.cloned().collect::<Vec<_>>() {
            let heirs = present.iter().map(|key| &key.text);
            let Some(heir) = only(heirs.filter(|text| parts(text) == parts(&old))) else {
                continue;
            };
            if let Some(records) = self.blocks.remove(&old) {
                let since = self.blocks.entry(heir.clone()).or_default();
                *since = merge_records(&[], since, &records);
            }
        }
    }

    fn follow(&mut self, present: &[BlockKey], alike: Alike) {
        let homeless = self.homeless(present);
        let is_new = |key: &&BlockKey| self.record(key).is_none();
        let new: Vec<&BlockKey> = present.iter().filter(is_new).collect();
        for key in &new {
            let fits = |old: &BlockKey, new: &BlockKey| {
                old.hash == new.hash && alike(parts(&old.text), parts(&new.text))
            };
            if let Some(old) = only(homeless.iter().filter(|old| fits(old, key)))
                && only(new.iter().filter(|rival| fits(old, rival))).is_some()
            {
                self.carry(old, &key.text);
            }
        }
    }

    /// The keys of what is kept of no block that there is.
    fn homeless(&self, present: &[BlockKey]) -> Vec<BlockKey> {
        let keys = self.blocks.iter().flat_map(|(text, records)| {
            records.iter().map(|record| BlockKey {
                text: text.clone(),
                hash: record.hash.clone(),
            })
        });
        keys.filter(|key| !present.contains(key)).collect()
    }

    fn carry(&mut self, old: &BlockKey, new: &str) {
        let Some(records) = self.blocks.get_mut(&old.text) else {
            return;
        };
        let moving: Vec<_> = records
            .extract_if(.., |record| record.hash == old.hash)
            .collect();
        if records.is_empty() {
            self.blocks.remove(&old.text);
        }
        self.blocks
            .entry(new.to_string())
            .or_default()
            .extend(moving);
    }

    fn follow_bookmark(&mut self, present: &[BlockKey]) {
        let Some(bookmark) = &mut self.bookmark else {
            return;
        };
        let lessons = present.iter().filter_map(|key| key.text.split("::").next());
        let lessons: BTreeSet<&str> = lessons.collect();
        let is_heir = |lesson: &&str| slug(lesson) == slug(&bookmark.lesson);
        if !lessons.contains(&*bookmark.lesson)
            && let Some(heir) = only(lessons.into_iter().filter(is_heir))
        {
            bookmark.lesson = heir.to_string();
        }
    }
}

/// The one that there is; nothing if there are more.
fn only<T>(mut found: impl Iterator<Item = T>) -> Option<T> {
    let one = found.next();
    one.filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(lesson: &str, name: &str, substance: &str) -> BlockKey {
        BlockKey::new(lesson, name, &[substance])
    }

    /// Each key answered with its own text.
    fn answered(keys: &[BlockKey]) -> Progress {
        let mut progress = Progress::default();
        for key in keys {
            progress.answer(key, &key.text);
            progress.solve(key);
        }
        progress
    }

    fn answers<'a>(progress: &'a Progress, key: &BlockKey) -> Vec<&'a str> {
        let record = progress.record(key);
        record.map_or(Vec::new(), |record| {
            record.answers.iter().map(String::as_str).collect()
        })
    }

    #[test]
    fn lessons_that_change_places_keep_what_is_theirs() {
        let old = [key("03-a", "q", "x"), key("04-b", "q", "y")];
        let new = [key("03-b", "q", "y"), key("04-a", "q", "x")];
        let mut progress = answered(&old);
        progress.mark("03-a", Some("q"));
        progress.settle(&new);
        assert_eq!(answers(&progress, &new[0]), ["04-b::q"]);
        assert_eq!(answers(&progress, &new[1]), ["03-a::q"]);
        assert_eq!(progress.blocks.len(), 2);
        assert_eq!(progress.bookmark.expect("a bookmark").lesson, "04-a");
    }

    #[test]
    fn a_block_with_another_name_is_known_by_what_it_asks() {
        let mut progress = answered(&[key("03-a", "q", "x"), key("03-a", "r", "y")]);
        // the names change places, too
        let new = [key("03-a", "r", "x"), key("03-a", "q", "y")];
        progress.settle(&new);
        assert_eq!(answers(&progress, &new[0]), ["03-a::q"]);
        assert_eq!(answers(&progress, &new[1]), ["03-a::r"]);
        assert!(new.iter().all(|key| progress.is_solved(key)));
    }

    #[test]
    fn a_block_in_another_lesson_is_known_by_its_name_and_what_it_asks() {
        let mut progress = answered(&[key("03-a", "q", "x")]);
        let new = [key("03-of-a", "q", "x"), key("04-b", "r", "x")];
        progress.settle(&new);
        assert_eq!(answers(&progress, &new[0]), ["03-a::q"]);
        assert_eq!(answers(&progress, &new[1]), [""; 0]);
    }

    #[test]
    fn a_second_question_that_asks_the_same_does_not_get_the_answers_of_the_first() {
        let (first, second) = (key("03-a", "q", "x"), key("03-a", "r", "x"));
        let mut progress = answered(std::slice::from_ref(&first));
        progress.settle(&[first.clone(), second.clone()]);
        assert!(progress.is_solved(&first) && !progress.is_solved(&second));
    }

    #[test]
    fn what_may_have_become_of_one_of_two_stays_where_it_is() {
        let old = key("03-a", "q", "x");
        let mut progress = answered(std::slice::from_ref(&old));
        let before = progress.clone();
        progress.settle(&[key("03-a", "r", "x"), key("03-a", "s", "x")]);
        assert_eq!(progress, before);
        let old = [key("03-a", "q", "x"), key("03-a", "r", "x")];
        let mut progress = answered(&old);
        let before = progress.clone();
        progress.settle(&[key("03-a", "s", "x")]);
        assert_eq!(progress, before);
    }

    #[test]
    fn a_renumbered_question_that_asks_something_else_has_its_past() {
        let mut progress = answered(&[key("03-a", "q", "x")]);
        let new = key("04-a", "q", "z");
        progress.settle(std::slice::from_ref(&new));
        assert!(!progress.is_solved(&new));
        assert_eq!(progress.earlier(&new).count(), 1);
    }

    #[test]
    fn what_was_answered_under_both_numbers_is_put_together() {
        let (old, new) = (key("03-a", "q", "x"), key("04-a", "q", "x"));
        let mut progress = answered(&[old, new.clone()]);
        progress.settle(std::slice::from_ref(&new));
        assert_eq!(answers(&progress, &new), ["03-a::q", "04-a::q"]);
        assert_eq!(progress.blocks.len(), 1);
    }

    #[test]
    fn a_lesson_that_is_away_finds_everything_when_it_is_back() {
        let away = [key("03-a", "q", "x")];
        let mut progress = answered(&away);
        progress.mark("03-a", None);
        let before = progress.clone();
        progress.settle(&[key("01-z", "p", "y")]);
        progress.settle(&away);
        assert_eq!(progress, before);
    }
}
