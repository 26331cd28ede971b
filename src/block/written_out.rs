//! An answer written out: what is learnt in the terms of its weight, and a single term in what it is made of.

use crate::formula::tree::{ExprKind, Operator};
use crate::formula::{Expr, parse};
use crate::network::WeightId;
use crate::training::quantity::{Form, row};
use crate::training::{Schedule, Trainer};

/// The weight that an answer speaks of, if it names one or a unit.
pub(super) fn focus(answer: &Expr) -> Option<WeightId> {
    if let ExprKind::Call(name, args) = &answer.kind {
        let number = |place: usize| whole(args.get(place)?);
        let id = |input| {
            Some(WeightId {
                layer: number(0)?,
                unit: number(1)?,
                input,
            })
        };
        let forms = row(name).map_or(&[][..], |row| row.forms);
        let found = match args.len() {
            3 if forms.contains(&Form::Weight) => id(number(2)?),
            2 if forms.contains(&Form::Unit) => id(1),
            _ => None,
        };
        if found.is_some() {
            return found;
        }
    }
    answer.children().into_iter().find_map(focus)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the number of a layer, a unit, an input"
)]
fn whole(expr: &Expr) -> Option<usize> {
    let value = expr.as_number()?.value;
    (value >= 1.0 && value.fract() == 0.0 && value < 1e6).then_some(value as usize)
}

/// An answer with what is learnt written out in the terms of the focused weight, and a single term in what it is made of.
pub(super) fn written_out(answer: &Expr, trainer: &Trainer, focus: WeightId) -> Expr {
    let run = trainer.run();
    let settings = run.settings();
    let layers = run.network().layout.layers();
    let rule = settings.rules[focus.layer.clamp(1, layers) - 1]
        .text()
        .to_string();
    let change = match settings.schedule {
        Schedule::Online => rule,
        // The patterns of a mini-batch have no name of their own.
        Schedule::Batch | Schedule::Mini(_) => format!("sum(patterns, {rule})"),
    };
    let made_of = |name: &str| match name {
        "change" => Some(change.clone()),
        "gradient" | "slope" => Some("-(delta * fprime * input)".to_string()),
        "fprime" => Some("f'(e)".to_string()),
        "delta" if focus.layer == layers => Some("t - y".to_string()),
        "e" => Some(summed(trainer, focus)),
        _ => None,
    };
    replaced(answer, focus, &made_of)
}

/// The sum that a unit's net input is: `w(2,1,1) * input(2,1) + … + b(2,1)`.
fn summed(trainer: &Trainer, WeightId { layer, unit, .. }: WeightId) -> String {
    let layout = &trainer.run().network().layout;
    let weight = |input| WeightId { layer, unit, input };
    let inputs = (1..).take_while(|input| layout.weight(weight(*input)).is_some());
    let summands: Vec<String> = inputs
        .map(|input| format!("w({layer},{unit},{input}) * input({layer},{input})"))
        .collect();
    summands.join(" + ")
}

/// A formula in which names of the focused weight, or those without brackets, are replaced by what they are made of.
fn replaced(expr: &Expr, focus: WeightId, made_of: &dyn Fn(&str) -> Option<String>) -> Expr {
    let own = match &expr.kind {
        ExprKind::Name(name) => Some(name),
        ExprKind::Call(name, args) if name == "slope" => match args.first().map(|a| &a.kind) {
            Some(ExprKind::Name(of)) if of == "E" => Some(name),
            _ => None,
        },
        ExprKind::Call(name, args) => {
            let places: Vec<Option<usize>> = args.iter().map(whole).collect();
            let of_unit = [Some(focus.layer), Some(focus.unit)];
            let of_weight = [Some(focus.layer), Some(focus.unit), Some(focus.input)];
            (places == of_unit || places == of_weight).then_some(name)
        }
        // Behind `RUN.` names are another run's.
        ExprKind::Of(..) => return expr.clone(),
        _ => None,
    };
    let made = own.and_then(|name| parse(&made_of(name)?).ok());
    match (made, &expr.kind) {
        (Some(made), _) => made,
        (None, ExprKind::Call(name, args)) if name == "after" && args.len() == 1 => {
            let change = parse("change").map(|change| replaced(&change, focus, made_of));
            match (&args[0].kind, change) {
                (ExprKind::Name(name) | ExprKind::Call(name, _), Ok(change))
                    if name == "w" || name == "b" =>
                {
                    args[0].clone().joined(Operator::Add, change)
                }
                _ => expr.clone(),
            }
        }
        (None, ExprKind::Call(..)) => expr.clone(),
        (None, _) => expr.with_parts(|part| replaced(part, focus, made_of)),
    }
}
