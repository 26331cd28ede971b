//! The learner's side of what a lesson asks: answering, passing over, taking notes, bringing about, remembering.

use super::overlay::{FieldAt, Overlay, Typing};
use super::sitting::{Effect, Study};
use super::stops::{BlockPlace, Status};
use std::collections::BTreeMap;

use crate::block::{Answer, Block, Part, Question, Subject, Task, Verdict, chosen, number};
use crate::figure::number::short;
use crate::formula::parse;
use crate::lesson::{BlockIndex, LessonLive, plain};
use crate::training::Trainer;

/// Key of a question's own answer among the numbers that are kept: no live value is written so.
const ANSWER: &str = "answer";

impl Study {
    /// The block at the current stop, if that is a block.
    fn block_here(&self) -> Option<BlockIndex> {
        self.stop()?.block()
    }

    fn question(&self, block: BlockIndex) -> Option<&Question> {
        match &self.lesson().blocks[block].block {
            Block::Question(question) => Some(question),
            _ => None,
        }
    }

    /// Tries a claim that was not tried yet; opens the account of one that was, or closes it.
    pub(super) fn open_claim(&mut self, block: BlockIndex) -> Vec<Effect> {
        let tried = self.tries.entry((self.lesson, block)).or_default();
        tried.is_open = !tried.is_open;
        if self.outcome(block).is_some() {
            return Vec::new();
        }
        let name = self.lesson().blocks[block].name.clone();
        self.check(Some(&name))
    }

    /// The current open question: the one at the current stop, or else the first on the screen.
    fn asked(&self) -> Option<BlockIndex> {
        let sight = self.sight();
        let here = self.place().stop.filter(|stop| sight.shows(*stop));
        let stops = self.stops().len();
        let on_screen =
            (sight.above..sight.seen.min(stops)).find(|stop| self.stops()[*stop].block().is_some());
        let block = self.stops()[here.or(on_screen)?].block()?;
        let is_open = self.standing(self.lesson, block) == Status::Open;
        (is_open && self.question(block).is_some()).then_some(block)
    }

    /// Returns `true` if a character begins an answer to the open question at the current stop: the letter of a choice, or the
    /// beginning of a number.
    #[must_use]
    pub fn begins_answer(&self, c: char) -> bool {
        let question = self.asked().and_then(|block| self.question(block));
        match question.map(|question| &question.answer) {
            Some(Answer::Choices(choices)) => chosen(&c.to_string(), choices.len()).is_ok(),
            Some(Answer::Formula(_) | Answer::Written(_)) => {
                c.is_ascii_digit() || "-−.(½=≈".contains(c)
            }
            None => false,
        }
    }

    /// Returns `true` if a line is an answer to the open question at the current stop: a number, the letter of a choice, a
    /// formula if one is asked for.
    #[must_use]
    pub fn takes_as_answer(&self, line: &str) -> bool {
        let open = |block: &BlockIndex| self.standing(self.lesson, *block) == Status::Open;
        let question = self.block_here().filter(open);
        let question = question.and_then(|block| self.question(block));
        match question.map(|question| &question.answer) {
            Some(Answer::Choices(choices)) => chosen(line, choices.len()).is_ok(),
            Some(Answer::Formula(_)) => number(line).is_ok(),
            Some(Answer::Written(_)) => {
                let is_made_of_parts = line.contains(['*', '/', '+', '-', '^', '(']);
                number(line).is_ok() || is_made_of_parts && parse(line).is_ok()
            }
            None => false,
        }
    }

    /// Opens the field of the current question, with a text in it.
    pub(super) fn begin(&mut self, with: &str) -> Vec<Effect> {
        let Some(block) = self.asked() else {
            return Vec::new();
        };
        if let Some(stop) = self
            .stops()
            .iter()
            .position(|stop| stop.block() == Some(block))
        {
            self.come_to(stop);
        }
        let field = FieldAt::Block(self.lesson, block);
        self.typed.insert(field, super::edit::Typed::of(with));
        self.write(field)
    }

