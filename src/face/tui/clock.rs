//! Time on the screen: when the next frame is due, how many updates a trainer that runs has to make by then, and how much work
//! goes into the few milliseconds between two looks at the keys. It is given the time, and has no clock of its own.

use std::time::{Duration, Instant};

/// Duration of a frame while something goes on.
const FRAME: Duration = Duration::from_millis(33);
/// The longest time that updates are made up for: longer the program was asleep, or the machine too slow.
const LONGEST: Duration = Duration::from_millis(250);
/// Duration of work between two looks at the keys.
const SLICE: Duration = Duration::from_millis(6);

/// The frames, and the updates that are due.
#[derive(Debug)]
pub struct Clock {
    next_frame: Instant,
    /// The moment up to which updates were counted; none while nothing runs.
    counted: Option<Instant>,
    /// The part of an update that was left over.
    due: f64,
}

impl Clock {
    /// A clock whose first frame is drawn now.
    #[must_use]
    pub fn new(now: Instant) -> Self {
        Clock {
            next_frame: now + FRAME,
            counted: None,
            due: 0.0,
        }
    }

    /// The time that is left until the next frame.
    #[must_use]
    pub fn until_frame(&self, now: Instant) -> Duration {
        self.next_frame.saturating_duration_since(now)
    }

    /// Returns `true` if it is time for a frame; the next one is due a frame later, whatever happens in between.
    pub fn is_frame_due(&mut self, now: Instant) -> bool {
        let is_due = now >= self.next_frame;
        if is_due {
            self.next_frame = (self.next_frame + FRAME).max(now);
        }
        is_due
    }

    /// Number of whole updates that are due since the last call, at a speed in updates a second. The rest is kept. Without a
    /// speed nothing runs, and nothing becomes due.
    pub fn due(&mut self, now: Instant, speed: Option<f64>) -> u64 {
        let Some(speed) = speed else {
            (self.counted, self.due) = (None, 0.0);
            return 0;
        };
        let since = self.counted.replace(now).unwrap_or(now);
        let elapsed = now.saturating_duration_since(since).min(LONGEST);
        self.due += speed * elapsed.as_secs_f64();
        let updates = self.due.floor();
        self.due -= updates;
        whole(updates)
    }
}

/// The speed of this machine, to turn work, which is the same everywhere, into time.
#[derive(Debug)]
pub struct Pace {
    /// Work a second.
    rate: f64,
}

impl Default for Pace {
    fn default() -> Self {
        Pace { rate: 5e7 }
    }
}

impl Pace {
    /// The work of a slice.
    #[must_use]
    pub fn work(&self) -> u64 {
        whole(self.rate * SLICE.as_secs_f64()).max(1)
    }

    /// Learns from how long some work took. One slice alone cannot more than double the next.
    pub fn measured(&mut self, work: u64, took: Duration) {
        let rate = work as f64 / took.as_secs_f64().max(1e-6);
        self.rate = rate
            .clamp(self.rate / 2.0, self.rate * 2.0)
            .clamp(1e4, 1e11);
    }
}

fn whole(number: f64) -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number that is not below 0"
    )]
    {
        number as u64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLISECOND: Duration = Duration::from_millis(1);

    /// Updates made in two seconds by a loop that looks at the clock at these moments.
    fn updates(speed: f64, moments: impl Iterator<Item = u32>) -> u64 {
        let start = Instant::now();
        let mut clock = Clock::new(start);
        clock.due(start, Some(speed));
        let moments = moments.map(|at| start + at * MILLISECOND);
        moments
            .map(|now| {
                if clock.is_frame_due(now) {
                    clock.due(now, Some(speed))
                } else {
                    0
                }
            })
            .sum()
    }

    #[test]
    fn a_trainer_makes_as_many_updates_a_second_as_is_said_however_often_a_key_comes() {
        for speed in [0.5, 3.0, 19.0, 20.0, 31.0, 1000.0] {
            let expected = 2.0 * speed;
            for every in [1, 5, 33, 47, 50, 90] {
                let made = updates(speed, (0..=2000).filter(|at| at % every == 0)) as f64;
                let late = speed * f64::from(33 + every) / 1000.0;
                assert!(
                    made <= expected && made + late + 1.0 >= expected,
                    "{made} updates at {speed} a second, a key every {every} ms"
                );
            }
        }
    }

    #[test]
    fn what_a_frame_leaves_over_of_an_update_is_kept_for_the_next() {
        let made = updates(1.0, (0..=2100).step_by(33));
        assert_eq!(made, 2, "at 33 ms a frame no single one is due an update");
    }

    #[test]
    fn nothing_becomes_due_while_nothing_runs_and_a_long_sleep_is_not_made_up_for() {
        let start = Instant::now();
        let mut clock = Clock::new(start);
        clock.due(start, Some(20.0));
        assert_eq!(clock.due(start + Duration::from_secs(3600), Some(20.0)), 5);
        clock.due(start + Duration::from_secs(3601), None);
        assert_eq!(clock.due(start + Duration::from_secs(3602), Some(20.0)), 0);
    }

    #[test]
    fn a_slice_becomes_as_much_work_as_fits_into_its_time() {
        let mut pace = Pace::default();
        for _ in 0..40 {
            let work = pace.work();
            pace.measured(work, Duration::from_secs_f64(work as f64 / 3e8));
        }
        assert!((pace.work() as f64 / 3e8 - SLICE.as_secs_f64()).abs() < 1e-4);
    }
}
