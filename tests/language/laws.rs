//! Laws that every formula obeys, tried on random ones. The seed is fixed, so that the same formulas are tried each time.

use deltarule::figure::math::Math;
use deltarule::formula::tree::{Comparison, ExprKind, Number, Operator, Tolerance};
use deltarule::formula::{
    Compiled, Expr, NotANumber, Problem, Scope, Span, Vocabulary, derive, fill, parse, simplify,
};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

fn fixed(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        rng_seed: RngSeed::Fixed(20_240_601),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn made(kind: ExprKind) -> Expr {
    Expr {
        kind,
        span: Span::default(),
    }
}

fn number(text: &str) -> Expr {
    made(ExprKind::Number(Number {
        value: text.parse().expect("a number"),
        text: text.to_string(),
    }))
}

fn binary(operator: Operator, a: Expr, b: Expr) -> Expr {
    made(ExprKind::Binary(operator, Box::new(a), Box::new(b)))
}

fn operator() -> impl Strategy<Value = Operator> {
    prop::sample::select(vec![
        Operator::Add,
        Operator::Subtract,
        Operator::Multiply,
        Operator::Divide,
    ])
}

fn comparison() -> impl Strategy<Value = Comparison> {
    prop::sample::select(vec![
        Comparison::Less,
        Comparison::AtMost,
        Comparison::Greater,
        Comparison::AtLeast,
        Comparison::Equal,
        Comparison::Unequal,
    ])
}

/// Anything that the grammar allows.
fn any_formula() -> impl Strategy<Value = Expr> {
    let names = prop::sample::select(vec!["e", "w", "lr", "delta", "f'", "net_2"]);
    let leaf = prop_oneof![
        prop::sample::select(vec!["0", "1", "2.50", "3.", ".5", "1e-9", "2.5E+3"]).prop_map(number),
        names.prop_map(|name| made(ExprKind::Name(name.to_string()))),
    ];
    let formula = leaf.prop_recursive(6, 60, 3, |inner| {
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            4 => (operator(), two.clone()).prop_map(|(operator, (a, b))| binary(operator, a, b)),
            1 => two.clone().prop_map(|(a, b)| binary(Operator::Power, a, b)),
            2 => inner.clone().prop_map(|a| made(ExprKind::Negate(Box::new(a)))),
            1 => inner.clone().prop_map(|a| made(ExprKind::Of("linear".into(), Box::new(a)))),
            1 => prop::collection::vec(inner.clone(), 1..4)
                .prop_map(|args| made(ExprKind::Call("w".into(), args))),
            1 => (condition(inner.clone().boxed()), two).prop_map(|(condition, (a, b))| {
                made(ExprKind::Call("if".into(), vec![condition, a, b]))
            }),
        ]
    });
    let formula = formula.boxed();
    prop_oneof![3 => formula.clone(), 1 => condition(formula)]
}

fn condition(numbers: BoxedStrategy<Expr>) -> impl Strategy<Value = Expr> {
    let two = (numbers.clone(), numbers);
    let tolerance = prop::sample::select(vec![
        Tolerance::Absolute(0.5),
        Tolerance::Absolute(1e-9),
        Tolerance::Percent(2.0),
    ]);
    let leaf = prop_oneof![
        (comparison(), two.clone()).prop_map(|(comparison, (a, b))| {
            made(ExprKind::Compare(comparison, Box::new(a), Box::new(b)))
        }),
        (tolerance, two).prop_map(|(tolerance, (a, b))| {
            made(ExprKind::Near(Box::new(a), Box::new(b), Some(tolerance)))
        }),
    ];
    leaf.prop_recursive(3, 8, 2, |inner| {
        prop_oneof![
            inner.clone().prop_map(|a| made(ExprKind::Not(Box::new(a)))),
            (inner.clone(), inner.clone())
                .prop_map(|(a, b)| made(ExprKind::And(Box::new(a), Box::new(b)))),
            (inner.clone(), inner).prop_map(|(a, b)| made(ExprKind::Or(Box::new(a), Box::new(b)))),
        ]
    })
}

