//! Questions, tasks, notes: what an open question asks for is shown nowhere; what was answered, done and passed over is kept.

use crate::sitting::Sitting;
use deltarule::block::{Answer, Block};
use deltarule::figure::{Figure, Part};
use deltarule::lesson::{BlockIndex, Course};
use deltarule::panel::{PANELS, View};
use deltarule::study::{Effect, Page, Shown, Status, Stop, Study};
use deltarule::training::OPTIMIZERS;

fn study(text: &str) -> Study {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join("01-asking.md"), text).expect("it can be written to");
    let study = Study::new(Course::folder(folder.path()).expect("a course"));
    let told = &study.lesson().problems;
    assert!(told.is_empty(), "{told:?}");
    study
}

const SIZES: [(u16, u16); 2] = [(120, 40), (80, 24)];

/// The numbers of a text as they are written, without their signs.
fn numbers(text: &str) -> Vec<String> {
    let part = |c: char| c.is_ascii_digit() || c == '.';
    text.split(|c| !part(c))
        .map(|word| word.trim_matches('.').to_string())
        .filter(|word| word.chars().filter(char::is_ascii_digit).count() >= 3)
        .filter(|word| word.parse::<f64>().is_ok())
        .collect()
}

/// Whether a written number is `answer`, as far as its digits go.
fn tells(written: &str, answer: f64) -> bool {
    let places = written
        .split_once('.')
        .map_or(0, |(_, places)| places.len());
    let significant = written.replace('.', "");
    significant.trim_start_matches('0').len() >= 3
        && format!("{:.places$}", answer.abs()) == written
}

/// Everything that a study shows or says at this moment, but for what the learner typed.
fn shown(sitting: &mut Sitting) -> String {
    let page = Page::new(&sitting.study, &Shown::of(&sitting.study, 76));
    let said = Page::new(&sitting.study, &Shown::said(&sitting.study));
    let lines = page.lines.iter().chain(&said.lines);
    let text: String = lines.map(|line| line.text() + "\n").collect();
    let copied: Vec<String> = ["copy", "copy session"]
        .into_iter()
        .flat_map(|what| sitting.does(what))
        .filter_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        })
        .collect();
    sitting.frame() + &text + &copied.join("\n")
}

#[test]
fn no_frame_with_an_open_question_contains_its_answer() {
    let mut asked = 0;
    for size in SIZES {
        let course = Course::embedded();
        for lesson in 0..course.lessons.len() {
            let mut sitting = Sitting::new(Study::new(course.clone()), size);
            sitting.does(&format!("lesson {}", course.lessons[lesson].id));
            while let Some(block) = next_number_question(&sitting.study) {
                asked += 1;
                is_hidden_everywhere(&mut sitting, block);
                let answer = sitting.study.expected(block).expect("a number");
                sitting.does(&format!("answer {answer}"));
                let standing = sitting.study.standing(lesson.into(), block);
                assert_eq!(standing, Status::Done, "{answer}");
            }
        }
    }
    assert!(asked >= 2 * 9, "{asked} questions");
}

#[test]
fn who_pages_through_a_lesson_reads_no_answer_beside_its_question() {
    let mut asked = 0;
    for size in SIZES {
        let course = Course::embedded();
        for lesson in 0..course.lessons.len() {
            let mut sitting = Sitting::new(Study::new(course.clone()), size);
            sitting.does(&format!("lesson {}", course.lessons[lesson].id));
            let mut before = String::new();
            let mut frame = sitting.frame();
            while frame != before {
                let (stops, sight) = (sitting.study.stops(), sitting.study.sight());
                for stop in &stops[sight.above.min(sight.seen)..sight.seen] {
                    let Stop::Block(block) = *stop else { continue };
                    if let Some(answer) = sitting.study.expected(block) {
                        asked += 1;
                        let told = numbers(&frame);
                        let told = told.iter().find(|written| tells(written, answer));
                        assert_eq!(told, None, "{size:?}\n{frame}");
                    }
                }
                sitting.does("scroll half down");
                before = std::mem::replace(&mut frame, sitting.frame());
            }
        }
    }
    assert!(asked >= 2 * 9, "{asked} questions");
}

