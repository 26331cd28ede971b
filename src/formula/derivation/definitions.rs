//! Names that are defined by formulas of each other, and the meaning of `dA/dB` through them.
//!
//! `dA/dB` is the derivative of A by B with B itself free: how B is defined does not count. Each definition is differentiated
//! by the names in it, once and by [`derive`]; what these slopes are at a point, and the chain rule along all ways from A to
//! B, is for [`super::point`].

use super::differentials::{
    has_derivative, is_derived_again, with_derivatives, without_derivatives,
};
use super::leaf::{Derivative, Leaf, Meaning, Slope};
use super::names::{Named, Names, number_of, numbered, numbers_in};
use crate::formula::calculus::derive::derive;
use crate::formula::language::meaning::{Compiled, Vocabulary};
use crate::formula::language::problem::{Problem, Span};
use crate::formula::language::tree::{Expr, ExprKind};

/// Names, some of which are defined.
#[derive(Clone, Debug, Default)]
pub struct Definitions {
    names: Names,
    /// By the number of the name.
    defined: Vec<Option<Definition>>,
}

#[derive(Clone, Debug)]
struct Definition {
    formula: Expr,
    /// The formula to differentiate: the definition itself, or its stated equal, if that has no derivative in it.
    flat: Expr,
    value: Option<Compiled<Leaf>>,
    slopes: Vec<Slope>,
}

impl Definitions {
    /// Reads the names of a formula. `known` are the words that may begin a name that is new; without it, any may.
    ///
    /// # Errors
    /// At a name that is not known, or brackets that do not belong to a name or a function.
    pub fn read(&mut self, expr: &Expr, known: Option<&[&str]>) -> Result<Named, Problem> {
        let read = self.names.read(expr, known);
        // What was read before a name that is not known has its numbers.
        self.defined.resize(self.names.count(), None);
        read.map(|expr| Named { expr })
    }

    /// A formula of names that were read before; nothing, if it has others.
    #[must_use]
    pub fn find(&self, expr: &Expr) -> Option<Named> {
        let expr = self.names.clone().read(expr, Some(&[])).ok()?;
        Some(Named { expr })
    }

    /// The words that names begin with, so far.
    #[must_use]
    pub fn words(&self) -> Vec<&str> {
        self.names.words().collect()
    }

    /// All names, as they are printed, in the order in which they were read.
    pub fn all(&self) -> impl Iterator<Item = &str> {
        (0..self.names.count()).map(|number| self.names.name(number))
    }

