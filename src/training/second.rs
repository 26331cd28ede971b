//! Which weight is the second one, beside the one that is selected.

use std::ops::Range;

use super::ways::Direction;
use crate::network::{Layout, WeightId};

/// The second weight: the one marked, unless that is the selected one itself; else the unit's weight behind the selected one,
/// then its first; where the unit has no other, the next in reading order. None if the net has no other weight.
#[must_use]
pub fn of(layout: &Layout, selected: WeightId, marked: Option<WeightId>) -> Option<WeightId> {
    let weight = layout.weight(selected)?;
    let is_another = |marked: &WeightId| *marked != selected && layout.weight(*marked).is_some();
    if let Some(marked) = marked.filter(is_another) {
        return Some(marked);
    }
    let row = layout.row(layout.unit_of(weight));
    let all = 0..layout.weights();
    let behind = neighbour(
        if row.len() > 1 { row } else { all },
        weight,
        Direction::Next,
    );
    (behind != weight).then(|| layout.id(behind))
}

/// The weight after the second one in reading order, or before it, round and round and past the selected one.
#[must_use]
pub fn beside(
    layout: &Layout,
    selected: WeightId,
    second: WeightId,
    direction: Direction,
) -> WeightId {
    let next = |id: WeightId| {
        let weight = layout.place(id);
        layout.id(neighbour(0..layout.weights(), weight, direction))
    };
    let found = next(second);
    if found == selected {
        next(found)
    } else {
        found
    }
}

/// The place after or before one in a range, round and round.
fn neighbour(range: Range<usize>, place: usize, direction: Direction) -> usize {
    let step = match direction {
        Direction::Next => 1,
        Direction::Previous => range.len() - 1,
    };
    range.start + (place - range.start + step) % range.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two inputs, two units with a bias and one without, one output unit that hears all three.
    fn layout() -> Layout {
        Layout::new(vec![2, 3, 1], &[3, 2, 3, 3])
    }

    fn id(layer: usize, unit: usize, input: usize) -> WeightId {
        WeightId { layer, unit, input }
    }

    #[test]
    fn where_none_is_marked_it_is_another_weight_of_the_same_unit() {
        for (selected, second) in [
            (id(1, 1, 1), id(1, 1, 2)),
            (id(1, 1, 2), id(1, 1, 3)),
            (id(1, 1, 3), id(1, 1, 1)),
            (id(1, 2, 2), id(1, 2, 1)),
        ] {
            assert_eq!(of(&layout(), selected, None), Some(second));
        }
        let chain = Layout::new(vec![1, 1, 1], &[1, 1]);
        assert_eq!(of(&chain, id(1, 1, 1), None), Some(id(2, 1, 1)));
        assert_eq!(of(&chain, id(2, 1, 1), None), Some(id(1, 1, 1)));
        let only = Layout::new(vec![1, 1], &[1]);
        assert_eq!(of(&only, id(1, 1, 1), None), None);
    }

    #[test]
    fn the_marked_weight_is_it_unless_it_is_selected_itself() {
        let marked = Some(id(2, 1, 2));
        assert_eq!(of(&layout(), id(1, 1, 1), marked), marked);
        assert_eq!(of(&layout(), id(2, 1, 2), marked), Some(id(2, 1, 3)));
    }

    #[test]
    fn marking_the_next_one_goes_round_past_the_selected_one() {
        let layout = layout();
        for direction in [Direction::Next, Direction::Previous] {
            for selected in 0..layout.weights() {
                let selected = layout.id(selected);
                let start = of(&layout, selected, None).expect("there are others");
                let mut second = start;
                let mut met = Vec::new();
                loop {
                    second = beside(&layout, selected, second, direction);
                    assert!(second != selected && !met.contains(&second));
                    met.push(second);
                    if second == start {
                        break;
                    }
                }
                assert_eq!(met.len(), layout.weights() - 1, "all the others");
            }
        }
    }
}
