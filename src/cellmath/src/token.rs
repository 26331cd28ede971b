//! LaTeX cut into tokens with their places. A command is one token with what it takes literally
//! (`\left(`, `\begin{cases}`, `\text{…}`), so that any row of tokens can be parsed on its own.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use unicode_width::UnicodeWidthChar;

/// The longest formula that is read, in bytes.
const LONGEST: usize = 4096;

/// The reason why a formula cannot be set, and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MathError {
    /// Byte offset in the text that was given.
    pub offset: usize,
    /// The problem, what was expected, and what to try.
    pub message: String,
}

impl fmt::Display for MathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for MathError {}

impl MathError {
    /// An error at `offset`.
    pub(crate) fn at(offset: usize, message: impl Into<String>) -> Self {
        MathError {
            offset,
            message: message.into(),
        }
    }
}

/// The part that a token plays in the nesting of a formula.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenKind<'a> {
    /// A plain sign.
    Plain,
    /// A command of this name that still lacks its arguments.
    Command(&'a str),
    /// `^` or `_`.
    Script,
    /// `{`
    Open,
    /// `}`
    Close,
    /// `[`
    Bracket,
    /// `]`
    Unbracket,
    /// `\left` with its delimiter.
    Left,
    /// `\right` with its delimiter.
    Right,
    /// `\begin` of this environment.
    Begin(&'a str),
    /// `\end` of this environment.
    End(&'a str),
}

/// One token.
#[derive(Clone, Debug)]
pub struct Token<'a> {
    /// Byte offset where it starts.
    pub start: usize,
    /// Its text, as written.
    pub text: Cow<'a, str>,
    /// Its kind.
    pub kind: TokenKind<'a>,
    /// `true` if a blank comes before it.
    pub spaced: bool,
}

/// Cuts `latex` into tokens.
pub fn tokens(latex: &str) -> Result<Vec<Token<'_>>, MathError> {
    if latex.len() > LONGEST {
        let found = latex.len();
        let message =
            format!("this formula is {found} bytes long, and at most {LONGEST} are read; split it");
        return Err(MathError::at(0, message));
    }
    let mut cursor = Cursor { latex, at: 0 };
    let mut tokens = Vec::new();
    loop {
        let before = cursor.at;
        cursor.skip_blanks();
        let start = cursor.at;
        let Some(kind) = cursor.token()? else {
            return Ok(tokens);
        };
        tokens.push(Token {
            start,
            text: Cow::Borrowed(&latex[start..cursor.at]),
            kind,
            spaced: start > before,
        });
    }
}

