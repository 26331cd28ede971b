//! What panels say of an update they say of the same one, and each says of which.

use crate::sitting::Sitting;
use deltarule::figure::{Figure, Line, Role};
use deltarule::formula::parse;
use deltarule::panel::{View, panel};

/// A net that learns four patterns one after the other, with all panels that speak of an update.
const LESSON: &str = r#"# One update

```trainer xor
layers   = [2, 2, 1]
lr       = 0.5
seed     = 7
patterns = "xor"
select   = "w(2,1,1)"
show     = ["network", "terms", "microscope", "paths", "slice", "activation"]
```
"#;

fn sitting() -> Sitting {
    Sitting::at(LESSON, (120, 40))
}

/// The title and the words of a panel.
fn words(sitting: &Sitting, name: &str) -> String {
    let trainer = sitting.study.trainer().expect("a trainer");
    let (title, figure) = panel(name).expect(name).look(&View::of(trainer));
    let lines = match figure {
        Figure::Lines(lines) => lines,
        Figure::Chart(chart) => chart.fallback(),
        Figure::Graph(graph) => graph.fallback.lines(),
        _ => Vec::new(),
    };
    let lines: Vec<String> = lines.iter().map(Line::text).collect();
    format!("{}\n{}", title.text(), lines.join("\n"))
}

/// A number as panels write it, so many digits long.
fn written(value: f64, digits: usize) -> String {
    deltarule::figure::number::significant(value, digits)
}

fn value(sitting: &Sitting, formula: &str) -> f64 {
    let trainer = sitting.study.trainer().expect("a trainer");
    let bound = trainer
        .bind(&parse(formula).expect(formula))
        .expect(formula);
    bound.eval(&trainer.moment()).expect(formula)
}

