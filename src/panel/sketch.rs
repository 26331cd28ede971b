//! A sketch of an activation or a rule while it is typed: what is derived from it, its notable features, and its next step.

use std::sync::Arc;

use super::activation::chart_of;
use super::verdict::RuleVerdict;
use crate::figure::math::{Math, Side, Spelling};
use crate::figure::number::{digits_alike, plain};
use crate::figure::{Chart, Line, Role, width};
use crate::formula::tree::ExprKind;
use crate::formula::{Expr, Problem, derive, parse};
use crate::network::{Activation, Shape};
use crate::training::{Revision, Setting, Trainer, Value};

/// A sketch.
#[derive(Clone, Debug, Default)]
pub struct Sketch {
    /// The remarks.
    pub lines: Vec<Line>,
    /// The drawing.
    pub chart: Option<Chart>,
    /// `true` if it can be trained with.
    pub is_usable: bool,
}

/// Net inputs between which an activation is looked at.
const FROM_TO: [f64; 2] = [-6.0, 6.0];
/// Number of places where f′ is compared with a nudge.
const PLACES: u32 = 61;
/// The size of a nudge.
const NUDGE: f64 = 1e-5;

/// An activation that is typed, for the unit of the selected weight.
#[must_use]
pub fn activation(text: &str, trainer: &Trainer) -> Sketch {
    if text.trim().is_empty() {
        return hints(&ACTIVATION_HINTS);
    }
    match Activation::read(text) {
        Ok(activation) => of_activation(&activation, trainer),
        Err(problem) => troubled(text, &problem),
    }
}

/// A rule that is typed, for the layer of the selected weight.
#[must_use]
pub fn rule(setting: &Setting, text: &str, trainer: &Trainer) -> Sketch {
    if text.trim().is_empty() {
        return hints(&RULE_HINTS);
    }
    let run = trainer.run();
    let id = trainer.selected();
    let mut settings = (**run.settings()).clone();
    let value = Value::Text(text.to_string(), 0);
    if let Err(problem) = setting.set(&mut settings, Some(id.layer), &value) {
        return troubled(text, &problem);
    }
    if let Err(sentence) = settings.agree() {
        return hints(&[&sentence]);
    }
    let mut lines = typeset(text);
    let mut tried = run.before_update();
    tried.set(Revision::Settings(Arc::new(settings)));
    let weight = run.network().layout.place(id);
    lines.push(Line::of(
        Role::Quiet,
        format!("the next change of {id}, if layer {} had it", id.layer),
    ));
    let verdict = RuleVerdict::of(&tried, weight, trainer.pattern());
    lines.extend(verdict.lines(run.patterns().len()));
    Sketch {
        lines,
        chart: None,
        is_usable: true,
    }
}

/// The formula as it is printed.
fn typeset(text: &str) -> Vec<Line> {
    let formula = parse(text);
    formula.map_or(Vec::new(), |formula| {
        Math::of(&formula).two_dimensional().lines
    })
}

fn of_activation(activation: &Activation, trainer: &Trainer) -> Sketch {
    let mut lines = derived(activation.formula());
    let shape = Shape::of(activation, FROM_TO[0], FROM_TO[1]);
    lines.push(agreement(activation, &shape));
    let mentions_e = parse(activation.formula()).is_ok_and(|f| f.mentions("e"));
    lines.extend(remarks(&shape, mentions_e));
    let run = trainer.run();
    let layout = &run.network().layout;
    let unit = layout.unit_of(layout.place(trainer.selected()));
    let e = run.terms(trainer.pattern()).net_input[unit];
    Sketch {
        lines,
        chart: Some(chart_of(activation, e)),
        is_usable: !shape.is_nowhere,
    }
}

/// f and f′, with a line for each rule that was used on the way.
fn derived(formula: &str) -> Vec<Line> {
    let Ok(f) = parse(formula) else {
        return Vec::new();
    };
    let spelling = Spelling {
        differential: "d",
        is_operator: true,
        ..Spelling::default()
    };
    let row = |left: &Expr, right: &Expr| {
        let sides = [Side::Formula(left), Side::Formula(right)];
        Math::equation(&sides, spelling).row()
    };
    let e = || vec![Expr::named("e")];
    let called = |name: &str| Expr::made(ExprKind::Call(name.to_string(), e()));
    let mut lines = vec![row(&called("f"), &f)];
    match derive(&f, "e") {
        Ok(derivation) => {
            for step in &derivation.steps {
                let by = Expr::named(&step.by);
                let left = ExprKind::Derivative(Box::new(step.of.clone()), Box::new(by));
                let line = row(&Expr::made(left), &step.gives);
                let rule = format!("   {}", step.rule.name());
                lines.push(line.and(Role::Quiet, rule));
            }
            lines.push(row(&called("f'"), &derivation.derivative));
        }
        Err(problem) => lines.push(Line::of(Role::Bad, problem.to_string())),
    }
    lines
}

