//! A formula as LaTeX, in commands that every reader of LaTeX knows.
//!
//! It says what the plain text says: a product has its dot, a condition its words, and no bracket that the text needs is lost.

use super::symbols::{give, name_in_tex, number_in_tex, sign, word};
use super::tree::{Expr, ExprKind, Operator};

/// The formula between two `$`.
#[must_use]
pub fn latex(expr: &Expr) -> String {
    Spelling::default().latex(expr)
}

/// How parts of a formula are written, where it is not as usual.
#[derive(Clone, Copy)]
pub struct Spelling<'a> {
    /// What stands for a part; nothing, if it is written as usual. It is set as one thing, without brackets around it.
    pub part: &'a dyn Fn(&Expr) -> Option<String>,
    /// The sign before what is differentiated.
    pub differential: &'a str,
}

impl Default for Spelling<'_> {
    fn default() -> Self {
        Spelling {
            part: &|_| None,
            differential: "\\partial",
        }
    }
}

impl Spelling<'_> {
    /// The formula between two `$`, so spelt.
    #[must_use]
    pub fn latex(self, expr: &Expr) -> String {
        if let Some(spelt) = (self.part)(expr) {
            return spelt;
        }
        match &expr.kind {
            ExprKind::Number(number) => number_in_tex(number),
            ExprKind::Name(name) => name_in_tex(name),
            ExprKind::Call(name, args) => self.call(name, args),
            ExprKind::Of(run, inner) => format!("{}.{}", word(run), self.within(inner, ATOM)),
            ExprKind::Derivative(of, by) => self.derivative(of, by),
            ExprKind::Negate(a) => format!("-{}", self.right(a, NEGATE)),
            ExprKind::Binary(operator, a, b) => self.binary(*operator, a, b),
            ExprKind::Compare(comparison, a, b) => {
                let (a, b) = (self.within(a, SUM), self.within(b, SUM));
                format!("{a} {} {b}", sign(*comparison))
            }
            ExprKind::Near(a, b, tolerance) => {
                let (a, b) = (self.within(a, SUM), self.within(b, SUM));
                format!("{a} \\approx {b}{}", give(*tolerance))
            }
            ExprKind::Not(a) => format!("\\text{{not }} {}", self.within(a, NOT)),
            ExprKind::And(a, b) => {
                let (a, b) = (self.within(a, AND), self.within(b, NOT));
                format!("{a} \\text{{ and }} {b}")
            }
            ExprKind::Or(a, b) => {
                let (a, b) = (self.within(a, OR), self.within(b, AND));
                format!("{a} \\text{{ or }} {b}")
            }
        }
    }

    fn binary(self, operator: Operator, a: &Expr, b: &Expr) -> String {
        match operator {
            Operator::Divide => self.fraction(a, b),
            Operator::Power => self.power(a, b),
            Operator::Multiply => {
                format!(
                    "{} \\cdot {}",
                    self.within(a, PRODUCT),
                    self.right(b, NEGATE)
                )
            }
            Operator::Add | Operator::Subtract => {
                let sign = operator.symbol();
                format!("{} {sign} {}", self.within(a, SUM), self.right(b, PRODUCT))
            }
        }
    }

    /// ∂A over ∂B; of what is more than a name, ∂ over ∂B before its brackets.
    fn derivative(self, of: &Expr, by: &Expr) -> String {
        let (d, of_tex, by) = (self.differential, self.latex(of), self.latex(by));
        if of.is_named() {
            return format!("\\frac{{{d} {of_tex}}}{{{d} {by}}}");
        }
        format!("\\frac{{{d}}}{{{d} {by}}}{}", brackets(&of_tex))
    }

    fn within(self, expr: &Expr, least: u8) -> String {
        let tex = self.latex(expr);
        if precedence(expr) < least {
            brackets(&tex)
        } else {
            tex
        }
    }

    /// What stands after an operator, where a minus sign needs brackets.
    fn right(self, expr: &Expr, least: u8) -> String {
        let tex = self.within(expr, least);
        if tex.starts_with('-') {
            brackets(&tex)
        } else {
            tex
        }
    }

    /// A minus before the first factor above the bar stands before the whole fraction.
    fn fraction(self, a: &Expr, b: &Expr) -> String {
        let (above, below) = (self.latex(a), self.latex(b));
        match above.strip_prefix('-') {
            Some(above) if precedence(a) > SUM => format!("-\\frac{{{above}}}{{{below}}}"),
            _ => format!("\\frac{{{above}}}{{{below}}}"),
        }
    }

    fn power(self, base: &Expr, exponent: &Expr) -> String {
        let exponent = self.latex(exponent);
        if let ExprKind::Call(name, args) = &base.kind
            && let Some((_, command)) = SQUARED.iter().find(|(squared, _)| squared == name)
        {
            return format!("{command}^{{{exponent}}}{}", brackets(&self.list(args)));
        }
        let base = match &base.kind {
            // One superscript does not go on another.
            ExprKind::Name(_) | ExprKind::Call(..) if raised_already(&self.latex(base)) => {
                brackets(&self.latex(base))
            }
            ExprKind::Of(..) => brackets(&self.latex(base)),
            _ => self.within(base, ATOM),
        };
        format!("{base}^{{{exponent}}}")
    }

    fn call(self, name: &str, args: &[Expr]) -> String {
        match (name, args) {
            ("sqrt", [a]) => format!("\\sqrt{{{}}}", self.latex(a)),
            ("abs", [a]) => format!("\\left|{}\\right|", self.latex(a)),
            ("if", [c, a, b]) => format!(
                "\\begin{{cases}} {} & \\text{{if }} {} \\\\ {} & \\text{{otherwise}} \\end{{cases}}",
                self.latex(a),
                self.latex(c),
                self.latex(b)
            ),
            ("fprime", _) => format!("f'({})", self.indexed("e", args)),
            ("change", _) => format!("\\Delta {}", self.indexed("w", args)),
            ("gradient", _) => format!(
                "\\frac{{\\partial E}}{{\\partial {}}}",
                self.indexed("w", args)
            ),
            ("w" | "b" | "e" | "y" | "x" | "t" | "delta" | "input" | "E", _) => {
                self.indexed(&name_in_tex(name), args)
            }
            _ => {
                let command = COMMANDS.iter().find(|(function, _)| *function == name);
                let command =
                    command.map_or_else(|| name_in_tex(name), |(_, tex)| (*tex).to_string());
                format!("{command}{}", brackets(&self.list(args)))
            }
        }
    }

    fn list(self, args: &[Expr]) -> String {
        let args: Vec<String> = args.iter().map(|arg| self.latex(arg)).collect();
        args.join(", ")
    }

    /// The layer above in brackets, unit and input below; a lone index below.
    fn indexed(self, base: &str, args: &[Expr]) -> String {
        let join = |indices: &[Expr]| {
            let indices: Vec<String> = indices.iter().map(|arg| self.latex(arg)).collect();
            let short = indices.iter().all(|index| index.chars().count() == 1);
            indices.join(if short { "" } else { "," })
        };
        match args {
            [] => base.to_string(),
            [index] => format!("{base}_{{{}}}", self.latex(index)),
            [layer, below @ ..] => {
                format!("{base}^{{({})}}_{{{}}}", self.latex(layer), join(below))
            }
        }
    }
}