/// A number computed from `e`, with every function of the language; its kinks are few.
fn number_of_e() -> impl Strategy<Value = Expr> {
    let functions = vec![
        "abs", "sign", "exp", "ln", "sqrt", "tanh", "sin", "cos", "atan", "acos", "logistic",
        "relu", "softplus", "erf",
    ];
    let leaf = prop_oneof![
        2 => prop::sample::select(vec!["0", "1", "2", "3", "0.1", "0.5", "1.7159"]).prop_map(number),
        1 => Just(made(ExprKind::Name("pi".into()))),
        1 => Just(made(ExprKind::Name("t".into()))),
        5 => Just(made(ExprKind::Name("e".into()))),
    ];
    leaf.prop_recursive(5, 24, 2, move |inner| {
        let two = (inner.clone(), inner.clone());
        prop_oneof![
            6 => (operator(), two.clone()).prop_map(|(operator, (a, b))| binary(operator, a, b)),
            1 => two.clone().prop_map(|(a, b)| binary(Operator::Power, a, b)),
            2 => (inner.clone(), prop::sample::select(vec!["2", "3", "0.5", "1"]))
                .prop_map(|(a, n)| binary(Operator::Power, a, number(n))),
            1 => inner.clone().prop_map(|a| made(ExprKind::Negate(Box::new(a)))),
            4 => (prop::sample::select(functions.clone()), inner.clone())
                .prop_map(|(name, a)| made(ExprKind::Call(name.into(), vec![a]))),
            1 => (prop::sample::select(vec!["max", "min"]), two.clone())
                .prop_map(|(name, (a, b))| made(ExprKind::Call(name.into(), vec![a, b]))),
            1 => (comparison(), two.clone(), two).prop_map(|(comparison, (a, b), (c, d))| {
                let condition = made(ExprKind::Compare(comparison, Box::new(a), Box::new(b)));
                made(ExprKind::Call("if".into(), vec![condition, c, d]))
            }),
        ]
    })
}

/// `e` and `t`.
struct Names;

impl Vocabulary for Names {
    type Leaf = bool;

    fn name(&self, name: &str, _: Option<&[Expr]>, span: Span) -> Result<bool, Problem> {
        match name {
            "e" => Ok(true),
            "t" => Ok(false),
            _ => Err(Problem::new(span, "neither e nor t")),
        }
    }

    fn of(&self, _: &str, span: Span) -> Result<Self, Problem> {
        Err(Problem::new(span, "no runs"))
    }
}

struct At(f64);

/// The value of `t`, which nothing else is.
const T: f64 = 0.734_21;

impl Scope<bool> for At {
    fn value(&self, is_e: &bool) -> Result<f64, NotANumber> {
        Ok(if *is_e { self.0 } else { T })
    }
}

fn value(expr: &Expr, e: f64) -> f64 {
    let bound = Compiled::new(expr, &Names).expect("known names");
    bound.eval(&At(e)).unwrap_or(f64::NAN)
}

/// A value with a bound on what rounding has done to it; `None` where rounding decides a sign, a condition or a domain.
fn rough(expr: &Expr, e: f64) -> Option<(f64, f64)> {
    let own = match &expr.kind {
        ExprKind::Number(number) => (number.value, 0.0),
        ExprKind::Name(name) if name == "e" => (e, 0.0),
        ExprKind::Name(name) if name == "t" => (T, 0.0),
        ExprKind::Name(_) => (std::f64::consts::PI, 0.0),
        ExprKind::Negate(a) => {
            let (a, error) = rough(a, e)?;
            (-a, error)
        }
        ExprKind::Binary(operator, a, b) => spread(&[rough(a, e)?, rough(b, e)?], |ab| {
            operator.apply(ab[0], ab[1])
        })?,
        ExprKind::Call(name, args) if name == "if" => {
            let branch = if decided(&args[0], e)? { 1 } else { 2 };
            rough(&args[branch], e)?
        }
        ExprKind::Call(name, args) => {
            let args: Option<Vec<_>> = args.iter().map(|arg| rough(arg, e)).collect();
            let args = args?;
            if name == "sign" && args[0].1 > 0.0 && args[0].0.abs() <= args[0].1 {
                return None;
            }
            spread(&args, |args| call(name, args))?
        }
        _ => return None,
    };
    let error = own.1 + own.0.abs() * 1e-15 * f64::from(u8::from(!is_leaf(expr)));
    (own.0.is_finite() && error.is_finite()).then_some((own.0, error))
}