    /// Returns `true` if a name, as printed, occurs in a formula that was read.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.names.number(name).is_some()
    }

    /// Returns `true` if a name, as printed, is defined.
    #[must_use]
    pub fn defines(&self, name: &str) -> bool {
        self.names
            .number(name)
            .is_some_and(|number| self.defined[number].is_some())
    }

    /// The name that a formula is, as it is printed; nothing, if it is more than a name.
    #[must_use]
    pub fn name(&self, named: &Named) -> Option<&str> {
        single(&named.expr).map(|number| self.names.name(number))
    }

    /// Defines a name by the first of some formulas; the others are said to equal it.
    ///
    /// # Errors
    /// If it is no name, or is defined already.
    pub fn define(&mut self, name: &Named, formulas: &[Named]) -> Result<(), Problem> {
        let Some(number) = single(&name.expr) else {
            let message = "expected a name before the first `=`";
            return Err(Problem::new(name.expr.span, message).help("write `y = f(e)`"));
        };
        if self.defined[number].is_some() {
            let message = format!("`{}` is defined already", self.names.name(number));
            return Err(Problem::new(name.expr.span, message).help("give each name one definition"));
        }
        let flat = formulas
            .iter()
            .find(|formula| !has_derivative(&formula.expr));
        self.defined[number] = formulas.first().map(|formula| Definition {
            formula: formula.expr.clone(),
            flat: flat.unwrap_or(formula).expr.clone(),
            value: None,
            slopes: Vec::new(),
        });
        Ok(())
    }

    /// The names of a circle of definitions, the first one again at its end.
    #[must_use]
    pub fn cycle(&self) -> Option<Vec<&str>> {
        let is_in_it = |number: &usize| self.ways(&self.below(*number))[*number];
        let start = (0..self.names.count()).find(is_in_it)?;
        let mut cycle = vec![start];
        loop {
            let last = cycle[cycle.len() - 1];
            let next = self.below(last).into_iter().find(|next| {
                *next == start || !cycle.contains(next) && self.ways(&[*next])[start]
            })?;
            cycle.push(next);
            if next == start {
                return Some(
                    cycle
                        .into_iter()
                        .map(|name| self.names.name(name))
                        .collect(),
                );
            }
        }
    }

    /// Differentiates all definitions and binds their values. To be called once, when all are there and none is in a circle.
    ///
    /// # Errors
    /// If definitions mean nothing: the name and the problem of each.
    pub fn settle(&mut self) -> Result<(), Vec<(String, Problem)>> {
        for number in 0..self.defined.len() {
            let slopes = match &self.defined[number] {
                Some(Definition { flat, .. }) => {
                    let names = numbers_in(flat).into_iter();
                    names.map(|name| self.slope(flat, name)).collect()
                }
                None => continue,
            };
            if let Some(definition) = &mut self.defined[number] {
                definition.slopes = slopes;
            }
        }
        let mut problems = Vec::new();
        for number in 0..self.defined.len() {
            let Some(formula) = self.defined[number]
                .as_ref()
                .map(|definition| &definition.formula)
            else {
                continue;
            };
            match Compiled::new(formula, &Words(self)) {
                Ok(value) => {
                    if let Some(definition) = &mut self.defined[number] {
                        definition.value = Some(value);
                    }
                }
                Err(problem) => problems.push((self.names.name(number).to_string(), problem)),
            }
        }
        if problems.is_empty() {
            Ok(())
        } else {
            Err(problems)
        }
    }

    /// Binds the names of a formula.
    ///
    /// # Errors
    /// If a function has too many or few numbers, or a derivative in it would have to be one of a derivative.
    pub fn bind(&self, named: &Named) -> Result<Compiled<Leaf>, Problem> {
        Compiled::new(&named.expr, &Words(self))
    }

    /// The names that the value of a formula rests on, itself and through definitions: those in it first.
    #[must_use]
    pub fn dependencies(&self, named: &Named) -> Vec<&str> {
        let mut dependencies = numbers_in(&named.expr);
        let mut next = 0;
        while next < dependencies.len() {
            for below in self.below(dependencies[next]) {
                if !dependencies.contains(&below) {
                    dependencies.push(below);
                }
            }
            next += 1;
        }
        dependencies
            .into_iter()
            .map(|number| self.names.name(number))
            .collect()
    }

    /// The names in the definition of a name; none of one that is free.
    fn below(&self, number: usize) -> Vec<usize> {
        self.defined[number]
            .as_ref()
            .map_or(Vec::new(), |definition| {
                let mut below = numbers_in(&definition.formula);
                below.extend(numbers_in(&definition.flat));
                below
            })
    }

    /// Which names the definitions of some lead to, those themselves included.
    fn ways(&self, from: &[usize]) -> Vec<bool> {
        let mut reached = vec![false; self.names.count()];
        let mut left = from.to_vec();
        while let Some(number) = left.pop() {
            if !std::mem::replace(&mut reached[number], true) {
                left.extend(self.below(number));
            }
        }
        reached
    }

    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    pub(super) fn value(&self, number: usize) -> Option<&Compiled<Leaf>> {
        self.defined[number].as_ref()?.value.as_ref()
    }

    /// The slopes of a name's definition; none of a name that is free.
    pub(super) fn slopes_of(&self, number: usize) -> &[Slope] {
        self.defined[number]
            .as_ref()
            .map_or(&[], |definition| &definition.slopes)
    }

    fn slope(&self, formula: &Expr, by: usize) -> Slope {
        let slope = self.first_derivative(formula, &numbered(by).to_string());
        Slope { by, slope }
    }

    fn first_derivative(&self, formula: &Expr, by: &str) -> Result<Compiled<Leaf>, Problem> {
        if is_derived_again(formula, by) {
            let message =
                "this is the derivative of a derivative, and a derivation has first ones only";
            return Err(Problem::new(formula.span, message)
                .help("differentiate what has neither `f'(…)` nor `d…/d…` in it"));
        }
        // Derivatives in it are constants: `derive` need not know that there are such.
        let mut constants = Vec::new();
        let derived = derive(&without_derivatives(formula, &mut constants), by)?;
        Compiled::new(
            &with_derivatives(&derived.derivative, &constants),
            &Words(self),
        )
    }

    /// The derivative of a formula by a name.
    fn derivative(&self, of: &Expr, by: usize) -> Result<Derivative, Problem> {
        let of_itself = Compiled::new(of, &Words(self))?;
        let leads = self.leads(by);
        let names = numbers_in(of).into_iter().filter(|name| leads[*name]);
        let slopes: Vec<Slope> = names.map(|name| self.slope(of, name)).collect();
        let mut seen = vec![false; self.names.count()];
        let mut left: Vec<&Slope> = slopes.iter().collect();
        while let Some(Slope { by: name, slope }) = left.pop() {
            if !leads[*name] {
                continue;
            }
            if let Err(problem) = slope {
                return Err(problem.clone());
            }
            if *name != by && !std::mem::replace(&mut seen[*name], true) {
                left.extend(self.slopes_of(*name));
            }
        }
        Ok(Derivative {
            of: Box::new(of_itself),
            slopes,
            by,
            leads,
        })
    }

    /// Which names' definitions lead to one, that itself included.
    fn leads(&self, to: usize) -> Vec<bool> {
        let below: Vec<Vec<usize>> = (0..self.names.count())
            .map(|name| self.below(name))
            .collect();
        let mut leads = vec![false; below.len()];
        leads[to] = true;
        loop {
            let next = (0..below.len())
                .find(|name| !leads[*name] && below[*name].iter().any(|below| leads[*below]));
            match next {
                Some(name) => leads[name] = true,
                None => return leads,
            }
        }
    }
}

