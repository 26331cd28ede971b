//! A learner's progress through a course: place, answers, what is solved, notes. `store` and `disk` alone touch a file.
//!
//! A block is known by the number and slug of its lesson, by its name, and by a hash of what it asks ([`BlockKey`]). Each key has a
//! [`Record`] for each hash that it was ever answered under. So a question that now asks something else begins anew and still has
//! its earlier answers to show, and if it goes back to what it asked, it is solved as it was.

#[cfg(test)]
mod crash;
mod disk;
mod file;
mod key;
mod merge;
mod record;
mod settle;
mod store;

pub use key::{BlockKey, course_id, fingerprint};
pub use record::{Bookmark, Progress, Record};
pub use store::{Found, Store};
