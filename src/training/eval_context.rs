//! The runs of a trainer at one moment, as the formulas of lessons see them.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::rc::Rc;

use super::learnt::Learnt;
use super::run::Run;
use super::update::Update;
use super::vocabulary::{Domain, Formula};
use crate::formula::NotANumber;
use crate::network::{Layout, Terms, WeightId, Weights};

/// The context of a formula: the runs, the weight that is selected in them, and the current pattern.
///
/// The weights and the error are the present ones; every other number is of the update under way, or else of the next.
#[derive(Clone, Debug)]
pub struct EvalContext<'a> {
    now: Rc<Now<'a>>,
    selected: WeightId,
}

/// The moment without the selection, and the numbers computed for it so far.
#[derive(Debug)]
struct Now<'a> {
    runs: Vec<Cow<'a, Run>>,
    /// Which of them each run that formulas may name is.
    slots: Rc<[usize]>,
    /// The pattern that is shown, from 0, where the update learns from several.
    shown: usize,
    /// The pattern that a formula made the current one.
    on: Option<usize>,
    shares: Vec<OnceCell<Update>>,
    gradients: Vec<OnceCell<Weights>>,
}

impl<'a> EvalContext<'a> {
    /// The present moment of `runs`.
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
    pub(super) fn with_pattern(&self, pattern: usize) -> EvalContext<'a> {
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

    /// The selected weight.
    pub(super) fn selected(&self) -> WeightId {
        self.selected
    }

    /// The moment after the update under way, or the next; none, if that cannot be made.
    pub(super) fn after(&self) -> Option<EvalContext<'a>> {
        let on = self.now.on;
        self.of_each(|run| {
            run.after(
                on.filter(|pattern| !run.settings().schedule.sums() && *pattern != run.pattern()),
            )
        })
    }

    /// The moment at the end of an epoch; none, if the runs did not get so far.
    pub(super) fn at_epoch(&self, epoch: f64) -> Option<EvalContext<'a>> {
        let epoch = whole(epoch)?;
        self.of_each(|run| run.past(epoch))
    }

    /// The moment with a weight of a run moved.
    pub(super) fn nudged(&self, run: usize, weight: usize, by: f64) -> EvalContext<'a> {
        let mut runs = self.now.runs.clone();
        let place = self.now.place(run);
        runs[place] = Cow::Owned(runs[place].nudged(weight, by));
        self.with_runs(runs)
    }

    /// The same moment with a weight of a run at another value; none, if the run has no such weight.
    #[must_use]
    pub fn with_weight(&self, run: usize, weight: WeightId, value: f64) -> Option<EvalContext<'a>> {
        let place = self.now.layout(run).weight(weight)?;
        let by = value - self.run(run).weight(place);
        Some(self.nudged(run, place, by))
    }

    /// A formula's values over a domain.
    pub(super) fn over(
        &self,
        run: usize,
        domain: Domain,
        formula: &Formula,
    ) -> Result<Vec<f64>, NotANumber> {
        match domain {
            Domain::Weights(layer, unit) => self
                .weights(run, layer, unit)
                .map(|moment| formula.eval(&moment))
                .collect(),
            Domain::Layers => (1..=self.now.layout(run).layers())
                .map(|layer| formula.eval(&self.with_selected(WeightId::first_of(layer))))
                .collect(),
            Domain::Patterns => (0..self.now.run(run).patterns().len())
                .map(|pattern| formula.eval(&self.with_pattern(pattern)))
                .collect(),
            Domain::Epochs => self.over_epochs(run, formula),
        }
    }

    /// The same moment with another weight selected.
    fn with_selected(&self, selected: WeightId) -> EvalContext<'a> {
        EvalContext {
            now: self.now.clone(),
            selected,
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
                && unit.is_none_or(|unit| layout.id(*weight).unit == unit)
        };
        let with = |weight| self.with_selected(layout.id(weight));
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

    pub(super) fn run(&self, run: usize) -> &Run {
        self.now.run(run)
    }

    /// The update that the current pattern asks for.
    pub(super) fn share(&self, run: usize) -> &Update {
        self.now.share(run)
    }

    pub(super) fn terms(&self, run: usize) -> &Terms {
        self.now.terms(run)
    }

    /// The current pattern of a run, from 0.
    pub(super) fn pattern(&self, run: usize) -> usize {
        self.now.pattern(run)
    }

    pub(super) fn change(&self, run: usize, weight: usize) -> f64 {
        self.now.change(run, weight)
    }

    pub(super) fn gradient(&self, run: usize, weight: usize) -> f64 {
        self.now.gradient(run, weight)
    }

    /// A pattern, from 0, by its number; none, if there is no such pattern.
    pub(super) fn pattern_by_number(&self, run: usize, number: f64) -> Option<usize> {
        let place = usize::try_from(whole(number - 1.0)?).ok()?;
        Some(place).filter(|place| *place < self.now.run(run).patterns().len())
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
        self.on.unwrap_or_else(|| {
            let learnt = self.run(run).learnt();
            let place = learnt.place(self.shown).unwrap_or(0);
            learnt.pattern(place)
        })
    }

    /// The update that the current pattern asks for.
    fn share(&self, run: usize) -> &Update {
        let pattern = self.pattern(run);
        let update = self.run(run).update();
        let is_all = !self.run(run).settings().schedule.sums() || self.on.is_none();
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

    /// ∂E/∂w: of the pattern that a formula made current; else of those that the update learns from.
    fn gradient(&self, run: usize, weight: usize) -> f64 {
        let compute = || {
            let one = self.run(run);
            let of_one = self.on.map(Learnt::one);
            let learnt = of_one.unwrap_or_else(|| one.update().learnt.clone());
            let mut gradient = Weights::zeros(self.layout(run).weights());
            for pattern in learnt.patterns() {
                let terms = one.true_terms(pattern);
                for (weight, slope) in gradient.iter_mut().enumerate() {
                    *slope -= one.network().descent(weight, &terms);
                }
            }
            gradient
        };
        self.gradients[self.place(run)].get_or_init(compute)[weight]
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