    /// Answers the current question.
    pub(super) fn answer_here(&mut self, text: &str) -> Vec<Effect> {
        let question = self.block_here();
        let Some(block) = question.filter(|block| self.question(*block).is_some()) else {
            self.complain("no question is come to: n goes to the next one");
            return Vec::new();
        };
        self.answer(block, text)
    }

    /// Answers a question, and gives the verdict.
    pub(super) fn answer(&mut self, block: BlockIndex, text: &str) -> Vec<Effect> {
        let text = text.trim();
        if self.standing(self.lesson, block) == Status::Done {
            self.say("this is answered already: n goes on");
            return Vec::new();
        }
        if text.is_empty() {
            self.say("nothing was answered: s passes it over");
            return Vec::new();
        }
        let Some(verdict) = self.judged(block, text) else {
            return Vec::new();
        };
        if let Verdict::Unreadable(sentence) = &verdict {
            self.complain(sentence.clone());
            return Vec::new();
        }
        let value = self.expected(block);
        let key = self.key(self.lesson, block).clone();
        self.progress.answer(&key, &self.as_kept(block, text));
        let right = matches!(verdict, Verdict::Right | Verdict::Kept);
        let numbers = self.numbers_of(block);
        if right {
            self.progress.solve(&key);
            self.keep_numbers(block, value);
        }
        if verdict == Verdict::Right {
            let text = self.and_the_last("that is right");
            self.praise(text);
        } else if right {
            let text = self.and_the_last("kept: a guess, which nobody judges");
            self.say(text);
        } else {
            self.complain("not yet: what there is to say of it stands below; Esc leaves the field");
        }
        if right {
            self.typed.remove(&FieldAt::Block(self.lesson, block));
        }
        let tried = self.tries.entry((self.lesson, block)).or_default();
        tried.verdict = (!right).then_some(verdict);
        tried.value = tried.value.or(value.filter(|_| right));
        tried.numbers = numbers;
        vec![Effect::Save]
    }

    /// The verdict on an answer.
    fn judged(&self, block: BlockIndex, text: &str) -> Option<Verdict> {
        let question = self.question(block)?;
        let trainer = self.trainer_of(self.lesson().blocks[block].trainer);
        Some(
            question
                .answer
                .judge(text, question.subject.as_ref(), trainer),
        )
    }

    /// An answer as it is kept: a choice as its text, so that it stays valid if the choices are reordered.
    fn as_kept(&self, block: BlockIndex, text: &str) -> String {
        let choice = self.question(block).and_then(|question| {
            let Answer::Choices(choices) = &question.answer else {
                return None;
            };
            let place = chosen(text, choices.len()).ok()?;
            let text = self.lesson().blocks[block].text(choices[place].text);
            Some(plain(text))
        });
        choice.unwrap_or_else(|| text.to_string())
    }

    /// Writes a note at the current stop.
    pub(super) fn note_here(&mut self, text: &str) -> Vec<Effect> {
        let is_note =
            |block: &BlockIndex| matches!(self.lesson().blocks[*block].block, Block::Note(_));
        let Some(block) = self.block_here().filter(is_note) else {
            self.complain("there is nothing to note just here: n goes on");
            return Vec::new();
        };
        self.note(block, text)
    }

    pub(super) fn note(&mut self, block: BlockIndex, text: &str) -> Vec<Effect> {
        let key = self.key(self.lesson, block).clone();
        self.progress.write(&key, text.trim());
        self.say(if text.trim().is_empty() {
            "the note is empty"
        } else {
            "kept"
        });
        vec![Effect::Save]
    }

