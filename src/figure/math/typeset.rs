//! A formula of the lessons as mathematics, as a book would print it: a product has its dot, a condition its words, and no
//! bracket that the plain text needs is lost.

use cellmath::{Class, Kind, Node, Shape};

use super::build::{
    atom, brackets, fence, fraction, grouped, joined, minus, node, primed, raised, scripts,
    starts_with_minus,
};
use super::naming::{self, named, word};
use super::terms::tag;
use crate::formula::Expr;
use crate::formula::tree::{Comparison, ExprKind, Operator, Tolerance};
use crate::training::Term;
use crate::training::quantity::{Row, row};

/// The setting of parts of a formula, where it is not the usual one.
#[derive(Clone, Copy)]
pub struct Spelling<'a> {
    /// The replacement of a part; `None` if it is set as usual.
    pub part: &'a dyn Fn(&Expr) -> Option<Instead>,
    /// The sign before the differentiated part.
    pub differential: &'static str,
    /// `true` if d/dx precedes every differentiated part, even a single name.
    pub is_operator: bool,
}

/// The replacement of a part of a formula. It is one thing, without brackets around it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Instead {
    /// The part itself, as a term of the update.
    Term(Term),
    /// A number, perhaps of a term.
    Number(f64, Option<Term>),
    /// The part as it is typed.
    Typed,
}

/// A side of an equation.
#[derive(Clone, Copy, Debug)]
pub enum Side<'a> {
    /// A formula.
    Formula(&'a Expr),
    /// Words.
    Words(&'a str),
}

impl Default for Spelling<'_> {
    fn default() -> Self {
        Spelling {
            part: &|_| None,
            differential: "∂",
            is_operator: false,
        }
    }
}

