//! The measurement: the slope of the error by nudging a weight, for one step after the other.

use super::kinks::{Kink, is_straight, kink};
use crate::figure::number::digits_alike;
use crate::formula::parse;
use crate::network::Loss;
use crate::training::{EvalContext, Learnt, Run, Schedule, Trainer};

/// The step for the number that is shown beside the chain rule's.
pub const NEAR: f64 = 1e-5;
/// Steps that are tried are 10 to minus these powers.
const POWERS: std::ops::RangeInclusive<i32> = 1..=13;
/// Greatest number of products of a weight and an input for trying all steps.
const MOST_WORK: usize = 20_000_000;

/// The measurements of a weight.
#[derive(Clone, Debug)]
pub struct Sight {
    /// ∂E/∂w by the chain rule.
    pub gradient: f64,
    /// The central difference for [`NEAR`].
    pub near: f64,
    /// The slope that the rule follows instead, −change/lr; none where no rule gives the change.
    pub rule: Option<f64>,
    /// For steps from large to small, how far the two are apart; none, if trying them would take too long.
    pub gaps: Vec<(f64, f64)>,
    /// The smallest of these steps that has a kink under it.
    pub kink: Option<(f64, Kink)>,
    /// `true` if E is quadratic in the weight, kinks aside.
    pub is_quadratic: bool,
    /// The greatest change that the rounding of E alone can make to what is measured with [`NEAR`].
    pub rounding: f64,
}

impl Sight {
    /// The measurements of the selected weight.
    #[must_use]
    pub fn new(trainer: &Trainer) -> Self {
        let bench = Bench::new(trainer);
        bench.sight(bench.number("gradient"))
    }

    /// The same, with this as the gradient of the selected weight.
    #[must_use]
    pub fn of_gradient(trainer: &Trainer, gradient: f64) -> Self {
        Bench::new(trainer).sight(gradient)
    }

    /// Number of digits in which the two agree.
    #[must_use]
    pub fn digits(&self) -> usize {
        digits_alike(self.gradient, self.near)
    }

    /// The step for which the two are nearest to each other, and how far apart they are; of equals the largest. None, if no
    /// step measures as much as a digit of the gradient.
    #[must_use]
    pub fn best(&self) -> Option<(f64, f64)> {
        let near = |(_, gap): &&(f64, f64)| *gap <= 0.5 * self.gradient.abs();
        let near = self.gaps.iter().filter(near).copied();
        near.min_by(|a, b| a.1.total_cmp(&b.1))
    }
}

/// A weight of the first run, with the run as it was before the update that is shown.
struct Bench<'a> {
    trainer: &'a Trainer,
    run: Run,
    /// The weight, by its place in the row of all weights; none if the net has no such weight.
    weight: Option<usize>,
    /// The pattern whose error it is, from 0; in batch the one that is shown.
    pattern: usize,
}

impl<'a> Bench<'a> {
    /// The selected weight of a trainer.
    fn new(trainer: &'a Trainer) -> Self {
        let shown = trainer.shown_update();
        let run = shown.before();
        Bench {
            trainer,
            weight: run.network().layout.weight(trainer.selected()),
            pattern: shown.pattern,
            run,
        }
    }

    fn sight(&self, gradient: f64) -> Sight {
        let near = self.slope(NEAR);
        let steps = POWERS.map(|power| format!("1e-{power}"));
        let steps: Vec<f64> = steps.filter_map(|step| step.parse().ok()).collect();
        let is_quick = self.work() * steps.len() <= MOST_WORK;
        let steps = if is_quick { steps } else { Vec::new() };
        let straight = self.straight();
        let with_kink = |h: &f64| Some((*h, self.kink(*h, &straight)?));
        let kink = steps.iter().rev().find_map(with_kink);
        Sight {
            gradient,
            near,
            rule: self.rule(),
            gaps: steps
                .iter()
                .map(|h| (*h, (self.slope(*h) - gradient).abs()))
                .collect(),
            kink,
            is_quadratic: self.is_quadratic(&straight),
            rounding: f64::EPSILON * self.number(&self.error()) / NEAR,
        }
    }

    /// −change/lr, before an optimizer makes something else of it.
    fn rule(&self) -> Option<f64> {
        let (settings, weight) = (self.run.settings(), self.weight?);
        if settings.searches() || settings.frozen[weight] {
            return None;
        }
        let rule = -self.run.update().given()[weight] / settings.lr_of_rules();
        // No −0.
        rule.is_finite().then_some(rule + 0.0)
    }

    /// The patterns that the error is of.
    fn patterns(&self) -> Learnt {
        match self.run.settings().schedule {
            Schedule::Online => Learnt::one(self.pattern),
            Schedule::Batch | Schedule::Mini(_) => self.run.learnt(),
        }
    }

    /// The error of these patterns, as a formula.
    fn error(&self) -> String {
        if self.run.settings().schedule == Schedule::Batch {
            return "E".to_string();
        }
        let each = self.patterns();
        let each = each.patterns().map(|pattern| format!("E({})", pattern + 1));
        each.collect::<Vec<_>>().join(" + ")
    }

    /// The central difference of the error for a step.
    fn slope(&self, h: f64) -> f64 {
        self.number(&format!("slope({}, w, {h:e})", self.error()))
    }

    /// The value of a formula; not a number where it has none.
    fn number(&self, formula: &str) -> f64 {
        let moment = EvalContext::new([&self.run], self.trainer.selected(), self.pattern);
        let formula = parse(formula).ok();
        let bound = formula.and_then(|formula| self.trainer.bind(&formula).ok());
        bound
            .and_then(|formula| formula.eval(&moment).ok())
            .unwrap_or(f64::NAN)
    }

    /// Number of products of a weight and an input for one step, including the search for kinks.
    fn work(&self) -> usize {
        4 * self.patterns().count() * self.run.network().layout.weights()
    }

    /// Of each layer, whether its activation is made of straight lines.
    fn straight(&self) -> Vec<bool> {
        let activations = self.run.network().activations.iter();
        activations.map(is_straight).collect()
    }

    fn kink(&self, h: f64, straight: &[bool]) -> Option<Kink> {
        let all = self.run.patterns();
        let learnt = self.patterns();
        let patterns = learnt.patterns().map(|pattern| &all[pattern]);
        let before = &self.run.update().before;
        let moved = (self.weight?, h);
        kink(self.run.network(), straight, before, patterns, moved)
    }

    /// From the weight's unit on up, every unit's output is made of straight lines, and the error is of squares.
    fn is_quadratic(&self, straight: &[bool]) -> bool {
        let network = self.run.network();
        let layer = self.trainer.selected().layer;
        network.loss == Loss::Squared && straight[layer - 1..].iter().all(|straight| *straight)
    }
}
