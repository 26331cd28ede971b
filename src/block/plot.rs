//! The plot block: formulas drawn over one of their names, the others as the trainer has them.

use super::about::{Find, Subject, about, with_about};
use super::body::{Body, Located, Problems, Value};
use super::hidden::names;
use super::kind::Kind;
use crate::figure::chart::{Mark, Series, Stroke};
use crate::figure::number::short;
use crate::figure::{Axis, Chart, Cover, Fit, HIDDEN, Ink, Role};
use crate::formula::tree::ExprKind;
use crate::formula::{Compiled, Expr, Problem, constant, parse};
use crate::network::WeightId;
use crate::panel::Mask;
use crate::training::{EvalContext, Formula, Trainer, TrainerVocabulary};

/// A plot block as it was read.
#[derive(Clone, Debug)]
pub struct Plot {
    /// Its subject.
    pub subject: Subject,
    over: Over,
    /// As it is written.
    name: String,
    ends: [f64; 2],
    curves: Vec<Located<Expr>>,
    mark: Option<Located<Expr>>,
}

/// The free variable, while everything else is as the trainer has it.
#[derive(Clone, Debug)]
enum Over {
    /// A name: it is a number wherever it occurs in a formula, and nothing else moves.
    Name(String),
    /// A weight, with all that follows from it; none, the selected one.
    Weight(Option<WeightId>),
}

/// The most curves of a plot.
const MOST: usize = 4;
/// Number of points of a curve.
const SAMPLES: u32 = 160;

impl Kind for Plot {
    fn read(body: &Body<'_>, problems: &Problems, find: &mut Find<'_>) -> Option<Plot> {
        let keys = with_about(&["over", "show", "mark"]);
        body.read(&keys, problems, |fields| {
            let subject = about(fields, find);
            let over = fields.required("over", "over = \"e -8..8\"");
            let show = fields.required("show", "show = [\"f'(e)\"]");
            let (over, show, subject) = (over?, show?, subject?);
            let (name, ends) = over.written(range)?.item;
            let free = free(&over, &name, &subject)?;
            let read = |value: &Value<'_>| curve(value, &free, &subject);
            let mark = fields.get("mark").map(|value| read(&value));
            let curves: Vec<Option<Located<Expr>>> = if show.is_list() {
                show.list()?.iter().map(read).collect()
            } else {
                vec![read(&show)]
            };
            if !(1..=MOST).contains(&curves.len()) {
                return show.complain(
                    format!("{} curves: a plot has from one to {MOST}", curves.len()),
                    "make two plots of it",
                );
            }
            Some(Plot {
                subject,
                over: free,
                name,
                ends,
                curves: curves.into_iter().collect::<Option<_>>()?,
                mark: mark.map_or(Some(None), |mark| mark.map(Some))?,
            })
        })
    }

    fn subject(&self) -> Option<&Subject> {
        Some(&self.subject)
    }
}

impl Plot {
    /// Its curves for the current trainer, but for what an open question hides.
    #[must_use]
    pub fn chart(&self, trainer: &Trainer, veil: &Mask) -> Chart {
        let moment = trainer.moment_at(self.subject.selected(trainer));
        let mark = self
            .mark
            .as_ref()
            .filter(|mark| !self.is_hidden(mark, veil));
        let mark = mark.and_then(|mark| {
            let bound = self.bind(&mark.item)?;
            let at = bound.eval(&moment).ok().filter(|at| at.is_finite())?;
            Some((mark.text.as_str(), at))
        });
        let mut chart = Chart {
            x: axis(&self.name, Fit::Exact, self.ends.to_vec()),
            y: axis(self.title(), Fit::Round, Vec::new()),
            ..Chart::default()
        };
        for (place, curve) in self.curves.iter().enumerate() {
            let (ink, sign) = self.told_apart(place);
            if self.is_hidden(curve, veil) {
                chart.key.push((ink, format!("{} {HIDDEN}", curve.text)));
                continue;
            }
            let value = |at| {
                self.value(&curve.item, trainer, &moment, at)
                    .unwrap_or(f64::NAN)
            };
            chart.series.push(Series {
                name: curve.text.clone(),
                sign,
                ink,
                stroke: Stroke::Solid,
                points: self.samples().map(|at| (at, value(at))).collect(),
            });
            if let Some((name, at)) = mark.filter(|(_, at)| self.reaches(*at)) {
                chart.marks.push(Mark {
                    name: format!("{name}, {}", curve.text),
                    sign: '●',
                    ink: ink.strong(),
                    at: (at, value(at)),
                });
            }
        }
        if let Some((name, at)) = mark {
            let where_ = format!("● {name} = {}", short(at));
            chart.key.push((Role::Plain.into(), veil.text(&where_)));
        } else if let Some(mark) = &self.mark {
            chart
                .key
                .push((Role::Plain.into(), format!("{} {HIDDEN}", mark.text)));
        }
        chart.under(veil as &dyn Cover)
    }