fn is_leaf(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Number(_) | ExprKind::Name(_))
}

fn call(name: &str, args: &[f64]) -> f64 {
    let args: Vec<Expr> = args
        .iter()
        .map(|arg| parse(&format!("{arg:e}")).expect("a number"))
        .collect();
    value(&made(ExprKind::Call(name.to_string(), args)), 0.0)
}

/// The value, and how far it moves when its parts move as far as their errors allow.
fn spread(parts: &[(f64, f64)], of: impl Fn(&[f64]) -> f64) -> Option<(f64, f64)> {
    let centre: Vec<f64> = parts.iter().map(|part| part.0).collect();
    let value = of(&centre);
    let mut error = 0.0;
    for (place, (middle, give)) in parts.iter().enumerate() {
        let mut most: f64 = 0.0;
        for moved in [middle - give, middle + give] {
            let mut parts = centre.clone();
            parts[place] = moved;
            most = most.max((of(&parts) - value).abs());
            if !of(&parts).is_finite() || *give > 1e-6 * middle.abs() + 1e-9 {
                return None;
            }
        }
        error += most;
    }
    value.is_finite().then_some((value, 2.0 * error))
}

fn decided(condition: &Expr, e: f64) -> Option<bool> {
    let ExprKind::Compare(comparison, a, b) = &condition.kind else {
        return None;
    };
    let (a, b) = (rough(a, e)?, rough(b, e)?);
    let close = (a.0 - b.0).abs() <= a.1 + b.1 && a.1 + b.1 > 0.0;
    (!close).then(|| comparison.holds(a.0, b.0))
}

/// The slope of `expr` at `e` from central differences, extrapolated; `None` unless finer ones agree that there is one.
fn slope(expr: &Expr, e: f64) -> Option<(f64, f64)> {
    let difference = |h: f64| {
        let (above, below) = (rough(expr, e + h)?, rough(expr, e - h)?);
        Some(((above.0 - below.0) / (2.0 * h), (above.1 + below.1) / h))
    };
    let (coarse, fine, finest) = (difference(4e-4)?, difference(2e-4)?, difference(1e-4)?);
    let first = (4.0 * fine.0 - coarse.0) / 3.0;
    let second = (4.0 * finest.0 - fine.0) / 3.0;
    let rounding = 4.0 * (coarse.1 + fine.1 + finest.1);
    let scale = 1.0 + second.abs();
    let smooth = (first - second).abs() <= 1e-7 * scale + rounding && rounding <= 1e-5 * scale;
    rough(expr, e)?;
    smooth.then_some((second, 1e-5 * scale))
}

const POINTS: [f64; 6] = [
    -2.371_93, -0.618_37, -0.093_17, 0.276_41, 0.914_53, 3.141_77,
];

/// How many of `all` points a law could be tried at; a law that is hardly tried holds nothing.
#[derive(Default)]
struct Tried {
    all: u32,
    tried: u32,
}

impl Tried {
    fn at_least_a_third(&self) {
        assert!(
            self.tried * 3 >= self.all,
            "tried at {} of {}",
            self.tried,
            self.all
        );
    }
}

fn derivative_is_the_slope(of: &Expr, derivative: &Expr, tried: &mut Tried) -> Result<(), String> {
    for e in POINTS {
        tried.all += 1;
        let found = value(derivative, e);
        let Some((slope, give)) = slope(of, e).filter(|_| found.is_finite()) else {
            continue;
        };
        tried.tried += 1;
        if (found - slope).abs() > give {
            return Err(format!(
                "{of} has {derivative}: at {e} {found}, but the slope is {slope}"
            ));
        }
    }
    Ok(())
}

