//! The runs of a trainer at one moment, as the formulas of lessons see them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::rc::Rc;

use super::run::Run;
use super::settings::Schedule;
use super::update::Update;
use super::vocabulary::{Domain, Fold, Formula, Meaning, OfUnit, Query, RunState, Selected, Slope};
use crate::formula::{NotANumber, Scope};
use crate::network::{Layout, Terms, WeightId, Weights};

/// What a formula is about: the runs, the weight that is selected in them, and the pattern that is current.
///
/// The weights and the error are as they stand; every other number is of the update under way, or else of the next.
#[derive(Clone, Debug)]
pub struct EvalContext<'a> {
    now: Rc<Now<'a>>,
    selected: WeightId,
}

/// The moment without what is selected, and what has been computed of it.
#[derive(Debug)]
struct Now<'a> {
    runs: Vec<Cow<'a, Run>>,
    /// Which of them each run that formulas may name is.
    slots: Rc<[usize]>,
    /// The pattern shown in batch, from 0.
    shown: usize,
    /// The pattern that a formula made the current one.
    on: Option<usize>,
    shares: Vec<OnceCell<Update>>,
    gradients: Vec<OnceCell<Weights>>,
}

type Value = Result<f64, NotANumber>;

/// How far a weight is moved for a slope, if nothing is said.
const NUDGE: f64 = 1e-5;

impl<'a> EvalContext<'a> {
    /// The moment at which `runs` stand.
    pub fn new(runs: impl IntoIterator<Item = &'a Run>, selected: WeightId, shown: usize) -> Self {
        let runs: Vec<Cow<'a, Run>> = runs.into_iter().map(Cow::Borrowed).collect();
        let slots = (0..runs.len()).collect();
        EvalContext {
            now: Now::new(runs, slots, shown, None),
            selected,
        }
    }

