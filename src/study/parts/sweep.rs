//! A sweep as a part of the text: its formulas, its results so far, and what can be done.

use super::super::flow::{Beginning, Flow};
use super::super::prose::Manner;
use super::super::stops::Status;
use super::part::PagePart;
use crate::block::SweepBlock;
use crate::figure::{Figure, Ink, Line, Role, indent};

/// Hints on what to do at the current stop: by keys, and in the plain face by words.
const SWEEP: [&str; 2] = ["Enter makes it, Esc stops it.", "`enter` makes it."];
const SWEEP_ON: [&str; 2] = ["Enter goes on with it.", "`enter` goes on with it."];
const SWEEP_MADE: [&str; 2] = [
    "← and → go from value to value; Enter gives the trainer the one you are at.",
    "`row next` goes to the next value; `enter` gives the trainer the one you are at.",
];

impl PagePart<'_> {
    /// Adds the sweep: its formulas, its results so far, and what can be done.
    pub(super) fn sweep(&self, sweep: &SweepBlock, flow: &mut Flow, beginning: &Beginning) {
        let all = sweep.sweep.steps.len();
        let state = self.study.sweep_state(self.number);
        let made = state.map_or(0, |state| state.points.len());
        let (sign, role) = match self.state.standing {
            Status::Open => ("∿", Role::Heading),
            Status::Skipped => ("–", Role::Quiet),
            Status::Done => ("✓", Role::Good),
        };
        let mark = match self.prose.manner {
            Manner::Drawn => Line::of(Ink::from(role).strong().selected(self.is_here), sign)
                .and(Role::Plain, " "),
            Manner::Said => Line::of(Role::Heading, "Sweep: "),
        };
        let inner = beginning.within(&mark, &indent(2));
        let head = Line::of(Role::Code, sweep.headline());
        let head = head.and(Role::Quiet, format!("  {made} of {all} made"));
        flow.wrapped(&head, &inner);
        if let Some((state, (_, cursor, veil))) = state.zip(self.state.swept.as_ref())
            && made > 0
        {
            let cursor = Some(*cursor).filter(|_| made == all);
            match sweep.figure(&state.points, cursor, veil) {
                Figure::Chart(chart) => self.chart(&chart, "Sweep", flow, &inner.on()),
                Figure::Lines(lines) => flow.cut(lines.into_iter(), &inner.on()),
                _ => {}
            }
        }
        if self.is_here {
            let how = match made {
                0 => SWEEP,
                made if made < all => SWEEP_ON,
                _ => SWEEP_MADE,
            };
            self.how(how, flow, &inner.on());
        }
    }
}
