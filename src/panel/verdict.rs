//! The verdict on a written rule: whether it goes the way of the slope, and whether its step goes uphill, for the pattern and
//! for all of them.

use crate::figure::number::{short, significant};
use crate::figure::{Line, Role};
use crate::network::Weights;
use crate::training::{Learnt, Run, Schedule};

/// An update compared with the slope of the error, and its effect on the error.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RuleVerdict {
    /// `true` if the weight's change has the sign of minus the slope along it; nothing, if one of them is no number, or
    /// negligible beside the other weights'.
    pub same_sign: Option<bool>,
    /// The cosine of the changes of all weights with minus the slope; not a number, if one of them is 0 or overflows.
    pub cosine: f64,
    /// The change of the error on the pattern with the update, if that can be made.
    pub here: Option<f64>,
    /// The change of the error over all patterns.
    pub all: Option<f64>,
}

/// Share of a direction's length below which a component of it is rounding, and has no sign.
const NOTHING: f64 = 1e-12;

impl RuleVerdict {
    /// The verdict on the update of a run that is next, or under way, about one weight of it and one pattern.
    #[must_use]
    pub fn of(run: &Run, weight: usize, pattern: usize) -> Self {
        let before = run.before_update();
        let change = &before.update().change;
        let down = downhill(&before, pattern);
        let norm = |direction: &Weights| direction.dot(direction).sqrt();
        let norms = [norm(change), norm(&down)];
        let is_there = |direction: &Weights, norm: f64| {
            direction[weight].is_finite() && direction[weight].abs() > NOTHING * norm
        };
        let have_signs = is_there(change, norms[0]) && is_there(&down, norms[1]);
        let is_finite = norms.iter().all(|norm| norm.is_finite());
        let cosine = change.dot(&down) / norms[0] / norms[1];
        let after = before.after(None);
        let by = |pattern: Option<usize>| {
            let after = after.as_ref()?.error(pattern);
            let by = after - before.error(pattern);
            by.is_finite().then_some(by)
        };
        RuleVerdict {
            same_sign: have_signs.then(|| (change[weight] > 0.0) == (down[weight] > 0.0)),
            cosine: if is_finite {
                cosine.clamp(-1.0, 1.0)
            } else {
                f64::NAN
            },
            here: by(Some(pattern)),
            all: by(None),
        }
    }

    /// In words.
    #[must_use]
    pub fn lines(&self, patterns: usize) -> Vec<Line> {
        let sign = match self.same_sign {
            Some(true) => Line::of(Role::Good, "same sign"),
            Some(false) => Line::of(Role::Bad, "other sign"),
            None => Line::of(Role::Quiet, "no sign to compare"),
        };
        let cosine = if self.cosine.is_nan() {
            "none".to_string()
        } else {
            significant(self.cosine, 6)
        };
        let beside = Line::of(Role::Quiet, "beside −slope: ");
        let mut first = beside.followed_by(&sign);
        first.push(Role::Quiet, ", cosine ");
        first.push(Role::Plain, cosine);
        let mut second = Line::of(Role::Quiet, "the step: ");
        second = went(
            second,
            self.here,
            if patterns > 1 { " on this pattern" } else { "" },
        );
        if patterns > 1 {
            second.push(Role::Quiet, ", ");
            second = went(second, self.all, " over all");
        }
        vec![first, second]
    }
}

fn went(line: Line, by: Option<f64>, where_to: &str) -> Line {
    match by {
        None => line.and(Role::Bad, format!("E overflows{where_to}")),
        Some(by) if by > 0.0 => line.and(Role::Bad, format!("uphill{where_to}, E + {}", short(by))),
        Some(by) if by < 0.0 => line.and(
            Role::Good,
            format!("downhill{where_to}, E − {}", short(-by)),
        ),
        Some(_) => line.and(Role::Quiet, format!("level{where_to}")),
    }
}

/// Minus the slope of what the update is about: the pattern's error online, else that of all patterns that it learns from.
fn downhill(run: &Run, pattern: usize) -> Weights {
    let learnt = match run.settings().schedule {
        Schedule::Online => Learnt::one(pattern),
        Schedule::Batch | Schedule::Mini(_) => run.learnt(),
    };
    let mut down = Weights::zeros(run.network().layout.weights());
    for pattern in learnt.patterns() {
        let terms = run.true_terms(pattern);
        for weight in run.to_change() {
            down[weight] += run.network().descent(weight, &terms);
        }
    }
    down
}
