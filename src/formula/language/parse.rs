//! Text to tree. From loosest to tightest: `or`, `and`, `not`, one comparison, `+ -`, `* /`, unary minus, `^`.

use super::problem::{Problem, Span};
use super::token::{Token, tokens};
use super::tree::{Comparison, Expr, ExprKind, NESTING, Number, Operator, PARTS, Tolerance};

/// Reads a formula, which is a number or a condition.
///
/// # Errors
/// If it is not one: the place, what was expected there, and what to try.
pub fn parse(text: &str) -> Result<Expr, Problem> {
    let tokens = few_tokens(text)?;
    let mut parser = Parser::new(text, &tokens, &|_| false);
    let formula = parser.disjunction()?;
    parser.end()?;
    Ok(formula)
}

/// Reads the sides of an equation, `A = B = …`, which are numbers; a single formula is an equation of one side.
/// `dA/dB` and `d(FORMULA)/dB` are one token in it where `known` has the names A and B, without their brackets.
///
/// # Errors
/// If it is not one: the place, what was expected there, and what to try.
pub fn equation(text: &str, known: &dyn Fn(&str) -> bool) -> Result<Vec<Expr>, Problem> {
    let tokens = few_tokens(text)?;
    let mut parser = Parser::new(text, &tokens, known);
    let mut sides = vec![parser.disjunction()?.number()?];
    while parser.take(Token::Symbol("=")) {
        sides.push(parser.disjunction()?.number()?);
    }
    parser.end()?;
    Ok(sides)
}

/// The words of a text that may be names: a text that is no formula has none.
#[must_use]
pub fn words(text: &str) -> Vec<&str> {
    let word = |(token, _)| match token {
        Token::Word(word) if !RESERVED.contains(&word) => Some(word),
        _ => None,
    };
    let tokens = tokens(text).unwrap_or_default();
    tokens.into_iter().filter_map(word).collect()
}

fn few_tokens(text: &str) -> Result<Vec<(Token<'_>, Span)>, Problem> {
    let tokens = tokens(text)?;
    match tokens.get(PARTS) {
        None => Ok(tokens),
        Some((_, span)) => Err(Problem::new(
            *span,
            format!("a formula has at most {PARTS} parts"),
        )),
    }
}

struct Parser<'a> {
    text: &'a str,
    tokens: &'a [(Token<'a>, Span)],
    next: usize,
    depth: usize,
    /// Names that may be differentiated, and differentiated by.
    known: &'a dyn Fn(&str) -> bool,
}

type Parsed = Result<Expr, Problem>;

