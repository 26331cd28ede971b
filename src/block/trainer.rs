//! The trainer block: a net, its patterns, its settings, the runs beside it, and what to show of them.

use std::sync::Arc;

use super::body::{Body, Fields, Problems, Value, counted, unknown};
use super::pattern_file;
use super::patterns::patterns;
use super::scales::scales;
use super::source::{Diagnostic, Location};
use crate::network::{Activation, Layout, Loss, Network, WeightId, Weights, random};
use crate::panel::{PANELS, Panel, panel};
use crate::training::{
    self, Checkpoint, Kind, MOST_LAYERS, MOST_WEIGHTS, Place, RunSpec, SPREAD, Setting, Settings,
    Start, TrainerSpec, TrainerVocabulary, all_settings, keys, may_name_a_run, setting,
};

/// A trainer block as it was read.
#[derive(Clone, Debug)]
pub struct TrainerBlock {
    /// Its name, if it has one.
    pub name: Option<String>,
    /// Its text, as it was written.
    pub written: String,
    /// The plan to build it from; `None`, if the block is broken.
    pub setup: Option<TrainerSpec>,
    /// Its panels, in order.
    pub panels: Vec<&'static Panel>,
    /// The place of `sealed = true`, if its rules are not told before its question is answered.
    pub sealed: Option<Location>,
}

/// The keys of a run, of a trainer block and of the twins in it: its name and its settings.
fn run_keys() -> Vec<&'static str> {
    let own = std::iter::once("name").chain(keys(Place::Block));
    own.chain(pattern_file::KEYS).collect()
}

/// The keys that only a trainer block has.
const BLOCK_KEYS: [&str; 6] = ["select", "mark", "show", "sealed", "like", "twin"];

/// Limits on what a lesson may ask for.
mod limit {
    pub const TWINS: usize = 8;
    pub const LIKENESS: usize = 8;
}

/// Values where the lesson gives none: those of the format's own example.
mod default {
    pub const ACTIVATION: &str = "logistic";
    pub const PANELS: [&str; 2] = ["network", "terms"];
}

/// The other trainer blocks of a lesson, by their names.
pub type Others<'a> = dyn Fn(&str) -> Option<&'a Body<'a>> + 'a;

impl TrainerBlock {
    /// Reads a trainer block; `others` finds the block that it is like.
    #[must_use]
    pub fn read(
        body: &Body<'_>,
        name: Option<String>,
        problems: &Problems,
        others: &Others<'_>,
    ) -> Self {
        let before = problems.borrow().len();
        let mut block = TrainerBlock {
            name,
            written: body.text.clone(),
            setup: None,
            panels: Vec::new(),
            sealed: None,
        };
        with_fields(body, problems, others, limit::LIKENESS, &mut |fields| {
            block.setup = setup(fields);
            block.panels = panels(fields);
            block.sealed = sealed(fields);
        });
        if problems.borrow().len() > before {
            block.setup = None;
        }
        block
    }
}