/// The number of the name that a formula is.
fn single(expr: &Expr) -> Option<usize> {
    match &expr.kind {
        ExprKind::Name(name) => number_of(name),
        _ => None,
    }
}

/// The vocabulary of formulas whose names are numbered.
struct Words<'a>(&'a Definitions);

impl Vocabulary for Words<'_> {
    type Leaf = Leaf;

    fn name(&self, name: &str, args: Option<&[Expr]>, span: Span) -> Result<Leaf, Problem> {
        let meaning = match (number_of(name), args) {
            (Some(number), None) => Meaning::Name(number),
            (_, Some([arg])) => {
                let at = Box::new(Compiled::new(arg, self)?);
                match name.strip_suffix('\'') {
                    Some(function) => Meaning::Fprime(function.to_string(), at),
                    None => Meaning::Function(name.to_string(), at),
                }
            }
            _ => return Err(Problem::new(span, "this has no meaning in a derivation")),
        };
        Ok(Leaf(meaning))
    }

    fn derivative(&self, of: &Expr, by: &Expr, span: Span) -> Result<Leaf, Problem> {
        let by = single(by).ok_or_else(|| Problem::new(span, "this is by no name"))?;
        let derivative = self.0.derivative(of, by);
        let derivative = derivative.map_err(|problem| Problem { span, ..problem })?;
        Ok(Leaf(Meaning::Derivative(derivative)))
    }

    fn of(&self, _: &str, span: Span) -> Result<Self, Problem> {
        Err(Problem::new(span, "a derivation is about no run"))
    }
}
