//! The parting of runs that began alike: the update, the weight, and the term in which they first differ.

use super::term::Term;
use super::trainer::Trainer;
use crate::formula::parse;

/// The errors of a run, each with its updates.
pub type Errors = Vec<(u64, f64)>;

/// The last update after which runs that began alike did not differ yet, and the first after which they are known to: in a long
/// run not every update is kept.
#[must_use]
pub fn parting(errors: &[Errors]) -> Option<[u64; 2]> {
    let (first, others) = errors.split_first()?;
    let at = |errors: &Errors, update: u64| {
        let place = errors.partition_point(|(known, _)| *known < update);
        errors
            .get(place)
            .filter(|(known, _)| *known == update)
            .map(|(_, error)| *error)
    };
    let mut alike = None;
    for (update, _) in first {
        let known = others
            .iter()
            .map(|other| at(other, *update).zip(at(first, *update)));
        let Some(pairs) = known.collect::<Option<Vec<(f64, f64)>>>() else {
            continue;
        };
        if pairs.iter().any(|(one, other)| one != other) {
            return alike.map(|alike| [alike, *update]);
        }
        alike = Some(*update);
    }
    None
}

impl Trainer {
    /// The updates before and after its runs part, as far as they have gone.
    #[must_use]
    pub fn parting(&self) -> Option<[u64; 2]> {
        let errors: Vec<Errors> = self.runs().map(|(_, run)| run.errors()).collect();
        parting(&errors)
    }

    /// Selects a weight that the next update changes otherwise in another run than in the first: the selected one, if it is
    /// such. Returns that run's name and the first term in which the two differ; no term, if they differ in none, but in what
    /// becomes of them.
    pub(super) fn select_parting(&mut self) -> Option<(String, Option<Term>)> {
        let mine = &self.run().update().change;
        let layout = &self.run().network().layout;
        let selected = layout.weight(self.selected);
        let found = self.runs().skip(1).find_map(|(name, run)| {
            let theirs = &run.update().change;
            let differs = |weight: &usize| mine.get(*weight) != theirs.get(*weight);
            let weight = selected
                .filter(differs)
                .or_else(|| (0..mine.len()).find(differs))?;
            Some((name.to_string(), layout.id(weight)))
        });
        let (name, weight) = found?;
        self.selected = weight;
        let term = Term::ALL.into_iter().find(|term| {
            let [one, other] = ["", &format!("{name}.")]
                .map(|run| self.value_of(&format!("{run}{}", term.name())));
            one != other
        });
        Some((name, term))
    }

    /// The value of a formula about it; none, if it is none.
    fn value_of(&self, formula: &str) -> Option<f64> {
        let formula = self.bind(&parse(formula).ok()?).ok()?;
        formula.eval(&self.moment()).ok()
    }
}