/// How tightly each kind holds its parts together, as far as brackets go.
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
        ExprKind::Name(name) if name == "change" => PRODUCT,
        ExprKind::Call(name, _) if name == "change" => PRODUCT,
        ExprKind::Negate(_) => NEGATE,
        ExprKind::Derivative(..) | ExprKind::Binary(Operator::Divide | Operator::Power, ..) => {
            POWER
        }
        ExprKind::Number(_) | ExprKind::Name(_) | ExprKind::Call(..) | ExprKind::Of(..) => ATOM,
    }
}

/// Brackets that grow only where what they hold is tall.
fn brackets(tex: &str) -> String {
    if tex.contains("\\frac") || tex.contains("\\begin") {
        format!("\\left({tex}\\right)")
    } else {
        format!("({tex})")
    }
}

fn raised_already(tex: &str) -> bool {
    let indexed = tex.contains("^{(") && !tex.ends_with(['|', ')']);
    indexed || tex.ends_with('\'') || tex.starts_with("\\frac")
}

/// Functions whose power is written at their name: sin²(e).
const SQUARED: [(&str, &str); 3] = [("sin", "\\sin"), ("cos", "\\cos"), ("tanh", "\\tanh")];

/// Functions that LaTeX has a command for.
const COMMANDS: [(&str, &str); 9] = [
    ("exp", "\\exp"),
    ("ln", "\\ln"),
    ("sin", "\\sin"),
    ("cos", "\\cos"),
    ("tanh", "\\tanh"),
    ("atan", "\\arctan"),
    ("acos", "\\arccos"),
    ("max", "\\max"),
    ("min", "\\min"),
];

#[cfg(test)]
mod tests {
    use super::super::parse::{equation, parse};
    use super::*;

    fn same(pairs: &[(&str, &str)]) {
        for (text, tex) in pairs {
            assert_eq!(&latex(&parse(text).expect(text)), tex, "{text}");
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
            ("w(2,10,1)", "w^{(2)}_{10,1}"),
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
                "linear.w(2,1,1) - no_mute.(a + b)",
                r"\mathrm{linear}.w^{(2)}_{11} - \mathrm{no\_mute}.(a + b)",
            ),
        ]);
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
            assert_eq!(latex(&side), tex, "{text}");
            let printed = equation(&side.to_string(), &|_| true)
                .expect(text)
                .remove(0);
            assert_eq!(printed.unplaced(), side.unplaced(), "{text}: {side}");
        }
    }

    #[test]
    fn a_part_may_be_spelt_otherwise() {
        let expr = parse("x * (2 + x)^x - w").expect("a formula");
        let part = |expr: &Expr| (expr.to_string() == "x").then(|| "{X}".to_string());
        let spelling = Spelling {
            part: &part,
            differential: "d",
        };
        assert_eq!(spelling.latex(&expr), r"{X} \cdot (2 + {X})^{{X}} - w");
        let side = equation("dy/dx", &|_| true)
            .expect("a derivative")
            .remove(0);
        assert_eq!(spelling.latex(&side), r"\frac{d y}{d {X}}");
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
