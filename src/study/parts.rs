//! Blocks of a lesson as parts of its text: the question, the answer given, the response to it.

use super::edit::Typed;
use super::flow::{Beginning, Flow};
use super::overlay::FieldAt;
use super::prose::{Manner, Prose, hidden_live};
use super::sitting::{Study, Try};
use super::stops::Status;
use super::sweep_state::SweepState;
use crate::block::{
    Answer, Block, Choice, DerivationBlock, Feedback, Outcome, Plot, Prose as Words, Question,
    SweepBlock, Verdict, chosen,
};
use crate::figure::{Chart, Figure, Ink, Line, Role, indent};
use crate::lesson::{Inline, InlineKind, LessonBlock, plain};
use crate::panel::Mask;

/// All that is shown of a block besides its lesson.
#[derive(Clone, Debug, PartialEq)]
pub struct PartState {
    holds: Option<bool>,
    standing: Status,
    verdict: Option<Verdict>,
    hinted: usize,
    revealed: usize,
    value: Option<String>,
    typed: Option<(String, Option<char>, String)>,
    is_typing: bool,
    last: Option<String>,
    /// The numbers beneath the lines of a derivation.
    numbers: Vec<String>,
    /// Live values of the block at the moment of answering; which ones of the lesson.
    kept: Vec<(usize, String)>,
    /// The account of a claim that is open.
    account: Vec<Line>,
    /// Of a plot, the version of its trainer, and what is hidden of that.
    moment: Option<(u64, Mask)>,
    /// The number of values made of a sweep, the value that is looked at, and what is hidden.
    swept: Option<(usize, usize, Mask)>,
}

impl PartState {
    /// The current state of a block of the open lesson.
    #[must_use]
    pub fn of(study: &Study, block: usize) -> Self {
        let Try {
            verdict,
            hinted,
            revealed,
            ..
        } = study.tried(block);
        let here = FieldAt::Block(study.lesson_number(), block);
        let standing = study.standing(study.lesson_number(), block);
        let is_note = matches!(study.lesson().blocks[block].block, Block::Note(_));
        let key = study.key(study.lesson_number(), block);
        let note = study.progress().note(key).filter(|_| is_note);
        let answer = study
            .record(block)
            .and_then(|record| record.answers.last().cloned());
        PartState {
            holds: study.outcome(block).map(Outcome::holds),
            standing,
            verdict,
            hinted,
            revealed,
            value: study
                .told_answer(block)
                .filter(|_| standing != Status::Open),
            typed: study
                .typed(block)
                .map(Typed::around)
                .filter(|typed| typed != &(String::new(), None, String::new())),
            is_typing: study.field().is_some_and(|(field, _)| field == here),
            last: note.map(ToString::to_string).or(answer),
            numbers: numbers(study, block),
            kept: kept(study, block),
            moment: moment(study, block),
            swept: swept(study, block),
            account: study.account(block).unwrap_or_default().to_vec(),
        }
    }
}

/// The moment that a plot shows.
fn moment(study: &Study, block: usize) -> Option<(u64, Mask)> {
    let LessonBlock { block, trainer, .. } = &study.lesson().blocks[block];
    let version = study.trainer_of(*trainer)?.version();
    matches!(block, Block::Plot(_)).then(|| (version, study.veil(*trainer)))
}

/// The progress of a sweep.
fn swept(study: &Study, block: usize) -> Option<(usize, usize, Mask)> {
    let SweepState { points, cursor, .. } = study.sweep_state(block)?;
    let veil = study.veil(study.lesson().blocks[block].trainer);
    Some((points.len(), *cursor, veil))
}

