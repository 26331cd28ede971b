//! What the tests of learning share: nets from numbers, commands as text, formulas as text, and numbers by chance.

use std::sync::Arc;

use deltarule::formula::parse;
use deltarule::network::{Activation, Layout, Network, Pattern};
use deltarule::training::{
    Command, MOST_UPDATES, Schedule, Settings, Setup, Start, State, Trainer,
};

/// A layer of units: its activation, and a row of weights for each unit.
pub type Layer = (&'static Activation, Vec<Vec<f64>>);

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
        Network {
            layout: self.layout(),
            activations: self.layers.iter().map(|(row, _)| *row).collect(),
        }
    }

    /// All weights, in reading order.
    pub fn weights(&self) -> Vec<f64> {
        self.rows().flatten().copied().collect()
    }

    pub fn trainer(&self) -> Trainer {
        let network = self.network();
        let selected = network.layout.id(0);
        let frozen = (0..network.layout.weights()).map(|weight| self.frozen.contains(&weight));
        let state = State {
            updates: 0,
            epochs: 0,
            pattern: 0,
            weights: self.weights().into(),
            settings: Settings {
                lr: self.lr,
                schedule: self.schedule,
            },
        };
        let start = Start {
            frozen: frozen.collect(),
            network,
            patterns: self.patterns.clone().into(),
            state,
        };
        Trainer::new(Setup {
            start: Arc::new(start),
            selected,
        })
    }

    fn rows(&self) -> impl Iterator<Item = &Vec<f64>> {
        self.layers.iter().flat_map(|(_, rows)| rows)
    }
}

/// Does a command as a learner would write it; an error is what they would read.
pub fn act(trainer: &mut Trainer, command: &str) -> Result<(), String> {
    let parsed = Command::parse(command).map_err(|problem| problem.to_string())?;
    trainer
        .act(&parsed, &mut MOST_UPDATES.clone())
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
    bound.number(&trainer.moment()).expect(formula)
}

/// The weights of a trainer's run as they stand.
pub fn weights(trainer: &Trainer) -> Vec<f64> {
    let count = trainer.run().network().layout.weights();
    (0..count)
        .map(|weight| trainer.run().weight(weight))
        .collect()
}
