//! Gates: lines across a lesson that hold back what stands below them until what stands right above is answered or done.

use super::document::{Content, Fence};
use super::read::Lesson;
use crate::block::Block;

/// A line that follows a question or a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// How many parts of the lesson stand above what it holds back, the line among them.
    pub above: usize,
    /// The block that opens it.
    pub block: usize,
}

impl Lesson {
    /// Its gates, in reading order.
    pub fn gates(&self) -> impl Iterator<Item = Gate> + '_ {
        let pairs = self.content.windows(2).enumerate();
        pairs.filter_map(|(place, pair)| match pair {
            [Content::Fence(fence), Content::Rule] => {
                let block = self.opens_gate(*fence)?;
                Some(Gate {
                    above: place + 2,
                    block,
                })
            }
            _ => None,
        })
    }

    /// The block that a fence is, if a gate below it waits for that.
    fn opens_gate(&self, fence: usize) -> Option<usize> {
        let Fence::Block(block) = self.fences[fence] else {
            return None;
        };
        let kind = &self.blocks[block].block;
        matches!(kind, Block::Question(_) | Block::Task(_)).then_some(block)
    }
}
