//! One update in slow motion: values forward layer by layer, the error, deltas back, the selected weight on its way along its
//! slice where that is shown, then the weights by turns, each stage with a sentence. Whatever the learner does meanwhile ends it
//! where the update ends.

use super::sitting::{Effect, Study};
use super::watched::{Stage, Watched};
use crate::figure::number::short;
use crate::training::{self, Command, Motion, Stride, Trainer};

/// Stages a second.
const PACE: f64 = 0.8;
/// Parts of the selected weight's way a second.
const GLIDE_PACE: f64 = 15.0;
/// The panel along whose curve the selected weight goes.
const SLICE: &str = "slice";
/// So many weights have a turn each; if there are more, the others change together.
const MOST_TURNS: usize = 8;

impl Study {
    /// Number of updates a second that are made without a key, or of stages of a watched one; `None`, if nothing moves.
    #[must_use]
    pub fn pace(&self) -> Option<f64> {
        if self.watched.is_some() {
            let motion = self.trainer().and_then(Trainer::motion);
            return Some(match motion {
                Some(Motion::Glide(part)) if part < Motion::GLIDE => GLIDE_PACE,
                _ => PACE,
            });
        }
        let trainer = self.trainer().filter(|trainer| trainer.is_running());
        trainer.map(Trainer::speed)
    }

    /// Returns `true` if an update is watched.
    #[must_use]
    pub fn is_watching(&self) -> bool {
        self.watched.is_some()
    }

    /// Begins to watch the next update of the trainer that is shown.
    pub(super) fn watch(&mut self) -> Vec<Effect> {
        self.stop_work();
        let key = self.shown_key();
        let glides = self.glides();
        let Some(trainer) = self.trainers.get_mut(&key) else {
            self.say("there is no trainer here");
            return Vec::new();
        };
        trainer.pause();
        let run = trainer.run();
        let turns = run.to_change().count().saturating_sub(run.applied().len());
        let looks = Motion::stages(trainer.run().network().layout.layers()).into_iter();
        let glide = Motion::glide().filter(|_| glides);
        let looks = looks.chain(glide).map(Stage::Look);
        let mut left: Vec<Stage> = looks
            .chain(std::iter::repeat_n(Stage::Weight, turns.min(MOST_TURNS)))
            .collect();
        left.reverse();
        self.watched = Some(Watched {
            key,
            left,
            updates: run.updates(),
            error: run.error(None),
        });
        self.watch_on()
    }

    /// Returns `true` if the way of the selected weight along its slice is to be seen: the slice is shown, the weight has its turn
    /// before it, and no question asks where it goes.
    fn glides(&self) -> bool {
        let Some(trainer) = self.trainer() else {
            return false;
        };
        let shown = match self.enlarged() {
            Some(panel) => vec![panel],
            None => self.panels(&[]),
        };
        let run = trainer.run();
        let weight = run.network().layout.weight(trainer.selected());
        shown.iter().any(|panel| panel.name == SLICE)
            && weight.is_some_and(|weight| run.to_change().any(|next| next == weight))
            && !self.veil(self.shown()).hides(&["change"])
    }

    /// Goes on to the next stage; after the last one the update is ended.
    pub(super) fn watch_on(&mut self) -> Vec<Effect> {
        let Some(watched) = &mut self.watched else {
            return Vec::new();
        };
        let key = watched.key;
        match watched.left.pop() {
            Some(Stage::Look(motion)) => {
                if let Some(trainer) = self.trainers.get_mut(&key) {
                    trainer.look_at(Some(motion));
                }
                if let Some(sentence) = self.sentence_of(motion) {
                    self.say(sentence);
                }
                Vec::new()
            }
            Some(Stage::Weight) => {
                if let Some(trainer) = self.trainers.get_mut(&key) {
                    trainer.look_at(None);
                }
                let command = Command::step(1, Stride::Weight);
                let effects = self.do_whole(self.under_way_with(key, &command));
                let sentence = self.sentence_of_weight();
                self.say(sentence);
                effects
            }
            None => self.end_watching(),
        }
    }

    /// Ends what is watched: the update is made.
    pub(super) fn end_watching(&mut self) -> Vec<Effect> {
        let Some(watched) = self.watched.take() else {
            return Vec::new();
        };
        let key = watched.key;
        let Some(trainer) = self.trainers.get_mut(&key) else {
            return Vec::new();
        };
        trainer.look_at(None);
        let mut effects = Vec::new();
        if trainer.run().updates() == watched.updates {
            let command = training::Job::tick(trainer).command().clone();
            effects = self.do_whole(self.under_way_with(key, &command));
        }
        let veil = self.veil(self.shown());
        let now = self
            .trainers
            .get(&key)
            .map_or(f64::NAN, |trainer| trainer.run().error(None));
        let [before, after] = [watched.error, now].map(|error| veil.over(&["E"], short(error)));
        self.say(format!("the update is made: E {before} → {after}"));
        effects
    }

    /// The sentence about a stage.
    fn sentence_of(&self, motion: Motion) -> Option<String> {
        let trainer = self.trainer()?;
        let (run, veil) = (trainer.run(), self.veil(self.shown()));
        Some(match motion {
            Motion::Forward(layer) => format!(
                "forward: each unit of layer {layer} sums up its inputs × weights, and answers with f of that"
            ),
            Motion::Error => {
                let error = veil.over(&["E"], short(run.error(Some(trainer.pattern()))));
                format!("the error: the outputs are held against the targets, E {error}")
            }
            Motion::Back(layer) if layer == run.network().layout.layers() => {
                "back: delta of each output, by which the error falls as that output rises"
                    .to_string()
            }
            Motion::Back(layer) if run.settings().is_plain() && !veil.is_sealed => format!(
                "back: each unit of layer {layer} gets its delta from above, the sum of w × delta × f′(e)"
            ),
            Motion::Back(layer) => {
                format!("back: each unit of layer {layer} gets its delta from above")
            }
            Motion::Glide(_) => {
                let (selected, update) = (trainer.selected(), trainer.shown_update().update);
                let weight = run.network().layout.weight(selected)?;
                let [old, change] = [update.before[weight], update.change[weight]];
                let [from, to] = [old, old + change].map(short);
                format!("the step of {selected} along its slice: from {from} to {to}")
            }
        })
    }

    fn sentence_of_weight(&self) -> String {
        let Some(trainer) = self.trainer() else {
            return String::new();
        };
        let (shown, run) = (trainer.shown_update(), trainer.run());
        let last = run
            .applied()
            .last()
            .copied()
            .or_else(|| run.to_change().last());
        let Some(weight) = last else {
            return String::new();
        };
        let name = run.network().layout.id(weight);
        let change = short(shown.update.change[weight]);
        let change = self.veil(self.shown()).over(&["change"], change);
        format!("the weights by turns: {name} is changed by {change}")
    }
}
