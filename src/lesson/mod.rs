//! Lessons: markdown read into trees of text, with the blocks that live in it, and every error at its place.

mod claims;
mod course;
mod document;
mod folder;
mod gate;
mod heads;
mod html;
mod index;
mod lint;
mod markdown;
mod read;
mod reading;
mod references;

pub use claims::Claim;
pub use course::Course;
pub use document::{Content, Fence, Inline, InlineKind, Stress, Text, plain};
pub use gate::Gate;
pub use index::{BlockIndex, LessonIndex, TrainerIndex};
pub use read::{BlockHead, Lesson, LessonBlock, LessonLink, LessonLive};
