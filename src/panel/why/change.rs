//! The change that an update makes to a weight, and the weight after it.

use super::super::terms::sealed_rule;
use super::explained::Why;
use super::made::statement;
use super::quantity::{WEIGHT_DIGITS, role};
use super::source::Source;
use super::statement::{Part, Statement};
use crate::figure::number::{plain, short, significant};
use crate::figure::{Ink, Line, Role};
use crate::network::{Loss, WeightId};
use crate::training::quantity::row;
use crate::training::{At, Each, Factors, MOMENTUM, Made, Quantity, Rule, Takes, Term};

/// Of so many patterns each share is a part.
const MOST_PATTERNS: usize = 64;

/// Explains the numbers of a weight and of its update; none, if it is not one of these.
pub fn explain(source: &Source<'_>, quantity: Quantity) -> Option<Why> {
    Some(match (quantity.name, quantity.at) {
        ("change", At::Weight(id)) => change(source, id),
        ("change", At::Share(id, _)) => share(source, id),
        ("w", At::Weight(id)) => weight(source, id),
        ("lr", _) => lr(source),
        ("momentum", _) => momentum(source),
        _ => return None,
    })
}

fn change(source: &Source<'_>, id: WeightId) -> Why {
    let weight = source.weight(id);
    let value = source.update.change[weight];
    let why = Why::new(source, Quantity::new("change", At::Weight(id)), value);
    let settings = source.settings();
    let mut why = if source.run.is_frozen(weight) {
        why.noted("frozen: no step changes it")
    } else if settings.searches() {
        along_a_line(source, weight, why)
    } else if source.sums() {
        sum(source, id, why)
    } else {
        by_rule(source, weight, why)
    };
    if !source.run.is_frozen(weight) {
        why = optimized(source, weight, why);
    }
    let old = source.update.before[weight];
    why.notes.insert(0, fate(source, weight));
    why.beside
        .push(old_weight(old).into(Quantity::new("w", At::Weight(id))));
    why
}

fn old_weight(old: f64) -> Part {
    Part {
        number: Line::of(Role::Plain, significant(old, WEIGHT_DIGITS)),
        ..Part::new(Role::Plain, "old w", old).about("the weight before this update")
    }
}

/// Old weight → new weight.
fn fate(source: &Source<'_>, weight: usize) -> Line {
    let old = source.update.before[weight];
    let new = if source.run.is_frozen(weight) {
        old
    } else {
        old + source.update.change[weight]
    };
    let (role, when) = if source.has_changed(weight) {
        (Role::Good, ", done")
    } else {
        (Role::Plain, ", next")
    };
    Line::of(
        Role::Plain,
        format!("w {} → ", significant(old, WEIGHT_DIGITS)),
    )
    .and(Ink::from(role).strong(), significant(new, WEIGHT_DIGITS))
    .and(role, when)
}

fn share(source: &Source<'_>, id: WeightId) -> Why {
    let weight = source.weight(id);
    let value = source.share.given()[weight];
    let why = Why::new(
        source,
        Quantity::new("change", At::Share(id, source.pattern)),
        value,
    );
    if source.run.is_frozen(weight) {
        return why.noted("frozen: no step changes it");
    }
    by_rule(source, weight, why)
}

/// The rule's change on one pattern: lr × delta × f′(e) × input, or as its lesson or the learner wrote it.
fn by_rule(source: &Source<'_>, weight: usize, mut why: Why) -> Why {
    let layer = source.layout().id(weight).layer;
    let rule = &source.settings().rules[layer - 1];
    let factors = source.factors(weight);
    if source.is_sealed {
        return by_sealed_rule(&factors, why);
    }
    if !rule.is_plain() {
        why.statement = written(source, weight, rule, &factors);
        return why.noted("a rule of its own, not the course's");
    }
    let is_taken = |term: &Term| *term != Term::Lr || !source.settings().method.takes_slope();
    let named = |term: Term| {
        let mut part = part(source, weight, &factors, term.name())?;
        part.name = Line::of(part.name.pieces[0].ink, term.shown());
        Some(part)
    };
    let terms = Term::ALL.into_iter().filter(is_taken);
    let mut parts: Vec<Part> = terms.filter_map(named).collect();
    let unit = source.layout().unit_of(weight);
    let [delta, fprime] = source.share.terms.factors[unit];
    if cancels(source, layer) {
        why = why.noted("cross-entropy: delta × f′(e) is t − y, f′ cancels");
        let place = parts.len() - 3;
        if !parts[place].value.is_finite() || !parts[place + 1].value.is_finite() {
            let whole = Part::new(Role::Term(Term::Delta), "(t − y)", delta * fprime);
            let unit = source.unit_id(unit);
            let whole = whole.into(Quantity::of_unit("delta", unit));
            parts.splice(place..place + 2, [whole]);
        }
    }
    why.statement = Statement::product(parts);
    why
}

