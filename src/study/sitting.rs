//! A learner's sitting: the open lesson, the state of its trainers, what was done. Only `act` changes it.

use index_vec::IndexVec;
use std::collections::BTreeMap;

use super::action::{Scroll, Way};
use super::edit::Typed;
use super::gates::{GateStop, gates};
use super::job::{Job, Past};
use super::log::Log;
use super::look::Look;
use super::overlay::{Context, FieldAt, Overlays};
use super::progress::{BlockKey, Progress, Record};
use super::stops::{BlockPlace, Sight, Status, Stop, TrainerKey, stops};
use super::sweep_state::SweepState;
use super::watched::Watched;
use crate::block::{Answer, Block, Expected, Outcome, TrainerBlock, Verdict};
use crate::figure::Line;
use crate::lesson::{BlockIndex, Content, Course, Lesson, LessonBlock, LessonIndex, TrainerIndex};
use crate::panel::why;
use crate::panel::{Mask, Why};
use crate::training::Trainer;

/// A learner's sitting.
#[derive(Clone, Debug)]
pub struct Study {
    pub(super) course: Course,
    pub(super) lesson: LessonIndex,
    /// The stops of each lesson, in reading order, recall blocks last.
    stops: IndexVec<LessonIndex, Vec<Stop>>,
    /// The gates of each lesson.
    pub(super) gates: IndexVec<LessonIndex, Vec<GateStop>>,
    /// The keys of each lesson's blocks in the progress file.
    keys: IndexVec<LessonIndex, IndexVec<BlockIndex, BlockKey>>,
    /// The same for its trainers.
    pub(super) trainer_keys: IndexVec<LessonIndex, IndexVec<TrainerIndex, BlockKey>>,
    /// The learner's place in each lesson that was opened.
    pub(super) places: BTreeMap<LessonIndex, LessonPosition>,
    pub(super) trainers: BTreeMap<TrainerKey, Trainer>,
    /// The trainers as they were before the last settings.
    pub(super) before: Vec<Past>,
    /// The log of each trainer.
    pub(super) done: BTreeMap<TrainerKey, Log>,
    pub(super) outcomes: BTreeMap<BlockPlace, Outcome>,
    /// The tries at blocks in this sitting.
    pub(super) tries: BTreeMap<BlockPlace, Try>,
    pub(super) progress: Progress,
    /// The part of the open lesson that is on the screen.
    pub(super) sight: Sight,
    /// The overlays of the lesson, and what has the focus below them.
    pub(super) overlays: Overlays,
    /// The text typed into each field.
    pub(super) typed: BTreeMap<FieldAt, Typed>,
    /// The commands that were typed, the oldest first.
    pub(super) history: Vec<String>,
    pub(super) sought: Option<String>,
    pub(super) message: Option<Message>,
    /// The progress of each sweep.
    pub(super) sweeps: BTreeMap<BlockPlace, SweepState>,
    /// The work that goes on in slices, if any.
    pub(super) job: Option<Job>,
    /// The update that is watched in slow motion, if one is.
    pub(super) watched: Option<Watched>,
}

/// A place in a lesson.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LessonPosition {
    /// The current stop, by its number; none at first.
    pub(super) stop: Option<usize>,
    /// The trainer that is shown, by its number.
    pub(super) trainer: TrainerIndex,
}

/// The tries at a block in this sitting.
#[derive(Clone, Debug, Default)]
pub struct Try {
    /// The verdict on the last answer, if it was not right.
    pub verdict: Option<Verdict>,
    /// Number of hints that were asked for.
    pub hinted: usize,
    /// Number of its parts that are shown.
    pub revealed: usize,
    /// The account of a claim, once it was tried.
    pub account: Vec<Line>,
    /// `true` if its account is shown.
    pub is_open: bool,
    /// The answer when it was given or passed over.
    pub value: Option<f64>,
    /// Live values of the block when the last answer was given, by their formulas.
    pub numbers: BTreeMap<String, String>,
}

/// A sentence for the learner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The text.
    pub text: String,
    /// `true` if something did not work.
    pub is_trouble: bool,
    /// `true` if something was got right.
    pub is_success: bool,
}

/// Something to be done outside of a study.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// The text is to be scrolled.
    Scroll(Scroll),
    /// The text is to be scrolled to a stop.
    ScrollToStop(Stop),
    /// Scroll to the next or previous match of the search.
    ScrollToFound(Way),
    /// Progress is to be kept.
    Save,
    /// A text is to be put where it can be pasted from.
    Copy(String),
    /// The screen is to look so from now on.
    Look(Look),
    /// The program is to be suspended.
    Suspend,
    /// The screen is to be drawn anew.
    Redraw,
    /// The program is to end.
    Quit,
}

