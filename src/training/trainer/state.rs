//! Runs in lockstep with what is selected in them: a learner steps them, and every command changes them.

use std::sync::Arc;

use super::super::error_scale::ErrorScale;
use super::super::eval_context::EvalContext;
use super::super::motion::Motion;
use super::super::run::{Run, Start};
use super::super::second;
use super::super::setting::{Setting, part_of};
use super::super::shown::ShownUpdate;
use super::super::version;
use super::super::vocabulary::{Formula, SPLITS, TrainerVocabulary};
use crate::formula::{Compiled, Expr, Problem, Span};
use crate::network::{Layout, WeightId};

/// A trainer as its lesson describes it.
#[derive(Clone, Debug)]
pub struct TrainerSpec {
    /// Its runs: the first, and those beside it.
    pub runs: Vec<RunSpec>,
    /// The weight that is selected at first.
    pub selected: WeightId,
    /// The run of formulas that name none: the first by default.
    pub about: usize,
    /// The weight that is marked at first, if one is.
    pub marked: Option<WeightId>,
    /// The scale on which the error is drawn at first.
    pub error_scale: ErrorScale,
}

/// A run as its lesson describes it.
#[derive(Clone, Debug)]
pub struct RunSpec {
    /// Its name; the first run need not have one.
    pub name: String,
    /// Its start.
    pub start: Arc<Start>,
    /// The fields that it names itself, which settings of the trainer leave as they are.
    pub own: Vec<&'static Setting>,
}

impl TrainerSpec {
    /// The net of the first run.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.runs[0].start.state.settings.network.layout
    }

    /// The words about its runs.
    #[must_use]
    pub fn vocabulary(&self) -> TrainerVocabulary<'_> {
        let mut runs = Vec::new();
        for RunSpec { name, start, .. } in &self.runs {
            runs.push((name.clone(), &*start.state.settings.network.layout));
        }
        for split in SPLITS {
            runs.push((split.to_string(), self.layout()));
        }
        let patterns = self.runs.iter().map(|run| run.start.patterns.len());
        TrainerVocabulary::new(runs)
            .about(self.about)
            .with_patterns(common(patterns))
    }
}

/// The number that all of them are; none, if they differ.
fn common(mut counts: impl Iterator<Item = usize>) -> Option<usize> {
    let first = counts.next()?;
    counts.all(|count| count == first).then_some(first)
}

/// A run of a trainer.
#[derive(Clone, Debug)]
pub(in crate::training) struct Twin {
    pub(in crate::training) name: String,
    pub(in crate::training) run: Run,
    pub(in crate::training) own: Vec<&'static Setting>,
}

impl Twin {
    /// Returns `true` if it names a setting itself, so that settings of the trainer leave it as it is.
    pub(in crate::training) fn names(&self, key: &str) -> bool {
        self.own
            .iter()
            .any(|own| own.key == key || part_of(key, own.key).is_some())
    }
}

/// A trainer at any of its moments.
#[derive(Clone, Debug)]
pub struct Trainer {
    pub(in crate::training) setup: TrainerSpec,
    /// The first, and those beside it; there is at least one.
    pub(in crate::training) runs: Vec<Twin>,
    pub(in crate::training) selected: WeightId,
    /// The weight that was marked last, by the lesson or the learner.
    pub(in crate::training) marked: Option<WeightId>,
    /// Number of updates at the moment that is marked.
    pub(in crate::training) moment: Option<u64>,
    /// Distance by which the chain nudges the selected weight.
    pub(in crate::training) nudge: f64,
    /// The scale on which the error is drawn.
    pub(in crate::training) error_scale: ErrorScale,
    /// The stage of the update that is watched in slow motion.
    pub(in crate::training) motion: Option<Motion>,
    /// Number of an update's patterns before the shown one.
    pub(in crate::training) shown: usize,
    pub(in crate::training) is_running: bool,
    /// Updates a second, while it runs.
    pub(in crate::training) speed: f64,
    pub(in crate::training) version: u64,
}

/// Largest number of updates that one command of a learner, or one check, may make.
pub const MOST_UPDATES: u64 = 1_000_000;
/// Default distance by which the selected weight is nudged.
const NUDGE: f64 = 0.1;
/// Default speed of a trainer, in updates a second.
const SPEED: f64 = 20.0;
/// The slowest and the fastest speed, in updates a second.
pub(in crate::training) const SPEEDS: (f64, f64) = (0.5, 10_000.0);

pub(in crate::training) type Done = Result<(), Problem>;

impl Trainer {
    /// A trainer at its start.
    #[must_use]
    pub fn new(setup: TrainerSpec) -> Self {
        let twin = |run: &RunSpec| Twin {
            name: run.name.clone(),
            run: Run::new(run.start.clone()),
            own: run.own.clone(),
        };
        let runs = setup.runs.iter().map(twin).collect();
        Trainer {
            runs,
            selected: setup.selected,
            marked: setup.marked,
            moment: None,
            nudge: NUDGE,
            error_scale: setup.error_scale,
            motion: None,
            shown: 0,
            is_running: false,
            speed: SPEED,
            version: version::next(),
            setup,
        }
    }

    /// A number that changes whenever anything about the trainer does. No two trainers have the same, but copies of each other.
    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Its first run.
    #[must_use]
    pub fn run(&self) -> &Run {
        &self.runs[0].run
    }

    /// All its runs by their names, the first one first.
    #[must_use]
    pub fn runs(&self) -> impl ExactSizeIterator<Item = (&str, &Run)> {
        self.runs.iter().map(|twin| (twin.name.as_str(), &twin.run))
    }