/// The extent of a figure: what is drawn in it, whatever its numbers.
fn extent(figure: &Figure) -> Vec<usize> {
    match figure {
        Figure::Lines(lines) => vec![lines.len()],
        Figure::Graph(graph) => graph.columns.iter().map(Vec::len).collect(),
        Figure::Chart(chart) => chart.series.iter().map(|line| line.points.len()).collect(),
        Figure::Beside(beside) => beside
            .parts
            .iter()
            .map(|part| match part {
                Part::Chart(chart) => chart.marks.len(),
                Part::Heat(heat) => heat.marks.len(),
            })
            .collect(),
        Figure::Heat(heat) => vec![heat.marks.len(), heat.ways.len()],
        Figure::List(list) => list.rows.iter().map(Vec::len).collect(),
        Figure::Bars(bars) => bars.rows.iter().map(|row| row.bars.len()).collect(),
    }
}

#[test]
fn an_open_question_leaves_no_panel_blank() {
    let course = Course::embedded();
    let mut hidden = 0;
    for lesson in 0..course.lessons.len() {
        let mut sitting = Sitting::new(Study::new(course.clone()), SIZES[0]);
        sitting.does(&format!("lesson {}", course.lessons[lesson].id));
        while let Some(block) = next_number_question(&sitting.study) {
            let name = sitting.study.lesson().blocks[block].name.clone();
            sitting.does(&format!("stop {name}"));
            let (veil, trainer) = (
                sitting.study.veil(sitting.study.shown()),
                sitting.study.trainer().expect("a trainer"),
            );
            for panel in &PANELS {
                let (_, all) = panel.look(&View::of(trainer));
                let veiled = View {
                    is_alone: false,
                    trainer,
                    veil: &veil,
                };
                let (_, shown) = panel.look(&veiled);
                assert_eq!(extent(&shown), extent(&all), "{name}: {}", panel.name);
                hidden += usize::from(format!("{shown:?}").contains('?'));
            }
            let answer = sitting.study.expected(block).expect("a number");
            sitting.does(&format!("answer {answer}"));
        }
    }
    assert!(hidden > 0, "numbers are hidden all the same");
}

#[test]
fn what_the_learner_answered_is_not_hidden_from_them() {
    let mut sitting = Sitting::new(study(LESSON), SIZES[0]);
    sitting.does("stop predict");
    let answer = sitting.study.expected(0.into()).expect("a number");
    let turned = format!("{:.6}", -answer);
    sitting.does(&format!("answer {turned}"));
    let frame = sitting.frame();
    assert!(
        frame.contains(&format!("✗ {turned}: That has the sign")),
        "{frame}"
    );
}

/// Comes to the first question of the lesson that asks for a number and is open.
fn next_number_question(study: &Study) -> Option<BlockIndex> {
    study.stops().iter().find_map(|stop| match stop {
        Stop::Block(block) => {
            let is_open = study.standing(study.lesson_number(), *block) == Status::Open;
            let asks_number = matches!(&study.lesson().blocks[*block].block,
                Block::Question(question) if matches!(question.answer, Answer::Formula(_)));
            (is_open && asks_number).then_some(*block)
        }
        _ => None,
    })
}

fn is_hidden_everywhere(sitting: &mut Sitting, block: BlockIndex) {
    let name = sitting.study.lesson().blocks[block].name.clone();
    sitting.does(&format!("stop {name}"));
    let alone = PANELS.iter().map(|panel| format!("enlarge {}", panel.name));
    let others = [
        "scroll top",
        "scroll page down",
        "focus",
        "focus",
        "step 1 weight",
        "step 1 pattern",
        "seek +10",
        "seek 0",
        "select next weight",
        "select previous weight",
        "check",
        "reset",
    ];
    for action in others.map(str::to_string).into_iter().chain(alone) {
        sitting.does(&action);
        // What leads to the question takes the enlarged panel away.
        if sitting.study.enlarged().is_none() {
            sitting.does(&format!("stop {name}"));
        }
        let answer = sitting.study.expected(block).expect("a number");
        let text = shown(sitting);
        for written in numbers(&text) {
            assert!(
                !tells(&written, answer),
                "{name} after {action}: {written}\n{text}"
            );
        }
    }
}

const LESSON: &str = r#"# Asking

The change is `=change`, and E is `=E`.

