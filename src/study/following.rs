//! From a number into those that it is made of, and back: what a learner follows to find out where it comes from.

use super::overlay::{Context, Overlay, Trail};
use super::sitting::Study;
use crate::panel::why::{self, Part, Why};

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
        let followed = self.why().filter(|_| self.context() == Context::Why);
        let chosen = match followed {
            None => Some(why::first(trainer)),
            Some((why, row)) => why.rows().get(row).and_then(|part| part.into),
        };
        match chosen {
            Some(into) => match self.overlays.top_mut() {
                Some(Overlay::Why(trail)) => trail.follow(into),
                _ => self.overlays.push(Overlay::Why(Trail::new(into))),
            },
            None if self.veil(self.shown()).is_sealed => {
                return self.say("this number is for you to check: what is behind it is told once you have answered");
            }
            None => return self.say("this number is given: nothing is behind it"),
        }
        if let Some(row) = self.why().and_then(|(why, _)| worth_following(&why)) {
            self.choose(|_, _| row);
        }
    }

    /// Chooses another row of the number that one has gone into.
    pub(super) fn choose(&mut self, row: impl Fn(usize, usize) -> usize) {
        let Some((why, at)) = self.why() else { return };
        let count = why.rows().len();
        if let Some(Overlay::Why(trail)) = self.overlays.top_mut() {
            trail.choose(row(at, count));
        }
    }
}

/// The first row to choose: a delta, so that Enter again and again leads up to the error; else one that can be followed.
fn worth_following(why: &Why) -> Option<usize> {
    let rows = why.rows();
    let delta = |part: &&Part| part.into.is_some_and(|into| into.name == "delta");
    let delta = rows.iter().position(delta);
    delta.or_else(|| rows.iter().position(|part| part.into.is_some()))
}
