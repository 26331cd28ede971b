//! The cost of a frame: each panel alone at 120×40, made and drawn anew, beside the same figure only drawn again; and a map of
//! 60×30 cells beside a forward pass for each of them. In the same run, and as ratios.

mod turns;

use std::hint::black_box;
use std::time::Duration;

use deltarule::face::tui::{Colours, Depth, Ground, Viewport, view};
use deltarule::figure::Figure;
use deltarule::figure::map::Finish;
use deltarule::lesson::Course;
use deltarule::network::Terms;
use deltarule::panel::{PANELS, View, panel};
use deltarule::study::{Action, Study, act};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use turns::fastest;

/// Number of turns in which both are timed; the fastest of each counts.
const TURNS: usize = 200;
/// The most that a frame made anew may cost of one drawn again, and a map of its passes.
const MOST: (f64, f64) = (2.0, 1.3);
/// Cells of the map.
const CELLS: (u16, u16) = (60, 30);

const LESSON: &str = "# Frames\n\n```trainer\nlayers = [2, 4, 1]\nactivation = \"tanh\"\n\
                      patterns = \"xor-pm\"\nseed = 7\n```\n";

fn study() -> Study {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("01-frames.md"), LESSON).expect("it can be written to");
    let mut study = Study::new(Course::folder(folder.path()).expect("a course"));
    does(&mut study, "step 20 epochs");
    while study.is_at_work() {
        act(&mut study, &Action::Work(u64::MAX));
    }
    study
}

fn does(study: &mut Study, text: &str) {
    act(study, &Action::parse(text).expect("an action"));
}

/// A screen of 120×40 in memory.
struct Screen {
    terminal: Terminal<TestBackend>,
    viewport: Viewport,
}

impl Screen {
    fn new() -> Self {
        Screen {
            terminal: Terminal::new(TestBackend::new(120, 40)).expect("memory can be drawn on"),
            viewport: Viewport::default(),
        }
    }

    fn draw(&mut self, study: &Study) {
        let Screen { terminal, viewport } = self;
        terminal
            .draw(|frame| {
                let geometry = viewport.lay_out(study, frame.area());
                view(
                    study,
                    &geometry,
                    Colours::Own(Ground::Dark, Depth::True).into(),
                    frame,
                );
            })
            .expect("memory can be drawn on");
    }
}

/// A panel alone: made and drawn anew, and drawn again.
fn frame(name: &str) -> [Duration; 2] {
    let mut study = study();
    does(&mut study, &format!("enlarge {name}"));
    let (mut fresh, mut again) = (Screen::new(), Screen::new());
    let still = study.clone();
    fastest(
        TURNS,
        || {
            // Another version of the trainer, so that nothing is kept from the frame before.
            does(&mut study, "nudge 0.1");
            fresh.draw(black_box(&study));
        },
        || again.draw(black_box(&still)),
    )
}

/// The map, and a forward pass for each of its cells.
fn map() -> [Duration; 2] {
    let study = study();
    let trainer = study.trainer().expect("a trainer");
    let run = trainer.run();
    let network = run.network();
    let mut terms = Terms::new(&network.layout);
    fastest(
        TURNS,
        || {
            let boundary = panel("boundary").expect("a panel");
            match boundary.look(&View::of(black_box(trainer))).1 {
                Figure::Heat(heat) => drop(black_box(heat.lay_out(
                    CELLS.0.into(),
                    CELLS.1.into(),
                    Finish::Tones,
                ))),
                figure => panic!("no map: {figure:?}"),
            }
        },
        || {
            for (x, y) in (0..CELLS.0).flat_map(|x| (0..CELLS.1).map(move |y| (x, y))) {
                let inputs = [f64::from(x), f64::from(y)].map(|place| place / 20.0 - 1.0);
                network.forward(run.weights(), black_box(&inputs), &mut terms);
                black_box(terms.output(&network.layout, 4));
            }
        },
    )
}

fn ratio([first, second]: [Duration; 2]) -> f64 {
    first.as_secs_f64() / second.as_secs_f64()
}

fn main() {
    let mut all = [Duration::ZERO; 2];
    for panel in &PANELS {
        let times = frame(panel.name);
        let [fresh, again] = times.map(|time| time.as_secs_f64() * 1e6);
        println!(
            "{:<12} {fresh:7.0} µs anew, {again:7.0} µs again, ratio {:.2}",
            panel.name,
            ratio(times)
        );
        all[0] += times[0];
        all[1] += times[1];
    }
    println!("all panels: ratio {:.2}", ratio(all));
    let times = map();
    let [drawn, passes] = times.map(|time| time.as_secs_f64() * 1e6);
    let map = ratio(times);
    println!("a map of 60×30: {drawn:.0} µs, its forward passes {passes:.0} µs, ratio {map:.2}");
    println!("at most {} and {}", MOST.0, MOST.1);
    let is_test = std::env::args().any(|argument| argument == "--test");
    if !is_test && (ratio(all) > MOST.0 || map > MOST.1) {
        std::process::exit(1);
    }
}