```trainer unit
layers   = [2, 1]
lr       = 0.5
weights  = [[[0.5, -0.3, 0.1]]]
patterns = [{ x = [0.8, 0.2], t = [1] }]
```
```question predict
asks     = "What will the next update add?"
answer   = "change"
explains = "Explained."
[[slip]]
value = "lr * delta"
says  = "Two factors are missing."
```
```question guess
asks = "Which?"
[[choice]]
text = "this"
[[choice]]
text = "that"
```
```task small
asks     = "Bring E below 0.01."
goal     = "E < 0.01"
hint     = "A hint."
solution = ["set lr 5", "step 20 patterns"]
explains = "It is small."
```
```note words
asks = "In your words?"
```
```recall later
asks   = "What was it?"
answer = "It was this."
```
"#;

#[test]
fn a_wrong_answer_is_told_which_slip_it_is() {
    for (given, told) in [
        ("0.5 * 0.3917", "Two factors are missing."),
        ("0.5 * 0.391741 * 0.8", "That leaves f′(e) out"),
        ("-0.0373", "the sign turned round"),
        ("0.0746752", "leaves the learning rate out"),
        ("0.5 * 0.391741 * 0.228760 * 0.8", "takes f′ at y"),
        ("7", "that is not it, nor within 2 % of it."),
    ] {
        let screen = Sitting::new(study(LESSON), (120, 40))
            .after(&["next stop", &format!("answer {given}")]);
        assert!(screen.contains(told), "{given}: {told}\n{screen}");
        assert!(!screen.contains("Explained."), "{screen}");
        assert!(screen.contains("0 of 5 done"), "{screen}");
    }
}

#[test]
fn what_is_right_is_explained_and_shown_again() {
    let before = Sitting::new(study(LESSON), (120, 40)).after(&["next stop"]);
    assert!(!before.contains("0.03734"), "{before}");
    for given in ["0.0373", "0.5 * 0.391741 * 0.23828 * 0.8", "0.038"] {
        let screen = Sitting::new(study(LESSON), (120, 40))
            .after(&["next stop", &format!("answer {given}")]);
        for text in ["Explained.", "0.03734", "1 of 5 done", "that is right"] {
            assert!(screen.contains(text), "{given}: {text}\n{screen}");
        }
    }
}

#[test]
fn what_is_no_number_is_not_judged() {
    for given in ["change", "0.5 *", "1/0", "one"] {
        let mut sitting = Sitting::new(study(LESSON), (120, 40));
        sitting.does("next stop");
        sitting.does(&format!("answer {given}"));
        assert_eq!(sitting.study.record(0.into()), None, "{given}");
        assert!(
            sitting
                .study
                .message()
                .is_some_and(|message| message.is_trouble)
        );
    }
}

#[test]
fn passing_over_explains_too_and_is_kept_as_not_answered() {
    let mut sitting = Sitting::new(study(LESSON), (120, 40));
    sitting.does("next stop");
    assert!(sitting.does("skip").contains(&Effect::Save));
    let screen = sitting.frame();
    for text in ["Not answered. It was 0.03734", "Explained."] {
        assert!(screen.contains(text), "{text}\n{screen}");
    }
    assert_eq!(sitting.study.standing(0.into(), 0.into()), Status::Skipped);
    sitting.does("answer 0.0373");
    assert_eq!(sitting.study.standing(0.into(), 0.into()), Status::Done);
}

#[test]
fn a_guess_is_kept_and_not_judged() {
    let mut sitting = Sitting::new(study(LESSON), (120, 40));
    for action in ["stop guess", "enter", "edit newer", "edit newer", "accept"] {
        sitting.does(action);
    }
    assert_eq!(sitting.study.standing(0.into(), 1.into()), Status::Done);
    assert_eq!(
        sitting.study.answered("01-asking::guess").as_deref(),
        Some("that")
    );
}

#[test]
fn a_task_is_done_as_soon_as_its_goal_is_reached() {
    let mut sitting = Sitting::new(study(LESSON), (120, 40));
    sitting.does("stop small");
    sitting.does("hint");
    assert!(sitting.frame().contains("A hint."));
    sitting.does("set lr 5");
    assert_eq!(sitting.study.standing(0.into(), 2.into()), Status::Open);
    sitting.does("run");
    let effects = sitting.does("tick 50");
    assert!(effects.contains(&Effect::Save));
    assert_eq!(sitting.study.standing(0.into(), 2.into()), Status::Done);
    let trainer = sitting.study.trainer().expect("a trainer");
    assert!(!trainer.is_running(), "it stops where the goal is reached");
    assert!(trainer.run().updates() < 50, "and not after the whole tick");
    assert!(sitting.frame().contains("It is small."));
}

