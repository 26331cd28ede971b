//! Where the numbers come from: the update that is under way, next or just done, and what one pattern makes of its weights.

use std::borrow::Cow;

use super::super::terms::update_shown;
use super::quantity::{Quantity, UnitId};
use super::statement::Part;
use crate::figure::Role;
use crate::network::{Layout, WeightId};
use crate::training::{Factors, Run, Schedule, Settings, Trainer, Update};

/// An update of the trainer's first run, and a pattern.
pub struct Source<'a> {
    pub run: &'a Run,
    /// The update.
    pub update: &'a Update,
    /// Whether it is over.
    pub is_done: bool,
    /// The pattern whose numbers are shown, from 0.
    pub pattern: usize,
    /// Whether it is the one that formulas are about.
    pub is_shown: bool,
    /// What that pattern asks for; online it is the update itself.
    pub share: Cow<'a, Update>,
}

impl<'a> Source<'a> {
    /// The update that is shown; in batch on a pattern, or on the one that is shown.
    pub fn new(trainer: &'a Trainer, pattern: Option<usize>) -> Self {
        let run = trainer.run();
        let (update, _) = update_shown(run, run, 0);
        let batch = run.settings().schedule == Schedule::Batch;
        let shown = if batch {
            trainer.pattern()
        } else {
            update.pattern
        };
        let pattern = pattern.filter(|pattern| *pattern < run.patterns().len());
        let pattern = pattern.unwrap_or(shown);
        let share = if batch || pattern != update.pattern {
            Cow::Owned(run.share_of(&update.before, pattern))
        } else {
            Cow::Borrowed(update)
        };
        Source {
            run,
            update,
            is_done: run.done().is_some(),
            pattern,
            is_shown: pattern == shown,
            share,
        }
    }

    pub fn layout(&self) -> &'a Layout {
        &self.run.network().layout
    }

    pub fn settings(&self) -> &'a Settings {
        self.run.settings()
    }

    pub fn is_batch(&self) -> bool {
        self.settings().schedule == Schedule::Batch
    }

    /// Whether the update has changed a weight.
    pub fn has_changed(&self, weight: usize) -> bool {
        self.is_done || self.run.applied().contains(&weight)
    }

    /// The place of a weight; of one that is not there the first.
    pub fn weight(&self, id: WeightId) -> usize {
        self.layout().weight(id).unwrap_or(0)
    }

    /// The place of a unit; of one that is not there the first.
    pub fn unit(&self, id: UnitId) -> usize {
        self.layout().unit(id.layer, id.unit).unwrap_or(0)
    }

    pub fn unit_id(&self, unit: usize) -> UnitId {
        let layer = self.layout().layer_of(unit);
        UnitId {
            layer,
            unit: unit - self.layout().units_of(layer).start + 1,
        }
    }

    pub fn targets(&self) -> &'a [f64] {
        &self.run.patterns()[self.pattern].targets
    }

    /// What the rules of a weight are given.
    pub fn factors(&self, weight: usize) -> Factors<'_> {
        self.share.factors(self.settings(), weight, self.targets())
    }

    pub fn output(&self, unit: usize) -> f64 {
        self.share.terms.output(self.layout(), unit)
    }

    /// What an input of a unit is: an output below, or what is given.
    pub fn input(&self, weight: usize) -> Quantity {
        let id = self.layout().id(weight);
        if id.layer == 1 || self.layout().is_bias(weight) {
            Quantity::Input(id.layer, id.input)
        } else {
            Quantity::Output(UnitId {
                layer: id.layer - 1,
                unit: id.input,
            })
        }
    }

    /// The input of a weight as a part of a formula.
    pub fn input_part(&self, weight: usize, name: &str) -> Part {
        let value = self.share.terms.input(self.layout(), weight);
        let quantity = self.input(weight);
        let part = match quantity {
            Quantity::Output(_) => Part::new(Role::Input, name, value),
            _ => Part::given(Role::Input, name, value),
        };
        let detail = match quantity {
            _ if self.layout().is_bias(weight) => "a bias: always 1".to_string(),
            Quantity::Input(_, place) => format!("x({place}), an input of the net"),
            _ => format!("{quantity}, a unit below"),
        };
        part.about(detail).into(quantity)
    }
}
