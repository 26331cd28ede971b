//! Slips that every question about a number knows: what comes out if one thing is done otherwise than its formula says, or two.
//!
//! The formula is written out first, `change` as the rule that gives it; then each row of the trainer's table of mistakes is made
//! in it, and the mistakes that any product or sum invites.

use super::body::{Fields, Prose, Value};
use super::within::Within;
use super::written_out::{focus, written_out};

use crate::formula::tree::Operator;
use crate::formula::{Compiled, Expr, addends, factors, fill, parse};
use crate::network::WeightId;
use crate::training::{MISTAKES, Trainer};

/// A wrong answer, and the sentence that it gets.
#[derive(Clone, Debug)]
pub struct KnownSlip {
    /// The answer with the slip made.
    value: f64,
    /// The response to it.
    pub says: String,
    /// `true` if only a number with just its digits is believed: one of very many pairs of slips, or one that has the digits of
    /// the answer.
    is_exact: bool,
}

impl KnownSlip {
    /// Returns `true` if this explains the answer, by the tolerance of the question.
    #[must_use]
    pub fn explains(&self, given: f64, within: Within, right: f64) -> bool {
        let holds = |within: Within| within.holds(given, self.value);
        holds(within)
            && !within.holds(self.value, right)
            && (!self.is_exact || holds(Within::Share(0.005)))
    }
}

/// A formula with a slip in it.
#[derive(Clone)]
struct Slip {
    formula: Expr,
    /// In a few words.
    name: String,
    says: String,
    /// See [`KnownSlip`].
    is_exact: bool,
}

impl Slip {
    fn new(formula: Expr, name: impl Into<String>, says: impl Into<String>) -> Self {
        Slip {
            formula,
            name: name.into(),
            says: says.into(),
            is_exact: false,
        }
    }

    /// The same, believed only of just its digits.
    fn exact(self) -> Self {
        Slip {
            is_exact: true,
            ..self
        }
    }
}

/// The slips that a question names: the wrong answer, read by `read`, and the response to it.
pub(super) fn written<T>(
    fields: &Fields<'_>,
    read: impl Fn(&Value<'_>) -> Option<T>,
) -> Option<Vec<(T, Prose)>> {
    let slip = |item: &Value<'_>| {
        let fields = item.fields(&["value", "says"], "[[slip]]")?;
        let Some(value) = fields.get("value") else {
            return item.complain("a slip has a value", "add `value = \"lr * delta * input\"`");
        };
        let Some(says) = fields.get("says") else {
            return item.complain("a slip says something", "add `says = \"That leaves …\"`");
        };
        let value = read(&value);
        Some((value?, says.prose()?))
    };
    let Some(value) = fields.get("slip") else {
        return Some(Vec::new());
    };
    let read: Vec<_> = value.list()?.iter().map(slip).collect();
    read.into_iter().collect()
}

/// The slips with an answer for the current trainer, simplest first.
#[must_use]
pub fn known(answer: &Expr, trainer: &Trainer, selected: WeightId) -> Vec<KnownSlip> {
    let focus = focus(answer).unwrap_or(selected);
    let written_out = written_out(answer, trainer, focus);
    let value = |formula: &Expr| {
        let bound = Compiled::new(formula, &trainer.setup().vocabulary()).ok()?;
        let value = bound.eval(&trainer.moment_at(focus)).ok()?;
        value.is_finite().then_some(value)
    };
    // A momentum, a muted term, a method of its own: then the change is not what its rule gives, and the rows do not apply.
    let bare = [answer, &written_out].map(value);
    let same = bare[0]
        .zip(bare[1])
        .is_some_and(|(a, b)| crate::formula::alike(a, b));
    let formula = if same { &written_out } else { answer };
    let mut slips = mistakes(formula);
    let made_by_terms = slips.len();
    slips.extend(structural(formula));
    slips.extend(on_the_whole(answer, formula));
    slips.extend(neighbours(formula, trainer, focus));
    let pairs = pairs(&slips, made_by_terms.min(MOST_PAIRED));
    let pairs = pairs.into_iter().map(Slip::exact);
    slips
        .into_iter()
        .chain(pairs)
        .filter_map(|slip| {
            Some(KnownSlip {
                value: value(&slip.formula)?,
                says: slip.says,
                is_exact: slip.is_exact,
            })
        })
        .collect()
}

/// Of so many slips with terms each two are tried together.
const MOST_PAIRED: usize = 14;

fn pairs(slips: &[Slip], of_terms: usize) -> Vec<Slip> {
    let mut pairs = Vec::new();
    for (place, first) in slips.iter().enumerate().take(of_terms) {
        let second = mistakes(&first.formula).into_iter().take(MOST_PAIRED);
        let second = second.filter(|second| {
            let later = slips.iter().position(|slip| slip.name == second.name);
            later.is_some_and(|later| later > place)
        });
        pairs.extend(
            second
                .chain(on_the_whole(&first.formula, &first.formula))
                .map(|second| Slip {
                    says: format!("Two slips at once: {}, and {}.", first.name, second.name),
                    ..second
                }),
        );
    }
    pairs
}