impl Study {
    /// A sitting at the first lesson of a course, with nothing done.
    #[must_use]
    pub fn new(course: Course) -> Self {
        Study::resumed(course, Progress::default())
    }

    /// A sitting that goes on where another ended.
    #[must_use]
    pub fn resumed(course: Course, progress: Progress) -> Self {
        let stops = course.lessons.iter().map(stops).collect();
        let gates = course.lessons.iter().map(gates).collect();
        let keys: IndexVec<LessonIndex, IndexVec<BlockIndex, BlockKey>> =
            course.lessons.iter().map(keys).collect();
        let trainer_keys = course.lessons.iter().map(trainer_keys).collect();
        let mut study = Study {
            course,
            lesson: LessonIndex::default(),
            stops,
            gates,
            keys,
            trainer_keys,
            places: BTreeMap::new(),
            trainers: BTreeMap::new(),
            before: Vec::new(),
            done: BTreeMap::new(),
            outcomes: BTreeMap::new(),
            tries: BTreeMap::new(),
            progress,
            sight: Sight::default(),
            overlays: Overlays::default(),
            typed: BTreeMap::new(),
            history: Vec::new(),
            sought: None,
            message: None,
            sweeps: BTreeMap::new(),
            job: None,
            watched: None,
        };
        study.progress.settle(&study.kept_keys());
        let bookmark = study.progress.bookmark().cloned();
        let find = |id: &str| study.course.lessons.position(|lesson| lesson.id == id);
        let lesson = bookmark.as_ref().and_then(|mark| find(&mark.lesson));
        study.open(lesson.unwrap_or_default());
        if let (Some(_), Some(name)) = (lesson, bookmark.and_then(|mark| mark.stop)) {
            study.come_to_named(&name);
        }
        study
    }

    /// The course.
    #[must_use]
    pub fn course(&self) -> &Course {
        &self.course
    }

    /// The number of the open lesson, from 0.
    #[must_use]
    pub fn lesson_number(&self) -> LessonIndex {
        self.lesson
    }

    /// The open lesson.
    #[must_use]
    pub fn lesson(&self) -> &Lesson {
        &self.course.lessons[self.lesson]
    }

    /// The progress that is kept from sitting to sitting.
    #[must_use]
    pub fn progress(&self) -> &Progress {
        &self.progress
    }

    /// The context of the keys.
    #[must_use]
    pub fn context(&self) -> Context {
        self.overlays.context()
    }

    /// The overlays of the lesson, and what has the focus below them.
    #[must_use]
    pub fn overlays(&self) -> &Overlays {
        &self.overlays
    }

    /// The message about the last action.
    #[must_use]
    pub fn message(&self) -> Option<&Message> {
        self.message.as_ref()
    }

    /// The text that is searched for.
    #[must_use]
    pub fn sought(&self) -> Option<&str> {
        self.sought.as_deref()
    }

    /// The number that is followed, where it comes from, and the chosen row: unless a panel lies over it.
    #[must_use]
    pub fn why(&self) -> Option<(Why, usize)> {
        let (quantity, row) = self.overlays.trail()?.last();
        let mask = self.veil(self.shown());
        Some((why::explain_under(&mask, self.trainer()?, quantity), row))
    }

    /// The open field, and what is typed into it.
    #[must_use]
    pub fn field(&self) -> Option<(FieldAt, Typed)> {
        let field = self.overlays.field()?;
        Some((field, self.typed.get(&field).cloned().unwrap_or_default()))
    }

    /// The text typed into a block's field.
    #[must_use]
    pub fn typed(&self, block: BlockIndex) -> Option<&Typed> {
        self.typed.get(&FieldAt::Block(self.lesson, block))
    }

    /// The log of the trainer that is shown.
    pub(super) fn log(&self) -> Log {
        let log = self.done.get(&(self.lesson, self.shown()));
        log.cloned().unwrap_or_default()
    }

    pub(super) fn place(&self) -> LessonPosition {
        self.places.get(&self.lesson).copied().unwrap_or_default()
    }

    /// Number of the trainer that is shown.
    #[must_use]
    pub fn shown(&self) -> TrainerIndex {
        self.place().trainer
    }