impl Spelling<'_> {
    /// Sides with their equals signs.
    #[must_use]
    pub fn equation(self, sides: &[Side<'_>]) -> Node {
        let mut row = Vec::new();
        for (place, side) in sides.iter().enumerate() {
            if place > 0 {
                row.push(atom("=", Class::Relation));
            }
            row.extend(match side {
                Side::Formula(expr) => self.replaced(expr, true),
                Side::Words(words) => vec![atom(words, Class::Text)],
            });
        }
        grouped(row)
    }

    fn nodes(self, expr: &Expr) -> Vec<Node> {
        self.replaced(expr, false)
    }

    /// The replacement of a formula, or the formula as usual. A number that is all there is needs no brackets.
    fn replaced(self, expr: &Expr, is_all: bool) -> Vec<Node> {
        match (self.part)(expr) {
            Some(Instead::Term(term)) => vec![of_term(term, self.usual(expr))],
            Some(Instead::Typed) => vec![word(&expr.to_string().replace(", ", ","))],
            Some(Instead::Number(value, term)) => {
                let number = naming::value(value, is_all);
                match term {
                    Some(term) => vec![of_term(term, number)],
                    None => number,
                }
            }
            None => self.usual(expr),
        }
    }

    fn usual(self, expr: &Expr) -> Vec<Node> {
        match &expr.kind {
            ExprKind::Number(number) => naming::number(number),
            ExprKind::Name(name) => self.name(name, &[]),
            ExprKind::Call(name, args) => self.call(name, args),
            ExprKind::Of(run, inner) => {
                let mut row = vec![word(run), atom(".", Class::Punctuation)];
                row.extend(self.within(inner, ATOM));
                row
            }
            ExprKind::Derivative(of, by) => self.derivative(of, by),
            ExprKind::Negate(a) => minus(self.right(a, NEGATE)),
            ExprKind::Binary(operator, a, b) => self.binary(*operator, a, b),
            ExprKind::Compare(comparison, a, b) => {
                let sign = atom(sign(*comparison), Class::Relation);
                joined(self.within(a, SUM), sign, self.within(b, SUM))
            }
            ExprKind::Near(a, b, tolerance) => {
                let sign = atom("≈", Class::Relation);
                let mut row = joined(self.within(a, SUM), sign, self.within(b, SUM));
                row.extend(tolerance.map_or(Vec::new(), give));
                row
            }
            ExprKind::Not(a) => {
                let mut row = vec![atom("not ", Class::Text)];
                row.extend(self.within(a, NOT));
                row
            }
            ExprKind::And(a, b) => {
                let and = atom(" and ", Class::Text);
                joined(self.within(a, AND), and, self.within(b, NOT))
            }
            ExprKind::Or(a, b) => {
                let or = atom(" or ", Class::Text);
                joined(self.within(a, OR), or, self.within(b, AND))
            }
        }
    }

    fn binary(self, operator: Operator, a: &Expr, b: &Expr) -> Vec<Node> {
        let (left, sign, right) = match operator {
            Operator::Divide => return self.fraction(a, b),
            Operator::Power => return self.power(a, b),
            Operator::Multiply => (PRODUCT, "·", NEGATE),
            Operator::Add => (SUM, "+", PRODUCT),
            Operator::Subtract => (SUM, "−", PRODUCT),
        };
        let sign = atom(sign, Class::Binary);
        joined(self.within(a, left), sign, self.right(b, right))
    }

    /// ∂A over ∂B; if A is more than a name, ∂ over ∂B before its brackets.
    fn derivative(self, of: &Expr, by: &Expr) -> Vec<Node> {
        let differential = |nodes: Vec<Node>| {
            let mut row = vec![atom(self.differential, Class::Ordinary)];
            row.extend(nodes);
            row
        };
        let (of_nodes, by) = (self.nodes(of), differential(self.nodes(by)));
        if of.is_named() && !self.is_operator {
            return vec![fraction(differential(of_nodes), by)];
        }
        vec![fraction(differential(Vec::new()), by), brackets(of_nodes)]
    }

    fn within(self, expr: &Expr, least: u8) -> Vec<Node> {
        let nodes = self.nodes(expr);
        if precedence(expr) < least {
            vec![brackets(nodes)]
        } else {
            nodes
        }
    }

    /// The operand after an operator, where a minus sign needs brackets.
    fn right(self, expr: &Expr, least: u8) -> Vec<Node> {
        let nodes = self.within(expr, least);
        if starts_with_minus(&nodes) {
            vec![brackets(nodes)]
        } else {
            nodes
        }
    }

    /// A minus at the first factor above the bar goes before the whole fraction.
    fn fraction(self, a: &Expr, b: &Expr) -> Vec<Node> {
        let (mut above, below) = (self.nodes(a), self.nodes(b));
        if starts_with_minus(&above) && precedence(a) > SUM {
            above.remove(0);
            return minus(vec![fraction(above, below)]);
        }
        vec![fraction(above, below)]
    }

    fn power(self, base: &Expr, exponent: &Expr) -> Vec<Node> {
        let exponent = grouped(self.nodes(exponent));
        let mut row = match &base.kind {
            // The power of some functions goes to their name: sin²(e).
            ExprKind::Call(name, args) if RAISED.contains(&name.as_str()) => {
                let function = raised(atom(name, Class::Function), exponent);
                return vec![function, brackets(self.list(args))];
            }
            // One superscript does not go on another.
            ExprKind::Name(_) | ExprKind::Call(..) if is_raised(&self.nodes(base)) => {
                vec![brackets(self.nodes(base))]
            }
            ExprKind::Of(..) => vec![brackets(self.nodes(base))],
            _ => self.within(base, ATOM),
        };
        let last = row.pop().map(|last| raised(last, exponent));
        row.extend(last);
        row
    }

    fn call(self, name: &str, args: &[Expr]) -> Vec<Node> {
        match (name, args) {
            ("sqrt", [a]) => vec![node(Kind::Root {
                inside: Box::new(grouped(self.nodes(a))),
                index: None,
            })],
            ("abs", [a]) => vec![fence('|', self.nodes(a), Some('|'))],
            ("if", [condition, then, otherwise]) => self.cases(condition, then, otherwise),
            _ if is_indexed(name) => self.name(name, args),
            _ => {
                let mut row = match FUNCTIONS.iter().find(|(known, _)| *known == name) {
                    Some((_, set)) => vec![atom(set, Class::Function)],
                    None => named(name),
                };
                row.push(brackets(self.list(args)));
                row
            }
        }
    }

    fn cases(self, condition: &Expr, then: &Expr, otherwise: &Expr) -> Vec<Node> {
        let mut when = vec![atom("if ", Class::Text)];
        when.extend(self.nodes(condition));
        let rows = vec![
            vec![grouped(self.nodes(then)), grouped(when)],
            vec![
                grouped(self.nodes(otherwise)),
                atom("otherwise", Class::Text),
            ],
        ];
        let shape = Shape::Cases;
        vec![fence('{', vec![node(Kind::Table { shape, rows })], None)]
    }

    /// A name, with the numbers in its brackets as indices.
    fn name(self, name: &str, args: &[Expr]) -> Vec<Node> {
        let indexed = |base: &str| self.indexed(named(base), args);
        match name {
            "fprime" => {
                let prime = primed(atom("f", Class::Ordinary), 1);
                vec![prime, brackets(indexed("e"))]
            }
            "change" => [vec![atom("Δ", Class::Ordinary)], indexed("w")].concat(),
            "gradient" => {
                let partial = |of: Vec<Node>| [vec![atom("∂", Class::Ordinary)], of].concat();
                vec![fraction(partial(named("E")), partial(indexed("w")))]
            }
            _ => indexed(name),
        }
    }

    /// The layer above in brackets, unit and input below; a lone index below.
    fn indexed(self, mut base: Vec<Node>, args: &[Expr]) -> Vec<Node> {
        let (layer, below) = match args {
            [] => return base,
            [_] => (None, args),
            [layer, below @ ..] => (Some(layer), below),
        };
        let (sub, sup) = (
            Some(self.indices(below)),
            layer.map(|layer| brackets(self.nodes(layer))),
        );
        let last = base.pop().map(|last| scripts(last, sub, sup));
        base.extend(last);
        base
    }

    fn indices(self, args: &[Expr]) -> Node {
        let is_short = |arg: &Expr| arg.to_string().chars().count() == 1;
        let comma = !args.iter().all(is_short);
        grouped(self.separated(args, comma))
    }

    fn list(self, args: &[Expr]) -> Vec<Node> {
        self.separated(args, true)
    }

    fn separated(self, args: &[Expr], comma: bool) -> Vec<Node> {
        let mut row = Vec::new();
        for (place, arg) in args.iter().enumerate() {
            if place > 0 && comma {
                row.push(atom(",", Class::Punctuation));
            }
            row.extend(self.nodes(arg));
        }
        row
    }
}

