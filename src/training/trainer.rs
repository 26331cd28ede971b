//! A run with what is selected in it: what a learner steps, and what every command changes.

use std::sync::Arc;

use super::command::{Command, Direction, Field, Selection, Stride, Value};
use super::moment::Moment;
use super::run::{Run, Start};
use super::settings::{Schedule, Setting, neighbour};
use super::vocabulary::{Meaning, Vocabulary};
use crate::formula::{Bound, Expr, Problem, Span};
use crate::network::{Layout, WeightId};

/// A trainer as its lesson describes it.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Its run.
    pub start: Arc<Start>,
    /// The weight that is selected at first.
    pub selected: WeightId,
}

/// A trainer, wherever it stands.
#[derive(Clone, Debug)]
pub struct Trainer {
    setup: Setup,
    run: Run,
    selected: WeightId,
    /// The pattern shown in batch, from 0.
    shown: usize,
}

/// How many updates one command of a learner, or one check, may make.
pub const MOST_UPDATES: u64 = 1_000_000;

type Done = Result<(), Problem>;

impl Trainer {
    /// A trainer at its start.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        Trainer {
            run: Run::new(setup.start.clone()),
            selected: setup.selected,
            shown: 0,
            setup,
        }
    }

    /// Its run.
    #[must_use]
    pub fn run(&self) -> &Run {
        &self.run
    }

    /// The selected weight.
    #[must_use]
    pub fn selected(&self) -> WeightId {
        self.selected
    }

    /// The current pattern, from 0: online that of the update under way or of the next, in batch the one shown.
    #[must_use]
    pub fn pattern(&self) -> usize {
        match self.run.settings().schedule {
            Schedule::Online => self.run.pattern(),
            Schedule::Batch => self.shown,
        }
    }

    /// The moment at which it stands.
    #[must_use]
    pub fn moment(&self) -> Moment<'_> {
        Moment::new(&self.run, self.selected, self.pattern())
    }

    /// Binds the names of a formula about this trainer.
    ///
    /// # Errors
    /// If it has a name that means nothing here.
    pub fn bind(&self, formula: &Expr) -> Result<Bound<Meaning>, Problem> {
        Bound::new(formula, &Vocabulary::new(self.layout()))
    }

    /// Whether a command could be meant for this trainer, wherever that stands.
    ///
    /// # Errors
    /// If it names a weight or a pattern that is not there, or has a formula that means nothing here.
    pub fn admits(&self, command: &Command) -> Done {
        match command {
            Command::Until(condition, ..) => self.bind(condition).map(drop),
            Command::Select(Selection::Weight(weight)) | Command::Set(Field::Weight(weight), _) => {
                self.weight(weight).map(drop)
            }
            Command::Select(Selection::Pattern(number)) => self.shown_pattern(*number).map(drop),
            _ => Ok(()),
        }
    }

    /// Does a command; takes the updates it makes off `budget`.
    ///
    /// # Errors
    /// If it cannot be done, or not to its end: why. What was done before that stays done.
    pub fn act(&mut self, command: &Command, budget: &mut u64) -> Done {
        match command {
            Command::Step(count, stride) => self.step(*count, *stride, budget),
            Command::Back(count, stride) => {
                self.back(*count, *stride);
                Ok(())
            }
            Command::Seek(updates) => self.seek(*updates, budget),
            Command::Until(condition, count, stride) => {
                self.until(condition, *count, *stride, budget)
            }
            Command::Select(selection) => self.select(selection),
            Command::Set(field, value) => self.set(field, *value),
            Command::Reset => {
                *self = Trainer::new(self.setup.clone());
                Ok(())
            }
        }
    }

    fn layout(&self) -> &Layout {
        &self.run.network().layout
    }

    fn step(&mut self, count: u64, stride: Stride, budget: &mut u64) -> Done {
        for _ in 0..count {
            self.step_once(stride, budget)?;
        }
        Ok(())
    }

    fn step_once(&mut self, stride: Stride, budget: &mut u64) -> Done {
        match stride {
            Stride::Weight => self.step_weight(budget),
            Stride::Pattern => self.step_pattern(budget),
            Stride::Epoch => self.step_epoch(budget),
        }
    }

    fn step_weight(&mut self, budget: &mut u64) -> Done {
        let selected = self.layout().weight(self.selected).unwrap_or(0);
        let Some(weight) = self.run.next_to_change(selected) else {
            return Err(refusal("every weight is frozen: a step would change none"));
        };
        if self.run.applied().is_empty() {
            spend(budget)?;
        }
        self.selected = self.layout().id(weight);
        self.run.apply(weight).map_err(|name| overflowed(&name))
    }

    fn advance(&mut self, budget: &mut u64) -> Done {
        if self.run.applied().is_empty() {
            spend(budget)?;
        }
        self.run.advance().map_err(|name| overflowed(&name))
    }

    fn step_pattern(&mut self, budget: &mut u64) -> Done {
        let moves_on =
            self.run.settings().schedule == Schedule::Batch && self.run.applied().is_empty();
        if moves_on && self.shown + 1 < self.run.patterns().len() {
            self.shown += 1;
            return Ok(());
        }
        self.advance(budget)?;
        if moves_on {
            self.shown = 0;
        }
        Ok(())
    }

    fn step_epoch(&mut self, budget: &mut u64) -> Done {
        let epoch = self.run.epochs();
        while self.run.epochs() == epoch {
            self.advance(budget)?;
        }
        Ok(())
    }

    fn back(&mut self, count: u64, stride: Stride) {
        match stride {
            Stride::Weight => {
                for _ in 0..count {
                    let Some(weight) = self.run.take_back_weight() else {
                        break;
                    };
                    self.selected = self.layout().id(weight);
                }
            }
            Stride::Pattern => self.back_patterns(count),
            Stride::Epoch => self.back_epochs(count),
        }
    }

    fn back_patterns(&mut self, count: u64) {
        if count == 0 {
            return;
        }
        let mut left = count - u64::from(self.run.take_back_part());
        let mut updates = self.run.updates();
        if self.run.settings().schedule == Schedule::Batch {
            let patterns = self.run.patterns().len() as u64;
            let shown = updates * patterns + self.shown as u64;
            let before = shown.saturating_sub(left);
            updates = before / patterns;
            #[expect(
                clippy::cast_possible_truncation,
                reason = "less than the number of patterns"
            )]
            {
                self.shown = (before % patterns) as usize;
            }
            left = 0;
        }
        self.go_back_to(updates.saturating_sub(left));
    }

    fn back_epochs(&mut self, count: u64) {
        if count == 0 {
            return;
        }
        let under_way = self.run.take_back_part() | (self.run.pattern() > 0);
        let epoch = (self.run.epochs() + u64::from(under_way)).saturating_sub(count);
        let updates = match self.run.settings().schedule {
            Schedule::Online => epoch * self.run.patterns().len() as u64,
            Schedule::Batch => epoch,
        };
        self.go_back_to(updates);
    }

    fn go_back_to(&mut self, updates: u64) {
        let went = self.run.seek(updates);
        debug_assert!(went.is_ok(), "what has been made can be made again");
    }

    fn seek(&mut self, updates: u64, budget: &mut u64) -> Done {
        let new = updates.saturating_sub(self.run.newest());
        if new > *budget {
            return Err(too_many());
        }
        *budget -= new;
        self.run.seek(updates).map_err(|name| overflowed(&name))
    }

    fn until(&mut self, condition: &Expr, count: u64, stride: Stride, budget: &mut u64) -> Done {
        let condition = self.bind(condition)?;
        for step in 0..=count {
            let holds = condition.holds(&self.moment());
            if holds.map_err(|none| Problem::new(none.span, "this is not a number here"))? {
                break;
            }
            if step < count {
                self.step_once(stride, budget)?;
            }
        }
        Ok(())
    }

    fn select(&mut self, selection: &Selection) -> Done {
        match selection {
            Selection::Weight(weight) => self.selected = self.weight(weight)?,
            Selection::Neighbour(direction) => self.select_neighbour(*direction),
            Selection::Layer(direction) => self.select_layer(*direction),
            Selection::Pattern(number) => self.shown = self.shown_pattern(*number)?,
        }
        Ok(())
    }

    fn weight(&self, weight: &Expr) -> Result<WeightId, Problem> {
        Vocabulary::new(self.layout()).weight_named(weight)
    }

    fn shown_pattern(&self, number: u64) -> Result<usize, Problem> {
        let patterns = self.run.patterns().len();
        if self.run.settings().schedule == Schedule::Online {
            return Err(refusal(
                "online the pattern is that of the next update: `step 1 pattern` goes on to the next",
            ));
        }
        let index = usize::try_from(number)
            .ok()
            .and_then(|number| number.checked_sub(1));
        index.filter(|index| *index < patterns).ok_or_else(|| {
            refusal(format!(
                "there is no pattern {number}: they go from 1 to {patterns}"
            ))
        })
    }

    fn select_neighbour(&mut self, direction: Direction) {
        let last = self.layout().weights() - 1;
        let weight = self.layout().weight(self.selected).unwrap_or(0);
        let weight = match direction {
            Direction::Next => (weight + 1).min(last),
            Direction::Previous => weight.saturating_sub(1),
        };
        self.selected = self.layout().id(weight);
    }

    /// The same place one layer on or back, or the nearest that there is.
    fn select_layer(&mut self, direction: Direction) {
        let WeightId { layer, unit, input } = self.selected;
        let layer = match direction {
            Direction::Next => (layer + 1).min(self.layout().layers()),
            Direction::Previous => (layer - 1).max(1),
        };
        let unit = unit.min(self.layout().size(layer));
        let row = self
            .layout()
            .row(self.layout().units_of(layer).start + unit - 1);
        self.selected = WeightId {
            layer,
            unit,
            input: input.min(row.len()),
        };
    }

    fn set(&mut self, field: &Field, value: Value) -> Done {
        let setting = match (field, value) {
            (Field::Lr, Value::Number(lr)) => Setting::Lr(lr),
            (Field::Lr, Value::Up | Value::Down) => {
                Setting::Lr(neighbour(self.run.settings().lr, value == Value::Up))
            }
            (Field::Weight(weight), Value::Number(number)) => {
                let weight = self.layout().weight(self.weight(weight)?);
                Setting::Weight(weight.unwrap_or(0), number)
            }
            (Field::Weight(_), _) => return Err(refusal("a weight is set to a number")),
        };
        self.run.set(setting);
        Ok(())
    }
}

fn spend(budget: &mut u64) -> Done {
    *budget = budget.checked_sub(1).ok_or_else(too_many)?;
    Ok(())
}

fn too_many() -> Problem {
    refusal("more than 1,000,000 updates at a time: what was made so far stands")
}

fn overflowed(name: &str) -> Problem {
    refusal(format!(
        "{name} grows past what a float holds, so the run stops here"
    ))
    .help("go back to before it and try a smaller learning rate")
}

/// A sentence about a command as a whole.
fn refusal(sentence: impl Into<String>) -> Problem {
    Problem::new(Span::default(), sentence)
}
