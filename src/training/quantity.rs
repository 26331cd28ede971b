//! `Quantity`: a number of a trainer, by its name and what it belongs to. All that the program knows of a name is a row of
//! [`NAMES`]; formulas, rules, explanations, panels and what a question hides read that row and keep no list of names themselves.

mod asked;
mod table;

use std::fmt;

pub(super) use self::asked::Asked;
pub use self::table::NAMES;
use super::rule::Factors;
use crate::formula::NotANumber;
use crate::network::{Activation, Layout, UnitId, WeightId};

/// A name of the formula language with all that is known of it.
#[derive(Debug)]
pub struct Row {
    /// The name in formulas.
    pub name: &'static str,
    /// Ways to write it: bare, or with brackets.
    pub forms: &'static [Form],
    /// The name in LaTeX, for typeset formulas.
    pub symbol: &'static str,
    /// The name where people read it in a line of text.
    pub shown: &'static str,
    /// A description in a few words, for explanations.
    pub words: &'static str,
    /// Names from whose values this one can be told; hidden along with it.
    pub told_by: &'static [&'static str],
    /// Computes the value about a run.
    pub(super) value: fn(&Asked<'_, '_>) -> Result<f64, NotANumber>,
    /// The value in rules.
    pub in_rule: InRule,
}