/// The live values of a block as they were when it was answered; none while nothing was.
fn kept(study: &Study, block: usize) -> Vec<(usize, String)> {
    let numbers = match study.standing(study.lesson_number(), block) {
        Status::Open => study.tried(block).numbers,
        _ => study
            .record(block)
            .map(|record| record.numbers.clone())
            .unwrap_or_default(),
    };
    let lesson = study.lesson();
    let shown = |number: usize| {
        let live = &lesson.lives[number];
        let text = numbers.get(&live.live.as_ref()?.formula.text)?;
        Some((number, hidden_live(study, live, text)))
    };
    lesson.blocks[block].lives().filter_map(shown).collect()
}

/// The numbers beneath the lines of a derivation, for the current trainer.
fn numbers(study: &Study, block: usize) -> Vec<String> {
    let LessonBlock { block, trainer, .. } = &study.lesson().blocks[block];
    match (block, study.trainer_of(*trainer)) {
        (Block::Derivation(derivation), Some(trainer)) => (0..derivation.lines())
            .map(|line| derivation.numbers(line, trainer).text())
            .collect(),
        _ => Vec::new(),
    }
}

/// Hints on what to do at the current stop: by keys, and in the plain face by words.
const RECALL: [&str; 2] = [
    "Say it to yourself; Enter shows an answer.",
    "Say it to yourself; `reveal` shows an answer.",
];
const TASK: [&str; 2] = [
    "Do it with the trainer, or by : and commands.",
    "Do it by commands; `look` tells of the trainer.",
];
const TASK_HINT: [&str; 2] = [
    "Do it with the trainer, or by : and commands; H gives a hint.",
    "Do it by commands; `look` tells of the trainer, `hint` helps.",
];
const ANOTHER_HINT: [&str; 2] = ["H gives another hint.", "`hint` gives another."];
const NOTE: [&str; 2] = ["Enter writes it down.", "`note TEXT` writes it down."];
const QUESTION: [&str; 2] = [
    "Type it; s passes it over.",
    "`answer TEXT` answers, `skip` passes it over.",
];
const QUESTION_HINT: [&str; 2] = [
    "Type it; s passes it over, H gives a hint.",
    "`answer TEXT` answers, `skip` passes it over, `hint` helps.",
];
const FORMULA: [&str; 2] = [
    "Enter, then a formula; s passes it over.",
    "`answer FORMULA` answers, `skip` passes it over.",
];
const FORMULA_HINT: [&str; 2] = [
    "Enter, then a formula; s passes it over, H gives a hint.",
    "`answer FORMULA` answers, `skip` passes it over, `hint` helps.",
];
const SWEEP: [&str; 2] = ["Enter makes it, Esc stops it.", "`enter` makes it."];
const SWEEP_ON: [&str; 2] = ["Enter goes on with it.", "`enter` goes on with it."];
const SWEEP_MADE: [&str; 2] = [
    "← and → go from value to value; Enter gives the trainer the one you are at.",
    "`row next` goes to the next value; `enter` gives the trainer the one you are at.",
];
const CHOICE: [&str; 2] = [
    "Type its letter; s passes it over.",
    "`answer LETTER` answers, `skip` passes it over.",
];
const CHOICE_HINT: [&str; 2] = [
    "Type its letter; s passes it over, H gives a hint.",
    "`answer LETTER` answers, `skip` passes it over, `hint` helps.",
];

/// Rows of a chart in the text.
const CHART_ROWS: usize = 11;

/// A block of the open lesson, to be laid out.
pub struct PagePart<'a> {
    /// The sitting.
    pub study: &'a Study,
    /// Number of the block in the lesson.
    pub number: usize,
    /// Its current state.
    pub state: &'a PartState,
    /// The context of running text.
    pub prose: Prose<'a>,
    /// `true` if it is the current stop.
    pub is_here: bool,
}

