//! The numbers of a run at one moment, for the rows of the table of names: the values of formulas about a trainer.

use super::eval_context::EvalContext;
use super::optimizer::MOMENTUM;
use super::quantity::{Asked, At, InRule, Quantity};
use super::run::Run;
use super::vocabulary::{Arg, Domain, Formula, Query};
use crate::formula::{NotANumber, Scope, Span};
use crate::network::{Layout, Terms, UnitId};

type Answer = Result<f64, NotANumber>;

impl EvalContext<'_> {
    /// A number of the first run, or of another by its place; none, if the run has no such number.
    #[must_use]
    pub fn number(&self, run: usize, quantity: Quantity) -> Option<f64> {
        let question = Question {
            context: self,
            run,
            quantity,
            args: &[],
            span: Span::default(),
        };
        question.value().ok().filter(|value| !value.is_nan())
    }
}

impl Scope<Query> for EvalContext<'_> {
    fn value(&self, query: &Query) -> Answer {
        let question = Question {
            context: self,
            run: query.run,
            quantity: query.quantity,
            args: &query.args,
            span: query.span,
        };
        question.value()
    }
}

/// A name of a formula at one moment: its run, what it belongs to, and its arguments in brackets.
struct Question<'a, 'b> {
    context: &'a EvalContext<'b>,
    /// The run, by its place among those that formulas may name.
    run: usize,
    quantity: Quantity,
    /// The formulas, weights and domains in the brackets.
    args: &'a [Arg],
    /// Place of the name in the formula.
    span: Span,
}

impl Question<'_, '_> {
    fn value(&self) -> Answer {
        // The net may be another than the one that the name was bound for.
        if !self.quantity.is_in(self.layout()) {
            return self.none();
        }
        (self.quantity.row().value)(self)
    }

    fn some<T>(&self, value: Option<T>) -> Result<T, NotANumber> {
        value.ok_or(NotANumber { span: self.span })
    }

    fn run(&self) -> &Run {
        self.context.run(self.run)
    }

    fn layout(&self) -> &Layout {
        &self.run().network().layout
    }

    /// The terms of the current pattern, of the update under way or next.
    fn terms(&self) -> &Terms {
        self.context.terms(self.run)
    }

    /// The weight, by its place in the row of all weights.
    fn place(&self) -> Result<usize, NotANumber> {
        let weight = self.quantity.weight();
        let weight = weight.unwrap_or_else(|| self.context.selected());
        self.some(self.layout().weight(weight))
    }

    /// The unit, by its place in the row of all units: of a weight the one that it leads into.
    fn unit(&self) -> Result<usize, NotANumber> {
        match self.quantity.at {
            At::Unit(unit) => self.some(self.layout().unit(unit)),
            _ => Ok(self.layout().unit_of(self.place()?)),
        }
    }

    /// The pattern in its brackets, from 0; none, if it has no brackets.
    fn named_pattern(&self) -> Result<Option<usize>, NotANumber> {
        if let At::Pattern(pattern) = self.quantity.at {
            let is_there = pattern < self.run().patterns().len();
            return self.some(is_there.then_some(Some(pattern)));
        }
        match self.args {
            [] => Ok(None),
            _ => self.pattern_at(0).map(Some),
        }
    }

    /// The pattern, from 0, that is numbered in the brackets.
    fn pattern_at(&self, arg: usize) -> Result<usize, NotANumber> {
        let number = self.formula(arg)?.eval(self.context)?;
        self.some(self.context.pattern_by_number(self.run, number))
    }

    fn current_pattern(&self) -> usize {
        self.context.pattern(self.run)
    }

    fn formula(&self, arg: usize) -> Result<&Formula, NotANumber> {
        let formula = self.args.get(arg).and_then(|arg| match arg {
            Arg::Formula(formula) => Some(formula),
            Arg::Weight(_) | Arg::Domain(_) | Arg::Term(_) | Arg::Swept(..) => None,
        });
        self.some(formula)
    }
}

impl Asked for Question<'_, '_> {
    fn none(&self) -> Answer {
        Err(NotANumber { span: self.span })
    }

    fn weight(&self) -> Answer {
        Ok(self.run().weight(self.place()?))
    }

    fn is_bias(&self) -> Answer {
        Ok(f64::from(u8::from(self.layout().is_bias(self.place()?))))
    }

    fn taken(&self) -> Answer {
        let [Arg::Term(term)] = self.args else {
            return self.none();
        };
        let targets = &self.run().patterns()[self.current_pattern()].targets;
        let share = self.context.share(self.run);
        let factors = share.factors(self.run().settings(), self.place()?, targets);
        Ok(factors.term(*term))
    }

