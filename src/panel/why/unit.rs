//! The numbers of a unit: forward its net input and output, back its f′(e) and its delta.

use super::change::{part, written};
use super::error::target_part;
use super::explained::Why;

use super::source::Source;
use super::statement::{Part, Statement};
use crate::figure::{Line, Role};
use crate::formula::{derive, parse};
use crate::network::{Loss, UnitId};
use crate::training::{At, Quantity, Term};

/// Explains the numbers of a unit; none, if it is not one of these.
pub fn explain(source: &Source<'_>, quantity: Quantity) -> Option<Why> {
    Some(match (quantity.name, quantity.at) {
        ("delta", At::Unit(id)) => delta(source, id),
        ("fprime", At::Unit(id)) => fprime(source, id),
        ("y", At::Unit(id)) => output(source, id),
        ("e", At::Unit(id)) => net_input(source, id),
        ("input", At::Input(layer, place)) => input(source, layer, place),
        _ => return None,
    })
}

fn delta(source: &Source<'_>, id: UnitId) -> Why {
    let unit = source.unit(id);
    let why = Why::new(
        source,
        Quantity::of_unit("delta", id),
        source.share.terms.delta[unit],
    );
    let mut why = if id.layer == source.layout().layers() {
        of_error(source, id, why)
    } else {
        sent_back(source, id, why)
    };
    let fprime = Part::new(
        Role::Term(Term::Fprime),
        "f′(e)",
        source.share.terms.fprime[unit],
    );
    let fprime = fprime.about("times this: the local gradient");
    why.beside
        .push(fprime.into(Quantity::of_unit("fprime", id)));
    why
}

/// At an output: how much the error falls as y rises.
fn of_error(source: &Source<'_>, id: UnitId, mut why: Why) -> Why {
    let formula = match source.settings().network.loss {
        Loss::Squared | Loss::WholeSquare => "t − y",
        Loss::CrossEntropy => "(t − y) / (y × (1 − y))",
    };
    why.statement = Statement::read(Role::Plain, formula, |name| match name {
        "t" => Some(target_part(source, id, "t")),
        "y" => Some(output_part(source, id, "y")),
        _ => None,
    });
    let error = Part::new(Role::Plain, "E", source.run.error(Some(source.pattern)));
    let error = error.about("the error now; delta is −∂E/∂y");
    why.beside
        .push(error.into(Quantity::new("E", At::Pattern(source.pattern))));
    why
}

/// At a hidden unit: what the units above send back, a summand each.
fn sent_back(source: &Source<'_>, id: UnitId, mut why: Why) -> Why {
    let layout = source.layout();
    let send_back = &source.settings().send_backs[id.layer];
    let summand = |above: usize| {
        let weight = layout.row(above).start + id.unit - 1;
        let factors = source.factors(weight);
        let numbers = if send_back.is_plain() {
            let names = ["w", "delta", "fprime"].iter();
            let known = |name: &&str| part(source, weight, &factors, name);
            Statement::product(names.filter_map(known).collect())
        } else {
            written(source, weight, send_back, &factors)
        };
        let above = source.unit_id(above);
        let sent = source
            .share
            .sent_back(source.settings(), weight, source.targets());
        let name = format!("from ({},{})", above.layer, above.unit);
        Part {
            detail: numbers.numbers(),
            ..Part::new(Role::Term(Term::Delta), name, sent).into(Quantity::of_unit("delta", above))
        }
    };
    let above = layout.units_of(id.layer + 1);
    why.statement = Statement::sum(above.map(summand).collect());
    let general = Line::of(Role::Plain, "Σ ");
    why.general = Some(if send_back.is_plain() {
        general
            .and(Role::Plain, "w × ")
            .and(Term::Delta, "delta")
            .and(Role::Plain, " × ")
            .and(Term::Fprime, "f′(e)")
            .and(Role::Plain, " of the units above")
    } else {
        general
            .and(Role::Code, send_back.text())
            .and(Role::Plain, " of the units above")
    });
    why
}

/// The derivative of the activation, with e put in.
fn fprime(source: &Source<'_>, id: UnitId) -> Why {
    let value = source.share.terms.fprime[source.unit(id)];
    let mut why = Why::new(source, Quantity::of_unit("fprime", id), value);
    let activation = &source.settings().network.activations[id.layer - 1];
    let derived = parse(activation.formula()).and_then(|formula| derive(&formula, "e"));
    if let Ok(derived) = derived {
        why.statement = of_e(source, id, &derived.derivative.to_string());
    }
    let name = activation.name();
    why.noted(if name == activation.formula() {
        format!("the derivative of {name}")
    } else {
        format!("{name}′, derived from {}", activation.formula())
    })
}

fn output(source: &Source<'_>, id: UnitId) -> Why {
    let value = source.output(source.unit(id));
    let mut why = Why::new(source, Quantity::of_unit("y", id), value);
    let activation = &source.settings().network.activations[id.layer - 1];
    why.statement = of_e(source, id, activation.formula());
    why.noted(format!("f(e), here {}", activation.name()))
}

/// A formula in e of a unit.
fn of_e(source: &Source<'_>, id: UnitId, formula: &str) -> Statement {
    let e = source.share.terms.net_input[source.unit(id)];
    Statement::read(Role::Code, formula, |name| {
        let part = || Part::new(Role::Plain, "e", e).about("the net input, Σ w × input");
        (name == "e").then(|| part().into(Quantity::of_unit("e", id)))
    })
}

/// The sum of each weight times its input.
fn net_input(source: &Source<'_>, id: UnitId) -> Why {
    let (layout, unit) = (source.layout(), source.unit(id));
    let value = source.share.terms.net_input[unit];
    let mut why = Why::new(source, Quantity::of_unit("e", id), value);
    let summand = |weight: usize| {
        let w = source.update.before[weight];
        let id = layout.id(weight);
        let input = source.input_part(weight, "input");
        let into = match input.into {
            Some(into) if !layout.is_bias(weight) => into,
            _ => Quantity::new("w", At::Weight(id)),
        };
        let text = input.detail.text();
        let product = Part::new(Role::Plain, format!("{id} × input"), w * input.value);
        let numbers = Statement::product(vec![Part::new(Role::Plain, "w", w), input]).numbers();
        Part {
            detail: numbers.and(Role::Quiet, format!(", {text}")),
            ..product.into(into)
        }
    };
    why.statement = Statement::sum(layout.row(unit).map(summand).collect());
    why.general = Some(
        Line::of(Role::Plain, "Σ w × ")
            .and(Term::Input, "input")
            .and(Role::Plain, " of its weights"),
    );
    why
}

/// An input of a layer's units: a given number, or the output of a unit below.
fn input(source: &Source<'_>, layer: usize, place: usize) -> Why {
    let layout = source.layout();
    let value = source.share.terms.signal[layout.signal(layer - 1).start + place - 1];
    let mut why = Why::new(
        source,
        Quantity::new("input", At::Input(layer, place)),
        value,
    );
    if place > layout.inputs(layer) {
        return why.noted("the input of every bias is 1");
    }
    if layer == 1 {
        return why.noted(format!("x({place}) of the pattern, as it is given"));
    }
    let below = UnitId {
        layer: layer - 1,
        unit: place,
    };
    why.statement = Statement::product(vec![output_part(source, below, "y")]);
    why
}

pub fn output_part(source: &Source<'_>, id: UnitId, name: &str) -> Part {
    let part = Part::new(Role::Plain, name, source.output(source.unit(id)));
    part.about(format!("the output y({},{})", id.layer, id.unit))
        .into(Quantity::of_unit("y", id))
}