    fn title(&self) -> &str {
        match &self.curves[..] {
            [only] => &only.text,
            _ => "value",
        }
    }

    fn told_apart(&self, place: usize) -> (Ink, Option<char>) {
        if self.curves.len() == 1 {
            return (Role::Plain.into(), None);
        }
        (Role::Run(place).into(), ('a'..='z').nth(place))
    }

    fn reaches(&self, at: f64) -> bool {
        (self.ends[0]..=self.ends[1]).contains(&at)
    }

    fn samples(&self) -> impl Iterator<Item = f64> {
        let [low, high] = self.ends;
        (0..=SAMPLES).map(move |at| low + (high - low) * f64::from(at) / f64::from(SAMPLES))
    }

    /// Returns `true` if a formula has a name that an open question asks for; the one that it is drawn over is free.
    fn is_hidden(&self, formula: &Located<Expr>, veil: &Mask) -> bool {
        let is_mark = self
            .mark
            .as_ref()
            .is_some_and(|mark| mark.text == formula.text);
        let names = names(&formula.item);
        let is_free =
            |name: &&str| !is_mark && matches!(&self.over, Over::Name(free) if free == name);
        let names: Vec<&str> = names
            .iter()
            .map(String::as_str)
            .filter(|name| !is_free(name))
            .collect();
        veil.hides(&names)
    }

    fn bind(&self, formula: &Expr) -> Option<Formula> {
        Compiled::new(formula, &self.subject.setup.vocabulary()).ok()
    }

    /// The value of a curve where what it is drawn over has this value.
    fn value(
        &self,
        curve: &Expr,
        trainer: &Trainer,
        moment: &EvalContext<'_>,
        at: f64,
    ) -> Option<f64> {
        match &self.over {
            Over::Name(name) => self.bind(&curve.with_number(name, at))?.eval(moment).ok(),
            Over::Weight(weight) => {
                let weight = weight.unwrap_or(self.subject.selected(trainer));
                let then = moment.with_weight(self.subject.setup.about, weight, at)?;
                self.bind(curve)?.eval(&then).ok()
            }
        }
    }
}

fn axis(title: &str, fit: Fit, spans: Vec<f64>) -> Axis {
    Axis {
        title: title.to_string(),
        spans,
        fit,
        hidden: false,
    }
}

/// `e -8..8`
fn range(text: &str) -> Result<(String, [f64; 2]), Problem> {
    let whole = || {
        Problem::new(
            (0..text.len()).into(),
            "expected a name, and from where to where",
        )
        .help("write `over = \"e -8..8\"`")
    };
    let (name, ends) = text
        .trim()
        .rsplit_once(char::is_whitespace)
        .ok_or_else(whole)?;
    let (low, high) = ends.split_once("..").ok_or_else(whole)?;
    let number = |text: &str| constant(&parse(text)?);
    let ends = [
        number(low).map_err(|_| whole())?,
        number(high).map_err(|_| whole())?,
    ];
    if ends[0] < ends[1] {
        return Ok((name.trim().to_string(), ends));
    }
    Err(whole())
}

/// The free variable.
fn free(value: &Value<'_>, name: &str, subject: &Subject) -> Option<Over> {
    let setup = &subject.setup;
    let layout = &setup.runs[setup.about].start.state.settings.network.layout;
    let words = TrainerVocabulary::of_net(layout);
    let read = |_: &str| {
        let expr = parse(name)?;
        match &expr.kind {
            ExprKind::Name(name) if name == "w" => Ok(Over::Weight(None)),
            ExprKind::Name(name) => Ok(Over::Name(name.clone())),
            _ => words
                .weight_named(&expr)
                .map(|weight| Over::Weight(Some(weight))),
        }
    };
    Some(value.written(read)?.item)
}

/// A formula that has a meaning where what is free has a value.
fn curve(value: &Value<'_>, over: &Over, subject: &Subject) -> Option<Located<Expr>> {
    let read = |text: &str| {
        let formula = parse(text)?.number()?;
        let vocabulary = subject.setup.vocabulary();
        // A free name has no meaning to the trainer, but for the number that it is given.
        let given = match over {
            Over::Name(name) => formula.with_number(name, 0.5),
            Over::Weight(_) => formula.clone(),
        };
        Compiled::new(&given, &vocabulary).map(|_| formula)
    };
    value.written(read)
}
