//! The stages of an update that is watched in slow motion.

/// A stage of an update: values go forward, the error is taken, deltas go back, the selected weight goes to its new place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    /// The units of a layer, from 1, take their values.
    Forward(usize),
    /// The outputs are held against the targets.
    Error,
    /// The units of a layer, from 1, get their deltas.
    Back(usize),
    /// The selected weight has gone so many of [`Motion::GLIDE`] parts of its way.
    Glide(u8),
}

impl Motion {
    /// Number of parts of the way of the selected weight.
    pub const GLIDE: u8 = 12;

    /// The parts of the selected weight's way, in order.
    pub fn glide() -> impl Iterator<Item = Motion> {
        (1..=Motion::GLIDE).map(Motion::Glide)
    }

    /// The share of its way that the selected weight has gone.
    #[must_use]
    pub fn gone(self) -> f64 {
        match self {
            Motion::Glide(part) => f64::from(part) / f64::from(Motion::GLIDE),
            _ => 0.0,
        }
    }

    /// The stages of an update of a net of so many layers, in order.
    #[must_use]
    pub fn stages(layers: usize) -> Vec<Motion> {
        let forward = (1..=layers).map(Motion::Forward);
        let back = (1..=layers).rev().map(Motion::Back);
        forward.chain([Motion::Error]).chain(back).collect()
    }
}