#[test]
fn a_note_is_kept_and_what_is_to_be_recalled_is_asked_at_the_end() {
    let mut sitting = Sitting::new(study(LESSON), (120, 40));
    for action in ["stop words", "enter", "type It is q, / and 1.", "accept"] {
        sitting.does(action);
    }
    assert!(sitting.frame().contains("It is q, / and 1."));
    sitting.does("next stop");
    let screen = sitting.frame();
    let end = screen.find("To recall").expect("the end");
    assert!(screen[end..].contains("What was it?"), "{screen}");
    assert!(!screen.contains("It was this."), "{screen}");
    sitting.does("enter");
    assert!(sitting.frame().contains("It was this."));
}

#[test]
fn what_was_typed_is_there_again_after_leaving() {
    let mut sitting = Sitting::new(study(LESSON), (80, 24));
    for action in ["next stop", "enter", "type 0.5 * 0.3", "leave"] {
        sitting.does(action);
    }
    assert!(sitting.frame().contains("> 0.5 * 0.3   Enter goes on"));
    sitting.does("enter");
    sitting.does("type 9");
    assert!(sitting.frame().contains("> 0.5 * 0.39"));
}

#[test]
fn a_setting_and_a_reset_can_be_undone() {
    let mut sitting = Sitting::new(study(LESSON), (80, 24));
    for action in ["set lr 5", "step 3 patterns", "reset", "undo"] {
        sitting.does(action);
    }
    let trainer = sitting.study.trainer().expect("a trainer");
    assert_eq!(
        (trainer.run().updates(), trainer.run().settings().lr),
        (3, 5.0)
    );
    sitting.does("undo");
    let trainer = sitting.study.trainer().expect("a trainer");
    assert_eq!(
        (trainer.run().updates(), trainer.run().settings().lr),
        (0, 0.5)
    );
}

#[test]
fn what_was_done_is_copied_as_a_check_that_holds() {
    let mut sitting = Sitting::new(study(LESSON), (80, 24));
    for action in [
        "next stop",
        "skip",
        "step 1 weight",
        "step 1 weight",
        "set lr 2",
        "step 2 patterns",
    ] {
        sitting.does(action);
    }
    let copied = sitting
        .does("copy session")
        .into_iter()
        .find_map(|effect| match effect {
            Effect::Copy(text) => Some(text),
            _ => None,
        });
    let check = copied.expect("a check");
    assert!(
        check.contains("do     = [\"step 2 weights\", \"set lr 2\", \"step 2 patterns\"]"),
        "{check}"
    );
    let copy = study(&format!("{LESSON}\n{check}"));
    let claims = copy.lesson().claims();
    let claim = claims.iter().find(|claim| claim.name == "what-i-did");
    assert!(claim.expect("the check").run().holds());
}

#[test]
fn a_search_goes_from_match_to_match_and_ends() {
    let mut sitting = Sitting::new(Study::new(Course::embedded()), (80, 24));
    sitting.does("lesson 1");
    sitting.does("find chain");
    assert!(
        sitting
            .study
            .message()
            .is_some_and(|message| message.text.contains("does not say"))
    );
    sitting.does("find delta");
    let first = sitting.frame();
    sitting.does("next stop");
    assert_ne!(first, sitting.frame());
    sitting.does("previous stop");
    assert_eq!(first, sitting.frame());
    sitting.does("leave");
    assert_eq!(sitting.study.sought(), None);
}

#[test]
fn delta_is_followed_up_to_where_it_comes_from_and_back() {
    let mut sitting = Sitting::new(Study::new(Course::embedded()), (80, 24));
    for action in [
        "lesson 4",
        "stop hidden-sum",
        "skip",
        "stop pencil",
        "skip",
        "select w(1,1,1)",
        "focus",
        "enter",
    ] {
        sitting.does(action);
    }
    let depth = |sitting: &Sitting| sitting.study.why().is_some();
    assert!(depth(&sitting));
    let change = sitting.frame();
    sitting.does("enter");
    let delta = sitting.frame();
    assert_ne!(change, delta);
    for _ in 0..3 {
        sitting.does("enter");
    }
    for _ in 0..6 {
        sitting.does("leave");
    }
    assert!(!depth(&sitting));
}

