//! A name asked about a run at one moment: what the rows of the table compute their values from.

use super::{At, InRule, Row};
use crate::formula::{NotANumber, Span};
use crate::network::{Layout, Terms, UnitId};
use crate::training::eval_context::EvalContext;
use crate::training::run::Run;
use crate::training::vocabulary::{Arg, Domain, Formula};

type Value = Result<f64, NotANumber>;

/// A name of a formula, bound: whose number it is, what it belongs to, what stands in its brackets.
pub struct Asked<'a, 'b> {
    /// The moment.
    pub context: &'a EvalContext<'b>,
    /// The run, by its place among those that formulas may name.
    pub run: usize,
    /// The row of the name.
    pub row: &'static Row,
    /// What it belongs to.
    pub at: At,
    /// The formulas, weights and domains in its brackets.
    pub args: &'a [Arg],
    /// Where the name stands in the formula.
    pub span: Span,
}

impl Asked<'_, '_> {
    /// The value.
    ///
    /// # Errors
    /// If the run has no such number.
    pub fn value(&self) -> Value {
        (self.row.value)(self)
    }

    /// There is no such number.
    pub fn none<T>(&self) -> Result<T, NotANumber> {
        Err(NotANumber { span: self.span })
    }

    fn some<T>(&self, value: Option<T>) -> Result<T, NotANumber> {
        value.ok_or(NotANumber { span: self.span })
    }

    pub fn run(&self) -> &Run {
        self.context.run(self.run)
    }

    pub fn layout(&self) -> &Layout {
        &self.run().network().layout
    }

    /// The terms of the current pattern, of the update under way or next.
    pub fn terms(&self) -> &Terms {
        self.context.terms(self.run)
    }

    /// The weight, by its place in the row of all weights.
    pub fn weight(&self) -> Result<usize, NotANumber> {
        let weight = match self.at {
            At::Weight(weight) | At::Share(weight, _) => weight,
            _ => self.context.selected(),
        };
        self.some(self.layout().weight(weight))
    }

    /// The unit, by its place in the row of all units: of a weight the one that it leads into.
    pub fn unit(&self) -> Result<usize, NotANumber> {
        match self.at {
            At::Unit(unit) => self.some(self.layout().unit(unit)),
            _ => Ok(self.layout().unit_of(self.weight()?)),
        }
    }

    /// The signal that comes in at an input, or through a weight.
    pub fn signal(&self) -> Value {
        let (layout, terms) = (self.layout(), self.terms());
        match self.at {
            At::Input(layer, input) => {
                let signals = layout.signal(layer - 1);
                let place = signals.start + input - 1;
                self.some(signals.contains(&place).then(|| terms.signal[place]))
            }
            _ => Ok(terms.input(layout, self.weight()?)),
        }
    }

    /// The target of a unit: its own at an output; with one output a hidden unit's is that.
    pub fn target(&self) -> Value {
        let layout = self.layout();
        let UnitId { layer, unit } = layout.unit_id(self.unit()?);
        let targets = &self.run().patterns()[self.current_pattern()].targets;
        self.some(match targets[..] {
            _ if layer == layout.layers() => targets.get(unit - 1).copied(),
            [target] => Some(target),
            _ => None,
        })
    }

    pub fn is_bias(&self) -> Value {
        Ok(f64::from(u8::from(self.layout().is_bias(self.weight()?))))
    }

    /// The pattern in its brackets, from 0; none, if it has no brackets.
    pub fn pattern(&self) -> Result<Option<usize>, NotANumber> {
        if let At::Pattern(pattern) = self.at {
            let is_there = pattern < self.run().patterns().len();
            return self.some(is_there.then_some(Some(pattern)));
        }
        match self.args {
            [] => Ok(None),
            _ => self.number(0)?.map_or_else(|| self.none(), |p| Ok(Some(p))),
        }
    }

