//! LaTeX as typed, spelt as the parser has it: names of several letters, typed signs, commands known from another
//! reader of LaTeX. Every token keeps the place where it was written.

use std::borrow::Cow;

use super::dialect::Dialect;
use super::token::{Token, TokenKind};

/// Commands by another name.
const RENAMED: [(&str, &str); 9] = [
    ("mathscr", "mathcal"),
    ("bm", "boldsymbol"),
    ("pmb", "boldsymbol"),
    ("Bbb", "mathbb"),
    ("leqslant", "le"),
    ("geqslant", "ge"),
    ("thinspace", "quad"),
    ("enspace", "quad"),
    ("colonequals", "coloneqq"),
];

/// Commands that only set a look elsewhere, and are ignored here.
const PASSED_OVER: [&str; 18] = [
    "boxed",
    "large",
    "Large",
    "LARGE",
    "huge",
    "Huge",
    "small",
    "tiny",
    "normalsize",
    "newline",
    "notag",
    "nonumber",
    "allowbreak",
    "nobreak",
    "noindent",
    "strut",
    "mathstrut",
    "fbox",
];

/// Commands whose argument is passed over with them; some leave a blank.
const WITH_ARGUMENT: [(&str, bool); 8] = [
    ("hspace", true),
    ("hspace*", true),
    ("hskip", true),
    ("vspace", false),
    ("phantom", true),
    ("hphantom", true),
    ("vphantom", false),
    ("label", false),
];

/// Operators that a reader of LaTeX is told of first.
const OPERATORS: [(&str, &str); 4] = [
    ("argmin", "\\operatorname*{argmin}"),
    ("argmax", "\\operatorname*{argmax}"),
    ("softmax", "\\operatorname{softmax}"),
    ("sign", "\\operatorname{sign}"),
];

/// Functions that have a command of their own.
const FUNCTIONS: [&str; 12] = [
    "arccos", "arcsin", "arctan", "cos", "cosh", "exp", "log", "max", "min", "sin", "tan", "tanh",
];

/// Typed signs, and the sign or command that each one means.
const SIGNS: [(&str, &str); 6] = [
    ("−", "-"),
    ("–", "-"),
    ("′", "'"),
    ("″", "''"),
    ("×", "\\times "),
    ("·", "\\cdot "),
];

/// Signs in a row that are one.
const ROWS: [(&[&str], &str); 7] = [
    (&[".", ".", "."], "\\dots "),
    (&[":", "="], "\\coloneqq "),
    (&[">", "="], "\\geq "),
    (&["<", "="], "\\leq "),
    (&["!", "="], "\\neq "),
    (&["|", "|"], "\\Vert "),
    (&["-", ">"], "\\to "),
];

/// Smallest number of adjacent letters that make a name.
const LETTERS: usize = 3;

/// Tokens spelt as the parser has them.
#[must_use]
pub fn spelt<'a>(tokens: Vec<Token<'a>>, dialect: &Dialect) -> Vec<Token<'a>> {
    let mut tokens = tokens;
    while tokens
        .last()
        .is_some_and(|token| token.kind == TokenKind::Command("\\"))
    {
        tokens.pop();
    }
    fractions(&row(&tokens, dialect))
}

/// Each token, or its replacement together with those behind it.
fn row<'a>(tokens: &[Token<'a>], dialect: &Dialect) -> Vec<Token<'a>> {
    let mut spelt = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let taken = command(first, rest, &mut spelt, dialect)
            .or_else(|| name(rest, &mut spelt, dialect))
            .or_else(|| sign(rest, &mut spelt));
        if taken.is_none() {
            let mut token = first.clone();
            // A script belongs to the part before it, even across a blank.
            token.spaced &= token.kind != TokenKind::Script;
            spelt.push(token);
        }
        rest = &rest[taken.unwrap_or(1)..];
    }
    spelt
}

/// A token in the place of another.
fn instead<'a>(of: &Token<'a>, kind: TokenKind<'a>, text: impl Into<Cow<'a, str>>) -> Token<'a> {
    Token {
        start: of.start,
        text: text.into(),
        kind,
        spaced: of.spaced,
    }
}

/// A plain sign in the place of a token.
fn plain<'a>(of: &Token<'a>, text: impl Into<Cow<'a, str>>) -> Token<'a> {
    instead(of, TokenKind::Plain, text)
}

/// The length of the group that begins here; 1 for a token that is none.
fn group(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0_usize;
    for (place, token) in tokens.iter().enumerate() {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return place + 1;
        }
    }
    tokens.len()
}

