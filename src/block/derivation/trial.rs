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

/// Number of points at which a line is tried, if there are so many where all its sides are numbers.
const POINTS: usize = 60;
/// Number of points without which nothing is said for a line.
const FEWEST: usize = 5;
/// Share by which intermediate values are shaken to see what rounding may do to a side.
const SHAKE: f64 = 1e-13;
/// Number of points that are drawn, all in all, to find so many.
const MOST_DRAWS: u64 = 1_200;

impl DerivationBlock {
    /// Tries all lines, also where a trainer made from `setup` starts. A line that rests on a name whose own line does not hold is passed over.
    #[must_use]
    pub fn outcome(&self, setup: Option<&TrainerSpec>) -> Outcome {
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

    /// The report on a line that does not hold; empty for one that does.
    pub(super) fn failure(&self, step: &Step, trainer: Option<&Trainer>) -> Vec<Line> {
        let mut found = 0;
        for number in 0..MOST_DRAWS {
            let drawn = Drawn::new(self, number);
            let values = self.values(step, &drawn, 0.0);
            if values.iter().any(Option::is_none) {
                continue;
            }
            let shaken = self.values(step, &Drawn::new(self, number).shaken(SHAKE), SHAKE);
            if let Some(side) = different(&values, &shaken) {
                return difference(step, side, &values, &self.drawn_point(step, &drawn));
            }
            found += 1;
            if found == POINTS {
                break;
            }
        }
        if found >= FEWEST {
            return trainer.map_or(Vec::new(), |trainer| self.failure_of_state(step, trainer));
        }
        let place = step.sides[0].written.place.clone();
        let message = format!(
            "of {MOST_DRAWS} points at random there are {found} at which all sides of this are numbers"
        );
        let few = Diagnostic::new(place, message);
        few.help("names are drawn with sizes from 0.01 to 10, above 0 and below: write it so that it has values there")
            .figure()
    }

    fn failure_of_state(&self, step: &Step, trainer: &Trainer) -> Vec<Line> {
        let state = State::new(self, trainer);
        let values = self.values(step, &state, 0.0);
        let shaken = self.values(step, &state, SHAKE);
        let point = |side| {
            let names = self.names_with_values(step, &state, &|_| true);
            difference(
                step,
                side,
                &values,
                &[format!("where the trainer starts{names}")],
            )
        };
        different(&values, &shaken).map_or(Vec::new(), point)
    }

    /// The value of each side at a point, its intermediate values shaken.
    fn values(&self, step: &Step, at: &dyn Values, shake: f64) -> Vec<Option<f64>> {
        let point = Point::new(&self.definitions, at).shaken(shake);
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

/// The least difference of two sides, as a multiple of the change that shaking makes to them.
const DOUBT: f64 = 10.0;

/// The side that differs from the others by more than rounding does, if one does; sides without a value do not count.
fn different(values: &[Option<f64>], shaken: &[Option<f64>]) -> Option<usize> {
    struct Side {
        place: usize,
        value: f64,
        doubt: f64,
    }
    let known: Vec<Side> = (0..)
        .zip(values.iter().zip(shaken))
        .filter_map(|(place, (value, shaken))| {
            let value = (*value)?;
            let doubt = DOUBT * (shaken.unwrap_or(f64::INFINITY) - value).abs();
            Some(Side {
                place,
                value,
                doubt,
            })
        })
        .collect();
    let same = |a: &Side, b: &Side| {
        alike(a.value, b.value) || (a.value - b.value).abs() <= a.doubt + b.doubt
    };
    let (first, others) = known.split_first()?;
    let unlike = others.iter().find(|other| !same(other, first))?;
    let is_the_first = others.len() > 1 && others.iter().all(|other| same(other, &others[0]));
    Some(if is_the_first {
        first.place
    } else {
        unlike.place
    })
}