    /// The stops of the open lesson, down to the first gate that is closed.
    #[must_use]
    pub fn stops(&self) -> &[Stop] {
        let stops = &self.stops[self.lesson];
        let above = self.closed_gate().map(|closed| closed.stops);
        &stops[..above.unwrap_or(stops.len())]
    }

    /// The first gate of the open lesson that is closed.
    pub(super) fn closed_gate(&self) -> Option<GateStop> {
        let is_closed =
            |gate: &&GateStop| self.standing(self.lesson, gate.gate.block) == Status::Open;
        self.gates[self.lesson].iter().find(is_closed).copied()
    }

    /// The block of the open lesson that has to be answered, done or passed over before what follows it is shown.
    #[must_use]
    pub fn held_by(&self) -> Option<BlockIndex> {
        self.closed_gate().map(|closed| closed.gate.block)
    }

    /// The open lesson as far as it is shown.
    #[must_use]
    pub fn content(&self) -> &[Content] {
        let content = &self.lesson().content;
        let above = self.closed_gate().map(|closed| closed.gate.above);
        &content[..above.unwrap_or(content.len())]
    }

    /// The current stop.
    #[must_use]
    pub fn stop(&self) -> Option<Stop> {
        self.stops().get(self.place().stop?).copied()
    }

    /// The trainer that is shown, if the lesson has one that is not broken.
    #[must_use]
    pub fn trainer(&self) -> Option<&Trainer> {
        self.trainer_of(self.shown())
    }

    /// A trainer of the open lesson.
    #[must_use]
    pub fn trainer_of(&self, trainer: TrainerIndex) -> Option<&Trainer> {
        self.trainers.get(&(self.lesson, trainer))
    }

    /// The outcome of a check of the open lesson, if it was made. `block` is the number of its block.
    #[must_use]
    pub fn outcome(&self, block: BlockIndex) -> Option<&Outcome> {
        self.outcomes.get(&(self.lesson, block))
    }

    /// The tries at a block of the open lesson.
    #[must_use]
    pub fn tried(&self, block: BlockIndex) -> Try {
        let tried = self.tries.get(&(self.lesson, block));
        tried.cloned().unwrap_or_default()
    }

    /// The account of a claim of the open lesson, if that is open.
    #[must_use]
    pub fn account(&self, block: BlockIndex) -> Option<&[Line]> {
        let tried = self.tries.get(&(self.lesson, block))?;
        tried.is_open.then_some(&tried.account[..])
    }

    /// The key of a block of a lesson in the progress file.
    #[must_use]
    pub fn key(&self, lesson: LessonIndex, block: BlockIndex) -> &BlockKey {
        &self.keys[lesson][block]
    }

    /// The keys of the course's blocks that have something to do, and of its trainers.
    fn kept_keys(&self) -> Vec<BlockKey> {
        let blocks = self.course.lessons.iter().map(|lesson| &lesson.blocks);
        let keys = blocks.flatten().zip(self.keys.iter().flatten());
        let counting = keys.filter(|(block, _)| block.block.part().counts());
        let counting = counting.map(|(_, key)| key);
        let trainers = self.trainer_keys.iter().flatten();
        counting.chain(trainers).cloned().collect()
    }

    /// The record of a block of the open lesson.
    #[must_use]
    pub fn record(&self, block: BlockIndex) -> Option<&Record> {
        self.progress.record(self.key(self.lesson, block))
    }

    /// The learner's status in a block of a lesson.
    #[must_use]
    pub fn standing(&self, lesson: LessonIndex, block: BlockIndex) -> Status {
        let key = self.key(lesson, block);
        let record = self.progress.record(key);
        let noted = matches!(
            self.course.lessons[lesson].blocks[block].block,
            Block::Note(_)
        ) && self.progress.note(key).is_some();
        match record {
            Some(record) if record.solved || record.seen => Status::Done,
            _ if noted => Status::Done,
            Some(record) if record.skipped => Status::Skipped,
            _ => Status::Open,
        }
    }

    /// Number of things to do in a lesson, and of those done or passed over.
    #[must_use]
    pub fn tally(&self, lesson: LessonIndex) -> Tally {
        let blocks = self.stops[lesson].iter().filter_map(|stop| stop.block());
        let blocks = blocks.map(|block| self.standing(lesson, block));
        let mut tally = Tally::default();
        for standing in blocks {
            tally.all += 1;
            tally.done += usize::from(standing == Status::Done);
            tally.skipped += usize::from(standing == Status::Skipped);
        }
        tally
    }