/// A command that has another name here, or none; returns the number of tokens it takes.
fn command<'a>(
    first: &Token<'a>,
    tokens: &[Token<'a>],
    spelt: &mut Vec<Token<'a>>,
    dialect: &Dialect,
) -> Option<usize> {
    let TokenKind::Command(name) = first.kind else {
        return None;
    };
    if PASSED_OVER.contains(&name) {
        return Some(1);
    }
    if let Some((_, leaves_blank)) = WITH_ARGUMENT.iter().find(|(known, _)| *known == name) {
        if *leaves_blank {
            spelt.push(plain(first, "\\quad "));
        }
        let star = usize::from(tokens.get(1).is_some_and(|token| token.text == "*"));
        return Some(
            1 + star
                + tokens
                    .get(1 + star..)
                    .map_or(0, group)
                    .min(tokens.len() - 1 - star),
        );
    }
    if let Some((_, text)) = OPERATORS.iter().find(|(known, _)| *known == name) {
        spelt.push(plain(first, *text));
        return Some(1);
    }
    let argument = tokens.get(1..).map_or(0, group);
    match name {
        "tag" => {
            spelt.push(plain(first, "\\qquad "));
            spelt.push(plain(first, "("));
            spelt.extend(row(inside(&tokens[1..=argument]), dialect));
            spelt.push(plain(first, ")"));
            Some(1 + argument)
        }
        "mathop" => {
            let words = inside(&tokens[1..=argument]).iter().map(letters);
            let words: String = words.collect();
            let text = format!("\\operatorname*{{{}}}", words.trim());
            spelt.push(plain(first, text));
            Some(1 + argument)
        }
        _ => {
            let (_, other) = RENAMED.iter().find(|(known, _)| *known == name)?;
            let kind = TokenKind::Command(other);
            spelt.push(instead(first, kind, format!("\\{other}")));
            Some(1)
        }
    }
}

/// The tokens inside a group.
fn inside<'s, 'a>(tokens: &'s [Token<'a>]) -> &'s [Token<'a>] {
    match tokens {
        [
            Token {
                kind: TokenKind::Open,
                ..
            },
            inner @ ..,
            Token {
                kind: TokenKind::Close,
                ..
            },
        ] => inner,
        other => other,
    }
}

/// The letters of a token, as words.
fn letters(token: &Token<'_>) -> String {
    match token.kind {
        TokenKind::Command("mathrm" | "rm" | "text" | "operatorname") => String::new(),
        TokenKind::Command(name) => format!("{name} "),
        TokenKind::Plain => token.text.replace("\\text{", "").replace('}', ""),
        _ => String::new(),
    }
}

/// Letters with nothing between them are one name.
fn name<'a>(tokens: &[Token<'a>], spelt: &mut Vec<Token<'a>>, dialect: &Dialect) -> Option<usize> {
    let is_letter = |token: &Token<'_>| {
        token.kind == TokenKind::Plain
            && token.text.len() == 1
            && token.text.starts_with(|c: char| c.is_ascii_alphabetic())
    };
    let first = tokens.first().filter(|first| is_letter(first))?;
    // Behind `^` and `_` without braces one letter is meant.
    if spelt
        .last()
        .is_some_and(|before| before.kind == TokenKind::Script)
    {
        return None;
    }
    let rest = tokens[1..].iter();
    let count = 1 + rest
        .take_while(|token| is_letter(token) && !token.spaced)
        .count();
    let word: String = tokens[..count].iter().map(|token| &*token.text).collect();
    if let Some(function) = FUNCTIONS.iter().find(|known| **known == word) {
        let kind = TokenKind::Command(function);
        spelt.push(instead(first, kind, format!("\\{function}")));
    } else if count >= LETTERS || count == 2 && dialect.has_name(&word) {
        spelt.push(plain(first, format!("\\text{{{word}}}")));
    } else {
        spelt.extend(tokens[..count].iter().cloned());
    }
    Some(count)
}

/// Signs as they are typed.
fn sign<'a>(tokens: &[Token<'a>], spelt: &mut Vec<Token<'a>>) -> Option<usize> {
    let first = &tokens[0];
    let is_row = |(signs, _): &&(&[&str], &str)| {
        signs.len() <= tokens.len()
            && signs
                .iter()
                .zip(tokens)
                .enumerate()
                .all(|(place, (sign, token))| token.text == **sign && (place == 0 || !token.spaced))
    };
    if let Some((signs, text)) = ROWS.iter().find(is_row) {
        spelt.push(plain(first, *text));
        return Some(signs.len());
    }
    let (_, text) = SIGNS.iter().find(|(sign, _)| *sign == first.text)?;
    spelt.push(plain(first, *text));
    Some(1)
}

/// `a \over b` and `n \choose k`, with the group around them, as fractions.
fn fractions<'a>(tokens: &[Token<'a>]) -> Vec<Token<'a>> {
    let mut depth = 0_usize;
    let between = tokens.iter().position(|token| {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(token.kind, TokenKind::Command("over" | "choose"))
    });
    if let Some(between) = between {
        let sign = tokens[between].clone();
        let command = if sign.kind == TokenKind::Command("over") {
            "frac"
        } else {
            "binom"
        };
        let mut made = vec![instead(
            &sign,
            TokenKind::Command(command),
            format!("\\{command}"),
        )];
        for part in [&tokens[..between], &tokens[between + 1..]] {
            made.push(instead(&sign, TokenKind::Open, "{"));
            made.extend(fractions(part));
            made.push(instead(&sign, TokenKind::Close, "}"));
        }
        return made;
    }
    let mut made = Vec::with_capacity(tokens.len());
    let mut rest = tokens;
    while let Some(first) = rest.first() {
        let length = group(rest);
        if first.kind == TokenKind::Open && length > 2 && rest[length - 1].kind == TokenKind::Close
        {
            made.push(first.clone());
            made.extend(fractions(&rest[1..length - 1]));
            made.push(rest[length - 1].clone());
        } else {
            made.extend(rest[..length].iter().cloned());
        }
        rest = &rest[length..];
    }
    made
}
