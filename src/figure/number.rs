//! Numbers formatted for readers.

use crate::formula::tree::Number;

/// Digits that a live value shows where its lesson does not say.
pub const DIGITS: usize = 4;

/// A number with four significant digits; a whole one as it is.
#[must_use]
pub fn short(value: f64) -> String {
    if value == 0.0 {
        return "0".to_string();
    }
    if value.fract() == 0.0 && value.abs() < 1e6 {
        return sign(format!("{value:.0}"));
    }
    significant(value, DIGITS)
}

/// A number with as many significant digits; very large and very small ones with an exponent.
#[must_use]
pub fn significant(value: f64, digits: usize) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let scientific = format!("{value:.*e}", digits.saturating_sub(1));
    let exponent = scientific
        .split_once('e')
        .and_then(|(_, exponent)| exponent.parse::<i32>().ok())
        .unwrap_or(0);
    if !(-4..6).contains(&exponent) {
        return sign(scientific);
    }
    let places = i32::try_from(digits).unwrap_or(i32::MAX) - 1 - exponent;
    sign(format!("{value:.*}", usize::try_from(places).unwrap_or(0)))
}

/// A number with as many digits as `written` has.
#[must_use]
pub fn as_written(value: f64, written: &Number) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let places = |text: &str| {
        text.split_once('.')
            .map_or(0, |(_, fraction)| fraction.len())
    };
    sign(match written.text.split_once(['e', 'E']) {
        Some((mantissa, _)) => format!("{value:.*e}", places(mantissa)),
        None => format!("{value:.*}", places(&written.text)),
    })
}

/// A setting as its writer would write it: 0.5, not 0.5000.
#[must_use]
pub fn plain(value: f64) -> String {
    if !value.is_finite() {
        return not_finite(value);
    }
    let rounded: f64 = format!("{value:.11e}").parse().unwrap_or(value);
    if rounded != 0.0 && !(1e-4..1e6).contains(&rounded.abs()) {
        return sign(format!("{rounded:e}"));
    }
    sign(format!("{rounded}"))
}

/// A number to twelve significant digits, for looking into why two differ.
#[must_use]
pub fn long(value: f64) -> String {
    if value == 0.0 || value.fract() == 0.0 && value.abs() < 1e6 {
        short(value)
    } else {
        significant(value, 12)
    }
}

/// More digits than these no float has.
pub const MOST_DIGITS: usize = 16;

/// Number of leading significant digits in which two numbers agree: they differ by at most half a unit of the last of
/// them. 0 if one is not a number; [`MOST_DIGITS`] if they are equal.
#[must_use]
pub fn digits_alike(a: f64, b: f64) -> usize {
    if a == b {
        return MOST_DIGITS;
    }
    let first = a.abs().min(b.abs()).log10().floor();
    let digits = (first + 1.0 - (2.0 * (a - b).abs()).log10()).floor();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "no number becomes 0, and so does what is below it"
    )]
    let digits = digits as usize;
    digits.min(MOST_DIGITS)
}

fn not_finite(value: f64) -> String {
    if value.is_nan() {
        "not a number".to_string()
    } else {
        sign(if value > 0.0 { "∞" } else { "-∞" })
    }
}

/// With a minus sign as long as a plus sign; zero has none.
fn sign(text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    match text.strip_prefix('-') {
        Some(zero) if zero.chars().all(|c| matches!(c, '0' | '.')) => zero.to_string(),
        _ => text.replace('-', "−"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_four_significant_digits_unless_they_are_whole() {
        for (value, text) in [
            (0.741_365, "0.7414"),
            (-0.041_083_5, "−0.04108"),
            (12.345_67, "12.35"),
            (0.5, "0.5000"),
            (3.0, "3"),
            (0.0, "0"),
            (0.000_035_101_9, "3.510e−5"),
            (1_234_567.0, "1.235e6"),
            (0.999_99, "1.000"),
            (f64::NAN, "not a number"),
            (f64::NEG_INFINITY, "−∞"),
        ] {
            assert_eq!(short(value), text);
        }
    }

    #[test]
    fn digits_that_agree_are_counted() {
        for (a, b, digits) in [
            (0.082_167_04, 0.082_167_31, 5),
            (-0.082_167_04, -0.082_167_31, 5),
            (0.082_167, -0.082_167, 0),
            (-0.995, -0.744_375, 0),
            (1.0, 0.999_999_9, 6),
            (1.0, 0.5, 0),
            (3e-300, 3.001e-300, 3),
            (0.0, 1e-12, 0),
            (0.3, 0.3, MOST_DIGITS),
            (0.1 + 0.2, 0.3, 15),
            (0.3, f64::NAN, 0),
            (f64::INFINITY, 1.0, 0),
        ] {
            assert_eq!(digits_alike(a, b), digits, "{a} {b}");
            assert_eq!(digits_alike(b, a), digits, "{b} {a}");
        }
    }

    #[test]
    fn a_live_value_has_as_many_digits_as_its_lesson_wrote() {
        let number = |text: &str| Number {
            value: 0.0,
            text: text.to_string(),
        };
        assert_eq!(as_written(0.298_371_109, &number("0.298371")), "0.298371");
        assert_eq!(as_written(3.510_19e-5, &number("3.51e-5")), "3.51e−5");
        assert_eq!(
            as_written(-0.000_01, &number("0.00")),
            "0.00",
            "no minus before zero"
        );
    }

    #[test]
    fn a_setting_is_shown_as_it_is_written() {
        for (value, text) in [
            (0.5, "0.5"),
            (0.1 + 0.2, "0.3"),
            (1.0, "1"),
            (1e-6, "1e−6"),
            (-0.05, "−0.05"),
        ] {
            assert_eq!(plain(value), text);
        }
    }
}
