//! Gates: lines across a lesson that hold back all below them until the block right above is answered or done.

use super::document::{Content, Fence};
use super::index::BlockIndex;
use super::read::Lesson;
use crate::block::Block;

/// A line that follows a question or a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// Number of parts of the lesson above what it holds back, including the line.
    pub above: usize,
    /// The block that opens it.
    pub block: BlockIndex,
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
    fn opens_gate(&self, fence: usize) -> Option<BlockIndex> {
        let Fence::Block(block) = self.fences[fence] else {
            return None;
        };
        let kind = &self.blocks[block].block;
        matches!(kind, Block::Question(_) | Block::Task(_)).then_some(block)
    }
}
