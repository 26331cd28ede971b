//! From LaTeX to text that the parser takes, and to the place of what it does not take:
//! the parser gives no offset, so the shortest row of tokens that fails has it.

use std::error::Error;

use pulldown_latex::{Event, Parser, Storage};

use super::dialect::Dialect;
use super::nesting::Nesting;
use super::spelling::spelt;
use super::token::{MathError, Token, TokenKind, tokens};

/// Commands to suggest for a misspelt one.
const COMMON: &[&str] = &[
    "alpha",
    "approx",
    "bar",
    "begin",
    "beta",
    "boldsymbol",
    "cdot",
    "cdots",
    "color",
    "cos",
    "Delta",
    "delta",
    "dfrac",
    "dot",
    "end",
    "epsilon",
    "eta",
    "exp",
    "frac",
    "gamma",
    "ge",
    "hat",
    "in",
    "infty",
    "int",
    "lambda",
    "ldots",
    "le",
    "left",
    "lim",
    "ln",
    "log",
    "mathbf",
    "mathrm",
    "max",
    "min",
    "mu",
    "nabla",
    "ne",
    "odot",
    "omega",
    "operatorname",
    "overline",
    "partial",
    "phi",
    "pi",
    "pm",
    "prod",
    "propto",
    "psi",
    "qquad",
    "quad",
    "rho",
    "right",
    "Sigma",
    "sigma",
    "sim",
    "sin",
    "sqrt",
    "sum",
    "tanh",
    "tau",
    "text",
    "tfrac",
    "theta",
    "tilde",
    "times",
    "to",
    "top",
    "underbrace",
    "varepsilon",
    "varphi",
    "vec",
    "xi",
    "zeta",
];

/// Commands that would let a formula rewrite the language, or that mean nothing in cells.
const REFUSED: &[&str] = &[
    "def",
    "let",
    "futurelet",
    "newcommand",
    "renewcommand",
    "providecommand",
    "relax",
    "char",
    "genfrac",
    "buildrel",
    "sideset",
    "colorbox",
    "fcolorbox",
    "begingroup",
    "endgroup",
    "kern",
    "mkern",
    "hskip",
    "mskip",
    "hspace",
    "Space",
    "cr",
];

/// `latex` as the parser takes it.
pub fn checked(latex: &str, dialect: &Dialect) -> Result<String, MathError> {
    let tokens = spelt(tokens(latex)?, dialect);
    if tokens.is_empty() {
        let message = "there is no formula here; write one, or write `\\$` for a dollar sign";
        return Err(MathError::at(0, message));
    }
    let mut nesting = Nesting::default();
    let mut fault = None;
    for (index, token) in tokens.iter().enumerate() {
        if let Err(error) = allowed(token, dialect).and_then(|()| nesting.step(token)) {
            fault = Some((index, error));
            break;
        }
    }
    // What comes first is said first: a misspelt command often breaks the nesting after it.
    let sound = fault.as_ref().map_or(tokens.len(), |(index, _)| *index);
    if let Some(error) = first_unparsed(&tokens[..sound], dialect) {
        return Err(error);
    }
    match fault {
        Some((_, error)) => Err(error),
        None => nesting.finish().map(|()| text(&tokens)),
    }
}

/// An error at what is refused.
fn allowed(token: &Token<'_>, dialect: &Dialect) -> Result<(), MathError> {
    let texts = dialect.texts();
    let message = match token.kind {
        TokenKind::Command(name) if REFUSED.contains(&name) => {
            format!("`\\{name}` is not for {texts}; write the formula without it")
        }
        TokenKind::Begin(name) if name.starts_with("alignat") || name == "alignedat" => {
            format!("`{name}` is not for {texts}; use `aligned`")
        }
        _ => return Ok(()),
    };
    Err(MathError::at(token.start, message))
}

