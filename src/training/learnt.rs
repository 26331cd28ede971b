//! The patterns that one update learns from.

use std::ops::Range;
use std::sync::Arc;

/// The patterns that an update learns from: places in the order of its epoch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learnt {
    places: Range<usize>,
    /// The order of the epoch, if it is not that of the list.
    order: Option<Arc<[usize]>>,
}

impl Learnt {
    /// One pattern of the list.
    #[must_use]
    pub fn one(pattern: usize) -> Self {
        Learnt {
            places: pattern..pattern + 1,
            order: None,
        }
    }

    /// Takes the patterns at some places of an order, or of the list, in place of what it was.
    #[inline]
    pub fn lay_out(&mut self, places: Range<usize>, order: Option<&Arc<[usize]>>) {
        self.places = places;
        if self.order.is_some() || order.is_some() {
            self.order = order.cloned();
        }
    }

    /// Number of patterns.
    #[must_use]
    #[inline]
    pub fn count(&self) -> usize {
        self.places.len()
    }

    /// The patterns, by their places in the list.
    #[must_use]
    pub fn patterns(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let order = self.order.as_deref();
        self.places
            .clone()
            .map(move |place| order.map_or(place, |order| order[place]))
    }

    /// The pattern after so many of them, or the last.
    #[must_use]
    #[inline]
    pub fn pattern(&self, after: usize) -> usize {
        let place = (self.places.start + after).min(self.places.end - 1);
        match &self.order {
            None => place,
            Some(order) => order[place],
        }
    }

    /// Number of them before a pattern, if it is one of them.
    #[must_use]
    pub fn place(&self, pattern: usize) -> Option<usize> {
        self.patterns().position(|learnt| learnt == pattern)
    }
}
