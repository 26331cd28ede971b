//! Runs in lockstep with what is selected in them: what a learner steps, and what every command changes.

use std::sync::Arc;

use super::command::{Command, Direction, Field, Marking, Seek, Selection, Stride, Value};
use super::fault::Fault;
use super::fields;
use super::moment::Moment;
use super::rule::Term;
use super::run::{Run, Start};
use super::second;
use super::settings::{Mute, Schedule, Setting, Settings, neighbour};
use super::vocabulary::{Formula, SPLITS, TRUE_RULE, UNMUTED, Vocabulary};
use crate::formula::{Bound, Expr, Problem, Span};
use crate::network::{Layout, WeightId};

/// A trainer as its lesson describes it.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Its runs: the first, and those beside it.
    pub runs: Vec<RunSetup>,
    /// The weight that is selected at first.
    pub selected: WeightId,
    /// The run that formulas are about where they do not say: the first, if nobody says otherwise.
    pub about: usize,
    /// The weight that is marked at first, if one is.
    pub marked: Option<WeightId>,
}

/// A run as its lesson describes it.
#[derive(Clone, Debug)]
pub struct RunSetup {
    /// Its name; the first run need not have one.
    pub name: String,
    /// How it starts.
    pub start: Arc<Start>,
    /// The fields that it names itself, which settings of the trainer leave as they are.
    pub own: Vec<String>,
}

impl Setup {
    /// The net of the first run.
    #[must_use]
    pub fn layout(&self) -> &Layout {
        &self.runs[0].start.state.settings.network.layout
    }

    /// The same, but every run makes a mistake.
    #[must_use]
    pub fn with_fault(&self, fault: Fault) -> Setup {
        let mut setup = self.clone();
        for run in &mut setup.runs {
            let mut start = (*run.start).clone();
            let settings = Arc::make_mut(&mut start.state.settings);
            settings.fault = Some(fault);
            run.start = Arc::new(start);
        }
        setup
    }

    /// The words about its runs.
    #[must_use]
    pub fn vocabulary(&self) -> Vocabulary<'_> {
        let mut runs = Vec::new();
        for RunSetup { name, start, .. } in &self.runs {
            runs.push((name.clone(), &*start.state.settings.network.layout));
        }
        for split in SPLITS {
            runs.push((split.to_string(), self.layout()));
        }
        Vocabulary::new(runs).about(self.about)
    }
}

/// A run of a trainer.
#[derive(Clone, Debug)]
struct Twin {
    name: String,
    run: Run,
    own: Vec<String>,
}

/// A trainer, wherever it stands.
#[derive(Clone, Debug)]
pub struct Trainer {
    setup: Setup,
    /// The first, and those beside it; there is at least one.
    runs: Vec<Twin>,
    selected: WeightId,
    /// The weight that was marked last, by the lesson or the learner.
    marked: Option<WeightId>,
    /// The pattern shown in batch, from 0.
    shown: usize,
    is_running: bool,
    /// Updates a second, while it runs.
    speed: f64,
}

/// How many updates one command of a learner, or one check, may make.
pub const MOST_UPDATES: u64 = 1_000_000;
/// How fast a trainer runs at first, in updates a second.
const SPEED: f64 = 20.0;
/// The fastest and the slowest.
const SPEEDS: (f64, f64) = (0.5, 10_000.0);

type Done = Result<(), Problem>;

impl Trainer {
    /// A trainer at its start.
    #[must_use]
    pub fn new(setup: Setup) -> Self {
        let twin = |run: &RunSetup| Twin {
            name: run.name.clone(),
            run: Run::new(run.start.clone()),
            own: run.own.clone(),
        };
        let runs = setup.runs.iter().map(twin).collect();
        Trainer {
            runs,
            selected: setup.selected,
            marked: setup.marked,
            shown: 0,
            is_running: false,
            speed: SPEED,
            setup,
        }
    }

    /// Its first run.
    #[must_use]
    pub fn run(&self) -> &Run {
        &self.runs[0].run
    }

    /// All its runs by their names, the first one first.
    #[must_use]
    pub fn runs(&self) -> impl ExactSizeIterator<Item = (&str, &Run)> {
        self.runs.iter().map(|twin| (twin.name.as_str(), &twin.run))
    }

