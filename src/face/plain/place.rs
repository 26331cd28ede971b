//! The place up to which a lesson has been read out.

use crate::study::{Page, Stop};

/// A place in a lesson: so many lines after a stop, whatever becomes of those above.
#[derive(Clone, Copy, Debug, Default)]
pub struct Place {
    behind: Option<Stop>,
    lines: usize,
}

impl Place {
    /// The line of a page that is to be read next.
    pub fn line(self, page: &Page) -> usize {
        let behind = self.behind.and_then(|stop| page.lines_of(stop));
        behind.map_or(0, |lines| lines.end) + self.lines
    }

    /// The place before a line of a page.
    pub fn before(page: &Page, line: usize) -> Self {
        let above = page.stops.iter().filter(|(_, lines)| lines.end <= line);
        let last = above.max_by_key(|(_, lines)| lines.end);
        Place {
            behind: last.map(|(stop, _)| *stop),
            lines: line - last.map_or(0, |(_, lines)| lines.end),
        }
    }
}