    /// A pattern, from 0, by its number in the brackets; none, if there is no such pattern.
    fn number(&self, arg: usize) -> Result<Option<usize>, NotANumber> {
        let number = self.formula(arg)?.eval(self.context)?;
        Ok(self.context.pattern_by_number(self.run, number))
    }

    /// The current pattern, from 0.
    pub fn current_pattern(&self) -> usize {
        self.context.pattern(self.run)
    }

    pub fn change(&self, weight: usize) -> f64 {
        match self.at {
            At::Share(_, pattern) => self.run().share(pattern).given()[weight],
            _ => self.context.change(self.run, weight),
        }
    }

    pub fn gradient(&self, weight: usize) -> f64 {
        self.context.gradient(self.run, weight)
    }

    /// The activation of the selected weight's layer at the value in the brackets, or its derivative.
    pub fn activation(&self) -> Value {
        let InRule::Activation(f) = self.row.in_rule else {
            return self.none();
        };
        let at = self.formula(0)?.eval(self.context)?;
        let network = self.run().network();
        let layer = self
            .context
            .selected()
            .layer
            .clamp(1, network.layout.layers());
        Ok(f(&network.activations[layer - 1], at))
    }

    /// The formula in the brackets with a pattern the current one.
    pub fn on(&self) -> Value {
        match self.number(0)? {
            Some(pattern) => self.formula(1)?.eval(&self.context.with_pattern(pattern)),
            None => self.none(),
        }
    }

    pub fn after(&self) -> Value {
        match self.context.after() {
            Some(after) => self.formula(0)?.eval(&after),
            None => self.none(),
        }
    }

    pub fn at_epoch(&self) -> Value {
        let epoch = self.formula(0)?.eval(self.context)?;
        match self.context.at_epoch(epoch) {
            Some(then) => self.formula(1)?.eval(&then),
            None => self.none(),
        }
    }

    /// The values of a formula over the domain before it, made one number.
    pub fn fold(&self, fold: impl Fn(&[f64]) -> f64) -> Value {
        match self.args {
            [Arg::Domain(domain), Arg::Formula(formula)] => {
                Ok(fold(&self.context.over(self.run, *domain, formula)?))
            }
            _ => self.none(),
        }
    }

    /// The cosine of two directions, weight by weight.
    pub fn cosine(&self) -> Value {
        let (domain, f, g) = match self.args {
            [Arg::Domain(domain), Arg::Formula(f), Arg::Formula(g)] => (*domain, f, g),
            [Arg::Formula(f), Arg::Formula(g)] => (Domain::Weights(None, None), f, g),
            _ => return self.none(),
        };
        let over = |formula| self.context.over(self.run, domain, formula);
        let (f, g) = (over(f)?, over(g)?);
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let cosine = dot(&f, &g) / (dot(&f, &f).sqrt() * dot(&g, &g).sqrt());
        // Rounding may lead out of what a cosine can be.
        Ok(if cosine.is_nan() {
            cosine
        } else {
            cosine.clamp(-1.0, 1.0)
        })
    }

    /// The central difference of a formula when a weight moves.
    pub fn slope(&self) -> Value {
        let (formula, weight, h) = match self.args {
            [Arg::Formula(f), Arg::Weight(weight)] => (f, weight, NUDGE),
            [Arg::Formula(f), Arg::Weight(weight), Arg::Formula(h)] => {
                (f, weight, h.eval(self.context)?)
            }
            _ => return self.none(),
        };
        let moved = weight.unwrap_or_else(|| self.context.selected());
        let moved = self.some(self.layout().weight(moved))?;
        let nudged = |by: f64| formula.eval(&self.context.nudged(self.run, moved, by));
        Ok((nudged(h)? - nudged(-h)?) / (2.0 * h))
    }

    fn formula(&self, arg: usize) -> Result<&Formula, NotANumber> {
        match self.args.get(arg) {
            Some(Arg::Formula(formula)) => Ok(formula),
            _ => self.none(),
        }
    }
}

/// How far a weight is moved for a slope, if nothing is said.
const NUDGE: f64 = 1e-5;
