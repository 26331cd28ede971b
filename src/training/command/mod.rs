//! The commands of a trainer, and their one text form, which keys, checks and prompts all use. A verb is one file with
//! its form, help, reading, printing and action; the list below is all that joins them.

mod back;
mod branch;
mod freeze;
mod mark;
mod mute;
mod nudge;
mod restart;
mod run;
mod scale;
mod seek;
mod select;
mod set;
mod shift;
mod speed;
mod step;
mod until;
mod verb;
mod words;

use std::fmt;

pub use back::Back;
pub use branch::Branch;
pub use freeze::Freeze;
pub use mark::Mark;
pub use mute::Muting;
pub use nudge::Nudge;
pub use restart::Restart;
pub use run::Pace;
pub use scale::ScaleError;
pub use seek::Seek;
pub use select::Select;
pub use set::{Set, Target, Try};
pub use shift::Shift;
pub use speed::Speed;
pub use step::Step;
pub use until::Until;
pub use verb::{Act, Nature, Updates, Verb};

use super::settings::Schedule;
use super::trainer::{Position, Trainer};
use super::ways::{Stride, Strides};
use crate::formula::{Problem, Span, nearest};
use verb::Read;
use words::Words;

/// Declares [`Command`], and with it everything that goes through all kinds of commands.
macro_rules! commands {
    ($($(#[$doc:meta])* $kind:ident),* $(,)?) => {
        /// A change of a trainer.
        #[derive(Clone, Debug, PartialEq)]
        pub enum Command { $($(#[$doc])* $kind($kind)),* }

        /// The rows of all verbs.
        pub fn verbs() -> impl Iterator<Item = &'static Verb> {
            [$($kind::VERBS),*].into_iter().flatten()
        }

        /// Reads the text after a verb; `None` if there is no such verb.
        fn read(verb: &str, words: &mut Words<'_>) -> Option<Result<Command, Problem>> {
            $(if $kind::VERBS.iter().any(|row| row.name == verb) {
                return Some($kind::read(verb, words).map(Command::$kind));
            })*
            None
        }

        impl Command {
            pub(in crate::training) fn deed(&self) -> &dyn Act {
                match self { $(Command::$kind(command) => command),* }
            }
        }
    };
}

commands! {
    /// `step 3 patterns`
    Step,
    /// `back 1 weight`
    Back,
    /// `seek 50`
    Seek,
    /// `until E < 0.01 within 500 epochs`
    Until,
    /// `select w(2,1,1)`
    Select,
    /// `mark w(2,1,2)`
    Mark,
    /// `set lr 0.5`
    Set,
    /// `try rule(1) lr * delta * input`
    Try,
    /// `branch`, `branch end`
    Branch,
    /// `freeze w(1,1,1)`, `thaw b`
    Freeze,
    /// `mute fprime(1)`, `unmute`, `turn fprime`
    Muting,
    /// `nudge 0.1`
    Nudge,
    /// `scale log`
    ScaleError,
    /// `shift right`
    Shift,
    /// `run`, `pause`
    Pace,
    /// `speed 20`
    Speed,
    /// `restart`, `reset`
    Restart,
}

impl Command {
    /// Reads a command. Spans of problems, and of formulas in it, are places in `text`.
    ///
    /// # Errors
    /// If it is not one: the place, what was expected there, and what to try.
    pub fn parse(text: &str) -> Result<Command, Problem> {
        let mut words = Words::new(text);
        let (verb, span) = words.next();
        let command = read(verb, &mut words).unwrap_or_else(|| Err(unknown_verb(verb, span)))?;
        words.end()?;
        Ok(command)
    }

    /// The nature of the command.
    #[must_use]
    pub fn nature(&self) -> Nature {
        self.deed().nature()
    }

    /// Takes another command as a continuation of this one, so that the two can be repeated as one; returns `false` if
    /// that cannot be.
    pub fn merge(&mut self, next: &Command) -> bool {
        match (self, next) {
            (Command::Step(step), Command::Step(more)) => step.merge(*more),
            (Command::Seek(seek), Command::Seek(more)) => seek.merge(*more),
            _ => false,
        }
    }

    /// `step 3 patterns`
    #[must_use]
    pub fn step(count: u64, stride: Stride) -> Command {
        Command::Step(Step(Strides { count, stride }))
    }

    /// Returns `true` if it makes a trainer anew, so that what was done before it no longer matters.
    #[must_use]
    pub fn is_reset(&self) -> bool {
        *self == Command::Restart(Restart::All)
    }

    /// The length of the steps by which it goes on, if it makes updates step by step.
    #[must_use]
    pub fn stride(&self) -> Option<Stride> {
        self.deed().stride()
    }

    /// The commands for what was done before it was stopped: they bring a trainer from `before` to where this one is.
    #[must_use]
    pub fn stopped(&self, before: Position, trainer: &Trainer) -> Vec<Command> {
        let now = trainer.position();
        if let (Command::Seek(_), false) = (self, before == now) {
            return vec![Command::Seek(Seek::To(now.updates))];
        }
        let Some(stride) = self.deed().stride().filter(|_| before != now) else {
            return Vec::new();
        };
        let step =
            |count: u64, stride: Stride| Some(Command::step(count, stride)).filter(|_| count > 0);
        let updates = now.updates - before.updates;
        if stride == Stride::Weight {
            let all = trainer.run().to_change().count() as u64;
            let weights = updates * all + now.applied - before.applied;
            return step(weights, stride).into_iter().collect();
        }
        let schedule = trainer.run().settings().schedule;
        let made = match schedule {
            Schedule::Online => step(updates, Stride::Pattern),
            Schedule::Batch => step(updates, Stride::Epoch),
            Schedule::Mini(_) => Some(Command::Seek(Seek::On(updates))).filter(|_| updates > 0),
        };
        let shown = Command::Select(Select::Pattern(now.shown + 1));
        let shown = Some(shown).filter(|_| schedule.sums() && now.shown != before.shown);
        made.into_iter().chain(shown).collect()
    }
}

impl fmt::Display for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.deed().fmt(f)
    }
}

fn unknown_verb(verb: &str, span: Span) -> Problem {
    let known: Vec<&str> = verbs().map(|row| row.name).collect();
    let message = if verb.is_empty() {
        "expected a command".to_string()
    } else {
        format!("unknown command `{verb}`")
    };
    match nearest(verb, known.iter().copied()) {
        Some(near) => Problem::new(span, message).help(format!("did you mean `{near}`?")),
        None => Problem::new(span, message).help(format!("commands are {}", known.join(", "))),
    }
}

#[cfg(test)]
mod tests {
    use super::super::setting::setting;
    use super::super::value::Value;
    use super::*;

    #[test]
    fn every_form_of_every_verb_is_printed_as_it_is_written() {
        for row in verbs() {
            assert!(
                !row.forms.is_empty() && !row.says.is_empty(),
                "{}",
                row.name
            );
            for form in row.forms {
                let command = Command::parse(form);
                let command = command.unwrap_or_else(|problem| panic!("{form}: {problem}"));
                assert_eq!(command.to_string(), *form);
                assert_eq!(Command::parse(&command.to_string()), Ok(command));
                assert!(form.starts_with(row.name), "{form}");
            }
        }
    }

    #[test]
    fn no_two_verbs_have_one_name() {
        let mut names: Vec<&str> = verbs().map(|row| row.name).collect();
        names.sort_unstable();
        let all = names.len();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn a_command_reads_as_it_is_written() {
        for text in [
            "step 1 weight",
            "step 3 patterns",
            "back 2 epochs",
            "seek 50",
            "seek +10",
            "seek -10",
            "seek newest",
            "run or pause",
            "until E < 0.01 within 500 epochs",
            "select w(2, 1, 1)",
            "select b(1, 2)",
            "select pattern 3",
            "select next weight",
            "select previous layer",
            "mark w(2, 1, 2)",
            "mark next weight",
            "mark previous weight",
            "set lr 0.5",
            "set lr up",
            "set w(1, 1, 1) -0.3",
            "set rule(1) lr * delta * input",
            "set linear.lr 0.1",
            "set activation next",
            "set schedule batch",
            "try rule(1) lr * delta * input",
            "try send_back w * delta",
            "freeze w(1, 1, 1)",
            "freeze b",
            "thaw b",
            "thaw b(1, 1)",
            "mute fprime",
            "mute fprime(1)",
            "unmute",
            "unmute lr(2)",
            "turn delta",
            "run",
            "pause",
            "speed up",
            "speed 20",
            "restart",
            "reset",
        ] {
            let command =
                Command::parse(text).unwrap_or_else(|problem| panic!("{text}: {problem}"));
            assert_eq!(command.to_string(), text);
        }
        assert_eq!(
            Command::parse(" step  weight "),
            Command::parse("step 1 weight"),
            "one, if no number is given"
        );
        assert_eq!(
            Command::parse("set lr 1 / 4"),
            Ok(Command::Set(Set {
                run: None,
                field: Target::Setting(setting("lr").expect("a setting"), None),
                value: Value::Number(0.25)
            }))
        );
    }

    #[test]
    fn a_slip_is_told_at_its_place() {
        for (text, start, said) in [
            (
                "stpe 1 weight",
                0,
                "unknown command `stpe`; did you mean `step`?",
            ),
            (
                "step 1 wieght",
                7,
                "expected `weight`, `pattern` or `epoch`, found `wieght`; did you mean `weight`?",
            ),
            (
                "step",
                4,
                "expected `weight`, `pattern` or `epoch`, found the end",
            ),
            ("seek far", 5, "expected a whole number, found `far`"),
            (
                "until E < 0.01",
                14,
                "expected `within` and how far to look; write `until E < 0.01 within 500 epochs`",
            ),
            (
                "until E within 5 epochs",
                6,
                "expected a condition here, found a number; compare it with something: `… < 0.01`, `… ~ 0.7514`",
            ),
            (
                "until E <  within 5 epochs",
                10,
                "expected a number, a name, `(` or `-`, found the end",
            ),
            (
                "set lr fast",
                7,
                "unknown name `fast`; here stands a number that does not depend on the trainer: `0.5`, `sqrt(10)`",
            ),
            ("mark next layer", 10, "expected `weight`, found `layer`"),
            ("reset now", 6, "expected the end, found `now`"),
        ] {
            let problem = Command::parse(text).expect_err(text);
            assert_eq!(
                (problem.span.start, problem.to_string().as_str()),
                (start, said),
                "{text}"
            );
        }
    }
}
