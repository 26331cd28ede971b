//! The trainer block: a net, its patterns, its settings, and what to show of it.

use std::sync::Arc;

use super::body::{Body, Fields, Problems, Value};
use crate::formula::nearest;
use crate::network::{
    Activation, Layout, Network, Pattern, WeightId, Weights, activation, patterns, random,
};
use crate::panel::{PANELS, Panel, panel};
use crate::training::{Schedule, Settings, Setup, Start, State, Vocabulary};

/// A trainer block as it was read.
#[derive(Clone, Debug)]
pub struct TrainerBlock {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// What to build it from; nothing, if the block is broken.
    pub setup: Option<Setup>,
    /// Its panels, in order.
    pub panels: Vec<&'static Panel>,
}

/// The keys of a trainer block.
const KEYS: [&str; 12] = [
    "layers",
    "activation",
    "loss",
    "lr",
    "schedule",
    "weights",
    "seed",
    "spread",
    "frozen",
    "patterns",
    "select",
    "show",
];

/// How much a lesson may ask for.
mod limit {
    pub const WEIGHTS: usize = 1_000;
    pub const LAYERS: usize = 10;
    pub const PATTERNS: usize = 10_000;
}

/// What a trainer is where its lesson does not say: the values of the format's own example.
mod default {
    pub const ACTIVATION: &str = "logistic";
    pub const LR: f64 = 0.5;
    pub const SPREAD: f64 = 0.5;
    pub const PANELS: [&str; 2] = ["network", "terms"];
}

impl TrainerBlock {
    /// Reads a trainer block.
    #[must_use]
    pub fn read(body: &Body<'_>, name: Option<String>, problems: &Problems) -> Self {
        let before = problems.borrow().len();
        let (setup, panels) = body.read(&KEYS, problems, |fields| (setup(fields), panels(fields)));
        let sound = problems.borrow().len() == before;
        TrainerBlock {
            name,
            setup: setup.filter(|_| sound),
            panels,
        }
    }
}

fn setup(fields: &Fields<'_>) -> Option<Setup> {
    let sizes = sizes(&fields.required("layers", "layers = [2, 2, 1]")?);
    let settings = settings(fields);
    loss(fields);
    let sizes = sizes?;
    let activations = activations(fields, sizes.len() - 1);
    let patterns = patterns(fields, &sizes);
    let (layout, weights) = weights(fields, &sizes)?;
    let frozen = frozen(fields, &layout);
    let selected = selected(fields, &layout);
    let network = Network {
        layout,
        activations: activations?,
    };
    let state = State {
        updates: 0,
        epochs: 0,
        pattern: 0,
        weights,
        settings: settings?,
    };
    let start = Start {
        network,
        patterns: patterns?.into(),
        frozen: frozen?,
        state,
    };
    Some(Setup {
        start: Arc::new(start),
        selected: selected?,
    })
}

fn sizes(value: &Value<'_>) -> Option<Vec<usize>> {
    let sizes: Vec<u64> = value
        .list()?
        .iter()
        .map(|size| size.count(1))
        .collect::<Option<_>>()?;
    let layers = sizes.len().saturating_sub(1);
    if layers < 1 {
        return value.complain(
            "a net has inputs and at least one layer of units",
            "write `layers = [2, 1]`",
        );
    }
    if layers > limit::LAYERS {
        return value.complain(
            format!(
                "{layers} layers of units: a lesson may have {}",
                limit::LAYERS
            ),
            "take fewer layers",
        );
    }
    let weights = sizes
        .windows(2)
        .map(|pair| pair[0].saturating_add(1).saturating_mul(pair[1]))
        .fold(0, u64::saturating_add);
    if weights > limit::WEIGHTS as u64 {
        return value.complain(
            format!("{weights} weights: a lesson may have {}", limit::WEIGHTS),
            "take fewer units, or fewer inputs",
        );
    }
    sizes
        .into_iter()
        .map(|size| usize::try_from(size).ok())
        .collect()
}

fn settings(fields: &Fields<'_>) -> Option<Settings> {
    let lr = fields
        .get("lr")
        .map_or(Some(default::LR), |value| value.number());
    let schedule = fields
        .get("schedule")
        .map_or(Some(Schedule::Online), |value| {
            one_of(
                &value,
                "schedule",
                &[("online", Schedule::Online), ("batch", Schedule::Batch)],
            )
        });
    Some(Settings {
        lr: lr?,
        schedule: schedule?,
    })
}

fn loss(fields: &Fields<'_>) {
    if let Some(value) = fields.get("loss") {
        one_of(&value, "loss", &[("squared", ())]);
    }
}

