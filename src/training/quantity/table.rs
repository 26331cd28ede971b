//! The names of the formula language about a trainer, one row each. A new name is one row here and nothing elsewhere.

use super::row::{Form, InRule, Part, Row};
use crate::network::Activation;

/// The part in brackets that is the number of a pattern.
pub const PATTERN: &str = "pattern";

const ON_PATTERN: Form = Form::Parts(&[Part::Number(PATTERN)]);
const AT_VALUE: Form = Form::Parts(&[Part::Formula("value")]);
const TWO: Form = Form::Parts(&[Part::Formula("formula"), Part::Formula("formula")]);

/// A form over a domain, as in this example.
macro_rules! over {
    ($domain:literal, $($part:expr),+) => {
        Form::Parts(&[Part::Domain($domain), $($part),+])
    };
}

const FORMULA: Part = Part::Formula("formula");
const FOLDS: &[Form] = &[
    over!("weights", FORMULA),
    over!("layers", FORMULA),
    over!("patterns", FORMULA),
    over!("epochs", FORMULA),
];

/// A row with a name, its forms and a description; everything else has its default.
const fn row(name: &'static str, forms: &'static [Form], words: &'static str) -> Row {
    Row {
        name,
        forms,
        symbol: name,
        shown: name,
        words,
        told_by: &[],
        value: |of| of.none(),
        in_rule: InRule::Unknown,
    }
}

