//! Numbers that are given out once each. What was computed of something with the same number still holds.

use std::sync::atomic::{AtomicU64, Ordering};

/// A number that was not given out before.
pub fn next() -> u64 {
    static LAST: AtomicU64 = AtomicU64::new(0);
    LAST.fetch_add(1, Ordering::Relaxed)
}
