//! Reading a derivation block: its definitions, then its lines, whose names must be known by then.

use std::collections::BTreeSet;

use super::parts::{DerivationBlock, Given, Side, Step};
use super::raw::{Raw, RawLine};
use super::sides::{given, sides};
use crate::block::about::{Find, Subject, about_if_any, with_about};
use crate::block::body::{Body, Located, Problems, Value};
use crate::block::kind::{Kind, Part};
use crate::block::outcome::Outcome;
use crate::block::source::{Diagnostic, Location};
use crate::formula::{Compiled, Definitions, Expr, Named, is_any_function, nearest, parse, words};
use crate::network::Activation;
use crate::training::{TrainerSpec, names};

impl Kind for DerivationBlock {
    fn read(body: &Body<'_>, problems: &Problems, find: &mut Find<'_>) -> Option<DerivationBlock> {
        let before = problems.borrow().len();
        let keys = with_about(&["given", "line", "where"]);
        let derivation = body.read(&keys, problems, |fields| {
            let subject = about_if_any(fields, find);
            let raw = Raw::read(fields);
            let mut reading = Reading::new(&raw);
            // Where a name could not be defined, its lines would be said to name it without sense.
            if !reading.define(&raw) {
                return None;
            }
            let read = reading.steps(&raw);
            let setup = subject.as_ref().and_then(Option::as_ref);
            let wheres = reading.wheres(&raw, setup.map(|subject| &subject.setup));
            let functions = reading.functions(&raw);
            Some(DerivationBlock {
                subject: subject?,
                given: reading.given.into_iter().map(|(given, _)| given).collect(),
                definitions: reading.definitions,
                functions,
                wheres,
                steps: read?,
            })
        });
        derivation.filter(|_| problems.borrow().len() == before)
    }

    fn part(&self) -> Part {
        Part::Reveal(self.lines())
    }

    fn subject(&self) -> Option<&Subject> {
        self.subject.as_ref()
    }

    fn claims(&self) -> bool {
        true
    }

    fn run(&self, setup: Option<&TrainerSpec>) -> Option<Outcome> {
        Some(self.outcome(setup))
    }
}

/// A derivation while it is read.
struct Reading<'a> {
    /// The words that a `d` may precede.
    words: BTreeSet<String>,
    definitions: Definitions,
    given: Vec<(Given, Value<'a>)>,
    /// The sides of each line, as far as they could be read.
    sides: Vec<Option<Vec<Expr>>>,
}

impl<'a> Reading<'a> {
    fn new(raw: &Raw<'a>) -> Self {
        let mut reading = Reading {
            words: names().map(ToString::to_string).collect(),
            definitions: Definitions::default(),
            given: Vec::new(),
            sides: Vec::new(),
        };
        let before = |text: &'a str| text.split('=').next().unwrap_or(text);
        let given = raw.given.iter().filter(|value| value.is_text());
        let lets = raw
            .lines
            .iter()
            .filter(|line| line.is_let && line.formula.is_text());
        let texts = given.filter_map(Value::text);
        let texts = texts.chain(lets.filter_map(|line| line.formula.text()).map(before));
        for text in texts.chain(raw.wheres.iter().map(|(key, ..)| key.as_str())) {
            reading
                .words
                .extend(words(text).into_iter().map(ToString::to_string));
        }
        reading
    }

