//! Progress in memory: what is kept under each block's key, how it is looked up, and how it changes.

use std::collections::BTreeMap;
use std::ops::Not;

use serde::{Deserialize, Serialize};

use super::key::BlockKey;

/// Progress through one course.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Progress {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) bookmark: Option<Bookmark>,
    /// By the texts of the keys; of each the oldest first, none of them empty, each of another hash.
    #[serde(default, rename = "block", skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) blocks: BTreeMap<String, Vec<Record>>,
    /// The look of the screen that was asked for, by its key.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) look: BTreeMap<String, String>,
    #[serde(flatten)]
    pub(super) later: toml::Table,
}

/// The learner's last place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bookmark {
    /// The lesson, `03-chain-rule`.
    pub lesson: String,
    /// The stop, by whatever it is known within the lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stop: Option<String>,
    #[serde(flatten)]
    pub(super) later: toml::Table,
}

/// The record of one block as long as it asks the same; of a trainer, as long as it is written the same.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// The [`fingerprint`](super::fingerprint) of what it asked.
    pub hash: String,
    /// `true` if it was answered rightly, or its goal reached.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub solved: bool,
    /// `true` if it was left without an answer on purpose.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub skipped: bool,
    /// `true` if its answer was looked at.
    #[serde(default, skip_serializing_if = "Not::not")]
    pub seen: bool,
    /// The answers as they were typed or chosen; the last one counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<String>,
    /// The note about it; empty once it was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Numbers of its texts at the time of the answer, by their formulas.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub numbers: BTreeMap<String, String>,
    /// The commands that bring a fresh trainer to where it was left.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commands: Vec<String>,
    /// Fields of a later version.
    #[serde(flatten)]
    pub(super) later: toml::Table,
}

impl Progress {
    /// The choice about the look that is kept under a key.
    #[must_use]
    pub fn preferred(&self, key: &str) -> Option<&str> {
        self.look.get(key).map(String::as_str)
    }

    /// Keeps what is asked for of the look.
    pub fn prefer(&mut self, key: &str, name: &str) {
        self.look.insert(key.to_string(), name.to_string());
    }

    /// The learner's last place.
    #[must_use]
    pub fn bookmark(&self) -> Option<&Bookmark> {
        self.bookmark.as_ref()
    }

    /// The record of a block as it asks now.
    #[must_use]
    pub fn record(&self, key: &BlockKey) -> Option<&Record> {
        let mut records = self.all(key);
        records.find(|record| record.hash == key.hash)
    }

    /// The records of a block from when it asked something else, oldest first. They can be shown; they no longer count.
    #[must_use]
    pub fn earlier(&self, key: &BlockKey) -> impl DoubleEndedIterator<Item = &Record> {
        self.all(key).filter(|record| record.hash != key.hash)
    }

    /// Returns `true` if a block as it asks now was answered rightly, or its goal reached.
    #[must_use]
    pub fn is_solved(&self, key: &BlockKey) -> bool {
        self.record(key).is_some_and(|record| record.solved)
    }

    /// The note about a block, whatever it asked then.
    #[must_use]
    pub fn note(&self, key: &BlockKey) -> Option<&str> {
        let records = self.earlier(key).chain(self.record(key));
        let mut notes = records.filter_map(|record| record.note.as_deref());
        notes.next_back().filter(|note| !note.is_empty())
    }

    fn all(&self, key: &BlockKey) -> impl DoubleEndedIterator<Item = &Record> {
        self.blocks.get(&key.text).into_iter().flatten()
    }

    /// The learner is at a stop of a lesson.
    pub fn mark(&mut self, lesson: &str, stop: Option<&str>) {
        let is_there = |mark: &Bookmark| mark.lesson == lesson && mark.stop.as_deref() == stop;
        if !self.bookmark.as_ref().is_some_and(is_there) {
            self.bookmark = Some(Bookmark {
                lesson: lesson.to_string(),
                stop: stop.map(str::to_string),
                later: toml::Table::new(),
            });
        }
    }

    /// The learner answered, rightly or not.
    pub fn answer(&mut self, key: &BlockKey, text: &str) {
        let record = self.record_mut(key);
        record.answers.push(text.to_string());
        record.skipped = false;
    }

    /// The learner answered rightly, or reached the goal.
    pub fn solve(&mut self, key: &BlockKey) {
        let record = self.record_mut(key);
        record.solved = true;
        record.skipped = false;
    }

