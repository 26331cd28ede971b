//! A panel: a row of the registry, and the view that it shows.

use super::mask::Mask;
use crate::figure::{Figure, Ink, Line, Role};
use crate::training::{Run, Stage, Trainer};

/// The view of a panel: a trainer, but for what an open question asks for.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// The trainer.
    pub trainer: &'a Trainer,
    /// The mask of what is hidden.
    pub veil: &'a Mask,
    /// `true` if the panel is alone, with room for what one asks for now and then.
    pub is_alone: bool,
}

/// Nothing is hidden.
static NOTHING: Mask = Mask {
    names: Vec::new(),
    values: Vec::new(),
    is_sealed: false,
};

impl<'a> View<'a> {
    /// All of a trainer.
    #[must_use]
    pub fn of(trainer: &'a Trainer) -> Self {
        View {
            trainer,
            veil: &NOTHING,
            is_alone: false,
        }
    }
}

/// A way to look at a trainer.
#[derive(Debug)]
pub struct Panel {
    /// As lessons call it.
    pub name: &'static str,
    /// The help line: what it shows.
    pub says: &'static str,
    /// Its title now.
    pub title: fn(&View<'_>) -> Line,
    /// Its figure now.
    pub figure: fn(&View<'_>) -> Figure,
}

impl Panel {
    /// Its title and its figure, in which each hidden number reads `?`; pictures stay.
    #[must_use]
    pub fn look(&self, view: &View<'_>) -> (Line, Figure) {
        let (title, figure) = ((self.title)(view), (self.figure)(view));
        (view.veil.line(title), figure.under(view.veil))
    }
}

/// Adds to a title how far the update has come that the panel is about, unless it is the next.
pub fn staged(line: Line, trainer: &Trainer) -> Line {
    match trainer.shown_update().stage {
        Stage::Next => line,
        Stage::UnderWay => line.and(Role::Quiet, " · under way"),
        Stage::Done => line.and(Role::Quiet, " · ").and(Role::Good, "done"),
    }
}

/// The ink and the letter of a run among `count` of them; one alone is drawn plainly and needs no letter.
#[must_use]
pub fn told_apart(count: usize, place: usize) -> (Ink, Option<char>) {
    if count == 1 {
        (Role::Plain.into(), None)
    } else {
        (Role::Run(place).into(), ('a'..='z').nth(place))
    }
}

/// The name of a run behind its letter, if it needs one.
pub fn lettered(letter: Option<char>, name: &str) -> String {
    letter.map_or(name.to_string(), |letter| format!("{letter} {name}"))
}

/// Adds to a title the pattern that is shown, if there are several.
pub fn with_pattern(line: Line, trainer: &Trainer) -> Line {
    let shown = trainer.shown_update();
    match shown.run.patterns().len() {
        1 => line,
        _ => line.and(Role::Quiet, format!(", pattern {}", shown.pattern + 1)),
    }
}

/// The runs of a trainer with the names by which panels tell them apart; one alone needs none.
pub fn named(trainer: &Trainer) -> Vec<(&str, &Run)> {
    let several = trainer.runs().len() > 1;
    let named = |(name, run)| {
        (
            if several && str::is_empty(name) {
                "first"
            } else {
                name
            },
            run,
        )
    };
    trainer.runs().map(named).collect()
}

/// Runs for the tests of panels.
#[cfg(test)]
pub mod example {
    use std::sync::Arc;

    use crate::network::{Activation, Layout, Loss, Network, Pattern, WeightId, patterns};
    use crate::training::{
        Checkpoint, ErrorScale, Run, RunSpec, Settings, Start, Trainer, TrainerSpec,
    };

    /// A run with biases that learns a named set.
    pub fn run(
        sizes: &[usize],
        activation: &str,
        weights: Vec<f64>,
        set: &str,
        change: impl FnOnce(&mut Settings),
    ) -> Run {
        let patterns = patterns::named(set).expect("a set");
        let patterns = patterns
            .into_iter()
            .map(|Pattern { inputs, targets }| (inputs, targets));
        with_patterns(sizes, activation, weights, patterns.collect(), change)
    }

    /// A run that learns these inputs and targets; it has no biases if there are just as many weights as it needs without.
    pub fn with_patterns(
        sizes: &[usize],
        activation: &str,
        weights: Vec<f64>,
        patterns: Vec<(Vec<f64>, Vec<f64>)>,
        change: impl FnOnce(&mut Settings),
    ) -> Run {
        Run::new(start(sizes, activation, weights, patterns, change))
    }

    /// The start of such a run.
    pub fn start(
        sizes: &[usize],
        activation: &str,
        weights: Vec<f64>,
        patterns: Vec<(Vec<f64>, Vec<f64>)>,
        change: impl FnOnce(&mut Settings),
    ) -> Arc<Start> {
        let lengths = |bias: usize| -> Vec<usize> {
            let layers = sizes.windows(2);
            layers
                .flat_map(|pair| vec![pair[0] + bias; pair[1]])
                .collect()
        };
        let bias = usize::from(lengths(0).iter().sum::<usize>() != weights.len());
        let network = Network {
            layout: Arc::new(Layout::new(sizes.to_vec(), &lengths(bias))),
            activations: vec![
                Activation::read(activation).expect("an activation");
                sizes.len() - 1
            ],
            loss: Loss::Squared,
        };
        let mut settings = Settings::new(network);
        change(&mut settings);
        let pattern = |(inputs, targets)| Pattern { inputs, targets };
        Arc::new(Start {
            patterns: patterns.into_iter().map(pattern).collect(),
            state: Checkpoint::new(settings, weights.into()),
        })
    }

    /// A trainer of runs by their names, with its first weight selected.
    pub fn trainer(runs: Vec<(&str, Arc<Start>)>) -> Trainer {
        let setup = |(name, start): (&str, Arc<Start>)| RunSpec {
            name: name.to_string(),
            start,
            own: Vec::new(),
        };
        Trainer::new(TrainerSpec {
            about: 0,
            runs: runs.into_iter().map(setup).collect(),
            selected: weight(1, 1, 1),
            marked: None,
            error_scale: ErrorScale::default(),
        })
    }

    /// The name of a weight.
    pub fn weight(layer: usize, unit: usize, input: usize) -> WeightId {
        WeightId { layer, unit, input }
    }
}