    pub(super) fn skip(&mut self) -> Vec<Effect> {
        let Some(block) = self.block_here() else {
            self.say("there is nothing to pass over here: n goes on");
            return Vec::new();
        };
        if self.standing(self.lesson, block) == Status::Done {
            self.say("this is done: n goes on");
            return Vec::new();
        }
        let value = self.expected(block);
        let key = self.key(self.lesson, block).clone();
        self.progress.skip(&key);
        self.keep_numbers(block, value);
        let tried = self.tries.entry((self.lesson, block)).or_default();
        (tried.verdict, tried.value) = (None, tried.value.or(value));
        self.say("passed over, and kept as not answered: Enter still answers it, n goes on");
        vec![Effect::Save]
    }

    pub(super) fn hint(&mut self) -> Vec<Effect> {
        let hints = |block: BlockIndex| self.lesson().blocks[block].block.hints().len();
        let here = self.block_here().map(|block| (block, hints(block)));
        match here.filter(|(_, count)| *count > 0) {
            Some((block, count)) => {
                let tried = self.tries.entry((self.lesson, block)).or_default();
                let all = tried.hinted == count;
                tried.hinted = count.min(tried.hinted + 1);
                if all {
                    self.say("there is no further hint");
                }
            }
            None => self.say("there is no hint for what you have come to"),
        }
        Vec::new()
    }

    pub(super) fn reveal_here(&mut self) -> Vec<Effect> {
        let Some(block) = self.block_here() else {
            self.say("there is nothing to reveal here: n goes on");
            return Vec::new();
        };
        self.reveal(block)
    }

    /// Shows one part more of a block.
    pub(super) fn reveal(&mut self, block: BlockIndex) -> Vec<Effect> {
        let parts = self.parts(block);
        let key = self.key(self.lesson, block).clone();
        let tried = self.tries.entry((self.lesson, block)).or_default();
        if tried.revealed < parts {
            tried.revealed += 1;
        }
        if tried.revealed == parts && parts > 0 {
            self.progress.look(&key);
            self.keep_numbers(block, None);
            if self.tally(self.lesson).is_over() {
                self.say(self.way_on());
            }
            return vec![Effect::Save];
        }
        Vec::new()
    }

    /// A sentence, with the way on if nothing is left to do in the lesson.
    fn and_the_last(&self, sentence: &str) -> String {
        if self.tally(self.lesson).is_over() {
            format!("{sentence} · {}", self.way_on())
        } else {
            sentence.to_string()
        }
    }

    /// Number of parts of a block that are shown one by one.
    #[must_use]
    pub fn parts(&self, block: BlockIndex) -> usize {
        match self.lesson().blocks[block].block.part() {
            Part::Reveal(parts) => parts,
            _ => 0,
        }
    }

    /// Looks whether a goal of the open lesson is reached that was not.
    pub(super) fn look_at_goals(&mut self) -> Vec<Effect> {
        let lesson = self.lesson();
        let blocks = lesson.blocks.indices();
        let reached: Vec<BlockIndex> = blocks.filter(|block| self.is_reached(*block)).collect();
        for block in &reached {
            let key = self.key(self.lesson, *block).clone();
            self.progress.solve(&key);
            self.keep_numbers(*block, None);
        }
        if !reached.is_empty() {
            let text = self.and_the_last("done: what you were asked to bring about is so");
            self.praise(text);
        }
        if reached.is_empty() {
            Vec::new()
        } else {
            vec![Effect::Save]
        }
    }

    /// The current live values in a block's texts, by their formulas.
    fn numbers_of(&self, block: BlockIndex) -> BTreeMap<String, String> {
        let live = |number: usize| {
            let LessonLive { live, trainer } = &self.lesson().lives[number];
            let live = live.as_ref()?;
            let text = live.text(self.trainer_of(*trainer)?);
            Some((live.formula.text.clone(), text))
        };
        let lives = self.lesson().blocks[block].lives();
        lives.filter_map(live).collect()
    }

    /// Keeps the current numbers of a block, at the moment of answering.
    fn keep_numbers(&mut self, block: BlockIndex, answer: Option<f64>) {
        let mut numbers = self.numbers_of(block);
        numbers.extend(answer.map(|answer| (ANSWER.to_string(), short(answer))));
        let key = self.key(self.lesson, block).clone();
        self.progress.keep(&key, numbers);
    }

