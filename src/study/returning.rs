//! Trainers from one start of the program to the next: progress keeps the commands that were done with each, and they are done
//! again when its lesson is opened. What is kept stays as it is until the learner does something with that trainer.

use super::job::{Job, Return};
use super::sitting::Study;
use super::working::{AT_ONCE, grouped};
use crate::training::{self, Command, MOST_UPDATES, Progress, Trainer};

impl Study {
    /// Makes the trainers of the open lesson, and begins to bring those that were changed to where they were left.
    pub(super) fn open_trainers(&mut self) {
        let lesson = self.lesson;
        let mut left = Vec::new();
        for (number, block) in self.course.lessons[lesson].trainers.iter_enumerated() {
            let key = (lesson, number);
            let Some(setup) = &block.setup else { continue };
            if self.trainers.contains_key(&key) {
                continue;
            }
            self.trainers.insert(key, Trainer::new(setup.clone()));
            let record = self.progress.record(&self.trainer_keys[lesson][number]);
            let texts = record.map_or(&[][..], |record| &record.commands);
            let commands = texts.iter().map_while(|text| Command::parse(text).ok());
            left.extend(commands.map(|command| (key, command)));
        }
        if left.is_empty() {
            return;
        }
        left.reverse();
        self.go_on_returning(Box::new(Return { left, job: None }), &mut AT_ONCE.clone());
    }

    /// Goes on with what was done before the program started. A command that cannot be done again ends it for its trainer.
    pub(super) fn go_on_returning(&mut self, mut back: Box<Return>, work: &mut u64) {
        while let Some((key, command)) = back.left.last().cloned() {
            let Some(trainer) = self.trainers.get_mut(&key) else {
                back.left.pop();
                continue;
            };
            let fresh = || training::Job::new(command.clone(), MOST_UPDATES);
            let job = back.job.get_or_insert_with(fresh);
            match job.go_on(trainer, work) {
                Progress::UnderWay => {
                    self.job = Some(Job::Return(back));
                    return;
                }
                Progress::Over(Ok(_)) => {
                    let updates = MOST_UPDATES - job.budget();
                    self.done.entry(key).or_default().repeat(command, updates);
                    back.left.pop();
                }
                Progress::Over(Err(_)) => back.left.retain(|(other, _)| *other != key),
            }
            back.job = None;
        }
        self.say("the trainers of this lesson are as you left them: `reset` begins one anew");
    }

    /// Stops the return where it is.
    pub(super) fn stop_returning(&mut self, back: Return) {
        let Some((key, job)) = back.left.last().map(|(key, _)| *key).zip(back.job) else {
            return;
        };
        for (part, updates) in self.as_made(key, &job) {
            self.done.entry(key).or_default().repeat(part, updates);
        }
        let Some(trainer) = self.trainers.get(&key) else {
            return;
        };
        let update = grouped(trainer.run().updates());
        self.say(format!(
            "stopped: the trainer is at update {update}, not where you left it"
        ));
    }

    /// Puts what was done with the trainers into progress.
    pub(super) fn keep_trainers(&mut self) {
        for ((lesson, trainer), log) in &self.done {
            if log.is_changed() {
                let commands = log.commands().map(ToString::to_string).collect();
                self.progress
                    .leave(&self.trainer_keys[*lesson][*trainer], commands);
            }
        }
    }
}