/// Hands on a block's fields, over those of the block that it is like.
fn with_fields(
    body: &Body<'_>,
    problems: &Problems,
    others: &Others<'_>,
    depth: usize,
    read: &mut dyn FnMut(&Fields<'_>),
) {
    let keys = [run_keys(), BLOCK_KEYS.to_vec()].concat();
    body.read(&keys, problems, |own| {
        let Some(like) = own.get("like") else {
            return read(own);
        };
        let Some(name) = like.text() else { return };
        let Some(other) = others(name).filter(|_| depth > 0) else {
            like.complain::<()>(
                format!("there is no trainer \"{name}\" that this one can be like"),
                "name another trainer of this lesson, which is not itself like this one",
            );
            return;
        };
        // What is wrong with the other block is reported there; what it lacks for this one, here.
        let elsewhere = Problems::default();
        with_fields(other, &elsewhere, others, depth - 1, &mut |base| {
            read(&own.over(base));
        });
        if let Some(Diagnostic { message, .. }) = elsewhere.into_inner().into_iter().next() {
            like.complain::<()>(
                format!("what is taken over from \"{name}\" does not fit: {message}"),
                "name it here as well",
            );
        }
    });
}

/// The place of a trainer's `sealed = true`, if it has one.
fn sealed(fields: &Fields<'_>) -> Option<Location> {
    let sealed = fields.get("sealed")?;
    sealed.flag()?.then(|| sealed.place())
}

fn setup(fields: &Fields<'_>) -> Option<TrainerSpec> {
    let first = start(fields);
    let twins = twins(fields, first.as_ref());
    let first = first?;
    let name = fields
        .get("name")
        .map_or(Some(String::new()), |value| run_name(&value));
    let layout = first.state.settings.network.layout.clone();
    let selected = fields
        .get("select")
        .map_or(Some(layout.id(0)), |value| weight(&value, &layout));
    let marked = fields.get("mark");
    let marked = marked.map_or(Some(None), |value| weight(&value, &layout).map(Some));
    let scales = scales(fields);
    let mut runs = vec![RunSpec {
        name: name?,
        start: first,
        own: Vec::new(),
    }];
    runs.extend(twins?);
    one_name_each(fields, &runs)?;
    Some(TrainerSpec {
        runs,
        selected: selected?,
        about: 0,
        marked: marked?,
        error_scale: scales?.error.unwrap_or_default(),
    })
}

/// The runs beside the first: the same but for what they name.
fn twins(fields: &Fields<'_>, first: Option<&Arc<Start>>) -> Option<Vec<RunSpec>> {
    let Some(value) = fields.get("twin") else {
        return Some(Vec::new());
    };
    let items = value.list()?;
    if items.len() > limit::TWINS {
        return value.complain(
            format!("{} twins: a trainer may have {}", items.len(), limit::TWINS),
            "take fewer",
        );
    }
    let read: Vec<Option<RunSpec>> = items.iter().map(|item| twin(item, fields, first)).collect();
    read.into_iter().collect()
}

fn twin(item: &Value<'_>, fields: &Fields<'_>, first: Option<&Arc<Start>>) -> Option<RunSpec> {
    let own = item.fields(&run_keys(), "[[twin]]")?;
    let Some(name) = own.get("name") else {
        return item.complain("a twin has a name", "add `name = \"linear\"`");
    };
    let start = start(&own.over(fields))?;
    if first.is_some_and(|first| first.patterns.len() != start.patterns.len()) {
        return item.complain(
            "a twin has as many patterns as the first run",
            "leave `patterns` out, or take as many",
        );
    }
    Some(RunSpec {
        name: run_name(&name)?,
        start,
        own: own.keys().filter_map(|key| setting(&key)).collect(),
    })
}

fn run_name(value: &Value<'_>) -> Option<String> {
    let name = value.text()?;
    if may_name_a_run(name) {
        return Some(name.to_string());
    }
    value.complain(
        format!("a run cannot be called \"{name}\""),
        "a run's name has small letters, digits and `_`, and is no word of the formulas",
    )
}

fn one_name_each(fields: &Fields<'_>, runs: &[RunSpec]) -> Option<()> {
    for (place, run) in runs.iter().enumerate() {
        if !run.name.is_empty() && runs[..place].iter().any(|other| other.name == run.name) {
            let value = fields.get("twin").or_else(|| fields.get("name"))?;
            return value.complain(
                format!("two runs are called \"{}\"", run.name),
                "give each a name of its own",
            );
        }
    }
    Some(())
}

/// A run: its net, its patterns, its settings.
fn start(fields: &Fields<'_>) -> Option<Arc<Start>> {
    let sizes = sizes(&fields.required("layers", "layers = [2, 2, 1]")?)?;
    let layers = sizes.len() - 1;
    let patterns = patterns(fields, &sizes);
    let weights = weights(fields, &sizes);
    let plain = Activation::read(default::ACTIVATION).ok()?;
    let (layout, weights) = weights?;
    let network = Network {
        layout: Arc::new(layout),
        activations: vec![plain; layers],
        loss: Loss::Squared,
    };
    let settings = settings_over(fields, Settings::new(network))?;
    Some(Arc::new(Start {
        patterns: patterns?.into(),
        state: Checkpoint::new(settings, weights),
    }))
}

/// The settings of a run: those that are named, over what they are where nobody says.
fn settings_over(fields: &Fields<'_>, mut settings: Settings) -> Option<Settings> {
    let method = setting("method")?;
    let mut sound = read_setting(fields, method, &mut settings).is_some();
    let aside = settings.method.leaves_aside();
    for row in all_settings().filter(|row| row.is_read() && *row != method) {
        if !aside.contains(&row.key) || fields.names(row.key) {
            sound &= read_setting(fields, row, &mut settings).is_some();
        }
    }
    settings.frozen = frozen(fields, &settings.network.layout)?;
    let seed = fields.get("seed").and_then(|value| value.count(0));
    settings.seed = seed.unwrap_or(settings.seed);
    let spread = fields.get("spread").and_then(|value| value.number());
    settings.spread = spread.unwrap_or(settings.spread);
    if !sound {
        return None;
    }
    if let Err(sentence) = settings.agree() {
        fields.complain(&sentence, "change one of the two");
        return None;
    }
    if settings.method.searches()
        && fields.names("lr")
        && let Some(lr) = fields.get("lr")
    {
        let method = settings.method.called;
        return lr.complain(
            format!("{method} finds its own steps: it has no learning rate"),
            "leave `lr` out",
        );
    }
    Some(settings)
}

/// Sets a setting to what the block has for it; leaves it as it is where the block says nothing. Nothing, if what the block has is
/// broken.
fn read_setting(fields: &Fields<'_>, row: &Setting, settings: &mut Settings) -> Option<()> {
    let Some(value) = fields.get(row.key) else {
        return Some(());
    };
    if row.kind == Kind::Number {
        let number = training::Value::Number(value.number()?);
        return row.set(settings, None, &number).ok();
    }
    if row.kind == Kind::Word && value.is_integer() {
        let count = value.count(1)?.to_string();
        return row
            .set(settings, None, &training::Value::Text(count, 0))
            .ok();
    }
    if row.kind == Kind::Table && value.is_table() {
        return set_parts(&value, row, settings);
    }
    if !row.is_per_layer || !value.is_list() {
        return set_text(&value, row, settings, None);
    }
    let (items, layers) = (value.list()?, settings.network.layout.layers());
    if items.len() != layers {
        return value.complain(
            format!(
                "expected {layers}, one each layer of units, found {}",
                items.len()
            ),
            format!("write one `{}` for all layers, or one for each", row.key),
        );
    }
    let mut sound = true;
    for (layer, item) in items.iter().enumerate() {
        sound &= set_text(item, row, settings, Some(layer + 1)).is_some();
    }
    sound.then_some(())
}

/// Sets the settings of a table.
fn set_parts(value: &Value<'_>, row: &Setting, settings: &mut Settings) -> Option<()> {
    let names: Vec<&str> = row.parts().map(|(name, _)| name).collect();
    let fields = value.fields(&names, row.key)?;
    let mut sound = true;
    for (name, part) in row.parts() {
        if let Some(value) = fields.get(name) {
            sound &= set_text(&value, part, settings, None).is_some();
        }
    }
    sound.then_some(())
}

/// Sets a setting to a text, in one layer or in all.
fn set_text(
    value: &Value<'_>,
    row: &Setting,
    settings: &mut Settings,
    layer: Option<usize>,
) -> Option<()> {
    let set = |text: &str| row.set(settings, layer, &training::Value::Text(text.to_string(), 0));
    value.written(set).map(|_| ())
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
    if layers > MOST_LAYERS {
        return value.complain(
            format!("{layers} layers of units: a lesson may have {MOST_LAYERS}"),
            "take fewer layers",
        );
    }
    let weights = sizes
        .windows(2)
        .map(|pair| pair[0].saturating_add(1).saturating_mul(pair[1]))
        .fold(0, u64::saturating_add);
    if weights > MOST_WEIGHTS as u64 {
        return value.complain(
            format!("{weights} weights: a lesson may have {MOST_WEIGHTS}"),
            "take fewer units, or fewer inputs",
        );
    }
    sizes
        .into_iter()
        .map(|size| usize::try_from(size).ok())
        .collect()
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
            let spread = spread.map_or(Some(SPREAD), |spread| spread.number());
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

/// A weight by its name.
fn weight(value: &Value<'_>, layout: &Layout) -> Option<WeightId> {
    let read =
        |text: &str| TrainerVocabulary::of_net(layout).weight_named(&crate::formula::parse(text)?);
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