impl<'a> Parser<'a> {
    fn new(
        text: &'a str,
        tokens: &'a [(Token<'a>, Span)],
        known: &'a dyn Fn(&str) -> bool,
    ) -> Self {
        Parser {
            text,
            tokens,
            next: 0,
            depth: 0,
            known,
        }
    }

    fn disjunction(&mut self) -> Parsed {
        self.logic("or", Self::conjunction, ExprKind::Or)
    }

    fn conjunction(&mut self) -> Parsed {
        self.logic("and", Self::negation, ExprKind::And)
    }

    fn logic(
        &mut self,
        word: &str,
        tighter: fn(&mut Self) -> Parsed,
        join: fn(Box<Expr>, Box<Expr>) -> ExprKind,
    ) -> Parsed {
        let mut left = tighter(self)?;
        while self.take(Token::Word(word)) {
            let right = tighter(self)?;
            let span = left.span.to(right.span);
            left = Expr {
                kind: join(Box::new(left.condition()?), Box::new(right.condition()?)),
                span,
            };
        }
        Ok(left)
    }

    fn negation(&mut self) -> Parsed {
        let start = self.span();
        if !self.take(Token::Word("not")) {
            return self.comparison();
        }
        let inner = self.nested(Self::negation)?.condition()?;
        let span = start.to(inner.span);
        Ok(Expr {
            kind: ExprKind::Not(Box::new(inner)),
            span,
        })
    }

    fn comparison(&mut self) -> Parsed {
        let left = self.sum()?;
        let Some(symbol) = self.comparison_symbol() else {
            return Ok(left);
        };
        let left = Box::new(left.number()?);
        let right = Box::new(self.sum()?.number()?);
        let mut span = left.span.to(right.span);
        let kind = if let Some(comparison) = comparison(symbol) {
            ExprKind::Compare(comparison, left, right)
        } else {
            let tolerance = self.tolerance()?;
            span.end = self.last_span().end;
            near(left, right, tolerance)?
        };
        if self.comparison_symbol().is_some() {
            return Err(Problem::new(self.last_span(), "comparisons do not chain")
                .help("join two with `and`: `0 < y and y < 1`"));
        }
        Ok(Expr { kind, span })
    }

    fn comparison_symbol(&mut self) -> Option<&'static str> {
        match self.peek() {
            Some(Token::Symbol(symbol @ ("<" | "<=" | ">" | ">=" | "==" | "!=" | "~"))) => {
                self.next += 1;
                Some(symbol)
            }
            _ => None,
        }
    }

    /// `+- 0.1` or `+- 2%`, after the right side of `~`.
    fn tolerance(&mut self) -> Result<Option<Tolerance>, Problem> {
        if !self.take(Token::Symbol("+-")) {
            return Ok(None);
        }
        let Some(Token::Number(text)) = self.peek() else {
            return Err(self.unexpected("a number after `+-`: `+- 0.01`, `+- 2%`"));
        };
        self.next += 1;
        let value = number(text, self.last_span())?;
        Ok(Some(if self.take(Token::Symbol("%")) {
            Tolerance::Percent(value)
        } else {
            Tolerance::Absolute(value)
        }))
    }

    fn sum(&mut self) -> Parsed {
        self.left_to_right(Self::product, |symbol| match symbol {
            "+" => Some(Operator::Add),
            "-" => Some(Operator::Subtract),
            _ => None,
        })
    }

    fn product(&mut self) -> Parsed {
        self.left_to_right(Self::signed, |symbol| match symbol {
            "*" => Some(Operator::Multiply),
            "/" => Some(Operator::Divide),
            _ => None,
        })
    }

    fn left_to_right(
        &mut self,
        tighter: fn(&mut Self) -> Parsed,
        operator: fn(&str) -> Option<Operator>,
    ) -> Parsed {
        let mut left = tighter(self)?;
        while let Some(Token::Symbol(symbol)) = self.peek()
            && let Some(operator) = operator(symbol)
        {
            self.next += 1;
            let right = tighter(self)?;
            left = binary(operator, left, right)?;
        }
        Ok(left)
    }

    fn signed(&mut self) -> Parsed {
        let start = self.span();
        if !self.take(Token::Symbol("-")) {
            return self.power();
        }
        let inner = self.nested(Self::signed)?.number()?;
        let span = start.to(inner.span);
        Ok(Expr {
            kind: ExprKind::Negate(Box::new(inner)),
            span,
        })
    }

    fn power(&mut self) -> Parsed {
        let base = self.operand()?;
        if !self.take(Token::Symbol("^")) {
            return Ok(base);
        }
        let exponent = self.nested(Self::signed)?;
        binary(Operator::Power, base, exponent)
    }

    /// A number, a name with or without brackets, or a formula in brackets.
    fn operand(&mut self) -> Parsed {
        let span = self.span();
        match self.peek() {
            Some(Token::Number(text)) => {
                self.next += 1;
                let number = Number {
                    value: number(text, span)?,
                    text: text.to_string(),
                };
                Ok(Expr {
                    kind: ExprKind::Number(number),
                    span,
                })
            }
            Some(Token::Word(word)) if !RESERVED.contains(&word) => {
                if self.is_derivative() {
                    return self.derivative(word, span);
                }
                self.next += 1;
                self.name(word, span)
            }
            Some(Token::Symbol("(")) => self.brackets(),
            _ => Err(self.unexpected("a number, a name, `(` or `-`")),
        }
    }

    /// `dA/dB` or `d(FORMULA)/dB`, of which the first token is `word`.
    fn derivative(&mut self, word: &str, span: Span) -> Parsed {
        self.next += 1;
        let of = match self.differentiated(word) {
            Some(name) => self.name(name, after_d(span))?,
            None => self.brackets()?.number()?,
        };
        // The `/`, and the word behind it.
        let start = self.tokens[self.next + 1].1;
        self.next += 2;
        let by = self.name(&self.text[start.start + 1..start.end], after_d(start))?;
        Ok(Expr {
            span: span.to(by.span),
            kind: ExprKind::Derivative(Box::new(of), Box::new(by)),
        })
    }

    /// Returns `true` if `dA/dB` or `d(FORMULA)/dB` begins here.
    fn is_derivative(&self) -> bool {
        let token = |at: usize| self.tokens.get(at).map(|(token, _)| *token);
        let opens = token(self.next + 1) == Some(Token::Symbol("("));
        let begins = match self.peek() {
            Some(Token::Word("d")) => opens,
            Some(Token::Word(word)) => self.differentiated(word).is_some(),
            _ => false,
        };
        if !begins {
            return false;
        }
        let after = if opens {
            self.behind_brackets(self.next + 1)
        } else {
            self.next + 1
        };
        token(after) == Some(Token::Symbol("/"))
            && matches!(token(after + 1), Some(Token::Word(word)) if self.differentiated(word).is_some())
    }

    /// The place behind the brackets that open at `at`.
    fn behind_brackets(&self, at: usize) -> usize {
        let mut depth = 0;
        for (place, (token, _)) in self.tokens.iter().enumerate().skip(at) {
            match token {
                Token::Symbol("(") => depth += 1,
                Token::Symbol(")") => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return place + 1;
            }
        }
        self.tokens.len()
    }

    /// The known name behind the `d` of a word.
    fn differentiated<'w>(&self, word: &'w str) -> Option<&'w str> {
        let name = word.strip_prefix('d').filter(|name| !name.is_empty())?;
        (self.known)(name).then_some(name)
    }

    fn brackets(&mut self) -> Parsed {
        let start = self.span();
        self.next += 1;
        let inner = self.nested(Self::disjunction)?;
        self.close("(", start)?;
        Ok(Expr {
            span: start.to(self.last_span()),
            ..inner
        })
    }

    fn name(&mut self, word: &str, span: Span) -> Parsed {
        if self.take(Token::Symbol(".")) {
            return self.of_a_run(word, span);
        }
        if self.peek() != Some(Token::Symbol("(")) {
            return Ok(Expr {
                kind: ExprKind::Name(word.to_string()),
                span,
            });
        }
        let args = self.arguments()?;
        Ok(Expr {
            kind: ExprKind::Call(word.to_string(), args),
            span: span.to(self.last_span()),
        })
    }

    fn of_a_run(&mut self, run: &str, span: Span) -> Parsed {
        let inner = match self.peek() {
            Some(Token::Word(_) | Token::Symbol("(")) => self.nested(Self::operand)?,
            _ => return Err(self.unexpected(&format!("a name or `(` after `{run}.`"))),
        };
        let span = span.to(inner.span);
        Ok(Expr {
            kind: ExprKind::Of(run.to_string(), Box::new(inner)),
            span,
        })
    }

    fn arguments(&mut self) -> Result<Vec<Expr>, Problem> {
        let open = self.span();
        self.next += 1;
        let mut args = Vec::new();
        loop {
            args.push(self.nested(Self::disjunction)?);
            if !self.take(Token::Symbol(",")) {
                break;
            }
        }
        self.close("(", open)?;
        Ok(args)
    }

    fn close(&mut self, bracket: &str, open: Span) -> Result<(), Problem> {
        if self.take(Token::Symbol(")")) {
            return Ok(());
        }
        if self.peek().is_none() {
            return Err(Problem::new(open, format!("`{bracket}` is never closed")).help("add `)`"));
        }
        Err(self.unexpected("an operator or `)`"))
    }

    fn nested(&mut self, inner: fn(&mut Self) -> Parsed) -> Parsed {
        if self.depth == NESTING {
            return Err(Problem::new(
                self.span(),
                format!("brackets, signs and powers nest at most {NESTING} deep"),
            ));
        }
        self.depth += 1;
        let parsed = inner(self);
        self.depth -= 1;
        parsed
    }

    fn end(&self) -> Result<(), Problem> {
        match self.peek() {
            None => Ok(()),
            Some(Token::Symbol("=")) => Err(Problem::new(self.span(), "`=` does not compare")
                .help("write `~` for near, `==` for exactly equal")),
            Some(Token::Symbol("+-")) => Err(Problem::new(
                self.span(),
                "`+-` stands only after the right side of `~`",
            )
            .help("for a sum with a negative number put a space between: `+ -`")),
            Some(Token::Symbol(")")) => Err(Problem::new(self.span(), "`)` closes nothing")),
            _ => Err(self.unexpected("an operator, a comparison, or the end")),
        }
    }

    fn unexpected(&self, expected: &str) -> Problem {
        let found = match self.tokens.get(self.next) {
            Some((_, span)) => format!("`{}`", &self.text[span.start..span.end]),
            None => "the end".to_string(),
        };
        let problem = Problem::new(self.span(), format!("expected {expected}, found {found}"));
        let after_number =
            self.next > 0 && matches!(self.tokens[self.next - 1].0, Token::Number(_));
        match self.peek() {
            Some(Token::Word(_) | Token::Symbol("("))
                if after_number && expected.starts_with("an operator") =>
            {
                problem.help("a product is written with `*`")
            }
            Some(Token::Symbol("*"))
                if self.next > 0 && self.tokens[self.next - 1].0 == Token::Symbol("*") =>
            {
                problem.help("a power is written with `^`")
            }
            _ => problem,
        }
    }

    fn peek(&self) -> Option<Token<'a>> {
        self.tokens.get(self.next).map(|(token, _)| *token)
    }

    fn take(&mut self, token: Token<'_>) -> bool {
        let there = self.peek() == Some(token);
        self.next += usize::from(there);
        there
    }

    /// Span of the next token; at the end of the text, the place after the last one.
    fn span(&self) -> Span {
        match self.tokens.get(self.next) {
            Some((_, span)) => *span,
            None => Span {
                start: self.text.len(),
                end: self.text.len(),
            },
        }
    }

    fn last_span(&self) -> Span {
        self.next
            .checked_sub(1)
            .and_then(|last| self.tokens.get(last))
            .map_or(Span::default(), |(_, span)| *span)
    }
}