/// Binding strength of each kind, as far as brackets go.
const OR: u8 = 1;
const AND: u8 = 2;
const NOT: u8 = 3;
const COMPARE: u8 = 4;
const SUM: u8 = 5;
const PRODUCT: u8 = 6;
const NEGATE: u8 = 7;
const POWER: u8 = 8;
const ATOM: u8 = 9;

fn precedence(expr: &Expr) -> u8 {
    match &expr.kind {
        ExprKind::Call(name, _) if name == "if" => 0,
        ExprKind::Or(..) => OR,
        ExprKind::And(..) => AND,
        ExprKind::Not(_) => NOT,
        ExprKind::Compare(..) | ExprKind::Near(..) => COMPARE,
        ExprKind::Binary(Operator::Add | Operator::Subtract, ..) => SUM,
        ExprKind::Binary(Operator::Multiply, ..) => PRODUCT,
        ExprKind::Number(number) if number.text.contains(['e', 'E']) => PRODUCT,
        ExprKind::Name(name) | ExprKind::Call(name, _) if name == "change" => PRODUCT,
        ExprKind::Negate(_) => NEGATE,
        ExprKind::Derivative(..) | ExprKind::Binary(Operator::Divide | Operator::Power, ..) => {
            POWER
        }
        ExprKind::Number(_) | ExprKind::Name(_) | ExprKind::Call(..) | ExprKind::Of(..) => ATOM,
    }
}

/// Functions whose power is written at their name.
const RAISED: [&str; 3] = ["sin", "cos", "tanh"];

/// Functions by the names that books have for them.
const FUNCTIONS: [(&str, &str); 9] = [
    ("exp", "exp"),
    ("ln", "ln"),
    ("sin", "sin"),
    ("cos", "cos"),
    ("tanh", "tanh"),
    ("atan", "arctan"),
    ("acos", "arccos"),
    ("max", "max"),
    ("min", "min"),
];

/// A number of the trainer whose brackets hold the numbers of a layer, a unit, an input, a pattern.
pub fn is_indexed(name: &str) -> bool {
    row(name).is_some_and(Row::is_indexed)
}

fn sign(comparison: Comparison) -> &'static str {
    match comparison {
        Comparison::Less => "<",
        Comparison::AtMost => "≤",
        Comparison::Greater => ">",
        Comparison::AtLeast => "≥",
        Comparison::Equal => "=",
        Comparison::Unequal => "≠",
    }
}

