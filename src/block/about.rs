//! The subject of a block: a trainer, the weight that is selected in it, and the run that its formulas speak of.

use std::sync::Arc;

use super::body::{Fields, Located, Value};
use crate::formula::{Compiled, Expr, Problem, nearest, parse};
use crate::network::WeightId;
use crate::training::{
    Command, Formula, Mutant, Sweep, Swept, Trainer, TrainerSpec, TrainerVocabulary,
};

/// The keys by which a block says what it is about.
pub const ABOUT: [&str; 4] = ["trainer", "select", "run", "sweep"];

/// The keys of a block under which commands are.
const COMMANDS: [&str; 2] = ["do", "solution"];

/// Finds the trainer that a block is about, by the value of its `trainer` key, or else the nearest one; and complains, if the
/// block needs one and there is none.
pub type Find<'a> = dyn FnMut(Option<Value<'_>>, bool) -> Found + 'a;

/// The trainer that a block is about.
#[derive(Clone, Debug)]
pub enum Found {
    /// It is there.
    Trainer(Box<TrainerSpec>),
    /// It is broken, of which its own place tells, or it is named and not there.
    Broken,
    /// The lesson has none.
    None,
}

/// The subject of a block.
#[derive(Clone, Debug)]
pub struct Subject {
    /// A trainer, made anew from this; its selected weight, and the run that formulas speak of.
    pub setup: TrainerSpec,
    /// `true` if the block selects a weight of its own.
    selects: bool,
    /// The sweep that is a domain of its formulas.
    pub sweep: Option<Arc<Sweep>>,
    /// `true` if the block's commands give the trainer other patterns.
    changes_patterns: bool,
}

impl Subject {
    /// The words that its formulas may have.
    #[must_use]
    pub fn vocabulary(&self) -> TrainerVocabulary<'_> {
        let sweep = self.sweep.clone().map(|sweep| sweep as Arc<dyn Swept>);
        let words = self.setup.vocabulary().with_sweep(sweep);
        if self.changes_patterns {
            words.with_patterns(None)
        } else {
            words
        }
    }

    /// The same, but for a mistake that the trainer makes, and the copies of its sweep.
    #[must_use]
    pub fn with_mutant(&self, mutant: Mutant) -> Subject {
        let sweep = self.sweep.as_ref();
        Subject {
            setup: self.setup.with_mutant(mutant),
            selects: self.selects,
            changes_patterns: self.changes_patterns,
            sweep: sweep.map(|sweep| Arc::new(sweep.with_mutant(mutant))),
        }
    }

    /// The weight that the block speaks of in a trainer: its own, or the one that is selected there.
    #[must_use]
    pub fn selected(&self, trainer: &Trainer) -> WeightId {
        if self.selects {
            self.setup.selected
        } else {
            trainer.selected()
        }
    }
}

/// The keys of a block, and those by which it says what it is about.
pub fn with_about(keys: &[&'static str]) -> Vec<&'static str> {
    [keys, &ABOUT].concat()
}

/// Returns `true` if a block names its subject.
pub fn says_about(fields: &Fields<'_>) -> bool {
    ABOUT.iter().any(|key| fields.get(key).is_some())
}

/// The subject of a block that has to be about a trainer.
pub fn about(fields: &Fields<'_>, find: &mut Find<'_>) -> Option<Subject> {
    match find(fields.get("trainer"), true) {
        Found::Trainer(setup) => subject(fields, *setup),
        Found::Broken | Found::None => None,
    }
}

/// The subject of a block that can do without a trainer: nothing, if the lesson has none.
#[expect(
    clippy::option_option,
    reason = "without a trainer, or about a broken one: two things"
)]
pub fn about_if_any(fields: &Fields<'_>, find: &mut Find<'_>) -> Option<Option<Subject>> {
    match find(fields.get("trainer"), false) {
        Found::Trainer(setup) => subject(fields, *setup).map(Some),
        Found::Broken => None,
        Found::None => {
            let said = ["select", "run", "trainer"].map(|key| fields.get(key));
            match said.into_iter().flatten().next() {
                Some(value) => value.complain(
                    "there is no trainer of which a weight could be selected",
                    "leave it out, or add a ```trainer block",
                ),
                None => Some(None),
            }
        }
    }
}

fn subject(fields: &Fields<'_>, mut setup: TrainerSpec) -> Option<Subject> {
    let select = fields.get("select");
    if let Some(run) = fields.get("run") {
        setup.about = run_named(&run, &setup)?;
    }
    if let Some(select) = &select {
        let layout = &setup.runs[setup.about].start.state.settings.network.layout;
        let weight = |text: &str| TrainerVocabulary::of_net(layout).weight_named(&parse(text)?);
        setup.selected = select.written(weight)?.item;
    }
    let sweep = fields.get("sweep").map(|value| value.sweep());
    Some(Subject {
        setup,
        selects: select.is_some(),
        changes_patterns: changes_patterns(fields),
        sweep: sweep.map_or(Some(None), |sweep| sweep.map(Some))?,
    })
}

/// Returns `true` if one of a block's commands gives the trainer other patterns.
fn changes_patterns(fields: &Fields<'_>) -> bool {
    let commands = COMMANDS.iter().filter_map(|key| fields.get(key));
    let sets = |text: &str| text.contains("set patterns") || text.contains(".patterns");
    commands.into_iter().any(|value| sets(value.raw()))
}

fn run_named(value: &Value<'_>, setup: &TrainerSpec) -> Option<usize> {
    let name = value.text()?;
    let names: Vec<&str> = setup.runs.iter().map(|run| run.name.as_str()).collect();
    let found = names.iter().position(|known| *known == name);
    found.or_else(|| {
        let named: Vec<&str> = names.into_iter().filter(|name| !name.is_empty()).collect();
        let help = match nearest(name, named.iter().copied()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None if named.is_empty() => "its runs have no names".to_string(),
            None => format!("its runs are {}", named.join(", ")),
        };
        value.complain(format!("this trainer has no run \"{name}\""), help)
    })
}

/// The commands of a list, each of which the trainer could do. Where that is broken they are read all the same, so that
/// their own errors are told.
pub fn commands(value: &Value<'_>, subject: Option<&Subject>) -> Option<Vec<Located<Command>>> {
    let trainer = subject.map(|subject| Trainer::new(subject.setup.clone()));
    let read = |text: &str| {
        let command = Command::parse(text)?;
        trainer
            .as_ref()
            .map_or(Ok(()), |trainer| trainer.admits(&command))?;
        Ok(command)
    };
    let read: Vec<_> = value
        .list()?
        .iter()
        .map(|item| item.written(read))
        .collect();
    read.into_iter().collect()
}

/// A formula of a kind about the trainer; read without it where that is broken, and then of no use.
pub fn formula(
    value: &Value<'_>,
    subject: Option<&Subject>,
    kind: fn(Expr) -> Result<Expr, Problem>,
) -> Option<Located<Formula>> {
    let read = |text: &str| {
        let formula = kind(parse(text)?)?;
        subject
            .map(|subject| Compiled::new(&formula, &subject.vocabulary()))
            .transpose()
    };
    let written = value.written(read)?;
    Some(Located {
        item: written.item?,
        text: written.text,
        place: written.place,
    })
}
