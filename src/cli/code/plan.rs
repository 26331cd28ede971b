//! A program in no language yet: the numbers of a run, and its formulas with what is muted or taken wrongly put in.

use crate::formula::{Expr, derive, fill, function, parse};
use crate::network::{Activation, Layout, Loss, Pattern, random};
use crate::training::{MadeOf, Order, Run, Schedule, Settings, Term};

/// A run as a program makes it.
#[derive(Debug)]
pub struct Plan<'a> {
    /// The trainer and the run, for the head of the program.
    pub title: String,
    /// The patterns.
    pub patterns: &'a [Pattern],
    /// Its settings.
    pub settings: &'a Settings,
    /// The first weights: of each layer, of each unit.
    pub weights: Vec<Vec<Vec<f64>>>,
    /// The places of frozen weights: layer, unit, input, all from 0.
    pub frozen: Vec<[usize; 3]>,
    /// The activation of each layer.
    pub slopes: Vec<Slope>,
    /// The rule of each layer.
    pub rules: Vec<Expr>,
    /// The formula of each layer for what is sent back.
    pub send_backs: Vec<Expr>,
    /// The order of the patterns in each epoch, if they are shuffled.
    pub orders: Vec<Vec<usize>>,
    /// Number of updates that it makes.
    pub updates: u64,
}

/// An activation beside its derivative.
#[derive(Clone, Debug, PartialEq)]
pub struct Slope {
    /// f, a formula of `e`.
    pub f: Expr,
    /// f′, a formula of `e`.
    pub fprime: Expr,
}

/// Derivatives by forms that keep their digits far out, where `1 − tanh(e)²` has lost them.
const SLOPES: [(&str, &str); 1] = [("tanh", "1 / cosh(e)^2")];

impl<'a> Plan<'a> {
    /// The plan of a run that has made no updates.
    ///
    /// # Errors
    /// If no program can do the same: a sentence that says so.
    pub fn of(title: String, run: &'a Run, updates: u64) -> Result<Self, String> {
        if run.updates() > 0 || !run.applied().is_empty() {
            return Err("a program begins at update 0: leave the steps out, and say how many with --updates".to_string());
        }
        let settings = &**run.settings();
        let layout = &settings.network.layout;
        let layers = 1..=layout.layers();
        let slopes = settings.network.activations.iter().map(slope);
        let rules = layers.clone().map(|layer| rule(settings, layer));
        let send_backs = layers.map(|layer| send_back(settings, layer));
        let plan = Plan {
            title,
            patterns: run.patterns(),
            weights: matrices(layout, &run.weights().to_vec()),
            frozen: frozen(settings),
            slopes: slopes.collect::<Result<_, _>>()?,
            rules: rules.collect::<Result<_, _>>()?,
            send_backs: send_backs.collect::<Result<_, _>>()?,
            orders: Vec::new(),
            settings,
            updates,
        };
        plan.holds_together()?;
        Ok(Plan {
            orders: plan.shuffled(),
            ..plan
        })
    }

    /// Holds that a program can have this.
    fn holds_together(&self) -> Result<(), String> {
        let hidden = self
            .rules
            .iter()
            .zip(&self.send_backs)
            .take(self.layers() - 1);
        let mut targets = hidden.map(|(rule, sent)| rule.mentions("t") || sent.mentions("t"));
        if self.outputs() > 1 && targets.any(|mentions| mentions) {
            return Err("a rule of a hidden layer names `t`, which has no value there: the net has several outputs".to_string());
        }
        let mutes = &self.settings.mutes;
        let in_one = mutes
            .iter()
            .any(|mute| mute.term == Term::Lr && mute.layer.is_some());
        if in_one && self.settings.method.takes_slope() {
            let called = self.settings.method.called;
            return Err(format!(
                "{called} has one lr for all layers in a program: mute it in all, or in none"
            ));
        }
        Ok(())
    }

    /// The places of frozen weights as the languages write them.
    pub fn frozen_places(&self) -> Vec<String> {
        let places = self.frozen.iter();
        places.map(|[l, j, i]| format!("({l}, {j}, {i})")).collect()
    }

    /// The orders as the languages write them.
    pub fn written_orders(&self) -> Vec<String> {
        self.orders
            .iter()
            .map(|order| format!("{order:?}"))
            .collect()
    }

    /// The number of layers of units.
    pub fn layers(&self) -> usize {
        self.weights.len()
    }

    /// The number of outputs.
    pub fn outputs(&self) -> usize {
        self.weights[self.layers() - 1].len()
    }

    /// The number of patterns of an update.
    pub fn size(&self) -> usize {
        self.settings.schedule.size(self.patterns.len())
    }

    /// The number of updates of an epoch.
    pub fn each_epoch(&self) -> usize {
        self.patterns.len().div_ceil(self.size())
    }

    /// Returns `true` if every update learns from all patterns.
    pub fn is_batch(&self) -> bool {
        self.size() == self.patterns.len()
    }

