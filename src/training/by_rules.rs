//! One pattern under written rules and muted terms: the numbers that a weight's rule gets, and what is sent back.

use super::factors::Factors;
use super::rule::Rule;
use super::settings::Settings;
use super::term::Term;
use super::update::Update;
use crate::network::Terms;

impl Update {
    /// The numbers that the rules of a weight get on the pattern of this update, including the value of its `rule`; a
    /// muted term is 1, and a replaced one is its replacement. `targets` are the pattern's, one for each output.
    #[must_use]
    pub fn factors<'a>(
        &self,
        settings: &'a Settings,
        weight: usize,
        targets: &[f64],
    ) -> Factors<'a> {
        let layout = &settings.network.layout;
        let unit = layout.unit_of(weight);
        let layer = layout.layer_of(unit);
        let place = unit - layout.units_of(layer).start;
        let target = target(settings, layer, place, targets);
        let of_unit = factors(settings, layer, unit, &self.terms, target);
        self.of_weight(settings, (layer, unit, weight), of_unit)
    }

    /// The number sent back through a weight on the pattern of this update: one summand of the delta of the unit below.
    #[must_use]
    pub fn sent_back(&self, settings: &Settings, weight: usize, targets: &[f64]) -> f64 {
        let layout = &settings.network.layout;
        let unit = layout.unit_of(weight);
        let layer = layout.layer_of(unit);
        let factors = self.factors(settings, weight, targets);
        let send_back = &settings.send_backs[layer - 1];
        share(send_back, settings, layer, unit, &self.terms, &factors)
    }

    /// Adds the values of each layer's rule, from the last layer down, each sending back to the one below as it is told
    /// to.
    pub(super) fn add_by_rules(&mut self, settings: &Settings, targets: &[f64]) {
        let layout = &settings.network.layout;
        for layer in (1..=layout.layers()).rev() {
            settings.network.slopes(layer, targets, &mut self.terms);
            if layer > 1 {
                // As a sum of nothing begins, to the last bit.
                self.terms.delta[layout.units_of(layer - 1)].fill(-0.0);
            }
            for (place, unit) in layout.units_of(layer).enumerate() {
                let target = target(settings, layer, place, targets);
                let of_unit = factors(settings, layer, unit, &self.terms, target);
                self.add_unit(settings, layer, unit, of_unit);
            }
        }
    }

    fn add_unit(&mut self, settings: &Settings, layer: usize, unit: usize, of_unit: Factors<'_>) {
        let layout = &settings.network.layout;
        let send_back = &settings.send_backs[layer - 1];
        for (input, weight) in layout.row(unit).enumerate() {
            let factors = self.of_weight(settings, (layer, unit, weight), of_unit);
            self.change[weight] += factors.change;
            if layer > 1 && input < layout.size(layer - 1) {
                let unit_below = layout.units_of(layer - 1).start + input;
                self.terms.delta[unit_below] +=
                    share(send_back, settings, layer, unit, &self.terms, &factors);
            }
        }
    }

    /// A unit's numbers with those of one of its weights.
    fn of_weight<'a>(
        &self,
        settings: &'a Settings,
        (layer, unit, weight): (usize, usize, usize),
        of_unit: Factors<'a>,
    ) -> Factors<'a> {
        let layout = &settings.network.layout;
        let place = weight - layout.row(unit).start;
        let signal = self.terms.signal[layout.signal(layer - 1).start + place];
        let truly = Factors {
            input: signal,
            weight: self.before[weight],
            bias: f64::from(u8::from(place == layout.inputs(layer))),
            ..of_unit
        };
        let mut factors = settings.taken.put(&truly);
        for mute in Term::ALL {
            if settings.is_muted(mute, layer) {
                *factors.term_mut(mute) = 1.0;
            }
        }
        let rule = &settings.rules[layer - 1];
        factors.change = share(rule, settings, layer, unit, &self.terms, &factors);
        factors
    }
}

/// The value of a rule, by the quick and stable way if it is the course's own and gets the true terms.
fn share(
    rule: &Rule,
    settings: &Settings,
    layer: usize,
    unit: usize,
    terms: &Terms,
    factors: &Factors<'_>,
) -> f64 {
    let is_true = |term| settings.is_true(term, layer);
    if rule.is_plain() && is_true(Term::Delta) && is_true(Term::Fprime) {
        let [delta, fprime] = terms.factors[unit];
        return rule.value(&Factors {
            delta,
            fprime,
            ..*factors
        });
    }
    rule.value(factors)
}

/// The numbers of a unit that its weights share, as they truly are.
fn factors<'a>(
    settings: &'a Settings,
    layer: usize,
    unit: usize,
    terms: &Terms,
    target: f64,
) -> Factors<'a> {
    Factors {
        lr: settings.lr_of_rules(),
        delta: terms.delta[unit],
        fprime: terms.fprime[unit],
        input: 0.0,
        weight: 0.0,
        net_input: terms.net_input[unit],
        output: terms.output(&settings.network.layout, unit),
        target,
        change: 0.0,
        bias: 0.0,
        activation: &settings.network.activations[layer - 1],
    }
}

/// The target of a unit; with one output, every unit's target is that output's. Not a number if there is none.
fn target(settings: &Settings, layer: usize, place: usize, targets: &[f64]) -> f64 {
    let is_output = layer == settings.network.layout.layers();
    match targets {
        [only] => *only,
        _ if is_output => targets[place],
        _ => f64::NAN,
    }
}