    fn change(&self) -> Answer {
        let weight = self.place()?;
        Ok(match self.quantity.at {
            At::Share(_, pattern) => self.run().share(pattern).given()[weight],
            _ => self.context.change(self.run, weight),
        })
    }

    fn gradient(&self) -> Answer {
        Ok(self.context.gradient(self.run, self.place()?))
    }

    fn signal(&self) -> Answer {
        let (layout, terms) = (self.layout(), self.terms());
        match self.quantity.at {
            At::Input(layer, input) => {
                let signals = layout.signal(layer - 1);
                let place = signals.start + input - 1;
                self.some(signals.contains(&place).then(|| terms.signal[place]))
            }
            _ => Ok(terms.input(layout, self.place()?)),
        }
    }

    fn target(&self) -> Answer {
        let layout = self.layout();
        let UnitId { layer, unit } = layout.unit_id(self.unit()?);
        let targets = &self.run().patterns()[self.current_pattern()].targets;
        self.some(match targets[..] {
            _ if layer == layout.layers() => targets.get(unit - 1).copied(),
            [target] => Some(target),
            _ => None,
        })
    }

    fn output(&self) -> Answer {
        Ok(self.terms().output(self.layout(), self.unit()?))
    }

    fn net_input(&self) -> Answer {
        Ok(self.terms().net_input[self.unit()?])
    }

    fn fprime(&self) -> Answer {
        Ok(self.terms().fprime[self.unit()?])
    }

    fn delta(&self) -> Answer {
        Ok(self.terms().delta[self.unit()?])
    }

    fn error(&self) -> Answer {
        Ok(self.run().error(self.named_pattern()?))
    }

    fn accuracy(&self) -> Answer {
        Ok(self.run().accuracy())
    }

    fn epochs(&self) -> Answer {
        Ok(self.run().epochs() as f64)
    }

    fn updates(&self) -> Answer {
        Ok(self.run().updates() as f64)
    }

    fn evaluations(&self) -> Answer {
        Ok(self.run().evaluations())
    }

    fn pattern(&self) -> Answer {
        Ok(self.current_pattern() as f64 + 1.0)
    }

    fn lr(&self) -> Answer {
        Ok(self.run().settings().lr)
    }

    fn momentum(&self) -> Answer {
        Ok(self.run().settings().parameters.get(&MOMENTUM))
    }

    fn activation(&self) -> Answer {
        let InRule::Activation(f) = self.quantity.row().in_rule else {
            return self.none();
        };
        let at = self.formula(0)?.eval(self.context)?;
        let network = self.run().network();
        let layers = network.layout.layers();
        let layer = self.context.selected().layer.clamp(1, layers);
        Ok(f(&network.activations[layer - 1], at))
    }

    fn on(&self) -> Answer {
        let pattern = self.pattern_at(0)?;
        self.formula(1)?.eval(&self.context.with_pattern(pattern))
    }

    fn after(&self) -> Answer {
        let after = self.some(self.context.after())?;
        self.formula(0)?.eval(&after)
    }

    fn at_epoch(&self) -> Answer {
        let epoch = self.formula(0)?.eval(self.context)?;
        let then = self.some(self.context.at_epoch(epoch))?;
        self.formula(1)?.eval(&then)
    }

    fn fold(&self, fold: &dyn Fn(&[f64]) -> f64) -> Answer {
        match self.args {
            [Arg::Domain(domain), Arg::Formula(formula)] => {
                Ok(fold(&self.context.over(self.run, *domain, formula)?))
            }
            [Arg::Swept(sweep, formulas)] => {
                let values = sweep.over(formulas);
                Ok(fold(&values.map_err(|_| NotANumber { span: self.span })?))
            }
            _ => self.none(),
        }
    }

    fn cosine(&self) -> Answer {
        let (domain, f, g) = match self.args {
            [Arg::Domain(domain), Arg::Formula(f), Arg::Formula(g)] => (*domain, f, g),
            [Arg::Formula(f), Arg::Formula(g)] => (Domain::Weights(None, None), f, g),
            _ => return self.none(),
        };
        let over = |formula| self.context.over(self.run, domain, formula);
        let (f, g) = (over(f)?, over(g)?);
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let norms = [&f, &g].map(|direction| dot(direction, direction).sqrt());
        let cosine = dot(&f, &g) / norms[0] / norms[1];
        // Beside a length that overflows every number is 0: that is no direction. Rounding may lead out of what a cosine can be.
        let is_one = norms.iter().all(|norm| norm.is_finite());
        Ok(if is_one && !cosine.is_nan() {
            cosine.clamp(-1.0, 1.0)
        } else {
            f64::NAN
        })
    }

    fn slope(&self) -> Answer {
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
}

/// Default distance by which a weight is moved for a slope.
const NUDGE: f64 = 1e-5;
