//! The gates of a lesson among its stops.

use super::stops::stops_above;
use crate::lesson::{Gate, Lesson};

/// A gate, and the number of stops of its lesson above it.
#[derive(Clone, Copy, Debug)]
pub(super) struct GateStop {
    pub(super) gate: Gate,
    pub(super) stops: usize,
}

/// The gates of a lesson, in reading order.
pub(super) fn gates(lesson: &Lesson) -> Vec<GateStop> {
    let stops = |gate: Gate| GateStop {
        gate,
        stops: stops_above(lesson, gate.above),
    };
    lesson.gates().map(stops).collect()
}