/// The meaning of a word that is one of a few.
fn one_of<T: Copy>(value: &Value<'_>, what: &str, known: &[(&str, T)]) -> Option<T> {
    let text = value.text()?;
    match known.iter().find(|(name, _)| *name == text) {
        Some((_, meaning)) => Some(*meaning),
        None => unknown(
            value,
            what,
            text,
            &known.iter().map(|(name, _)| *name).collect::<Vec<_>>(),
        ),
    }
}

fn unknown<T>(value: &Value<'_>, what: &str, word: &str, known: &[&str]) -> Option<T> {
    let help = match nearest(word, known.iter().copied()) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("there is {}", known.join(", ")),
    };
    value.complain(format!("unknown {what} \"{word}\""), help)
}

fn activations(fields: &Fields<'_>, layers: usize) -> Option<Vec<&'static Activation>> {
    let Some(value) = fields.get("activation") else {
        return activation(default::ACTIVATION).map(|row| vec![row; layers]);
    };
    if !value.is_list() {
        return named_activation(&value).map(|row| vec![row; layers]);
    }
    let rows: Vec<_> = value
        .list()?
        .iter()
        .map(named_activation)
        .collect::<Option<_>>()?;
    if rows.len() != layers {
        return value.complain(
            format!(
                "expected {layers} activations, one each layer of units, found {}",
                rows.len()
            ),
            "write one activation for all layers, or one for each",
        );
    }
    Some(rows)
}

fn named_activation(value: &Value<'_>) -> Option<&'static Activation> {
    let name = value.text()?;
    activation(name).or_else(|| {
        let known: Vec<&str> = crate::network::activation::names().collect();
        unknown(value, "activation", name, &known)
    })
}

fn patterns(fields: &Fields<'_>, sizes: &[usize]) -> Option<Vec<Pattern>> {
    let value = fields.required("patterns", "patterns = [{ x = [0, 1], t = [1] }]")?;
    let shape = (sizes[0], sizes[sizes.len() - 1]);
    if value.is_text() {
        return named_patterns(&value, shape);
    }
    let items = value.list()?;
    if items.is_empty() || items.len() > limit::PATTERNS {
        return value.complain(
            format!(
                "expected 1 to {} patterns, found {}",
                limit::PATTERNS,
                items.len()
            ),
            "write `patterns = [{ x = [0, 1], t = [1] }]`",
        );
    }
    // Each is read, so that every error of the list is told.
    let read: Vec<Option<Pattern>> = items.iter().map(|item| pattern(item, shape)).collect();
    read.into_iter().collect()
}

fn named_patterns(value: &Value<'_>, shape: (usize, usize)) -> Option<Vec<Pattern>> {
    let name = value.text()?;
    let Some(set) = patterns::named(name) else {
        return unknown(
            value,
            "set of patterns",
            name,
            &patterns::names().collect::<Vec<_>>(),
        );
    };
    let found = (set[0].inputs.len(), set[0].targets.len());
    if found != shape {
        return value.complain(
            format!(
                "\"{name}\" has {} and {}",
                counted(found.0, "input"),
                counted(found.1, "target")
            ),
            format!(
                "the net has {} and {}: change `layers`",
                counted(shape.0, "input"),
                counted(shape.1, "output")
            ),
        );
    }
    Some(set)
}

fn pattern(value: &Value<'_>, (inputs, outputs): (usize, usize)) -> Option<Pattern> {
    let example = "{ x = [0, 1], t = [1] }";
    let fields = value.fields(&["x", "t"], example)?;
    let part = |key: &str, count: usize, what: &str| {
        let Some(part) = fields.get(key) else {
            return value.complain(
                format!("this pattern has no `{key}`"),
                format!("write `{example}`"),
            );
        };
        let numbers = part.numbers()?;
        if numbers.len() != count {
            return part.complain(
                format!("expected {}, found {}", counted(count, what), numbers.len()),
                format!("one number for each {what} of the net, as `layers` says"),
            );
        }
        Some(numbers)
    };
    let (inputs, targets) = (part("x", inputs, "input"), part("t", outputs, "output"));
    Some(Pattern {
        inputs: inputs?,
        targets: targets?,
    })
}

fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

fn weights(fields: &Fields<'_>, sizes: &[usize]) -> Option<(Layout, Weights)> {
    match (
        fields.get("weights"),
        fields.get("seed"),
        fields.get("spread"),
    ) {
        (Some(_), Some(seed), _) => seed.complain(
            "`weights` and `seed` displace each other",
            "keep one of them",
        ),
        (Some(_), None, Some(spread)) => {
            spread.complain("`spread` goes with `seed`", "leave it out")
        }
        (Some(weights), None, None) => matrices(&weights, sizes),
        (None, Some(seed), spread) => {
            let spread = spread.map_or(Some(default::SPREAD), |spread| spread.number());
            let layout = Layout::with_biases(sizes.to_vec());
            let weights = random::weights(seed.count(0)?, spread?, layout.weights());
            Some((layout, weights))
        }
        (None, None, _) => {
            fields.complain(
                "`weights` are missing",
                "add `weights = […]`, or `seed = 7` to have them drawn",
            );
            None
        }
    }
}

/// A matrix a layer; a row a unit: its inputs' weights, then its bias, if it has one.
fn matrices(value: &Value<'_>, sizes: &[usize]) -> Option<(Layout, Weights)> {
    let layers = value.list()?;
    if layers.len() != sizes.len() - 1 {
        return value.complain(
            format!(
                "expected {}, one each layer of units, found {}",
                counted_matrices(sizes.len() - 1),
                layers.len()
            ),
            "write `weights = [ [[…], […]], [[…]] ]`: a matrix a layer, a row a unit",
        );
    }
    let rows: Vec<Option<Vec<Vec<f64>>>> = layers
        .iter()
        .zip(sizes.windows(2))
        .map(|(layer, size)| matrix(layer, size[0], size[1]))
        .collect();
    let rows: Vec<Vec<f64>> = rows.into_iter().collect::<Option<Vec<_>>>()?.concat();
    let lengths: Vec<usize> = rows.iter().map(Vec::len).collect();
    Some((Layout::new(sizes.to_vec(), &lengths), rows.concat().into()))
}

fn counted_matrices(count: usize) -> String {
    format!("{count} {}", if count == 1 { "matrix" } else { "matrices" })
}

fn matrix(value: &Value<'_>, inputs: usize, units: usize) -> Option<Vec<Vec<f64>>> {
    let rows = value.list()?;
    if rows.len() != units {
        return value.complain(
            format!(
                "expected {}, one each unit of this layer, found {}",
                counted(units, "row"),
                rows.len()
            ),
            "each row has its unit's weights, then its bias",
        );
    }
    let read: Vec<Option<Vec<f64>>> = rows.iter().map(|row| weight_row(row, inputs)).collect();
    read.into_iter().collect()
}

fn weight_row(value: &Value<'_>, inputs: usize) -> Option<Vec<f64>> {
    let row = value.numbers()?;
    if row.len() == inputs || row.len() == inputs + 1 {
        return Some(row);
    }
    value.complain(
        format!(
            "expected {} numbers, or {inputs} without a bias, found {}",
            inputs + 1,
            row.len()
        ),
        format!(
            "the layer below has {}: a weight for each, then the bias",
            counted(inputs, "output")
        ),
    )
}

fn frozen(fields: &Fields<'_>, layout: &Layout) -> Option<Vec<bool>> {
    let mut frozen = vec![false; layout.weights()];
    let Some(value) = fields.get("frozen") else {
        return Some(frozen);
    };
    for item in value.list()? {
        if item.text()? == "b" {
            for (weight, frozen) in frozen.iter_mut().enumerate() {
                *frozen |= layout.is_bias(weight);
            }
        } else {
            let weight = layout.weight(weight(&item, layout)?)?;
            frozen[weight] = true;
        }
    }
    Some(frozen)
}

fn selected(fields: &Fields<'_>, layout: &Layout) -> Option<WeightId> {
    fields
        .get("select")
        .map_or(Some(layout.id(0)), |value| weight(&value, layout))
}

/// A weight by its name.
fn weight(value: &Value<'_>, layout: &Layout) -> Option<WeightId> {
    let read = |text: &str| Vocabulary::new(layout).weight_named(&crate::formula::parse(text)?);
    value.written(read).map(|written| written.item)
}

fn panels(fields: &Fields<'_>) -> Vec<&'static Panel> {
    let named = |name: &str| panel(name);
    let Some(value) = fields.get("show") else {
        return default::PANELS.into_iter().filter_map(named).collect();
    };
    let known: Vec<&str> = PANELS.iter().map(|panel| panel.name).collect();
    let read = |item: &Value<'_>| {
        let name = item.text()?;
        named(name).or_else(|| unknown(item, "panel", name, &known))
    };
    value
        .list()
        .unwrap_or_default()
        .iter()
        .filter_map(read)
        .collect()
}
