//! A run at one moment, as the formulas of lessons see it.

use std::cell::OnceCell;

use super::run::Run;
use super::settings::Schedule;
use super::update::Update;
use super::vocabulary::{Meaning, OfUnit, Selected, Slope, Standing};
use crate::formula::{NotANumber, Scope};
use crate::network::{Layout, Network, Terms, WeightId};

/// What a formula is about: a run, the weight that is selected in it, and the pattern that is current.
///
/// The weights and the error are as they stand; every other number is of the update under way, or else of the next.
#[derive(Debug)]
pub struct Moment<'a> {
    run: &'a Run,
    selected: WeightId,
    pattern: usize,
    terms: OnceCell<Terms>,
}

impl<'a> Moment<'a> {
    /// The moment at which `run` stands.
    #[must_use]
    pub fn new(run: &'a Run, selected: WeightId, pattern: usize) -> Self {
        Moment {
            run,
            selected,
            pattern,
            terms: OnceCell::new(),
        }
    }

    /// The terms of the current pattern.
    pub fn terms(&self) -> &Terms {
        self.terms.get_or_init(|| self.run.terms(self.pattern))
    }

    fn network(&self) -> &'a Network {
        self.run.network()
    }

    fn layout(&self) -> &'a Layout {
        &self.network().layout
    }

    fn update(&self) -> &Update {
        self.run.update()
    }

    /// ∂E/∂w: of the current pattern online, of all patterns in batch.
    fn gradient(&self, weight: usize) -> f64 {
        match self.run.settings().schedule {
            Schedule::Online => -self.network().descent(weight, self.terms()),
            Schedule::Batch => (0..self.run.patterns().len())
                .map(|pattern| -self.network().descent(weight, &self.run.terms(pattern)))
                .sum(),
        }
    }

    fn of_unit(&self, number: OfUnit, unit: usize) -> f64 {
        let terms = self.terms();
        match number {
            OfUnit::NetInput => terms.net_input[unit],
            OfUnit::Output => terms.output(self.layout(), unit),
            OfUnit::Fprime => terms.fprime[unit],
            OfUnit::Delta => terms.delta[unit],
        }
    }

    /// A number of the selected weight; none if this run has no such weight, or its unit no target.
    fn selected(&self, what: Selected) -> Option<f64> {
        let weight = self.layout().weight(self.selected)?;
        let unit = self.layout().unit_of(weight);
        Some(match what {
            Selected::Weight => self.run.weight(weight),
            Selected::Change => self.update().change[weight],
            Selected::Gradient => self.gradient(weight),
            Selected::Input => self.terms().input(self.layout(), weight),
            Selected::Unit(number) => self.of_unit(number, unit),
            Selected::Target => {
                let targets = &self.run.patterns()[self.pattern].targets;
                let is_output = self.selected.layer == self.layout().layers();
                *targets
                    .get(if is_output { self.selected.unit - 1 } else { 0 })
                    .filter(|_| is_output || targets.len() == 1)?
            }
        })
    }

    fn activation(&self, slope: Slope, e: f64) -> f64 {
        let activation =
            self.network().activations[self.selected.layer.clamp(1, self.layout().layers()) - 1];
        let y = (activation.f)(e);
        match slope {
            Slope::Function => y,
            Slope::Derivative => (activation.fprime)(e, y),
        }
    }

    fn standing(&self, what: Standing) -> f64 {
        match what {
            Standing::Epoch => self.run.epochs() as f64,
            Standing::Update => self.run.updates() as f64,
            Standing::Pattern => self.pattern as f64 + 1.0,
            Standing::Lr => self.run.settings().lr,
            Standing::Accuracy => self.run.accuracy(),
        }
    }

    /// The error on a pattern by its number from 1; none if there is no such pattern.
    fn error_on(&self, number: f64) -> Option<f64> {
        let there =
            number.fract() == 0.0 && (1.0..=self.run.patterns().len() as f64).contains(&number);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a whole number of a pattern"
        )]
        there.then(|| self.run.error(Some(number as usize - 1)))
    }
}

impl Scope<Meaning> for Moment<'_> {
    fn value(&self, meaning: &Meaning) -> Result<f64, NotANumber> {
        Ok(match meaning {
            Meaning::Selected(what) => self.selected(*what).unwrap_or(f64::NAN),
            Meaning::Weight(weight) => self.run.weight(*weight),
            Meaning::Change(weight) => self.update().change[*weight],
            Meaning::Gradient(weight) => self.gradient(*weight),
            Meaning::Unit(number, unit) => self.of_unit(*number, *unit),
            Meaning::Signal(place) => self.terms().signal[*place],
            Meaning::Target(target) => self.run.patterns()[self.pattern].targets[*target],
            Meaning::Error => self.run.error(None),
            Meaning::ErrorOn(pattern) => self.error_on(pattern.number(self)?).unwrap_or(f64::NAN),
            Meaning::Standing(what) => self.standing(*what),
            Meaning::Activation(slope, at) => self.activation(*slope, at.number(self)?),
        })
    }
}