/// A way to write a name. Layers, units, inputs and patterns are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `E`: a number of the run.
    Run,
    /// `w`, `delta`: the number of the selected weight, or of its unit.
    Selected,
    /// `change(layer, unit, input)`
    Weight,
    /// `b(layer, unit)`: the bias of a unit.
    Bias,
    /// `delta(layer, unit)`
    Unit,
    /// `y(output)`: a unit of the last layer.
    Output,
    /// `x(input)`: an input of the net.
    NetInput,
    /// `input(layer, input)`: an input of a layer's units.
    Input,
    /// `on(pattern, formula)`: formulas, weights, domains.
    Parts(&'static [Part]),
    /// `max(a, b)`: the function of that name, which every formula has.
    Function(&'static str),
}

/// A part in the brackets of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// A number, called so: of a pattern, of an epoch, a step.
    Number(&'static str),
    /// A formula, which is evaluated in another context than the name itself.
    Formula(&'static str),
    /// A condition; it counts as 1 where it holds, else as 0.
    Condition,
    /// A weight, `w(…)` or `b(…)`; `w` is the selected one.
    Weight,
    /// What a formula is taken over; as in this example.
    Domain(&'static str),
}

/// The value of a name in `rule` and `send_back`.
#[derive(Clone, Copy, Debug)]
pub enum InRule {
    /// Rules do not have the name.
    Unknown,
    /// Both have it.
    Both(fn(&Factors<'_>) -> f64),
    /// Only `rule` has it.
    Update(fn(&Factors<'_>) -> f64),
    /// Only `send_back` has it.
    SendBack(fn(&Factors<'_>) -> f64),
    /// A function of one number, by the activation of the weight's unit.
    Activation(fn(&Activation, f64) -> f64),
}

/// What a quantity belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    /// The run.
    Run,
    /// The selected weight, or its unit.
    Selected,
    /// A weight.
    Weight(WeightId),
    /// A weight on one pattern, from 0: the pattern's share of a batch.
    Share(WeightId, usize),
    /// A unit; for targets a unit of the last layer.
    Unit(UnitId),
    /// An input of a layer's units, layer and input from 1; the input after the last one is the biases' 1.
    Input(usize, usize),
    /// A pattern, from 0.
    Pattern(usize),
}

/// A number of a run: a name, and what it is the number of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// The name in formulas, one of [`NAMES`].
    pub name: &'static str,
    /// What it belongs to.
    pub at: At,
}

/// Domains that formulas are taken over.
pub const DOMAINS: [&str; 4] = ["weights", "layers", "patterns", "epochs"];

/// The names of formulas about a trainer.
pub fn names() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|row| row.name)
}

/// The row of a name; a prime may be written `'` or `′`.
#[must_use]
pub fn row(name: &str) -> Option<&'static Row> {
    let plain = name.replace('′', "'");
    NAMES.iter().find(|row| row.name == plain)
}

/// Names that are hidden while `name` is asked for: the name itself, and those that tell the same.
#[must_use]
pub fn tellers(name: &str) -> Vec<&str> {
    let told_by = row(name).map_or(&[][..], |row| row.told_by);
    std::iter::once(name)
        .chain(told_by.iter().copied())
        .collect()
}

impl InRule {
    /// The number in a rule about the weight that has these factors; none, if it is no number of a weight.
    #[must_use]
    pub fn value(self, factors: &Factors<'_>) -> Option<f64> {
        match self {
            InRule::Both(number) | InRule::Update(number) | InRule::SendBack(number) => {
                Some(number(factors))
            }
            InRule::Unknown | InRule::Activation(_) => None,
        }
    }
}

impl Row {
    /// Whether its brackets hold formulas rather than the numbers of layers, units and inputs.
    #[must_use]
    pub fn is_over_formulas(&self) -> bool {
        self.forms.iter().any(
            |form| matches!(form, Form::Parts(parts) if parts.iter().any(|part| part.is_formula())),
        )
    }

    /// Whether it tells nothing of weights, units and patterns: a count, a setting.
    #[must_use]
    pub fn is_of_run_alone(&self) -> bool {
        self.forms == [Form::Run]
    }

    /// The forms with brackets, as one writes them.
    #[must_use]
    pub fn written(&self) -> Vec<String> {
        let words = self.forms.iter().filter_map(|form| form.words());
        words
            .map(|words| format!("{}({words})", self.name))
            .collect()
    }

    /// What the number belongs to when it is asked about a weight: the weight, its unit, its input, or the run.
    #[must_use]
    pub fn about(&self, weight: WeightId) -> At {
        let WeightId { layer, unit, input } = weight;
        for form in self.forms {
            match form {
                Form::Weight | Form::Bias => return At::Weight(weight),
                Form::Unit | Form::Output => return At::Unit(UnitId { layer, unit }),
                Form::Input => return At::Input(layer, input),
                _ => {}
            }
        }
        At::Run
    }
}

impl Form {
    /// The words in its brackets; none, if it has no brackets.
    #[must_use]
    pub fn words(self) -> Option<String> {
        let words = match self {
            Form::Run | Form::Selected => return None,
            Form::Weight => "layer, unit, input",
            Form::Bias | Form::Unit => "layer, unit",
            Form::Output => "output",
            Form::NetInput => "input",
            Form::Input => "layer, input",
            Form::Function(words) => words,
            Form::Parts(parts) => {
                let words: Vec<&str> = parts.iter().map(|part| part.word()).collect();
                return Some(words.join(", "));
            }
        };
        Some(words.to_string())
    }

    /// The number of parts in its brackets.
    #[must_use]
    pub fn count(self) -> usize {
        self.words().map_or(0, |words| words.split(", ").count())
    }
}

impl Part {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Part::Number(word) | Part::Formula(word) | Part::Domain(word) => word,
            Part::Condition => "condition",
            Part::Weight => "weight",
        }
    }

    fn is_formula(self) -> bool {
        matches!(self, Part::Formula(_) | Part::Condition)
    }
}

impl Quantity {
    /// The number of this name, one of [`NAMES`].
    #[must_use]
    pub const fn new(name: &'static str, at: At) -> Quantity {
        Quantity { name, at }
    }

    /// The number of the run of this name.
    #[must_use]
    pub const fn of_run(name: &'static str) -> Quantity {
        Quantity::new(name, At::Run)
    }

    /// The number of this name that a weight has, or its unit, or its input.
    #[must_use]
    pub fn of_weight(name: &'static str, weight: WeightId) -> Quantity {
        let at = row(name).map_or(At::Run, |row| row.about(weight));
        Quantity::new(name, at)
    }

    /// The number of this name that a unit has.
    #[must_use]
    pub const fn of_unit(name: &'static str, unit: UnitId) -> Quantity {
        Quantity::new(name, At::Unit(unit))
    }

    /// The row of its name.
    ///
    /// # Panics
    /// If the name is none: `name` is written out of [`NAMES`] only.
    #[must_use]
    pub fn row(self) -> &'static Row {
        row(self.name).expect("a quantity has a name of the table")
    }

    /// Whether it is the number of whichever weight is selected.
    #[must_use]
    pub fn follows_selection(self) -> bool {
        self.at == At::Selected && self.row().forms.contains(&Form::Selected)
    }

    /// The weight that it is a number of, if it is one of a weight.
    #[must_use]
    pub fn weight(self) -> Option<WeightId> {
        match self.at {
            At::Weight(weight) | At::Share(weight, _) => Some(weight),
            _ => None,
        }
    }

    /// The pattern that it is a number on, from 0, where it names one.
    #[must_use]
    pub fn pattern(self) -> Option<usize> {
        match self.at {
            At::Share(_, pattern) | At::Pattern(pattern) => Some(pattern),
            _ => None,
        }
    }

    /// Whether a net of this layout has such a number.
    #[must_use]
    pub fn is_in(self, layout: &Layout) -> bool {
        match self.at {
            At::Weight(weight) | At::Share(weight, _) => layout.weight(weight).is_some(),
            At::Unit(unit) => layout.unit(unit).is_some(),
            At::Input(layer, input) => {
                (1..=layout.layers()).contains(&layer)
                    && (1..=layout.inputs(layer) + 1).contains(&input)
            }
            At::Run | At::Selected | At::Pattern(_) => true,
        }
    }
}

/// As a formula about the trainer, which has the same value while the update is under way or next.
impl fmt::Display for Quantity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name;
        match self.at {
            At::Run | At::Selected => f.write_str(name),
            At::Weight(WeightId { layer, unit, input }) => {
                write!(f, "{name}({layer},{unit},{input})")
            }
            At::Share(WeightId { layer, unit, input }, pattern) => {
                write!(f, "on({}, {name}({layer},{unit},{input}))", pattern + 1)
            }
            At::Unit(UnitId { unit, .. }) if !self.row().forms.contains(&Form::Unit) => {
                write!(f, "{name}({unit})")
            }
            At::Unit(UnitId { layer, unit }) => write!(f, "{name}({layer},{unit})"),
            At::Input(_, input) if !self.row().forms.contains(&Form::Input) => {
                write!(f, "{name}({input})")
            }
            At::Input(layer, input) => write!(f, "{name}({layer},{input})"),
            At::Pattern(pattern) => write!(f, "{name}({})", pattern + 1),
        }
    }
}
