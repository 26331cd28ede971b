//! The stages of an update that is watched in slow motion.

/// A stage of an update: values go forward, the error is taken, deltas go back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// The units of a layer, from 1, take their values.
    Forward(usize),
    /// The outputs are held against the targets.
    Error,
    /// The units of a layer, from 1, get their deltas.
    Back(usize),
}

impl Motion {
    /// The stages of an update of a net of so many layers, in order.
    #[must_use]
    pub fn stages(layers: usize) -> Vec<Motion> {
        let forward = (1..=layers).map(Motion::Forward);
        let back = (1..=layers).rev().map(Motion::Back);
        forward.chain([Motion::Error]).chain(back).collect()
    }
}
