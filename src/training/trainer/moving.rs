//! A trainer's ways on and back: by weight, by pattern, by epoch, to an update, until something is so.

use super::super::command::{Seek, Stride};
use super::super::settings::Schedule;
use super::state::{Done, Trainer, Twin, overflowed, refusal, spend, too_many};
use crate::formula::{Expr, Problem};

impl Trainer {
    pub(super) fn step(&mut self, count: u64, stride: Stride, budget: &mut u64) -> Done {
        for _ in 0..count {
            self.step_once(stride, budget)?;
        }
        Ok(())
    }

    pub(super) fn step_once(&mut self, stride: Stride, budget: &mut u64) -> Done {
        match stride {
            Stride::Weight => self.step_weight(budget),
            Stride::Pattern => self.step_pattern(budget),
            Stride::Epoch => self.step_epoch(budget),
        }
    }

    pub(super) fn step_weight(&mut self, budget: &mut u64) -> Done {
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
    pub(super) fn advance(&mut self, budget: &mut u64) -> Done {
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

    pub(super) fn forget_ahead(&mut self) {
        for twin in &mut self.runs {
            twin.run.forget_ahead();
        }
    }

    /// Brings every twin to where the first run stands: weight by weight if it is alike, else when an update is over, or an
    /// epoch if the schedules differ. A twin that overflowed stays where it is.
    pub(super) fn align(&mut self) {
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

    pub(super) fn step_pattern(&mut self, budget: &mut u64) -> Done {
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

    pub(super) fn step_epoch(&mut self, budget: &mut u64) -> Done {
        let epoch = self.run().epochs();
        while self.run().epochs() == epoch {
            self.advance(budget)?;
        }
        Ok(())
    }

    pub(super) fn back(&mut self, count: u64, stride: Stride) {
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

    pub(super) fn back_patterns(&mut self, count: u64) {
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

    pub(super) fn back_epochs(&mut self, count: u64) {
        if count == 0 {
            return;
        }
        let epoch = self.run().epochs() + u64::from(self.run().is_within_epoch());
        let went = self.runs[0].run.seek_epoch(epoch.saturating_sub(count));
        debug_assert!(went.is_ok(), "what has been made can be made again");
    }

    pub(super) fn moment_meant(&self, seek: Seek) -> u64 {
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

    pub(super) fn seek(&mut self, updates: u64, budget: &mut u64) -> Done {
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

    pub(super) fn until(
        &mut self,
        condition: &Expr,
        count: u64,
        stride: Stride,
        budget: &mut u64,
    ) -> Done {
        let condition = self.bind(condition)?;
        for step in 0..=count {
            let holds = condition.eval_condition(&self.moment());
            if holds.map_err(|none| Problem::new(none.span, "this is not a number here"))? {
                break;
            }
            if step < count {
                self.step_once(stride, budget)?;
            }
        }
        Ok(())
    }
}