fn run<S: Strategy>(cases: u32, strategy: &S, law: impl Fn(S::Value) -> Result<(), String>) {
    let mut runner = proptest::test_runner::TestRunner::new(fixed(cases));
    let outcome = runner.run(strategy, |value| law(value).map_err(TestCaseError::fail));
    if let Err(broken) = outcome {
        panic!("{broken}");
    }
}

#[test]
fn what_is_printed_is_read_as_the_same_tree() {
    run(2000, &any_formula(), |formula| {
        let text = formula.to_string();
        match parse(&text) {
            Ok(read) if read.unplaced() == formula => Ok(()),
            Ok(read) => Err(format!("`{text}` is read as `{read}`")),
            Err(problem) => Err(format!("`{text}`: {problem}")),
        }
    });
}

#[test]
fn what_is_simpler_has_the_same_value() {
    let tried = std::cell::RefCell::new(Tried::default());
    run(3000, &number_of_e(), |formula| {
        let simple = simplify(&formula).map_err(|problem| format!("{formula}: {problem}"))?;
        for e in POINTS {
            tried.borrow_mut().all += 1;
            let Some((before, error)) = rough(&formula, e) else {
                continue;
            };
            tried.borrow_mut().tried += 1;
            let after = value(&simple, e);
            let own = rough(&simple, e).map_or(100.0 * error, |(_, own)| own);
            let near = (after - before).abs() <= error + own + 1e-13 * before.abs() + 1e-300;
            if !near {
                return Err(format!(
                    "{formula} became {simple}: at {e} {after} for {before}"
                ));
            }
        }
        Ok(())
    });
    tried.into_inner().at_least_a_third();
}

#[test]
fn what_is_simple_does_not_get_simpler() {
    run(2000, &number_of_e(), |formula| {
        let once = simplify(&formula).map_err(|problem| problem.to_string())?;
        let twice = simplify(&once).map_err(|problem| problem.to_string())?;
        // What divides by a plain 0 has no value to keep.
        if once == twice || once.to_string().contains("/ 0") {
            Ok(())
        } else {
            Err(format!("{formula} became {once}, then {twice}"))
        }
    });
}

#[test]
fn the_derivative_is_what_central_differences_are() {
    let tried = std::cell::RefCell::new(Tried::default());
    run(2000, &number_of_e(), |formula| {
        let Ok(derivation) = derive(&formula, "e") else {
            return Ok(());
        };
        let last = derivation.steps.last().map(|step| &step.gives);
        if last != Some(&derivation.derivative) {
            return Err(format!("{formula}: the last step is not the derivative"));
        }
        derivative_is_the_slope(&formula, &derivation.derivative, &mut tried.borrow_mut())
    });
    tried.into_inner().at_least_a_third();
}

#[test]
fn every_step_is_true_by_itself() {
    let tried = std::cell::RefCell::new(Tried::default());
    let e = made(ExprKind::Name("e".into()));
    run(500, &number_of_e(), |formula| {
        let Ok(derivation) = derive(&formula, "e") else {
            return Ok(());
        };
        for step in derivation.steps {
            let in_e = |side: &Expr| fill(&side.to_string(), &[(step.by.as_str(), &e)]);
            let of = in_e(&step.of).map_err(|problem| problem.to_string())?;
            let gives = in_e(&step.gives).map_err(|problem| problem.to_string())?;
            derivative_is_the_slope(&of, &gives, &mut tried.borrow_mut())?;
        }
        Ok(())
    });
    tried.into_inner().at_least_a_third();
}

#[test]
fn every_formula_can_be_set_with_its_brackets_closed() {
    run(1000, &any_formula(), |formula| {
        let math = Math::of(&formula);
        let (text, lines) = (math.ascii(), math.two_dimensional().lines);
        let count = |sign: char| text.matches(sign).count();
        if count('(') == count(')') && !lines.is_empty() {
            Ok(())
        } else {
            Err(format!("{formula}: {text}"))
        }
    });
}
