//! The task block: something for the learner to bring about, and a way that brings it about.

use super::about::{Find, Subject, about, commands, formula, with_about};
use super::assertion::Assertion;
use super::body::{Body, Located, Problems, Prose};
use super::kind::{self, Kind};
use super::outcome::{Outcome, after, failure};
use crate::figure::number::short;
use crate::formula::tree::{Comparison, ExprKind};
use crate::formula::{Compiled, Expr, is_any_function, parse};
use crate::training::{Command, EvalContext, Formula, Trainer, TrainerSpec};

/// A task block as it was read.
#[derive(Clone, Debug)]
pub struct Task {
    /// The task, in words.
    pub asks: Prose,
    /// Hints, the first one first.
    pub hints: Vec<Prose>,
    /// The explanation once it is done.
    pub explains: Option<Prose>,
    /// Its subject.
    pub subject: Subject,
    /// The reason why its goal need not notice a mistake in the update, if it need not.
    pub excuse: Option<String>,
    goal: Located<Formula>,
    /// The conditions that the goal joins by `and`.
    parts: Vec<Part>,
    solution: Vec<Located<Command>>,
}

/// One condition of a goal.
#[derive(Clone, Debug)]
struct Part {
    expr: Expr,
    condition: Formula,
    /// `true` if it holds before anything is done.
    holds_at_start: bool,
}

impl Kind for Task {
    fn read(body: &Body<'_>, problems: &Problems, find: &mut Find<'_>) -> Option<Task> {
        let keys = with_about(&[
            "asks", "goal", "hint", "solution", "explains", "notices", "reason",
        ]);
        body.read(&keys, problems, |fields| {
            let asks = fields.required_prose("asks", "asks = \"Bring E below 0.01.\"");
            let subject = about(fields, find);
            let goal = fields
                .required("goal", "goal = \"E < 0.01\"")
                .and_then(|value| formula(&value, subject.as_ref(), Expr::condition));
            let solution = fields
                .required("solution", "solution = [\"step 100 epochs\"]")
                .and_then(|value| commands(&value, subject.as_ref()));
            Some(Task {
                asks: asks?,
                hints: fields.hints()?,
                explains: fields.prose("explains"),
                parts: parts(&goal.as_ref()?.text, subject.as_ref()?)?,
                subject: subject?,
                excuse: fields.excuse(),
                goal: goal?,
                solution: solution?,
            })
        })
    }

    fn part(&self) -> kind::Part {
        kind::Part::Do
    }

    fn asks(&self) -> Option<Prose> {
        Some(self.asks)
    }

    fn hints(&self) -> &[Prose] {
        &self.hints
    }

    fn subject(&self) -> Option<&Subject> {
        Some(&self.subject)
    }

    fn claims(&self) -> bool {
        true
    }

    /// Looks whether the goal is still to be reached at the start, and is reached by the solution.
    fn run(&self, setup: Option<&TrainerSpec>) -> Option<Outcome> {
        let start = Trainer::new(setup?.clone());
        if self.goal.item.eval_condition(&start.moment()) == Ok(true) {
            let sentence = "this goal is reached before anything is done";
            return Some(Outcome::fails(&self.goal, sentence));
        }
        Some(match after(setup?, &self.solution) {
            Ok(trainer) => Outcome::of(failure(&self.goal, &trainer)),
            Err(failure) => Outcome::Fails(failure),
        })
    }

    fn assertion(&self) -> Option<Assertion<'_>> {
        Some(Assertion::that(&self.solution, vec![&self.goal]))
    }

    fn excuse(&self) -> Option<&str> {
        self.excuse.as_deref()
    }

    fn substance(&self) -> Vec<&str> {
        vec![&self.goal.text]
    }
}

impl Task {
    /// The condition to bring about.
    #[must_use]
    pub fn goal(&self) -> &Located<Formula> {
        &self.goal
    }

    /// A way that brings it about.
    #[must_use]
    pub fn solution(&self) -> &[Located<Command>] {
        &self.solution
    }

    /// Returns `true` if the learner has brought it about.
    #[must_use]
    pub fn is_reached(&self, trainer: &Trainer) -> bool {
        let moment = trainer.moment_at(self.subject.selected(trainer));
        self.goal.item.eval_condition(&moment) == Ok(true)
    }

