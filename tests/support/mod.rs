//! What the tests of learning share: nets from numbers, commands as text, and formulas as text.

use std::sync::Arc;

use deltarule::formula::parse;
use deltarule::network::{Activation, Layout, Loss, Network, Pattern};
use deltarule::training::{
    Checkpoint, Command, ErrorScale, MOST_UPDATES, RunSpec, Schedule, Settings, Start, Trainer,
    TrainerSpec,
};

/// A layer of units: its activation, and a row of weights for each unit.
pub type Layer = (Activation, Vec<Vec<f64>>);

/// What a trainer is made from.
#[derive(Clone)]
pub struct Net {
    pub layers: Vec<Layer>,
    pub patterns: Vec<Pattern>,
    pub lr: f64,
    pub schedule: Schedule,
    /// Weights that no step changes, in the row of all weights.
    pub frozen: Vec<usize>,
}

impl Net {
    pub fn layout(&self) -> Layout {
        let inputs = self.patterns[0].inputs.len();
        let units = self.layers.iter().map(|(_, rows)| rows.len());
        let lengths: Vec<usize> = self.rows().map(Vec::len).collect();
        Layout::new(std::iter::once(inputs).chain(units).collect(), &lengths)
    }

    pub fn network(&self) -> Network {
        let activations = self.layers.iter().map(|(activation, _)| activation.clone());
        Network {
            layout: Arc::new(self.layout()),
            activations: activations.collect(),
            loss: Loss::Squared,
        }
    }

    /// All weights, in reading order.
    pub fn weights(&self) -> Vec<f64> {
        self.rows().flatten().copied().collect()
    }

    pub fn settings(&self) -> Settings {
        let network = self.network();
        let frozen = (0..network.layout.weights()).map(|weight| self.frozen.contains(&weight));
        Settings {
            lr: self.lr,
            schedule: self.schedule,
            frozen: frozen.collect(),
            ..Settings::new(network)
        }
    }

    /// A run of this net with settings of its own.
    pub fn start(&self, settings: Settings) -> Arc<Start> {
        settings
            .agree()
            .unwrap_or_else(|sentence| panic!("{sentence}"));
        Arc::new(Start {
            patterns: self.patterns.clone().into(),
            state: Checkpoint::new(settings, self.weights().into()),
        })
    }

    pub fn trainer(&self) -> Trainer {
        trainer_of(vec![alone(self.start(self.settings()))])
    }

    fn rows(&self) -> impl Iterator<Item = &Vec<f64>> {
        self.layers.iter().flat_map(|(_, rows)| rows)
    }
}

/// A run that has no name.
pub fn alone(start: Arc<Start>) -> RunSpec {
    RunSpec {
        name: String::new(),
        start,
        own: Vec::new(),
    }
}

/// A trainer of some runs; the first weight is selected.
pub fn trainer_of(runs: Vec<RunSpec>) -> Trainer {
    let selected = runs[0].start.state.settings.network.layout.id(0);
    Trainer::new(TrainerSpec {
        runs,
        selected,
        about: 0,
        marked: None,
        error_scale: ErrorScale::default(),
    })
}

/// Does a command as a learner would write it; an error is what they would read.
pub fn act(trainer: &mut Trainer, command: &str) -> Result<(), String> {
    let parsed = Command::parse(command).map_err(|problem| problem.to_string())?;
    trainer
        .act(&parsed, &mut MOST_UPDATES.clone())
        .map(drop)
        .map_err(|problem| problem.to_string())
}

/// Does commands that must succeed.
pub fn acts(trainer: &mut Trainer, commands: &[&str]) {
    for command in commands {
        act(trainer, command).unwrap_or_else(|problem| panic!("{command}: {problem}"));
    }
}

/// The value of a formula about a trainer, as it stands.
pub fn value(trainer: &Trainer, formula: &str) -> f64 {
    let expr = parse(formula).unwrap_or_else(|problem| panic!("{formula}: {problem}"));
    let bound = trainer
        .bind(&expr)
        .unwrap_or_else(|problem| panic!("{formula}: {problem}"));
    bound.eval(&trainer.moment()).expect(formula)
}

/// The weights of a trainer's first run as they stand.
pub fn weights(trainer: &Trainer) -> Vec<f64> {
    let count = trainer.run().network().layout.weights();
    (0..count)
        .map(|weight| trainer.run().weight(weight))
        .collect()
}