/// The tolerance of `+-`.
fn give(tolerance: Tolerance) -> Vec<Node> {
    let (number, percent) = match tolerance {
        Tolerance::Absolute(distance) => (distance, None),
        Tolerance::Percent(percent) => (percent, Some(atom("%", Class::Ordinary))),
    };
    let number = atom(&number.to_string(), Class::Number);
    [atom("±", Class::Binary), number]
        .into_iter()
        .chain(percent)
        .collect()
}

/// Nodes as one thing that belongs to a term.
fn of_term(term: Term, mut nodes: Vec<Node>) -> Node {
    for node in &mut nodes {
        node.paint(tag(term));
    }
    grouped(nodes)
}

/// Returns `true` if it ends with a superscript or a prime, or begins with a fraction.
fn is_raised(nodes: &[Node]) -> bool {
    let is_high = |node: &Node| {
        matches!(
            node.kind,
            Kind::Scripts { sup: Some(_), .. } | Kind::Prime { .. }
        )
    };
    let is_fraction = |node: &Node| matches!(node.kind, Kind::Fraction { .. });
    nodes.last().is_some_and(is_high) || nodes.first().is_some_and(is_fraction)
}

#[cfg(test)]
mod tests {
    use super::super::formula::Math;
    use super::*;
    use crate::formula::{equation, parse};

    /// A formula reads as its LaTeX does, in all ways in which mathematics is read.
    #[track_caller]
    fn alike(set: &Math, tex: &str) {
        let read = Math::parse(tex).expect(tex);
        assert_eq!(set.row(), read.row(), "{tex}");
        assert_eq!(set.ascii(), read.ascii(), "{tex}");
        assert_eq!(set.words(), read.words(), "{tex}");
        assert_eq!(set.two_dimensional(), read.two_dimensional(), "{tex}");
    }

    fn same(pairs: &[(&str, &str)]) {
        for (text, tex) in pairs {
            alike(&Math::of(&parse(text).expect(text)), tex);
        }
    }

    #[test]
    fn names_are_those_of_a_book() {
        same(&[
            (
                "lr * delta * fprime * input",
                r"\eta \cdot \delta \cdot f'(e) \cdot \mathrm{input}",
            ),
            ("w(2,1,1)", "w^{(2)}_{11}"),
            (
                "b(1,2) + y(2,1) - e(l,j)",
                "b^{(1)}_{2} + y^{(2)}_{1} - e^{(l)}_{j}",
            ),
            ("t(1) - y(1)", "t_{1} - y_{1}"),
            ("E(3) + E", "E_{3} + E"),
            (
                "delta(2,1) * fprime(2,1)",
                r"\delta^{(2)}_{1} \cdot f'(e^{(2)}_{1})",
            ),
            ("f'(w*x + b)", r"f'(w \cdot x + b)"),
            ("f2′(e2)", "f'_{2}(e_{2})"),
            (
                "change(1,1,2) / gradient(1,1,2)",
                r"\frac{\Delta w^{(1)}_{12}}{\frac{\partial E}{\partial w^{(1)}_{12}}}",
            ),
            (
                "linear.w(2,1,1) - mute.(a + b)",
                r"\mathrm{linear}.w^{(2)}_{11} - \mathrm{mute}.(a + b)",
            ),
        ]);
    }

    #[test]
    fn indices_of_several_digits_have_a_comma() {
        let math = Math::of(&parse("w(2,10,1)").expect("a formula"));
        assert_eq!(math.row().text(), "w_(10,1)^(2)");
        assert_eq!(
            math.words(),
            "w sub 1 0 comma 1 superscript open parenthesis 2 close parenthesis"
        );
    }

    #[test]
    fn derivatives_are_fractions_of_differentials() {
        for (text, tex) in [
            ("dE/dw(2,1,1)", r"\frac{\partial E}{\partial w^{(2)}_{11}}"),
            (
                "-dE/dy * df(e)/de",
                r"-\frac{\partial E}{\partial y} \cdot \frac{\partial f(e)}{\partial e}",
            ),
            ("d(w * x)/dw", r"\frac{\partial}{\partial w}(w \cdot x)"),
            (
                "(dE/dw)^2",
                r"\left(\frac{\partial E}{\partial w}\right)^{2}",
            ),
        ] {
            let side = equation(text, &|_| true).expect(text).remove(0);
            alike(&Math::of(&side), tex);
            let printed = equation(&side.to_string(), &|_| true)
                .expect(text)
                .remove(0);
            assert_eq!(printed.unplaced(), side.unplaced(), "{text}: {side}");
        }
    }

