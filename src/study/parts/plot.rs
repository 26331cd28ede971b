//! A plot as a part of the text.

use super::super::flow::{Beginning, Flow};
use super::part::PagePart;
use crate::block::Plot;

impl PagePart<'_> {
    /// Its curves; in words, where it is said.
    pub(super) fn plot(&self, plot: &Plot, flow: &mut Flow, beginning: &Beginning) {
        let block = &self.study.lesson().blocks[self.number];
        let moment = self
            .study
            .trainer_of(block.trainer)
            .zip(self.state.moment.as_ref());
        let Some((trainer, (_, veil))) = moment else {
            return;
        };
        self.chart(&plot.chart(trainer, veil), "Plot", flow, beginning);
    }
}