/// The numbers of the update that is under way or next, as the panels write them.
fn numbers(sitting: &Sitting) -> [(&'static str, String); 5] {
    let of = |formula: &str, digits| written(value(sitting, formula), digits);
    [
        ("terms", of("change", 4)),
        ("microscope", of("gradient", 12)),
        ("paths", of("gradient", 4)),
        ("slice", of("gradient", 4)),
        ("activation", of("fprime", 4)),
    ]
}

fn all_say(sitting: &Sitting, numbers: &[(&str, String); 5]) {
    for (name, number) in numbers {
        let words = words(sitting, name);
        assert!(
            words.contains(number.as_str()),
            "{name} without {number}:\n{words}"
        );
    }
}

#[test]
fn all_panels_speak_of_the_same_update() {
    let mut sitting = sitting();
    let next = numbers(&sitting);
    all_say(&sitting, &next);
    sitting.does("step 2 weights");
    sitting.does("select w(2,1,1)");
    all_say(&sitting, &next);
    sitting.does("step 1 pattern");
    sitting.does("select w(2,1,1)");
    all_say(&sitting, &next);
    let after = numbers(&sitting);
    assert_ne!(next[0], after[0], "another pattern asks for another change");
    sitting.does("step 1 weight");
    sitting.does("select w(2,1,1)");
    all_say(&sitting, &after);
}

#[test]
fn the_change_that_is_shown_is_minus_lr_times_the_slope_that_is_shown() {
    let mut sitting = sitting();
    let (gradient, change) = (value(&sitting, "gradient"), value(&sitting, "change"));
    assert!((change + 0.5 * gradient).abs() < 1e-15);
    sitting.does("step 1 pattern");
    assert!(words(&sitting, "terms").contains(&written(change, 4)));
    assert!(words(&sitting, "paths").contains(&format!("∂E/∂w = {}", written(gradient, 4))));
}

#[test]
fn titles_say_how_far_the_update_has_come() {
    let mut sitting = sitting();
    let title = |sitting: &Sitting, name| words(sitting, name).lines().next().map(str::to_string);
    let titles = |sitting: &Sitting| -> Vec<String> {
        let names = ["terms", "microscope", "paths", "slice", "activation"];
        names
            .iter()
            .filter_map(|name| title(sitting, name))
            .collect()
    };
    for said in titles(&sitting) {
        assert!(
            !said.contains("done") && !said.contains("under way"),
            "{said}"
        );
    }
    sitting.does("step 1 weight");
    sitting.does("select w(2,1,1)");
    let network = title(&sitting, "network").expect("a title");
    assert!(network.contains("1 of 9 changed"), "{network}");
    sitting.does("step 1 pattern");
    for said in titles(&sitting) {
        assert!(said.contains("done"), "{said}");
    }
    let terms = title(&sitting, "terms").expect("a title");
    assert!(terms.ends_with("done on pattern 1"), "{terms}");
}

#[test]
fn the_network_is_of_one_moment_within_an_update() {
    let mut sitting = sitting();
    sitting.does("step 3 weights");
    let trainer = sitting.study.trainer().expect("a trainer");
    let run = trainer.run();
    let mut terms = deltarule::network::Terms::new(&run.network().layout);
    let error = run.network().error(
        run.weights(),
        &run.patterns()[trainer.pattern()],
        &mut terms,
    );
    let y = terms.outputs(&run.network().layout, 2)[0];
    let (_, figure) = panel("network")
        .expect("it is there")
        .look(&View::of(trainer));
    let Figure::Graph(graph) = figure else {
        panic!("no graph");
    };
    let output = &graph.columns[2][0].label;
    assert!(output.contains(&written(y, 3)), "{output}, not {y}");
    let t = run.patterns()[trainer.pattern()].targets[0];
    assert!((error - 0.5 * (t - y).powi(2)).abs() < 1e-15);
}

/// The weights of the edges that are lit.
fn lit(sitting: &Sitting) -> Vec<String> {
    let trainer = sitting.study.trainer().expect("a trainer");
    let (_, figure) = panel("network").expect("a panel").look(&View::of(trainer));
    let Figure::Graph(graph) = figure else {
        panic!("a net is a graph");
    };
    let layout = &trainer.run().network().layout;
    let lit = (0..graph.edges.len()).filter(|weight| graph.edges[*weight].lit);
    lit.map(|weight| layout.id(weight).to_string()).collect()
}

#[test]
fn the_way_from_the_selected_weight_to_the_error_is_lit() {
    let deep = LESSON
        .replace("[2, 2, 1]", "[2, 2, 2, 1]")
        .replace("w(2,1,1)", "w(1,2,1)");
    let mut sitting = Sitting::at(&deep, (120, 40));
    let above = ["w(3,1,1)", "w(3,1,2)"];
    let weights = ["w(1,2,1)", "w(2,1,2)", "w(2,2,2)"];
    assert_eq!(lit(&sitting)[..3], weights);
    assert!(
        above
            .iter()
            .all(|weight| lit(&sitting).contains(&weight.to_string()))
    );
    sitting.does("select w(2,2,3)");
    assert_eq!(lit(&sitting), ["w(2,2,3)", "w(3,1,2)"]);
    sitting.does("select w(3,1,2)");
    assert_eq!(lit(&sitting), ["w(3,1,2)"]);
}

#[test]
fn no_arrow_tells_the_sign_of_a_change_that_is_asked_for() {
    let question = "```question q\nasks = \"By how much?\"\nanswer = \"change\"\n```\n";
    let mut sitting = Sitting::at(&format!("{LESSON}\n{question}"), (120, 40));
    sitting.does("step 3 weights");
    let arrows = |sitting: &Sitting| {
        let study = &sitting.study;
        let veil = study.veil(study.shown());
        let view = View {
            is_alone: false,
            trainer: study.trainer().expect("a trainer"),
            veil: &veil,
        };
        let (_, figure) = panel("network").expect("a panel").look(&view);
        let Figure::Graph(graph) = figure else {
            panic!("a net is a graph");
        };
        let labels = graph.edges.into_iter().map(|edge| edge.label);
        labels.filter(|label| label.ends_with(['↑', '↓'])).count()
    };
    assert_eq!(arrows(&sitting), 0);
    sitting.does("stop q");
    sitting.does("skip");
    assert!(
        arrows(&sitting) > 0,
        "and once it is passed over, they are there"
    );
}

#[test]
fn each_run_has_the_colour_of_its_place() {
    let twins = LESSON.replace("\n```\n", "\n\n[[twin]]\nname = \"slow\"\nlr = 0.1\n```\n");
    let sitting = Sitting::at(&twins, (120, 40));
    let trainer = sitting.study.trainer().expect("a trainer");
    let (title, figure) = panel("error").expect("a panel").look(&View::of(trainer));
    let Figure::Chart(chart) = figure else {
        panic!("the error is a chart");
    };
    let roles = chart.marks.iter().map(|mark| mark.ink.role);
    assert_eq!(roles.collect::<Vec<Role>>(), [Role::Run(0), Role::Run(1)]);
    let roles = title.pieces.iter().map(|piece| piece.ink.role);
    let roles = roles.filter(|role| matches!(role, Role::Run(_)));
    assert_eq!(roles.collect::<Vec<Role>>(), [Role::Run(0), Role::Run(1)]);
}
