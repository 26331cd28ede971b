//! What a lesson claims: its checks, and the live values of which it says what they are at the start.

use std::collections::BTreeMap;

use super::reading::Lesson;
use crate::block::{Check, Live, Outcome};
use crate::training::Setup;

/// Something that a lesson says is so.
#[derive(Debug)]
pub struct Claim<'a> {
    /// The check's name, or the live value as it is written.
    pub name: String,
    what: What<'a>,
}

#[derive(Debug)]
enum What<'a> {
    Check(&'a Check),
    Live(&'a Live, &'a Setup),
}

impl Claim<'_> {
    /// Looks whether it is so.
    #[must_use]
    pub fn run(&self) -> Outcome {
        match self.what {
            What::Check(check) => check.run(),
            What::Live(live, setup) => match live.broken_promise(setup) {
                None => Outcome::Holds,
                Some(broken) => Outcome::Fails(broken.figure()),
            },
        }
    }
}

impl Lesson {
    /// Everything that it claims, in reading order: live values, then checks.
    #[must_use]
    pub fn claims(&self) -> Vec<Claim<'_>> {
        let mut claims: Vec<Claim<'_>> = Vec::new();
        let mut written_so_far: BTreeMap<String, usize> = BTreeMap::new();
        for place in &self.lives {
            let setup = self
                .trainers
                .get(place.trainer)
                .and_then(|trainer| trainer.setup.as_ref());
            if let (Some(live), Some(setup)) =
                (place.live.as_ref().filter(|live| live.is_promised()), setup)
            {
                let written = format!("={}", live.formula.text);
                let times = written_so_far.entry(written.clone()).or_default();
                *times += 1;
                let name = match *times {
                    1 => written,
                    times => format!("{written} ({times})"),
                };
                claims.push(Claim {
                    name,
                    what: What::Live(live, setup),
                });
            }
        }
        claims.extend(self.checks.iter().map(|place| Claim {
            name: place.check.name.clone(),
            what: What::Check(&place.check),
        }));
        claims
    }
}
