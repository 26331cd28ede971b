//! Something to remember as a part of the text: its answer once it is revealed.

use super::super::flow::{Beginning, Flow};
use super::part::PagePart;
use crate::block::Recall;

/// Hints on what to do at the current stop: by keys, and in the plain face by words.
const RECALL: [&str; 2] = [
    "Say it to yourself; Enter shows an answer.",
    "Say it to yourself; `reveal` shows an answer.",
];

impl PagePart<'_> {
    pub(super) fn recall(&self, recall: &Recall, flow: &mut Flow, beginning: &Beginning) {
        let inner = self.asks(["◦", "Recall"], recall.asks, flow, beginning);
        if self.state.revealed > 0 {
            self.says(recall.answer, flow, &inner);
        } else if self.is_here {
            self.how(RECALL, flow, &inner);
        }
    }
}