/// To how many digits f′ and a nudge agree, at the least.
fn agreement(activation: &Activation, shape: &Shape) -> Line {
    let near = |e: &f64| {
        let places = shape.kinks.iter().chain(&shape.jumps).chain(&shape.poles);
        places.clone().any(|place| (place - e).abs() < 1e-3)
    };
    let step = (FROM_TO[1] - FROM_TO[0]) / f64::from(PLACES);
    // Between round numbers, where kinks mostly are.
    let places = (0..PLACES).map(|place| FROM_TO[0] + step * (f64::from(place) + 0.37));
    let digits = places.filter(|e| !near(e)).filter_map(|e| {
        let fprime = activation.fprime(e, activation.f(e));
        let nudged = (activation.f(e + NUDGE) - activation.f(e - NUDGE)) / (2.0 * NUDGE);
        // Where both are next to nothing, rounding is all that is left of them.
        let tiny = fprime.abs().max(nudged.abs()) < 1e-6;
        (nudged.is_finite() && !tiny).then(|| (digits_alike(fprime, nudged), e))
    });
    match digits.min_by_key(|(digits, _)| *digits) {
        Some((digits, e)) => Line::of(Role::Quiet, "a nudge agrees with f′ to ")
            .and(
                if digits >= 4 { Role::Good } else { Role::Bad },
                digits.to_string(),
            )
            .and(
                Role::Quiet,
                format!(
                    " digits from −6 to 6, the fewest at e = {}",
                    plain(round(e))
                ),
            ),
        None => Line::of(Role::Quiet, "there is nothing to nudge between −6 and 6"),
    }
}

/// Number of places or stretches that are listed.
const LISTED: usize = 4;

/// Places or stretches in words, with a word of those that are not listed.
fn listed<T>(all: &[T], text: impl Fn(&T) -> String) -> String {
    let mut list: Vec<String> = all.iter().take(LISTED).map(text).collect();
    if all.len() > LISTED {
        list.push("and more".to_string());
    }
    list.join(", ")
}

fn places(places: &[f64]) -> String {
    format!("at {}", listed(places, |e| plain(round(*e))))
}

fn stretches(all: &[[f64; 2]]) -> String {
    listed(all, |[low, high]| {
        let [low, high] = [low, high].map(|e| plain(round(*e)));
        if low == high {
            format!("at {low}")
        } else {
            format!("from {low} to {high}")
        }
    })
}

/// The notable features between the two ends, a sentence each.
fn remarks(shape: &Shape, mentions_e: bool) -> Vec<Line> {
    if shape.is_nowhere {
        return bad(vec![
            "Between −6 and 6 it has no value: nothing can be trained with it.".to_string(),
        ]);
    }
    let mut lines = Vec::new();
    let mut remark = |is_so: bool, where_: String, [before, behind]: [&str; 2]| {
        if is_so {
            lines.push(format!("Between −6 and 6 it {before} {where_}{behind}"));
        }
    };
    remark(
        !shape.undefined.is_empty(),
        stretches(&shape.undefined),
        ["has no value", ": a unit that comes there stops the run."],
    );
    remark(
        !shape.poles.is_empty(),
        places(&shape.poles),
        ["has a pole", ": near it, it grows past all bounds."],
    );
    remark(
        !shape.jumps.is_empty(),
        places(&shape.jumps),
        ["jumps", ": no slope tells of a jump."],
    );
    remark(
        !shape.kinks.is_empty(),
        places(&shape.kinks),
        ["has a kink", ": what f′ is just there is a convention."],
    );
    remark(
        !shape.slopeless.is_empty(),
        stretches(&shape.slopeless),
        [
            "has a value and no f′",
            ": a unit that comes there stops the run.",
        ],
    );
    if shape.is_constant && !mentions_e {
        lines.push("It is the same everywhere: f′ is 0, so its unit learns nothing.".to_string());
    } else if shape.is_constant {
        lines.push(
            "Between −6 and 6 it is always the same: f′ is 0 there, so its unit learns nothing."
                .to_string(),
        );
    } else if !shape.falling.is_empty() {
        let falls = stretches(&shape.falling);
        lines.push(format!(
            "Between −6 and 6 it falls {falls}: f′ is below 0 there, and without f′ steps go uphill."
        ));
    }
    bad(lines)
}

fn bad(lines: Vec<String>) -> Vec<Line> {
    lines
        .into_iter()
        .map(|line| Line::of(Role::Bad, line))
        .collect()
}

/// A place as far as it is known.
fn round(e: f64) -> f64 {
    (e * 100.0).round() / 100.0
}

/// The problem with what is typed, with carets under it.
fn troubled(text: &str, problem: &Problem) -> Sketch {
    let before = text.get(..problem.span.start).unwrap_or(text);
    let marked = text
        .get(problem.span.start..problem.span.end)
        .unwrap_or_default();
    let carets = " ".repeat(width(before)) + &"^".repeat(width(marked).max(1));
    let mut lines = vec![
        Line::of(Role::Code, text),
        Line::of(Role::Bad, carets),
        Line::of(Role::Bad, problem.message.clone()),
    ];
    let help = problem.help.as_deref().unwrap_or(FUNCTIONS);
    lines.push(Line::of(Role::Plain, help));
    Sketch {
        lines,
        ..Sketch::default()
    }
}

fn hints(lines: &[&str]) -> Sketch {
    let lines = lines
        .iter()
        .map(|line| Line::of(Role::Quiet, *line))
        .collect();
    Sketch {
        lines,
        ..Sketch::default()
    }
}

const ACTIVATION_HINTS: [&str; 3] = [
    "Any formula in e, for the layer of the selected weight: tanh(e), max(0, e), e / (1 + abs(e)).",
    "f′ is derived from it, a rule at a time, and both are drawn.",
    FUNCTIONS,
];
const FUNCTIONS: &str = "Functions are abs sign exp ln sqrt tanh sin cos atan acos logistic relu softplus erf max min if.";
const RULE_HINTS: [&str; 3] = [
    "What an update adds to a weight, for the layer of the selected one: lr * delta * fprime * input.",
    "It may use lr delta fprime input w e y t f(…) f'(…); what is sent back: those but input, and change.",
    "A run beside it, true_rule, goes on by the rule as it is. What is sent back: `:write send_back`.",
];
