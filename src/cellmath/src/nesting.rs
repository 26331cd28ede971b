//! The open parts at a place of a formula: braces, environments, commands without their arguments.
//! Keeps hostile nesting from the parser, and closes a part of a formula so that it can be parsed.

use super::token::{MathError, Token, TokenKind};

/// Deepest nesting of formulas.
const DEEPEST: usize = 64;

/// One thing that is open.
#[derive(Clone, Debug)]
enum Open<'a> {
    Brace,
    Bracket,
    Arguments { command: &'a str, missing: usize },
    Left,
    Environment(&'a str),
}

/// All that is open, outermost first, with the offset of each.
#[derive(Clone, Debug, Default)]
pub struct Nesting<'a> {
    open: Vec<(usize, Open<'a>)>,
    after_command: bool,
}

impl<'a> Nesting<'a> {
    /// Goes one token further.
    pub fn step(&mut self, token: &Token<'a>) -> Result<(), MathError> {
        let takes_bracket = std::mem::take(&mut self.after_command);
        match token.kind {
            TokenKind::Script => self.push(
                token,
                Open::Arguments {
                    command: if token.text == "^" { "^" } else { "_" },
                    missing: 1,
                },
            ),
            TokenKind::Command(name) => return self.command(token, name),
            TokenKind::Open => self.push(token, Open::Brace),
            TokenKind::Left => self.push(token, Open::Left),
            TokenKind::Begin(name) => self.push(token, Open::Environment(name)),
            TokenKind::Bracket if takes_bracket => self.push(token, Open::Bracket),
            TokenKind::Unbracket if matches!(self.open.last(), Some((_, Open::Bracket))) => {
                self.open.pop();
            }
            TokenKind::Plain | TokenKind::Bracket | TokenKind::Unbracket => self.complete(),
            TokenKind::Close => {
                return self.close(token, "{", |open| matches!(open, Open::Brace));
            }
            TokenKind::Right => {
                return self.close(token, "\\left", |open| matches!(open, Open::Left));
            }
            TokenKind::End(name) => {
                let begin = format!("\\begin{{{name}}}");
                return self.close(
                    token,
                    &begin,
                    |open| matches!(open, Open::Environment(opened) if *opened == name),
                );
            }
        }
        self.shallow(token)
    }

    /// Returns `true` if a bracket that is open now ends with this token.
    pub fn in_bracket(&self) -> bool {
        matches!(self.open.last(), Some((_, Open::Bracket)))
    }

    /// An error if something is still open.
    pub fn finish(&self) -> Result<(), MathError> {
        let Some((offset, open)) = self.open.last() else {
            return Ok(());
        };
        let message = match open {
            Open::Brace => "this `{` is never closed; write the `}` it needs".to_owned(),
            Open::Bracket => "this `[` is never closed; write the `]` it needs".to_owned(),
            Open::Left => {
                "this `\\left` has no `\\right`; write one, or `\\right.` for none".to_owned()
            }
            Open::Environment(name) => {
                format!("`\\begin{{{name}}}` is never closed; write `\\end{{{name}}}`")
            }
            Open::Arguments { command, missing } => {
                let sign = if command.starts_with(['^', '_']) {
                    ""
                } else {
                    "\\"
                };
                let things = if *missing == 1 {
                    "argument"
                } else {
                    "arguments"
                };
                format!("`{sign}{command}` needs {missing} more {things}, in braces")
            }
        };
        Err(MathError::at(*offset, message))
    }

    /// The text that closes all that is open.
    pub fn closing(&self) -> String {
        let mut rest = self.clone();
        let mut closing = String::new();
        while let Some((_, open)) = rest.open.pop() {
            match open {
                Open::Brace => closing.push('}'),
                Open::Bracket => {
                    closing.push_str("}]");
                    continue;
                }
                Open::Left => closing.push_str("\\right."),
                Open::Environment(name) => closing.extend(["\\end{", name, "}"]),
                Open::Arguments { missing, .. } => closing.push_str(&"{}".repeat(missing)),
            }
            rest.complete();
        }
        closing
    }

    fn push(&mut self, token: &Token<'a>, open: Open<'a>) {
        self.open.push((token.start, open));
    }

    fn shallow(&self, token: &Token<'a>) -> Result<(), MathError> {
        if self.open.len() <= DEEPEST {
            return Ok(());
        }
        let message = format!("nested deeper than {DEEPEST}; name a part and write it by itself");
        Err(MathError::at(token.start, message))
    }

    fn command(&mut self, token: &Token<'a>, name: &'a str) -> Result<(), MathError> {
        match arguments(name) {
            0 if name == "color" => {}
            0 => self.complete(),
            missing => {
                self.push(
                    token,
                    Open::Arguments {
                        command: name,
                        missing,
                    },
                );
                self.after_command = matches!(name, "sqrt" | "xrightarrow" | "xleftarrow");
            }
        }
        self.shallow(token)
    }

    fn close(
        &mut self,
        token: &Token<'a>,
        opener: &str,
        fits: impl Fn(&Open<'a>) -> bool,
    ) -> Result<(), MathError> {
        match self.open.last() {
            Some((_, open)) if fits(open) => {
                self.open.pop();
                self.complete();
                Ok(())
            }
            Some(_) => {
                let inner = self.finish().err().map(|error| error.message);
                let inner = inner.unwrap_or_default();
                let message = format!("`{}` comes too early: {inner}", token.text);
                Err(MathError::at(token.start, message))
            }
            None => {
                let message = format!(
                    "`{}` closes nothing; no `{opener}` is open here",
                    token.text
                );
                Err(MathError::at(token.start, message))
            }
        }
    }

    /// An argument is complete, and with it each command whose last one it is.
    fn complete(&mut self) {
        while let Some((_, Open::Arguments { missing, .. })) = self.open.last_mut() {
            *missing -= 1;
            if *missing > 0 {
                return;
            }
            self.open.pop();
        }
    }
}

/// Number of arguments of a command.
fn arguments(name: &str) -> usize {
    const ONE: &[&str] = &[
        "sqrt",
        "xrightarrow",
        "xleftarrow",
        "pmod",
        "substack",
        "not",
        "cancel",
        "boldsymbol",
        "acute",
        "bar",
        "breve",
        "check",
        "dot",
        "ddot",
        "grave",
        "hat",
        "tilde",
        "vec",
        "textcolor",
    ];
    match name {
        "frac" | "dfrac" | "tfrac" | "cfrac" | "binom" | "dbinom" | "tbinom" | "overset"
        | "underset" | "stackrel" => 2,
        "mathstrut" | "mathellipsis" | "mathsterling" => 0,
        _ if ONE.contains(&name) => 1,
        _ => usize::from(
            ["math", "sym", "over", "Over", "under", "wide"]
                .iter()
                .any(|start| name.starts_with(start)),
        ),
    }
}
