//! Settings of a run's start. Once one of them is set the run begins anew, at update 0; other settings stay as they
//! are.

use std::sync::Arc;

use super::row::Setting;
use crate::formula::{Problem, Span, constant, parse};
use crate::network::{Layout, patterns, random};
use crate::training::run::Start;
use crate::training::settings::Settings;
use crate::training::value::Value;

/// Largest number of weights of a net.
pub const MOST_WEIGHTS: usize = 1_000;
/// Largest number of layers of units of a net.
pub const MOST_LAYERS: usize = 10;

/// Sets the sizes, `[2, 3, 1]`: inputs, units of each layer. The weights are drawn.
///
/// # Errors
/// If the value is no such list, does not fit the patterns, or makes too large a net.
pub fn set_layers(row: &Setting, start: &mut Start, value: &Value) -> Result<(), Problem> {
    let (text, span) = text(row, value)?;
    let sizes = text.trim_matches(['[', ']']).split(',').map(str::trim);
    let sizes: Option<Vec<usize>> = sizes.map(|size| size.parse().ok()).collect();
    let sizes = sizes.filter(|sizes| sizes.len() > 1 && !sizes.contains(&0));
    let Some(sizes) = sizes else {
        let problem = Problem::new(span, format!("`{text}` are no layers"));
        return Err(problem.help("write `[2, 3, 1]`: inputs, units of each layer"));
    };
    let [inputs, outputs] = ends(start);
    if (sizes[0], sizes[sizes.len() - 1]) != (inputs, outputs) {
        let sentence = format!("the patterns have {inputs} inputs and {outputs} targets");
        let help = format!("write `[{inputs}, …, {outputs}]`, or set other patterns first");
        return Err(Problem::new(span, sentence).help(help));
    }
    rebuild(start, sizes).map_err(|sentence| Problem::new(span, sentence))
}

/// Sets the patterns by the name of a set. The first and the last layer become as large as it needs.
///
/// # Errors
/// If there is no such set, or the net becomes too large.
pub fn set_patterns(row: &Setting, start: &mut Start, value: &Value) -> Result<(), Problem> {
    let (name, span) = text(row, value)?;
    let Some(set) = patterns::named(name) else {
        let problem = Problem::new(span, format!("there is no set of patterns `{name}`"));
        let problem = problem.nearest(name, patterns::names());
        return Err(if problem.help.is_some() {
            problem
        } else {
            let names: Vec<&str> = patterns::names().collect();
            problem.help(format!("there is {}", names.join(", ")))
        });
    };
    start.patterns = set.into();
    let mut sizes = sizes(&start.state.settings.network.layout);
    let last = sizes.len() - 1;
    let [inputs, outputs] = ends(start);
    if (sizes[0], sizes[last]) == (inputs, outputs) {
        return Ok(());
    }
    (sizes[0], sizes[last]) = (inputs, outputs);
    rebuild(start, sizes).map_err(|sentence| Problem::new(span, sentence))
}

/// Sets the seed, a whole number from 0 up. The weights are drawn.
///
/// # Errors
/// If the value is no such number.
pub fn set_seed(row: &Setting, start: &mut Start, value: &Value) -> Result<(), Problem> {
    let (text, span) = text(row, value)?;
    let seed = text.parse();
    let seed = seed.map_err(|_| Problem::new(span, "expected a whole number from 0 up"))?;
    Arc::make_mut(&mut start.state.settings).seed = seed;
    draw(start);
    Ok(())
}

/// Sets the spread, a number. The weights are drawn.
///
/// # Errors
/// If the value is no number.
pub fn set_spread(row: &Setting, start: &mut Start, value: &Value) -> Result<(), Problem> {
    let (text, span) = text(row, value)?;
    let spread = parse(text).and_then(|number| constant(&number));
    let spread = spread.map_err(|problem| Problem { span, ..problem })?;
    Arc::make_mut(&mut start.state.settings).spread = spread;
    draw(start);
    Ok(())
}

/// The sizes of a net: its inputs, the units of each layer.
pub fn sizes(layout: &Layout) -> Vec<usize> {
    (0..=layout.layers())
        .map(|layer| layout.size(layer))
        .collect()
}

fn text<'a>(row: &Setting, value: &'a Value) -> Result<(&'a str, Span), Problem> {
    if let Value::Text(text, at) = value {
        return Ok((text, (*at..at + text.len()).into()));
    }
    let sentence = format!("`{}` cannot be set to `{value}`", row.key);
    Err(Problem::new(Span::default(), sentence))
}

/// Number of inputs and of targets of the patterns.
fn ends(start: &Start) -> [usize; 2] {
    let first = &start.patterns[0];
    [first.inputs.len(), first.targets.len()]
}

/// Makes the net anew; hidden layers are like the first that there was, the last one like the last.
fn rebuild(start: &mut Start, sizes: Vec<usize>) -> Result<(), String> {
    let layers = sizes.len() - 1;
    let weights = sizes
        .windows(2)
        .map(|pair| pair[0].saturating_add(1).saturating_mul(pair[1]));
    let weights = weights.fold(0, usize::saturating_add);
    if layers > MOST_LAYERS || weights > MOST_WEIGHTS {
        return Err(format!(
            "{layers} layers, {weights} weights: a net may have {MOST_LAYERS} and {MOST_WEIGHTS}"
        ));
    }
    let settings = Arc::make_mut(&mut start.state.settings);
    let Settings {
        network,
        rules,
        send_backs,
        mutes,
        frozen,
        ..
    } = settings;
    resize(&mut network.activations, layers);
    resize(rules, layers);
    resize(send_backs, layers);
    mutes.retain(|mute| mute.layer.is_none_or(|layer| layer <= layers));
    network.layout = Arc::new(Layout::with_biases(sizes));
    *frozen = vec![false; network.layout.weights()];
    draw(start);
    Ok(())
}

fn resize<T: Clone>(each: &mut Vec<T>, layers: usize) {
    if let [first, .., last] | [first @ last] = &each[..] {
        let mut resized = vec![first.clone(); layers];
        resized[layers - 1] = last.clone();
        *each = resized;
    }
}

fn draw(start: &mut Start) {
    let Settings {
        seed,
        spread,
        ref network,
        ..
    } = *start.state.settings;
    start.state.weights = random::weights(seed, spread, network.layout.weights());
}
