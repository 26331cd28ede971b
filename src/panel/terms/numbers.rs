//! The numbers of one weight: the four terms of its update, as they count.

use crate::figure::Role;
use crate::figure::number::{plain, short};
use crate::network::Terms;
use crate::panel::mask::Mask;
use crate::panel::row::View;
use crate::training::{Run, Schedule, Term, Update};

/// The terms with their roles, in the order in which they are multiplied.
pub const TERMS: [(&str, Role, Term); 4] = [
    ("lr", Role::Lr, Term::Lr),
    ("delta", Role::Delta, Term::Delta),
    ("f′(e)", Role::Fprime, Term::Fprime),
    ("input", Role::Input, Term::Input),
];

/// The update of `run` whose numbers are shown for a weight, and whether it has changed the weight: the one just done, until
/// the trainer's first run, `first`, begins the next or is set otherwise.
pub fn update_shown<'a>(first: &Run, run: &'a Run, weight: usize) -> (&'a Update, bool) {
    match run.done().filter(|_| first.done().is_some()) {
        Some(done) => (done, true),
        None => (run.update(), run.applied().contains(&weight)),
    }
}

/// The numbers of one weight of a run, on one pattern.
pub struct Numbers<'a> {
    /// What is not to be seen of it.
    pub veil: &'a Mask,
    /// The run.
    pub run: &'a Run,
    /// The update they are of.
    pub update: &'a Update,
    /// The weight.
    pub weight: usize,
    /// The pattern.
    pub pattern: usize,
    /// The terms of that pattern.
    pub terms: Terms,
    /// Whether the update has changed the weight.
    pub is_done: bool,
    values: [f64; 4],
}

impl<'a> Numbers<'a> {
    /// The numbers of a weight of `run`, a run of the trainer in `view`; in batch those of the pattern that is shown.
    pub fn new(view: &View<'a>, run: &'a Run, weight: usize) -> Self {
        let (first, shown) = (view.trainer.run(), view.trainer.pattern());
        let (update, is_done) = update_shown(first, run, weight);
        let batch = run.settings().schedule == Schedule::Batch;
        let pattern = if batch { shown } else { update.pattern };
        let is_kept = pattern == update.pattern;
        let terms = if is_kept {
            update.terms.clone()
        } else {
            run.share_of(&update.before, pattern).terms
        };
        let layout = &run.network().layout;
        let unit = layout.unit_of(weight);
        let values = [
            update.lr,
            terms.delta[unit],
            terms.fprime[unit],
            terms.input(layout, weight),
        ];
        Numbers {
            veil: view.veil,
            run,
            update,
            weight,
            pattern,
            terms,
            is_done,
            values,
        }
    }

    /// The layer of the weight.
    pub fn layer(&self) -> usize {
        self.run.network().layout.id(self.weight).layer
    }

    /// Whether a term of it counts as 1.
    pub fn is_muted(&self, term: Term) -> bool {
        self.run.settings().is_muted(term, self.layer())
    }

    /// The four numbers as they count: a muted one is 1.
    pub fn texts(&self) -> [String; 4] {
        let [lr, delta, fprime, input] = self.values;
        // An input of the net and a bias's 1 are numbers that the lesson wrote, others a unit made.
        let is_given = self.layer() == 1 || self.run.network().layout.is_bias(self.weight);
        let input = if is_given { plain(input) } else { short(input) };
        let texts = [
            self.veil.over(&["lr"], plain(lr)),
            self.veil.over(&["delta"], short(delta)),
            self.veil.over(&["fprime"], short(fprime)),
            self.veil.over(&["input"], input),
        ];
        let mut muted = TERMS.iter().map(|(_, _, term)| self.is_muted(*term));
        texts.map(|text| {
            if muted.next() == Some(true) {
                "1".to_string()
            } else {
                text
            }
        })
    }
}
