//! Mistakes that people make when they write an update, made on purpose: a lesson's claim that notices none of them claims
//! nothing.

/// A mistake in an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The learning rate counts as 1.
    LrLeftOut,
    /// delta is y − t.
    DeltaTurned,
    /// f′(e) counts as 1, also in what is sent back.
    FprimeLeftOut,
    /// f′ is taken at y instead of at e.
    FprimeAtOutput,
    /// delta is sent back through weights that the update has changed already.
    FreshWeights,
    /// In batch the mean of the patterns' changes is taken, not their sum.
    MeanForSum,
}

/// The mistakes, each with how it is told.
pub const FAULTS: [(Fault, &str); 6] = [
    (Fault::LrLeftOut, "lr left out"),
    (Fault::DeltaTurned, "delta turned round"),
    (Fault::FprimeLeftOut, "f′ left out"),
    (Fault::FprimeAtOutput, "f′ taken at y"),
    (Fault::FreshWeights, "changed weights in hidden deltas"),
    (Fault::MeanForSum, "mean for sum"),
];