    /// The open questions about one of the open lesson's trainers: the first unanswered one, and those reached or
    /// visible on screen.
    fn open_questions(&self, trainer: TrainerIndex) -> impl Iterator<Item = BlockIndex> + '_ {
        let reached = self
            .place()
            .stop
            .map_or(0, |stop| stop + 1)
            .max(self.sight.seen);
        let reached = self.stops().iter().take(reached);
        let come_to = reached.filter_map(|stop| stop.block());
        let come_to = come_to.max().unwrap_or_default();
        let blocks = self.lesson().blocks.iter_enumerated();
        let unanswered = blocks.filter(move |(number, block)| {
            matches!(block.block, Block::Question(_))
                && block.trainer == trainer
                && block.block.subject().is_some()
                && self.standing(self.lesson, *number) == Status::Open
        });
        let numbers = unanswered.map(|(number, _)| number).enumerate();
        let open = numbers.filter(move |(place, number)| *place == 0 || *number <= come_to);
        open.map(|(_, number)| number)
    }

    /// The mask of the open questions about one of the open lesson's trainers.
    #[must_use]
    pub fn veil(&self, trainer: TrainerIndex) -> Mask {
        let mut veil = Mask {
            is_sealed: self.is_sealed(trainer),
            ..Mask::default()
        };
        for number in self.open_questions(trainer) {
            let Block::Question(question) = &self.lesson().blocks[number].block else {
                continue;
            };
            veil.names.extend(question.hides.iter().cloned());
            veil.values.extend(self.expected(number));
        }
        veil
    }

    /// Returns `true` if the rules of one of the open lesson's trainers are not told yet.
    fn is_sealed(&self, trainer: TrainerIndex) -> bool {
        let is_open = |question| self.standing(self.lesson, question) == Status::Open;
        self.lesson().seal(trainer).is_some_and(is_open)
    }

    /// The mask of all open questions of the open lesson, whatever they are about.
    #[must_use]
    pub fn veil_of_all(&self) -> Mask {
        let veils = self
            .lesson()
            .trainers
            .indices()
            .map(|trainer| self.veil(trainer));
        veils.fold(Mask::default(), |mut all, veil| {
            all.names.extend(veil.names);
            all.values.extend(veil.values);
            all.is_sealed |= veil.is_sealed;
            all
        })
    }

    /// The number that a question of the open lesson expects now, if it expects one.
    #[must_use]
    pub fn expected(&self, block: BlockIndex) -> Option<f64> {
        let LessonBlock {
            block: question,
            trainer,
            ..
        } = &self.lesson().blocks[block];
        let Block::Question(question) = question else {
            return None;
        };
        let Answer::Formula(expected) = &question.answer else {
            return None;
        };
        if expected.commands.is_some() {
            // It is about a fresh trainer, so that it was worked out once, when the lesson was opened.
            return self.tries.get(&(self.lesson, block))?.value;
        }
        expected.value(question.subject.as_ref()?, self.trainer_of(*trainer))
    }

    /// The part of the open lesson that is on the screen.
    #[must_use]
    pub fn sight(&self) -> Sight {
        self.sight
    }

    /// Opens a lesson where it was left.
    pub(super) fn open(&mut self, lesson: LessonIndex) {
        (self.lesson, self.sight) = (lesson, Sight::default());
        self.open_trainers();
        for (number, block) in self.course.lessons[lesson].blocks.iter_enumerated() {
            let key = (lesson, number);
            // A derivation that does not hold is reported in place, without being asked.
            if let Block::Derivation(derivation) = &block.block
                && !self.outcomes.contains_key(&key)
            {
                let setup = derivation.subject.as_ref().map(|subject| &subject.setup);
                self.outcomes.insert(key, derivation.outcome(setup));
            }
            if let Some(value) = fixed_answer(&block.block)
                && !self.tries.contains_key(&key)
            {
                let value = Some(value);
                let tried = Try {
                    value,
                    ..Try::default()
                };
                self.tries.insert(key, tried);
            }
        }
        self.bookmark();
    }

    /// Notes where the learner is.
    pub(super) fn bookmark(&mut self) {
        let lesson = self.lesson();
        // Links have no name, and trainers need none: what is before them is near enough.
        let so_far = self.here().map_or(0, |stop| stop + 1);
        let mut back = self.stops()[..so_far].iter().rev();
        let stop = back.find_map(|stop| match stop {
            Stop::Block(block) | Stop::Claim(block) => Some(lesson.blocks[*block].name.clone()),
            Stop::Trainer(trainer) => lesson.trainers[*trainer].name.clone(),
            Stop::Link(_) => None,
        });
        let id = lesson.id.clone();
        self.progress.mark(&id, stop.as_deref());
    }

    /// The stop where the learner is: the current one, or the first on the screen if they have read on, or back, without coming
    /// to one.
    fn here(&self) -> Option<usize> {
        let on_screen = self.sight.above..self.sight.seen.min(self.stops().len());
        let current = self.place().stop;
        match current.filter(|stop| on_screen.contains(stop)) {
            None if !on_screen.is_empty() => Some(on_screen.start),
            _ => current,
        }
    }

    /// Comes to the stop of a block of the open lesson, by its name; says whether there is one.
    pub(super) fn come_to_named(&mut self, name: &str) -> bool {
        let named = |stop: &Stop| match stop {
            Stop::Block(block) | Stop::Claim(block) => self.lesson().blocks[*block].name == name,
            Stop::Trainer(trainer) => {
                self.lesson().trainers[*trainer].name.as_deref() == Some(name)
            }
            Stop::Link(_) => false,
        };
        match self.stops().iter().position(named) {
            Some(stop) => {
                self.come_to(stop);
                true
            }
            None => false,
        }
    }

    /// Another trainer is about to be shown: this one does not run on unseen, and its numbers are followed no longer.
    pub(super) fn turn_to(&mut self, trainer: TrainerIndex) {
        if trainer != self.shown() {
            self.pause();
            self.overlays.forget_numbers();
        }
    }

    /// Comes to a stop of the open lesson, and shows the trainer that it is about.
    pub(super) fn come_to(&mut self, stop: usize) {
        let mut place = self.place();
        place.stop = Some(stop);
        let about = match self.stops()[stop] {
            Stop::Trainer(trainer) => Some(trainer),
            Stop::Block(block) | Stop::Claim(block) => Some(self.lesson().blocks[block].trainer),
            Stop::Link(_) => None,
        };
        let trainers = self.lesson().trainers.len();
        if let Some(trainer) = about.filter(|trainer| *trainer < trainers) {
            self.turn_to(trainer);
            place.trainer = trainer;
        }
        self.places.insert(self.lesson, place);
        self.bookmark();
    }

    pub(super) fn say(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            is_trouble: false,
            is_success: false,
        });
    }

    /// Says that something was got right.
    pub(super) fn praise(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            is_trouble: false,
            is_success: true,
        });
    }

    pub(super) fn complain(&mut self, text: impl Into<String>) {
        self.message = Some(Message {
            text: text.into(),
            is_trouble: true,
            is_success: false,
        });
    }
}

