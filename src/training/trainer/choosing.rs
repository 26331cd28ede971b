//! The choice of a weight and of the pattern that is shown, as the selecting commands need it.

use super::super::vocabulary::TrainerVocabulary;
use super::super::ways::Direction;
use super::state::{Trainer, refusal};
use crate::formula::{Expr, Problem};
use crate::network::WeightId;

impl Trainer {
    /// The weight of the first run that a formula names.
    pub(in crate::training) fn weight(&self, weight: &Expr) -> Result<WeightId, Problem> {
        TrainerVocabulary::of_net(self.layout()).weight_named(weight)
    }

    /// The place of a pattern, by its number, among those of the next update.
    pub(in crate::training) fn shown_pattern(&self, number: u64) -> Result<usize, Problem> {
        let patterns = self.run().patterns().len();
        if !self.run().settings().schedule.sums() {
            return Err(refusal(
                "online the pattern is that of the next update: `step 1 pattern` goes on to the next",
            ));
        }
        let index = usize::try_from(number).ok();
        let index = index.and_then(|number| number.checked_sub(1));
        let index = index.filter(|index| *index < patterns).ok_or_else(|| {
            refusal(format!(
                "there is no pattern {number}: they go from 1 to {patterns}"
            ))
        })?;
        let learnt = self.run().learnt();
        learnt.place(index).ok_or_else(|| {
            let numbers = learnt.patterns().map(|pattern| (pattern + 1).to_string());
            let numbers = numbers.collect::<Vec<_>>().join(", ");
            refusal(format!(
                "the next update does not learn from pattern {number}, but from {numbers}"
            ))
        })
    }

    pub(in crate::training) fn select_neighbour(&mut self, direction: Direction) {
        let last = self.layout().weights() - 1;
        let weight = self.layout().place(self.selected);
        let weight = match direction {
            Direction::Next => (weight + 1).min(last),
            Direction::Previous => weight.saturating_sub(1),
        };
        self.selected = self.layout().id(weight);
    }

    /// The same place one layer on or back, or the nearest that there is.
    pub(in crate::training) fn select_layer(&mut self, direction: Direction) {
        let WeightId { layer, unit, input } = self.selected;
        let layer = match direction {
            Direction::Next => (layer + 1).min(self.layout().layers()),
            Direction::Previous => (layer - 1).max(1),
        };
        let unit = unit.min(self.layout().size(layer));
        let row = self
            .layout()
            .row(self.layout().units_of(layer).start + unit - 1);
        self.selected = WeightId {
            layer,
            unit,
            input: input.min(row.len()),
        };
    }
}