/// The first token with which the parser fails.
fn first_unparsed(tokens: &[Token<'_>], dialect: &Dialect) -> Option<MathError> {
    let why = failure(&text(tokens))?;
    let counts: Vec<usize> = (1..=tokens.len()).collect();
    let sound = counts.partition_point(|&count| failure(&text(&tokens[..count])).is_none());
    let token = tokens.get(sound).or(tokens.last())?;
    let why = failure(&text(&tokens[..=sound.min(tokens.len() - 1)])).unwrap_or(why);
    Some(MathError::at(token.start, message(token, &why, dialect)))
}

/// Why the parser does not take `latex`.
fn failure(latex: &str) -> Option<String> {
    let storage = Storage::new();
    let failed = Parser::new(latex, &storage).find_map(Result::<Event<'_>, _>::err)?;
    let reason = failed.source().map(ToString::to_string);
    Some(reason.unwrap_or_default())
}

fn message(token: &Token<'_>, why: &str, dialect: &Dialect) -> String {
    match token.kind {
        TokenKind::Command(name) if why.starts_with("unknown primitive") => {
            let known = nearest(name).map(|near| format!("; is `\\{near}` meant?"));
            let known = known.unwrap_or_else(|| "; `\\text{…}` sets words as they are".to_owned());
            format!("`\\{name}` is no command that is known here{known}")
        }
        TokenKind::Begin(name) => format!(
            "`{name}` is no environment that is known here; try `aligned`, `cases` or `pmatrix`"
        ),
        TokenKind::Script => {
            "a second script on one base; put both into one pair of braces".to_owned()
        }
        TokenKind::Command("color" | "textcolor") => format!(
            "`{}` is no colour that is known here{}",
            token.text,
            dialect.told_colours()
        ),
        TokenKind::Command("\\") => {
            "a new line is only for `aligned`, `cases` and matrices; take it out".to_owned()
        }
        _ if token.text == "&" => {
            "`&` is only for `aligned`, `cases` and matrices; write `\\&` for the sign".to_owned()
        }
        _ => format!("`{}` cannot stand here: {why}", token.text),
    }
}

/// The common command that is one letter away.
fn nearest(name: &str) -> Option<&'static str> {
    let wanted: Vec<char> = name.chars().collect();
    let away = |known: &&&str| is_one_away(&wanted, &known.chars().collect::<Vec<_>>());
    COMMON.iter().find(away).copied()
}

/// One insertion, deletion, change or swap apart.
fn is_one_away(a: &[char], b: &[char]) -> bool {
    let start = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[start..], &b[start..]);
    match (a, b) {
        ([x, y, a @ ..], [v, w, b @ ..]) if x == w && y == v && a == b => true,
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([_, rest @ ..], _) if rest == b => true,
        (_, [_, rest @ ..]) if rest == a => true,
        _ => false,
    }
}

/// The tokens as one text, closed, and spelt so that the parser reads them as LaTeX means them.
fn text(tokens: &[Token<'_>]) -> String {
    let mut nesting = Nesting::default();
    let mut text = String::new();
    for token in tokens {
        let ends_bracket = token.kind == TokenKind::Unbracket && nesting.in_bracket();
        if nesting.step(token).is_err() {
            break;
        }
        if token.spaced {
            text.push(' ');
        }
        match &token.kind {
            TokenKind::Bracket if nesting.in_bracket() => text.push_str("[{"),
            TokenKind::Unbracket if ends_bracket => text.push_str("}]"),
            // Otherwise these would open and close `\left` … `\right`.
            TokenKind::Command("leftarrow") => text.push('←'),
            TokenKind::Command("rightarrow") => text.push('→'),
            TokenKind::Command("leftrightarrow") => text.push('↔'),
            TokenKind::Command(name) if name.starts_with(|c: char| c.is_ascii_alphabetic()) => {
                text.push_str(&token.text);
                text.push(' ');
            }
            _ => {
                let operator = token.text.replacen("\\operatorname*", "\\mathop", 1);
                let words = ["\\mbox", "\\hbox", "\\textnormal"];
                let box_of = words.iter().find(|word| operator.starts_with(**word));
                text.push_str(&box_of.map_or(operator.clone(), |word| {
                    operator.replacen(*word, "\\text", 1)
                }));
            }
        }
    }
    text + &nesting.closing()
}