/// The value of a rule that is not told: only the numbers that it gets, for the learner to check.
fn by_sealed_rule(factors: &Factors<'_>, mut why: Why) -> Why {
    why.general = Some(sealed_rule());
    let part = |term: Term| {
        let part = Part::given(Role::Term(term), term.shown(), factors.term(term));
        part.about("this number is for you to check")
    };
    why.beside.extend(Term::ALL.map(part));
    why
}

/// Returns `true` if f′ cancels in a layer: in the last one, under cross-entropy, where the rule gets its true terms.
fn cancels(source: &Source<'_>, layer: usize) -> bool {
    let settings = source.settings();
    let is_true = |term| settings.is_true(term, layer);
    settings.network.loss == Loss::CrossEntropy
        && layer == source.layout().layers()
        && is_true(Term::Delta)
        && is_true(Term::Fprime)
}

/// A rule as it is written.
pub fn written(
    source: &Source<'_>,
    weight: usize,
    rule: &Rule,
    factors: &Factors<'_>,
) -> Statement {
    Statement::read(Role::Code, rule.text(), |name| {
        part(source, weight, factors, name)
    })
}

/// A number that rules know by this name.
pub fn part(source: &Source<'_>, weight: usize, factors: &Factors<'_>, name: &str) -> Option<Part> {
    let layout = source.layout();
    let unit = source.unit_id(layout.unit_of(weight));
    let of_unit = format!("of unit ({},{})", unit.layer, unit.unit);
    let row = row(name)?;
    let value = row.in_rule.value(factors)?;
    let quantity = match row.name {
        "change" => return Some(Part::new(Role::Plain, name, value)),
        "input" => source.input(weight),
        "t" => source.target(unit),
        _ => Quantity::new(row.name, row.about(layout.id(weight))),
    };
    let own = Quantity::new(row.name, At::Selected);
    let role = role(own);
    let term = Term::named(row.name);
    let muted = term.is_some_and(|term| source.settings().is_muted(term, unit.layer));
    let taken = term.and_then(|term| source.settings().taken.of(term));
    let part = match quantity.at {
        _ if muted => {
            let struck = Ink {
                struck: true,
                ..role.into()
            };
            Part::given(struck, name, value).about("muted: it counts as 1")
        }
        _ if taken.is_some() => {
            let formula = taken.map_or("", Rule::text);
            Part::new(role, name, value).about(format!("taken as {formula}"))
        }
        _ if name == "input" => source.input_part(weight, name),
        At::Run | At::Selected => Part::given(role, name, value).about(row.words),
        _ if name == "t" => Part::given(role, name, value).about(row.words),
        At::Weight(id) => Part::new(role, name, value).about(id.to_string()),
        _ => Part::new(role, name, value).about(of_unit),
    };
    Some(part.into(quantity))
}

/// In batch: what all patterns together ask for.
fn sum(source: &Source<'_>, id: WeightId, mut why: Why) -> Why {
    let weight = source.weight(id);
    let learnt = &source.update.learnt;
    let patterns = learnt.count();
    let name = |pattern: usize| format!("pattern {}", pattern + 1);
    let of_shown = Part::new(
        Role::Plain,
        name(source.pattern),
        source.share.given()[weight],
    )
    .about("its share")
    .into(Quantity::new("change", At::Share(id, source.pattern)));
    why.statement = if patterns <= MOST_PATTERNS {
        let before = &source.update.before;
        let share = |pattern: usize| {
            if pattern == source.pattern {
                return of_shown.clone();
            }
            let share = source.run.share_of(before, pattern).given()[weight];
            Part::new(Role::Plain, name(pattern), share).about("its share; not shown now")
        };
        Statement::sum(learnt.patterns().map(share).collect())
    } else {
        let others = source.update.given()[weight] - of_shown.value;
        let text = format!("{} others", patterns - 1);
        Statement::sum(vec![of_shown, Part::new(Role::Plain, text, others)])
    };
    why.general = Some(Line::of(
        Role::Plain,
        format!("Σ of the shares of {}", counted(patterns)),
    ));
    why
}

