//! Mistakes that people make when they write an update, made on purpose: a lesson's claim that notices none of them claims
//! nothing.

/// A mistake in an update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mutant {
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
pub const MUTANTS: [(Mutant, &str); 6] = [
    (Mutant::LrLeftOut, "lr left out"),
    (Mutant::DeltaTurned, "delta turned round"),
    (Mutant::FprimeLeftOut, "f′ left out"),
    (Mutant::FprimeAtOutput, "f′ taken at y"),
    (Mutant::FreshWeights, "changed weights in hidden deltas"),
    (Mutant::MeanForSum, "mean for sum"),
];