    /// The same moment, where the runs that formulas may name are other ones of its runs than their order says.
    #[must_use]
    pub fn with_slots(&self, slots: Vec<usize>) -> EvalContext<'a> {
        let now = &self.now;
        EvalContext {
            now: Now::new(now.runs.clone(), slots.into(), now.shown, now.on),
            selected: self.selected,
        }
    }

    /// A moment with other runs.
    fn with_runs(&self, runs: Vec<Cow<'a, Run>>) -> EvalContext<'a> {
        EvalContext {
            now: Now::new(runs, self.now.slots.clone(), self.now.shown, self.now.on),
            selected: self.selected,
        }
    }

    /// The same moment with a pattern the current one.
    fn with_pattern(&self, pattern: usize) -> EvalContext<'a> {
        EvalContext {
            now: Now::new(
                self.now.runs.clone(),
                self.now.slots.clone(),
                self.now.shown,
                Some(pattern),
            ),
            selected: self.selected,
        }
    }

    /// A moment whose runs are made of these; none, if one of them cannot be made.
    fn of_each(&self, make: impl Fn(&Run) -> Option<Run>) -> Option<EvalContext<'a>> {
        let runs: Option<Vec<Cow<'a, Run>>> = self
            .now
            .runs
            .iter()
            .map(|run| make(run).map(Cow::Owned))
            .collect();
        runs.map(|runs| self.with_runs(runs))
    }

    /// A number of the selected weight; none if the run has no such weight, or its unit no target.
    fn selected(&self, run: usize, what: Selected) -> Option<f64> {
        let layout = self.now.layout(run);
        let weight = layout.weight(self.selected)?;
        let unit = layout.unit_of(weight);
        Some(match what {
            Selected::Weight => self.now.run(run).weight(weight),
            Selected::Change => self.now.change(run, weight),
            Selected::Gradient => self.now.gradient(run, weight),
            Selected::Input => self.now.terms(run).input(layout, weight),
            Selected::Unit(number) => self.now.of_unit(run, number, unit),
            Selected::Target => {
                let targets = &self.now.run(run).patterns()[self.now.pattern(run)].targets;
                let is_output = self.selected.layer == layout.layers();
                let place = if is_output { self.selected.unit - 1 } else { 0 };
                *targets
                    .get(place)
                    .filter(|_| is_output || targets.len() == 1)?
            }
        })
    }

    fn activation(&self, run: usize, slope: Slope, e: f64) -> f64 {
        let network = self.now.run(run).network();
        let layer = self.selected.layer.clamp(1, network.layout.layers());
        let activation = &network.activations[layer - 1];
        let y = activation.f(e);
        match slope {
            Slope::Function => y,
            Slope::Derivative => activation.fprime(e, y),
        }
    }

    /// A formula after the update under way, or the next.
    fn after(&self, formula: &Formula) -> Option<Value> {
        let on = self.now.on;
        let after = self.of_each(|run| {
            run.after(on.filter(|pattern| {
                run.settings().schedule == Schedule::Online && *pattern != run.pattern()
            }))
        })?;
        Some(formula.eval(&after))
    }

    /// A formula at the end of an epoch.
    fn at(&self, epoch: f64, formula: &Formula) -> Option<Value> {
        let epoch = whole(epoch)?;
        Some(formula.eval(&self.of_each(|run| run.past(epoch))?))
    }

    /// A formula's values over a domain.
    fn over(&self, run: usize, domain: Domain, formula: &Formula) -> Result<Vec<f64>, NotANumber> {
        match domain {
            Domain::Weights(layer, unit) => self
                .weights(run, layer, unit)
                .map(|moment| formula.eval(&moment))
                .collect(),
            Domain::Patterns => (0..self.now.run(run).patterns().len())
                .map(|pattern| formula.eval(&self.with_pattern(pattern)))
                .collect(),
            Domain::Epochs => self.over_epochs(run, formula),
        }
    }

    /// The moment with each weight selected in turn, but for frozen ones.
    fn weights(
        &self,
        run: usize,
        layer: Option<usize>,
        unit: Option<usize>,
    ) -> impl Iterator<Item = EvalContext<'a>> + '_ {
        let layout = self.now.layout(run);
        let meant = move |weight: &usize| {
            layer.is_none_or(|layer| layout.id(*weight).layer == layer)
                && unit.is_none_or(|unit| layout.unit_of(*weight) == unit)
        };
        let with = |weight| EvalContext {
            now: self.now.clone(),
            selected: layout.id(weight),
        };
        self.now.run(run).to_change().filter(meant).map(with)
    }

    fn over_epochs(&self, run: usize, formula: &Formula) -> Result<Vec<f64>, NotANumber> {
        let last = self.now.run(run).epochs();
        let Some(mut runs) = self
            .now
            .runs
            .iter()
            .map(|run| run.past(0))
            .collect::<Option<Vec<Run>>>()
        else {
            return Err(NotANumber { span: formula.span });
        };
        let mut values = Vec::new();
        for epoch in 0..=last {
            for run in &mut runs {
                if epoch > 0 && run.seek_epoch(epoch).is_err() {
                    return Err(NotANumber { span: formula.span });
                }
            }
            let then = EvalContext::new(&runs, self.selected, self.now.shown);
            let then = then.with_slots(self.now.slots.to_vec());
            values.push(formula.eval(&then)?);
        }
        Ok(values)
    }

    fn cosine(&self, run: usize, domain: Domain, [f, g]: &[Formula; 2]) -> Value {
        let (f, g) = (self.over(run, domain, f)?, self.over(run, domain, g)?);
        let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
        let cosine = dot(&f, &g) / (dot(&f, &f).sqrt() * dot(&g, &g).sqrt());
        // Rounding may lead out of what a cosine can be.
        Ok(if cosine.is_nan() {
            cosine
        } else {
            cosine.clamp(-1.0, 1.0)
        })
    }

    fn slope(
        &self,
        run: usize,
        formula: &Formula,
        weight: Option<usize>,
        h: Option<&Formula>,
    ) -> Value {
        let h = h.map_or(Ok(NUDGE), |h| h.eval(self))?;
        let Some(weight) = weight.or_else(|| self.now.layout(run).weight(self.selected)) else {
            return Ok(f64::NAN);
        };
        let nudged = |by: f64| {
            let mut runs = self.now.runs.clone();
            let place = self.now.place(run);
            runs[place] = Cow::Owned(runs[place].nudged(weight, by));
            formula.eval(&self.with_runs(runs))
        };
        Ok((nudged(h)? - nudged(-h)?) / (2.0 * h))
    }
}

impl<'a> Now<'a> {
    fn new(
        runs: Vec<Cow<'a, Run>>,
        slots: Rc<[usize]>,
        shown: usize,
        on: Option<usize>,
    ) -> Rc<Self> {
        let (shares, gradients) = (
            vec![OnceCell::new(); runs.len()],
            vec![OnceCell::new(); runs.len()],
        );
        Rc::new(Now {
            runs,
            slots,
            shown,
            on,
            shares,
            gradients,
        })
    }

    /// The place of a run that a formula names.
    fn place(&self, run: usize) -> usize {
        self.slots.get(run).copied().unwrap_or(0)
    }

    fn run(&self, run: usize) -> &Run {
        &self.runs[self.place(run)]
    }

    fn layout(&self, run: usize) -> &Layout {
        &self.run(run).network().layout
    }

    /// The current pattern of a run, from 0.
    fn pattern(&self, run: usize) -> usize {
        let own = match self.run(run).settings().schedule {
            Schedule::Online => self.run(run).pattern(),
            Schedule::Batch => self.shown,
        };
        self.on.unwrap_or(own)
    }

    /// What the current pattern asks for.
    fn share(&self, run: usize) -> &Update {
        let pattern = self.pattern(run);
        let update = self.run(run).update();
        let is_all = self.run(run).settings().schedule == Schedule::Online || self.on.is_none();
        if pattern == update.pattern && is_all {
            return update;
        }
        self.shares[self.place(run)].get_or_init(|| self.run(run).share(pattern))
    }