    /// The learning rate; 1, if it is muted where the optimizer has it itself.
    pub fn lr(&self) -> f64 {
        self.settings.with(1, 0).lr
    }

    /// Returns `true` if the error is cross-entropy.
    pub fn is_cross_entropy(&self) -> bool {
        self.settings.network.loss == Loss::CrossEntropy
    }

    /// The lines of the optimizer, if it makes changes of its own.
    pub fn lines(&self) -> &'static [MadeOf] {
        self.settings.method.each().map_or(&[], |each| each.lines)
    }

    /// The moments that the optimizer remembers.
    pub fn moments(&self) -> impl Iterator<Item = &'static str> {
        let made = self.lines().iter().map(|line| line.into);
        made.filter(|into| *into != "change")
    }

    /// Returns `true` if the optimizer counts its updates.
    pub fn counts(&self) -> bool {
        let of_n = |line: &MadeOf| parse(line.formula).is_ok_and(|formula| formula.mentions("n"));
        self.lines().iter().any(of_n)
    }

    /// Returns `true` if all layers have the same activation.
    pub fn has_one_slope(&self) -> bool {
        self.slopes.iter().all(|slope| *slope == self.slopes[0])
    }

    /// Returns `true` if a formula of an update mentions a name; what is sent back from the first layer is never used.
    pub fn mentions(&self, name: &str) -> bool {
        let sent = self.send_backs.iter().skip(1);
        self.rules
            .iter()
            .chain(sent)
            .any(|formula| formula.mentions(name))
    }

    /// The orders of the epochs that the updates go through.
    fn shuffled(&self) -> Vec<Vec<usize>> {
        let Settings {
            order,
            schedule,
            seed,
            ..
        } = *self.settings;
        if order == Order::Given || schedule == Schedule::Batch {
            return Vec::new();
        }
        let epochs = self.updates / self.each_epoch() as u64;
        let order = |epoch| random::order(seed, epoch, self.patterns.len());
        (0..=epochs).map(order).collect()
    }
}

/// The weights as a matrix for each layer.
fn matrices(layout: &Layout, weights: &[f64]) -> Vec<Vec<Vec<f64>>> {
    let row = |unit| weights[layout.row(unit)].to_vec();
    let matrix = |layer| layout.units_of(layer).map(row).collect();
    (1..=layout.layers()).map(matrix).collect()
}

fn frozen(settings: &Settings) -> Vec<[usize; 3]> {
    let layout = &settings.network.layout;
    let weights = (0..layout.weights()).filter(|weight| settings.frozen[*weight]);
    let ids = weights.map(|weight| layout.id(weight));
    ids.map(|id| [id.layer - 1, id.unit - 1, id.input - 1])
        .collect()
}

/// An activation beside its derivative, both by a function of that name where formulas have one.
fn slope(activation: &Activation) -> Result<Slope, String> {
    let name = activation.name();
    let text = if function::function(name).is_some() {
        format!("{name}(e)")
    } else {
        activation.formula().to_string()
    };
    let f = parsed(&text)?;
    let steady = SLOPES.iter().find(|(known, _)| *known == name);
    let fprime = match steady {
        Some((_, formula)) => parsed(formula)?,
        None => {
            derive(&f, "e")
                .map_err(|problem| problem.to_string())?
                .derivative
        }
    };
    Ok(Slope {
        f: f.unplaced(),
        fprime: fprime.unplaced(),
    })
}

/// The rule of a layer, with what it gets for each term put in.
fn rule(settings: &Settings, layer: usize) -> Result<Expr, String> {
    let rule = &settings.rules[layer - 1];
    let has_lr_itself = settings.searches() || settings.method.takes_slope();
    if rule.is_plain() && has_lr_itself {
        return filled(settings, layer, "delta * fprime * input");
    }
    filled(settings, layer, rule.text())
}

fn send_back(settings: &Settings, layer: usize) -> Result<Expr, String> {
    filled(settings, layer, settings.send_backs[layer - 1].text())
}

/// A formula of a layer with 1 for a muted term, and the formula that is taken for one. These are of the true terms.
fn filled(settings: &Settings, layer: usize, formula: &str) -> Result<Expr, String> {
    let mut parts = Vec::new();
    for term in Term::ALL {
        let taken = settings.taken.text(term);
        let is_counted = term == Term::Lr && settings.method.takes_slope();
        if is_counted || settings.is_muted(term, layer) {
            parts.push((term.name(), Expr::whole(1)));
        } else if taken != term.name() {
            parts.push((term.name(), parsed(taken)?));
        }
    }
    let parts: Vec<(&str, &Expr)> = parts.iter().map(|(name, part)| (*name, part)).collect();
    fill(formula, &parts).map_err(|problem| problem.to_string())
}

fn parsed(text: &str) -> Result<Expr, String> {
    parse(text).map_err(|problem| problem.to_string())
}
