//! The part of the error that arrives at each layer: ∂E/∂e of the unit at which most arrives, and the largest of the paths there.
//! Runs beside each other are held against each other.

use super::paths::{Arrival, arrivals};
use super::row::{Panel, View, lettered, named, staged, told_apart, with_pattern};
use crate::figure::bars::{Bar, BarRow, BarSeries, Bars};
use crate::figure::number::short;
use crate::figure::{Figure, Line, Role};
use crate::training::{Run, Trainer};

pub const PANEL: Panel = Panel {
    name: "depth",
    says: "how much of the slope each layer lets through",
    title: |view| title(view.trainer),
    figure: |view| Figure::Bars(bars(view)),
};

/// Names that what arrives at a unit would tell.
const TOLD: [&str; 5] = ["gradient", "slope", "change", "delta", "fprime"];

fn title(trainer: &Trainer) -> Line {
    let line = Line::of(Role::Heading, "depth");
    let line = line.and(Role::Quiet, " · ∂E/∂e layer by layer");
    staged(with_pattern(line, trainer), trainer)
}

/// A row a layer, the last one first: from there what is said of the error goes down.
fn bars(view: &View<'_>) -> Bars {
    let runs = named(view.trainer);
    let columns: Vec<Vec<Arrival>> = runs
        .iter()
        .map(|(_, run)| of_run(view.trainer, run))
        .collect();
    let layers = columns.iter().map(Vec::len).max().unwrap_or(0);
    let bar = |value: f64| Bar {
        size: value.abs(),
        number: Line::of(Role::Live, view.veil.over(&TOLD, short(value))),
    };
    let is_one_run = runs.len() == 1;
    let has_paths = is_one_run && columns[0].iter().any(|arrival| arrival.paths > 1);
    let row = |layer: usize| {
        let arrivals = columns.iter().map(|column| column.get(layer - 1));
        let sums = arrivals.clone().map(|arrival| Some(bar(arrival?.sum)));
        let largest = arrivals.map(|arrival| Some(bar(arrival?.largest)));
        BarRow {
            name: format!("layer {layer}"),
            bars: sums.chain(largest.filter(|_| has_paths)).collect(),
        }
    };
    let series = runs.iter().enumerate().map(|(place, (name, _))| {
        let (ink, letter) = told_apart(runs.len(), place);
        let name = match (is_one_run, has_paths) {
            (true, true) => "all paths",
            (true, false) => "",
            (false, _) => name,
        };
        BarSeries {
            name: lettered(letter, name),
            short: letter.map_or(name.to_string(), String::from),
            ink,
        }
    });
    let path = BarSeries {
        name: "the largest path".to_string(),
        short: "largest".to_string(),
        ink: Role::Quiet.into(),
    };
    Bars {
        series: series.chain(has_paths.then_some(path)).collect(),
        rows: (1..=layers).rev().map(row).collect(),
        notes: vec![Line::of(
            Role::Quiet,
            "of each layer the unit at which most arrives",
        )],
    }
}

/// The arrivals at the layers of a run, from the first on.
fn of_run(trainer: &Trainer, run: &Run) -> Vec<Arrival> {
    let shown = trainer.shown_update_of(run);
    let terms = shown.before().true_terms(shown.pattern);
    arrivals(&run.network().layout, &shown.update.before, &terms)
}

#[cfg(test)]
mod tests {
    use super::super::row::example::{start, trainer};
    use super::*;
    use crate::formula::parse;

    /// The sum that arrives at a unit is the slope of the error along its bias, which is nudged for it.
    #[test]
    fn the_numbers_are_the_slopes_of_formulas() {
        let weights = vec![0.5, -0.3, 0.1, 0.7, 0.2, -0.1, 0.4, -0.6, 0.3];
        let one = start(
            &[2, 2, 1],
            "tanh",
            weights,
            vec![(vec![0.8, 0.2], vec![1.0])],
            |_| {},
        );
        let trainer = trainer(vec![("", one)]);
        let arrivals = of_run(&trainer, trainer.run());
        for (layer, arrival) in arrivals.iter().enumerate() {
            let units = if layer == 0 { 2 } else { 1 };
            let slope = |unit: usize| {
                let text = format!("slope(E, b({},{unit}))", layer + 1);
                let formula = trainer
                    .bind(&parse(&text).expect("a formula"))
                    .expect("bound");
                formula.eval(&trainer.moment()).expect("a number")
            };
            let slopes = (1..=units).map(slope);
            let most = slopes.fold(0.0_f64, |most, slope| {
                if slope.abs() > most.abs() {
                    slope
                } else {
                    most
                }
            });
            assert!(
                (arrival.sum - most).abs() < 1e-8,
                "{layer}: {arrival:?} {most}"
            );
        }
    }

    #[test]
    fn the_largest_path_is_one_of_those_that_sum_up() {
        let weights = vec![0.5, 0.2, 1.0, -2.0];
        let one = start(
            &[1, 2, 1],
            "identity",
            weights,
            vec![(vec![1.0], vec![1.0])],
            |_| {},
        );
        let trainer = trainer(vec![("", one)]);
        let arrivals = of_run(&trainer, trainer.run());
        // y = 0.5 − 0.4, and so −delta is −0.9; through the second weight of the last layer twice as much comes back.
        assert!((arrivals[1].sum + 0.9).abs() < 1e-12, "{arrivals:?}");
        assert!((arrivals[0].sum - 1.8).abs() < 1e-12, "{arrivals:?}");
        assert!((arrivals[0].largest - 1.8).abs() < 1e-12);
        assert_eq!(arrivals[0].paths, 1);
    }
}