    fn terms(&self, run: usize) -> &Terms {
        &self.share(run).terms
    }

    fn change(&self, run: usize, weight: usize) -> f64 {
        let update = if self.on.is_some() {
            self.share(run)
        } else {
            self.run(run).update()
        };
        update.change[weight]
    }

    /// ∂E/∂w: of the current pattern online, and where a formula made one current; else of all patterns.
    fn gradient(&self, run: usize, weight: usize) -> f64 {
        let compute = || {
            let one = self.run(run);
            let all = one.settings().schedule == Schedule::Batch && self.on.is_none();
            let patterns = if all {
                0..one.patterns().len()
            } else {
                self.pattern(run)..self.pattern(run) + 1
            };
            let mut gradient = Weights::zeros(self.layout(run).weights());
            for pattern in patterns {
                let terms = one.true_terms(pattern);
                for (weight, slope) in gradient.iter_mut().enumerate() {
                    *slope -= one.network().descent(weight, &terms);
                }
            }
            gradient
        };
        self.gradients[self.place(run)].get_or_init(compute)[weight]
    }

    fn of_unit(&self, run: usize, number: OfUnit, unit: usize) -> f64 {
        let terms = self.terms(run);
        match number {
            OfUnit::NetInput => terms.net_input[unit],
            OfUnit::Output => terms.output(self.layout(run), unit),
            OfUnit::Fprime => terms.fprime[unit],
            OfUnit::Delta => terms.delta[unit],
        }
    }

    fn standing(&self, run: usize, what: RunState) -> f64 {
        let one = self.run(run);
        match what {
            RunState::Epoch => one.epochs() as f64,
            RunState::Update => one.updates() as f64,
            RunState::Pattern => self.pattern(run) as f64 + 1.0,
            RunState::Lr => one.settings().lr,
            RunState::Momentum => one.settings().momentum,
            RunState::Evaluations => one.evaluations(),
            RunState::Accuracy => one.accuracy(),
        }
    }

    /// The place of a pattern by its number from 1; none if there is no such pattern.
    fn pattern_by_number(&self, run: usize, number: f64) -> Option<usize> {
        let place = usize::try_from(whole(number - 1.0)?).ok()?;
        Some(place).filter(|place| *place < self.run(run).patterns().len())
    }
}

/// A whole number from 0 up.
fn whole(number: f64) -> Option<u64> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number of at most 2^53"
    )]
    (number.fract() == 0.0 && (0.0..=9e15).contains(&number)).then_some(number as u64)
}

impl Scope<Query> for EvalContext<'_> {
    fn value(&self, Query { run, meaning }: &Query) -> Value {
        let (run, now) = (*run, &self.now);
        Ok(match meaning {
            Meaning::Selected(what) => self.selected(run, *what).unwrap_or(f64::NAN),
            Meaning::Weight(weight) => now.run(run).weight(*weight),
            Meaning::Change(weight) => now.change(run, *weight),
            Meaning::Gradient(weight) => now.gradient(run, *weight),
            Meaning::Unit(number, unit) => now.of_unit(run, *number, *unit),
            Meaning::Signal(place) => now.terms(run).signal[*place],
            Meaning::Target(target) => now.run(run).patterns()[now.pattern(run)].targets[*target],
            Meaning::Error => now.run(run).error(None),
            Meaning::ErrorOn(number) => match now.pattern_by_number(run, number.eval(self)?) {
                Some(pattern) => now.run(run).error(Some(pattern)),
                None => f64::NAN,
            },
            Meaning::RunState(what) => now.standing(run, *what),
            Meaning::Activation(slope, at) => self.activation(run, *slope, at.eval(self)?),
            Meaning::On(parts) => match now.pattern_by_number(run, parts[0].eval(self)?) {
                Some(pattern) => parts[1].eval(&self.with_pattern(pattern))?,
                None => f64::NAN,
            },
            Meaning::After(formula) => self.after(formula).unwrap_or(Ok(f64::NAN))?,
            Meaning::At(parts) => self
                .at(parts[0].eval(self)?, &parts[1])
                .unwrap_or(Ok(f64::NAN))?,
            Meaning::Fold(fold, domain, formula) => fold.of(&self.over(run, *domain, formula)?),
            Meaning::Cosine(domain, directions) => self.cosine(run, *domain, directions)?,
            Meaning::Slope(formula, weight, h) => {
                self.slope(run, formula, *weight, h.as_deref())?
            }
        })
    }
}

impl Fold {
    /// One number of many; not a number of none at all, but for a sum.
    fn of(self, values: &[f64]) -> f64 {
        match self {
            Fold::Sum => values.iter().sum(),
            Fold::Max => values.iter().copied().reduce(f64::max).unwrap_or(f64::NAN),
            Fold::Min => values.iter().copied().reduce(f64::min).unwrap_or(f64::NAN),
        }
    }
}
