//! The source of the numbers: the update that is shown, and the update of one pattern with the weights before it.

use std::borrow::Cow;

use super::statement::Part;
use crate::figure::Role;
use crate::network::{Layout, UnitId, WeightId};
use crate::training::{
    At, Factors, Quantity, Run, Settings, ShownUpdate, Stage, Term, Trainer, Update,
};

/// The update shown of the trainer's first run, and a pattern.
pub struct Source<'a> {
    /// The run as it is now.
    pub run: &'a Run,
    shown: ShownUpdate<'a>,
    /// The update.
    pub update: &'a Update,
    /// The pattern whose numbers are shown, from 0.
    pub pattern: usize,
    /// `true` if the rules are not told, nor what they take for the terms.
    pub is_sealed: bool,
    /// The update that the pattern asks for; online it is the update itself.
    pub share: Cow<'a, Update>,
}

impl<'a> Source<'a> {
    /// The update that is shown; in batch on a pattern, or on the one that is shown.
    pub fn new(trainer: &'a Trainer, pattern: Option<usize>, is_sealed: bool) -> Self {
        let shown = trainer.shown_update();
        let (run, update) = (trainer.run(), shown.update);
        let pattern = pattern.filter(|pattern| *pattern < run.patterns().len());
        let pattern = pattern.unwrap_or(shown.pattern);
        let sums = run.settings().schedule.sums();
        let share = if sums || pattern != update.pattern {
            Cow::Owned(shown.share(pattern))
        } else {
            Cow::Borrowed(update)
        };
        Source {
            run,
            shown,
            update,
            pattern,
            is_sealed,
            share,
        }
    }

    /// Returns `true` if the update is over.
    pub fn is_done(&self) -> bool {
        self.shown.stage == Stage::Done
    }

    /// Returns `true` if the pattern is the one that panels show.
    pub fn is_shown(&self) -> bool {
        self.pattern == self.shown.pattern
    }

    /// A number before the update; none, if there is no such number.
    pub fn number(&self, quantity: Quantity) -> Option<f64> {
        self.shown.number(quantity)
    }

    pub fn layout(&self) -> &'a Layout {
        &self.run.network().layout
    }

    pub fn settings(&self) -> &'a Settings {
        self.run.settings()
    }

    /// Returns `true` if the update is a sum over patterns.
    pub fn sums(&self) -> bool {
        self.settings().schedule.sums()
    }

    /// Returns `true` if the update has changed a weight.
    pub fn has_changed(&self, weight: usize) -> bool {
        self.shown.has_changed(weight)
    }

    /// The place of a weight in the row of all weights.
    ///
    /// # Panics
    /// If there is no such weight: `explain` looks first.
    pub fn weight(&self, id: WeightId) -> usize {
        let weight = self.layout().weight(id);
        weight.expect("`explain` is asked only about weights of the net")
    }

    /// The place of a unit in the row of all units.
    ///
    /// # Panics
    /// If there is no such unit: `explain` looks first.
    pub fn unit(&self, id: UnitId) -> usize {
        let unit = self.layout().unit(id);
        unit.expect("`explain` is asked only about units of the net")
    }

    pub fn unit_id(&self, unit: usize) -> UnitId {
        self.layout().unit_id(unit)
    }

    /// The target that a unit has in rules: its own at an output, else that of the one output.
    pub fn target(&self, UnitId { layer, unit }: UnitId) -> Quantity {
        let last = self.layout().layers();
        let unit = if layer == last { unit } else { 1 };
        Quantity::of_unit("t", UnitId { layer: last, unit })
    }

    pub fn targets(&self) -> &'a [f64] {
        &self.run.patterns()[self.pattern].targets
    }

    /// The factors that the rules of a weight get.
    pub fn factors(&self, weight: usize) -> Factors<'_> {
        self.share.factors(self.settings(), weight, self.targets())
    }

    pub fn output(&self, unit: usize) -> f64 {
        self.share.terms.output(self.layout(), unit)
    }

    /// The quantity that is an input of a unit: an output below, or a given number.
    pub fn input(&self, weight: usize) -> Quantity {
        let id = self.layout().id(weight);
        if id.layer == 1 || self.layout().is_bias(weight) {
            Quantity::new("input", At::Input(id.layer, id.input))
        } else {
            Quantity::of_unit(
                "y",
                UnitId {
                    layer: id.layer - 1,
                    unit: id.input,
                },
            )
        }
    }

    /// The input of a weight as a part of a formula.
    pub fn input_part(&self, weight: usize, name: &str) -> Part {
        let value = self.share.terms.input(self.layout(), weight);
        let quantity = self.input(weight);
        let part = match quantity.at {
            At::Unit(_) => Part::new(Role::Term(Term::Input), name, value),
            _ => Part::given(Role::Term(Term::Input), name, value),
        };
        let detail = match quantity.at {
            _ if self.layout().is_bias(weight) => "a bias: always 1".to_string(),
            At::Input(_, place) => format!("x({place}), an input of the net"),
            _ => format!("{quantity}, a unit below"),
        };
        part.about(detail).into(quantity)
    }
}
