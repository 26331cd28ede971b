//! A row of the table of names: its spellings, its description, and the computation of its value.

use super::asked::Asked;
use crate::formula::NotANumber;
use crate::network::{Activation, UnitId, WeightId};
use crate::training::factors::Factors;

/// A name of the formula language with all that is known of it.
#[derive(Debug)]
pub struct Row {
    /// The name in formulas.
    pub name: &'static str,
    /// Ways to write it: bare, or with brackets.
    pub forms: &'static [Form],
    /// The name in LaTeX, for typeset formulas.
    pub symbol: &'static str,
    /// The name for readers, in a line of text.
    pub shown: &'static str,
    /// A description in a few words, for explanations.
    pub words: &'static str,
    /// Names whose values reveal this one; hidden along with it.
    pub told_by: &'static [&'static str],
    /// Computes the value about a run.
    pub(in crate::training) value: fn(&dyn Asked) -> Result<f64, NotANumber>,
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
    /// A term of the update, by its name.
    Term,
    /// The domain of a formula, as in this example.
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

/// The part of a run that a quantity belongs to.
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
    /// Returns `true` if its brackets hold formulas rather than the numbers of layers, units and inputs.
    #[must_use]
    pub fn is_over_formulas(&self) -> bool {
        self.forms.iter().any(
            |form| matches!(form, Form::Parts(parts) if parts.iter().any(|part| part.is_formula())),
        )
    }

    /// Returns `true` if its brackets hold the numbers of a layer, a unit, an input, a pattern, and nothing else.
    #[must_use]
    pub fn is_indexed(&self) -> bool {
        let words = |form: &Form| form.words().is_some();
        self.forms.iter().any(words) && !self.is_over_formulas() && !self.is_of_a_term()
    }

    /// Returns `true` if its brackets hold the name of a term.
    #[must_use]
    pub fn is_of_a_term(&self) -> bool {
        self.forms.contains(&Form::Parts(&[Part::Term]))
    }

    /// Returns `true` if it is no number of weights, units and patterns: a count, a setting.
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

    /// The part that its number belongs to when asked about a weight: the weight, its unit, its input, or the run.
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
            Part::Term => "term",
        }
    }

    fn is_formula(self) -> bool {
        matches!(self, Part::Formula(_) | Part::Condition)
    }
}
