//! Conjugate gradient by Polak and Ribière with directions that are never followed uphill (PR+); see Nocedal and Wright,
//! *Numerical Optimization*, chapter 5.

use super::row::{Optimizer, Way};
use crate::network::Weights;

/// The row of conjugate gradient.
pub static ROW: Optimizer = Optimizer {
    name: "conjugate-gradient",
    called: "conjugate gradient",
    parameters: &[],
    way: Way::Along(direction),
};

/// −g + β d with β = max(0, g·(g − g₀) / g₀·g₀); −g where that is not downhill, and at first.
fn direction(gradient: &Weights, last: Option<(&Weights, &Weights)>) -> Weights {
    let steepest = -gradient;
    let Some((last_gradient, last_direction)) = last else {
        return steepest;
    };
    let squared = last_gradient.dot(last_gradient);
    let beta = if squared > 0.0 {
        (gradient.dot(&(gradient - last_gradient)) / squared).max(0.0)
    } else {
        0.0
    };
    let conjugate = &steepest + &(last_direction * beta);
    if gradient.dot(&conjugate) < 0.0 {
        conjugate
    } else {
        steepest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The direction at a gradient, after the last gradient and the direction taken there.
    fn at(gradient: [f64; 2], last: [f64; 2], taken: [f64; 2]) -> Vec<f64> {
        let [gradient, last, taken] =
            [gradient, last, taken].map(|row| Weights::from(row.to_vec()));
        direction(&gradient, Some((&last, &taken))).to_vec()
    }

    #[test]
    fn the_last_direction_has_the_share_of_polak_and_ribiere() {
        assert_eq!(at([0.0, 1.0], [1.0, 0.0], [-1.0, 0.0]), [-1.0, -1.0]);
        assert_eq!(at([0.0, 2.0], [1.0, 0.0], [-1.0, 0.0]), [-4.0, -2.0]);
    }

    #[test]
    fn it_begins_anew_straight_down_where_that_share_is_below_0_or_leads_upward() {
        assert_eq!(at([0.5, 0.0], [1.0, 0.0], [-1.0, 0.0]), [-0.5, 0.0]);
        assert_eq!(at([0.0, 1.0], [1.0, 0.0], [0.0, 2.0]), [0.0, -1.0]);
        assert_eq!(at([3.0, 1.0], [0.0, 0.0], [1.0, 1.0]), [-3.0, -1.0]);
    }
}
