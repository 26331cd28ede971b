//! The functions of formulas in each programming language: a row each, and what has to be defined where a language lacks one.

use super::language::Language;

/// A function.
pub struct Function {
    /// Its name in formulas.
    pub name: &'static str,
    python: Form,
    rust: Form,
    numpy: Form,
    pytorch: Form,
}

/// A call in a language, with `{0}` and `{1}` for its arguments, and the definition that it needs.
pub struct Form {
    call: &'static str,
    definition: &'static str,
}

impl Function {
    fn of(&self, language: Language) -> &Form {
        match language {
            Language::Python => &self.python,
            Language::Rust => &self.rust,
            Language::Numpy => &self.numpy,
            Language::Pytorch => &self.pytorch,
        }
    }

    /// Its call in a language.
    pub fn form(&self, language: Language) -> &'static str {
        self.of(language).call
    }

    /// Its definition in a language that lacks it; else nothing.
    pub fn definition(&self, language: Language) -> &'static str {
        self.of(language).definition
    }
}

const fn row(name: &'static str, calls: [&'static str; 4]) -> Function {
    let [python, rust, numpy, pytorch] = calls;
    Function {
        name,
        python: has(python),
        rust: has(rust),
        numpy: has(numpy),
        pytorch: has(pytorch),
    }
}

const fn has(call: &'static str) -> Form {
    Form {
        call,
        definition: "",
    }
}

const fn lacks(call: &'static str, definition: &'static str) -> Form {
    Form { call, definition }
}

