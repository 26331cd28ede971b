//! The claims of a lesson: that its checks hold, that its tasks can be done and its questions asked, and that the live values
//! are at the start what it says.

use std::collections::BTreeMap;

use super::read::{Lesson, LessonBlock};
use crate::block::{Block, Live, Outcome};
use crate::training::TrainerSpec;

/// Something that a lesson says is so.
#[derive(Debug)]
pub struct Claim<'a> {
    /// The block's name, or the live value as it is written.
    pub name: String,
    /// Its line in the lesson, from 1.
    pub line: usize,
    what: What<'a>,
}

#[derive(Debug)]
enum What<'a> {
    Block(&'a Block),
    Live(&'a Live, &'a TrainerSpec),
}

impl Claim<'_> {
    /// Looks whether it is so.
    #[must_use]
    pub fn run(&self) -> Outcome {
        match self.what {
            What::Block(block) => {
                let setup = block.subject().map(|subject| &subject.setup);
                block.run(setup).unwrap_or(Outcome::Holds)
            }
            What::Live(live, setup) => match live.broken_promise(setup) {
                None => Outcome::Holds,
                Some(broken) => Outcome::Fails(broken.figure()),
            },
        }
    }
}

impl Lesson {
    /// Everything that it claims, in reading order: live values, then blocks.
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
                    line: live.formula.place.line,
                    what: What::Live(live, setup),
                });
            }
        }
        let blocks = self.blocks.iter().filter(|block| block.block.claims());
        claims.extend(blocks.map(|LessonBlock { name, block, .. }| Claim {
            name: name.clone(),
            line: self.line_of(name),
            what: What::Block(block),
        }));
        claims
    }
}
