//! Trying a derivation's lines: at points drawn at random, then where its trainer starts.

use super::drawn::Drawn;
use super::parts::{DerivationBlock, Step};
use super::state::State;
use crate::block::outcome::Outcome;
use crate::block::source::Diagnostic;
use crate::figure::number::{long, short};
use crate::figure::{Line, Role};
use crate::formula::{Point, Values, alike, parse};
use crate::training::{Trainer, TrainerSpec};

/// At how many points a line is tried.
const POINTS: usize = 5;
/// How often a point is drawn, all in all, to find so many at which all sides are numbers.
const MOST_DRAWS: u64 = 500;

impl DerivationBlock {
    /// Tries all lines, also where a trainer made from `setup` starts. A line that rests on a name whose own line does not hold is passed over.
    #[must_use]
    pub fn run(&self, setup: Option<&TrainerSpec>) -> Outcome {
        let trainer = setup.cloned().map(Trainer::new);
        let mut failures = Vec::new();
        let mut unsettled: Vec<&str> = Vec::new();
        for step in &self.steps {
            let rests_on = |side| self.definitions.dependencies(side);
            let mut dependencies = step.sides.iter().flat_map(|side| rests_on(&side.named));
            if dependencies.any(|name| unsettled.contains(&name)) {
                continue;
            }
            let failure = self.failure(step, trainer.as_ref());
            if failure.is_empty() {
                continue;
            }
            failures.extend(failure);
            if let Some(name) = &step.defines {
                unsettled.push(name);
                let message = format!("   lines with `{name}` are not tried until this one holds");
                failures.push(Line::of(Role::Quiet, message));
            }
        }
        Outcome::of(failures)
    }

    /// What there is to say of a line that does not hold; nothing of one that does.
    fn failure(&self, step: &Step, trainer: Option<&Trainer>) -> Vec<Line> {
        let mut found = 0;
        for number in 0..MOST_DRAWS {
            let drawn = Drawn::new(self, number);
            let values = self.values(step, &drawn);
            if values.iter().any(Option::is_none) {
                continue;
            }
            if let Some(side) = different(&values) {
                return difference(step, side, &values, &self.drawn_point(step, &drawn));
            }
            found += 1;
            if found == POINTS {
                return trainer.map_or(Vec::new(), |trainer| self.failure_of_state(step, trainer));
            }
        }
        let place = step.sides[0].written.place.clone();
        let message = format!(
            "of {MOST_DRAWS} points at random there are {found} at which all sides of this are numbers"
        );
        let few = Diagnostic::new(place, message);
        few.help("names are drawn between −1 and 1: write it so that it has values there")
            .figure()
    }

    fn failure_of_state(&self, step: &Step, trainer: &Trainer) -> Vec<Line> {
        let state = State::new(self, trainer);
        let values = self.values(step, &state);
        let point = |side| {
            let names = self.names_with_values(step, &state, &|_| true);
            difference(
                step,
                side,
                &values,
                &[format!("where the trainer starts{names}")],
            )
        };
        different(&values).map_or(Vec::new(), point)
    }

    /// The value of each side at a point.
    fn values(&self, step: &Step, at: &dyn Values) -> Vec<Option<f64>> {
        let point = Point::new(&self.definitions, at);
        let sides = step.sides.iter();
        sides.map(|side| point.number(&side.bound)).collect()
    }

    fn drawn_point(&self, step: &Step, drawn: &Drawn<'_>) -> Vec<String> {
        let is_free = |name: &str| !self.definitions.defines(name);
        let names = self.names_with_values(step, drawn, &is_free);
        let any = self.functions.iter().filter(|(_, given)| given.is_none());
        let any: Vec<&str> = any.map(|(name, _)| name.as_str()).collect();
        let mut point = vec![format!("at a point at random{names}")];
        match any[..] {
            [] => {}
            [one] => point.push(format!("where {one} is some smooth function")),
            _ => point.push(format!(
                "where {} are some smooth functions",
                any.join(", ")
            )),
        }
        point
    }

    /// `: w = 0.5000, x = −0.2500`, of the names that a line rests on.
    fn names_with_values(
        &self,
        step: &Step,
        at: &dyn Values,
        wanted: &dyn Fn(&str) -> bool,
    ) -> String {
        let mut names: Vec<&str> = Vec::new();
        for side in &step.sides {
            for name in self.definitions.dependencies(&side.named) {
                if !names.contains(&name) && wanted(name) {
                    names.push(name);
                }
            }
        }
        let point = Point::new(&self.definitions, at);
        let shown = |name: &str| {
            let named = self.definitions.find(&parse(name).ok()?)?;
            let value = point.number(&self.definitions.bind(&named).ok()?)?;
            Some(format!("{name} = {}", short(value)))
        };
        let shown: Vec<String> = names.into_iter().filter_map(shown).collect();
        if shown.is_empty() {
            return String::new();
        }
        format!(": {}", shown.join(", "))
    }
}

/// Its place, its sides with their values, and the point.
fn difference(step: &Step, side: usize, values: &[Option<f64>], point: &[String]) -> Vec<Line> {
    let place = step.sides[side].written.place.clone();
    let mut lines = Diagnostic::new(place, "this does not hold").figure();
    for (side, value) in step.sides.iter().zip(values) {
        let value = value.map_or("not a number".to_string(), long);
        let line = Line::of(Role::Code, format!("   {} ", side.written.text));
        lines.push(line.and(Role::Plain, format!("= {value}")));
    }
    let quiet = |text: &String| Line::of(Role::Quiet, format!("   {text}"));
    lines.extend(point.iter().map(quiet));
    lines
}

/// The side that differs from the others, if one does; sides without a value do not count.
fn different(values: &[Option<f64>]) -> Option<usize> {
    let known: Vec<(usize, f64)> = values
        .iter()
        .enumerate()
        .filter_map(|(side, value)| Some((side, (*value)?)))
        .collect();
    let (&(first, value), others) = known.split_first()?;
    let unlike = others.iter().find(|(_, other)| !alike(*other, value))?;
    let is_the_first =
        others.len() > 1 && others.iter().all(|(_, other)| alike(*other, others[0].1));
    Some(if is_the_first { first } else { unlike.0 })
}