    /// The update that is shown of its first run.
    #[must_use]
    pub fn shown_update(&self) -> ShownUpdate<'_> {
        self.shown_update_of(self.run())
    }

    /// The update of one of its runs that goes with the one shown of the first.
    #[must_use]
    pub fn shown_update_of<'a>(&'a self, run: &'a Run) -> ShownUpdate<'a> {
        let done = run.done().filter(|_| self.run().done().is_some());
        let shown = ShownUpdate::new(run, done);
        ShownUpdate {
            pattern: shown.update.learnt.pattern(self.shown),
            ..shown
        }
    }

    /// The selected weight.
    #[must_use]
    pub fn selected(&self) -> WeightId {
        self.selected
    }

    /// The second weight, beside the selected one, as the surface has it; none if the net has no other.
    #[must_use]
    pub fn second(&self) -> Option<WeightId> {
        second::of(self.layout(), self.selected, self.marked)
    }

    /// The current pattern, from 0: of those of the update under way or of the next the one that is shown.
    #[must_use]
    pub fn pattern(&self) -> usize {
        self.run().learnt().pattern(self.shown)
    }

    /// Returns `true` if it makes step after step by itself.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.is_running
    }

    /// Its speed while it runs, in updates a second.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.speed
    }

    /// Its present moment.
    #[must_use]
    pub fn moment(&self) -> EvalContext<'_> {
        self.moment_at(self.selected)
    }

    /// Its present moment, with another weight selected.
    #[must_use]
    pub fn moment_at(&self, selected: WeightId) -> EvalContext<'_> {
        let slots = self.slots();
        EvalContext::new(
            self.runs.iter().map(|twin| &twin.run),
            selected,
            self.pattern(),
        )
        .with_slots(slots)
    }

    /// Index of each run that formulas may name; before it splits off, it is the first.
    pub(in crate::training) fn slots(&self) -> Vec<usize> {
        let named = |name| self.runs.iter().position(|twin| twin.name == name);
        let splits = SPLITS.map(|name| named(name).unwrap_or(0));
        (0..self.setup.runs.len()).chain(splits).collect()
    }

    /// Returns `true` if nothing was set since its start: only updates make it differ from the lesson's trainer.
    #[must_use]
    pub fn is_as_in_lesson(&self) -> bool {
        let mut runs = self.runs.iter().zip(&self.setup.runs);
        self.runs.len() == self.setup.runs.len()
            && runs.all(|(twin, spec)| twin.run.is_as_started(&spec.start))
    }

    /// The stage of the update that is watched in slow motion; `None`, if none is.
    #[must_use]
    pub fn motion(&self) -> Option<Motion> {
        self.motion
    }

    /// Looks at a stage of the update in slow motion, or no longer.
    pub fn look_at(&mut self, motion: Option<Motion>) {
        self.motion = motion;
        self.version = version::next();
    }

    /// Number of updates at the moment that is marked, if one is.
    #[must_use]
    pub fn marked_moment(&self) -> Option<u64> {
        self.moment
    }

    /// Distance by which the chain nudges the selected weight.
    #[must_use]
    pub fn nudge(&self) -> f64 {
        self.nudge
    }

    /// The scale on which the error is drawn.
    #[must_use]
    pub fn error_scale(&self) -> ErrorScale {
        self.error_scale
    }

    /// The description it was made from.
    #[must_use]
    pub fn setup(&self) -> &TrainerSpec {
        &self.setup
    }

    /// Binds the names of a formula about this trainer.
    ///
    /// # Errors
    /// If it has a name that means nothing here.
    pub fn bind(&self, formula: &Expr) -> Result<Formula, Problem> {
        Compiled::new(formula, &self.vocabulary())
    }

    /// The words about its runs as they are now: a fresh start may have given them other layers.
    #[must_use]
    pub fn vocabulary(&self) -> TrainerVocabulary<'_> {
        let mut runs: Vec<(String, &Layout)> = Vec::new();
        for (RunSpec { name, .. }, twin) in self.setup.runs.iter().zip(&self.runs) {
            runs.push((name.clone(), &twin.run.network().layout));
        }
        runs.extend(SPLITS.map(|split| (split.to_string(), self.layout())));
        TrainerVocabulary::new(runs)
            .about(self.setup.about)
            .with_patterns(common(self.runs().map(|(_, run)| run.patterns().len())))
    }

    /// Makes updates by itself, while it runs.
    ///
    /// # Errors
    /// If a number overflows: its name. Then it stops.
    pub fn tick(&mut self, updates: u64) -> Done {
        self.version = version::next();
        for _ in 0..updates {
            if let Err(problem) = self.advance(&mut MOST_UPDATES.clone()) {
                self.is_running = false;
                return Err(problem);
            }
        }
        Ok(())
    }

    /// Stops making updates by itself.
    pub fn pause(&mut self) {
        self.version = version::next();
        self.is_running = false;
    }

    pub(in crate::training) fn layout(&self) -> &Layout {
        &self.run().network().layout
    }
}

pub(in crate::training) fn spend(budget: &mut u64) -> Done {
    *budget = budget.checked_sub(1).ok_or_else(too_many)?;
    Ok(())
}

pub(in crate::training) fn too_many() -> Problem {
    refusal("more than 1,000,000 updates at a time: what was made so far stands")
}

pub(in crate::training) fn overflowed(name: &str) -> Problem {
    refusal(format!(
        "{name} grows past what a float holds, so the run stops here"
    ))
    .help("`reset`, or go back to before it, and try a smaller learning rate")
}

/// A sentence about a command as a whole.
pub(in crate::training) fn refusal(sentence: impl Into<String>) -> Problem {
    Problem::new(Span::default(), sentence)
}