    /// The tasks about the trainer that is shown, reached or visible on screen, that are brought about only in part.
    pub(super) fn half_met(&self) -> Vec<BlockIndex> {
        let here = self.block_here();
        let stops = self.stops().iter().take(self.sight().seen);
        let seen = stops.filter_map(|stop| stop.block());
        let mut tasks: Vec<BlockIndex> = here.into_iter().chain(seen).collect();
        tasks.dedup();
        tasks.retain(|block| {
            let half = |task: &Task, trainer: &Trainer| task.is_half_met(trainer);
            self.open_task(*block)
                .is_some_and(|(task, trainer)| half(task, trainer))
        });
        tasks
    }

    fn open_task(&self, block: BlockIndex) -> Option<(&Task, &Trainer)> {
        let lesson_block = &self.lesson().blocks[block];
        let is_open = self.standing(self.lesson, block) != Status::Done;
        match &lesson_block.block {
            Block::Task(task) if is_open && lesson_block.trainer == self.shown() => {
                Some((task, self.trainer_of(lesson_block.trainer)?))
            }
            _ => None,
        }
    }

    /// Says what is short of a task's goal where a try has just come half the way; `before` are those that had before.
    pub(super) fn tell_shortfall(&mut self, before: &[BlockIndex], is_over: bool) {
        let half = self.half_met();
        let new = half.into_iter().find(|block| !before.contains(block));
        let here = self.block_here().filter(|_| is_over);
        let told = new.or(here).and_then(|block| {
            let (task, trainer) = self.open_task(block)?;
            task.shortfall(trainer)
        });
        let Some(told) = told else {
            return;
        };
        let before = self.message.take();
        let before = before.map_or(String::new(), |before| format!("{} · ", before.text));
        self.say(format!("{before}not yet: {told}"));
    }

    fn is_reached(&self, block: BlockIndex) -> bool {
        let lesson_block = &self.lesson().blocks[block];
        let Block::Task(task) = &lesson_block.block else {
            return false;
        };
        lesson_block.trainer == self.shown()
            && self.standing(self.lesson, block) != Status::Done
            && self
                .trainer_of(lesson_block.trainer)
                .is_some_and(|trainer| task.is_reached(trainer))
    }

    /// Opens a field.
    pub(super) fn write(&mut self, field: FieldAt) -> Vec<Effect> {
        self.typed.entry(field).or_default();
        self.lay_over(Overlay::Typing(Typing {
            field,
            looked_back: None,
        }))
    }

    /// The answer to a question, for a learner who gave it or passed it over.
    #[must_use]
    pub fn told_answer(&self, block: BlockIndex) -> Option<String> {
        let kept = || {
            let record = self.record(block)?;
            record.numbers.get(ANSWER).cloned()
        };
        let written = || match &self.question(block)?.answer {
            Answer::Written(formula) => Some(formula.answer.text.clone()),
            _ => None,
        };
        written()
            .or_else(|| self.tried(block).value.map(short))
            .or_else(kept)
    }

    /// The last answer to a question of any lesson, given as `NN-slug::name`.
    #[must_use]
    pub fn answered(&self, name: &str) -> Option<String> {
        let (lesson, block) = self.find_block(name)?;
        let record = self.progress.record(self.key(lesson, block))?;
        record.answers.last().cloned()
    }

    fn find_block(&self, name: &str) -> Option<BlockPlace> {
        let (lesson, name) = name.split_once("::")?;
        let lessons = &self.course().lessons;
        let lesson = lessons.position(|known| known.id == lesson)?;
        let blocks = &lessons[lesson].blocks;
        let block = blocks.position(|block| block.name == name)?;
        Some((lesson, block))
    }

    /// The subject of a block, if that is a trainer.
    #[must_use]
    pub fn subject(&self, block: BlockIndex) -> Option<&Subject> {
        self.lesson().blocks[block].block.subject()
    }
}
