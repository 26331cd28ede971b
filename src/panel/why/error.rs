//! The error with the current weights, and the targets that it is measured against.

use super::change::counted;
use super::explained::Why;

use super::source::Source;
use super::statement::{Part, Statement};
use crate::figure::number::{plain, short};
use crate::figure::{Line, Role};
use crate::network::{Loss, Terms, UnitId, Weights};
use crate::training::{At, Quantity};

/// Of so many patterns each error is a part.
const MOST_PATTERNS: usize = 64;

/// Explains the error and the targets; none, if the number is neither.
pub fn explain(source: &Source<'_>, quantity: Quantity) -> Option<Why> {
    Some(match (quantity.name, quantity.at) {
        ("t", At::Unit(id)) => target(source, id),
        ("E", At::Pattern(_)) => on_pattern(source),
        ("E", At::Run) => over_all(source),
        _ => return None,
    })
}

fn target(source: &Source<'_>, id: UnitId) -> Why {
    let part = target_part(source, id, "t");
    let why = Why::new(source, source.target(id), part.value);
    why.noted("what the output should be; the pattern says so")
}

pub fn target_part(source: &Source<'_>, id: UnitId, name: &str) -> Part {
    let value = source
        .targets()
        .get(id.unit - 1)
        .copied()
        .unwrap_or(f64::NAN);
    Part::given(Role::Plain, name, value)
        .about("the target")
        .into(source.target(id))
}

/// The error on a pattern: a summand each output.
fn on_pattern(source: &Source<'_>) -> Why {
    let (run, layout) = (source.run, source.layout());
    let network = run.network();
    let pattern = &run.patterns()[source.pattern];
    let quantity = Quantity::new("E", At::Pattern(source.pattern));
    let mut why = Why::new(source, quantity, run.error(Some(source.pattern)));
    let weights: Weights = (0..layout.weights())
        .map(|weight| run.weight(weight))
        .collect();
    let mut terms = Terms::new(layout);
    network.forward(&weights, &pattern.inputs, &mut terms);
    // Within an update, and after it, outputs are told of the weights before it.
    let is_same = weights == source.update.before;
    let units = layout.units_of(layout.layers());
    let summand = |(t, unit): (&f64, usize)| {
        let (y, e) = (terms.output(layout, unit), terms.net_input[unit]);
        let id = source.unit_id(unit);
        let part = Part::new(
            Role::Plain,
            format!("of y({},{})", id.layer, id.unit),
            network.loss.error(*t, y, e),
        );
        let part = part.about(term(network.loss, &plain(*t), &short(y)));
        if is_same {
            part.into(Quantity::of_unit("y", id))
        } else {
            part
        }
    };
    why.statement = Statement::sum(pattern.targets.iter().zip(units).map(summand).collect());
    why.general = Some(Line::of(
        Role::Plain,
        format!("Σ {} of the outputs", term(network.loss, "t", "y")),
    ));
    if is_same {
        why
    } else {
        why.noted("with the weights as they stand now")
    }
}

/// The term of one output in the error.
fn term(loss: Loss, t: &str, y: &str) -> String {
    match loss {
        Loss::Squared => format!("½ ({t} − {y})²"),
        Loss::WholeSquare => format!("({t} − {y})²"),
        Loss::CrossEntropy => format!("−({t} ln {y} + (1 − {t}) ln(1 − {y}))"),
    }
}

/// The error over all patterns.
fn over_all(source: &Source<'_>) -> Why {
    let run = source.run;
    let mut why = Why::new(source, Quantity::of_run("E"), run.error(None));
    let part = |pattern: usize| {
        let quantity = Quantity::new("E", At::Pattern(pattern));
        let part = Part::new(Role::Plain, quantity.to_string(), run.error(Some(pattern)));
        part.about(format!("on pattern {}", pattern + 1))
            .into(quantity)
    };
    let patterns = run.patterns().len();
    why.general = Some(Line::of(
        Role::Plain,
        format!("Σ of the errors on {}", counted(patterns)),
    ));
    if patterns <= MOST_PATTERNS {
        why.statement = Statement::sum((0..patterns).map(part).collect());
    } else {
        why.beside.push(part(source.pattern));
    }
    why
}
