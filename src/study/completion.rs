//! Completion of the word that is typed: the rows of actions and of the trainer's verbs say what may follow, the sitting knows
//! the names.

use super::action::{ACTIONS, ActionRow, Field, Takes, first_words};
use super::look::{Dots, ThemeName};
use super::overlay::FieldAt;
use super::sitting::{Effect, Study};
use super::stops::Stop;
use crate::block::Block;
use crate::network::ACTIVATIONS;
use crate::training;

impl Study {
    /// Completes the word before the cursor as far as all words that it may become agree; says which those are.
    pub(super) fn complete(&mut self) -> Vec<Effect> {
        let Some(field) = self.field_here() else {
            return Vec::new();
        };
        let typed = self.typed.entry(field).or_default();
        let (before, _, _) = typed.around();
        let (word, found) = self.continuations(field, &before);
        match common(&found) {
            Some(whole) if whole.len() > word.len() => {
                let count = word.chars().count();
                let typed = self.typed.entry(field).or_default();
                typed.replace(count, whole);
            }
            Some(_) if found.len() > 1 => self.say(found.join("  ")),
            Some(_) => {}
            None => self.say(format!("nothing begins with {word:?}")),
        }
        Vec::new()
    }

    /// The possible continuations of the last word of a text, sorted and without duplicates. A word starts after the last blank
    /// or, as in a formula, after the last sign.
    fn continuations<'a>(&self, field: FieldAt, before: &'a str) -> (&'a str, Vec<String>) {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-');
        let behind = |is_end: &dyn Fn(char) -> bool| {
            let end = before.char_indices().rev().find(|(_, c)| is_end(*c));
            end.map_or(0, |(at, c)| at + c.len_utf8())
        };
        let starts = [behind(&char::is_whitespace), behind(&|c| !is_part(c))];
        let mut found = Vec::new();
        let mut word = before;
        for start in starts {
            let ahead = &before[..start];
            word = &before[start..];
            found = self.candidates(field, ahead);
            found.retain(|candidate| candidate.starts_with(word));
            found.sort_unstable();
            found.dedup();
            if !found.is_empty() {
                break;
            }
        }
        (word, found)
    }

    /// The words that may come next in a field, after the text `ahead`.
    fn candidates(&self, field: FieldAt, ahead: &str) -> Vec<String> {
        match field {
            FieldAt::Anywhere(Field::Command) => self.commands(ahead),
            FieldAt::Anywhere(Field::Activation) => {
                let functions = crate::formula::function::FUNCTIONS.iter();
                let named = ACTIVATIONS.iter().map(|row| row.name);
                let names = named.chain(functions.map(|function| function.name));
                names.map(ToString::to_string).collect()
            }
            FieldAt::Anywhere(Field::Rule) => words_of("rule"),
            FieldAt::Anywhere(Field::SendBack) => words_of("send_back"),
            FieldAt::Anywhere(Field::Search) | FieldAt::Block(..) => Vec::new(),
        }
    }

    fn commands(&self, ahead: &str) -> Vec<String> {
        let words: Vec<&str> = ahead.split_whitespace().collect();
        let Some((first, rest)) = words.split_first() else {
            return first_words().into_iter().map(String::from).collect();
        };
        let joined = words.join(" ");
        let phrases = ACTIONS.iter().filter_map(|row| {
            let more = row.words.strip_prefix(&joined)?.strip_prefix(' ')?;
            more.split(' ').next().map(ToString::to_string)
        });
        let rows = ACTIONS
            .iter()
            .filter(|row| row.example.is_some() && row.words == joined);
        let verb = training::verbs().find(|row| row.name == *first);
        let of_trainer = verb
            .zip(self.trainer())
            .map(|(row, trainer)| (row.next)(rest, trainer));
        let of_formula = (*first == "=").then(formula_names);
        phrases
            .chain(rows.flat_map(|row| self.following(row)))
            .chain(of_trainer.into_iter().flatten())
            .chain(of_formula.into_iter().flatten())
            .collect()
    }

    /// The possible arguments of an action here.
    fn following(&self, row: &ActionRow) -> Vec<String> {
        let lesson = self.lesson();
        let blocks = lesson.blocks.iter();
        match row.takes {
            Takes::Text => Vec::new(),
            Takes::Lesson => {
                let lessons = self.course().lessons.iter();
                lessons.map(|lesson| lesson.id.clone()).collect()
            }
            Takes::Stop => {
                let stops = self.stops().iter();
                let name = |stop: &Stop| match stop {
                    Stop::Block(block) | Stop::Claim(block) => {
                        Some(lesson.blocks[*block].name.clone())
                    }
                    Stop::Trainer(trainer) => lesson.trainers[*trainer].name.clone(),
                    Stop::Link(_) => None,
                };
                stops.filter_map(name).collect()
            }
            Takes::Check => {
                let checks = blocks.filter(|block| matches!(block.block, Block::Check(_)));
                checks.map(|block| block.name.clone()).collect()
            }
            Takes::Trainer => {
                let trainers = 1..=lesson.trainers.len();
                trainers.map(|number| number.to_string()).collect()
            }
            Takes::Panel => {
                let panels = crate::panel::PANELS.iter();
                panels.map(|panel| panel.name.to_string()).collect()
            }
            Takes::Formula => formula_names(),
            Takes::Theme => names_of(ThemeName::ALL),
            Takes::Dots => names_of(Dots::ALL),
        }
    }
}

