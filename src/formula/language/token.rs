//! A formula's text as tokens, each with its place.

use winnow::ascii::{digit0, digit1};
use winnow::combinator::{alt, opt, peek};
use winnow::prelude::*;
use winnow::stream::LocatingSlice;
use winnow::token::{any, one_of, take_while};

use super::problem::{Problem, Span};

/// The smallest parts of a formula.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Token<'a> {
    /// Digits with perhaps a point and an exponent, as written.
    Number(&'a str),
    /// A name; `f'` is one.
    Word(&'a str),
    /// An operator, a bracket, a comma, in its ASCII spelling.
    Symbol(&'static str),
}

type Input<'a> = LocatingSlice<&'a str>;

/// Spellings of the symbols: as read, and the symbol meant. Longer ones first.
const SYMBOLS: [(&str, &str); 27] = [
    ("+-", "+-"),
    ("±", "+-"),
    ("<=", "<="),
    ("≤", "<="),
    (">=", ">="),
    ("≥", ">="),
    ("==", "=="),
    ("!=", "!="),
    ("≠", "!="),
    ("~", "~"),
    ("≈", "~"),
    ("<", "<"),
    (">", ">"),
    ("=", "="),
    ("+", "+"),
    ("-", "-"),
    ("−", "-"),
    ("*", "*"),
    ("×", "*"),
    ("·", "*"),
    ("/", "/"),
    ("^", "^"),
    ("(", "("),
    (")", ")"),
    (",", ","),
    (".", "."),
    ("%", "%"),
];

/// The tokens of `text` in order.
///
/// # Errors
/// At the first character that begins no token.
pub fn tokens(text: &str) -> Result<Vec<(Token<'_>, Span)>, Problem> {
    let mut input = LocatingSlice::new(text);
    let mut tokens = Vec::new();
    loop {
        skip_space(&mut input);
        if input.is_empty() {
            return Ok(tokens);
        }
        let start = text.len() - input.len();
        match token.with_span().parse_next(&mut input) {
            Ok((token, span)) => tokens.push((token, span.into())),
            Err(_) => return Err(unknown_character(text, start)),
        }
    }
}

fn skip_space(input: &mut Input<'_>) {
    let skipped: ModalResult<&str> = take_while(0.., char::is_whitespace).parse_next(input);
    debug_assert!(skipped.is_ok(), "nothing at all is also white space");
}

fn token<'a>(input: &mut Input<'a>) -> ModalResult<Token<'a>> {
    alt((
        number.map(Token::Number),
        word.map(Token::Word),
        symbol.map(Token::Symbol),
    ))
    .parse_next(input)
}

/// `12`, `0.5`, `.5`, `3.`, `1e-9`; an `e` that no digit follows is a name.
fn number<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    let exponent = (one_of(['e', 'E']), opt(one_of(['+', '-'])), digit1);
    let point = ('.', peek(any_but_name));
    let mantissa = alt((
        (
            digit1,
            opt((alt((('.', digit1).void(), point.void())), digit0)),
        )
            .void(),
        ('.', digit1).void(),
    ));
    (mantissa, opt(exponent)).take().parse_next(input)
}

/// A point that ends a number is not followed by a name (`3.x` is not a number).
fn any_but_name(input: &mut Input<'_>) -> ModalResult<()> {
    alt((
        winnow::combinator::eof.void(),
        any.verify(|c: &char| !c.is_alphabetic() && *c != '(')
            .void(),
    ))
    .parse_next(input)
}

fn word<'a>(input: &mut Input<'a>) -> ModalResult<&'a str> {
    let first = |c: char| c.is_ascii_alphabetic() || c == '_';
    let rest = |c: char| c.is_ascii_alphanumeric() || c == '_';
    (
        take_while(1, first),
        take_while(0.., rest),
        opt(one_of(['\'', '′'])),
    )
        .take()
        .parse_next(input)
}

fn symbol(input: &mut Input<'_>) -> ModalResult<&'static str> {
    for (written, meant) in SYMBOLS {
        if input.starts_with(written) {
            winnow::token::take(written.chars().count())
                .void()
                .parse_next(input)?;
            return Ok(meant);
        }
    }
    Err(winnow::error::ErrMode::Backtrack(
        winnow::error::ContextError::new(),
    ))
}

fn unknown_character(text: &str, start: usize) -> Problem {
    let character = text[start..].chars().next().unwrap_or(' ');
    let span = Span {
        start,
        end: start + character.len_utf8(),
    };
    let problem = Problem::new(
        span,
        format!("`{}` has no meaning in a formula", character.escape_debug()),
    );
    match character {
        '&' => problem.help("write `and`"),
        '|' => problem.help("write `or`, or `abs(…)` for a size"),
        '!' => problem.help("write `not`, or `!=`"),
        '∂' => problem.help("a derivative is written `dE/dw`"),
        '[' | '{' => problem.help("brackets are round: `(…)`"),
        _ => {
            problem.help("a formula has numbers, names, + − * / ^, comparisons and round brackets")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = tokens(text).expect("tokens");
        tokens
            .into_iter()
            .map(|(_, span)| text[span.start..span.end].to_string())
            .collect()
    }

    #[test]
    fn plus_minus_is_one_token_and_a_sign_is_its_own() {
        assert_eq!(words("a ~ 1+-0.1"), ["a", "~", "1", "+-", "0.1"]);
        assert_eq!(words("2^-1"), ["2", "^", "-", "1"]);
    }

    #[test]
    fn an_e_belongs_to_a_number_only_before_digits() {
        assert_eq!(words("1e-9 2e 3.5E2"), ["1e-9", "2", "e", "3.5E2"]);
        assert_eq!(words("0.5 .5 3."), ["0.5", ".5", "3."]);
    }

    #[test]
    fn a_run_is_parted_from_its_name() {
        assert_eq!(
            words("linear.E linear.(w) f'(e)"),
            [
                "linear", ".", "E", "linear", ".", "(", "w", ")", "f'", "(", "e", ")"
            ]
        );
    }

    #[test]
    fn typeset_signs_are_read_as_plain_ones() {
        let read = |text| {
            tokens(text)
                .expect("tokens")
                .into_iter()
                .map(|(token, _)| token)
                .collect::<Vec<_>>()
        };
        assert_eq!(read("−1×2·3≈4±5≤6≥7≠8"), read("-1*2*3~4+-5<=6>=7!=8"));
    }

    #[test]
    fn a_character_without_meaning_is_shown_with_its_place() {
        let problem = tokens("a && b").expect_err("no such operator");
        assert_eq!(
            (problem.span.start, problem.help.as_deref()),
            (2, Some("write `and`"))
        );
    }
}