    /// The learner goes on without an answer. What is solved stays so.
    pub fn skip(&mut self, key: &BlockKey) {
        let record = self.record_mut(key);
        record.skipped = !record.solved;
    }

    /// Keeps the numbers of the moment of answering.
    pub fn keep(&mut self, key: &BlockKey, numbers: BTreeMap<String, String>) {
        self.record_mut(key).numbers = numbers;
    }

    /// Keeps the commands that bring a trainer to where it is. Nothing is kept of a trainer that was never touched.
    pub fn leave(&mut self, key: &BlockKey, commands: Vec<String>) {
        if !commands.is_empty() || self.record(key).is_some() {
            self.record_mut(key).commands = commands;
        }
    }

    /// The learner looked at the answer.
    pub fn look(&mut self, key: &BlockKey) {
        self.record_mut(key).seen = true;
    }

    /// The learner wrote something about a block in place of what was there; nothing takes that back.
    pub fn write(&mut self, key: &BlockKey, note: &str) {
        self.record_mut(key).note = Some(note.to_string());
    }

    /// Forgets all that was done in a lesson, or in all of them; gives the number of blocks and trainers that are forgotten.
    pub fn forget(&mut self, lesson: Option<&str>) -> usize {
        let before = self.blocks.len();
        let is_of = |key: &str| key.split("::").next() == lesson;
        self.blocks.retain(|key, _| lesson.is_some() && !is_of(key));
        match (&mut self.bookmark, lesson) {
            (Some(mark), Some(lesson)) if mark.lesson == lesson => mark.stop = None,
            (_, Some(_)) => {}
            (bookmark, None) => *bookmark = None,
        }
        before - self.blocks.len()
    }

    fn record_mut(&mut self, key: &BlockKey) -> &mut Record {
        let records = self.blocks.entry(key.text.clone()).or_default();
        let known = records.iter().position(|record| record.hash == key.hash);
        let at = known.unwrap_or(records.len());
        if known.is_none() {
            records.push(Record {
                hash: key.hash.clone(),
                ..Record::default()
            });
        }
        &mut records[at]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(answer: &str) -> BlockKey {
        BlockKey::new("03-chain-rule", "predict", &[answer])
    }

    #[test]
    fn answers_are_kept_in_order_as_they_were_typed() {
        let mut progress = Progress::default();
        progress.answer(&key("change"), " 0.5 * 0.3");
        progress.answer(&key("change"), "0.15");
        let record = progress.record(&key("change")).expect("a record");
        assert_eq!(record.answers, [" 0.5 * 0.3", "0.15"]);
        assert!(!record.solved && !record.skipped);
    }

    #[test]
    fn what_was_passed_over_is_so_until_it_is_answered() {
        let mut progress = Progress::default();
        progress.skip(&key("change"));
        assert!(progress.record(&key("change")).expect("a record").skipped);
        progress.answer(&key("change"), "1");
        assert!(!progress.record(&key("change")).expect("a record").skipped);
    }

    #[test]
    fn what_is_solved_cannot_be_passed_over() {
        let mut progress = Progress::default();
        progress.skip(&key("change"));
        progress.solve(&key("change"));
        progress.skip(&key("change"));
        let record = progress.record(&key("change")).expect("a record");
        assert!(record.solved && !record.skipped);
    }

    #[test]
    fn a_question_that_asks_something_else_begins_anew_and_has_its_past() {
        let mut progress = Progress::default();
        progress.answer(&key("change"), "0.15");
        progress.solve(&key("change"));
        progress.write(&key("change"), "the sign!");
        let now = key("delta");
        assert!(!progress.is_solved(&now));
        assert_eq!(progress.record(&now), None);
        assert_eq!(progress.note(&now), Some("the sign!"));
        progress.answer(&now, "2");
        assert_eq!(progress.record(&now).expect("a record").answers, ["2"]);
        let earlier: Vec<_> = progress.earlier(&now).collect();
        assert_eq!(earlier.len(), 1);
        assert_eq!(earlier[0].answers, ["0.15"]);
        assert!(progress.is_solved(&key("change")));
    }

    #[test]
    fn the_note_written_last_is_shown_and_can_be_taken_back() {
        let mut progress = Progress::default();
        progress.write(&key("change"), "old");
        progress.write(&key("delta"), "new");
        assert_eq!(progress.note(&key("delta")), Some("new"));
        progress.write(&key("delta"), "");
        assert_eq!(progress.note(&key("delta")), None);
        assert_eq!(progress.note(&key("change")), Some("old"));
    }
}
