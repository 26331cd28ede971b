//! The stops of a lesson: all there is to do in it, in reading order, and the learner's status in each.

use crate::block::{Block, Part};
use crate::lesson::{BlockIndex, Content, Fence, Inline, Lesson, LessonIndex, TrainerIndex};

/// A trainer of a lesson.
pub(super) type TrainerKey = (LessonIndex, TrainerIndex);
/// A block of a lesson.
pub(super) type BlockPlace = (LessonIndex, BlockIndex);

/// A place of a lesson that one can be at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stop {
    /// A question, a task, a note, a derivation, something to remember: which block of the lesson.
    Block(BlockIndex),
    /// A trainer about which there is nothing to do.
    Trainer(TrainerIndex),
    /// A claim of the lesson, which can be opened: the block that it is.
    Claim(BlockIndex),
    /// A link to another lesson.
    Link(usize),
}

impl Stop {
    /// The block that it is, if there is something to do in it.
    #[must_use]
    pub fn block(self) -> Option<BlockIndex> {
        match self {
            Stop::Block(block) => Some(block),
            Stop::Trainer(_) | Stop::Claim(_) | Stop::Link(_) => None,
        }
    }

    /// Returns `true` if it is a claim or a link: something that can be opened.
    #[must_use]
    pub fn opens(self) -> bool {
        matches!(self, Stop::Claim(_) | Stop::Link(_))
    }
}

/// The part of the open lesson that is on the screen: numbers of its stops, in reading order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sight {
    /// Number of stops that end above the screen.
    pub above: usize,
    /// Number of stops up to and including the last one on the screen; none, if no stop is on it.
    pub seen: usize,
    /// Number of stops that can be gone to without passing over lines that were not on the screen.
    pub near: usize,
    /// `true` if the end of the text is on the screen.
    pub is_end: bool,
}

/// A study without a screen: all its stops are near, and none is looked at.
impl Default for Sight {
    fn default() -> Self {
        Sight {
            above: 0,
            seen: 0,
            near: usize::MAX,
            is_end: true,
        }
    }
}

impl Sight {
    /// All of a lesson visible on screen.
    #[must_use]
    pub fn whole() -> Self {
        Sight {
            seen: usize::MAX,
            ..Sight::default()
        }
    }

    /// Returns `true` if a stop, by its number, is at least partly on the screen.
    #[must_use]
    pub fn shows(self, stop: usize) -> bool {
        (self.above..self.seen).contains(&stop)
    }
}

impl std::fmt::Display for Sight {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let end = if self.is_end { " end" } else { "" };
        write!(f, "{} {} {}{end}", self.above, self.seen, self.near)
    }
}

impl std::str::FromStr for Sight {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut words = text.split_whitespace();
        let mut number = || words.next().unwrap_or_default().parse();
        Ok(Sight {
            above: number()?,
            seen: number()?,
            near: number()?,
            is_end: words.next() == Some("end"),
        })
    }
}

/// The learner's status in something that there is to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// Nothing was done yet.
    Open,
    /// It was passed over.
    Skipped,
    /// It is done.
    Done,
}

/// The stops of a lesson, in reading order; what is to be remembered comes at the end.
#[must_use]
pub fn stops(lesson: &Lesson) -> Vec<Stop> {
    let mut stops = Vec::new();
    walk(&lesson.content, lesson, &mut stops);
    let (recalls, mut others): (Vec<Stop>, Vec<Stop>) =
        stops.into_iter().partition(|stop| is_recall(lesson, *stop));
    others.extend(recalls);
    others
}

/// Number of stops in the first parts of a lesson, recall blocks aside.
#[must_use]
pub(super) fn stops_above(lesson: &Lesson, parts: usize) -> usize {
    let mut stops = Vec::new();
    walk(&lesson.content[..parts], lesson, &mut stops);
    stops.retain(|stop| !is_recall(lesson, *stop));
    stops.len()
}

fn is_recall(lesson: &Lesson, stop: Stop) -> bool {
    let recall = |block: BlockIndex| matches!(lesson.blocks[block].block, Block::Recall(_));
    stop.block().is_some_and(recall)
}

fn walk(contents: &[Content], lesson: &Lesson, stops: &mut Vec<Stop>) {
    for content in contents {
        match content {
            Content::Fence(fence) => match lesson.fences[*fence] {
                Fence::Block(block) => match lesson.blocks[block].block.part() {
                    Part::Do | Part::Reveal(_) => stops.push(Stop::Block(block)),
                    Part::Open => stops.push(Stop::Claim(block)),
                    Part::Look => {}
                },
                Fence::Trainer(trainer) if !is_spoken_of(lesson, trainer) => {
                    stops.push(Stop::Trainer(trainer));
                }
                _ => {}
            },
            Content::Quote(_, inner) | Content::Footnote(_, inner) => walk(inner, lesson, stops),
            Content::List(_, items) => items.iter().for_each(|item| walk(item, lesson, stops)),
            Content::Heading(_, text) | Content::Paragraph(text) => links(text, lesson, stops),
            Content::Table(head, rows) => {
                for text in head.iter().chain(rows.iter().flatten()) {
                    links(text, lesson, stops);
                }
            }
            Content::Code(_) | Content::Rule | Content::Math(_) | Content::Show(_) => {}
        }
    }
}

/// The links of a text that open a lesson, each once.
fn links(text: &[Inline], lesson: &Lesson, stops: &mut Vec<Stop>) {
    for link in text.iter().filter_map(|inline| inline.stress.link) {
        let stop = Stop::Link(link);
        if lesson.links[link].lesson.is_some() && stops.last() != Some(&stop) {
            stops.push(stop);
        }
    }
}

/// Returns `true` if there is something to do with a trainer.
fn is_spoken_of(lesson: &Lesson, trainer: TrainerIndex) -> bool {
    let about = |block: &crate::lesson::LessonBlock| {
        block.trainer == trainer && block.block.subject().is_some() && block.block.part().counts()
    };
    lesson.blocks.iter().any(about)
}