    /// Reads the definitions, and the lines as far as their names are not in question. Gives whether all that defines
    /// something is sound.
    fn define(&mut self, raw: &Raw<'a>) -> bool {
        let known = |name: &str| self.words.contains(name);
        let given = raw.given.iter().filter_map(|value| {
            let written = value.written(|text| given(text, &known))?;
            Some((written.item, *value))
        });
        self.given = given.collect();
        let side = |line: &RawLine<'a>| {
            let read = |text: &str| sides(text, line.is_let, &known);
            line.formula.written(read).map(|written| written.item)
        };
        self.sides = raw.lines.iter().map(side).collect();
        let mut lets = raw.lines.iter().zip(&self.sides);
        let is_whole = lets.all(|(line, sides)| !line.is_let || sides.is_some());
        is_whole & (self.given.len() == raw.given.len()) & self.define_given()
    }

    fn define_given(&mut self) -> bool {
        let mut functions: Vec<&str> = Vec::new();
        let mut is_whole = true;
        for (given, value) in &self.given {
            let definitions = &mut self.definitions;
            let defined = match given {
                Given::Function(name, _) if functions.contains(&name.as_str()) => value.complain(
                    format!("`{name}` is given already"),
                    "give each function once",
                ),
                Given::Function(name, _) => {
                    functions.push(name);
                    Some(())
                }
                Given::Definition(name, formula) => {
                    let define = |_: &str| {
                        let name = definitions.read(name, None)?;
                        let formula = definitions.read(formula, None)?;
                        definitions.define(&name, &[formula])
                    };
                    value.written(define).map(|written| written.item)
                }
            };
            is_whole &= defined.is_some();
        }
        is_whole
    }

    /// Reads the names of the lines, and binds all.
    fn steps(&mut self, raw: &Raw<'a>) -> Option<Vec<Step>> {
        let known = self.known(raw);
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let lines = raw.lines.iter().zip(&self.sides);
        let definitions = &mut self.definitions;
        let named: Vec<Option<Vec<Named>>> = lines
            .map(|(line, sides)| named(definitions, line, sides.as_ref()?, &known))
            .collect();
        self.settle(raw, &named)?;
        let lines = raw.lines.iter().zip(&self.sides).zip(named);
        let steps: Vec<Option<Step>> = lines
            .map(|((line, sides), named)| self.step(line, sides.as_ref()?, named?))
            .collect();
        steps.into_iter().collect()
    }

    /// The words that names in lines may begin with: what is given, named by a line, or has a value in a trainer.
    fn known(&self, raw: &Raw<'a>) -> BTreeSet<String> {
        let wheres = raw.wheres.iter().flat_map(|(key, ..)| words(key));
        let lets = raw.lines.iter().zip(&self.sides);
        let lets = lets.filter(|(line, _)| line.is_let);
        let lets = lets.filter_map(|(_, sides)| word(sides.as_ref()?.first()?));
        let given = self.definitions.words();
        let known = given.into_iter().chain(wheres).chain(lets);
        let known = known.map(ToString::to_string);
        known.chain(names().map(ToString::to_string)).collect()
    }

    /// Complains of circles and of definitions that mean nothing; the lines' own are told where the lines are bound.
    fn settle(&mut self, raw: &Raw<'a>, named: &[Option<Vec<Named>>]) -> Option<()> {
        if let Some(cycle) = self.definitions.cycle() {
            let way = cycle.join(" → ");
            let line = || {
                let mut lines = raw.lines.iter().zip(named);
                let (line, _) = lines.find(|(line, named)| {
                    let name = named.as_ref().and_then(|named| named.first());
                    line.is_let
                        && name.and_then(|name| self.definitions.name(name)) == Some(cycle[0])
                })?;
                Some(line.formula)
            };
            let value = self.definition_of(cycle[0]).or_else(line)?;
            return value.complain(
                format!("`{}` is defined by itself: {way}", cycle[0]),
                "a definition may name only what is defined without it",
            );
        }
        for (name, problem) in self.definitions.settle().err().into_iter().flatten() {
            if let Some(value) = self.definition_of(&name) {
                value.written::<()>(|_| Err(problem));
            }
        }
        Some(())
    }

    /// The given value that defines a name.
    fn definition_of(&self, name: &str) -> Option<Value<'a>> {
        let is_it = |given: &Given| matches!(given, Given::Definition(known, _) if known.to_string() == name);
        let found = self.given.iter().find(|(given, _)| is_it(given));
        found.map(|(_, value)| *value)
    }

    fn step(&self, line: &RawLine<'a>, sides: &[Expr], named: Vec<Named>) -> Option<Step> {
        let defines = named.first().filter(|_| line.is_let);
        let defines = defines.and_then(|name| self.definitions.name(name));
        let defines = defines.map(ToString::to_string);
        let bound = |(expr, named): (&Expr, Named)| {
            let written = line.formula.written(|_| self.definitions.bind(&named))?;
            let text = &written.text[expr.span.start..expr.span.end];
            Some(Side {
                bound: written.item,
                named,
                written: Located {
                    item: expr.clone(),
                    text: text.to_string(),
                    place: line.formula.place_inside(expr.span),
                },
            })
        };
        let sides: Vec<Option<Side>> = sides.iter().zip(named).map(bound).collect();
        Some(Step {
            sides: sides.into_iter().collect::<Option<_>>()?,
            defines,
            by: line.by?,
        })
    }

    /// The functions that occur, each with what is given for it.
    fn functions(&self, raw: &Raw<'a>) -> Vec<(String, Option<Activation>)> {
        let texts = raw.formulas().filter(|value| value.is_text());
        let texts: Vec<&str> = texts.filter_map(Value::text).collect();
        let words = texts.iter().flat_map(|text| words(text));
        let plain = words.map(|word| word.trim_end_matches(['\'', '′']));
        let plain = plain.map(|word| word.strip_prefix('d').unwrap_or(word));
        let functions: BTreeSet<&str> = plain.filter(|word| is_any_function(word)).collect();
        let given = |function: &str| {
            self.given.iter().find_map(|(given, _)| match given {
                Given::Function(name, activation) if name == function => Some(activation.clone()),
                _ => None,
            })
        };
        let functions = functions.into_iter();
        functions
            .map(|name| (name.to_string(), given(name)))
            .collect()
    }

    fn wheres(&self, raw: &Raw<'a>, setup: Option<&TrainerSpec>) -> Vec<(String, Expr)> {
        let read = |(key, place, value): &(String, Location, Value<'a>)| {
            let name = parse(key).map_or(key.clone(), |name| name.to_string());
            let formula = value.written(|text| {
                let formula = parse(text)?.number()?;
                let bound = setup.map(|setup| Compiled::new(&formula, &setup.vocabulary()));
                bound.transpose().map(|_| formula)
            });
            if !self.definitions.has(&name) {
                let message = format!("nothing in this derivation is called `{key}`");
                let diagnostic = Diagnostic::new(place.clone(), message);
                value.complain_elsewhere(match nearest(&name, self.definitions.all()) {
                    Some(near) => diagnostic.help(format!("did you mean `{near}`?")),
                    None => diagnostic.help("leave it out, or use the name"),
                });
            }
            Some((name, formula?.item))
        };
        raw.wheres.iter().filter_map(read).collect()
    }
}

/// The sides of a line with their names numbered; what a line defines is defined.
fn named(
    definitions: &mut Definitions,
    line: &RawLine<'_>,
    sides: &[Expr],
    known: &[&str],
) -> Option<Vec<Named>> {
    let read = |_: &str| {
        let read = |side| definitions.read(side, Some(known));
        let named: Vec<Named> = sides.iter().map(read).collect::<Result<_, _>>()?;
        if let ([name, formulas @ ..], true) = (&named[..], line.is_let) {
            definitions.define(name, formulas)?;
        }
        Ok(named)
    };
    line.formula.written(read).map(|written| written.item)
}

/// The word that a name begins with.
fn word(name: &Expr) -> Option<&str> {
    use crate::formula::tree::ExprKind;
    match &name.kind {
        ExprKind::Name(name) | ExprKind::Call(name, _) => Some(name),
        _ => None,
    }
}