    /// The shortfall of the goal, if part of it that has to be brought about is missing: `11 updates; 8 were asked`.
    #[must_use]
    pub fn shortfall(&self, trainer: &Trainer) -> Option<String> {
        let moment = trainer.moment_at(self.subject.selected(trainer));
        let holds = |part: &Part| part.condition.eval_condition(&moment) == Ok(true);
        let short = self.parts.iter().filter(|part| !holds(part));
        let said: Vec<Option<String>> = short.map(|part| part.said(&moment)).collect();
        if said.is_empty() {
            return None;
        }
        let known: Vec<String> = said.into_iter().flatten().collect();
        Some(if known.is_empty() {
            "some of what was asked is not so".to_string()
        } else {
            known.join("; ")
        })
    }

    /// Returns `true` if some of what is to be brought about is so, and some is not.
    #[must_use]
    pub fn is_half_met(&self, trainer: &Trainer) -> bool {
        let moment = trainer.moment_at(self.subject.selected(trainer));
        let holds = |part: &Part| part.condition.eval_condition(&moment) == Ok(true);
        let mut to_do = self.parts.iter().filter(|part| !part.holds_at_start);
        to_do.any(holds) && !self.parts.iter().all(holds)
    }
}

/// The conditions that a goal joins by `and`.
fn parts(goal: &str, subject: &Subject) -> Option<Vec<Part>> {
    fn conjuncts(expr: &Expr) -> Vec<&Expr> {
        match &expr.kind {
            ExprKind::And(a, b) => [conjuncts(a), conjuncts(b)].concat(),
            _ => vec![expr],
        }
    }
    let start = Trainer::new(subject.setup.clone());
    let part = |expr: &Expr| {
        let condition = Compiled::new(expr, &subject.vocabulary()).ok()?;
        Some(Part {
            holds_at_start: condition.eval_condition(&start.moment()) == Ok(true),
            condition,
            expr: expr.clone(),
        })
    };
    conjuncts(&parse(goal).ok()?)
        .into_iter()
        .map(part)
        .collect()
}

impl Part {
    /// The value found, and the value asked for: `E is 0.0213; below 0.01 was asked`. None, if the value is not one that the
    /// screen shows by its name: what is worked out from several is for the check, not for the learner.
    fn said(&self, moment: &EvalContext<'_>) -> Option<String> {
        let (left, asked) = match &self.expr.kind {
            ExprKind::Compare(comparison, left, _) => (left, word(*comparison)),
            ExprKind::Near(left, ..) => (left, "about "),
            _ => return None,
        };
        let name = shown(left)?;
        let sides = self.condition.sides();
        let value = |side: usize| {
            let value = sides.first()?[side].eval(moment).ok()?;
            Some(short(value))
        };
        let (Some(found), Some(wanted)) = (value(0), value(1)) else {
            return Some(format!("{name} is no number here"));
        };
        let counted = match (left.to_string().as_str(), asked) {
            (name @ ("update" | "epoch"), "at most ") => Some(name.to_string()),
            _ => None,
        };
        Some(match counted {
            Some(name) => {
                let plural = if found == "1" { "" } else { "s" };
                let were = if wanted == "1" { "was" } else { "were" };
                format!("{found} {name}{plural}; {wanted} {were} asked")
            }
            None => format!("{name} is {found}; {asked}{wanted} was asked"),
        })
    }
}

/// The name of a value that the screen shows, as one says it; none for what is worked out from several.
fn shown(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name.clone()),
        ExprKind::Call(name, places) => {
            let are_places = places
                .iter()
                .all(|place| matches!(place.kind, ExprKind::Number(_)));
            let is_place = are_places && !is_any_function(name);
            is_place.then(|| expr.to_string().replace(", ", ","))
        }
        ExprKind::Of(run, inner) => Some(format!("{} of {run}", shown(inner)?)),
        _ => None,
    }
}

/// A comparison in words, before the number that is asked for.
fn word(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "below ",
        Comparison::AtMost => "at most ",
        Comparison::Greater => "above ",
        Comparison::AtLeast => "at least ",
        Comparison::Equal => "",
        Comparison::Unequal => "another than ",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_told_by_the_name_that_the_screen_has_for_it() {
        let named = |text: &str| shown(&parse(text).expect("a formula"));
        assert_eq!(named("E").as_deref(), Some("E"));
        assert_eq!(named("w(2,1,1)").as_deref(), Some("w(2,1,1)"));
        assert_eq!(named("without.E").as_deref(), Some("E of without"));
        for inner in [
            "abs(w(1,1,1) - 1)",
            "slope(E, w)",
            "max(weights, abs(change))",
            "E + 1",
        ] {
            assert_eq!(named(inner), None, "{inner}");
        }
    }
}