/// A number of patterns in words.
pub fn counted(patterns: usize) -> String {
    match patterns {
        1 => "the one pattern".to_string(),
        _ => format!("{patterns} patterns"),
    }
}

/// The change that the optimizer makes from the rule's.
fn optimized(source: &Source<'_>, weight: usize, why: Why) -> Why {
    let method = source.settings().method;
    match (method.each(), source.update.made(source.settings(), weight)) {
        (Some(each), Some(made)) if each.takes == Takes::Change => with_momentum(each, &made, why),
        (Some(each), Some(made)) => Why {
            statement: statement(method, each, &made),
            general: None,
            // The numbers of the rule, to go into.
            beside: [why.statement.parts, why.beside].concat(),
            ..why
        },
        _ => why,
    }
}

/// Momentum is added to what the rule gives.
fn with_momentum(each: &Each, made: &Made<'_>, mut why: Why) -> Why {
    let (kept, [m, ..]) = (made.change - made.taken, made.with.parameters);
    let v = each.parts.first();
    let text = v.map_or(String::new(), |v| {
        format!(
            "{} × {}, {} change",
            plain(m),
            short((v.value)(made)),
            v.says
        )
    });
    let part = Part::new(Role::Plain, "m × v", kept).about(text);
    why.statement = why.statement.plus(part);
    if let Some(general) = &mut why.general {
        general.push(Role::Plain, " + m × v");
    }
    let m = Part::given(Role::Plain, "m", m).about("how much of the last change stays");
    why.beside.push(m.into(Quantity::of_run("momentum")));
    why
}

/// A line search: how far it goes, times its direction.
fn along_a_line(source: &Source<'_>, weight: usize, mut why: Why) -> Why {
    let step = source.update.step.unwrap_or(0.0);
    let direction = if step == 0.0 { 0.0 } else { why.value / step };
    why.statement = Statement::product(vec![
        Part::new(Role::Term(Term::Lr), "a", step).about("how far the line search goes"),
        Part::new(Role::Term(Term::Delta), "d", direction)
            .about("the direction, made of the slope of all"),
    ]);
    let unit = source.unit_id(source.layout().unit_of(weight));
    let delta = source.share.terms.delta[source.layout().unit_of(weight)];
    let delta =
        Part::new(Role::Term(Term::Delta), "delta", delta).about("on the pattern that is shown");
    why.beside
        .push(delta.into(Quantity::of_unit("delta", unit)));
    why
}

/// The current value of a weight.
fn weight(source: &Source<'_>, id: WeightId) -> Why {
    let weight = source.weight(id);
    let mut why = Why::new(
        source,
        Quantity::new("w", At::Weight(id)),
        source.run.weight(weight),
    );
    let (before, change) = (source.update.before[weight], source.update.change[weight]);
    let change = Part::new(Role::Plain, "change", change);
    if !source.has_changed(weight) {
        let change = change.about("what the next update adds");
        why.beside
            .push(change.into(Quantity::new("change", At::Weight(id))));
        return match source.run.updates() {
            0 => why.noted("as the run began, or as it was set since"),
            1 => why.noted("what 1 update has made of it"),
            updates => why.noted(format!("what {updates} updates have made of it")),
        };
    }
    let change = change.about("what this update added");
    why.statement = Statement::sum(vec![
        old_weight(before),
        change.into(Quantity::new("change", At::Weight(id))),
    ]);
    why
}

fn lr(source: &Source<'_>) -> Why {
    let why = Why::new(source, Quantity::of_run("lr"), source.update.lr);
    let why = why.noted("the learning rate: how long a step is; it is set");
    if source.settings().searches() {
        return why.noted("a line search finds its own step and leaves it aside");
    }
    why
}

fn momentum(source: &Source<'_>) -> Why {
    let why = Why::new(
        source,
        Quantity::of_run("momentum"),
        source.settings().parameters.get(&MOMENTUM),
    );
    why.noted("how much of the last change is made again; it is set")
}