/// Span of a word without its `d`.
fn after_d(span: Span) -> Span {
    Span {
        start: span.start + 1,
        ..span
    }
}

/// Words that are operators.
pub const RESERVED: [&str; 3] = ["and", "or", "not"];

fn number(text: &str, span: Span) -> Result<f64, Problem> {
    match text.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(Problem::new(span, "this number is too large for a float")),
    }
}

fn binary(operator: Operator, left: Expr, right: Expr) -> Parsed {
    let span = left.span.to(right.span);
    Ok(Expr {
        kind: ExprKind::Binary(
            operator,
            Box::new(left.number()?),
            Box::new(right.number()?),
        ),
        span,
    })
}

/// `left ~ right`; a plain number on the right says by its digits how near is near.
fn near(
    left: Box<Expr>,
    right: Box<Expr>,
    tolerance: Option<Tolerance>,
) -> Result<ExprKind, Problem> {
    if let (None, Some(number)) = (tolerance, right.as_number())
        && number.half_unit().is_none()
    {
        return Err(Problem::new(
            right.span,
            "a number without a point does not say how near is near",
        )
        .help(format!(
            "write `{0}.0`, `{0} +- 0.5`, or `==` for exactly",
            number.text
        )));
    }
    Ok(ExprKind::Near(left, right, tolerance))
}