/// Each row of the table made in a formula that has its term. A single term is written in what it is made of.
fn mistakes(formula: &Expr) -> Vec<Slip> {
    let text = formula.to_string();
    let whole = match text.as_str() {
        "f'(e)" => "fprime",
        "t - y" => "delta",
        _ => "",
    };
    let in_terms = parse(whole).unwrap_or_else(|_| formula.clone());
    let row = |row: &crate::training::Mistake| {
        if !mentions(&in_terms, row.term) || row.taken == "1" && !whole.is_empty() {
            return None;
        }
        let taken = parse(row.taken).ok()?;
        let formula = fill(&in_terms.to_string(), &[(row.term, &taken)]).ok()?;
        Some(Slip::new(formula, row.name, row.says))
    };
    MISTAKES.iter().filter_map(row).collect()
}

/// Returns `true` if a term is in a formula, brackets and functions included.
fn mentions(formula: &Expr, term: &str) -> bool {
    super::hidden::names(formula)
        .iter()
        .any(|name| name == term)
}

/// The slips that a product or a sum invites: a part left out, a sign turned, a quotient upside down.
fn structural(formula: &Expr) -> Vec<Slip> {
    let mut slips = Vec::new();
    let product = factors(formula);
    if product.above.len() + product.below.len() > 1 {
        for left in &product.below {
            let multiplied = (*left).clone().joined(Operator::Multiply, (*left).clone());
            let turned = formula.clone().joined(Operator::Multiply, multiplied);
            slips.push(Slip::new(
                turned,
                format!("multiplied by {left}"),
                format!("That multiplies by {left}, where it is to be divided by it."),
            ));
            let without = formula.clone().joined(Operator::Multiply, (*left).clone());
            slips.push(Slip::new(
                without,
                format!("{left} left out"),
                format!("That leaves out to divide by {left}."),
            ));
        }
        for left in &product.above {
            let without = formula.clone().joined(Operator::Divide, (*left).clone());
            slips.push(Slip::new(
                without,
                format!("{left} left out"),
                format!("That leaves {left} out of the product."),
            ));
        }
        if !product.below.is_empty() {
            let turned = Expr::whole(1).joined(Operator::Divide, formula.clone());
            slips.push(Slip::new(
                turned,
                "divided the other way round",
                "That is divided the other way round.",
            ));
        }
    }
    let addends = addends(formula);
    if addends.len() > 1 {
        for (negative, addend) in addends {
            let [away, back] = if negative {
                [Operator::Add, Operator::Subtract]
            } else {
                [Operator::Subtract, Operator::Add]
            };
            let without = formula.clone().joined(away, addend.clone());
            slips.push(Slip::new(
                without.clone(),
                format!("{addend} left out"),
                format!("That leaves {addend} out of the sum."),
            ));
            slips.push(Slip::new(
                without.clone().joined(away, addend.clone()),
                format!("the sign of {addend} turned round"),
                format!("That has the sign of {addend} turned round in the sum."),
            ));
            for factor in factors(addend)
                .above
                .into_iter()
                .filter(|_| factors(addend).above.len() > 1)
            {
                let bare = addend.clone().joined(Operator::Divide, factor.clone());
                slips.push(Slip::new(
                    without.clone().joined(back, bare),
                    format!("{factor} left out"),
                    format!("That leaves the factor {factor} out of {addend}."),
                ));
            }
        }
    }
    slips
}