    /// The selected weight.
    #[must_use]
    pub fn selected(&self) -> WeightId {
        self.selected
    }

    /// The second weight, beside the selected one, as the surface has it; none if the net has no other.
    #[must_use]
    pub fn second(&self) -> Option<WeightId> {
        second::of(self.layout(), self.selected, self.marked)
    }

    /// The current pattern, from 0: online that of the update under way or of the next, in batch the one shown.
    #[must_use]
    pub fn pattern(&self) -> usize {
        match self.run().settings().schedule {
            Schedule::Online => self.run().pattern(),
            Schedule::Batch => self.shown,
        }
    }

    /// Whether it makes step after step by itself.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.is_running
    }

    /// How many updates a second it makes then.
    #[must_use]
    pub fn speed(&self) -> f64 {
        self.speed
    }

    /// The moment at which it stands.
    #[must_use]
    pub fn moment(&self) -> Moment<'_> {
        self.moment_at(self.selected)
    }

    /// The moment at which it stands, with another weight selected.
    #[must_use]
    pub fn moment_at(&self, selected: WeightId) -> Moment<'_> {
        let slots = self.slots();
        Moment::new(self.runs.iter().map(|twin| &twin.run), selected, self.shown).with_slots(slots)
    }

    /// Where each run that formulas may name stands; one that has not split off yet stands where the first does.
    fn slots(&self) -> Vec<usize> {
        let named = |name| self.runs.iter().position(|twin| twin.name == name);
        let splits = SPLITS.map(|name| named(name).unwrap_or(0));
        (0..self.setup.runs.len()).chain(splits).collect()
    }

    /// What it was made from.
    #[must_use]
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Binds the names of a formula about this trainer.
    ///
    /// # Errors
    /// If it has a name that means nothing here.
    pub fn bind(&self, formula: &Expr) -> Result<Formula, Problem> {
        Bound::new(formula, &self.setup.vocabulary())
    }

    /// Whether a command could be meant for this trainer, wherever that stands.
    ///
    /// # Errors
    /// If it names something that is not there, or has a formula that means nothing here.
    pub fn admits(&self, command: &Command) -> Done {
        match command {
            Command::Until(condition, ..) => self.bind(condition).map(drop),
            Command::Select(Selection::Weight(weight))
            | Command::Set(None, Field::Weight(weight), _)
            | Command::Mark(Marking::Weight(weight))
            | Command::Freeze(weight, _) => self.weight(weight).map(drop),
            Command::Set(run, Field::Setting(name, layer), value) => {
                self.named(run.as_deref())?;
                fields::set(&mut (**self.run().settings()).clone(), name, *layer, value)
            }
            Command::Try(name, layer, text, at) => {
                let value = Value::Text(text.clone(), *at);
                fields::set(&mut (**self.run().settings()).clone(), name, *layer, &value)
            }
            Command::Set(run, ..) => self.named(run.as_deref()).map(drop),
            Command::Mute(mute) | Command::Unmute(Some(mute)) => self.has_layer(*mute),
            _ => Ok(()),
        }
    }

    /// Does a command; takes the updates it makes off `budget`.
    ///
    /// # Errors
    /// If it cannot be done, or not to its end: why. What was done before that stays done.
    pub fn act(&mut self, command: &Command, budget: &mut u64) -> Done {
        // A step of one's own while it runs stops it first.
        let was_running = self.is_running;
        self.is_running &= matches!(
            command,
            Command::Speed(_) | Command::Select(_) | Command::Mark(_) | Command::Set(..)
        );
        match command {
            Command::Step(count, stride) => self.step(*count, *stride, budget)?,
            Command::Back(count, stride) => self.back(*count, *stride),
            Command::Seek(seek) => self.seek(self.moment_meant(*seek), budget)?,
            Command::Until(condition, count, stride) => {
                self.until(condition, *count, *stride, budget)?;
            }
            Command::Select(selection) => self.select(selection)?,
            Command::Mark(marking) => self.mark(marking)?,
            Command::Set(run, Field::Setting(name, layer), value) => {
                self.set(run.as_deref(), name, *layer, value)?;
            }
            Command::Set(run, Field::Weight(weight), value) => {
                self.set_weight(run.as_deref(), weight, value)?;
            }
            Command::Try(name, layer, text, at) => self.try_out(name, *layer, text, *at)?,
            Command::Freeze(weight, frozen) => self.freeze(weight, *frozen)?,
            Command::Mute(mute) => self.mute(*mute)?,
            Command::Unmute(mute) => self.unmute(*mute)?,
            Command::Turn(term) => self.turn(*term)?,
            Command::Run(running) => self.is_running = running.unwrap_or(!was_running),
            Command::Speed(speed) => self.set_speed(speed)?,
            Command::Restart => self.restart(),
            Command::Reset => {
                *self = Trainer {
                    speed: self.speed,
                    ..Trainer::new(self.setup.clone())
                }
            }
        }
        Ok(())
    }

    /// Makes updates by itself, while it runs.
    ///
    /// # Errors
    /// If a number overflows: its name. Then it stands still.
    pub fn tick(&mut self, updates: u64) -> Done {
        for _ in 0..updates {
            if let Err(problem) = self.advance(&mut MOST_UPDATES.clone()) {
                self.is_running = false;
                return Err(problem);
            }
        }
        Ok(())
    }

    /// Stops making updates by itself.
    pub fn pause(&mut self) {
        self.is_running = false;
    }

    fn layout(&self) -> &Layout {
        &self.run().network().layout
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
        let Some(weight) = self.run().next_to_change(selected) else {
            return Err(refusal("every weight is frozen: a step would change none"));
        };
        if self.run().applied().is_empty() {
            spend(budget)?;
        }
        self.forget_ahead();
        self.runs[0]
            .run
            .apply(weight)
            .map_err(|name| overflowed(&name))?;
        self.selected = self.layout().id(weight);
        self.align();
        Ok(())
    }

    /// Makes the rest of the update under way, or the next one whole.
    fn advance(&mut self, budget: &mut u64) -> Done {
        if self.run().applied().is_empty() {
            spend(budget)?;
        }
        self.forget_ahead();
        self.runs[0]
            .run
            .advance()
            .map_err(|name| overflowed(&name))?;
        self.align();
        Ok(())
    }

    fn forget_ahead(&mut self) {
        for twin in &mut self.runs {
            twin.run.forget_ahead();
        }
    }

    /// Brings every twin to where the first run stands: weight by weight if it is alike, else when an update is over, or an
    /// epoch if the schedules differ. A twin that overflowed stays where it is.
    fn align(&mut self) {
        let [first, twins @ ..] = &mut self.runs[..] else {
            return;
        };
        for Twin { run, .. } in twins {
            let same_schedule = run.settings().schedule == first.run.settings().schedule;
            let arrived = if same_schedule {
                run.seek(first.run.updates())
            } else {
                run.seek_epoch(first.run.epochs())
            };
            if arrived.is_ok() && run.is_alike(&first.run) {
                for &weight in first.run.applied() {
                    // An update that overflows is not begun: the twin stands still.
                    if run.apply(weight).is_err() {
                        break;
                    }
                }
            }
        }
    }

    fn step_pattern(&mut self, budget: &mut u64) -> Done {
        let moves_on =
            self.run().settings().schedule == Schedule::Batch && self.run().applied().is_empty();
        if moves_on && self.shown + 1 < self.run().patterns().len() {
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
        let epoch = self.run().epochs();
        while self.run().epochs() == epoch {
            self.advance(budget)?;
        }
        Ok(())
    }

    fn back(&mut self, count: u64, stride: Stride) {
        match stride {
            Stride::Weight => {
                for _ in 0..count {
                    let Some(weight) = self.runs[0].run.take_back_weight() else {
                        break;
                    };
                    self.selected = self.layout().id(weight);
                }
            }
            Stride::Pattern => self.back_patterns(count),
            Stride::Epoch => self.back_epochs(count),
        }
        self.align();
    }

    fn back_patterns(&mut self, count: u64) {
        if count == 0 {
            return;
        }
        let mut left = count - u64::from(self.runs[0].run.take_back_part());
        let mut updates = self.run().updates();
        if self.run().settings().schedule == Schedule::Batch {
            let patterns = self.run().patterns().len() as u64;
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
        let went = self.runs[0].run.seek(updates.saturating_sub(left));
        debug_assert!(went.is_ok(), "what has been made can be made again");
    }

    fn back_epochs(&mut self, count: u64) {
        if count == 0 {
            return;
        }
        let epoch = self.run().epochs() + u64::from(self.run().is_within_epoch());
        let went = self.runs[0].run.seek_epoch(epoch.saturating_sub(count));
        debug_assert!(went.is_ok(), "what has been made can be made again");
    }

    fn moment_meant(&self, seek: Seek) -> u64 {
        let now = self.run().updates();
        match seek {
            Seek::To(updates) => updates,
            Seek::On(updates) => now.saturating_add(updates),
            Seek::Back(updates) => {
                // What is under way is taken back first, which counts as one.
                let part = u64::from(!self.run().applied().is_empty());
                (now + part).saturating_sub(updates)
            }
            Seek::Newest => self.run().newest(),
        }
    }

    fn seek(&mut self, updates: u64, budget: &mut u64) -> Done {
        let new = updates.saturating_sub(self.run().newest());
        if new > *budget {
            return Err(too_many());
        }
        *budget -= new;
        let went = self.runs[0]
            .run
            .seek(updates)
            .map_err(|name| overflowed(&name));
        self.align();
        went
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

    fn mark(&mut self, marking: &Marking) -> Done {
        self.marked = match marking {
            Marking::Weight(weight) => Some(self.weight(weight)?),
            Marking::Neighbour(direction) => self
                .second()
                .map(|second| second::beside(self.layout(), self.selected, second, *direction)),
        };
        Ok(())
    }

    fn weight(&self, weight: &Expr) -> Result<WeightId, Problem> {
        Vocabulary::of_net(self.layout()).weight_named(weight)
    }

    fn shown_pattern(&self, number: u64) -> Result<usize, Problem> {
        let patterns = self.run().patterns().len();
        if self.run().settings().schedule == Schedule::Online {
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

    /// The place of a run by its name.
    fn named(&self, run: Option<&str>) -> Result<Option<usize>, Problem> {
        let Some(name) = run else { return Ok(None) };
        match self.runs.iter().position(|twin| twin.name == name) {
            Some(place) => Ok(Some(place)),
            None if SPLITS.contains(&name) => Ok(Some(0)),
            None => {
                let names = self.runs.iter().map(|twin| twin.name.as_str());
                Err(refusal(format!("there is no run `{name}`")).nearest(name, names))
            }
        }
    }

    /// Changes the settings of the runs that are meant: the one named, or all that do not name the field themselves.
    fn change(
        &mut self,
        run: Option<&str>,
        field: &str,
        change: impl Fn(&mut Settings) -> Done,
    ) -> Done {
        let named = self.named(run)?;
        let meant: Vec<usize> = match named {
            Some(place) => vec![place],
            None => (0..self.runs.len())
                .filter(|&place| !self.runs[place].own.iter().any(|own| own == field))
                .collect(),
        };
        let mut changed = Vec::new();
        for place in meant {
            let mut settings = (**self.runs[place].run.settings()).clone();
            change(&mut settings)?;
            settings.agree().map_err(refusal)?;
            changed.push((place, Arc::new(settings)));
        }
        for (place, settings) in changed {
            self.runs[place].run.set(Setting::Settings(settings));
        }
        self.align();
        Ok(())
    }

    fn set(&mut self, run: Option<&str>, name: &str, layer: Option<usize>, value: &Value) -> Done {
        // The next activation is that of the selected weight's layer.
        let layer = if name == "activation" && *value == Value::Next {
            layer.or(Some(self.selected.layer))
        } else {
            layer
        };
        self.change(run, name, |settings| {
            fields::set(settings, name, layer, value)
        })
    }

    fn set_weight(&mut self, run: Option<&str>, weight: &Expr, value: &Value) -> Done {
        let Value::Number(value) = *value else {
            return Err(refusal("a weight is set to a number"));
        };
        let named = self.named(run)?;
        let id = self.weight(weight)?;
        for (place, Twin { run, own, .. }) in self.runs.iter_mut().enumerate() {
            let meant = named.map_or(
                !own.iter()
                    .any(|own| ["weights", "seed"].contains(&own.as_str())),
                |named| named == place,
            );
            if let Some(weight) = run.network().layout.weight(id).filter(|_| meant) {
                run.set(Setting::Weight(weight, value));
            }
        }
        self.align();
        Ok(())
    }

    fn freeze(&mut self, weight: &Expr, frozen: bool) -> Done {
        let id = self.weight(weight)?;
        self.change(None, "frozen", |settings| {
            if let Some(weight) = settings.network.layout.weight(id) {
                settings.frozen[weight] = frozen;
            }
            Ok(())
        })
    }

    fn has_layer(&self, Mute { layer, .. }: Mute) -> Done {
        let layers = self.layout().layers();
        match layer {
            Some(layer) if layer > layers => Err(refusal(format!(
                "there is no layer {layer}: they go from 1 to {layers}"
            ))),
            _ => Ok(()),
        }
    }

    /// Mutes a term in the first run; at the first mute a run beside it splits off, in which nothing is muted.
    fn mute(&mut self, mute: Mute) -> Done {
        self.has_layer(mute)?;
        self.change_mutes(|mutes| {
            mutes.retain(|other| *other != mute);
            mutes.push(mute);
        })
    }

    fn unmute(&mut self, mute: Option<Mute>) -> Done {
        self.change_mutes(|mutes| match mute {
            None => mutes.clear(),
            Some(mute) => mutes.retain(|other| {
                other.term != mute.term || mute.layer.is_some() && other.layer != mute.layer
            }),
        })
    }

    /// Everywhere, then in the selected weight's layer, then nowhere.
    fn turn(&mut self, term: Term) -> Done {
        let layer = self.selected.layer;
        self.change_mutes(|mutes| {
            let now: Vec<Option<usize>> = mutes
                .iter()
                .filter(|mute| mute.term == term)
                .map(|mute| mute.layer)
                .collect();
            mutes.retain(|mute| mute.term != term);
            match now[..] {
                [] => mutes.push(Mute { term, layer: None }),
                [None] => mutes.push(Mute {
                    term,
                    layer: Some(layer),
                }),
                _ => {}
            }
        })
    }

    fn change_mutes(&mut self, change: impl Fn(&mut Vec<Mute>)) -> Done {
        let mut settings = (**self.run().settings()).clone();
        change(&mut settings.mutes);
        settings.agree().map_err(refusal)?;
        if !settings.mutes.is_empty() {
            self.split_off(UNMUTED, &["mute"]);
        }
        self.runs[0].run.set(Setting::Settings(Arc::new(settings)));
        self.align();
        Ok(())
    }

    /// Lets a run go on beside the first just as that is now, unless one of that name does already. It keeps its own `fields`
    /// whatever is set.
    fn split_off(&mut self, name: &str, fields: &[&str]) {
        if self.runs.iter().any(|twin| twin.name == name) {
            return;
        }
        let mut twin = self.runs[0].clone();
        twin.run.forget_ahead();
        twin.name = name.to_string();
        twin.own = fields.iter().map(ToString::to_string).collect();
        self.runs.push(twin);
    }

    /// Sets a rule in the first run alone; a run beside it goes on by the rules as they are.
    fn try_out(&mut self, name: &str, layer: Option<usize>, text: &str, at: usize) -> Done {
        let mut settings = (**self.run().settings()).clone();
        fields::set(
            &mut settings,
            name,
            layer,
            &Value::Text(text.to_string(), at),
        )?;
        settings.agree().map_err(refusal)?;
        self.split_off(TRUE_RULE, &["rule", "send_back"]);
        self.runs[0].run.set(Setting::Settings(Arc::new(settings)));
        self.align();
        Ok(())
    }

    fn set_speed(&mut self, speed: &Value) -> Done {
        self.speed = match speed {
            Value::Number(number) if *number > 0.0 => *number,
            Value::Up => neighbour(self.speed, true),
            Value::Down => neighbour(self.speed, false),
            _ => return Err(refusal("a speed is a number of updates a second, above 0")),
        };
        self.speed = self.speed.clamp(SPEEDS.0, SPEEDS.1);
        Ok(())
    }

    fn restart(&mut self) {
        for twin in &mut self.runs {
            twin.run.restart();
        }
        self.shown = 0;
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
    .help("`reset`, or go back to before it, and try a smaller learning rate")
}

/// A sentence about a command as a whole.
fn refusal(sentence: impl Into<String>) -> Problem {
    Problem::new(Span::default(), sentence)
}