#[test]
fn a_derivation_is_revealed_line_by_line_and_one_that_does_not_hold_says_so() {
    let derivation = |line: &str| {
        format!(
            "{LESSON}\n```derivation d\ngiven = [\"E = (t - y)^2 / 2\", \"y = f(e)\"]\n[[line]]\nequals = \"dE/dy = {line}\"\n\
             by = \"power\"\n[[line]]\nequals = \"dE/de = -(t - y) * f'(e)\"\nby = \"chain\"\n```\n"
        )
    };
    let mut sitting = Sitting::new(study(&derivation("-(t - y)")), (120, 40));
    sitting.does("stop d");
    assert!(sitting.frame().contains("Enter shows line 1 of 2."));
    sitting.does("enter");
    let screen = sitting.frame();
    assert!(
        screen.contains("by the power rule") && !screen.contains("by the chain rule"),
        "{screen}"
    );
    sitting.does("enter");
    assert!(sitting.frame().contains("by the chain rule"));
    let block = sitting.study.lesson().blocks.len() - 1;
    assert_eq!(sitting.study.standing(0.into(), block.into()), Status::Done);

    let screen = Sitting::new(study(&derivation("(t - y)")), (120, 40)).after(&["stop d"]);
    assert!(screen.contains("01-asking.md:"), "{screen}");
}

#[test]
fn a_panel_has_all_the_room_until_one_leaves_it_or_goes_to_the_text() {
    let mut sitting = Sitting::new(study(LESSON), (80, 24));
    sitting.does("skip");
    sitting.does("next stop");
    let beside = sitting.frame();
    assert!(beside.contains("lesson") && beside.contains("terms ·"));
    for panel in &PANELS {
        sitting.does("enlarge");
        let name = sitting.study.enlarged().map(|panel| panel.name);
        let first = ["network", "terms"];
        let place = PANELS.iter().position(|known| known.name == panel.name);
        if let Some(expected) = place.and_then(|place| first.get(place)) {
            assert_eq!(name, Some(*expected), "those of the lesson come first");
        }
        assert!(!sitting.frame().contains("╭ lesson"), "{name:?}");
    }
    sitting.does("enlarge");
    let name = |sitting: &Sitting| sitting.study.enlarged().map(|panel| panel.name);
    assert_eq!(name(&sitting), Some("network"), "round and round");
    sitting.does("enlarge patterns");
    sitting.does("step 1 weight");
    assert_eq!(name(&sitting), Some("patterns"));
    sitting.does("leave");
    assert_eq!(name(&sitting), None);
    assert!(sitting.frame().contains("╭ lesson"));
    sitting.does("enlarge paths");
    sitting.does("next stop");
    assert_eq!(name(&sitting), None, "what is to be done is in the text");
    let told = {
        sitting.does("enlarge path");
        sitting.study.message().map(|message| message.text.clone())
    };
    assert_eq!(
        told.as_deref(),
        Some("there is no panel path: did you mean paths?")
    );
}

#[test]
fn the_next_method_is_one_that_can_be_used_here() {
    let mut sitting = Sitting::new(study(LESSON), (80, 24));
    sitting.does("skip");
    let mut methods = Vec::new();
    for _ in OPTIMIZERS {
        sitting.does("set method next");
        let message = sitting.study.message().expect("what it is now");
        assert!(message.text.starts_with("method ") && !message.is_trouble);
        let trainer = sitting.study.trainer().expect("a trainer");
        methods.push(trainer.run().settings().method);
    }
    let by_rule: Vec<_> = OPTIMIZERS.iter().filter(|row| !row.searches()).collect();
    let round = by_rule.iter().cycle().skip(1).take(OPTIMIZERS.len());
    assert!(
        methods.iter().eq(round.copied()),
        "online, so no conjugate gradient: {methods:?}"
    );
    sitting.does("set schedule next");
    for _ in 1..by_rule.len() {
        sitting.does("set method next");
    }
    sitting.does("set schedule next");
    let told = sitting.study.message().map(|message| message.text.clone());
    assert!(
        told.is_some_and(|told| told.contains("batch")),
        "what keeps it is told"
    );
}

#[test]
fn a_number_below_1_with_a_comma_is_no_thousand_and_a_letter_may_be_large() {
    for (given, number) in [("0,125", 0.125), ("1,125", 1125.0), ("12,5", 12.5)] {
        assert_eq!(deltarule::block::number(given), Ok(number), "{given}");
    }
    for given in ["b", "B", "2", "b)"] {
        assert_eq!(deltarule::block::chosen(given, 2), Ok(1), "{given}");
    }
}
