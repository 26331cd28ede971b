//! The values of a sweep as a lesson writes them: `1..200`, `0.02..0.6 by 0.02`, `1e-5..1 by *10`, or a list.

use super::body::Value;
use crate::formula::{Problem, constant, parse};

/// The most values of a sweep.
const MOST: usize = 1_000;

/// The values, each with its text; words have numbers from 1.
pub(super) fn values(value: &Value<'_>) -> Option<Vec<(f64, String)>> {
    let values = if value.is_list() {
        let items = value.list()?;
        let read = |(place, item): (usize, &Value<'_>)| one(item, place);
        let read: Vec<Option<(f64, String)>> = items.iter().enumerate().map(read).collect();
        read.into_iter().collect::<Option<Vec<_>>>()?
    } else {
        let numbers = value.written(range)?.item.into_iter();
        numbers.map(|number| (number, number.to_string())).collect()
    };
    if values.is_empty() {
        return value.complain("a sweep has values", "write `values = \"1..100\"`");
    }
    Some(values)
}

/// One of a list: a number, or a word.
fn one(item: &Value<'_>, place: usize) -> Option<(f64, String)> {
    if !item.is_text() {
        let number = item.number()?;
        return Some((number, number.to_string()));
    }
    let text = item.text()?;
    let number = parse(text).and_then(|formula| constant(&formula));
    Some(match number {
        Ok(number) => (number, number.to_string()),
        Err(_) => (place as f64 + 1.0, text.to_string()),
    })
}

fn range(text: &str) -> Result<Vec<f64>, Problem> {
    let wrong = |message: &str| {
        Problem::new((0..text.len()).into(), message)
            .help("write `1..200`, `0.02..0.6 by 0.02`, `1e-5..1 by *10`, or a list")
    };
    let number = |text: &str| {
        let number = parse(text).and_then(|formula| constant(&formula));
        number.map_err(|_| wrong("expected from where to where"))
    };
    let (ends, by) = text.split_once(" by ").unwrap_or((text, "1"));
    let (low, high) = ends
        .split_once("..")
        .ok_or_else(|| wrong("expected from where to where"))?;
    let (low, high) = (number(low)?, number(high)?);
    let factor = by.trim().strip_prefix('*');
    let step = number(factor.unwrap_or(by))?;
    let grows = if factor.is_some() {
        step > 1.0 && low > 0.0
    } else {
        step > 0.0
    };
    if !grows || low > high {
        return Err(wrong("this leads nowhere"));
    }
    let at = |place: usize| {
        let place = place as f64;
        let value = if factor.is_some() {
            low * step.powf(place)
        } else {
            low + step * place
        };
        rounded(value)
    };
    let slack = high + 1e-9 * high.abs();
    let values: Vec<f64> = (0..=MOST)
        .map(at)
        .take_while(|value| *value <= slack)
        .collect();
    if values.len() > MOST {
        return Err(wrong("more than 1,000 values"));
    }
    Ok(values)
}

/// The number of twelve digits that is meant, without what adding up has made of it.
fn rounded(value: f64) -> f64 {
    format!("{value:.11e}").parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_those_that_are_written() {
        let values = |text: &str| range(text).expect(text);
        assert_eq!(values("1..4"), [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(values("0.02..0.1 by 0.02"), [0.02, 0.04, 0.06, 0.08, 0.1]);
        assert_eq!(values("1e-5..1 by *10"), [1e-5, 1e-4, 1e-3, 0.01, 0.1, 1.0]);
        for wrong in ["1", "2..1", "1..2 by 0", "0..1 by *10", "1..2000", "a..b"] {
            assert!(range(wrong).is_err(), "{wrong}");
        }
    }
}