impl PagePart<'_> {
    /// Adds its lines.
    pub fn lay_out(&self, flow: &mut Flow, beginning: &Beginning) {
        match &self.study.lesson().blocks[self.number].block {
            Block::Head(head) => {
                let minutes = format!("About {} minutes.", head.minutes);
                flow.wrapped(&Line::of(Role::Quiet, minutes), beginning);
            }
            Block::Check(check) => self.check(check.says, flow, beginning),
            Block::Task(task) => {
                let inner = self.asks(["◇", "Task"], task.asks, flow, beginning);
                self.task(&task.hints, task.explains, flow, &inner);
            }
            Block::Question(question) => {
                let inner = self.asks(["?", "Question"], question.asks, flow, beginning);
                self.question(question, flow, &inner);
            }
            Block::Note(note) => {
                let inner = self.asks(["✎", "Note"], note.asks, flow, beginning);
                self.note(flow, &inner);
            }
            Block::Derivation(derivation) => self.derivation(derivation, flow, beginning),
            Block::Sweep(sweep) => self.sweep(sweep, flow, beginning),
            Block::Plot(plot) => self.plot(plot, flow, beginning),
            Block::Recall(recall) => {
                let inner = self.asks(["◦", "Recall"], recall.asks, flow, beginning);
                if self.state.revealed > 0 {
                    self.says(recall.answer, flow, &inner);
                } else if self.is_here {
                    self.how(RECALL, flow, &inner);
                }
            }
        }
    }

    fn line(&self, words: Words) -> Line {
        let block = &self.study.lesson().blocks[self.number];
        self.prose.line(block.text(words), None)
    }

    /// A text with the numbers of the moment of answering in it.
    fn line_then(&self, words: Words) -> Line {
        let mut lives = self.prose.lives.to_vec();
        for (number, text) in &self.state.kept {
            if let Some(live) = lives.get_mut(*number) {
                live.clone_from(text);
            }
        }
        let then = Prose {
            lives: &lives,
            ..self.prose
        };
        let block = &self.study.lesson().blocks[self.number];
        then.line(block.text(words), None)
    }

    /// Returns `true` if a text of the block has live values.
    fn has_lives(&self, words: Words) -> bool {
        let text = self.study.lesson().blocks[self.number].text(words);
        let is_live = |inline: &Inline| matches!(inline.kind, InlineKind::Live(_));
        text.iter().any(is_live)
    }

    fn says(&self, words: Words, flow: &mut Flow, beginning: &Beginning) {
        flow.wrapped_at_breaks(&self.line_then(words), beginning);
    }

    /// Adds a hint on what keys do here, or in the plain face words.
    fn how(&self, [keys, words]: [&str; 2], flow: &mut Flow, beginning: &Beginning) {
        let text = match self.prose.manner {
            Manner::Drawn => keys,
            Manner::Said => words,
        };
        quiet(text, flow, beginning);
    }

    fn check(&self, says: Words, flow: &mut Flow, beginning: &Beginning) {
        let outcome = self.study.outcome(self.number);
        let (sign, word, role) = match outcome {
            None => ("□ ", "Check: ", Role::Quiet),
            Some(Outcome::Holds) => ("✓ ", "Check, holds: ", Role::Good),
            Some(Outcome::Fails(_)) => ("✗ ", "Check, fails: ", Role::Bad),
        };
        let beginning = match self.prose.manner {
            Manner::Drawn => {
                let sign = Line::of(Ink::from(role).selected(self.is_here), sign.trim_end());
                beginning.within(&sign.and(Role::Plain, " "), &indent(2))
            }
            Manner::Said => beginning.within(&Line::of(role, word), &indent(2)),
        };
        flow.wrapped(&self.line(says), &beginning);
        if let Some(Outcome::Fails(lines)) = outcome {
            for line in lines {
                flow.wrapped(line, &beginning.on());
            }
        }
        let hanging = beginning.on().within(&Line::default(), &indent(12));
        for line in &self.state.account {
            flow.wrapped(line, &hanging);
        }
        if self.is_here {
            let text = match (outcome, self.state.account.is_empty()) {
                (None, _) => "Enter tries it.",
                (Some(_), true) => "Enter opens it.",
                (Some(_), false) => "Enter closes it.",
            };
            quiet(text, flow, &beginning.on());
        }
    }

    /// Adds the question, behind a sign of its state; returns the beginning of the lines below it.
    fn asks(
        &self,
        [sign, kind]: [&str; 2],
        asks: Words,
        flow: &mut Flow,
        beginning: &Beginning,
    ) -> Beginning {
        if self.prose.manner == Manner::Said {
            let name = &self.study.lesson().blocks[self.number].name;
            let standing = match self.state.standing {
                Status::Open => "",
                Status::Skipped => ", not answered",
                Status::Done if self.is_kept() => ", kept",
                Status::Done => ", done",
            };
            let head = Line::of(Role::Heading, format!("{kind} {name}{standing}: "));
            let line = head.followed_by(&self.line(asks));
            flow.wrapped_at_breaks(&line, beginning);
            return beginning.on();
        }
        let (sign, role) = match self.state.standing {
            Status::Open => (sign, Role::Heading),
            Status::Skipped => ("–", Role::Quiet),
            Status::Done if self.is_kept() => ("•", Role::Heading),
            Status::Done => ("✓", Role::Good),
        };
        let mark = Line::of(Ink::from(role).strong().selected(self.is_here), sign);
        let mark = mark.and(Role::Plain, " ");
        let beginning = beginning.within(&mark, &indent(2));
        flow.wrapped_at_breaks(&self.line(asks), &beginning);
        beginning.on()
    }

    /// Returns `true` if it was answered by something neither right nor wrong: a guess, a note.
    fn is_kept(&self) -> bool {
        match &self.study.lesson().blocks[self.number].block {
            Block::Question(question) => question.answer.is_guess(),
            Block::Note(_) => true,
            _ => false,
        }
    }

    /// Its curves; in words, where it is said.
    fn plot(&self, plot: &Plot, flow: &mut Flow, beginning: &Beginning) {
        let block = &self.study.lesson().blocks[self.number];
        let moment = self
            .study
            .trainer_of(block.trainer)
            .zip(self.state.moment.as_ref());
        let Some((trainer, (_, veil))) = moment else {
            return;
        };
        self.chart(&plot.chart(trainer, veil), "Plot", flow, beginning);
    }

    /// Adds the sweep: its formulas, its results so far, and what can be done.
    fn sweep(&self, sweep: &SweepBlock, flow: &mut Flow, beginning: &Beginning) {
        let all = sweep.sweep.steps.len();
        let state = self.study.sweep_state(self.number);
        let made = state.map_or(0, |state| state.points.len());
        let (sign, role) = match self.state.standing {
            Status::Open => ("∿", Role::Heading),
            Status::Skipped => ("–", Role::Quiet),
            Status::Done => ("✓", Role::Good),
        };
        let mark = match self.prose.manner {
            Manner::Drawn => Line::of(Ink::from(role).strong().selected(self.is_here), sign)
                .and(Role::Plain, " "),
            Manner::Said => Line::of(Role::Heading, "Sweep: "),
        };
        let inner = beginning.within(&mark, &indent(2));
        let head = Line::of(Role::Code, sweep.headline());
        let head = head.and(Role::Quiet, format!("  {made} of {all} made"));
        flow.wrapped(&head, &inner);
        if let Some((state, (_, cursor, veil))) = state.zip(self.state.swept.as_ref())
            && made > 0
        {
            let cursor = Some(*cursor).filter(|_| made == all);
            match sweep.figure(&state.points, cursor, veil) {
                Figure::Chart(chart) => self.chart(&chart, "Sweep", flow, &inner.on()),
                Figure::Lines(lines) => flow.cut(lines.into_iter(), &inner.on()),
                _ => {}
            }
        }
        if self.is_here {
            let how = match made {
                0 => SWEEP,
                made if made < all => SWEEP_ON,
                _ => SWEEP_MADE,
            };
            self.how(how, flow, &inner.on());
        }
    }

    fn chart(&self, chart: &Chart, kind: &str, flow: &mut Flow, beginning: &Beginning) {
        if self.prose.manner == Manner::Drawn {
            return flow.chart(chart, CHART_ROWS, &beginning.within(&indent(2), &indent(2)));
        }
        let name = &self.study.lesson().blocks[self.number].name;
        flow.wrapped(
            &Line::of(Role::Heading, format!("{kind} {name}.")),
            beginning,
        );
        let key = chart.key.iter().map(|(ink, text)| Line::of(*ink, text));
        for line in key.chain(chart.fallback()) {
            flow.wrapped(&line, &beginning.on());
        }
    }

    /// Adds what is given, and the lines revealed so far; all of them, once they were revealed.
    fn derivation(&self, derivation: &DerivationBlock, flow: &mut Flow, beginning: &Beginning) {
        let all = derivation.lines();
        let done = self.state.standing == Status::Done;
        let revealed = if done { all } else { self.state.revealed };
        let block = &self.study.lesson().blocks[self.number];
        let trainer = self.study.trainer_of(block.trainer);
        if self.prose.manner == Manner::Said {
            return self.said(derivation, revealed, flow, beginning);
        }
        let (sign, role) = match self.state.standing {
            Status::Open => ("∂", Role::Heading),
            Status::Skipped => ("–", Role::Quiet),
            Status::Done => ("✓", Role::Good),
        };
        let mark = Line::of(Ink::from(role).strong().selected(self.is_here), sign);
        let inner = beginning.within(&mark.and(Role::Plain, " "), &indent(2));
        let columns = flow.columns.saturating_sub(inner.first.width());
        let lines = derivation.figure(revealed, trainer, columns);
        flow.cut(lines.into_iter(), &inner);
        self.failure(flow, &inner.on());
        if revealed < all {
            let text = format!("Enter shows line {} of {all}.", revealed + 1);
            quiet(&text, flow, &inner.on());
        }
    }

    /// Adds the reason why a derivation fails, if it does.
    fn failure(&self, flow: &mut Flow, beginning: &Beginning) {
        if let Some(Outcome::Fails(lines)) = self.study.outcome(self.number) {
            for line in lines {
                flow.wrapped(line, beginning);
            }
        }
    }

    fn said(
        &self,
        derivation: &DerivationBlock,
        revealed: usize,
        flow: &mut Flow,
        beginning: &Beginning,
    ) {
        let block = &self.study.lesson().blocks[self.number];
        let trainer = self.study.trainer_of(block.trainer);
        let name = format!("Derivation {}.", block.name);
        flow.wrapped(&Line::of(Role::Heading, name), beginning);
        for line in derivation.given(usize::MAX) {
            flow.wrapped(&line, beginning);
        }
        for line in 0..revealed {
            flow.wrapped(&Line::of(Role::Plain, derivation.words(line)), beginning);
            if let Some(trainer) = trainer {
                flow.wrapped(&derivation.numbers(line, trainer), beginning);
            }
        }
        self.failure(flow, beginning);
        let all = derivation.lines();
        if revealed < all {
            let text = format!("`reveal` tells line {} of {all}.", revealed + 1);
            quiet(&text, flow, beginning);
        }
    }

    fn task(
        &self,
        hints: &[Words],
        explains: Option<Words>,
        flow: &mut Flow,
        beginning: &Beginning,
    ) {
        self.hints(hints, [TASK, TASK_HINT], flow, beginning);
        // What was passed over was not brought about: numbers of it would be those of another moment.
        let is_told = |explains: &Words| match self.state.standing {
            Status::Open => false,
            Status::Skipped => !self.has_lives(*explains),
            Status::Done => true,
        };
        if let Some(explains) = explains.filter(is_told) {
            self.says(explains, flow, beginning);
        }
    }

    /// The hints that were asked for, and what can be done here, without hints and with them.
    fn hints(
        &self,
        hints: &[Words],
        [how, how_with_hints]: [[&str; 2]; 2],
        flow: &mut Flow,
        beginning: &Beginning,
    ) {
        let (given, left) = hints.split_at(self.state.hinted.min(hints.len()));
        for hint in given {
            let line = Line::of(Role::Quiet, "Hint: ");
            flow.wrapped_at_breaks(&line.followed_by(&self.line(*hint)), beginning);
        }
        let is_typing = self.state.is_typing || self.state.typed.is_some();
        if self.state.standing == Status::Open && self.is_here && !is_typing {
            match (given, left) {
                ([], []) => self.how(how, flow, beginning),
                ([], _) => self.how(how_with_hints, flow, beginning),
                (_, []) => {}
                _ => self.how(ANOTHER_HINT, flow, beginning),
            }
        }
    }

    fn note(&self, flow: &mut Flow, beginning: &Beginning) {
        if self.state.is_typing {
            return self.field(flow, beginning);
        }
        match &self.state.last {
            Some(note) => {
                let line = Line::of(Ink::from(Role::Plain).strong(), note);
                let bar = match self.prose.manner {
                    Manner::Drawn => Line::of(Role::Quiet, "│ "),
                    Manner::Said => Line::of(Role::Quiet, "You wrote: "),
                };
                flow.wrapped(&line, &beginning.within(&bar, &bar));
            }
            None if self.is_here => self.how(NOTE, flow, beginning),
            None => {}
        }
    }

    fn question(&self, question: &Question, flow: &mut Flow, beginning: &Beginning) {
        if let Some(recalls) = &question.recalls {
            let then = match self.study.answered(&recalls.item) {
                Some(answer) => format!("You said then: {answer}"),
                None => "You did not answer then.".to_string(),
            };
            quiet(&then, flow, beginning);
        }
        if let Answer::Choices(choices) = &question.answer {
            self.choices(choices, flow, beginning);
        }
        match self.state.standing {
            Status::Open => self.open_question(question, flow, beginning),
            Status::Skipped if self.state.is_typing => self.field(flow, beginning),
            standing => self.passed_question(question, standing, flow, beginning),
        }
    }

    fn choices(&self, choices: &[Choice], flow: &mut Flow, beginning: &Beginning) {
        let block = &self.study.lesson().blocks[self.number];
        let typed = self.state.typed.as_ref().filter(|_| self.state.is_typing);
        let typed = typed.map(|(before, under, behind)| {
            format!(
                "{before}{}{behind}",
                under.map_or(String::new(), String::from)
            )
        });
        let chosen_now = typed.and_then(|typed| chosen(&typed, choices.len()).ok());
        for (place, choice) in choices.iter().enumerate() {
            let letter = ('a'..='z').nth(place).unwrap_or('?');
            let was_chosen = self.state.last.as_deref() == Some(&plain(block.text(choice.text)));
            let passed = self.state.standing != Status::Open;
            let (sign, role) = match (chosen_now == Some(place), passed && choice.right) {
                (true, _) => ('▸', Role::Heading),
                (false, true) => ('✓', Role::Good),
                _ if was_chosen && passed => ('•', Role::Plain),
                _ => (' ', Role::Plain),
            };
            let strong = chosen_now == Some(place) || was_chosen && passed;
            let mark = Line::of(role, format!("{sign} ")).and(
                Ink {
                    strong,
                    ..Role::Plain.into()
                },
                format!("{letter}) "),
            );
            let beginning = beginning.within(&mark, &indent(5));
            flow.wrapped_at_breaks(&self.line(choice.text), &beginning);
        }
    }

    fn open_question(&self, question: &Question, flow: &mut Flow, beginning: &Beginning) {
        if let Some(verdict) = &self.state.verdict {
            self.wrong(question, verdict, flow, beginning);
        }
        if self.state.is_typing || self.state.typed.is_some() {
            self.field(flow, beginning);
        }
        let how = match question.answer {
            Answer::Choices(_) => [CHOICE, CHOICE_HINT],
            Answer::Formula(_) => [QUESTION, QUESTION_HINT],
            Answer::Written(_) => [FORMULA, FORMULA_HINT],
        };
        self.hints(&question.hints, how, flow, beginning);
    }

    /// Adds the response to a wrong answer.
    fn wrong(
        &self,
        question: &Question,
        verdict: &Verdict,
        flow: &mut Flow,
        beginning: &Beginning,
    ) {
        let given = self.state.last.as_deref().unwrap_or_default();
        let own = Ink {
            own: true,
            ..Role::Plain.into()
        };
        let mut line = Line::of(Role::Bad, "✗ ").and(own, format!("{given}: "));
        match verdict {
            Verdict::Slip(Feedback::Prose(words)) => line.extend(&self.line_then(*words)),
            Verdict::Slip(Feedback::Known(sentence)) => line.push(Role::Plain, sentence.clone()),
            _ => {
                let near = match &question.answer {
                    Answer::Formula(expected) => format!(
                        "that is not it, nor within {} of it.",
                        expected.within.text()
                    ),
                    Answer::Choices(_) | Answer::Written(_) => "that is not it.".to_string(),
                };
                line.push(Role::Plain, near);
            }
        }
        flow.wrapped_at_breaks(&line, beginning);
    }

    fn passed_question(
        &self,
        question: &Question,
        standing: Status,
        flow: &mut Flow,
        beginning: &Beginning,
    ) {
        let mut line = match (standing, &self.state.last) {
            (Status::Done, Some(answer)) if question.answer.is_guess() => {
                Line::of(Role::Quiet, "Your guess: ").and(Role::Plain, answer)
            }
            (Status::Done, Some(answer)) => {
                Line::of(Role::Good, "Your answer: ").and(Role::Plain, answer)
            }
            _ => Line::of(Role::Quiet, "Not answered."),
        };
        if let Some(value) = &self.state.value {
            line.push(
                Role::Quiet,
                if standing == Status::Done {
                    "; it was "
                } else {
                    " It was "
                },
            );
            line.push(Role::Live, value);
        }
        flow.wrapped(&line, beginning);
        for words in self
            .right_says(question)
            .into_iter()
            .chain(question.explains)
        {
            self.says(words, flow, beginning);
        }
    }

    /// The response that belongs to the right choice, or to the one that was chosen.
    fn right_says(&self, question: &Question) -> Option<Words> {
        let Answer::Choices(choices) = &question.answer else {
            return None;
        };
        let block = &self.study.lesson().blocks[self.number];
        let right = choices.iter().find(|choice| choice.right);
        let was_chosen =
            |choice: &&Choice| self.state.last.as_deref() == Some(&plain(block.text(choice.text)));
        right.or_else(|| choices.iter().find(was_chosen))?.says
    }

    /// The line that is typed, with its cursor.
    fn field(&self, flow: &mut Flow, beginning: &Beginning) {
        let (before, under, behind) = self.state.typed.clone().unwrap_or_default();
        let strong = Ink::from(Role::Plain).strong();
        let strong = Ink {
            own: true,
            ..strong
        };
        let mut line = Line::of(Role::Heading, "> ").and(strong, before);
        if self.state.is_typing {
            let cursor = under.map_or(" ".to_string(), String::from);
            line.push(strong.selected(true), cursor.replace(' ', "\u{a0}"));
        } else {
            line.push(strong, under.map_or(String::new(), String::from));
        }
        line.push(strong, behind);
        if !self.state.is_typing {
            line.push(Role::Quiet, "   Enter goes on");
        }
        flow.wrapped(&line, beginning);
    }
}

/// A line that may be overlooked.
fn quiet(text: &str, flow: &mut Flow, beginning: &Beginning) {
    flow.wrapped(&Line::of(Role::Quiet, text), beginning);
}