/// All functions of formulas that are no formulas of others, and `cosh`, which slopes are written with.
pub const FUNCTIONS: [Function; 19] = [
    row(
        "abs",
        ["abs({0})", "{0}.abs()", "np.abs({0})", "torch.abs({0})"],
    ),
    Function {
        python: lacks("sign({0})", "def sign(a):\n    return (a > 0) - (a < 0)\n"),
        rust: lacks(
            "sign({0})",
            "fn sign(a: f64) -> f64 {\n    if a == 0.0 { 0.0 } else { a.signum() }\n}\n",
        ),
        ..row("sign", ["", "", "np.sign({0})", "torch.sign({0})"])
    },
    row(
        "exp",
        ["exp({0})", "{0}.exp()", "np.exp({0})", "torch.exp({0})"],
    ),
    row(
        "ln",
        ["log({0})", "{0}.ln()", "np.log({0})", "torch.log({0})"],
    ),
    row(
        "log10",
        [
            "log10({0})",
            "{0}.log10()",
            "np.log10({0})",
            "torch.log10({0})",
        ],
    ),
    row(
        "sqrt",
        ["sqrt({0})", "{0}.sqrt()", "np.sqrt({0})", "torch.sqrt({0})"],
    ),
    row(
        "tanh",
        ["tanh({0})", "{0}.tanh()", "np.tanh({0})", "torch.tanh({0})"],
    ),
    row(
        "cosh",
        ["cosh({0})", "{0}.cosh()", "np.cosh({0})", "torch.cosh({0})"],
    ),
    row(
        "sin",
        ["sin({0})", "{0}.sin()", "np.sin({0})", "torch.sin({0})"],
    ),
    row(
        "cos",
        ["cos({0})", "{0}.cos()", "np.cos({0})", "torch.cos({0})"],
    ),
    row(
        "atan",
        [
            "atan({0})",
            "{0}.atan()",
            "np.arctan({0})",
            "torch.atan({0})",
        ],
    ),
    row(
        "acos",
        [
            "acos({0})",
            "{0}.acos()",
            "np.arccos({0})",
            "torch.acos({0})",
        ],
    ),
    Function {
        python: lacks(
            "logistic({0})",
            "def logistic(a):\n    small = exp(-abs(a))\n    return (1 if a >= 0 else small) / (1 + small)\n",
        ),
        rust: lacks(
            "logistic({0})",
            "fn logistic(a: f64) -> f64 {\n    let small = (-a.abs()).exp();\n    (if a >= 0.0 { 1.0 } else { small }) / (1.0 + small)\n}\n",
        ),
        numpy: lacks(
            "logistic({0})",
            "def logistic(a):\n    small = np.exp(-np.abs(a))\n    return np.where(a >= 0, 1, small) / (1 + small)\n",
        ),
        ..row("logistic", ["", "", "", "torch.sigmoid({0})"])
    },
    row(
        "relu",
        [
            "max({0}, 0.0)",
            "{0}.max(0.0)",
            "np.maximum({0}, 0)",
            "torch.relu({0})",
        ],
    ),
    Function {
        python: lacks(
            "softplus({0})",
            "def softplus(a):\n    return max(a, 0.0) + log1p(exp(-abs(a)))\n",
        ),
        rust: lacks(
            "softplus({0})",
            "fn softplus(a: f64) -> f64 {\n    a.max(0.0) + (-a.abs()).exp().ln_1p()\n}\n",
        ),
        pytorch: lacks(
            "softplus({0})",
            "def softplus(a):\n    return torch.logaddexp(a, torch.zeros_like(a))\n",
        ),
        ..row("softplus", ["", "", "np.logaddexp({0}, 0)", ""])
    },
    row(
        "round",
        [
            "copysign(floor(abs({0}) + 0.5), {0})",
            "{0}.round()",
            "np.copysign(np.floor(np.abs({0}) + 0.5), {0})",
            "torch.copysign(torch.floor(torch.abs({0}) + 0.5), {0})",
        ],
    ),
    Function {
        // A sum without cancellation; see Abramowitz and Stegun, 7.1.6.
        rust: lacks(
            "erf({0})",
            "fn erf(a: f64) -> f64 {\n    let (mut term, mut sum) = (a, a);\n    for n in 1..200 {\n        term *= 2.0 * a * a / f64::from(2 * n + 1);\n        sum += term;\n    }\n    if a.abs() > 6.0 { a.signum() } else { 2.0 / std::f64::consts::PI.sqrt() * (-a * a).exp() * sum }\n}\n",
        ),
        numpy: lacks("erf({0})", "import math\nerf = np.vectorize(math.erf)\n"),
        ..row("erf", ["erf({0})", "", "", "torch.erf({0})"])
    },
    Function {
        pytorch: lacks(
            "larger({0}, {1})",
            "def larger(a, b):\n    return torch.maximum(torch.as_tensor(a), torch.as_tensor(b))\n",
        ),
        ..row(
            "max",
            ["max({0}, {1})", "{0}.max({1})", "np.maximum({0}, {1})", ""],
        )
    },
    Function {
        pytorch: lacks(
            "smaller({0}, {1})",
            "def smaller(a, b):\n    return torch.minimum(torch.as_tensor(a), torch.as_tensor(b))\n",
        ),
        ..row(
            "min",
            ["min({0}, {1})", "{0}.min({1})", "np.minimum({0}, {1})", ""],
        )
    },
];

/// The functions of Python's module `math` that forms and programs may use.
pub const OF_MATH: [&str; 15] = [
    "acos", "atan", "copysign", "cos", "cosh", "erf", "exp", "floor", "log", "log10", "log1p",
    "pi", "sin", "sqrt", "tanh",
];

/// The definitions that a program needs, by the names that it calls.
pub fn definitions(language: Language, program: &str) -> Vec<&'static str> {
    let calls = |function: &&Function| {
        let name = function
            .form(language)
            .split('(')
            .next()
            .unwrap_or_default();
        !function.definition(language).is_empty() && words(program).any(|word| word == name)
    };
    let needed = FUNCTIONS.iter().filter(calls);
    needed
        .map(|function| function.definition(language))
        .collect()
}

/// The words of a program.
pub fn words(program: &str) -> impl Iterator<Item = &str> {
    program.split(|c: char| !c.is_alphanumeric() && c != '_')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formula::function;

    #[test]
    fn every_function_of_formulas_has_a_row_or_is_a_formula_of_others() {
        for known in &function::FUNCTIONS {
            let is_there = FUNCTIONS.iter().any(|row| row.name == known.name);
            assert!(
                is_there || ["sigmoid", "swish"].contains(&known.name),
                "{}",
                known.name
            );
        }
    }
}