/// Number of things to do, and of those done or passed over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// All.
    pub all: usize,
    /// Those that are done.
    pub done: usize,
    /// Those that were passed over.
    pub skipped: usize,
}

impl Tally {
    /// Returns `true` if nothing is left to do.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.all > 0 && self.done + self.skipped == self.all
    }

    /// Returns `true` if all is done, and nothing passed over.
    #[must_use]
    pub fn is_done(self) -> bool {
        self.all > 0 && self.done == self.all
    }

    /// Returns `true` if something was done or passed over.
    #[must_use]
    pub fn is_begun(self) -> bool {
        self.done + self.skipped > 0
    }
}

/// The keys of the blocks of a lesson.
fn keys(lesson: &Lesson) -> IndexVec<BlockIndex, BlockKey> {
    let key =
        |block: &LessonBlock| BlockKey::new(&lesson.id, &block.name, &block.block.substance());
    lesson.blocks.iter().map(key).collect()
}

/// The keys of the trainers of a lesson: no other block has a blank in its name.
fn trainer_keys(lesson: &Lesson) -> IndexVec<TrainerIndex, BlockKey> {
    let key = |(number, block): (TrainerIndex, &TrainerBlock)| {
        let name = block
            .name
            .clone()
            .unwrap_or_else(|| (number.index() + 1).to_string());
        BlockKey::new(&lesson.id, &format!("trainer {name}"), &[&block.written])
    };
    lesson.trainers.iter_enumerated().map(key).collect()
}

/// The answer of a question about a fresh trainer, whatever the state of the learner's own.
fn fixed_answer(block: &Block) -> Option<f64> {
    let Block::Question(question) = block else {
        return None;
    };
    let (Answer::Formula(expected), Some(subject)) = (&question.answer, &question.subject) else {
        return None;
    };
    let Expected { commands, .. } = &**expected;
    commands.as_ref()?;
    expected.value(subject, None)
}