impl Expr {
    /// The number that this is, if it is nothing but a number with perhaps a minus before it.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match &self.kind {
            ExprKind::Number(number) => Some(number),
            ExprKind::Negate(inner) => match &inner.kind {
                ExprKind::Number(number) => Some(number),
                _ => None,
            },
            _ => None,
        }
    }
}

fn comparison(symbol: &str) -> Option<Comparison> {
    Some(match symbol {
        "<" => Comparison::Less,
        "<=" => Comparison::AtMost,
        ">" => Comparison::Greater,
        ">=" => Comparison::AtLeast,
        "==" => Comparison::Equal,
        "!=" => Comparison::Unequal,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(text: &str) -> Problem {
        parse(text).expect_err(text)
    }

    fn printed(text: &str) -> String {
        parse(text)
            .unwrap_or_else(|problem| panic!("{text}: {problem}"))
            .to_string()
    }

    #[test]
    fn precedence_is_that_of_the_format() {
        for (text, meaning) in [
            ("-2^2", "-(2^2)"),
            ("2^-1", "2^(-1)"),
            ("2^3^2", "2^(3^2)"),
            ("1 - 2 - 3", "(1 - 2) - 3"),
            ("a / b * c", "(a / b) * c"),
            (
                "not a < 1 and b < 1 or c < 1",
                "((not (a < 1)) and b < 1) or c < 1",
            ),
            ("-a * b", "(-a) * b"),
            ("a + b < c * d", "(a + b) < (c * d)"),
        ] {
            assert_eq!(printed(text), printed(meaning));
        }
    }

    #[test]
    fn a_missing_operand_says_what_was_expected() {
        for text in ["e^", "1 +", "", "(1 + ", "w(2, ", "a < ", "not"] {
            let problem = problem(text);
            assert!(
                problem.message.starts_with("expected a number, a name"),
                "{text}: {problem}"
            );
            assert_eq!(problem.span.start, text.len());
        }
    }

    fn sides(text: &str) -> Vec<String> {
        let known = |name: &str| ["E", "w", "y", "e", "delta", "f"].contains(&name);
        let sides = equation(text, &known).unwrap_or_else(|problem| panic!("{text}: {problem}"));
        let shown = |side: &Expr| {
            let derivatives = side.children().len();
            match side.kind {
                ExprKind::Derivative(..) => format!("[{side}]"),
                _ => format!("{side} ({derivatives})"),
            }
        };
        sides.iter().map(shown).collect()
    }

    #[test]
    fn a_derivative_is_one_token_where_both_names_are_known() {
        for (text, read) in [
            ("dE/dw", vec!["[dE/dw]"]),
            ("dE/dw(1,1,1)", vec!["[dE/dw(1, 1, 1)]"]),
            (
                "dE / dw = dy(1,1)/de(1,1)",
                vec!["[dE/dw]", "[dy(1, 1)/de(1, 1)]"],
            ),
            ("ddelta/de", vec!["[ddelta/de]"]),
            ("d(y * w)/de", vec!["[d(y * w)/de]"]),
            ("df(e)/de", vec!["[df(e)/de]"]),
            ("-dE/dy", vec!["-dE/dy (1)"]),
            ("dE/dw^2", vec!["dE/dw^2 (2)"]),
            ("dE/dz", vec!["dE / dz (2)"]),
            ("delta/dw", vec!["delta / dw (2)"]),
            ("dE/y", vec!["dE / y (2)"]),
            ("a / dE/dw", vec!["a / dE/dw (2)"]),
            ("d(1, 2)/3", vec!["d(1, 2) / 3 (2)"]),
        ] {
            assert_eq!(sides(text), read, "{text}");
        }
        assert_eq!(printed("dE/dw"), "dE / dw", "elsewhere it is a quotient");
    }

    #[test]
    fn the_places_of_a_derivative_are_those_of_its_names() {
        let text = "y = -dE/dw(1,1,1)";
        let side = equation(text, &|name| ["E", "w"].contains(&name))
            .expect(text)
            .remove(1);
        let derivative = side.children()[0];
        let spans = [
            derivative,
            derivative.children()[0],
            derivative.children()[1],
        ];
        let shown = spans.map(|part| &text[part.span.start..part.span.end]);
        assert_eq!(shown, ["dE/dw(1,1,1)", "E", "w(1,1,1)"]);
    }

    #[test]
    fn derivatives_in_derivatives_are_read_once() {
        let deep = |open: &str| format!("{}e{}", open.repeat(60), ")".repeat(60));
        assert!(equation(&deep("d("), &|_| true).is_ok());
        assert!(equation(&deep("dy("), &|_| true).is_ok());
        let text = format!("{}e{}", "d(".repeat(60), ")/dw".repeat(60));
        assert!(equation(&text, &|name| name == "w").is_ok());
    }

    #[test]
    fn what_is_no_equation_says_where() {
        for (text, said) in [
            (
                "y =",
                "expected a number, a name, `(` or `-`, found the end",
            ),
            ("= y", "expected a number, a name, `(` or `-`, found `=`"),
            ("y == 1", "expected a number here, found a condition"),
            (
                "y = 1 2",
                "expected an operator, a comparison, or the end, found `2`",
            ),
            (
                "∂E/∂w = 1",
                "`∂` has no meaning in a formula; a derivative is written `dE/dw`",
            ),
        ] {
            let problem = equation(text, &|_| true).expect_err(text).to_string();
            assert!(problem.starts_with(said), "{text}: {problem}");
        }
    }

    #[test]
    fn help_fits_the_slip() {
        for (text, help) in [
            ("0 < y < 1", "join two with `and`: `0 < y and y < 1`"),
            ("E = 1", "write `~` for near, `==` for exactly equal"),
            ("E ~ 3", "write `3.0`, `3 +- 0.5`, or `==` for exactly"),
            ("2e", "a product is written with `*`"),
            ("e**2", "a power is written with `^`"),
            ("(e + 1", "add `)`"),
            (
                "1 +-2",
                "for a sum with a negative number put a space between: `+ -`",
            ),
        ] {
            assert_eq!(problem(text).help.as_deref(), Some(help), "{text}");
        }
    }

    #[test]
    fn conditions_and_numbers_do_not_mix() {
        for text in [
            "(a < b) + 1",
            "a and b < 1",
            "(a < b) < c",
            "-(a < b)",
            "not a",
        ] {
            assert!(problem(text).message.contains("condition"), "{text}");
        }
    }

    #[test]
    fn nesting_is_bounded_and_long_chains_are_too() {
        for (open, close) in [
            ("(", ")"),
            ("-", ""),
            ("not ", ""),
            ("2^", ""),
            ("exp(", ")"),
            ("r.", ""),
        ] {
            let deep = |n: usize| format!("{}1 < 2{}", open.repeat(n), close.repeat(n));
            assert!(problem(&deep(100)).message.contains("at most 64"), "{open}");
            assert!(parse(&deep(100_000)).is_err());
        }
        assert!(parse(&format!("{}1{}", "(".repeat(64), ")".repeat(64))).is_ok());
        assert!(parse(&format!("1{}", " + 1".repeat(100_000))).is_err());
    }
}
