//! Numbers as people type them in answers: `0,0373`, `3.73%`, `(0.5)(0.4)`, `½`, `10⁻²`. The formula language is stricter, and
//! reads what comes out here.

use super::hidden::names;
use crate::formula::{Expr, constant, parse};

/// The number that an answer is.
///
/// # Errors
/// If it is none: a sentence that says what to type.
pub fn number(given: &str) -> Result<f64, String> {
    let text = spelt_out(given);
    let formula = parse(&text).and_then(Expr::number);
    match formula.as_ref().map(|formula| (constant(formula), formula)) {
        Ok((Ok(value), _)) if value.is_finite() => Ok(value),
        Ok((Ok(_), _)) => Err("this is no finite number".to_string()),
        Ok((Err(problem), formula)) if names(formula).is_empty() => Err(problem.to_string()),
        Err(problem) if !text.contains(char::is_alphabetic) => Err(problem.to_string()),
        _ => Err("numbers here: what is each? Put in the values, as in 0.5 × 0.4".to_string()),
    }
}

/// Signs that say the same as one of the formula language.
const SIGNS: [(&str, &str); 21] = [
    ("−", "-"),
    ("–", "-"),
    ("‒", "-"),
    ("×", "*"),
    ("·", "*"),
    ("⋅", "*"),
    ("∙", "*"),
    ("•", "*"),
    ("÷", "/"),
    ("∕", "/"),
    ("⁄", "/"),
    ("**", "^"),
    ("½", "(1/2)"),
    ("¼", "(1/4)"),
    ("¾", "(3/4)"),
    ("⅓", "(1/3)"),
    ("⅔", "(2/3)"),
    ("⅕", "(1/5)"),
    ("⅛", "(1/8)"),
    ("%", "/100"),
    ("π", "pi"),
];
const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/// An answer in the spelling of the formula language.
fn spelt_out(given: &str) -> String {
    // Of `change = 0.5 * 0.4 = 0.2` the last side is the answer.
    let last = given.rsplit(['=', '≈', '~']).next().unwrap_or(given);
    let last = last.trim_matches(|c: char| c.is_whitespace() || "`$".contains(c));
    let last = last.strip_suffix('.').unwrap_or(last);
    let mixed = mixed_fractions(last);
    let plain = SIGNS
        .iter()
        .fold(mixed, |text, (sign, plain)| text.replace(sign, plain));
    let chars: Vec<char> = lowered(&plain).chars().collect();
    let mut text = String::new();
    for (at, c) in chars.iter().copied().enumerate() {
        let before = chars[..at].iter().rev().copied().find(|c| *c != ' ');
        let after = chars[at + 1..].iter().copied().find(|c| *c != ' ');
        let [ends, begins] = [before, after].map(|c| c.is_some_and(|c| c.is_ascii_digit()));
        let thousand = ends && is_thousand(&chars[at + 1..]);
        match c {
            ',' if is_grouped(&chars, at) => {}
            ',' if begins => text.push('.'),
            ' ' | '\u{a0}' | '\u{202f}' | '\'' if thousand => {}
            // A plus before a number says nothing.
            '+' if !before.is_some_and(|c| c.is_ascii_digit() || ").e".contains(c)) => {}
            'x' | 'X' if (ends || before == Some(')')) && (begins || after == Some('(')) => {
                text.push('*');
            }
            '(' if ends || before == Some(')') => text.push_str("*("),
            c if c.is_ascii_digit() && before == Some(')') => {
                text.push('*');
                text.push(c);
            }
            c => text.push(c),
        }
    }
    text
}

/// `2½` is two and a half.
fn mixed_fractions(text: &str) -> String {
    let mut mixed = String::new();
    for c in text.chars() {
        let whole = mixed.len() - mixed.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        if whole > 0 && "½¼¾⅓⅔⅕⅛".contains(c) {
            mixed.insert(mixed.len() - whole, '(');
            mixed.push('+');
            mixed.push(c);
            mixed.push(')');
        } else {
            mixed.push(c);
        }
    }
    mixed
}

/// Raised digits as powers: `10⁻²` is `10^(-2)`.
fn lowered(text: &str) -> String {
    let digit = |c: char| {
        let digit = RAISED.chars().position(|raised| raised == c);
        digit.and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10))
    };
    let mut lowered = String::new();
    let mut raised = false;
    for c in text.chars() {
        let low = match c {
            '⁻' => Some('-'),
            '⁺' => Some('+'),
            c => digit(c),
        };
        if low.is_some() != raised {
            lowered.push_str(if raised { ")" } else { "^(" });
            raised = !raised;
        }
        // A plus in an exponent says nothing.
        lowered.extend(low.or(Some(c)).filter(|c| !raised || *c != '+'));
    }
    if raised {
        lowered.push(')');
    }
    lowered
}

/// Returns `true` if exactly three digits follow.
fn is_thousand(rest: &[char]) -> bool {
    rest.iter().take_while(|c| c.is_ascii_digit()).count() == 3
}

/// Returns `true` if a comma separates thousands, as in `3,081`, rather than a whole number from its decimals.
fn is_grouped(chars: &[char], at: usize) -> bool {
    let before: Vec<char> = chars[..at]
        .iter()
        .rev()
        .copied()
        .take_while(char::is_ascii_digit)
        .collect();
    is_thousand(&chars[at + 1..]) && (1..=3).contains(&before.len()) && before.last() != Some(&'0')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_type_them() {
        for (typed, meant) in [
            ("0.0373", 0.0373),
            ("+0.0373", 0.0373),
            ("0,0373", 0.0373),
            ("3.73%", 0.0373),
            ("= 0.0373", 0.0373),
            ("≈0.0373", 0.0373),
            ("~ 0.0373", 0.0373),
            ("0.0373.", 0.0373),
            (".0373", 0.0373),
            ("change = 0.5 * 0.4 = 0.2", 0.2),
            ("(0.5)(0.4)", 0.2),
            ("0.5(0.4)", 0.2),
            ("(0.5)0.4", 0.2),
            ("0.5x0.4", 0.2),
            ("0.5 x 0.4", 0.2),
            ("0.5·0.4", 0.2),
            ("0.5 × −0.4", -0.2),
            ("0,5*0,4", 0.2),
            ("1/2", 0.5),
            ("½", 0.5),
            ("-½", -0.5),
            ("2½ * 2", 5.0),
            ("10⁻²", 0.01),
            ("2·10⁻²", 0.02),
            ("3²", 9.0),
            ("1e-2", 0.01),
            ("1E−2", 0.01),
            ("−0.04", -0.04),
            ("–0.04", -0.04),
            ("3,081", 3081.0),
            ("3 081", 3081.0),
            ("1,088.5", 1088.5),
            ("`0.5`", 0.5),
            ("2**3", 8.0),
            ("0.5 + +0.1", 0.6),
        ] {
            let read = number(typed);
            let near = read.as_ref().is_ok_and(|read| (read - meant).abs() < 1e-12);
            assert!(near, "{typed}: {read:?}");
        }
    }

    #[test]
    fn names_are_asked_for_their_numbers() {
        for typed in [
            "lr*delta*fprime*input",
            "f'(e)",
            "lr × 0.4",
            "y(1 - y)",
            "I know not",
        ] {
            let said = number(typed).expect_err(typed);
            assert!(
                said.starts_with("numbers here: what is each?"),
                "{typed}: {said}"
            );
        }
        for typed in ["0.5 *", "1/0", "..", "(0.5"] {
            let said = number(typed).expect_err(typed);
            assert!(!said.contains("what is each"), "{typed}: {said}");
        }
    }
}
