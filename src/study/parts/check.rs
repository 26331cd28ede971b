//! A check as a part of the text: its claim, its outcome, the account of it.

use super::super::flow::{Beginning, Flow};
use super::super::prose::Manner;
use super::part::{PagePart, quiet};
use crate::block::{Check, Outcome};
use crate::figure::{Ink, Line, Role, indent};

impl PagePart<'_> {
    pub(super) fn check(&self, check: &Check, flow: &mut Flow, beginning: &Beginning) {
        let outcome = self.study.outcome(self.number);
        let (sign, word, role) = match outcome {
            None => ("□ ", "Check: ", Role::Quiet),
            Some(Outcome::Holds) => ("✓ ", "Check, holds: ", Role::Good),
            Some(Outcome::Fails(_)) => ("✗ ", "Check, fails: ", Role::Bad),
        };
        let beginning = match self.prose.manner {
            Manner::Drawn => {
                let sign = Line::of(Ink::from(role).selected(self.is_here), sign.trim_end());
                beginning.within(&sign.and(Role::Plain, " "), &indent(2))
            }
            Manner::Said => beginning.within(&Line::of(role, word), &indent(2)),
        };
        flow.wrapped(&self.line(check.says), &beginning);
        if let Some(Outcome::Fails(lines)) = outcome {
            for line in lines {
                flow.wrapped(line, &beginning.on());
            }
        }
        let hanging = beginning.on().within(&Line::default(), &indent(12));
        for line in &self.state.account {
            flow.wrapped(line, &hanging);
        }
        if self.is_here {
            let text = match (outcome, self.state.account.is_empty()) {
                (None, _) => "Enter tries it.",
                (Some(_), true) => "Enter opens it.",
                (Some(_), false) => "Enter closes it.",
            };
            quiet(text, flow, &beginning.on());
        }
    }
}
