//! The net: units and weights, what is selected, what the last step changed.

mod maps;

use self::maps::maps;
use super::row::{Panel, View};
use crate::figure::graph::{Edge, Node};
use crate::figure::map::Tone;
use crate::figure::number::{plain, short, significant};
use crate::figure::{Figure, Graph, Ink, Line, Role, Table, width};
use crate::network::{Layout, Terms, WeightId};
use crate::training::{Motion, OPTIMIZERS, ShownUpdate, Trainer};

pub const PANEL: Panel = Panel {
    name: "network",
    says: "units with outputs, weights as lines; lit: the way to the error",
    title,
    figure,
};

fn title(view: &View<'_>) -> Line {
    let trainer = view.trainer;
    let run = trainer.run();
    let mut line = Line::of(Role::Heading, "network");
    let error = view.veil.over(&["E"], short(run.error(None)));
    line.push(Role::Quiet, format!(" · E {error}"));
    let (pattern, patterns) = (trainer.pattern() + 1, run.patterns().len());
    if patterns > 1 {
        line.push(Role::Quiet, format!(" · pattern {pattern} of {patterns}"));
    }
    let settings = run.settings();
    if settings.schedule.sums() {
        line.push(Role::Quiet, format!(" · {}", settings.schedule.called()));
    }
    if settings.method != OPTIMIZERS[0] {
        line.push(Role::Quiet, format!(" · {}", settings.method.name));
    }
    if !run.applied().is_empty() {
        let (changed, all) = (run.applied().len(), run.to_change().count());
        line.push(Role::Quiet, format!(" · {changed} of {all} changed"));
    }
    for mute in &settings.mutes {
        line.push(Role::Bad, format!(" · without {mute}"));
    }
    line
}

fn figure(view: &View<'_>) -> Figure {
    let trainer = view.trainer;
    let run = trainer.run();
    let layout = &run.network().layout;
    // Weights, outputs and error are all of this moment, within an update too.
    let mut terms = Terms::new(layout);
    let inputs = &run.patterns()[trainer.pattern()].inputs;
    run.network().forward(run.weights(), inputs, &mut terms);
    let maps = maps(run);
    let columns = (0..=layout.layers())
        .map(|layer| nodes(view, layout, &terms, layer, &maps))
        .collect();
    let largest = largest(trainer);
    let edges = (0..layout.weights())
        .map(|weight| edge(view, layout, weight, largest))
        .collect();
    Figure::Graph(Graph {
        columns,
        edges,
        ends: ends(view, layout, &terms),
        fallback: fallback(view, layout),
    })
}

/// The nodes of a layer: its values, and a 1 below them if any unit above has a bias.
fn nodes(
    view: &View<'_>,
    layout: &Layout,
    terms: &Terms,
    layer: usize,
    maps: &[Vec<Tone>],
) -> Vec<Node> {
    let View { trainer, veil, .. } = view;
    let targets = &trainer.run().patterns()[trainer.pattern()].targets;
    let output = |value: f64| veil.over(&["y", "input"], brief(value));
    let deltas = &trainer.shown_update().update.terms.delta;
    let values = terms
        .outputs(layout, layer)
        .iter()
        .enumerate()
        .map(|(place, value)| {
            let unit = layer
                .checked_sub(1)
                .map(|_| layout.units_of(layer).start + place);
            let label = match layer {
                0 => format!("x{} {} ", place + 1, plain(*value)),
                _ if layer == layout.layers() => {
                    let target = veil.over(&["t"], plain(targets[place]));
                    format!(" ◉ {} t {target}", output(*value))
                }
                _ => format!(" ◉ {} ", output(*value)),
            };
            let moving = unit.and_then(|unit| moving(view, layer, deltas[unit]));
            // In slow motion labels stay as wide as they are at rest, so that nothing jumps.
            let rest = width(&label);
            let label = moving.map_or(label, |moving| format!("{moving:rest$}"));
            let map = unit.and_then(|unit| maps.get(unit)).cloned();
            Node {
                label,
                ink: Role::Plain.into(),
                map: map.unwrap_or_default(),
            }
        });
    let biased = layer < layout.layers()
        && layout
            .units_of(layer + 1)
            .any(|unit| layout.is_bias(layout.row(unit).end - 1));
    let one = biased.then(|| Node {
        label: if layer == 0 { "1 " } else { " 1 " }.to_string(),
        ink: Role::Quiet.into(),
        map: Vec::new(),
    });
    values.chain(one).collect()
}

/// The label of a unit in slow motion, where that differs from the one at rest: before its value has come, and with its delta.
fn moving(view: &View<'_>, layer: usize, delta: f64) -> Option<String> {
    match view.trainer.motion()? {
        Motion::Forward(there) if layer > there => Some(" ◉ ·".to_string()),
        Motion::Back(there) if layer >= there => {
            let delta = view.veil.over(&["delta"], brief(delta));
            Some(format!(" δ {delta} "))
        }
        _ => None,
    }
}