    #[test]
    fn a_part_may_be_set_otherwise() {
        let expr = parse("x * (2 + x)^x - w * y").expect("a formula");
        let part = |expr: &Expr| match expr.to_string().as_str() {
            "x" => Some(Instead::Number(-0.5, None)),
            "w" => Some(Instead::Term(Term::Fprime)),
            "y" => Some(Instead::Number(2e-7, Some(Term::Delta))),
            _ => None,
        };
        let spelling = Spelling {
            part: &part,
            differential: "d",
            ..Spelling::default()
        };
        let set = |text: &str| {
            let mut sides = equation(text, &|_| true).expect(text);
            Math::equation(&[Side::Formula(&sides.remove(0))], spelling)
        };
        alike(
            &Math::equation(&[Side::Formula(&expr)], spelling),
            r"(-0.5000) \cdot (2 + (-0.5000))^{(-0.5000)} - {\color{teal}w} \cdot {\color{red}(2.000 \cdot 10^{-7})}",
        );
        alike(&set("x"), "-0.5000");
        alike(&set("dz/dt"), r"\frac{d z}{d t}");
        let whole = Spelling {
            is_operator: true,
            ..spelling
        };
        let z = equation("dz/dt", &|_| true).expect("a derivative");
        let sides = [Side::Formula(&z[0]), Side::Words("steep")];
        alike(
            &Math::equation(&sides, whole),
            r"\frac{d}{d t}(z) = \text{steep}",
        );
    }

    #[test]
    fn brackets_stand_where_they_are_needed() {
        same(&[
            ("(a + b) / (c * d)", r"\frac{a + b}{c \cdot d}"),
            ("a * (b + c)", r"a \cdot (b + c)"),
            ("a * (b / c + 1)", r"a \cdot \left(\frac{b}{c} + 1\right)"),
            ("a - -b", "a - (-b)"),
            ("a - (b - c)", "a - (b - c)"),
            ("a * -b", r"a \cdot (-b)"),
            ("a - (-2) * b", r"a - (-2 \cdot b)"),
            ("--a", "-(-a)"),
            ("-(t - y)", "-(t - y)"),
            ("-2 * e / (1 + e)", r"-\frac{2 \cdot e}{1 + e}"),
            ("(-a + b) / c", r"\frac{-a + b}{c}"),
            ("(a / b)^2", r"\left(\frac{a}{b}\right)^{2}"),
            ("(a^b)^c", "(a^{b})^{c}"),
            ("a^b^c", "a^{b^{c}}"),
            ("(-2)^-x", "(-2)^{-x}"),
            ("w(2,1,1)^2", "(w^{(2)}_{11})^{2}"),
            ("x(1)^2 + f(e)^2", "x_{1}^{2} + f(e)^{2}"),
            ("linear.w^2", r"(\mathrm{linear}.w)^{2}"),
            ("change^2", r"(\Delta w)^{2}"),
            ("1e-9 + 2.5e3^2", r"10^{-9} + (2.5 \cdot 10^{3})^{2}"),
        ]);
    }

    #[test]
    fn functions_and_conditions_are_set_as_usual() {
        same(&[
            ("exp(-e^2)", r"\exp(-e^{2})"),
            ("1 - tanh(e)^2", r"1 - \tanh^{2}(e)"),
            ("ln(1 / e)", r"\ln\left(\frac{1}{e}\right)"),
            (
                "sqrt(2 / pi) * abs(e)",
                r"\sqrt{\frac{2}{\pi}} \cdot \left|e\right|",
            ),
            ("abs(w(1,1,1))^2", r"\left|w^{(1)}_{11}\right|^{2}"),
            (
                "logistic(e) * logistic(-e)",
                r"\mathrm{logistic}(e) \cdot \mathrm{logistic}(-e)",
            ),
            ("max(0, e)", r"\max(0, e)"),
            (
                "2 * if(e > 0, 1, 0)",
                r"2 \cdot \left(\begin{cases} 1 & \text{if } e > 0 \\ 0 & \text{otherwise} \end{cases}\right)",
            ),
            (
                "E <= 1 and not (y != 0 or y >= 1)",
                r"E \le 1 \text{ and } \text{not } (y \ne 0 \text{ or } y \ge 1)",
            ),
            ("y ~ 0.75 +- 2%", r"y \approx 0.75 \pm 2\%"),
            ("y == 1", "y = 1"),
        ]);
    }
}
