//! The numbers of one weight: the four terms of its update, as they count.

use crate::figure::number::{plain, short};
use crate::network::{Terms, WeightId};
use crate::panel::mask::Mask;
use crate::panel::row::View;
use crate::training::{Run, ShownUpdate, Term, Update};

/// The numbers of one weight of a run, on one pattern.
pub struct Numbers<'a> {
    /// The mask of what is hidden.
    pub veil: &'a Mask,
    /// The run as it is now.
    pub run: &'a Run,
    /// The update that they are of.
    pub update: &'a Update,
    /// The update with its stage and the pattern that is shown.
    pub shown: ShownUpdate<'a>,
    /// The weight, by its place in the row of all weights.
    pub weight: usize,
    /// The terms of the pattern that is shown.
    pub terms: Terms,
}

impl<'a> Numbers<'a> {
    /// The numbers of a weight of `run`, a run of the trainer in `view`; none, if it has no such weight.
    pub fn new(view: &View<'a>, run: &'a Run, id: WeightId) -> Option<Self> {
        let shown = view.trainer.shown_update_of(run);
        Some(Numbers {
            veil: view.veil,
            run,
            weight: run.network().layout.weight(id)?,
            terms: shown.terms(),
            update: shown.update,
            shown,
        })
    }

    /// Returns `true` if the update has changed the weight.
    pub fn is_done(&self) -> bool {
        self.shown.has_changed(self.weight)
    }

    /// The layer of the weight.
    pub fn layer(&self) -> usize {
        self.run.network().layout.id(self.weight).layer
    }

    /// Returns `true` if a term of it counts as 1.
    pub fn is_muted(&self, term: Term) -> bool {
        self.run.settings().is_muted(term, self.layer())
    }

    /// Returns `true` if the rule does without a term; of a sealed trainer that is not told.
    pub fn is_left_out(&self, term: Term) -> bool {
        let rule = &self.run.settings().rules[self.layer() - 1];
        !rule.is_plain() && !self.veil.is_sealed && !rule.mentions(term.name())
    }

    /// The rule's value for a term.
    fn taken(&self, term: Term) -> f64 {
        let pattern = self.shown.pattern;
        let share = self.shown.share(pattern);
        let targets = &self.run.patterns()[pattern].targets;
        let factors = share.factors(self.run.settings(), self.weight, targets);
        factors.term(term)
    }

    /// The number of a term as it counts: a muted one is 1.
    pub fn text(&self, term: Term) -> String {
        if self.is_muted(term) {
            return "1".to_string();
        }
        if self.run.settings().taken.of(term).is_some() {
            return self.veil.over(&[term.name()], short(self.taken(term)));
        }
        let layout = &self.run.network().layout;
        let unit = layout.unit_of(self.weight);
        let number = match term {
            Term::Lr => plain(self.update.lr),
            Term::Delta => short(self.terms.delta[unit]),
            Term::Fprime => short(self.terms.fprime[unit]),
            // An input of the net and a bias's 1 are numbers that the lesson wrote, others a unit made.
            Term::Input if self.layer() == 1 || layout.is_bias(self.weight) => {
                plain(self.terms.input(layout, self.weight))
            }
            Term::Input => short(self.terms.input(layout, self.weight)),
        };
        self.veil.over(&[term.name()], number)
    }
}