/// A number in the graph, where there is little room.
fn brief(value: f64) -> String {
    significant(value, 3)
}

/// A weight as a line; `largest` is the size of the largest one.
fn edge(view: &View<'_>, layout: &Layout, weight: usize, largest: f64) -> Edge {
    let trainer = view.trainer;
    let id = layout.id(weight);
    let value = trainer.run().weight(weight);
    Edge {
        column: id.layer - 1,
        nodes: (id.input - 1, id.unit - 1),
        label: number(view, weight, short(value)),
        ink: ink(trainer, weight),
        thick: value.abs() >= 1.0,
        share: (value.abs() / largest).min(1.0),
        lit: is_lit(trainer, id),
    }
}

/// The size of the largest weight.
fn largest(trainer: &Trainer) -> f64 {
    let run = trainer.run();
    let sizes = (0..run.network().layout.weights()).map(|weight| run.weight(weight).abs());
    sizes.fold(f64::MIN_POSITIVE, f64::max)
}

/// Returns `true` if a weight is on a path from the selected one to the error; in slow motion, if numbers go through it.
fn is_lit(trainer: &Trainer, id: WeightId) -> bool {
    let selected = trainer.selected();
    match (trainer.motion(), id.layer.checked_sub(selected.layer)) {
        (Some(Motion::Forward(layer)), _) => id.layer == layer,
        (Some(Motion::Back(layer)), _) => id.layer == layer + 1,
        (Some(Motion::Error), _) | (_, None) => false,
        (Some(Motion::Glide(_)) | None, Some(0)) => id == selected,
        (Some(Motion::Glide(_)) | None, Some(1)) => id.input == selected.unit,
        (Some(Motion::Glide(_)) | None, Some(_)) => true,
    }
}

/// Outputs, targets and inputs of the current pattern.
fn ends(view: &View<'_>, layout: &Layout, terms: &Terms) -> Vec<Line> {
    let View { trainer, veil, .. } = view;
    let pattern = &trainer.run().patterns()[trainer.pattern()];
    let outputs = terms.outputs(layout, layout.layers());
    let shown = |name: &str, numbers: &[f64], text: fn(f64) -> String| {
        let numbers = numbers
            .iter()
            .map(|number| veil.over(&[name], text(*number)));
        format!("{name} {}", numbers.collect::<Vec<_>>().join(" "))
    };
    let text = [
        shown("y", outputs, brief),
        shown("t", &pattern.targets, plain),
        shown("x", &pattern.inputs, plain),
    ];
    vec![Line::of(Role::Quiet, text.join("  "))]
}

fn ink(trainer: &Trainer, weight: usize) -> Ink {
    let run = trainer.run();
    let selected = run.network().layout.id(weight) == trainer.selected();
    let role = match run.weight(weight) {
        _ if run.is_frozen(weight) => Role::Quiet,
        w if w < 0.0 => Role::Negative,
        _ => Role::Positive,
    };
    Ink {
        strong: selected || run.applied().contains(&weight),
        ..role.into()
    }
    .selected(selected)
}

/// A weight with a sign of which way it moved. One that is changed by what is asked for would tell that.
fn number(view: &View<'_>, weight: usize, text: String) -> String {
    let tells_change = ShownUpdate::alone(view.trainer.run()).has_changed(weight);
    let names: &[&str] = if tells_change {
        &["w", "b", "change"]
    } else {
        &["w", "b"]
    };
    view.veil.over(names, text) + moved(view, weight)
}

/// The direction in which the update under way, or the one just done, moved a weight.
fn moved(view: &View<'_>, weight: usize) -> &'static str {
    if view.veil.hides(&["change"]) {
        return "";
    }
    let run = view.trainer.run();
    let shown = ShownUpdate::alone(run);
    if !shown.has_changed(weight) {
        return "";
    }
    match shown.update.change[weight] {
        change if change > 0.0 => "↑",
        change if change < 0.0 => "↓",
        _ => "",
    }
}

/// A row a unit: its weights, then its bias.
fn fallback(view: &View<'_>, layout: &Layout) -> Table {
    let trainer = view.trainer;
    let cell = |weight: usize| {
        let value = brief(trainer.run().weight(weight));
        Line::of(ink(trainer, weight), number(view, weight, value))
    };
    let row = |unit: usize| {
        let id = layout.id(layout.row(unit).start);
        let name = Line::of(Role::Quiet, format!("({},{})", id.layer, id.unit));
        std::iter::once(name)
            .chain(layout.row(unit).map(cell))
            .collect()
    };
    Table {
        head: Vec::new(),
        rows: (0..layout.units()).map(row).collect(),
    }
}