/// The slips with an answer as a whole: its sign, its size, and what it is taken for.
fn on_the_whole(answer: &Expr, formula: &Expr) -> Vec<Slip> {
    let scaled = |by: &str| fill(&format!("({by}) * F"), &[("F", formula)]);
    let mut slips = Vec::new();
    let mut push = |formula: Result<Expr, _>, name: &str, says: &str| {
        slips.extend(
            formula
                .ok()
                .map(|formula: Expr| Slip::new(formula, name, says)),
        );
    };
    let text = answer.to_string();
    let is_change = text.starts_with("change") || text == "lr * delta * fprime * input";
    if is_change {
        let [new, back] = ["w + F", "w - F"].map(|form| fill(form, &[("F", formula)]));
        push(
            new,
            "the new weight taken for the change",
            "That is the new weight: what was added to the old one?",
        );
        push(
            back,
            "the change taken away from the weight",
            "That is the old weight with the change taken away from it, where the change alone is asked for.",
        );
    }
    if text.starts_with("after(w") || text.starts_with("after(b") {
        let old = fill("F - w", &[("F", formula)]);
        push(
            old,
            "the change taken for the new weight",
            "That is what is added: where does the weight get to with it?",
        );
        push(
            parse("w"),
            "the old weight taken for the new",
            "That is the weight before the update.",
        );
    }
    if text.starts_with("gradient") || text.starts_with("slope(") {
        push(
            scaled("lr"),
            "the learning rate multiplied in",
            "That has the learning rate in it, which belongs to the step and not to the slope.",
        );
        push(
            scaled("-lr"),
            "the change taken for the slope",
            "That is what the update adds: the learning rate is in it, and the sign is turned round.",
        );
    }
    push(
        scaled("-1"),
        "the sign turned round",
        "The size is right, and the sign is turned round.",
    );
    push(
        scaled("2"),
        "a factor 2 too many",
        "That is twice as much as it should be.",
    );
    push(
        scaled("1/2"),
        "a factor ½ too many",
        "That is half as much as it should be.",
    );
    push(
        scaled("-2"),
        "twice as much with the sign turned round",
        "That is twice as much as it should be, with the sign turned round.",
    );
    for (by, name) in [("10", "ten"), ("100", "a hundred"), ("1000", "a thousand")] {
        for (by, how) in [
            (by.to_string(), "as much"),
            (format!("1/{by}"), "too little"),
        ] {
            let says =
                format!("The digits are right, and the point is not: that is {name} times {how}.");
            let slip = |formula| Slip::new(formula, "the point in another place", says).exact();
            slips.extend(scaled(&by).ok().map(slip));
        }
    }
    slips
}

/// Names of the focused weight and its unit with another's in their place.
fn neighbours(formula: &Expr, trainer: &Trainer, focus: WeightId) -> Vec<Slip> {
    let layout = &trainer.run().network().layout;
    let WeightId { layer, unit, .. } = focus;
    let mut slips = Vec::new();
    let mut push = |term: &str, taken: String, says: String| {
        let filled = parse(&taken).and_then(|taken| fill(&formula.to_string(), &[(term, &taken)]));
        if mentions(formula, term)
            && let Ok(filled) = filled
        {
            slips.push(Slip::new(filled, format!("{taken} taken for {term}"), says));
        }
    };
    let of_unit = (1..).map(|input| WeightId { input, ..focus });
    for other in of_unit
        .take_while(|id| layout.weight(*id).is_some())
        .filter(|other| *other != focus)
    {
        push(
            "input",
            format!("input({layer},{})", other.input),
            format!("That takes the input of the neighbour {other} for its own."),
        );
    }
    for other in (1..=layout.size(layer)).filter(|other| *other != unit) {
        for (term, word) in [("delta", "delta"), ("fprime", "f′(e)")] {
            push(
                term,
                format!("{term}({layer},{other})"),
                format!("That takes {word} of unit {other} of the layer for that of unit {unit}."),
            );
        }
    }
    if formula.to_string() == "input" {
        for (taken, says) in [
            ("w", "That is the weight, not what comes in through it."),
            (
                "w * input",
                "That is the weight times its input: its whole summand.",
            ),
            ("e", "That is the net input, the sum of all summands."),
            ("y", "That is the output of the unit."),
            ("1", "That is the input of a bias."),
        ] {
            push("input", taken.to_string(), says.to_string());
        }
    }
    slips.extend(values_of_unit(formula, focus));
    slips
}

/// Other numbers of the same unit, given as the whole answer.
fn values_of_unit(formula: &Expr, WeightId { layer, unit, .. }: WeightId) -> Vec<Slip> {
    let own = formula.to_string();
    let names = [
        ("y", format!("y({layer},{unit})"), "the output of the unit"),
        (
            "e",
            format!("e({layer},{unit})"),
            "the net input of the unit",
        ),
        (
            "fprime",
            format!("fprime({layer},{unit})"),
            "f′(e), the slope of the activation there",
        ),
        (
            "delta",
            format!("delta({layer},{unit})"),
            "delta of the unit",
        ),
        ("input", "input".to_string(), "the input of the weight"),
        ("w", "w".to_string(), "the weight as it stands"),
        ("lr", "lr".to_string(), "the learning rate"),
        ("t", "t".to_string(), "the target"),
        ("E", "E".to_string(), "the error"),
        (
            "gradient",
            "gradient".to_string(),
            "the slope of the error along the weight",
        ),
        (
            "change",
            "change".to_string(),
            "what the update adds to the weight",
        ),
    ];
    let slip = |(name, formula, word): (&str, String, &str)| {
        let formula = parse(&formula).ok().filter(|_| own != name)?;
        Some(Slip::new(formula, word, format!("That is {word}.")))
    };
    names.into_iter().filter_map(slip).collect()
}