/// All names.
pub const NAMES: &[Row] = &[
    Row {
        value: |of| of.weight(),
        in_rule: InRule::Both(|f| f.weight),
        ..row(
            "w",
            &[Form::Selected, Form::Weight],
            "a weight as it is now",
        )
    },
    Row {
        value: |of| of.weight(),
        ..row("b", &[Form::Bias], "a bias as it is now")
    },
    Row {
        value: |of| of.error(),
        ..row("E", &[Form::Run, ON_PATTERN], "the error")
    },
    Row {
        value: |of| of.signal(),
        symbol: "x",
        ..row("x", &[Form::NetInput], "an input of the net")
    },
    Row {
        value: |of| of.target(),
        in_rule: InRule::Both(|f| f.target),
        ..row("t", &[Form::Selected, Form::Output], "the target")
    },
    Row {
        value: |of| of.output(),
        in_rule: InRule::Both(|f| f.output),
        ..row(
            "y",
            &[Form::Selected, Form::Output, Form::Unit],
            "the output",
        )
    },
    Row {
        value: |of| of.net_input(),
        in_rule: InRule::Both(|f| f.net_input),
        ..row(
            "e",
            &[Form::Selected, Form::Unit],
            "the net input, Σ w × input",
        )
    },
    Row {
        value: |of| of.fprime(),
        in_rule: InRule::Both(|f| f.fprime),
        symbol: "f'(e)",
        shown: "f′(e)",
        ..row(
            "fprime",
            &[Form::Selected, Form::Unit],
            "the derivative of the activation at e",
        )
    },
    Row {
        value: |of| of.delta(),
        in_rule: InRule::Both(|f| f.delta),
        symbol: "\\delta",
        ..row(
            "delta",
            &[Form::Selected, Form::Unit],
            "how much the error falls as the output rises",
        )
    },
    Row {
        value: |of| of.signal(),
        in_rule: InRule::Update(|f| f.input),
        symbol: "\\mathrm{input}",
        ..row(
            "input",
            &[Form::Selected, Form::Input],
            "the input of the weight",
        )
    },
    Row {
        value: |of| of.is_bias(),
        in_rule: InRule::Update(|f| f.bias),
        symbol: "\\mathrm{bias}",
        ..row("bias", &[Form::Selected], "1 for a bias, else 0")
    },
    Row {
        value: |of| of.taken(),
        symbol: "\\mathrm{taken}",
        ..row(
            "taken",
            &[Form::Parts(&[Part::Term])],
            "what the rule gets for a term",
        )
    },
    Row {
        value: |of| of.change(),
        in_rule: InRule::SendBack(|f| f.change),
        symbol: "\\Delta w",
        told_by: &["gradient", "slope"],
        ..row(
            "change",
            &[Form::Selected, Form::Weight],
            "what the update adds to the weight",
        )
    },
    Row {
        value: |of| of.gradient(),
        symbol: "\\frac{\\partial E}{\\partial w}",
        told_by: &["change", "slope"],
        ..row(
            "gradient",
            &[Form::Selected, Form::Weight],
            "∂E/∂w by the chain rule",
        )
    },
    Row {
        value: |of| of.activation(),
        in_rule: InRule::Activation(Activation::f),
        ..row("f", &[AT_VALUE], "the activation")
    },
    Row {
        value: |of| of.activation(),
        in_rule: InRule::Activation(|f, e| f.fprime(e, f.f(e))),
        shown: "f′",
        ..row("f'", &[AT_VALUE], "the derivative of the activation")
    },
    Row {
        value: |of| of.epochs(),
        symbol: "\\mathrm{epoch}",
        told_by: &["update"],
        ..row("epoch", &[Form::Run], "epochs finished")
    },
    Row {
        value: |of| of.updates(),
        symbol: "\\mathrm{update}",
        told_by: &["epoch"],
        ..row("update", &[Form::Run], "updates finished")
    },
    Row {
        value: |of| of.pattern(),
        symbol: "\\mathrm{pattern}",
        ..row("pattern", &[Form::Run], "the number of the current pattern")
    },
    Row {
        value: |of| of.lr(),
        in_rule: InRule::Both(|f| f.lr),
        symbol: "\\eta",
        ..row("lr", &[Form::Run], "the learning rate")
    },
    Row {
        value: |of| of.momentum(),
        symbol: "\\mathrm{momentum}",
        ..row(
            "momentum",
            &[Form::Run],
            "the share of the last change that is made again",
        )
    },
    Row {
        value: |of| of.evaluations(),
        symbol: "\\mathrm{evaluations}",
        ..row("evaluations", &[Form::Run], "passes over all patterns")
    },
    Row {
        value: |of| of.accuracy(),
        symbol: "\\mathrm{accuracy}",
        ..row(
            "accuracy",
            &[Form::Run],
            "the share of patterns answered correctly",
        )
    },
    Row {
        value: |of| of.on(),
        symbol: "\\mathrm{on}",
        ..row(
            "on",
            &[Form::Parts(&[Part::Number(PATTERN), FORMULA])],
            "with a pattern the current one",
        )
    },
    Row {
        value: |of| of.after(),
        symbol: "\\mathrm{after}",
        ..row("after", &[Form::Parts(&[FORMULA])], "after the next update")
    },
    Row {
        value: |of| of.at_epoch(),
        symbol: "\\mathrm{at}",
        ..row(
            "at",
            &[Form::Parts(&[Part::Number("epoch"), FORMULA])],
            "at the end of an epoch",
        )
    },
    Row {
        value: |of| of.fold(&|values| values.iter().sum()),
        symbol: "\\sum",
        ..row("sum", FOLDS, "the sum over a domain")
    },
    Row {
        value: |of| of.fold(&|values| values.iter().product()),
        symbol: "\\prod",
        ..row("product", FOLDS, "the product over a domain")
    },
    Row {
        value: |of| of.fold(&|values| values.iter().sum()),
        symbol: "\\mathrm{count}",
        ..row(
            "count",
            &[over!("patterns", Part::Condition)],
            "for how many of a domain a condition holds",
        )
    },
    Row {
        value: |of| of.fold(&|values| values.iter().copied().reduce(f64::max).unwrap_or(f64::NAN)),
        symbol: "\\max",
        ..row(
            "max",
            &[Form::Function("a, b"), over!("epochs", FORMULA)],
            "the largest over a domain",
        )
    },
    Row {
        value: |of| of.fold(&|values| values.iter().copied().reduce(f64::min).unwrap_or(f64::NAN)),
        symbol: "\\min",
        ..row(
            "min",
            &[Form::Function("a, b"), over!("epochs", FORMULA)],
            "the smallest over a domain",
        )
    },
    Row {
        value: |of| of.cosine(),
        symbol: "\\cos",
        ..row(
            "cosine",
            &[TWO, over!("weights(layer)", FORMULA, FORMULA)],
            "the cosine of two directions",
        )
    },
    Row {
        value: |of| of.slope(),
        symbol: "\\mathrm{slope}",
        told_by: &["change", "gradient"],
        ..row(
            "slope",
            &[
                Form::Parts(&[FORMULA, Part::Weight]),
                Form::Parts(&[FORMULA, Part::Weight, Part::Number("h")]),
            ],
            "the slope as it is measured, by nudging the weight",
        )
    },
];
