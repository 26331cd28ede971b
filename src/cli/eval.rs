//! `deltarule eval`: the value of a formula about a trainer of a lesson.

use std::io::{self, Write};
use std::process::ExitCode;

use super::common::Common;
use super::ending::{ended, trouble};
use super::typed;
use crate::figure::number::long;
use crate::formula::{NotANumber, Problem};
use crate::training::Trainer;

/// The arguments of `eval`.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Arguments {
    /// A lesson by number, name or file; and a trainer of it, if it is not the first
    #[arg(value_name = "LESSON[::TRAINER]")]
    which: String,
    /// A formula, as lessons have it: a number, or a condition
    #[arg(value_name = "FORMULA", allow_hyphen_values = true)]
    formula: String,
    /// Commands to do before, several between semicolons
    #[arg(long = "do", value_name = "COMMANDS")]
    commands: Vec<String>,
}

const EXAMPLES: &str = "deltarule eval 04 E\n\
    deltarule eval 04 'w(2,1,1)' --do 'step 1 epoch'\n\
    deltarule eval 08::two 'without.E < full.E' --do 'set lr 0.1; step 100 epochs'\n\n\
    A number is printed with twelve digits. Of a condition it is told whether it holds: exit 0 if it does, 1 if not.";

/// Prints the value of a formula.
pub fn run(common: &Common, arguments: &Arguments) -> ExitCode {
    match value(common, arguments) {
        Ok((text, code)) => ended(writeln!(io::stdout().lock(), "{text}"), code),
        Err(sentence) => trouble(&sentence),
    }
}

/// The value as it is printed, and the exit code.
fn value(common: &Common, arguments: &Arguments) -> Result<(String, u8), String> {
    let meant = common.meant(&arguments.which)?;
    let mut trainer = Trainer::new(meant.trainer()?.1.clone());
    typed::act(&mut trainer, &arguments.commands)?;
    let text = &arguments.formula;
    let expr = typed::formula(text)?;
    let wrong = |problem| typed::wrong_formula(text, problem);
    let formula = trainer.bind(&expr).map_err(wrong)?;
    let moment = trainer.moment();
    let not_a_number =
        |none: NotANumber| wrong(Problem::new(none.span, "this is not a number here"));
    if expr.is_condition() {
        let holds = formula.eval_condition(&moment);
        let holds = holds.map_err(not_a_number)?;
        return Ok(if holds {
            ("it holds".to_string(), 0)
        } else {
            ("it does not hold".to_string(), 1)
        });
    }
    let value = formula.eval(&moment).map_err(not_a_number)?;
    if !value.is_finite() {
        return Err(not_a_number(NotANumber { span: expr.span }));
    }
    // Other programs read it: their minus is a hyphen.
    Ok((long(value).replace('−', "-"), 0))
}