/// A place in the text that only moves forward.
struct Cursor<'a> {
    latex: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        &self.latex[self.at..]
    }

    fn skip_blanks(&mut self) {
        self.at = self.latex.len() - self.rest().trim_start().len();
    }

    fn next(&mut self) -> Option<char> {
        let next = self.rest().chars().next()?;
        self.at += next.len_utf8();
        Some(next)
    }

    fn token(&mut self) -> Result<Option<TokenKind<'a>>, MathError> {
        let start = self.at;
        let Some(next) = self.next() else {
            return Ok(None);
        };
        let kind = match next {
            '\\' => self.command(start)?,
            '{' => TokenKind::Open,
            '}' => TokenKind::Close,
            '[' => TokenKind::Bracket,
            ']' => TokenKind::Unbracket,
            '^' | '_' => TokenKind::Script,
            '$' | '#' | '%' => {
                let message = format!(
                    "`{next}` has a meaning of its own in LaTeX; write `\\{next}` for the sign itself"
                );
                return Err(MathError::at(start, message));
            }
            _ => {
                visible(next, start)?;
                TokenKind::Plain
            }
        };
        Ok(Some(kind))
    }

    fn command(&mut self, start: usize) -> Result<TokenKind<'a>, MathError> {
        let name = self.name(start)?;
        match name {
            "left" | "right" | "middle" => {
                self.delimiter(start)?;
                Ok(match name {
                    "left" => TokenKind::Left,
                    "right" => TokenKind::Right,
                    _ => TokenKind::Plain,
                })
            }
            "begin" => self.begin(start),
            "end" => Ok(TokenKind::End(
                self.literal(start, "the environment's name")?,
            )),
            "color" | "textcolor" => {
                self.literal(start, "a colour")?;
                Ok(TokenKind::Command(name))
            }
            "operatorname" => {
                if self.rest().starts_with('*') {
                    self.at += 1;
                }
                self.literal(start, "the operator's name")?;
                Ok(TokenKind::Plain)
            }
            "text" | "textrm" | "textbf" | "textit" | "textsf" | "texttt" | "mbox" | "hbox"
            | "textnormal" => {
                self.literal(start, "the text")?;
                Ok(TokenKind::Plain)
            }
            "\\" if self.rest().starts_with('[') => {
                self.enclosed(start, '[', ']', "a distance")?;
                Ok(TokenKind::Plain)
            }
            _ if is_sized(name) => self.delimiter(start).map(|()| TokenKind::Plain),
            _ => Ok(TokenKind::Command(name)),
        }
    }

    fn name(&mut self, start: usize) -> Result<&'a str, MathError> {
        let rest = self.rest();
        let letters = rest.chars().take_while(char::is_ascii_alphabetic).count();
        let length = match rest.chars().next() {
            None => {
                let message = "a lone `\\` at the end; write the name of a command after it";
                return Err(MathError::at(start, message));
            }
            Some(_) if letters > 0 => letters,
            Some(sign) => {
                if !sign.is_whitespace() {
                    visible(sign, self.at)?;
                }
                sign.len_utf8()
            }
        };
        self.at += length;
        Ok(&rest[..length])
    }

    fn begin(&mut self, start: usize) -> Result<TokenKind<'a>, MathError> {
        let name = self.literal(start, "the environment's name")?;
        if matches!(name, "array" | "darray" | "subarray") {
            self.literal(start, "the columns, as in `{ll}`,")?;
        } else if name.ends_with("matrix*") && self.rest().starts_with('[') {
            self.enclosed(start, '[', ']', "the alignment")?;
        }
        Ok(TokenKind::Begin(name))
    }

    fn delimiter(&mut self, start: usize) -> Result<(), MathError> {
        self.skip_blanks();
        match self.next() {
            Some('\\') => self.name(start).map(|_| ()),
            Some(sign) => visible(sign, start),
            None => {
                let message = "a delimiter is missing at the end; write one, as in `\\left(`";
                Err(MathError::at(start, message))
            }
        }
    }

    /// The text in braces here, as it is.
    fn literal(&mut self, start: usize, what: &str) -> Result<&'a str, MathError> {
        self.enclosed(start, '{', '}', what)
    }

    fn enclosed(
        &mut self,
        start: usize,
        open: char,
        close: char,
        what: &str,
    ) -> Result<&'a str, MathError> {
        let command = &self.latex[start..self.at];
        self.skip_blanks();
        let from = self.at + 1;
        let mut depth = 0_usize;
        let mut escaped = false;
        while let Some(next) = self.next() {
            match next {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '$' | '%' | '#' => break,
                _ if next == open => depth += 1,
                _ if next == close && depth == 1 => return Ok(&self.latex[from..self.at - 1]),
                _ if next == close => depth -= 1,
                _ if next.is_whitespace() => {}
                _ => visible(next, self.at - next.len_utf8())?,
            }
            if depth == 0 {
                break;
            }
        }
        let message =
            format!("after `{command}` {what} was expected between `{open}` and `{close}`");
        Err(MathError::at(start, message))
    }
}

/// Returns `true` if the command sizes the delimiter that follows it.
fn is_sized(name: &str) -> bool {
    let size = name.trim_end_matches(['l', 'r', 'm']);
    matches!(size, "big" | "Big" | "bigg" | "Bigg") && name.len() <= size.len() + 1
}

/// Refuses characters that are invisible and move those beside them.
fn visible(sign: char, offset: usize) -> Result<(), MathError> {
    let combining = matches!(sign, '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}');
    match sign.width() {
        Some(0) if !combining => {}
        None => {}
        Some(_) => return Ok(()),
    }
    let code = u32::from(sign);
    let message = format!("an invisible character, U+{code:04X}, stands here; take it out");
    Err(MathError::at(offset, message))
}
