//! A derivation as a part of the text: what is given, and the lines revealed so far.

use super::super::flow::{Beginning, Flow};
use super::super::prose::Manner;
use super::super::stops::Status;
use super::part::{PagePart, quiet};
use crate::block::{DerivationBlock, Outcome};
use crate::figure::{Ink, Line, Role, indent};

impl PagePart<'_> {
    /// Adds what is given, and the lines revealed so far; all of them, once they were revealed.
    pub(super) fn derivation(
        &self,
        derivation: &DerivationBlock,
        flow: &mut Flow,
        beginning: &Beginning,
    ) {
        let all = derivation.lines();
        let done = self.state.standing == Status::Done;
        let revealed = if done { all } else { self.state.revealed };
        let block = &self.study.lesson().blocks[self.number];
        let trainer = self.study.trainer_of(block.trainer);
        if self.prose.manner == Manner::Said {
            return self.said(derivation, revealed, flow, beginning);
        }
        let (sign, role) = match self.state.standing {
            Status::Open => ("∂", Role::Heading),
            Status::Skipped => ("–", Role::Quiet),
            Status::Done => ("✓", Role::Good),
        };
        let mark = Line::of(Ink::from(role).strong().selected(self.is_here), sign);
        let inner = beginning.within(&mark.and(Role::Plain, " "), &indent(2));
        let columns = flow.columns.saturating_sub(inner.first.width());
        let lines = derivation.figure(revealed, trainer, columns);
        flow.cut(lines.into_iter(), &inner);
        self.failure(flow, &inner.on());
        if revealed < all {
            let text = format!("Enter shows line {} of {all}.", revealed + 1);
            quiet(&text, flow, &inner.on());
        }
    }

    /// Adds the reason why a derivation fails, if it does.
    fn failure(&self, flow: &mut Flow, beginning: &Beginning) {
        if let Some(Outcome::Fails(lines)) = self.study.outcome(self.number) {
            for line in lines {
                flow.wrapped(line, beginning);
            }
        }
    }

    fn said(
        &self,
        derivation: &DerivationBlock,
        revealed: usize,
        flow: &mut Flow,
        beginning: &Beginning,
    ) {
        let block = &self.study.lesson().blocks[self.number];
        let trainer = self.study.trainer_of(block.trainer);
        let name = format!("Derivation {}.", block.name);
        flow.wrapped(&Line::of(Role::Heading, name), beginning);
        for line in derivation.given(usize::MAX) {
            flow.wrapped(&line, beginning);
        }
        for line in 0..revealed {
            flow.wrapped(&Line::of(Role::Plain, derivation.words(line)), beginning);
            if let Some(trainer) = trainer {
                flow.wrapped(&derivation.numbers(line, trainer), beginning);
            }
        }
        self.failure(flow, beginning);
        let all = derivation.lines();
        if revealed < all {
            let text = format!("`reveal` tells line {} of {all}.", revealed + 1);
            quiet(&text, flow, beginning);
        }
    }
}
