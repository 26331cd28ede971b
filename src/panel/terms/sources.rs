//! The source of each of the four numbers of a weight, in a few words.

use super::numbers::Numbers;
use crate::figure::number::{plain, short, significant};
use crate::network::{Activation, Layout, Loss};
use crate::training::Term;

/// A text for a term.
pub fn source(numbers: &Numbers<'_>, term: Term) -> String {
    let network = numbers.run.network();
    let unit = network.layout.unit_of(numbers.weight);
    let layer = network.layout.layer_of(unit);
    match term {
        Term::Lr => "the learning rate".to_string(),
        Term::Delta => delta(numbers, unit, layer),
        Term::Fprime => {
            let e = short(numbers.terms.net_input[unit]);
            fprime(
                &network.activations[layer - 1],
                &numbers.veil.over(&["e"], e),
            )
        }
        Term::Input => input(&network.layout, numbers.weight),
    }
}

/// The source of f′(e): the named derivative, or that of a formula, which is shown in the title of its own panel.
fn fprime(activation: &Activation, e: &str) -> String {
    match activation {
        Activation::Named(row) => format!("{}′ at e = {e}", row.name),
        Activation::Written(_) => format!("derived from f, at e = {e}"),
    }
}

/// The source of a delta: the target, or the units above.
fn delta(numbers: &Numbers<'_>, unit: usize, layer: usize) -> String {
    let layout = &numbers.run.network().layout;
    let place = unit - layout.units_of(layer).start;
    if layer == layout.layers() {
        let (t, y) = (
            numbers.run.patterns()[numbers.shown.pattern].targets[place],
            numbers.terms.output(layout, unit),
        );
        let t = numbers.veil.over(&["t"], plain(t));
        let y = numbers.veil.over(&["y"], short(y));
        return match numbers.run.network().loss {
            Loss::Squared | Loss::WholeSquare => format!("t − y = {t} − {y}"),
            Loss::CrossEntropy => format!("(t − y) / (y (1 − y)), y = {y}"),
        };
    }
    let above = layout.units_of(layer + 1);
    if numbers.veil.is_sealed || !numbers.run.settings().is_plain() {
        return format!("sent back by the {} above", units(above.len()));
    }
    if above.len() > MOST_SENDERS {
        return format!("Σ w × delta × f′(e) of the {} above", units(above.len()));
    }
    let sent = above.map(|k| {
        let w = numbers.update.before[layout.row(k).start + place];
        let over = |name, value| numbers.veil.over(&[name], brief(value));
        format!(
            "{}·{}·{}",
            over("w", w),
            over("delta", numbers.terms.delta[k]),
            over("fprime", numbers.terms.fprime[k])
        )
    });
    sent.collect::<Vec<_>>().join(" + ")
}

/// Greatest number of units above that are written out.
const MOST_SENDERS: usize = 2;

fn units(count: usize) -> String {
    if count == 1 {
        "unit".to_string()
    } else {
        format!("{count} units")
    }
}

fn input(layout: &Layout, weight: usize) -> String {
    let id = layout.id(weight);
    match id.layer {
        _ if layout.is_bias(weight) => "a bias: always 1".to_string(),
        1 => format!("x{}, an input of the net", id.input),
        layer => format!("y({},{}), a unit below", layer - 1, id.input),
    }
}

/// A number where there is little room.
fn brief(value: f64) -> String {
    significant(value, 3)
}
