//! From a number into those that it is made of, and back: what a learner follows to find out where it comes from.

use super::sitting::{Over, Study};
use crate::panel::why;

impl Study {
    /// Goes into the number that is chosen; at first into the change of the selected weight.
    pub(super) fn go_into(&mut self) {
        let Some(trainer) = self.trainer() else {
            return self.say("there is no trainer here");
        };
        if !self.veil(self.shown()).names.is_empty() {
            return self
                .say("an open question asks for what this would tell: answer it, or pass it over");
        }
        let chosen = match self.why() {
            // The row of delta, which is what one mostly wants to follow.
            None => Some((why::first(trainer), 1)),
            Some((why, row)) => why
                .rows()
                .get(row)
                .and_then(|part| part.into)
                .map(|into| (into, 0)),
        };
        match chosen {
            Some(chosen) => {
                self.followed.push(chosen);
                self.over = Some(Over::Why);
            }
            None => self.say("this number is given: nothing is behind it"),
        }
        self.choose(|at, count| at.min(count.saturating_sub(1)));
    }

    /// Back to the number that one came from.
    pub(super) fn back_out(&mut self) {
        self.followed.pop();
        if self.followed.is_empty() {
            self.over = None;
        }
    }

    /// Chooses another row of the number that one has gone into.
    pub(super) fn choose(&mut self, row: impl Fn(usize, usize) -> usize) {
        let Some((why, at)) = self.why() else { return };
        let count = why.rows().len();
        if let Some((_, chosen)) = self.followed.last_mut() {
            *chosen = row(at, count);
        }
    }
}
