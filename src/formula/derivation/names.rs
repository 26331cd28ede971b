//! The names of a derivation: any letter or word is one, and `w(2, 1, 1)` is one with its numbers. What they are defined by
//! is not known here.

use crate::formula::calculus::derive::is_any_function;
use crate::formula::language::function::function;
use crate::formula::language::meaning::unknown;
use crate::formula::language::problem::{Problem, Span};
use crate::formula::language::tree::{Expr, ExprKind};

/// A formula whose names are numbered.
#[derive(Clone, Debug)]
pub struct Named {
    /// The formula, each of its names a plain one: that of number 3 is `n_3`.
    pub(super) expr: Expr,
}

/// Names by their numbers.
#[derive(Clone, Debug, Default)]
pub struct Names {
    names: Vec<String>,
}

type Numbered = Result<Expr, Problem>;

impl Names {
    /// The name of a number, as it is written.
    pub fn name(&self, number: usize) -> &str {
        &self.names[number]
    }

    /// Number of names.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// The number of a name, if it has one.
    pub fn number(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// The words that names begin with.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.names
            .iter()
            .map(|name| name.split('(').next().unwrap_or(name))
    }

    /// The formula with its names numbered; new ones get a number if `known` has their word, or if there is no `known`.
    pub fn read(&mut self, expr: &Expr, known: Option<&[&str]>) -> Numbered {
        match &expr.kind {
            ExprKind::Name(name) if name == "pi" => Ok(expr.clone()),
            ExprKind::Name(name) => self.bare(name, expr.span, known),
            ExprKind::Call(name, args) => self.call(expr, name, args, known),
            ExprKind::Of(run, _) => Err(Problem::new(
                expr.span,
                format!("a derivation is about no run, and `{run}.` has no meaning in it"),
            )),
            ExprKind::Derivative(_, by) if !is_name(by) => Err(Problem::new(
                by.span,
                format!("expected a name to differentiate by, found `{by}`"),
            )),
            _ => self.parts(expr, known),
        }
    }

    fn bare(&mut self, name: &str, span: Span, known: Option<&[&str]>) -> Numbered {
        if function(name).is_some() || name == "if" || is_any_function(name) {
            let message = format!("`{name}` is a function: write `{name}(…)`");
            return Err(Problem::new(span, message));
        }
        if let Some(stem) = name.strip_suffix(['\'', '′']) {
            let message = format!("`{name}` has no meaning here");
            let help = format!(
                "the derivative of a function is written `f'(e)`, of a name by a name `d{stem}/d…`"
            );
            return Err(Problem::new(span, message).help(help));
        }
        self.numbered(name, name, span, known)
    }

    fn call(&mut self, expr: &Expr, name: &str, args: &[Expr], known: Option<&[&str]>) -> Numbered {
        let plain = name.replace('′', "'");
        if function(name).is_some() || name == "if" {
            return self.parts(expr, known);
        }
        if is_any_function(plain.trim_end_matches('\'')) {
            return match args {
                [arg] => {
                    let arg = self.read(&arg.clone().number()?, known)?;
                    Ok(Expr {
                        kind: ExprKind::Call(plain, vec![arg]),
                        span: expr.span,
                    })
                }
                _ => Err(Problem::new(
                    expr.span,
                    format!("`{name}` takes one number, found {}", args.len()),
                )),
            };
        }
        match args.iter().map(index).collect::<Option<Vec<_>>>() {
            Some(indices) => {
                let whole = format!("{name}({})", indices.join(", "));
                self.numbered(name, &whole, expr.span, known)
            }
            None => Err(self.no_index(expr, name, args, known)),
        }
    }

    fn numbered(&mut self, word: &str, name: &str, span: Span, known: Option<&[&str]>) -> Numbered {
        let number = match (self.number(name), known) {
            (Some(number), _) => number,
            (None, Some(known)) if !known.contains(&word) => {
                let problem = unknown(word, span, known);
                let differentiated = word.strip_prefix('d').filter(|of| known.contains(of));
                return Err(match differentiated {
                    Some(_) => problem.help(format!(
                        "for a derivative both names of `{word}/d…` have to be known here"
                    )),
                    None => problem,
                });
            }
            _ => {
                self.names.push(name.to_string());
                self.names.len() - 1
            }
        };
        Ok(Expr {
            span,
            ..numbered(number)
        })
    }

    fn parts(&mut self, expr: &Expr, known: Option<&[&str]>) -> Numbered {
        let mut problem = None;
        let read = expr.with_parts(|part| {
            self.read(part, known).unwrap_or_else(|first| {
                problem.get_or_insert(first);
                part.clone()
            })
        });
        problem.map_or(Ok(read), Err)
    }

    /// The problem with brackets behind a name that has no unit numbers in them.
    fn no_index(&self, expr: &Expr, name: &str, args: &[Expr], known: Option<&[&str]>) -> Problem {
        let is_new = !self.words().any(|word| word == name);
        if let Some(known) = known
            && is_new
            && !known.contains(&name)
        {
            return unknown(name, expr.span, known);
        }
        let message = format!("expected numbers in the brackets of `{name}`, as in `{name}(2,1)`");
        let problem = Problem::new(expr.span, message);
        match args {
            [factor] => problem.help(format!("for a product write `{name} * ({factor})`")),
            _ => problem,
        }
    }
}

/// The name of a number.
pub fn numbered(number: usize) -> Expr {
    Expr::named(&format!("n_{number}"))
}

/// The number of a name that [`numbered`] made.
pub fn number_of(name: &str) -> Option<usize> {
    name.strip_prefix("n_")?.parse().ok()
}

/// The numbers of the names in a formula, each once, in reading order.
pub fn numbers_in(expr: &Expr) -> Vec<usize> {
    let mut numbers = Vec::new();
    let mut left = vec![expr];
    while let Some(expr) = left.pop() {
        if let ExprKind::Name(name) = &expr.kind
            && let Some(number) = number_of(name)
            && !numbers.contains(&number)
        {
            numbers.push(number);
        }
        left.extend(expr.children().into_iter().rev());
    }
    numbers
}

/// Returns `true` if this may be a name; a function's name may not.
fn is_name(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Name(name) => name != "pi",
        ExprKind::Call(name, _) => function(name).is_none() && !is_any_function(name),
        _ => false,
    }
}

/// The digits of a number in a name's brackets.
fn index(arg: &Expr) -> Option<String> {
    match &arg.kind {
        ExprKind::Number(number) if number.text.chars().all(|c| c.is_ascii_digit()) => {
            Some(format!("{}", number.value))
        }
        _ => None,
    }
}
