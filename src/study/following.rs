//! From a number into those that it is made of, and back: what a learner follows to find out where it comes from.

use super::sitting::{Overlay, Study};
use crate::panel::why::{self, Part, Quantity, Why};

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
            None => Some(why::first(trainer)),
            Some((why, row)) => why.rows().get(row).and_then(|part| part.into),
        };
        match chosen {
            Some(into) => {
                self.followed.push((into, 0));
                self.over = Some(Overlay::Why);
            }
            None => return self.say("this number is given: nothing is behind it"),
        }
        if let Some(row) = self.why().and_then(|(why, _)| worth_following(&why)) {
            self.choose(|_, _| row);
        }
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

/// The row to begin with: a delta, so that Enter again and again leads up to the error; else what there is something behind.
fn worth_following(why: &Why) -> Option<usize> {
    let rows = why.rows();
    let delta = |part: &&Part| matches!(part.into, Some(Quantity::Delta(_)));
    let delta = rows.iter().position(delta);
    delta.or_else(|| rows.iter().position(|part| part.into.is_some()))
}
