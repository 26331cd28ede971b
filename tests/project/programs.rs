//! The programs that `deltarule code` prints are run, and print what the engine computes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use deltarule::cli::code::{Language, program};
use deltarule::lesson::Course;
use deltarule::training::{Run, Trainer};

/// Updates that a program makes at most; with a line search fewer, since each step of it makes the last digit of the one before count
/// more.
const UPDATES: u64 = 10;
const SEARCHES: u64 = 6;

/// A run of a trainer of the course.
struct Learner {
    title: String,
    run: Run,
}

impl Learner {
    /// Number of updates that its program makes: a run that overflows is stopped before.
    fn updates(&self) -> u64 {
        let mut run = self.run.clone();
        let most = if run.settings().searches() {
            SEARCHES
        } else {
            UPDATES
        };
        while run.updates() < most && run.advance().is_ok() {}
        match run.update().overflow {
            Some(_) => run.updates().saturating_sub(1),
            None => run.updates(),
        }
    }

    /// The next change of the first weight, and the error, after the updates: by the engine.
    fn numbers(&self) -> [f64; 2] {
        let mut run = self.run.clone();
        run.seek(self.updates()).expect("nothing overflows");
        [run.update().change[0], run.error(None)]
    }
}

/// All runs of all trainers of the course, the sealed ones too.
fn learners() -> Vec<Learner> {
    let mut all = Vec::new();
    for lesson in &Course::embedded().lessons {
        for (number, block) in lesson.trainers.iter().enumerate() {
            let setup = block.setup.clone().expect("the course is sound");
            let trainer = Trainer::new(setup);
            all.extend(trainer.runs().map(|(name, run)| Learner {
                title: format!("{}, trainer {number}, {name}", lesson.id),
                run: run.clone(),
            }));
        }
    }
    all
}

/// Settings that no trainer of the course has, as lessons would write them.
const OTHERS: &str = r#"# Others

```trainer mini
layers     = [2, 3, 1]
activation = ["gelu", "logistic"]
loss       = "cross-entropy"
schedule   = 3
order      = "shuffled"
seed       = 5
patterns   = "xor"
method     = "adam"
frozen     = ["w(1,2,1)", "b(2,1)"]

[[twin]]
name       = "by_rmsprop"
method     = "rmsprop"
activation = ["softplus", "logistic"]

[[twin]]
name       = "by_nesterov"
method     = "nesterov"
activation = ["swish", "logistic"]
rule       = "lr * delta * fprime * input - 0.01 * (1 - bias) * w"

[[twin]]
name       = "conditions"
method     = "descent"
activation = ["if(e < -1 or e > 1 and not e == 2, sign(e) * e^2, round(abs(e)) + max(e, 0.1)^1.5)", "logistic"]
rule       = ["lr * t * if(abs(delta) > 0.01, sign(delta), 0) * f(y) * input", "lr * delta * f'(e) * input"]
send_back  = "w * delta * min(fprime, 0.2) + change / 10"
```

```trainer ragged
layers   = [2, 2, 2]
weights  = [[[0.1, 0.2, 0.3], [0.4, -0.5]], [[0.3, -0.1], [0.7, 0.6]]]
patterns = [{ x = [1, 0.5], t = [0, 1] }, { x = [-1, 0.3], t = [1, 0.5] }]
activation = ["elu", "softsign"]
terms    = { delta = "delta * fprime", fprime = "1 + delta" }
```
"#;

/// Runs with settings that no trainer of the course has.
fn others() -> Vec<Learner> {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("01-others.md"), OTHERS).expect("a lesson");
    let course = Course::folder(folder.path()).expect("a course");
    let lesson = &course.lessons[0];
    let told: Vec<String> = lesson
        .problems
        .iter()
        .map(|told| told.message.clone())
        .collect();
    assert_eq!(told, [""; 0]);
    let mut all = Vec::new();
    for block in &lesson.trainers {
        let mut trainer = Trainer::new(block.setup.clone().expect("it is sound"));
        all.extend(trainer.runs().map(|(name, run)| Learner {
            title: format!("others, {name}"),
            run: run.clone(),
        }));
        let mute = deltarule::training::Command::parse("mute delta(1)").expect("a command");
        trainer.act(&mute, &mut 1).expect("it can be done");
        all.push(Learner {
            title: "others, muted".to_string(),
            run: trainer.run().clone(),
        });
    }
    all
}

/// The numbers that a program printed.
fn printed(lines: &[&str]) -> [f64; 2] {
    let number = |line: &str| {
        let number = line.rsplit(' ').next().unwrap_or_default();
        number.parse().unwrap_or_else(|_| panic!("{line}"))
    };
    let [change, error] = lines else {
        panic!("{lines:?}")
    };
    [number(change), number(error)]
}

/// Half a unit of the twelfth digit of a number. Where it is the small rest of larger ones, twelve digits of those are meant.
fn half_unit(number: f64) -> f64 {
    0.51 * 10f64.powf(number.abs().max(1e-4).log10().floor() - 11.0)
}