/// The names of some values.
fn names_of<T>(all: &[(&str, T)]) -> Vec<String> {
    all.iter().map(|(name, _)| (*name).to_string()).collect()
}

/// The words that may occur in the formula of a setting.
fn words_of(key: &str) -> Vec<String> {
    let words = training::setting(key).map_or(Vec::new(), training::Setting::values);
    words.into_iter().map(ToString::to_string).collect()
}

fn formula_names() -> Vec<String> {
    training::names().map(ToString::to_string).collect()
}

/// The common prefix of all words.
fn common(words: &[String]) -> Option<&str> {
    let (first, rest) = words.split_first()?;
    let length = rest.iter().fold(first.len(), |length, word| {
        let same = first.bytes().zip(word.bytes());
        same.take_while(|(a, b)| a == b).count().min(length)
    });
    first.get(..length)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lesson::Course;

    #[test]
    fn a_word_is_completed_as_far_as_it_is_sure() {
        let common = |words: &[&str]| {
            let words: Vec<String> = words.iter().map(ToString::to_string).collect();
            super::common(&words).map(ToString::to_string)
        };
        assert_eq!(
            common(&["select", "send_back", "seek"]).as_deref(),
            Some("se")
        );
        assert_eq!(common(&["weights"]).as_deref(), Some("weights"));
        assert_eq!(common(&[]), None);
    }

    #[test]
    fn what_a_word_may_become_depends_on_what_stands_before_it() {
        let study = Study::new(Course::embedded());
        let command = FieldAt::Anywhere(Field::Command);
        for (typed, becomes) in [
            ("st", "step"),
            ("lesson 0", "04-one-update-by-hand"),
            ("enlarge mic", "microscope"),
            ("show ", "1"),
            ("set se", "send_back"),
            ("set activation t", "tanh"),
            ("set activation(1) t", "tanh"),
            ("set w(", "w(1,1,1)"),
            ("step 3 p", "patterns"),
            ("until E < 0.1 wi", "within"),
            ("until E < 0.1 within 5 e", "epochs"),
            ("until 2*E<del", "delta"),
            ("= acc", "accuracy"),
            ("scroll l", "line"),
            ("mute f", "fprime"),
            ("freeze b", "b"),
            ("speed u", "up"),
        ] {
            let (_, found) = study.continuations(command, typed);
            let is_there = found.iter().any(|word| word == becomes);
            assert!(is_there, "{typed}: {found:?}");
        }
    }
}
