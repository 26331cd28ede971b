//! A trainer's ways on and back, one stride at a time or to an update, as the moving commands need them.

use super::super::ways::Stride;
use super::state::{Done, Trainer, Twin, overflowed, refusal, spend};

impl Trainer {
    pub(in crate::training) fn step_once(&mut self, stride: Stride, budget: &mut u64) -> Done {
        match stride {
            Stride::Weight => self.step_weight(budget),
            Stride::Pattern => self.step_pattern(budget),
            Stride::Epoch => self.step_epoch(budget),
        }
    }

    pub(in crate::training) fn step_weight(&mut self, budget: &mut u64) -> Done {
        let selected = self.layout().place(self.selected);
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
    pub(in crate::training) fn advance(&mut self, budget: &mut u64) -> Done {
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

    pub(in crate::training) fn forget_ahead(&mut self) {
        for twin in &mut self.runs {
            twin.run.forget_ahead();
        }
    }

    /// Brings every twin to the first run's moment: weight by weight if it is alike, else when an update is over, or an
    /// epoch if the schedules differ. A twin that overflowed stays where it is.
    pub(in crate::training) fn align(&mut self) {
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
                    // An update that overflows is not begun: the twin stays where it is.
                    if run.apply(weight).is_err() {
                        break;
                    }
                }
            }
        }
    }

    pub(in crate::training) fn step_pattern(&mut self, budget: &mut u64) -> Done {
        let moves_on = self.run().settings().schedule.sums() && self.run().applied().is_empty();
        if moves_on && self.shown + 1 < self.run().learnt().count() {
            self.shown += 1;
            return Ok(());
        }
        self.advance(budget)?;
        if moves_on {
            self.shown = 0;
        }
        Ok(())
    }

    pub(in crate::training) fn step_epoch(&mut self, budget: &mut u64) -> Done {
        let epoch = self.run().epochs();
        while self.run().epochs() == epoch {
            self.advance(budget)?;
        }
        Ok(())
    }

    pub(in crate::training) fn back(&mut self, count: u64, stride: Stride) {
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

    pub(in crate::training) fn back_patterns(&mut self, count: u64) {
        if count == 0 {
            return;
        }
        let mut left = count - u64::from(self.runs[0].run.take_back_part());
        let mut updates = self.run().updates();
        let schedule = self.run().settings().schedule;
        if schedule.sums() {
            let patterns = self.run().patterns().len();
            let (size, patterns) = (schedule.size(patterns) as u64, patterns as u64);
            let each_epoch = patterns.div_ceil(size);
            let seen = updates / each_epoch * patterns + updates % each_epoch * size;
            // The last update of an epoch may have fewer patterns than come before the one shown.
            let shown = self.shown.min(self.run().learnt().count() - 1);
            let before = (seen + shown as u64).saturating_sub(left);
            updates = before / patterns * each_epoch + before % patterns / size;
            #[expect(
                clippy::cast_possible_truncation,
                reason = "less than the number of patterns"
            )]
            {
                self.shown = (before % patterns % size) as usize;
            }
            left = 0;
        }
        let went = self.runs[0].run.seek(updates.saturating_sub(left));
        debug_assert!(went.is_ok(), "what has been made can be made again");
    }

    pub(in crate::training) fn back_epochs(&mut self, count: u64) {
        if count == 0 {
            return;
        }
        let epoch = self.run().epochs() + u64::from(self.run().is_within_epoch());
        let went = self.runs[0].run.seek_epoch(epoch.saturating_sub(count));
        debug_assert!(went.is_ok(), "what has been made can be made again");
    }
}