/// The complaint, if what is printed is not what the engine has, to twelve digits.
fn differs(learner: &Learner, printed: [f64; 2]) -> Option<String> {
    let numbers = learner.numbers().into_iter().zip(printed);
    let mut wrong = numbers.filter(|(ours, theirs)| {
        let is_near = (ours - theirs).abs() <= half_unit(*ours);
        !is_near
    });
    let (ours, theirs) = wrong.next()?;
    let title = &learner.title;
    Some(format!("{title}: {ours:.14e} is {theirs:.14e} there"))
}

fn programs(language: Language, learners: &[Learner]) -> Vec<String> {
    let one =
        |learner: &Learner| program(&learner.title, &learner.run, language, learner.updates());
    let program = |learner| one(learner).unwrap_or_else(|told| panic!("{}: {told}", learner.title));
    learners.iter().map(program).collect()
}

#[track_caller]
fn out(output: &Output) -> String {
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{told}");
    String::from_utf8(output.stdout.clone()).expect("text")
}

/// Holds that all programs, one after the other, have printed what the engine has.
fn hold_all(learners: &[Learner], out: &str) {
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 2 * learners.len(), "{out}");
    let lines = lines.chunks(2).map(printed);
    let wrong = learners
        .iter()
        .zip(lines)
        .filter_map(|(learner, printed)| differs(learner, printed));
    let wrong: Vec<String> = wrong.collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

/// A program of Python that reads each of those in a folder, and runs it in names of its own unless it is only to be read.
const ALL: &str = "import pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).glob('*.py')):
    program = compile(path.read_text(encoding='utf-8'), str(path), 'exec')
    if sys.argv[2] == 'run':
        exec(program, {})
";

/// Lets Python run, or only read, some programs; gives what they print.
fn python(programs: &[String], what: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for (number, program) in programs.iter().enumerate() {
        let file = folder.path().join(format!("{number:03}.py"));
        fs::write(file, program).expect("a program");
    }
    let mut python = Command::new("python3");
    let output = python
        .args(["-c", ALL])
        .arg(folder.path())
        .arg(what)
        .output();
    out(&output.expect("it runs"))
}

/// Returns `true` if there is Python here; else it is told that a test is skipped.
fn has_python() -> bool {
    let is_there = Command::new("python3").arg("--version").output().is_ok();
    if !is_there {
        eprintln!("skipped: there is no python3");
    }
    is_there
}

#[test]
fn the_programs_in_python_print_what_the_engine_computes() {
    if has_python() {
        let learners: Vec<Learner> = learners().into_iter().chain(others()).collect();
        let out = python(&programs(Language::Python, &learners), "run");
        hold_all(&learners, &out);
    }
}

/// One program of many: each is a module, and the first lets all the others run.
fn joined(programs: &[String]) -> String {
    let module = |(number, program): (usize, &String)| {
        let program = program.replace("\nfn main()", "\npub fn main()");
        format!("mod p{number} {{\n{program}}}\n")
    };
    let calls = (0..programs.len()).map(|number| format!("    p{number}::main();"));
    let calls: Vec<String> = calls.collect();
    let modules: String = programs.iter().enumerate().map(module).collect();
    format!("{modules}fn main() {{\n{}\n}}\n", calls.join("\n"))
}

fn compiled(folder: &Path, source: &str) -> Command {
    let (file, made) = (folder.join("all.rs"), folder.join("all"));
    fs::write(&file, source).expect("a program");
    let mut rustc = Command::new("rustc");
    rustc.args([
        "--edition",
        "2021",
        "-D",
        "warnings",
        "-C",
        "debuginfo=0",
        "-o",
    ]);
    out(&rustc
        .arg(&made)
        .arg(&file)
        .output()
        .expect("rustc is there"));
    Command::new(made)
}

#[test]
fn the_programs_in_rust_print_what_the_engine_computes() {
    let learners: Vec<Learner> = learners().into_iter().chain(others()).collect();
    let folder = tempfile::tempdir().expect("a folder");
    let source = joined(&programs(Language::Rust, &learners));
    let output = compiled(folder.path(), &source).output();
    hold_all(&learners, &out(&output.expect("it runs")));
}

#[test]
fn there_are_programs_with_numpy_and_pytorch_for_every_trainer() {
    let learners: Vec<Learner> = learners().into_iter().chain(others()).collect();
    for language in [Language::Numpy, Language::Pytorch] {
        for program in programs(language, &learners) {
            assert!(
                program.contains("def changes(weights, learnt):"),
                "{program}"
            );
        }
    }
    let plain = learners
        .iter()
        .find(|learner| learner.title.starts_with("04"));
    let plain = plain.expect("lesson 4 has a trainer");
    let by_autograd = program("", &plain.run, Language::Pytorch, 1).expect("a program");
    assert!(
        by_autograd.contains("torch.autograd.grad("),
        "{by_autograd}"
    );
}
